"""Rows of the tables by function: their codes and names, and that no table leaves one out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from juesuan.checks import locate
from juesuan.checks.figures import mistyped_codes
from juesuan.checks.finding import Finding, Location, Related, Severity, Words
from juesuan.checks.registry import rule
from juesuan.cube.occurrence import Occurrence
from juesuan.place import Place
from juesuan.recognition.report import Report, Statement
from juesuan.taxonomy.codes import Sureness, functional
from juesuan.taxonomy.naming import key, loose_key

_BY_FUNCTION = ("income", "expenditure", "general_budget_expenditure", "government_fund", "state_capital")
_CLASSIFICATION = Words(
    "科目编码和名称用当年《政府收支分类科目》，各表一致",
    "codes and names are those of that year's classification, the same in every table",
)


def _statements(report: Report) -> list[Statement]:
    return [s for s in report.statements if s.id in _BY_FUNCTION]


def _names(statement: Statement) -> Iterator[tuple[str, str, int]]:
    """Code, name and row of each classified row."""
    for row, code in statement.rows_with_code.items():
        name = statement.labels.get(row)
        if name:
            yield code, name, row


def _at_row(statement: Statement, row: int) -> Location:
    cell = next((o for o in statement.occurrences if o.row_index == row), None)
    if cell is None:
        return Location(Place(block=statement.table.index), statement=statement.id, row_index=row)
    label = next((c for c in statement.table.cells if c.row == row and key(c.text) == key(cell.row or "")), None)
    place = Place(label.page, label.bbox, statement.table.index) if label is not None else cell.place
    return replace(locate.of_cell(cell), place=place, column=None, quote=cell.row)


@rule(
    "JS109",
    title=Words("科目名称与编码不符", "a subject's name does not fit its code"),
    basis=_CLASSIFICATION,
    message=Words(
        "编码{number}在其他表中是“{expected}”，此处为“{stated}”", "{number} is {expected} elsewhere, here {stated}"
    ),
    variants={
        "classification": Words(
            "编码{number}在{year}年科目中是“{expected}”，此处为“{stated}”",
            "{number} is {expected} in the classification of {year}, here {stated}",
        ),
        "twice": Words("编码{number}在同一张表中出现两次", "{number} stands twice in one table"),
        "code": Words(
            "“{name}”在其他表中的编码是{expected}，此处为{stated}",
            "{name} has the code {expected} elsewhere, here {stated}",
        ),
    },
)
def name_not_of_code(report: Report) -> Iterator[Finding]:
    """A row's name is not that of its code, as the report's other tables (or the classification) have it.

    Breaks: 2010601 一般行政管理事务 in one table, 2010601 行政运行 in the others
    Right: 2010601 行政运行 in all
    """
    typos = mistyped_codes(report)
    for (identity, row), (stated, expected) in typos.items():
        statement = report.statement(identity)
        if statement is not None:
            yield Finding(
                "JS109",
                Severity.ERROR,
                replace(_at_row(statement, row), quote=stated),
                variant="code",
                args={"name": statement.labels.get(row, "")},
                stated=stated,
                expected=expected,
            )
    places: dict[str, list[tuple[str, Statement, int]]] = defaultdict(list)
    for statement in _statements(report):
        seen: dict[str, int] = {}
        for code, name, row in _names(statement):
            places[code].append((name, statement, row))
            if code in seen and len(code) >= 3:
                yield _twice(statement, code, row, seen[code])
            seen.setdefault(code, row)
    wrong = {stated for stated, _ in typos.values()}
    for code, printed in places.items():
        if code in wrong:
            continue
        counts = Counter(loose_key(name) for name, _, _ in printed)
        if len(counts) > 1:
            yield from _at_odds(code, printed, counts)
        else:
            yield from _unlike_classification(report, code, *printed[0])


def _twice(statement: Statement, code: str, row: int, first: int) -> Finding:
    return Finding(
        "JS109",
        Severity.ERROR,
        _at_row(statement, row),
        variant="twice",
        args={"number": code},
        stated=code,
        related=(Related(_at_row(statement, first), code, "same_fact"),),
    )


def _at_odds(code: str, printed: list[tuple[str, Statement, int]], counts: Counter[str]) -> Iterator[Finding]:
    (usual, most), (_, second) = counts.most_common(2)
    if most == second:
        return
    right = next(p for p in printed if loose_key(p[0]) == usual)
    for name, statement, row in printed:
        if loose_key(name) != usual:
            yield Finding(
                "JS109",
                Severity.ERROR,
                _at_row(statement, row),
                args={"number": code},
                stated=name,
                expected=right[0],
                related=(Related(_at_row(right[1], right[2]), right[0], "same_fact"),),
            )


def _unlike_classification(report: Report, code: str, name: str, statement: Statement, row: int) -> Iterator[Finding]:
    """Only where a recent publication has been seen to print code and name, and no year knows the printed one."""
    if report.fiscal_year is None:
        return
    tree = functional(report.fiscal_year)
    entry = tree.entry(code)
    if entry is None or entry.sureness is not Sureness.SEEN or not entry.years_certain:
        return
    if any(loose_key(other.name) == loose_key(name) for other in tree.names(code) if other.valid(report.fiscal_year)):
        return
    yield Finding(
        "JS109",
        Severity.WARNING,
        _at_row(statement, row),
        variant="classification",
        args={"number": code, "year": str(report.fiscal_year)},
        stated=name,
        expected=entry.name,
    )


@rule(
    "JS110",
    title=Words("各表科目不一致，可能漏行", "tables differ in their rows: one may be missing"),
    basis=Words(
        "支出全部来自财政拨款时，支出决算表与各项财政拨款支出决算表的科目一致",
        "where all spending was appropriated, its statement has the rows of the funds' own statements",
    ),
    message=Words(
        "缺少{number}“{expected}”一行，其他表中有该科目", "the row {number} {expected} of other tables is missing"
    ),
)
def row_missing_beside_others(report: Report) -> Iterator[Finding]:
    """A table lacks a subject that its counterpart prints.

    The statement of all spending has every subject of the funds' own statements; where all spending was appropriated,
    these in turn have every subject of it.

    Breaks: 支出决算表 prints 2010650 事业运行, 一般公共预算财政拨款支出决算表 does not, and their totals agree
    Right: both print it
    """
    expenditure = report.statement("expenditure")
    funds = [s for s in (report.statement(i) for i in _BY_FUNCTION[2:]) if s is not None]
    if expenditure is None or not funds:
        return
    ours = _totals(expenditure)
    theirs: dict[str, Occurrence] = {}
    for statement in funds:
        theirs.update(_totals(statement))
    main = next((s for s in funds if s.id == "general_budget_expenditure"), funds[0])
    typos = {code for pair in mistyped_codes(report).values() for code in pair}
    # What a fund paid for is part of all spending; the reverse holds where there was no other source.
    compared = [(expenditure, ours, theirs)]
    hidden = _left_to_others(expenditure, funds)
    if hidden is not None:  # what is so small may be spending from another source
        counted = {code: cell for code, cell in ours.items() if cell.value is None or abs(cell.value) > hidden}
        compared.insert(0, (main, theirs, counted))
    for lacking, here, there in compared:
        absent = [cell for code, cell in there.items() if code not in here and code not in typos and cell.value]
        lost = {cell.code for cell in absent}
        # A row lost with all below it is one row to put back.
        absent = [c for c in absent if c.code and not any(c.code[:n] in lost for n in (3, 5) if n < len(c.code))]
        if absent and len(absent) <= max(2, len(there) // 5):
            for cell in absent:
                yield _absent(lacking, cell)


def _totals(statement: Statement) -> dict[str, Occurrence]:
    return {
        o.coordinate.function: o
        for o in statement.occurrences
        if o.coordinate.measure == "expenditure" and o.coordinate.kind == "all" and o.coordinate.function != "all"
    }


def _left_to_others(expenditure: Statement, funds: list[Statement]) -> Decimal | None:
    """What other sources can have paid at most, where the totals leave nothing to them but what rounding hides."""

    def total(statement: Statement) -> Occurrence | None:
        return next(
            (
                o
                for o in statement.occurrences
                if o.value is not None
                and o.coordinate.measure == "expenditure"
                and o.coordinate.kind == o.coordinate.function == "all"
            ),
            None,
        )

    whole = total(expenditure)
    parts = [t for t in map(total, funds) if t is not None]
    if whole is None or not parts or whole.value != sum(t.value for t in parts if t.value is not None):
        return None
    return sum((Decimal(5).scaleb(-t.decimals - 1) for t in (whole, *parts)), Decimal(0))


def _absent(statement: Statement, cell: Occurrence) -> Finding:
    page = statement.table.pages[0] if statement.table.pages else None
    return Finding(
        "JS110",
        Severity.ERROR,
        Location(Place(page=page, block=statement.table.index), statement=statement.id, row=cell.row, code=cell.code),
        args={"number": cell.code or ""},
        expected=cell.row,
        related=(Related(locate.of_cell(cell), cell.text, "same_fact"),),
    )
