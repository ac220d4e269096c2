"""名词解释: just the terms in use, each in words of our own; an explanation that nobody gave is not made up."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from juesuan.cube.coordinate import Coordinate
from juesuan.cube.spelling import parse
from juesuan.taxonomy.naming import key
from juesuan.writing.model import UnitKind
from juesuan.writing.narrative_others import operating_cost_of
from juesuan.writing.statements_sheet import used_codes
from juesuan.writing.statements_summary import ordinal
from juesuan.writing.teller import Teller


@cache
def _data() -> dict[str, Any]:
    import tomllib

    return tomllib.loads((files("juesuan.writing") / "data" / "glossary.toml").read_text(encoding="utf-8"))


@cache
def _functions() -> dict[str, str]:
    return {key(name): entry["text"] for entry in _data()["function"] for name in entry["names"]}


def _in_use(teller: Teller, spelt: str) -> bool:
    if spelt == "operating_cost":
        return teller.inputs.profile.unit_kind is not UnitKind.INSTITUTION and operating_cost_of(teller) != 0
    return bool(teller.fen(parse(spelt)))


def terms(teller: Teller) -> tuple[tuple[str, str], ...]:
    """Term and explanation of what occurs, in the order of the data; then the functional 项 in use."""
    level = teller.phrases["level"] or teller.inputs.profile.level or "同级"
    found = [
        (entry["name"], entry["text"].format(level=level))
        for entry in _data()["term"]
        if not entry.get("when") or any(_in_use(teller, spelt) for spelt in entry["when"])
    ]
    told: set[str] = set()
    for code in used_codes(teller.book, [Coordinate("expenditure"), Coordinate("expenditure", fund="appropriation")]):
        name = teller.name(code)
        text = teller.text(f"glossary.{code}") or _functions().get(key(name), "")
        if len(code) == 7 and text and name not in told:
            told.add(name)
            found.append((name, text))
    return tuple(found)


def tell_glossary(teller: Teller) -> None:
    """One paragraph a term."""
    for n, (name, text) in enumerate(terms(teller), 1):
        teller.say(f"{ordinal(n)}、{name}：{text}")
