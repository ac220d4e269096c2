"""Tables with horizontal rules only (三线表): rows by rule and line, columns by the gaps that run through all rows.

Here the rules leave open what the columns are, so the test is strict: at least three rules of one length, and columns
that stand clear of each other in every line below the head. What does not pass stays running text.
"""

from __future__ import annotations

from itertools import pairwise

from juesuan.documents.pdf_lattice import GridCell, GridTable
from juesuan.documents.pdf_source import Glyph, Rule
from juesuan.documents.pdf_text import cluster, type_size

_MIN_RULES = 3
_SAME_END = 4.0
"""Rules whose ends agree within this belong together (points)."""
_MIN_WIDTH = 120.0
_COLUMN_GAP = 0.9
"""Clear room between columns, in type sizes; wider than any gap in justified text."""
_MIN_LINES = 2


def find_open_tables(loose: list[Rule], glyphs: list[Glyph]) -> tuple[list[GridTable], list[Glyph]]:
    """Tables among the horizontal rules that bound no ruled table.

    Args:
        loose: those rules.
        glyphs: characters that stand in no ruled table.

    Returns:
        The tables, their texts in `GridCell.glyphs`, and the glyphs that are left.
    """
    tables: list[GridTable] = []
    for rules in _stacks(loose):
        top, bottom = rules[0][0], rules[-1][0]
        left, right = rules[0][1] - _SAME_END, rules[0][2] + _SAME_END
        inside = [g for g in glyphs if top < g[0] - 1 and g[0] < bottom + 1 and left <= g[1] and g[2] <= right]
        table = _table(rules, inside) if inside else None
        if table is not None:
            tables.append(table)
            taken = {id(g) for g in inside}
            glyphs = [g for g in glyphs if id(g) not in taken]
    return tables, glyphs


def _stacks(loose: list[Rule]) -> list[list[Rule]]:
    """Rules of one length below each other."""
    stacks: list[list[Rule]] = []
    for rule in sorted(loose):
        if rule[2] - rule[1] < _MIN_WIDTH:
            continue
        for stack in stacks:
            if abs(stack[0][1] - rule[1]) <= _SAME_END and abs(stack[0][2] - rule[2]) <= _SAME_END:
                stack.append(rule)
                break
        else:
            stacks.append([rule])
    return [stack for stack in stacks if len(stack) >= _MIN_RULES]


def _table(rules: list[Rule], inside: list[Glyph]) -> GridTable | None:
    levels = [rule[0] for rule in rules]
    lines = [[g for g in line if g[3] > " "] for line in cluster(inside)]
    lines = [line for line in lines if line]
    body = [line for line in lines if line[0][0] > levels[1]]
    if len(body) < _MIN_LINES:
        return None
    columns = _columns(body)
    if len(columns) < 2:
        return None
    xs = [rules[0][1], *((a[1] + b[0]) / 2 for a, b in pairwise(columns)), rules[0][2]]
    bands = _rows(lines, levels)
    ys = [levels[0], *(band[0] for band in bands[1:]), levels[-1]]
    cells: list[GridCell] = []
    owner: list[list[GridCell]] = []
    for row, (_, members) in enumerate(bands):
        owner.append(_cells(row, members, xs, cells))
    xs, ys = [round(x, 2) for x in xs], [round(y, 2) for y in ys]
    return GridTable(xs, ys, cells, owner, ruled=False)


def _columns(body: list[list[Glyph]]) -> list[tuple[float, float]]:
    """Stretches across which any line has ink, apart by more than the gaps within text."""
    size = max(type_size(line) for line in body)
    columns: list[tuple[float, float]] = []
    for left, right in sorted((g[1], g[2]) for line in body for g in line):
        if columns and left - columns[-1][1] < _COLUMN_GAP * size:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    return columns


def _rows(lines: list[list[Glyph]], levels: list[float]) -> list[tuple[float, list[list[Glyph]]]]:
    """Rows from the top: where each begins, and its lines. The head is one row; below, each line is."""
    head = [line for line in lines if line[0][0] <= levels[1]]
    rows: list[tuple[float, list[list[Glyph]]]] = [(levels[0], head)]
    before = levels[1]
    for line in lines:
        base = line[0][0]
        if base <= levels[1]:
            continue
        rule = max(level for level in levels if level < base)
        top = rule if rule >= before else base - type_size(line)
        rows.append((max(top, before), [line]))
        before = base
    return rows


def _cells(row: int, members: list[list[Glyph]], xs: list[float], cells: list[GridCell]) -> list[GridCell]:
    """The cells of a row; a text that reaches over several columns spans them."""
    count = len(xs) - 1
    spans: list[tuple[int, int]] = []
    for line in members:
        size = type_size(line)
        start = line[0]
        for before, after in pairwise([*line, None]):
            if after is None or (before is not None and after[1] - before[2] >= _COLUMN_GAP * size):
                end = before[2] if before is not None else start[2]
                touched = [c for c in range(count) if xs[c] < end and xs[c + 1] > start[1]]
                spans.append((touched[0], touched[-1]) if touched else (0, 0))
                start = after if after is not None else start
    owner: list[GridCell] = []
    column = 0
    while column < count:
        last = column
        grown = True
        while grown:
            reach = max((b for a, b in spans if a <= last and b > last), default=last)
            grown, last = reach > last, max(reach, last)
        cell = GridCell(row, column, 1, last - column + 1)
        cells.append(cell)
        owner.extend([cell] * (last - column + 1))
        column = last + 1
    for line in members:
        for glyph in line:
            middle = (glyph[1] + glyph[2]) / 2
            place = next((c for c in range(count) if middle < xs[c + 1]), count - 1)
            owner[place].glyphs.append(glyph)
    return owner
