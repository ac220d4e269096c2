"""What a wrong figure should have been, as a number to print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from juesuan.cube.figure import Figure
from juesuan.cube.relation import AtMost, Growth, Linear, Ratio, Relation, Same
from juesuan.money import Interval, scale

_RANK = {Same: 0, Linear: 1, Growth: 2, Ratio: 2, AtMost: 9}


@dataclass(frozen=True, slots=True)
class Expected:
    """The value a figure should have, in its own unit, and the digits to print."""

    value: Decimal
    decimals: int

    def __str__(self) -> str:
        return format_amount(self.value, self.decimals)


def format_amount(value: Decimal, decimals: int) -> str:
    """A plain decimal string, rounded half up."""
    rounded = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return f"{rounded:f}" if rounded else f"{abs(rounded):f}"


def expect(figures: Sequence[Figure], index: int, broken: Iterable[Relation], allowed: Interval) -> Expected | None:
    """The value that mends the broken relations, preferring what is stated elsewhere to what is computed.

    None where they only give a bound (a part that exceeds its whole).
    """
    figure = figures[index]
    factor = scale(figure.unit)
    mine = [r for r in broken if index in r.scope]
    for rank in sorted({_RANK.get(type(r), 9) for r in mine}):
        # Of several sums the shortest has the smallest rounding of its own.
        ordered = sorted((r for r in mine if _RANK.get(type(r), 9) == rank), key=lambda r: len(r.scope))
        points = [p for r in ordered if (p := _point(figures, index, r)) is not None]
        fitting = [p for p in points if allowed.empty or allowed.holds(p[0]) or _near(allowed, p[0], figure)]
        if fitting:
            value = Counter(value for value, _ in fitting).most_common(1)[0][0]
            decimals = max(d for _, d in fitting)
            return Expected(value / factor, max(figure.decimals, decimals if figure.unit != "%" else 0))
    only_bounded = all(isinstance(r, AtMost) for r in mine)
    if allowed.low is not None and allowed.high is not None and not allowed.empty and not only_bounded:
        return Expected((allowed.low + allowed.high) / 2 / factor, figure.decimals)
    return None


def _near(allowed: Interval, value: Decimal, figure: Figure) -> bool:
    return allowed.widen(Decimal(1).scaleb(-figure.decimals) * scale(figure.unit)).holds(value)


def _point(figures: Sequence[Figure], index: int, relation: Relation) -> tuple[Decimal, int] | None:
    if isinstance(relation, Same):
        return _said_elsewhere(figures, index, relation)
    if isinstance(relation, Linear):
        own = sum(c for c, i in relation.terms if i == index)
        rest = sum((c * figures[i].exact for c, i in relation.terms if i != index), Decimal(0))
        decimals = max((figures[i].decimals for _, i in relation.terms if figures[i].value), default=0)
        return (-rest / own, decimals) if own else None
    if isinstance(relation, Ratio | Growth):
        interval = relation.implied(index, figures)
        if interval.low is None or interval.high is None:
            return None
        return (_quotient(figures, index, relation) or (interval.low + interval.high) / 2, 0)
    return None


def _said_elsewhere(figures: Sequence[Figure], index: int, relation: Same) -> tuple[Decimal, int] | None:
    others = [figures[i] for i in relation.scope if i != index and not figures[i].blank]
    others = others or [figures[i] for i in relation.scope if i != index and figures[i].at_most is not None]
    cells = [f for f in others if f.statement is not None] or others
    if not cells:
        return None
    value = Counter(f.exact for f in cells).most_common(1)[0][0]
    return value, max(f.decimals for f in cells if f.exact == value)


def _quotient(figures: Sequence[Figure], index: int, relation: Ratio | Growth) -> Decimal | None:
    """The rate from the figures as stated, not from the middle of their intervals."""
    if index != relation.rate:
        return None
    if isinstance(relation, Ratio):
        part, whole = figures[relation.part].exact, figures[relation.whole].exact
    else:
        assert relation.change is not None
        part = figures[relation.change].exact
        whole = figures[relation.now].exact - relation.sign * part
    return part * 100 / whole if whole else None
