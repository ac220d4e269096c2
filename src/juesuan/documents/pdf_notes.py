"""Notes (annotations) in a copy of a PDF; what its pages draw stays as it is.

Each note brings its own appearance, so that every viewer and printer shows the same. Appearances of our own also
avoid what pdfium would draw for a note without one.
"""

from __future__ import annotations

import ctypes as ct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from juesuan.documents.pdf_source import PageContent
from juesuan.place import Box

AUTHOR = "Juesuan"
_PRINTED = 4  # FPDF_ANNOT_FLAG_PRINT
_WHOLE = 2  # FPDF_NO_INCREMENTAL; an increment by pdfium holds every object once more
_OPAQUE = 255
_LEAST = 1.0
"""Least width and height of a box in points."""

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Note:
    """One note.

    Attributes:
        box: where, in points from the top left of the unrotated page.
        text: what it says.
        colour: red, green and blue from 0 to 255.
        identifier: a name that no other note of the page has.
        filled: the box is filled so that the words shine through (a highlight), else it has a border.
        width: of the border, in points.
        opacity: from 0 to 255.
    """

    box: Box
    text: str
    colour: Colour
    identifier: str
    filled: bool = False
    width: float = 1.2
    opacity: int = _OPAQUE


class NoteWriter:
    """Puts notes on pages of an opened document."""

    def __init__(self, raw: Any, document: Any) -> None:
        """Begin.

        Args:
            raw: pdfium's functions.
            document: the document's handle.
        """
        self._raw = raw
        self._document = document

    def add(self, page: Any, notes: Sequence[Note]) -> int:
        """Put notes on a page; how many could be."""
        bounds = self._raw.FS_RECTF()
        self._raw.FPDF_GetPageBoundingBox(page, bounds)
        limits = (bounds.left, bounds.bottom, bounds.right, bounds.top)
        return sum(self._note(page, note, limits) for note in notes)

    def save(self) -> bytes:
        """The file with its notes."""
        raw = self._raw
        pieces: list[bytes] = []

        def write(_: Any, data: Any, size: int) -> int:
            pieces.append(ct.string_at(data, size))
            return 1

        sink = raw.FPDF_FILEWRITE()
        sink.version = 1
        kind = dict(raw.FPDF_FILEWRITE._fields_)["WriteBlock"]
        sink.WriteBlock = kind(write)
        if not raw.FPDF_SaveAsCopy(self._document, ct.byref(sink), _WHOLE):
            raise OSError("pdfium could not write the copy")
        return b"".join(pieces)

    def _note(self, page: Any, note: Note, limits: tuple[float, float, float, float]) -> bool:
        raw = self._raw
        left, bottom, right, top = limits
        x0, x1 = max(left + note.box[0], left), min(left + note.box[2], right)
        y0, y1 = max(top - note.box[3], bottom), min(top - note.box[1], top)
        if x1 - x0 < _LEAST or y1 - y0 < _LEAST:
            return False
        annotation = raw.FPDFPage_CreateAnnot(page, raw.FPDF_ANNOT_HIGHLIGHT if note.filled else raw.FPDF_ANNOT_SQUARE)
        if not annotation:
            return False
        try:
            raw.FPDFAnnot_SetRect(annotation, raw.FS_RECTF(x0, y1, x1, y0))
            raw.FPDFAnnot_SetFlags(annotation, _PRINTED)
            raw.FPDFAnnot_SetColor(annotation, raw.FPDFANNOT_COLORTYPE_Color, *note.colour, note.opacity)
            if note.filled:
                quad = raw.FS_QUADPOINTSF(x0, y1, x1, y1, x0, y0, x1, y0)
                raw.FPDFAnnot_AppendAttachmentPoints(annotation, quad)
            else:
                raw.FPDFAnnot_SetBorder(annotation, 0, 0, note.width)
            for key, text in (("T", AUTHOR), ("Contents", note.text), ("NM", note.identifier)):
                raw.FPDFAnnot_SetStringValue(annotation, key.encode(), _wide(raw, text))
            look = _fill(note, (x0, y0, x1, y1)) if note.filled else _border(note, (x0, y0, x1, y1))
            raw.FPDFAnnot_SetAP(annotation, raw.FPDF_ANNOT_APPEARANCEMODE_NORMAL, _wide(raw, look))
        finally:
            raw.FPDFPage_CloseAnnot(annotation)
        return True


def _colour(note: Note) -> str:
    return " ".join(f"{part / _OPAQUE:.3f}" for part in note.colour)


def _border(note: Note, box: Box) -> str:
    half = note.width / 2
    x, y, width, height = box[0] + half, box[1] + half, box[2] - box[0] - note.width, box[3] - box[1] - note.width
    return f"{_colour(note)} RG {note.width:.2f} w {x:.2f} {y:.2f} {width:.2f} {height:.2f} re S"


def _fill(note: Note, box: Box) -> str:
    x0, y0, x1, y1 = box
    # pdfium puts the opacity into a graphics state of this name.
    see_through = "/GS gs " if note.opacity < _OPAQUE else ""
    return f"{see_through}{_colour(note)} rg {x0:.2f} {y0:.2f} {x1 - x0:.2f} {y1 - y0:.2f} re f"


def _wide(raw: Any, text: str) -> Any:
    data = ct.create_string_buffer(text.replace("\0", "").encode("utf-16-le", "replace") + b"\0\0")
    return ct.cast(data, ct.POINTER(raw.FPDF_WCHAR))


def unturned(box: Box, width: float, height: float, turn: int) -> Box:
    """A box of the reading frame on the unrotated page.

    Args:
        box: the box.
        width: width of the reading frame.
        height: height of the reading frame.
        turn: the text's direction, as `PageShape.turn`.
    """
    if turn % 2:
        width, height = height, width
    return PageContent(0, width, height, turn).page_box(box)
