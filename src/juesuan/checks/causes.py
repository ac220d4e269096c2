"""Slips that have a name: how the stated figure may have come from the right one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_DOWN, Decimal
from enum import IntEnum

from juesuan.checks.expected import format_amount
from juesuan.checks.figures import Figures
from juesuan.checks.finding import Cause
from juesuan.cube.figure import Figure
from juesuan.cube.relation import Growth, Ratio, Relation
from juesuan.money import Interval, exact, scale, shown

_POWERS = tuple(Decimal(10) ** n for n in (1, 2, 3, 4, 5, 6))
_UNIT_POWERS = (Decimal(10_000), Decimal(100_000_000))
_SHORTEST_COPY = 3


def typing_slip(stated: Decimal, expected: Decimal, decimals: int) -> Cause | None:
    """Slips of the hand: a sign, digits swapped, a digit or the point lost, a power of ten."""
    if not stated or not expected or stated == expected:
        return None
    if stated == -expected:
        return Cause.SIGN
    for power in _POWERS:
        if stated == expected * power or stated * power == expected:
            return Cause.UNIT if power in _UNIT_POWERS else Cause.FACTOR
    a, b = _digits(stated, decimals), _digits(expected, decimals)
    if len(a) == len(b) and sorted(a) == sorted(b) and sum(x != y for x, y in zip(a, b, strict=True)) == 2:
        return Cause.DIGITS_SWAPPED
    return None


def lost_digit(stated: Decimal, expected: Decimal, decimals: int) -> Slip | None:
    """Whether the stated figure is the expected one with a single digit left out, doubled or mistyped."""
    a, b = _digits(stated, decimals), _digits(expected, decimals)
    if not a or not b:
        return None  # nothing is no slip of a single digit
    if abs(len(a) - len(b)) == 1:
        short, long = sorted((a, b), key=len)
        return Slip.LOST if any(long[:i] + long[i + 1 :] == short for i in range(len(long))) else None
    mistyped = len(a) == len(b) and sum(x != y for x, y in zip(a, b, strict=True)) == 1 and len(a) > 2
    return Slip.MISTYPED if mistyped else None


class Slip(IntEnum):
    """Kinds of slips of the hand, the likeliest meant first where several would explain a figure."""

    KEPT = 0
    """All digits are there: two neighbours swapped, the point moved by one, the sign."""
    LOST = 1
    """A digit lost, or typed twice."""
    MISTYPED = 2
    """Another digit."""


_SHARP = {Slip.KEPT: Decimal("0.02"), Slip.LOST: Decimal("0.02"), Slip.MISTYPED: Decimal("0.005")}
"""An interval wider than this part of its value would hold such a slip of any number by chance."""


def slip_within(stated: Decimal, decimals: int, allowed: Interval) -> tuple[Slip, Decimal] | None:
    """The value within an interval of which the stated one is a single slip of the hand away, if there is one.

    Only sharp intervals are asked. The likeliest kind of slip counts, and among its values the one nearest to the
    interval's middle.

    Args:
        stated: the figure as printed, in its own unit.
        decimals: digits it shows.
        allowed: where it should lie, in its own unit.
    """
    if allowed.low is None or allowed.high is None or allowed.empty or not stated:
        return None
    width, middle = allowed.high - allowed.low, (allowed.low + allowed.high) / 2
    found: list[tuple[Slip, Decimal, Decimal]] = []
    for kind, value in _slips(stated, decimals):
        sharp = width <= max(_SHARP[kind] * abs(allowed.high), 2 * Decimal(1).scaleb(-decimals))
        # What is printed was rounded itself: it may lie just outside.
        if sharp and value != stated and allowed.meets(shown(value, decimals)):
            found.append((kind, abs(value - middle), value))
    return (min(found)[0], min(found)[2]) if found else None


def meant(figure: Figure, allowed: Interval) -> tuple[Slip, Decimal] | None:
    """The same for a figure and an interval as relations give it: money in 元."""
    if not figure.value or allowed.low is None or allowed.high is None:
        return None
    factor = scale(figure.unit)
    return slip_within(figure.value, figure.decimals, Interval(allowed.low / factor, allowed.high / factor))


def _slips(stated: Decimal, decimals: int) -> Iterator[tuple[Slip, Decimal]]:
    """Every number that may have been meant, by one slip."""
    sign = -1 if stated < 0 else 1
    yield Slip.KEPT, -stated
    for kind, digits in _typed(_digits(stated, decimals)):
        if not digits.startswith("0") or len(digits) <= decimals + 1:  # nobody prints 0100
            yield kind, sign * Decimal(digits).scaleb(-decimals)


def _typed(typed: str) -> Iterator[tuple[Slip, str]]:
    """The digits that may have been meant; none is lost of less than four."""
    yield Slip.KEPT, typed + "0"
    if typed.endswith("0"):
        yield Slip.KEPT, typed[:-1] or "0"
    for i, digit in enumerate(typed):
        yield from ((Slip.MISTYPED, typed[:i] + other + typed[i + 1 :]) for other in "0123456789" if other != digit)
        if typed[i + 1 : i + 2] not in ("", digit):
            yield Slip.KEPT, typed[:i] + typed[i + 1] + digit + typed[i + 2 :]
        if len(typed) > _SHORTEST_COPY:
            yield Slip.LOST, typed[:i] + typed[i + 1 :]
    for i in range(len(typed) + 1):
        yield from ((Slip.LOST, typed[:i] + other + typed[i:]) for other in "0123456789")


def _digits(value: Decimal, decimals: int) -> str:
    return format_amount(abs(value), decimals).replace(".", "").lstrip("0")


def cut_off(stated: Decimal, true: Decimal, decimals: int) -> bool:
    """Whether a rate was cut off instead of rounded."""
    return true.quantize(Decimal(1).scaleb(-decimals), ROUND_DOWN) == stated


def one_last_digit(stated: Decimal, true: Decimal, decimals: int) -> bool:
    """Whether a rate is off by exactly one in its last digit."""
    rounded = Decimal(format_amount(true, decimals))
    return abs(rounded - stated) == Decimal(1).scaleb(-decimals)


def of_rate(figures: Figures, rate: Figure, relation: Relation) -> tuple[Cause | None, int | None]:
    """Which other base, or which other figure, the stated rate fits; with the index of that base."""
    items = figures.items
    stated = _span(rate)
    if isinstance(relation, Growth) and relation.change is not None:
        change = items[relation.change].interval
        if _fits(change, items[relation.now].interval, stated):
            return Cause.CURRENT_FOR_PRIOR, relation.now
        return _other_base(figures, change, stated, {relation.now, relation.change})
    if isinstance(relation, Ratio):
        part = items[relation.part].interval
        if relation.ground.kind == "growth":
            now = _now_of(figures, relation)
            if now is not None and _fits(part, items[now].interval, stated):
                return Cause.CURRENT_FOR_PRIOR, now
        return _other_base(figures, part, stated, {relation.part, relation.whole})
    return None, None


def _now_of(figures: Figures, relation: Ratio) -> int | None:
    base = figures.items[relation.whole].coordinates
    if not base:
        return None
    return figures.best(base[0]._replace(basis="final", period=0))


def _span(rate: Figure) -> Interval:
    assert rate.value is not None
    return shown(rate.value, rate.decimals)


def _fits(part: Interval, whole: Interval, stated: Interval) -> bool:
    quotient = part.product(exact(Decimal(100))).quotient(whole)
    return quotient.low is not None and quotient.meets(stated)


def _other_base(
    figures: Figures, part: Interval, stated: Interval, left_out: set[int]
) -> tuple[Cause | None, int | None]:
    """A total of the report that the rate fits. Only totals: any large report has some cell that fits by chance."""
    width = stated.high - stated.low if stated.low is not None and stated.high is not None else Decimal(1)
    if width > Decimal("0.1") or not part.low:
        return None, None
    for index in _totals(figures):
        if index not in left_out and _fits(part, figures.items[index].interval, stated):
            return Cause.WRONG_BASE, index
    return None, None


def _totals(figures: Figures) -> Iterator[int]:
    for coordinate in figures.at:
        if coordinate.function == coordinate.economic == "all" and coordinate.quantity == "amount":
            best = figures.best(coordinate)
            if best is not None and figures.items[best].value and figures.items[best].unit != "%":
                yield best


def copied_from(items: Sequence[Figure], figure: Figure, near: Iterable[int]) -> int | None:
    """A neighbour that says the very same number: the figure was probably copied from it."""
    if figure.value is None or len(_digits(figure.value, figure.decimals)) < _SHORTEST_COPY:
        return None
    for index in near:
        other = items[index]
        if index != figure.index and other.value == figure.value and scale(other.unit) == scale(figure.unit):
            return index
    return None
