"""Statements and forms as HTML tables: merged headers, scopes, and for each amount the heads that it stands under."""

from __future__ import annotations

from juesuan.writing.fit import text_width
from juesuan.writing.grid_roles import Role, Spot, spots
from juesuan.writing.html_report_markup import text
from juesuan.writing.model import StatementGrid

_SHORT = 4.0
"""Characters that are never broken over lines: 行次, 分值, 18.77."""


def table(grid: StatementGrid, key: str) -> str:
    """A grid as a `<table>` element.

    A two-sided table has two labels in a row, which `scope` alone cannot tell apart: so amounts name their heads (WCAG
    technique H43).

    Args:
        grid: what it shows; made-up amounts are already marked.
        key: makes ids unique on the page.
    """
    rows = list(spots(grid))
    used = {square for row in rows for spot in row for square in spot.heads}
    lines = ["".join(_cell(spot, key, used, bool(grid.header)) for spot in row) for row in rows]
    count = len(grid.header)
    head = "".join(f"<tr>{line}</tr>\n" for line in lines[:count])
    body = "".join(f"<tr>{line}</tr>\n" for line in lines[count:])
    kind = "statement" if count else "form"
    return (
        f'<table class="{kind}" aria-labelledby="{key}">{f"<thead>{head}</thead>" if head else ""}'
        f"<tbody>{body}</tbody></table>"
    )


def _cell(spot: Spot, key: str, used: set[tuple[int, int]], statement: bool) -> str:
    cell = spot.cell
    spans = (f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else "") + (
        f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
    )
    inside = "<br>".join(text(line) for line in cell.text.split("\n"))
    kind = _classes(spot, statement)
    if spot.role in (Role.COLUMN_HEAD, Role.LABEL):
        over = spot.role is Role.COLUMN_HEAD
        scope = ("colgroup" if cell.colspan > 1 else "col") if over else ("rowgroup" if cell.rowspan > 1 else "row")
        name = f' id="{_id(key, (spot.row, spot.column))}"' if (spot.row, spot.column) in used else ""
        return f'<th scope="{scope}"{name}{kind}{spans}>{inside}</th>'
    heads = ""
    if spot.heads and cell.text:
        heads = f' headers="{" ".join(_id(key, square) for square in spot.heads)}"'
    return f"<td{heads}{kind}{spans}>{inside}</td>"


def _id(key: str, square: tuple[int, int]) -> str:
    return f"{key}r{square[0]}c{square[1]}"


def _classes(spot: Spot, statement: bool) -> str:
    cell = spot.cell
    kinds = []
    if spot.role is Role.AMOUNT:
        kinds.append("a")
    elif cell.align == "center" and spot.role is not Role.COLUMN_HEAD:
        kinds.append("c")
    if statement and spot.role is Role.LABEL and cell.text.isdigit():
        kinds.append("k")  # a code
    if text_width(cell.text) <= _SHORT and cell.text and spot.role is not Role.AMOUNT:
        kinds.append("s")
    if cell.indent:
        kinds.append(f"i{min(cell.indent, 3)}")
    if spot.total and cell.text:
        kinds.append("t")
    if cell.reconstructed:
        kinds.append("m")
    return f' class="{" ".join(kinds)}"' if kinds else ""
