"""Unit, year and edition of a report."""

from __future__ import annotations

import pytest
from tables_support import bars, document

from juesuan.recognition.identity import identify, printed_titles, settle_edition
from juesuan.taxonomy.edition import UnknownEditionError

UNIT = "某省甲县水务局"


@pytest.mark.parametrize(
    "cover",
    [
        (f"{UNIT}2023年度部门决算",),
        (UNIT, "2023年度部门决算"),
        (f"2023年度{UNIT}部门决算公开报告",),
        (f"第二部分 {UNIT} 2023 年度部门决算表",),
        (f"部门：{UNIT}", "2023年度"),
    ],
)
def test_forms_of_the_cover(cover: tuple[str, ...]) -> None:
    identity = identify(document(*cover))
    assert (identity.unit_name, identity.fiscal_year) == (UNIT, 2023)


def test_one_slip_is_outvoted() -> None:
    identity = identify(
        document(
            f"{UNIT}2023年度部门决算",
            f"第一部分 {UNIT}2022年度部门决算概况",
            f"第三部分 {UNIT}2023年度部门决算情况说明",
            f"{UNIT}2023年度收入支出总计 1.00 万元。与2022年度相比，增加 1.00 万元。",
        )
    )
    assert (identity.unit_name, identity.fiscal_year) == (UNIT, 2023)
    assert dict(identity.years)[2022] < dict(identity.years)[2023]


def test_the_year_compared_with_is_no_vote() -> None:
    identity = identify(document("本年 2023年度 支出", "与2022年度相比，较2022年度减少", "比2022年度增加"))
    assert identity.fiscal_year == 2023


def test_nothing_is_made_up() -> None:
    identity = identify(document("某文件", "单位：万元"))
    assert (identity.unit_name, identity.fiscal_year) == (None, None)


def test_owner_inside_a_table() -> None:
    table = bars("| 公开01表 | < |\n| 部门：甲县（本级）水务局 | 单位：万元 |\n| 项目 | 决算数 |")
    assert identify(document("表", table)).unit_name == "甲县(本级)水务局"


def test_titles_of_contents_and_tables_count_once() -> None:
    made = document("一、收入支出决算总表…………1", "二、收入决算表 2", "收入支出决算总表", "会议费支出决算表")
    assert printed_titles(made) == ("收入支出决算总表", "收入决算表")


@pytest.mark.parametrize(
    ("lines", "edition"),
    [
        (("上海市某区财政局2024年度部门决算",), "shanghai-2024"),
        (("某市财政局2024年度部门决算",), "national-2022"),
        (("白山市某局2021年度部门决算",), "jilin-2021"),
        (("某市某局2021年度部门决算",), "national-2020"),
        (("某市某局2018年度部门决算",), "national-2017"),
        (("吉林省某局2024年度部门决算",), "national-2022"),
    ],
)
def test_edition_by_place_and_year(lines: tuple[str, ...], edition: str) -> None:
    made = document(*lines)
    found, zh, en = settle_edition(made, identify(made))
    assert found.id == edition
    assert found.title in zh
    assert found.id in en


def test_edition_asked_for() -> None:
    made = document("x")
    assert settle_edition(made, identify(made), "jilin-2021")[0].id == "jilin-2021"
    every = "hunan-2022, jilin-2021, national-2017, national-2020, national-2022, shanghai-2024"
    with pytest.raises(UnknownEditionError, match=f"known: {every}"):
        settle_edition(made, identify(made), "mars-2030")
