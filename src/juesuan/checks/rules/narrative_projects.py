"""Projects that are evaluated against the spending that is told."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from juesuan.checks import locate
from juesuan.checks.figures import Figures, figures_of
from juesuan.checks.finding import Candidate, Finding, Severity, Words
from juesuan.checks.registry import rule
from juesuan.cube.coordinate import Coordinate
from juesuan.money import in_yuan
from juesuan.performance import projects_of
from juesuan.recognition.report import Report

_BASIS = Words(
    "绩效自评的对象是项目支出；基本支出与项目支出分列（财预〔2020〕10号）",
    "what is evaluated is project spending, told apart from basic spending (Caiyu [2020] No. 10)",
)
_EVALUATED = ("performance.projects", "performance.evaluated")
_AMOUNTS = ("performance.amount", "performance.projects", "performance.evaluated")


_BEYOND_REVISION = Decimal("1.2")
"""Projects added within the year may lift their worth a little above the whole initial budget."""


def _first(figures: Figures, measures: tuple[str, ...], quantity: str) -> int | None:
    for measure in measures:
        index = figures.best(Coordinate(measure, quantity=quantity))
        if index is not None and figures.items[index].value:
            return index
    return None


@rule(
    "JS309",
    title=Words("全部支出为基本支出却评价了项目", "all spending is basic, yet projects are evaluated"),
    basis=_BASIS,
    message=Words(
        "本年支出全部列为基本支出{stated}{unit}，却对{projects}个项目开展了绩效自评，项目支出可能并入了基本支出",
        "all {stated} {unit} are told as basic spending, yet {projects} projects are evaluated: project spending"
        " was probably put under basic spending",
    ),
)
def projects_without_project_spending(report: Report) -> Iterator[Finding]:
    """The whole of the year's spending is called basic, while projects worth something are evaluated.

    Breaks: 本年支出合计80万元，其中：基本支出80万元，占100%。……对3个项目进行了绩效自评，涉及资金30万元。
    Right: 本年支出合计80万元，其中：基本支出50万元，占62.5%；项目支出30万元，占37.5%。……
    """
    figures = figures_of(report)
    basic = figures.best(Coordinate("expenditure", kind="basic"))
    whole = figures.best(Coordinate("expenditure"))
    projects = _first(figures, _EVALUATED, "count")
    if basic is None or whole is None or projects is None or not figures.items[basic].value:
        return
    if figures.items[basic].exact != figures.items[whole].exact:
        return
    count = figures.items[projects]
    yield Finding(
        "JS309",
        Severity.ERROR,
        locate.of_figure(figures, basic),
        args={"projects": f"{count.value:f}"},
        stated=f"{figures.items[basic].value:f}",
        unit=figures.items[basic].unit,
        related=(locate.related(figures, projects, "term"), locate.related(figures, whole, "total")),
    )


@rule(
    "JS310",
    title=Words("项目金额大于全部预算", "projects are worth more than the whole budget"),
    basis=_BASIS,
    message=Words(
        "自评项目涉及资金{stated}{unit}，大于年初预算{budget}，年初预算可能未含项目",
        "the projects evaluated are worth {stated} {unit}, more than the whole initial budget of {budget}",
    ),
    severity=Severity.WARNING,
)
def projects_exceed_budget(report: Report) -> Iterator[Finding]:
    """The projects evaluated are worth more than the whole initial budget they should be part of.

    Forms that state less at the year's beginning explain it: the projects were added within the year.

    Breaks: 年初预算为50万元……3个项目，涉及资金80万元
    Right: 年初预算为120万元……3个项目，涉及资金80万元
    """
    figures = figures_of(report)
    amount = _first(figures, _AMOUNTS, "amount")
    budgets = [
        index
        for fund in ("all", "appropriation", "general")
        if (index := figures.best(Coordinate("expenditure", fund=fund, basis="initial"))) is not None
    ]
    if amount is None or not budgets or not figures.items[budgets[0]].value:
        return
    worth, budget = figures.items[amount], figures.items[budgets[0]]
    most = budget.exact * _BEYOND_REVISION + _other_money(figures, budget.coordinates[0].fund)
    if worth.exact > most and not _planned_for_less(report, budget.exact):
        place = locate.of_figure(figures, budget.index)
        yield Finding(
            "JS310",
            Severity.WARNING,
            locate.of_figure(figures, amount),
            args={"budget": f"{budget.value:f}{budget.unit}"},
            stated=f"{worth.value:f}",
            unit=worth.unit,
            related=(locate.related(figures, budget.index, "total"),),
            candidates=(Candidate(place, None),),
        )


def _other_money(figures: Figures, fund: str) -> Decimal:
    """What there was beside the fund whose budget is told (in 元): projects may have been paid for with that."""
    there, spent, own = (
        figures.best(Coordinate(measure, fund=of))
        for measure, of in (("resources", "all"), ("expenditure", "all"), ("expenditure", fund))
    )
    if there is None or spent is None or own is None or figures.items[spent].exact <= figures.items[own].exact:
        return Decimal(0)
    return figures.items[there].exact - figures.items[own].exact


def _planned_for_less(report: Report, budget: Decimal) -> bool:
    """Whether every form is there with its 年初预算数, and together they are no more than the budget (in 元)."""
    planned = [(p.total.initial if p.total is not None else None, p.money_unit) for p in projects_of(report)]
    known = [in_yuan(cell.value, unit) for cell, unit in planned if cell is not None and cell.value is not None]
    return bool(known) and len(known) == len(planned) and sum(known) <= budget
