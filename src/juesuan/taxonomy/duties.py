"""Disclosure duties: what a report must tell, by year and edition. Data (`data/duties.toml`), loaded once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Telling:
    """One thing that must be told.

    Attributes:
        zh: its name, Chinese.
        en: its name, English.
        claims: coordinates, as written in data; one that a claim or a printed cell states is told.
        words: words in the section that tell it, or say that there was none.
        later: for a change: words in any later paragraph of the section that tell it too (the reason of a part).
        elsewhere: words that tell it wherever they stand in the narrative or in a table.
        beside: coordinates beside whose claims it should stand.
        severity: warning, or info where nothing graver is missing.
        if_zero: coordinates; where one of them is told as zero it is info, since zero implies zero.
        if_told: coordinates; where one of them is told it is info, since that says much the same.
    """

    zh: str
    en: str
    claims: tuple[str, ...] = ()
    words: re.Pattern[str] | None = None
    later: re.Pattern[str] | None = None
    elsewhere: re.Pattern[str] | None = None
    beside: tuple[str, ...] = ()
    severity: str = "warning"
    if_zero: tuple[str, ...] = ()
    if_told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty.

    Attributes:
        rule: code of the rule that speaks for it.
        sections: first parts of the keys of the sections in which it is to be told.
        above_zero: coordinates; due only if one of them is known to be above zero. Empty: due whatever the figures.
        changed: coordinates; due where the section tells that one of them changed against last year by more than the
            threshold, once for the first of them.
        thresholds: edition id, or `default` → per cent of change above which it is due.
        least: change in 元 below which it is not due.
        first: first fiscal year.
        last: last fiscal year, None if still in force.
        editions: only in these; empty for all.
        unless: words in the section with which it is not due.
        only_if: words in the section without which it is not due.
        statements: statements that tell it all if the report has one of them, not empty. Where the file holds no
            statement at all, what the text does not tell may stand there, and is not checked.
        tell: what must be told, or what each change must have.
    """

    rule: str
    sections: tuple[str, ...]
    above_zero: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    thresholds: Mapping[str, str] = field(default_factory=dict)
    least: str = "0"
    first: int | None = None
    last: int | None = None
    editions: tuple[str, ...] = ()
    unless: re.Pattern[str] | None = None
    only_if: re.Pattern[str] | None = None
    statements: tuple[str, ...] = ()
    tell: tuple[Telling, ...] = ()

    def in_force(self, year: int | None, edition: str) -> bool:
        """Whether the report's year and edition have this duty; a year that is not known has those without an end."""
        if self.editions and edition not in self.editions:
            return False
        if year is None:
            return self.last is None
        return (self.first is None or year >= self.first) and (self.last is None or year <= self.last)


@dataclass(frozen=True, slots=True)
class DutyRule:
    """The words of one rule: its code, the fault's name, and pairs of Chinese and English."""

    code: str
    name: str
    title: tuple[str, str]
    basis: tuple[str, str]
    message: tuple[str, str]
    doc: str


@cache
def _data() -> dict[str, Any]:
    import tomllib

    return tomllib.loads((files("juesuan.taxonomy") / "data" / "duties.toml").read_text(encoding="utf-8"))


def _pattern(text: str | None) -> re.Pattern[str] | None:
    """The pattern; `=name` is one that several duties share."""
    if text and text.startswith("="):
        text = _data()["patterns"][text[1:]]
    return re.compile(text) if text else None


@cache
def duty_rules() -> tuple[DutyRule, ...]:
    """The rules that speak for duties, by code."""
    return tuple(
        DutyRule(
            entry["code"], entry["name"], _pair(entry, "title"), _pair(entry, "basis"), _pair(entry, "message"),
            entry["doc"],
        )
        for entry in _data()["rule"]
    )  # fmt: skip


def _pair(entry: Mapping[str, Any], key: str) -> tuple[str, str]:
    return entry[key]["zh"], entry[key]["en"]


@cache
def duties(code: str) -> tuple[Duty, ...]:
    """The duties for which a rule speaks, in the order of the data.

    Args:
        code: the rule's code.
    """
    return tuple(_duty(entry) for entry in _data()["duty"] if entry["rule"] == code)


def _duty(entry: Mapping[str, Any]) -> Duty:
    return Duty(
        rule=entry["rule"],
        sections=tuple(entry["sections"]),
        above_zero=tuple(entry.get("above_zero", ())),
        changed=tuple(entry.get("changed", ())),
        thresholds=entry.get("thresholds", {}),
        least=entry.get("least", "0"),
        first=entry.get("first"),
        last=entry.get("last"),
        editions=tuple(entry.get("editions", ())),
        unless=_pattern(entry.get("unless")),
        only_if=_pattern(entry.get("only_if")),
        statements=tuple(entry.get("statements", ())),
        tell=tuple(_telling(item) for item in entry["tell"]),
    )


def _telling(item: Mapping[str, Any]) -> Telling:
    return Telling(
        item["zh"],
        item["en"],
        tuple(item.get("claims", ())),
        _pattern(item.get("words")),
        _pattern(item.get("later")),
        _pattern(item.get("elsewhere")),
        tuple(item.get("beside", ())),
        item.get("severity", "warning"),
        tuple(item.get("if_zero", ())),
        tuple(item.get("if_told", ())),
    )
