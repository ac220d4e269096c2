"""Merged header cells of tables without upright rules: how far a header reaches over the columns beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

from juesuan.documents.pdf_open_rows import WHOLE, Band, columns_of

Span: TypeAlias = tuple[int, int]
"""First and last column of a cell."""

_TOTAL = re.compile(r"[合总]\s*计$")
_FAR = 3
"""A label so many columns left of the row's next text is set over them."""
_SET_LEFT = 2.0
"""A text that begins no further from the column's other texts than this (points) is set left like them."""
_OFF_MIDDLE = 9.0
"""A total's label off the middle of its cell by less than this (points) is centred."""


@dataclass(slots=True)
class Edges:
    """Edges of a table's columns, and where the texts of each begin."""

    xs: list[float]
    starts: list[float]


def text_starts(bands: list[Band], xs: list[float], without: Band) -> Edges:
    """Where the texts of each column begin, in all rows but one."""
    starts = xs[:-1]
    found: dict[int, float] = {}
    for band in bands:
        if band is not without and band.kind not in WHOLE:
            for run in band.runs:
                column = columns_of(run, xs)[0]
                found[column] = min(found.get(column, run.x0), run.x0)
    return Edges(xs, [found.get(column, start) for column, start in enumerate(starts)])


def head_spans(band: Band, spans: list[Span], below: set[int], ruled: list[bool], edges: Edges) -> list[Span]:
    """The cells of a header row that is not the lowest.

    Columns without a text of their own, but with one below, belong to a merged header beside them: that on the left if
    it is set left, else the one that then stands in the middle of its cell.

    Args:
        band: the header row.
        spans: the columns that its texts touch.
        below: the columns with text in the header row below.
        ruled: of each column whether a rule lies below this row; none where the header's cell reaches down.
        edges: of the columns, and of their texts in the other rows.
    """
    count = len(edges.starts)
    partial = any(ruled) and not all(ruled)
    free = [c in below and (ruled[c] or not any(ruled)) for c in range(count)]
    for first, last in spans:
        for c in range(first, last + 1):
            free[c] = False
    fixed = [partial and not any(ruled[first : last + 1]) for first, last in spans]  # reaches down, so not over others
    return _share(band, spans, free, fixed, edges)


def _share(band: Band, spans: list[Span], free: list[bool], fixed: list[bool], edges: Edges) -> list[Span]:
    """Give every free column to a header beside it, so that the texts stand in their cells as well as they can."""
    count = len(edges.starts)
    # Of each way to have shared the columns so far: what it costs, how far the last header reaches, and all spans.
    ways: list[tuple[float, int, list[Span]]] = [(0.0, -1, [])]
    for number, span in enumerate(spans):
        following = spans[number + 1][0] if number + 1 < len(spans) else count
        right = 0
        while not fixed[number] and span[1] + right + 1 < following and free[span[1] + right + 1]:
            right += 1
        better: dict[int, tuple[float, int, list[Span]]] = {}
        for cost, reached, before in ways:
            first = span[0]
            while not fixed[number] and first - 1 > reached and free[first - 1]:
                first -= 1
            for more in range(right, -1, -1):
                cell = (first, span[1] + more)
                total = cost + _misfit(band, span, cell, edges)
                if cell[1] not in better or total < better[cell[1]][0]:
                    better[cell[1]] = (total, cell[1], [*before, cell])
        ways = list(better.values())
        if number + 1 == len(spans):
            ways = [way for way in ways if way[1] == max(w[1] for w in ways)]
    return min(ways, key=lambda way: way[0])[2] if spans else []


def _misfit(band: Band, span: Span, cell: Span, edges: Edges) -> float:
    """How badly a text stands in a cell: neither in its middle nor at its left end."""
    xs = edges.xs
    runs = [run for run in band.runs if span[0] <= columns_of(run, xs)[0] and columns_of(run, xs)[1] <= span[1]]
    x0, x1 = min(run.x0 for run in runs), max(run.x1 for run in runs)
    if cell[0] == span[0] and abs(x0 - edges.starts[cell[0]]) <= _SET_LEFT:
        return 0.0
    return abs(off_middle(cell, x0, x1, xs))


def off_middle(span: Span, x0: float, x1: float, xs: list[float]) -> float:
    """How far a text stands right of the middle of a span."""
    return (x0 + x1 - xs[span[0]] - xs[span[1] + 1]) / 2


def stretch_totals(band: Band, spans: list[Span], xs: list[float]) -> None:
    """A total's label stands over the columns before its amount: 公用经费合计 over two sides of code, name, amount.

    Args:
        band: a row of the body.
        spans: the columns of its texts; changed.
        xs: edges of the columns.
    """
    totals = {columns_of(run, xs): run for run in band.runs if _TOTAL.search(run.text)}
    for number, span in enumerate(spans[:-1]):
        run = totals.get(span)
        if run is None:
            continue
        first, last = spans[number - 1][1] + 1 if number else 0, spans[number + 1][0] - 1
        if last > first and abs(off_middle((first, last), run.x0, run.x1, xs)) < _OFF_MIDDLE:
            spans[number] = (first, last)
        elif last - span[1] >= _FAR:
            spans[number] = (span[0], last)
