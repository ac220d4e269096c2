"""Paragraphs and tables as exhibits: the words or cells that a finding speaks of, with what is around them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from juesuan.documents.model import Block, Paragraph, Table
from juesuan.findings.exhibits import (
    MOST_VIEWS,
    RELATED,
    ROOT,
    ROW,
    Reference,
    Run,
    TableView,
    TextView,
    View,
    ViewCell,
)
from juesuan.findings.exhibits_source import Source

_AROUND = 110
"""Characters of a paragraph kept on either side of what is marked."""
_MOST_COLUMNS = 11
_FIRST_COLUMNS = 2
_MOST_ROWS = 16
_MOST_TEXT = 400
"""Characters of a cell that are shown."""

_Span = tuple[int, int, str, str]


def block_views(places: Sequence[Reference], source: Source) -> tuple[View, ...]:
    """The blocks that a finding's places are in, the root's first."""
    by_block: dict[int, list[Reference]] = defaultdict(list)
    for place in places:
        block = source.block(place.spot)
        if block is not None:
            by_block[block.index].append(place)
    views = (_view(source.blocks[index], here, source) for index, here in by_block.items())
    return tuple(view for view in views if view is not None)[:MOST_VIEWS]


def _view(block: Block, places: Sequence[Reference], source: Source) -> View | None:
    spots = tuple(place.spot for place in places)
    if isinstance(block, Paragraph):
        return TextView(spots, tuple(_runs(block.text, _spans(block, places))))
    if isinstance(block, Table):
        return TableView(spots, tuple(_Shortened(block, places, source).rows()))
    return None


def _spans(block: Paragraph, places: Sequence[Reference]) -> list[_Span]:
    """What is to be marked, in order and without overlaps; the root goes before the evidence."""
    taken: list[_Span] = []
    for place in sorted(places, key=lambda p: p.role != ROOT):
        start, end = place.spot.start, place.spot.end
        if start is None or end is None or not 0 <= start < end <= len(block.text):
            start, end = 0, len(block.text)
            if place.role != ROOT or len(places) > 1:
                continue
        twin = next((n for n, span in enumerate(taken) if span[:2] == (start, end)), None)
        if twin is not None:
            first = taken[twin]
            taken[twin] = (start, end, first[2], " ".join(x for x in (first[3], place.label) if x))
        elif all(end <= span[0] or start >= span[1] for span in taken):
            taken.append((start, end, place.role, place.label))
    return sorted(taken)


def _runs(text: str, spans: Sequence[_Span]) -> Iterator[Run]:
    """The paragraph in pieces, without what is far from every mark."""
    at, cut = 0, False
    for n, (start, end, role, label) in enumerate(spans):
        if start - at > _AROUND * (1 if n == 0 else 2):
            if n:
                yield Run(text[at : at + _AROUND])
            at, cut = start - _AROUND, True
        if start > at or cut:
            yield Run(text[at:start], cut=cut)
        yield Run(text[start:end], role, label)
        at, cut = end, False
    if len(text) - at <= _AROUND * 2:
        yield Run(text[at:])
    else:
        yield Run(text[at : at + _AROUND])
        yield Run("", cut=True)


class _Shortened:
    """A table with the rows and columns around its marks."""

    def __init__(self, table: Table, places: Sequence[Reference], source: Source) -> None:
        self._table = table
        self._source = source
        self._marks: dict[tuple[int, int], Reference] = {}
        self._rows: dict[int, Reference] = {}
        for place in sorted(places, key=lambda p: p.role == ROOT):  # the root last: it wins
            cell = source.cell(table, place.spot)
            if cell is not None:
                self._marks[cell.row, cell.column] = place
            elif place.spot.row_index is not None:
                self._rows[place.spot.row_index] = place
        self._header = source.header(table)

    def rows(self) -> Iterator[tuple[ViewCell, ...]]:
        """The rows shown; where some were left out, one that says how many."""
        lines = self._visible_rows()
        columns = list(_with_gaps(self._visible_columns(), self._table.columns))
        for at, line in enumerate(lines):
            if isinstance(line, range):
                yield (ViewCell("", columns=len(columns), gap=len(line)),)
            else:
                yield tuple(self._cells(lines, at, columns))

    def _visible_rows(self) -> list[int | range]:
        roots = [row for (row, _), place in self._marks.items() if place.role == ROOT]
        roots += [row for row, place in self._rows.items() if place.role == ROOT]
        marked = [row for row, _ in self._marks] + list(self._rows)
        wanted = list(range(self._header))
        for row in [*roots, *sorted(marked)]:
            near = (row - 1, row, row + 1) if row in roots or not roots else (row,)
            if len(set(wanted) | set(near)) <= _MOST_ROWS + self._header:
                wanted += [n for n in near if 0 <= n < self._table.rows]
        if not marked:
            wanted += range(min(self._table.rows, self._header + 4))
        return list(_with_gaps(sorted(set(wanted)), self._table.rows))

    def _visible_columns(self) -> list[int]:
        total = self._table.columns
        if total <= _MOST_COLUMNS:
            return list(range(total))
        wanted = set(range(_FIRST_COLUMNS))
        marked = sorted(self._marks.items(), key=lambda item: item[1].role != ROOT)
        for (_, column), place in marked:
            near = range(column - 1, column + 2) if place.role == ROOT else (column,)
            if len(wanted | set(near)) <= _MOST_COLUMNS:
                wanted |= {n for n in near if 0 <= n < total}
        for column in range(total):
            if len(wanted) < _MOST_COLUMNS and not marked:
                wanted.add(column)
        return sorted(wanted)

    def _cells(self, lines: Sequence[int | range], at: int, columns: Sequence[int | range]) -> Iterator[ViewCell]:
        """The cells of one row shown: those that begin in it or reach into it from rows left out."""
        here = lines[at]
        assert isinstance(here, int)
        covered = self._covering(here)
        n = 0
        while n < len(columns):
            column = columns[n]
            if isinstance(column, range):
                yield ViewCell("", gap=len(column), header=here < self._header)
                n += 1
                continue
            cell = covered.get(column)
            if cell is None:
                yield ViewCell("", header=here < self._header)
                n += 1
                continue
            row, start, rowspan, colspan, text = cell
            width = 1
            while n + width < len(columns) and _first(columns[n + width]) < start + colspan:
                width += 1
            if here == row or at == 0 or isinstance(lines[at - 1], range):
                height = 1
                while at + height < len(lines) and isinstance(lines[at + height], int):
                    if _first(lines[at + height]) >= row + rowspan:
                        break
                    height += 1
                yield self._cell(row, start, text, height, width)
            n += width

    def _covering(self, row: int) -> dict[int, tuple[int, int, int, int, str]]:
        """Column → the cell over it in a row."""
        result: dict[int, tuple[int, int, int, int, str]] = {}
        for above in range(max(0, row - _MOST_ROWS * 4), row + 1):
            for cell in self._source.row(self._table, above):
                if cell.row + cell.rowspan > row:
                    entry = (cell.row, cell.column, cell.rowspan, cell.colspan, cell.text)
                    result.update(dict.fromkeys(range(cell.column, cell.column + cell.colspan), entry))
        return result

    def _cell(self, row: int, column: int, text: str, height: int, width: int) -> ViewCell:
        place = self._marks.get((row, column))
        whole = self._rows.get(row)
        rooted = any(r == row and p.role == ROOT for (r, _), p in self._marks.items())
        role = place.role if place else "" if whole is None else ROW if whole.role == ROOT else RELATED
        label = place.label if place else whole.label if whole and column == 0 else ""
        shown = text if len(text) <= _MOST_TEXT else text[:_MOST_TEXT] + "…"
        if not role and rooted and row >= self._header:
            role = ROW
        return ViewCell(shown, height, width, row < self._header, role, label)


def _first(entry: int | range) -> int:
    return entry.start if isinstance(entry, range) else entry


def _with_gaps(visible: Iterable[int], total: int) -> Iterator[int | range]:
    """The numbers, with ranges for those left out between, before and after."""
    expected = 0
    for n in visible:
        if n > expected:
            yield range(expected, n)
        yield n
        expected = n + 1
    if expected < total:
        yield range(expected, total)
