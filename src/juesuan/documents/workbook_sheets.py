"""One sheet of a workbook → paragraphs and tables, as a reader would divide it.

A sheet has no tables of its own, only cells. Lines with a single cell (or only such things as unit, form number and
reporting department) are paragraphs; what lies between them is a table. A line with one cell in the middle of a table,
such as a label whose amounts are blank, belongs to the table unless it begins a new one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import partial

from juesuan.documents.limits import MAX_TABLE_SQUARES
from juesuan.documents.model import Block, Cell, Paragraph, Piece, Table, Trouble, TroubleKind
from juesuan.documents.workbook_cells import Sheet, Square, column_letters
from juesuan.place import Place

_BLANKS = re.compile(r"\s+")
_NUMBER = re.compile(r"[-−(（]?[¥￥]?[\d,，.]+%?[)）]?|[-—－]+")
_UNIT = re.compile(r"(?:金额)?(?:计量)?单位[:：]?[(（]?(?:人民币)?[(（]?(?:亿|百万|万|千|百)?元[)）]?")
_DEPARTMENT = re.compile(r"(?:编制|填报|填制|公开|预算)?(?:部门|单位)(?:名称|\(盖章\)|（盖章）)?[:：].*")
_FORM_NUMBER = re.compile(r"[(（]?(?:财决|公开|附|续){0,2}(?:\d+[-－]?\d*表|[表件]\d+[-－]?\d*)[)）]?[:：]?")
_YEAR = re.compile(r"(?:20\d\d|[〇○零一二三四五六七八九]{4})年度?")
_TITLE = re.compile(r".{3,60}表(?:[(（].{1,20}[)）])?|附[件表]\d*[:：]?.{0,40}")
_NOTE = re.compile(r"(?:注|说明|备注|附注)\d?[:：.、]")
_SIGNED = re.compile(
    r"(?:单位|部门|财务|分管|项目)?(?:负责人|领导|制表人?|填表人?|填报人|审核人?|复核人?|经办人|联系人|联系电话|电话)"
    r"(?:[(（].{0,8}[)）])?[:：].*|(?:填报|填表|编制|报送)(?:日期|时间)[:：].*"
)
_SENTENCE = 40
_LABEL = 12
_REACH = 16
_PLAIN_NAME = re.compile(r"(?:Sheet|工作表|Table|表)\s*\d*(?:\s*\(\d+\))?", re.IGNORECASE)


class _Kind(Enum):
    BLANK = auto()
    LONE = auto()  # one cell with words
    HEAD = auto()  # unit, form number, reporting department
    SIGNED = auto()  # who made the form
    GRID = auto()


@dataclass(slots=True)
class _Spot:
    """A cell with text: its square as shown, its square in the file, how far it reaches."""

    row: int
    column: int
    text: str
    ref: str
    last_row: int
    last_column: int

    @property
    def squeezed(self) -> str:
        return _BLANKS.sub("", self.text)


@dataclass(slots=True)
class _Line:
    row: int
    kind: _Kind
    spots: list[_Spot]

    @property
    def text(self) -> str:
        return "".join(s.squeezed for s in self.spots)

    @property
    def title(self) -> bool:
        """It reads as the title of a statement."""
        return self.kind is _Kind.LONE and _TITLE.fullmatch(self.text) is not None

    @property
    def leaves(self) -> bool:
        """It can be no line of a table above it."""
        if self.kind in (_Kind.HEAD, _Kind.SIGNED) or self.title:
            return True
        text = self.text
        return self.kind is _Kind.LONE and (
            _NOTE.match(text) is not None or len(text) > _SENTENCE or text.endswith(("。", "；"))
        )


def sheet_blocks(sheet: Sheet, first: int, troubles: list[Trouble]) -> list[Block]:
    """The sheet's paragraphs and tables.

    Args:
        sheet: the sheet.
        first: index of its first block.
        troubles: what could not be read is added here.
    """
    page = _Page(sheet)
    blocks: list[Block] = []
    if not page.lines:
        return blocks
    parts = list(_parts(page.lines))
    titled = any(line.title for is_table, lines in parts if not is_table for line in lines)
    if not titled and any(is_table for is_table, _ in parts) and not _PLAIN_NAME.fullmatch(sheet.name.strip()):
        # the tab is then the only title
        name = sheet.name.strip()
        blocks.append(Paragraph(first, name, (Piece(0, len(name), sheet=sheet.name),), True))
    for is_table, lines in parts:
        if is_table:
            if (squares := page.squares(lines)) <= MAX_TABLE_SQUARES:
                blocks.append(page.table(lines, first + len(blocks)))
                continue
            detail = f"a table of {squares:,} cells is too large for a report and was not read"
            zh = f"表格过大（{squares} 个单元格），没有读取"
            troubles.append(Trouble(TroubleKind.UNREADABLE, Place(sheet=sheet.name), detail, zh))
            continue
        for line in lines:
            for spot in line.spots:
                for text in filter(None, (t.strip(" \t\u3000\xa0") for t in spot.text.split("\n"))):
                    piece = Piece(0, len(text), sheet=sheet.name, ref=spot.ref)
                    blocks.append(Paragraph(first + len(blocks), text, (piece,), line.title))
    return blocks


def _parts(lines: list[_Line]) -> Iterator[tuple[bool, list[_Line]]]:
    """The lines divided into tables (True) and running text (False), blank lines round tables left out."""
    table: list[_Line] = []
    run: list[_Line] = []
    headed = False  # a unit line or the like was seen since the last table
    for line in lines:
        if line.kind is not _Kind.GRID:
            run.append(line)
            continue
        cut = _cut(run) if table else 0
        if table and cut is None:
            table.extend(run)  # labels and blanks within the table
        else:
            table.extend(_trimmed(run[:cut]))
            if table:
                yield True, table
            rest = run[cut:]
            headed = any(x.kind is _Kind.HEAD for x in rest)
            own = _head_rows(rest, headed)
            if text := [x for x in rest[: len(rest) - own] if x.spots]:
                yield False, text
            table = rest[len(rest) - own :] if own else []
        table.append(line)
        run = []
    if table:
        cut = next((n for n, x in enumerate(run) if x.leaves or _apart(run, n)), len(run))
        yield True, table + _trimmed(run[:cut])
        run = run[cut:]
    if text := [x for x in run if x.spots]:
        yield False, text


def _cut(run: list[_Line]) -> int | None:
    """Where the text between two pieces of grid parts from the upper; None if both are one table."""
    if not any(x.title or x.kind is _Kind.HEAD for x in run):
        return None
    return next(n for n, x in enumerate(run) if x.leaves or _apart(run, n))


def _apart(run: list[_Line], n: int) -> bool:
    """Words set apart by a blank line, and more than a label (合计) would have."""
    return n > 0 and not run[n - 1].spots and len(run[n].text) > _LABEL


def _trimmed(run: list[_Line]) -> list[_Line]:
    """Without the blank lines at the end."""
    end = len(run)
    while end and not run[end - 1].spots:
        end -= 1
    return run[:end]


def _head_rows(run: list[_Line], headed: bool) -> int:
    """How many lines right above the grid are header rows merged over all its columns."""
    count = 0
    while count < len(run):
        line = run[len(run) - 1 - count]
        wide = len(line.spots) == 1 and line.spots[0].last_column > line.spots[0].column
        if line.kind is not _Kind.LONE or not wide or line.leaves or not headed:
            return count
        count += 1
    return count


class _Page:
    """A sheet without its hidden rows and columns."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        shown = {k for k in sheet.texts if k[0] not in sheet.hidden_rows and k[1] not in sheet.hidden_columns}
        reach = self._reach()
        anchors = shown | {k for k in reach if k in sheet.texts}
        rows = _range([k[0] for k in anchors], [v[0] for k, v in reach.items() if k in sheet.texts])
        columns = _range([k[1] for k in anchors], [v[1] for k, v in reach.items() if k in sheet.texts])
        self._rows = [r for r in rows if r not in sheet.hidden_rows]
        self._columns = [c for c in columns if c not in sheet.hidden_columns]
        place_row, place_column = _placer(self._rows), _placer(self._columns)
        self.spots: dict[Square, _Spot] = {}
        for row, column in sorted(anchors):
            last_row, last_column = reach.get((row, column), (row, column))
            at = (place_row(row), place_column(column))
            end = (place_row(last_row + 1) - 1, place_column(last_column + 1) - 1)
            if end[0] < at[0] or end[1] < at[1]:
                continue  # all of it hidden
            ref = f"{column_letters(column)}{row + 1}"
            self.spots.setdefault(at, _Spot(*at, sheet.texts[row, column], ref, *end))
        self._blank_merges = {
            (place_row(r), place_column(c)): (place_row(v[0] + 1) - 1, place_column(v[1] + 1) - 1)
            for (r, c), v in reach.items()
            if (r, c) not in sheet.texts
        }
        self.lines = self._lines()

    def _reach(self) -> dict[Square, Square]:
        """First square → last square of each merged cell."""
        return {(a, b): (c, d) for a, b, c, d in self._sheet.merges if c >= a and d >= b}

    def _lines(self) -> list[_Line]:
        by_row: dict[int, list[_Spot]] = {}
        for spot in self.spots.values():
            by_row.setdefault(spot.row, []).append(spot)
        lines: list[_Line] = []
        covered = -1  # last row that a cell above reaches down to
        for row in range(len(self._rows)):
            spots = by_row.get(row, [])
            lines.append(_Line(row, _kind(spots, row <= covered), spots))
            covered = max([covered, *(s.last_row for s in spots)])
        return lines

    def squares(self, lines: list[_Line]) -> int:
        """Size of the table of these lines."""
        return (lines[-1].row - lines[0].row + 1) * len({s.column for line in lines for s in line.spots})

    def table(self, lines: list[_Line], index: int) -> Table:
        """The table of these lines; columns without any cell of their own are left out."""
        top, bottom = lines[0].row, lines[-1].row
        columns = sorted({s.column for line in lines for s in line.spots})
        place = _placer(columns)
        taken: set[Square] = set()
        cells: list[Cell] = []
        for r in range(top, bottom + 1):
            for n, c in enumerate(columns):
                if (r, c) in taken:
                    continue
                spot = self.spots.get((r, c))
                end = (spot.last_row, spot.last_column) if spot else self._blank_merges.get((r, c), (r, c))
                down, across = min(end[0], bottom) - r + 1, max(place(end[1] + 1) - n, 1)
                across = next((k for k in range(1, across) if self._clash(r, columns[n + k], down, taken)), across)
                if down > 1 or across > 1:
                    taken.update((r + i, columns[n + k]) for i in range(down) for k in range(across))
                ref = spot.ref if spot else f"{column_letters(self._columns[c])}{self._rows[r] + 1}"
                text = spot.text if spot else ""
                cells.append(Cell(r - top, n, down, across, text, sheet=self._sheet.name, ref=ref))
        return Table(index, bottom - top + 1, len(columns), tuple(cells))

    def _clash(self, row: int, column: int, down: int, taken: set[Square]) -> bool:
        """A merged cell that would cover text or another merged cell is narrowed."""
        return any((r, column) in taken or (r, column) in self.spots for r in range(row, row + down))


def _range(values: list[int], more: list[int]) -> range:
    """From the first to the last filled row or column; merged cells may reach on a little."""
    if not values:
        return range(0)
    last = max(values)
    return range(min(values), max([last, *(m for m in more if m <= last + _REACH)]) + 1)


def _placer(kept: list[int]) -> Callable[[int], int]:
    """How many kept rows or columns come before a given one."""
    return partial(bisect_left, kept)


def _kind(spots: list[_Spot], covered: bool) -> _Kind:
    texts = [s.squeezed for s in spots]
    if not texts:
        return _Kind.GRID if covered else _Kind.BLANK
    if all(_SIGNED.fullmatch(t) for t in texts):
        return _Kind.SIGNED
    heads = [_is_head(t) for t in texts]
    if any(h and not _YEAR.fullmatch(t) for h, t in zip(heads, texts, strict=True)) and all(
        h or _TITLE.fullmatch(t) for h, t in zip(heads, texts, strict=True)
    ):
        return _Kind.HEAD
    if len(texts) == 1 and not covered and not _NUMBER.fullmatch(texts[0]):
        return _Kind.LONE
    return _Kind.GRID


def _is_head(text: str) -> bool:
    return bool(
        _UNIT.fullmatch(text) or _FORM_NUMBER.fullmatch(text) or _DEPARTMENT.fullmatch(text) or _YEAR.fullmatch(text)
    )
