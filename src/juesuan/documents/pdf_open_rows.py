"""The rows of a table without upright rules: between two level rules, one row or several?

Where every row has its rule the rules decide. Where only head, body and foot have (三线表), a line with figures begins
a row, and so does a label that looks like one; what is left over is the rest of a text that wraps.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import pairwise

from juesuan.documents.pdf_open_columns import Row
from juesuan.documents.pdf_open_regions import Run
from juesuan.documents.table_words import LABEL_START

_CODE = re.compile(r"\d{3}|\d{5}|\d{7}")
WHOLE = ("caption", "note")
"""Kinds of lines that are set over the whole width of a table."""
_SAME_ROW = 0.95
"""Lines nearer than this (in type sizes) are no two lines of one text: one is set in the middle of its row."""
_NEAR = 1.15
_EDGE = 0.5
"""A text may reach this far over an edge (points)."""


@dataclass(slots=True)
class Band:
    """A row of the table on its page.

    Attributes:
        top: where it begins.
        kind: as that of its lines.
        lines: its lines.
        unruled: no rule lies above it, only its texts set it off.
    """

    top: float
    kind: str
    lines: list[Row] = field(default_factory=list)
    unruled: bool = False

    @property
    def runs(self) -> list[Run]:
        """The runs of all its lines."""
        return [run for line in self.lines for run in line.runs]


def columns_of(run: Run, xs: list[float]) -> tuple[int, int]:
    """First and last column that a run touches."""
    last = len(xs) - 2
    first = min(max(bisect_right(xs, run.x0 + _EDGE) - 1, 0), last)
    return first, max(first, min(max(bisect_right(xs, run.x1 - _EDGE) - 1, 0), last))


def make_bands(lines: list[Row], levels: list[float], xs: list[float]) -> list[Band]:
    """The rows of one page's part of a table."""
    bands: list[Band] = []
    for top, bottom in pairwise(levels):
        within = [line for line in lines if top < line.runs[0].base - 1 and line.runs[0].base <= bottom + 1]
        if not within:
            bands.append(Band(top, "blank"))
            continue
        groups = _groups(within, xs)
        for number, group in enumerate(groups):
            first = min(group, key=lambda line: line.runs[0].base).runs[0]
            bands.append(Band(top if number == 0 else first.base - first.size, group[0].kind, group, number > 0))
    return bands


def _groups(lines: list[Row], xs: list[float]) -> list[list[Row]]:
    if len(lines) == 1:
        return [lines]
    groups: list[list[Row]] = []
    for line, after in zip(lines, [*lines[1:], None], strict=True):
        if groups and line.kind == groups[-1][0].kind and _same_row(groups[-1], line, after, xs):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _same_row(group: list[Row], line: Row, after: Row | None, xs: list[float]) -> bool:
    kind = line.kind
    if kind in WHOLE:
        return kind == "note"
    if kind != "body":
        near = line.runs[0].base - group[0].runs[0].base < _NEAR * line.runs[0].size
        return near or not _head_below(group, line)
    distance = line.runs[0].base - group[-1].runs[0].base
    figures = {columns_of(run, xs)[0] for member in group for run in member.runs if run.figure}
    if any(run.figure and columns_of(run, xs)[0] in figures for run in line.runs):
        return False
    if figures and after is not None and _leads(line, after):
        return False
    if distance < _SAME_ROW * line.runs[0].size:
        return True
    if LABEL_START.match(line.text) or _CODE.fullmatch(line.runs[0].text):
        return False
    return not any(run.figure for run in line.runs) or not figures


def _leads(line: Row, after: Row) -> bool:
    """Whether a line is the upper half of a label whose figures stand in the middle of the row, half a line below."""
    near = after.runs[0].base - line.runs[0].base < _SAME_ROW * line.runs[0].size
    return near and not any(run.figure for run in line.runs) and any(run.figure for run in after.runs)


def _head_below(group: list[Row], line: Row) -> bool:
    """Whether a header's line is a level of its own: it has texts that no text above begins."""
    above = [run for member in group for run in member.runs]
    return any(not any(a.x0 < run.x1 and run.x0 < a.x1 for a in above) for run in line.runs)
