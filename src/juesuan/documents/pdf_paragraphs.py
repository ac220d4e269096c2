"""Lines → paragraphs, also over page breaks.

A line belongs to the paragraph above if that line had no room left for the first word of this one, and this one
begins at the left margin. So unbreakable numbers that were pushed to the next line do not end a paragraph, and a
line that ends early does.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from juesuan.documents.pdf_lattice import GridTable
from juesuan.documents.pdf_lines import Line, PageLines

_ORDINAL = "[一二三四五六七八九十百零〇]"
_START = re.compile(
    rf"第(?:{_ORDINAL}+|\d+)[部章节条]|{_ORDINAL}+、|[（(](?:{_ORDINAL}+|\d{{1,2}})[）)]|\d{{1,2}}(?:、|[．.](?!\d))"
    r"|[①-⑳]|(?:注|说明|附件?\d*)[:：]"
)
"""What only a new paragraph begins with, where the line above may have ended one."""
_TITLE_OF_ITS_OWN = re.compile(r"第[一二三四五六七八九十]+部分|目\s*录$|.*表$|\d{4}\s*年\s*\d+\s*月")
_FINISHED = re.compile(r"[。！？；：!?;:][”’）)]*$")
_LEADERS = re.compile(r"[.…·．⋯]{4,}\s*\d*$")
_INDENT = 0.9
"""A line that begins this far (in type sizes) right of the margin is indented."""
_DEEP = 4.5
"""An indent is no deeper than this (in type sizes)."""
_LARGE = 1.15
"""Type larger than the body's by this is a title's."""
_SLACK = 1.0
"""Room (in type sizes) by which a full line may miss the margin: punctuation is squeezed or hangs over."""
_TIGHT_SLACK = 0.3
"""The same after a finished sentence in a file that does not indent, where nothing else tells paragraphs apart."""
_INDENTING_SHARE = 0.1
"""Part of a file's lines that are indented if it indents its paragraphs at all."""
_MOSTLY, _NEARLY = 0.6, 0.8
"""Part of the text's width that a line must fill to be taken for one broken off within a sentence; the second one for
the first line of a paragraph without indent, which might be a heading."""


@dataclass(slots=True)
class Draft:
    """A paragraph in the making."""

    lines: list[Line]
    centred: bool = False


@dataclass(slots=True)
class Margins:
    """Left and right ends of a page's text, and the usual distance of its lines."""

    left: float
    right: float
    pitch: float


@dataclass(slots=True)
class Flow:
    """What a file says in reading order: drafts and (page, table) pairs."""

    items: list[Draft | tuple[PageLines, GridTable]] = field(default_factory=list)
    body_size: float = 0.0


def _margin(ends: list[float], size: float, least: int) -> float | None:
    """The outermost position at which at least `least` lines end (positions sorted, outermost first)."""
    for i in range(len(ends) - least + 1):
        if abs(ends[i] - ends[i + least - 1]) <= 0.6 * size:
            return ends[i]
    return None


def _margins(lines: list[Line], fallback: Margins | None, width: float) -> Margins:
    if not lines:
        return fallback or Margins(0.0, width, 0.0)
    size = max(line.size for line in lines) or 10.0
    lefts = sorted(line.x0 for line in lines)
    left = _margin(lefts, size, 2)
    # Few lines end together by chance; on a page of contents none need reach the margin.
    right = _margin(sorted((line.x1 for line in lines), reverse=True), size, 4)
    if fallback is not None:
        left = fallback.left if left is None or right is None else left
        right = fallback.right if right is None else right
    else:
        left = lefts[0] if left is None else left
        right = max(width - left, max(line.x1 for line in lines) - size) if right is None else right
    distances = sorted(b.base - a.base for a, b in pairwise(lines) if a.page == b.page and b.base - a.base > 4)
    # Within paragraphs lines stand closest, so a low quantile is their distance even on pages full of headings.
    return Margins(left, right, distances[len(distances) // 3] if distances else 0.0)


def all_margins(pages: list[PageLines]) -> dict[int, Margins]:
    """Margins of each page; pages with little text take those of all pages of their size."""
    groups: dict[tuple[int, int], list[PageLines]] = {}
    for page in pages:
        width, height = page.content.frame
        groups.setdefault((round(width), round(height)), []).append(page)
    margins: dict[int, Margins] = {}
    for (width, _), members in groups.items():
        common = _margins([line for page in members for line in page.lines], None, width)
        for page in members:
            margins[page.content.number] = _margins(page.lines, common, width)
    return margins


class ParagraphBuilder:
    """Decides line by line whether a paragraph goes on."""

    def __init__(self, pages: list[PageLines]) -> None:
        self.pages = pages
        self.margins = all_margins(pages)
        sizes: Counter[float] = Counter()
        for page in pages:
            for line in page.lines:
                sizes[round(line.size * 2) / 2] += len(line.text)
        self.body_size = sizes.most_common(1)[0][0] if sizes else 0.0
        lines = [line for page in pages for line in page.lines]
        indented = sum(_INDENT * x.size < x.x0 - self.margins[x.page].left < _DEEP * x.size for x in lines)
        self.indents = indented > _INDENTING_SHARE * len(lines)

    def build(self) -> Flow:
        """All paragraphs and tables in reading order."""
        flow = Flow(body_size=self.body_size)
        draft: Draft | None = None
        broken_by_table = False
        for page in self.pages:
            new_page = True
            items: list[Line | GridTable] = [*page.lines, *page.tables]
            for item in sorted(items, key=_top):
                if isinstance(item, GridTable):
                    flow.items.append((page, item))
                    broken_by_table = True
                    if draft is not None and draft.lines[-1].page == page.content.number:
                        draft = None  # a table on its own page ends a paragraph
                    continue
                if draft is not None and self._goes_on(draft, item, new_page, broken_by_table):
                    draft.lines.append(item)
                else:
                    draft = Draft([item], self._centred(item))
                    flow.items.append(draft)
                new_page = broken_by_table = False
        return flow

    def _centred(self, line: Line) -> bool:
        """Whether a line stands in the middle; large type that fills its line may be the first of a title."""
        margin = self.margins[line.page]
        room = line.x0 - margin.left
        off_centre = abs((line.x0 + line.x1) - (margin.left + margin.right)) / 2
        if off_centre >= 0.8 * line.size:
            return False
        if line.size > _LARGE * self.body_size:
            return True
        if not line.bold and line.x1 - line.x0 > _NEARLY * (margin.right - margin.left):
            return False  # an indented first line that happens to stand in the middle
        return room > (0.5 if line.bold else 2.6) * line.size

    def _goes_on(self, draft: Draft, line: Line, new_page: bool, after_table: bool) -> bool:
        last = draft.lines[-1]
        if abs(last.size - line.size) > 0.25 * max(last.size, line.size) or _LEADERS.search(last.text):
            return False
        if not new_page and self._far_below(last, line):
            return False
        if draft.centred:
            return not new_page and self._title_goes_on(draft, line)
        margin, before = self.margins[line.page], self.margins[last.page]
        indent = (line.x0 - margin.left) / (line.size or 1.0)
        block = len(draft.lines) > 1 and not new_page and abs(line.x0 - last.x0) < 0.3 * line.size
        if (indent > _INDENT and not block) or last.x0 - before.left > 0.35 * (before.right - before.left):
            return False
        finished = _FINISHED.search(last.text) is not None
        slack = _SLACK if self.indents or not finished else _TIGHT_SLACK
        full = last.x1 + line.token > before.right - slack * line.size
        if not full and (finished or not self._broken_off(draft, line)):
            return False
        if _START.match(line.text) and (finished or _START.match(draft.lines[0].text)):
            return False
        if line.bold and not last.bold_start:
            return False
        return not (after_table and finished)

    def _broken_off(self, draft: Draft, line: Line) -> bool:
        """Whether a line with room to spare was broken by hand in the middle of a sentence of running text."""
        last = draft.lines[-1]
        before = self.margins[last.page]
        running = len(draft.lines) > 1 or last.x0 - line.x0 > _INDENT * line.size
        share = (last.x1 - before.left) / max(before.right - before.left, 1.0)
        if share <= (_MOSTLY if running else _NEARLY) or (last.bold and len(draft.lines) == 1):
            return False
        return not line.bold_start and not _START.match(line.text)

    def _far_below(self, last: Line, line: Line) -> bool:
        pitch = self.margins[line.page].pitch
        return line.base - last.base > max(1.45 * pitch, 2.0 * line.size)

    def _title_goes_on(self, draft: Draft, line: Line) -> bool:
        """Further lines of a centred title: same type, and either the line above was full or the type is large."""
        last, margin = draft.lines[-1], self.margins[line.page]
        if line.bold != last.bold or abs(line.size - last.size) > 0.5 or _START.match(line.text):
            return False
        centre = abs((line.x0 + line.x1) - (last.x0 + last.x1)) / 2
        if centre > 0.8 * line.size:
            return False
        # A title that fills its line may keep a character's width free on both sides.
        full = last.x1 + line.token > margin.right - 2 * line.size
        if full:
            return True
        large = line.size > 1.3 * self.body_size
        return large and not _TITLE_OF_ITS_OWN.match(line.text) and not _TITLE_OF_ITS_OWN.match(last.text)


def _top(item: Line | GridTable) -> float:
    return item.base if isinstance(item, Line) else item.ys[0]
