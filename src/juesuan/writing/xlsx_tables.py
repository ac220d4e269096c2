"""tables.xlsx: every statement in its official layout on a sheet of its own, then the projects' forms.

Amounts are numbers as printed (two digits after the point), so that the workbook adds up just as the report does; the
exact amounts are in the open data.
"""

from __future__ import annotations

import io
import re
from datetime import datetime
from decimal import Decimal
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from juesuan.documents.xml_bytes import xml_text
from juesuan.writing.fit import LEADING, PADDING, TIGHT, Fit, fit, text_width
from juesuan.writing.grid_roles import Role, Spot, spots
from juesuan.writing.model import Release, StatementGrid, wan
from juesuan.writing.pages import RECONSTRUCTED_MARK, Sheet, parts

if TYPE_CHECKING:
    from xlsxwriter import Workbook  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

_NO_DATE = datetime(1980, 1, 1)
"""A date that is none: the same release gives the same bytes."""
_A4 = 9
_MARGINS = {"left": 0.55, "right": 0.55, "top": 0.6, "bottom": 0.7}
"""In inches."""
_ROOM = {False: (515.0, 750.0), True: (760.0, 500.0)}
"""Width and height in points that these margins leave, upright and in landscape."""
_ON_SCREEN = 10.0
"""Type in points: what is smaller on paper is set in this size, and scaled when printed."""
_TALLEST, _HIGHEST = 20.0, 409.0
"""Height of a row of one line at most, and of any row in Excel, in points."""
_SPARE = 1.05
"""Spreadsheets set type a little wider than it is estimated here."""
_BODY_FONT, _TITLE_FONT = "宋体", "方正小标宋简体"
_TITLE, _SMALL = 18, 10.5
_TITLE_ROW, _MARK_ROW, _OWNER_ROW, _FIRST = 0, 1, 2, 3
_BAD_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]|^'+|'+$")
_LONGEST_NAME = 31
_LONGEST_TEXT = 32_000
"""Characters of a cell; Excel takes 32,767."""
_NUMBER = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d{1,4})?|-?\d{1,12}(?:\.\d{1,4})?")


def write(release: Release, path: Path) -> None:
    """Write the statements as a workbook.

    Args:
        release: the report.
        path: the file, replaced if it is there.
    """
    path.write_bytes(render(release))


def render(release: Release) -> bytes:
    """The statements as the bytes of an XLSX file."""
    import xlsxwriter  # here, because only this needs it

    target = io.BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    workbook = xlsxwriter.Workbook(target, plain)
    workbook.set_properties(
        {
            "title": xml_text(release.title),
            "author": xml_text(release.inputs.profile.name),
            "comments": "Juesuan",
            "created": _NO_DATE,
        }
    )
    looks = _Looks(workbook)
    taken: set[str] = set()
    for part in parts(release):
        if isinstance(part, Sheet):
            _Page(workbook.add_worksheet(_name(part.grid, taken)), looks, part).write()
    workbook.close()
    return target.getvalue()


def _name(grid: StatementGrid, taken: set[str]) -> str:
    """A tab: the form's number, else its title; what Excel allows, and no name twice."""
    base = _BAD_NAME.sub("", grid.mark or grid.title).strip()[:_LONGEST_NAME].strip("'") or "表"
    name, n = base, 1
    while name.casefold() in taken or name.casefold() == "history":
        n += 1
        name = f"{base[: _LONGEST_NAME - len(str(n)) - 2]}（{n}）"
    taken.add(name.casefold())
    return name


class _Looks:
    """Formats, made when they are first wanted."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def text(self, **more: Any) -> Any:
        """Text beside a table."""
        return self._format({"font_name": _BODY_FONT, "font_size": _SMALL, "valign": "vcenter", **more})

    def cell(self, spot: Spot, size: float, number: str) -> Any:
        """A cell of a table.

        Args:
            spot: which.
            size: of its type, in points.
            number: format of its number, "" for text.
        """
        more: dict[str, Any] = {"font_size": size, "border": 1, "align": spot.cell.align, "text_wrap": not number}
        if number:
            more["num_format"] = number
        if spot.cell.indent:
            more["indent"] = spot.cell.indent
        if spot.role is Role.COLUMN_HEAD or (spot.total and spot.role in (Role.LABEL, Role.AMOUNT)):
            more["bold"] = True
        if spot.role is Role.COLUMN_HEAD or spot.cell.head:
            more["bg_color"] = "#F2F2F2"
        if spot.cell.reconstructed:
            more["italic"] = True
        return self.text(**more)

    def _format(self, properties: dict[str, Any]) -> Any:
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._workbook.add_format(properties)
        return self._made[key]


class _Page:
    """One sheet."""

    def __init__(self, sheet: Worksheet, looks: _Looks, part: Sheet) -> None:
        self._sheet = sheet
        self._looks = looks
        self._part = part
        self._grid = part.grid
        self._rows = list(spots(part.grid))
        width, height = _ROOM[part.grid.landscape]
        paper = fit(part.grid, width, height, height)
        scale = max(_ON_SCREEN / paper.size, 1.0)
        widths = tuple(each * scale for each in paper.widths)
        self._fit = Fit(paper.size * scale, paper.row * scale, widths, paper.pages)

    def write(self) -> None:
        """Everything on the sheet."""
        for n, width in enumerate(self._fit.widths):
            self._sheet.set_column_pixels(n, n, round(width * _SPARE * 96 / 72))
        self._above()
        heights = _heights(self._fit, self._rows)
        for n, (row, height) in enumerate(zip(self._rows, heights, strict=True)):
            self._sheet.set_row(_FIRST + n, height)
            for spot in row:
                self._cell(spot)
        self._below(_FIRST + len(self._rows))
        self._print()

    def _above(self) -> None:
        """Title, number of the form, who reports and in which unit."""
        last = self._grid.columns - 1
        title = self._looks.text(font_name=_TITLE_FONT, font_size=_TITLE, align="center", text_wrap=True)
        lines = ceil(text_width(self._grid.title) * _TITLE / sum(self._fit.widths))
        self._sheet.set_row(_TITLE_ROW, _TITLE * 1.7 * lines)
        self._wide(_TITLE_ROW, 0, last, self._grid.title, title)
        right = self._looks.text(align="right")
        if not (self._grid.mark or self._part.owner or self._part.measure):  # forms bring their own lines
            self._sheet.set_row(_MARK_ROW, 3)
            self._sheet.set_row(_OWNER_ROW, 3)
        self._wide(_MARK_ROW, 0, last, self._grid.mark, right)
        measure = self._columns_for(self._part.measure)
        self._wide(_OWNER_ROW, 0, last - measure, self._part.owner, self._looks.text())
        self._wide(_OWNER_ROW, last - measure + 1, last, self._part.measure, right)

    def _columns_for(self, text: str) -> int:
        """How many columns at the right edge it takes to show a text."""
        need, count = (text_width(text) + 1) * _SMALL, 0
        for width in reversed(self._fit.widths[1:]):
            if need <= 0:
                break
            need -= width
            count += 1
        return count

    def _below(self, row: int) -> None:
        """The notes, as wide as the table."""
        look = self._looks.text(text_wrap=True, valign="top")
        for n, note in enumerate(self._grid.notes):
            lines = ceil(text_width(note) * _SMALL / (sum(self._fit.widths) - 2 * PADDING))
            self._sheet.set_row(row + n, lines * _SMALL * 1.35 + 3)
            self._wide(row + n, 0, self._grid.columns - 1, note, look)

    def _wide(self, row: int, first: int, last: int, text: str, look: Any) -> None:
        """Text over several columns."""
        if not text or last < first:
            return
        if last > first:
            self._sheet.merge_range(row, first, row, last, "", look)
        self._sheet.write_string(row, first, xml_text(text)[:_LONGEST_TEXT], look)

    def _cell(self, spot: Spot) -> None:
        value, number = _value(spot)
        look = self._looks.cell(spot, self._fit.size, number)
        row, column, cell = _FIRST + spot.row, spot.column, spot.cell
        if cell.rowspan > 1 or cell.colspan > 1:
            self._sheet.merge_range(row, column, row + cell.rowspan - 1, column + cell.colspan - 1, "", look)
        if value is not None:
            self._sheet.write_number(row, column, value, look)
        elif cell.text:
            self._sheet.write_string(row, column, xml_text(cell.text)[:_LONGEST_TEXT], look)
        else:
            self._sheet.write_blank(row, column, None, look)

    def _print(self) -> None:
        sheet, head = self._sheet, len(self._grid.header)
        sheet.set_paper(_A4)
        if self._grid.landscape:
            sheet.set_landscape()
        sheet.set_margins(**_MARGINS)
        sheet.center_horizontally()
        sheet.fit_to_pages(1, 1 if self._fit.pages == 1 else 0)
        sheet.set_footer('&C&"宋体,Regular"&9第 &P 页，共 &N 页')
        if head:
            sheet.repeat_rows(_TITLE_ROW, _FIRST + head - 1)
            sheet.freeze_panes(_FIRST + head, 0)
        sheet.hide_gridlines(2)
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})  # codes are text on purpose


def _value(spot: Spot) -> tuple[Decimal | None, str]:
    """The number of a cell and its format; (None, "") for text.

    Decimals, which are stored digit for digit: a float of 92.49 would be written as 92.48999999999999.
    """
    text = spot.cell.text
    if spot.role is Role.AMOUNT and text and spot.cell.fen is not None:
        made_up = f'"{RECONSTRUCTED_MARK}"' if spot.cell.reconstructed else ""
        return wan(spot.cell.fen), f"#,##0.00{made_up}_ "  # ends in room as wide as a blank
    if spot.role is Role.WORDS and _NUMBER.fullmatch(text):
        decimals = len(text.partition(".")[2])
        whole = "#,##0" if "," in text else "0"
        return Decimal(text.replace(",", "")), whole + ("." + "0" * decimals if decimals else "")
    return None, ""


def _heights(how: Fit, rows: list[list[Spot]]) -> list[float]:
    """How high each row must be for its text; not every program finds that out by itself."""
    lines = [1] * len(rows)
    tall: list[tuple[Spot, int]] = []
    for spot in (spot for row in rows for spot in row if spot.cell.text):
        cell = spot.cell
        room = sum(how.widths[spot.column : spot.column + cell.colspan]) - 2 * PADDING - cell.indent * how.size
        count = sum(max(ceil(text_width(t) * how.size / max(room, how.size) - 0.03), 1) for t in cell.text.split("\n"))
        if cell.rowspan == 1:
            lines[spot.row] = max(lines[spot.row], count)
        else:
            tall.append((spot, count))
    for spot, count in tall:
        end = min(spot.row + spot.cell.rowspan, len(lines))
        lines[end - 1] += max(count - sum(lines[spot.row : end]), 0)
    line = how.size * LEADING * 1.12
    least = max(line + TIGHT, min(how.row, _TALLEST))
    return [min((n - 1) * line + least, _HIGHEST) for n in lines]
