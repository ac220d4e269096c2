"""Disclosure duties: what is not told is found once, and what is told in other words is not asked for."""

import pytest
from builders import document
from whole_report import NARRATIVE, lines, tables

from juesuan.checks.engine import run
from juesuan.checks.finding import Severity
from juesuan.recognition import recognise

OPERATING = "2024年度机关运行经费支出130.00万元，比2023年度增加5.00万元，增长4.00%。"
SME = "授予中小企业合同金额40.00万元，占政府采购支出总额的80.00%。"
EQUIPMENT = "单价100万元（含）以上设备（不含车辆）0台（套）。"
EVALUATED = "2024年度我单位对2个项目开展了绩效自评，共涉及资金100.00万元。"
COUNTS = "全年安排因公出国（境）团组0个、累计0人次；国内公务接待12批次、96人次。"
BOUGHT = "公务用车购置支出0.00万元，公务用车购置数0辆；"
CARS = "公务用车运行维护费支出2.80万元，公务用车保有量2辆。"
TOTAL_CHANGE = "收、支总计各增加30.00万元，增长4.41%。主要原因是档案数字化任务增多。"


def changed(*pairs, year="2024"):
    """The whole report's narrative with words replaced."""
    text = [*NARRATIVE]
    for old, new in pairs:
        assert sum(old in line for line in text) == 1, old
        text = [line.replace(old, new) for line in text]
    return [line.replace("2024", year).replace("2023", str(int(year) - 1)) for line in text]


def told(text, grids=None):
    """Code, severity and what is missing, of all duties; and what was not checked."""
    grids = tables() if grids is None else grids
    result = run(recognise(document(*lines(grids, text))), select=("JS8",))
    findings = [(f.code, f.severity, f.args["missing"].zh) for f in result.findings]
    return findings, [n.code for n in result.not_checked if n.code.startswith("JS8")]


W, I = Severity.WARNING, Severity.INFO  # noqa: E741

FAULTS = [
    ("JS801", W, COUNTS, "国内公务接待12批次、96人次。", "因公出国（境）团组数、因公出国（境）人次"),
    ("JS801", W, COUNTS, "全年安排因公出国（境）团组0个、累计0人次。", "国内公务接待批次、国内公务接待人次"),
    ("JS801", W, COUNTS, "全年安排因公出国（境）团组0个、累计0人次；国内公务接待12批次。", "国内公务接待人次"),
    ("JS801", I, BOUGHT, "公务用车购置支出0.00万元；", "公务用车购置数"),
    ("JS801", I, CARS, "公务用车运行维护费支出2.80万元。", "公务用车保有量"),
    ("JS803", W, TOTAL_CHANGE, "收、支总计各增加130.00万元，增长22.41%。", "主要原因"),
    ("JS803", W, OPERATING, "2024年度机关运行经费支出130.00万元，比2023年度增加30.00万元，增长30.00%。", "主要原因"),
    ("JS804", W, OPERATING, "2024年度机关运行经费支出130.00万元，用于办公费、差旅费等。", "与上年或预算比较"),
    ("JS804", I, OPERATING, "2024年度机关运行经费支出130.00万元，比年初预算数增加5.00万元。", "与上年比较"),
    ("JS805", W, SME, "", "授予中小企业的合同金额"),
    ("JS806", I, EQUIPMENT, "", "单价在限额以上的设备数"),
    ("JS807", W, EVALUATED, "我单位重视绩效管理，建立了制度。", "绩效自评的开展情况或结果"),
]


@pytest.mark.parametrize(("code", "severity", "old", "new", "missing"), FAULTS)
def test_an_untold_thing_is_one_finding(code, severity, old, new, missing):
    assert told(changed((old, new)))[0] == [(code, severity, missing)]


def test_counts_missing_under_several_headings_are_one_finding():
    findings, _ = told(changed((COUNTS, ""), (BOUGHT, "")))
    assert [code for code, *_ in findings] == ["JS801"]


def test_vehicle_cost_is_to_be_divided():
    grids = tables()
    grids["three_public"] = [r for r in grids["three_public"] if not r[0].startswith("（")]
    text = changed((BOUGHT, "公务用车保有量2辆，"), (CARS, "本年公务用车购置数1辆。"))
    assert told(text, grids)[0] == [("JS802", W, "购置费、运行维护费")]
    assert told(text)[0] == []  # the table tells them apart


def test_assets_without_vehicles_are_graver():
    text = changed(("共有车辆2辆，其中：机要通信用车1辆、其他用车1辆。", "资产总额200.00万元。"), (EQUIPMENT, ""))
    assert told(text)[0] == [("JS806", W, "车辆数、单价在限额以上的设备数")]


ALSO_TOLD = [
    (COUNTS, "本年度未安排因公出国（境）；国内公务接待12批次、96人次。"),
    (COUNTS, "因公出国（境）费无此项支出；全年共接待来宾12批96人。"),
    (COUNTS, "出国（境）团组0个、0人次；接待费用于国内接待十二批次，共计96人。"),
    (BOUGHT, "本年没有购置公务用车。"),
    (BOUGHT, "公务用车购置支出0.00万元，更新公务用车0辆；"),
    (CARS, "公务用车运行维护费支出2.80万元，年末开支财政拨款的公务用车2辆。"),
    (OPERATING, "2024年度机关运行经费支出130.00万元，与上年持平。"),
    (OPERATING, "2024年度机关运行经费支出130.00万元，比2023年度增加30.00万元，增长30.00%，系新增办公用房租金。"),
    (OPERATING, "本单位为事业单位，无机关运行经费支出。"),
    (TOTAL_CHANGE, "收、支总计各增加130.00万元，增长22.41%，因新增档案数字化任务。"),
    (SME, "面向中小企业预留项目预算金额40.00万元。"),
    (EQUIPMENT, "没有单位价值100万元以上的设备。"),
    (EVALUATED, "2024年度无纳入绩效自评范围的项目。"),
    (EVALUATED, "本年度没有项目支出，不涉及绩效管理。"),
]


@pytest.mark.parametrize(("old", "new"), ALSO_TOLD)
def test_other_words_tell_it_too(old, new):
    assert told(changed((old, new)))[0] == []


@pytest.mark.parametrize(
    ("more", "missing"),
    [
        ("", ["主要原因"]),
        ("公务接待费比2023年度减少2.00万元，主要原因是接待批次减少。", []),
        ("公务接待费较上年下降62.5%。主要是接待批次减少。", []),
        ("公务接待费较年初预算数减少2.00万元，主要原因是接待批次减少。", ["主要原因"]),
        ("公务接待费比2024年度年初预算减少2.00万元，主要原因是接待批次减少。", ["主要原因"]),
        ("公务接待费比2023年度减少2.00万元。", ["主要原因"]),
    ],
)
def test_the_reason_of_a_part_tells_why_the_three_public_expenses_changed(more, missing):
    total = "支出决算为4.00万元，完成预算的80.00%。"
    text = changed((total, f"{total}比2023年度减少2.00万元，下降33.33%。"), (COUNTS, COUNTS + more))
    assert [what for code, _, what in told(text)[0] if code == "JS803"] == missing


def test_a_count_that_nothing_implies_is_graver():
    assets = ("共有车辆2辆，其中：机要通信用车1辆、其他用车1辆。", "房屋2处。")
    found = told(changed((CARS, "公务用车运行维护费支出2.80万元。"), assets))[0]
    assert ("JS801", W, "公务用车保有量") in found
    grids = tables()
    for row in grids["three_public"]:
        if row[0] in ("（1）公务用车购置费", "（2）公务用车运行维护费"):
            row[2] = {"（1）公务用车购置费": "1.00", "（2）公务用车运行维护费": "1.80"}[row[0]]
    text = changed((BOUGHT, "公务用车购置支出1.00万元；"), (CARS, "公务用车运行维护费支出1.80万元，保有量2辆。"))
    assert told(text, grids)[0] == [("JS801", W, "公务用车购置数")]


def test_nothing_spent_needs_no_counts():
    grids = tables()
    for row in grids["three_public"][1:]:
        row[1:] = ["0.00", "0.00"]
    start = NARRATIVE.index("（一）“三公”经费财政拨款支出决算总体情况说明")
    end = NARRATIVE.index("十、预算绩效情况说明")
    text = [*NARRATIVE[: start + 1], "本单位2024年度无“三公”经费财政拨款支出。", *NARRATIVE[end:]]
    assert told(text, grids) == ([], [])


def test_a_section_that_is_absent_is_not_asked_for_again():
    at = NARRATIVE.index("（二）政府采购支出情况")
    assert told([*NARRATIVE[:at], *NARRATIVE[at + 2 :]])[0] == []


def test_what_was_not_understood_is_not_checked():
    text = changed((COUNTS, "全年安排因公出国（境）团组0个、累计0人次；来宾三桌共15辆、23台（套）。"))
    findings, unchecked = told(text)
    assert (findings, unchecked) == ([], ["JS801"])


def test_without_any_statement_a_table_may_tell_it():
    findings, unchecked = told(changed((SME, "")), {})
    assert (findings, unchecked) == ([], ["JS805"])


def test_a_duty_holds_from_its_year_on():
    text = changed((SME, ""), (OPERATING, "2024年度机关运行经费支出130.00万元，比年初预算增加5.00万元。"), year="2020")
    grids = tables()
    grids.pop("three_public")
    findings = told(text, grids)[0]
    assert [f for f in findings if f[0] in ("JS804", "JS805")] == []


def test_shanghai_wants_reasons_for_smaller_changes():
    from juesuan.recognition.recognise import recognise as with_edition

    text = changed((TOTAL_CHANGE, "收、支总计各增加30.00万元，增长4.41%。"))
    made = document(*lines(tables(), text))
    codes = {
        edition: [f.args["subject"].zh for f in run(with_edition(made, edition), select=("JS803",)).findings]
        for edition in ("national-2022", "shanghai-2024")
    }
    assert codes["national-2022"] == []
    assert "收、支总计" in codes["shanghai-2024"]
