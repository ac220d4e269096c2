"""Where a page has a table with level rules only (三线表): its rules, and its texts as runs.

Level rules of one length below each other, at least three, with what stands between them. Rules that cover a part of
the width (below a merged header, beside a cell over several rows) belong to it. Whether this is a table, and what its
columns are, is for `pdf_open_columns` and `pdf_open_tables` to say: the table may go on over several pages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from juesuan.documents.pdf_lattice import GRID_SNAP
from juesuan.documents.pdf_lines import Line, PageLines, make_lines
from juesuan.documents.pdf_source import Glyph, PageContent, Rule
from juesuan.documents.pdf_text import cluster, overprinted, type_size
from juesuan.place import Box

_MIN_RULES = 3
_MIN_REST = 2
"""Fewest rules of the rest of a table at the top of a page."""
_MOST = 30
"""Most tables looked for on a page; more is no report."""
_SAME_END = 4.0
"""Rules whose ends agree within this belong together (points)."""
_MIN_WIDTH = 120.0
_MIN_PART = 12.0
"""Shortest rule over a part of a table's width; shorter ones are underlines."""
_RUN_GAP = 0.3
"""Clear room (in type sizes) that parts two runs of one line; smaller than the padding of two narrow cells."""
_FIGURE = re.compile(r"[-−–—]?\d{1,3}(?:,\d{3})+(?:\.\d+)?%?|[-−–—]?\d+(?:\.\d+)?%?")
_TITLE = re.compile(r".{4,}表(?:（续）|[(]续[)]|续)?$")


@dataclass(slots=True)
class Run:
    """Glyphs of one line that touch, or nearly.

    Attributes:
        x0: left end.
        x1: right end.
        base: baseline.
        size: size of its line's type.
        glyphs: its characters, those printed as blanks left out.
        text: its characters as text.
        figure: it is one figure and nothing else.
    """

    x0: float
    x1: float
    base: float
    size: float
    glyphs: list[Glyph]
    text: str = ""
    figure: bool = False

    def __post_init__(self) -> None:
        self.text = "".join([g[3] for g in self.glyphs])
        self.figure = _FIGURE.fullmatch(self.text) is not None


@dataclass(slots=True)
class OpenRegion:
    """A part of a page that may be a table without upright rules.

    Attributes:
        page: number of the page.
        left: left end of its rules.
        right: right end of its rules.
        levels: where its rules lie, top to bottom.
        parts: its rules with their ends.
        rows: its lines of text as runs, top to bottom, runs left to right.
        blanks: the blanks printed in it.
        lines: its texts as lines outside of a table, in case it is none.
        rest: it has too few rules to be more than the rest of a table begun on the page before.
    """

    page: int
    left: float
    right: float
    levels: list[float]
    parts: list[Rule]
    rows: list[list[Run]] = field(default_factory=list)
    blanks: list[Glyph] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    rest: bool = False

    @property
    def box(self) -> Box:
        """Its outline."""
        return (self.left, self.levels[0], self.right, self.levels[-1])


def find_regions(content: PageContent, loose: list[Rule], glyphs: list[Glyph]) -> tuple[list[OpenRegion], list[Glyph]]:
    """The parts of a page that may be open tables, and the glyphs outside of them. The page must still be open.

    Args:
        content: the page.
        loose: the level rules that bound no ruled table.
        glyphs: the characters that stand in no ruled table.
    """
    regions: list[OpenRegion] = []
    for stack in _stacks(loose):
        left, right = stack[0][1], stack[0][2]
        inside = [
            g
            for g in glyphs
            if stack[0][0] < g[0] - 1 and g[0] < stack[-1][0] + 1 and left - _SAME_END <= g[1] <= right + _SAME_END
        ]
        rows = make_runs(inside)
        for part in _split(stack, rows)[:_MOST]:
            top, bottom = part[0][0], part[-1][0]
            within = [g for g in inside if top < g[0] - 1 and g[0] < bottom + 1]
            if len(part) < _MIN_REST or not within:
                continue
            rest = len(part) < _MIN_RULES
            between = [row for row in rows if top < row[0].base - 1 and row[0].base < bottom + 1]
            if rest and (regions or not looks_like_table(between, len(between) / 2)):
                continue
            pieces = [r for r in loose if top - 1 <= r[0] <= bottom + 1 and _belongs(r, left, right)]
            blanks, lines = [g for g in within if g[3] == " "], make_lines(content, within)
            regions.append(
                OpenRegion(content.number, left, right, _levels(pieces), pieces, between, blanks, lines, rest)
            )
            taken = {id(g) for g in within}
            glyphs = [g for g in glyphs if id(g) not in taken]
    regions.sort(key=lambda region: region.levels[0])
    return regions, glyphs


def looks_like_table(rows: list[list[Run]], least: float) -> bool:
    """Whether so many lines hold a figure beside something else."""
    return sum(len(row) > 1 and any(run.figure for run in row) for row in rows) >= max(least, 1)


def give_up(page: PageLines, region: OpenRegion) -> None:
    """Make a region's texts lines of its page again."""
    page.lines = sorted([*page.lines, *region.lines], key=lambda line: line.base)


def make_runs(glyphs: list[Glyph]) -> list[list[Run]]:
    """Lines of text as runs, top to bottom."""
    rows: list[list[Run]] = []
    for line in cluster([g for g in glyphs if g[3] > " "]):
        size = type_size(line) or 10.0
        runs: list[list[Glyph]] = []
        end = -1e9
        for number, glyph in enumerate(line):
            if number and overprinted(line[number - 1], glyph):
                continue
            if glyph[1] - end >= _RUN_GAP * size or not runs:
                runs.append([])
            runs[-1].append(glyph)
            end = max(end, glyph[2]) if len(runs[-1]) > 1 else glyph[2]
        rows.append([Run(r[0][1], max(g[2] for g in r), r[0][0], size, r) for r in runs])
    return rows


def _stacks(loose: list[Rule]) -> list[list[Rule]]:
    """Rules of one length below each other."""
    stacks: list[list[Rule]] = []
    for rule in sorted(loose):
        if rule[2] - rule[1] < _MIN_WIDTH:
            continue
        for stack in stacks:
            if abs(stack[0][1] - rule[1]) <= _SAME_END and abs(stack[0][2] - rule[2]) <= _SAME_END:
                stack.append(rule)
                break
        else:
            stacks.append([rule])
    # The widest first: rules below a merged header may themselves be of one length.
    stacks.sort(key=lambda stack: stack[0][1] - stack[0][2])
    return [stack for stack in stacks if len(stack) >= _MIN_REST][:_MOST]


def _belongs(rule: Rule, left: float, right: float) -> bool:
    return left - _SAME_END <= rule[1] and rule[2] <= right + _SAME_END and rule[2] - rule[1] >= _MIN_PART


def _levels(rules: list[Rule]) -> list[float]:
    levels: list[float] = []
    for rule in sorted(rules):
        if not levels or rule[0] - levels[-1] > GRID_SNAP:
            levels.append(rule[0])
    return levels


def _split(stack: list[Rule], rows: list[list[Run]]) -> list[list[Rule]]:
    """Part tables of one width that stand below each other: the title of the second stands between them."""
    parts: list[list[Rule]] = [[stack[0]]]
    seen = False  # the table so far has figures, so a title cannot be its own
    empty = False
    for above, below in pairwise(stack):
        between = [row for row in rows if above[0] < row[0].base - 1 and row[0].base < below[0] + 1]
        texts = ["".join(run.text for run in row) for row in between]
        title = next((i for i, text in enumerate(texts) if _TITLE.fullmatch(text)), None)
        if seen and title is not None:
            if title == 0 and len(texts) == 1:  # in a band of its own: a row of the table that it begins
                if empty:
                    parts[-1].pop()
                parts.append([above])
            else:
                parts.append([])
            seen = False
        parts[-1].append(below)
        empty = not between
        seen = seen or any(run.figure for row in between for run in row)
    return parts
