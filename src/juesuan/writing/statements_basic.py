"""一般公共预算财政拨款基本支出决算(明细)表: every economic item of the form, in two or three sides."""

from __future__ import annotations

from itertools import zip_longest

from juesuan.cube.coordinate import Coordinate
from juesuan.taxonomy.codes import economic
from juesuan.taxonomy.dimensions import PERSONNEL_CLASSES
from juesuan.writing.model import GridCell
from juesuan.writing.statements_sheet import Grid, Row, Sheet, blank, head

_BASIC = Coordinate("expenditure", fund="general", kind="basic")


def basic_items(sheet: Sheet, code: str) -> list[str]:
    """The 款 of a 类 that the edition's form prints, and those in use besides."""
    tree = economic(sheet.profile.year)
    form: list[str] = sheet.data["items"].get(code) or [c for c in tree.children(code) if tree.entry(c)]
    used = [
        c.economic
        for c in sheet.book.at
        if c.economic[:3] == code
        and len(c.economic) == 5
        and c.kind == "basic"
        and sheet.book.fen(_BASIC.at({"economic": c.economic}))
    ]
    return sorted({*form, *used})


def _sides(sheet: Sheet) -> list[list[str]]:
    sides: list[list[str]] = [list(s) for s in sheet.data["sides"]]
    known = {code for side in sides for code in side}
    used = {
        c.economic[:3] for c in sheet.book.at if c.economic[:1].isdigit() and c.kind == "basic" and sheet.book.fen(c)
    }
    for code in sorted(used - known):
        sides[0 if code in PERSONNEL_CLASSES else -1].append(code)
        sides[-1].sort()
    return sides


def basic_expenditure(sheet: Sheet) -> Grid:
    """Items of 人员经费 on the left, of 公用经费 on the right, and the two totals at the foot."""
    tree = economic(sheet.profile.year)
    columns: list[list[Row]] = []
    for side in _sides(sheet):
        rows: list[Row] = []
        for code in side:
            rows.append(_row(sheet, code, tree.name(code) or "", 0))
            rows += [_row(sheet, item, tree.name(item) or "", 1) for item in basic_items(sheet, code)]
        columns.append(rows)
    count = len(columns)
    empty = (blank(), blank(), blank())
    body: list[Row] = [tuple(cell for part in parts for cell in (part or empty)) for parts in zip_longest(*columns)]
    body.append(
        (
            GridCell("人员经费合计", colspan=2, align="center"),
            sheet.amount(_BASIC._replace(kind="personnel")),
            GridCell("公用经费合计", colspan=3 * count - 4, align="center"),
            sheet.amount(_BASIC._replace(kind="public")),
        )
    )
    heads = [head("科目编码"), head("科目名称"), head("决算数")]
    header: list[Row] = [tuple(heads * count)]
    if sheet.data["side_heads"]:
        header.insert(0, (head("人员经费", columns=3), head("公用经费", columns=3 * count - 3)))
    return Grid(3 * count, tuple(header), tuple(body), (7.0, 19.0, 10.0) * count)


def _row(sheet: Sheet, code: str, name: str, indent: int) -> Row:
    return (GridCell(code), GridCell(name, indent=indent), sheet.amount(_BASIC._replace(economic=code)))
