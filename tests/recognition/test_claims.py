"""Claims beyond single sentences: places, rows of the tables, coverage, odd input, and real reports."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from narrative import document, read, shorts

from juesuan.documents import open_document
from juesuan.place import Place
from juesuan.recognition.claims import read_claims
from juesuan.recognition.report import ClaimKind, Section
from juesuan.recognition.sections import find_sections
from juesuan.recognition.tokens import squeeze, tokens

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"


def test_places_lead_back_to_the_print() -> None:
    line = "一般公共预算财政拨款支出  1, 234.50 万元，占本年支出合计的 88.5 %。"
    claims = read("general_budget.overall", line).claims
    assert [line[c.place.start : c.place.end] for c in claims] == ["1, 234.50 万元", "88.5 %"]
    assert [c.text for c in claims] == ["1, 234.50 万元", "88.5 %"]
    assert (claims[0].value, claims[0].decimals, claims[0].unit) == (Decimal("1234.50"), 2, "万元")
    assert claims[0].subject_text == "一般公共预算财政拨款支出"


def test_sentence_and_direction_have_places() -> None:
    line = "收入支出总计5万元。与2022年度相比，收入支出总计减少1万元。"
    change = read("overall", line).claims[1]
    assert line[slice(*change.sentence)] == "与2022年度相比，收入支出总计减少1万元。"
    assert change.direction_place is not None
    assert line[change.direction_place.start : change.direction_place.end] == change.direction_text == "减少"


def test_quotation_mark_belongs_to_the_subject() -> None:
    assert read("three_public", "“三公”经费支出2万元。").claims[0].subject_text == "“三公”经费支出"


def test_direction_in_a_reason_is_a_hint_only() -> None:
    reading = read("overall", "与2022年度相比，收入支出总计持平。主要原因：项目减少支付。")
    assert shorts(reading, hints=True) == [
        "direction | resources & uses | equal | of resources -1",
        "?direction | resources & uses | less | of resources -1",
    ]


def test_a_reason_broken_off_goes_on_in_the_next_paragraph() -> None:
    reading = read("overall", "收入支出总计5万元。主要原因：", "人员经费增加2万元。")
    assert shorts(reading) == ["amount | resources & uses | 5万元"]
    assert (reading.amounts, reading.amounts_bound) == (2, 2)


ROWS = {
    "201": "一般公共服务支出",
    "20105": "统计信息事务",
    "2010505": "专项统计业务",
    "2010506": "统计管理",
    "20132": "组织事务",
    "2013202": "一般行政管理事务",
    "208": "社会保障和就业支出",
    "20805": "行政事业单位养老支出",
    "2080505": "机关事业单位基本养老保险缴费支出",
    "212": "城乡社区支出",
    "21201": "城乡社区管理事务",
    "2120101": "行政运行",
    "2120199": "其他城乡社区管理事务支出",
}


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("一般公共服务（类）统计信息事务（款）统计管理（项）", "2010506"),
        ("社会保障和就业支出（类）行政事业单位离退休（款）机关事业单位基本养老保险缴费支出（项）", "2080505"),
        ("城乡社区支出（类）城乡社区管理事务（款）其他社区城乡管理事务支出（项）", "2120199"),
        ("一般公共服务支出（类）组织事务（款）一般行政管理事务（项）", "2013202"),
        ("一般公共服务支出（类）宣传事务（款）不知名事务（项）", "?"),
    ],
)
def test_rows_of_the_tables_decide_the_code(printed: str, code: str) -> None:
    claim = read("general_budget.items", f"1.“{printed}”20.04万元，主要用于：工作。", codes=ROWS).claims[0]
    assert claim.subjects[0].function == code
    assert claim.bound is (code != "?")
    assert claim.codes is not None
    assert "".join(claim.codes) in printed.replace("（类）", "").replace("（款）", "").replace("（项）", "")


@pytest.mark.parametrize(
    ("printed", "values"),
    [
        ("城乡社区支出（类）212,276.69元", ["212276.69"]),
        ("城乡社区支出（类）（212）3.50万元", ["3.50"]),
        ("城乡社区支出（类）212，276万元", ["212276"]),
        ("城乡社区支出（类）2127万元", ["2127"]),
    ],
)
def test_the_first_digits_of_an_amount_are_no_code(printed: str, values: list[str]) -> None:
    claims = read("general_budget.structure", f"主要用于：{printed}，占3%。", codes=ROWS).claims
    assert [str(c.value) for c in claims if c.kind is ClaimKind.AMOUNT] == values
    assert {c.subjects[0].function for c in claims} == {"212"}


def test_the_row_left_over_is_meant_by_the_name_left_over() -> None:
    lines = [
        "1.一般公共服务（类）统计信息事务（款）统计信息事务（项）20.04万元。",
        "2.一般公共服务（类）统计信息事务（款）统计管理（项）3.39万元。",
    ]
    assert [c.subjects[0].function for c in read("general_budget.items", *lines, codes=ROWS).claims] == [
        "2010505",
        "2010506",
    ]
    alone = read("general_budget.items", lines[0], codes={**ROWS, "2010507": "专项普查活动"})
    assert [c.bound for c in alone.claims] == [False]


def test_what_is_not_understood_is_reported_by_section() -> None:
    reading = read("income", "办公费3万元，占5%。")
    assert [(n.code, n.reason_code, n.what_zh) for n in reading.not_checked] == [
        ("section:income", "ambiguous", "2个数字：3万元、5%")
    ]
    assert (reading.amounts, reading.amounts_bound) == (2, 0)


def test_placeholders_make_no_claims() -> None:
    assert read("overall", "收入支出总计XXX万元，增加（减少）XX万元，增长XX%。").claims == ()


def test_glossary_and_contents_are_not_read() -> None:
    lines = ["第三部分 部门决算情况说明", "一、收入决算情况说明", "本年收入合计3万元。"]
    lines += ["第四部分 名词解释", "一、财政拨款收入：指财政拨款收入9万元。"]
    paper = document(lines)
    assert [c.text for c in read_claims(paper, find_sections(paper), 2023, {}, "national-2022").claims] == ["3万元"]


def test_text_behind_a_heading_in_one_paragraph_is_read() -> None:
    paper = document(["二、决算情况说明", "2.收入情况。2023年度收入合计10万元。"])
    claims = read_claims(paper, find_sections(paper), 2023, {}, "national-2022").claims
    assert [(c.section, c.text, c.place.start) for c in claims] == [("income", "10万元", 17)]


_PIECES = [
    "收入支出总计",
    "1,23",
    "4.5",
    "万元",
    "%",
    "，",
    "。",
    "（",
    "）",
    "占",
    "其中：",
    "增加",
    "与2022年相比",
    "、",
    " ",
]
_PIECES += [
    "教育支出（类）",
    "普通教育（款）",
    "主要原因：",
    "年初预算为",
    "完成",
    "各",
    "《",
    "》",
    "“",
    "2023年",
    "-",
    "三公",
]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(_PIECES), max_size=30).map("".join),
    st.sampled_from(["overall", "three_public", "performance", "general_budget.items"]),
)
def test_any_text_is_read_without_harm(text: str, section: str) -> None:
    paper = document([text, text])
    whole = Section(section, "", 2, 0, 1, place=Place(end=0))
    reading = read_claims(paper, [whole], 2023, {}, "national-2022")
    assert 0 <= reading.amounts_bound <= reading.amounts
    for claim in reading.claims:
        assert claim.subjects
        assert claim.place.start is not None
        assert text[claim.place.start : claim.place.end] == claim.text
        assert claim.kind in (ClaimKind.AMOUNT, ClaimKind.NAMES) or claim.base or not claim.bound


@given(st.text(max_size=80))
def test_tokens_lie_in_order_and_squeezing_keeps_places(text: str) -> None:
    squeezed = squeeze(text)
    assert len(squeezed.text) == len(squeezed.at)
    found = list(tokens(squeezed.text, year=2023))
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.skipif(not CORPUS.exists(), reason="the real reports are not at hand")
@pytest.mark.parametrize(
    ("file", "year", "edition", "amounts"),
    [("putuo-finance-2024.pdf", 2024, "shanghai-2024", 101), ("linjiang-services-2021.txt", 2021, "jilin-2021", 91)],
)
def test_real_reports_are_understood_in_full(file: str, year: int, edition: str, amounts: int) -> None:
    paper = open_document(CORPUS / file)
    reading = read_claims(paper, find_sections(paper), year, {}, edition)
    assert (reading.amounts, reading.amounts_bound) == (amounts, amounts)


@pytest.mark.skipif(not CORPUS.exists(), reason="the real reports are not at hand")
def test_a_template_has_no_claims_with_values() -> None:
    paper = open_document(CORPUS / "shanghai-template-2024.pdf")
    claims = read_claims(paper, find_sections(paper), 2024, {}, "shanghai-2024").claims
    assert [c.text for c in claims if c.value is not None] == []
