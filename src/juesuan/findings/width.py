"""Text on a terminal: Chinese characters take two columns, and some signs may not begin or end a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import combining, east_asian_width

_NOT_FIRST = frozenset("，。、；：？！）》】〉」』”’％%…·,.;:?!)]}")
_NOT_LAST = frozenset("（《【〈「『“‘([{")
# A figure with its unit, a Latin word or a path is never broken; every other character may begin a new line.
_TOKEN = re.compile(
    r"[+-]?\d[\d.,]* ?(?:万元|亿元|元|%|个百分点|人次|批次|个|辆|台|分|年|页)|[A-Za-z0-9_.,%+\-/\\:~#@&=*'\"]+|\s+|.",
    re.DOTALL,
)


def display_width(text: str) -> int:
    """Columns that the text takes on a terminal; ambiguous characters count as one."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def pad(text: str, columns: int) -> str:
    """The text with spaces after it up to this many columns."""
    return text + " " * max(columns - display_width(text), 0)


def shorten(text: str, columns: int) -> str:
    """The beginning of the text, with … where it had to be cut to fit."""
    if display_width(text) <= columns:
        return text
    kept, used = [], 1
    for character in text:
        used += display_width(character)
        if used > columns:
            break
        kept.append(character)
    return "".join(kept) + "…"


def wrap(text: str, columns: int) -> list[str]:
    """The text in lines of at most this many columns; a single longer word stands alone on its line.

    Args:
        text: text without colour codes; line ends in it are kept.
        columns: columns a line may take.
    """
    return [line for part in text.split("\n") for line in _wrap_line(part, columns)] or [""]


def _wrap_line(text: str, columns: int) -> Iterator[str]:
    line, used = "", 0
    for token in _unbreakable(text):
        columns_needed = display_width(token)
        if line and used + display_width(token.rstrip()) > columns:
            yield line.rstrip()
            line, used = "", 0
            token = token.lstrip()
            columns_needed = display_width(token)
        line += token
        used += columns_needed
    yield line.rstrip()


def _unbreakable(text: str) -> Iterator[str]:
    """The text in pieces between which a line may end."""
    piece = ""
    for token in _TOKEN.findall(text):
        glued = not piece or token in _NOT_FIRST or piece[-1] in _NOT_LAST
        if glued:
            piece += token
        else:
            yield piece
            piece = token
    if piece:
        yield piece
