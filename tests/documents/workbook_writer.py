"""Workbooks for tests: sheets drawn as lists of rows, and statements of a report written as an office would."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from juesuan.documents import open_document
from juesuan.documents.model import Document, Table
from juesuan.money.number import parse_number
from juesuan.recognition.report import Report, Statement

Value = Any
"""Text, a number, (number, number format), or None for a blank cell."""


def sheets(**named: Sequence[Sequence[Value]]) -> bytes:
    """A workbook with these sheets."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    for name, rows in named.items():
        sheet = book.add_worksheet(name)
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                if isinstance(value, tuple):
                    sheet.write_number(r, c, value[0], book.add_format({"num_format": value[1]}))
                elif isinstance(value, str) and value.startswith("="):
                    sheet.write_formula(r, c, value, None, 0)
                elif value is not None:
                    sheet.write(r, c, value)
    book.close()
    return out.getvalue()


def changed(data: bytes, part: str, *replacements: tuple[str, str], add: Iterable[tuple[str, bytes]] = ()) -> bytes:
    """The workbook with text of one part replaced (each must be there) and parts added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename == part:
                text = content.decode()
                for before, after in replacements:
                    assert before in text
                    text = text.replace(before, after)
                content = text.encode()
            new.writestr(info.filename, content)
        for name, content in add:
            new.writestr(name, content)
    return out.getvalue()


def read_bytes(folder: Path, data: bytes, name: str = "book.xlsx") -> Document:
    path = folder / name
    path.write_bytes(data)
    return open_document(path)


def write_report(
    path: Path,
    report: Report,
    *,
    scale: int = 1,
    wide_title: bool = True,
    one_line: bool = True,
    text_codes: bool = True,
) -> None:
    """Write a report's statements, a sheet each, and its paragraphs on a last one.

    Args:
        path: the file.
        report: the report as recognised.
        scale: amounts are multiplied with this (10000: 万元 written as 元).
        wide_title: titles are merged over the table, else in the first cell.
        one_line: department and unit of money share a line.
        text_codes: codes are text, else numbers.
    """
    book = xlsxwriter.Workbook(path)
    formats = {n: book.add_format({"num_format": "#,##0" + ("." + "0" * n if n else "")}) for n in range(7)}
    centred = book.add_format({"align": "center"})
    for number, statement in enumerate(report.statements):
        sheet = book.add_worksheet(f"Sheet{number + 1}")
        width = statement.table.columns
        if wide_title and width > 1:
            sheet.merge_range(0, 0, 0, width - 1, statement.title, centred)
        else:
            sheet.write(0, 0, statement.title)
        unit = {1: statement.unit, 10000: "元"}[scale]
        sheet.write(1, 0, f"编制单位：{report.unit_name or '某某局'}")
        sheet.write(1 if one_line else 2, width - 1, f"单位：{unit}")
        top = 2 if one_line else 3
        _write_table(sheet, statement, top, scale, formats, centred, text_codes)
        for n, note in enumerate(statement.notes):
            sheet.write(top + statement.table.rows + n, 0, note.text)
    sheet = book.add_worksheet("说明")
    for n, paragraph in enumerate(report.document.paragraphs()):
        sheet.write_string(n, 0, paragraph.text)
    book.close()


def _write_table(
    sheet: Any, statement: Statement, top: int, scale: int, formats: dict[int, Any], centred: Any, text_codes: bool
) -> None:
    amounts = {(o.row_index, o.column_index) for o in statement.occurrences}
    for cell in statement.table.cells:
        text = cell.text.replace("\n", "")
        row, column = cell.row + top, cell.column
        if cell.rowspan > 1 or cell.colspan > 1:
            sheet.merge_range(row, column, row + cell.rowspan - 1, column + cell.colspan - 1, "", centred)
        number = parse_number(text)
        if number is not None and (cell.row, cell.column) in amounts:
            decimals = {1: number.decimals, 10000: 2}[scale]
            sheet.write_number(row, column, float(number.value) * scale, formats[decimals])
        elif text.isdigit() and not text_codes:
            sheet.write_number(row, column, int(text))
        elif text:
            sheet.write_string(row, column, text)


def grid(table: Table) -> list[list[str]]:
    """Texts by row, merged cells once."""
    rows: list[list[str]] = [[] for _ in range(table.rows)]
    for cell in table.cells:
        rows[cell.row].append(cell.text)
    return rows
