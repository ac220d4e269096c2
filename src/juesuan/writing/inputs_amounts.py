"""From numbers as people enter them to whole fen."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal

UNITS = {"元": 100, "万元": 1_000_000}
"""Units that may be chosen, and how many fen they are."""

_EXCEL = Context(prec=15, rounding=ROUND_HALF_UP)
"""What spreadsheet programs keep of a number; digits beyond are binary noise (0.1+0.2)."""
_NOISE = Decimal("0.01")  # of a fen: what sums of sums leave behind in the fifteenth digit
_LARGEST = Decimal(10) ** 18


def fen_of(value: Decimal, unit: str) -> int | None:
    """The exact amount in fen; None if it is finer than that, or no usable number.

    Args:
        value: the number as stored.
        unit: 元 or 万元.
    """
    if not value.is_finite() or abs(value) > _LARGEST:
        return None
    fen = value.normalize(_EXCEL) * UNITS[unit]
    whole = fen.quantize(Decimal(1), ROUND_HALF_UP)
    return int(whole) if abs(fen - whole) <= _NOISE else None
