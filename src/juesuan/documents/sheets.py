"""Workbooks cell by cell, with the stored numbers: for forms of ours, which are read by their rows and columns."""

from __future__ import annotations

import os
from collections.abc import Container

from juesuan.documents.model import UnreadableError
from juesuan.documents.reader import FORMATS, _load
from juesuan.documents.workbook_cells import Room, Sheet

_ZIP = b"PK\x03\x04"


def open_sheets(path: str | os.PathLike[str], skip: Container[str] = ()) -> list[Sheet]:
    """All sheets of a workbook in order, hidden ones too.

    Args:
        path: an XLSX or XLS file.
        skip: names of sheets that are of no interest, and left out unread.

    Raises:
        UnreadableError: the file is missing, damaged, too large or no workbook.
    """
    source = os.fspath(path)
    data = _load(source)
    if not any(kind.module == "workbook" and kind.sniff(data) for kind in FORMATS):
        raise UnreadableError(source, "不是 Excel 工作簿（.xlsx、.xls）", "this is no workbook (.xlsx, .xls)")
    if data.startswith(_ZIP):
        from juesuan.documents.workbook_xlsx import read_xlsx as read
    else:
        from juesuan.documents.workbook_xls import read_xls as read
    return read(source, data, Room(source), skip)
