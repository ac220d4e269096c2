"""Relations between figures: what must hold, whether it does, and what it implies for one of them.

Every relation answers two questions about a list of figures: does it hold, given how they were rounded; and if one of
them were wrong, within which interval would it have to lie for the relation to hold. The search for the root needs
nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum, auto
from typing import Protocol

from juesuan.cube.figure import COUNTED, Figure
from juesuan.money import Interval, exact, scale
from juesuan.money.interval import EVERYTHING, NOTHING

HUNDRED = exact(Decimal(100))
ONE = exact(Decimal(1))


class Verdict(Enum):
    """How a relation stands."""

    HOLDS = auto()
    ROUNDED = auto()
    BROKEN = auto()
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class Ground:
    """Why a relation must hold: what kind it is, and the words for it.

    Attributes:
        kind: sum, balance, same, part, share, completion, growth, change, carried, direction.
        statement: statement within which it holds, None across statements or in the narrative.
        dimension: dimension whose partition it is, where it is one.
    """

    kind: str
    statement: str | None = None
    dimension: str | None = None


class Relation(Protocol):
    """What must hold between the figures of `scope`."""

    scope: tuple[int, ...]
    ground: Ground

    def verdict(self, figures: Sequence[Figure]) -> Verdict:
        """Whether it holds."""
        ...

    def implied(self, index: int, figures: Sequence[Figure]) -> Interval:
        """Where the figure `index` would have to lie, all others as stated."""
        ...


@dataclass(slots=True)
class Linear:
    """Σ coefficient × figure = 0: sums over a partition, balances, roll-forwards.

    Attributes:
        terms: coefficient and index of each figure.
        ground: why it must hold.
        slack: what may be left over because a part that nobody prints is known only to be small, in 元.
    """

    terms: tuple[tuple[int, int], ...]
    ground: Ground
    slack: Decimal = Decimal(0)
    scope: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Keep the figures' indices apart."""
        self.scope = tuple(index for _, index in self.terms)

    def verdict(self, figures: Sequence[Figure]) -> Verdict:
        """HOLDS when exact, ROUNDED within what the shown digits allow."""
        gap = sum((c * figures[i].exact for c, i in self.terms), Decimal(0))
        if not gap:
            return Verdict.HOLDS
        return Verdict.ROUNDED if abs(gap) <= self.tolerance(figures) else Verdict.BROKEN

    def gap(self, figures: Sequence[Figure]) -> Decimal:
        """By how much it misses, in 元."""
        return sum((c * figures[i].exact for c, i in self.terms), Decimal(0))

    def tolerance(self, figures: Sequence[Figure]) -> Decimal:
        """Half a last digit for each figure with one: 0.005 × (n+1) for n parts and their whole; plus the slack."""
        total = self.slack
        for coefficient, index in self.terms:
            interval = figures[index].interval
            total += abs(coefficient) * (interval.high - interval.low) / 2  # type: ignore[operator]
        return total + self._in_zeros(figures)

    def _in_zeros(self, figures: Sequence[Figure]) -> Decimal:
        """What printed zeros can hide. They count where all parts are such: 0.0069 = 0.0037 + 0.0032 prints as 0.01."""
        terms = [figures[index] for _, index in self.terms]
        if sum(bool(figure.value) for figure in terms) != 1:
            return Decimal(0)
        zeros = [figure for figure in terms if figure.value == 0 and figure.unit not in COUNTED]
        return sum((Decimal(5).scaleb(-f.decimals - 1) * scale(f.unit) for f in zeros), Decimal(0))

    def implied(self, index: int, figures: Sequence[Figure]) -> Interval:
        """The rest moved to the other side."""
        return self.implied_together(frozenset((index,)), figures)

    def implied_together(self, members: frozenset[int], figures: Sequence[Figure]) -> Interval:
        """The same for several figures that all have one value."""
        rest = Interval(-self.slack, self.slack)
        own = 0
        for coefficient, i in self.terms:
            if i in members:
                own += coefficient
            else:
                rest = rest + figures[i].interval.times(Decimal(coefficient))
        if own == 0:
            return EVERYTHING if rest.holds(Decimal(0)) else NOTHING
        return rest.times(Decimal(-1) / own)


@dataclass(slots=True)
class Same:
    """All figures state the same coordinate. Blank cells have no say, but those that sums show to be nothing."""

    scope: tuple[int, ...]
    ground: Ground

    def verdict(self, figures: Sequence[Figure]) -> Verdict:
        """HOLDS when all are equal, ROUNDED when their intervals have a number in common."""
        said = [figures[i] for i in self.scope if _says(figures[i])]
        if len(said) < 2 or all(f.blank for f in said):
            return Verdict.UNKNOWN
        first = said[0].exact
        if all(f.exact == first for f in said):
            return Verdict.HOLDS
        common = EVERYTHING
        for figure in said:
            common = common.cut(_loose(figure))
        return Verdict.BROKEN if common.empty else Verdict.ROUNDED

    def implied(self, index: int, figures: Sequence[Figure]) -> Interval:
        """What all the others have in common; empty when they disagree among themselves."""
        common = EVERYTHING
        for i in self.scope:
            if i != index and _says(figures[i]):
                common = common.cut(_loose(figures[i]))
        return common


def _says(figure: Figure) -> bool:
    return figure.value is not None or figure.at_most is not None


def _loose(figure: Figure) -> Interval:
    if figure.at_most is not None:
        return Interval(-figure.at_most, figure.at_most)
    # A zero is exact in sums, but a coordinate told as 0.00 in one place may be 0.004 in another.
    if figure.value == 0 and figure.unit not in COUNTED:
        return figure.interval.widen(Decimal(5).scaleb(-figure.decimals - 1) * scale(figure.unit))
    return figure.interval


@dataclass(slots=True)
class AtMost:
    """A part is no larger than its whole."""

    part: int
    whole: int
    ground: Ground
    scope: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Both figures are its scope."""
        self.scope = (self.part, self.whole)

    def verdict(self, figures: Sequence[Figure]) -> Verdict:
        """BROKEN when the part is larger beyond rounding. A blank has no say."""
        part, whole = figures[self.part], figures[self.whole]
        if part.value is None or whole.value is None:
            return Verdict.UNKNOWN
        if part.exact <= whole.exact:
            return Verdict.HOLDS
        low, high = _loose(part).low, _loose(whole).high
        return Verdict.ROUNDED if low is None or high is None or low <= high else Verdict.BROKEN

    def implied(self, index: int, figures: Sequence[Figure]) -> Interval:
        """At most the whole, or at least the part."""
        if index == self.part:
            return Interval(None, figures[self.whole].interval.high)
        return Interval(figures[self.part].interval.low, None)


@dataclass(slots=True)
class Ratio:
    """rate % = part ÷ whole."""

    rate: int
    part: int
    whole: int
    ground: Ground
    scope: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        """All three figures are its scope."""
        self.scope = (self.rate, self.part, self.whole)

    def verdict(self, figures: Sequence[Figure]) -> Verdict:
        """HOLDS when the rate's interval meets that of the quotient. Nothing to divide by is UNKNOWN here."""
        quotient = self.implied(self.rate, figures)
        if quotient is EVERYTHING:
            return Verdict.UNKNOWN
        return Verdict.HOLDS if quotient.meets(_rate(figures[self.rate])) else Verdict.BROKEN

    def implied(self, index: int, figures: Sequence[Figure]) -> Interval:
        """The quotient, or the factor that the rate asks for."""
        part, whole = _loose(figures[self.part]), figures[self.whole].interval
        if index == self.rate:
            return part.product(HUNDRED).quotient(whole)
        rate = _rate(figures[self.rate])
        if index == self.part:
            return whole.product(rate).quotient(HUNDRED)
        return part.product(HUNDRED).quotient(rate)


_rate = _loose


@dataclass(slots=True)
class Growth:
    """now, change and rate imply one base: base = now - sign × change, and rate % = change ÷ base.

    Nobody prints the base. `change` or `rate` may be missing only where `base` is stated.
    """

    now: int
    change: int | None
    rate: int | None
    sign: int
    ground: Ground
    scope: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        """The stated ones are its scope."""
        self.scope = tuple(i for i in (self.rate, self.change, self.now) if i is not None)

    def base(self, figures: Sequence[Figure]) -> Interval:
        """The unstated base that now and change imply; everything without a change."""
        if self.change is None:
            return EVERYTHING
        return figures[self.now].interval - _loose(figures[self.change]).times(Decimal(self.sign))

    def verdict(self, figures: Sequence[Figure]) -> Verdict:
        """HOLDS when the rate's interval meets that of change ÷ base. Of nothing there is no rate; 100 % is custom."""
        if self.rate is None or self.change is None:
            return Verdict.UNKNOWN
        quotient = self.implied(self.rate, figures)
        if quotient is EVERYTHING:
            rate, most = figures[self.rate], self._largest_base(figures)
            told = rate.value not in (None, 0, 100) and most is not None
            far = told and rate.exact * most < _loose(figures[self.change]).low * 100  # type: ignore[operator]
            return Verdict.BROKEN if far else Verdict.UNKNOWN
        return Verdict.HOLDS if quotient.meets(_rate(figures[self.rate])) else Verdict.BROKEN

    def _largest_base(self, figures: Sequence[Figure]) -> Decimal | None:
        """What a base that may be nothing can be at most, where the change is a rise of more than that."""
        base, change = self.base(figures), figures[self.change or 0].interval
        if self.sign < 0 or base.high is None or change.low is None or base.high < 0 or change.low <= base.high:
            return None
        return base.high

    def implied(self, index: int, figures: Sequence[Figure]) -> Interval:
        """Solve for one of the three."""
        if self.rate is None or self.change is None:
            return EVERYTHING
        sign = Decimal(self.sign)
        if index == self.rate:
            change = _loose(figures[self.change])
            return change.product(HUNDRED).quotient(self.base(figures))
        rate = _rate(figures[self.rate])
        if index == self.change:
            # change = now × r ÷ (100 + sign × r)
            return figures[self.now].interval.product(rate).quotient(HUNDRED + rate.times(sign))
        change = _loose(figures[self.change])
        return change.product(HUNDRED).quotient(rate) + change.times(sign)
