"""Figures told side by side (甲、乙分别为…), balances told with two years, and sections told apart by their funds."""

from __future__ import annotations

import pytest
from narrative import read, shorts

from juesuan.documents.model import Document, Paragraph
from juesuan.recognition.sections import find_sections

_ALL = "expenditure appropriation three_public"

SIDE_BY_SIDE = {
    "amounts_then_shares": (
        "expenditure",
        "本年支出合计30.00万元。基本支出、项目支出分别为20.00万元、10.00万元，占比分别为66.67%、33.33%。",
        [
            "amount | expenditure | 30.00万元",
            "amount | expenditure basic | 20.00万元",
            "amount | expenditure project | 10.00万元",
            "share | expenditure basic | 66.67% | of expenditure",
            "share | expenditure project | 33.33% | of expenditure",
        ],
    ),
    "joined_by_and": (
        "basic",
        "人员经费与公用经费分别占基本支出的90.00%和10.00%。",
        [
            "share | expenditure general personnel | 90.00% | of expenditure general basic",
            "share | expenditure general public | 10.00% | of expenditure general basic",
        ],
    ),
    "three": (
        "three_public.overall",
        "“三公”经费支出9.00万元，其中：因公出国（境）费、公务用车购置及运行维护费、公务接待费分别为0.00万元、6.00万元、3.00万元。",
        [
            f"amount | {_ALL} | 9.00万元",
            "amount | expenditure appropriation abroad | 0.00万元",
            "amount | expenditure appropriation vehicles | 6.00万元",
            "amount | expenditure appropriation reception | 3.00万元",
        ],
    ),
}


@pytest.mark.parametrize("name", SIDE_BY_SIDE)
def test_each_figure_is_of_its_own_subject(name: str) -> None:
    section, text, expected = SIDE_BY_SIDE[name]
    reading = read(section, text)
    assert shorts(reading) == expected
    assert reading.amounts == reading.amounts_bound == len(expected)


def test_figures_that_are_not_as_many_as_their_subjects_are_of_none() -> None:
    reading = read("expenditure", "基本支出、项目支出、经营支出分别为20.00万元、10.00万元。")
    assert shorts(reading) == []
    assert (reading.amounts, reading.amounts_bound) == (2, 0)


@pytest.mark.parametrize(
    "text",
    [
        "2022年末结转和结余8.00万元，2023年初结转和结余8.00万元，两者一致。",
        "上年末结转和结余8.00万元，年初结转和结余8.00万元，二者保持一致。",
    ],
)
def test_a_balance_carried_over_is_told_twice(text: str) -> None:
    assert shorts(read("overall", text)) == [
        "amount | closing -1 | 8.00万元",
        "amount | opening | 8.00万元",
        "direction | opening | equal | of closing -1",
    ]


def test_visitors_from_abroad_are_not_those_from_home() -> None:
    reading = read("three_public.details", "国内接待35批次、248人次，国（境）外接待1批次、2人次。")
    assert shorts(reading) == [
        "amount | receptions.batches | 35批次",
        "amount | receptions.persons | 248人次",
        "amount | receptions.abroad_batches | 1批次",
        "amount | receptions.abroad_persons | 2人次",
    ]


def test_codes_and_names_within_a_sentence() -> None:
    text = "1.教育支出30.00万元。具体包括：2050204高中教育20.00万元；2050299其他普通教育支出10.00万元。"
    assert shorts(read("general_budget.items", text)) == [
        "amount | expenditure general 205 | 30.00万元",
        "amount | expenditure general 2050204 | 20.00万元",
        "amount | expenditure general 2050299 | 10.00万元",
    ]


def keys(*titles: str) -> list[str]:
    blocks = tuple(Paragraph(i, text) for i, text in enumerate(titles))
    return [s.key for s in find_sections(Document("report", "text", blocks))]


def test_appropriated_spending_is_the_general_budget_unless_that_has_a_section_of_its_own() -> None:
    part, overall = "第三部分 2023年度部门决算情况说明", "一、收入支出决算总体情况说明"
    head = (part, overall, "二、财政拨款支出决算情况说明", "（一）总体情况")
    assert keys(*head)[2:] == ["general_budget", "general_budget.overall"]
    assert keys(*head, "三、一般公共预算财政拨款支出决算情况说明")[2:] == ["appropriation"] * 2 + ["general_budget"]
