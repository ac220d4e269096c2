"""名词解释: just the terms in use; an explanation that nobody gave is not made up.

Terms of the form and frequent 项 are explained in words of our own. Other 项 are the unit's to explain
(`glossary.<code>` of notes.toml): a gap only where the edition's form explains every 项 in use.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from juesuan.cube.coordinate import Coordinate
from juesuan.cube.spelling import parse
from juesuan.taxonomy.naming import key
from juesuan.writing.model import GapKind
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
        return operating_cost_of(teller) != 0
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
    for code in _items(teller):
        name = teller.name(code)
        given, known = _given(teller, code), known_words(name)
        if given:
            found.append((_full_name(teller, code), given))
        elif known and name not in told:
            told.add(name)
            found.append((name, known))
    return tuple(found)


def unexplained(teller: Teller) -> tuple[str, ...]:
    """Functional 项 in use that neither the program nor the unit explains."""
    return tuple(c for c in _items(teller) if not _given(teller, c) and not known_words(teller.name(c)))


def known_words(name: str) -> str:
    """The program's own explanation of a functional 项, by its name; "" if it has none."""
    return _functions().get(key(name), "")


def _items(teller: Teller) -> list[str]:
    used = used_codes(teller.book, [Coordinate("expenditure"), Coordinate("expenditure", fund="appropriation")])
    return [code for code in used if len(code) == 7]


def _given(teller: Teller, code: str) -> str:
    return teller.text(f"glossary.{code}")


def _full_name(teller: Teller, code: str) -> str:
    """An item as the form names it: …（类）…（款）…（项）."""
    c, k, i = (teller.name(code[:n]) for n in (3, 5, 7))
    return teller.fill("glossary", "item", c=c, k=k, i=i)


def tell_glossary(teller: Teller) -> None:
    """One paragraph a term; an item that the form wants explained and nobody explains is a gap."""
    known = terms(teller)
    for n, (name, text) in enumerate(known, 1):
        teller.say(f"{ordinal(n)}、{name}：{text if text.endswith('。') else text + '。'}")
    if not teller.phrases["glossary"]["items_due"]:
        return
    for n, code in enumerate(unexplained(teller), len(known) + 1):
        words = teller.words(GapKind.TEXT, "glossary", code, {})
        teller.say(f"{ordinal(n)}、{_full_name(teller, code)}：{words}。")
