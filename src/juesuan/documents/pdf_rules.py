"""The ruled lines of a PDF page: thin fills, strokes, the edges of stroked rectangles, also within form objects."""

from __future__ import annotations

import ctypes as ct
import functools
from collections import deque
from dataclasses import dataclass, field
from itertools import pairwise, repeat
from typing import Any, TypeAlias

from juesuan.documents.limits import MAX_FORM_DEPTH, MAX_PAGE_OBJECTS
from juesuan.documents.pdf_source import Rule

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

THIN = 3.0
"""A drawn thing no thicker than this (points) is a rule along its middle; covers fills, strokes and joint squares."""
_SLOPE = 0.8
"""A segment that strays no more than this from level or plumb (points) is a rule."""
_PATH, _IMAGE, _FORM = 2, 3, 5
_LINE, _BEZIER, _MOVE = 0, 1, 2
_MIN_IMAGE_SHARE = 0.2
"""Images smaller than this part of the page together are ornaments (seals, logos)."""


@dataclass(slots=True)
class PageInk:
    """What a page draws beside text, on the unrotated page from its top left."""

    horizontals: list[Rule] = field(default_factory=list)
    verticals: list[Rule] = field(default_factory=list)
    has_images: bool = False
    cut_short: bool = False


def address(pointer: Any) -> int:
    """The address behind a ctypes pointer or function."""
    return ct.cast(pointer, ct.c_void_p).value or 0


class _Bound:
    """pdfium's object functions, taking and giving addresses as plain integers."""

    def __init__(self, raw: Any) -> None:
        def bind(name: str, result: Any, *arguments: Any) -> Any:
            return ct.PYFUNCTYPE(result, *arguments)(address(getattr(raw, name)))

        pointer, number = ct.c_void_p, ct.c_int
        self.count = bind("FPDFPage_CountObjects", number, pointer)
        self.get = bind("FPDFPage_GetObject", pointer, pointer, number)
        self.form_count = bind("FPDFFormObj_CountObjects", number, pointer)
        self.form_get = bind("FPDFFormObj_GetObject", pointer, pointer, ct.c_ulong)
        self.type = bind("FPDFPageObj_GetType", number, pointer)
        self.bounds = bind("FPDFPageObj_GetBounds", number, pointer, pointer, pointer, pointer, pointer)
        self.matrix = bind("FPDFPageObj_GetMatrix", number, pointer, pointer)
        self.draw_mode = bind("FPDFPath_GetDrawMode", number, pointer, pointer, pointer)
        self.segments = bind("FPDFPath_CountSegments", number, pointer)
        self.segment = bind("FPDFPath_GetPathSegment", pointer, pointer, number)
        self.point = bind("FPDFPathSegment_GetPoint", number, pointer, pointer, pointer)
        self.segment_type = bind("FPDFPathSegment_GetType", number, pointer)
        self.closes = bind("FPDFPathSegment_GetClose", number, pointer)


@functools.cache
def _bound(raw: Any) -> _Bound:
    return _Bound(raw)


class _Collector:
    """Gathers the rules of one page."""

    def __init__(self, calls: _Bound, page: tuple[float, float, float, float]) -> None:
        self.calls = calls
        self.left, self.bottom, self.right, self.top = page
        self.ink = PageInk()
        self.image_area = 0.0
        self.budget = MAX_PAGE_OBJECTS

    def objects(self, handles: list[int], matrix: Matrix, depth: int) -> None:
        """Take in drawn objects that are placed by `matrix`."""
        types = list(map(self.calls.type, handles))
        forms = [h for h, kind in zip(handles, types, strict=True) if kind == _FORM]
        boxed = [h for h, kind in zip(handles, types, strict=True) if kind in (_PATH, _IMAGE)]
        images = {h for h, kind in zip(handles, types, strict=True) if kind == _IMAGE}
        for handle, box in zip(boxed, self._bounds(boxed, matrix), strict=True):
            if handle in images:
                self._image(box)
            else:
                self._path(handle, box, matrix)
        if depth < MAX_FORM_DEPTH:
            for form in forms:
                self._form(form, matrix, depth)

    def _bounds(self, handles: list[int], matrix: Matrix) -> list[tuple[float, float, float, float]]:
        """Left, bottom, right, top of each object on the page."""
        count = len(handles)
        values = (ct.c_float * (4 * count))()
        at = ct.addressof(values)
        addresses = [range(at + 4 * k, at + 4 * k + 16 * count, 16) for k in range(4)]
        deque(map(self.calls.bounds, handles, *addresses), 0)
        boxes = list(zip(values[0::4], values[1::4], values[2::4], values[3::4], strict=True))
        return boxes if matrix == IDENTITY else [_place_box(box, matrix) for box in boxes]

    def _image(self, box: tuple[float, float, float, float]) -> None:
        width = min(box[2], self.right) - max(box[0], self.left)
        height = min(box[3], self.top) - max(box[1], self.bottom)
        self.image_area += max(width, 0.0) * max(height, 0.0)

    def _path(self, handle: int, box: tuple[float, float, float, float], matrix: Matrix) -> None:
        x0, y0, x1, y1 = box
        if x1 < self.left or x0 > self.right or y1 < self.bottom or y0 > self.top:
            return
        if y1 - y0 <= THIN or x1 - x0 <= THIN:
            self._rule(x0, y0, x1, y1)
        else:
            self._walk(handle, matrix)

    def _rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A thin box becomes a rule; a joint square one in both directions."""
        width, height = x1 - x0, y1 - y0
        if height <= THIN and (width >= height or width <= THIN):
            self.ink.horizontals.append((self.top - (y0 + y1) / 2, x0 - self.left, x1 - self.left))
        if width <= THIN and (height >= width or height <= THIN):
            self.ink.verticals.append(((x0 + x1) / 2 - self.left, self.top - y1, self.top - y0))

    def _walk(self, handle: int, matrix: Matrix) -> None:
        """A larger path: its straight segments if stroked, its thin parts if filled."""
        calls = self.calls
        count = calls.segments(handle)
        self.budget -= count
        self.ink.cut_short = self.ink.cut_short or self.budget < 0
        if count <= 0 or self.budget < 0:
            return
        fill, stroke = ct.c_int(), ct.c_int()
        calls.draw_mode(handle, ct.addressof(fill), ct.addressof(stroke))
        if not (fill.value or stroke.value):
            return
        for points, curved in self._subpaths(handle, count, matrix):
            xs, ys = [p[0] for p in points], [p[1] for p in points]
            x0, y0, x1, y1 = min(xs), min(ys), max(xs), max(ys)
            if y1 - y0 <= THIN or x1 - x0 <= THIN:
                self._rule(x0, y0, x1, y1)
            elif stroke.value and not curved:
                for (ax, ay), (bx, by) in pairwise(points):
                    if abs(ay - by) <= _SLOPE or abs(ax - bx) <= _SLOPE:
                        self._rule(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))

    def _subpaths(self, handle: int, count: int, matrix: Matrix) -> list[tuple[list[tuple[float, float]], bool]]:
        """The points of each stretch drawn without lifting the pen, and whether it has curves."""
        calls = self.calls
        own = (ct.c_float * 6)()
        calls.matrix(handle, ct.addressof(own))
        a, b, c, d, e, f = _multiply((own[0], own[1], own[2], own[3], own[4], own[5]), matrix)
        x, y = ct.c_float(), ct.c_float()
        at_x, at_y = ct.addressof(x), ct.addressof(y)
        stretches: list[tuple[list[tuple[float, float]], bool]] = []
        points: list[tuple[float, float]] = []
        curved = False
        for i in range(count):
            segment = calls.segment(handle, i)
            kind = calls.segment_type(segment)
            calls.point(segment, at_x, at_y)
            point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
            if kind == _MOVE:
                if len(points) > 1:
                    stretches.append((points, curved))
                points, curved = [], False
            points.append(point)
            curved = curved or kind == _BEZIER
            if calls.closes(segment):
                points.append(points[0])
        if len(points) > 1:
            stretches.append((points, curved))
        return stretches

    def _form(self, form: int, matrix: Matrix, depth: int) -> None:
        count = self.calls.form_count(form)
        self.budget -= max(count, 0)
        self.ink.cut_short = self.ink.cut_short or self.budget < 0
        if count <= 0 or self.budget < 0:
            return
        own = (ct.c_float * 6)()
        self.calls.matrix(form, ct.addressof(own))
        placed = _multiply((own[0], own[1], own[2], own[3], own[4], own[5]), matrix)
        self.objects(list(map(self.calls.form_get, repeat(form), range(count))), placed, depth + 1)


def _multiply(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    if then == IDENTITY:
        return first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _place_box(box: tuple[float, float, float, float], m: Matrix) -> tuple[float, float, float, float]:
    xs = [m[0] * x + m[2] * y + m[4] for x in (box[0], box[2]) for y in (box[1], box[3])]
    ys = [m[1] * x + m[3] * y + m[5] for x in (box[0], box[2]) for y in (box[1], box[3])]
    return min(xs), min(ys), max(xs), max(ys)


def read_ink(raw: Any, page: Any, bounds: tuple[float, float, float, float]) -> PageInk:
    """The rules of a page, and whether it shows images.

    Args:
        raw: pdfium's raw bindings.
        page: the loaded page.
        bounds: left, bottom, right, top of the page in its own coordinates.
    """
    calls = _bound(raw)
    handle = address(page)
    count = min(calls.count(handle), MAX_PAGE_OBJECTS)
    collector = _Collector(calls, bounds)
    collector.ink.cut_short = count == MAX_PAGE_OBJECTS
    if count > 0:
        collector.objects(list(map(calls.get, repeat(handle), range(count))), IDENTITY, 0)
    page_area = (bounds[2] - bounds[0]) * (bounds[3] - bounds[1])
    collector.ink.has_images = collector.image_area > _MIN_IMAGE_SHARE * page_area
    return collector.ink
