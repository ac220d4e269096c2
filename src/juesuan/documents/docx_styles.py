"""Paragraph and character styles: what they say about headings, bold type and numbering."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juesuan.documents.docx_xml import by_name, child, children, number, switched, value

if TYPE_CHECKING:
    from lxml.etree import _Element

_BODY_LEVEL = 9
_HEADING_NAMES = ("heading", "标题", "title")
_CHAIN = 32


@dataclass(slots=True)
class Style:
    """What a style says, its ancestors included. None: nothing."""

    id: str
    heading: bool = False
    bold: bool | None = None
    hidden: bool | None = None
    centred: bool | None = None
    number_id: str | None = None
    depth: int | None = None


def properties(style: Style, paragraph: _Element | None, run: _Element | None) -> Style:
    """A style changed by paragraph and run properties."""
    if paragraph is None and run is None:
        return style
    own = by_name(paragraph)
    outline = number(own.get("outlineLvl"))
    numbering = own.get("numPr")
    alignment = value(own.get("jc"))
    bold, hidden = switched(run, "b"), switched(run, "vanish")
    number_id = value(child(numbering, "numId"))
    depth = number(child(numbering, "ilvl"))
    return Style(
        style.id,
        style.heading if outline is None else outline < _BODY_LEVEL,
        style.bold if bold is None else bold,
        style.hidden if hidden is None else hidden,
        style.centred if alignment is None else alignment == "center",
        style.number_id if number_id is None else number_id,
        style.depth if depth is None else depth,
    )


class Styles:
    """The styles of a document."""

    def __init__(self, root: _Element | None) -> None:
        """Read `styles.xml`; None if the document has none."""
        self._elements: dict[str, _Element] = {}
        self._resolved: dict[str, Style] = {}
        self.default = ""
        for element in children(root, "style"):
            style_id = value(element, "styleId") or ""
            self._elements[style_id] = element
            if value(element, "type") == "paragraph" and value(element, "default") in ("1", "true", "on"):
                self.default = style_id

    def get(self, style_id: str | None) -> Style:
        """A style by its id, the default paragraph style for None."""
        key = self.default if style_id is None else style_id
        if key not in self._resolved:
            self._resolved[key] = self._resolve(key)
        return self._resolved[key]

    def _resolve(self, style_id: str) -> Style:
        chain: list[_Element] = []
        key: str | None = style_id
        while key is not None and key in self._elements and len(chain) < _CHAIN:
            chain.append(self._elements[key])
            key = value(child(self._elements[key], "basedOn"))
        style = Style(style_id)
        for element in reversed(chain):
            style = properties(style, child(element, "pPr"), child(element, "rPr"))
            if child(element, "pPr", "outlineLvl") is None:
                name = (value(child(element, "name")) or "").lower()
                style.heading = style.heading or name.startswith(_HEADING_NAMES)
        return style
