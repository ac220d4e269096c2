"""Editions: how a place and a year print the accounts. A base and small overlays, as data (`data/editions`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from juesuan.taxonomy.layout import StatementLayout, layouts
from juesuan.taxonomy.naming import key


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of the report's form.

    Attributes:
        id: `national-2022`, `shanghai-2024`, ...
        title: what it is, in Chinese.
        places: words in a unit's name or address that suggest it; none for a national edition.
        first: first fiscal year.
        last: last fiscal year, None if still in use.
        layouts: its statements in order, each with the title this edition prints.
        settings: how this edition means what it prints: `three_public.fund` (fund of the 三公 table:
            appropriation or general), `three_public.budget` (which budget its 预算数 is: initial or adjusted),
            `total_row` (first or last in tables by function).
    """

    id: str
    title: str = ""
    places: tuple[str, ...] = ()
    first: int | None = None
    last: int | None = None
    layouts: tuple[StatementLayout, ...] = ()
    settings: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def layout(self, statement: str) -> StatementLayout | None:
        """The layout of a statement in this edition; None if the edition does not print it."""
        return next((x for x in self.layouts if x.id == statement), None)

    def years_away(self, year: int) -> int:
        """0 if the edition covers the year, else how many years it is off."""
        if self.first is not None and year < self.first:
            return self.first - year
        if self.last is not None and year > self.last:
            return year - self.last
        return 0


class UnknownEditionError(ValueError):
    """No edition of that id."""

    def __init__(self, edition: str, known: Iterable[str]) -> None:
        super().__init__(f"unknown edition {edition!r}; known: {', '.join(sorted(known))}")
        self.edition = edition


@cache
def _raw() -> Mapping[str, dict[str, Any]]:
    import tomllib

    folder = files("juesuan.taxonomy") / "data" / "editions"
    found = {}
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".toml"):
            found[file.name.removesuffix(".toml")] = tomllib.loads(file.read_text(encoding="utf-8"))
    return found


def _resolved(identity: str) -> dict[str, Any]:
    """The edition's data with what it inherits: statements as a whole, settings and titles one by one."""
    data = _raw()[identity]
    if "base" not in data:
        return data
    base = _resolved(data["base"])
    merged = {**base, **data}
    for table in ("settings", "titles"):
        merged[table] = {**base.get(table, {}), **data.get(table, {})}
    return merged


def known_editions() -> tuple[str, ...]:
    """The ids of all editions."""
    return tuple(_raw())


@cache
def load(identity: str) -> Edition:
    """The edition of that id.

    Raises:
        UnknownEditionError: there is none; the message lists those there are.
    """
    if identity not in _raw():
        raise UnknownEditionError(identity, _raw())
    data = _resolved(identity)
    titles = data.get("titles", {})
    return Edition(
        id=identity,
        title=data["title"],
        # where an overlay holds is its own matter
        places=tuple(_raw()[identity].get("places", ())),
        first=_raw()[identity].get("first"),
        last=_raw()[identity].get("last"),
        layouts=tuple(replace(layouts()[s], title=titles.get(s, layouts()[s].title)) for s in data["statements"]),
        settings=MappingProxyType(data.get("settings", {})),
    )


def _agreement(edition: Edition, titles: frozenset[str]) -> float:
    own = {key(x.title) for x in edition.layouts}
    return len(own & titles) / len(own | titles) if titles else 0.0


def choose_edition(year: int | None, place_text: str, titles: Iterable[str] = ()) -> tuple[Edition, str, str]:
    """The edition that fits best, and why (in Chinese, in English).

    Args:
        year: fiscal year; None if unknown.
        place_text: text that names the place: the unit's name, the publisher.
        titles: titles of statements as the report prints them (contents or tables), in any order.
    """
    printed = frozenset(map(key, titles))
    editions = [load(i) for i in known_editions()]

    def fit(edition: Edition) -> tuple[float, int]:
        here = any(p in place_text for p in edition.places)
        away = edition.years_away(year) if year is not None else 0
        # place counts most, unless the form is from quite another time; then the year; then what is printed
        points = (2.0 if here else -1.0 if edition.places else 0.0) + 2.0 * _agreement(edition, printed) - away
        return points, edition.first or 0

    best = max(editions, key=fit)
    here = next((p for p in best.places if p in place_text), None)
    zh, en = [], []
    if year is None:
        zh.append("年度不明")
        en.append("fiscal year unknown")
    elif best.years_away(year):
        zh.append(f"没有 {year} 年度的版式，取最接近的")
        en.append(f"no edition for {year}, the nearest one")
    else:
        zh.append(f"{year} 年度")
        en.append(f"fiscal year {year}")
    if here:
        zh.append(f"地区：{here}")
        en.append(f"place {here}")
    elif best.places:
        zh.append("表名与该版式相符")
        en.append("the titles fit")
    else:
        zh.append("没有更具体的地方版式")
        en.append("no local edition fits better")
    return best, f"{best.title}（{'；'.join(zh)}）", f"{best.id}: {'; '.join(en)}"
