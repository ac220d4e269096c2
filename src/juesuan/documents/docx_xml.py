"""Names of WordprocessingML elements, transitional and strict alike."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_MATH = (
    "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "http://purl.oclc.org/ooxml/officeDocument/math",
)
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_FALSE = ("0", "false", "off", "none")


@functools.lru_cache(maxsize=4096)
def _local(tag: object) -> str:
    if not isinstance(tag, str):
        return ""
    namespace, _, name = tag[1:].rpartition("}")
    if namespace in _WORD:
        return name
    if namespace in _MATH:
        return "m:" + name
    if namespace == _COMPATIBILITY:
        return "mc:" + name
    return "?:" + name


def name_of(element: _Element) -> str:
    """Local name; elements of other vocabularies have a prefix (`m:` formulas, `mc:` alternatives, `?:` the rest)."""
    return _local(element.tag)


def child(element: _Element | None, *path: str) -> _Element | None:
    """The first child of a name, its first child of the next name, and so on."""
    for name in path:
        if element is None:
            return None
        for candidate in element:
            if _local(candidate.tag) == name:
                element = candidate
                break
        else:
            return None
    return element


def by_name(element: _Element | None) -> dict[str, _Element]:
    """The first child of each name: for elements of which several children are asked for."""
    found: dict[str, _Element] = {}
    for candidate in element if element is not None else ():
        found.setdefault(_local(candidate.tag), candidate)
    return found


def children(element: _Element | None, name: str) -> Iterator[_Element]:
    """All children of a name."""
    return (e for e in (element if element is not None else ()) if _local(e.tag) == name)


def value(element: _Element | None, name: str = "val") -> str | None:
    """An attribute of the element's own vocabulary; None where element or attribute is absent."""
    if element is None:
        return None
    for namespace in _WORD:
        found = element.get(f"{{{namespace}}}{name}")
        if found is not None:
            return found
    return None


def number(element: _Element | None, name: str = "val") -> int | None:
    """An attribute as a whole number; None where it is absent or none."""
    text = value(element, name)
    try:
        return int(float(text)) if text is not None else None
    except (ValueError, OverflowError):
        return None


def switched(properties: _Element | None, name: str) -> bool | None:
    """A property that is on, off, or (None) not set."""
    found = child(properties, name)
    if found is None:
        return None
    return (value(found) or "true") not in _FALSE
