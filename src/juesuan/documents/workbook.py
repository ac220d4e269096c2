"""Workbooks: XLSX (with or without macros) and XLS.

What a reader sees is what counts: numbers as their formats show them, stored values of formulas. Macros are never run.
Sheets, rows and columns that are hidden are said, not read.

Both formats are read by code of our own. The library that is fastest at it (calamine) asks for as much memory as a
damaged or hostile file tells it to, and then ends the whole process, which no check of many files can bear.
"""

from __future__ import annotations

from juesuan.documents.limits import MAX_CHARACTERS
from juesuan.documents.model import Block, Document, Trouble, TroubleKind, UnreadableError
from juesuan.documents.workbook_cells import Room, Sheet, column_letters
from juesuan.documents.workbook_sheets import sheet_blocks
from juesuan.place import Place

_ZIP = b"PK\x03\x04"
_MACROS = (b"vbaProject.bin", "_VBA_PROJECT".encode("utf-16-le"))
_MOST_NAMED = 5


def read(source: str, data: bytes) -> Document:
    """Read a workbook.

    Args:
        source: the file as the user gave it.
        data: its bytes.

    Raises:
        UnreadableError: damaged, encrypted, of an old kind, or beyond the limits.
    """
    zipped = data.startswith(_ZIP)
    if zipped:
        from juesuan.documents.workbook_xlsx import read_xlsx as read_sheets
    else:
        from juesuan.documents.workbook_xls import read_xls as read_sheets
    troubles: list[Trouble] = []
    blocks: list[Block] = []
    characters = 0
    for sheet in read_sheets(source, data, Room(source)):
        if not _is_content(sheet, troubles):
            continue
        characters += sum(map(len, sheet.texts.values()))
        if characters > MAX_CHARACTERS:
            raise UnreadableError(source, "工作簿文字过多", "the workbook has too much text")
        _say_left_out(sheet, troubles)
        blocks.extend(sheet_blocks(sheet, len(blocks), troubles))
    if any(mark in data for mark in _MACROS):
        troubles.append(
            Trouble(TroubleKind.UNREADABLE, Place(), "macros were neither run nor read", "宏没有运行，也没有读取")
        )
    return Document(source, "xlsx" if zipped else "xls", tuple(blocks), None, tuple(troubles))


def _is_content(sheet: Sheet, troubles: list[Trouble]) -> bool:
    if not sheet.ordinary:
        _say(troubles, sheet.name, "a sheet without cells, not read", "不是普通工作表，没有读取")
        return False
    if not sheet.visible and (sheet.texts or sheet.unvalued):
        _say(troubles, sheet.name, "a hidden sheet, not read", "隐藏的工作表，没有读取")
    return sheet.visible


def _say(troubles: list[Trouble], sheet: str, en: str, zh: str) -> None:
    troubles.append(Trouble(TroubleKind.UNREADABLE, Place(sheet=sheet), en, zh))


def _say_left_out(sheet: Sheet, troubles: list[Trouble]) -> None:
    if sheet.unvalued:
        cells = "、".join(f"{column_letters(c)}{r + 1}" for r, c in sheet.unvalued[:_MOST_NAMED])
        more = len(sheet.unvalued) > _MOST_NAMED
        count = len(sheet.unvalued)
        _say(
            troubles,
            sheet.name,
            f"{count} formulas without a stored value ({cells}{' ...' if more else ''}); "
            "open the workbook, compute and save it",
            f"{count} 个公式没有存下计算结果（{cells}{'等' if more else ''}），请打开工作簿计算后保存",
        )
    rows = {r for r, _ in sheet.texts if r in sheet.hidden_rows}
    columns = {c for _, c in sheet.texts if c in sheet.hidden_columns}
    if rows or columns:
        _say(
            troubles,
            sheet.name,
            f"{len(rows)} hidden rows and {len(columns)} hidden columns, not read",
            f"隐藏的 {len(rows)} 行、{len(columns)} 列，没有读取",
        )
