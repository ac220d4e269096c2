# ruff: noqa: E501 (tables are drawn as wide as they are)
"""Forms of other provinces and years: what their rows and columns mean."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tables_support import bars, document

from juesuan.cube.coordinate import Coordinate
from juesuan.recognition.report import Statement
from juesuan.recognition.tables import read_tables, recognise_tables
from juesuan.recognition.tables_context import statement_named
from juesuan.taxonomy.edition import load

C = Coordinate


def read(table: str, *above: str, below: tuple[str, ...] = (), edition: str = "national-2022") -> Statement:
    made = document(*above, bars(table), *below)
    statements = recognise_tables(made, load(edition), 2023, "某市水务局")
    assert len(statements) == 1
    return statements[0]


def values(statement: Statement) -> dict[Coordinate, Decimal]:
    """Coordinate → value of the cells that hold a number; no coordinate may come twice."""
    held = [(o.coordinate, o.value) for o in statement.occurrences if o.value is not None]
    assert len(dict(held)) == len(held)
    return dict(held)


def columns(statement: Statement) -> list[str | None]:
    return list(dict.fromkeys(o.column for o in statement.occurrences))


def test_summary_with_title_lines_and_counters_inside_the_grid() -> None:
    statement = read(
        """
        | 收入支出决算总表 | < | < | < | < | < |
        | | | | | | 公开01表 |
        | 部门：某市水务局 | < | < | | | 金额单位：万元 |
        | 收入 | < | < | 支出 | < | < |
        | 项目 | 行次 | 决算数 | 项目 | 行次 | 决算数 |
        | 栏次 | | 1 | 栏次 | | 2 |
        | 一、一般公共预算财政拨款收入 | 1 | 100.00 | 一、一般公共服务支出 | 31 | 30 |
        | 五、事业收入 | 5 | 20.00 | 十三、交通运输支出 | 43 | 95.00 |
        | 八、其他收入 | 8 | 0 | 二十三、其他支出 | 53 | 5.00 |
        | 本年收入合计 | 27 | 120.00 | 本年支出合计 | 57 | 130.00 |
        | 使用非财政拨款结余（含专用结余） | 28 | 15.00 | 结余分配 | 58 | 3.00 |
        | 年初结转和结余 | 29 | 5.00 | 年末结转和结余 | 59 | 7.00 |
        | 总计 | 30 | 140.00 | 总计 | 60 | 140.00 |
        | 注：1.本表反映部门本年度的总收支和年末结转结余情况。 | < | < | < | < | < |
        """
    )
    assert (statement.id, statement.unit, statement.unit_stated) == ("income_expenditure_summary", "万元", True)
    assert columns(statement) == ["收入/决算数", "支出/决算数"]
    assert statement.numbers == 14
    assert [n.text[:2] for n in statement.notes] == ["注："]
    assert values(statement) == {
        C("income", "general"): Decimal("100.00"),
        C("expenditure", function="201"): Decimal(30),
        C("income", "institutional"): Decimal("20.00"),
        C("expenditure", function="214"): Decimal("95.00"),
        C("income", "other"): Decimal(0),
        C("expenditure", function="229"): Decimal("5.00"),
        C("income"): Decimal("120.00"),
        C("expenditure"): Decimal("130.00"),
        C("surplus_used"): Decimal("15.00"),
        C("distribution"): Decimal("3.00"),
        C("opening"): Decimal("5.00"),
        C("closing"): Decimal("7.00"),
        C("resources"): Decimal("140.00"),
        C("uses"): Decimal("140.00"),
    }


def test_summary_in_three_groups_with_budgets() -> None:
    statement = read(
        """
        | 收入 | < | < | 支出 | < | < | < | < | < |
        | 项目 | 年初预算数 | 决算数 | 项目（按功能分类） | 年初预算数 | 决算数 | 项目（按支出性质和经济分类） | 年初预算数 | 决算数 |
        | 一、财政拨款收入 | 90 | 100 | 一、一般公共服务支出 | 90 | 120 | 一、基本支出 | 70 | 80 |
        | 其中：政府性基金预算财政拨款 | 1 | 2 | 二、外交支出 | | | 人员经费 | 40 | 50 |
        | 二、上级补助收入 | 0 | 20 | 三、国防支出 | | | 二、项目支出 | 20 | 40 |
        | | | | | | | 工资福利支出 | 39 | 48 |
        | 本年收入合计 | 90 | 120 | 本年支出合计 | 90 | 120 | 本年支出合计 | 90 | 120 |
        | 用事业基金弥补收支差额 | 0 | 0 | 结余分配 | 0 | 0 | | | |
        | 年初结转和结余 | 3 | 9 | 年末结转和结余 | 3 | 9 | | | |
        | 其中：项目支出结转和结余 | 2 | 8 | | | | | | |
        """,
        "收入支出决算总表",
        "单位：元",
    )
    found = values_allowing_doubles(statement)
    assert statement.unit == "元"
    assert found[C("income", "appropriation")] == {Decimal(100)}
    assert found[C("income", "appropriation", basis="initial")] == {Decimal(90)}
    assert found[C("income", "government_fund")] == {Decimal(2)}
    assert found[C("expenditure", kind="basic")] == {Decimal(80)}
    assert found[C("expenditure", kind="personnel", basis="initial")] == {Decimal(40)}
    assert found[C("expenditure", kind="project")] == {Decimal(40)}
    assert found[C("expenditure", economic="301")] == {Decimal(48)}
    assert found[C("surplus_used")] == {Decimal(0)}
    assert found[C("opening", kind="project")] == {Decimal(8)}
    assert found[C("expenditure")] == {Decimal(120)}


def values_allowing_doubles(statement: Statement) -> dict[Coordinate, set[Decimal]]:
    found: dict[Coordinate, set[Decimal]] = {}
    for o in statement.occurrences:
        if o.value is not None:
            found.setdefault(o.coordinate, set()).add(o.value)
    return found


def test_summary_without_side_headers_names_its_sides() -> None:
    statement = read(
        """
        | 项目 | 决算数 | 项目 | 决算数 |
        | 一、财政拨款收入 | 100.00 | 一、教育支出 | 100.00 |
        | 二、上级补助收入 | | 二、住房保障支出 | |
        | 本年收入合计 | 100.00 | 本年支出合计 | 100.00 |
        """,
        "收入支出决算总表",
    )
    assert columns(statement) == ["收入/决算数", "支出/决算数"]
    assert values(statement)[C("expenditure", function="205")] == 100


def test_income_with_lane_line_and_education_fees() -> None:
    statement = read(
        """
        | 项目 | < | < | < | 本年收入合计 | 财政拨款收入 | 上级补助收入 | 事业收入 | < | 经营收入 | 附属单位上缴收入 | 其他收入 |
        | 支出功能分类科目编码 | < | < | 科目名称 | ^ | ^ | ^ | 小计 | 其中：教育收费 | ^ | ^ | ^ |
        | 类 | 款 | 项 | 栏次 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 |
        | ^ | ^ | ^ | 合计 | 60.5 | 50.5 | | 10 | 4 | | | |
        | 205 | < | < | 教育支出 | 60.5 | 50.5 | | 10 | 4 | | | |
        | 20502 | < | < | 普通教育 | 60.5 | 50.5 | | 10 | 4 | | | |
        | 2050204 | < | < | 高中教育 | 60.5 | 50.5 | | 10 | 4 | | | |
        """,
        "二、收入决算表",
        "公开02表",
        "部门：某市水务局 金额单位：万元",
    )
    assert statement.id == "income"
    assert statement.title == "二、收入决算表"
    assert statement.unit_stated
    found = values(statement)
    assert found[C("income")] == Decimal("60.5")
    assert found[C("income", "institutional", "2050204")] == 10
    assert found[C("income", "institutional.education", "20502")] == 4
    assert "事业收入/其中：教育收费" in columns(statement)
    assert statement.numbers == 16
    assert len(statement.occurrences) == 32
    assert set(statement.rows_with_code.values()) == {"205", "20502", "2050204"}


@pytest.mark.parametrize(
    "codes",
    [
        "| 208 | | | 社会保障和就业支出 | 7 | 4 | 3 |\n| 208 | 05 | | 养老 | 7 | 4 | 3 |\n| 208 | 05 | 01 | 离退休 | 7 | 4 | 3 |",
        "| 208 | | | 社会保障和就业支出 | 7 | 4 | 3 |\n| 208 | 20805 | | 养老 | 7 | 4 | 3 |\n| 208 | 20805 | 2080501 | 离退休 | 7 | 4 | 3 |",
        "| 208 | | | 社会保障和就业支出 | 7 | 4 | 3 |\n| 208 | 5 | | 养老 | 7 | 4 | 3 |\n| 208 | 5 | 1 | 离退休 | 7 | 4 | 3 |",
        "| 208 | | | 社会保障和就业支出 | 7 | 4 | 3 |\n| | 05 | | 养老 | 7 | 4 | 3 |\n| | | 01 | 离退休 | 7 | 4 | 3 |",
    ],
)
def test_codes_printed_by_level(codes: str) -> None:
    statement = read(
        "| 科目编码 | < | < | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |\n| 类 | 款 | 项 | ^ | ^ | ^ | ^ |\n"
        + codes,
        "支出决算表",
    )
    assert list(statement.rows_with_code.values()) == ["208", "20805", "2080501"]
    assert values(statement)[C("expenditure", function="2080501", kind="project")] == 3


@pytest.mark.parametrize("code", ["２０１０３０１", "201 03 01", "2010301", " 2010301\n"])
def test_codes_in_one_cell(code: str) -> None:
    statement = read(
        f"""
        | 功能分类科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
        | {code.strip()} | 行政运行 | 1，234.5 | １２ | (3.00) |
        | 合计 | | 1,234.50 | 12 | -3.00 |
        """,
        "一般公共预算财政拨款支出决算表",
    )
    found = values(statement)
    assert found[C("expenditure", "general", "2010301")] == Decimal("1234.5")
    assert found[C("expenditure", "general", "2010301", kind="basic")] == 12
    assert found[C("expenditure", "general", kind="project")] == -3
    assert [o.decimals for o in statement.occurrences] == [1, 0, 2, 2, 0, 2]


def test_general_budget_with_carry_over_and_personnel() -> None:
    statement = read(
        """
        | 科目编码 | 科目名称 | 年初结转和结余 | < | < | 本年收入 | < | < | 本年支出 | < | < | < | < | 年末结转和结余 |
        | ^ | ^ | 合计 | 基本支出结转 | 项目支出结转和结余 | 合计 | 基本支出 | 项目支出 | 合计 | 基本支出 | < | < | 项目支出 | ^ |
        | ^ | ^ | ^ | ^ | ^ | ^ | ^ | ^ | ^ | 小计 | 人员经费 | 公用经费 | ^ | ^ |
        | 栏次 | < | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 |
        | 合计 | < | 5 | 1 | 4 | 50 | 20 | 30 | 52 | 21 | 15 | 6 | 31 | 3 |
        | 2130301 | 行政运行 | 5 | 1 | 4 | 50 | 20 | 30 | 52 | 21 | 15 | 6 | 31 | 3 |
        """,
        "五、一般公共预算财政拨款收入支出决算表",
        "金额单位：万元",
    )
    assert statement.id == "general_budget_expenditure"
    found = values(statement)
    assert len(found) == 24
    assert found[C("opening", "general", kind="project")] == 4
    assert found[C("income", "general", "2130301", kind="basic")] == 20
    assert found[C("expenditure", "general", kind="basic")] == 21
    assert found[C("expenditure", "general", "2130301", kind="personnel")] == 15
    assert found[C("expenditure", "general", kind="public")] == 6
    assert found[C("closing", "general")] == 3
    assert "本年支出/基本支出/人员经费" in columns(statement)


def test_basic_expenditure_in_three_sides() -> None:
    statement = read(
        """
        | 人员经费 | < | < | 公用经费 | < | < | < | < | < |
        | 科目编码 | 科目名称 | 决算数 | 科目编码 | 科目名称 | 决算数 | 科目编码 | 科目名称 | 决算数 |
        | 301 | 工资福利支出 | 80.00 | 302 | 商品和服务支出 | 9.00 | 307 | 债务利息及费用支出 | |
        | 30101 | 基本工资 | 80.00 | 30201 | 办公费 | 9.00 | 310 | 资本性支出 | 1.00 |
        | 303 | 对个人和家庭的补助 | 2.00 | | | | 31002 | 办公设备购置 | 1.00 |
        | 人员经费合计 | < | 82.00 | 公用经费合计 | < | < | < | < | 10.00 |
        | 合计 | < | 92.00 | | | | | | |
        """,
        "一般公共预算财政拨款基本支出决算明细表",
        "单位：万元",
    )
    found = values(statement)
    basic = {"fund": "general", "kind": "basic"}
    assert statement.id == "basic_expenditure"
    assert found[C("expenditure", economic="30101", **basic)] == 80
    assert found[C("expenditure", economic="31002", **basic)] == 1
    assert found[C("expenditure", "general", kind="personnel")] == 82
    assert found[C("expenditure", "general", kind="public")] == 10
    assert found[C("expenditure", **basic)] == 92
    assert statement.numbers == len(found) == 10


def test_basic_expenditure_by_columns() -> None:
    statement = read(
        """
        | 经济分类科目编码 | 科目名称 | 本年支出合计 | 人员经费 | 公用经费 |
        | 合计 | | 12 | 10 | 2 |
        | 301 | 工资福利支出 | 10 | 10 | |
        | 302 | 商品和服务支出 | 2 | | 2 |
        """,
        "一般公共预算财政拨款基本支出决算表",
    )
    found = values(statement)
    assert found[C("expenditure", "general", economic="301", kind="personnel")] == 10
    assert found[C("expenditure", "general", kind="public")] == 2
    assert found[C("expenditure", "general", economic="302", kind="basic")] == 2


def test_three_public_with_budgets_above_items() -> None:
    statement = read(
        """
        | 预算数 | < | < | < | < | < | 决算数 | < | < | < | < | < |
        | 合计 | 因公出国（境）费 | 公务用车购置及运行维护费 | < | < | 公务接待费 | 合计 | 因公出国（境）费 | 公务用车购置及运行维护费 | < | < | 公务接待费 |
        | ^ | ^ | 小计 | 公务用车购置费 | 公务用车运行维护费 | ^ | ^ | ^ | 小计 | 公务用车购置费 | 公务用车运行维护费 | ^ |
        | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 |
        | 9.00 | | 8.00 | | 8.00 | 1.00 | 7.50 | | 7.00 | | 7.00 | 0.50 |
        """,
        "财政拨款“三公”经费支出决算表",
        "公开09表",
    )
    found = values(statement)
    assert statement.id == "three_public"
    assert found[C("expenditure", "appropriation", economic="three_public", basis="budget")] == 9
    assert found[C("expenditure", "appropriation", economic="vehicles")] == 7
    assert found[C("expenditure", "appropriation", economic="vehicle_operation", basis="budget")] == 8
    assert found[C("expenditure", "appropriation", economic="reception")] == Decimal("0.50")
    assert len(statement.occurrences) == 12
    assert "预算数/公务用车购置及运行维护费/小计" in columns(statement)


def test_three_public_whose_header_is_not_merged_downwards() -> None:
    """A header row that begins with the total's label, above another that begins with a blank."""
    statement = read(
        """
        | 预算数 | < | < | < | < | < | 决算数 | < | < | < | < | < |
        | 合计 | | 公务用车购置及运行维护费 | < | < | | 合计 | | 公务用车购置及运行维护费 | < | < | |
        | | 因公出国（境）费 | 小计 | 公务用车购置费 | 公务用车运行维护费 | 公务接待费 | | 因公出国（境）费 | 小计 | 公务用车购置费 | 公务用车运行维护费 | 公务接待费 |
        | 9.00 | 0.00 | 8.00 | 0.00 | 8.00 | 1.00 | 7.50 | 0.00 | 7.00 | 0.00 | 7.00 | 0.50 |
        """,
        "财政拨款“三公”经费支出决算表",
    )
    found = values(statement)
    assert found[C("expenditure", "appropriation", economic="vehicles")] == 7
    assert found[C("expenditure", "appropriation", economic="reception", basis="budget")] == 1
    assert len(found) == 12


def test_three_public_as_rows() -> None:
    statement = read(
        """
        | 项目 | 预算数 | 决算数 |
        | 合计 | 9.00 | 7.50 |
        | 1.因公出国（境）费用 | 0.00 | 0.00 |
        | 2.公务接待费 | 1.00 | 0.50 |
        | 3.公务用车费 | 8.00 | 7.00 |
        | 其中：（1）公务用车运行维护费 | 8.00 | 7.00 |
        | （2）公务用车购置 | 0.00 | 0.00 |
        """,
        "一般公共预算财政拨款“三公”经费支出决算表",
    )
    found = values(statement)
    assert found[C("expenditure", "general", economic="three_public")] == Decimal("7.50")
    assert found[C("expenditure", "general", economic="vehicle_operation", basis="budget")] == 8
    assert found[C("expenditure", "general", economic="vehicle_purchase")] == 0
    assert len(found) == 12


def test_three_public_beside_meetings_and_training() -> None:
    statement = read(
        """
        | 项目 | 合计 | 一般公共预算财政拨款安排的“三公”经费 | < | < | < | < | < | 会议费 | 培训费 |
        | ^ | ^ | 小计 | 因公出国（境）费用 | 公务接待费 | 公务用车购置及运行维护费 | < | < | ^ | ^ |
        | ^ | ^ | ^ | ^ | ^ | 小计 | 公务用车购置费 | 公务用车运行维护费 | ^ | ^ |
        | 预算数 | 12 | 9 | | 1 | 8 | | 8 | 1 | 2 |
        | 决算数 | 10 | 7 | | | 7 | | 7 | 1 | 2 |
        """,
        "财政拨款“三公”经费及会议费、培训费支出决算表",
    )
    found = values(statement)
    assert found[C("expenditure", "appropriation", economic="three_public", basis="budget")] == 9
    assert found[C("expenditure", "appropriation", economic="three_public")] == 7
    assert found[C("expenditure", "appropriation", economic="30216")] == 2
    # the grand total means something else, so it stays unbound
    assert statement.numbers - len(found) == 2


def test_state_capital_expenditure_only() -> None:
    statement = read(
        """
        | 项目 | < | 本年支出 | < | < |
        | 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
        | 栏次 | < | 1 | 2 | 3 |
        | 合计 | < | 4.00 | | 4.00 |
        | 2230105 | 国有企业退休人员社会化管理补助支出 | 4.00 | — | 4.00 |
        """,
        "国有资本经营预算财政拨款支出决算表",
        below=("注：本表反映国有资本经营预算支出情况。", "第三部分"),
    )
    found = values(statement)
    assert found == {
        C("expenditure", "state_capital"): 4,
        C("expenditure", "state_capital", kind="project"): 4,
        C("expenditure", "state_capital", "2230105"): 4,
        C("expenditure", "state_capital", "2230105", kind="project"): 4,
    }
    blank = [o for o in statement.occurrences if o.value is None]
    assert [o.text for o in blank] == ["", "—"]
    assert [n.text[:2] for n in statement.notes] == ["注："]


def test_columns_of_other_years_and_changes_are_told_apart() -> None:
    statement = read(
        """
        | 科目编码 | 科目名称 | 2022年决算数 | 2023年决算数 | < | < | 增减（%） |
        | ^ | ^ | ^ | 合计 | 基本支出 | 项目支出 | ^ |
        | 20103 | 政府办公厅（室）及相关机构事务 | 10.00 | 12.00 | 7.00 | 5.00 | 20 |
        """,
        "一般公共预算财政拨款支出决算表",
    )
    found = values(statement)
    assert found == {
        C("expenditure", "general", "20103", period=-1): 10,
        C("expenditure", "general", "20103"): 12,
        C("expenditure", "general", "20103", kind="basic"): 7,
        C("expenditure", "general", "20103", kind="project"): 5,
    }
    assert statement.numbers == 5


def test_header_repeated_on_the_next_page_is_no_data() -> None:
    statement = read(
        """
        | 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 | 上缴上级支出 |
        | 栏次 | < | 1 | 2 | 3 | 4 |
        | 201 | 一般公共服务支出 | 5 | 2 | 3 | |
        | 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 | 上缴上级支出 |
        | 栏次 | < | 1 | 2 | 3 | 4 |
        | 205 | 教育支出 | 1 | 1 | | |
        """,
        "支出决算表（续）",
    )
    assert statement.id == "expenditure"
    assert {o.row_index for o in statement.occurrences} == {2, 5}
    assert statement.numbers == 5


@pytest.mark.parametrize(
    ("title", "statement"),
    [
        ("收入支出决算总表", "income_expenditure_summary"),
        ("一、部门收支决算总表", "income_expenditure_summary"),
        ("某市水务局2023年度收入决算表", "income"),
        ("会议费支出决算表", ""),
        ("专项资金收入决算表", ""),
        ("收入决算情况说明", ""),
        ("财政拨款收支决算总表", "appropriation_summary"),
        ("六、一般公共预算财政拨款基本支出决算明细表", "basic_expenditure"),
        ("一般公共预算财政拨款＂三公＂经费支出决算表", "three_public"),
        ("财政拨款'三公'经费支出情况表", "three_public"),
        ("政府性基金预算财政拨款收入支出决算表（公开07表）", "government_fund"),
        ("国有资本经营预算财政拨款收入支出决算表", "state_capital"),
        ("项目支出绩效自评表（2023年度）", "performance"),
        ("部门预算项目支出绩效自评表", "performance"),
        ("机关运行经费支出决算表", "operating_cost"),
        ("国有资产占用情况表", "state_assets"),
    ],
)
def test_titles(title: str, statement: str) -> None:
    assert statement_named(title, "某市水务局") == statement


FLOWS = """
| 科目编码 | 科目名称 | 年初结转和结余 | 本年收入 | 本年支出 | < | < | 年末结转和结余 |
| ^ | ^ | ^ | ^ | 小计 | 基本支出 | 项目支出 | ^ |
| 合计 | < | | 3 | 3 | | 3 | |
"""
GENERAL = "| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |\n| 201 | 一般公共服务支出 | 5 | 2 | 3 |\n| 208 | 社会保障和就业支出 | 1 | 1 | |"


def test_without_titles_contents_decide_where_they_can() -> None:
    made = document(bars(FLOWS + "| 2120801 | 征地和拆迁补偿支出 | | 3 | 3 | | 3 | |"), bars(GENERAL))
    reading = read_tables(made, None, 2023)
    assert [s.id for s in reading.statements] == ["other:", "general_budget_expenditure"]
    assert [n.reason_code for n in reading.not_checked] == ["ambiguous"]


def test_the_order_of_the_edition_decides_between_twins() -> None:
    made = document(
        "“三公”经费支出决算表", bars("| 合计 | 公务接待费 |\n| 1 | 1 |"), "另", bars(FLOWS), "又", bars(FLOWS)
    )
    reading = read_tables(made, load("shanghai-2024"), 2024)
    assert [s.id for s in reading.statements] == ["three_public", "government_fund", "state_capital"]
    assert reading.not_checked == ()


def test_a_wrong_title_does_not_outweigh_the_contents() -> None:
    statement = read(
        """
        | 科目编码 | 科目名称 | 本年收入合计 | 财政拨款收入 | 上级补助收入 | 事业收入 | 附属单位上缴收入 | 其他收入 |
        | 201 | 一般公共服务支出 | 5 | 5 | | | | |
        """,
        "支出决算表",
    )
    assert (statement.id, statement.title) == ("income", "支出决算表")


def test_contents_list_is_no_title() -> None:
    made = document(
        "八、政府性基金预算财政拨款收入支出决算表",
        "九、国有资本经营预算财政拨款支出决算表",
        bars("| 序号 | 单位名称 |\n| 1 | 某局 |"),
    )
    assert [s.id[:6] for s in read_tables(made).statements] == ["other:"]


def test_unit_is_taken_from_the_siblings_where_it_is_not_stated() -> None:
    made = document("支出决算表", "单位：元", bars(GENERAL), "一般公共预算财政拨款支出决算表", bars(GENERAL))
    first, second = recognise_tables(made)
    assert [(s.unit, s.unit_stated) for s in (first, second)] == [("元", True), ("元", False)]


def test_other_tables_keep_their_heading_and_their_numbers_count() -> None:
    statement = read("| 资产 | 数量 | 价值 |\n| 车辆 | 3 | 45.60 |", "固定资产情况")
    assert (statement.id, statement.numbers, statement.occurrences) == ("other:固定资产情况", 2, ())


def test_empty_statement_is_empty_even_if_it_prints_noughts() -> None:
    blank = read(FLOWS.replace("3", ""), "政府性基金预算财政拨款收入支出决算表", below=("说明：本表无数据。",))
    noughts = read(FLOWS.replace("3", "0.00"), "政府性基金预算财政拨款收入支出决算表")
    assert (blank.empty, blank.numbers) == (True, 0)
    assert (noughts.empty, noughts.numbers) == (True, 3)
    assert [n.text for n in blank.notes] == ["说明：本表无数据。"]


def test_place_and_texts_of_an_occurrence() -> None:
    statement = read(GENERAL, "前言", "一般公共预算财政拨款支出决算表")
    cell = statement.occurrences[1]
    assert (cell.text, cell.row, cell.code, cell.row_index, cell.column, cell.column_index) == (
        "2",
        "一般公共服务支出",
        "201",
        1,
        "基本支出",
        3,
    )
    assert (cell.place.page, cell.place.block, cell.statement) == (1, 2, "general_budget_expenditure")
    assert statement.title_block == 1
    assert statement.labels == {1: "一般公共服务支出", 2: "社会保障和就业支出"}


def test_three_public_by_unit_binds_the_total_only() -> None:
    statement = read(
        """
        | 单位名称 | 合计 | 因公出国（境）费 | 公务接待费 |
        | 合计 | 5 | 2 | 3 |
        | 某局本级 | 4 | 2 | 2 |
        | 某中心 | 1 | | 1 |
        """,
        "财政拨款“三公”经费支出决算表",
    )
    assert values(statement) == {
        C("expenditure", "appropriation", economic="three_public"): 5,
        C("expenditure", "appropriation", economic="abroad"): 2,
        C("expenditure", "appropriation", economic="reception"): 3,
    }
    assert statement.numbers == 8


def test_a_statement_goes_on_in_a_table_of_its_own() -> None:
    rest = "| 210 | 卫生健康支出 | 4 | 4 | |\n| 合计 | | 10 | 7 | 3 |"
    header = GENERAL.splitlines()[0] + "\n"
    for second in (rest, header + rest):
        made = document("一般公共预算财政拨款支出决算表", bars(GENERAL), bars(second), "注：本表反映情况。")
        (statement,) = recognise_tables(made)
        assert values(statement)[C("expenditure", "general")] == 10
        assert len(statement.notes) == 1
        assert statement.numbers == 10


def test_sides_are_named_once_however_often_the_table_is_bound() -> None:
    table = bars(
        "| 项目 | 决算数 | 项目 | 决算数 |\n| 事业收入 | 1 | 一、教育支出 | 1 |\n| 本年收入合计 | 1 | 本年支出合计 | 1 |"
    )
    statements = recognise_tables(document("收入支出决算总表", table, "支出决算表", "单位：元", bars(GENERAL)))
    assert statements[0].unit == "元"
    assert columns(statements[0]) == ["收入/决算数", "支出/决算数"]
