"""Completeness and structure: what is announced, due, or left without text or data."""

from dataclasses import replace

import pytest
from builders import document, findings, quotes, report, statement
from clean_report import CLEAN, UNIT

from juesuan.checks.finding import Severity
from juesuan.documents.model import Paragraph, Table, Trouble, TroubleKind
from juesuan.place import Place

FUND = "八、政府性基金预算财政拨款收入支出决算情况说明"
GRID = [["项目", "合计"], ["合计", ""]]
KNOWN = ("income_expenditure_summary", "expenditure", "government_fund")


def without(line, nth=-1):
    """The clean report without its nth line of these words."""
    places = [i for i, text in enumerate(CLEAN) if text == line]
    lines = list(CLEAN)
    del lines[places[nth]]
    return lines


def with_statements(lines, *identities):
    """The lines as a report in which the tables are these statements, in order."""
    of = report(*lines, unit=UNIT)
    tables = [b for b in of.document.blocks if isinstance(b, Table)]
    known = [statement(i, t, "1.00") for i, t in zip(identities, tables, strict=False)]
    return report(*lines, unit=UNIT, statements=known)


def test_section_announced_but_absent():
    lines = [x for n, x in enumerate(CLEAN) if x != FUND or n < 24]
    lines = [x for x in lines if not (isinstance(x, str) and "无政府性基金预算" in x)]
    assert quotes("JS501", report(*lines, unit=UNIT)) == [FUND]


def test_section_not_in_contents():
    of = report(*without("十一、其他重要事项说明", 0), unit=UNIT)
    assert quotes("JS502", of) == ["十一、其他重要事项的情况说明"]


@pytest.mark.parametrize(
    "halves",
    [
        ("十、青河市档案服务和数字化建设管", "理局绩效情况……12"),
        ("十、青河市档案服务", "和数字化建设管理局", "绩效情况 12"),
    ],
)
def test_an_entry_of_the_contents_over_several_lines_is_one(halves):
    named = f"十、{UNIT}绩效情况"
    lines = [
        named if str(line).endswith(("十、预算绩效管理情况", "预算绩效管理情况的说明")) else line for line in CLEAN
    ]
    at = lines.index(named)
    of = report(*lines[:at], *halves, *lines[at + 1 :], unit=UNIT)
    assert quotes("JS501", of) == quotes("JS502", of) == []
    of = report(*lines[:at], halves[0], *lines[at + 1 :], unit=UNIT)
    assert quotes("JS502", of) == [named]


def test_contents_of_parts_only_say_nothing():
    lines = [x for n, x in enumerate(CLEAN) if n > 22 or n < 2 or x.startswith("第")]
    of = report(*lines, unit=UNIT)
    assert of.section("contents") is not None
    assert quotes("JS501", of) == quotes("JS502", of) == []


def test_statement_announced_but_absent():
    lines = [x for n, x in enumerate(CLEAN) if x != "收入决算表" and x != [["项目", "合计"], ["合计", "90.00"]]]
    assert quotes("JS503", with_statements(lines, "units", *KNOWN)) == ["二、收入决算表"]


def test_no_statement_at_all_is_not_missing():
    lines = [x for x in CLEAN if isinstance(x, str)]
    assert findings("JS503", report(*lines, unit=UNIT)) == []


def test_pictures_are_not_missing_statements():
    lines = [x for x in CLEAN if x != "收入决算表"]
    assert findings("JS503", with_statements([*lines, None], "units", *KNOWN)) == []


@pytest.mark.parametrize(
    ("page", "told"), [(None, []), (3, []), (5, []), (7, []), (8, ["二、收入决算表"]), (1, ["二、收入决算表"])]
)
def test_a_part_not_read_hides_a_statement_only_where_one_may_stand(page, told):
    lines = [x for x in CLEAN if x not in ("收入决算表", [["项目", "合计"], ["合计", "90.00"]])]
    of = with_statements(lines, "units", *KNOWN)
    paged = [replace(s, table=replace(s.table, pages=(4 + n,))) for n, s in enumerate(of.statements[1:])]
    trouble = Trouble(TroubleKind.UNREADABLE, Place(page=page), "no columns")
    of = replace(of, statements=tuple(paged), document=replace(of.document, troubles=(trouble,)))
    assert quotes("JS503", of) == told


def test_statement_due_but_not_even_announced():
    table = document(GRID).blocks[0]
    ids = [x.id for x in report().edition.layouts if x.id != "state_capital"][:8]
    of = report("第二部分 2024年度部门决算表", statements=[statement(i, table, "1.00") for i in ids])
    assert [f.args["title"] for f in findings("JS503", of)] == ["国有资本经营预算财政拨款收入支出决算表"]


def test_heading_without_text():
    lines = [x for x in CLEAN if not (isinstance(x, str) and x.startswith(f"{UNIT}2024年度无政府性基金"))]
    found = findings("JS504", report(*lines, unit=UNIT))
    assert [(f.severity, f.location.quote) for f in found] == [(Severity.ERROR, FUND)]


def test_unit_list_announced_but_absent():
    lines = [x for x in CLEAN if isinstance(x, str) or x[0][0] != "序号"]
    lines = [x for x in lines if not (isinstance(x, str) and "实有人员" in x)]
    line = f"纳入{UNIT}2024年度部门决算编制范围的单位包括："
    assert quotes("JS513", report(*lines, unit=UNIT)) == [line]
    broken = [x.replace("范围的单位包括：", "。") if isinstance(x, str) else x for x in lines]
    assert quotes("JS513", report(*broken, unit=UNIT)) == [f"纳入{UNIT}2024年度部门决算编制。"]


def empty_fund(*words, note=None, figures=()):
    lines = ["第三部分 2024年度部门决算情况说明", "八、政府性基金预算财政拨款收入支出决算情况说明", *words]
    notes = [Paragraph(9, note)] if note else []
    table = document(GRID).blocks[0]
    return report(*lines, statements=[statement("government_fund", table, *figures, notes=notes)])


def test_empty_statement_must_be_explained():
    found = findings("JS505", empty_fund("详见附表。"))
    assert [(f.severity, f.location.statement) for f in found] == [(Severity.ERROR, "government_fund")]


def test_empty_statement_explained_by_note_or_text():
    assert (
        findings("JS505", empty_fund("详见附表。", note="说明：本部门没有政府性基金收入和支出，故本表无数据。")) == []
    )
    assert findings("JS505", empty_fund("本部门2024年度无政府性基金预算财政拨款收入和支出。")) == []
    assert findings("JS505", empty_fund("本部门政府性基金年初结转0万元；本年收入0万元；本年支出0万元。")) == []
    assert findings("JS505", empty_fund("详见附表。", figures=["120.00"])) == []


def test_no_data_note_under_figures():
    note = "注：本部门无政府性基金预算财政拨款支出，故本表无数据。"
    assert quotes("JS506", empty_fund("支出120.00万元。", note=note, figures=["120.00"])) == ["本表无数据"]
    assert findings("JS506", empty_fund("支出0万元。", note=note, figures=["0.00"])) == []
    assert findings("JS506", empty_fund("无。", note=note)) == []


def test_text_denies_statement():
    text = "某局2024年度无政府性基金预算财政拨款收入和支出。"
    denied = findings("JS507", empty_fund(text, figures=["120.00"]))
    assert [f.location.quote for f in denied] == ["无政府性基金预算财政拨款收入和支出"]
    assert denied[0].related[0].value == "120.00"
    assert findings("JS507", empty_fund(text, figures=["0.00"])) == []
    assert findings("JS507", empty_fund("本年支出120.00万元，上年无政府性基金支出。", figures=["120.00"])) == []


def test_budget_alone_denies_nothing():
    lines = [
        "第三部分 2024年度部门决算情况说明",
        "七、财政拨款“三公”经费支出决算情况说明",
        "本单位2024年度无“三公”经费财政拨款支出。",
    ]
    table = document(GRID).blocks[0]
    budget = report(*lines, statements=[statement("three_public", table, "0.95", basis="initial")])
    final = report(*lines, statements=[statement("three_public", table, "0.95")])
    assert findings("JS507", budget) == []
    assert quotes("JS507", final) == ["无“三公”经费财政拨款支出"]


def test_figures_without_statement():
    assert quotes("JS508", empty_fund("政府性基金预算财政拨款支出120.50万元。")) == ["120.50"]
    assert findings("JS508", empty_fund("政府性基金预算财政拨款支出0.00万元。")) == []


def test_findings_of_contents_have_places():
    lines = [x for n, x in enumerate(CLEAN) if x != FUND or n < 24]
    found = findings("JS501", report(*lines, unit=UNIT))
    assert [f.location.place.line for f in found] == [CLEAN.index(FUND) + 1]
