"""Forms with a line a function and a column an economic item: 支出决算明细表 and its kin.

A column is known by the 类 that its header stands under and the name of the 款; a code before the name says it
outright. Codes are never guessed: a column that is not known and holds an amount is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from juesuan.cube.coordinate import Coordinate
from juesuan.cube.occurrence import Occurrence
from juesuan.documents.model import Cell, Table
from juesuan.place import Place
from juesuan.recognition.tables_form import read_form
from juesuan.recognition.tables_grid import Column, Form, Square, label_of, read_amount
from juesuan.taxonomy.codes import CodeTree, economic
from juesuan.taxonomy.ministry import MinistryForm
from juesuan.taxonomy.naming import fold, key

_CODED = re.compile(r"(3\d{2}(?:\d{2})?)\D*")
_WHOLES = frozenset({"合计", "小计", "总计", "本年支出合计", "支出合计"})
_RECENT_YEAR = 2024
_ENOUGH = 2
_HEADER_ROWS = 8


@dataclass(slots=True)
class Matrix:
    """A form as read.

    Attributes:
        whole: what the line 合计 says by economic code (`all` for its total).
        rows: what its total column says by function.
        names: function → name as printed.
        unknown: cells with an amount in columns that are not known.
        others: every further amount, by function and economic code.
    """

    whole: dict[str, Occurrence] = field(default_factory=dict)
    rows: dict[str, Occurrence] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    unknown: list[Cell] = field(default_factory=list)
    others: dict[tuple[str, str], Occurrence] = field(default_factory=dict)


def is_matrix(table: Table) -> bool:
    """Whether several 类 of economic items stand beside each other above the amounts, as heads of columns.

    In the published statement by economic items two or three of them stand in one line too, each with code or amount.
    """
    lines: dict[int, list[Cell]] = {}
    for cell in table.cells:
        if cell.row < _HEADER_ROWS and cell.text:
            lines.setdefault(cell.row, []).append(cell)
    for cells in lines.values():
        heads = [c for c in cells if key(_plain(c.text)) in _classes()]
        if len(heads) < _ENOUGH or any(read_amount(fold(c.text)) for c in cells):
            continue
        if len(heads) > _ENOUGH or any(c.colspan > 1 for c in heads):
            return True
    return False


@cache
def _classes() -> Mapping[str, str]:
    """Key of a 类's name of any year → its code."""
    tree = economic(_RECENT_YEAR)
    codes = {e.code: None for code in tree for e in tree.names(code) if len(e.code) == 3}
    return {key(e.name): code for code in codes for e in tree.names(code)}


def read_matrix(table: Table, form: MinistryForm, year: int, unit: str) -> Matrix:
    """Read it.

    Args:
        table: the table.
        form: which form it is.
        year: fiscal year.
        unit: money unit.
    """
    grid = read_form(table, frozenset(map(key, _WHOLES)))
    columns = _economic_columns(grid, economic(year))
    found = Matrix()
    previous = ""
    for row in grid.data:
        code, label = label_of(grid, grid.sides[0], row, previous) if grid.sides else ("", "")
        previous = code or previous
        function = code if len(code) in (3, 5, 7) else "all" if not code and key(label) in _WHOLES else ""
        for square, column in _amounts(grid, row):
            item = columns.get(column.index, "")
            if function and code:
                found.names.setdefault(code, label)
            if not (item and function):
                if square.number is not None and square.number.value:
                    found.unknown.append(square.cell)
                continue
            stated = _occurrence(square, form, function, item, unit, label, column, table)
            if function == "all":
                found.whole[item] = stated
            elif item == "all":
                found.rows[function] = stated
            else:
                found.others[function, item] = stated
    return found


def _amounts(grid: Form, row: int) -> Iterator[tuple[Square, Column]]:
    for side in grid.sides:
        for column in side.amounts:
            square = grid.squares[row][column.index]
            if square is not None and (square.cell.row, square.cell.column) == (row, column.index):
                yield square, column


def _economic_columns(grid: Form, tree: CodeTree) -> dict[int, str]:
    """Column → economic code, `all` for the total."""
    found: dict[int, str] = {}
    for side in grid.sides:
        for column in side.amounts:
            if code := _code_of(column.heads, tree):
                found[column.index] = code
    return found


def _code_of(heads: tuple[str, ...], tree: CodeTree) -> str:
    code = ""
    for n, head in enumerate(heads):
        plain, last = key(_plain(head)), n == len(heads) - 1
        coded = _CODED.fullmatch(fold(head))
        if coded:
            code = coded[1]
        elif plain in _classes() and (not last or not code):
            code = _classes()[plain]
        elif plain in _WHOLES:
            code = code or "all"
        elif last and len(code) == 3:
            items = tree.find(head, level=5, under=code)
            code = items[0] if items else ""
        elif last:
            return ""
    return code


def _plain(head: str) -> str:
    """A header's name without a code before it."""
    return re.sub(r"^3\d{2}(?:\d{2})?", "", fold(head))


def _occurrence(
    square: Square, form: MinistryForm, function: str, item: str, unit: str, label: str, column: Column, table: Table
) -> Occurrence:
    cell, number = square.cell, square.number
    members: dict[str, str | int] = {**form.base, "function": function, "economic": item}
    return Occurrence(
        Coordinate(**members),  # type: ignore[arg-type]
        number.value if number else None,
        unit,
        number.decimals if number else 0,
        cell.text,
        Place(block=table.index, sheet=cell.sheet, cell=cell.ref, square=(cell.row, cell.column)),
        form.statement or form.code,
        label or None,
        None,
        cell.row,
        column.path,
        column.index,
    )
