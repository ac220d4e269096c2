"""Names as they are compared: width, spaces, brackets and ordinals put aside.

Reports print one and the same name in many ways: full or half width brackets, a space within a word that was
spread over the cell, an ordinal in front, 其中 before it. Everything that matches names goes through here.
"""

from __future__ import annotations

import re
from functools import lru_cache

_BLANKS = " \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u180e\u2028\u2029\u202f\u205f\u3000\u200b\u200c\u200d\ufeff"
_BLANKS += "".join(chr(c) for c in range(0x2000, 0x200B))

_COMPACT: dict[int, str | None] = dict.fromkeys(map(ord, _BLANKS))
_FOLD: dict[int, str | None] = {
    **_COMPACT,
    **{c: chr(c - 0xFEE0) for c in range(0xFF01, 0xFF5F)},
    **{ord(c): "(" for c in "〔［【﹙"},
    **{ord(c): ")" for c in "〕］】﹚"},
    **dict.fromkeys(map(ord, "“”‘’\"'「」『』〝〞＂《》〈〉")),
    ord("﹑"): "、",
    ord("∶"): ":",
    ord("︰"): ":",
}
_KEY_DROPS = str.maketrans("", "", "()[]、,，;；:：。.·・-—_")

_ORDINAL = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)、?|\(\d{1,2}\)、?|\d{1,2}[.、)](?!\d)|[①-⑳])"
)
_AMONG = re.compile(r"(?:其中|加|减):|其中(?=.)")


def compact(text: str) -> str:
    """The text as printed, without white space of any kind."""
    return text.translate(_COMPACT)


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """The text without white space and quotation marks, letters, digits and brackets in half width."""
    return text.translate(_FOLD)


@lru_cache(maxsize=8192)
def bare(text: str) -> str:
    """The folded text without a leading ordinal (一、, （二）, 3.) and without 其中：."""
    text = fold(text)
    for _ in range(3):
        match = _ORDINAL.match(text) or _AMONG.match(text)
        if match is None or match.end() == len(text):
            break
        text = text[match.end() :]
    return text


@lru_cache(maxsize=8192)
def key(text: str) -> str:
    """What two prints of one name have in common: bare, without brackets and punctuation."""
    return bare(text).translate(_KEY_DROPS)


def loose_key(text: str) -> str:
    """As `key`, without a trailing 支出: 灾害防治及应急管理(支出), 行政事业单位养老(支出)."""
    text = key(text)
    return text[:-2] if text.endswith("支出") and len(text) > 2 else text
