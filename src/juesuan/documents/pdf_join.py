"""Tables that run on over pages → one table.

Long tables go on to the next page without header, title or unit line, now and then with blank rows, and a row may be
cut in two by the break.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import chain

from juesuan.documents.model import Cell
from juesuan.documents.pdf_lattice import GridCell, GridTable
from juesuan.documents.pdf_lines import PageLines
from juesuan.documents.table_words import LABEL_START

COLUMN_SNAP = 3.0
"""Column edges of a table's parts agree within this (points)."""
_SHIFT = 40.0
"""A part may lie this far to the side if its columns are as wide (points): other margins on the next page."""
_FEW_EDGES = 4
"""Tables of fewer columns agree in their shares too easily to be one for that alone."""
_SAME_SHARE = 0.012
"""Edges agree if they differ by less than this part of their tables' widths."""
_AGAIN = re.compile(r"[（(]?续表?[一二三四五\d]*[）)]?$")
_ENDS = ("总计", "合计", "收入总计", "支出总计")
_MOST_TITLES = 4
_TOKEN = re.compile(r"[（(《“][^）)》”\s]{0,2}[）)》”]?|\S")
_SPARE = 0.3
_NUMBER = re.compile(r"[-—–－]?[\d,，]+(?:\.\d+)?%?")
_CUT_NUMBER = re.compile(r"\d[.,]$")
_ORDINAL_ALONE = re.compile(r"[（(]?[一二三四五六七八九十]+")
_WHOLE_FIGURE = re.compile(r"[-—–－]?(?:\d{1,3}(?:,\d{3})+|\d+)\.\d\d%?")
_CODE_LENGTHS = (3, 5, 7)


@dataclass(slots=True)
class Part:
    """One page's part of a table.

    Attributes:
        page: the page.
        grid: the table there.
        columns: places of its columns in the joined grid.
        xs: edges of its columns for the joined grid: its own, or those of the part before where only the widths differ.
    """

    page: PageLines
    grid: GridTable
    columns: list[int] = field(default_factory=list)
    xs: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.xs = self.xs or self.grid.xs


@dataclass(slots=True)
class JoinedTable:
    """A table over its pages."""

    parts: list[Part]
    rows: int = 0
    columns: int = 0
    cells: list[Cell] = field(default_factory=list)
    page_starts: list[int] = field(default_factory=list)


def continues(before: Part, page: PageLines, grid: GridTable, text_between: bool) -> Part | None:
    """The next part of a table, if that is what stands at the top of a page.

    How far down the table before reached says nothing: a tall row that does not fit leaves half a page empty.

    Args:
        before: the last part of the table before.
        page: the page after.
        grid: the first table on it.
        text_between: any text stands between the two, page numbers, running titles and repeated titles aside.
    """
    if text_between or page.content.number != before.page.content.number + 1:
        return None
    title = title_within(grid)
    if title and title != title_within(before.grid):
        return None
    if before.grid.ruled != grid.ruled:
        return None
    same_count = len(before.xs) == len(grid.xs)
    if (
        not grid.ruled
        and same_count
        and abs(before.xs[0] - grid.xs[0]) <= COLUMN_SNAP >= abs(before.xs[-1] - grid.xs[-1])
    ):
        return Part(page, grid, xs=before.xs)  # gaps between texts differ from page to page
    if _shift(before.xs, grid.xs) is not None:
        return Part(page, grid)
    if same_count and (_scaled(before.xs, grid.xs) or _same_head(before.grid, grid)):
        return Part(page, grid, xs=before.xs)
    return None


def repeats(between: list[str], titles: list[str], parts: list[Part], grid: GridTable) -> bool:
    """Whether the lines above a table only say again what stood above the table before: 续表, or its title once more.

    Without 续 the header must be the same and the table before must not have ended with its total: forms of several
    projects have one title, too.

    Args:
        between: the paragraphs between the two.
        titles: those above the first part of the table before.
        parts: that table.
        grid: the table after.
    """
    if len(between) > _MOST_TITLES:
        return False
    said = {_plain(text) for text in titles[-_MOST_TITLES:]}
    plain = [_plain(text) for text in between]
    if not all(not text or text in said for text in plain):
        return False
    if any(_AGAIN.search("".join(text.split())) for text in between):
        return True
    last = [cell.text for cell in parts[-1].grid.cells if cell.row == len(parts[-1].grid.ys) - 2]
    ended = any("".join(text.split()) in _ENDS for text in last)
    return not ended and _same_head(parts[0].grid, grid)


def _plain(text: str) -> str:
    return _AGAIN.sub("", "".join(text.split()))


def _scaled(first: list[float], second: list[float]) -> bool:
    """Whether columns differ by one factor: a page of another size or turn."""
    if len(first) <= _FEW_EDGES:
        return False
    wide, narrow = first[-1] - first[0], second[-1] - second[0]
    return all(
        abs((a - first[0]) / wide - (b - second[0]) / narrow) < _SAME_SHARE for a, b in zip(first, second, strict=True)
    )


def _same_head(first: GridTable, second: GridTable) -> bool:
    """Whether two parts begin with the same rows, as a header that is printed again."""
    texts: list[str] = []
    for row in range(min(len(first.ys), len(second.ys)) - 1):
        a, b = ([(c.column, c.colspan, c.text) for c in grid.cells if c.row == row] for grid in (first, second))
        if a != b:
            break
        texts.extend(text for *_, text in a if text)
    return len(texts) > 2 and not any(c.isdigit() for c in texts[0] + texts[1] + texts[2])


def title_within(grid: GridTable) -> str:
    """The title of a statement that a table holds as its first row, "" if there is none."""
    for cell in grid.cells:
        if cell.row > 1 or cell.colspan < len(grid.xs) - 1:
            break
        text = "".join(cell.text.split())
        if text.endswith("表") and len(text) > _SHORTEST_TITLE:
            return text
    return ""


_SHORTEST_TITLE = 4


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
    last_row: list[GridCell] = []
    for part in parts:
        start = len(rows)
        added = _rows(part, start)
        head = _repeated(rows, added) if start else 0
        if head and head < len(added):
            added[head] = _without_clipped(rows[:head], added[:head], added[head])
        if start and head < len(added) and _cut_row(last_row, rows[-1], added[head]):
            # The row stands on both pages: it is one, and the new page goes on below it.
            rows[-1] = _merged(rows[-1], added[head])
            added[head:] = [[_moved(cell, -1) for cell in row] for row in added[head + 1 :]]
        if start and added:
            table.page_starts.append(start)
        rows.extend(added)
        last_row = [cell for cell in part.grid.cells if cell.row == len(part.grid.ys) - 2]
    table.rows = len(rows)
    table.cells = [cell for row in rows for cell in row]
    return table


def _common_edges(parts: list[Part]) -> list[float]:
    """Column edges of all parts; sets each part's `columns`."""
    first = parts[0].xs
    found: list[tuple[float, int, int]] = []
    for number, part in enumerate(parts):
        shift = part.xs[0] - first[0] if number else 0.0
        found.extend((x - shift, number, i) for i, x in enumerate(part.xs))
    found.sort()
    edges: list[float] = []
    seen: set[int] = set()
    for part in parts:
        part.columns = [0] * len(part.xs)
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
    return replace(cell, row=cell.row + by)


def _repeated(rows: list[list[Cell]], added: list[list[Cell]]) -> int:
    """How many rows at the top of a page say what the table's first rows say: its header, printed again.

    A word processor may clip what does not fit into the repeated header's height.
    """
    for count, (first, again) in enumerate(zip(rows, added, strict=False)):
        shape = [(c.column, c.colspan, c.rowspan) for c in first] == [(c.column, c.colspan, c.rowspan) for c in again]
        if not shape or not all(a.text.startswith(b.text) for a, b in zip(first, again, strict=True)):
            return count
        if not any(b.text for b in again) or not any(a.text == b.text for a, b in zip(first, again, strict=True)):
            return count
    return min(len(rows), len(added))


def _without_clipped(first: list[list[Cell]], again: list[list[Cell]], row: list[Cell]) -> list[Cell]:
    """The row below a repeated header, without what the header's cells hide there of their own last lines."""
    hidden: dict[int, str] = {}
    for upper, lower in zip(chain.from_iterable(first), chain.from_iterable(again), strict=True):
        if len(lower.text) < len(upper.text):
            hidden[lower.column] = "".join(upper.text[len(lower.text) :].split())
    return [
        replace(cell, text="") if hidden.get(cell.column, "").startswith("".join(cell.text.split())) else cell
        for cell in row
    ]


def _cut_row(grid_cells: list[GridCell], upper: list[Cell], lower: list[Cell]) -> bool:
    """Whether the first row of a page is the lower half of the last row of the page before.

    Careful, since joining two real rows would lose one. Every text in the lower half must go on a text above that
    fills its cell to the end, and must not look like the beginning of a row.

    Args:
        grid_cells: the upper half as found on its page.
        upper: the upper half on the joined grid.
        lower: the lower half.
    """
    if [(c.column, c.colspan) for c in upper] != [(c.column, c.colspan) for c in lower]:
        return False
    if len(grid_cells) != len(upper) or any(cell.rowspan > 1 for cell in (*upper, *lower)):
        return False
    joined = [
        (a.text.strip(), b.text.strip(), g.room) for a, b, g in zip(upper, lower, grid_cells, strict=True) if b.text
    ]
    if not joined:
        return False
    if any(_CUT_NUMBER.search(a) and b[0].isdigit() for a, b, _ in joined):
        return all(a for a, _, _ in joined)
    return all(a and (room < _token(b) or _ORDINAL_ALONE.fullmatch(a)) and _goes_on(a, b) for a, b, room in joined)


def _token(text: str) -> float:
    """Width in type sizes of what typesetting keeps together at a text's beginning, and a little more."""
    match = _TOKEN.match(text)
    return sum(1.0 if c >= "⺀" else 0.5 for c in match.group()) + _SPARE if match else 1.0


def _goes_on(upper: str, lower: str) -> bool:
    """Whether the lower half of a cell can be the rest of a text that the upper half breaks off."""
    upper, lower = "".join(upper.split()), "".join(lower.split())
    if upper.isdigit() and lower.isdigit():
        return len(lower) <= 2 and len(upper) + len(lower) in _CODE_LENGTHS  # a code of its own has three digits
    if _NUMBER.fullmatch(upper) or _NUMBER.fullmatch(lower):
        # Figures are cut between their digits only where that makes them whole.
        return not _WHOLE_FIGURE.fullmatch(upper) and _WHOLE_FIGURE.fullmatch(upper + lower) is not None
    return not LABEL_START.match(lower) or _ORDINAL_ALONE.fullmatch(upper) is not None


def _merged(upper: list[Cell], lower: list[Cell]) -> list[Cell]:
    """The two halves of a row; the place stays that of the upper half, where the figures stand."""
    return [replace(a, text=f"{a.text}\n{b.text}") if b.text else a for a, b in zip(upper, lower, strict=True)]
