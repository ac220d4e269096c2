"""DOCX files, read from their XML directly.

What the reader of the printed document sees is what counts: automatic numbers are put before their paragraphs,
inserted text is kept and deleted text left out, results of fields stand for their instructions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from juesuan.documents.docx_inline import Inline, InlineReader, Origins
from juesuan.documents.docx_numbering import Numbering
from juesuan.documents.docx_styles import Style, Styles, properties
from juesuan.documents.docx_tables import RawTable, read_table
from juesuan.documents.docx_xml import by_name, child, name_of, number, value
from juesuan.documents.limits import MAX_NESTING
from juesuan.documents.model import (
    Block,
    Document,
    Paragraph,
    Picture,
    Piece,
    Table,
    Trouble,
    TroubleKind,
    UnreadableError,
)
from juesuan.documents.package import Package
from juesuan.place import Place

if TYPE_CHECKING:
    from lxml.etree import _Element

_MAIN_PART = "word/document.xml"
_EMPHASIS_LENGTH = 60
_TWIPS = 20.0
_CHARACTER = 10.5
"""Usual size of type in tables (五号), for indents given in characters."""
_TRANSPARENT = frozenset(("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"))


@dataclass(slots=True)
class RawParagraph:
    """A paragraph without its number in the document; `indent` in points, `origins` where they were asked for."""

    text: str
    emphasis: bool = False
    indent: float = 0.0
    origins: Origins = field(default_factory=list)


@dataclass(slots=True)
class RawPicture:
    """A picture without its number in the document."""

    name: str


Raw: TypeAlias = RawParagraph | RawPicture | RawTable


def read(source: str, data: bytes) -> Document:
    """Read a DOCX file.

    Args:
        source: the file as the user gave it.
        data: its bytes.

    Raises:
        UnreadableError: damaged, encrypted, or beyond the limits.
    """
    opened = Opened(source, data)
    reader = opened.reader()
    try:
        blocks = [_block(index, raw) for index, raw in enumerate(reader.blocks(opened.body))]
    except RecursionError as error:
        raise _too_deep(source) from error
    return Document(source, "docx", tuple(blocks), None, tuple(reader.troubles))


class Opened:
    """A document's package with its main part parsed."""

    def __init__(self, source: str, data: bytes) -> None:
        """Open a file; arguments and errors as for `read`."""
        self.package = Package(source, data)
        self.main = self.package.related("", "officeDocument") or _MAIN_PART
        root = self.package.xml(self.main)
        body = child(root, "body")
        if root is None or body is None:
            raise UnreadableError(
                source,
                "文档没有正文，请用 Word 或 WPS 重新保存",
                "the document has no body; save it again in a word processor",
            )
        self.root = root
        self.body = body

    def reader(self, trace: bool = False) -> BodyReader:
        """A reader that has read nothing yet."""
        return BodyReader(
            Styles(_part(self.package, self.main, "styles")),
            Numbering(_part(self.package, self.main, "numbering")),
            trace,
        )


def _too_deep(source: str) -> UnreadableError:
    return UnreadableError(source, "文档嵌套过深", "the document is nested too deeply")


def _part(package: Package, main: str, kind: str) -> _Element | None:
    name = package.related(main, kind)
    return package.xml(name) if name else None


def _block(index: int, raw: Raw) -> Block:
    if isinstance(raw, RawParagraph):
        return Paragraph(index, raw.text, (Piece(0, len(raw.text)),), raw.emphasis)
    if isinstance(raw, RawPicture):
        return Picture(index, raw.name, Place(block=index))
    return Table(index, raw.rows, raw.columns, tuple(raw.cells))


class BodyReader:
    """Walks through a document's body, counting its numbered paragraphs."""

    def __init__(self, styles: Styles, numbering: Numbering, trace: bool = False) -> None:
        """Begin a document.

        Args:
            styles: its styles.
            numbering: its numberings.
            trace: note where in the file each character stands: `origins` of paragraphs, `cell_origins`.
        """
        self.troubles: list[Trouble] = []
        self.cell_origins: dict[_Element, Origins] = {}
        self._styles = styles
        self._numbering = numbering
        self._inline = InlineReader(styles, trace)
        self._trace = trace
        self._carried = ""  # text of a paragraph whose end was deleted: it runs on into the next
        self._carried_origins: Origins = []

    def blocks(self, parent: _Element, depth: int = 0) -> Iterator[Raw]:
        """Paragraphs, tables and pictures of a body, a cell or a text box, in order."""
        if depth > MAX_NESTING:
            self._note("nested too deeply")
            return
        for element in parent:
            name = name_of(element)
            if name == "p":
                yield from self._paragraph(element, depth)
            elif name == "tbl":
                yield from self._table(element, depth)
            elif name in _TRANSPARENT:
                yield from self.blocks(element, depth)
            elif name == "mc:AlternateContent":
                choice = child(element, "mc:Choice")
                if choice is not None:
                    yield from self.blocks(choice, depth)
            elif name == "altChunk":
                self._note("an embedded document (altChunk)")

    def _note(self, detail: str) -> None:
        """Say once what was left out."""
        trouble = Trouble(TroubleKind.UNREADABLE, Place(), detail)
        if trouble not in self.troubles:
            self.troubles.append(trouble)

    def _table(self, element: _Element, depth: int) -> Iterator[Raw]:
        pictures: list[RawPicture] = []

        def content(cell: _Element) -> tuple[str, float]:
            raws = list(self.blocks(cell, depth + 1))
            pictures.extend(raw for raw in raws if isinstance(raw, RawPicture))
            first = next((raw for raw in raws if isinstance(raw, RawParagraph)), None)
            if self._trace:
                self.cell_origins[cell] = _flat_origins(raws)
            return "\n".join(flat for raw in raws if (flat := _flat(raw))), first.indent if first else 0.0

        frame = _only_cell(element)
        if frame is not None:  # a frame round text is no table
            yield from self.blocks(frame, depth + 1)
            return
        table = read_table(element, content)
        if table.cells:
            yield table
        yield from pictures

    def _paragraph(self, element: _Element, depth: int) -> Iterator[Raw]:
        own = child(element, "pPr")
        marks = by_name(own)
        style = properties(self._styles.get(value(marks.get("pStyle"))), own, None)
        inline = self._inline.read(element, bool(style.bold))
        texts, traces = inline.texts(), inline.traces()
        if not by_name(marks.get("rPr")).keys().isdisjoint(("del", "moveFrom")):
            self._carried += "".join(texts)
            self._carried_origins += [origin for trace in traces for origin in trace]
        else:
            if traces:
                traces[0], self._carried_origins = self._carried_origins + traces[0], []
            texts[0], self._carried = self._carried + texts[0], ""
            if any(texts):
                texts[0] = (self._number(own, style) + texts[0]).strip()
            elif not (inline.pictures or inline.boxes):
                self._number(own, style)  # an empty numbered paragraph counts
            emphasis = _emphasis(style, inline, texts)
            indent = _indent(marks.get("ind"), inline)
            for text, trace in zip(texts, traces or [[] for _ in texts], strict=True):
                if text:
                    yield RawParagraph(text, emphasis, indent, _padded(trace, text) if self._trace else trace)
        for name in inline.pictures:
            yield RawPicture(name)
        for box in inline.boxes:
            yield from self.blocks(box, depth + 1)

    def _number(self, own: _Element | None, style: Style) -> str:
        if not style.number_id or style.number_id == "0":
            return ""
        depth = style.depth
        if depth is None:
            depth = self._numbering.level_of_style(style.number_id, style.id)
        elif child(own, "numPr") is None:
            depth = self._numbering.level_of_style(style.number_id, style.id) or depth
        return self._numbering.next(style.number_id, depth)


def _only_cell(table: _Element) -> _Element | None:
    """The cell of a table that has but one."""
    rows = [row for row in table if name_of(row) in ("tr", "sdt")]
    if len(rows) != 1 or name_of(rows[0]) != "tr":
        return None
    cells = [cell for cell in rows[0] if name_of(cell) in ("tc", "sdt")]
    return cells[0] if len(cells) == 1 and name_of(cells[0]) == "tc" else None


def _padded(trace: Origins, text: str) -> Origins:
    """Origins for all of a paragraph's text: an automatic number before it has none."""
    return ([None] * (len(text) - len(trace)) + trace)[-len(text) :]


def _flat_origins(raws: list[Raw]) -> Origins:
    """The origins of a cell's text, which joins the texts of its blocks with newlines."""
    joined: Origins = []
    for raw in raws:
        if flat := _flat(raw):
            joined += [None] if joined else []
            joined += raw.origins if isinstance(raw, RawParagraph) else [None] * len(flat)
    return joined


def _flat(raw: Raw) -> str:
    """The text of a block within a cell."""
    if isinstance(raw, RawParagraph):
        return raw.text
    if isinstance(raw, RawPicture):
        return ""
    rows: dict[int, list[str]] = {}
    for cell in raw.cells:
        if cell.text:
            rows.setdefault(cell.row, []).append(cell.text.replace("\n", ""))
    return "\n".join(" ".join(row) for row in rows.values())


def _emphasis(style: Style, inline: Inline, texts: list[str]) -> bool:
    if style.heading:
        return True
    return bool(inline.bold) and sum(map(len, texts)) <= _EMPHASIS_LENGTH


def _indent(given: _Element | None, inline: Inline) -> float:
    """Distance of the first character from the left edge of its column, in points."""
    total = 0.0 if given is None else _given_indent(given)
    lead = inline.lines[0][: inline.lead]
    return round(total + sum(_CHARACTER if c == "\u3000" else _CHARACTER / 2 for c in lead), 2)


def _given_indent(given: _Element) -> float:
    """What an indent element says, in points: by characters where it does, else by twips."""
    total = 0.0
    for names, characters in ((("left", "start"), ("leftChars", "startChars")), (("firstLine",), ("firstLineChars",))):
        count = next((c for name in characters if (c := number(given, name)) is not None), None)
        twips = next((t for name in names if (t := number(given, name)) is not None), None)
        if count:
            total += count / 100 * _CHARACTER
        elif twips:
            total += twips / _TWIPS
    return total - (number(given, "hanging") or 0) / _TWIPS
