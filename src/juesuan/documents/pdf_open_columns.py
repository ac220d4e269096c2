"""The columns of a table without upright rules, found from all its rows on all its pages.

Two things say where columns are: stretches across which no figure or label of the body reaches, and the lowest cells of
the header. A stretch alone is not enough (a header set left and figures set right leave a gap within one column), nor
is a header (a column may be empty below it), so the two are matched: a header over a column of texts names it, a
header beside a column that has none of its own names that, and one between named columns stands over an empty one.
What does not come out clearly has no columns: `find_columns` then gives None.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from juesuan.documents.pdf_open_regions import OpenRegion, Run

_CAPTION = re.compile(
    r".{3,}表(?:（续）|续)?|公开.{0,3}\d+.?表|(?:编制|填报|部门|单位)+(?:名称)?[:：].*|.*单位[:：].{1,4}"
)
_NOTE = re.compile(r"(?:注|说明|备注)[:：]")
_MOST_COLUMNS, _MOST_HEADS = 60, 400
"""Most columns, and texts of a header; real tables have some 20 and 60."""
_LONG_TOTAL = re.compile(r".{3,}[合总]计$")
"""A label that may stand over several columns."""
_SMALL_INTEGER = re.compile(r"\d{1,2}")
_FIRST_LABEL = re.compile(r"[一二三四五六七八九十]+、")
_NUMBER_ROW = re.compile(r"(?:栏次)+|行次|栏次行次")
_SPREAD = re.compile(r"[总合小]计|项目|收入|支出|栏次|行次|名称|编码|金额|[预决]算数|备注")
"""Short words of headers that are set with their characters apart; 类, 款, 项 are three columns."""
_SPREAD_GAP = 5.0
_ALIGNED = 0.7
"""Ends of runs that agree within this (points) are set on one edge."""
_LEAST_ALIGNED = 3
_CENTRED = 8.0
"""A text off the middle of others by less than this (points) is centred over them."""
_LEVEL = 6.0
"""A header higher than another by this (points) is on another level, or line."""
_LINE = 0.95
"""Lines nearer than this (in type sizes) cannot be two lines of one text."""
_SPANNING = 0.45
"""A text alone in its row that is at least this part of the table's width is no cell of a column."""
_TOLERATED = 0.06
"""Part of a table's rows in which a text may reach into the next column."""


@dataclass(slots=True)
class Row:
    """One line of a table's texts.

    Attributes:
        runs: its runs, left to right.
        kind: "caption" (title, number, unit line above the header), "head", "numbers" (行次, 栏次 lines), "body", or
            "note" below the body.
        upper: texts of a header (by their place in `runs`) with a rule below them within the header.
        ruled: the header that the line belongs to has rules within it.
    """

    runs: list[Run]
    kind: str = "body"
    upper: set[int] = field(default_factory=set)
    ruled: bool = False

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(run.text for run in self.runs)


@dataclass(slots=True)
class Column:
    """Ends of the texts of one column, or of a header.

    Attributes:
        x0: left end.
        x1: right end.
        base: lowest baseline of a header.
        sure: rules say that this header is not over others.
    """

    x0: float
    x1: float
    base: float = 0.0
    sure: bool = True


def classify(region: OpenRegion) -> list[Row]:
    """Say of each line of one page's part, top to bottom, what it is. Letter-spaced words become one run."""
    rows = [Row(_unspread(line)) for line in region.rows]
    kind = "caption"
    for row, after in zip(rows, [*rows[1:], None], strict=True):
        if kind == "caption" and not _CAPTION.fullmatch(row.text):
            kind = "head"
        if kind == "head" and _is_number_row(row):
            row.kind, kind = "numbers", "body"
            continue
        if kind == "head" and (_has_figures(row) or _FIRST_LABEL.match(row.text) or _half(row, after)):
            kind = "body"
        if kind == "body" and _NOTE.match(row.text):
            kind = "note"
        row.kind = kind
    _mark_upper(region, rows)
    return rows


def _has_figures(row: Row) -> bool:
    return any(run.figure for run in row.runs)


def _half(row: Row, after: Row | None) -> bool:
    """Whether a line is the upper half of a label whose figures stand in the middle of the row."""
    return (
        after is not None and _has_figures(after) and after.runs[0].base - row.runs[0].base < _LINE * row.runs[0].size
    )


def _mark_upper(region: OpenRegion, rows: list[Row]) -> None:
    """Find out which texts of the header have a rule below them within the header."""
    heads = [row for row in rows if row.kind == "head"]
    rest = [row for row in rows if row.kind in ("numbers", "body")]
    if not heads or not rest:
        return
    first, last = heads[0].runs[0].base, rest[0].runs[0].base
    end = max((level for level in region.levels if level < last - 1), default=last)
    within = [part for part in region.parts if first < part[0] < end - 1]
    for row in heads:
        row.ruled = bool(within)
        for number, run in enumerate(row.runs):
            middle = (run.x0 + run.x1) / 2
            if any(part[0] > run.base - 1 and part[1] <= middle <= part[2] for part in within):
                row.upper.add(number)


def _is_number_row(row: Row) -> bool:
    """The line of the columns' numbers below a header: 栏次 1 2 3, or 1 2 3 alone."""
    numbers = [int(run.text) for run in row.runs if _SMALL_INTEGER.fullmatch(run.text)]
    others = "".join(run.text for run in row.runs if not _SMALL_INTEGER.fullmatch(run.text))
    if not numbers or (others and not _NUMBER_ROW.fullmatch(others)):
        return False
    return all(b == a + 1 for a, b in pairwise(numbers)) and (bool(others) or (numbers[0] == 1 and len(numbers) > 1))


def _unspread(line: list[Run]) -> list[Run]:
    """Join the single characters of a word that is set wide."""
    runs: list[Run] = []
    i = 0
    while i < len(line):
        for length in (3, 2):
            some = line[i : i + length]
            if len(some) == length and all(len(run.text) == 1 for run in some):
                gap = max(b.x0 - a.x1 for a, b in pairwise(some))
                if gap <= _SPREAD_GAP * some[0].size and _SPREAD.fullmatch("".join(run.text for run in some)):
                    first = some[0]
                    glyphs = [g for run in some for g in run.glyphs]
                    runs.append(Run(first.x0, some[-1].x1, first.base, first.size, glyphs))
                    i += length
                    break
        else:
            runs.append(line[i])
            i += 1
    return runs


def find_columns(rows: list[Row], left: float, right: float) -> list[float] | None:
    """Edges of the columns, the table's ends included; None where they cannot be told.

    Args:
        rows: the lines of all pages of a table.
        left: left end of the rules.
        right: right end of the rules.
    """
    body = [row for row in rows if row.kind == "body"]
    _split_touching(rows)
    headers = _header(rows)
    if sum(len(row.runs) for row in headers) > _MOST_HEADS:
        return None
    texts = [
        run for row in body if not _spans(row, left, right) for run in row.runs if not _LONG_TOTAL.search(run.text)
    ]
    limit = int(_TOLERATED * len(body))
    for tolerated in range(limit + 1):
        covered = _covered(texts, tolerated)
        if len(covered) > _MOST_COLUMNS:
            return None
        columns = _match(covered, _leaves(headers))
        if columns is not None:
            break
    else:
        return None
    if len(columns) < 2 or any(b.x0 < a.x1 - _ALIGNED for a, b in pairwise(columns)):
        return None
    xs = [left, *((a.x1 + b.x0) / 2 for a, b in pairwise(columns)), right]
    for row in rows:  # each of the columns' numbers stands in a column of its own
        places = [bisect_left(xs, (run.x0 + run.x1) / 2) for run in row.runs if row.kind == "numbers" and run.figure]
        if len(places) != len(set(places)):
            return None
    return xs


def _spans(row: Row, left: float, right: float) -> bool:
    return len(row.runs) == 1 and row.runs[0].x1 - row.runs[0].x0 > _SPANNING * (right - left)


def _split_touching(rows: list[Row]) -> None:
    """Part runs at a place where other lines begin one, if what touches there are two figures, or figure and text."""
    runs = [run for row in rows if row.kind == "body" for run in row.runs]
    starts, ends = sorted(run.x0 for run in runs), sorted(run.x1 for run in runs)
    for row in rows:
        if row.kind != "body":
            continue
        parted: list[Run] = []
        for run in row.runs:
            begin = 0
            for i in range(1, len(run.glyphs)):
                before, after = run.glyphs[i - 1], run.glyphs[i]
                if _aligned(starts, after[1]) < _LEAST_ALIGNED or not _may_part(before[3], after[3]):
                    continue
                if before[3].isdigit() and _aligned(ends, before[2]) < _LEAST_ALIGNED:
                    continue
                parted.append(_part(run, begin, i))
                begin = i
            parted.append(_part(run, begin, len(run.glyphs)) if begin else run)
        row.runs = parted


def _may_part(before: str, after: str) -> bool:
    """Whether two characters that touch may belong to two cells."""
    if before.isdigit():
        return after.isdigit() or after >= "⺀"
    return before == "%" or (before >= "⺀" and after.isdigit())


def _part(run: Run, begin: int, end: int) -> Run:
    glyphs = run.glyphs[begin:end]
    return Run(glyphs[0][1], max(g[2] for g in glyphs), run.base, run.size, glyphs)


def _aligned(edges: list[float], x: float) -> int:
    return bisect_left(edges, x + _ALIGNED) - bisect_left(edges, x - _ALIGNED)


def _header(rows: list[Row]) -> list[Row]:
    """The lines of the table's header where it is printed first."""
    header: list[Row] = []
    for row in rows:
        if row.kind == "head":
            header.append(row)
        elif header:
            break
    return header


def _leaves(rows: list[Row]) -> list[Column]:
    """The header's lowest texts: those with none below. Lines of one text that wraps overlap and count once."""
    leaves: list[Column] = []
    for row in reversed(rows):
        for number, run in enumerate(row.runs):
            if number in row.upper:
                continue
            over = [leaf for leaf in leaves if leaf.x0 < run.x1 and run.x0 < leaf.x1]
            if not over:
                leaves.append(Column(run.x0, run.x1, run.base, row.ruled))
            elif len(over) == 1 and (row.ruled or _same_edge(over[0], run)):  # another line of the same text
                x0, x1 = min(over[0].x0, run.x0), max(over[0].x1, run.x1)
                if not any(leaf.x0 < x1 and x0 < leaf.x1 for leaf in leaves if leaf is not over[0]):
                    over[0].x0, over[0].x1 = x0, x1
    return leaves


def _same_edge(leaf: Column, run: Run) -> bool:
    return abs(leaf.x0 - run.x0) < 2 * _ALIGNED or abs(leaf.x0 + leaf.x1 - run.x0 - run.x1) < 4 * _ALIGNED


def _covered(runs: Iterable[Run], tolerated: int) -> list[Column]:
    """Stretches across which more than so many runs reach."""
    changes: Counter[float] = Counter()
    for run in runs:
        changes[run.x0] += 1
        changes[run.x1] -= 1
    stretches: list[Column] = []
    count = 0
    for x in sorted(changes):
        before, count = count, count + changes[x]
        if before <= tolerated < count:
            stretches.append(Column(x, x))
        elif count <= tolerated < before:
            stretches[-1].x1 = x
    return stretches


def _match(bodies: list[Column], heads: list[Column]) -> list[Column] | None:
    """Bring columns of texts and headers together; None if two headers stand over one column."""
    if not bodies and any(not head.sure and abs(head.base - heads[0].base) > _LEVEL for head in heads):
        return None  # nothing says which of the headers are over others
    named: dict[int, Column] = {}
    alone: dict[int, list[Column]] = {}
    columns = [Column(body.x0, body.x1) for body in bodies]
    for head in sorted(heads, key=lambda head: -head.base):
        under = [i for i, body in enumerate(bodies) if body.x0 < head.x1 and head.x0 < body.x1]
        if any(i in named for i in under):
            if head.sure or any(named[i].base < head.base + _LEVEL for i in under if i in named):
                return None
            continue  # over the headers of these columns
        if not under:
            alone.setdefault(sum(body.x1 <= head.x0 for body in bodies), []).append(head)
        named.update((i, head) for i in under)
        if len(under) == 1:
            columns[under[0]] = Column(min(head.x0, bodies[under[0]].x0), max(head.x1, bodies[under[0]].x1))
    for after, beside in alone.items():
        # Headers between two columns of texts: the last names the column after it, where figures are set right.
        beside.sort(key=lambda head: head.x0)
        if after < len(bodies) and after not in named:
            named[after] = beside.pop()
            columns[after].x0 = named[after].x0
    for after, beside in alone.items():
        if after and after - 1 not in named:
            if not beside:
                return None  # which of the two columns it names cannot be told
            named[after - 1] = beside.pop(0)
            columns[after - 1].x1 = named[after - 1].x1
        around = [named[i] for i in (after - 1, after) if i in named]
        columns.extend(Column(head.x0, head.x1) for head in beside if not _over(head, [*around, *beside], bodies))
    return sorted(columns, key=lambda column: column.x0)


def _over(head: Column, around: list[Column], bodies: list[Column]) -> bool:
    """Whether a header between named columns is one over several: it stands higher, in the middle of some of them."""
    if head.sure or not bodies or any(other.base < head.base + _LEVEL for other in around if other is not head):
        return False
    edges = [bodies[0].x0, *((a.x1 + b.x0) / 2 for a, b in pairwise(bodies)), bodies[-1].x1]
    middles = ((edges[i] + edges[k]) / 2 for i in range(len(edges) - 2) for k in range(i + 2, len(edges)))
    return any(abs(middle - (head.x0 + head.x1) / 2) < _CENTRED for middle in middles)
