"""The Ministry's forms written as workbooks, in the ways platforms write them. Imports nothing of the project."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter
import xlwt
from official_forms import Amount, Form, Head


@dataclass(frozen=True)
class Style:
    """How a workbook is written.

    Attributes:
        name: sheets are called by `code`, `title`, `both` or `cut` (both with the number behind, 31 characters).
        title: the title stands in the sheet: `merged`, `first` (in its first cell only) or `none`.
        mark: the form's number stands in the sheet, right of the line below the title.
        owner: the unit whose figures they say they are.
        unit: 元 or 万元.
        unit_at: `right`, `left`, `merged` (over the table's width) or `name` (beside the unit's name).
        numbers: `number`, `text` or `thousands` (text with separators).
        codes: `three` columns 类 款 项, or `one` merged over them.
        nothing: what stands where there is no amount: "" or a dash.
        lanes: 栏次 lines are printed.
        indent: names are indented by level.
        spread: blanks between the characters of 合计.
    """

    name: str = "code"
    title: str = "merged"
    mark: bool = True
    owner: str = "临江市档案局"
    unit: str = "元"
    unit_at: str = "right"
    numbers: str = "number"
    codes: str = "three"
    nothing: str = ""
    lanes: bool = True
    indent: bool = False
    spread: bool = False


Laid = tuple[int, int, int, int, str | int | float, bool]
"""Row, column, rows, columns, what stands there, and whether it is an amount."""


def sheet_name(form: Form, style: Style) -> str:
    if style.name == "code":
        return form.code
    if style.name == "title":
        return form.title[:31]
    number = form.code[1:].replace("_", "-")
    mark = {"F": f"(财决附{number}表)", "Z": f"(财决{number}表)"}.get(form.code[0], "")
    return f"{form.code} {form.title}{mark if style.name == 'cut' else ''}"[:31]


def laid(form: Form, style: Style, year: int) -> Iterator[Laid]:
    width, row = form.width, 0
    if style.title != "none":
        yield row, 0, 1, width if style.title == "merged" else 1, form.title, False
        row += 1
    if style.mark and form.code[0] in "ZF":
        number = form.code[1:].replace("_", "-")
        yield row, width - 1, 1, 1, f"财决附{number}表" if form.code[0] == "F" else f"财决{number}表", False
        row += 1
    money = f"金额单位：{style.unit}"
    if style.unit_at == "merged":
        yield row, 0, 1, width, money, False
        row += 1
    if style.owner:
        yield row, 0, 1, 1, f"编制单位：{style.owner}", False
    if width > 4:
        yield row, width // 2, 1, 1, f"{year}年度", False
    if style.unit_at == "right":
        yield row, width - 1, 1, 1, money, False
    elif style.unit_at == "left":
        row += 1
        yield row, 0, 1, 1, money, False
    elif style.unit_at == "name":
        yield row, 1, 1, 1, money, False
    row += 1
    header = form.header if style.lanes or not form.lanes else _without_lanes(form)
    taken: set[tuple[int, int]] = set()
    for line in header:
        column = 0
        for cell in line:
            while (row, column) in taken:
                column += 1
            head = cell if isinstance(cell, Head) else Head(str(cell))
            down = min(head.rows, len(header) - header.index(line))
            yield row, column, down, head.columns, head.text, False
            taken |= {(row + i, column + k) for i in range(down) for k in range(head.columns)}
            column += head.columns
        row += 1
    for line in form.body:
        yield from _body(row, line, form, style)
        row += 1
    for note in form.notes:
        yield row, 0, 1, width, note, False
        row += 1


def _without_lanes(form: Form) -> list[list[object]]:
    last = form.header[-1]
    if "类" in last:
        kept: list[object] = ["类", "款", "项", *("" for _ in last[3:])]
        return [*form.header[:-1], kept]  # type: ignore[list-item]
    return list(form.header[:-1])  # type: ignore[arg-type]


def _body(row: int, line: list[object], form: Form, style: Style) -> Iterator[Laid]:
    coded = any("编码" in getattr(c, "text", "") for h in form.header for c in h)
    column = 0
    if coded:
        parts = [str(c) for c in line[:3]]
        name = str(line[3])
        if style.spread and name == "合计":
            name = "合　　计"
        if style.indent:
            name = "　" * 2 * (sum(bool(p) for p in parts) - 1) + name
        if not any(parts):
            yield row, 0, 1, 4, name, False
        elif style.codes == "one":
            yield row, 0, 1, 3, "".join(parts), False
        else:
            yield from ((row, n, 1, 1, p, False) for n, p in enumerate(parts))
        if any(parts):
            yield row, 3, 1, 1, name, False
        column = 4
    for n, cell in enumerate(line[column:], column):
        if isinstance(cell, Amount):
            yield row, n, 1, 1, _shown(cell, style), True
        else:
            yield row, n, 1, 1, str(cell), False


def _shown(amount: Amount, style: Style) -> str | int | float:
    if amount.count and not amount.count.startswith(("procurement", "operating_cost", "reception.")):
        return amount.fen if style.numbers == "number" else str(amount.fen)
    if not amount.fen:
        return style.nothing
    digits = 2 if style.unit == "元" else 6
    whole, rest = divmod(abs(amount.fen), 10**digits)
    sign = "-" if amount.fen < 0 else ""
    if style.numbers == "number":
        return amount.fen / 10**digits
    return f"{sign}{whole:{',' if style.numbers == 'thousands' else ''}}.{rest:0{digits}}"


def write_xlsx(path: Path, forms: list[Form], style: Style, year: int, *, hidden: tuple[str, ...] = ()) -> None:
    book = xlsxwriter.Workbook(path, {"strings_to_numbers": False})
    plain = book.add_format({"num_format": "#,##0.00" if style.unit == "元" else "0.000000"})
    first = None
    for form in forms:
        sheet = book.add_worksheet(sheet_name(form, style))
        if form.code in hidden:
            sheet.hide()
        elif first is None:
            first = sheet
            sheet.activate()
            sheet.set_first_sheet()
        for row, column, rows, columns, value, amount in laid(form, style, year):
            made = plain if amount and isinstance(value, float) else None
            if rows > 1 or columns > 1:
                sheet.merge_range(row, column, row + rows - 1, column + columns - 1, value, made)
            elif value != "":
                sheet.write(row, column, value, made)
    book.close()


def write_xls(path: Path, forms: list[Form], style: Style, year: int) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    plain = xlwt.easyxf(num_format_str="#,##0.00" if style.unit == "元" else "0.000000")
    for form in forms:
        sheet = book.add_sheet(sheet_name(form, style))
        for row, column, rows, columns, value, _ in laid(form, style, year):
            if rows > 1 or columns > 1:
                sheet.write_merge(row, row + rows - 1, column, column + columns - 1, value, plain)
            elif value != "":
                sheet.write(row, column, value, plain)
    book.save(str(path))
