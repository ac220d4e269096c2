"""The model of a self-evaluation form: what is printed, field by field, each with its text and its place.

A field that the form does not have is None; a field that is there but blank is an entry with an empty text (a form
read from a picture's text cannot tell the two apart, since blank cells leave no trace in it: there, both are None).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from juesuan.place import Place


class Kind(StrEnum):
    """What a form evaluates."""

    PROJECT = "project"  # 项目支出绩效自评表
    DEPARTMENT = "department"  # 部门（单位）整体支出绩效自评表


class Source(StrEnum):
    """What a form was read from."""

    TABLE = "table"
    RUNS = "runs"  # the text runs that a picture of the form left behind, one a line


class Fund(StrEnum):
    """The rows of a form's funds (资金行)."""

    TOTAL = "total"  # 年度资金总额
    APPROPRIATION = "appropriation"  # 其中：本年财政拨款
    CARRYOVER = "carryover"  # 上年结转资金
    SPECIAL = "special"  # 财政专户管理资金
    OWN = "own"  # 单位资金
    PART = "part"  # a part of one of the above (中央财政资金, 一般公共预算): not added again
    OTHER = "other"  # 其他资金


class Level(StrEnum):
    """一级指标."""

    COST = "cost"  # 成本指标, where it is a level of its own
    OUTPUT = "output"  # 产出指标
    BENEFIT = "benefit"  # 效益指标
    SATISFACTION = "satisfaction"  # 满意度指标
    EXECUTION = "execution"  # 预算执行, where a form has it as an indicator
    OTHER = "other"  # 决策, 过程, 管理, 履职效能: forms of whole departments


class Aspect(StrEnum):
    """二级指标."""

    QUANTITY = "quantity"
    QUALITY = "quality"
    TIMELINESS = "timeliness"
    COST = "cost"
    ECONOMIC_COST = "economic_cost"
    SOCIAL_COST = "social_cost"
    ECOLOGICAL_COST = "ecological_cost"
    ECONOMIC = "economic"
    SOCIAL = "social"
    ECOLOGICAL = "ecological"
    SUSTAINABLE = "sustainable"
    SATISFACTION = "satisfaction"
    EXECUTION = "execution"
    OTHER = "other"


class Operator(StrEnum):
    """How an actual value is held against a target."""

    AT_LEAST = "≥"
    MORE = ">"
    AT_MOST = "≤"
    LESS = "<"
    EQUAL = "="
    RANGE = "~"
    NONE = ""  # a number without an operator


class Measure(StrEnum):
    """What a target or an actual value is."""

    NUMBER = "number"
    WORDS = "words"  # a qualitative grade or a description
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Entry:
    """A field as printed.

    Attributes:
        text: as printed, lines of a cell joined.
        place: where.
        row: label of its row as printed, white space removed.
        column: header of its column as printed, white space removed.
        row_index: row in the table's grid, None outside tables.
        column_index: column in the table's grid.
    """

    text: str
    place: Place = field(default_factory=Place)
    row: str = ""
    column: str = ""
    row_index: int | None = None
    column_index: int | None = None


@dataclass(frozen=True, slots=True)
class Number(Entry):
    """A printed number: an amount, a weight, a score or a rate.

    Attributes:
        value: None where the cell is blank, a dash or no number.
        decimals: digits shown after the point.
        unit: 万元, 分, %.
    """

    value: Decimal | None = None
    decimals: int = 0
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Reading(Entry):
    """A target (年度指标值) or an actual value (实际完成值).

    Attributes:
        measure: number, words or blank.
        operator: the printed one; NONE where there is none.
        value: the number (the lower end of a range); None for words.
        high: the upper end of a range.
        unit: as printed in the cell (%, 万元, 个), "" if none.
    """

    measure: Measure = Measure.BLANK
    operator: Operator = Operator.NONE
    value: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class FundRow:
    """One row of the funds: where the money is from, what was budgeted, what was spent."""

    fund: Fund
    label: Entry
    initial: Number | None = None  # 年初预算数
    adjusted: Number | None = None  # 全年预算数
    executed: Number | None = None  # 全年执行数
    weight: Number | None = None  # 分值
    rate: Number | None = None  # 执行率
    score: Number | None = None  # 得分


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row of indicators; forms print rows without a name where nothing was set (经济效益指标: blank)."""

    level: Level
    aspect: Aspect
    level_text: Entry | None = None
    aspect_text: Entry | None = None
    name: Entry | None = None
    nature: Entry | None = None  # 指标性质: ≥, ≤, =, 定性
    target: Reading | None = None
    unit: Entry | None = None  # 度量单位
    actual: Reading | None = None
    weight: Number | None = None
    score: Number | None = None
    deviation: Entry | None = None  # 偏差原因分析及改进措施
    remedy: Entry | None = None  # 改进措施, where it has a column of its own

    @property
    def label(self) -> str:
        """What a reader calls it: its name, else its 二级 or 一级 as printed."""
        for entry in (self.name, self.aspect_text, self.level_text):
            if entry is not None and entry.text:
                return "".join(entry.text.split())
        return ""

    @property
    def filled(self) -> bool:
        """Something was set or scored: more than a bare label or a placeholder."""
        cells = (self.target, self.actual, self.weight, self.score)
        return any(c is not None and c.text and c.text != "……" for c in cells)


@dataclass(frozen=True, slots=True)
class Project:
    """One self-evaluation form.

    Attributes:
        kind: a project's or a whole department's.
        source: read from a table or from a picture's text.
        title: heading above or in the form.
        year: fiscal year in the heading.
        name: 项目名称 (of a department's form: the department).
        department: 主管部门, 预算部门.
        unit: 实施单位, 预算单位.
        attribute: "new" (新增项目), "continuing" (延续项目), None if neither or both are ticked.
        attribute_text: the tick boxes as printed.
        term: 项目期.
        money_unit: unit of the funds.
        money_unit_stated: the unit is printed (else 万元 was taken).
        funds: rows of funds; the first TOTAL is the project's.
        expected: 预期目标.
        achieved: 实际完成情况.
        indicators: rows in the order printed, blank ones too.
        total_weight: 总分 in the column of 分值.
        total_score: 总分 in the column of 得分.
        grade: 评价等级 as printed.
        columns: keys of the columns that the form has (weight, score, deviation, ...).
        block: index of the table, or of the first line of the text.
        place: where the form begins.
    """

    kind: Kind = Kind.PROJECT
    source: Source = Source.TABLE
    title: Entry | None = None
    year: int | None = None
    name: Entry | None = None
    department: Entry | None = None
    unit: Entry | None = None
    attribute: str | None = None
    attribute_text: Entry | None = None
    term: Entry | None = None
    money_unit: str = "万元"
    money_unit_stated: bool = False
    funds: tuple[FundRow, ...] = ()
    expected: Entry | None = None
    achieved: Entry | None = None
    indicators: tuple[Indicator, ...] = ()
    total_weight: Number | None = None
    total_score: Number | None = None
    grade: Entry | None = None
    columns: frozenset[str] = frozenset()
    block: int = 0
    place: Place = field(default_factory=Place)

    @property
    def label(self) -> str:
        """The project's name as printed, white space removed; "" if it has none."""
        return "".join(self.name.text.split()) if self.name is not None else ""

    @property
    def total(self) -> FundRow | None:
        """The row of all funds."""
        return next((r for r in self.funds if r.fund is Fund.TOTAL), None)

    @property
    def filled(self) -> tuple[Indicator, ...]:
        """The indicators that were set."""
        return tuple(i for i in self.indicators if i.filled)

    @property
    def execution(self) -> tuple[Number | None, Number | None]:
        """Weight and score of budget execution; (None, None) where the form counts it as an indicator or not at all."""
        total = self.total
        if total is None or any(i.level is Level.EXECUTION and i.filled for i in self.indicators):
            return None, None
        return total.weight, total.score

    @property
    def amount(self) -> Decimal | None:
        """What the project is worth: the year's budget, else the initial one."""
        total = self.total
        for cell in (total.adjusted, total.initial) if total is not None else ():
            if cell is not None and cell.value is not None:
                return cell.value
        return None
