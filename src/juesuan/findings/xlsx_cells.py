"""Cells, rows and pages of a feedback workbook."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from juesuan.documents.xml_bytes import xml_text
from juesuan.findings.catalogue import say
from juesuan.findings.width import display_width
from juesuan.findings.xlsx_looks import Looks

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

HEAD_ROW = 2
"""Row of the heads of columns, below the title and a line that says what the sheet is about."""
_LONGEST = 32_000
"""Characters of a cell; Excel takes 32,767."""
_SUSPECT = ("=", "+", "-", "@", "\t", "\n")
"""What makes a spreadsheet take text for a formula, were it typed in."""
_LINE, _PADDING, _HIGHEST = 13.5, 5.0, 409.0
"""Height of a line of text and of a row's rest; no row of Excel is higher than 409 points."""
_A4 = 9


def title_rows(sheet: Worksheet, title: str, about: str, widths: Sequence[int], looks: Looks) -> None:
    """Title, the line below it, widths and how the sheet prints."""
    for at, width in enumerate(widths):
        sheet.set_column(at, at, width)
    sheet.set_row(0, 30)
    sheet.merge_range(0, 0, 0, len(widths) - 1, title, looks.title)
    sheet.merge_range(1, 0, 1, len(widths) - 1, "", looks.bare)
    write_text(sheet, 1, 0, about, looks.bare, looks)
    sheet.freeze_panes(HEAD_ROW + 1, 0)
    sheet.ignore_errors({"number_stored_as_text": "A1:Z1048576"})
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD_ROW)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.7)
    sheet.center_horizontally()
    sheet.set_footer(f"&C{say('sheet.pages', looks.lang)}")


def head_row(sheet: Worksheet, titles: Sequence[str], widths: Sequence[int], looks: Looks) -> None:
    """The heads of the columns."""
    fit_row(sheet, HEAD_ROW, titles, widths)
    for at, title in enumerate(titles):
        write_text(sheet, HEAD_ROW, at, title, looks.head, looks)


def fit_row(sheet: Worksheet, row: int, texts: Sequence[str], widths: Sequence[int]) -> None:
    """Make a row as high as its longest text needs: not every program does so by itself."""
    most = 1
    for text, width in zip(texts, widths, strict=False):
        lines = (max(1, -(-display_width(line) // max(width - 1, 1))) for line in text[:_LONGEST].split("\n"))
        most = max(most, sum(lines))
    sheet.set_row(row, min(most * _LINE + _PADDING, _HIGHEST))


def write_text(sheet: Worksheet, row: int, column: int, text: str, look: Any, looks: Looks) -> None:
    """Text in a cell, and nothing but text."""
    clean = xml_text(text.replace("\r\n", "\n").replace("\r", "\n"))
    if len(clean) > _LONGEST:
        clean = clean[:_LONGEST] + "…"
    if clean.startswith(_SUSPECT):
        look = looks.guarded(look)
    if clean:
        sheet.write_string(row, column, clean, look)
    else:
        sheet.write_blank(row, column, None, look)
