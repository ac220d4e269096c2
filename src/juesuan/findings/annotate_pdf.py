"""A copy of a PDF report with a note at each finding's place; nothing of its pages changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from juesuan.documents.model import Document, Paragraph
from juesuan.documents.pdf_notes import Colour, Note, NoteWriter, unturned
from juesuan.documents.pdf_render import PdfRenderer
from juesuan.findings.catalogue import say
from juesuan.findings.language import Lang
from juesuan.findings.remarks import remark
from juesuan.findings.report import Item, Report, Spot
from juesuan.place import Box

_COLOURS: dict[str, Colour] = {"error": (214, 39, 40), "warning": (230, 130, 0), "info": (40, 110, 190)}
_RELATED: Colour = (120, 120, 170)
_WASH = 70
"""How strongly highlighted words are coloured, of 255."""
_MOST_RELATED = 24
"""Places to compare that are marked for one finding; sums of long tables have hundreds."""
_MARGIN = 2.0
_CORNER: Box = (12.0, 12.0, 30.0, 30.0)
"""Where the first note stands that means the report or a page as a whole; others follow below."""


@dataclass(slots=True)
class _Marked:
    """What is to be said at one place."""

    severity: str | None = None
    identifier: str = ""
    texts: list[str] = field(default_factory=list)
    words: bool = False


_Where = tuple[int, Box]


def annotate(source: str, data: bytes, document: Document, report: Report, lang: Lang) -> bytes:
    """The copy.

    Args:
        source: the file as the user gave it.
        data: its bytes, the same that were checked.
        document: the file as it was read.
        report: what was found.
        lang: language of the notes.

    Raises:
        UnreadableError: the file cannot be opened.
    """
    from juesuan.documents.pdf_pdfium import PDFIUM_LOCK, PdfiumSource

    with PDFIUM_LOCK:
        opened = PdfiumSource(source, data)
        renderer = PdfRenderer(opened, opened.raw)
        try:
            writer = NoteWriter(opened.raw, opened.handle)
            marks = _Marks(document, renderer).collect(report, lang)
            if not marks:
                return data
            by_page: dict[int, list[Note]] = defaultdict(list)
            for (page, box), marked in marks.items():
                by_page[page] += _notes(box, marked)
            for number in sorted(by_page):
                page = opened.load_page(number)
                if page is not None:
                    writer.add(page, by_page[number])
                    opened.raw.FPDF_ClosePage(page)
            return writer.save()
        finally:
            renderer.close()


def _notes(box: Box, marked: _Marked) -> Iterator[Note]:
    text = "\n\n".join(marked.texts)
    if marked.severity is None:
        yield Note(box, text, _RELATED, f"{marked.identifier}-related", width=0.6)
        return
    colour = _COLOURS[marked.severity]
    if marked.words:
        # The box carries the message; two notes with the same text would only be read twice.
        yield Note(box, "", colour, f"{marked.identifier}-words", filled=True, opacity=_WASH)
    x0, y0, x1, y1 = box
    yield Note((x0 - _MARGIN, y0 - _MARGIN, x1 + _MARGIN, y1 + _MARGIN), text, colour, marked.identifier)


class _Marks:
    """Finds the places of findings on the pages."""

    def __init__(self, document: Document, renderer: PdfRenderer) -> None:
        self._paragraphs = {block.index: block for block in document.paragraphs()}
        self._renderer = renderer
        self._marks: dict[_Where, _Marked] = {}
        self._in_corner: dict[int, int] = defaultdict(int)

    def collect(self, report: Report, lang: Lang) -> dict[_Where, _Marked]:
        """What to say at which place; findings at the same place share its notes."""
        for item in report.findings:
            text = "\n".join(remark(item, lang))
            places = list(self._boxes(item.location)) or [self._corner(item.location.page or 1)]
            for n, where in enumerate(places):
                marked = self._marks.setdefault(where, _Marked())
                marked.severity = _graver(marked.severity, item.severity)
                marked.identifier = marked.identifier or (f"{item.id}-{n}" if n else item.id)
                marked.words = marked.words or isinstance(self._paragraph(item.location), Paragraph)
                marked.texts.append(text)
        for item in report.findings:
            self._compare(item, lang)
        return self._marks

    def _compare(self, item: Item, lang: Lang) -> None:
        """Lighter marks where to compare; rounding notes need none, their figures are nearly right."""
        if item.severity == "info":
            return
        said = say("remark.related", lang, message=f"{item.code} {item.message}")
        spots = [entry.location for entry in item.related] + [entry.location for entry in item.candidates]
        for spot in spots[:_MOST_RELATED]:
            for where in self._boxes(spot):
                marked = self._marks.setdefault(where, _Marked(identifier=item.id))
                if marked.severity is None and said not in marked.texts:
                    marked.texts.append(said)

    def _boxes(self, spot: Spot) -> Iterator[_Where]:
        """Page and box of each line of a place."""
        paragraph = self._paragraph(spot)
        if paragraph is None or spot.start is None or spot.end is None:
            if spot.page is not None and spot.bbox is not None:
                yield spot.page, _rounded(spot.bbox)
            return
        for piece in paragraph.pieces:
            start, end = max(spot.start, piece.start), min(spot.end, piece.end)
            if start < end and piece.page is not None and piece.bbox is not None:
                text = paragraph.text[piece.start : piece.end]
                words = self._words(piece.page, piece.bbox, text, start - piece.start, end - piece.start)
                yield piece.page, _rounded(words or piece.bbox)

    def _words(self, page: int, line: Box, text: str, start: int, end: int) -> Box | None:
        shape = self._renderer.shape(page)
        if shape is None:
            return None
        found = self._renderer.words(page, shape.frame_box(line), text, start, end)
        return None if found is None else unturned(found, shape.width, shape.height, shape.turn)

    def _paragraph(self, spot: Spot) -> Paragraph | None:
        return self._paragraphs.get(spot.block) if spot.block is not None else None

    def _corner(self, page: int) -> _Where:
        """A place at the edge of a page for what has none on it."""
        page = min(max(page, 1), self._renderer.page_count)
        down = self._in_corner[page] * (_CORNER[3] + _MARGIN)
        self._in_corner[page] += 1
        return page, (_CORNER[0], _CORNER[1] + down, _CORNER[2], _CORNER[3] + down)


def _rounded(box: Box) -> Box:
    """Places that differ by less than anybody sees are one."""
    x0, y0, x1, y1 = (round(side, 1) for side in box)
    return x0, y0, x1, y1


def _graver(one: str | None, other: str) -> str:
    order = ["error", "warning", "info"]
    return other if one is None or order.index(other) < order.index(one) else one
