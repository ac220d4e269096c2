"""One fault put into a consistent report gives exactly one finding above `info`, at its root, with the right value."""

import pytest
from builders import document
from whole_report import NARRATIVE, lines, tables

from juesuan.checks.engine import run
from juesuan.checks.finding import Finding, Severity
from juesuan.recognition import recognise

Grids = dict[str, list[list[str]]]


def found(grids: Grids | None = None, text: list[str] | None = None) -> list[Finding]:
    """Findings above `info` of the report with changes."""
    result = run(recognise(document(*lines(grids, text))))
    assert not any(n.reason_code == "crashed" for n in result.not_checked)
    return [f for f in result.findings if f.severity is not Severity.INFO]


def with_cell(identity: str, row: str, column: int, value: str) -> Grids:
    """Tables with one cell changed: the row is found by a label or code in it."""
    grids = tables()
    line = next(r for r in grids[identity] if row in r)
    line[column] = value
    return grids


def with_text(old: str, new: str) -> list[str]:
    """The narrative with one stretch changed, which stands there exactly once."""
    assert sum(old in line for line in NARRATIVE) == 1
    return [line.replace(old, new) for line in NARRATIVE]


def test_the_consistent_report_is_clean() -> None:
    assert found() == []


CELLS = [
    # code, statement, row, column, wrong, the root's row, column path, expected
    ("JS101", "basic_expenditure", "30201", 5, "83.80", "办公费", "决算数", "88.80"),
    ("JS101", "basic_expenditure", "302", 5, "102.00", "商品和服务支出", "决算数", "120.00"),
    ("JS102", "income_expenditure_summary", "年初结转和结余", 1, "80.00", "年初结转和结余", None, "8.00"),
    ("JS201", "appropriation_summary", "二、社会保障和就业支出", 4, "66.00", "二、社会保障和就业支出", None, "60.00"),
    ("JS202", "expenditure", "2012604", 4, "88.00", "档案馆", "项目支出", "80.00"),
    ("JS101", "three_public", "3.公务接待费", 2, "2.10", "3.公务接待费", "决算数", "1.20"),
    ("JS101", "income", "2012601", 8, "70.00", "行政运行", "其他收入", "7.00"),
    ("JS202", "general_budget_expenditure", "2012601", 3, "50.00", "行政运行", "基本支出", "500.00"),
]


@pytest.mark.parametrize(("code", "statement", "row", "column", "wrong", "at", "path", "expected"), CELLS)
def test_a_wrong_cell(
    code: str, statement: str, row: str, column: int, wrong: str, at: str, path: str | None, expected: str
) -> None:
    findings = found(with_cell(statement, row, column, wrong))
    assert len(findings) == 1, [(f.code, f.location) for f in findings]
    finding = findings[0]
    assert finding.severity is Severity.ERROR
    assert finding.location.statement == statement
    assert finding.location.row == at
    assert path is None or finding.location.column == path
    assert finding.expected == expected
    assert finding.code.startswith(("JS1", "JS2"))
    assert finding.related


TEXTS = [
    ("JS301", "收、支总计各710.00万元", "收、支总计各701.00万元", "701.00", "710.00"),
    ("JS301", "其他收入7.00万元", "其他收入70.00万元", "70.00", "7.00"),
    ("JS401", "占85.71%；项目支出", "占84.51%；项目支出", "84.51", "85.71"),
    ("JS401", "占14.29%", "占14.08%", "14.08", "14.29"),
    ("JS402", "完成年初预算的94.12%", "完成年初预算的106.25%", "106.25", "94.12"),
    ("JS403", "增长4.41%", "增长4.23%", "4.23", "4.41"),
    ("JS403", "下降1.68%", "下降16.78%", "16.78", "1.68"),
    ("JS406", "各减少12.00万元，下降1.68%", "各增加12.00万元，增长1.68%", "增加", "减少"),
    ("JS406", "决算数小于预算数的主要原因是设备", "决算数大于预算数的主要原因是设备", "大于", "小于"),
    ("JS404", "各增加30.00万元，增长4.41%", "各增加38.00万元，增长4.41%", "38.00", "30.00"),
    ("JS404", "比2023年度增加5.00万元", "比2023年度增加50.00万元", "50.00", "5.00"),
    ("JS404", "各减少12.00万元，下降1.68%", "各减少703.00万元，下降1.68%", "703.00", "12.01"),
    ("JS404", "各增加30.00万元，增长4.41%", "各增加710.00万元，增长4.41%", "710.00", "29.99"),
    ("JS408", "年初预算为40.00万元", "年初预算为4.00万元", "4.00", "40.00"),
    ("JS408", "货物支出30.00万元", "货物支出35.00万元", "35.00", "30.00"),
    ("JS304", "（款）档案馆（项）", "（款）档案室（项）", "档案室", "档案馆"),
    ("JS308", "住房保障支出（类）40.00万元", "住房改革支出（类）40.00万元", "住房改革支出", "住房保障支出"),
    ("JS307", "住房公积金、退休费", "住房公积金、奖金", "奖金", "退休费"),
]


@pytest.mark.parametrize(("code", "old", "new", "stated", "expected"), TEXTS)
def test_a_wrong_word_or_figure_in_the_text(code: str, old: str, new: str, stated: str, expected: str) -> None:
    findings = found(text=with_text(old, new))
    assert [f.code for f in findings] == [code], [(f.code, f.location, f.args) for f in findings]
    finding = findings[0]
    assert finding.severity is Severity.ERROR
    assert finding.stated == stated
    assert finding.expected == expected
    assert finding.location.place.block is not None
    assert finding.location.section


def test_causes_are_named() -> None:
    causes = {
        ("占85.71%；项目支出", "占84.51%；项目支出"): "wrong_base",
        ("增长4.41%", "增长4.23%"): "current_for_prior",
        ("收、支总计各710.00万元", "收、支总计各701.00万元"): "digits_swapped",
        ("其他收入7.00万元", "其他收入70.00万元"): "factor",
        ("公务用车保有量2辆", "公务用车保有量2辆"): None,
    }
    for (old, new), cause in causes.items():
        assert [f.cause for f in found(text=with_text(old, new))] == ([cause] if cause else [])


def test_a_rate_off_by_its_last_digit_or_cut_off_is_a_warning() -> None:
    for old, new in (("增长4.41%", "增长4.42%"), ("占8.57%", "占8.58%"), ("增长4.00%", "增长4.01%")):
        findings = found(text=with_text(old, new))
        assert [f.severity for f in findings] == [Severity.WARNING]
        assert findings[0].code in ("JS401", "JS403")  # the rate, not the amount beside it


@pytest.mark.parametrize(("wrong", "count"), [("88.79", 0), ("88.78", 0), ("88.77", 1)])
def test_the_edge_of_tolerance(wrong: str, count: int) -> None:
    """Three parts and their whole allow 0.02: within it the difference is rounding, beyond it a mistake."""
    assert len(found(with_cell("basic_expenditure", "30201", 5, wrong))) == count


def test_rounding_is_told_as_info() -> None:
    result = run(recognise(document(*lines(with_cell("basic_expenditure", "30201", 5, "88.79")))))
    figures = [f for f in result.findings if f.code < "JS5"]
    assert [(f.code, f.severity, f.tolerance) for f in figures] == [("JS104", Severity.INFO, "0.02")]


def test_a_wrong_unit_line_of_a_table_that_meets_the_others_in_sums_only() -> None:
    made = lines(text=[])
    at = next(n for n, line in enumerate(made) if isinstance(line, str) and "基本支出决算明细表" in line)
    made[at + 1] = "单位：元"
    findings = run(recognise(document(*made))).findings
    errors = [(f.code, f.stated, f.expected, f.location.statement) for f in findings if f.code < "JS5"]
    assert errors == [("JS105", "元", "万元", "basic_expenditure")]


def test_a_wrong_unit_line_is_one_finding() -> None:
    made = lines()
    at = made.index("支出决算表")
    made[at + 1] = "单位：元"
    findings = [f for f in run(recognise(document(*made))).findings if f.severity is Severity.ERROR]
    assert [(f.code, f.stated, f.expected) for f in findings] == [("JS105", "元", "万元")]


def test_swapped_columns_are_one_finding() -> None:
    grids = tables()
    for row in grids["expenditure"][1:]:
        row[3], row[4] = row[4], row[3]
    findings = found(grids)
    assert [(f.code, f.stated, f.expected) for f in findings] == [("JS106", "基本支出", "项目支出")]
    assert findings[0].location.statement == "expenditure"


def test_a_missing_row_is_one_finding() -> None:
    grids = tables()
    grids["expenditure"] = [r for r in grids["expenditure"] if r[0] != "2012604"]
    findings = found(grids)
    assert [(f.location.statement, f.location.code) for f in findings] == [("expenditure", "2012604")]


def test_a_slip_repeated_in_two_tables_is_one_mistake() -> None:
    grids = tables()
    for identity, column in (("expenditure", 3), ("general_budget_expenditure", 3)):
        for row in grids[identity]:
            if row[0] in ("201", "20126"):
                row[column] = "50.00"
    findings = found(grids)
    assert [(f.stated, f.expected) for f in findings] == [("50.00", "500.00")]
    assert sum(r.value == "50.00" for r in findings[0].related) == 3


def test_a_mistyped_code_is_one_finding() -> None:
    findings = found(with_cell("expenditure", "2012604", 0, "2012640"))
    assert [(f.code, f.stated, f.expected) for f in findings] == [("JS109", "2012640", "2012604")]


def test_an_item_left_out_and_one_told_twice() -> None:
    text = [line for line in NARRATIVE if not line.startswith("4.住房保障支出")]
    assert [(f.code, f.location.code) for f in found(text=text)] == [("JS305", "2210201")]
    again = next(line for line in NARRATIVE if line.startswith("4.住房保障支出")).replace("4.", "5.")
    at = next(i for i, line in enumerate(NARRATIVE) if line.startswith("六、"))
    assert [f.code for f in found(text=[*NARRATIVE[:at], again, *NARRATIVE[at:]])] == ["JS306"]


def test_budgets_of_items_that_are_all_told_come_to_the_budget_of_all() -> None:
    """Without a rate beside it a budget is told once; where all items are told, their sum still knows it."""
    for wrong in ("5.00", "850.00"):  # less and more than all
        text = [line.replace("完成年初预算的94.12%。", "").replace("85.00万元", f"{wrong}万元") for line in NARRATIVE]
        findings = [f for f in found(text=text) if f.code == "JS408"]
        assert [(f.stated, f.expected, f.candidates) for f in findings] == [(wrong, "85.00", ())]


def test_budgets_of_the_main_items_prove_nothing() -> None:
    text = [line.replace("完成年初预算的94.12%。", "").replace("85.00万元", "68.35万元") for line in NARRATIVE]
    assert "JS408" not in {f.code for f in found(text=text)}


def test_a_budget_against_its_rate_and_its_word_is_one_mistake() -> None:
    text = [line.replace("年初预算为710.00万元，支出决算为700.00万元，完成年初预算的98.59%", "支出决算为700.00万元")
            .replace("年初预算为85.00万元", "年初预算为80.00万元") for line in NARRATIVE]  # fmt: skip
    assert [(f.location.quote, f.stated, f.expected) for f in found(text=text)] == [("80.00万元", "80.00", "85.00")]


def test_a_rise_from_nothing_is_the_whole_figure() -> None:
    old, new = "增加5.00万元，增长4.00%", "增加{}万元，上年无此项支出，不计算增幅"
    assert found(text=with_text(old, new.format("130.00"))) == []
    findings = found(text=with_text(old, new.format("103.00")))
    assert [(f.code, f.stated, f.expected) for f in findings] == [("JS404", "103.00", "130.00")]
    findings = found(text=with_text(old, new.format("130.00").replace("增加", "减少")))
    assert [(f.code, f.stated, f.expected) for f in findings] == [("JS406", "减少", "增加")]
    # what there was not is another thing
    other = "增加5.00万元，上年无此类设备购置"
    assert found(text=with_text("增加5.00万元，增长4.00%", other)) == []


def test_a_digit_that_is_wrong_beside_flat_is_the_mistake_not_the_word() -> None:
    text = [line.replace("完成年初预算的100.00%。", "") for line in NARRATIVE]
    wrong = [line.replace("年初预算为60.00万元", "年初预算为80.00万元").replace("710.00万元，支出", "730.00万元，支出")
             .replace("完成年初预算的98.59%", "完成年初预算的95.89%") for line in text]  # fmt: skip
    findings = found(text=wrong)
    assert [(f.code, f.location.quote, f.stated, f.expected) for f in findings] == [
        ("JS407", "80.00万元", "80.00", "60.00")
    ]


def test_a_word_of_more_between_figures_that_print_alike_is_doubted() -> None:
    flat = "40.00万元，完成年初预算的100.00%。决算数与预算数持平"
    findings = found(text=with_text(flat, flat.replace("与预算数持平", "大于预算数")))
    assert [(f.severity, f.code, f.stated, f.expected) for f in findings] == [
        (Severity.WARNING, "JS406", "大于", "持平")
    ]


def test_an_item_without_its_amount() -> None:
    lost = "年初预算为85.00万元，支出决算为80.00万元，完成年初预算的94.12%。"
    findings = found(text=with_text(lost, ""))
    assert [(f.code, f.severity, f.stated, f.expected) for f in findings] == [
        ("JS305", Severity.WARNING, "档案馆", "80.00")
    ]


def test_last_year_told_flat_against_its_parts() -> None:
    changed = with_text("财政拨款收、支总计各减少12.00万元，下降1.68%", "财政拨款收、支总计持平。主要原因是项目减少")
    findings = found(text=changed)
    assert [(f.code, f.stated) for f in findings] == [("JS407", "持平")]


def test_zero_budgets_have_no_rate() -> None:
    changed = with_text("年初预算为40.00万元，支出决算为40.00万元", "年初预算为0万元，支出决算为40.00万元")
    codes = {f.code for f in found(text=changed)}
    assert "JS409" in codes


def test_all_basic_while_projects_are_evaluated() -> None:
    text = ["三、支出决算情况说明", "本年支出合计80.00万元，其中：基本支出80.00万元，占100.00%。"]
    text += ["十、预算绩效情况说明", "2024年度我单位对3个项目开展了绩效自评，共涉及资金30.00万元。"]
    result = run(recognise(document("青河市档案局2024年度部门决算", "第三部分 2024年度部门决算情况说明", *text)))
    assert [f.code for f in result.findings if f.severity is Severity.ERROR] == ["JS309"]


def test_vehicles_bought_without_a_number() -> None:
    findings = found(text=with_text("公务用车购置数0辆", "公务用车购置数1辆"))
    assert [f.code for f in findings] == ["JS311"]


def test_an_item_that_the_statement_does_not_have() -> None:
    text = with_text("（款）档案馆（项）", "（款）机关服务（项）")
    assert [f.code for f in found(text=text)] == ["JS304"]


def test_a_lost_figure_of_a_listed_item_is_one_mistake() -> None:
    findings = found(with_cell("basic_expenditure", "30201", 5, ""))
    assert [(f.location.row, f.expected) for f in findings] == [("办公费", "88.80")]


def test_a_row_lost_from_the_income_statement() -> None:
    grids = tables()
    grids["income"] = [r for r in grids["income"] if r[0] != "2012604"]
    assert [(f.code, f.location.code) for f in found(grids)] == [("JS107", "2012604")]


def test_more_vehicles_of_a_kind_than_in_all() -> None:
    findings = found(
        text=with_text("共有车辆2辆，其中：机要通信用车1辆、其他用车1辆", "共有车辆2辆，其中：机要通信用车3辆")
    )
    assert [f.code for f in findings] == ["JS303"]


def test_an_amount_told_of_a_cell_that_its_sum_shows_to_be_empty() -> None:
    """合计 = 公务用车 + 公务接待 leaves nothing for the blank 因公出国（境）费."""
    grids = with_cell("three_public", "1.因公出国（境）费", 2, "")
    vehicles = "公务用车购置及运行维护费支出决算2.80万元，占70.00%"
    right = with_text(vehicles, f"因公出国（境）费支出决算0.00万元；{vehicles}")
    wrong = with_text(vehicles, f"因公出国（境）费支出决算3.00万元；{vehicles}")
    assert found(grids, right) == []
    assert [(f.code, f.stated, f.expected) for f in found(grids, wrong)] == [("JS301", "3.00", "0.00")]


def test_other_candidates_keep_their_own_unit() -> None:
    finding = found(text=with_text("增长4.00%", "增长6.00%"))[0]
    assert finding.unit == "%"
    assert {c.unit for c in finding.candidates} == {"万元"}


def test_parts_of_a_named_set_make_it_up_without_a_statement() -> None:
    lines = (
        "2023年度部门决算情况说明",
        "八、“三公”经费财政拨款支出决算情况说明",
        "“三公”经费财政拨款支出决算为10.95万元。",
        "公务用车购置及运行维护费支出9.60万元。其中：公务用车购置支出0.00万元；公务用车运行维护费支出{}万元。",
        "公务接待费支出1.35万元。因公出国（境）费支出0.00万元。",
    )
    for told, codes in (("9.60", []), ("9.61", []), ("9.06", ["JS408"])):
        result = run(recognise(document(*(line.format(told) for line in lines))))
        assert [f.code for f in result.findings if f.severity is Severity.ERROR] == codes


@pytest.mark.parametrize(("small", "errors"), [("20.00", []), ("20.01", []), ("29.00", ["JS303"])])
def test_what_is_reserved_for_the_smallest_is_part_of_what_is_reserved_for_small_firms(small, errors):
    was = next(line for line in NARRATIVE if "政府采购" in line and "万元" in line)
    told = f"{was}面向中小企业预留政府采购项目预算金额20.00万元，面向小微企业预留政府采购项目预算金额{small}万元。"
    assert [f.code for f in found(text=with_text(was, told))] == errors
