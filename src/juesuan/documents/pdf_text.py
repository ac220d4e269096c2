"""Glyphs → lines of text: clustered by baseline, sorted by place, spaces only where they are printed."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from statistics import median

from juesuan.documents.pdf_source import Glyph
from juesuan.documents.symbols import symbol

_CJK = "⺀"  # from here on characters are as wide as the type is high
_COMPATIBILITY = re.compile("[\u2e80-\u2fdf\uf000-\uf0ff\uf900-\ufaff]")
BASELINE_SPREAD = 0.4
"""Baselines within this part of the type size are one line: punctuation and Latin digits may sit off a little."""
_WIDE_GAP = 0.6
"""A gap beside a Chinese character that exceeds the line's usual gap by this part of the type size is a blank.

Smaller ones are the quarter that word processors leave between Chinese and Latin, or justification."""
_WORD_GAP = 0.2
"""The same between Latin letters and digits."""
_SPREAD = 1.3
"""A blank no wider than this many usual gaps of a letter-spaced line is one of them."""
_EVEN = 0.7
"""Two gaps that differ by no more than this factor are even."""
_BLANKS = " \u00a0\u3000\u2002\u2003\u2009\u200a\u202f"
_UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_NEEDS_CARE = re.compile(rf"[{_BLANKS}{_UNSEEN}]|(.)\1")
"""A blank, something unseen, or a character that may have been printed twice."""


def cluster(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Group glyphs into lines by baseline, top to bottom; each line's glyphs run left to right."""
    base = glyphs[0][0] if glyphs else 0.0
    for glyph in glyphs:
        if glyph[0] != base:
            break
    else:  # one line, as in most cells
        return [sorted(glyphs, key=_left)] if glyphs else []
    lines: list[list[Glyph]] = []
    line: list[Glyph] = []
    limit = -1e9
    for glyph in sorted(glyphs):
        base, left, right, character, _ = glyph
        spread = (right - left) * (BASELINE_SPREAD if character >= _CJK else BASELINE_SPREAD * 1.5)
        if base > limit:
            line = [glyph]
            lines.append(line)
            first = base
            limit = base + spread
        else:
            line.append(glyph)
            if first + spread > limit:
                limit = first + spread
    for line in lines:
        line.sort(key=_left)
    return lines


def _left(glyph: Glyph) -> float:
    return glyph[1]


def type_size(line: list[Glyph]) -> float:
    """The size of a line's type in points: the usual width of Chinese characters, twice that of digits."""
    widths = [g[2] - g[1] for g in line if g[3] >= _CJK]
    if widths:
        return median(widths)
    widths = [g[2] - g[1] for g in line if g[3] > " "]
    return 2 * median(widths) if widths else 0.0


def line_text(line: list[Glyph]) -> tuple[str, list[Glyph]]:
    """The text of a line, and the glyph behind each of its characters.

    A glyph printed twice on the same spot counts once. Printed blanks, however many, are one space; a gap much
    wider than the line's others is one too; nothing else is.
    """
    plain = "".join([glyph[3] for glyph in line])
    if not _NEEDS_CARE.search(plain):
        glyphs, blank_before = line, set[int]()
    else:
        glyphs, blank_before = _printed(line)
    if len(glyphs) > 1:
        _add_gaps(glyphs, blank_before)
    if not blank_before:
        return _normal(plain if glyphs is line else "".join([g[3] for g in glyphs])), glyphs
    text: list[str] = []
    behind: list[Glyph] = []
    for i, glyph in enumerate(glyphs):
        if i in blank_before:
            text.append(" ")
            behind.append(glyph)
        text.append(glyph[3])
        behind.append(glyph)
    return _normal("".join(text)), behind


def _printed(line: list[Glyph]) -> tuple[list[Glyph], set[int]]:
    """The glyphs with ink, each once, and the numbers of those that follow a blank."""
    glyphs: list[Glyph] = []
    blank_before: set[int] = set()
    blank = False
    for glyph in line:
        character = glyph[3]
        if character in _BLANKS:
            blank = True
        elif character in _UNSEEN or (glyphs and overprinted(glyphs[-1], glyph)):
            continue
        else:
            if blank and glyphs:
                blank_before.add(len(glyphs))
            blank = False
            glyphs.append(glyph)
    return glyphs, blank_before


def overprinted(before: Glyph, glyph: Glyph) -> bool:
    """Whether a glyph is the one before, printed once more on the same spot."""
    return before[3] == glyph[3] and abs(glyph[1] - before[1]) < 0.3 * (glyph[2] - glyph[1])


def _add_gaps(glyphs: list[Glyph], blank_before: set[int]) -> None:
    """Find the gaps that stand for a blank (tab stops, centred items), not for justification."""
    gaps = [after[1] - before[2] for before, after in pairwise(glyphs)]
    widest = max(gaps)
    size = 0.0
    if widest > 1.0:
        size = type_size(glyphs)
    if widest <= _WORD_GAP * size or not size:
        return
    chinese = [a[3] >= _CJK or b[3] >= _CJK for a, b in pairwise(glyphs)]
    usual = [
        _usual([gap for i, gap in enumerate(gaps, 1) if chinese[i - 1] is kind and i not in blank_before])
        for kind in (False, True)
    ]
    for i, gap in enumerate(gaps, 1):
        kind = chinese[i - 1]
        wide = gap - usual[kind] > (_WIDE_GAP if kind else _WORD_GAP) * size
        if wide:
            blank_before.add(i)
        elif kind and usual[kind] > _WORD_GAP * size and i in blank_before and gap < _SPREAD * usual[kind]:
            blank_before.discard(i)  # the word is set with its characters apart, here by a printed blank


def _usual(gaps: list[float]) -> float:
    """The gap that a line's characters have between them anyway, set wide or justified."""
    if len(gaps) >= 3:
        return max(median(gaps), 0.0)
    if len(gaps) == 2 and min(gaps) > _EVEN * max(gaps):
        return min(gaps)  # three characters spread over their cell
    return 0.0


def _normal(text: str) -> str:
    """Undo compatibility ideographs and radicals and name symbols, character by character, so that lengths stay."""
    if text.isascii() or not _COMPATIBILITY.search(text):
        return text
    return _COMPATIBILITY.sub(_compatible, text)


def _compatible(match: re.Match[str]) -> str:
    if match.group() < "\uf900" and match.group() >= "\uf000":
        return symbol(ord(match.group()))
    plain = unicodedata.normalize("NFKC", match.group())
    return plain if len(plain) == 1 else match.group()


def cell_text(glyphs: list[Glyph]) -> tuple[str, float, float, float]:
    """The text of a cell, lines joined with newlines.

    Returns:
        The text, where its first line begins, where its last line ends, and the size of the last line's type.
    """
    if len(glyphs) == 1:
        _, left, right, character, _ = glyphs[0]
        unseen = character in _BLANKS or character in _UNSEEN
        return ("" if unseen else _normal(character)), left, right, right - left
    texts: list[str] = []
    start = 0.0
    last: list[Glyph] = glyphs
    for line in cluster(glyphs):
        text, behind = line_text(line)
        if text:
            if not texts:
                start = behind[0][1]
            texts.append(text)
            last = behind
    return "\n".join(texts), start, last[-1][2], type_size(last[-3:])
