"""Sums from leaves, what a missing cell means, and wholes that their parts do not make up."""

from juesuan.cube.coordinate import Coordinate
from juesuan.cube.spelling import parse
from juesuan.writing.model import Fact, Facts, Origin
from juesuan.writing.spoken import spoken
from juesuan.writing.totals import Book, spelt


def book(figures: dict[str, int], *complete: str) -> Book:
    at = {parse(c): Fact(fen, Origin.TABLES, f"cell of {c}") for c, fen in figures.items()}
    return Book(Facts(at, complete=set(complete)))


def test_contradictions_are_told_in_the_words_of_the_statements() -> None:
    basic = "expenditure@fund=general,kind=basic"
    figures = {f"{basic},function=2010301": 2_000_000, f"{basic},economic=30101": 1_000_000}
    (found,) = [c for c in book(figures).contradictions if c.coordinate == parse(basic)]
    assert found.zh == (
        "一般公共预算财政拨款支出（基本支出）：合计为2.00万元，人员经费与公用经费（按经济分类）之和为1.00万元，"
        "请改正其中一处"
    )
    (found,) = book({"resources@fund=appropriation": 3_000_000, "uses@fund=appropriation": 1_000_000}).contradictions
    assert found.zh.startswith("收支不平：财政拨款支出总计为1.00万元，财政拨款收入总计为3.00万元")
    assert spoken(parse("income@fund=other,function=2010301,basis=initial")) == "其他收入（科目2010301，年初预算数）"
    assert spoken(parse("closing@period=-1")) == "年末结转和结余（上年）"


def test_items_make_their_subjects_and_total() -> None:
    made = book({
        "expenditure@function=2010301,kind=basic": 101,
        "expenditure@function=2010302,kind=project": 20,
        "expenditure@function=2010601,kind=basic": 3,
    })  # fmt: skip
    assert made.fen(parse("expenditure@function=20103")) == 121
    assert made.fen(parse("expenditure@function=201,kind=basic")) == 104
    assert made.fen(parse("expenditure@kind=project")) == 20
    assert made.fen(parse("expenditure")) == 124


def test_funds_make_appropriations_only_if_all_are_known() -> None:
    figures = {"income@fund=general": 70, "income@fund=government_fund": 5}
    assert book(figures).fen(parse("income@fund=appropriation")) is None
    known = book(figures, "appropriation_summary")
    assert known.fen(parse("income@fund=appropriation")) == 75
    assert known.fen(parse("income@fund=state_capital")) == 0


def test_unknown_is_not_nothing() -> None:
    assert book({}).fen(parse("distribution")) is None
    assert book({}, "income_expenditure_summary").fen(parse("distribution")) == 0
    assert book({}, "income_expenditure_summary").fen(parse("distribution@period=-1")) is None
    assert book({}, "income_expenditure_summary@-1").fen(parse("distribution@period=-1")) == 0


def test_spending_of_appropriations_says_nothing_of_all_spending() -> None:
    made = book(
        {"expenditure@fund=general,function=2010301,kind=basic": 10, "expenditure@function=2010301,kind=basic": 12}
    )
    assert made.fen(parse("expenditure")) == 12
    assert made.contradictions == []


def test_books_with_every_dimension_fill_every_statement() -> None:
    made = book({
        "expenditure@fund=general,function=2010301,economic=30101,kind=basic": 60,
        "expenditure@fund=general,function=2010301,economic=30201,kind=basic": 30,
        "expenditure@fund=general,function=2010302,economic=30201,kind=project": 7,
    })  # fmt: skip
    assert made.fen(parse("expenditure@fund=general,function=2010301,kind=basic")) == 90
    assert made.fen(parse("expenditure@fund=general,economic=30201,kind=basic")) == 30
    assert made.fen(parse("expenditure@fund=general,kind=personnel")) == 60
    assert made.fen(parse("expenditure@fund=general,kind=public")) == 30
    assert made.fen(parse("expenditure@fund=general")) == 97
    assert made.fen(parse("expenditure")) == 97
    assert made.contradictions == []


def test_economic_items_are_held_to_basic_spending_by_function() -> None:
    made = book({
        "expenditure@fund=general,function=2010301,kind=basic": 1_000_001,
        "expenditure@fund=general,economic=30101,kind=basic": 1_000_000,
    })  # fmt: skip
    assert [(c.stated, c.expected) for c in made.contradictions] == [(1_000_001, 1_000_000)]
    assert "1.000001" in made.contradictions[0].en


def test_tails_of_rounded_inputs_are_no_contradiction() -> None:
    rounded = {
        "expenditure@function=201": 6_670_000, "expenditure@function=2010301": 3_330_000,
        "expenditure@function=2010302": 3_330_000, "expenditure@function=20103": 6_670_000,
    }  # fmt: skip
    assert book(rounded).contradictions == []
    exact = {**rounded, "expenditure@function=2080501": 1}
    assert [spelt(c.coordinate) for c in book(exact).contradictions] == ["expenditure@function=20103"]


def test_a_stated_whole_that_is_wrong_is_named_with_its_cell() -> None:
    wrong = book({"expenditure@function=20103": 900_000_001, "expenditure@function=2010301": 800_000_000})
    assert wrong.contradictions[0].source == "cell of expenditure@function=20103"
    assert "900.00" in wrong.contradictions[0].zh
    assert "800.00" in wrong.contradictions[0].zh


def test_resources_are_uses() -> None:
    figures = {"income": 100_000_001, "opening": 5, "expenditure": 90_000_000, "closing": 10_000_006}
    names = ("income_expenditure_summary",)
    assert book(figures, *names).contradictions == []
    assert book(figures, *names).fen(parse("resources")) == 100_000_006
    assert len(book({**figures, "closing": 10_000_007}, *names).contradictions) == 1
    last = book({"resources@period=-1": 7})
    assert last.fen(Coordinate("uses", period=-1)) == 7


def test_three_public_by_fund_basis_and_year() -> None:
    made = book({
        "expenditure@economic=abroad,fund=general": 5,
        "expenditure@economic=vehicle_operation,fund=general": 3,
        "expenditure@economic=vehicle_purchase,fund=general,basis=adjusted": 9,
    }, "three_public")  # fmt: skip
    assert made.fen(parse("expenditure@economic=three_public,fund=general")) == 8
    assert made.fen(parse("expenditure@economic=vehicles,fund=general,basis=adjusted")) == 9
    assert made.fen(parse("expenditure@economic=reception,fund=general")) == 0


def test_sums_of_made_up_amounts_are_made_up() -> None:
    at = {
        parse("expenditure@function=2010301,kind=basic"): Fact(5, Origin.RECONSTRUCTED),
        parse("expenditure@function=2080501,kind=basic"): Fact(5, Origin.TABLES),
    }
    made = Book(Facts(at))
    assert made.reconstructed(parse("expenditure"))
    assert not made.reconstructed(parse("expenditure@function=208"))
