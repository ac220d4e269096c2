"""What all statements share: cells of words and amounts, the lines of numbers (行次, 栏次), rows by function."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from juesuan.cube.coordinate import Coordinate
from juesuan.taxonomy.codes import functional
from juesuan.taxonomy.edition import Edition
from juesuan.writing.model import GridCell, Profile, wan
from juesuan.writing.totals import Book

Row = tuple[GridCell, ...]
NAMELESS = "【待填：科目名称】"


@dataclass(frozen=True, slots=True)
class Grid:
    """Header, body and widths of a statement."""

    columns: int
    header: tuple[Row, ...]
    body: tuple[Row, ...]
    widths: tuple[float, ...]


def head(text: str, *, rows: int = 1, columns: int = 1) -> GridCell:
    """A cell of the header."""
    return GridCell(text, rows, columns, align="center")


def number(n: int | str) -> GridCell:
    """A cell of 行次 or 栏次."""
    return GridCell(str(n), align="center")


def blank(columns: int = 1) -> GridCell:
    """A cell without contents."""
    return GridCell("", colspan=columns)


@dataclass
class Sheet:
    """The writer of one edition's statements.

    Attributes:
        book: the facts with their sums.
        profile: whose statements.
        edition: the form.
        data: the edition's table of `statements.toml`.
    """

    book: Book
    profile: Profile
    edition: Edition
    data: dict[str, Any]

    @property
    def lines(self) -> bool:
        """Whether 行次 and 栏次 are printed."""
        return bool(self.data["lines"])

    @property
    def total_first(self) -> bool:
        """Whether the total stands above the rows by function."""
        return self.edition.settings.get("total_row", "first") == "first"

    def amount(self, c: Coordinate) -> GridCell:
        """The cell that states a coordinate: 万元 with two digits, blank for nothing."""
        fen = self.book.fen(c)
        text = f"{wan(fen):,}" if fen else ""
        return GridCell(text, fen=fen, align="right", coordinate=c, reconstructed=self.book.reconstructed(c))

    def name(self, code: str) -> str:
        """The code's name: as the inputs have it, else that of the year's classification, else a marked gap."""
        return name_of(self.book, self.profile.year, code) or NAMELESS

    @cached_property
    def classes(self) -> list[tuple[str, str]]:
        """The 类 of the summaries with their names; one that is in use is there whatever the form."""
        form: list[str] = self.data["classes_2019" if self.profile.year <= 2019 else "classes"]
        used = {
            c[:3]
            for c in self.book.codes()
            if self.book.fen(Coordinate("expenditure", function=c[:3]))
            or self.book.fen(Coordinate("expenditure", fund="appropriation", function=c[:3]))
        }
        extra = sorted(used - set(form))
        order = sorted([*form, *extra], key=lambda c: (form.index(c) if c in form else _after(form, c), c))
        return [(code, self.name(code)) for code in order]

    def by_function(self, columns: Sequence[Coordinate]) -> tuple[Row, ...]:
        """Rows 类 → 款 → 项 with an amount in one of the columns, and the row of the total.

        Args:
            columns: what each column states of all functions.
        """
        rows = []
        for code in used_codes(self.book, columns):
            cells = [self.amount(c._replace(function=code)) for c in columns]
            rows.append((GridCell(code), GridCell(self.name(code), indent=(len(code) - 3) // 2), *cells))
        total = (GridCell("合计", colspan=2, align="center"), *(self.amount(c) for c in columns))
        return (total, *rows) if self.total_first else (*rows, total)

    def column_numbers(self, span: int, count: int) -> tuple[Row, ...]:
        """The line of 栏次 below the header, where it is printed."""
        if not self.lines:
            return ()
        return ((head("栏次", columns=span), *(number(n) for n in range(1, count + 1))),)


def _after(form: list[str], code: str) -> float:
    """Where a 类 that the form leaves out belongs: before the next higher code."""
    return next((n - 0.5 for n, known in enumerate(form) if known > code), float(len(form)))


def name_of(book: Book, year: int, code: str) -> str:
    """The code's name: as the inputs have it, else that of the year's classification, else blank."""
    return book.facts.names.get(code) or functional(year).name(code) or ""


def used_codes(book: Book, columns: Iterable[Coordinate]) -> list[str]:
    """Functional codes, those above them included, with an amount in one of the columns."""
    wanted = list(columns)
    codes = {code[:n] for code in book.codes() for n in (3, 5, 7) if n <= len(code)}
    return sorted(code for code in codes if any(book.fen(c._replace(function=code)) for c in wanted))
