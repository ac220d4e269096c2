"""tables.xlsx as `juesuan new` writes it: empty, or filled in with facts that are known.

Cells to fill in are coloured and free; everything else is protected (without a password). Wholes are formulas that
carry their value, so that a reader who never computed them sees the same figures.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from juesuan.cube.coordinate import Coordinate
from juesuan.documents.workbook_cells import column_letters
from juesuan.taxonomy.codes import CodeTree, economic, functional
from juesuan.taxonomy.edition import load
from juesuan.writing.inputs_amounts import UNITS
from juesuan.writing.inputs_forms import (
    CODES,
    GUIDE,
    MISSING_NAME,
    NAME_HEAD,
    UNIT_LABEL,
    Block,
    Column,
    Form,
    Line,
    Role,
    forms,
)
from juesuan.writing.inputs_formulas import Formulas, Spot
from juesuan.writing.model import Facts, Profile
from juesuan.writing.pages import RECONSTRUCTED_MARK
from juesuan.writing.totals import Book

if TYPE_CHECKING:
    from xlsxwriter import Workbook  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

_NO_DATE = datetime(1980, 1, 1)
"""A date that is none: the same contents give the same bytes."""
_TITLE_ROW, _UNIT_ROW, _HINT_ROW, _HEAD_ROW = 0, 1, 2, 3
_FIRST = 4
_UNIT_CELL = (1, 1)
_GUIDE_LINES = (
    "一、黄色格是要填的；灰色格由公式算出，已锁定（没有密码）；蓝色格是上年数，有上年报告的不必填（见 unit.toml）。",
    "二、金额单位在上面的黄色格中选 万元 或 元，各表通用。请填到分：以万元填写的可写到小数点后6位，不要先四舍五入。",
    "三、只填最细的一级：支出按功能分类“项”级、经济分类“款”级；类、款、合计和各总表由程序和公式算出。",
    "四、科目编码从下拉列表选取，也可直接输入；名称自动带出。编码和名称见最后一张工作表“科目”。",
    "五、列表中没有而确有的科目（地方增设等），直接输入编码，并在“科目名称”格中填写名称。",
    "六、没有发生的留空，不要填“无”。不要删除工作表、表头和栏目；行不够时，在表中间插入行即可。",
    "七、填好保存后，运行 juesuan compile 本文件夹 --missing 查看还缺什么，去掉 --missing 就生成公开文件。",
)
_MONEY = "#,##0.00####"
_MONEY_NO_ZERO = "#,##0.00####;-#,##0.00####;"


@dataclass(slots=True)
class _Plan:
    """Where a form's parts stand in its sheet.

    Attributes:
        form: the form.
        starts: first column of each block.
        rows: per block, the lines and codes with their rows; "" is a row left free.
    """

    form: Form
    starts: list[int] = field(default_factory=list)
    rows: list[list[tuple[int, Line | str]]] = field(default_factory=list)

    def amounts_at(self, n: int) -> int:
        """First column of amounts of a block."""
        return self.starts[n] + (2 if self.form.blocks[n].coded else 1)

    @property
    def width(self) -> int:
        """Number of columns."""
        return self.amounts_at(len(self.starts) - 1) + len(self.form.blocks[-1].columns)


def tables_workbook(profile: Profile, facts: Facts | None = None, unit: str = "万元") -> bytes:
    """The workbook.

    Args:
        profile: name, year and edition.
        facts: what is filled in already; nothing if None.
        unit: 万元 or 元.
    """
    import xlsxwriter  # here, because only this needs it

    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    workbook = xlsxwriter.Workbook(target, options)
    workbook.set_properties({"author": "Juesuan", "created": _NO_DATE})
    writer = _Writer(workbook, profile, facts or Facts(), unit)
    writer.write()
    workbook.close()
    return target.getvalue()


class _Looks:
    """The formats of the workbook."""

    def __init__(self, workbook: Workbook) -> None:
        base = {"font_name": "宋体", "font_size": 10, "valign": "vcenter"}
        cell = {**base, "border": 1, "border_color": "#A0A0A0"}

        def add(**more: object) -> Any:
            return workbook.add_format({**base, **more})

        self.title = add(font_name="黑体", font_size=15, align="center")
        self.text = add(text_wrap=True)
        self.right = add(align="right")
        self.hint = add(text_wrap=True, font_color="#7F6000")
        head = {"font_name": "黑体", "bg_color": "#E7E6E6", "align": "center", "text_wrap": True}
        self.head = workbook.add_format({**cell, **head})
        self.label = workbook.add_format({**cell, "text_wrap": True})
        self.blank = workbook.add_format({**cell, "bg_color": "#F2F2F2"})
        self.name = workbook.add_format({**cell, "locked": False, "text_wrap": True})
        self.choice = workbook.add_format({**cell, "locked": False, "bg_color": "#FFF8D6", "align": "center"})
        self.code = workbook.add_format({**cell, "locked": False, "bg_color": "#FFF8D6", "num_format": "@"})
        starred = {"bg_color": "#FFF8D6", "num_format": f'{_MONEY}"{RECONSTRUCTED_MARK}"'}
        self.made_up = workbook.add_format({**cell, "locked": False, "italic": True, **starred})
        self.by_role = {
            Role.INPUT: workbook.add_format({**cell, "locked": False, "bg_color": "#FFF8D6", "num_format": _MONEY}),
            Role.PREVIOUS: workbook.add_format({**cell, "locked": False, "bg_color": "#E3EEF9", "num_format": _MONEY}),
            Role.TOTAL: workbook.add_format({**cell, "bg_color": "#F2F2F2", "num_format": _MONEY_NO_ZERO}),
        }


class _Writer:
    def __init__(self, workbook: Workbook, profile: Profile, facts: Facts, unit: str) -> None:
        self.workbook = workbook
        self.profile = profile
        self.facts = facts
        self.unit = unit
        self.looks = _Looks(workbook)
        self.edition = load(profile.edition)
        # a filled form leaves nothing out: what is blank is nothing
        whole = {form.statement for form in forms(self.edition, profile.year)}
        self.book = Book(Facts(facts.at, facts.names, facts.complete | whole))
        self.functions, self.items = functional(profile.year), economic(profile.year)
        self.listed: Mapping[str, Sequence[str]] = {
            "function": sorted(c for c in self.functions if len(c) == 7),
            "economic": sorted(c for c in self.items if len(c) == 5),
        }
        self.plans = [self._plan(form) for form in forms(self.edition, profile.year)]
        self.formulas = Formulas([spot for plan in self.plans for spot in self._spots(plan)])

    def write(self) -> None:
        """Write all sheets."""
        self._guide()
        for plan in self.plans:
            self._sheet(plan)
        self._codes()

    # --- planning

    def _plan(self, form: Form) -> _Plan:
        plan = _Plan(form)
        at = 0
        for n, block in enumerate(form.blocks):
            plan.starts.append(at)
            rows: list[Line | str] = [*block.lines, *self._codes_of(form, block), *[""] * block.spare]
            plan.rows.append([(_FIRST + i, row) for i, row in enumerate(rows)])
            at = plan.amounts_at(n) + len(block.columns)
        return plan

    def _codes_of(self, form: Form, block: Block) -> list[str]:
        """Codes that stand there: those of the form, and those that the facts have something for."""
        if not block.coded:
            return []
        leaf = 7 if block.coded == "function" else 5
        known = {getattr(c, block.coded) for c in self.facts.at}
        more = [
            code
            for code in sorted(known)
            if len(code) == leaf
            and code.isdigit()
            and code not in block.codes
            and any(block.coordinate(form.base, code, column) in self.facts.at for column in block.columns)
        ]
        return [*block.codes, *more]

    def _spots(self, plan: _Plan) -> list[Spot]:
        spots = []
        for n, block in enumerate(plan.form.blocks):
            coded = [row for row, line in plan.rows[n] if isinstance(line, str)]
            span = (coded[0], coded[-1]) if coded else None
            for row, line in plan.rows[n]:
                for i, column in enumerate(block.columns):
                    role = block.role(line, column)
                    if line == "" or isinstance(line, str) or role is Role.NONE:
                        continue
                    at = block.coordinate(plan.form.base, line, column)
                    spots.append(
                        Spot(plan.form.title, row, plan.amounts_at(n) + i, at, role, block.coded, plan.starts[n], span)
                    )
        return spots

    # --- sheets

    def _guide(self) -> None:
        sheet = self.workbook.add_worksheet(GUIDE)
        sheet.set_column(0, 0, 12)
        sheet.set_column(1, 1, 96)
        sheet.merge_range(0, 0, 0, 1, f"{self.profile.name}{self.profile.year}年度部门决算基础数据", self.looks.title)
        row, column = _UNIT_CELL
        sheet.write_string(row, column - 1, UNIT_LABEL, self.looks.head)
        sheet.write_string(row, column, self.unit, self.looks.choice)
        sheet.data_validation(row, column, row, column, {"validate": "list", "source": list(UNITS)[::-1]})
        for n, line in enumerate(_GUIDE_LINES, row + 2):
            sheet.merge_range(n, 0, n, 1, line, self.looks.text)
            sheet.set_row(n, 32)
        at = row + len(_GUIDE_LINES) + 3
        for n, plan in enumerate(self.plans):
            sheet.write_string(at + n, 0, f"表{n + 1}", self.looks.label)
            sheet.write_url(at + n, 1, f"internal:'{plan.form.title}'!A1", self.looks.label, plan.form.title)
        sheet.set_row(0, 28)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        self._protect(sheet)

    def _sheet(self, plan: _Plan) -> None:
        form, looks = plan.form, self.looks
        sheet = self.workbook.add_worksheet(form.title[:31])
        last = plan.width - 1
        sheet.merge_range(_TITLE_ROW, 0, _TITLE_ROW, last, form.title, looks.title)
        sheet.set_row(_TITLE_ROW, 26)
        sheet.write_string(_UNIT_ROW, 0, f"编制单位：{self.profile.name}", looks.text)
        guide = f"'{GUIDE}'!$B${_UNIT_CELL[0] + 1}"
        sheet.write_formula(_UNIT_ROW, last, f'="{UNIT_LABEL}："&{guide}', looks.right, f"{UNIT_LABEL}：{self.unit}")
        sheet.merge_range(_HINT_ROW, 0, _HINT_ROW, last, form.hint, looks.hint)
        sheet.set_row(_HINT_ROW, 30)
        for n, block in enumerate(form.blocks):
            self._block(sheet, plan, n, block)
        sheet.freeze_panes(_FIRST, 2 if form.blocks[0].coded else 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(_HEAD_ROW)
        self._protect(sheet)

    def _block(self, sheet: Worksheet, plan: _Plan, n: int, block: Block) -> None:
        start, amounts = plan.starts[n], plan.amounts_at(n)
        sheet.set_column(start, start, 13 if block.coded else 34)
        sheet.write_string(_HEAD_ROW, start, block.head, self.looks.head)
        if block.coded:
            sheet.set_column(start + 1, start + 1, 30)
            sheet.write_string(_HEAD_ROW, start + 1, NAME_HEAD, self.looks.head)
        for i, column in enumerate(block.columns):
            sheet.set_column(amounts + i, amounts + i, 16)
            sheet.write_string(_HEAD_ROW, amounts + i, column.head, self.looks.head)
        for row, line in plan.rows[n]:
            if isinstance(line, Line):
                self._label(sheet, block, row, start, line)
            else:
                self._code(sheet, block, row, start, line)
            for i, column in enumerate(block.columns):
                self._cell(sheet, plan, block, (row, amounts + i), line, column)
        coded = [row for row, line in plan.rows[n] if isinstance(line, str)]
        if coded:
            self._choices(sheet, block, coded[0], coded[-1], start)

    def _label(self, sheet: Worksheet, block: Block, row: int, at: int, line: Line) -> None:
        if block.coded:
            sheet.merge_range(row, at, row, at + 1, line.label, self.looks.label)
        else:
            sheet.write_string(row, at, line.label, self.looks.label)

    def _code(self, sheet: Worksheet, block: Block, row: int, at: int, code: str) -> None:
        if code:
            sheet.write_string(row, at, code, self.looks.code)
        else:
            sheet.write_blank(row, at, None, self.looks.code)
        tree: CodeTree = self.functions if block.coded == "function" else self.items
        own = tree.name(code) if code else ""
        given = self.facts.names.get(code, "")
        if given and given != own:
            sheet.write_string(row, at + 1, given, self.looks.name)
            return
        last = len(self.listed[block.coded]) + 1
        area = f"'{CODES}'!$A$2:$B${last}" if block.coded == "function" else f"'{CODES}'!$D$2:$E${last}"
        cell = f"${column_letters(at)}{row + 1}"
        formula = f'=IF({cell}="","",IFERROR(VLOOKUP({cell}&"",{area},2,FALSE),"{MISSING_NAME}"))'
        sheet.write_formula(row, at + 1, formula, self.looks.name, own or ("" if not code else MISSING_NAME))

    def _cell(
        self, sheet: Worksheet, plan: _Plan, block: Block, square: tuple[int, int], line: Line | str, column: Column
    ) -> None:
        role = block.role(line, column)
        if role is Role.NONE:
            sheet.write_blank(*square, None, self.looks.blank)
            return
        look = self.looks.by_role[role]
        at = block.coordinate(plan.form.base, line, column) if line != "" else None
        if role is not Role.TOTAL:
            known = self._known(at) if at is not None else None
            if known is None:
                sheet.write_blank(*square, None, look)
            else:
                made_up = at is not None and self.book.reconstructed(at)
                sheet.write_number(*square, self._amount(known), self.looks.made_up if made_up else look)
            return
        if isinstance(line, str):
            n = plan.form.blocks.index(block)
            formula = self.formulas.of_row(plan.form, block, column, square[0], plan.amounts_at(n))
        else:
            assert at is not None
            formula = self.formulas.of(plan.form.title, at)
        fen = self.book.fen(at) if at is not None else None
        sheet.write_formula(*square, formula, look, self._amount(fen or 0))

    def _known(self, at: Coordinate) -> int | None:
        """What is known of a cell to fill in; sums count too, where the form asks for less than the facts have."""
        fact = self.facts.at.get(at) or self.book.at.get(at)
        return None if fact is None else fact.fen

    def _amount(self, fen: int) -> Decimal:
        # Decimals are stored digit for digit: a float of 92.49 would land in the file as 92.48999999999999.
        return Decimal(fen) / UNITS[self.unit]

    def _choices(self, sheet: Worksheet, block: Block, first: int, last: int, at: int) -> None:
        column = "A" if block.coded == "function" else "D"
        rows = len(self.listed[block.coded]) + 1
        rule = {
            "validate": "list",
            "source": f"='{CODES}'!${column}$2:${column}${rows}",
            "error_type": "warning",
            "error_title": "科目编码",
            "error_message": "科目表中没有这个编码。确有此科目的选“是”，并在右边填写科目名称。",
            "input_title": "科目编码",
            "input_message": "从列表选取，或输入编码。",
        }
        sheet.data_validation(first, at, last, at, rule)

    def _codes(self) -> None:
        sheet = self.workbook.add_worksheet(CODES)
        for at, (kind, tree) in enumerate((("function", self.functions), ("economic", self.items))):
            left = at * 3
            sheet.set_column(left, left, 12)
            sheet.set_column(left + 1, left + 1, 44)
            sheet.write_string(0, left, ("功能分类编码", "经济分类编码")[at], self.looks.head)
            sheet.write_string(0, left + 1, NAME_HEAD, self.looks.head)
            for row, code in enumerate(self.listed[kind], 1):
                sheet.write_string(row, left, code, self.looks.label)
                sheet.write_string(row, left + 1, tree.name(code) or "", self.looks.label)
        sheet.freeze_panes(1, 0)
        self._protect(sheet)

    def _protect(self, sheet: Worksheet) -> None:
        """Protect formulas from slips, not from the user: no password, rows and widths may be changed."""
        sheet.protect(
            "",
            {
                "format_columns": True,
                "format_rows": True,
                "insert_rows": True,
                "delete_rows": True,
                "autofilter": True,
                "sort": True,
            },
        )
