"""The text of one paragraph of a word processor's document, with what hangs on it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from juesuan.documents.docx_styles import Styles
from juesuan.documents.docx_xml import child, name_of, switched, value
from juesuan.documents.symbols import symbol

if TYPE_CHECKING:
    from lxml.etree import _Element

Origin: TypeAlias = "tuple[_Element, int]"
"""The text element (w:t) that a character stands in, and which of its characters it is."""
Origins: TypeAlias = "list[Origin | None]"
"""One for each character; None for what no text element holds (automatic numbers, tabs, symbols, formulas)."""

_PASS_THROUGH = frozenset(
    ("hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "bdo", "dir", "rubyBase")
)
"""Elements whose content belongs to the text. Deleted and moved-away text (del, moveFrom) is left out."""
_BLANKS = re.compile("[ \t\u00a0\u3000\u2002\u2003\u2009]+")
_UNSEEN = str.maketrans("", "", "\u200b\u200c\u200d\u2060\ufeff\u00ad\n\r")


@dataclass(slots=True)
class Inline:
    """What one paragraph holds.

    Attributes:
        lines: its text, cut at line breaks.
        pictures: names of its pictures.
        boxes: contents of its text boxes.
        bold: everything with ink is bold; None while there is no ink.
        lead: blanks before the first character with ink.
        origins: for each line, where each of its characters stands in the file; None where nobody asked for it.
    """

    lines: list[str] = field(default_factory=lambda: [""])
    pictures: list[str] = field(default_factory=list)
    boxes: list[_Element] = field(default_factory=list)
    bold: bool | None = None
    lead: int = 0
    origins: list[Origins] | None = None

    def texts(self) -> list[str]:
        """The lines with runs of blanks as one space, without blanks at their ends."""
        return [_BLANKS.sub(" ", line.translate(_UNSEEN)).strip() for line in self.lines]

    def traces(self) -> list[Origins]:
        """The origins of the characters of `texts`, if they were asked for; a blank has that of its run's first."""
        return [_cleaned(*pair) for pair in zip(self.lines, self.origins or (), strict=self.origins is not None)]


def _cleaned(line: str, origins: Origins) -> Origins:
    """What becomes of the origins of a line when `texts` cleans it."""
    kept: list[tuple[str, Origin | None]] = []
    for character, origin in zip(line, origins, strict=True):
        if ord(character) in _UNSEEN:
            continue
        blank = _BLANKS.fullmatch(character) is not None
        if not (blank and kept and kept[-1][0] == " "):
            kept.append((" " if blank else character, origin))
    text = "".join(character for character, _ in kept)
    start = len(text) - len(text.lstrip())
    return [origin for _, origin in kept[start : start + len(text.strip())]]


class InlineReader:
    """Reads paragraphs one after the other; fields may run over several of them."""

    def __init__(self, styles: Styles, trace: bool = False) -> None:
        """Begin a document.

        Args:
            styles: its styles.
            trace: note where in the file each character stands.
        """
        self._styles = styles
        self._trace = trace
        self._fields: list[bool] = []  # for each open field: still in its instruction

    def read(self, paragraph: _Element, bold: bool) -> Inline:
        """The content of a paragraph whose style is bold or not."""
        inline = Inline(origins=[[]] if self._trace else None)
        self._walk(paragraph, inline, bold)
        inline.lead = len(inline.lines[0]) - len(inline.lines[0].lstrip())
        return inline

    def _walk(self, parent: _Element, inline: Inline, bold: bool) -> None:
        for element in parent:
            name = name_of(element)
            if name == "r":
                self._run(element, inline, bold)
            elif name in _PASS_THROUGH:
                self._walk(element, inline, bold)
            elif name == "mc:AlternateContent":
                if (choice := _choice(element)) is not None:
                    self._walk(choice, inline, bold)
            elif name in ("m:oMath", "m:oMathPara"):
                for part in element.iter():
                    if name_of(part) == "m:t":
                        self._add(inline, part.text or "", False)

    def _run(self, run: _Element, inline: Inline, bold: bool) -> None:
        own = child(run, "rPr")
        style = value(child(own, "rStyle"))
        named = self._styles.get(style) if style is not None else None
        hidden = switched(own, "vanish")
        if hidden if hidden is not None else (named is not None and named.hidden):
            return
        if named is not None and named.bold is not None:
            bold = named.bold
        direct = switched(own, "b")
        self._content(run, inline, bold if direct is None else direct)

    def _content(self, run: _Element, inline: Inline, bold: bool) -> None:
        for element in run:
            name = name_of(element)
            if name == "t":
                self._add(inline, element.text or "", bold, element)
            elif name == "fldChar":
                self._field(value(element, "fldCharType"))
            elif name in ("tab", "ptab"):
                self._add(inline, " ", bold)
            elif name in ("br", "cr"):
                if not any(self._fields):
                    inline.lines.append("")
                    if inline.origins is not None:
                        inline.origins.append([])
            elif name == "noBreakHyphen":
                self._add(inline, "-", bold)
            elif name == "sym":
                self._add(inline, _symbol(element), bold)
            elif name in ("drawing", "pict", "object"):
                _drawing(element, inline)
            elif name == "mc:AlternateContent":
                if (choice := _choice(element)) is not None:
                    self._content(choice, inline, bold)
            elif name == "ruby":
                self._walk(element, inline, bold)

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(True)
        elif kind == "separate" and self._fields:
            self._fields[-1] = False
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _add(self, inline: Inline, text: str, bold: bool, element: _Element | None = None) -> None:
        if any(self._fields):
            return
        inline.lines[-1] += text
        if inline.origins is not None:
            inline.origins[-1] += [element if element is None else (element, n) for n in range(len(text))]
        if text.strip():
            inline.bold = bold and inline.bold is not False


def _symbol(element: _Element) -> str:
    try:
        code = int(value(element, "char") or "", 16)
    except ValueError:
        return ""
    return symbol(code) if 0x20 <= code < 0xD800 or 0xE000 <= code < 0x110000 else ""


def _choice(element: _Element) -> _Element | None:
    """The first of alternative contents: what a current word processor shows."""
    found = child(element, "mc:Choice")
    return found if found is not None else child(element, "mc:Fallback")


def _drawing(element: _Element, inline: Inline) -> None:
    """Text boxes of a drawing, else its picture."""
    name, boxes, picture = "", 0, False
    stack = [element]
    while stack:
        part = stack.pop()
        kind = name_of(part)
        if kind == "txbxContent":
            inline.boxes.append(part)
            boxes += 1
            continue
        if kind == "?:docPr":
            name = part.get("descr") or part.get("title") or part.get("name") or ""
        elif kind in ("?:blip", "?:imagedata", "?:chart", "?:OLEObject", "?:relIds"):
            picture = True
            name = name or part.get("ProgID") or part.get("{urn:schemas-microsoft-com:office:office}title") or ""
        if kind == "mc:AlternateContent":
            choice = _choice(part)
            stack.extend([choice] if choice is not None else [])
        else:
            stack.extend(reversed(part))
    if picture and not boxes:
        inline.pictures.append(" ".join(name.split()))
