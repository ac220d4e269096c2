"""Slips that have a name: how the stated figure may have come from the right one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_DOWN, Decimal

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


def lost_digit(stated: Decimal, expected: Decimal, decimals: int) -> bool:
    """Whether the stated figure is the expected one with a single digit left out, doubled or mistyped."""
    a, b = _digits(stated, decimals), _digits(expected, decimals)
    if abs(len(a) - len(b)) == 1:
        short, long = sorted((a, b), key=len)
        return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
    return len(a) == len(b) and sum(x != y for x, y in zip(a, b, strict=True)) == 1 and len(a) > 2


_SHARP = Decimal("0.005")
"""An interval wider than this part of its value would hold a slip of any number by chance."""


def slip_within(stated: Decimal, decimals: int, allowed: Interval) -> Decimal | None:
    """The value within an interval of which the stated one is a single slip of the hand away, if there is one.

    A digit mistyped, swapped with its neighbour, lost or typed twice. Only sharp intervals are asked.

    Args:
        stated: the figure as printed, in its own unit.
        decimals: digits it shows.
        allowed: where it should lie, in its own unit.
    """
    if allowed.low is None or allowed.high is None or allowed.empty or not stated:
        return None
    if allowed.high - allowed.low > max(_SHARP * abs(allowed.high), 2 * Decimal(1).scaleb(-decimals)):
        return None
    sign = -1 if stated < 0 else 1
    for digits in _slips(_digits(stated, decimals)):
        if digits.startswith("0") and len(digits) > decimals + 1:
            continue  # nobody prints 0100
        value = sign * Decimal(digits).scaleb(-decimals)
        if value != stated and allowed.holds(value):
            return value
    return None


def _slips(typed: str) -> Iterator[str]:
    """Every number that may have been meant, by one slip; none shorter than three digits."""
    for i, digit in enumerate(typed):
        yield from (typed[:i] + other + typed[i + 1 :] for other in "0123456789" if other != digit)
        if typed[i + 1 : i + 2] not in ("", digit):
            yield typed[:i] + typed[i + 1] + digit + typed[i + 2 :]
        if len(typed) > _SHORTEST_COPY:
            yield typed[:i] + typed[i + 1 :]
    for i in range(len(typed) + 1):
        yield from (typed[:i] + other + typed[i:] for other in "0123456789")


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
