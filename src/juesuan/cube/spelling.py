"""Coordinates as people write them in data files: `expenditure@fund=general,kind=basic`.

The measure stands first; after `@` come the dimensions that are not at their top, `dimension=member`, separated by
commas. What is written wrongly is refused, since a rule about a place that does not exist would never speak.
"""

from __future__ import annotations

import re

from juesuan.cube.coordinate import Coordinate
from juesuan.taxonomy.dimensions import (
    ECONOMIC_MEMBERS,
    ECONOMIC_SETS,
    FUNDS,
    KINDS,
    MEASURES,
    OPEN_MEASURES,
    OPEN_SETS,
)

_BESIDE = (
    "operating_cost", "trips.groups", "trips.persons", "vehicles_bought", "vehicles_kept", "receptions.batches",
    "receptions.persons", "receptions.abroad_batches", "receptions.abroad_persons", "equipment", "equipment.general",
    "equipment.special", "persons", "persons.active", "persons.retired", "persons.retired_cadres",
    "institutions.internal", "performance.amount", "performance.projects", "performance.score", "performance.targets",
    "performance.tracked", "project.amount", "procurement.reserved_sme", "procurement.reserved_small",
    "procurement.reserved_sme_awarded", "procurement.reserved_small_awarded", "procurement.other_sme_awarded",
    "procurement.goods.sme", "procurement.works.sme", "procurement.services.sme",
)  # fmt: skip
"""Measures that are no part of a partition."""


def _members(*trees: dict[str, tuple[str, ...]]) -> frozenset[str]:
    return frozenset(member for tree in trees for whole, parts in tree.items() for member in (whole, *parts))


KNOWN_MEASURES = _members(MEASURES, OPEN_MEASURES) | frozenset(_BESIDE)
"""Every measure that statements and narrative can state."""

_CODE = {"function": re.compile(r"[1-9]\d{2}(\d{2}){0,2}"), "economic": re.compile(r"[35]\d{2}(\d{2})?")}
_KNOWN = {
    "fund": _members(FUNDS) | {"institutional.education"},
    "function": frozenset({"all"}),
    "economic": _members(ECONOMIC_SETS, OPEN_SETS) | ECONOMIC_MEMBERS.keys() | {"all"},
    "kind": _members(KINDS),
    "basis": frozenset({"final", "initial", "adjusted", "budget"}),
    "period": frozenset({"0", "-1"}),
    "quantity": frozenset({"amount", "count", "score"}),
}
DIMENSIONS = tuple(_KNOWN)
"""What may stand after `@`."""


class SpellingError(ValueError):
    """A coordinate that is written wrongly.

    Attributes:
        part: the words that mean nothing.
    """

    def __init__(self, part: str) -> None:
        super().__init__(f"no such measure, dimension or member: {part}")
        self.part = part


def parse(text: str) -> Coordinate:
    """The coordinate that a text names.

    Args:
        text: `measure` or `measure@dimension=member,…`.

    Raises:
        SpellingError: if it names none.
    """
    measure, at, rest = "".join(text.split()).partition("@")
    if measure not in KNOWN_MEASURES:
        raise SpellingError(measure or text)
    members: dict[str, str | int] = {}
    for part in rest.split(",") if at else ():
        dimension, _, member = part.partition("=")
        known = _KNOWN.get(dimension)
        code = _CODE.get(dimension)
        if known is None or dimension in members:
            raise SpellingError(part or text)
        if member not in known and not (code and code.fullmatch(member)):
            raise SpellingError(part)
        members[dimension] = int(member) if dimension == "period" else member
    return Coordinate(measure).at(members)
