"""Tables → forms: labels found by what they mean, wherever they stand, merged cells and page continuation included."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from juesuan.documents.model import Block, Cell, Paragraph, Picture, Table
from juesuan.performance.builder import Builder
from juesuan.performance.labels import bare, fold, fund_of, key_of, section_pattern, totals
from juesuan.performance.model import Entry, Project, Source
from juesuan.performance.values import parse
from juesuan.place import Place

_TITLE = re.compile(r"(?:自评|自我评价|绩效评价|绩效目标完成情况)[^。]{0,12}表|绩效自评")
_MARKS = ("三级指标", "指标名称", "指标内容", "二级指标", "年度指标值", "指标值", "项目名称")
_FEW, _CELLS = 2, 6
_MONEY = ("initial", "adjusted", "executed")


def read_tables(blocks: Sequence[Block]) -> Iterator[Project]:
    """The forms in a document's tables, in reading order.

    Args:
        blocks: the document's blocks.
    """
    reader = _Reader()
    heading: Paragraph | None = None
    for block in blocks:
        if isinstance(block, Table):
            if looks_like_form(block) or (reader.open and not reader.interrupted):
                reader.table(block, heading)
            else:
                yield from reader.close()
            heading = None
        elif isinstance(block, Paragraph):
            if _TITLE.search(fold(block.text)) and len(block.text) < 60:
                yield from reader.close()
                heading = block
            elif len(block.text) > 30:
                reader.interrupted = True
        elif isinstance(block, Picture):
            reader.interrupted = True
        yield from reader.done()
    yield from reader.close()


def looks_like_form(table: Table) -> bool:
    """The table holds a form or a part of one: some of the words that only forms have."""
    found = {bare(cell.text) for cell in table.cells if cell.text and len(cell.text) < 16}
    return sum(mark in found for mark in _MARKS) >= _FEW or bool(
        found & {"三级指标", "二级指标"} and found & {"得分", "分值", "权重"}
    )


@dataclass(slots=True)
class Square:
    """A cell met in a row: at which grid row, with its folded text."""

    cell: Cell
    row: int
    folded: str

    @property
    def column(self) -> int:
        """First grid column."""
        return self.cell.column

    @property
    def printed(self) -> str:
        """The text as printed, white space removed."""
        return "".join(self.cell.text.split())


class _Reader:
    """Goes through the rows of tables and fills the form at hand."""

    def __init__(self) -> None:
        self.builder: Builder | None = None
        self.finished: list[Project] = []
        self.interrupted = False
        self.mode = ""
        self.columns: dict[int, str] = {}
        self.headers: dict[int, str] = {}
        self.goal_columns: list[tuple[str, int, int, str]] = []

    @property
    def open(self) -> bool:
        """A form is at hand that is not complete."""
        return self.builder is not None and not self.builder.complete

    def done(self) -> Iterator[Project]:
        """Hand out what is finished."""
        while self.finished:
            yield self.finished.pop(0)

    def close(self) -> Iterator[Project]:
        """Finish the form at hand."""
        self._finish()
        yield from self.done()

    def _finish(self) -> None:
        if self.builder is not None:
            project = self.builder.build()
            if project is not None:
                self.finished.append(project)
        self.builder, self.mode, self.columns, self.goal_columns = None, "", {}, []

    def _begin(self, table: Table, place: Place) -> Builder:
        self._finish()
        self.builder = Builder(Source.TABLE, table.index, place)
        self.interrupted = False
        return self.builder

    # --- rows

    def table(self, table: Table, heading: Paragraph | None) -> None:
        """Read all rows of a table."""
        if heading is not None and self.builder is not None:
            self._finish()
        for squares in rows_of(table):
            if not any(s.folded for s in squares):
                continue
            builder = self.builder
            if builder is None or self._starts_anew(squares, builder):
                first = squares[0].cell
                builder = self._begin(table, _place(table, first))
                if heading is not None:
                    builder.set_title(Entry(heading.text, heading.place()))
                    heading = None
            self._row(table, squares, builder)

    def _starts_anew(self, squares: list[Square], builder: Builder) -> bool:
        """The row begins another form: a name or a heading after a form that has its indicators."""
        if not builder.has_indicators:
            return False
        named = any(key_of("facts", s.folded) in ("name", "department_name") for s in squares)
        return (named and _alone(squares)) or self._heading(squares) is not None

    def _heading(self, squares: list[Square]) -> Square | None:
        filled = [s for s in squares if s.folded]
        if len(filled) == 1 and len(filled[0].folded) < 40 and _TITLE.search(filled[0].folded):
            return filled[0]
        return None

    def _row(self, table: Table, squares: list[Square], builder: Builder) -> None:
        heading = self._heading(squares)
        if heading is not None and not builder.has_indicators:
            builder.set_title(self._entry(table, heading))
            return
        if self._header(table, squares, builder):
            return
        if self.mode == "indicators" and self._indicator_or_total(table, squares, builder):
            return
        if self.mode == "funds" and self._fund(table, squares, builder):
            return
        if self.mode == "goals" and self._goal(table, squares, builder):
            return
        self._facts(table, squares, builder)

    # --- headers

    def _header(self, table: Table, squares: list[Square], builder: Builder) -> bool:
        keys = [(s, key_of("indicators", s.folded)) for s in squares]
        found = {k for _, k in keys if k}
        if len(found & {"level", "aspect", "name"}) >= 1 and len(found & {"target", "actual", "weight", "score"}) >= 2:
            self.mode = "indicators"
            self.columns, self.headers = {}, {}
            for square, key in keys:
                if key is not None and key not in self.columns.values():
                    for at in range(square.column, square.column + square.cell.colspan):
                        self.columns[at] = key
                        self.headers[at] = square.printed
            builder.columns |= set(self.columns.values())
            return True
        funds = [(s, key_of("funds", s.folded)) for s in squares]
        money = {k for s, k in funds if k in _MONEY and not section_pattern().fullmatch(s.folded)}
        if len(money) >= _FEW:
            # 年度预算数（万元） over the labels of Sichuan's rows is no column of amounts
            funds = [(s, k if not section_pattern().fullmatch(s.folded) else None) for s, k in funds]
        if (len(money) >= 2 or (money and {k for _, k in funds} & {"rate", "score"})) and self.mode != "indicators":
            if any(parse(s.folded).value is not None for s in squares):
                return self._funds_in_line(table, squares, builder)
            self.mode = "funds"
            self.columns, self.headers = {}, {}
            for square, key in funds:
                if key is not None and key not in self.columns.values():
                    for at in range(square.column, square.column + square.cell.colspan):
                        self.columns[at] = key
                        self.headers[at] = square.printed
            builder.see_unit([s.folded for s in squares])
            builder.fund_columns |= set(self.columns.values())
            return True
        goals = [(s, key_of("goals", s.folded)) for s in squares]
        named = {k for _, k in goals if k}
        if named == {"expected", "achieved"} and self.mode != "indicators":
            filled = [s for s, k in goals if k is None and len(s.folded) > 12]
            if filled:
                return self._goals_in_line(table, squares, builder)
            self.mode = "goals"
            self.goal_columns = [(k, s.column, s.column + s.cell.colspan, s.printed) for s, k in goals if k is not None]
            return True
        return False

    def _funds_in_line(self, table: Table, squares: list[Square], builder: Builder) -> bool:
        """年初预算数 | 100 | 全年执行数 | 98 | …: labels and numbers in turn, one row for all funds."""
        found: dict[str, Entry] = {}
        for square, after in pairwise(squares):
            key = key_of("funds", square.folded)
            if key is not None and key_of("funds", after.folded) is None:
                found[key] = self._entry(table, after, square.printed, square.printed)
        builder.see_unit([s.folded for s in squares])
        label = next((s for s in squares if fund_of(s.folded)), squares[0])
        builder.add_fund(self._entry(table, label), found, total=True)
        return True

    def _goals_in_line(self, table: Table, squares: list[Square], builder: Builder) -> bool:
        for square, after in pairwise(squares):
            key = key_of("goals", square.folded)
            if key is not None:
                builder.set_goal(key, self._entry(table, after, square.printed, square.printed))
        return True

    # --- rows below a header

    def _fund(self, table: Table, squares: list[Square], builder: Builder) -> bool:
        first = min(c for c, k in self.columns.items() if k in _MONEY)
        labels = [s for s in squares if s.column < first and s.folded and not section_pattern().fullmatch(s.folded)]
        cells: dict[str, Square] = {}
        for square in squares:
            if square.column >= first and square.column in self.columns:
                cells.setdefault(self.columns[square.column], square)
        if not labels:
            values = [s for k, s in cells.items() if k in _MONEY]
            if builder.funds or not any(parse(s.folded).value is not None for s in values):
                return False
            labels = [squares[0]]
        label = labels[-1]
        if key_of("facts", label.folded) or key_of("goals", label.folded):
            self.mode = ""
            return False
        if fund_of(label.folded) is None and builder.funds:
            return False
        builder.see_unit([s.folded for s in squares if s.column < first])
        row = label.printed
        found = {k: self._entry(table, s, row, self.headers[s.column]) for k, s in cells.items()}
        builder.add_fund(self._entry(table, label), found, total=not builder.funds)
        return True

    def _goal(self, table: Table, squares: list[Square], builder: Builder) -> bool:
        """The texts below 预期目标 and 实际完成情况."""
        taken = False
        for key, low, high, header in self.goal_columns:
            for square in squares:
                if low <= square.column < high and square.folded and not key_of("goals", square.folded):
                    builder.set_goal(key, self._entry(table, square, header, header))
                    taken = True
                    break
        self.mode = ""
        return taken

    def _indicator_or_total(self, table: Table, squares: list[Square], builder: Builder) -> bool:
        filled = [s for s in squares if s.folded]
        total = next((s for s in filled if bare(s.folded) in totals()), None)
        if total is not None and (total is filled[0] or total.column <= min(self.columns)):
            self._total(table, squares, total, builder)
            return True
        if self._is_fact_row(filled):
            return False
        row: dict[str, Entry] = {}
        spanned: dict[str, Entry] = {}
        label = self._row_label(squares)
        for square in squares:
            keys = [
                k
                for at in range(square.column, square.column + square.cell.colspan)
                if (k := self.columns.get(at)) is not None
            ]
            for key in dict.fromkeys(keys):
                if key not in row:
                    entry = self._entry(table, square, label, self.headers[_first(self.columns, key)])
                    row[key] = entry
                    if key != keys[0]:
                        spanned[key] = entry
        builder.add_indicator(row, spanned)
        return True

    def _is_fact_row(self, filled: list[Square]) -> bool:
        return bool(filled) and key_of("facts", filled[0].folded) is not None and len(filled) <= _CELLS

    def _row_label(self, squares: list[Square]) -> str:
        by_key = {self.columns[s.column]: s for s in squares if s.column in self.columns}
        for key in ("name", "aspect", "level"):
            square = by_key.get(key)
            if square is not None and square.folded:
                return square.printed
        return ""

    def _total(self, table: Table, squares: list[Square], total: Square, builder: Builder) -> None:
        row = total.printed
        found: dict[str, Entry] = {}
        for square in squares:
            if square is total:
                continue
            key = self.columns.get(square.column)
            if key in ("weight", "score") and key not in found:
                found[key] = self._entry(table, square, row, self.headers[square.column])
        if not any(parse(e.text).value is not None for e in found.values()):
            numbers = [s for s in squares if s is not total and parse(s.folded).value is not None]
            keys = ("weight", "score") if len(numbers) > 1 else ("score",)
            for key, square in zip(keys, numbers, strict=False):
                found[key] = self._entry(table, square, row, key)
        builder.set_total(found)

    # --- what stands beside its label

    def _facts(self, table: Table, squares: list[Square], builder: Builder) -> None:
        for n, square in enumerate(squares):
            key = key_of("facts", square.folded)
            if key is None or (key == "unit" and square.folded == "单位"):
                continue
            after = next((s for s in squares[n + 1 :] if s.folded), None)
            if after is None or key_of("facts", after.folded) is not None:
                after = squares[n + 1] if n + 1 < len(squares) else None
                if after is None or after.folded:
                    continue
            builder.set_fact(key, self._entry(table, after, square.printed, square.printed))
        builder.see_unit([s.folded for s in squares])

    def _entry(self, table: Table, square: Square, row: str = "", column: str = "") -> Entry:
        return Entry(
            joined(square.cell.text),
            _place(table, square.cell),
            row or square.printed,
            column,
            square.row,
            square.column,
        )


def rows_of(table: Table) -> Iterator[list[Square]]:
    """The rows of a table from left to right; a cell that spans rows is met in each of them."""
    rows: list[list[Square]] = [[] for _ in range(table.rows)]
    for cell in table.cells:
        folded = fold(cell.text)
        for at in range(cell.row, min(cell.row + cell.rowspan, table.rows)):
            rows[at].append(Square(cell, at, folded))
    for row in rows:
        row.sort(key=lambda s: s.column)
        yield row


def joined(text: str) -> str:
    """The text of a cell with its lines put together as they were typed."""
    if "\n" not in text:
        return text.strip()
    lines = [line.strip() for line in text.split("\n")]
    out = lines[0]
    for line in lines[1:]:
        latin = out[-1:].isascii() and out[-1:].isalpha() and line[:1].isascii() and line[:1].isalpha()
        out += (" " if latin else "") + line
    return out


def _alone(squares: list[Square]) -> bool:
    """The row is a pair of label and value (a list's header has many labels)."""
    labels = sum(key_of("funds", s.folded) is not None or key_of("indicators", s.folded) is not None for s in squares)
    return labels <= 1


def _first(columns: dict[int, str], key: str) -> int:
    return min(c for c, k in columns.items() if k == key)


def _place(table: Table, cell: Cell) -> Place:
    square = (cell.row, cell.column)
    return Place(page=cell.page, bbox=cell.bbox, block=table.index, sheet=cell.sheet, cell=cell.ref, square=square)
