"""Sheets that a caller has no use for are left out unread."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter
import xlwt

from juesuan.documents.sheets import open_sheets


@pytest.mark.parametrize("kind", ["xlsx", "xls"])
def test_skipped(kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"book.{kind}"
    if kind == "xlsx":
        book = xlsxwriter.Workbook(path)
        for name in ("科目", "收入决算表"):
            book.add_worksheet(name).write(0, 0, name)
        book.close()
    else:
        old = xlwt.Workbook(encoding="utf-8")
        for name in ("科目", "收入决算表"):
            old.add_sheet(name).write(0, 0, name)
        old.save(str(path))
    (sheet,) = open_sheets(path, skip={"科目"})
    assert (sheet.name, sheet.texts) == ("收入决算表", {(0, 0): "收入决算表"})
    assert len(open_sheets(path)) == 2
