"""Last year's figures as this year's report states or implies them, against last year's report (Y3)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from juesuan.checks.expected import format_amount
from juesuan.checks.figures import Figures
from juesuan.checks.finding import Cause, Finding, Related, Severity, Words
from juesuan.checks.locate import of_figure, related
from juesuan.checks.narrative import Comparison, comparisons
from juesuan.checks.registry import rule
from juesuan.checks.years import Years, comparable, elsewhere, explained_at, last_digit, years
from juesuan.cube.coordinate import Coordinate
from juesuan.cube.figure import Figure
from juesuan.cube.lattice import canonical
from juesuan.money import Interval, scale
from juesuan.recognition.report import Report

_BASIS = Words(
    "上年数应与上年度公开的决算一致，口径有调整的应当说明（《地方预决算公开操作规程》，财预〔2016〕143号）",
    "last year's figures are those of last year's published accounts; a changed scope is to be explained"
    " (Caiyu [2016] No. 143)",
)
_HUNDRED = Decimal(100)
_TOLD_RATE = Decimal(1)  # 元; a rate alone gives last year's figure no closer than its own digits


@rule(
    "JS902",
    title=Words("所写上年数与上年报告不符", "A figure given for last year is not that of last year's report"),
    basis=_BASIS,
    message=Words(
        "所写上年数{stated}{unit}与上年报告的{expected}{unit}不符",
        "{stated} {unit} is given for last year, but last year's report has {expected} {unit}",
    ),
)
def told_last_year_differs(report: Report) -> Iterator[Finding]:
    """A table or a sentence gives a figure for last year that last year's report has otherwise.

    The change that is told from it is then wrong as well.

    Breaks: 上年报告：收入总计 680.00 万元；本年报告：2023年度收入总计608.00万元
    Right: 本年报告：2023年度收入总计680.00万元
    """
    both = years(report)
    if both is None:
        return
    for coordinate, indices in both.now.at.items():
        if coordinate.period != -1:
            continue
        before = both.last(coordinate._replace(period=0))
        for now in (both.now.items[i] for i in indices):
            if before is not None and _differ(now, before) and not both.meets(before.coordinates[0], now.interval):
                yield _told(both, now, before)


def _differ(now: Figure, before: Figure) -> bool:
    if now.blank or before.blank or not comparable(now, before):
        return False
    return not now.interval.meets(before.interval)


def _told(both: Years, now: Figure, before: Figure) -> Finding:
    at = of_figure(both.now, now.index)
    gap = now.exact - before.exact
    factor, decimals = scale(now.unit), max(now.decimals, before.decimals)
    unsure = before.statement is None or explained_at(both.now.report, at)
    return Finding(
        "JS902",
        Severity.WARNING if unsure else Severity.ERROR,
        at,
        stated=f"{now.value:f}",
        expected=format_amount(before.exact / factor, decimals),
        difference=format_amount(gap / factor, decimals),
        unit=now.unit,
        related=(elsewhere(both, before, "same_fact"),),
    )


@rule(
    "JS903",
    title=Words("增减额所依据的上年数与上年报告不符", "A change implies another figure than last year's report has"),
    basis=_BASIS,
    message=Words(
        "由本年数和增减额算得上年数为{implied}{money}，上年报告为{last}{money}",
        "this year's figure and the change make {implied} {money} for last year, whose report has {last} {money}",
    ),
    variants={
        "rate": Words(
            "由本年数和增减幅度算得上年数约为{implied}{money}，上年报告为{last}{money}",
            "this year's figure and the rate make about {implied} {money} for last year; its report has {last} {money}",
        ),
        "direction": Words(
            "由本年数和增减额算得上年数为{implied}{money}，上年报告为{last}{money}，增减方向也不对",
            "this year's figure and the change make {implied} {money} for last year, whose report has {last} {money}:"
            " the direction is wrong too",
        ),
    },
)
def implied_last_year_differs(report: Report) -> Iterator[Finding]:
    """This year's figure less the change is not the figure that last year's report has.

    Nobody prints the base of a change, so a reader can't see that it is wrong; last year's report can.

    Breaks: 上年报告：收入总计 680.00 万元；本年报告：收入总计710.00万元，比上年增加50.00万元
    Right: 本年报告：收入总计710.00万元，比上年增加30.00万元
    """
    both = years(report)
    if both is None:
        return
    for comparison in comparisons(both.now):
        if comparison.base.period == -1 and comparison.subject == comparison.base._replace(period=0):
            found = _implied(both, comparison)
            if found is not None:
                yield found


def _implied(both: Years, comparison: Comparison) -> Finding | None:
    figures = both.now
    before = both.last(comparison.base._replace(period=0))
    position = next(iter((*comparison.changes, *comparison.rates)), None)
    if before is None or before.blank or position is None or figures.cells(comparison.base):
        return None  # where a table prints last year's figure, JS902 speaks
    told = figures.report.claims[position]
    now_index = figures.best(comparison.subject, told)
    if now_index is None or position not in figures.of_claim or told.sign == 0:
        return None
    now = figures.items[now_index]
    claim = figures.items[figures.of_claim[position]]
    by_rate = not comparison.changes
    base = _base(now, claim, told.sign, by_rate)
    if now.blank or not comparable(now, before) or base is None or _contradicts_its_rate(figures, comparison, base):
        return None
    around = base.widen(last_digit(now, before))
    if around.meets(before.interval) or both.meets(comparison.base._replace(period=0), around):
        return None
    turned = (now.exact - before.exact) * told.sign < 0
    return _finding(both, now, before, claim, base, "rate" if by_rate else "direction" if turned else "")


def _base(now: Figure, claim: Figure, sign: int, by_rate: bool) -> Interval | None:
    """What last year's figure can have been."""
    if not by_rate:
        return now.interval - claim.interval.times(Decimal(sign)) if comparable(now, claim) else None
    base = now.interval.product(Interval(_HUNDRED, _HUNDRED)).quotient(
        Interval(_HUNDRED, _HUNDRED) + claim.interval.times(Decimal(sign))
    )
    return None if base.low is None else base.widen(_TOLD_RATE)


def _contradicts_its_rate(figures: Figures, comparison: Comparison, base: Interval) -> bool:
    """Whether change and rate do not fit each other: then another rule has found the slip already."""
    if not (comparison.changes and comparison.rates):
        return False
    change, rate = (figures.of_claim.get(p) for p in (comparison.changes[0], comparison.rates[0]))
    if change is None or rate is None:
        return False
    quotient = figures.items[change].interval.product(Interval(_HUNDRED, _HUNDRED)).quotient(base)
    return quotient.low is not None and not quotient.meets(figures.items[rate].interval)


def _finding(
    both: Years, now: Figure, before: Figure, claim: Figure, base: Interval, variant: str
) -> Finding:
    at = of_figure(both.now, claim.index)
    assert base.middle is not None
    factor, decimals = scale(now.unit), max(now.decimals, before.decimals)
    change = abs(now.exact - before.exact)
    stated = f"{claim.value:f}"
    expected = None if variant else format_amount(change / scale(claim.unit), claim.decimals)
    # Certain only where tables print both figures, and the change is an amount.
    sure = variant != "rate" and bool(both.now.cells(_of(now))) and before.statement is not None
    evidence = (related(both.now, now.index, "same_fact"), elsewhere(both, before, "base"))
    return Finding(
        "JS903",
        Severity.ERROR if sure and not explained_at(both.now.report, at) else Severity.WARNING,
        at,
        variant=variant,
        args={
            "implied": format_amount(base.middle / factor, decimals),
            "last": format_amount(before.exact / factor, decimals),
            "money": now.unit,
        },
        stated=stated,
        expected=expected,
        difference=None if expected is None else format_amount(Decimal(stated) - Decimal(expected), claim.decimals),
        unit=claim.unit,
        cause=Cause.SIGN if variant == "direction" and abs(now.exact - before.exact) == claim.exact else None,
        related=_once(evidence),
    )


def _of(figure: Figure) -> Coordinate:
    return canonical(figure.coordinates[0])


def _once(evidence: tuple[Related, ...]) -> tuple[Related, ...]:
    return tuple(entry for entry in evidence if entry.value is not None)
