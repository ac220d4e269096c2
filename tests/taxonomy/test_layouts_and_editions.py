"""Layouts and editions: the data hold together."""

from __future__ import annotations

import pytest

from juesuan.cube.coordinate import Coordinate
from juesuan.taxonomy.edition import UnknownEditionError, choose_edition, known_editions, load
from juesuan.taxonomy.layout import Axis, layouts
from juesuan.taxonomy.naming import bare, compact, fold, key, loose_key

MEASURES = {"income", "expenditure", "resources", "uses", "opening", "closing", "surplus_used", "distribution"}


def test_every_term_is_a_coordinate() -> None:
    for layout in layouts().values():
        for terms in [*layout.columns.values(), *layout.rows.values()]:
            for term in terms:
                members = {"measure": "income", **layout.base, **term.patch}
                assert Coordinate(**members).measure in MEASURES  # type: ignore[arg-type]
                assert term.side in {"", *layout.sides}
                assert term.after in {"", *MEASURES}


def test_every_statement_knows_the_titles_its_editions_print() -> None:
    for identity in known_editions():
        for layout in load(identity).layouts:
            assert layouts()[layout.id].has_title(layout.title), (identity, layout.title)
            others = [x.id for x in layouts().values() if x.id != layout.id and x.has_title(layout.title)]
            assert others == [], (layout.title, others)


def test_closed_dimensions_are_dimensions() -> None:
    for layout in layouts().values():
        assert layout.closed <= set(Coordinate._fields)
        assert bool(layout.closed) == (layout.axis is not Axis.FORM)


def test_order_of_the_editions() -> None:
    assert [x.id for x in load("national-2020").layouts][6:] == ["three_public", "government_fund", "state_capital"]
    assert [x.id for x in load("national-2022").layouts][6:] == ["government_fund", "state_capital", "three_public"]
    assert len(load("jilin-2021").layouts) == 10
    titles = {x.id: x.title for x in load("shanghai-2024").layouts}
    assert titles["state_capital"] == "国有资本经营预算财政拨款收入支出决算表"
    assert titles["basic_expenditure"] == "一般公共预算财政拨款基本支出决算表"
    assert load("national-2022").layout("performance") is None


def test_settings_are_inherited_one_by_one() -> None:
    assert load("jilin-2021").settings["three_public.fund"] == "general"
    assert load("shanghai-2024").settings["three_public.fund"] == "appropriation"
    assert load("shanghai-2024").settings["three_public.budget"] == "initial"
    assert load("shanghai-2024").places == ("上海",)
    assert load("national-2022").places == ()


def test_titles_speak_where_the_place_is_silent() -> None:
    shanghai = [x.title for x in load("shanghai-2024").layouts]
    edition, zh, en = choose_edition(2024, "", shanghai)
    assert edition.id in ("national-2022", "shanghai-2024")
    assert "2024" in zh
    assert "2024" in en


def test_nearest_edition_says_so() -> None:
    edition, zh, en = choose_edition(2015, "某市")
    assert edition.id == "national-2017"
    assert "最接近" in zh
    assert "nearest" in en
    assert choose_edition(2035, "上海市")[0].id == "shanghai-2024"
    assert choose_edition(None, "")[0].id == "national-2022"


def test_unknown_edition_lists_the_known() -> None:
    with pytest.raises(UnknownEditionError, match="national-2020"):
        load("national-1999")


@pytest.mark.parametrize(
    ("text", "compacted", "folded", "stripped", "keyed"),
    [
        (
            "一、 一般公共\n服务支出",
            "一、一般公共服务支出",
            "一、一般公共服务支出",
            "一般公共服务支出",
            "一般公共服务支出",
        ),
        ("其中：（一）维修（护）费", "其中：（一）维修（护）费", "其中:(一)维修(护)费", "维修(护)费", "维修护费"),
        ("“三公”经费", "“三公”经费", "三公经费", "三公经费", "三公经费"),
        ("２０１　０６", "２０１０６", "20106", "20106", "20106"),
        ("1.因公出国", "1.因公出国", "1.因公出国", "因公出国", "因公出国"),
        ("十、", "十、", "十、", "十、", "十"),
    ],
)
def test_names(text: str, compacted: str, folded: str, stripped: str, keyed: str) -> None:
    assert (compact(text), fold(text), bare(text), key(text)) == (compacted, folded, stripped, keyed)


def test_loose_names() -> None:
    assert loose_key("住房保障支出") == loose_key("十九、住房保障")
    assert loose_key("支出") == "支出"
