"""Pages as exhibits: which region of which page shows a finding's places, and the pictures of those regions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from juesuan.documents.model import Cell, Paragraph, Table
from juesuan.documents.pdf_render import PageShape, PdfRenderer
from juesuan.findings.exhibits import (
    MOST_VIEWS,
    ROOT,
    ROW,
    Mark,
    PageView,
    Picture,
    Reference,
    Strip,
)
from juesuan.findings.exhibits_source import Source
from juesuan.place import Box

_AROUND_ROOT, _AROUND_OTHERS = 44.0, 20.0
"""Points of the page shown above and below."""
_TALLEST = 330.0
_TALLEST_OTHERS = 150.0
_TALLEST_HEADER = 130.0
_REACH = 70.0
"""A header nearer than this is shown by making the region higher, not as a strip of its own."""
_MARGIN = 12.0
_NARROWEST = 430.0
_LINE = 45.0
"""Blocks lower than this are not cut by a region's edge."""


@dataclass(slots=True)
class Draft:
    """A view whose pictures are still to be drawn: page and part of each strip."""

    places: list[Reference]
    strips: list[tuple[int, Box]]
    marks: list[Mark]
    focus: float


@dataclass(frozen=True, slots=True)
class _Spot:
    place: Reference
    page: int
    boxes: tuple[Box, ...]
    header: tuple[int, Box] | None = None
    row: Box | None = None

    @property
    def top(self) -> float:
        return min(box[1] for box in self.boxes)

    @property
    def bottom(self) -> float:
        return max(box[3] for box in self.boxes)


@dataclass(slots=True)
class _Extent:
    """How far the blocks of a page reach, and where its lines are."""

    left: float
    right: float
    lines: list[tuple[float, float]] = field(default_factory=list)


class Pages:
    """The pages of one file."""

    def __init__(self, source: Source, renderer: PdfRenderer, file: str | None) -> None:
        self._source = source
        self._renderer = renderer
        self._file = file
        self._extents: dict[int, _Extent] = {}
        self._boxes: dict[int, list[Box]] | None = None

    def drafts(self, places: Sequence[Reference]) -> list[Draft]:
        """The regions that show a finding's places, the root's first; empty if the root is on no page."""
        found = [spot for place in places if (spot := self._locate(place)) is not None]
        drafts: list[Draft] = []
        while found and len(drafts) < MOST_VIEWS:
            first = found.pop(0)
            region = self._region(first, found)
            inside = [s for s in found if s.page == first.page and s.top >= region[1] and s.bottom <= region[3]]
            found = [s for s in found if s not in inside]
            drafts.append(self._draft(first, inside, region))
        return drafts

    def dot(self, place: Reference) -> tuple[int, float, float] | None:
        """Page of a place, and where on it as parts of its width and height."""
        spot = self._locate(place)
        shape = self._renderer.shape(spot.page) if spot else None
        if spot is None or shape is None:
            return None
        box = spot.boxes[0]
        return spot.page, (box[0] + box[2]) / 2 / shape.width, (spot.top + spot.bottom) / 2 / shape.height

    # --- where places are

    def _locate(self, place: Reference) -> _Spot | None:
        spot = place.spot
        if spot.page is None:
            return None
        shape = self._renderer.shape(spot.page)
        if shape is None:
            return None
        block = self._source.block(spot)
        if isinstance(block, Table):
            return self._in_table(place, block, spot.page, shape)
        boxes: tuple[Box, ...] = ()
        if isinstance(block, Paragraph) and spot.start is not None and spot.end is not None:
            boxes = tuple(self._words(block, spot.start, spot.end, spot.page, shape))
        if not boxes and spot.bbox is not None:
            boxes = (shape.frame_box(spot.bbox),)
        boxes = tuple(box for box in boxes if _visible(box, shape))
        return _Spot(place, spot.page, boxes) if boxes else None

    def _words(self, block: Paragraph, start: int, end: int, page: int, shape: PageShape) -> Iterator[Box]:
        for piece in block.pieces:
            if piece.page != page or piece.bbox is None or piece.end <= start or piece.start >= end:
                continue
            line = shape.frame_box(piece.bbox)
            first, last = max(start, piece.start) - piece.start, min(end, piece.end) - piece.start
            text = block.text[piece.start : piece.end]
            yield self._renderer.words(page, line, text, first, last) or line

    def _in_table(self, place: Reference, table: Table, page: int, shape: PageShape) -> _Spot | None:
        spot = place.spot
        cell = self._source.cell(table, spot)
        row = spot.row_index if cell is None else cell.row
        beside = [] if row is None else _boxes(self._source.row(table, row), page, shape)
        band = _union(beside) if beside else None
        box = spot.bbox if cell is None or cell.bbox is None or cell.page != page else cell.bbox
        framed = shape.frame_box(box) if box is not None else band
        if framed is None or not _visible(framed, shape):
            return None
        whole = row is None or row < self._source.header(table)
        return _Spot(place, page, (framed,), None if whole else self._header(table, page), band)

    def _header(self, table: Table, page: int) -> tuple[int, Box] | None:
        """The table's header on this page, else on the page where the table begins."""
        rows = self._source.header(table)
        cells = [cell for n in range(rows) for cell in self._source.row(table, n)]
        for number in dict.fromkeys((page, *table.pages[:1])):
            shape = self._renderer.shape(number)
            boxes = _boxes(cells, number, shape) if shape else []
            if boxes:
                return number, _union(boxes)
        return None

    # --- what to show of them

    def _region(self, first: _Spot, others: Sequence[_Spot]) -> Box:
        """The part of the page around a place, with as many others on that page as fit."""
        root = first.place.role == ROOT
        around = _AROUND_ROOT if root else _AROUND_OTHERS
        tallest = _TALLEST if root else _TALLEST_OTHERS
        top, bottom = first.top - around, first.bottom + around
        near = [s for s in others if s.page == first.page]
        for spot in sorted(near, key=lambda s: max(first.top - s.bottom, s.top - first.bottom, 0)):
            higher, lower = min(top, spot.top - _AROUND_OTHERS), max(bottom, spot.bottom + _AROUND_OTHERS)
            if lower - higher <= tallest:
                top, bottom = higher, lower
        if first.header is not None and first.header[0] == first.page:
            box = first.header[1]
            if top > box[1] - 4 and top - box[3] < _REACH:
                top = min(top, box[1] - 4)
        extent = self._extent(first.page)
        shape = self._renderer.shape(first.page)
        height = shape.height if shape else bottom
        top, bottom = _whole_lines(max(top, 0.0), min(bottom, height), extent.lines)
        boxes = [box for s in (first, *near) for box in s.boxes]
        left = min(extent.left, *(box[0] for box in boxes)) - _MARGIN
        right = max(extent.right, *(box[2] for box in boxes)) + _MARGIN
        missing = max(_NARROWEST - (right - left), 0.0) / 2  # else a line of three words would be shown as a poster
        left, right = max(left - missing, 0.0), right + missing
        return (left, max(top, 0.0), min(right, shape.width if shape else right), min(bottom, height))

    def _draft(self, first: _Spot, inside: Sequence[_Spot], region: Box) -> Draft:
        strips = [(first.page, region)]
        if first.header is not None:
            page, box = first.header
            hidden = page != first.page or box[1] < region[1] - 1
            if hidden and 0 < box[3] - box[1] <= _TALLEST_HEADER:
                strips.insert(0, (page, (region[0], max(box[1] - 2, 0.0), region[2], box[3] + 1)))
        marks = [Mark(ROW, "", (first.row,))] if first.row is not None else []
        twins: dict[tuple[Box, ...], Mark] = {}
        for spot in (first, *inside):
            before = twins.get(spot.boxes)
            label = " ".join(x for x in (before.label if before else "", spot.place.label) if x)
            twins[spot.boxes] = Mark(before.role if before else spot.place.role, label, spot.boxes)
        marks += sorted(twins.values(), key=lambda mark: mark.role == ROOT)
        box = first.boxes[0]
        return Draft([s.place for s in (first, *inside)], strips, marks, (box[0] + box[2]) / 2)

    def _extent(self, page: int) -> _Extent:
        if page not in self._extents:
            shape = self._renderer.shape(page)
            boxes = [shape.frame_box(box) for box in self._all_boxes().get(page, [])] if shape else []
            width = shape.width if shape else 0.0
            extent = _Extent(min((b[0] for b in boxes), default=0.0), max((b[2] for b in boxes), default=width))
            extent.lines = sorted((b[1], b[3]) for b in boxes if b[3] - b[1] <= _LINE)
            self._extents[page] = extent
        return self._extents[page]

    def _all_boxes(self) -> dict[int, list[Box]]:
        """Boxes of lines and cells by page, as on the unrotated page."""
        if self._boxes is None:
            self._boxes = defaultdict(list)
            for block in self._source.blocks_of(self._file):
                if isinstance(block, Paragraph | Table):
                    for part in block.pieces if isinstance(block, Paragraph) else block.cells:
                        if part.page is not None and part.bbox is not None:
                            self._boxes[part.page].append(part.bbox)
        return self._boxes


class Gallery:
    """The pictures of a file's regions: one a page, as large as all regions of that page need."""

    def __init__(self, renderer: PdfRenderer, drafts: Sequence[Sequence[Draft]], budget: int) -> None:
        """Draw the pictures.

        Args:
            renderer: the file.
            drafts: the regions by finding, the gravest finding first.
            budget: bytes that all pictures may take; what does not fit is not drawn.
        """
        areas: dict[int, Box] = {}
        for views in drafts:
            for draft in views:
                for page, clip in draft.strips:
                    areas[page] = _union([areas[page], clip]) if page in areas else clip
        self.pictures: list[Picture] = []
        self._numbers: dict[int, int] = {}
        scale = next(s for most, s in _SCALES if len(areas) <= most)
        for page, area in areas.items():
            data = renderer.picture(page, area, scale) if budget > 0 else None
            if data is None or len(data) > budget:
                continue
            budget -= len(data)
            self._numbers[page] = len(self.pictures)
            self.pictures.append(Picture(area, data))

    def view(self, draft: Draft, first: int) -> PageView | None:
        """The view, if the pictures it needs were drawn.

        Args:
            draft: the view.
            first: number of the gallery's first picture.
        """
        if draft.strips[-1][0] not in self._numbers:
            return None
        strips = [Strip(first + self._numbers[p], clip) for p, clip in draft.strips if p in self._numbers]
        return PageView(tuple(p.spot for p in draft.places), tuple(strips), tuple(draft.marks), draft.focus)


_SCALES = ((8, 2.0), (20, 1.7), (10**9, 1.45))
"""Pixels a point, by how many pages are drawn."""


def _boxes(cells: Sequence[Cell], page: int, shape: PageShape) -> list[Box]:
    return [shape.frame_box(c.bbox) for c in cells if c.page == page and c.bbox is not None]


def _union(boxes: Sequence[Box]) -> Box:
    return (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))


def _visible(box: Box, shape: PageShape) -> bool:
    """It has a place on the page; NaN and what is beside the page have none."""
    return 0 <= box[0] <= box[2] and 0 <= box[1] <= box[3] and box[0] < shape.width and box[1] < shape.height


def _whole_lines(top: float, bottom: float, lines: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The edges moved outwards where they would cut a line."""
    above = [a for a, b in lines if a < top < b]
    below = [b for a, b in lines if a < bottom < b]
    return min([top, *(a - 1 for a in above)]), max([bottom, *(b + 1 for b in below)])
