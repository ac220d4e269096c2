"""HTML that cannot be broken by what it holds: everything is text unless this module made it markup."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import TypeAlias

_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_VOID = frozenset({"br", "input", "link", "meta"})


class Markup(str):
    """Text that is HTML already. Made here only, and from the page's own style and script."""

    __slots__ = ()


Child: TypeAlias = "str | Iterable[str] | None"
Value: TypeAlias = "str | int | float | bool | None"


def text(value: str) -> Markup:
    """The text as HTML; characters that no page may hold, or that turn the direction of writing, are shown as �."""
    if isinstance(value, Markup):
        return value
    return Markup(escape(_DIRECTIONS.sub("\ufffd", _NOT_TEXT.sub("\ufffd", value))))


def element(tag: str, *children: Child, **attributes: Value) -> Markup:
    """An element.

    Args:
        tag: its name.
        children: text, which is escaped, or markup, or several of them; None is nothing.
        attributes: `class_` for class, `data_id` for data-id; True for one without value, None and False for none.
    """
    opening = tag + "".join(_attribute(key, value) for key, value in attributes.items())
    if tag in _VOID:
        return Markup(f"<{opening}>")
    return Markup(f"<{opening}>{joined(children)}</{tag}>")


def joined(children: Iterable[Child]) -> Markup:
    """Children one after the other."""
    parts: list[str] = []
    for child in children:
        if child is None:
            continue
        parts.extend([text(child)] if isinstance(child, str) else [text(part) for part in child])
    return Markup("".join(parts))


def number(value: float) -> str:
    """A length without more digits than matter."""
    return f"{value:.1f}".removesuffix(".0")


def _attribute(key: str, value: Value) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    if name == "viewBox" or value is True:
        return f" {name}" if value is True else f' {name}="{text(str(value))}"'
    shown = number(value) if isinstance(value, float) else str(value)
    return f' {name}="{text(shown)}"'
