# ruff: noqa: E501 (a claim is one line, however long)
"""Sentences that tell last year's figure beside this year's, and for whom a list's closing sentence speaks."""

from __future__ import annotations

import pytest
from narrative import read, shorts

_ALL = "expenditure appropriation three_public"
_VEHICLES = "expenditure appropriation vehicles"
_RECEPTION = "expenditure appropriation reception"

AHEAD = {
    "named_after_the_comma": "与2022年度决算数12.40万元相比，“三公”经费减少0.40万元，下降3.23%。",
    "with_the_word_this_year": "2023年度，与上年决算数12.40万元相比，“三公”经费支出减少0.40万元，下降3.23%。",
    "as_an_item": "2.与2022年决算数12.40万元相比，“三公”经费减少0.40万元，下降3.23%。",
    "change_with_no_name": "较2022年度的12.40万元减少0.40万元，下降3.23%。",
}


@pytest.mark.parametrize("name", AHEAD)
def test_a_base_told_ahead_of_its_subject_is_last_years(name: str) -> None:
    reading = read("three_public.overall", AHEAD[name])
    assert shorts(reading) == [
        f"amount | {_ALL} -1 | 12.40万元",
        f"change | {_ALL} | -0.40万元 | of {_ALL} -1",
        f"growth | {_ALL} | -3.23% | of {_ALL} -1",
    ]
    assert (reading.amounts, reading.amounts_bound) == (3, 3)


def test_a_base_told_ahead_does_not_belong_to_the_paragraph_before() -> None:
    reading = read(
        "three_public.overall",
        "公务接待费预算3.00万元，决算2.50万元。",
        "与2022年度决算数12.40万元相比，“三公”经费减少0.40万元；其中：公务接待费持平。",
    )
    assert shorts(reading)[2:] == [
        f"amount | {_ALL} -1 | 12.40万元",
        f"change | {_ALL} | -0.40万元 | of {_ALL} -1",
        f"direction | {_RECEPTION} | equal | of {_RECEPTION} -1",
    ]


def test_a_budget_told_ahead_does_not_belong_to_the_paragraph_before_either() -> None:
    reading = read(
        "three_public.overall",
        "公务接待费决算2.50万元。",
        "与年初预算数13.00万元相比，“三公”经费减少1.00万元。",
    )
    assert shorts(reading)[1:] == [
        f"amount | {_ALL} initial | 13.00万元",
        f"change | {_ALL} | -1.00万元 | of {_ALL} initial",
    ]


@pytest.mark.parametrize(
    "middle",
    [
        "比上年决算数8.00万元减少0.17万元",
        "较2022年的8.00万元减少0.17万元",
        "上年为8.00万元，同比减少0.17万元",
        "与2022年度决算数8.00万元相比，减少0.17万元",
    ],
)
def test_a_base_told_after_its_subject(middle: str) -> None:
    reading = read("three_public.overall", f"公务接待费7.83万元，{middle}。")
    assert shorts(reading) == [
        f"amount | {_RECEPTION} | 7.83万元",
        f"amount | {_RECEPTION} -1 | 8.00万元",
        f"change | {_RECEPTION} | -0.17万元 | of {_RECEPTION} -1",
    ]
    assert reading.amounts_bound == 3


TOLD = {
    "by_year": "“三公”经费12.00万元，2022年度为12.40万元，减少0.40万元。",
    "in_brackets": "“三公”经费12.00万元（2022年度12.40万元），减少0.40万元。",
    "in_brackets_by_word": "“三公”经费12.00万元（上年12.40万元），较上年减少0.40万元。",
    "beside_each_other": "“三公”经费12.00万元，与上年12.40万元相比减少0.40万元。",
}


@pytest.mark.parametrize("name", TOLD)
def test_a_change_is_against_last_years_figure_told_before_it(name: str) -> None:
    reading = read("three_public.overall", TOLD[name])
    assert shorts(reading) == [
        f"amount | {_ALL} | 12.00万元",
        f"amount | {_ALL} -1 | 12.40万元",
        f"change | {_ALL} | -0.40万元 | of {_ALL} -1",
    ]
    assert (reading.amounts, reading.amounts_bound) == (3, 3)


@pytest.mark.parametrize("told", ["由上年的12.40万元减少到12.00万元", "从2022年的12.40万元下降到2023年的12.00万元"])
def test_from_last_years_figure_to_this_years(told: str) -> None:
    assert shorts(read("three_public.overall", f"“三公”经费{told}，减少0.40万元。")) == [
        f"amount | {_ALL} -1 | 12.40万元",
        f"amount | {_ALL} | 12.00万元",
        f"change | {_ALL} | -0.40万元 | of {_ALL} -1",
    ]


def test_a_base_told_ahead_of_other_sections() -> None:
    assert shorts(read("income", "与2022年度决算数480.00万元相比，本年收入增加20.00万元，增长4.17%。")) == [
        "amount | income -1 | 480.00万元",
        "change | income | +20.00万元 | of income -1",
        "growth | income | +4.17% | of income -1",
    ]


CARRIED = {
    "in_brackets": "其中，年初结转和结余20.10万元（与2022年末结转和结余20.10万元一致），本年收入500.00万元；本年支出510.10万元，年末结转和结余10.00万元。",
    "by_the_word_last_year": "其中，年初结转和结余20.10万元（与上年末结转和结余20.10万元相同），本年收入500.00万元；本年支出510.10万元，年末结转和结余10.00万元。",
    "last_years_end": "其中，年初结转和结余20.10万元（同上年年末结转和结余20.10万元一致），本年收入500.00万元；本年支出510.10万元，年末结转和结余10.00万元。",
    "without_brackets": "其中，年初结转和结余20.10万元，与2022年末结转和结余20.10万元一致，本年收入500.00万元。本年支出510.10万元，年末结转和结余10.00万元。",
}


@pytest.mark.parametrize("name", CARRIED)
def test_the_year_of_a_remark_ends_with_it(name: str) -> None:
    reading = read("overall", CARRIED[name])
    assert shorts(reading) == [
        "amount | opening | 20.10万元",
        "amount | closing -1 | 20.10万元",
        "direction | opening | equal | of closing -1",
        "amount | income | 500.00万元",
        "amount | expenditure | 510.10万元",
        "amount | closing | 10.00万元",
    ]
    assert (reading.amounts, reading.amounts_bound) == (5, 5)


@pytest.mark.parametrize("opens", ["分项看：", "分项来看，", "从分项看，", "其中："])
def test_a_sentence_of_reason_after_a_list_is_of_the_whole(opens: str) -> None:
    reading = read(
        "three_public.overall",
        f"2023年度“三公”经费预算20.00万元，决算18.00万元。{opens}公务用车购置及运行维护费预算15.00万元、决算13.00万元；"
        "公务接待费预算5.00万元、决算5.00万元，预算完成率100.00%。决算数小于预算数的主要原因：从严控制。",
    )
    words = [line for line in shorts(reading) if line.startswith("direction")]
    assert len(words) == 1
    assert words[0].startswith(f"direction | {_ALL} | less | of {_ALL} budget")


def test_a_sentence_of_reason_after_an_item_is_of_the_item() -> None:
    reading = read(
        "three_public.overall",
        "公务用车购置及运行维护费预算15.00万元，决算13.00万元。决算数小于预算数的主要原因：车辆减少。",
    )
    words = [line for line in shorts(reading) if line.startswith("direction")]
    assert words[0].startswith(f"direction | {_VEHICLES} | less")
