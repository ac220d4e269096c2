"""Rates that cannot be: of a base of zero, and shares of one whole that come to more than all of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from juesuan.checks import locate
from juesuan.checks.figures import Figures, figures_of, readings
from juesuan.checks.finding import Finding, Related, Severity, Words
from juesuan.checks.narrative import comparisons
from juesuan.checks.registry import rule
from juesuan.checks.relations import split
from juesuan.cube.coordinate import Coordinate
from juesuan.cube.figure import Figure
from juesuan.cube.lattice import canonical
from juesuan.money.interval import half_unit
from juesuan.recognition.report import Claim, ClaimKind, Report

_ARITHMETIC = Words("分母为零的比率没有意义", "a ratio of a base of zero has no meaning")
_HUNDRED = Decimal(100)


@rule(
    "JS409",
    title=Words("基数为零却写比率", "a rate of a base of zero"),
    basis=_ARITHMETIC,
    message=Words(
        "年初预算（或所比预算）为0，不应写“{stated}%”", "the budget is zero: no rate ({stated} %) can be given of it"
    ),
    variants={
        "growth": Words(
            "上年（或所比数）为0，增长“{stated}%”没有意义", "the base is zero: a growth of {stated} % has no meaning"
        )
    },
    severity=Severity.WARNING,
)
def rate_of_zero_base(report: Report) -> Iterator[Finding]:
    """A rate is given although what it is a rate of is zero.

    Spending without an initial budget has no completion rate, and a rise from nothing has no growth rate. 0 % of a
    budget of zero is common usage and let pass.

    Breaks: 年初预算为0万元，支出决算为10.77万元，完成年初预算的100%。
    Right: 年初预算为0万元，支出决算为10.77万元。
    """
    figures = figures_of(report)
    for claim in report.claims:
        if claim.kind is not ClaimKind.COMPLETION or not claim.bound or not claim.value:
            continue
        budget = _figure(figures, claim.base, claim)
        spent = _figure(figures, claim.subjects, claim)
        if budget is not None and budget.value == 0:
            yield _zero(report, claim, budget, Severity.ERROR if spent and spent.value else Severity.WARNING)
    yield from _growth_from_nothing(figures)


def _growth_from_nothing(figures: Figures) -> Iterator[Finding]:
    claims = figures.report.claims
    for comparison in comparisons(figures):
        rates = [claims[p] for p in comparison.rates if claims[p].value]
        changes = [claims[p] for p in comparison.changes if claims[p].value]
        if not rates or not changes or changes[0].sign <= 0:
            continue
        now = _figure(figures, rates[0].subjects, rates[0])
        # With another rate than 100 % the amount is wrong: the relation between the three says so.
        alone = len(comparison.rates) == len(comparison.changes) == 1
        odd = alone and rates[0].value != _HUNDRED and _figure(figures, rates[0].base, rates[0]) is None
        if now is not None and now.value == changes[0].value and now.unit == changes[0].unit and not odd:
            yield _zero(figures.report, rates[0], now, Severity.WARNING, "growth")


def _figure(figures: Figures, candidates: tuple[Coordinate, ...], near: Claim) -> Figure | None:
    for coordinate in readings(figures.report, candidates):
        index = figures.best(coordinate, near)
        if index is not None:
            return figures.items[index]
    return None


def _zero(report: Report, claim: Claim, base: Figure, severity: Severity, variant: str = "") -> Finding:
    return Finding(
        "JS409",
        severity,
        locate.of_claim(report, claim),
        variant=variant,
        stated=f"{claim.value:f}",
        unit="%",
        related=(Related(locate.of_source(report, base), f"{base.value:f}", "base"),),
    )


@rule(
    "JS405",
    title=Words("占比合计超过100%", "shares of one whole exceed 100 %"),
    basis=Words("算术恒等式", "arithmetic identity"),
    message=Words("各项占比合计{stated}%，超过100%", "the shares listed come to {stated} %, more than 100 %"),
)
def shares_exceed_whole(report: Report) -> Iterator[Finding]:
    """The shares that one sentence gives of one whole come to more than 100 %.

    Only lists are judged whose shares each fit their own amounts: a wrong share is a finding of its own.

    Breaks: 教育支出占60%；卫生健康支出占55%。
    Right: 教育支出占60%；卫生健康支出占40%。
    """
    figures = figures_of(report)
    groups: dict[object, dict[str, Claim]] = defaultdict(dict)
    for position, claim in enumerate(report.claims):
        if claim.kind is ClaimKind.SHARE and claim.base and position in figures.of_claim:
            subject = canonical(claim.subjects[0])
            for dimension in ("function", "fund", "kind", "economic"):
                rest, member = split(subject, dimension)
                if member not in ("all", "?", "*"):
                    groups[(claim.place.block, claim.section, claim.base[0], rest)].setdefault(member, claim)
    for members in groups.values():
        yield from _too_much(figures, list(members.values()))


def _too_much(figures: Figures, shares: list[Claim]) -> Iterator[Finding]:
    if len(shares) < 2 or any(not _fits(figures, claim) for claim in shares):
        return
    total = sum((c.value for c in shares if c.value is not None), Decimal(0))
    slack = sum((half_unit(c.decimals) for c in shares), Decimal(0))
    if total > _HUNDRED + slack:
        report = figures.report
        yield Finding(
            "JS405",
            Severity.ERROR,
            locate.of_claim(report, shares[0]),
            stated=f"{total:f}",
            expected="100",
            difference=f"{total - _HUNDRED:f}",
            tolerance=f"{slack:f}",
            unit="%",
            related=tuple(Related(locate.of_claim(report, c), f"{c.value:f}", "term") for c in shares[1:]),
        )


def _fits(figures: Figures, claim: Claim) -> bool:
    part, whole = _figure(figures, claim.subjects, claim), _figure(figures, claim.base, claim)
    if part is None or whole is None or not whole.exact or claim.value is None:
        return True
    return abs(part.exact * 100 / whole.exact - claim.value) <= half_unit(claim.decimals) * 2
