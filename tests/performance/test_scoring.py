"""Scores worked by hand from the rules (财预〔2020〕10号): each row is an example with its edge."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.performance.model import Aspect, Entry, Indicator, Level, Operator
from juesuan.performance.scoring import How, Settings, grade_of, score_execution, score_indicator
from juesuan.performance.values import number, reading, with_nature


def indicator(
    target: str, actual: str, weight: str = "10", score: str = "", aspect: Aspect = Aspect.QUANTITY, nature: str = ""
) -> Indicator:
    goal = reading(Entry(target))
    if nature:
        goal = with_nature(goal, Entry(nature), None)
    return Indicator(
        Level.OUTPUT, aspect, name=Entry("指标"), target=goal, actual=reading(Entry(actual)),
        weight=number(Entry(weight), "分"), score=number(Entry(score), "分"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("budget", "executed", "weight", "expected"),
    [
        ("100", "100", "10", "10.00"),
        ("89.974", "89.974", "10", "10.00"),
        ("122.63", "116.44", "10", "9.50"),  # 94.95 %
        ("100", "0", "10", "0.00"),
        ("100", "120", "10", "10.00"),  # never more than all
        ("100", "50", "20", "10.00"),
        ("3", "1", "10", "3.33"),
    ],
)
def test_execution(budget: str, executed: str, weight: str, expected: str) -> None:
    score = score_execution(Decimal(budget), Decimal(executed), Decimal(weight))
    assert score.how is How.EXECUTION
    assert score.value == Decimal(expected)


def test_execution_without_a_budget_is_a_case_of_its_own() -> None:
    for executed in ("0", "5"):
        score = score_execution(Decimal(0), Decimal(executed), Decimal(10))
        assert (score.how, score.value) == (How.NO_BUDGET, None)
    assert score_execution(None, Decimal(1), Decimal(10)).how is How.NOTHING
    assert score_execution(Decimal(1), None, Decimal(10)).how is How.NOTHING


def test_execution_full_from_a_rate_on() -> None:
    settings = Settings(full_rate=Decimal(90))
    assert score_execution(Decimal(100), Decimal(90), Decimal(10), settings).value == 10
    assert score_execution(Decimal(100), Decimal(45), Decimal(10), settings).value == 5


@pytest.mark.parametrize(
    ("target", "actual", "weight", "how", "expected"),
    [
        ("≥50个", "50", "8", How.MET, "8"),
        ("≥95%", "97%", "15", How.MET, "15"),
        ("≥95%", "92%", "15", How.UNMET, "14.53"),  # 15 × 92 ÷ 95
        ("≥47", "45", "20", How.UNMET, "19.15"),  # 20 × 45 ÷ 47
        ("≥100%", "0%", "10", How.UNMET, "0.00"),
        (">10", "10", "10", How.UNMET, "10.00"),  # more than 10 was asked for, yet the proportion is all
        (">10", "11", "10", How.MET, "10"),
        ("28人", "28人", "10", How.MET, "10"),  # no operator: at least
        ("28", "14", "10", How.UNMET, "5.00"),
        ("100件", "129件", "10", How.MET, "10"),
        ("100件", "130件", "10", How.EXCEEDED, "10"),
        ("0", "0", "20", How.EQUAL, "20"),  # 发生率 0
        ("0", "2", "20", How.DEVIATION, "0"),
        ("≤30万元", "30万元", "10", How.AT_MOST_MET, "10"),
        ("≤30万元", "25万元", "10", How.AT_MOST_MET, "10"),
        ("≤30万元", "40万元", "10", How.AT_MOST_UNMET, "7.50"),  # 10 × 30 ÷ 40
        ("<30", "30", "10", How.AT_MOST_UNMET, "10.00"),
        ("≤0", "3", "10", How.AT_MOST_UNMET, "0.00"),
        ("=100%", "100%", "10", How.EQUAL, "10"),
        ("=100", "90", "10", How.DEVIATION, "9.00"),
        ("=100", "110", "10", How.DEVIATION, "9.00"),
        ("=100", "300", "10", How.DEVIATION, "0.00"),
        ("10-20", "15", "10", How.RANGE, "10"),
        ("10—20", "10", "10", How.RANGE, "10"),
        ("10~20", "8", "10", How.DEVIATION, "8.00"),
        ("10至20", "25", "10", How.DEVIATION, "7.50"),
        ("不低于90%", "45%", "10", How.UNMET, "5.00"),
        ("不超过5天", "10天", "10", How.AT_MOST_UNMET, "5.00"),
        ("90%以上", "90%", "10", How.MET, "10"),
        ("3天以内", "6天", "10", How.AT_MOST_UNMET, "5.00"),
        ("1,200", "600", "10", How.UNMET, "5.00"),
        ("≥100百分比", "50%", "10", How.UNMET, "5.00"),
        ("100&", "100&", "10", How.MET, "10"),
    ],
)
def test_quantitative(target: str, actual: str, weight: str, how: How, expected: str) -> None:
    score = score_indicator(indicator(target, actual, weight))
    assert (score.how, score.value) == (how, Decimal(expected))
    assert expected.rstrip("0").rstrip(".") in score.zh
    assert expected.rstrip("0").rstrip(".") in score.en


def test_a_cost_without_an_operator_is_a_ceiling_unless_set_otherwise() -> None:
    row = indicator("59.5", "70", aspect=Aspect.COST)
    assert score_indicator(row).how is How.AT_MOST_UNMET
    assert score_indicator(row).value == Decimal("8.50")
    assert score_indicator(row, Settings(cost_at_most=False)).how is How.MET


def test_far_exceeded_costs_points_only_where_it_is_asked_for() -> None:
    row = indicator("≥100", "150")
    usual = score_indicator(row)
    assert (usual.value, usual.low, usual.high) == (10, Decimal("8.00"), 10)  # 10 × (1 − (1.5 − 1.3))
    assert score_indicator(row, Settings(deduct_far=True)).value == Decimal("8.00")
    assert score_indicator(indicator("≥1", "9"), Settings(deduct_far=True)).value == 0
    assert score_indicator(row, Settings(far=Decimal(2))).how is How.MET


def test_operator_and_unit_of_their_own_columns() -> None:
    assert score_indicator(indicator("100", "90", nature="=")).how is How.DEVIATION
    assert score_indicator(indicator("30", "40", nature="≤")).value == Decimal("7.50")
    assert score_indicator(indicator("95", "95", nature="≥")).how is How.MET


@pytest.mark.parametrize(
    ("target", "actual", "low", "high", "proposed"),
    [
        ("合格", "合格", "8", "10", "10"),
        ("提高", "有效提高", "8", "10", "10"),
        ("有效提升", "有效提升，进入全国前10位", "8", "10", "10"),
        ("效果明显", "达成预期指标", "8", "10", "10"),
        ("健全", "部分完成", "6", "8", "8"),
        ("健全", "部分达成预期指标并具有一定效果", "6", "8", "8"),
        ("健全", "未达成预期指标且效果较差", "0", "6", "6"),
        ("健全", "未完成", "0", "6", "6"),
        ("≤30万元", "完成", "8", "10", "10"),
    ],
)
def test_qualitative(target: str, actual: str, low: str, high: str, proposed: str) -> None:
    score = score_indicator(indicator(target, actual))
    assert score.how is How.QUALITATIVE
    assert (score.low, score.high, score.value) == (Decimal(low), Decimal(high), Decimal(proposed))


def test_a_stated_score_within_its_band_is_proposed() -> None:
    assert score_indicator(indicator("健全", "部分完成", score="7")).value == 7
    assert score_indicator(indicator("健全", "部分完成", score="9")).value == 8
    low = Settings(qualitative=Decimal(0))
    assert score_indicator(indicator("健全", "部分完成", score="9"), low).value == 6


@pytest.mark.parametrize(("target", "actual"), [("", "5"), ("5", ""), ("—", "5"), ("5台", "5")])
def test_nothing_to_score(target: str, actual: str) -> None:
    score = score_indicator(indicator(target, actual))
    assert (score.value is None) == (target != "5台")


def test_what_only_people_can_tell() -> None:
    assert score_indicator(indicator("服务群众", "见附件")).how is How.UNCLEAR
    assert score_indicator(indicator("5台", "5套")).how is How.UNCLEAR


@pytest.mark.parametrize(
    ("total", "grade"),
    [
        ("100", "优"),
        ("90", "优"),
        ("89.99", "良"),
        ("80", "良"),
        ("79.99", "中"),
        ("60", "中"),
        ("59.99", "差"),
        ("0", "差"),
    ],
)
def test_four_grades(total: str, grade: str) -> None:
    assert grade_of(Decimal(total))[0] == grade


def test_two_grades() -> None:
    two = Settings(two_grades=True)
    assert grade_of(Decimal(60), two) == ("合格", "pass")
    assert grade_of(Decimal("59.99"), two) == ("不合格", "fail")


@given(
    st.sampled_from(list(Operator)[:5]),
    st.decimals(0, 10000, places=2),
    st.decimals(0, 10000, places=2),
    st.decimals(0, 100, places=1),
    st.booleans(),
)
def test_a_score_is_between_nothing_and_its_weight(
    operator: Operator, target: Decimal, actual: Decimal, weight: Decimal, deduct: bool
) -> None:
    score = score_indicator(indicator(f"{operator}{target}", f"{actual}", f"{weight}"), Settings(deduct_far=deduct))
    if score.value is not None:
        assert 0 <= score.value <= weight
