"""Ruled lines → tables with merged cells.

Collinear pieces of rule are merged, touching rules grouped, each group's positions make a base grid, and grid squares
with no rule between them are one cell. Only the rules decide where a figure belongs: figures are often set well above
or below the middle of their row.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from juesuan.documents.limits import MAX_PAGE_RULES, MAX_TABLE_SQUARES
from juesuan.documents.pdf_source import Glyph, Rule
from juesuan.place import Box

SNAP_ACROSS = 1.5
"""Pieces no further apart than this across their direction are one rule (points)."""
SNAP_ALONG = 3.0
"""Gaps no longer than this within a rule, and between rules that should touch, are closed (points)."""
GRID_SNAP = 2.5
"""Rules nearer than this are the two strokes of a double line (points)."""
_OVERHANG = 6.0
"""Rules that reach this far beyond the outermost crossing rule bound another column or row (points)."""
_COVER = 0.55
"""Part of a square's side that a rule must cover to divide."""


class TooManyRulesError(Exception):
    """A page has far more rules than tables do: a drawing, or an attack."""


@dataclass(slots=True)
class GridCell:
    """One cell of a table on one page.

    Attributes:
        row: first row.
        column: first column.
        rowspan: rows.
        colspan: columns.
        text: its text.
        indent: its first glyph's distance from the cell's left edge.
        room: room right of its last line in type sizes; where a character finds none the text may go on elsewhere.
        glyphs: its characters, until the text is made of them.
        strays: its characters that run in another direction.
    """

    row: int
    column: int
    rowspan: int
    colspan: int
    text: str = ""
    indent: float = 0.0
    room: float = 99.0
    glyphs: list[Glyph] = field(default_factory=list)
    strays: list[str] = field(default_factory=list)


@dataclass(slots=True)
class GridTable:
    """A table on one page, in the reading frame.

    Attributes:
        xs: edges of its columns.
        ys: edges of its rows.
        cells: its cells in row, then column order.
        owner: the cell of each square.
        ruled: its columns are ruled; else found by the gaps between texts.
    """

    xs: list[float]
    ys: list[float]
    cells: list[GridCell]
    owner: list[list[GridCell]]
    ruled: bool = True

    @property
    def box(self) -> Box:
        """The table's outline."""
        return (self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def cell_box(self, cell: GridCell) -> Box:
        """The cell's outline."""
        return (
            self.xs[cell.column],
            self.ys[cell.row],
            self.xs[cell.column + cell.colspan],
            self.ys[cell.row + cell.rowspan],
        )


def merge_rules(rules: Iterable[Rule]) -> list[Rule]:
    """Join collinear pieces: sorted by position across, then along."""
    ordered = sorted(rules)
    merged: list[Rule] = []
    i = 0
    while i < len(ordered):
        first = ordered[i][0]
        j = i
        while j < len(ordered) and ordered[j][0] - first <= SNAP_ACROSS:
            j += 1
        band = sorted(ordered[i:j], key=lambda rule: rule[1])
        across, start, end = band[0]
        longest = end - start
        for position, piece_start, piece_end in band[1:]:
            if piece_start <= end + SNAP_ALONG:
                if piece_end - piece_start > longest:  # the longest piece says best where the rule lies
                    across, longest = position, piece_end - piece_start
                end = max(end, piece_end)
            else:
                merged.append((across, start, end))
                across, start, end, longest = position, piece_start, piece_end, piece_end - piece_start
        merged.append((across, start, end))
        i = j
    return sorted(rule for rule in merged if rule[2] - rule[1] > SNAP_ALONG)


def _groups(horizontals: list[Rule], verticals: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Rules that touch, directly or through others."""
    parent = list(range(len(horizontals) + len(verticals)))

    def find(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    levels = [rule[0] for rule in horizontals]
    for k, (x, top, bottom) in enumerate(verticals, len(horizontals)):
        for i in range(bisect_left(levels, top - SNAP_ALONG), bisect_right(levels, bottom + SNAP_ALONG)):
            if horizontals[i][1] - SNAP_ALONG <= x <= horizontals[i][2] + SNAP_ALONG:
                parent[find(i)] = find(k)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, rule in enumerate(horizontals):
        groups.setdefault(find(i), ([], []))[0].append(rule)
    for i, rule in enumerate(verticals, len(horizontals)):
        groups.setdefault(find(i), ([], []))[1].append(rule)
    return list(groups.values())


def _positions(across: list[Rule], along: list[Rule]) -> list[float]:
    """Grid positions: of the rules themselves, and where crossing rules overhang the outermost of them."""
    positions: list[float] = []
    for rule in across:  # sorted
        if not positions or rule[0] - positions[-1] > GRID_SNAP:
            positions.append(rule[0])
    if not positions or not along:
        return positions
    start, end = min(rule[1] for rule in along), max(rule[2] for rule in along)
    if positions[0] - start > _OVERHANG:
        positions.insert(0, start)
    if end - positions[-1] > _OVERHANG:
        positions.append(end)
    return positions


def covered_edges(rules: list[Rule], positions: list[float], bands: list[float]) -> list[list[bool]]:
    """For every position: which bands between crossing positions have a rule there."""
    count = len(bands) - 1
    edges = [[False] * count for _ in positions]
    for across, start, end in rules:
        k = bisect_right(positions, across + GRID_SNAP) - 1
        line = edges[max(k, 0)]
        for j in range(max(bisect_right(bands, start) - 1, 0), count):
            low, high = bands[j], bands[j + 1]
            if low >= end:
                break
            if min(high, end) - max(low, start) >= _COVER * (high - low):
                line[j] = True
    return edges


def _table(horizontals: list[Rule], verticals: list[Rule]) -> GridTable | None:
    xs, ys = _positions(verticals, horizontals), _positions(horizontals, verticals)
    for _ in range(3):  # dropping a line can merge bands so that another falls; it settles at once in practice
        if len(xs) < 2 or len(ys) < 2:
            return None
        if (len(xs) - 1) * (len(ys) - 1) > MAX_TABLE_SQUARES:
            raise TooManyRulesError
        upright, level = covered_edges(verticals, xs, ys), covered_edges(horizontals, ys, xs)
        keep_x = [i for i in range(len(xs)) if i in (0, len(xs) - 1) or any(upright[i])]
        keep_y = [i for i in range(len(ys)) if i in (0, len(ys) - 1) or any(level[i])]
        if len(keep_x) == len(xs) and len(keep_y) == len(ys):
            break
        xs, ys = [xs[i] for i in keep_x], [ys[i] for i in keep_y]
    if len(xs) < 2 or len(ys) < 2 or (len(xs) == 2 and len(ys) == 2):
        return None  # a frame round text is no table
    return merge_squares(xs, ys, upright, level)


def merge_squares(xs: list[float], ys: list[float], upright: list[list[bool]], level: list[list[bool]]) -> GridTable:
    """Grow every free square right, then down, as far as no rule divides."""
    rows, columns = len(ys) - 1, len(xs) - 1
    owner: list[list[GridCell | None]] = [[None] * columns for _ in range(rows)]
    cells: list[GridCell] = []
    for row in range(rows):
        for column in range(columns):
            if owner[row][column] is not None:
                continue
            right = column + 1
            while right < columns and not upright[right][row] and owner[row][right] is None:
                right += 1
            below = row + 1
            while below < rows and not any(level[below][column:right]):
                if any(upright[x][below] for x in range(column + 1, right)):
                    break
                if any(owner[below][x] is not None for x in range(column, right)):
                    break
                below += 1
            cell = GridCell(row, column, below - row, right - column)
            cells.append(cell)
            for y in range(row, below):
                owner[y][column:right] = [cell] * (right - column)
    xs, ys = [round(x, 2) for x in xs], [round(y, 2) for y in ys]
    return GridTable(xs, ys, cells, [[c for c in line if c is not None] for line in owner])


def find_tables(horizontals: list[Rule], verticals: list[Rule]) -> tuple[list[GridTable], list[Rule]]:
    """The tables that a page's rules draw, top to bottom, without text; and the horizontal rules of no table.

    Raises:
        TooManyRulesError: beyond the limits.
    """
    across, upright = merge_rules(horizontals), merge_rules(verticals)
    if len(across) > MAX_PAGE_RULES or len(upright) > MAX_PAGE_RULES:
        raise TooManyRulesError
    tables: list[GridTable] = []
    loose: list[Rule] = []
    for level, plumb in _groups(across, upright):
        table = _table(level, plumb) if level and plumb else None
        if table is not None:
            tables.append(table)
        elif not plumb:
            loose.extend(level)
    tables.sort(key=lambda table: (table.ys[0], table.xs[0]))
    return tables, loose
