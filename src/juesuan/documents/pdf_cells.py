"""Characters → the cells they stand in."""

from __future__ import annotations

import re
from bisect import bisect_right

from juesuan.documents.pdf_lattice import GridCell, GridTable
from juesuan.documents.pdf_source import Glyph
from juesuan.documents.pdf_text import cell_text

_TOUCHING = 0.15
"""Characters drawn one after the other on one baseline, no further apart than this part of their width, are a run."""
_FIGURE = re.compile(r"[-−–]?\d[\d,]*(?:\.\d*)?%?")
_MARGIN = 1.0
"""Room (points) around a table's outline that still belongs to it."""
_PADDING = 6.0
"""What word processors leave free at a cell's side (points)."""


def fill_tables(
    tables: list[GridTable], glyphs: list[Glyph], strays: list[tuple[float, float, str]]
) -> tuple[list[Glyph], list[tuple[float, float, str]]]:
    """Put characters into the cells they stand in.

    Args:
        tables: a page's tables; their cells get their texts.
        glyphs: the page's characters in file order.
        strays: centre and character of those that run in another direction.

    Returns:
        The glyphs and strays that stand in no table.
    """
    if not tables:
        return glyphs, strays
    # The smallest table that holds a spot has it: a page-wide frame may surround the real one.
    nested = sorted(tables, key=lambda t: (t.xs[-1] - t.xs[0]) * (t.ys[-1] - t.ys[0]))
    outside: list[Glyph] = []
    start, count = 0, len(glyphs)
    while start < count:
        end = _run_end(glyphs, start, count)
        _place(nested, glyphs[start:end], outside)
        start = end
    outside_strays = []
    for stray in strays:
        cell = _cell_at(nested, stray[0], stray[1])
        if cell is None:
            outside_strays.append(stray)
        else:
            cell.strays.append(stray[2])
    finish_cells(tables)
    return outside, outside_strays


def finish_cells(tables: list[GridTable]) -> None:
    """Make the cells' texts of the characters put into them."""
    for table in tables:
        for cell in table.cells:
            if cell.glyphs or cell.strays:
                _finish(table, cell)


def _run_end(glyphs: list[Glyph], start: int, count: int) -> int:
    """One past the last character of the run that begins at `start`."""
    base, left, right, character, _ = glyphs[start]
    end = start + 1
    if character == " ":
        return end
    limit = max(_TOUCHING * (right - left), 0.5)
    while end < count:
        below, x0, x1, following, _ = glyphs[end]
        if below != base or following == " " or not -limit < x0 - right < limit:
            break
        right = x1
        end += 1
    return end


def _place(nested: list[GridTable], run: list[Glyph], outside: list[Glyph]) -> None:
    """Put a run into its cell: whole if it stands in one, or is a figure too wide for its cell."""
    first, last = run[0], run[-1]
    cell = _cell_of(nested, first, first[1], first[2])
    other = cell if len(run) == 1 else _cell_of(nested, last, last[1], last[2])
    if cell is not other and _FIGURE.fullmatch("".join([g[3] for g in run])):
        cell = other = _cell_of(nested, first, first[1], last[2])
    if cell is other:
        (outside if cell is None else cell.glyphs).extend(run)
        return
    for glyph in run:
        cell = _cell_of(nested, glyph, glyph[1], glyph[2])
        (outside if cell is None else cell.glyphs).append(glyph)


def _cell_of(nested: list[GridTable], glyph: Glyph, left: float, right: float) -> GridCell | None:
    """The cell at the middle of the body: Chinese characters are as wide as they are high, digits half as wide."""
    width = glyph[2] - glyph[1]
    return _cell_at(nested, (left + right) / 2, glyph[0] - (width if glyph[3] < "⺀" else width / 2) * 0.6)


def _cell_at(nested: list[GridTable], x: float, y: float) -> GridCell | None:
    for table in nested:
        xs, ys = table.xs, table.ys
        if ys[0] - _MARGIN <= y <= ys[-1] + _MARGIN and xs[0] - _MARGIN <= x <= xs[-1] + _MARGIN:
            row = min(max(bisect_right(ys, y) - 1, 0), len(ys) - 2)
            column = min(max(bisect_right(xs, x) - 1, 0), len(xs) - 2)
            return table.owner[row][column]
    return None


def _finish(table: GridTable, cell: GridCell) -> None:
    if cell.glyphs:
        cell.text, start, end, size = cell_text(cell.glyphs)
        if cell.text:
            cell.indent = round(start - table.xs[cell.column], 2)
            cell.room = (table.xs[cell.column + cell.colspan] - end - _PADDING) / (size or 1.0)
        cell.glyphs = []
    if cell.strays:
        cell.text = "\n".join(part for part in (cell.text, "".join(cell.strays)) if part)
        cell.strays = []
