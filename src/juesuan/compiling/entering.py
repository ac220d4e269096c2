"""Cells of a platform's workbook on their way to facts: exact fen, and what is no amount or stated twice is told."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from juesuan.compiling.recognised import exact, fen, settled
from juesuan.cube.coordinate import Coordinate
from juesuan.cube.occurrence import Occurrence
from juesuan.documents.model import Cell, Table
from juesuan.documents.workbook_cells import Sheet
from juesuan.money.number import parse_number
from juesuan.recognition.report import Report
from juesuan.recognition.tables import known_labels
from juesuan.recognition.tables_form import read_form
from juesuan.recognition.tables_grid import NO_NUMBER, Role, label_of
from juesuan.taxonomy.naming import compact, fold, key
from juesuan.writing.inputs_merge import Source, same
from juesuan.writing.inputs_toml import Trouble
from juesuan.writing.inputs_words import no_number
from juesuan.writing.model import Fact, Origin

_NAMED_MOST = 5
_NEARLY = re.compile(r"[-−]?[\d,，.．]*\d[\d,，.．]*")


@dataclass(slots=True)
class Entering:
    """Takes figures in, the first that states something winning.

    Attributes:
        source: what has been taken in.
        report: the workbook as recognised.
        sheets: its cells by sheet, with the stored numbers.
        trouble: where mistakes are noted.
    """

    source: Source
    report: Report
    sheets: Mapping[str, Sheet]
    trouble: Trouble

    def state(self, occurrence: Occurrence) -> None:
        """Take in what a cell says of money."""
        amount = self.amount(occurrence)
        if amount is not None:
            at = settled(occurrence.coordinate, self.report)
            self.put(self.source.facts.at, at, amount, self.where(occurrence))

    def amount(self, occurrence: Occurrence) -> int | None:
        """A cell's amount in fen; None if it has none, and a mistake is noted if it should."""
        value = self._number(occurrence)
        if value is None:
            return None
        amount = fen(value, occurrence.unit)
        if amount is None:
            what, told = what_of(occurrence), f"{occurrence.text}{occurrence.unit}"
            zh = f"{what} 为 {told}，比分还细，请四舍五入到分"
            en = f"{what} is {occurrence.text} {occurrence.unit}, finer than 分; round it to 分"
            self.trouble.add(self.where(occurrence), zh, en)
        return amount

    def count(self, occurrence: Occurrence) -> int | None:
        """A cell's whole number; None if it has none, and a mistake is noted if it should."""
        value = self._number(occurrence)
        if value is None:
            return None
        if not value.is_finite() or value != value.to_integral_value() or value < 0:
            what = what_of(occurrence)
            zh = f"{what} 为 {occurrence.text}，请改为整数"
            self.trouble.add(self.where(occurrence), zh, f"{what} is {occurrence.text}; make it a whole number")
            return None
        return int(value)

    def put(self, facts: dict[Coordinate, Fact], at: Coordinate, amount: int, where: str) -> None:
        """Enter a figure, or tell that another cell of the workbook says something else."""
        stated = facts.get(at)
        if stated is None:
            facts[at] = Fact(amount, Origin.PLATFORM, where)
        elif at.quantity == "count":
            if stated.fen != amount:
                self.differ(stated.source, str(stated.fen), where, str(amount))
        elif not same(stated.fen, amount):
            self.differ(stated.source, yuan(stated.fen), where, yuan(amount))

    def differ(self, one: str, first: str, other: str, second: str) -> None:
        """Tell that two cells state one figure differently."""
        zh = f"{one} 与 {other} 是同一数据，前者为 {first}，后者为 {second}；取前者"
        en = f"{one} and {other} are one figure, but say {first} and {second}; the first is taken"
        self.source.differences.append((zh, en))

    def not_used(self, cells: Sequence[Cell]) -> None:
        """Tell of amounts whose row or column is not known."""
        if not cells:
            return
        named = [c.ref or "?" for c in cells[:_NAMED_MOST]]
        more = len(cells) > len(named)
        where = f"{self.source.name}, {cells[0].sheet}"
        zh = f"{where} {'、'.join(named)}{' 等' if more else ''}：所在行或列的名称没有认出，这些数没有采用"
        en = f"{where} {', '.join(named)}{' ...' if more else ''}: row or column not known, these amounts were not used"
        self.source.differences.append((zh, en))

    def where(self, occurrence: Occurrence) -> str:
        """File, sheet and cell."""
        return f"{self.source.name}, {occurrence.place.sheet} {occurrence.place.cell}"

    def _number(self, occurrence: Occurrence) -> Decimal | None:
        """What a cell holds. A blank is nothing; words, or digits that make no number, are a mistake."""
        value = exact(occurrence, self.sheets)
        if value is not None and not is_slip(occurrence.text):
            return value
        if fold(occurrence.text) in NO_NUMBER or not compact(occurrence.text):
            return None
        self.trouble.add(self.where(occurrence), *no_number(what_of(occurrence), occurrence.text))
        return None


def unbound(table: Table, bound: Container[str | None], unused: frozenset[str]) -> list[Cell]:
    """Cells with an amount that no row or column explains, but for names that are known and not needed.

    Args:
        table: the table.
        bound: references of the cells that were understood.
        unused: keys of such names.
    """
    form = read_form(table, known_labels())
    found = []
    for side in form.sides:
        amounts = [form.columns[c] for c in side.columns if form.columns[c].role in (Role.AMOUNT, Role.TEXT)]
        for row in form.data:
            label = key(label_of(form, side, row)[1])
            for column in amounts:
                square = form.squares[row][column.index]
                if square is None or square.number is None or not square.number.value or square.cell.row != row:
                    continue
                names = {label, *map(key, column.path.split("/"))}
                if square.cell.ref not in bound and not unused & names:
                    found.append(square.cell)
    return found


def is_slip(text: str) -> bool:
    """Whether digits make no number: 12,3.4."""
    text = compact(text)
    return _NEARLY.fullmatch(text) is not None and parse_number(text) is None


def what_of(occurrence: Occurrence) -> str:
    """What a cell should say, in the words above or beside it."""
    return (occurrence.column or "").rpartition("/")[2] or occurrence.row or "金额"


def yuan(amount: int) -> str:
    """Fen as they are told: 1234.50 元."""
    return f"{Decimal(amount) / 100:.2f} 元"
