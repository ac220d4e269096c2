"""Several reports at a glance, as a sheet: units × severity × kinds of mistake, worst first."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from juesuan.findings.catalogue import say
from juesuan.findings.language import Lang
from juesuan.findings.overview import FAMILIES, SEVERITIES, Overview, Row
from juesuan.findings.xlsx_cells import HEAD_ROW, fit_row, head_row, title_rows, write_text
from juesuan.findings.xlsx_looks import Looks, new_workbook

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

_WORDS, _COUNT = 34, 9
"""Widths of columns, in characters."""


def render(overview: Overview, lang: Lang) -> Iterator[bytes]:
    """A workbook with nothing but the overview, as one piece.

    Args:
        overview: the rows.
        lang: language of the heads.
    """
    target = io.BytesIO()
    workbook = new_workbook(target)
    totals(workbook.add_worksheet(say("sheet.totals", lang)), overview, Looks(workbook, lang))
    workbook.close()
    yield target.getvalue()


def totals(sheet: Worksheet, overview: Overview, looks: Looks) -> None:
    """A line a report. Counts are numbers here, so that they can be summed."""
    lang = looks.lang
    keys = [key for key in FAMILIES if key in overview.families()]
    heads = [say(f"overview.{key}", lang) for key in ("errors", "warnings", "notes", "waived")]
    heads += [say(f"family.{key}", lang) for key in keys]
    rows = overview.rows()
    # A folder of feedback has a file for each report: its name is worth a column then.
    words = ["overview.unit", "overview.source", *(("overview.file",) if any(row.feedback for row in rows) else ())]
    widths = [_WORDS] * len(words) + [_COUNT] * len(heads)
    title = say("overview.title", lang)
    title_rows(sheet, title, say("overview.head", lang, n=len(overview)), widths, looks)
    head_row(sheet, [*(say(key, lang) for key in words), *heads], widths, looks)
    sums = [0] * len(heads)
    for at, row in enumerate(rows, HEAD_ROW + 1):
        told = _told(row, lang)[: len(words)]
        fit_row(sheet, at, told, widths)
        for column, text in enumerate(told):
            write_text(sheet, at, column, text, looks.plain, looks)
        counts = [row.severities.get(s, 0) for s in SEVERITIES] + [row.waived]
        counts += [row.families.get(key, 0) for key in keys]
        sums = [a + b for a, b in zip(sums, counts, strict=True)]
        for column, count in enumerate(counts, len(words)):
            if row.unreadable is None:
                sheet.write_number(at, column, count, looks.centred)
            else:
                write_text(sheet, at, column, "", looks.centred, looks)
    last = HEAD_ROW + 1 + len(rows)
    for column, text in enumerate([say("overview.total", lang), *[""] * (len(words) - 1)]):
        write_text(sheet, last, column, text, looks.head, looks)
    for column, total in enumerate(sums, len(words)):
        sheet.write_number(last, column, total, looks.head)


def _told(row: Row, lang: Lang) -> tuple[str, ...]:
    """What is said of a report in words: unit, or why it cannot be read; file; feedback file."""
    unit = row.unit or ""
    if row.unreadable is not None:
        unit = say("remark.line", lang, label=say("overview.unreadable", lang), text=row.unreadable)
    return unit, row.source, row.feedback or ""
