"""Subjects of the narrative: what is spoken of, and the coordinates that it names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from juesuan.cube.coordinate import Coordinate
from juesuan.taxonomy.dimensions import is_within
from juesuan.taxonomy.lexicon import Members

FLOWS = frozenset(("resources", "income", "surplus_used", "opening", "uses", "expenditure", "distribution", "closing"))
THREE_PUBLIC = frozenset(
    (
        "three_public",
        "abroad",
        "vehicles",
        "vehicle_purchase",
        "vehicle_operation",
        "reception",
        "reception.domestic",
        "reception.foreign",
        "reception.abroad",
    )
)
BUDGETS = ("budget", "initial", "adjusted")
_DIMENSIONS = ("measure", "fund", "function", "economic", "kind")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a sentence speaks of.

    Attributes:
        members: members of the coordinate, the section's own included; without `measure` it is unknown.
        also: further coordinates of which the same is said.
        readings: other readings, less likely.
        start: first character of its words in the squeezed text; -1 if it was not named.
        end: one past the last.
        known: False for words that the lexicon does not have.
        certain: False where the words leave open which row is meant.
        codes: names of a 类/款/项 path as printed.
        paragraph: index of the paragraph in which its words stand.
    """

    members: Members
    also: tuple[Members, ...] = ()
    readings: tuple[Members, ...] = ()
    start: int = -1
    end: int = -1
    known: bool = True
    certain: bool = True
    codes: tuple[str, str, str] | None = None
    paragraph: int = -1

    def refined(self, members: Members, also: Sequence[Members], readings: Sequence[Members], end: int) -> Subject:
        """The subject with the members of a further phrase that belongs to it (一般公共预算财政拨款 + 基本支出)."""
        return replace(
            self,
            members={**self.members, **members},
            also=tuple({**self.members, **m} for m in also) or tuple({**m, **members} for m in self.also),
            readings=tuple({**self.members, **m} for m in readings) or tuple({**m, **members} for m in self.readings),
            end=end,
        )


UNKNOWN = Subject({}, known=False)


@dataclass(slots=True)
class Space:
    """The coordinates of one report: what the edition says about them.

    Attributes:
        three_public_fund: fund that “三公”经费 means in this edition.
    """

    three_public_fund: str = "appropriation"
    _cache: dict[tuple[tuple[tuple[str, str], ...], str, int], Coordinate | None] = field(default_factory=dict)

    def coordinate(self, members: Members, basis: str = "final", period: int = 0) -> Coordinate | None:
        """The coordinate that the members name; None if they do not say what flows."""
        asked = (tuple(sorted(members.items())), basis, period)
        if asked not in self._cache:
            self._cache[asked] = self._coordinate(members, basis, period)
        return self._cache[asked]

    def _coordinate(self, members: Mapping[str, str], basis: str, period: int) -> Coordinate | None:
        measure = members.get("measure")
        if measure is None:
            return None
        if measure not in FLOWS:
            fund = members.get("fund", "all") if measure.startswith(("performance", "project")) else "all"
            return Coordinate(measure, fund, basis=basis, period=period, quantity=members.get("quantity", "amount"))
        chosen = {d: members[d] for d in _DIMENSIONS if d in members}
        if chosen.get("economic") in THREE_PUBLIC and chosen.get("fund", "appropriation") == "appropriation":
            chosen["fund"] = self.three_public_fund
        return Coordinate(**chosen, basis=basis, period=period)

    def candidates(self, subject: Subject, bases: Sequence[str], period: int = 0) -> tuple[Coordinate, ...]:
        """The coordinates that may be meant, likeliest first: readings within bases."""
        found = []
        for members in (subject.members, *subject.readings):
            for basis in bases:
                coordinate = self.coordinate(members, basis, period)
                if coordinate is not None and coordinate not in found:
                    found.append(coordinate)
        return tuple(found)


def is_part(part: Coordinate, whole: Coordinate) -> bool:
    """Whether the one is a proper part of the other, by the trees of the dimensions."""
    if part == whole:
        return False
    for dimension in _DIMENSIONS:
        member, of = getattr(part, dimension), getattr(whole, dimension)
        if of == "all" and dimension != "measure":
            continue
        if not is_within(dimension, member, of) and not member.startswith(f"{of}."):
            return False
    return True


def bases_of(basis: str, stated: str | None = None) -> tuple[str, ...]:
    """The candidates for a basis as worded; `stated` is the budget that the paragraph named before."""
    if basis != "budget":
        return (basis,)
    return BUDGETS if stated is None else (stated, *(b for b in BUDGETS if b != stated))
