"""Tables of web pages: spans, and telling tables that hold figures from those that only lay out a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from juesuan.documents.limits import MAX_SPAN, MAX_TABLE_SQUARES
from juesuan.documents.model import Cell

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_NUMBER = re.compile(r"\d[\d,]*\.\d|\d{2,}")
_FEW_CELLS = 6
_LONG_CELL = 400
_MAIN_CELL = 0.7
_MOST_INNER = 50
_MANY_NUMBERS = 20


@dataclass(slots=True)
class RawCell:
    """A cell in the table's full grid."""

    row: int
    column: int
    rowspan: int
    colspan: int
    node: LexborNode


@dataclass(slots=True)
class Grid:
    """A table laid out.

    Attributes:
        rows: grid rows.
        columns: grid columns in which a cell begins.
        cells: in order.
        captions: its captions.
        nested: it holds tables.
    """

    rows: int = 0
    columns: int = 0
    cells: list[RawCell] = field(default_factory=list)
    captions: list[LexborNode] = field(default_factory=list)
    nested: bool = False

    def finished(self, texts: Sequence[str]) -> tuple[Cell, ...]:
        """The cells with their texts; grid columns in which no cell begins are left out."""
        begins = sorted({c.column for c in self.cells})
        place = {column: n for n, column in enumerate(begins)}
        made = []
        for cell, text in zip(self.cells, texts, strict=True):
            first = place[cell.column]
            span = first + 1
            while span < len(begins) and begins[span] < cell.column + cell.colspan:
                span += 1
            made.append(Cell(cell.row, first, min(cell.rowspan, self.rows - cell.row), span - first, text))
        return tuple(made)


def lay_out(table: LexborNode) -> Grid | None:
    """Work out where each cell stands, as browsers do; None if the table is too large.

    HTML Living Standard 4.9.12 (forming a table), without overlapping cells.
    """
    grid = Grid(nested=table.css_first("td table, th table") is not None)
    until: dict[int, int] = {}  # column → first row that is free below
    squares = 0
    for row, line in enumerate(_lines(table, grid)):
        grid.rows = row + 1
        column = 0
        for node in line.iter(include_text=False):
            if node.tag not in ("td", "th"):
                continue
            while until.get(column, 0) > row:
                column += 1
            names = node.attributes
            down, across = _span(names.get("rowspan"), MAX_TABLE_SQUARES), _span(names.get("colspan"), MAX_SPAN) or 1
            down = down or MAX_TABLE_SQUARES  # 0: to the end
            squares += across
            if squares > MAX_TABLE_SQUARES or column > MAX_SPAN:
                return None
            grid.cells.append(RawCell(row, column, down, across, node))
            for c in range(column, column + across):
                until[c] = row + down
            column += across
    grid.columns = len({c.column for c in grid.cells})
    return None if grid.rows * grid.columns > MAX_TABLE_SQUARES else grid


def _lines(table: LexborNode, grid: Grid) -> list[LexborNode]:
    found: list[LexborNode] = []
    for part in table.iter(include_text=False):
        if part.tag == "tr":
            found.append(part)
        elif part.tag in ("tbody", "thead", "tfoot"):
            found.extend(line for line in part.iter(include_text=False) if line.tag == "tr")
        elif part.tag == "caption":
            grid.captions.append(part)
    return found


def _span(text: str | None, most: int) -> int:
    match = re.match(r"\s*(\d{1,6})", text) if text else None
    return min(int(match[1]), most) if match else 1


def is_layout(grid: Grid) -> bool:
    """Whether a table only arranges parts of the page."""
    if grid.columns <= 1:
        return True
    if not grid.nested and len(grid.cells) > _FEW_CELLS:
        return False
    sizes = [len("".join(c.node.text_lexbor().split())) for c in grid.cells]
    total = sum(sizes)
    if grid.nested:
        inner = [t for c in grid.cells for t in c.node.css("table")][:_MOST_INNER]
        held = max((len("".join(t.text_lexbor().split())) for t in inner), default=0)
        if held >= total / 2 or sum(len(_NUMBER.findall(t.text_lexbor())) for t in inner) > _MANY_NUMBERS:
            return True
        if len(grid.cells) > _FEW_CELLS:
            return False
    largest = max(sizes)
    main = grid.cells[sizes.index(largest)].node
    return largest >= _LONG_CELL and largest >= _MAIN_CELL * total and len(main.css("p, div, br")) > 1
