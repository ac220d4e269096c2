"""Last year's report and the last draft: JS901 to JS906."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders import UNIT, Line, document
from whole_report import NARRATIVE, lines, tables

from juesuan.checks.engine import run
from juesuan.checks.finding import Finding, Severity
from juesuan.recognition import recognise
from juesuan.recognition.report import NotChecked, Report

Grids = dict[str, list[list[str]]]
SUMMARY, APPROPRIATION = "income_expenditure_summary", "appropriation_summary"

# Last year's totals as this year's text implies them: 710 - 30, 703 + 12, 700 + 10, 130 - 5.
LAST = (
    (SUMMARY, "年末结转和结余", {"10.00": "8.00"}),
    (SUMMARY, "总计", {"710.00": "680.00"}),
    (APPROPRIATION, "年末财政拨款结转和结余", {"3.00": "8.00"}),
    (APPROPRIATION, "总计", {"703.00": "715.00"}),
    ("general_budget_expenditure", "合计", {"700.00": "710.00"}),
    ("expenditure", "合计", {"700.00": "710.00"}),
    (SUMMARY, "本年支出合计", {"700.00": "710.00"}),
    (APPROPRIATION, "本年支出合计", {"700.00": "710.00"}),
)


def last_lines(changes: tuple[tuple[str, str, dict[str, str]], ...] = LAST, unit: str = UNIT) -> list[Line]:
    grids = tables()
    for statement, row, values in changes:
        if statement in grids:
            for line in grids[statement]:
                if row in line:
                    line[:] = [values.get(value, value) for value in line]
    text = [
        line.replace("机关运行经费支出130.00万元，比2023年度增加5.00万元，增长4.00%", "机关运行经费支出125.00万元")
        for line in NARRATIVE
    ]
    made: list[Line] = []
    for line in lines(grids, text):
        if isinstance(line, str):
            line = line.replace("2023", "2022").replace("2024", "2023").replace(UNIT, unit)
            for old, new in (("710.00", "680.00"), ("703.00", "715.00"), ("700.00", "710.00")):
                line = line.replace(f"各{old}", f"各{new}") if "总计" in line else line.replace(old, new)
        made.append(line)
    return made


def last_year(**more: object) -> Report:
    return recognise(document(*last_lines(**more)))  # type: ignore[arg-type]


def this_year(old: str = "", new: str = "", grids: Grids | None = None) -> Report:
    text = [line.replace(old, new) for line in NARRATIVE] if old else NARRATIVE
    assert not old or text != NARRATIVE
    return recognise(document(*lines(grids, text)))


def told(now: Report, before: Report | None) -> list[Finding]:
    result = run(replace(now, previous=before), select=["JS9"])
    assert not any(n.reason_code == "crashed" for n in result.not_checked)
    return list(result.findings)


def not_run(now: Report, before: Report | None) -> list[NotChecked]:
    result = run(replace(now, previous=before), select=["JS9"])
    return [n for n in result.not_checked if n.reason_code == "no_previous_year"]


def with_cell(statement: str, row: str, column: int, value: str) -> Grids:
    grids = tables()
    next(r for r in grids[statement] if row in r)[column] = value
    return grids


def test_two_years_that_fit_say_nothing() -> None:
    assert told(this_year(), last_year()) == []
    assert not_run(this_year(), last_year()) == []


def test_opening_balance() -> None:
    now = this_year(grids=with_cell(SUMMARY, "年初结转和结余", 1, "18.00"))
    (finding,) = told(now, last_year())
    assert (finding.code, finding.severity) == ("JS901", Severity.ERROR)
    assert (finding.stated, finding.expected, finding.difference, finding.unit) == ("18.00", "8.00", "10.00", "万元")
    assert (finding.location.statement, finding.location.row) == (SUMMARY, "年初结转和结余")
    (evidence,) = finding.related
    assert (evidence.value, evidence.location.row, evidence.role) == ("8.00", "年末结转和结余", "same_fact")
    # what stands in another file must not be looked up in this one
    assert evidence.location.place.file == "report.txt"
    assert evidence.location.place.block is None


def test_a_difference_of_a_part_is_not_told_of_the_whole_as_well() -> None:
    grids = with_cell(APPROPRIATION, "年初财政拨款结转和结余", 1, "9.00")
    grids[APPROPRIATION][-2][1] = "9.00"
    findings = [f for f in told(this_year(grids=grids), last_year()) if f.code == "JS901"]
    assert [(f.location.row, f.stated, f.expected) for f in findings] == [("一、一般公共预算财政拨款", "9.00", "8.00")]


@pytest.mark.parametrize(
    ("value", "severities"), [("8.01", []), ("8.02", [Severity.ERROR]), ("", [Severity.WARNING])]
)
def test_roundings_and_blanks(value: str, severities: list[Severity]) -> None:
    now = this_year(grids=with_cell(SUMMARY, "年初结转和结余", 1, value))
    assert [(f.code, f.severity) for f in told(now, last_year())] == [("JS901", s) for s in severities]


@pytest.mark.parametrize("unit", ["元", "万元"])
def test_other_units_of_money_are_the_same_money(unit: str) -> None:
    before = last_lines()
    if unit == "元":
        before = [_in_yuan(line) for line in before]
    findings = told(this_year(), recognise(document(*before)))
    assert [f for f in findings if f.code == "JS901"] == []


def _in_yuan(line: Line) -> Line:
    if isinstance(line, str):
        return line.replace("单位：万元", "单位：元")
    return [[_yuan(value) for value in row] for row in line or ()]


def _yuan(value: str) -> str:
    return f"{value.replace('.', '')}00.00" if value.replace(".", "").isdigit() and "." in value else value


@pytest.mark.parametrize(
    "why", ["因会计差错更正调整年初结转和结余。", "上年数按本年口径调整。", "因机构改革，部分职能划转。"]
)
def test_explained_differences_are_warnings(why: str) -> None:
    grids = with_cell(SUMMARY, "年初结转和结余", 1, "18.00")
    now = this_year("主要原因是档案数字化任务增多。", f"主要原因是档案数字化任务增多。{why}", grids)
    assert [(f.code, f.severity) for f in told(now, last_year())] == [("JS901", Severity.WARNING)]
    now = this_year("各增加30.00万元，增长4.41%。", f"各增加50.00万元，增长7.58%。{why}")
    assert [(f.code, f.severity) for f in told(now, last_year())] == [("JS903", Severity.WARNING)]


def test_implied_figure_of_last_year() -> None:
    (finding,) = told(this_year("各增加30.00万元，增长4.41%", "各增加50.00万元，增长7.58%"), last_year())
    assert (finding.code, finding.severity, finding.location.quote) == ("JS903", Severity.ERROR, "50.00万元")
    assert (finding.stated, finding.expected, finding.difference) == ("50.00", "30.00", "20.00")
    assert (finding.args["implied"], finding.args["last"]) == ("660.00", "680.00")
    assert [r.role for r in finding.related] == ["same_fact", "base"]


def test_implied_by_a_turned_direction() -> None:
    (finding,) = told(this_year("各增加30.00万元，增长4.41%", "各减少30.00万元，下降4.05%"), last_year())
    assert (finding.code, finding.variant, finding.expected) == ("JS903", "direction", None)
    assert finding.cause == "sign"


def test_implied_by_a_rate_alone() -> None:
    near = this_year("各增加30.00万元，增长4.41%", "增长4.41%")
    assert told(near, last_year()) == []
    far = this_year("各增加30.00万元，增长4.41%", "增长9.41%")
    (finding,) = told(far, last_year())
    assert (finding.code, finding.variant, finding.severity) == ("JS903", "rate", Severity.WARNING)


def test_a_change_that_its_own_rate_contradicts_is_left_to_the_rule_of_rates() -> None:
    assert told(this_year("各增加30.00万元", "各增加50.00万元"), last_year()) == []


def test_told_figure_of_last_year() -> None:
    right = this_year("2024年度机关运行经费支出130.00万元", "2023年度机关运行经费支出125.00万元，2024年度为130.00万元")
    assert [f for f in told(right, last_year()) if f.code == "JS902"] == []
    text = "2023年度收入总计608.00万元。"
    now = this_year("主要原因是档案数字化任务增多。", text)
    findings = [f for f in told(now, last_year()) if f.code == "JS902"]
    assert [(f.stated, f.expected, f.severity) for f in findings] == [("608.00", "680.00", Severity.ERROR)]


@pytest.mark.parametrize(
    ("unit", "severity"), [("青河市档案事务和数字化建设管理局", Severity.WARNING), (f"{UNIT}（本级）", None)]
)
def test_the_units_name(unit: str, severity: Severity | None) -> None:
    before = replace(last_year(), unit_name=unit)
    findings = [f for f in told(this_year(), before) if f.code == "JS904"]
    assert [f.severity for f in findings] == ([severity] if severity else [])
    assert all((f.stated, f.expected) == (UNIT, unit) for f in findings)
    explained = this_year("主要原因是档案数字化任务增多。", "本单位因机构改革更名。")
    assert all(f.severity is Severity.INFO for f in told(explained, before) if f.code == "JS904")


def test_names_of_subordinate_units() -> None:
    def report(year: int, *names: str) -> Report:
        rows = [["序号", "单位名称"], *([str(n), name] for n, name in enumerate(names, 1))]
        made = [
            f"{UNIT}{year}年度部门决算", "第一部分 部门概况", "二、部门决算单位构成",
            f"纳入{UNIT}{year}年度部门决算编制范围的单位包括：", rows,
        ]  # fmt: skip
        return recognise(document(*made))

    before = report(2023, f"{UNIT}（本级）", "青河市档案服务中心", "青河市第一档案馆")
    now = report(2024, f"{UNIT}本级", "青河市档案服务中心站", "青河市第二档案馆")
    assert [(f.code, f.variant, f.stated, f.expected) for f in told(now, before)] == [
        ("JS905", "unit", "青河市档案服务中心站", "青河市档案服务中心")
    ]
    assert told(now, now.__class__(**{**_fields(now), "fiscal_year": 2023})) == []


def _fields(report: Report) -> dict[str, object]:
    return {name: getattr(report, name) for name in report.__dataclass_fields__}


def test_a_draft_of_the_same_year_is_compared_cell_by_cell() -> None:
    now = this_year(grids=with_cell("basic_expenditure", "30201", 5, "83.80"))
    (finding,) = told(now, this_year())
    assert (finding.code, finding.severity, finding.args["n"]) == ("JS906", Severity.INFO, "1")
    (cell,) = finding.related
    assert (cell.location.row, cell.value, cell.role) == ("办公费", "88.80", "base")
    (entry,) = not_run(now, this_year())
    assert "上一稿" in entry.zh


def test_without_last_years_report_one_entry_says_so() -> None:
    (entry,) = not_run(this_year(), None)
    assert (entry.code, entry.what_zh) == ("JS901", "年度间核对")
    assert told(this_year(), None) == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"unit_name": "白山县水利局"}, "白山县水利局"),
        ({"fiscal_year": 2021}, "2021"),
        ({"fiscal_year": None}, "年度"),
    ],
)
def test_a_report_that_is_not_last_years(changes: dict[str, object], said: str) -> None:
    before = replace(last_year(), **changes)  # type: ignore[arg-type]
    now = this_year(grids=with_cell(SUMMARY, "年初结转和结余", 1, "18.00"))
    assert told(now, before) == []
    (entry,) = not_run(now, before)
    assert said in entry.zh


def test_reports_without_tables_or_figures() -> None:
    empty = recognise(document(f"{UNIT}2023年度部门决算", "没有内容。"))
    assert told(this_year(), empty) == []
    bare = recognise(document(f"{UNIT}2024年度部门决算", "没有内容。"))
    assert told(bare, last_year()) == []
