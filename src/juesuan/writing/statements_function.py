"""The statements by function: 收入, 支出, 一般公共预算支出, 政府性基金, 国有资本经营预算."""

from __future__ import annotations

from juesuan.cube.coordinate import Coordinate
from juesuan.writing.statements_sheet import Grid, Row, Sheet, head

_INCOME = (
    ("本年收入合计", "all"),
    ("财政拨款收入", "appropriation"),
    ("上级补助收入", "superior"),
    ("事业收入", "institutional"),
    ("经营收入", "operating"),
    ("附属单位上缴收入", "affiliates"),
    ("其他收入", "other"),
)
_SPENDING = (
    ("本年支出合计", "all"),
    ("基本支出", "basic"),
    ("项目支出", "project"),
    ("上缴上级支出", "to_superior"),
    ("经营支出", "operating"),
    ("对附属单位补助支出", "to_affiliates"),
)
_NAME_WIDTHS = (9.0, 20.0)


def income(sheet: Sheet) -> Grid:
    """收入决算表."""
    columns = [Coordinate("income", fund=fund) for _, fund in _INCOME]
    return _flat(sheet, [name for name, _ in _INCOME], columns)


def expenditure(sheet: Sheet) -> Grid:
    """支出决算表."""
    columns = [Coordinate("expenditure", kind=kind) for _, kind in _SPENDING]
    return _flat(sheet, [name for name, _ in _SPENDING], columns)


def general_budget(sheet: Sheet) -> Grid:
    """一般公共预算财政拨款支出决算表."""
    return _spending(sheet, "general")


def state_capital(sheet: Sheet) -> Grid:
    """国有资本经营预算财政拨款(收入)支出决算表: with income where the edition's title says so."""
    layout = sheet.edition.layout("state_capital")
    if layout is not None and "收入" in layout.title:
        return fund_flows(sheet, "state_capital")
    return _spending(sheet, "state_capital")


def _flat(sheet: Sheet, names: list[str], columns: list[Coordinate]) -> Grid:
    header = (
        (head("项目", columns=2), *(head(name, rows=2) for name in names)),
        (head(sheet.data["code_head"]), head("科目名称")),
        *sheet.column_numbers(2, len(names)),
    )
    return Grid(2 + len(names), header, sheet.by_function(columns), (*_NAME_WIDTHS, *([11.0] * len(names))))


def _spending(sheet: Sheet, fund: str) -> Grid:
    columns = [Coordinate("expenditure", fund=fund, kind=kind) for kind in ("all", "basic", "project")]
    header: tuple[Row, ...]
    if sheet.lines:
        header = (
            (head("项目", columns=2), head("本年支出", columns=3)),
            (
                head(sheet.data["code_head"]),
                head("科目名称"),
                head("合计"),
                head("基本支出"),
                head("项目支出"),
            ),
            *sheet.column_numbers(2, 3),
        )
    else:
        header = (
            (head("项目", columns=2), *(head(name, rows=2) for name in ("合计", "基本支出", "项目支出"))),
            (head(sheet.data["code_head"]), head("科目名称")),
        )
    return Grid(5, header, sheet.by_function(columns), (*_NAME_WIDTHS, 13.0, 13.0, 13.0))


def fund_flows(sheet: Sheet, fund: str) -> Grid:
    """A fund's 年初结转和结余, 本年收入, 本年支出, 年末结转和结余."""
    columns = [
        Coordinate("opening", fund=fund),
        Coordinate("income", fund=fund),
        Coordinate("expenditure", fund=fund),
        Coordinate("expenditure", fund=fund, kind="basic"),
        Coordinate("expenditure", fund=fund, kind="project"),
        Coordinate("closing", fund=fund),
    ]
    header = (
        (
            head("项目", columns=2),
            head("年初结转和结余", rows=2),
            head("本年收入", rows=2),
            head("本年支出", columns=3),
            head("年末结转和结余", rows=2),
        ),
        (
            head(sheet.data["code_head"]),
            head("科目名称"),
            head("小计" if sheet.lines else "合计"),
            head("基本支出"),
            head("项目支出"),
        ),
        *sheet.column_numbers(2, 6),
    )
    return Grid(8, header, sheet.by_function(columns), (*_NAME_WIDTHS, *([11.0] * 6)))
