"""Characters and rules of a PDF through pdfium's raw interface.

Speed: a report has some 12,000 characters, and each call from Python costs more than pdfium's own work behind it.
So the functions called per character or object get prototypes of our own that take plain addresses, and `map` runs
the calls over arrays; nothing is done per character in Python before the arrays are complete.
Those prototypes keep the interpreter lock, which also keeps threads out of pdfium (it is not thread-safe); what may
take long (opening, loading a page) drops it, therefore `PDFIUM_LOCK`.
"""

from __future__ import annotations

import ctypes as ct
import functools
import math
import re
import threading
from collections import deque
from collections.abc import Iterator
from itertools import repeat
from typing import Any, NamedTuple

from juesuan.documents.limits import MAX_CHARACTERS, MAX_PAGES
from juesuan.documents.model import UnreadableError
from juesuan.documents.pdf_rules import PageInk, address, read_ink
from juesuan.documents.pdf_source import PageContent

PDFIUM_LOCK = threading.Lock()
"""Held from opening a document until it is closed."""

_BLEED = 2.0
"""Text may reach this far over the edge of a page (points) and still be seen."""
_PASSWORD_ERROR = 4
_UPRIGHT = 0.01
"""Text turned by no more than this (radians) is upright."""
_SLANT = math.radians(12)
"""Text further off the four directions is a watermark."""
_BOLD_WEIGHT = 600
_FILL_AND_STROKE = 2
_BOLD_NAMES = (b"bold", b"black", b"heavy", b"simhei", b"heiti", b"xiaobiaosong", b"\xe9\xbb\x91\xe4\xbd\x93")
"""Parts of font names (lower case, UTF-8) that say the text is set apart: bold cuts, 黑体, 小标宋."""
_SUBSET_MARK = re.compile(rb"^[A-Z]{6}\+")
"""Random letters before the name of a font that is embedded in part; now and then they spell a word (AQBOLD)."""


class Calls(NamedTuple):
    """pdfium's functions that are called in numbers, taking addresses as plain integers."""

    origin: Any
    loose_box: Any
    unicode: Any
    angle: Any
    text_object: Any
    render_mode: Any
    font: Any
    font_name: Any
    font_weight: Any


def _calls(raw: Any) -> Calls:
    def bind(name: str, result: Any, *arguments: Any) -> Any:
        return ct.PYFUNCTYPE(result, *arguments)(address(getattr(raw, name)))

    pointer, number = ct.c_void_p, ct.c_int
    return Calls(
        origin=bind("FPDFText_GetCharOrigin", number, pointer, number, pointer, pointer),
        loose_box=bind("FPDFText_GetLooseCharBox", number, pointer, number, pointer),
        unicode=bind("FPDFText_GetUnicode", ct.c_uint, pointer, number),
        angle=bind("FPDFText_GetCharAngle", ct.c_float, pointer, number),
        text_object=bind("FPDFText_GetTextObject", pointer, pointer, number),
        render_mode=bind("FPDFTextObj_GetTextRenderMode", number, pointer),
        font=bind("FPDFTextObj_GetFont", pointer, pointer),
        font_name=bind("FPDFFont_GetBaseFontName", ct.c_size_t, pointer, pointer, ct.c_size_t),
        font_weight=bind("FPDFFont_GetWeight", number, pointer),
    )


@functools.cache
def _library() -> tuple[Any, Calls]:
    """The raw bindings, initialised once; imported late since loading them takes most of a cold start."""
    import pypdfium2_raw as raw  # type: ignore[import-untyped]

    raw.FPDF_InitLibrary()
    return raw, _calls(raw)


class PdfiumSource:
    """A PDF opened with pdfium. Hold `PDFIUM_LOCK` from before opening until after `close`."""

    def __init__(self, name: str, data: bytes) -> None:
        """Open a document.

        Args:
            name: the file as the user gave it, for messages.
            data: the whole file.

        Raises:
            UnreadableError: it is protected by a password, damaged, or has too many pages.
        """
        self._raw, self._calls = _library()
        self._name = name
        self._crop = [ct.c_float() for _ in range(4)]
        self._data = data  # pdfium reads from this buffer until the document is closed
        self._document = self._raw.FPDF_LoadMemDocument64(data, len(data), None)
        if not self._document:
            raise self._refusal()
        self.page_count = int(self._raw.FPDF_GetPageCount(self._document))
        if not 0 < self.page_count <= MAX_PAGES:
            self.close()
            if self.page_count <= 0:
                raise UnreadableError(
                    name, "文件损坏：没有可读的页面，请重新下载或导出", "damaged PDF: it has no readable page"
                )
            raise UnreadableError(
                name,
                f"页数过多（{self.page_count} 页，最多 {MAX_PAGES} 页），请拆分后再检查",
                f"too many pages ({self.page_count}, at most {MAX_PAGES}); split the file",
            )

    def _refusal(self) -> UnreadableError:
        if self._raw.FPDF_GetLastError() == _PASSWORD_ERROR:
            return UnreadableError(
                self._name,
                "文件有打开密码，请去除密码后再检查",
                "the PDF is password-protected; remove the password first",
            )
        return UnreadableError(
            self._name,
            "PDF 文件损坏或不完整，请重新下载或导出",
            "the PDF is damaged or incomplete; download or export it again",
        )

    def _too_much_text(self) -> UnreadableError:
        return UnreadableError(self._name, "文字过多，不像决算报告", "too much text for a report of accounts")

    @property
    def raw(self) -> Any:
        """The functions of pdfium, for what else is to be done with a page (see `pdf_render`)."""
        return self._raw

    @property
    def handle(self) -> Any:
        """The opened document, for what is to be written to a copy of it (see `pdf_notes`)."""
        return self._document

    def load_page(self, number: int) -> Any:
        """A page, counted from 1, to be closed with `FPDF_ClosePage`; None if it cannot be loaded."""
        inside = self._document and 0 < number <= self.page_count
        return (self._raw.FPDF_LoadPage(self._document, number - 1) or None) if inside else None

    def close(self) -> None:
        """Close the document; harmless when done twice."""
        document, self._document = self._document, None
        if document:
            self._raw.FPDF_CloseDocument(document)

    def pages(self) -> Iterator[PageContent]:
        """Every page in order. A page that cannot be loaded comes as one of size 0."""
        raw, total = self._raw, 0
        for number in range(1, self.page_count + 1):
            page = raw.FPDF_LoadPage(self._document, number - 1)
            if not page:
                yield PageContent(number, 0.0, 0.0)
                continue
            try:
                text = raw.FPDFText_LoadPage(page)
                try:
                    content = self._content(number, page, text)
                    total += len(content.glyphs)
                    if total > MAX_CHARACTERS:
                        raise self._too_much_text()
                    yield content
                finally:
                    if text:
                        raw.FPDFText_ClosePage(text)
            finally:
                raw.FPDF_ClosePage(page)

    def _content(self, number: int, page: Any, text: Any) -> PageContent:
        bounds = self._raw.FS_RECTF()
        self._raw.FPDF_GetPageBoundingBox(page, bounds)
        left, bottom, right, top = bounds.left, bounds.bottom, bounds.right, bounds.top
        content = PageContent(number, right - left, top - bottom)
        ink = read_ink(self._raw, page, (left, bottom, right, top))
        if text:
            self._read_text(content, text, (left, bottom, right, top))
        if self._raw.FPDFPage_GetCropBox(page, *self._crop):
            _crop(content)
        _add_ink(content, ink)
        return content

    def _read_text(self, content: PageContent, text: Any, page: tuple[float, float, float, float]) -> None:
        count = self._raw.FPDFText_CountChars(text)
        if count <= 0:
            return
        if count > MAX_CHARACTERS:
            raise self._too_much_text()
        calls, handle = self._calls, address(text)
        characters = self._characters(text, handle, count)
        origins, boxes = (ct.c_double * (2 * count))(), (ct.c_float * (4 * count))()
        at, numbers = ct.addressof(origins), range(count)
        xs, ys = range(at, at + 16 * count, 16), range(at + 8, at + 8 + 16 * count, 16)
        deque(map(calls.origin, repeat(handle), numbers, xs, ys), 0)
        at = ct.addressof(boxes)
        deque(map(calls.loose_box, repeat(handle), numbers, range(at, at + 16 * count, 16)), 0)
        content.is_bold = functools.partial(_is_bold, calls, handle, {})
        bases = origins[1::2]
        # The baseline of turned text moves from each character to the next, that of upright text at new lines only.
        moved = [i for i, (a, b, c) in enumerate(zip(bases, bases[1:], bases[2:], strict=False), 1) if a != b != c]
        if any(calls.angle(handle, i) > _UPRIGHT for i in [0, *moved] if characters[i] > " "):
            _turned_text(content, calls, handle, characters, origins, boxes, page)
            return
        left, top = page[0], page[3]
        # Generated blanks have no width and blanks at line ends no meaning: neither is a glyph.
        content.glyphs = [
            (top - y, x0 - left, x1 - left, character, i)
            for y, x0, x1, character, i in zip(bases, boxes[0::4], boxes[2::4], characters, numbers, strict=True)
            if character >= " " and (x1 > x0 or character > " ")
        ]
        content.unmapped = characters.count("\ufffd") + characters.count("\0")

    def _characters(self, text: Any, handle: int, count: int) -> str:
        """One character for each of pdfium's indexes."""
        buffer = (ct.c_ushort * (count + 1))()
        if self._raw.FPDFText_GetText(text, 0, count, buffer) == count + 1:
            units = bytes(buffer)[:-2].decode("utf-16-le", "replace")
            if len(units) == count:
                return units.replace("\x02", "-").replace("\ufffe", "-")
        codes = map(self._calls.unicode, repeat(handle), range(count))
        # 2 and FFFE are how pdfium marks a hyphen at a line's end.
        return "".join("-" if c in (2, 0xFFFE) else chr(c) if 0 < c < 0x110000 else "\0" for c in codes)


def _is_bold(calls: Calls, handle: int, known: dict[int, bool], number: int) -> bool:
    """Fake bold (stroked as well as filled), or a bold font; `known` fonts are remembered for the page."""
    item = calls.text_object(handle, number)
    if not item:
        return False
    if calls.render_mode(item) == _FILL_AND_STROKE:
        return True
    font = calls.font(item) or 0
    if font not in known:
        known[font] = bool(font) and _bold_font(calls, font)
    return known[font]


def _bold_font(calls: Calls, font: int) -> bool:
    """A bold weight, or a face used for headings."""
    name = ct.create_string_buffer(128)
    calls.font_name(font, ct.addressof(name), 128)
    return calls.font_weight(font) >= _BOLD_WEIGHT or names_bold(name.value)


def names_bold(name: bytes) -> bool:
    """Whether a font's name, as the file gives it (UTF-8), tells of a bold cut or of a face used for headings."""
    lower = _SUBSET_MARK.sub(b"", name).lower()
    return any(part in lower for part in _BOLD_NAMES)


def _turned_text(
    content: PageContent,
    calls: Calls,
    handle: int,
    characters: str,
    origins: Any,
    boxes: Any,
    page: tuple[float, float, float, float],
) -> None:
    """Read a page where some text is not upright: the direction of most of it is the page's."""
    left, bottom, right, top = page
    turns: list[int] = []
    for angle, character in zip(map(calls.angle, repeat(handle), range(len(characters))), characters, strict=True):
        quarter = round(angle / (math.pi / 2))
        slanted = abs(angle - quarter * math.pi / 2) > _SLANT
        turns.append(-1 if character <= " " or slanted else -quarter % 4)  # pdfium counts clockwise
    counts = [turns.count(turn) for turn in range(4)]
    content.turn = main = counts.index(max(counts))
    for i, character in enumerate(characters):
        x, y = origins[2 * i], origins[2 * i + 1]
        x0, y1, x1, y0 = boxes[4 * i : 4 * i + 4]
        x0, x1, y0, y1 = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
        start, end, base = (
            (x0 - left, x1 - left, top - y),
            (y0 - bottom, y1 - bottom, x - left),
            (right - x1, right - x0, y - bottom),
            (top - y1, top - y0, right - x),
        )[main]
        if (character == " " and end > start) or (character > " " and turns[i] == main):
            content.glyphs.append((base, start, end, character, i))
        elif character > " " and turns[i] >= 0:
            down = ((top - y1, top - y0), (x0 - left, x1 - left), (y0 - bottom, y1 - bottom), (right - x1, right - x0))
            content.strays.append(((start + end) / 2, sum(down[main]) / 2, character))
    content.unmapped = characters.count("\ufffd") + characters.count("\0")


def _crop(content: PageContent) -> None:
    """Leave out what a cropped page does not show."""
    width, height = content.frame
    glyphs = content.glyphs
    content.glyphs = [
        g for g in glyphs if -_BLEED < g[0] < height + _BLEED and g[1] > -_BLEED and g[2] < width + _BLEED
    ]


def _add_ink(content: PageContent, ink: PageInk) -> None:
    """Put the rules, which come as on the unrotated page, into the reading frame."""
    content.has_images, content.cut_short = ink.has_images, ink.cut_short
    width, height = content.width, content.height
    if content.turn == 0:
        content.horizontals, content.verticals = ink.horizontals, ink.verticals
    elif content.turn == 1:
        content.horizontals = [(x, height - y1, height - y0) for x, y0, y1 in ink.verticals]
        content.verticals = [(height - y, x0, x1) for y, x0, x1 in ink.horizontals]
    elif content.turn == 2:
        content.horizontals = [(height - y, width - x1, width - x0) for y, x0, x1 in ink.horizontals]
        content.verticals = [(width - x, height - y1, height - y0) for x, y0, y1 in ink.verticals]
    else:
        content.horizontals = [(width - x, y0, y1) for x, y0, y1 in ink.verticals]
        content.verticals = [(y, width - x1, width - x0) for y, x0, x1 in ink.horizontals]
