"""Findings with their figures and names scrambled, for bug reports: the shape stays, nobody is to be recognised.

Within one output equal figures and equal characters become equal ones; the key is drawn anew each time and kept
nowhere. Words of the statutory forms stay as they are, since a bug often hangs on them.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import TypeVar

from juesuan.findings.report import Report, Unreadable

T = TypeVar("T")

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_STAND_INS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
_KEPT = frozenset(
    {"id", "code", "severity", "cause", "statement", "reason_code", "role", "unit", "edition", "edition_why", "basis"}
)
"""Attributes that are codes or our own words. `unit` of a finding is 万元 or %; a report's own is a name."""
_SOURCES = frozenset({"source", "file", "sources"})
_SHORTEST_WORD = 2
_GLUE = frozenset("年月日占的和与为无个辆万亿元分共其中类款项行列表页比较增减约第")
"""Single characters that hold figures and words together and name nobody."""


class Scrambler:
    """Scrambles consistently within one output."""

    def __init__(self, key: bytes | None = None) -> None:
        self._key = secrets.token_bytes(16) if key is None else key
        self._sources: dict[str, str] = {}

    def text(self, text: str) -> str:
        """The text with figures and names scrambled; years, zeros and words of the forms stay."""
        return _HAN.sub(lambda m: self._names(m[0]), _NUMBER.sub(lambda m: self._number(m[0]), text))

    def _number(self, printed: str) -> str:
        if _YEAR.fullmatch(printed) or not printed.strip("0.,"):
            return printed
        digits = self._stream(printed.replace(",", ""))
        made = [str(next(digits) % 10) if c.isdigit() else c for c in printed]
        if printed[0] != "0":
            made[0] = str(int(made[0]) % 9 + 1)
        return "".join(made)

    def _names(self, run: str) -> str:
        made, at = [], 0
        while at < len(run):
            word = _word_at(run, at)
            made.append(word or self._stand_in(run[at]))
            at += len(word) or 1
        return "".join(made)

    def _stand_in(self, character: str) -> str:
        return _STAND_INS[next(self._stream(character)) % len(_STAND_INS)]

    def _stream(self, text: str):  # type: ignore[no-untyped-def]
        block, number = b"", 0
        while True:
            if not block:
                block = hashlib.blake2b(f"{number}:{text}".encode(), key=self._key, digest_size=32).digest()
                number += 1
            yield block[0]
            block = block[1:]

    def source(self, name: str) -> str:
        """A file's name as `report-1.pdf`."""
        suffix = name[name.rfind(".") :] if "." in name[-6:] else ""
        return self._sources.setdefault(name, f"report-{len(self._sources) + 1}{suffix}")

    def value(self, value: T, name: str = "", whole: bool = False) -> T:
        """A copy of a published object with all its words scrambled."""
        if isinstance(value, str):
            if name in _SOURCES:
                return self.source(value)  # type: ignore[return-value]
            kept = name in _KEPT and not (name == "unit" and whole)
            return value if kept else self.text(value)  # type: ignore[return-value]
        if isinstance(value, tuple):
            return tuple(self.value(entry, name) for entry in value)  # type: ignore[return-value]
        if is_dataclass(value) and not isinstance(value, type):
            own = isinstance(value, Report)
            changed = {f.name: self.value(getattr(value, f.name), f.name, own) for f in fields(value)}
            return replace(value, **changed)
        return value


def redact(outcome: Report | Unreadable, scrambler: Scrambler) -> Report | Unreadable:
    """The outcome with figures and names scrambled; pictures of pages and blocks are let go."""
    if isinstance(outcome, Report):
        outcome = replace(outcome, exhibits=None)
    return scrambler.value(outcome)


def _word_at(run: str, at: int) -> str:
    """The longest word of the forms that begins here, "" if none does."""
    word = next((w for w in _vocabulary().get(run[at], ()) if run.startswith(w, at)), "")
    return word or (run[at] if run[at] in _GLUE else "")


@cache
def _vocabulary() -> dict[str, tuple[str, ...]]:
    """Words of statements, classifications, sections and our own messages by their first character, longest first."""
    from juesuan.checks.engine import load_rules
    from juesuan.checks.registry import RULES
    from juesuan.taxonomy.codes import economic, functional
    from juesuan.taxonomy.layout import layouts
    from juesuan.taxonomy.sections import section_plan

    load_rules()
    texts = [layout.title for layout in layouts().values()]
    texts += [key for layout in layouts().values() for key in (*layout.rows, *layout.columns)]
    for tree in (functional(2024), economic(2024)):
        texts += [entry.name for code in tree for entry in tree.names(code)]
    texts += [section.title for section in section_plan("national-2022")]
    texts += [words.zh for rule in RULES.values() for words in (rule.title, *rule.messages.values())]
    found: dict[str, set[str]] = {}
    for text in texts:
        for run in _HAN.findall(text):
            if len(run) >= _SHORTEST_WORD:
                found.setdefault(run[0], set()).add(run)
    return {first: tuple(sorted(words, key=lambda w: (-len(w), w))) for first, words in found.items()}
