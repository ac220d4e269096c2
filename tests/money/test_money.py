"""Exact amounts: printed numbers, units and the intervals that shown digits imply."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.money import Interval, exact, in_yuan, is_money, parse_number, shown
from juesuan.money.interval import EVERYTHING, NOTHING

CENTS = st.integers(-(10**12), 10**12).map(lambda n: Decimal(n).scaleb(-2))
POSITIVE = st.integers(1, 10**12).map(lambda n: Decimal(n).scaleb(-2))


@pytest.mark.parametrize(
    ("text", "value", "decimals"),
    [
        ("2,940.05", "2940.05", 2),
        ("１，２３４．５０", "1234.50", 2),
        ("0", "0", 0),
        ("-6.20", "-6.20", 2),
        ("－6.20", "-6.20", 2),
        ("（6.20）", "-6.20", 2),
        ("1, 537.4", "1537.4", 1),
        ("12345678.1", "12345678.1", 1),
        ("2,106.\n66", "2106.66", 2),
    ],
)
def test_printed_numbers(text: str, value: str, decimals: int) -> None:
    number = parse_number(text)
    assert number is not None
    assert (number.value, number.decimals) == (Decimal(value), decimals)


@pytest.mark.parametrize("text", ["", "—", "12.3.4", "1,23", "万元", "12%", "9" * 40, "1 2", "12.92 307", "1e5", "٣"])
def test_what_is_no_number(text: str) -> None:
    assert parse_number(text) is None


@given(CENTS)
def test_a_printed_amount_comes_back(value: Decimal) -> None:
    number = parse_number(f"{value:,.2f}")
    assert number is not None
    assert number.value == value
    assert number.decimals == 2


def test_units() -> None:
    assert in_yuan(Decimal("1.23"), "万元") == 12300
    assert in_yuan(Decimal("25.69"), "亿元") == 2569000000
    assert in_yuan(Decimal(3), "辆") == 3
    assert is_money("元")
    assert not is_money("%")


@given(CENTS, CENTS)
def test_sums_and_differences_hold_the_exact_ones(a: Decimal, b: Decimal) -> None:
    assert (shown(a, 2) + shown(b, 2)).holds(a + b)
    assert (shown(a, 2) - shown(b, 2)).holds(a - b)
    assert (-shown(a, 2)).holds(-a)


@given(POSITIVE, POSITIVE)
def test_quotients_hold_the_exact_one(a: Decimal, b: Decimal) -> None:
    quotient = shown(a, 2).quotient(exact(b))
    assert quotient.holds(a / b) or quotient.widen(Decimal("1e-20")).holds(a / b)


@given(CENTS, st.integers(0, 4))
def test_rounding_stays_within_its_interval(value: Decimal, decimals: int) -> None:
    rounded = round(value, decimals)
    assert shown(rounded, decimals).holds(value)


def test_ends_that_touch_meet() -> None:
    assert shown(Decimal("326.71"), 2).meets(shown(Decimal("326.72"), 2))
    assert not shown(Decimal("326.71"), 2).meets(shown(Decimal("326.73"), 2))


def test_unbounded_and_empty() -> None:
    assert EVERYTHING.meets(exact(Decimal(5)))
    assert NOTHING.empty
    assert not Interval(None, Decimal(3)).holds(Decimal(4))
    assert exact(Decimal(1)).quotient(shown(Decimal(0), 2)) is EVERYTHING
    assert Interval(Decimal(2), Decimal(4)).middle == 3
    assert EVERYTHING.middle is None
    assert Interval(Decimal(1), Decimal(2)).times(Decimal(-1)) == Interval(Decimal(-2), Decimal(-1))
