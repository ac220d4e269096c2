"""Which coordinates contain which: one step up in one dimension at a time."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from juesuan.cube.coordinate import Coordinate
from juesuan.taxonomy.dimensions import ECONOMIC_MEMBERS, PERSONNEL_CLASSES, parent

DIMENSIONS = ("measure", "fund", "function", "economic", "kind")


@lru_cache(maxsize=65536)
def canonical(coordinate: Coordinate) -> Coordinate:
    """The same place under one name: basic spending on an item of 301 or 303 is 人员经费, on any other 公用经费."""
    if coordinate.kind == "basic" and coordinate.economic[:1] == "3":
        kind = "personnel" if coordinate.economic[:3] in PERSONNEL_CLASSES else "public"
        return coordinate._replace(kind=kind)
    return coordinate


@lru_cache(maxsize=65536)
def above(coordinate: Coordinate) -> tuple[Coordinate, ...]:
    """All coordinates one step up: each contains `coordinate` whole."""
    return tuple(_above(coordinate))


def _above(coordinate: Coordinate) -> Iterator[Coordinate]:
    for dimension in DIMENSIONS:
        member = getattr(coordinate, dimension)
        upper = parent(dimension, member)
        if upper is not None:
            yield coordinate.at({dimension: upper})
    economic = coordinate.economic
    if len(economic) == 5 and any(economic in codes for codes in ECONOMIC_MEMBERS.values()):
        yield coordinate._replace(economic=economic[:3])
