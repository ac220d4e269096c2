"""Sections of the report: the words of titles, and what each edition is expected to print. Data, loaded once."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class PlannedSection:
    """One section that an edition prints.

    Attributes:
        key: key of the section (`overall`, `general_budget.items`, ...).
        title: the title as the edition prints it, unit name and year left out.
        number: its ordinal among its siblings.
        level: 1 第一部分, 2 一、, 3 （一）.
    """

    key: str
    title: str
    number: int
    level: int


@dataclass(frozen=True, slots=True)
class TitlePattern:
    """Words of a title that make it the heading of a section.

    Attributes:
        key: the section's key.
        pattern: searched in the title without blanks, quotation marks and ordinal.
        levels: heading levels it may have (0: no ordinal); empty for any.
        under: key that an open heading above must have, if any.
        not_under: key that no open heading above may have.
    """

    key: str
    pattern: re.Pattern[str]
    levels: frozenset[int]
    under: str | None
    not_under: str | None


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((files("juesuan.taxonomy") / "data" / "sections.toml").read_text(encoding="utf-8"))


@cache
def title_patterns() -> tuple[TitlePattern, ...]:
    """The patterns for titles, in the order in which they are tried."""
    return tuple(
        TitlePattern(
            entry["key"],
            re.compile(entry["pattern"]),
            frozenset(entry.get("levels", ())),
            entry.get("under"),
            entry.get("not_under"),
        )
        for entry in _data()["title"]
    )


@cache
def section_plan(edition_id: str) -> tuple[PlannedSection, ...]:
    """The sections that an edition prints, in order; empty for an edition without a plan."""
    edition = _data()["editions"].get(edition_id)
    if edition is None:
        return ()
    if "base" in edition:
        titles: dict[str, str] = edition.get("titles", {})
        return tuple(
            PlannedSection(s.key, titles.get(s.key, s.title), s.number, s.level) for s in section_plan(edition["base"])
        )
    return tuple(PlannedSection(key, title, number, level) for key, title, number, level in edition["sections"])
