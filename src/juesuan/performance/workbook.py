"""The workbook of forms: an empty one to fill in, and the scored one, with each proposal beside what is stated.

Each sheet but the first is one self-evaluation form in the Ministry's layout, so that it is read as any other form is.
The columns 建议得分 and 评分依据 are ours; a reader never takes them for stated scores.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from juesuan.performance.model import Entry, Fund, FundRow, Indicator, Kind, Number, Project
from juesuan.performance.points import points_of
from juesuan.performance.scoring import Proposal, Score, grade_of
from juesuan.performance.values import parse

if TYPE_CHECKING:
    from xlsxwriter import Workbook  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

_NO_DATE = datetime(1980, 1, 1)
"""A date that is none: the same forms give the same bytes."""
_OPERATORS = ["≥", "≤", "=", ">", "<", "定性"]
_ATTRIBUTES = ["新增项目", "延续项目"]
_GRADES = ["达成预期指标", "部分达成预期指标并具有一定效果", "未达成预期指标且效果较差"]
_WIDTHS = (12, 14, 30, 9, 13, 9, 14, 8, 8)
_HEAD = ("一级指标", "二级指标", "三级指标", "指标性质", "年度指标值", "度量单位", "实际完成值", "分值", "得分")
_PROPOSED = ("建议得分", "评分依据")
_REASON = "偏差原因分析及改进措施"
_FUND_ROWS = ("年度资金总额", "其中：当年财政拨款", "上年结转资金", "其他资金")
_TEMPLATE = (
    ("产出指标", "数量指标", 2),
    ("产出指标", "质量指标", 1),
    ("产出指标", "时效指标", 1),
    ("产出指标", "成本指标", 1),
    ("效益指标", "经济效益指标", 1),
    ("效益指标", "社会效益指标", 1),
    ("效益指标", "生态效益指标", 1),
    ("效益指标", "可持续影响指标", 1),
    ("满意度指标", "服务对象满意度指标", 1),
)
_INSTRUCTIONS = (
    "项目支出绩效自评工作簿",
    "一、每个项目一张工作表；需要更多项目时，复制“项目1”工作表即可。工作表名称不限。",
    "二、项目资金以万元为单位。执行率=全年执行数÷全年预算数；预算执行率的分值为10分。",
    "三、绩效指标分值合计90分（原则上产出50、效益30、满意度10），加预算执行率10分，总分100分。",
    "四、指标性质从下拉列表选取：≥、≤、=、>、<，或“定性”。年度指标值只填数值，单位填在“度量单位”列。",
    "五、实际完成值：定量指标填数值；定性指标可从下拉列表选取三档之一，也可用文字说明。",
    "六、得分可以不填，由程序提出建议；填写的得分不会被改动，建议得分写在旁边的“建议得分”列。",
    "七、未完成指标值或偏离较大的，在“偏差原因分析及改进措施”列说明。",
    "八、评分：juesuan score 本文件 -o 结果.xlsx",
    "依据：《项目支出绩效评价管理办法》（财预〔2020〕10号）。",
)
_HUNDRED = Decimal(100)
_BAD_NAME = re.compile(r"[\[\]:*?/\\']")


def empty_workbook() -> bytes:
    """An empty workbook to fill in: instructions and one form with drop-downs."""
    target, workbook = _new()
    looks = _Looks(workbook)
    _instructions(workbook, looks)
    _Form(workbook.add_worksheet("项目1"), looks, None, None).write()
    workbook.close()
    return target.getvalue()


def filled_workbook(projects: Sequence[Project]) -> bytes:
    """The workbook to fill in, with forms filled in already; no proposals beside them.

    Args:
        projects: the forms.
    """
    target, workbook = _new()
    looks = _Looks(workbook)
    _instructions(workbook, looks)
    taken: set[str] = set()
    for project in projects:
        _Form(workbook.add_worksheet(_sheet_name(project.label, taken)), looks, project, None).write()
    workbook.close()
    return target.getvalue()


def scored_workbook(scored: Sequence[tuple[Project, Proposal]]) -> bytes:
    """The forms with the proposed scores beside the stated ones, which stay as they are.

    Args:
        scored: each form with its proposal.
    """
    target, workbook = _new()
    looks = _Looks(workbook)
    taken: set[str] = set()
    for project, proposal in scored:
        sheet = workbook.add_worksheet(_sheet_name(project.label, taken))
        _Form(sheet, looks, project, proposal).write()
    if not scored:
        workbook.add_worksheet("无")
    workbook.close()
    return target.getvalue()


def _new() -> tuple[io.BytesIO, Workbook]:
    import xlsxwriter  # here, because only this needs it

    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    workbook = xlsxwriter.Workbook(target, options)
    workbook.set_properties({"author": "Juesuan", "created": _NO_DATE})
    return target, workbook


def _sheet_name(label: str, taken: set[str]) -> str:
    base = _BAD_NAME.sub("", label)[:28] or "项目"
    name, at = base, 1
    while name.lower() in taken:
        at += 1
        name = f"{base[:26]}~{at}"
    taken.add(name.lower())
    return name


class _Looks:
    """The formats of the workbook."""

    def __init__(self, workbook: Workbook) -> None:
        base = {"font_name": "宋体", "font_size": 10, "text_wrap": True, "valign": "vcenter"}
        cell = {**base, "border": 1, "border_color": "#808080", "align": "center"}
        self._workbook = workbook
        self._cell = cell
        self._numbers: dict[int, Any] = {}
        self.title = workbook.add_format({**base, "font_name": "黑体", "font_size": 15, "align": "center"})
        self.text = workbook.add_format(base)
        self.label = workbook.add_format({**cell, "font_name": "黑体", "bg_color": "#E7E6E6"})
        self.cell = workbook.add_format(cell)
        self.left = workbook.add_format({**cell, "align": "left"})
        self.differs = workbook.add_format({**cell, "bg_color": "#FFE8C2"})
        self.agrees = workbook.add_format({**cell, "bg_color": "#E6F2E6"})

    def number(self, decimals: int) -> Any:
        """A number that shows so many digits after the point."""
        if decimals not in self._numbers:
            shown = "0." + "0" * decimals if decimals else "0"
            self._numbers[decimals] = self._workbook.add_format({**self._cell, "num_format": shown})
        return self._numbers[decimals]


def _instructions(workbook: Workbook, looks: _Looks) -> None:
    sheet = workbook.add_worksheet("填写说明")
    sheet.set_column(0, 0, 100)
    for row, line in enumerate(_INSTRUCTIONS):
        sheet.write_string(row, 0, line, looks.title if row == 0 else looks.text)


class _Form:
    """One sheet: a form, blank or filled in, with or without proposals."""

    def __init__(self, sheet: Worksheet, looks: _Looks, project: Project | None, proposal: Proposal | None) -> None:
        self.sheet = sheet
        self.looks = looks
        self.project = project
        self.proposal = proposal
        self.extra = _PROPOSED if proposal is not None else ()
        self.reason = len(_HEAD) + len(self.extra)
        self.row = 0

    def write(self) -> None:
        """Write the sheet from top to bottom."""
        widths = (*_WIDTHS, *((9, 44) if self.extra else ()), 32)
        for at, width in enumerate(widths):
            self.sheet.set_column(at, at, width)
        self._top()
        self._funds()
        self._goals()
        self._indicators()
        self.sheet.set_landscape()
        self.sheet.fit_to_pages(1, 0)

    # --- parts

    def _top(self) -> None:
        project = self.project
        department = project is not None and project.kind is Kind.DEPARTMENT
        title = _text(project.title) if project is not None and project.title else "项目支出绩效自评表（    年度）"
        self._merge(0, self.reason, title, self.looks.title)
        self.row += 1
        self._label(0, "部门名称" if department else "项目名称")
        self._merge(1, self.reason, _text(project.name) if project else "", self.looks.left)
        self.row += 1
        self._label(0, "主管部门")
        self._merge(1, 3, _text(project.department) if project else "", self.looks.left)
        self._label(4, "实施单位")
        self._merge(5, self.reason, _text(project.unit) if project else "", self.looks.left)
        self.row += 1
        self._label(0, "项目属性")
        known = {"new": _ATTRIBUTES[0], "continuing": _ATTRIBUTES[1]}
        ticked = known.get(project.attribute or "", _text(project.attribute_text)) if project else ""
        self._merge(1, 3, ticked, self.looks.left)
        self.sheet.data_validation(self.row, 1, self.row, 1, {"validate": "list", "source": _ATTRIBUTES})
        self._label(4, "项目期")
        self._merge(5, self.reason, _text(project.term) if project else "", self.looks.left)
        self.row += 1

    def _funds(self) -> None:
        unit = self.project.money_unit if self.project else "万元"
        rows = self.project.funds if self.project else ()
        labels = [_text(r.label) for r in rows] or list(_FUND_ROWS)
        first = self.row
        self._labels(((3, "年初预算数"), (4, "全年预算数"), (5, "全年执行数"), (6, "执行率"), (7, "分值"), (8, "得分")))
        self._merge(1, 2, "", self.looks.label)
        for at, head in enumerate(self.extra, len(_HEAD)):
            self._label(at, head)
        for at, label in enumerate(labels):
            self.row += 1
            self._merge(1, 2, label, self.looks.label)
            self._fund(rows[at] if rows else None, total=at == 0)
        if self.row > first:
            self.sheet.merge_range(first, 0, self.row, 0, f"项目资金（{unit}）", self.looks.label)
        self.row += 1

    def _fund(self, row: FundRow | None, *, total: bool) -> None:
        cells = (row.initial, row.adjusted, row.executed, row.rate, row.weight, row.score) if row else (None,) * 6
        for at, cell in enumerate(cells, 3):
            self._value(at, cell)
        if row is None:
            if total:
                self.sheet.write_number(self.row, 7, 10, self.looks.cell)
            else:
                for at in (7, 8):
                    self.sheet.write_string(self.row, at, "—", self.looks.cell)
        elif self.proposal is not None and row.fund is Fund.TOTAL and self.proposal.execution is not None and total:
            self._proposal(self.proposal.execution, row.score)

    def _goals(self) -> None:
        project, half = self.project, 4
        self.sheet.merge_range(self.row, 0, self.row + 1, 0, "年度目标", self.looks.label)
        self._merge(1, half, "预期目标", self.looks.label)
        self._merge(half + 1, self.reason, "实际完成情况", self.looks.label)
        self.row += 1
        self.sheet.set_row(self.row, 60)
        self._merge(1, half, _text(project.expected) if project else "", self.looks.left)
        self._merge(half + 1, self.reason, _text(project.achieved) if project else "", self.looks.left)
        self.row += 1

    def _indicators(self) -> None:
        for at, head in enumerate((*_HEAD, *self.extra, _REASON)):
            self._label(at, head)
        self.row += 1
        project = self.project
        if project is None:
            self._blank_rows()
        else:
            scores = {id(i): s for i, s in self.proposal.indicators} if self.proposal is not None else {}
            for indicator in project.indicators:
                self._indicator(indicator, scores.get(id(indicator)))
        self._total()

    def _blank_rows(self) -> None:
        for level, aspect, count in _TEMPLATE:
            for _ in range(count):
                for at, text in enumerate((level, aspect, *[""] * (len(_HEAD) - 2), "")):
                    self._string(at, text, self.looks.label if at < 2 else self.looks.cell)
                self._choices()
                self.row += 1

    def _choices(self) -> None:
        self.sheet.data_validation(self.row, 3, self.row, 3, {"validate": "list", "source": _OPERATORS})
        self.sheet.data_validation(
            self.row,
            6,
            self.row,
            6,
            {"validate": "list", "source": _GRADES, "error_type": "information", "show_error": False},
        )
        for at in (7, 8):
            rule = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 100}
            self.sheet.data_validation(self.row, at, self.row, at, rule)

    def _indicator(self, indicator: Indicator, score: Score | None) -> None:
        entries = (
            indicator.level_text, indicator.aspect_text, indicator.name, indicator.nature, indicator.target,
            indicator.unit, indicator.actual, indicator.weight, indicator.score,
        )  # fmt: skip
        for at, entry in enumerate(entries):
            if at < 3:
                self._string(at, _text(entry), self.looks.left)
            else:
                self._value(at, entry)
        self._choices()
        if self.extra:
            self._proposal(score, indicator.score)
        self._string(self.reason, _text(indicator.deviation), self.looks.left)
        self.row += 1

    def _proposal(self, score: Score | None, stated: Number | None) -> None:
        at = len(_HEAD)
        if score is None:
            self._string(at, "", self.looks.cell)
            self._string(at + 1, "", self.looks.cell)
            return
        said = stated.value if stated is not None else None
        look = self.looks.agrees if said is not None and score.allows(said) else self.looks.differs
        if score.value is None:
            self._string(at, "须人工认定", self.looks.differs)
        else:
            self.sheet.write_number(self.row, at, _stored(score.value), look)
        self._string(at + 1, score.zh, self.looks.left)

    def _total(self) -> None:
        project, proposal = self.project, self.proposal
        self._merge(0, 6, "总分", self.looks.label)
        self._value(7, project.total_weight if project else None)
        self._value(8, project.total_score if project else None)
        if self.extra and proposal is not None:
            at = len(_HEAD)
            if proposal.total is not None:
                self.sheet.write_number(self.row, at, _stored(proposal.total), self.looks.cell)
                whole = project is not None and points_of(project).weight_sum == _HUNDRED
                told = f"建议等级：{grade_of(proposal.total)[0]}" if whole else "分值合计不是100，不评等级"
            else:
                self._string(at, "", self.looks.cell)
                told = "有得分须人工认定，总分未计"
            self._string(at + 1, told, self.looks.left)
        self._string(self.reason, "", self.looks.left)

    # --- cells

    def _labels(self, pairs: Sequence[tuple[int, str]]) -> None:
        for at, text in pairs:
            self._label(at, text)

    def _label(self, at: int, text: str) -> None:
        self.sheet.write_string(self.row, at, text, self.looks.label)

    def _merge(self, first: int, last: int, text: str, look: Any) -> None:
        self.sheet.merge_range(self.row, first, self.row, last, "", look)
        self._string(first, text, look)

    def _string(self, at: int, text: str, look: Any) -> None:
        if text:
            self.sheet.write_string(self.row, at, text, look)
        else:
            self.sheet.write_blank(self.row, at, None, look)

    def _value(self, at: int, entry: Entry | None) -> None:
        """A field as it was stated: a plain number as one with its digits, anything else as text."""
        text = _text(entry)
        if _plain(text):
            self.sheet.write_number(self.row, at, _stored(Decimal(text)), self.looks.number(parse(text).decimals))
        else:
            self._string(at, text, self.looks.cell)


def _plain(text: str) -> bool:
    return re.fullmatch(r"-?\d{1,12}(\.\d{1,6})?", text) is not None


def _text(entry: Entry | None) -> str:
    return "".join(c for c in entry.text if c >= " " or c == "\n") if entry is not None else ""


def _stored(value: Decimal) -> Decimal | int:
    """The number as it goes into the file, digit for digit: a float of 92.49 would be 92.48999999999999 there."""
    return int(value) if value == value.to_integral_value() else value.normalize()
