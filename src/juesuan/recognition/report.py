"""A recognised report: which table is which, which cell is which coordinate, which sentence claims what."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from juesuan.cube.coordinate import Coordinate
from juesuan.cube.occurrence import Occurrence
from juesuan.documents.model import Document, Paragraph, Table
from juesuan.place import Place
from juesuan.taxonomy.edition import Edition


class ClaimKind(StrEnum):
    """What a claim of the narrative says."""

    AMOUNT = "amount"  # subject is X 万元 (also counts and scores: see the coordinate's quantity and unit)
    SHARE = "share"  # subject is X % of base
    COMPLETION = "completion"  # subject is X % of its budget (base)
    CHANGE = "change"  # subject differs from base by X, in the direction of `sign`
    GROWTH = "growth"  # the same change in per cent of base
    DIRECTION = "direction"  # subject is more than, less than or equal to base, no figure given
    NAMES = "names"  # subject consists of these items


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that a sentence states about coordinates.

    Attributes:
        kind: see ClaimKind.
        subjects: candidates for the coordinate spoken of, likeliest first.
        also: further coordinates of which the same is said (收、支总计各…): each must hold.
        base: candidates for the denominator or the figure compared with, likeliest first.
        value: the number as shown, never negative for change and growth (the sign is apart); None if
            the figure is missing (占 %).
        unit: 万元, 元, 亿元, %, 个, 辆, 人次, 批次, 台, 分; "" where the unit is missing in print.
        decimals: digits shown.
        sign: +1 more, -1 less, 0 equal (持平); 0 also where direction is no matter.
        approximate: 约, 多, 近.
        text: the number (or the words, for direction and names) as printed.
        place: of `text`; block/start/end give the characters.
        section: key of the section it stands in.
        sentence: start and end of the sentence in the block's text.
        subject_text: the words that name the subject, as printed ("" if carried over).
        direction_text: the word of direction (增加, 下降, 持平, 大于) as printed, "" if none.
        direction_place: its place.
        names: for NAMES: the listed names with their places.
        codes: for amounts said of a 类/款/项 path: the names as printed (类, 款, 项), "" for an absent level.
        bound: the coordinate is certain enough to be judged.
    """

    kind: ClaimKind
    subjects: tuple[Coordinate, ...]
    value: Decimal | None
    unit: str
    decimals: int
    text: str
    place: Place
    section: str
    sentence: tuple[int, int]
    also: tuple[Coordinate, ...] = ()
    base: tuple[Coordinate, ...] = ()
    sign: int = 0
    approximate: bool = False
    subject_text: str = ""
    direction_text: str = ""
    direction_place: Place | None = None
    names: tuple[tuple[str, Place], ...] = ()
    codes: tuple[str, str, str] | None = None
    bound: bool = True


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report under one heading.

    Attributes:
        key: key of the edition's section plan (`overall`, `income`, `general_budget.items`, `glossary`, ...),
            else `other`.
        title: the heading as printed.
        level: 1 第一部分, 2 一、, 3 （一）, 4 1.
        first: index of the heading's block.
        last: index of the section's last block, subsections included.
        number: the heading's ordinal as an integer, None if not numbered.
    """

    key: str
    title: str
    level: int
    first: int
    last: int
    number: int | None = None
    place: Place = field(default_factory=Place)


@dataclass(frozen=True, slots=True)
class Statement:
    """A table of the report that was recognised.

    Attributes:
        id: statement id of the contract (`income`, ...) or `other:<title>`.
        title: as printed above the table ("" if recognised without).
        table: the table as read.
        unit: money unit of its amounts (万元, 元, 亿元).
        unit_stated: a unit line was printed; else the unit was inferred.
        occurrences: all cells that state a fact or leave it blank, in row order.
        labels: rows by grid index → label as printed.
        notes: paragraphs right below it that belong to it (注：, 说明：).
        title_block: block index of the title paragraph, None if absent.
        empty: the table has no amount at all.
        numbers: grid (row, column) of every numeric cell, bound or not, for coverage.
    """

    id: str
    title: str
    table: Table
    unit: str
    unit_stated: bool
    occurrences: tuple[Occurrence, ...]
    labels: dict[int, str]
    notes: tuple[Paragraph, ...] = ()
    title_block: int | None = None
    empty: bool = False
    numbers: int = 0
    rows_with_code: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NotChecked:
    """Something that could not be checked, with the reason.

    Attributes:
        code: a rule's code, `statement:<id>`, `section:<key>`, `page` (a part of the file, see `place`) or
            `plugin:<name>`; the published schema (docs/check.schema.json) allows no other.
        reason_code: absent, picture, unreadable, ambiguous, no_previous_year or crashed.
        zh: reason in Chinese.
        en: reason in English.
        what_zh: what was not checked, in Chinese.
        what_en: what was not checked, in English.
        place: where, if anywhere.
    """

    code: str
    reason_code: str
    zh: str
    en: str
    what_zh: str = ""
    what_en: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of the report was understood."""

    table_amounts: int = 0
    table_amounts_bound: int = 0
    narrative_amounts: int = 0
    narrative_amounts_bound: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """One report, recognised: what the rules see.

    `previous` is last year's report of the same unit, or this year's last draft; `template` the bureau's own template.
    Both are None where the user gave none.
    """

    document: Document
    edition: Edition
    edition_why: tuple[str, str]  # Chinese, English
    unit_name: str | None
    fiscal_year: int | None
    statements: tuple[Statement, ...]
    sections: tuple[Section, ...]
    claims: tuple[Claim, ...]
    not_checked: tuple[NotChecked, ...]
    coverage: Coverage
    previous: Report | None = None
    template: Document | None = None

    def statement(self, key: str) -> Statement | None:
        """The first statement with this id."""
        return next((s for s in self.statements if s.id == key), None)

    def section(self, key: str) -> Section | None:
        """The first section with this key."""
        return next((s for s in self.sections if s.key == key), None)
