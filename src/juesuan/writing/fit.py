"""How large a table's type may be so that it fits its page: sizes, widths of columns and heights of rows.

Widths of type are estimated, since no fonts need be there where a report is written: a Chinese character is as wide as
high, a digit or Latin letter half that. The real fonts (仿宋, 宋体 with Times New Roman) are no wider.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, floor

from juesuan.writing.model import GridCell, StatementGrid

PADDING = 3.0
"""Points at the left and the right of a cell's text."""
LEADING = 1.2
"""Height of a line in a cell, in sizes of type."""
INDENT = 1.0
"""What a level below 类 is set in, in sizes of type."""
_SIZES = (10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0)
_SMALL, _SMALLEST = 9.0, 8.0
"""Type is not made smaller than this to break fewer lines, or to come to one page."""
_PAGE, _BROKEN = 100.0, 0.6
"""What a page and a broken line cost, in points of type: five broken labels are worth three points."""
TIGHT = 3.0
"""What a row is higher than its lines of type, at least, in points."""
_RULE = 0.5
_TALLEST = 24.0
"""Height of a row of one line at most."""
_STEP = 0.25
_EASE = 0.2
"""What a word has besides its width, in sizes of type: borders, and fonts a little wider than reckoned."""
_AMOUNT, _HEADER_LINES, _WORDS, _LABEL = 4.5, 3, 3.0, 20.0
"""In sizes of type: the least width of a column of amounts; lines in which the words of a header should stand; the
least width of words; the width from which a label is broken rather than given more room."""
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


@lru_cache(maxsize=4096)
def text_width(text: str) -> float:
    """Width of a text in sizes of type."""
    return sum(1.0 if ord(c) >= _WIDE_FROM or c in _WIDE_TOO else 0.85 if c == "%" else 0.5 for c in text)


def fit(grid: StatementGrid, width: float, height: float, page: float) -> Fit:
    """Set a table as large as its page allows.

    Args:
        grid: the table.
        width: room for it in points.
        height: room on its first page.
        page: room on the pages after it.
    """
    table = _Table(grid)
    best: tuple[float, Fit] | None = None
    for size in _SIZES:
        widths = table.widths(width, size)
        if widths is None:
            continue
        rows = _Rows(table.lines(widths, size), len(grid.header), size, height, page)
        pages = rows.pages(rows.least)
        if best is not None and size < _SMALL and (pages >= best[1].pages or size < _SMALLEST or pages > 1):
            continue
        cost = pages * _PAGE + rows.broken * _BROKEN - size
        if best is None or cost < best[0]:
            best = cost, Fit(size, rows.tallest(pages), widths, pages)
        if pages == 1 and rows.broken == 0:
            break
    if best is not None:
        return best[1]
    widths, size = table.squeezed(width), _SIZES[-1]
    rows = _Rows(table.lines(widths, size), len(grid.header), size, height, page)
    return Fit(size, rows.least, widths, rows.pages(rows.least))


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of a table set in a size of type.

    Attributes:
        lines: lines of type in each row.
        header: how many of them are the header, which is repeated on each page.
        size: the type.
        height: room on the first page.
        page: room on the pages after it.
    """

    lines: Sequence[int]
    header: int
    size: float
    height: float
    page: float

    @property
    def broken(self) -> int:
        """Lines beyond one a row, the header aside."""
        return sum(n - 1 for n in self.lines[self.header :])

    @property
    def least(self) -> float:
        """The least height of a row of one line."""
        return LEADING * self.size + TIGHT

    def pages(self, row: float) -> int:
        """How many pages the table takes if a row of one line is so high."""
        heights = [(n - 1) * LEADING * self.size + row + _RULE for n in self.lines]
        head = sum(heights[: self.header])
        pages, room = 1, self.height - head
        for each in heights[self.header :]:
            if each > room:
                pages, room = pages + 1, self.page - head
            room -= each
        return pages

    def tallest(self, pages: int) -> float:
        """The greatest height of a row with which the table takes no more pages."""
        steps = int((_TALLEST - self.least) / _STEP)
        return next(
            (row for n in range(steps, 0, -1) if self.pages(row := self.least + n * _STEP) <= pages), self.least
        )


class _Table:
    """A table's cells with the widths of their texts, measured once."""

    def __init__(self, grid: StatementGrid) -> None:
        self._rows = len(grid.header) + len(grid.body)
        self._cells: list[tuple[int, int, GridCell, tuple[float, ...]]] = []
        needs, wishes = [1.5] * grid.columns, [1.5] * grid.columns
        amounts: set[int] = set()
        for row, column, cell in placed(grid):
            texts = tuple(map(text_width, cell.text.split("\n"))) if cell.text else ()
            if texts:
                self._cells.append((row, column, cell, texts))
            if cell.colspan == 1:
                need, wish = _demand(cell, texts, row < len(grid.header))
                needs[column], wishes[column] = max(needs[column], need), max(wishes[column], wish)
                if cell.align == "right":
                    amounts.add(column)
        for demands in (needs, wishes):  # columns of amounts are all alike
            widest = max((demands[column] for column in amounts), default=_AMOUNT)
            for column in amounts:
                demands[column] = max(widest, _AMOUNT)
        self._needs = needs
        self._lacks = [max(wish - need, 0.0) for need, wish in zip(needs, wishes, strict=True)]

    def widths(self, width: float, size: float) -> tuple[float, ...] | None:
        """Widths in which no amount and no short word is broken; None if the type is too large for that."""
        least = [need * size + 2 * PADDING for need in self._needs]
        more = [lack * size for lack in self._lacks]
        free = width - sum(least)
        if free < 0:
            return None
        if sum(more) > free:  # not every label on one line: room by what each lacks
            given = [low + free * lack / sum(more) for low, lack in zip(least, more, strict=True)]
        else:
            wished = [low + lack for low, lack in zip(least, more, strict=True)]
            given = [each * width / sum(wished) for each in wished]
        return tuple(floor(each * 20) / 20 for each in given)

    def squeezed(self, width: float) -> tuple[float, ...]:
        """Widths by need, where even the smallest type is too wide."""
        return tuple(floor(width * need / sum(self._needs) * 20) / 20 for need in self._needs)

    def lines(self, widths: Sequence[float], size: float) -> list[int]:
        """Lines of type in each row; what covers several rows counts where it doesn't fit them all."""
        counts = [1] * self._rows
        tall: list[tuple[int, int, int]] = []
        for row, column, cell, texts in self._cells:
            room = sum(widths[column : column + cell.colspan]) - 2 * PADDING - cell.indent * INDENT * size
            lines = sum(max(ceil(text * size / max(room, size) - 0.001), 1) for text in texts)
            if cell.rowspan == 1:
                counts[row] = max(counts[row], lines)
            else:
                tall.append((row, cell.rowspan, lines))
        for row, span, lines in tall:
            missing = lines - sum(counts[row : row + span])
            if missing > 0:
                counts[min(row + span, len(counts)) - 1] += missing
        return counts


def _demand(cell: GridCell, texts: Sequence[float], header: bool) -> tuple[float, float]:
    """What a cell must have on a line and what it would take if there were room, in sizes of type."""
    whole = max(texts, default=0.0) + cell.indent * INDENT + _EASE
    if cell.text.isascii():
        return whole, whole
    if header or cell.align == "center":  # labels of forms are broken like those of headers
        return min(whole, max(ceil(whole / _HEADER_LINES), 2.0) + _EASE), min(whole, max(ceil(whole / 2), 4.0) + _EASE)
    return min(whole, _WORDS), min(whole, _LABEL)


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
