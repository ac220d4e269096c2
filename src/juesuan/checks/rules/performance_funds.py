"""Funds of self-evaluation forms: sums, execution rates, and the points that follow from them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from juesuan.checks import forms
from juesuan.checks.finding import Candidate, Cause, Finding, Severity, Words
from juesuan.checks.registry import rule
from juesuan.performance import projects_of
from juesuan.performance.funds import COLUMNS, Broken, broken_sums, rate_interval, stands
from juesuan.performance.model import FundRow, Number, Project
from juesuan.performance.scoring import How, n, score_execution
from juesuan.recognition.report import Report

_BASIS = Words(
    "执行率=全年执行数÷全年预算数，执行率得分=分值×执行率，最高为满分（财预〔2020〕10号）",
    "rate = executed ÷ the year's budget; its score = points × rate, at most all of them (Caiyu [2020] No. 10)",
)
_HUNDRED = Decimal(100)
_TWO = Decimal("0.01")


@rule(
    "JS604",
    title=Words("执行率与资金数不符", "an execution rate does not follow from the funds"),
    basis=_BASIS,
    message=Words(
        "项目“{project}”执行率{stated}%，按执行数{executed}、预算数{budget}应为{expected}%",
        "the rate of “{project}” is {stated}%; {executed} of {budget} are {expected}%",
    ),
)
def execution_rate_wrong(report: Report) -> Iterator[Finding]:
    """The execution rate printed is not executed ÷ budget.

    A budget of 0 leaves nothing to divide by and is not judged.

    Breaks: 全年预算数100，全年执行数90，执行率100%
    Right: 全年预算数100，全年执行数90，执行率90%
    """
    for project in projects_of(report):
        wrong_sum = broken_sums(project)
        for row in project.funds:
            finding = _rate_finding(project, row, wrong_sum)
            if finding is not None:
                yield finding


def _rate_finding(project: Project, row: FundRow, wrong_sum: tuple[Broken, ...]) -> Finding | None:
    rate, budget, executed = row.rate, row.adjusted or row.initial, row.executed
    if rate is None or rate.value is None or budget is None or executed is None:
        return None
    span = rate_interval(budget, executed)
    if span is None or stands(rate, span) or budget.value is None or executed.value is None:
        return None
    if row is project.total and any(stands(rate, s) for s in _mended(row, wrong_sum)):
        return None  # the sum of the funds is what is wrong
    base = rate_interval(row.initial, executed) if row.initial is not None else None
    expected = (executed.value / budget.value * _HUNDRED).quantize(_TWO)
    shown = rate.value if rate.unit == "%" else rate.value * _HUNDRED if rate.value <= 1 else rate.value
    return Finding(
        "JS604",
        Severity.ERROR,
        forms.at(project, rate),
        args={"project": project.label, "executed": n(executed.value), "budget": n(budget.value)},
        stated=f"{shown:f}",
        expected=f"{expected:f}",
        difference=f"{shown - expected:f}",
        unit="%",
        cause=Cause.WRONG_BASE if base is not None and row.adjusted is not None and stands(rate, base) else None,
        related=(forms.related(project, executed, "term"), forms.related(project, budget, "base")),
    )


def _mended(row: FundRow, wrong_sum: tuple[Broken, ...]) -> Iterator[tuple[Decimal, Decimal]]:
    """The rates that follow once a wrong total of the funds is put right."""
    by_column = {b.column: b for b in wrong_sum}
    for broken in wrong_sum:
        if broken.column in ("adjusted", "executed"):
            budget = by_column["adjusted"].mended if "adjusted" in by_column else row.adjusted
            executed = by_column["executed"].mended if "executed" in by_column else row.executed
            if budget is not None and executed is not None:
                span = rate_interval(budget, executed)
                if span is not None:
                    yield span


@rule(
    "JS605",
    title=Words("执行率得分有误", "the score of budget execution is wrong"),
    basis=_BASIS,
    message=Words(
        "项目“{project}”执行率得分{stated}，应为{expected}（{arithmetic}）",
        "execution of “{project}” scores {stated}; it should be {expected} ({arithmetic})",
    ),
)
def execution_score_wrong(report: Report) -> Iterator[Finding]:
    """The points of budget execution are not weight × rate, at most the whole weight.

    Places give all points from some rate on (90 %, 95 %), so a small difference is a warning.

    Breaks: 分值10，执行率50%，得分10
    Right: 分值10，执行率50%，得分5
    """
    for project in projects_of(report):
        total = project.total
        if total is None or total.score is None or total.weight is None or project.execution[0] is None:
            continue
        stated, weight = total.score.value, total.weight.value
        budget, executed = forms.value_of(total.adjusted or total.initial), forms.value_of(total.executed)
        if stated is None or weight is None or stated > weight or broken_sums(project):
            continue
        score = score_execution(budget, executed, weight)
        if score.how is not How.EXECUTION or score.value is None:
            continue
        base = total.adjusted or total.initial
        span = rate_interval(base, total.executed) if base is not None and total.executed is not None else None
        gap = stated - score.value
        slack = max(Decimal("0.05"), Decimal("0.5").scaleb(-total.score.decimals))
        if span is not None:
            least, most = (weight * min(rate, _HUNDRED) / _HUNDRED for rate in span)
            if least - slack <= stated <= most + slack:
                continue  # amounts are rounded: the rate is not known any closer
        if abs(gap) > slack:
            yield Finding(
                "JS605",
                Severity.ERROR if abs(gap) > 1 else Severity.WARNING,
                forms.at(project, total.score),
                args={"project": project.label, "arithmetic": Words(score.zh, score.en)},
                stated=n(stated),
                expected=n(score.value),
                difference=n(gap),
                unit="分",
                related=tuple(
                    forms.related(project, c, "base") for c in (total.executed, total.adjusted) if c is not None
                ),
            )


@rule(
    "JS606",
    title=Words("资金合计有误", "the funds do not add up"),
    basis=Words(
        "年度资金总额等于财政拨款、上年结转与其他资金之和", "all funds are appropriation, carry-over and other"
    ),
    message=Words(
        "项目“{project}”{column}：总额{stated}，各来源合计{expected}",
        "“{project}”, {column}: the total is {stated}, its sources come to {expected}",
    ),
)
def funds_do_not_add_up(report: Report) -> Iterator[Finding]:
    """The year's funds are not the sum of their sources; one finding a form.

    Breaks: 年度资金总额0；其中：本年财政拨款90
    Right: 年度资金总额90；其中：本年财政拨款90
    """
    for project in projects_of(report):
        for broken in broken_sums(project)[:1]:
            yield Finding(
                "JS606",
                Severity.ERROR,
                forms.at(project, broken.total),
                args={"project": project.label, "column": broken.total.column or COLUMNS[broken.column]},
                stated=f"{broken.total.value:f}",
                expected=f"{broken.mended.value:f}",
                difference=f"{(broken.total.value or 0) - (broken.mended.value or 0):f}",
                unit=broken.total.unit,
                related=tuple(forms.related(project, part, "term") for part in broken.parts),
                # a single source that exceeds the total may be what is wrong
                candidates=tuple(
                    Candidate(forms.at(project, part), f"{broken.total.value:f}", part.unit or None)
                    for part in broken.parts[:1]
                    if len(broken.parts) == 1
                ),
            )


@rule(
    "JS607",
    title=Words("执行数大于预算数", "more was spent than budgeted"),
    basis=Words("支出不得超过经批准的全年预算数", "spending stays within the year's approved budget"),
    message=Words(
        "项目“{project}”全年执行数{stated}大于全年预算数{budget}",
        "“{project}” spent {stated}, more than the year's budget of {budget}",
    ),
    severity=Severity.WARNING,
)
def execution_above_budget(report: Report) -> Iterator[Finding]:
    """More was executed than the year's budget.

    Breaks: 全年预算数100，全年执行数120
    Right: 全年预算数120，全年执行数120
    """
    for project in projects_of(report):
        total = project.total
        if total is None or total.executed is None or total.adjusted is None or broken_sums(project):
            continue
        executed, budget = total.executed.value, total.adjusted.value
        if executed is not None and budget is not None and executed > budget > 0:
            yield _above(project, total.executed, total.adjusted)


def _above(project: Project, executed: Number, budget: Number) -> Finding:
    assert executed.value is not None
    assert budget.value is not None
    return Finding(
        "JS607",
        Severity.WARNING,
        forms.at(project, executed),
        args={"project": project.label, "budget": n(budget.value)},
        stated=f"{executed.value:f}",
        difference=f"{executed.value - budget.value:f}",
        unit=executed.unit,
        related=(forms.related(project, budget, "base"),),
    )
