"""Opening balances against last year's closing ones (Y1, Y2)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from juesuan.checks.expected import format_amount
from juesuan.checks.finding import Finding, Severity, Words
from juesuan.checks.locate import of_figure
from juesuan.checks.registry import rule
from juesuan.checks.years import Kind, Years, comparable, elsewhere, explained, kind, years
from juesuan.cube.coordinate import Coordinate
from juesuan.cube.figure import Figure
from juesuan.cube.lattice import DIMENSIONS, above
from juesuan.money import scale
from juesuan.recognition.report import NotChecked, Report

_BASIS = Words(
    "年初结转和结余等于上年年末结转和结余（部门决算报表年际勾稽关系）；有调整的应当说明",
    "opening balances are last year's closing balances (identities between years); adjustments are to be explained",
)
_WHAT = ("年度间核对", "year-to-year checks")
_REASONS = {
    None: ("未提供上年度报告（--previous）", "no report of last year was given (--previous)"),
    Kind.OTHER_UNIT: (
        "--previous 给出的是另一单位（{unit}）的报告",
        "the report given with --previous is of another unit ({unit})",
    ),
    Kind.OTHER_YEAR: ("--previous 给出的是{year}年度的报告", "the report given with --previous is of {year}"),
    Kind.UNKNOWN: (
        "未能认出本报告或 --previous 报告的年度",
        "the year of this report, or of the one given with --previous, was not recognised",
    ),
    Kind.DRAFT: (
        "--previous 给出的是同一年度的报告，按上一稿比较",
        "the report given with --previous is of the same year and was compared as the last draft",
    ),
}


def _not_run(report: Report) -> Iterator[NotChecked]:
    """One entry that says why the rules from year to year were not run."""
    which = kind(report)
    if which is Kind.LAST_YEAR or any(n.reason_code == "no_previous_year" for n in report.not_checked):
        return
    other = report.previous
    known = {"unit": (other.unit_name if other else None) or "", "year": (other.fiscal_year if other else None) or ""}
    zh, en = (reason.format(**known) for reason in _REASONS[which])
    yield NotChecked("JS901", "no_previous_year", zh, en, *_WHAT)


@rule(
    "JS901",
    title=Words("年初数与上年年末数不符", "An opening balance is not last year's closing balance"),
    basis=_BASIS,
    message=Words(
        "年初结转和结余{stated}{unit}与上年报告的年末数{expected}{unit}不符",
        "the opening balance of {stated} {unit} is not last year's closing balance of {expected} {unit}",
    ),
    variants={
        "blank": Words(
            "年初结转和结余为{stated}，上年报告的年末数为{expected}，其中一处空白",
            "the opening balance is {stated}, last year's closing balance {expected}: one of them is blank",
        ),
    },
)
def opening_differs_from_last_closing(report: Report) -> Iterator[Finding | NotChecked]:
    """An opening balance differs from the closing balance that last year's report prints for the same fund.

    Money does not come or go overnight: a difference is a slip, or an adjustment that has to be explained.

    Breaks: 上年报告：年末结转和结余 8.00；本年报告：年初结转和结余 8.80
    Right: 本年报告：年初结转和结余 8.00
    """
    yield from _not_run(report)
    both = years(report)
    if both is None:
        return
    found: dict[Coordinate, tuple[Figure, Figure, Decimal]] = {}
    for coordinate in both.now.at:
        pair = _pair(both, coordinate)
        if pair is not None:
            found[coordinate] = (*pair, pair[0].exact - pair[1].exact)
    gaps = {coordinate: gap for coordinate, (_, _, gap) in found.items()}
    why = explained(report)
    for coordinate, (now, before, gap) in found.items():
        if not _follows(coordinate, gaps):
            yield _finding(both, now, before, gap, why)


def _pair(both: Years, coordinate: Coordinate) -> tuple[Figure, Figure] | None:
    """The cell that states an opening balance and last year's, if they differ."""
    if (coordinate.measure, coordinate.period, coordinate.basis) != ("opening", 0, "final"):
        return None
    cells = both.now.cells(coordinate)
    before = both.last(coordinate._replace(measure="closing"))
    if not cells or before is None or before.statement is None:
        return None
    printed = [both.now.items[i] for i in cells if not both.now.items[i].blank]
    now = printed[0] if printed else both.now.items[cells[0]]
    if now.exact == before.exact or not (now.blank or before.blank or comparable(now, before)):
        return None
    if not now.blank and both.meets(coordinate._replace(measure="closing"), now.interval):
        return None
    return now, before


def _follows(coordinate: Coordinate, gaps: dict[Coordinate, Decimal]) -> bool:
    """Whether the difference is just that of the parts: then these say it."""
    for dimension in DIMENSIONS:
        parts = [c for c in gaps if coordinate in above(c, (dimension,))]
        if parts and sum((gaps[c] for c in parts), Decimal(0)) == gaps[coordinate]:
            return True
    return False


def _finding(both: Years, now: Figure, before: Figure, gap: Decimal, why: bool) -> Finding:
    blank = now.blank or before.blank
    factor = scale(now.unit)
    decimals = max(now.decimals, before.decimals)
    return Finding(
        "JS901",
        Severity.WARNING if blank or why else Severity.ERROR,
        of_figure(both.now, now.index),
        variant="blank" if blank else "",
        stated=None if now.value is None else f"{now.value:f}",
        expected=None if before.value is None else format_amount(before.exact / factor, decimals),
        difference=format_amount(gap / factor, decimals),
        unit=now.unit or before.unit,
        related=(elsewhere(both, before, "same_fact"),),
    )
