"""One sheet of tables.xlsx → facts: rows by their labels and codes, columns by their headings, never by position."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from juesuan.cube.coordinate import Coordinate
from juesuan.documents.workbook_cells import Sheet, Square, column_letters
from juesuan.taxonomy.codes import CodeTree, economic, functional
from juesuan.taxonomy.naming import compact, key
from juesuan.writing.inputs_amounts import fen_of
from juesuan.writing.inputs_forms import GUIDE, INITIAL, MISSING_NAME, NAME_HEAD, Block, Column, Form, Line, Role
from juesuan.writing.inputs_words import code_of, no_number, wrong_level
from juesuan.writing.model import Fact, Origin
from juesuan.writing.pages import RECONSTRUCTED_MARK

if TYPE_CHECKING:
    from juesuan.writing.inputs_tables import TablesReader

_NOTHING = frozenset({"", "-", "－", "—", "——", "/", "无"})
_UNIT = re.compile(r"金额单位[:：]\s*(万元|元)")
_DATE = re.compile(r"\d\s*[-/年月:]\s*\d|\d\s*[年月日]")
_TITLE_ROWS = 6
_HEAD_ROWS = 15
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Stated:
    """A whole that the workbook states: its cell, and whether a formula stands in it."""

    at: Coordinate
    fen: int
    where: str
    what: str
    formula: bool
    decimals: int


class SheetReader:
    """Reads one sheet.

    Args:
        book: the workbook, where facts and mistakes go.
        form: what the sheet asks for.
        sheet: the sheet.
    """

    def __init__(self, book: TablesReader, form: Form, sheet: Sheet) -> None:
        self.book = book
        self.form = form
        self.sheet = sheet
        self.unit = self._unit()
        self.lines_seen: set[tuple[str, str]] = set()
        self.rows_used: set[int] = set()

    def read(self) -> None:
        """Enter what the sheet states."""
        top = self._header()
        if top is None:
            heads = "、".join(b.head for b in self.form.blocks)
            self._wrong(None, f"找不到表头“{heads}”，请恢复", f"the heading {heads} is missing; put it back")
            return
        for block, label_at, columns in self._blocks(top):
            self._merged(columns, top)
            for row in self._rows(top):
                self._row(block, label_at, columns, row)
        self._told_hidden(self.rows_used)
        self._no_budgets()

    def _no_budgets(self) -> None:
        """Where a sheet has initial budgets, an item without one had none; a sheet without any leaves them unknown."""
        facts = self.book.facts.at
        for block in self.form.blocks:
            column = next((c for c in block.columns if c.head == INITIAL and block.coded), None)
            if column is None:
                continue
            items = [block.coordinate(self.form.base, code, column) for _, code in sorted(self.lines_seen)]
            if any(at in facts for at in items):
                for at in items:
                    facts.setdefault(at, Fact(0, self.book.origin, self._where(None)))

    # --- where things are

    def _unit(self) -> str:
        """The sheet's own unit where one was typed over the formula; else the workbook's."""
        for square, text in self.sheet.texts.items():
            match = _UNIT.search(text) if square[0] < _TITLE_ROWS else None
            if match and square not in self.sheet.formulas:
                return match[1]
        return self.book.unit

    def _header(self) -> int | None:
        wanted = {key(b.head) for b in self.form.blocks}
        rows = {row for row, _ in self.sheet.texts if row < _HEAD_ROWS}
        for row in sorted(rows):
            if wanted <= {key(text) for (r, _), text in self.sheet.texts.items() if r == row}:
                return row
        return None

    def _rows(self, top: int) -> list[int]:
        used = {row for row, _ in self.sheet.texts if row > top} | {row for row, _ in self.sheet.unvalued if row > top}
        return sorted(used)

    def _blocks(self, top: int) -> list[tuple[Block, int, dict[int, Column]]]:
        heads = {column: text for (row, column), text in sorted(self.sheet.texts.items()) if row == top}
        starts = {key(b.head): b for b in self.form.blocks}
        found: list[tuple[Block, int, dict[int, Column]]] = []
        for at, text in heads.items():
            block = starts.get(key(text))
            if block is not None:
                found.append((block, at, {}))
            elif found and key(text) != key(NAME_HEAD):
                block, _, columns = found[-1]
                column = next((c for c in block.columns if key(c.head) == key(text)), None)
                if column is None or column in columns.values():
                    self._unknown_column(top, at, text)
                else:
                    columns[at] = column
        for block, _, columns in found:
            for column in block.columns:
                if column not in columns.values() and column.role is not Role.PREVIOUS:
                    self._wrong(None, f"缺少栏目“{column.head}”", f"the column {column.head} is missing")
        return found

    def _unknown_column(self, top: int, at: int, text: str) -> None:
        """A column of remarks is passed over; one with numbers may be one of ours whose heading was changed."""
        if any(row > top and column == at for row, column in self.sheet.numbers):
            zh = f"不认识的栏目“{text}”，请恢复原来的栏目名称；另加的栏目请移到表外"
            self._wrong(
                (top, at), zh, f"there is no column {text} in this sheet; put its heading back, or move it away"
            )
        else:
            self._odd(
                (top, at), f"栏目“{text}”不在表式中，没有采用", f"the column {text} is none of the form; not used"
            )

    def _merged(self, columns: dict[int, Column], top: int) -> None:
        """An amount in merged cells might belong to any of them: the others have lost theirs."""
        for first_row, first, last_row, last in self.sheet.merges:
            covered = [at for at in columns if first <= at <= last]
            if first_row <= top or not covered or (first_row, first) not in self.sheet.numbers:
                continue
            if len(covered) > 1 or last_row > first_row:
                zh = "是合并单元格，分不清金额属于哪一格，请取消合并，逐格填写"
                self._wrong(
                    (first_row, first), zh, "is merged with others, and whose amount it is is unclear; unmerge it"
                )

    def _told_hidden(self, used: set[int]) -> None:
        """What is hidden counts, since formulas count it too; but whoever hid it may have meant otherwise."""
        rows = sorted(used & self.sheet.hidden_rows)
        if not self.sheet.visible and used:
            self._odd(None, "工作表是隐藏的，其中的金额已采用", "the sheet is hidden; its amounts are used")
        elif rows:
            listed = "、".join(str(row + 1) for row in rows[:_SHOWN])
            zh = f"隐藏的第 {listed} 行有金额，已采用；不要的请删去"
            self._odd(None, zh, f"hidden rows ({listed}) have amounts, which are used; delete what is not meant")

    # --- rows

    def _row(self, block: Block, label_at: int, columns: dict[int, Column], row: int) -> None:
        text = compact(self.sheet.texts.get((row, label_at), ""))
        filled = [at for at in columns if (row, at) in self.sheet.texts and not self._is_formula((row, at))]
        if not text:
            if filled and any(self._number((row, at)) for at in filled):
                self._no_label(block, row, label_at)
            return
        line = next((x for x in block.lines if key(x.label) == key(text)), None)
        if line is None and block.coded:
            code = self._code((row, label_at))
            if code:
                self._coded(block, label_at, columns, row, code)
                return
        if line is None:
            if filled:
                self._wrong((row, label_at), f"不认识的行“{text}”", f"there is no row {text} in this sheet")
            return
        for at, column in columns.items():
            role = block.role(line, column)
            if role is not Role.NONE:
                self._cell(block, line, column, role, (row, at), f"{line.label}（{column.head}）")

    def _no_label(self, block: Block, row: int, label_at: int) -> None:
        if block.coded:
            self._wrong((row, label_at), f"这一行有金额，没有填{block.head}", "this row has amounts, but no code")
        else:
            self._wrong((row, label_at), "这一行有金额，没有项目名称", "this row has amounts, but no label")

    def _code(self, square: Square) -> str:
        return code_of(self.sheet.texts.get(square, ""), self.sheet.numbers.get(square))

    def _holds_below(self, code: str, label_at: int) -> bool:
        """Whether the sheet lists anything below a code: then its row is a sum of them."""
        codes = {self._code((row, at)) for row, at in self.sheet.texts if at == label_at}
        return any(len(c) > len(code) and c.startswith(code) for c in codes)

    def _coded(self, block: Block, label_at: int, columns: dict[int, Column], row: int, code: str) -> None:
        tree, other = functional(self.book.year), economic(self.book.year)
        leaf = 7
        if block.coded == "economic":
            tree, other, leaf = other, tree, 5
        typed = any(self._number((row, at)) and not self._is_formula((row, at)) for at in columns)
        lone = len(code) < leaf and typed and not self._holds_below(code, label_at)
        if len(code) not in (3, 5, 7) or len(code) > leaf or lone:
            self._wrong((row, label_at), *wrong_level(code, leaf, tree, other))
            return
        if (block.coded, code) in self.lines_seen:
            self._wrong((row, label_at), f"{code} 重复，请合并为一行", f"{code} stands twice; make it one row")
            return
        whole = len(code) < leaf
        used = False
        for at, column in columns.items():
            role = block.role(code, column)
            if role is Role.NONE:
                continue
            if whole and role is Role.INPUT:
                role = Role.TOTAL
            used |= self._cell(block, code, column, role, (row, at), column.head)
        if not used:
            return
        self.lines_seen.add((block.coded, code))
        if block.coded == "function":
            self._name(tree, row, label_at, code)

    def _name(self, tree: CodeTree, row: int, label_at: int, code: str) -> None:
        """The name to print: as typed, else the code's own."""
        square = (row, label_at + 1)
        typed = compact(self.sheet.texts.get(square, ""))
        typed = "" if square in self.sheet.formulas or typed == MISSING_NAME or typed[:1] == "#" else typed
        # the lists of years gone by are not certain enough to refuse a code that other years have
        former = next((entry.name for entry in tree.names(code)), "")
        if not (typed or tree.name(code) or former):
            zh = f"{self.book.year} 年的科目表中没有 {code}，请核对；确有此科目的，在右边填写科目名称"
            en = f"{code} is not among the codes of {self.book.year}; correct it, or fill in its name beside it"
            self._wrong((row, label_at), zh, en)
            return
        if typed or tree.name(code) is None:
            self.book.facts.names[code] = typed or former

    # --- cells

    def _is_formula(self, square: Square) -> bool:
        return square in self.sheet.formulas

    def _number(self, square: Square) -> bool:
        return square in self.sheet.numbers

    def _cell(self, block: Block, line: Line | str, column: Column, role: Role, square: Square, what: str) -> bool:
        """Read one cell; whether there is an amount in it."""
        text = self.sheet.texts.get(square, "")
        value = self.sheet.numbers.get(square)
        if value is None:
            if square in self.sheet.unvalued and role is not Role.TOTAL:
                zh = f"{what} 的公式没有计算结果，请在 Excel 或 WPS 中打开后保存"
                self._wrong(square, zh, f"{what} is a formula without a result; open and save it in Excel or WPS")
            elif compact(text) not in _NOTHING and not (role is Role.TOTAL and self._is_formula(square)):
                self._wrong(square, *no_number(what, text))
            return False
        if _DATE.search(text):  # a spreadsheet's own idea of what was typed: 5.1 became 1 May
            self._wrong(square, f"{what} 是日期“{text}”，请改为数字", f"{what} is a date, {text}; make it a number")
            return False
        fen = fen_of(value, self.unit)
        if fen is None:
            if role is Role.TOTAL:
                return False
            shown = f"{value.normalize():f}"
            zh, en = (
                f"{what} 为 {shown}{self.unit}，比分还细，请四舍五入到分",
                f"{what} is {shown} {self.unit}, finer than 分",
            )
            if self.unit == "元":
                zh += f"；如果是按万元填的，在“{GUIDE}”中改选万元"
                en += "; round it to 分, or choose 万元 on the first sheet if that is meant"
            else:
                en += "; round it to 分"
            self._wrong(square, zh, en)
            return False
        at = block.coordinate(self.form.base, line, column)
        where = self._where(square)
        if role is Role.TOTAL:
            decimals = -int(value.normalize().as_tuple().exponent)
            whole = f"{line} {what}" if isinstance(line, str) else what
            stated = Stated(at, fen, where, whole, self._is_formula(square), max(decimals, 0))
            self.book.stated.append(stated)
            return False
        if not fen and role is Role.PREVIOUS and self._is_formula(square):
            return False
        self.rows_used.add(square[0])
        if fen < 0:
            self._odd(
                square, f"{what} 是负数 {value.normalize():f}，请核对", f"{what} is negative; see that this is meant"
            )
        made_up = text.endswith(RECONSTRUCTED_MARK)  # by the cell's number format: 12.34*
        self.book.facts.at[at] = Fact(fen, Origin.RECONSTRUCTED if made_up else self.book.origin, where)
        self.book.result.statement_of[at] = self.form.statement
        return True

    def _where(self, square: Square | None) -> str:
        cell = "" if square is None else f" {column_letters(square[1])}{square[0] + 1}"
        return f"{self.book.name}, {self.form.title}{cell}"

    def _odd(self, square: Square | None, zh: str, en: str) -> None:
        where = self._where(square)
        self.book.trouble.told.append((f"{where}：{zh}", f"{where}: {en}"))

    def _wrong(self, square: Square | None, zh: str, en: str) -> None:
        self.book.trouble.add(self._where(square), zh, en)
