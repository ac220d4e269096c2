"""What a compilation passes from step to step: profile, facts, statements, narrative, release.

    folder ─▶ Inputs (profile, facts, notes, projects, last year) ─▶ StatementGrid… ─▶ Narrative ─▶ Release ─▶ files

Money is whole fen throughout; 万元 appear only when something is printed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from pathlib import Path

from juesuan.cube.coordinate import Coordinate
from juesuan.performance.model import Project


class UnitKind(StrEnum):
    """单位性质."""

    ADMINISTRATIVE = "行政"
    CIVIL_SERVICE_LIKE = "参公"  # 参照公务员法管理的事业单位
    INSTITUTION = "事业"


class ReportKind(StrEnum):
    """Whose accounts: a whole department's (部门决算) or a single unit's (单位决算)."""

    DEPARTMENT = "部门"
    UNIT = "单位"


@dataclass(frozen=True, slots=True)
class Profile:
    """Who reports, for which year, in which edition (unit.toml).

    Attributes:
        name: the unit's full name as it must stand everywhere.
        year: fiscal year.
        edition: id of the edition whose form is printed.
        unit_kind: 行政, 参公 or 事业.
        report_kind: 部门 or 单位.
        province: name of the province, for the edition and the level's words.
        level: 中央, 省级, 市级, 区级, 县级 or 乡级: for the glossary's words.
        duties: 主要职能, one entry a paragraph.
        structure: 机构设置 in words, one entry a paragraph.
        offices: internal offices (内设机构) by name.
        units: units included in the accounts, the 本级 first.
        persons: 年末实有人数 by kind (在职, 离休, 退休), as the words to print → number.
        first_year: newly set up this year; there is no year before to compare with.
    """

    name: str
    year: int
    edition: str
    unit_kind: UnitKind = UnitKind.ADMINISTRATIVE
    report_kind: ReportKind = ReportKind.DEPARTMENT
    province: str = ""
    level: str = ""
    duties: tuple[str, ...] = ()
    structure: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    persons: Mapping[str, int] = field(default_factory=dict)
    first_year: bool = False


class Origin(StrEnum):
    """Where a fact comes from; the first of these wins where several say something."""

    BOOKS = "books"
    PLATFORM = "platform"
    TABLES = "tables"
    LAST_YEAR = "last_year"
    NOTES = "notes"
    RECONSTRUCTED = "reconstructed"  # made up for an example; shown so in every output


@dataclass(frozen=True, slots=True)
class Fact:
    """A coordinate with its amount.

    Attributes:
        fen: the exact amount in fen (counts: the number itself).
        origin: where it comes from.
        source: file, sheet and cell, for messages.
    """

    fen: int
    origin: Origin
    source: str = ""


@dataclass(slots=True)
class Facts:
    """All facts of a release.

    `at` holds leaves and whatever the inputs state; sums that follow from leaves are added by `writing.totals`. A
    coordinate that is not there is unknown, not zero; `printed` says which statements' inputs were complete, so that a
    missing cell of theirs is nothing.
    """

    at: dict[Coordinate, Fact] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)  # functional code → name as to be printed
    complete: set[str] = field(default_factory=set)  # statement ids whose inputs were read in full

    def fen(self, coordinate: Coordinate) -> int | None:
        """The amount in fen, None if unknown."""
        fact = self.at.get(coordinate)
        return None if fact is None else fact.fen


def wan(fen: int, decimals: int = 2) -> Decimal:
    """Fen as 万元, rounded half up as the tables print them."""
    return (Decimal(fen) / 1_000_000).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell of a statement as printed; amounts keep their number beside the text.

    Attributes:
        text: as printed.
        rowspan: rows it covers.
        colspan: columns it covers.
        fen: the amount in fen where it is one (blank and zero cells: None or 0).
        indent: depth of the label (0 类, 1 款, 2 项).
        align: left, center or right.
        coordinate: what it states; None for words.
        reconstructed: the amount is made up (examples).
        head: in a form, it names what stands beside or below it.
    """

    text: str
    rowspan: int = 1
    colspan: int = 1
    fen: int | None = None
    indent: int = 0
    align: str = "left"
    coordinate: Coordinate | None = None
    reconstructed: bool = False
    head: bool = False


@dataclass(frozen=True, slots=True)
class StatementGrid:
    """A statement ready to print: header rows, body rows, notes below.

    Each row lists only the cells that begin in it, left to right; spans cover the rest.
    """

    id: str
    title: str
    mark: str  # 公开01表, "" where the edition prints none
    unit: str  # 万元
    columns: int
    header: tuple[tuple[GridCell, ...], ...]
    body: tuple[tuple[GridCell, ...], ...]
    notes: tuple[str, ...] = ()
    landscape: bool = False
    widths: tuple[float, ...] = ()  # relative widths of the columns


class GapKind(StrEnum):
    """What is missing for a sentence."""

    REASON = "reason"
    COUNT = "count"
    PURPOSE = "purpose"
    AMOUNT = "amount"
    TEXT = "text"
    CONFIRM = "confirm"  # last year's words, offered but not confirmed


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that no input says and nobody may invent.

    Attributes:
        kind: see GapKind.
        key: where it is to be filled in (`notes.toml: reasons.overall`).
        sentence: the sentence in which it will stand, with 【…】 at its place.
        section: title of the section.
        offer: last year's words, to be confirmed; "" if there are none.
    """

    kind: GapKind
    key: str
    sentence: str
    section: str
    offer: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A heading or paragraph of the report. Level 0 is a paragraph; 1 第X部分, 2 一、, 3 （一）, 4 1."""

    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Notes:
    """What only the unit knows (notes.toml): reasons, details, counts, by key; amounts here are fen.

    Attributes:
        reasons: key → words, e.g. `overall`, `appropriation`, `general_budget`, `items.2010601`, `three_public`.
        purposes: functional code → 主要用于….
        counts: coordinate of a family (trips.groups, vehicles_kept, ...) → number.
        amounts: coordinate of a family (procurement.goods, ...) → fen.
        texts: key → words, e.g. `performance.work`.
        confirmed: keys of last year's words that were confirmed.
        reconstructed: examples only: what is made up beside the amounts that bear a mark, in words to be printed.
    """

    reasons: Mapping[str, str] = field(default_factory=dict)
    purposes: Mapping[str, str] = field(default_factory=dict)
    counts: Mapping[Coordinate, int] = field(default_factory=dict)
    amounts: Mapping[Coordinate, int] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    confirmed: frozenset[str] = frozenset()
    reconstructed: str = ""


@dataclass(frozen=True, slots=True)
class Inputs:
    """A folder, read.

    Attributes:
        profile: unit.toml.
        facts: this year's facts (period 0, final and budgets) and last year's (period -1).
        notes: notes.toml.
        projects: the self-evaluation forms.
        offers: last year's words by key, to be confirmed.
        differences: sources that disagree, one line each (zh, en).
        offer_notes: key of an offer → what has changed since (zh, en).
        files: the files and folders that it was read from.
    """

    profile: Profile
    facts: Facts
    notes: Notes = Notes()
    projects: tuple[Project, ...] = ()
    offers: Mapping[str, str] = field(default_factory=dict)
    differences: tuple[tuple[str, str], ...] = ()
    offer_notes: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    files: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Release:
    """The whole report, ready for any format.

    Attributes:
        inputs: what it was made from.
        title: the report's title.
        grids: the statements in the edition's order.
        texts: cover to glossary without the statements; the statements stand where `tables_after` says.
        tables_after: index in `texts` of the heading after which the statements come.
        projects: forms printed as an annex.
        glossary: term → explanation, in order; also part of `texts`.
        gaps: what is missing; empty in a final release.
        unexplained: functional 项 in use (code and name) that the glossary leaves out, as the form allows.
    """

    inputs: Inputs
    title: str
    grids: tuple[StatementGrid, ...]
    texts: tuple[Text, ...]
    tables_after: int
    projects: tuple[Project, ...] = ()
    glossary: tuple[tuple[str, str], ...] = ()
    gaps: tuple[Gap, ...] = ()
    unexplained: tuple[str, ...] = ()


class CompileError(Exception):
    """A folder that cannot be compiled. One line for the user: which file, where, what to do.

    Attributes:
        source: file, line or sheet and cell.
        zh: what is wrong, in Chinese.
        en: the same in English.
        more: further mistakes found on the way, so that one run tells them all.
    """

    def __init__(self, source: str, zh: str, en: str) -> None:
        super().__init__(f"{source}: {en}")
        self.more: tuple[CompileError, ...] = ()
        self.source = source
        self.zh = zh
        self.en = en


class MissingError(CompileError):
    """Nothing is wrong yet, but without this nothing can be written: no name, no amount at all.

    Attributes:
        inputs: what there is, to tell what else is missing; None if there is not enough of it.
    """

    inputs: Inputs | None = None


class UnavailableError(CompileError):
    """A file of the release that this installation cannot write: an extra is missing. The others are written."""
