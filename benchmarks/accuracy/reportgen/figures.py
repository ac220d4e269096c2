"""How one report writes its figures."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from random import Random

CENT = Decimal("0.01")
WIDE = str.maketrans("0123456789.", "０１２３４５６７８９．")


def half_up(x: Decimal, places: int = 2) -> Decimal:
    """Commercial rounding."""
    return x.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def percent(part: int, whole: int) -> Decimal:
    """Exact-then-rounded percentage of two amounts in fen."""
    return half_up(Decimal(part) * 100 / Decimal(whole))


@dataclass(frozen=True)
class Form:
    """Habits of a report: thousands separators, cut zeros, spaces, the unit of money."""

    unit: str = "万元"
    table_commas: bool = True
    text_commas: bool = False
    trim: bool = False
    trim_percent: bool = False
    space_unit: bool = False
    space_percent: bool = False
    zero: str = ""
    hundred_millions: bool = False
    comma_space: bool = False
    wide: bool = False

    @property
    def fen(self) -> int:
        """Fen in one printed unit."""
        return 1_000_000 if self.unit == "万元" else 100

    def exact(self, fen: int) -> Decimal:
        """The amount in the printed unit, unrounded."""
        return Decimal(fen) / self.fen

    def shown(self, fen: int) -> Decimal:
        """The amount in the printed unit, to two decimals."""
        return half_up(self.exact(fen))

    def table(self, fen: int) -> str:
        """A table cell."""
        if not fen and self.zero != "0.00":
            return self.zero
        return f"{self.shown(fen):,.2f}" if self.table_commas else f"{self.shown(fen):.2f}"

    def number(self, shown: Decimal) -> str:
        """An amount in running text."""
        t = f"{shown:,.2f}" if self.text_commas or self.comma_space else f"{shown:.2f}"
        if self.trim:
            t = t.rstrip("0").rstrip(".")
        if self.comma_space:
            t = t.replace(",", ", ")
        return t.translate(WIDE) if self.wide else t

    def rate(self, shown: Decimal) -> str:
        """A percentage, without the sign %."""
        t = f"{shown:.2f}"
        return t.rstrip("0").rstrip(".") if self.trim_percent else t


def draw(rng: Random, money: str = "万元", hundred_millions: bool = False) -> Form:
    """Random habits; the odd ones are seldom."""
    return Form(
        unit=money,
        table_commas=rng.random() < 0.7,
        text_commas=rng.random() < 0.35,
        trim=rng.random() < 0.3,
        trim_percent=rng.random() < 0.35,
        space_unit=rng.random() < 0.2,
        space_percent=rng.random() < 0.15,
        zero=rng.choice(["", "", "", "", "0.00", "0.00", "—", "0"]),
        hundred_millions=hundred_millions and money == "万元",
        comma_space=rng.random() < 0.03,
        wide=rng.random() < 0.03,
    )
