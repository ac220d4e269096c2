"""A form's funds: whether the sources come to the total, and which execution rates the figures allow."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from juesuan.performance.model import Fund, Number, Project

COLUMNS = {"initial": "年初预算数", "adjusted": "全年预算数", "executed": "全年执行数"}
_PARTS = (Fund.APPROPRIATION, Fund.CARRYOVER, Fund.SPECIAL, Fund.OWN, Fund.OTHER)
_HALF = Decimal("0.5")
_HUNDRED = Decimal(100)
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Broken:
    """A column whose total is not the sum of its sources.

    Attributes:
        column: initial, adjusted or executed.
        total: the total as printed.
        mended: the total as the sources make it.
        parts: the sources.
    """

    column: str
    total: Number
    mended: Number
    parts: tuple[Number, ...]


def broken_sums(project: Project) -> tuple[Broken, ...]:
    """The columns of the funds that do not add up.

    A form that names one source only is held to the total being no less than it; a blank source is nothing.
    """
    total = project.total
    rows = [r for r in project.funds if r.fund in _PARTS]
    if total is None or not rows:
        return ()
    closed = len({r.fund for r in rows}) >= _FEWEST
    found = []
    for column in COLUMNS:
        whole: Number | None = getattr(total, column)
        cells: list[Number] = [c for r in rows if (c := getattr(r, column)) is not None and c.value is not None]
        if whole is None or whole.value is None or not cells or any(c.unit != whole.unit for c in cells):
            continue
        parts = sum((c.value for c in cells if c.value is not None), Decimal(0))
        slack = sum((_HALF.scaleb(-c.decimals) for c in (*cells, whole) if c.decimals), Decimal(0))
        off = whole.value - parts
        if abs(off) > slack and (closed or off < 0):
            found.append(Broken(column, whole, replace(whole, value=parts), tuple(cells)))
    return tuple(found)


def rate_interval(budget: Number, executed: Number) -> tuple[Decimal, Decimal] | None:
    """The least and the most per cent that executed ÷ budget can be, both being rounded; None if there is no budget."""
    if not budget.value or executed.value is None or budget.value < 0:
        return None
    b, e = _half(budget), _half(executed)
    if budget.value <= b:
        return None
    return (executed.value - e) / (budget.value + b) * _HUNDRED, (executed.value + e) / (budget.value - b) * _HUNDRED


def stands(rate: Number, span: tuple[Decimal, Decimal]) -> bool:
    """Whether a printed rate is within the span, rounded or cut off; a rate may be printed as a ratio (0.95, 1)."""
    if rate.value is None:
        return True
    unit = Decimal(1).scaleb(-rate.decimals)
    readings = [(rate.value, unit)]
    if rate.text.strip()[-1:] not in "%％" and rate.value <= 1:
        readings.append((rate.value * _HUNDRED, unit * _HUNDRED))
    return any(span[0] - step < value < span[1] + step for value, step in readings)


def _half(number: Number) -> Decimal:
    return _HALF.scaleb(-number.decimals) if number.decimals else Decimal(0)
