"""Closed intervals of exact decimals: what a rounded figure can have been.

A figure shown as 12.30 stands for anything from 12.295 to 12.305. Sums, differences and ratios of such figures are
intervals again, and two statements agree when their intervals touch.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal

_WIDE = Context(prec=40)
_HALF = tuple(Decimal(5).scaleb(-digits - 1) for digits in range(12))


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers from `low` to `high`; an end that is None is unbounded. `low` above `high` is empty."""

    low: Decimal | None
    high: Decimal | None

    @property
    def empty(self) -> bool:
        """No number is in it."""
        return self.low is not None and self.high is not None and self.low > self.high

    @property
    def middle(self) -> Decimal | None:
        """The number in the middle; None where an end is unbounded."""
        if self.low is None or self.high is None:
            return None
        return (self.low + self.high) / 2

    def holds(self, value: Decimal) -> bool:
        """Whether `value` is in it."""
        return (self.low is None or self.low <= value) and (self.high is None or value <= self.high)

    def meets(self, other: Interval) -> bool:
        """Whether the two have a number in common; touching ends count."""
        return not self.cut(other).empty

    def cut(self, other: Interval) -> Interval:
        """What both have in common."""
        low = self.low if other.low is None else other.low if self.low is None else max(self.low, other.low)
        high = self.high if other.high is None else other.high if self.high is None else min(self.high, other.high)
        return Interval(low, high)

    def widen(self, by: Decimal) -> Interval:
        """The interval with both ends moved out."""
        return Interval(None if self.low is None else self.low - by, None if self.high is None else self.high + by)

    def __add__(self, other: Interval) -> Interval:
        return Interval(
            None if self.low is None or other.low is None else self.low + other.low,
            None if self.high is None or other.high is None else self.high + other.high,
        )

    def __neg__(self) -> Interval:
        return Interval(None if self.high is None else -self.high, None if self.low is None else -self.low)

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def times(self, factor: Decimal) -> Interval:
        """The interval multiplied by an exact number."""
        if factor < 0:
            return -self.times(-factor)
        return Interval(
            None if self.low is None else self.low * factor, None if self.high is None else self.high * factor
        )

    def product(self, other: Interval) -> Interval:
        """All products of a number of each; both must be bounded, else everything."""
        if None in (self.low, self.high, other.low, other.high):
            return EVERYTHING
        ends = [_WIDE.multiply(a, b) for a in (self.low, self.high) for b in (other.low, other.high)]  # type: ignore[arg-type]
        return Interval(min(ends), max(ends))

    def quotient(self, other: Interval) -> Interval:
        """All quotients of a number of each; everything where the divisor may be zero or an end is unbounded."""
        if self.low is None or self.high is None or other.low is None or other.high is None:
            return EVERYTHING
        if other.low <= 0 <= other.high:
            return EVERYTHING
        ends = [_WIDE.divide(a, b) for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(ends), max(ends))


EVERYTHING = Interval(None, None)
NOT_NEGATIVE = Interval(Decimal(0), None)
NOTHING = Interval(Decimal(1), Decimal(0))


def exact(value: Decimal) -> Interval:
    """The interval that holds just `value`."""
    return Interval(value, value)


def half_unit(decimals: int) -> Decimal:
    """Half of the last digit shown: 0.005 for two decimals."""
    return _HALF[min(decimals, len(_HALF) - 1)]


def shown(value: Decimal, decimals: int) -> Interval:
    """What a figure can have been before it was rounded to `decimals` digits."""
    half = half_unit(decimals)
    return Interval(value - half, value + half)
