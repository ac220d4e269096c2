"""The words of the narrative and the coordinates they name. Data, loaded once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

Members = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Term:
    """One meaning of a phrase.

    Attributes:
        word: the phrase, without blanks and quotation marks.
        role: subject, basis, weak or own (see the data file).
        members: members of the coordinate it names.
        also: members of further coordinates of which the same is said.
        readings: other readings, less likely.
        base: members where it stands after 占; None: as `members`.
        wide: members where the same sentence tells 本年收入, 本年支出 or 结转 as its parts; None: as `members`.
        within: keys of sections in which it has this meaning; empty for all.
    """

    word: str
    role: str
    members: Members
    also: tuple[Members, ...] = ()
    readings: tuple[Members, ...] = ()
    base: Members | None = None
    wide: Members | None = None
    within: tuple[str, ...] = ()

    def holds_in(self, section: str) -> bool:
        """Whether the phrase has this meaning in the section."""
        return not self.within or any(section == w or section.startswith(f"{w}.") for w in self.within)


@dataclass(frozen=True, slots=True)
class SectionDefaults:
    """What is understood in a section before anything is said."""

    members: Members
    whole: Members | None
    start: bool


@dataclass(frozen=True, slots=True)
class Word:
    """One entry of the index: a phrase and what it is."""

    text: str
    kind: str  # "term" or the keyword's group: more, less, flat, share, ...
    terms: tuple[Term, ...] = ()


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((files("juesuan.taxonomy") / "data" / "lexicon.toml").read_text(encoding="utf-8"))


_CLASSES_WITHIN = ("general_budget", "expenditure", "government_fund", "state_capital", "appropriation", "narrative")


def _term(entry: Mapping[str, Any], word: str) -> Term:
    return Term(
        word,
        entry.get("role", "subject"),
        entry["set"],
        tuple(entry.get("also", ())),
        tuple(entry.get("or", ())),
        entry.get("base"),
        entry.get("wide"),
        tuple(entry.get("within", ())),
    )


def _terms() -> list[Term]:
    terms = [_term(entry, word) for entry in _data()["term"] for word in entry["words"]]
    for code, names in _data()["classes"].items():
        members = {"measure": "expenditure", "function": code}
        terms += [Term(name, "class", members, within=_CLASSES_WITHIN) for name in names]
    return terms


@cache
def word_index() -> Mapping[str, tuple[Word, ...]]:
    """All words by their first character, longer ones first."""
    meanings: dict[str, list[Term]] = {}
    for term in _terms():
        meanings.setdefault(term.word, []).append(term)
    words = {text: Word(text, "term", tuple(terms)) for text, terms in meanings.items()}
    for kind, texts in _data()["keywords"].items():
        words.update({text: Word(text, kind) for text in texts})
    index: dict[str, list[Word]] = {}
    for text, word in words.items():
        index.setdefault(text[0], []).append(word)
    return {first: tuple(sorted(found, key=lambda w: -len(w.text))) for first, found in index.items()}


@cache
def section_defaults(key: str) -> SectionDefaults | None:
    """The defaults of a section or of the nearest section above it in the key; None where there are none."""
    sections: dict[str, Any] = _data()["sections"]
    while key not in sections:
        key, dot, _ = key.rpartition(".")
        if not dot:
            return None
    entry = sections[key]
    return SectionDefaults(entry["set"], entry.get("whole"), entry.get("start", False))


@cache
def count_measure(member: str, unit: str) -> str | None:
    """The measure that a count in `unit` has when said of an economic member or measure; None if it has none."""
    measure: str | None = _data()["counts"].get(member, {}).get(unit)
    return measure


def classes() -> Mapping[str, list[str]]:
    """Names of the 类 of 支出功能分类 by code, as printed in any year."""
    found: Mapping[str, list[str]] = _data()["classes"]
    return found
