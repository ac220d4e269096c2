"""Lines of a page outside its tables, without page numbers and running titles."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from juesuan.documents.pdf_lattice import GridTable
from juesuan.documents.pdf_source import Glyph, PageContent
from juesuan.documents.pdf_text import cluster, line_text, type_size
from juesuan.place import Box

if TYPE_CHECKING:
    from juesuan.documents.pdf_open_regions import OpenRegion

_OPENERS = "（(《〈“‘[【「『〔"
_CLOSERS = "）)》〉”’]】」』〕，。、；：！？,.;:!?%％…"
_PAGE_NUMBER = re.compile(
    r"[-—–－―─~·•\s]*(第\s*)?\d{1,4}(\s*页)?(\s*[/／]\s*\d{1,4}|[，,]?\s*共\s*\d{1,4}\s*页)?[-—–－―─~·•\s]*"
)
_NEVER_FURNITURE = re.compile(r"单位[:：]|公开\s*\d+\s*表|附表")
_MARGIN_ZONE = 0.12
"""Part of the page's height at top and bottom in which page numbers and running titles stand."""
_ASCENT, _DESCENT = 0.86, 0.14


@dataclass(slots=True)
class Line:
    """One line of text, in the reading frame of its page.

    Attributes:
        page: page number.
        base: baseline, downwards.
        x0: left end.
        x1: right end.
        size: size of the type.
        text: its text.
        bold_start: it begins in bold.
        bold: it is bold from end to end.
        token: width of what would have had to fit on the line before for this one to begin earlier.
    """

    page: int
    base: float
    x0: float
    x1: float
    size: float
    text: str
    bold_start: bool = False
    bold: bool = False
    token: float = 0.0

    @property
    def box(self) -> Box:
        """Its outline."""
        top, bottom = self.base - _ASCENT * self.size, self.base + _DESCENT * self.size
        return (round(self.x0, 2), round(top, 2), round(self.x1, 2), round(bottom, 2))


@dataclass(slots=True)
class PageLines:
    """A page taken apart: its tables and the lines around them, top to bottom.

    Attributes:
        content: the page.
        tables: its tables.
        lines: the lines outside of them.
        regions: what may be tables without upright rules; see `pdf_open_tables`.
    """

    content: PageContent
    tables: list[GridTable] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    regions: list[OpenRegion] = field(default_factory=list)

    @property
    def height(self) -> float:
        """Height in the reading frame."""
        return self.content.frame[1]


def _token_width(text: str, behind: list[Glyph]) -> float:
    """Width of the first characters that typesetting keeps together."""
    i = 0
    while i < len(text) - 1 and text[i] in _OPENERS:
        i += 1
    if text[i].isascii() and text[i] != " ":
        while i < len(text) - 1 and text[i + 1].isascii() and text[i + 1] not in " (":
            i += 1
    while i < len(text) - 1 and text[i + 1] in _CLOSERS:
        i += 1
    return behind[i][2] - behind[0][1]


def make_lines(content: PageContent, glyphs: list[Glyph]) -> list[Line]:
    """The lines of a page's glyphs, top to bottom. The page must still be open, for `is_bold`."""
    lines: list[Line] = []
    for group in cluster(glyphs):
        text, behind = line_text(group)
        if not text:
            continue
        bold_start = content.is_bold(behind[0][4])
        bold = bold_start and content.is_bold(behind[-1][4])
        size = type_size(behind)
        x0, x1 = behind[0][1], max(behind[-1][2], behind[0][2])
        lines.append(
            Line(content.number, behind[0][0], x0, x1, size, text, bold_start, bold, _token_width(text, behind))
        )
    return lines


def stray_lines(content: PageContent, strays: list[tuple[float, float, str]]) -> list[Line]:
    """Text that runs in another direction than its page, as one line where it stands: rare, but never lost."""
    if not strays:
        return []
    xs, ys = [s[0] for s in strays], [s[1] for s in strays]
    text = "".join(s[2] for s in strays)
    return [Line(content.number, max(ys), min(xs), max(xs), 10.0, text)]


def drop_furniture(pages: list[PageLines]) -> None:
    """Remove page numbers, and running titles that stand on the same spot of many pages."""
    repeated: Counter[tuple[str, int, bool]] = Counter()
    for page in pages:
        repeated.update({_spot(page, line) for line in _edge_lines(page)})
    needed = max(3, len(pages) // 3)
    for page in pages:
        # Twice: a running title may stand above or below a page number.
        for _ in range(2):
            doomed = {
                id(line)
                for line in _edge_lines(page)
                if _PAGE_NUMBER.fullmatch(line.text)
                or (repeated[_spot(page, line)] >= needed and not _NEVER_FURNITURE.search(line.text))
            }
            page.lines = [line for line in page.lines if id(line) not in doomed]


def _edge_lines(page: PageLines) -> list[Line]:
    """The first two and last two lines, as far as they stand near the page's edge and outside of the tables' span."""
    zone = page.height * _MARGIN_ZONE
    top = [line for line in page.lines[:2] if line.base < zone]
    bottom = [line for line in page.lines[-2:] if line.base > page.height - zone]
    boxes = [*(table.box for table in page.tables), *(region.box for region in page.regions)]
    first = min((box[1] for box in boxes), default=page.height)
    last = max((box[3] for box in boxes), default=0.0)
    return [line for line in top if line.base < first] + [line for line in bottom if line.base > last]


def _spot(page: PageLines, line: Line) -> tuple[str, int, bool]:
    top = line.base < page.height / 2
    return re.sub(r"\d+", "#", line.text), round((line.base if top else page.height - line.base) / 4), top
