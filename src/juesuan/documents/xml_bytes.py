"""XML parts as bytes: where elements stand, and additions that leave the rest as it was."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.parsers import expat

if TYPE_CHECKING:
    from lxml.etree import _Element

_TAG = re.compile(rb"""<(?:[^>"']|"[^"]*"|'[^']*')*>""")
_INVALID = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SELF_CLOSED = re.compile(rb"""<([\w:.-]+)((?:[^>"']|"[^"]*"|'[^']*')*?)/>\s*\Z""")


class Offsets:
    """The byte offsets of the elements of a parsed part."""

    def __init__(self, data: bytes, root: _Element) -> None:
        """Find them.

        Args:
            data: the part in UTF-8.
            root: the same, parsed without comments and processing instructions.

        Raises:
            ValueError: the two do not match.
        """
        self._data = data
        self._numbers = {element: n for n, element in enumerate(root.iter("*"))}
        self._starts: list[int] = []
        self._closes: list[int] = []
        open_elements: list[int] = []
        parser = expat.ParserCreate()

        def start(_name: str, _attributes: dict[str, str]) -> None:
            open_elements.append(len(self._starts))
            self._starts.append(parser.CurrentByteIndex)
            self._closes.append(-1)

        def end(_name: str) -> None:
            self._closes[open_elements.pop()] = parser.CurrentByteIndex

        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.Parse(data, True)
        if len(self._starts) != len(self._numbers):
            raise ValueError("the parsed tree is not that of the bytes")

    def opening(self, element: _Element) -> tuple[int, int]:
        """Start and end of an element's first tag."""
        start = self._starts[self._numbers[element]]
        match = _TAG.match(self._data, start)
        assert match is not None
        return start, match.end()

    def whole(self, element: _Element) -> tuple[int, int]:
        """Start and end of an element, tags included."""
        start, inside = self.opening(element)
        if self._data[inside - 2 : inside] == b"/>":
            return start, inside
        return start, self._data.index(b">", self._closes[self._numbers[element]]) + 1

    def inside(self, element: _Element) -> tuple[int, int]:
        """Start and end of what stands between an element's tags."""
        _, inside = self.opening(element)
        if self._data[inside - 2 : inside] == b"/>":
            return inside, inside
        return inside, self._closes[self._numbers[element]]


def as_utf8(data: bytes, root: _Element) -> bytes:
    """A part in UTF-8: as it is, or written anew if it is in another encoding."""
    from lxml import etree

    encoding = (root.getroottree().docinfo.encoding or "UTF-8").upper()
    if encoding in ("UTF-8", "ASCII", "US-ASCII"):
        return data
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def xml_text(text: str) -> str:
    """Text without the characters that XML cannot hold."""
    return _INVALID.sub("\ufffd", text)


def append_child(data: bytes, child: str) -> bytes:
    """A part with one more element at the end of its root.

    Args:
        data: the part in UTF-8.
        child: the element, declaring its own namespaces.
    """
    new = child.encode()
    closed = _SELF_CLOSED.search(data)
    if closed is not None and b"</" not in data:
        name, attributes = closed.groups()
        return data[: closed.start()] + b"<" + name + attributes + b">" + new + b"</" + name + b">"
    at = data.rindex(b"</")
    return data[:at] + new + data[at:]
