"""The formulas of tables.xlsx: every whole from the cells that make it up, wherever they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from juesuan.cube.coordinate import Coordinate
from juesuan.documents.workbook_cells import column_letters
from juesuan.taxonomy.dimensions import ECONOMIC_SETS, FUNDS, MEASURES, PERSONNEL_CLASSES
from juesuan.writing.inputs_forms import Block, Column, Form, Role

_LEAF = {"function": 7, "economic": 5}


@dataclass(frozen=True, slots=True)
class Spot:
    """A fixed cell.

    Attributes:
        sheet: title of its sheet.
        row: its row, from 0.
        column: its column, from 0.
        at: what it states.
        role: what it is for.
        coded: kind of the codes in its block, "" if there are none.
        codes_at: column of the codes.
        span: first and last row of the codes.
    """

    sheet: str
    row: int
    column: int
    at: Coordinate
    role: Role
    coded: str
    codes_at: int
    span: tuple[int, int] | None

    @property
    def ref(self) -> str:
        """The cell as formulas of any sheet name it."""
        return f"'{self.sheet}'!${column_letters(self.column)}${self.row + 1}"

    def area(self, column: int) -> str:
        """The coded rows of a column."""
        assert self.span is not None
        letters = column_letters(column)
        return f"'{self.sheet}'!${letters}${self.span[0] + 1}:${letters}${self.span[1] + 1}"


class Formulas:
    """Knows every fixed cell.

    Args:
        spots: the cells.
    """

    def __init__(self, spots: Sequence[Spot]) -> None:
        self._spots = {(spot.sheet, spot.at): spot for spot in spots}
        self._sources: dict[Coordinate, list[Spot]] = {}
        for spot in spots:
            self._sources.setdefault(spot.at, []).append(spot)

    def of_row(self, form: Form, block: Block, column: Column, row: int, first: int) -> str:
        """The whole of a coded row: the sum of the columns that have its measure."""
        measure = _measure(form, column)
        parts = [
            f"{column_letters(first + n)}{row + 1}"
            for n, part in enumerate(block.columns)
            if part.role is Role.INPUT and "basis" not in part.members and _measure(form, part) == measure
        ]
        return f"=SUM({','.join(parts)})"

    def of(self, sheet: str, at: Coordinate) -> str:
        """The whole at a coordinate.

        Args:
            sheet: the sheet it is written to.
            at: what it states.
        """
        own = self._spots[sheet, at]
        if own.coded:
            return self._column_sum(own)
        for parts in _partitions(at):
            found = [spot for part in parts if (spot := self._spots.get((sheet, part))) is not None]
            # an edition may know fewer funds; of measures and of named sets all must be there
            if len(found) == len(parts) or (found and parts[0].fund != at.fund):
                return "=" + "+".join(_local(spot.ref, sheet) for spot in found)
        source = self._elsewhere(sheet, at)
        if source is not None:
            return f"={source.ref}"
        top = self._elsewhere(sheet, at._replace(function="all"))
        assert top is not None, at
        codes, amounts = top.area(top.codes_at), top.area(top.column)
        return f'=SUMPRODUCT((LEN({codes}&"")=7)*(LEFT({codes}&"",3)="{at.function}"),{amounts})'

    def _elsewhere(self, sheet: str, at: Coordinate) -> Spot | None:
        """The cell of another sheet that states the same: rather one by codes, else one that is entered."""
        others = [s for s in self._sources.get(at, ()) if s.sheet != sheet]
        return next((s for s in others if s.coded), next(iter(others), None))

    def _column_sum(self, own: Spot) -> str:
        codes = own.area(own.codes_at).partition("!")[2]
        amounts = own.area(own.column).partition("!")[2]
        whole = f'(LEN({codes}&"")={_LEAF[own.coded]})'
        if own.at.kind in ("personnel", "public") and own.coded == "economic":
            classes = "+".join(f'(LEFT({codes}&"",3)="{c}")' for c in PERSONNEL_CLASSES)
            whole += f"*({classes})" if own.at.kind == "personnel" else f"*(1-({classes}))"
        return f"=SUMPRODUCT({whole}*1,{amounts})"


def _measure(form: Form, column: Column) -> str | int:
    return column.members.get("measure", form.base.get("measure", "expenditure"))


def _partitions(at: Coordinate) -> list[list[Coordinate]]:
    """The ways in which a coordinate is made up, for those of one sheet."""
    ways = []
    if at.measure in MEASURES:
        measures = [m for m in MEASURES[at.measure] if at.fund == "all" or m not in ("surplus_used", "distribution")]
        ways.append([at._replace(measure=m) for m in measures])
    if at.fund == "all":
        ways.append([at._replace(fund=f) for f in (*FUNDS["appropriation"], *FUNDS["all"][1:])])
    elif at.fund in FUNDS:
        ways.append([at._replace(fund=f) for f in FUNDS[at.fund]])
    if at.economic in ECONOMIC_SETS:
        ways.append([at._replace(economic=e) for e in ECONOMIC_SETS[at.economic]])
    return ways


def _local(ref: str, sheet: str) -> str:
    return ref.removeprefix(f"'{sheet}'!")
