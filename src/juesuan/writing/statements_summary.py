"""The two summaries: 收入支出决算总表 and 财政拨款收入支出决算总表."""

from __future__ import annotations

from itertools import zip_longest

from juesuan.cube.coordinate import Coordinate
from juesuan.writing.model import GridCell
from juesuan.writing.statements_sheet import Grid, Row, Sheet, blank, head, number

_INCOME = (
    ("一般公共预算财政拨款收入", "general"),
    ("政府性基金预算财政拨款收入", "government_fund"),
    ("国有资本经营预算财政拨款收入", "state_capital"),
    ("上级补助收入", "superior"),
    ("事业收入", "institutional"),
    ("经营收入", "operating"),
    ("附属单位上缴收入", "affiliates"),
    ("其他收入", "other"),
)
_FUNDS = (
    ("一般公共预算财政拨款", "general"),
    ("政府性基金预算财政拨款", "government_fund"),
    ("国有资本经营预算财政拨款", "state_capital"),
)
_NUMERALS = "一二三四五六七八九十"

_Label = tuple[str, bool]
"""A row's words, and whether they are a total's (centred)."""


def _listed(names: tuple[tuple[str, str], ...], wanted: list[str]) -> list[tuple[str, str]]:
    """Those that the edition prints."""
    return [(name, fund) for name, fund in names if fund in wanted]


def ordinal(n: int) -> str:
    """1 → 一, 26 → 二十六."""
    tens, ones = divmod(n, 10)
    if tens == 0:
        return _NUMERALS[n - 1]
    return ("" if tens == 1 else _NUMERALS[tens - 1]) + "十" + (_NUMERALS[ones - 1] if ones else "")


def income_expenditure_summary(sheet: Sheet) -> Grid:
    """收入支出决算总表: income and balances beside expenditure by 类 and balances."""
    left: list[tuple[_Label, list[Coordinate]]] = [
        ((f"{ordinal(n)}、{name}", False), [Coordinate("income", fund=fund)])
        for n, (name, fund) in enumerate(_listed(_INCOME, sheet.data["income"]), 1)
    ]
    right: list[tuple[_Label, list[Coordinate]]] = [
        ((f"{ordinal(n)}、{name}", False), [Coordinate("expenditure", function=code)])
        for n, (code, name) in enumerate(sheet.classes, 1)
    ]
    left_end = [
        (("本年收入合计", True), [Coordinate("income")]),
        ((sheet.data["surplus"], False), [Coordinate("surplus_used")]),
        (("年初结转和结余", False), [Coordinate("opening")]),
        (("总计", True), [Coordinate("resources")]),
    ]
    right_end = [
        (("本年支出合计", True), [Coordinate("expenditure")]),
        (("结余分配", False), [Coordinate("distribution")]),
        (("年末结转和结余", False), [Coordinate("closing")]),
        (("总计", True), [Coordinate("uses")]),
    ]
    return _two_sided(sheet, (left, left_end), (right, right_end), ["决算数"], ["决算数"])


def appropriation_summary(sheet: Sheet) -> Grid:
    """财政拨款收入支出决算总表: expenditure in a column for each fund and one for their sum."""
    shown = _listed(_FUNDS, sheet.data["funds"])

    def each(measure: str, function: str = "all") -> list[Coordinate]:
        funds = ("appropriation", *(fund for _, fund in shown))
        return [Coordinate(measure, fund=fund, function=function) for fund in funds]

    def listed(measure: str) -> list[tuple[_Label, list[Coordinate]]]:
        return [
            ((f"{ordinal(n)}、{name}", False), [Coordinate(measure, fund=fund)])
            for n, (name, fund) in enumerate(shown, 1)
        ]

    right: list[tuple[_Label, list[Coordinate]]] = [
        ((f"{ordinal(n)}、{name}", False), each("expenditure", code)) for n, (code, name) in enumerate(sheet.classes, 1)
    ]
    left_end = [
        (("本年收入合计", True), [Coordinate("income", fund="appropriation")]),
        (("年初财政拨款结转和结余", False), [Coordinate("opening", fund="appropriation")]),
        *listed("opening"),
        (("总计", True), [Coordinate("resources", fund="appropriation")]),
    ]
    nothing: tuple[_Label, list[Coordinate]] = (("", False), [])
    right_end = [
        (("本年支出合计", True), each("expenditure")),
        (("年末财政拨款结转和结余", False), each("closing")),
        *([nothing] * len(shown)),
        (("总计", True), each("uses")),
    ]
    return _two_sided(
        sheet,
        (listed("income"), left_end),
        (right, right_end),
        ["决算数"],
        ["合计", *(name for name, _ in shown)],
    )


_Side = tuple[list[tuple[_Label, list[Coordinate]]], list[tuple[_Label, list[Coordinate]]]]
"""Rows from the top, and rows that end with the total at the bottom."""


def _two_sided(sheet: Sheet, left: _Side, right: _Side, left_heads: list[str], right_heads: list[str]) -> Grid:
    extra = 1 if sheet.lines else 0
    widths = [len(left_heads) + 1 + extra, len(right_heads) + 1 + extra]
    line = [head("行次")] if sheet.lines else []
    header: list[Row] = [
        (head("收入", columns=widths[0]), head("支出", columns=widths[1])),
        (
            head("项目"), *line, *map(head, left_heads),
            head("项目"), *line, *map(head, right_heads),
        ),
    ]  # fmt: skip
    if sheet.lines:
        first = len(left_heads)
        header.append(
            (
                head("栏次"), head(""), *(number(n) for n in range(1, first + 1)),
                head("栏次"), head(""), *(number(n) for n in range(first + 1, first + 1 + len(right_heads))),
            )
        )  # fmt: skip
    top = max(len(left[0]), len(right[0]))
    total = top + max(len(left[1]), len(right[1]))
    rows = []
    pairs = [*zip_longest(left[0], right[0]), *zip_longest(left[1], right[1])]
    for n, (one, other) in enumerate(pairs, 1):
        rows.append((*_half(sheet, one, n, len(left_heads)), *_half(sheet, other, total + n, len(right_heads))))
    label, cell = 24.0, 12.0
    numbered = [4.0] * extra
    shape = (label, *numbered, *([cell] * len(left_heads)), label, *numbered, *([cell] * len(right_heads)))
    return Grid(sum(widths), tuple(header), tuple(rows), shape)


def _half(sheet: Sheet, row: tuple[_Label, list[Coordinate]] | None, line: int, count: int) -> Row:
    """One side of a row: label, 行次, amounts."""
    (text, is_total), coordinates = row or (("", False), [])
    label = GridCell(text, align="center" if is_total else "left")
    numbered = [number(line)] if sheet.lines else []
    amounts = [sheet.amount(c) for c in coordinates] or [blank() for _ in range(count)]
    return (label, *numbered, *amounts)
