"""Which coordinates contain which: one step up in one dimension at a time."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from juesuan.cube.coordinate import Coordinate
from juesuan.taxonomy.dimensions import ECONOMIC_MEMBERS, ECONOMIC_SETS, PERSONNEL_CLASSES, parent

DIMENSIONS = ("measure", "fund", "function", "economic", "kind")


@lru_cache(maxsize=65536)
def canonical(coordinate: Coordinate) -> Coordinate:
    """The same place under one name: basic spending on an item of 301 or 303 is 人员经费, on any other 公用经费."""
    if coordinate.kind == "basic" and coordinate.economic[:1] == "3":
        kind = "personnel" if coordinate.economic[:3] in PERSONNEL_CLASSES else "public"
        return coordinate._replace(kind=kind)
    return coordinate


@lru_cache(maxsize=65536)
def above(coordinate: Coordinate, dimensions: tuple[str, ...] = DIMENSIONS) -> tuple[Coordinate, ...]:
    """All coordinates one step up in one of the dimensions: each contains `coordinate` whole."""
    return tuple(_above(coordinate, dimensions))


def _above(coordinate: Coordinate, dimensions: tuple[str, ...]) -> Iterator[Coordinate]:
    for dimension in dimensions:
        upper = parent(dimension, getattr(coordinate, dimension))
        if upper is not None:
            yield coordinate.at({dimension: upper})
    economic = coordinate.economic
    if "economic" in dimensions and economic in _DOUBLE:
        yield coordinate._replace(economic=economic[:3])


_DOUBLE = frozenset(code for codes in ECONOMIC_MEMBERS.values() for code in codes)
"""Items that lie both in a class and in a named set."""

IN_SETS = frozenset((*_DOUBLE, *ECONOMIC_MEMBERS, *(part for parts in ECONOMIC_SETS.values() for part in parts)))
"""Items and sets of items that belong to a named set."""
