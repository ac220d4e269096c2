"""The words of self-evaluation forms: what a label means, whoever printed it.

The words are data (`data/labels.toml`). Labels are compared without white space, without what stands in brackets
(（A）, （万元）, （50分）) and in half width.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from juesuan.performance.model import Aspect, Fund, Level

PLACEHOLDER = re.compile(r"[…\.．。·]{2,}|—{2,}")
NUMBERED = re.compile(r"指标(?:\d{1,2}|[一二三四五六七八九十])?[:：]|指标(?:\d{1,2}|[一二三四五六七八九十])(?![\d%])")
"""指标1：, which forms print before an indicator's name."""

_WIDE = {
    **{c: c - 0xFEE0 for c in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))},
    ord("（"): "(",
    ord("）"): ")",
    ord("："): ":",
    ord("％"): "%",
    ord("．"): ".",
    ord("＝"): "=",
    ord("＞"): ">",
    ord("＜"): "<",
    ord("～"): "~",
}
_BRACKETS = re.compile(r"\([^()]*\)")
_EDGES = re.compile(r"^[\d一二三四五六七八九十]*[、.．]|[:：*]+$")


def fold(text: str) -> str:
    """A label to compare: no white space, half width."""
    return "".join(text.split()).translate(_WIDE)


def bare(text: str) -> str:
    """A label without what stands in brackets or before its number: 1.产出指标（50分） → 产出指标."""
    folded = fold(text)
    return _EDGES.sub("", _BRACKETS.sub("", folded)) or folded


@cache
def _data() -> dict[str, Any]:
    import tomllib

    return tomllib.loads((files("juesuan.performance") / "data" / "labels.toml").read_text(encoding="utf-8"))


@cache
def table_of(family: str) -> dict[str, str]:
    """Word → key of a family of labels (facts, funds, indicators, goals)."""
    return {word: key for key, words in _data()[family].items() for word in words}


def key_of(family: str, text: str) -> str | None:
    """What a label means in a family, None if it is no label of it."""
    known = table_of(family)
    folded = fold(text).rstrip(":")
    return known.get(folded) or known.get(bare(text))


@cache
def level_words() -> dict[str, Level]:
    """Word → 一级指标."""
    return {word: Level(level) for level, words in _data()["levels"].items() for word in words}


@cache
def aspect_words() -> dict[str, tuple[Aspect, Level]]:
    """Word → 二级指标 and its usual 一级."""
    return {w: (Aspect(entry["id"]), Level(entry["level"])) for entry in _data()["aspects"] for w in entry["words"]}


def level_of(text: str) -> Level | None:
    """The 一级指标 a label names; None if it names none we know."""
    return level_words().get(bare(text))


def aspect_of(text: str) -> tuple[Aspect, Level] | None:
    """The 二级指标 a label names with its usual 一级."""
    return aspect_words().get(bare(text))


@cache
def _fund_patterns() -> tuple[tuple[Fund, re.Pattern[str]], ...]:
    return tuple((Fund(entry["id"]), re.compile(entry["pattern"])) for entry in _data()["fund_rows"])


@lru_cache(maxsize=512)
def fund_of(text: str) -> Fund | None:
    """The row of the funds that a label names."""
    folded = bare(text)
    if folded.startswith("其中"):
        folded = folded.removeprefix("其中").lstrip(":")
    return next((fund for fund, pattern in _fund_patterns() if pattern.fullmatch(folded)), None)


@cache
def totals() -> frozenset[str]:
    """Labels of the row that adds up the points."""
    return frozenset(_data()["points"]["totals"])


@cache
def section_pattern() -> re.Pattern[str]:
    """Labels at a form's left edge."""
    return re.compile(rf"(?:{_data()['points']['sections']})(?:\(.*\))?")
