"""Slips of the hand: which number was meant, where only an interval is known."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.checks.causes import Slip, lost_digit, slip_within
from juesuan.money import Interval


@pytest.mark.parametrize(
    ("stated", "low", "high", "meant"),
    [
        ("151.29", "157.285", "157.295", "157.29"),  # a digit mistyped
        ("104.70", "140.695", "140.705", "140.70"),  # two swapped
        ("25.80", "295.795", "295.805", "295.80"),  # one lost
        ("2955.80", "295.795", "295.805", "295.80"),  # one typed twice
        ("151.29", "162.00", "162.01", None),  # quite another number
        ("151.29", "150.00", "160.00", None),  # an interval that holds a slip of any number
        ("100.00", "-0.005", "0.005", None),  # nothing is no slip of a hundred
        ("1.12", "0.115", "0.125", "0.12"),
        ("-5.09", "-5.905", "-5.895", "-5.90"),
        ("26.00", "2.601", "2.605", "2.60"),  # the point; what was meant is rounded itself
        ("-12.34", "12.30", "12.36", "12.34"),
        ("12.42", "14.17", "14.33", "14.22"),  # the very digits may lie within a wider interval
        ("12.42", "14.30", "14.45", None),  # than another digit
    ],
)
def test_the_number_meant(stated: str, low: str, high: str, meant: str | None) -> None:
    found = slip_within(Decimal(stated), 2, Interval(Decimal(low), Decimal(high)))
    assert (None if found is None else found[1]) == (None if meant is None else Decimal(meant))


def test_nothing_is_no_slip_of_one_digit() -> None:
    assert lost_digit(Decimal(3), Decimal(0), 0) is None
    assert lost_digit(Decimal(3), Decimal(37), 0) is Slip.LOST
    assert lost_digit(Decimal("12.35"), Decimal("12.85"), 2) is Slip.MISTYPED


def test_an_open_or_empty_interval_tells_nothing() -> None:
    assert slip_within(Decimal("1.23"), 2, Interval(None, Decimal("1.24"))) is None
    assert slip_within(Decimal("1.23"), 2, Interval(Decimal("1.25"), Decimal("1.24"))) is None


@given(fen=st.integers(100, 10**8), position=st.integers(0, 8), digit=st.integers(1, 9))
def test_every_mistyped_digit_is_found(fen: int, position: int, digit: int) -> None:
    typed = list(str(fen))
    position %= len(typed)
    if typed[position] == str(digit):
        return
    typed[position] = str(digit)
    right, stated = Decimal(fen).scaleb(-2), Decimal("".join(typed)).scaleb(-2)
    found = slip_within(stated, 2, Interval(right, right))
    assert found is not None
    assert found[1] == right
