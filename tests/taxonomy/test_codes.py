"""The classifications by year."""

from __future__ import annotations

import pytest

from juesuan.taxonomy.codes import Sureness, economic, functional


def test_names_change_with_the_years() -> None:
    assert functional(2018).name("210") == "医疗卫生与计划生育支出"
    assert functional(2019).name("210") == "卫生健康支出"
    assert functional(2019).name("20805") == "行政事业单位离退休"
    assert functional(2024).name("20805") == "行政事业单位养老支出"
    assert [e.name for e in functional(2024).names("207")] == ["文化体育与传媒支出", "文化旅游体育与传媒支出"]
    assert economic(2017).name("30112") is None
    assert economic(2024).name("30112") == "其他社会保障缴费"


def test_a_first_year_of_the_list_means_that_year_or_earlier() -> None:
    assert functional(2012).name("201") == "一般公共服务支出"
    assert functional(2012).name("207") is None


def test_tree() -> None:
    tree = functional(2024)
    assert tree.parent("2010301") == "20103"
    assert tree.parent("201") is None
    assert "20103" in tree.children("201")
    assert tree.children(None)[0] == "201"
    assert all(tree.is_known(c) for c in tree.children("20103"))
    assert not tree.is_known("2019876")
    assert functional(2019).is_known("23401", any_year=True)
    assert not functional(2019).is_known("23401")


@pytest.mark.parametrize(
    ("printed", "level", "code"),
    [
        ("二十二、灾害防治及应急管理支出", 3, "224"),
        ("灾害防治及应急管理", 3, "224"),
        (" 文化旅游 体育与传媒支出", 3, "207"),
        ("医疗卫生与计划生育支出", 3, "210"),
        ("政府办公厅(室)及相关机构事务", 5, "20103"),
        ("其他支出", 3, "229"),
    ],
)
def test_find_by_printed_name(printed: str, level: int, code: str) -> None:
    assert functional(2024).find(printed, level=level) == (code,)


def test_find_among_many_of_one_name() -> None:
    tree = functional(2024)
    assert tree.find("行政运行", under="20106") == ("2010601",)
    assert len(tree.find("行政运行")) > 20
    assert tree.find("医疗卫生与计划生育支出", any_year=False) == ()
    assert tree.find("没有这样的科目") == ()


def test_same_name() -> None:
    tree = functional(2024)
    assert tree.same_name("224", "灾害防治及应急管理") is True
    assert tree.same_name("207", "文化体育与传媒支出") is False
    assert tree.same_name("2999999", "任意") is None


def test_how_sure() -> None:
    tree = functional(2024)
    assert tree.sureness("2080501") is Sureness.SEEN
    assert tree.sureness("2010101") is Sureness.HISTORIC
    assert tree.sureness("2010107") is Sureness.KNOWLEDGE
    assert tree.sureness("9999999") is Sureness.UNKNOWN
    assert "S2" in tree.sources("2080501")


def test_economic_is_the_departments_own() -> None:
    assert {c[0] for c in economic(2024)} == {"3"}
    assert economic(2024).children("301")[:3] == ("30101", "30102", "30103")


def test_every_row_nests_and_is_dated_sensibly() -> None:
    for tree in (functional(2024), economic(2024)):
        for code in tree:
            assert len(code) in (3, 5, 7)
            parent = tree.parent(code)
            assert parent is None or tree.is_known(parent, any_year=True), code
            for entry in tree.names(code):
                assert entry.first is None or entry.last is None or entry.first <= entry.last, entry
