"""The rules on forms: a clean form has no finding, each slip has its own, once, at the right place."""

from __future__ import annotations

import pytest
from test_tables import MINISTRY, table

from juesuan.checks.engine import run
from juesuan.checks.finding import Finding
from juesuan.documents.model import Block, Document, Paragraph, Piece
from juesuan.recognition import recognise

UNIT = "青河市水利局"
CLEAN = """
项目名称|堤防维护
主管部门|青河市水利局|实施单位|青河市水利局
项目资金（万元）||年初预算数|全年预算数|全年执行数|分值|执行率|得分
|年度资金总额|100.00|100.00|95.00|10|95.00%|9.5
|其中：本年财政拨款|80.00|80.00|75.00|—|—|—
|其他资金|20.00|20.00|20.00|—|—|—
年度总体目标|预期目标|实际完成情况
|维护堤防20公里|已维护堤防21公里
一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施
产出指标|数量指标|维护长度（公里）|≥20|21|20|20|
产出指标|质量指标|验收合格率|≥95%|92%|15|14.53|部分堤段返工，下一步加强监理
产出指标|时效指标|按期完成率|100%|100%|15|15|
效益指标|社会效益指标|防洪能力|有效提升|有效提升|30|30|
满意度指标|服务对象满意度指标|群众满意度|≥90%|97%|10|10|
总分|||||100|99.03|
"""


def findings(
    form: str, *narrative: str, title: str = "项目支出绩效自评表（2023年度）", select: str = "JS6"
) -> list[Finding]:
    lines = [f"{UNIT}2023年度部门决算", "第二部分 2023年度部门决算表", title]
    blocks: list[Block] = [Paragraph(n, t, (Piece(0, len(t)),)) for n, t in enumerate(lines)]
    blocks.append(table(form, len(blocks)))
    for text in ("第三部分 2023年度部门决算情况说明", *narrative):
        blocks.append(Paragraph(len(blocks), text, (Piece(0, len(text)),)))
    result = run(recognise(Document("a.docx", "docx", tuple(blocks))), [select])
    assert not [n for n in result.not_checked if n.reason_code == "crashed"]
    return list(result.findings)


def test_a_clean_form_has_no_finding() -> None:
    assert findings(CLEAN) == []


CASES = [
    # what is changed, into what, code, variant, row, column, stated, expected
    ("|100|99.03|", "|100|92.03|", "JS601", "score", "总分", "得分", "92.03", "99.03"),
    ("|100|99.03|", "|90|99.03|", "JS601", "execution", "总分", "分值", "90", "100"),
    ("有效提升|30|30|", "有效提升|40|30|", "JS601", "weight", "防洪能力", "分值", "40", "30"),
    ("21|20|20|", "21|20|35|", "JS602", "", "维护长度（公里）", "得分", "35", "20"),
    ("21|20|20|", "21|20||", "JS603", "", "维护长度（公里）", "得分", None, None),
    ("95.00%", "50.00%", "JS604", "", "年度资金总额", "执行率", "50.00", "95.00"),
    ("95.00%|9.5", "95.00%|7.5", "JS605", "", "年度资金总额", "得分", "7.5", "9.5"),
    ("总额|100.00", "总额|110.00", "JS606", "", "年度资金总额", "年初预算数", "110.00", "100.00"),
    ("92%|15|14.53", "92%|15|15", "JS608", "", "验收合格率", "得分", "15", "14.53"),
    ("100%|100%|15|15", "100%|100%|15|13", "JS609", "", "按期完成率", "得分", "13", "15"),
    ("14.53|部分堤段返工，下一步加强监理", "14.53|", "JS610", "", "验收合格率", None, None, None),
    ("≥20|21", "按计划|21", "JS611", "", "维护长度（公里）", "年度指标值", None, None),
    ("≥90%|97%", "≥90|97", "JS612", "", "群众满意度", "年度指标值", None, None),
    ("≥90%|97%", "≥90&|97%", "JS613", "", "群众满意度", "年度指标值", None, None),
    ("≥20|21", "≥20公里|21米", "JS613", "", "维护长度（公里）", "年度指标值", None, None),
]


ROOTS = [
    # one number that breaks several relations: before, after, code, row, column, stated, expected
    ("有效提升|30|30|", "有效提升|3|30|", "JS622", "防洪能力", "分值", "3", "30"),
    ("95.00|10|95.00%", "95.00|100|95.00%", "JS622", "年度资金总额", "分值", "100", "10"),
    ("|95.00|10|95.00%|", "|59.00|10|95.00%|", "JS606", "年度资金总额", "全年执行数", "59.00", "95.00"),
    ("95.00%|9.5", "95.00%|95", "JS622", "年度资金总额", "得分", "95", "9.5"),
    ("100%|100%|15|15", "100%|100%|15|1", "JS609", "按期完成率", "得分", "1", "15"),
]


@pytest.mark.parametrize("case", ROOTS, ids=[f"{c[2]}-{n}" for n, c in enumerate(ROOTS)])
def test_one_number_that_breaks_several_relations_is_one_error(case: tuple[str, ...]) -> None:
    before, after, code, row, column, stated, expected = case
    form = CLEAN.replace(before, after)
    assert form != CLEAN
    found = [(f.code, str(f.severity), f.location.row, f.location.column, f.stated, f.expected) for f in findings(form)]
    assert found == [(code, "error", row, column, stated, expected)]


def test_two_wrong_numbers_of_a_form_stay_two() -> None:
    form = CLEAN.replace("有效提升|30|30|", "有效提升|3|30|").replace("21|20|20|", "21|20|35|")
    assert {f.code for f in findings(form)} >= {"JS601", "JS602"}


@pytest.mark.parametrize("case", CASES, ids=[f"{c[2]}-{n}" for n, c in enumerate(CASES)])
def test_each_slip_is_found_once_at_its_place(case: tuple[str | None, ...]) -> None:
    before, after, code, variant, row, column, stated, expected = case
    assert before is not None
    assert after is not None
    form = CLEAN.replace(before, after)
    assert form != CLEAN
    # a changed score changes the total too, except where the total or what it must ignore is the slip
    found = [f for f in findings(form) if f.code != "JS601" or code == "JS601"]
    assert [f.code for f in found] == [code]
    finding = found[0]
    assert finding.variant == variant
    assert finding.location.statement == "performance"
    assert finding.location.project == "堤防维护"
    assert finding.location.row == row
    if column is not None:
        assert finding.location.column == column
    assert (finding.stated, finding.expected) == (stated, expected)


@pytest.mark.parametrize(
    ("budget", "executed", "score", "told"),
    [
        ("0.17", "0.16", "9.32", []),  # 0.1619 of 0.1737
        ("0.17", "0.16", "10", []),
        ("0.17", "0.16", "8.70", ["warning"]),
        ("1.70", "1.60", "9.32", []),
        ("1.70", "1.60", "9.20", ["warning"]),
        ("1700.00", "1600.00", "9.32", ["warning"]),
        ("1700.00", "1600.00", "9.4", []),
        ("1700.00", "1600.00", "8", ["error"]),
    ],
)
def test_the_score_of_execution_is_as_close_as_its_amounts(
    budget: str, executed: str, score: str, told: list[str]
) -> None:
    form = CLEAN.replace("100.00|100.00|95.00|10|95.00%|9.5", f"{budget}|{budget}|{executed}|10||{score}")
    form = "\n".join(line for line in form.split("\n") if "—|—" not in line)
    assert [str(f.severity) for f in findings(form, select="JS605")] == told


def test_execution_that_was_not_counted_is_named() -> None:
    form = CLEAN.replace("有效提升|30|30|", "有效提升|40|40|").replace("99.03", "99.53")
    (finding,) = findings(form)
    assert (finding.code, finding.variant, finding.stated, finding.expected) == ("JS601", "execution", "100", "110")
    taken_off = form.replace("|100|99.53|", "|90|89.53|")
    (finding,) = findings(taken_off)
    assert (finding.variant, finding.stated, finding.expected) == ("subtracted", "90", "110")


def test_more_spent_than_budgeted() -> None:
    form = (
        CLEAN.replace("100.00|95.00|10|95.00%|9.5", "100.00|105.00|10|105%|10")
        .replace("80.00|75.00", "80.00|85.00")
        .replace("99.03", "99.53")
    )
    assert [(f.code, f.location.column) for f in findings(form)] == [("JS607", "全年执行数")]


def test_nothing_to_divide_by_is_not_judged() -> None:
    form = CLEAN
    for old, new in (("100.00|100.00|95.00|10|95.00%|9.5", "0|0|0|10|0|0"), ("80.00|80.00|75.00", "0|0|0"),
                     ("20.00|20.00|20.00", "0|0|0"), ("99.03", "89.53")):  # fmt: skip
        form = form.replace(old, new)
    assert findings(form) == []


def test_weights_off_plan_is_a_warning_only_where_they_add_up() -> None:
    form = CLEAN.replace("21|20|20|", "21|30|30|").replace("有效提升|30|30|", "有效提升|20|20|")
    assert [(f.code, str(f.severity)) for f in findings(form)] == [("JS614", "warning")]


def test_copied_actual_values_are_a_note() -> None:
    form = CLEAN
    for old, new in (("≥20|21", "≥20|≥20"), ("≥95%|92%|15|14.53|部分堤段返工，下一步加强监理", "≥95%|≥95%|15|15|"),
                     ("≥90%|97%", "≥90%|≥90%"), ("99.03", "99.5")):  # fmt: skip
        form = form.replace(old, new)
    assert [(f.code, str(f.severity)) for f in findings(form)] == [("JS615", "info")]


def test_a_small_difference_of_rounding_is_none() -> None:
    assert findings(CLEAN.replace("|100|99.03|", "|100|99|")) == []
    assert findings(CLEAN.replace("95.00%|9.5", "95%|9.5")) == []
    assert findings(CLEAN.replace("95.00%|9.5", "0.95|9.5")) == []


def test_another_units_form() -> None:
    form = CLEAN.replace("青河市水利局", "临泽县林业和草原局")
    assert [f.code for f in findings(form)] == ["JS616"]
    sub = CLEAN.replace("实施单位|青河市水利局", "实施单位|青河市水文站")
    assert findings(sub) == []


SECTION = ("十、预算绩效管理情况的说明", "2023年度我单位组织对1个项目进行了绩效自评，共涉及资金{amount}万元。")


def test_the_narratives_list_against_the_forms() -> None:
    def told(amount: str, item: str) -> list[Finding]:
        return findings(CLEAN, SECTION[0], SECTION[1].format(amount=amount), item)

    assert told("100", "1.堤防维护。金额：100万元。目标：维护堤防20公里。") == []
    differs = told("100", "1.堤防维护。金额：10万元。目标：维护堤防20公里。")
    assert [(f.code, f.stated, f.expected, f.location.project) for f in differs] == [
        ("JS617", "10", "100", "堤防维护"),
    ]  # fmt: skip


def test_the_amount_told_against_the_forms() -> None:
    def told(amount: str) -> list[tuple[str, str]]:
        found = findings(CLEAN.replace("100.00|100.00|95.00|10|95.00%", "100.004|100.004|95.004|10|95.00%")
                         .replace("80.00|80.00|75.00", "80.004|80.004|75.004"),
                         SECTION[0], SECTION[1].format(amount=amount))  # fmt: skip
        return [(f.code, str(f.severity)) for f in found]

    assert told("100.00") == []
    assert told("100.01") == [("JS620", "info")]
    assert told("101.00") == [("JS620", "warning")]


def test_more_forms_than_told() -> None:
    two = CLEAN.strip() + "\n" + CLEAN.replace("堤防维护", "水文监测").strip()
    found = findings(two, SECTION[0], SECTION[1].format(amount="200"))
    assert [f.code for f in found] == ["JS619"]
    assert found[0].expected == "2"


def test_the_ministrys_example_is_judged_for_what_it_is() -> None:
    codes = [f.code for f in findings(MINISTRY.replace("青河市水文站", UNIT))]
    assert codes == []


def test_amounts_told_in_yuan_of_forms_in_wan() -> None:
    def told(amount: str) -> list[str]:
        item = f"1.堤防维护。金额：{amount}元。目标：维护堤防20公里."
        section = SECTION[1].replace("{amount}万元", f"{amount}元")
        return [f.code for f in findings(CLEAN, SECTION[0], section, item)]

    assert told("1000049.99") == []  # the form shows 100.00万元
    assert "JS617" in told("1000150.00")
