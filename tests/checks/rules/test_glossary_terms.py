"""The glossary: terms explained where used, used where explained, of this year, each in its own words."""

import pytest
from builders import document
from whole_report import NARRATIVE, lines, tables

from juesuan.checks.engine import run
from juesuan.checks.finding import Severity
from juesuan.recognition import recognise

GLOSSARY = [
    "第四部分 名词解释",
    "一、财政拨款收入：指单位本年度从本级财政部门取得的财政拨款。",
    "二、其他收入：指单位取得的除上述收入以外的各项收入。",
    "三、年初结转和结余：指以前年度尚未完成、结转到本年按有关规定继续使用的资金。",
    "四、年末结转和结余：指需延迟到以后年度按有关规定继续使用的资金。",
    "五、基本支出：指单位为保障机构正常运转、完成日常工作任务而发生的各项支出。",
    "六、项目支出：指单位为完成特定的工作任务在基本支出之外发生的各项支出。",
    "七、“三公”经费：指单位用财政拨款安排的因公出国（境）费、公务用车购置及运行维护费和公务接待费。",
    "八、机关运行经费：指行政单位使用一般公共预算财政拨款安排的基本支出中的日常公用经费支出。",
    "九、一般公共服务支出（类）档案事务（款）档案馆（项）：反映各级档案馆收集、保管档案的支出。",
    "十、一般公共服务支出（类）档案事务（款）行政运行（项）：反映行政单位的基本支出。",
]
W, I = Severity.WARNING, Severity.INFO  # noqa: E741


def told(glossary, grids=None, text=None):
    grids = tables() if grids is None else grids
    text = NARRATIVE if text is None else text
    result = run(recognise(document(*lines(grids, [*text, *glossary]))), select=("JS73",))
    assert not [n for n in result.not_checked if n.reason_code == "crashed"]
    return [(f.code, f.severity, f.location.quote, f.expected or f.args.get("terms")) for f in result.findings]


def changed(old, new, more=()):
    assert sum(old in line for line in GLOSSARY) == 1
    return [line.replace(old, new) for line in GLOSSARY] + [*more]


def test_a_glossary_of_the_terms_used_is_silent():
    assert told(GLOSSARY) == []


@pytest.mark.parametrize(
    ("entry", "term"),
    [("二、", "其他收入"), ("三、", "年初结转和结余"), ("七、", "“三公”经费"), ("八、", "机关运行经费")],
)
def test_a_term_with_figures_is_to_be_explained(entry, term):
    found = told([line for line in GLOSSARY if not line.startswith(entry)])
    assert [(code, severity, quote) for code, severity, quote, _ in found] == [("JS730", W, "第四部分 名词解释")]
    assert found[0][3].zh == term


def test_terms_lacking_are_one_finding():
    found = told([line for line in GLOSSARY if line[:2] not in ("五、", "六、")])
    assert [(code, terms.zh) for code, _, _, terms in found] == [("JS730", "基本支出、项目支出")]


def test_a_term_without_figures_need_not_be_explained():
    grids = tables()
    for identity, row, column in (("income_expenditure_summary", "八、其他收入", 1),):
        next(r for r in grids[identity] if row in r)[column] = ""
    for row in grids["income"][1:]:
        row[8] = ""
    text = [line.replace("；其他收入7.00万元，占1.00%", "") for line in NARRATIVE]
    assert told([line for line in GLOSSARY if not line.startswith("二、")], grids, text) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("年初结转和结余：", "年初（末）结转和结余："),
        ("年初结转和结余：", "上年结转："),
        ("五、基本支出：指", "五、基本支出是指"),
        ("五、基本支出：指", "5.基本支出——指"),
        ("机关运行经费：", "机构运行经费："),
        ("财政拨款收入：", "一般公共预算财政拨款收入："),
    ],
)
def test_other_heads_of_the_same_term(old, new):
    assert [f for f in told(changed(old, new)) if f[0] == "JS730"] == []


def test_without_a_glossary_there_is_nothing_to_compare():
    assert told([]) == []
    assert told(GLOSSARY[:2]) == []


def test_a_term_of_another_unit_is_told_as_info():
    entry = "十一、教育支出（类）普通教育（款）小学教育（项）：反映各部门举办小学教育的支出。"
    found = told([*GLOSSARY, entry])
    assert [f[:3] for f in found] == [("JS731", I, "教育支出（类）普通教育（款）小学教育（项）")]


def test_a_term_in_a_text_alone_is_not_looked_for():
    entry = "十一、教育支出（类）普通教育（款）小学教育（项）：反映各部门举办小学教育的支出。"
    result = run(recognise(document(*NARRATIVE, *GLOSSARY, entry)), select=("JS731",))
    assert result.findings == ()
    assert "JS731" in [n.code for n in result.not_checked]


ITEM = "一般公共服务支出（类）档案事务（款）"
FORMER = "归口管理的行政单位离退休"
OLD = [
    ("其他收入：指单位取得的", "其他收入：指公共财政预算以外的", "公共财政预算", "一般公共预算"),
    ("四、年末", "四、用事业基金弥补收支差额：指单位弥补差额的数额。四、年末", "用事业基金弥补收支差额",
     "使用非财政拨款结余"),
    (f"{ITEM}档案馆（项）", "社会保障和就业支出（类）行政事业单位离退休（款）住房公积金（项）",
     "行政事业单位离退休", "行政事业单位养老支出"),
    (f"{ITEM}行政运行（项）", FORMER, FORMER, "行政单位离退休"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "quote", "expected"), OLD)
def test_a_name_of_former_years(old, new, quote, expected):
    found = [f for f in told(changed(old, new)) if f[0] != "JS731"]
    assert found == [("JS732", W, quote, expected)]


def test_titles_of_documents_keep_their_names():
    text = [*NARRATIVE[:2], "依据《公共财政预算编报办法》办理。", *NARRATIVE[2:]]
    assert told(GLOSSARY, None, text) == []
    assert told(changed("一般公共预算财政拨款安排", "一般公共财政预算拨款安排")) == []


def test_a_definition_copied_from_the_term_before():
    meaning = "指以前年度尚未完成、结转到本年按有关规定继续使用的资金。"
    found = told(changed("指需延迟到以后年度按有关规定继续使用的资金。", meaning))
    assert [f[:3] for f in found] == [("JS733", W, "年末结转和结余")]


def test_one_item_under_two_subjects_has_one_meaning():
    more = "十一、住房保障支出（类）住房改革支出（款）行政运行（项）：反映行政单位的基本支出，用于日常工作。"
    first = changed("反映行政单位的基本支出。", "反映行政单位的基本支出，用于日常工作。", [more])
    assert [f for f in told(first) if f[0] == "JS733"] == []


BEGINNING, END = "以前年度尚未完成、结转到本年按有关规定继续使用", "需延迟到以后年度按有关规定继续使用"


@pytest.mark.parametrize(
    ("old", "new", "quote"),
    [
        (BEGINNING, END, "年初结转和结余"),
        (END, BEGINNING, "年末结转和结余"),
        (BEGINNING, "截至年底没有用完、下年继续使用", "年初结转和结余"),
        (END, "上年没有用完、转入本年继续使用", "年末结转和结余"),
        (END, "以前年度或本年安排、无法按原计划实施，需留到以后年度使用", None),
        (BEGINNING, "截至上年年末没有用完、转到本年使用", None),
    ],
)
def test_the_two_ends_of_the_year_are_told_apart(old, new, quote):
    found = [(code, severity, at) for code, severity, at, _ in told(changed(old, new))]
    assert found == ([("JS733", W, quote)] if quote else [])
