"""Characters of symbol fonts, which stand in the private use area of Unicode."""

from __future__ import annotations

SYMBOLS = {
    0x52: "☑",
    0x54: "☒",
    0x6C: "●",
    0x6E: "■",
    0x6F: "□",
    0x71: "□",
    0xA3: "□",
    0xA8: "□",
    0xB7: "•",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
}
"""Code points of Wingdings, Wingdings 2 and Symbol that reports use: boxes, ticks, bullets."""
_START, _END = 0xF000, 0xF0FF


def symbol(code: int) -> str:
    """The character that a symbol font's code point shows; unknown ones are kept as they are."""
    if _START <= code <= _END:
        return SYMBOLS.get(code - _START, chr(code))
    return chr(code)
