"""Two reports of one unit: this year's, and last year's or this year's last draft."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from difflib import SequenceMatcher
from enum import Enum

from juesuan.checks.doubtful import sift
from juesuan.checks.figures import Figures, collect, figures_of
from juesuan.checks.finding import Location, Related
from juesuan.checks.locate import of_figure
from juesuan.cube.coordinate import Coordinate
from juesuan.cube.figure import Figure
from juesuan.documents.model import Paragraph
from juesuan.money import Interval, is_money, scale
from juesuan.place import Place
from juesuan.recognition.report import Report
from juesuan.taxonomy.naming import compact

_SAME_UNIT = 0.6
# What makes last year's figures differ for a good reason: a changed scope, a corrected mistake, money taken back.
EXPLAINED = re.compile(
    r"口径(?:调整|变化|不一致|不同)|可比口径|(?:年初|期初)(?:数|余额|结转和?结余)?[^。；]{0,8}调整|调整(?:年初|期初)|会计差错|差错更正"
    r"|追溯(?:调整|重述)|机构改革|机构调整|(?:职能|职责|单位|人员|资产)[^。；]{0,6}划(?:转|入|出)|(?:收回|上缴|缴回)[^。；]{0,10}(?:结转|结余|存量)"
)


class Kind(Enum):
    """What the other report is."""

    LAST_YEAR = "last year's report"
    DRAFT = "a draft of the same year"
    OTHER_UNIT = "another unit's report"
    OTHER_YEAR = "a report of another year"
    UNKNOWN = "a report of unknown year"


@dataclass(frozen=True, slots=True)
class Years:
    """The figures of both reports."""

    now: Figures
    before: Figures

    def meets(self, coordinate: Coordinate, interval: Interval) -> bool:
        """Whether a table of the other report prints an amount within the interval.

        One of its own slips is not to be charged to this report, so any of its tables will do.
        """
        return any(
            figure.interval.meets(interval)
            for figure in (self.before.items[i] for i in self.before.cells(coordinate))
            if not figure.blank
        )

    def last(self, coordinate: Coordinate) -> Figure | None:
        """What the other report prints for a coordinate of its own: a cell with a number, else a sentence."""
        index = self.before.best(coordinate)
        return None if index is None else self.before.items[index]


def kind(report: Report) -> Kind | None:
    """What the other report is to this one; None where there is none."""
    other = report.previous
    if other is None:
        return None
    if report.unit_name and other.unit_name and likeness(report.unit_name, other.unit_name) < _SAME_UNIT:
        return Kind.OTHER_UNIT
    if report.fiscal_year is None or other.fiscal_year is None:
        return Kind.UNKNOWN
    gap = report.fiscal_year - other.fiscal_year
    return Kind.LAST_YEAR if gap == 1 else Kind.DRAFT if gap == 0 else Kind.OTHER_YEAR


def likeness(one: str, other: str) -> float:
    """How alike two names are, from 0 to 1."""
    return SequenceMatcher(None, compact(one), compact(other), autojunk=False).ratio()


_latest: list[tuple[Report, Report, Years]] = []


def years(report: Report) -> Years | None:
    """The figures of both reports, collected once for all rules; None unless the other is last year's."""
    other = report.previous
    if other is None or kind(report) is not Kind.LAST_YEAR:
        return None
    if not _latest or _latest[0][0] is not report or _latest[0][1] is not other:
        _latest[:] = [(report, other, Years(figures_of(report), collect(sift(other)[0])))]
    return _latest[0][2]


def forget() -> None:
    """Let go of the last two reports."""
    _latest.clear()


def comparable(one: Figure, other: Figure) -> bool:
    """Whether both are amounts of money, or counts in the same unit."""
    return is_money(one.unit) == is_money(other.unit) and (is_money(one.unit) or one.unit == other.unit)


def last_digit(*figures: Figure) -> Decimal:
    """The coarsest last digit of the figures, in 元 (or their own unit)."""
    return max(Decimal(1).scaleb(-figure.decimals) * scale(figure.unit) for figure in figures)


def elsewhere(years: Years, figure: Figure, role: str) -> Related:
    """A figure of the other report as evidence: its file, page and words, but no place to look up in this one."""
    at = of_figure(years.before, figure.index)
    place = Place(page=at.place.page, line=at.place.line, file=years.before.report.document.source)
    return Related(replace(at, place=place), None if figure.value is None else f"{figure.value:f}", role)


def explained(report: Report, paragraphs: Iterable[Paragraph] | None = None) -> bool:
    """Whether the text gives a reason for figures of last year to differ."""
    texts = report.document.paragraphs() if paragraphs is None else paragraphs
    return any(EXPLAINED.search(compact(paragraph.text)) for paragraph in texts)


def explained_at(report: Report, location: Location) -> bool:
    """The same, in the place's own paragraph only."""
    block = location.place.block
    return explained(report, (p for p in report.document.paragraphs() if p.index == block))
