"""What a workbook's sheets hold, whatever the file's format: texts as shown, merged cells, what is hidden."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal

from juesuan.documents.limits import MAX_SHEET_SQUARES
from juesuan.documents.model import UnreadableError
from juesuan.documents.workbook_formats import is_date, shown, shown_date

Square = tuple[int, int]
"""Row and column, from 0."""

_EDGES = " \t\r\n\u3000\u00a0"
_LAST_DAY = 2_958_466
_FIRST_TRUE_DAY = 61
_DAY = 86_400
_LEAST_WIDTH = 8


@dataclass(slots=True)
class Sheet:
    """A sheet.

    Attributes:
        name: its name.
        texts: what each filled cell shows; blank cells are absent.
        merges: first row, first column, last row, last column of merged cells.
        hidden_rows: rows not shown.
        hidden_columns: columns not shown.
        unvalued: formulas whose value was never stored.
        zeros: cells that show zero.
        shows_zeros: the sheet shows them.
        visible: the sheet is shown.
        ordinary: it has cells (it is no chart and no macro).
        numbers: the stored number behind what a cell shows.
        formulas: cells that are computed (XLSX only).
    """

    name: str
    texts: dict[Square, str] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    unvalued: list[Square] = field(default_factory=list)
    zeros: set[Square] = field(default_factory=set)
    shows_zeros: bool = True
    visible: bool = True
    ordinary: bool = True
    numbers: dict[Square, Decimal] = field(default_factory=dict)
    formulas: set[Square] = field(default_factory=set)

    def put(self, square: Square, text: str) -> None:
        """Set what a cell shows."""
        if text := text.strip(_EDGES):
            self.texts[square] = text

    def put_number(self, square: Square, value: Decimal, code: str, since_1904: bool) -> None:
        """Set a number as its format shows it."""
        if not value:
            self.zeros.add(square)
        self.numbers[square] = value
        self.put(square, _number_text(value, code, since_1904))

    def finish(self) -> None:
        """Leave out zeros where the sheet does not show them."""
        if not self.shows_zeros:
            for square in self.zeros:
                self.texts.pop(square, None)


class Room:
    """How much may still be read of a workbook."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._cells = MAX_SHEET_SQUARES
        self._squares = MAX_SHEET_SQUARES

    def cell(self) -> None:
        """Count a cell.

        Raises:
            UnreadableError: there are too many.
        """
        self._cells -= 1
        if self._cells < 0:
            raise self._too_large()

    def sheet(self, sheet: Sheet) -> None:
        """Count the rectangle that holds a sheet's filled cells.

        Raises:
            UnreadableError: all of them together are too large.
        """
        if sheet.texts:
            rows = [row for row, _ in sheet.texts]
            columns = [column for _, column in sheet.texts]
            width = max(max(columns) - min(columns) + 1, _LEAST_WIDTH)
            self._squares -= (max(rows) - min(rows) + 1) * width
        if self._squares < 0:
            raise self._too_large()

    def _too_large(self) -> UnreadableError:
        return UnreadableError(
            self._source,
            f"工作簿过大（超过{MAX_SHEET_SQUARES // 10_000}万个单元格），请只保留报表",
            f"the workbook is too large (more than {MAX_SHEET_SQUARES:,} cells); keep the statements only",
        )


def damaged(source: str) -> UnreadableError:
    """The refusal of a damaged workbook."""
    return UnreadableError(
        source, "工作簿损坏或不完整，请重新保存", "the workbook is damaged or incomplete; save it again"
    )


def column_letters(column: int) -> str:
    """A column as workbooks name it: 0 → A, 26 → AA."""
    text = ""
    column += 1
    while column:
        column, digit = divmod(column - 1, 26)
        text = chr(65 + digit) + text
    return text


def _number_text(value: Decimal, code: str, since_1904: bool) -> str:
    if is_date(code) and value.is_finite() and 0 <= value < _LAST_DAY:
        return shown_date(_moment(value, since_1904), code)
    return shown(value, code)


def _moment(value: Decimal, since_1904: bool) -> dt.datetime | dt.time:
    """The time that a number of days stands for; 1900 had a 29 February for the makers of workbooks."""
    days = int(value)
    seconds = round((value - days) * _DAY)
    if days == 0 and not since_1904:
        return (dt.datetime(1900, 1, 1) + dt.timedelta(seconds=min(seconds, _DAY - 1))).time()
    epoch = dt.datetime(1904, 1, 1) if since_1904 else dt.datetime(1899, 12, 30 if days >= _FIRST_TRUE_DAY else 31)
    return epoch + dt.timedelta(days=min(days, _LAST_DAY - 1500), seconds=seconds)
