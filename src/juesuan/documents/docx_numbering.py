"""Automatic numbering of paragraphs: the number that a reader sees but the text does not hold.

ECMA-376 part 1, 17.9 (numbering) and 17.18.59 (number formats).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from juesuan.documents.docx_xml import child, children, number, switched, value
from juesuan.documents.symbols import symbol

if TYPE_CHECKING:
    from lxml.etree import _Element

_LEVELS = 9
_DIGITS = "〇一二三四五六七八九"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_SMALL = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LAST_ROMAN = 3999
_PRIVATE_USE = re.compile("[\ue000-\uf8ff]")


def chinese(value_: int) -> str:
    """A whole number below 100,000,000 as Chinese counts: 10 → 十, 21 → 二十一, 105 → 一百零五."""
    if value_ == 0:
        return "零"
    if value_ >= 10000:
        rest = value_ % 10000
        return chinese(value_ // 10000) + "万" + (("零" if rest < 1000 else "") + chinese(rest) if rest else "")
    text, zero = "", False
    for unit, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value_ // unit % 10
        if digit:
            text += ("零" if zero and text else "") + _DIGITS[digit] + word
            zero = False
        else:
            zero = True
    return text[1:] if text.startswith("一十") else text


def _letters(value_: int) -> str:
    return chr(ord("a") + (value_ - 1) % 26) * ((value_ - 1) // 26 + 1)


def _roman(value_: int) -> str:
    text = ""
    for size, letters in _ROMAN + _ROMAN_SMALL:
        count, value_ = divmod(value_, size)
        text += letters * count
    return text


def _circled(value_: int) -> str:
    if value_ <= 20:
        return chr(0x2460 + value_ - 1)
    return chr(0x3251 + value_ - 21) if value_ <= 35 else str(value_)


def format_number(value_: int, style: str) -> str:
    """A number in one of the formats of 17.18.59; in plain digits where the format is not known."""
    if style in ("none", "bullet"):
        return ""
    if not 0 < value_ < 100_000_000:
        return str(value_)
    if style in ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting") or style in (
        "taiwaneseCountingThousand",
        "ideographDigitalCounting",
    ):
        return chinese(value_)
    if style in ("ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand"):
        return "".join(_DIGITS[int(digit)] for digit in str(value_))
    if style == "ideographTraditional":
        return _STEMS[(value_ - 1) % len(_STEMS)]
    if style == "ideographZodiac":
        return _BRANCHES[(value_ - 1) % len(_BRANCHES)]
    if style in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese", "ideographEnclosedCircle"):
        return _circled(value_)
    if style in ("decimalFullWidth", "decimalFullWidth2"):
        return "".join(chr(0xFF10 + int(digit)) for digit in str(value_))
    if style == "decimalZero":
        return f"{value_:02d}"
    if style in ("upperLetter", "lowerLetter") and value_ <= 26 * 10:
        return _letters(value_).upper() if style == "upperLetter" else _letters(value_)
    if style in ("upperRoman", "lowerRoman") and value_ <= _LAST_ROMAN:
        return _roman(value_).upper() if style == "upperRoman" else _roman(value_)
    return str(value_)


@dataclass(slots=True)
class Level:
    """One level of a list."""

    start: int = 1
    style: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    legal: bool = False
    restart: int | None = None
    paragraph_style: str | None = None


@dataclass(slots=True)
class _List:
    levels: dict[int, Level] = field(default_factory=dict)
    counters: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


@dataclass(slots=True)
class _Use:
    """A numbering instance: its list, and what it changes in it."""

    list_id: str
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)
    pending: set[int] = field(default_factory=set)


def _level(element: _Element) -> Level:
    return Level(
        start=1 if (start := number(child(element, "start"))) is None else start,
        style=value(child(element, "numFmt")) or "decimal",
        text=value(child(element, "lvlText")) or "",
        suffix=value(child(element, "suff")) or "tab",
        legal=bool(switched(element, "isLgl")),
        restart=number(child(element, "lvlRestart")),
        paragraph_style=value(child(element, "pStyle")),
    )


class Numbering:
    """The lists of a document, counted along as its paragraphs are read in order."""

    def __init__(self, root: _Element | None) -> None:
        """Read `numbering.xml`; None if the document has none."""
        self._lists: dict[str, _List] = {}
        self._uses: dict[str, _Use] = {}
        for element in children(root, "abstractNum"):
            levels = {number(lvl, "ilvl") or 0: _level(lvl) for lvl in children(element, "lvl")}
            self._lists[value(element, "abstractNumId") or ""] = _List(levels)
        for element in children(root, "num"):
            use = _Use(value(child(element, "abstractNumId")) or "")
            for override in children(element, "lvlOverride"):
                depth = number(override, "ilvl") or 0
                if (start := number(child(override, "startOverride"))) is not None:
                    use.starts[depth] = start
                    use.pending.add(depth)
                if (lvl := child(override, "lvl")) is not None:
                    use.levels[depth] = _level(lvl)
            self._uses[value(element, "numId") or ""] = use

    def level_of_style(self, number_id: str, style: str) -> int:
        """The level that a paragraph style stands for in a list; 0 if none says so."""
        use = self._uses.get(number_id)
        levels = self._lists[use.list_id].levels if use and use.list_id in self._lists else {}
        return next((depth for depth, level in levels.items() if level.paragraph_style == style), 0)

    def next(self, number_id: str, depth: int) -> str:
        """Count one more paragraph and give the text set before it ("" for none)."""
        use = self._uses.get(number_id)
        if use is None or use.list_id not in self._lists or not 0 <= depth < _LEVELS:
            return ""
        counted = self._lists[use.list_id]
        level = use.levels.get(depth) or counted.levels.get(depth)
        if level is None:
            return ""
        current = counted.counters[depth]
        if depth in use.pending:
            use.pending.discard(depth)
            current = None
            counted.counters[depth] = use.starts[depth]
        elif current is None:
            counted.counters[depth] = level.start
        else:
            counted.counters[depth] = current + 1
        for deeper in range(depth + 1, _LEVELS):
            below = use.levels.get(deeper) or counted.levels.get(deeper)
            if below is None or below.restart is None or 0 < depth + 1 <= below.restart:
                counted.counters[deeper] = None
        return self._label(use, counted, level)

    def _label(self, use: _Use, counted: _List, level: Level) -> str:
        if level.style == "bullet":
            mark = symbol(ord(level.text[0])) if level.text else ""
            return f"{'•' if _PRIVATE_USE.match(mark) else mark} " if mark else ""

        def place(match: re.Match[str]) -> str:
            depth = int(match.group(1)) - 1
            other = use.levels.get(depth) or counted.levels.get(depth) or level
            counter = counted.counters[depth]
            shown = other.start if counter is None else counter
            return format_number(shown, "decimal" if level.legal and other is not level else other.style)

        label = re.sub(r"%([1-9])", place, level.text)
        # A mark of Chinese punctuation has its own room; after "1." the gap keeps figures apart.
        return label + " " if label and level.suffix != "nothing" and label[-1].isascii() else label
