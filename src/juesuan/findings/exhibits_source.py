"""What exhibits need to know of a recognised report: its blocks, its tables' headers and cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property

from juesuan.documents.joined import Part
from juesuan.documents.model import Block, Cell, Table
from juesuan.findings.report import Spot
from juesuan.recognition import report as recognised

_MOST_HEADER_ROWS = 4
_NEAR = 1.0  # points between a place's box and its cell's


class Source:
    """A recognised report, looked at by place."""

    def __init__(self, report: recognised.Report, parts: Sequence[Part]) -> None:
        self.document = report.document
        self._statements = report.statements
        self._first = {part.source: part.first_block for part in parts}
        self._cells: dict[int, dict[int, list[Cell]]] = {}

    @cached_property
    def blocks(self) -> dict[int, Block]:
        """All blocks by number."""
        return {block.index: block for block in self.document.blocks}

    def block(self, spot: Spot) -> Block | None:
        """The paragraph or table that a place is in."""
        if spot.block is None:
            return None
        return self.blocks.get(spot.block + self._first.get(spot.file or "", 0))

    def blocks_of(self, file: str | None) -> Sequence[Block]:
        """The blocks of one of the files that were joined; all of them if None were."""
        if file is None or file not in self._first:
            return self.document.blocks
        first = self._first[file]
        end = min((n for n in self._first.values() if n > first), default=len(self.document.blocks))
        return self.document.blocks[first:end]

    @cached_property
    def _header_rows(self) -> dict[int, int]:
        """Table → its rows above the first figure."""
        rows: dict[int, int] = {}
        for statement in self._statements:
            first = [cell.row_index for cell in statement.occurrences if cell.row_index is not None]
            if first:
                rows.setdefault(statement.table.index, min(first))
        return rows

    def header(self, table: Table) -> int:
        """The number of rows that head a table."""
        return min(self._header_rows.get(table.index, 0), _MOST_HEADER_ROWS, table.rows)

    def row(self, table: Table, number: int) -> list[Cell]:
        """The cells that begin in a row."""
        if table.index not in self._cells:
            rows: dict[int, list[Cell]] = defaultdict(list)
            for cell in table.cells:
                rows[cell.row].append(cell)
            self._cells[table.index] = rows
        return self._cells[table.index].get(number, [])

    def cell(self, table: Table, spot: Spot) -> Cell | None:
        """The cell that a place means; None if it means the whole row or table."""
        if spot.bbox is not None and spot.row_index is not None:
            boxed = next((c for c in self.row(table, spot.row_index) if c.bbox and _same(c.bbox, spot.bbox)), None)
            if boxed is not None:
                return boxed
        if spot.square is None:
            return None
        row, column = spot.square
        return next((c for c in self.row(table, row) if c.column <= column < c.column + c.colspan), None)


def _same(one: Sequence[float], other: Sequence[float]) -> bool:
    return all(abs(a - b) <= _NEAR for a, b in zip(one, other, strict=True))
