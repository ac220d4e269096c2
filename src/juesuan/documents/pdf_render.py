"""Pictures of a PDF's pages, and where on them the very words stand.

Everything here is in the *reading frame*: points from the top left of the page as its text runs (see `pdf_source`),
so that a page whose text is drawn sideways shows upright. `PageView.frame_box` brings the boxes of the model, which
are those of the unrotated page, into it.
"""

from __future__ import annotations

import ctypes as ct
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from juesuan.documents.limits import MAX_CHARACTERS, MAX_PICTURE_PIXELS, MAX_PICTURE_SECONDS, MAX_SHOWN_PIXELS
from juesuan.documents.model import UnreadableError
from juesuan.documents.pdf_pdfium import PDFIUM_LOCK, PdfiumSource
from juesuan.documents.png import encode
from juesuan.place import Box

_ANGLE_SAMPLE = 48
_OPEN_PAGES = 8
_QUARTER = 1.5707963267948966
_WHITE = 0xFFFFFFFF
_ANNOTATIONS = 0x01  # FPDF_ANNOT
_TO_BE_CONTINUED, _DONE = 1, 2  # FPDF_RENDER_TOBECONTINUED, FPDF_RENDER_DONE
_HYPHENS = (2, 0xFFFE)
"""How pdfium marks a hyphen at a line's end."""
_SLACK = 1.5
"""Points by which a character may stick out of its line's box."""


@dataclass(frozen=True, slots=True)
class PageShape:
    """How a page lies.

    Attributes:
        number: page number from 1.
        width: width of the reading frame in points.
        height: height of the reading frame in points.
        turn: direction of the text in quarter turns counter-clockwise from the unrotated page's own (0-3).
    """

    number: int
    width: float
    height: float
    turn: int = 0

    def frame_box(self, box: Box) -> Box:
        """A box of the unrotated page in the reading frame: what `PageContent.page_box` undoes."""
        x0, y0, x1, y1 = box
        if self.turn == 1:
            return (self.width - y1, x0, self.width - y0, x1)
        if self.turn == 2:
            return (self.width - x1, self.height - y1, self.width - x0, self.height - y0)
        if self.turn == 3:
            return (y0, self.height - x1, y1, self.height - x0)
        return box


class PdfRenderer:
    """An opened PDF that can be drawn; made by `rendering`."""

    def __init__(self, source: PdfiumSource, raw: Any) -> None:
        self._source = source
        self._raw = raw
        self._deadline = time.monotonic() + MAX_PICTURE_SECONDS
        self._pages: dict[int, _Page] = {}
        self.page_count = source.page_count

    def shape(self, number: int) -> PageShape | None:
        """The page's frame; None if there is no such page or it is damaged."""
        page = self._page(number)
        return page.shape if page else None

    def picture(self, number: int, clip: Box, scale: float) -> bytes | None:
        """A part of a page as a PNG file; None if it cannot be drawn within the limits.

        Args:
            number: the page.
            clip: the part, in the reading frame.
            scale: pixels a point.
        """
        page = self._page(number)
        width, height = _pixels(clip, scale)
        if page is None or width * height > MAX_PICTURE_PIXELS or time.monotonic() > self._deadline:
            return None
        if self._shown_pixels(page.handle) > MAX_SHOWN_PIXELS:
            return None
        pixels = self._draw(page, clip, scale, width, height)
        return None if pixels is None else encode(width, height, pixels)

    def words(self, number: int, line: Box, text: str, start: int, end: int) -> Box | None:
        """Where some characters of a line stand; None if the page does not bear the line out.

        Args:
            number: the page.
            line: the line's box, in the reading frame.
            text: the line's text.
            start: first character meant.
            end: one past the last character meant.
        """
        page = self._page(number)
        if page is None:
            return None
        inked = [n for n, character in enumerate(text) if character > " " and character != "\u3000"]
        wanted = "".join(text[n] for n in inked)
        inside = [g for g in page.glyphs() if _within(g, line)]
        inside.sort(key=lambda glyph: glyph[0])
        found = "".join(glyph[4] for glyph in inside)
        at = found.find(wanted)
        if not wanted or at < 0:
            return None
        meant = [inside[at + k] for k, n in enumerate(inked) if start <= n < end]
        if not meant:
            return None
        return (min(g[0] for g in meant), line[1], max(g[2] for g in meant), line[3])

    def close(self) -> None:
        """Close all pages and the document."""
        for page in self._pages.values():
            page.close()
        self._pages.clear()
        self._source.close()

    def _page(self, number: int) -> _Page | None:
        if number in self._pages:
            return self._pages[number]
        handle = self._source.load_page(number) if time.monotonic() <= self._deadline else None
        if handle is None:
            return None
        if len(self._pages) >= _OPEN_PAGES:
            self._pages.pop(next(iter(self._pages))).close()
        page = _Page(self._raw, handle, number)
        if page.shape.width <= 0 or page.shape.height <= 0:
            page.close()
            return None
        self._pages[number] = page
        return page

    def _shown_pixels(self, page: Any) -> int:
        """Pixels of the images that drawing the page would unpack (those within forms are bounded by time)."""
        raw, total = self._raw, 0
        width, height = ct.c_uint(), ct.c_uint()
        for n in range(raw.FPDFPage_CountObjects(page)):
            item = raw.FPDFPage_GetObject(page, n)
            if raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_IMAGE:
                continue
            if raw.FPDFImageObj_GetImagePixelSize(item, width, height):
                total += width.value * height.value
        return total

    def _draw(self, page: _Page, clip: Box, scale: float, width: int, height: int) -> bytes | None:
        raw = self._raw
        bitmap = raw.FPDFBitmap_CreateEx(width, height, raw.FPDFBitmap_BGRx, None, 0)
        if not bitmap:
            return None
        try:
            raw.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, _WHITE)
            place = (
                round(-clip[0] * scale), round(-clip[1] * scale),
                round(page.shape.width * scale), round(page.shape.height * scale),
            )  # fmt: skip
            rotate = (page.shape.turn - raw.FPDFPage_GetRotation(page.handle)) % 4
            pause = _pause(raw, self._deadline)
            state = raw.FPDF_RenderPageBitmap_Start(bitmap, page.handle, *place, rotate, _ANNOTATIONS, pause)
            raw.FPDF_RenderPage_Close(page.handle)
            if state != _DONE:
                return None
            stride = raw.FPDFBitmap_GetStride(bitmap)
            data = ct.string_at(raw.FPDFBitmap_GetBuffer(bitmap), stride * height)
        finally:
            raw.FPDFBitmap_Destroy(bitmap)
        if stride == 4 * width:
            return data
        return b"".join(data[at : at + 4 * width] for at in range(0, stride * height, stride))


@contextmanager
def rendering(source: str) -> Iterator[PdfRenderer | None]:
    """Open a PDF to draw its pages; None if it cannot be opened (any more). pdfium is held meanwhile.

    Args:
        source: the file.
    """
    with PDFIUM_LOCK:
        try:
            opened = PdfiumSource(source, Path(source).read_bytes())
        except (OSError, ValueError, UnreadableError):
            yield None
            return
        renderer = PdfRenderer(opened, opened.raw)
        try:
            yield renderer
        finally:
            renderer.close()


_Glyph = tuple[float, float, float, float, str]


class _Page:
    """One loaded page."""

    def __init__(self, raw: Any, handle: Any, number: int) -> None:
        self._raw = raw
        self.handle = handle
        self._text = raw.FPDFText_LoadPage(handle)
        self._glyphs: Sequence[_Glyph] | None = None
        bounds = raw.FS_RECTF()
        raw.FPDF_GetPageBoundingBox(handle, bounds)
        self._bounds = (bounds.left, bounds.bottom, bounds.right, bounds.top)
        width, height = bounds.right - bounds.left, bounds.top - bounds.bottom
        turn = self._turn()
        self.shape = PageShape(number, *((height, width) if turn % 2 else (width, height)), turn)

    def close(self) -> None:
        if self._text:
            self._raw.FPDFText_ClosePage(self._text)
        self._raw.FPDF_ClosePage(self.handle)

    def glyphs(self) -> Sequence[_Glyph]:
        """Box and character of everything with ink, in the reading frame."""
        if self._glyphs is None:
            self._glyphs = list(self._read()) if self._text else ()
        return self._glyphs

    def _turn(self) -> int:
        """The direction of most characters; that of the page where there is no text."""
        raw = self._raw
        count = raw.FPDFText_CountChars(self._text) if self._text else 0
        turns = [0, 0, 0, 0]
        for n in range(0, count, max(1, count // _ANGLE_SAMPLE)):
            if raw.FPDFText_GetUnicode(self._text, n) > 32:
                turns[-round(raw.FPDFText_GetCharAngle(self._text, n) / _QUARTER) % 4] += 1
        return turns.index(max(turns)) if any(turns) else int(raw.FPDFPage_GetRotation(self.handle)) % 4

    def _read(self) -> Iterator[_Glyph]:
        raw, box = self._raw, self._raw.FS_RECTF()
        left, _, _, top = self._bounds
        for n in range(min(raw.FPDFText_CountChars(self._text), MAX_CHARACTERS)):
            code = raw.FPDFText_GetUnicode(self._text, n)
            if code in _HYPHENS:
                code = 45
            if code <= 32 or code == 0x3000 or code > 0x10FFFF or 0xD800 <= code < 0xE000:
                continue
            if not raw.FPDFText_GetLooseCharBox(self._text, n, box):
                continue
            x0, x1 = min(box.left, box.right) - left, max(box.left, box.right) - left
            y0, y1 = top - max(box.top, box.bottom), top - min(box.top, box.bottom)
            yield (*self.shape.frame_box((x0, y0, x1, y1)), chr(code))


def _within(glyph: _Glyph, line: Box) -> bool:
    x, y = (glyph[0] + glyph[2]) / 2, (glyph[1] + glyph[3]) / 2
    return line[0] - _SLACK <= x <= line[2] + _SLACK and line[1] - _SLACK <= y <= line[3] + _SLACK


def _pixels(clip: Box, scale: float) -> tuple[int, int]:
    """Size of a picture; the width is even, see `png.encode`."""
    width = max(2, round((clip[2] - clip[0]) * scale))
    return width + width % 2, max(1, round((clip[3] - clip[1]) * scale))


def _pause(raw: Any, deadline: float) -> Any:
    """What pdfium asks while it draws: whether to stop."""
    pause = raw.IFSDK_PAUSE()
    pause.version = 1
    kind = dict(raw.IFSDK_PAUSE._fields_)["NeedToPauseNow"]
    pause.NeedToPauseNow = kind(lambda _: time.monotonic() > deadline)
    return pause
