"""Working out a table's form: header, lanes, notes, roles of columns, sides. See `tables_grid`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from juesuan.documents.model import Cell, Table
from juesuan.recognition.tables_grid import CODE, LEVELS, NO_NUMBER, Column, Form, Role, Side, Square
from juesuan.taxonomy.naming import bare, key

LANE_WORDS = frozenset({"栏次", "行次", "栏目", "序号"})
_LANE_FORMULA = re.compile(r"[\dA-Za-z]{1,3}(?:=[\dA-Za-z+\-.…()]+)?")
_PREAMBLE = re.compile(
    r"(?:(?:财决)?公开\d+表|表\d+|(?:编制)?(?:部门|单位)(?:名称)?[:(].*|(?:金额)?单位:?.*元|.*(?:金额)?单位:\w*元"
    r"|\d{4}年度?|附[件表]?\d*[:]?)"
)
_NOTE = re.compile(r"(?:注|说明|备注|附注)\d?[:.、]|注\d")
_NAME_LEAVES = frozenset(
    ("项目", "名称", "科目", "支出功能分类", "功能分类", "支出功能分类科目", "功能分类科目", "经济分类科目")
)
_TOTALS = frozenset({"合计", "总计"})


def _distinct(row: Sequence[Square | None]) -> list[Square]:
    """The squares of a grid row, merged ones once."""
    found: list[Square] = []
    for square in row:
        if square is not None and (not found or found[-1] is not square):
            found.append(square)
    return found


def _spread(table: Table) -> list[list[Square | None]]:
    grid: list[list[Square | None]] = [[None] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        square = Square(cell)
        for r in range(cell.row, min(cell.row + cell.rowspan, table.rows)):
            line = grid[r]
            for c in range(cell.column, min(cell.column + cell.colspan, table.columns)):
                if line[c] is None:
                    line[c] = square
    return grid


def is_lane(squares: Iterable[Square]) -> bool:
    """Whether a row is the 栏次 line: the word itself, or nothing but the integers 1, 2, 3 ... in order."""
    texts = [s.folded for s in squares if not s.blank and s.folded not in LEVELS]
    if not texts:
        return False
    if any(t in LANE_WORDS for t in texts):
        return all(t in LANE_WORDS or _LANE_FORMULA.fullmatch(t) for t in texts)
    return (
        len(texts) >= 3
        and texts[0] in ("1", "2")
        and all(t == str(n) or t.startswith(f"{n}=") for n, t in enumerate(texts, int(texts[0])))
    )


def _is_label_row(squares: list[Square], row: int, labels: frozenset[str]) -> bool:
    """Whether a row without numbers is a data row: a known label first, and no two words side by side."""
    while squares and (squares[0].blank or squares[0].folded in LEVELS):
        squares = squares[1:]
    if not squares or squares[0].cell.row != row or key(squares[0].folded) not in labels:
        return False
    return all(a.folded in NO_NUMBER or b.folded in NO_NUMBER for a, b in pairwise(squares))


def _is_mixed_row(squares: list[Square], row: int) -> bool:
    """Whether the last header row begins with the total's label: 合计 | | | | 合计 | 基本支出 | 项目支出 |."""
    own = [s for s in squares if s.cell.row == row]
    if len(own) < 4 or own[0].folded not in _TOTALS or not own[1].blank or any(s.number is not None for s in own):
        return False
    return any(a.printed and b.printed for a, b in pairwise(own))


def _is_spanning(squares: list[Square], width: int) -> bool:
    return width > 1 and len(squares) == 1 and squares[0].cell.colspan >= width


def _spans_all(square: Square, width: int) -> bool:
    return width > 1 and square.cell.colspan >= width


class _Reader:
    """Works out the form of one table."""

    def __init__(self, table: Table, labels: frozenset[str]) -> None:
        self.table = table
        self.labels = labels
        self.grid = _spread(table)
        self.rows = [_distinct(r) for r in self.grid]
        self.preamble: list[str] = []
        self.notes: list[tuple[Cell, str]] = []
        self.mixed: int | None = None
        self.lanes = {r for r, squares in enumerate(self.rows) if is_lane(squares)}

    def read(self) -> Form:
        width = self.table.columns
        top = self._read_preamble()
        bottom = self._read_notes(top)
        first = self._first_data_row(top, bottom)
        header = [r for r in range(top, first) if any(not s.blank for s in self.rows[r])]
        spanning = [s.printed for r in header for s in self.rows[r] if _spans_all(s, width) and not s.blank]
        data = self._data_rows(first, bottom, header)
        columns = [self._column(c, header, data) for c in range(width)]
        self._settle_shared_name(columns, header, data)
        sides = _sides(columns)
        self._paths(columns, sides, header)
        return Form(self.grid, self.preamble, spanning, header, data, self.mixed, self.notes, columns, sides)

    def _read_preamble(self) -> int:
        """Take title, unit and 公开0n表 lines from the top of the grid; the first row below them."""
        top = 0
        for squares in self.rows[: min(6, len(self.rows))]:
            texts = [s for s in squares if not s.blank]
            if not texts:
                top += 1
                continue
            if not all(_PREAMBLE.fullmatch(s.folded) or _is_spanning(squares, self.table.columns) for s in texts):
                break
            if any(s.number is not None for s in texts):
                break
            self.preamble.extend(s.printed for s in texts)
            top += 1
        # blank rows above a header belong to nothing
        return top

    def _read_notes(self, top: int) -> int:
        """Take notes from the bottom of the grid; the row after the last that is no note."""
        bottom = len(self.rows)
        found: list[tuple[Cell, str]] = []
        while bottom > top + 1:
            texts = [s for s in self.rows[bottom - 1] if not s.blank]
            if len(texts) != 1 or texts[0].number is not None:
                break
            spans = _spans_all(texts[0], self.table.columns)
            if not (_NOTE.match(texts[0].folded) or (spans and len(texts[0].folded) > 15)):
                break
            if texts[0].cell.row == bottom - 1:
                found.append((texts[0].cell, texts[0].cell.text.strip()))
            bottom -= 1
        self.notes = found[::-1]
        return bottom

    def _first_data_row(self, top: int, bottom: int) -> int:
        last_words = top
        for r in range(top, bottom):
            squares = self.rows[r]
            if r in self.lanes:
                last_words = r + 1
                continue
            if any(s.number is not None and s.cell.row == r for s in squares):
                return r
            if _is_label_row(squares, r, self.labels) and not self._words_below(r, bottom):
                return r
            if any(not s.blank and s.cell.row == r for s in squares):
                last_words = r + 1
                self.mixed = r if _is_mixed_row(squares, r) else None
        return last_words

    def _words_below(self, r: int, bottom: int) -> bool:
        """合计 | | 公务用车购置及运行维护费 | above a row of words that begins with a blank: still the header."""
        own = [s for s in self.rows[r + 1] if s.cell.row == r + 1] if r + 1 < bottom else []
        if not own or not own[0].blank or any(s.number is not None for s in own):
            return False
        return any(a.printed and b.printed and b.folded not in NO_NUMBER for a, b in pairwise(own))

    def _data_rows(self, first: int, bottom: int, header: list[int]) -> list[int]:
        known = {self._signature(r) for r in header}
        data = [] if self.mixed is None else [self.mixed]
        for r in range(first, bottom):
            squares = self.rows[r]
            numbers = any(s.number is not None for s in squares)
            if r in self.lanes and r != first:
                continue
            if (
                not numbers
                and (self._signature(r) in known or _is_spanning(squares, self.table.columns))
                and any(not s.blank for s in squares)
            ):
                continue
            texts = [s for s in squares if not s.blank]
            if texts and not numbers and all(_PREAMBLE.fullmatch(s.folded) for s in texts):
                continue
            data.append(r)
        return data

    def _signature(self, r: int) -> tuple[str, ...]:
        return tuple(s.folded for s in self.rows[r] if not s.blank and s.cell.row == r)

    def _heads(self, c: int, header: list[int]) -> list[Square]:
        found: list[Square] = []
        for r in header:
            square = self.grid[r][c]
            if square is None or square.blank or square in found or _spans_all(square, self.table.columns):
                continue
            if r in self.lanes and square.folded not in LEVELS and square.cell.rowspan == 1:
                continue
            if r == self.mixed and square.folded in _TOTALS and square.cell.column == 0:
                continue
            found.append(square)
        return found

    def _column(self, c: int, header: list[int], data: list[int]) -> Column:
        heads = [s.folded for s in self._heads(c, header)]
        leaf = heads[-1] if heads else ""
        if data:
            square = self.grid[data[0]][c]
            if square is not None and square.folded in LEVELS:
                return Column(c, Role.CODE)
        if leaf in LEVELS or any(("编码" in h or "代码" in h) and "名称" not in h for h in heads):
            return Column(c, Role.CODE)
        if leaf in ("行次", "序号"):
            return Column(c, Role.LINE)
        plain = bare(leaf)
        if plain in _NAME_LEAVES or plain.endswith("名称") or (plain.startswith("项目") and plain[2:3] in "(按"):
            return Column(c, Role.NAME)
        return Column(c, self._role_by_content(c, data, bool(heads)))

    def _role_by_content(self, c: int, data: list[int], headed: bool) -> Role:
        numbers = codes = texts = 0
        for r in data:
            square = self.grid[r][c]
            if square is None or square.folded in NO_NUMBER or square.cell.column != c:
                continue
            if square.number is None:
                texts += 1
            else:
                numbers += 1
                codes += bool(CODE.fullmatch(square.folded))
        if texts > numbers:
            return Role.NAME if c == 0 or not headed else Role.TEXT
        if not headed and numbers and codes == numbers and c < self.table.columns - 1:
            return Role.CODE
        return Role.AMOUNT

    def _settle_shared_name(self, columns: list[Column], header: list[int], data: list[int]) -> None:
        """Of several columns below one 项目 header, the last holds the names, those before it the codes."""
        for c, column in enumerate(columns[:-1]):
            after = columns[c + 1]
            if column.role is Role.NAME and after.role is Role.NAME:
                heads, others = self._heads(c, header), self._heads(c + 1, header)
                if heads and others and heads[-1] is others[-1]:
                    column.role = Role.CODE if self._holds_codes(c, data) else Role.LINE

    def _holds_codes(self, c: int, data: list[int]) -> bool:
        texts = [s.folded for r in data if (s := self.grid[r][c]) is not None and not s.blank and s.cell.colspan == 1]
        return all(CODE.fullmatch(t) or t in LEVELS for t in texts)

    def _paths(self, columns: list[Column], sides: list[Side], header: list[int]) -> None:
        for side in sides:
            # remarks are no labels: a head over amounts and remarks still tells of the amounts
            labels = {c for c in side.columns if columns[c].role not in (Role.AMOUNT, Role.TEXT)}
            for column in side.amounts:
                heads = self._heads(column.index, header)
                covering = [bool(labels & set(range(s.cell.column, s.cell.column + s.cell.colspan))) for s in heads]
                column.side_heads = tuple(s.folded for s, over in zip(heads, covering, strict=True) if over)
                column.heads = tuple(s.folded for s, over in zip(heads, covering, strict=True) if not over)
                column.path = "/".join(s.printed for s in heads)


def _sides(columns: list[Column]) -> list[Side]:
    sides: list[Side] = []
    fresh = True
    for column in columns:
        label = column.role in (Role.CODE, Role.NAME)
        if not sides or (label and not fresh):
            sides.append(Side([], [], [], []))
            fresh = True
        side = sides[-1]
        side.columns.append(column.index)
        if column.role is Role.CODE:
            side.codes.append(column.index)
        elif column.role is Role.NAME:
            side.names.append(column.index)
        elif column.role is Role.AMOUNT:
            side.amounts.append(column)
            fresh = False
    return sides


def read_form(table: Table, labels: frozenset[str]) -> Form:
    """Work out a table's form.

    Args:
        table: the table as read.
        labels: keys of row labels known to any statement; they tell data rows without numbers from headers.
    """
    return _Reader(table, labels).read()
