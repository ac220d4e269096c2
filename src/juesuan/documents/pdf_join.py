"""Tables that run on over pages → one table.

Long tables go on to the next page without header, title or unit line, now and then with blank rows, and a row may be
cut in two by the break.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from juesuan.documents.model import Cell
from juesuan.documents.pdf_lattice import GridTable
from juesuan.documents.pdf_lines import PageLines

COLUMN_SNAP = 3.0
"""Column edges of a table's parts agree within this (points)."""
_SHIFT = 40.0
"""A part may lie this far to the side if its columns are as wide (points): other margins on the next page."""
_BOTTOM_SHARE = 0.6
"""A table that ends above this part of its page's height was not cut by the page's end."""
_NUMBER = re.compile(r"[-—–－]?[\d,，]+(?:\.\d+)?%?")
_LABEL_START = re.compile(
    r"[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d+[.、．]|其中|[总合小]\s*计"
)


@dataclass(slots=True)
class Part:
    """One page's part of a table, with its columns' places in the joined grid."""

    page: PageLines
    grid: GridTable
    columns: list[int] = field(default_factory=list)


@dataclass(slots=True)
class JoinedTable:
    """A table over its pages."""

    parts: list[Part]
    rows: int = 0
    columns: int = 0
    cells: list[Cell] = field(default_factory=list)
    page_starts: list[int] = field(default_factory=list)


def continues(before: Part, page: PageLines, grid: GridTable, text_between: bool) -> bool:
    """Whether a table at the top of a page is the rest of the table before.

    Args:
        before: the last part of the table before.
        page: the page after.
        grid: the first table on it.
        text_between: any text stands between the two, page numbers and running titles aside.
    """
    if text_between or page.content.number != before.page.content.number + 1:
        return False
    if before.page.content.turn != page.content.turn:
        return False
    if before.grid.ys[-1] < _BOTTOM_SHARE * before.page.height and not _one_row(before.grid):
        return False
    return _shift(before.grid.xs, grid.xs) is not None


def _one_row(grid: GridTable) -> bool:
    return len(grid.ys) == 2


def _shift(first: list[float], second: list[float]) -> float | None:
    """How far the second part lies to the right, None if it is a table of its own."""
    left, right = second[0] - first[0], second[-1] - first[-1]
    if abs(left - right) > 2 * COLUMN_SNAP or abs(left) > _SHIFT:
        return None
    fewer, more, sign = (first, second, -1) if len(first) < len(second) else (second, first, 1)
    shift = left
    near = sum(any(abs(x - sign * shift - y) <= COLUMN_SNAP for y in more) for x in fewer)
    # One edge may be out of line (a row with columns of its own), as long as most of them agree.
    return shift if near >= len(fewer) - (1 if len(fewer) > 4 else 0) else None


def join(parts: list[Part]) -> JoinedTable:
    """Put the parts on one grid: the union of their columns, one below the other."""
    table = JoinedTable(parts)
    edges = _common_edges(parts)
    table.columns = len(edges) - 1
    rows: list[list[Cell]] = []
    for part in parts:
        start = len(rows)
        added = _rows(part, start)
        if start and added and _cut_row(rows, added):
            # The row stands on both pages: it is one, and the new page begins below it.
            rows = _merge_rows(rows, added[0])
            added = [[_moved(cell, -1) for cell in row] for row in added[1:]]
            start = len(rows)
        elif start and not added:
            continue
        if start and part is not parts[0]:
            table.page_starts.append(start)
        rows.extend(added)
    table.rows = len(rows)
    table.page_starts = [row for row in table.page_starts if row < table.rows]
    table.cells = [cell for row in rows for cell in row]
    return table


def _common_edges(parts: list[Part]) -> list[float]:
    """Column edges of all parts; sets each part's `columns`."""
    first = parts[0].grid.xs
    found: list[tuple[float, int, int]] = []
    for number, part in enumerate(parts):
        shift = part.grid.xs[0] - first[0] if number else 0.0
        found.extend((x - shift, number, i) for i, x in enumerate(part.grid.xs))
    found.sort()
    edges: list[float] = []
    seen: set[int] = set()
    for part in parts:
        part.columns = [0] * len(part.grid.xs)
    for x, number, i in found:
        # Two edges of one part are two columns, however near.
        if not edges or x - edges[-1] > 2 * COLUMN_SNAP or number in seen:
            edges.append(x)
            seen = set()
        seen.add(number)
        parts[number].columns[i] = len(edges) - 1
    return edges


def _rows(part: Part, start: int) -> list[list[Cell]]:
    """A part's cells by the row they begin in, on the joined grid."""
    rows: list[list[Cell]] = [[] for _ in range(len(part.grid.ys) - 1)]
    content = part.page.content
    for cell in part.grid.cells:
        column = part.columns[cell.column]
        rows[cell.row].append(
            Cell(
                start + cell.row,
                column,
                cell.rowspan,
                part.columns[cell.column + cell.colspan] - column,
                cell.text,
                content.number,
                content.page_box(part.grid.cell_box(cell)),
                cell.indent,
            )
        )
    return rows


def _moved(cell: Cell, by: int) -> Cell:
    return Cell(cell.row + by, cell.column, cell.rowspan, cell.colspan, cell.text, cell.page, cell.bbox, cell.indent)


def _cut_row(rows: list[list[Cell]], added: list[list[Cell]]) -> bool:
    """Whether the first row of a page is the lower half of the last row of the page before.

    Careful, since joining two real rows would lose one: the lower half must hold nothing but the rest of labels (and
    figures only where the upper half has none), and its label must not look like one of its own.
    """
    upper, lower = rows[-1], added[0]
    if any(cell.rowspan > 1 for cell in lower) or [(c.column, c.colspan) for c in upper] != [
        (c.column, c.colspan) for c in lower
    ]:
        return False
    texts = [(a.text.strip(), b.text.strip()) for a, b in zip(upper, lower, strict=True)]
    if not any(b for _, b in texts) or not any(a for a, _ in texts):
        return False
    figures_above = any(_NUMBER.fullmatch(a) and not _code(a) for a, _ in texts)
    figures_below = any(_NUMBER.fullmatch(b) for _, b in texts)
    if figures_below and (figures_above or not any(a and b and not _NUMBER.fullmatch(b) for a, b in texts)):
        return False
    if any(_NUMBER.fullmatch(a) and b for a, b in texts):
        return False
    labels = [(a, b) for a, b in texts if b and not _NUMBER.fullmatch(b)]
    if not labels or any(not a or _LABEL_START.match(b) for a, b in labels):
        return False
    coded = any(a and _code(a) for a, _ in texts)
    return len(labels) == 1 and (figures_above or figures_below or coded)


def _code(text: str) -> bool:
    return text.isdigit() and len(text) in (2, 3, 5, 7)


def _merge_rows(rows: list[list[Cell]], lower: list[Cell]) -> list[list[Cell]]:
    merged = [
        Cell(
            a.row,
            a.column,
            a.rowspan,
            a.colspan,
            "\n".join(text for text in (a.text, b.text) if text),
            a.page if a.text or not b.text else b.page,
            a.bbox if a.text or not b.text else b.bbox,
            a.indent if a.text or not b.text else b.indent,
        )
        for a, b in zip(rows[-1], lower, strict=True)
    ]
    return [*rows[:-1], merged]
