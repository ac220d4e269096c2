"""Units of money and the exact factors between them."""

from __future__ import annotations

from decimal import Decimal

MONEY_UNITS: dict[str, Decimal] = {
    "元": Decimal(1),
    "百元": Decimal(100),
    "千元": Decimal(1000),
    "万元": Decimal(10_000),
    "百万元": Decimal(1_000_000),
    "亿元": Decimal(100_000_000),
}
"""Unit → how many 元 it is."""


def is_money(unit: str) -> bool:
    """Whether `unit` is a unit of money."""
    return unit in MONEY_UNITS


def scale(unit: str) -> Decimal:
    """How many 元 one `unit` is; 1 for what is no money (个, 辆, %, ...), so that figures keep their own unit."""
    return MONEY_UNITS.get(unit, Decimal(1))


def in_yuan(value: Decimal, unit: str) -> Decimal:
    """The exact value in 元 of an amount in `unit`."""
    return value * scale(unit)
