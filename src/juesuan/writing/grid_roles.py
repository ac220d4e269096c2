"""What the cells of a statement's grid are to a reader: heads, labels, totals, and which heads an amount stands under.

Layouts say where a cell stands and what it states. Formats that carry meaning (a workbook's bold totals, a web page's
row and column headers) get it here, so that they agree.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from juesuan.writing.fit import placed
from juesuan.writing.model import GridCell, StatementGrid


class Role(StrEnum):
    """What a cell is."""

    COLUMN_HEAD = "column"
    LABEL = "label"
    NUMBER = "number"  # 行次, 栏次: neither an amount nor a label
    AMOUNT = "amount"
    WORDS = "words"  # what a form says
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell where it stands.

    Attributes:
        row: counted from the header's first row.
        column: first column it covers.
        cell: what it shows.
        role: what it is.
        total: it belongs to a row of 合计, 小计 or 总计.
        heads: squares (row, column) of the heads and labels that it stands under, outermost first.
    """

    row: int
    column: int
    cell: GridCell
    role: Role
    total: bool = False
    heads: tuple[tuple[int, int], ...] = ()


def spots(grid: StatementGrid) -> Iterator[list[Spot]]:
    """The rows of a grid, the header's first; a row lists the cells that begin in it."""
    rows: list[list[tuple[int, GridCell]]] = [[] for _ in (*grid.header, *grid.body)]
    for row, column, cell in placed(grid):
        rows[row].append((column, cell))
    count = len(grid.header)
    over = _over(grid, rows[:count])
    for n, row_cells in enumerate(rows):
        if n < count:
            yield [Spot(n, column, cell, _head_role(cell)) for column, cell in row_cells]
        elif count:
            yield _body(n, row_cells, over)
        else:
            yield _form(n, row_cells)


def _head_role(cell: GridCell) -> Role:
    if not cell.text:
        return Role.BLANK
    return Role.NUMBER if cell.text.isdigit() else Role.COLUMN_HEAD


def _over(grid: StatementGrid, header: list[list[tuple[int, GridCell]]]) -> list[tuple[tuple[int, int], ...]]:
    """For each column the squares of its heads."""
    found: list[list[tuple[int, int]]] = [[] for _ in range(grid.columns)]
    for row, cells in enumerate(header):
        for column, cell in cells:
            if _head_role(cell) is Role.COLUMN_HEAD:
                for covered in range(column, min(column + cell.colspan, grid.columns)):
                    found[covered].append((row, column))
    return [tuple(squares) for squares in found]


def _body(row: int, cells: list[tuple[int, GridCell]], over: list[tuple[tuple[int, int], ...]]) -> list[Spot]:
    """A row of a statement. A label holds for the amounts to its right, up to the next label (two-sided tables)."""
    made: list[Spot] = []
    label: list[tuple[int, int]] = []
    total = after_amount = False
    for column, cell in cells:
        role = _body_role(cell)
        if role is Role.LABEL:
            if after_amount or not label:
                label, total = [], False
            label.append((row, column))
            total = total or cell.text.endswith("计")
            after_amount = False
            made.append(Spot(row, column, cell, role, total))
        else:
            # a blank label is one too: what follows does not belong to the label before
            if role is Role.BLANK and cell.coordinate is None and after_amount:
                label, total = [], False
            after_amount = after_amount or role is Role.AMOUNT
            heads = (*over[column], *label) if role is Role.AMOUNT else ()
            made.append(Spot(row, column, cell, role, total, heads))
    return made


def _body_role(cell: GridCell) -> Role:
    if cell.coordinate is not None:
        return Role.AMOUNT
    if not cell.text:
        return Role.BLANK
    # codes (201, 30101) are labels with the name beside them, lines are counted in centred cells
    return Role.NUMBER if cell.text.isdigit() and cell.align == "center" else Role.LABEL


def _form(row: int, cells: list[tuple[int, GridCell]]) -> list[Spot]:
    """A row of a form: heads beside or above what was filled in."""
    heads_only = all(cell.head or not cell.text for _, cell in cells)
    made = []
    for column, cell in cells:
        role = Role.BLANK if not cell.text else Role.WORDS
        if cell.head and cell.text:
            role = Role.COLUMN_HEAD if heads_only and cell.rowspan == 1 else Role.LABEL
        made.append(Spot(row, column, cell, role))
    return made
