"""Terms that a glossary must explain, and terms of another year. Data (`data/glossary.toml`), loaded once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class StatutoryTerm:
    """A term that is explained where it has a figure.

    Attributes:
        term: as it is printed.
        head: searched in the head of each entry.
        figures: coordinates as written in data; one of them is not zero.
        first: first fiscal year.
        last: last fiscal year, None if still in use.
        editions: only in these; empty for all.
    """

    term: str
    head: re.Pattern[str]
    figures: tuple[str, ...]
    first: int | None = None
    last: int | None = None
    editions: tuple[str, ...] = ()

    def due(self, year: int | None, edition: str) -> bool:
        """Whether reports of this year and edition explain it."""
        if self.editions and edition not in self.editions:
            return False
        now = year if year is not None else self.first
        return now is None or ((self.first or now) <= now <= (self.last or now))


@dataclass(frozen=True, slots=True)
class FormerTerm:
    """Words of another time.

    Attributes:
        words: a pattern for them.
        now: what the thing is called since.
        since: first fiscal year of the new name.
        glossary_only: looked for in the glossary alone, as other rules read the rest.
    """

    words: re.Pattern[str]
    now: str
    since: int
    glossary_only: bool


@cache
def _data() -> dict[str, Any]:
    import tomllib

    return tomllib.loads((files("juesuan.taxonomy") / "data" / "glossary.toml").read_text(encoding="utf-8"))


@cache
def always_explained() -> re.Pattern[str]:
    """Heads of entries that the forms print whether or not there is a figure."""
    return re.compile(_data()["always"])


@cache
def no_entry() -> re.Pattern[str]:
    """Heads of what stands after the glossary and is no entry of it."""
    return re.compile(_data()["no_entry"])


@cache
def statutory_terms() -> tuple[StatutoryTerm, ...]:
    """The terms that must be explained."""
    return tuple(
        StatutoryTerm(
            entry["term"],
            re.compile(entry["head"]),
            tuple(entry["figures"]),
            entry.get("first"),
            entry.get("last"),
            tuple(entry.get("editions", ())),
        )
        for entry in _data()["statutory"]
    )


@cache
def former_terms() -> tuple[FormerTerm, ...]:
    """The words of another time."""
    return tuple(
        FormerTerm(
            re.compile((f"(?<!{re.escape(entry['before'])})" if "before" in entry else "") + re.escape(entry["words"])),
            entry["now"],
            entry["from"],
            entry.get("glossary_only", False),
        )
        for entry in _data()["former"]
    )
