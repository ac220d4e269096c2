"""Tables with level rules only (三线表) → grids like those of ruled tables.

Here the rules leave open what the columns are, so the whole table is looked at, over all its pages, and the test is
strict: what does not come out with one figure to a cell stays running text and is reported as not read.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from juesuan.documents.model import Trouble, TroubleKind
from juesuan.documents.pdf_cells import finish_cells
from juesuan.documents.pdf_lattice import GridTable, covered_edges, merge_squares
from juesuan.documents.pdf_lines import PageLines
from juesuan.documents.pdf_open_columns import Row, classify, find_columns
from juesuan.documents.pdf_open_regions import OpenRegion, give_up, looks_like_table
from juesuan.documents.pdf_open_rows import WHOLE, Band, columns_of, make_bands
from juesuan.documents.pdf_open_spans import Span, head_spans, stretch_totals, text_starts
from juesuan.place import Place

_SAME_END = 3.0
_TWO_FIGURES = re.compile(r"[\d%][ ][-−–—]?\d|[⺀-鿿）)] +[-−–—]?[\d,]+\.\d+$", re.MULTILINE)
"""Two cells taken for one: two figures, or a label with an amount."""
_FIGURE = re.compile(r"[-−–—]?[\d,]+(?:\.\d+)?%?")
_AMOUNT = re.compile(r"[-−–—]?[\d,]+\.\d\d")
_BETWEEN = 0.25
"""A header higher than the lowest by this part of the way to the row above stands between the two."""
_LEAST_ROWS = 2


def read_open_tables(pages: list[PageLines], troubles: list[Trouble]) -> None:
    """Make tables of the pages' open regions, or lines of their texts again.

    Args:
        pages: all pages, page numbers and running titles gone; they get the tables.
        troubles: gets one for each page with what is evidently a table and could not be read.
    """
    by_number = {page.content.number: page for page in pages}
    for group in _groups(pages):
        parts = [classify(region) for region in group]
        grids = _read(group, parts)
        for number, region in enumerate(group):
            page = by_number[region.page]
            if grids is not None:
                page.tables.append(grids[number])
                continue
            give_up(page, region)
            if looks_like_table([row.runs for row in parts[number]], _LEAST_ROWS):
                place = Place(page=region.page, bbox=page.content.page_box(region.box))
                troubles.append(
                    Trouble(
                        TroubleKind.UNREADABLE,
                        place,
                        "a table without upright rules whose columns cannot be told apart",
                        "表格没有竖线，各列无法可靠区分",
                    )
                )


def _groups(pages: list[PageLines]) -> list[list[OpenRegion]]:
    """Regions that are one table over several pages."""
    groups: list[list[OpenRegion]] = []
    ended = True  # something follows the last region, so no table can go on
    before = 0
    for page in pages:
        top = min([line.base for line in page.lines] + [table.ys[0] for table in page.tables], default=1e9)
        bottom = max([line.base for line in page.lines] + [table.ys[-1] for table in page.tables], default=0.0)
        for number, region in enumerate(page.regions):
            first = number == 0 and region.levels[0] < top
            if groups and first and not ended and region.page == before + 1 and _one_table(groups[-1], region):
                groups[-1].append(region)
            else:
                groups.append([region])
            ended = bottom > region.levels[-1]
            before = region.page
    return groups


def _one_table(group: list[OpenRegion], region: OpenRegion) -> bool:
    last = group[-1]
    if abs((region.right - region.left) - (last.right - last.left)) > _SAME_END:
        return False
    if abs(region.left - last.left) > _SAME_END or not region.rows:
        return False
    title = "".join(run.text for run in region.rows[0])
    return not title.endswith("表") or title == "".join(run.text for run in group[0].rows[0])


def _read(group: list[OpenRegion], parts: list[list[Row]]) -> list[GridTable] | None:
    rows = [row for part in parts for row in part]
    if group[0].rest:
        return None
    if sum(row.kind not in WHOLE for row in rows) < _LEAST_ROWS:
        return None
    xs = find_columns(rows, group[0].left, group[0].right)
    if xs is None:
        return None
    grids: list[GridTable] = []
    for region, part in zip(group, parts, strict=True):
        grid = _grid(region, part, xs)
        if grid is None:
            return None
        grids.append(grid)
    return grids if _plausible(grids) else None


def _grid(region: OpenRegion, rows: list[Row], xs: list[float]) -> GridTable | None:
    bands = make_bands(rows, region.levels, xs)
    ys = [*(band.top for band in bands), region.levels[-1]]
    if any(b - a < 1 for a, b in pairwise(ys)):
        return None
    level = covered_edges(region.parts, ys, xs)
    spans = _spans(bands, xs, level)
    if spans is None:
        return None
    own = {y for y in range(1, len(ys) - 1) if not any(abs(ys[y] - rule) < 1 for rule in region.levels)}
    for y in own:  # no rule here: texts alone part these rows
        head = bands[y - 1].kind == bands[y].kind == "head"
        # A header over nothing but one other is the first line of its text.
        wide = {c for first, last in spans[y - 1] if last > first for c in range(first, last + 1)}
        level[y] = [not head or c in wide for c in range(len(xs) - 1)]
    upright = [[True] * len(bands) for _ in xs]
    for row, found in enumerate(spans):
        for first, last in found:
            for x in range(first + 1, last + 1):
                upright[x][row] = False
    grid = merge_squares(xs, ys, upright, level)
    grid.ruled = False
    for row, band in enumerate(bands):
        for run in band.runs:
            column = 0 if band.kind in WHOLE else columns_of(run, xs)[0]
            grid.owner[row][column].glyphs.extend(run.glyphs)
    _add_blanks(grid, region)
    finish_cells([grid])
    return grid


def _spans(bands: list[Band], xs: list[float], level: list[list[bool]]) -> list[list[Span]] | None:
    """For every row the columns of each of its cells with text; None where two texts overlap."""
    count = len(xs) - 1
    spans: list[list[Span]] = []
    for band in bands:
        if band.kind in WHOLE:
            spans.append([(0, count - 1)])
            continue
        found: list[Span] = []
        for span in sorted({columns_of(run, xs) for run in band.runs}):
            if found and span[0] <= found[-1][1]:
                if band.kind == "body" and (found[-1][0] != span[0] or found[-1][1] != found[-1][0]):
                    return None
                found[-1] = (found[-1][0], max(found[-1][1], span[1]))
            else:
                found.append(span)
        if band.kind == "body":
            stretch_totals(band, found, xs)
        spans.append(found)
    below: set[int] = set()
    for row in reversed(range(len(bands))):
        if row + 1 < len(bands) and bands[row].kind == bands[row + 1].kind == "head":
            free = below - _tall(bands[row], bands[row + 1], xs) if bands[row + 1].unruled else below
            spans[row] = head_spans(bands[row], spans[row], free, level[row + 1], text_starts(bands, xs, bands[row]))
        # A text set in the middle of a cell over several rows counts for all of them.
        below = _filled(spans[row]) | {c for c in below if row + 1 < len(bands) and not level[row + 1][c]}
    return spans


def _tall(upper: Band, lower: Band, xs: list[float]) -> set[int]:
    """Columns whose header, where no rule parts its rows, is set between two rows: it stands in both."""
    bases: dict[int, list[float]] = {}
    for run in lower.runs:
        bases.setdefault(columns_of(run, xs)[0], []).append(run.base)
    firsts = [min(found) for found in bases.values()]
    if max(firsts) - min(firsts) < 1:
        return set()  # texts are set at the top of their cells
    middles = {column: (min(found) + max(found)) / 2 for column, found in bases.items()}
    lowest, above = max(middles.values()), max(run.base for run in upper.runs)
    return {column for column, middle in middles.items() if lowest - middle > _BETWEEN * (lowest - above)}


def _filled(spans: list[Span]) -> set[int]:
    return {column for first, last in spans for column in range(first, last + 1)}


def _add_blanks(grid: GridTable, region: OpenRegion) -> None:
    """Give printed blanks to the cells in whose texts they stand."""
    if not region.blanks:
        return
    lines = {(cell.row, cell.column): cell for cell in grid.cells if cell.glyphs}
    for cell in lines.values():
        ends: dict[float, tuple[float, float]] = {}
        for base, x0, x1, _, _ in cell.glyphs:
            old = ends.get(base, (x0, x1))
            ends[base] = (min(old[0], x0), max(old[1], x1))
        cell.glyphs.extend(
            blank for blank in region.blanks if blank[0] in ends and ends[blank[0]][0] < blank[1] < ends[blank[0]][1]
        )


def _plausible(grids: list[GridTable]) -> bool:
    """Whether the cells look like cells: one figure each, amounts and labels in columns of their own."""
    amounts: Counter[int] = Counter()
    labels: Counter[int] = Counter()
    for grid in grids:
        for cell in grid.cells:
            if cell.colspan > 1 or not cell.text:
                continue
            figures = [line for line in cell.text.split("\n") if _FIGURE.fullmatch(line)]
            if _TWO_FIGURES.search(cell.text) or (len(figures) > 1 and "." in figures[0] + figures[1]):
                return False
            if _AMOUNT.fullmatch(cell.text):
                amounts[cell.column] += 1
            elif len(cell.text) > 1 and not any(c.isdigit() for c in cell.text):
                labels[cell.column] += 1
    return all(count >= labels[column] or count == 0 for column, count in amounts.items() if labels[column] > 4)
