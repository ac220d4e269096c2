"""Headings and the sections they open, in the orders and wordings that departments print."""

from __future__ import annotations

from narrative import document

from juesuan.recognition.sections import find_sections
from juesuan.taxonomy.sections import section_plan

SHANGHAI = [
    "甲市乙局2024年度部门决算",
    "目 录",
    "第一部分 甲市乙局概况",
    "一、主要职能",
    "第二部分 甲市乙局2024年度部门决算表",
    "一、收入支出决算总表",
    "第三部分 甲市乙局2024年度部门决算情况说明",
    "一、收入支出决算总体情况说明",
    "第四部分 名词解释",
    "第一部分 甲市乙局概况",
    "一、主要职能",
    "（一）贯彻执行国家有关法律、法规；",
    "（二）管理外来人员；",
    "二、部门决算单位构成（仅有一个单位的部门，本部分内容为“机构设置”）",
    "第二部分 甲市乙局2024年度部门决算表",
    "收入支出决算总表",
    "二、政府性基金预算财政拨款收入",
    "十、项目支出绩效自评表",
    "第三部分 甲市乙局2024年度部门决算情况",
    "说明",
    "一、收入支出决算总体情况说明",
    "收入支出总计10万元。",
    "五、一般公共预算财政拨款支出决算情况说明",
    "（一）一般公共预算财政拨款支出决算总体情况",
    "（二）一般公共预算财政拨款支出决算结构情况",
    "（三）一般公共预算财政拨款支出决算具体情况",
    "1、教育支出（类）普通教育（款）初中教育（项）。年初预算为1万元。",
    "七、财政拨款“三公”经费支出决算情况说明",
    "（一）“三公”经费财政拨款支出决算总体情况说明。",
    "（二）“三公”经费财政拨款支出决算具体情况说明。",
    "1、因公出国（境）费支出0万元。",
    "十一、其他重要事项的情况说明",
    "（一）机关运行经费支出情况",
    "（二）政府采购支出情况",
    "（三）国有资产占有使用情况说明",
    "第四部分 名词解释",
    "一、财政拨款收入：指单位本年度取得的财政拨款。",
    "二、“三公”经费：指因公出国（境）费等。",
]


def keys(lines: list[str]) -> list[tuple[str, int, int]]:
    return [(s.key, s.level, s.first) for s in find_sections(document(lines))]


def test_announcements_in_the_contents_are_no_headings() -> None:
    found = keys(SHANGHAI)
    assert found[0] == ("contents", 1, 1)
    assert found[1:4] == [("overview", 1, 9), ("overview.duties", 2, 10), ("overview.structure", 2, 13)]


def test_rows_and_names_of_tables_are_no_headings() -> None:
    found = [k for k in keys(SHANGHAI) if 14 <= k[2] < 18]
    assert found == [("tables", 1, 14)]


def test_narrative_with_its_subsections() -> None:
    found = [(key, level) for key, level, first in keys(SHANGHAI) if first >= 18]
    assert found == [
        ("narrative", 1),
        ("overall", 2),
        ("general_budget", 2),
        ("general_budget.overall", 3),
        ("general_budget.structure", 3),
        ("general_budget.items", 3),
        ("three_public", 2),
        ("three_public.overall", 3),
        ("three_public.details", 3),
        ("important", 2),
        ("operating_cost", 3),
        ("procurement", 3),
        ("assets", 3),
        ("glossary", 1),
    ]


def test_a_section_ends_before_its_next_sibling_and_holds_its_children() -> None:
    sections = {s.key: s for s in find_sections(document(SHANGHAI))}
    assert (sections["general_budget"].first, sections["general_budget"].last) == (22, 26)
    assert (sections["general_budget.items"].first, sections["general_budget.items"].last) == (25, 26)
    assert (sections["narrative"].first, sections["narrative"].last) == (18, 34)
    assert sections["glossary"].last == len(SHANGHAI) - 1


def test_a_heading_cut_in_two_is_one() -> None:
    narrative = next(s for s in find_sections(document(SHANGHAI)) if s.key == "narrative")
    assert narrative.title == "第三部分 甲市乙局2024年度部门决算情况说明"
    assert (narrative.number, narrative.place.end) == (3, len(SHANGHAI[18]))


def test_without_parts_and_with_headings_that_run_on() -> None:
    found = keys(
        [
            "一、部门基本情况",
            "（一）职能职责",
            "二、决算情况说明",
            "（一）收入支出决算总体情况说明",
            "1.总体情况。2023年度收入总计10万元，支出总计10万元。",
            "2.收入情况。2023年度收入合计10万元。",
            "3.支出情况。2023年度支出合计10万元。",
            "（二）财政拨款收入支出决算总体情况说明",
            "（三）一般公共预算财政拨款支出决算情况说明",
            "1.收入情况。2023年度一般公共预算财政拨款收入10万元。",
            "4.比较情况。本部门主要用于以下方面：",
            "三、“三公”经费情况说明",
            "（一）“三公”经费支出总体情况说明",
            "（二）“三公”经费分项支出情况",
        ]
    )
    assert [k for k, _, _ in found] == [
        "overview",
        "overview.duties",
        "narrative",
        "overall",
        "overall",
        "income",
        "expenditure",
        "appropriation",
        "general_budget",
        "general_budget.overall",
        "general_budget.items",
        "three_public",
        "three_public.overall",
        "three_public.details",
    ]


def test_a_heading_that_runs_on_ends_at_its_stop() -> None:
    sections = find_sections(document(["二、决算情况说明", "2.收入情况。2023年度收入合计10万元。"]))
    assert (sections[1].title, sections[1].place.end) == ("2.收入情况。", 7)


def test_national_order_of_2022() -> None:
    titles = [
        f"{n}、{s.title}"
        for n, s in zip(
            "一二三四五六七八九",
            (
                s
                for s in section_plan("national-2022")
                if s.level == 2 and s.key not in ("overview.duties", "overview.structure")
            ),
            strict=False,
        )
    ]
    found = keys(["第三部分 2023年度部门决算情况说明", *titles])
    assert [k for k, _, _ in found][-3:] == ["government_fund", "state_capital", "three_public"]


def test_titles_without_ordinals_and_unknown_titles() -> None:
    found = keys(
        [
            "第三部分 部门决算情况说明",
            "收入支出决算总体情况说明",
            "关于2023年度预算绩效情况说明",
            "（一）绩效管理工作开展情况",
            "十、关于民生支出的说明",
            "第四部分 其他重要事项及相关口径情况说明",
            "一、机关运行经费支出情况",
            "第五部分 附件",
        ]
    )
    assert [k for k, _, _ in found] == [
        "narrative",
        "overall",
        "performance",
        "other",
        "other",
        "important",
        "operating_cost",
        "attachment",
    ]


def test_every_planned_title_is_recognised_as_its_key() -> None:
    ordinals = "零一二三四五六七八九十"
    for edition in ("national-2020", "national-2022", "shanghai-2024", "jilin-2021"):
        lines = []
        for planned in section_plan(edition):
            number = ordinals[planned.number] if planned.number <= 10 else f"十{ordinals[planned.number - 10]}"
            ordinal = {1: f"第{number}部分 ", 2: f"{number}、", 3: f"（{number}）"}[planned.level]
            lines += [ordinal + planned.title, "正文一句。"]
        assert [k for k, _, _ in keys(lines)] == [s.key for s in section_plan(edition)], edition


def test_an_edition_without_plan_has_none() -> None:
    assert section_plan("nowhere-1999") == ()


def test_basic_spending_within_all_spending_is_not_that_of_the_general_budget() -> None:
    found = keys(
        [
            "第三部分 部门决算情况说明",
            "二、支出决算情况说明",
            "（一）基本支出情况",
            "（二）项目支出情况",
            "六、一般公共预算财政拨款基本支出决算情况说明",
        ]
    )
    assert [k for k, _, _ in found] == ["narrative", "expenditure", "other", "other", "basic"]
