"""A workbook as budget platforms export it: one sheet a statement, in any order, named by title or by code only."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import xlsxwriter

from juesuan.compiling.memory import placed
from juesuan.writing.model import Release, StatementGrid

Namer = Callable[[int, StatementGrid], tuple[str, str]]
"""Number and statement → the sheet's name and the title in it ("" for none)."""


def by_title(_: int, grid: StatementGrid) -> tuple[str, str]:
    return grid.title, grid.title


def by_public_code(n: int, _: StatementGrid) -> tuple[str, str]:
    return f"GK{n:02}", ""


def by_public_mark(n: int, _: StatementGrid) -> tuple[str, str]:
    return f"公开{n:02}表", ""


MINISTRY = {
    "income_expenditure_summary": "Z01", "appropriation_summary": "Z01_1", "income": "Z03", "expenditure": "Z04",
    "general_budget_expenditure": "Z07", "basic_expenditure": "Z08_1", "government_fund": "Z09",
    "state_capital": "Z11", "three_public": "公开09表",
}  # fmt: skip


def by_ministry_code(_: int, grid: StatementGrid) -> tuple[str, str]:
    return MINISTRY.get(grid.id, grid.id), ""


def write_platform(
    path: Path,
    release: Release,
    namer: Namer = by_title,
    unit: str = "元",
    *,
    reverse: bool = False,
    text_at: tuple[str, str, int] | None = None,
    shift: tuple[str, int] | None = None,
) -> str:
    """Write it.

    Args:
        path: the file.
        release: whose statements.
        namer: how sheets are called.
        unit: 元 or 万元.
        reverse: the last statement first.
        text_at: statement, words, and the n-th amount that they stand in place of.
        shift: statement, and how many fen its last amount is off.

    Returns:
        Sheet and cell of what was put in place, if anything.
    """
    book = xlsxwriter.Workbook(path, {"strings_to_numbers": False})
    form = book.add_format({"num_format": "#,##0.00"})
    numbered = list(enumerate(release.grids, 1))
    at = ""
    for n, grid in reversed(numbered) if reverse else numbered:
        name, title = namer(n, grid)
        sheet = book.add_worksheet(name[:31])
        sheet.write(0, 0, title)
        sheet.write(1, 0, f"编制单位：{release.inputs.profile.name}")
        sheet.write(1, grid.columns - 1, f"金额单位：{unit}")
        cells = list(placed([*grid.header, *grid.body], grid.columns))
        amounts = [c for c, g in cells if g.fen is not None]
        for cell, source in cells:
            row, column = cell.row + 2, cell.column
            value: object = cell.text
            if source.fen is not None:
                fen = source.fen
                if shift is not None and shift[0] == grid.id and cell is amounts[-1]:
                    fen += shift[1]
                value = fen / (100 if unit == "元" else 1_000_000)
            if text_at is not None and text_at[0] == grid.id and cell is amounts[text_at[2]]:
                value = text_at[1]
                at = f"{name} {chr(65 + column)}{row + 1}"
            if cell.rowspan > 1 or cell.colspan > 1:
                sheet.merge_range(row, column, row + cell.rowspan - 1, column + cell.colspan - 1, value, form)
            elif isinstance(value, float | int):
                sheet.write_number(row, column, value, form)
            else:
                sheet.write_string(row, column, str(value))
    book.close()
    return at
