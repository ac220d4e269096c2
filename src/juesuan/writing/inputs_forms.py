"""What tables.xlsx asks for: a sheet a statement, its rows and columns and what each cell means.

One description serves both directions: the empty workbook is drawn from it, and a filled one is read by it, by words
and codes, never by position, so that rows and columns may be inserted. Only leaves are asked for; wholes are formulas.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from juesuan.cube.coordinate import Coordinate
from juesuan.taxonomy.codes import economic, functional
from juesuan.taxonomy.edition import Edition
from juesuan.writing.overlay import table

Members = Mapping[str, str | int]

GUIDE = "填表说明"
CODES = "科目"
UNIT_LABEL = "金额单位"
UNITS = ("万元", "元")
MISSING_NAME = "（请填科目名称）"
LAST_YEAR = "上年决算数"
INITIAL = "年初预算数"
ADJUSTED = "全年预算数"


class Role(StrEnum):
    """What a cell is for."""

    INPUT = "input"  # this year's leaf
    PREVIOUS = "previous"  # last year's figure, needed only without last year's report
    TOTAL = "total"  # follows from other cells: a protected formula
    NONE = ""  # nothing belongs there


@dataclass(frozen=True, slots=True)
class Column:
    """A column of amounts: its heading, the members it sets, what its cells are for."""

    head: str
    members: Members
    role: Role = Role.INPUT


@dataclass(frozen=True, slots=True)
class Line:
    """A row that is always there.

    Attributes:
        label: as printed.
        members: the members it sets.
        role: INPUT, TOTAL or PREVIOUS.
        entered: heads of columns whose cells are entered in this row, though they are totals elsewhere.
    """

    label: str
    members: Members
    role: Role = Role.INPUT
    entered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """One side of a sheet: labels or codes at its left, amounts beside them.

    Attributes:
        head: heading of the column of labels or codes.
        columns: columns of amounts.
        lines: rows that are always there, above the coded ones.
        coded: function or economic where rows are entered by code.
        codes: codes that stand there already.
        spare: rows left free for codes.
    """

    head: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    coded: str = ""
    codes: tuple[str, ...] = ()
    spare: int = 0

    def coordinate(self, base: Members, line: Line | str, column: Column) -> Coordinate:
        """What a cell states; `line` is a code in coded rows."""
        members = {self.coded: line} if isinstance(line, str) else line.members
        return Coordinate("expenditure").at({**base, **column.members, **members})

    def role(self, line: Line | str, column: Column) -> Role:
        """What a cell is for."""
        previous = column.role is Role.PREVIOUS
        if isinstance(line, str):
            return Role.NONE if previous and self.coded == "economic" else column.role
        if line.role is Role.PREVIOUS:
            return Role.NONE if previous or "basis" in column.members else Role.PREVIOUS
        if previous:
            return Role.NONE if self.coded == "function" else Role.PREVIOUS
        if column.head in line.entered:
            return Role.INPUT
        return Role.TOTAL if Role.TOTAL in (line.role, column.role) else Role.INPUT


@dataclass(frozen=True, slots=True)
class Form:
    """One sheet.

    Attributes:
        statement: id of the statement.
        title: its title, also the sheet's name.
        base: members that all cells share.
        blocks: its sides, left to right.
        hint: one line on what to fill in.
    """

    statement: str
    title: str
    base: Members
    blocks: tuple[Block, ...]
    hint: str


_FUNDS = (
    ("一般公共预算财政拨款", "general"),
    ("政府性基金预算财政拨款", "government_fund"),
    ("国有资本经营预算财政拨款", "state_capital"),
)
_INCOME = (
    ("上级补助收入", "superior"),
    ("事业收入", "institutional"),
    ("经营收入", "operating"),
    ("附属单位上缴收入", "affiliates"),
    ("其他收入", "other"),
)
_KINDS = (
    ("基本支出", "basic"),
    ("项目支出", "project"),
    ("上缴上级支出", "to_superior"),
    ("经营支出", "operating"),
    ("对附属单位补助支出", "to_affiliates"),
)
_THREE = (
    ("合计", "three_public", Role.TOTAL),
    ("因公出国（境）费", "abroad", Role.INPUT),
    ("公务用车购置及运行维护费", "vehicles", Role.TOTAL),
    ("公务用车购置费", "vehicle_purchase", Role.INPUT),
    ("公务用车运行维护费", "vehicle_operation", Role.INPUT),
    ("公务接待费", "reception", Role.INPUT),
)
_BASIC_CLASSES = ("301", "303", "302", "307", "310", "399")
"""类 of which basic spending may consist, 人员经费 first (309 and 311 to 313 are project spending)."""
FUNCTION_HEAD = "功能分类科目编码"
ECONOMIC_HEAD = "经济分类科目编码"
NAME_HEAD = "科目名称"
_SPARE = 60
_BUDGET = Column(INITIAL, {"basis": "initial"})
_PREVIOUS_ROW = Line("上年决算数", {"function": "all", "period": -1}, Role.PREVIOUS)


def forms(edition: Edition, year: int) -> tuple[Form, ...]:
    """The sheets that an edition's statements need, in its order.

    Args:
        edition: the edition.
        year: fiscal year, for the classifications.
    """
    found = (_MAKERS[x.id](edition, year, x.title) for x in edition.layouts if x.id in _MAKERS)
    return tuple(found)


def full_flows(edition: Edition, fund: str) -> bool:
    """Whether the edition's statement of a fund holds income and balances beside spending."""
    if fund == "government_fund":
        return True
    layout = edition.layout(fund)
    return layout is not None and "收入" in layout.title


def _funds(edition: Edition) -> list[tuple[str, str]]:
    """The funds of 财政拨款 that the edition knows: those with a statement of their own."""
    return [(name, fund) for name, fund in _FUNDS if fund == "general" or edition.layout(fund) is not None]


def _classes(edition: Edition, year: int) -> list[tuple[str, str]]:
    data = table("statements", edition.id)
    codes = data["classes_2019"] if year < 2020 else data["classes"]
    tree = functional(year)
    return [(code, tree.name(code) or code) for code in codes]


def _summary(edition: Edition, year: int, title: str) -> Form:
    columns = (Column("决算数", {}), Column(LAST_YEAR, {"period": -1}, Role.PREVIOUS))
    income = [Line(f"{name}收入", {"measure": "income", "fund": fund}, Role.TOTAL) for name, fund in _funds(edition)]
    income += [Line(name, {"measure": "income", "fund": fund}, Role.TOTAL) for name, fund in _INCOME]
    income += [
        Line("本年收入合计", {"measure": "income"}, Role.TOTAL),
        Line(table("statements", edition.id)["surplus"], {"measure": "surplus_used"}),
        Line("年初结转和结余", {"measure": "opening"}),
        Line("总计", {"measure": "resources"}, Role.TOTAL),
    ]
    spending = [Line(name, {"function": code}, Role.TOTAL) for code, name in _classes(edition, year)]
    spending += [
        Line("本年支出合计", {}, Role.TOTAL),
        Line("结余分配", {"measure": "distribution"}),
        Line("年末结转和结余", {"measure": "closing"}),
        Line("总计", {"measure": "uses"}, Role.TOTAL),
    ]
    hint = "只填结余和结转（黄色格）；收入、支出各行由其他表自动算出。有上年报告的，年初结转和结余可以不填。"
    blocks = (Block("收入项目", columns, tuple(income)), Block("支出项目", columns, tuple(spending)))
    return Form("income_expenditure_summary", title, {}, blocks, hint)


def _appropriation(edition: Edition, year: int, title: str) -> Form:
    columns = (Column("决算数", {}), Column(LAST_YEAR, {"period": -1}, Role.PREVIOUS))

    def own(fund: str) -> Role:
        return Role.INPUT if fund == "general" or not full_flows(edition, fund) else Role.TOTAL

    income = [Line(name, {"measure": "income", "fund": fund}, own(fund)) for name, fund in _funds(edition)]
    income += [
        Line("本年收入合计", {"measure": "income"}, Role.TOTAL),
        Line("年初财政拨款结转和结余", {"measure": "opening"}, Role.TOTAL),
        *(Line(f"{name}年初结转和结余", {"measure": "opening", "fund": f}, own(f)) for name, f in _funds(edition)),
        Line("总计", {"measure": "resources"}, Role.TOTAL),
    ]
    funds = tuple(Column(name, {"fund": fund}, Role.TOTAL) for name, fund in _funds(edition))
    sides = (Column("合计", {}, Role.TOTAL), *funds, Column(LAST_YEAR, {"period": -1}, Role.PREVIOUS))
    entered = tuple(name for name, fund in _funds(edition) if own(fund) is Role.INPUT)
    spending = [Line(name, {"function": code}, Role.TOTAL) for code, name in _classes(edition, year)]
    spending += [
        Line("本年支出合计", {}, Role.TOTAL),
        Line("年末财政拨款结转和结余", {"measure": "closing"}, entered=entered),
        Line("总计", {"measure": "uses"}, Role.TOTAL),
    ]
    hint = "填财政拨款的收入和年初、年末结转和结余（黄色格）；支出由各财政拨款支出表自动算出。"
    blocks = (Block("收入项目", columns, tuple(income)), Block("支出项目", sides, tuple(spending)))
    return Form("appropriation_summary", title, {"fund": "appropriation"}, blocks, hint)


def _by_function(statement: str, title: str, base: Members, columns: tuple[Column, ...], hint: str) -> Form:
    total = Line("合计", {"function": "all"}, Role.TOTAL)
    block = Block(FUNCTION_HEAD, columns, (total, _PREVIOUS_ROW), "function", (), _SPARE)
    return Form(statement, title, base, (block,), hint)


_BY_CODE = "每行一个“项”级科目（7位），编码从下拉列表选取，名称自动带出；类、款和合计自动汇总。没有发生的不填。"


def _income(_edition: Edition, _year: int, title: str) -> Form:
    columns = (
        Column("本年收入合计", {}, Role.TOTAL),
        Column("财政拨款收入", {"fund": "appropriation"}),
        *(Column(name, {"fund": fund}) for name, fund in _INCOME),
    )
    return _by_function("income", title, {"measure": "income"}, columns, _BY_CODE)


def _expenditure(_edition: Edition, _year: int, title: str) -> Form:
    columns = (Column("本年支出合计", {}, Role.TOTAL), *(Column(name, {"kind": kind}) for name, kind in _KINDS))
    return _by_function("expenditure", title, {}, columns, _BY_CODE)


def _spending(kind_columns: tuple[Column, ...] = ()) -> tuple[Column, ...]:
    parts = tuple(Column(name, {"kind": kind}) for name, kind in _KINDS[:2])
    return (Column("本年支出合计", {}, Role.TOTAL), *parts, *kind_columns)


def _general(_edition: Edition, _year: int, title: str) -> Form:
    more = (_BUDGET, Column(LAST_YEAR, {"period": -1}, Role.PREVIOUS))
    hint = _BY_CODE + "年初预算数按“项”填写，没有支出但有年初预算的科目也要列出。"
    return _by_function("general_budget_expenditure", title, {"fund": "general"}, _spending(more), hint)


def _fund(edition: Edition, _year: int, title: str, fund: str) -> Form:
    columns = _spending()
    if full_flows(edition, fund):
        opening, income = Column("年初结转和结余", {"measure": "opening"}), Column("本年收入", {"measure": "income"})
        columns = (opening, income, *columns, Column("年末结转和结余", {"measure": "closing"}))
    columns = (*columns, _BUDGET)
    return _by_function(fund, title, {"fund": fund}, columns, _BY_CODE + "本年没有的，整张表不填。")


def _government_fund(edition: Edition, year: int, title: str) -> Form:
    return _fund(edition, year, title, "government_fund")


def _state_capital(edition: Edition, year: int, title: str) -> Form:
    return _fund(edition, year, title, "state_capital")


def _basic(_edition: Edition, year: int, title: str) -> Form:
    tree = economic(year)
    codes = tuple(code for parent in _BASIC_CLASSES for code in tree.children(parent))
    columns = (Column("决算数", {}), Column(LAST_YEAR, {"period": -1}, Role.PREVIOUS))
    lines = (
        Line("合计", {"economic": "all"}, Role.TOTAL),
        Line("人员经费合计", {"economic": "all", "kind": "personnel"}, Role.TOTAL),
        Line("公用经费合计", {"economic": "all", "kind": "public"}, Role.TOTAL),
    )
    block = Block(ECONOMIC_HEAD, columns, lines, "economic", codes, 6)
    hint = "按经济分类“款”级填一般公共预算财政拨款的基本支出，没有发生的不填；人员经费=301+303，公用经费=其余。"
    return Form("basic_expenditure", title, {"fund": "general", "kind": "basic"}, (block,), hint)


def _three_public(edition: Edition, _year: int, title: str) -> Form:
    budgets = [Column(INITIAL, {"basis": "initial"})]
    if edition.settings.get("three_public.budget") != "initial":
        budgets.append(Column(ADJUSTED, {"basis": "adjusted"}))
    columns = (*budgets, Column("决算数", {}), Column(LAST_YEAR, {"period": -1}, Role.PREVIOUS))
    lines = tuple(Line(name, {"economic": item}, role) for name, item, role in _THREE)
    fund = edition.settings.get("three_public.fund", "appropriation")
    hint = "没有发生的不填（视为0）。团组、人次、购置数、保有量、接待批次等数量填在 notes.toml。"
    return Form("three_public", title, {"fund": fund}, (Block("项目", columns, lines),), hint)


_MAKERS = {
    "income_expenditure_summary": _summary,
    "income": _income,
    "expenditure": _expenditure,
    "appropriation_summary": _appropriation,
    "general_budget_expenditure": _general,
    "basic_expenditure": _basic,
    "government_fund": _government_fund,
    "state_capital": _state_capital,
    "three_public": _three_public,
}
