"""Procurement told by kind and by whom it was awarded to, and a budget that a sum is “的…%” of."""

from __future__ import annotations

import pytest
from narrative import read, shorts


@pytest.mark.parametrize("opens", ["按类型分：", "按采购类型分，", "其中："])
@pytest.mark.parametrize("small", ["在授予中小企业的合同中，小微企业", "其中：授予小微企业", "其中小型微型企业"])
def test_awards_without_the_word_contract(opens: str, small: str) -> None:
    reading = read(
        "procurement",
        f"2023年度政府采购合同金额80.00万元，{opens}货物30.00万元、工程0.00万元、服务50.00万元。"
        f"其中授予中小企业60.00万元，占75.00%；{small}45.00万元，占75.00%。",
    )
    assert shorts(reading)[4:] == [
        "amount | procurement.sme | 60.00万元",
        "share | procurement.sme | 75.00% | of procurement",
        "amount | procurement.small | 45.00万元",
        "share | procurement.small | 75.00% | of procurement.sme",
    ]
    assert (reading.amounts, reading.amounts_bound) == (8, 8)


def test_medium_small_and_micro_firms_are_one_word() -> None:
    assert shorts(read("procurement", "授予中小微企业合同金额60.00万元，占政府采购支出总额的75.00%。")) == [
        "amount | procurement.sme | 60.00万元",
        "share | procurement.sme | 75.00% | of procurement",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "专门面向中小企业采购金额60.00万元。",
        "专门面向小微企业60.00万元。",
        "其中：货物30.00万元，货物中授予中小企业60.00万元。",
        "通过支持中小企业60.00万元。",
    ],
)
def test_other_sums_of_small_firms_are_no_awards(text: str) -> None:
    assert not [line for line in shorts(read("procurement", text)) if "60.00" in line]


@pytest.mark.parametrize("told", ["为年初预算的80.00%", "为年初预算数的80.00%", "达到年初预算的80.00%"])
def test_an_outturn_is_so_much_of_its_budget(told: str) -> None:
    reading = read("general_budget.items", f"年初预算安排200.00万元，决算支出160.00万元，{told}。各科目执行如下：")
    assert shorts(reading) == [
        "amount | expenditure general initial | 200.00万元",
        "amount | expenditure general | 160.00万元",
        "completion | expenditure general | 80.00% | of expenditure general initial",
    ]
    assert reading.amounts_bound == 3
