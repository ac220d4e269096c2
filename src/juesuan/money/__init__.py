"""Exact amounts, their units, and the intervals that shown digits imply."""

from juesuan.money.interval import Interval, exact, shown
from juesuan.money.number import Number, parse_number
from juesuan.money.units import MONEY_UNITS, in_yuan, is_money, scale

__all__ = ["MONEY_UNITS", "Interval", "Number", "exact", "in_yuan", "is_money", "parse_number", "scale", "shown"]
