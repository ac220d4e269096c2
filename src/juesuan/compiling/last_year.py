"""Last year's report, whoever made it: balances, figures to compare with, and words that may still hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from juesuan.compiling.offers import Offers, offers_of_folder, offers_of_report
from juesuan.compiling.recognised import claimed, exact, fen, known, settled, unread
from juesuan.cube.coordinate import Coordinate
from juesuan.documents import open_document
from juesuan.documents.model import UnreadableError
from juesuan.documents.sheets import open_sheets
from juesuan.documents.workbook_cells import Sheet
from juesuan.recognition import recognise
from juesuan.recognition.report import Report
from juesuan.taxonomy.dimensions import FUNDS
from juesuan.writing.inputs import read_folder
from juesuan.writing.inputs_merge import Source, opening_by_flows
from juesuan.writing.inputs_unit import FILE as UNIT
from juesuan.writing.model import CompileError, Fact, Facts, Origin, Profile, ReportKind, UnitKind
from juesuan.writing.totals import Book

_SUFFIXES = (".docx", ".xlsx", ".xlsm", ".xls", ".html", ".htm", ".mht", ".pdf", ".txt")
"""Kinds of reports; of several files of one report, the first kind is the one read."""
_REPORTS = ("report.docx", "report.html", "report.pdf", "tables.xlsx")
"""What a release of ours is called, best first."""


@dataclass(slots=True)
class LastYear:
    """Last year.

    Attributes:
        source: its figures as period -1, and its closing balances as this year's opening ones.
        offers: its words.
    """

    source: Source
    offers: Offers = field(default_factory=Offers)


def read_last_year(path: Path, profile: Profile) -> LastYear:
    """Read last year's folder, workbook or published report.

    Args:
        path: a folder of ours, a folder with a report, or a file.
        profile: this year's unit, to see that it is the right year.

    Raises:
        CompileError: it cannot be read, or is of another year.
    """
    if path.is_dir() and (path / UNIT).exists():
        return _of_folder(path, profile)
    file = _report_in(path) if path.is_dir() else path
    try:
        report = recognise(open_document(file))
        sheets = {s.name: s for s in open_sheets(file)} if report.document.format in ("xlsx", "xls") else {}
    except UnreadableError as error:
        raise CompileError(file.name, error.zh, error.en) from None
    differences = _identity(file.name, report.unit_name, report.fiscal_year, profile)
    stated, complete = _stated(file.name, report, sheets), {s.id for s in known(report.statements)}
    _add_operating_cost(stated, complete, profile)
    source = _shifted(file.name, stated, complete)
    source.differences = [*differences, *unread(file.name, report.document)]
    if not source.facts.at:
        raise CompileError(
            file.name,
            "没有读到任何金额，不能用作上年的报告；扫描件或图片请换成可以复制文字的文件",
            "no amount was read in it; last year's report must be one whose text can be copied",
        )
    return LastYear(source, offers_of_report(report))


def _of_folder(path: Path, profile: Profile) -> LastYear:
    folder = read_folder(path)
    if folder.lacking:
        raise folder.lacking[0]
    own = folder.unit.profile
    differences = _identity(path.name, own.name, own.year, profile)
    stated: dict[Coordinate, Fact] = {}
    complete: set[str] = set()
    names: dict[str, str] = {}
    if folder.platform is not None:
        from juesuan.compiling.platform import read_platform
        from juesuan.writing.inputs_toml import Trouble

        trouble = Trouble()
        read = read_platform(folder.platform, own, trouble)
        trouble.stop()
        stated |= read.facts.at
        complete |= read.facts.complete
    if folder.tables is not None:
        stated = {**folder.tables.facts.at, **stated}
        complete |= folder.tables.facts.complete
        names = folder.tables.facts.names
    for at, amount in folder.notes.amounts.items():
        stated.setdefault(at, Fact(amount, Origin.NOTES, "notes.toml"))
    _add_operating_cost(stated, complete, own)
    _add_openings(stated, complete)
    placed = {c: Fact(f.fen, f.origin, f"{path.name}/{f.source}") for c, f in stated.items()}
    source = _shifted(path.name, placed, complete)
    source.facts.names.update(names)
    source.differences = differences
    return LastYear(source, offers_of_folder(folder))


def _add_operating_cost(stated: dict[Coordinate, Fact], complete: set[str], profile: Profile) -> None:
    """机关运行经费 of a single 行政 or 参公 unit is its 公用经费, where nothing else was stated."""
    several = profile.report_kind is ReportKind.DEPARTMENT and len(profile.units) > 1
    if several or profile.unit_kind is UnitKind.INSTITUTION:
        return
    public = Coordinate("expenditure", fund="general", kind="public")
    fen = Book(Facts(dict(stated), {}, complete)).fen(public)
    if fen is not None:
        stated.setdefault(Coordinate("operating_cost"), Fact(fen, Origin.LAST_YEAR, "公用经费"))


def _add_openings(stated: dict[Coordinate, Fact], complete: set[str]) -> None:
    """A folder may have left its opening balances to the report before it; its flows tell them."""
    book = Book(Facts(dict(stated), {}, complete))
    for fund in ("all", *FUNDS["appropriation"]):
        at = Coordinate("opening", fund=fund)
        fen = None if at in book.at else opening_by_flows(book, at)
        if fen is not None:
            stated[at] = Fact(fen, Origin.LAST_YEAR, "收支相抵")


def _report_in(folder: Path) -> Path:
    for name in _REPORTS:
        if (folder / name).is_file():
            return folder / name
    found = sorted(p for p in folder.iterdir() if p.suffix.lower() in _SUFFIXES and p.name[:2] not in ("~$", "._"))
    stems = {p.stem for p in found}
    if len(stems) != 1:
        if not found:
            raise CompileError(folder.name, "没有可读的报告", "holds no report")
        names = [p.name for p in found[:5]]
        raise CompileError(
            folder.name,
            f"有几份报告（{'、'.join(names)}），请写明用哪一份",
            f"holds several reports ({', '.join(names)}); name one",
        )
    return min(found, key=lambda p: _SUFFIXES.index(p.suffix.lower()))


def _identity(name: str, unit: str | None, year: int | None, profile: Profile) -> list[tuple[str, str]]:
    """Whether it is the unit's own report of the year before.

    Raises:
        CompileError: it is of another year.
    """
    if year is not None and year != profile.year - 1:
        raise CompileError(
            name,
            f"是{year}年度的，上年应为{profile.year - 1}年度",
            f"it is of fiscal year {year}; the year before is {profile.year - 1}",
        )
    told = []
    if year is None:
        told.append((f"{name}：看不出是哪一年度的，按上年采用", f"{name}: its year is not told; taken for last year"))
    if unit is not None and "".join(unit.split()) != profile.name:
        told.append(
            (
                f"{name}：单位名称为“{unit}”，与 unit.toml 的“{profile.name}”不同",
                f"{name}: its unit is {unit}, unit.toml has {profile.name}",
            )
        )
    return told


def _stated(name: str, report: Report, sheets: Mapping[str, Sheet]) -> dict[Coordinate, Fact]:
    """What last year's report states of its own year: tables first, then the narrative."""
    found: dict[Coordinate, Fact] = {}
    for statement in known(report.statements):
        for occurrence in statement.occurrences:
            value = exact(occurrence, sheets)
            amount = None if value is None else fen(value, occurrence.unit)
            if amount is None:
                continue
            place = occurrence.place
            where = f"{place.sheet} {place.cell}" if place.sheet else statement.title or report.edition.title
            page = f"第{place.page}页" if place.page else ""
            fact = Fact(amount, Origin.LAST_YEAR, f"{name}, {where}{page}")
            found.setdefault(settled(occurrence.coordinate, report), fact)
    for at, (amount, words) in claimed(report).items():
        found.setdefault(at, Fact(amount, Origin.LAST_YEAR, f"{name}, “{words}”"))
    return {c: fact for c, fact in found.items() if c.period == 0}


def _shifted(name: str, stated: Mapping[Coordinate, Fact], complete: set[str]) -> Source:
    """Its year's final figures as those of the year before, and what it left as what this year begins with."""
    facts = Facts(complete={f"{s}@-1" for s in complete if "@" not in s})
    for at, stated_fact in stated.items():
        if at.period != 0 or at.basis != "final" or at.quantity != "amount":
            continue
        fact = Fact(stated_fact.fen, Origin.LAST_YEAR, stated_fact.source)
        facts.at[at._replace(period=-1)] = fact
        if at.measure == "closing" and at.kind == "all":
            facts.at[at._replace(measure="opening")] = fact
    return Source(Origin.LAST_YEAR, name, facts)
