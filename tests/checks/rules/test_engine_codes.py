"""Each code and each wording of the engine and of the rules on the narrative, by one fault in a whole report."""

import pytest
from builders import document
from whole_report import NARRATIVE, lines, tables

from juesuan.checks.engine import run
from juesuan.checks.finding import Severity
from juesuan.recognition import recognise

E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741

SME = "授予中小企业合同金额40.00万元，占政府采购支出总额的80.00%。"
OPERATING = "机关运行经费支出130.00万元，比2023年度增加5.00万元，增长4.00%"


def changed(*pairs):
    """The narrative with words replaced, each of which stands there once."""
    text = [*NARRATIVE]
    for old, new in pairs:
        assert sum(old in line for line in text) == 1, old
        text = [line.replace(old, new) for line in text]
    return text


def judged(grids=None, text=None):
    return judged_lines(*lines(grids, text))


def judged_lines(*of):
    """Code, variant, severity, quote or row, stated, expected of all findings but those of duties and the glossary."""
    result = run(recognise(document(*of)), ignore=("JS5", "JS73", "JS8"))
    assert not [n for n in result.not_checked if n.reason_code == "crashed"]
    return [
        (f.code, f.variant, f.severity, f.location.quote or f.location.row, f.stated, f.expected)
        for f in result.findings
    ]


TEXTS = [
    (("共涉及资金100.00万元", "共涉及资金900.00万元"), ("JS310", "", W, "900.00万元", "900.00", None)),
    ((SME, "授予中小企业合同金额60.00万元。"), ("JS303", "bound", E, "60.00万元", "60.00", None)),
    (("支出决算为4.00万元，完成", "支出决算为4.00万元，比预算减少2.00万元，完成"),
     ("JS404", "", E, "2.00万元", "2.00", "1.00")),
    ((OPERATING, "机关运行经费支出130.00万元，比2023年度的125.00万元增加6.00万元，增长4.00%"),
     ("JS404", "", E, "6.00万元", "6.00", "5.00")),
    (("公务用车保有量2辆", "公务用车保有量2辆，年末公务用车保有量3辆"), ("JS410", "", E, "2辆", "2", "3")),
    ((SME, "授予中小企业合同金额30.00万元，占政府采购支出总额的80.00%，其中：授予小微企业合同金额20.00万元，"
      "占授予中小企业合同金额的50.00%。"), ("JS411", "", E, "30.00万元", "30.00", "40.00")),
    (("增长4.41%", "增长4.42%"), ("JS403", "last_digit", W, "4.42%", "4.42", "4.41")),
    (("货物支出30.00万元", "货物支出30.01万元"), ("JS204", "", I, "50.00万元", "50.00", "50.01")),
    (("2.一般公共服务支出（类）档案事务（款）", "2.一般公共服务支出（类）财政事务（款）"),
     ("JS304", "level", E, "财政事务", "财政事务", "档案事务")),
    (("行政事业单位养老支出（款）", "行政事业单位离退休（款）"),
     ("JS304", "old", W, "行政事业单位离退休", "行政事业单位离退休", "行政事业单位养老支出")),
    (("住房公积金、退休费", "住房公积金、退休费、奖金"), ("JS307", "empty", E, "奖金", "奖金", None)),
    (("住房公积金、退休费", "住房公积金"), ("JS307", "left_out", E, "住房公积金", None, "退休费")),
    (("（类）40.00万元，占5.71%", "（类）40.00万元，占5.71%；人员经费（类）470.00万元，占67.14%"),
     ("JS308", "", E, "人员经费", "人员经费", None)),
    (("；住房保障支出（类）40.00万元，占5.71%", ""), ("JS308", "left_out", E, "60.00万元", None, "住房保障支出")),
    (("住房保障支出（类）40.00万元", "住房改革支出（类）40.00万元"),
     ("JS308", "renamed", E, "住房改革支出", "住房改革支出", "住房保障支出")),
    (("公务用车保有量2辆", "公务用车保有量0辆"), ("JS311", "", W, "0辆", "0", None)),
    (("公务用车购置数0辆", "公务用车购置数1辆"), ("JS311", "", E, "1辆", "1", None)),
    ((OPERATING, "机关运行经费支出130.00万元，比2023年度增加130.00万元，增长100.00%"),
     ("JS409", "growth", W, "100.00%", "100.00", None)),
]  # fmt: skip


@pytest.mark.parametrize(("change", "told"), TEXTS)
def test_a_fault_of_the_narrative(change, told):
    assert judged(text=changed(change)) == [told]


def grid(identity, change):
    grids = tables()
    change(grids[identity])
    return grids


def row(rows, mark):
    return next(r for r in rows if mark in r)


def swap(rows, one, other):
    a, b = row(rows, one), row(rows, other)
    a[2:], b[2:] = b[2:], a[2:]


def drop(rows, *codes):
    rows[:] = [r for r in rows if not set(codes) & set(r)]


def slide(rows):
    """The column of totals one row down."""
    column = [r[2] for r in rows[2:]]
    for r, value in zip(rows[3:], column, strict=False):
        r[2] = value


def put(mark, column, value):
    return lambda rows: row(rows, mark).__setitem__(column, value)


TABLES = [
    ("expenditure", lambda rows: drop(rows, "2012604"), ("JS107", "", E, "档案馆", None, "80.00")),
    ("general_budget_expenditure", lambda rows: drop(rows, "2012604"), ("JS107", "", E, "档案馆", None, "80.00")),
    ("expenditure", lambda rows: swap(rows, "2080505", "2210201"),
     ("JS108", "", E, "机关事业单位基本养老保险缴费支出", "机关事业单位基本养老保险缴费支出", "住房公积金")),
    ("expenditure", lambda rows: swap(rows, "2012601", "2012604"), ("JS108", "", E, "行政运行", "行政运行", "档案馆")),
    ("expenditure", lambda rows: drop(rows, "20805", "2080505"),
     ("JS110", "", E, "行政事业单位养老支出", None, "行政事业单位养老支出")),
    ("expenditure", slide, ("JS106", "slid", E, "本年支出合计", "本年支出合计", None)),
    ("expenditure", put("2012604", 2, ""), ("JS101", "blank", E, "档案馆", None, "80.00")),
    ("expenditure", put("2012604", 1, "档案室"), ("JS109", "", E, "档案室", "档案室", "档案馆")),
    ("expenditure", put("2012604", 0, "2012640"), ("JS109", "code", E, "2012640", "2012640", "2012604")),
    ("income", lambda rows: rows.insert(rows.index(row(rows, "2012604")), [*row(rows, "2012604")]),
     ("JS109", "twice", E, "档案馆", "2012604", None)),
]  # fmt: skip


@pytest.mark.parametrize(("identity", "change", "told"), TABLES)
def test_a_fault_of_a_table(identity, change, told):
    assert [f for f in judged(grid(identity, change)) if f[2] is not I] == [told]


def test_a_name_that_the_classification_does_not_have():
    grids = tables()
    for identity in ("income", "expenditure", "general_budget_expenditure"):
        row(grids[identity], "2210201")[1] = "住房补助"
    told = judged(grids, changed(("（款）住房公积金（项）", "（款）住房补助（项）")))
    assert told == [("JS109", "classification", W, "住房补助", "住房补助", "住房公积金")]


def test_a_part_in_one_table_is_no_larger_than_its_whole_in_another():
    grids = tables()
    row(grids["three_public"], "3.公务接待费")[2] = "0.70"
    row(grids["three_public"], "合计")[2] = "3.50"
    text = changed(
        ("支出决算为4.00万元，完成预算的80.00%", "支出决算为3.50万元，完成预算的70.00%"),
        (
            "2.80万元，占70.00%；公务接待费支出决算1.20万元，占30.00%",
            "2.80万元，占80.00%；公务接待费支出决算0.70万元，占20.00%",
        ),
    )
    assert judged(grids, text) == [("JS203", "bound", E, "1.20", "1.20", None)]


@pytest.mark.parametrize(
    "shares", ["财政拨款收入占85.00%；其他收入占25.00%", "财政拨款收入占60.00%；事业收入占30.00%；其他收入占15.00%"]
)
def test_shares_of_more_than_the_whole(shares):
    section = ("第三部分 2024年度部门决算情况说明", "二、收入决算情况说明")
    told = judged_lines("青河市档案局2024年度部门决算", *section, f"本年收入合计700.00万元，其中：{shares}。")
    assert [(code, expected) for code, _, _, _, _, expected in told] == [("JS405", "100")]
    fine = shares.replace("85.00", "75.00").replace("60.00", "55.00")
    assert judged_lines("青河市档案局2024年度部门决算", *section, f"本年收入合计700.00万元，其中：{fine}。") == []


def test_a_rate_of_a_budget_of_nothing():
    section = ("第三部分 2024年度部门决算情况说明", "七、“三公”经费支出决算情况说明")
    text = "“三公”经费支出年初预算为0万元，支出决算为1.20万元，完成预算的100%。"
    assert judged_lines("青河市档案局2024年度部门决算", *section, text) == [("JS409", "", E, "100%", "100", None)]
    text = "“三公”经费支出年初预算为0万元，支出决算为0万元，完成预算的0%。"
    assert judged_lines("青河市档案局2024年度部门决算", *section, text) == []


def test_the_difference_of_a_rounding_is_told_where_it_lies():
    told = judged(grid("basic_expenditure", put("30201", 5, "88.79")))
    assert [(code, severity) for code, _, severity, *_ in told] == [("JS104", I)]


CLASSES = ["（1）一般公共服务支出（类）600.00万元，占85.71%。", "（2）卫生健康（类）支出60.00万元，占8.57%。"]
HEALTH = (
    ("2080505", "2101101"), ("20805", "21011"), ("208", "210"), ("社会保障和就业支出", "卫生健康支出"),
    ("行政事业单位养老支出", "行政事业单位医疗"), ("机关事业单位基本养老保险缴费支出", "行政单位医疗"),
)  # fmt: skip


def of_health(words):
    """The words, of health instead of pensions."""
    for old, new in HEALTH:
        words = words.replace(old, new)
    return words


def listing_classes(*listed):
    """The findings on the classes of a report whose section on items lists them first."""
    at = NARRATIVE.index("（三）一般公共预算财政拨款支出决算具体情况") + 2
    made = [
        of_health(line) if isinstance(line, str) else [[of_health(cell) for cell in row] for row in line]
        for line in lines(text=[*NARRATIVE[:at], *listed, *NARRATIVE[at:]])
    ]
    found = run(recognise(document(*made)), select=("JS304", "JS308")).findings
    return [(f.code, f.variant, f.severity, f.location.quote, f.expected) for f in found]


def test_classes_listed_among_the_items():
    assert listing_classes(*CLASSES) == []
    # no name that the class ever had: what is meant is not known
    assert listing_classes(CLASSES[0], "（2）健康事业发展支出（类）60.00万元，占8.57%。") == []


def test_a_former_name_of_a_class_listed_among_the_items():
    former = "医疗卫生与计划生育支出"
    told = listing_classes(CLASSES[0], f"（2）{former}（类）60.00万元，占8.57%，其中{former}（类）2.00万元为上年结转。")
    assert told == [("JS308", "renamed", E, former, "卫生健康支出")]


@pytest.mark.parametrize(("told", "errors"), [("0.01", 0), ("0.02", 1)])
def test_other_money_that_the_rounding_of_the_totals_can_hide(told, errors):
    """57 元 of the unit's own money leave both totals at 700.00: what it paid for may print as 0.01."""
    grids = tables()
    for mark in ("208", "20805", "2080505"):
        row(grids["expenditure"], mark)[4] = told
    assert len([f for f in judged(grids) if f[2] is E]) == errors


def test_a_subject_that_only_hidden_money_paid_for():
    grids = tables()
    at = grids["expenditure"].index(row(grids["expenditure"], "208"))
    small = [
        [code, name, "0.01", "", "0.01", "", "", ""]
        for code, name in (("205", "教育支出"), ("20508", "进修及培训"), ("2050803", "培训支出"))
    ]
    grids["expenditure"][at:at] = small
    assert not [f for f in judged(grids) if f[2] is E and f[0] == "JS110"]
