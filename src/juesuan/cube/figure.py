"""A figure: one stated number as the relations see it."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import IntEnum

from juesuan.cube.coordinate import Coordinate
from juesuan.money import Interval, exact, scale, shown


class Cost(IntEnum):
    """How unlikely it is that this kind of statement is the slip; the cheapest explanation wins.

    A blank cell of an item that the narrative lists as in use (LISTED_BLANK) has probably lost its figure.
    """

    DIRECTION = 1
    RATIO = 2
    CHANGE = 3
    NARRATIVE = 4
    LISTED_BLANK = 5
    LEAF = 6
    BLANK = 7
    SUBTOTAL = 8
    TOTAL = 9


COUNTED = frozenset("个辆人台套批次户名家件") | {"人次", "批次", "台（套）", "台套", "项"}
"""Units of what is counted: nothing was rounded."""


@dataclass(slots=True)
class Figure:
    """One stated number.

    Attributes:
        index: its number among the report's figures.
        coordinates: what it states; several where one number is said of several things (收、支总计各).
        value: in `unit`, None for a blank cell.
        unit: its own unit.
        decimals: digits that its precision rests on.
        cost: see Cost.
        source: the occurrence or claim behind it.
        statement: id of its statement, None in the narrative.
        interval: what it can have been before rounding; in 元 for money, else in its own unit.
        exact: its value in 元 (own unit if no money); zero for a blank cell.
        at_most: what a blank cell can hide, as sums of its statement show; None where nothing shows it.
    """

    index: int
    coordinates: tuple[Coordinate, ...]
    value: Decimal | None
    unit: str
    decimals: int
    cost: Cost
    source: object
    statement: str | None = None
    interval: Interval = field(init=False)
    exact: Decimal = field(init=False)
    at_most: Decimal | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        """Fix the interval: a count, a printed zero and a blank stand for exactly what they say in a sum."""
        factor = scale(self.unit)
        if self.value is None or not self.value:
            self.exact = Decimal(0)
            self.interval = exact(Decimal(0))
            return
        self.exact = self.value * factor
        counted = self.unit in COUNTED and not self.decimals
        self.interval = exact(self.exact) if counted else shown(self.value, self.decimals).times(factor)

    @property
    def blank(self) -> bool:
        """A cell without a number."""
        return self.value is None
