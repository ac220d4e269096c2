"""Faults in tables."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from .blocks import Cell, PageBreak, Para, Seg, Table
from .codes import OLD_CLASS_NAMES
from .slips import Case, FaultClass, Truth, cell_root, lost_digit, other_amount, shown_in, swapped, table_text, truth

GRID = ("income", "expenditure", "general_budget_expenditure", "appropriation_summary", "government_fund")
BY_FUNCTION = ("income", "expenditure", "general_budget_expenditure")
Wrong = Callable[[Case, Decimal], Decimal | None]


def _cells(
    case: Case, statements: tuple[str, ...], roles: tuple[str, ...], least: str = "1"
) -> list[tuple[Table, Cell]]:
    return [
        (t, c)
        for t in case.doc.tables()
        if t.statement in statements
        for c in t.amounts()
        if c.role in roles and c.value and shown_in(case, c) >= Decimal(least)
    ]


def _put(case: Case, table: Table, cell: Cell, wrong: Decimal, alternates: list[Truth] | None = None) -> Truth:
    right = shown_in(case, cell)
    cell.text = table_text(case, wrong)
    return truth(cell_root(table, cell), wrong, right, case.f.unit, alternates)


def _bound(table: Table, cell: Cell) -> bool:
    """Whether two relations meet in the cell, so that it alone is the root.

    In 收入决算表 and 支出决算表 a leaf is a term of its row and of its column; a total of one single part isn't.
    """
    same_row = [c for row in table.body if cell in row for c in row if c.role == cell.role and c.value]
    return len(same_row) > 1 or table.statement == "appropriation_summary"


def _wrong_cell(statements: tuple[str, ...], roles: tuple[str, ...], wrong: Wrong) -> Callable[[Case], Truth | None]:
    def plant(case: Case) -> Truth | None:
        found = [
            (t, c, w)
            for t, c in _cells(case, statements, roles)
            if _bound(t, c)
            if (w := wrong(case, shown_in(case, c))) is not None and abs(w - shown_in(case, c)) >= Decimal("0.2")
        ]
        if not found:
            return None
        t, c, w = case.r.choice(found)
        return _put(case, t, c, w)

    return plant


def _basic_leaf(case: Case) -> Truth | None:
    found = _cells(case, ("basic_expenditure",), ("leaf",))
    if not found:
        return None
    t, c = case.r.choice(found)
    wrong = other_amount(case.r, shown_in(case, c))
    off = wrong - shown_in(case, c)
    others = [
        {**cell_root(t, o), "expected": str(shown_in(case, o) - off)}
        for o in t.amounts()
        if o is not c and o.code[:3] == c.code[:3] and o.role == "leaf" and shown_in(case, o) - off >= 0
    ]
    return _put(case, t, c, wrong, others)


def _basic_subtotal(case: Case) -> Truth | None:
    found = _cells(case, ("basic_expenditure",), ("subtotal",))
    if not found:
        return None
    t, c = case.r.choice(found)
    return _put(case, t, c, other_amount(case.r, shown_in(case, c)))


def _cross_statement(case: Case) -> Truth | None:
    """A function row of the first table: its own sum and 支出决算表 both contradict it."""
    found = [(t, c) for t, c in _cells(case, ("income_expenditure_summary",), ("leaf",)) if c.meta["key"].isdigit()]
    if not found:
        return None
    t, c = case.r.choice(found)
    return _put(case, t, c, other_amount(case.r, shown_in(case, c)))


def _three_cell(case: Case) -> Truth | None:
    """A final figure of 三公: the narrative tells the same one, the table's sum contradicts it."""
    found = [
        (t, c)
        for t, c in _cells(case, ("three_public",), ("leaf", "subtotal", "total"), "0.1")
        if c.meta["basis"] == "final"
    ]
    if not found:
        return None
    t, c = case.r.choice(found)
    return _put(case, t, c, other_amount(case.r, shown_in(case, c)))


def _columns_swapped(case: Case) -> Truth | None:
    tables = [t for t in case.doc.tables() if t.statement in ("expenditure", "general_budget_expenditure")]
    found = []
    for t in tables:
        columns: dict[str, list[Cell]] = {}
        for c in t.amounts():
            columns.setdefault(c.column, []).append(c)
        pair = [v for k, v in columns.items() if k.endswith(("基本支出", "项目支出"))]
        if len(pair) == 2 and all(any(c.value for c in p) for p in pair):
            found.append((t, pair))
    if not found:
        return None
    t, (a, b) = case.r.choice(found)
    for x, y in zip(a, b, strict=True):
        x.text, y.text = y.text, x.text
    roots: list[Truth] = [{"statement": t.statement, "row": None, "code": None, "column": p[0].column} for p in (a, b)]
    return truth(roots[0], None, None, None, [roots[1], {"statement": t.statement, "any": True}])


def _rows_swapped(case: Case) -> Truth | None:
    """The amounts of two 项 of one 款 in 支出决算表."""
    found = []
    for t in case.doc.tables():
        if t.statement == "expenditure":
            rows = [[c for c in r if c.role == "leaf"] for r in t.body]
            rows = [r for r in rows if r]
            found += [
                (t, a, b)
                for a in rows
                for b in rows
                if a[0].code[:5] == b[0].code[:5]
                and a[0].code < b[0].code
                and abs((a[0].value or 0) - (b[0].value or 0)) > 1_000_000
                and len(a) == len(b)
            ]
    if not found:
        return None
    t, a, b = case.r.choice(found)
    for x, y in zip(a, b, strict=True):
        x.text, y.text = y.text, x.text
    roots: list[Truth] = [
        {"statement": t.statement, "row": c.row, "code": c.code, "column": None} for c in (a[0], b[0])
    ]
    return truth(roots[0], None, None, None, [roots[1]])


def _unit_line(case: Case) -> Truth | None:
    found = [
        (p, s)
        for p in case.doc.paras()
        for s in p.segs
        if s.kind == "unit_line"
        if p.tag not in ("three_public", "state_capital", "government_fund")
    ]
    if not found:
        return None
    p, s = case.r.choice(found)
    wrong = "元" if case.f.unit == "万元" else "万元"
    s.text = s.text.replace(case.f.unit, wrong)
    return truth({"statement": s.key, "any": True, "text": s.text, "snippet": p.text}, wrong, case.f.unit, None)


def _missing_row(level: int) -> Callable[[Case], Truth | None]:
    def plant(case: Case) -> Truth | None:
        found = []
        for t in case.doc.tables():
            if t.statement in ("expenditure", "general_budget_expenditure"):
                rows = [r for r in t.body if any(len(c.code) == level and c.value for c in r)]
                found += [(t, r) for r in rows]
        if not found:
            return None
        t, row = case.r.choice(found)
        code = next(c.code for c in row if c.code)
        name = next(c.row for c in row if c.code)
        gone = [r for r in t.body if any(c.code.startswith(code) for c in r)] if level == 5 else [row]
        t.body = [r for r in t.body if r not in gone]
        parents = [
            {"statement": t.statement, "row": c.row, "code": c.code, "column": None}
            for r in t.body
            for c in r
            if c.code and code.startswith(c.code)
        ]
        unique = list({str(p): p for p in parents}.values())
        unique.append({"statement": t.statement, "row": "合计", "code": None, "column": None})
        return truth({"statement": t.statement, "row": name, "code": code, "column": None}, None, None, None, unique)

    return plant


def _missing_table(case: Case) -> Truth | None:
    tables = [t for t in case.doc.tables() if t.statement not in ("performance",)]
    if len(tables) < 6:
        return None
    t = case.r.choice(tables)
    blocks = case.doc.blocks
    k = blocks.index(t)
    start = k
    while isinstance(blocks[start - 1], Para) and blocks[start - 1].tag == t.statement:
        start -= 1
    end = k + 1
    while (
        end < len(blocks)
        and isinstance(blocks[end], Para)
        and blocks[end].tag == t.statement
        and not blocks[end].heading
    ):
        end += 1
    if isinstance(blocks[start - 1], PageBreak):
        start -= 1
    del blocks[start:end]
    return truth({"statement": t.statement, "any": True, "text": t.title, "title": t.title}, None, t.title, None)


def _cell_emptied(case: Case) -> Truth | None:
    found = [(t, c) for t, c in _cells(case, GRID, ("leaf",)) if _bound(t, c)]
    if not found:
        return None
    t, c = case.r.choice(found)
    right = shown_in(case, c)
    c.text = ""
    return truth(cell_root(t, c), "", right, case.f.unit)


def _old_name_in_table(case: Case) -> Truth | None:
    found = []
    for t in case.doc.tables():
        if t.statement in BY_FUNCTION:
            for row in t.body:
                code = next((c.code for c in row if len(c.code) == 3), "")
                if code in OLD_CLASS_NAMES:
                    found += [(t, row, c, code) for c in row if not c.role and c.text.endswith("支出")]
    if not found:
        return None
    t, row, c, code = case.r.choice(found)
    right, c.text = c.text, OLD_CLASS_NAMES[code]
    for x in row:
        x.row = c.text
    return truth(
        {"statement": t.statement, "row": c.text, "code": code, "column": None, "text": c.text}, c.text, right, None
    )


def _code_wrong(case: Case) -> Truth | None:
    """The code of an 项 that doesn't begin with its 款."""
    found = []
    for t in case.doc.tables():
        if t.statement in BY_FUNCTION:
            found += [(t, r) for r in t.body if r[0].text.isdigit() and len(r[0].text) == 7]
    if not found:
        return None
    t, row = case.r.choice(found)
    right = row[0].text
    wrong = right[:3] + f"{(int(right[3:5]) + 41) % 100:02d}" + right[5:]
    row[0].text = wrong
    for c in row:
        c.code = wrong if c.code else ""
    name = next(c.row for c in row if c.row)
    parent = [{"statement": t.statement, "row": None, "code": right[:5], "column": None}]
    return truth(
        {"statement": t.statement, "row": name, "code": wrong, "column": None, "text": wrong},
        wrong,
        right,
        None,
        parent,
    )


def _empty_note_missing(case: Case) -> Truth | None:
    notes = [p for p in case.doc.paras() if p.role == "empty_note" and p.tag != "three_public"]
    if not notes:
        return None
    p = case.r.choice(notes)
    case.doc.blocks.remove(p)
    return truth({"statement": p.tag, "any": True}, None, p.text, None)


def _note_under_filled(case: Case) -> Truth | None:
    filled = [
        t
        for t in case.doc.tables()
        if t.statement in ("government_fund", "state_capital") and any(c.value for c in t.amounts())
    ]
    if not filled:
        return None
    t = case.r.choice(filled)
    name = "政府性基金预算财政拨款" if t.statement == "government_fund" else "国有资本经营预算财政拨款"
    note = Para(
        [Seg(f"说明：{case.d.unit}本年度没有{name}收入和支出，故本表无数据。")], role="empty_note", tag=t.statement
    )
    blocks = case.doc.blocks
    blocks.insert(blocks.index(t) + 2, note)
    return truth({"statement": t.statement, "any": True, "snippet": note.text, "text": note.text}, None, None, None)


TABLE_FAULTS = [
    FaultClass("table_leaf_wrong", "error", "tables", _wrong_cell(GRID, ("leaf",), lambda k, v: other_amount(k.r, v))),
    FaultClass(
        "table_subtotal_wrong", "error", "tables", _wrong_cell(GRID, ("subtotal",), lambda k, v: other_amount(k.r, v))
    ),
    FaultClass(
        "table_total_wrong",
        "error",
        "tables",
        _wrong_cell((*BY_FUNCTION, "income_expenditure_summary"), ("total",), lambda k, v: other_amount(k.r, v)),
    ),
    FaultClass(
        "table_digits_swapped", "error", "tables", _wrong_cell(GRID, ("leaf", "subtotal"), lambda _k, v: swapped(v))
    ),
    FaultClass(
        "table_digit_lost", "error", "tables", _wrong_cell(GRID, ("leaf", "subtotal"), lambda _k, v: lost_digit(v))
    ),
    FaultClass(
        "table_factor_ten", "error", "tables", _wrong_cell(GRID, ("leaf",), lambda k, v: v * k.r.choice([10, 100]))
    ),
    FaultClass("table_sign", "error", "tables", _wrong_cell(GRID, ("leaf",), lambda _k, v: -v)),
    FaultClass("basic_leaf_wrong", "error", "tables", _basic_leaf),
    FaultClass("basic_subtotal_wrong", "error", "tables", _basic_subtotal),
    FaultClass("summary_row_differs", "error", "tables", _cross_statement),
    FaultClass("three_public_cell", "error", "tables", _three_cell),
    FaultClass("columns_swapped", "error", "tables", _columns_swapped),
    FaultClass("rows_swapped", "error", "tables", _rows_swapped),
    FaultClass("unit_line_wrong", "error", "tables", _unit_line),
    FaultClass("row_missing_item", "error", "tables", _missing_row(7)),
    FaultClass("row_missing_section", "error", "tables", _missing_row(5)),
    FaultClass("table_missing", "error", "tables", _missing_table),
    FaultClass("cell_emptied", "error", "tables", _cell_emptied),
    FaultClass("old_class_name_in_table", "warning", "tables", _old_name_in_table),
    FaultClass("code_outside_parent", "warning", "tables", _code_wrong),
    FaultClass("empty_note_missing", "warning", "tables", _empty_note_missing),
    FaultClass("note_under_filled_table", "error", "tables", _note_under_filled),
]
