"""The workbook that budget platforms export: sheets by title or code, in whatever order, 元 or 万元."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from juesuan.compiling.entering import Entering, is_slip, unbound
from juesuan.compiling.ministry import NO_UNIT, FormReader
from juesuan.compiling.recognised import known, unread
from juesuan.compiling.sheet_codes import SheetBlocks, divide, with_titles
from juesuan.documents import open_document
from juesuan.documents.model import Cell, Table, UnreadableError
from juesuan.documents.sheets import open_sheets
from juesuan.recognition import recognise
from juesuan.recognition.report import Report, Statement
from juesuan.taxonomy.edition import load
from juesuan.taxonomy.ministry import Reading, published_unused
from juesuan.taxonomy.naming import compact, fold
from juesuan.writing.inputs_merge import Source
from juesuan.writing.inputs_toml import Trouble
from juesuan.writing.inputs_words import no_number
from juesuan.writing.model import CompileError, Facts, Origin, Profile

_NUMBER = re.compile(r"[\s\d,.，．—-]*")
_SUMMARY = re.compile(r"[(\[]?(?:汇总|部门汇总|合并)[)\]]?$")
_NAMED_MOST = 4


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
        cells = {s.name: s for s in open_sheets(path)}
    except UnreadableError as error:
        raise CompileError(path.name, error.zh, error.en) from None
    source = Source(Origin.PLATFORM, path.name, Facts())
    sheets = _own_sheets(source, divide(document, profile.name), profile)
    published = [s for s in sheets if not s.aside]
    report = recognise(with_titles(published, document, edition, profile.name), edition.id)
    statements = known(report.statements)
    asides = [s for s in sheets if s.aside]
    if not statements and not any(s.form is not None and s.form.read is not Reading.NOTHING for s in asides):
        raise CompileError(
            path.name,
            "没有认出任何一张决算表；工作表须有表名（如“收入决算表”）或表号（如“公开02表”、Z03）",
            "no statement was recognised; each sheet needs a title (收入决算表) or a code (公开02表, Z03)",
        )
    _hold_to_year(path.name, report, profile, trouble)
    _hold_to_units(path.name, statements, trouble)
    entering = Entering(source, report, cells, trouble)
    for statement in statements:
        for occurrence in statement.occurrences:
            entering.state(occurrence)
        _near_numbers(path.name, statement, trouble)
        entering.not_used(unbound(statement.table, {o.place.cell for o in statement.occurrences}, published_unused()))
        source.facts.complete.add(statement.id)
        if statement.id == "general_budget_expenditure":
            _names(source, statement)
    forms = FormReader(entering, profile, _common_unit(statements))
    for sheet in asides:
        forms.read(sheet)
    forms.compare_three_public()
    source.differences += [*_unknown_sheets(path.name, report), *unread(path.name, document)]
    return source


# --- whose figures they are -------------------------------------------------------------------------------------------


def _own_sheets(source: Source, sheets: list[SheetBlocks], profile: Profile) -> list[SheetBlocks]:
    """Of a workbook of several units, the sheets of the unit that reports.

    Raises:
        CompileError: there are several units' sheets, and none are this one's.
    """
    owners = list(dict.fromkeys(s.owner for s in sheets if s.owner and s.tables))
    own = fold(profile.name)
    if len(owners) < 2:
        if owners and not _same_name(owners[0], own):
            zh = f"{source.name}：编制单位是“{owners[0]}”，unit.toml 写的是“{profile.name}”，请核对是不是同一单位"
            en = f"{source.name}: it is of {owners[0]}, unit.toml says {profile.name}; check that they are the same"
            source.differences.append((zh, en))
        return sheets
    chosen = next((o for o in owners if o == own), "") or next((o for o in owners if _same_name(o, own)), "")
    if not chosen:
        raise CompileError(
            source.name,
            f"有几个单位的表（{'、'.join(owners)}），没有“{profile.name}”的；"
            "请只导出本单位的表，或改正 unit.toml 的 name",
            f"it holds several units' sheets ({', '.join(owners)}), but none of {profile.name}; "
            "export this unit's only, or correct name in unit.toml",
        )
    for owner in owners:
        if owner != chosen:
            names = [s.name for s in sheets if s.owner == owner]
            more = len(names) > _NAMED_MOST
            zh = f"{'、'.join(names[:_NAMED_MOST])}{f' 等{len(names)}张' if more else ''}"
            en = f"{', '.join(names[:_NAMED_MOST])}{f' and {len(names) - _NAMED_MOST} more' if more else ''}"
            zh, en = f"{source.name}：{zh} 是“{owner}”的表，没有采用", f"{source.name}: {en}: of {owner}, not used"
            source.differences.append((zh, en))
    return [s for s in sheets if s.owner in ("", chosen)]


def _same_name(owner: str, own: str) -> bool:
    """Whether a printed name is the unit's, perhaps with the platform's number or 汇总."""
    name = _SUMMARY.sub("", owner)
    return re.sub(r"^[\[(]?\d+[\])]?-?", "", name) == own


# --- year and unit of money -------------------------------------------------------------------------------------------


def _hold_to_year(name: str, report: Report, profile: Profile, trouble: Trouble) -> None:
    if report.fiscal_year is not None and report.fiscal_year != profile.year:
        trouble.add(
            name,
            f"是{report.fiscal_year}年度的，unit.toml 写的是{profile.year}年度",
            f"it is of fiscal year {report.fiscal_year}, unit.toml says {profile.year}",
        )


def _common_unit(statements: Sequence[Statement]) -> str | None:
    stated = Counter(s.unit for s in statements if s.unit_stated)
    return stated.most_common(1)[0][0] if stated else None


def _hold_to_units(name: str, statements: Sequence[Statement], trouble: Trouble) -> None:
    """A unit of money is never guessed: sheets that state none have that of the others, if these agree on one."""
    stated = {s.unit for s in statements if s.unit_stated}
    silent = [s for s in statements if not s.unit_stated]
    if len(stated) == 1 or not silent:
        return
    sheets = "、".join(dict.fromkeys(c.sheet or "" for s in silent for c in s.table.cells[:1]))
    trouble.add(f"{name}, {sheets}", *NO_UNIT)


# --- what is wrong, or was not used -----------------------------------------------------------------------------------


def _near_numbers(name: str, statement: Statement, trouble: Trouble) -> None:
    """Digits that make no number, in cells that were not taken for amounts: a slip may make a row look like a head."""
    for cell in statement.table.cells:
        if is_slip(cell.text):
            text = compact(cell.text)
            where = f"{name}, {cell.sheet} {cell.ref}"
            if all(error.source != where for error in trouble.found):
                trouble.add(where, *no_number(_head_above(statement.table, cell), text))


def _head_above(table: Table, below: Cell) -> str:
    """The words that stand nearest above a cell in its column."""
    above = [
        c
        for c in table.cells
        if c.row < below.row and c.column <= below.column < c.column + c.colspan and not _NUMBER.fullmatch(c.text)
    ]
    return compact(max(above, key=lambda c: c.row).text) if above else "金额"


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
