"""Roots in self-evaluation forms: the one number whose change ends all that a form's rules say.

A wrong weight makes the points differ from their total, a score exceed it, and points be lost on a met target. The
smallest change that mends all of it is the mistake; where several would, the findings stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from juesuan.checks import causes, forms
from juesuan.checks.finding import Finding, Related, Severity, Words
from juesuan.checks.registry import RULES, Rule, register
from juesuan.performance import projects_of
from juesuan.performance.funds import COLUMNS
from juesuan.performance.model import Fund, FundRow, Indicator, Number, Project
from juesuan.performance.points import points_of
from juesuan.performance.reading import read_as
from juesuan.performance.scoring import n
from juesuan.recognition.report import Report

_JUDGED = ("JS601", "JS602", "JS604", "JS605", "JS606", "JS607", "JS609")
"""Codes of the rules that hold a form's numbers to each other."""
_MOST_FORMS = 20
_HUNDRED = Decimal(100)
_CENT = Decimal("0.01")

register(
    Rule(
        "JS622",
        "form_number_against_all_others",
        Severity.ERROR,
        Words("自评表中一个数与其余各数矛盾", "one number of a form contradicts all others"),
        Words(
            "分值、得分、资金和执行率互相决定（财预〔2020〕10号）",
            "points, scores, funds and rates follow from each other (Caiyu [2020] No. 10)",
        ),
        {
            "": Words(
                "项目“{project}”中“{row}”的{column}为{stated}，应为{expected}，其余各数才相符",
                "“{row}”, {column}, of “{project}” is {stated}; with {expected} all other numbers agree",
            )
        },
        None,
        """A form's rules find several faults, and a single number explains them all.

    Breaks: 分值合计70而总分100，且得分30大于分值0
    Right: 该项分值30
    """,
    )
)


@dataclass(frozen=True, slots=True)
class _Mend:
    """One number and what it should be.

    Attributes:
        number: as printed.
        value: as it should be.
        project: the form with it.
        told: another row of the funds says just that value.
    """

    number: Number
    value: Decimal
    project: Project
    told: bool = False


def one_mistake_each(report: Report, findings: list[Finding]) -> list[Finding]:
    """The findings, those of each form replaced by one where a single number explains them all."""
    projects = projects_of(report)
    for project in projects[:_MOST_FORMS]:
        label = project.label or None
        mine = [f for f in findings if f.code in _JUDGED and f.location.project == label]
        if len(mine) < 2 or sum(p.label == project.label for p in projects) != 1:
            continue
        if all(f.severity is not Severity.ERROR for f in mine):
            continue
        found = _root(report, project)
        read_as(report, projects)
        if found is not None:
            root = _finding(project, found, mine)
            findings = [f for f in findings if f not in mine and not _doubts(f, root)]
            findings.append(root)
    return findings


def _doubts(finding: Finding, root: Finding) -> bool:
    return finding.severity is Severity.WARNING and finding.location == root.location


def _root(report: Report, project: Project) -> _Mend | None:
    """The only number that mends all; of several the one whose value another row tells, or that is a slip."""
    mends = [mend for mend in _mends(project) if mend.value != mend.number.value and not _faulty(report, mend.project)]
    slips = [mend for mend in mends if _is_slip(mend)]
    told = [mend for mend in mends if mend.told]
    for choice in (mends, told, slips):
        if choice and all(mend.number is choice[0].number for mend in choice):
            return next((mend for mend in choice if mend in slips), choice[0])
    return None


def _faulty(report: Report, project: Project) -> bool:
    read_as(report, (project,))
    checks = (RULES[code].check for code in _JUDGED)
    return any(True for check in checks if check is not None for _ in check(report))


def _is_slip(mend: _Mend) -> bool:
    stated, decimals = mend.number.value or Decimal(0), max(mend.number.decimals, -_exponent(mend.value))
    slip = causes.typing_slip(stated, mend.value, decimals)
    return slip is not None or causes.lost_digit(stated, mend.value, decimals) is not None


def _exponent(value: Decimal) -> int:
    return int(value.normalize().as_tuple().exponent)


def _mends(project: Project) -> Iterator[_Mend]:
    """Every number of the form with every value that its relations to the others ask for."""
    points = points_of(project)
    for row in project.funds:
        for key, wanted in _of_funds(project, row):
            yield from _changed(project, "funds", row, key, wanted, _by_sources(project, row, key))
    owners: list[tuple[FundRow | Indicator, str]] = [(row, "funds") for row in project.funds]
    owners += [(indicator, "indicators") for indicator in project.indicators]
    for owner, part in owners:
        weight, score = forms.value_of(owner.weight), forms.value_of(owner.score)
        if weight is not None:
            yield from _changed(project, part, owner, "weight", (weight - points.weight_gap, score))
        if score is not None:
            yield from _changed(project, part, owner, "score", (score - points.score_gap, weight))
    for key, wanted_sum in (("total_weight", points.weight_sum), ("total_score", points.score_sum)):
        number: Number | None = getattr(project, key)
        if number is not None and number.value is not None:
            yield _Mend(number, wanted_sum, replace(project, **_field(key, replace(number, value=wanted_sum))))


def _of_funds(project: Project, row: FundRow) -> Iterator[tuple[str, tuple[Decimal | None, ...]]]:
    """What the other numbers ask of a row's amounts, rate and score."""
    budget, executed = forms.value_of(row.adjusted or row.initial), forms.value_of(row.executed)
    rate, weight = forms.value_of(row.rate), forms.value_of(row.weight)
    by_sources = {key: _by_sources(project, row, key) for key in COLUMNS}
    by_rate = (budget * rate / _HUNDRED).quantize(_CENT) if budget and rate else None
    yield "executed", (by_sources["executed"], by_rate)
    of_rate = (executed * _HUNDRED / rate).quantize(_CENT) if executed and rate else None
    yield "adjusted", (by_sources["adjusted"], of_rate)
    yield "initial", (by_sources["initial"],)
    if budget and executed is not None:
        true = executed * _HUNDRED / budget
        yield "rate", (true.quantize(_CENT),)
        if weight is not None:
            yield "score", ((weight * min(true, _HUNDRED) / _HUNDRED).quantize(_CENT),)


def _by_sources(project: Project, row: FundRow, key: str) -> Decimal | None:
    """The total as its sources make it, or a source as the total leaves it."""
    values = {r.fund: forms.value_of(getattr(r, key)) for r in project.funds if r.fund is not Fund.PART}
    total = values.pop(Fund.TOTAL, None)
    if row.fund is Fund.TOTAL:
        return sum((v for v in values.values() if v is not None), Decimal(0)) if values else None
    others = sum((v for fund, v in values.items() if fund is not row.fund and v is not None), Decimal(0))
    return None if total is None else total - others


def _changed(
    project: Project,
    part: str,
    owner: FundRow | Indicator,
    key: str,
    wanted: tuple[Decimal | None, ...],
    told: Decimal | None = None,
) -> Iterator[_Mend]:
    number: Number | None = getattr(owner, key)
    if number is None or number.value is None:
        return
    for value in dict.fromkeys(v for v in wanted if v is not None and v >= 0):
        mended = replace(owner, **_field(key, replace(number, value=value)))
        rows = tuple(mended if row is owner else row for row in getattr(project, part))
        yield _Mend(number, value, replace(project, **_field(part, rows)), value == told)


def _field(name: str, value: object) -> dict[str, Any]:
    return {name: value}


def _finding(project: Project, mend: _Mend, mine: list[Finding]) -> Finding:
    location = forms.at(project, mend.number)
    stated = mend.number.value or Decimal(0)
    wanted = (n(mend.value), f"{mend.value:f}")
    for finding in mine:
        if finding.location == location and finding.expected in wanted:
            return replace(finding, severity=Severity.ERROR)
    evidence = {r.location: r for f in mine for r in (*f.related, Related(f.location, f.stated, "term"))}
    return Finding(
        "JS622",
        Severity.ERROR,
        location,
        args={"project": project.label, "row": location.row or "", "column": location.column or ""},
        stated=n(stated),
        expected=n(mend.value),
        difference=n(stated - mend.value),
        unit=mend.number.unit or None,
        related=tuple(r for at, r in evidence.items() if at != location),
    )
