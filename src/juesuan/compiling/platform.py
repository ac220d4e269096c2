"""The workbook that budget platforms export: sheets by title or code, in whatever order, 元 or 万元."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

from juesuan.compiling.recognised import exact, fen, known, settled, unread
from juesuan.compiling.sheet_codes import with_titles
from juesuan.cube.occurrence import Occurrence
from juesuan.documents import open_document
from juesuan.documents.model import Cell, Table, UnreadableError
from juesuan.documents.sheets import open_sheets
from juesuan.money.number import parse_number
from juesuan.recognition import recognise
from juesuan.recognition.report import Report, Statement
from juesuan.recognition.tables_grid import NO_NUMBER
from juesuan.taxonomy.edition import load
from juesuan.taxonomy.naming import compact, fold
from juesuan.writing.inputs_merge import Source, same
from juesuan.writing.inputs_toml import Trouble
from juesuan.writing.model import CompileError, Fact, Facts, Origin, Profile

_NUMBER = re.compile(r"[\s\d,.，．—-]*")
_NEARLY = re.compile(r"[-−]?[\d,，.．]*\d[\d,，.．]*")


def read_platform(path: Path, profile: Profile, trouble: Trouble) -> Source:
    """Read the workbook.

    Args:
        path: the workbook.
        profile: year and edition.
        trouble: where mistakes are noted.

    Raises:
        CompileError: it cannot be read, or holds no statement that we know.
    """
    edition = load(profile.edition)
    try:
        document = open_document(path)
        sheets = {s.name: s for s in open_sheets(path)}
    except UnreadableError as error:
        raise CompileError(path.name, error.zh, error.en) from None
    report = recognise(with_titles(document, edition), edition.id)
    statements = known(report.statements)
    if not statements:
        raise CompileError(
            path.name,
            "没有认出任何一张决算表；工作表须有表名（如“收入决算表”）或表号（如“公开02表”、Z03）",
            "no statement was recognised; each sheet needs a title (收入决算表) or a code (公开02表, Z03)",
        )
    source = Source(Origin.PLATFORM, path.name, Facts())
    if report.fiscal_year is not None and report.fiscal_year != profile.year:
        trouble.add(
            path.name,
            f"是{report.fiscal_year}年度的，unit.toml 写的是{profile.year}年度",
            f"it is of fiscal year {report.fiscal_year}, unit.toml says {profile.year}",
        )
    for statement in statements:
        for occurrence in statement.occurrences:
            value = exact(occurrence, sheets)
            if value is None:
                _no_number(path.name, occurrence, trouble)
                continue
            _enter(source, report, occurrence, fen(value, occurrence.unit), trouble)
        _near_numbers(path.name, statement, trouble)
        source.facts.complete.add(statement.id)
        if statement.id == "general_budget_expenditure":
            _names(source, statement)
    source.differences += [*_unknown_sheets(path.name, report), *unread(path.name, document)]
    return source


def _enter(source: Source, report: Report, occurrence: Occurrence, amount: int | None, trouble: Trouble) -> None:
    where = _where(source.name, occurrence)
    if amount is None:
        what = _what(occurrence)
        zh = f"{what} 为 {occurrence.text}{occurrence.unit}，比分还细，请四舍五入到分"
        trouble.add(where, zh, f"{what} is {occurrence.text} {occurrence.unit}, finer than 分; round it to 分")
        return
    at = settled(occurrence.coordinate, report)
    stated = source.facts.at.get(at)
    if stated is None:
        source.facts.at[at] = Fact(amount, Origin.PLATFORM, where)
    elif not same(stated.fen, amount):
        one, other = Decimal(stated.fen) / 100, Decimal(amount) / 100
        zh = f"{stated.source} 与 {where} 是同一数据，前者为 {one:.2f} 元，后者为 {other:.2f} 元；取前者"
        en = f"{stated.source} and {where} are one figure, but say {one:.2f} and {other:.2f} 元; the first is taken"
        source.differences.append((zh, en))


def _no_number(name: str, occurrence: Occurrence, trouble: Trouble) -> None:
    """A blank is nothing; words where an amount should be are a mistake."""
    if fold(occurrence.text) in NO_NUMBER or not compact(occurrence.text):
        return
    what = _what(occurrence)
    trouble.add(
        _where(name, occurrence),
        f"{what} 是文字“{occurrence.text}”，请改为数字",
        f'{what} is text "{occurrence.text}"; make it a number',
    )


def _near_numbers(name: str, statement: Statement, trouble: Trouble) -> None:
    """Digits that make no number, in cells that were not taken for amounts: a slip may make a row look like a head."""
    for cell in statement.table.cells:
        text = compact(cell.text)
        if _NEARLY.fullmatch(text) and parse_number(text) is None:
            where = f"{name}, {cell.sheet} {cell.ref}"
            if all(error.source != where for error in trouble.found):
                what = _head_above(statement.table, cell)
                trouble.add(where, f"{what} 是文字“{text}”，请改为数字", f'{what} is text "{text}"; make it a number')


def _head_above(table: Table, below: Cell) -> str:
    """The words that stand nearest above a cell in its column."""
    above = [
        c
        for c in table.cells
        if c.row < below.row and c.column <= below.column < c.column + c.colspan and not _NUMBER.fullmatch(c.text)
    ]
    return compact(max(above, key=lambda c: c.row).text) if above else "金额"


def _where(name: str, occurrence: Occurrence) -> str:
    return f"{name}, {occurrence.place.sheet} {occurrence.place.cell}"


def _what(occurrence: Occurrence) -> str:
    return (occurrence.column or "").rpartition("/")[2] or occurrence.row or "金额"


def _names(source: Source, statement: Statement) -> None:
    """Names as the platform prints them, for codes of the province's own."""
    from juesuan.taxonomy.codes import functional

    tree = functional(2024)
    for row, code in statement.rows_with_code.items():
        label = compact(statement.labels.get(row, ""))
        if label and not tree.is_known(code, any_year=True):
            source.facts.names.setdefault(code, label)


def _unknown_sheets(name: str, report: Report) -> list[tuple[str, str]]:
    used = {s.table.index for s in report.statements if not s.id.startswith("other:")}
    seen: dict[str, None] = {}
    for block in report.document.blocks:
        if isinstance(block, Table) and block.index not in used:
            seen[next((c.sheet for c in block.cells if c.sheet), "") or "?"] = None
    return [
        (f"{name}, {sheet}：没有认出是哪张决算表，没有采用", f"{name}, {sheet}: not recognised, not used")
        for sheet in seen
    ]
