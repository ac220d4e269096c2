"""Numbers of notes.toml that contradict each other: more vehicles by class than there are, parts above their whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from juesuan.cube.coordinate import Coordinate
from juesuan.taxonomy.dimensions import MEASURES, OPEN_MEASURES
from juesuan.writing.inputs_notes import FILE, Key, parts
from juesuan.writing.model import Notes, wan

Contrary = tuple[str, str, str]
"""Where, and what disagrees there in Chinese and English."""


@dataclass(frozen=True, slots=True)
class _Relation:
    whole: str
    parts: tuple[str, ...]
    closed: bool


@cache
def _relations() -> tuple[_Relation, ...]:
    """What the trees of measures say of the numbers that notes.toml has keys for."""
    return tuple(_of_trees())


def _of_trees() -> Iterator[_Relation]:
    places = {key.at: place for place, key in _keys().items() if key.at is not None}
    for quantity in ("count", "amount"):

        def keys_of(*measures: str, quantity: str = quantity) -> list[str]:
            found = (places.get(Coordinate(measure, quantity=quantity)) for measure in measures)
            return [place for place in found if place is not None]

        for whole, members in MEASURES.items():
            asked = keys_of(*members)
            for place in keys_of(whole) if asked else ():
                yield _Relation(place, tuple(asked), closed=len(asked) == len(members))
        for whole, members in OPEN_MEASURES.items():
            for place in keys_of(whole):
                yield from (_Relation(place, (part,), closed=False) for part in keys_of(*members))


@cache
def _keys() -> dict[str, Key]:
    return {f"{part.name}.{key.name}": key for part in parts() for key in part.keys}


def contrary(notes: Notes) -> Iterator[Contrary]:
    """What disagrees with what, a line each.

    Args:
        notes: notes.toml.
    """
    for relation in _relations():
        whole = _number(notes, relation.whole)
        known = {place: n for place in relation.parts if (n := _number(notes, place)) is not None}
        if whole is None or not known:
            continue
        total = sum(known.values())
        short = relation.closed and len(known) == len(relation.parts) and total < whole
        if total > whole or short:
            yield _told(relation, whole, known)


def _number(notes: Notes, place: str) -> int | None:
    at = _keys()[place].at
    assert at is not None
    return notes.counts.get(at) if at.quantity == "count" else notes.amounts.get(at)


def _told(relation: _Relation, whole: int, known: dict[str, int]) -> Contrary:
    total = sum(known.values())
    at = _keys()[relation.whole].at
    assert at is not None
    listed = [(p, n) for p, n in known.items() if n]
    zh = "、".join(f"{_words(p)} {_shown(n, at)}" for p, n in listed)
    en = ", ".join(f"{p.partition('.')[2]} {_shown(n, at)}" for p, n in listed)
    has, makes = _shown(whole, at), _shown(total, at)
    if len(relation.parts) == 1:
        way_zh, way_en = f"小于其中的{zh}", f"less than its part {en}"
    else:
        way_zh, way_en = f"各项合起来是 {makes}（{zh}）", f"its parts make {makes} ({en})"
    return (
        f"{FILE}: {relation.whole}",
        f"{_words(relation.whole)}填的是 {has}，{way_zh}，请改正其中一处",
        f"{relation.whole} is {has}, {way_en}; correct one of them",
    )


def _words(place: str) -> str:
    """The key's own words, without what they add in brackets."""
    return _keys()[place].words.removeprefix("其中：").partition("（填")[0]


def _shown(number: int, at: Coordinate) -> str:
    return str(number) if at.quantity == "count" else f"{wan(number, 2 if not number % 10_000 else 6)}万元"
