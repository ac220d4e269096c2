"""An occurrence: a fact as some document states it, with its place and its very text."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from juesuan.cube.coordinate import Coordinate
from juesuan.place import Place


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One table cell that states a fact.

    Attributes:
        coordinate: the place in the cube.
        value: the number in `unit`, exactly as shown; None where the cell is blank or no number.
        unit: 元, 万元 or 亿元 for money, else 个, 辆, 人次, %, ...
        decimals: digits shown after the point.
        text: as printed.
        place: where.
        statement: id of the statement (`income`, ...); None for a claim of the narrative.
        row: the row's label as printed, white space removed.
        code: classification code of the row as printed, if any.
        row_index: row in the table's grid.
        column: header path, outermost first, joined with `/`.
        column_index: column in the table's grid.
        project: name of the project whose table this is (绩效自评表).
        quote: the sentence as printed, for a claim of the narrative.
    """

    coordinate: Coordinate
    value: Decimal | None
    unit: str
    decimals: int
    text: str
    place: Place
    statement: str | None = None
    row: str | None = None
    code: str | None = None
    row_index: int | None = None
    column: str | None = None
    column_index: int | None = None
    project: str | None = None
    quote: str | None = None
