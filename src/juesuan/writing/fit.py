"""How large a table's type may be so that it fits its page: sizes, widths of columns and heights of rows.

Widths of type are estimated, since no fonts need be there where a report is written: a Chinese character is as wide as
high, a digit or Latin letter half that. The real fonts (仿宋, 宋体 with Times New Roman) are no wider.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor

from juesuan.writing.model import GridCell, StatementGrid

PADDING = 3.0
"""Points at the left and the right of a cell's text."""
LEADING = 1.2
"""Height of a line in a cell, in sizes of type."""
INDENT = 1.0
"""What a level below 类 is set in, in sizes of type."""
_SIZES = (10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0)
_SMALLEST_FOR_ONE_PAGE = 8.5
_TALLEST, _USUAL, _TIGHT = 24.0, 19.0, 3.0
"""Height of a row at most, height where a table runs over pages, and what a row needs above its lines of type."""
_WIDE_FROM = 0x2E80
_WIDE_TOO = frozenset("“”‘’…—―·①②③④⑤⑥⑦⑧⑨⑩≥≤×√☑□±℃")


@dataclass(frozen=True, slots=True)
class Fit:
    """How a table is set.

    Attributes:
        size: type, in points.
        row: height of a row of one line, in points.
        widths: of the columns, in points.
        pages: pages it takes, the first of `height` given.
    """

    size: float
    row: float
    widths: tuple[float, ...]
    pages: int


def text_width(text: str) -> float:
    """Width of a text in sizes of type."""
    return sum(1.0 if ord(c) >= _WIDE_FROM or c in _WIDE_TOO else 0.5 for c in text)


def fit(grid: StatementGrid, width: float, height: float, page: float) -> Fit:
    """Set a table as large as its page allows.

    Args:
        grid: the table.
        width: room for it in points.
        height: room on its first page.
        page: room on the pages after it.
    """
    fallback: Fit | None = None
    for size in _SIZES:
        widths = _columns(grid, width, size)
        if widths is None:
            continue
        lines = _lines(grid, widths, size)
        least = [n * LEADING * size + _TIGHT for n in lines]
        if sum(least) <= height:
            row = min(_TALLEST, LEADING * size + _TIGHT + (height - sum(least)) / len(lines))
            return Fit(size, floor(row * 4) / 4, widths, 1)
        if fallback is None:
            fallback = Fit(size, _USUAL, widths, _pages(grid, lines, size, height, page))
        if size <= _SMALLEST_FOR_ONE_PAGE:
            break
    if fallback is not None:
        return fallback
    widths = _squeezed(grid, width)
    return Fit(_SIZES[-1], _USUAL, widths, _pages(grid, _lines(grid, widths, _SIZES[-1]), _SIZES[-1], height, page))


def _pages(grid: StatementGrid, lines: Sequence[int], size: float, height: float, page: float) -> int:
    """How many pages a table takes whose header is repeated on each."""
    heights = [n * LEADING * size + (_USUAL - LEADING * size) for n in lines]
    head = sum(heights[: len(grid.header)])
    pages, room = 1, height - head
    for row in heights[len(grid.header) :]:
        if row > room:
            pages, room = pages + 1, page - head
        room -= row
    return pages


def _columns(grid: StatementGrid, width: float, size: float) -> tuple[float, ...] | None:
    """Widths in which no amount and no short word is broken; None if the type is too large for that."""
    needs = [need * size + 2 * PADDING for need in _needs(grid)]
    if sum(needs) > width:
        return None
    shares = list(grid.widths) if len(grid.widths) == grid.columns else [max(need, 1.0) for need in _natural(grid)]
    fixed: dict[int, float] = {}
    while True:
        free = width - sum(fixed.values())
        whole = sum(share for n, share in enumerate(shares) if n not in fixed) or 1.0
        widths = [fixed.get(n, free * share / whole) for n, share in enumerate(shares)]
        short = [n for n, given in enumerate(widths) if n not in fixed and given < needs[n]]
        if not short:
            return tuple(floor(given * 20) / 20 for given in widths)
        fixed.update({n: needs[n] for n in short})


def _squeezed(grid: StatementGrid, width: float) -> tuple[float, ...]:
    """Widths by need where even the smallest type is too wide."""
    needs = _needs(grid)
    return tuple(width * need / sum(needs) for need in needs)


def _needs(grid: StatementGrid) -> list[float]:
    """What each column must hold on one line, in sizes of type: amounts, codes, and two characters of words."""
    needs = [1.0] * grid.columns
    for _, column, cell in placed(grid):
        if cell.colspan == 1:
            text = cell.text
            solid = text_width(text) if text.isascii() else min(text_width(text), 2.0)
            needs[column] = max(needs[column], solid)
    return needs


def _natural(grid: StatementGrid) -> list[float]:
    """What each column would take if nothing were scarce; labels longer than 14 characters are broken."""
    shares = [2.0] * grid.columns
    for row, column, cell in placed(grid):
        if cell.colspan == 1:
            most = 6.0 if row < len(grid.header) else 14.0
            shares[column] = max(shares[column], min(text_width(cell.text), most) + cell.indent * INDENT)
    return [share + 1.0 for share in shares]


def _lines(grid: StatementGrid, widths: Sequence[float], size: float) -> list[int]:
    """Lines of type in each row; what covers several rows counts where it doesn't fit them all."""
    counts = [1] * (len(grid.header) + len(grid.body))
    tall: list[tuple[int, int, int]] = []
    for row, column, cell in placed(grid):
        room = sum(widths[column : column + cell.colspan]) - 2 * PADDING - cell.indent * INDENT * size
        lines = sum(max(ceil(text_width(line) * size / max(room, size) - 0.001), 1) for line in cell.text.split("\n"))
        if cell.rowspan == 1:
            counts[row] = max(counts[row], lines)
        else:
            tall.append((row, cell.rowspan, lines))
    for row, span, lines in tall:
        missing = lines - sum(counts[row : row + span])
        if missing > 0:
            counts[min(row + span, len(counts)) - 1] += missing
    return counts


def placed(grid: StatementGrid) -> list[tuple[int, int, GridCell]]:
    """Every cell with its row (the header's first) and column, found from the spans of those before it."""
    taken: set[tuple[int, int]] = set()
    found = []
    for y, row in enumerate((*grid.header, *grid.body)):
        x = 0
        for cell in row:
            while (y, x) in taken:
                x += 1
            found.append((y, x, cell))
            if cell.rowspan > 1:
                taken.update((y + down, x + right) for down in range(1, cell.rowspan) for right in range(cell.colspan))
            x += cell.colspan
    return found
