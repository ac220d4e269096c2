"""Self-evaluation forms against the rest of the report: the list of projects, counts, sums, spending."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from juesuan.checks import forms, locate
from juesuan.checks.figures import figures_of
from juesuan.checks.finding import Cause, Finding, Location, Severity, Words
from juesuan.checks.registry import rule
from juesuan.cube.coordinate import Coordinate
from juesuan.documents.model import Paragraph
from juesuan.performance import projects_of
from juesuan.performance.funds import broken_sums
from juesuan.performance.matching import alike, amounts, in_unit, key, match
from juesuan.performance.model import Kind, Number, Project
from juesuan.performance.scoring import n
from juesuan.recognition.report import Claim, ClaimKind, Report

_BASIS = Words(
    "自评结果公开的项目与金额应与自评表一致（财预〔2020〕10号）",
    "the projects and amounts told are those of the forms (Caiyu [2020] No. 10)",
)
_HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class _Listed:
    """The projects that the narrative lists, with their forms.

    Attributes:
        every: all amounts told of them.
        claims: the first told in each paragraph of each.
        projects: the forms that name a project.
        of: position in `claims` → position in `projects`.
    """

    every: tuple[Claim, ...]
    claims: tuple[Claim, ...]
    projects: tuple[Project, ...]
    of: dict[int, int]


def _listed(report: Report) -> _Listed:
    projects = tuple(p for p in projects_of(report) if p.kind is Kind.PROJECT and p.label)
    every = tuple(
        c
        for c in report.claims
        if c.kind is ClaimKind.AMOUNT and c.subject_text and c.subjects and c.subjects[0].measure == "project.amount"
    )
    first: dict[tuple[int | None, str], Claim] = {}
    for claim in every:
        first.setdefault((claim.place.block, claim.subject_text), claim)
    claims = tuple(first.values())
    return _Listed(every, claims, projects, match([c.subject_text for c in claims], projects) if projects else {})


def _name_place(report: Report, claim: Claim) -> Location:
    """Where the narrative names a project."""
    at = locate.of_claim(report, claim)
    text = next(
        (b.text for b in report.document.blocks if b.index == claim.place.block and isinstance(b, Paragraph)), ""
    )
    start = text.find(claim.subject_text)
    if start < 0:
        return at
    block = next(b for b in report.document.blocks if b.index == claim.place.block)
    assert isinstance(block, Paragraph)
    return Location(block.place(start, start + len(claim.subject_text)), section=at.section, quote=claim.subject_text)


# --- the list of projects -------------------------------------------------------------------------------------------


@rule(
    "JS617",
    title=Words("项目金额与自评表不符", "a project's amount differs from its form"),
    basis=_BASIS,
    message=Words(
        "情况说明中项目“{project}”金额为{stated}{unit}，自评表为{expected}{unit}",
        "the narrative gives “{project}” {stated} {unit}, its form {expected} {unit}",
    ),
    severity=Severity.WARNING,
)
def project_amount_differs(report: Report) -> Iterator[Finding]:
    """The amount told of a project is none of its form's: neither budget nor what was executed.

    Breaks: 情况说明“防火墙项目，金额：7.8万元”，自评表全年预算数8.7
    Right: 情况说明“防火墙项目，金额：8.7万元”
    """
    listed = _listed(report)
    for at, of in listed.of.items():
        first, project = listed.claims[at], listed.projects[of]
        told = [c for c in listed.every if key(c.subject_text) == key(first.subject_text)]
        # a narrative may tell several amounts of one project; the right one may stand elsewhere
        if len(told) == 1 or _tells_budget_and_spending(told):
            for claim in told:
                spent = len(told) > 1 and claim.subjects[0].basis == "final"
                yield from _amount_finding(report, claim, project, spent=spent)


def _amount_finding(report: Report, claim: Claim, project: Project, *, spent: bool) -> Iterator[Finding]:
    cells = amounts(project)
    if spent:
        cells = cells[::-1]  # what was executed is likeliest meant
    values = [v for c in cells if (v := in_unit(c, claim.unit)) is not None]
    if claim.value is None or not values or any(_same_amount(c, claim) for c in cells):
        return
    place = locate.of_claim(report, claim)
    ratio = claim.value / values[0] if values[0] else Decimal(0)
    yield Finding(
        "JS617",
        Severity.WARNING,
        Location(place.place, section=place.section, project=project.label, quote=place.quote),
        stated=f"{claim.value:f}",
        expected=n(values[0]),
        difference=n(claim.value - values[0]),
        unit=claim.unit,
        cause=Cause.UNIT if ratio in (Decimal(10000), Decimal(1) / 10000) else None,
        related=tuple(forms.related(project, c, "same_fact") for c in cells),
    )


def _tells_budget_and_spending(claims: list[Claim]) -> bool:
    """全年预算数为…，执行数为…: one amount of each in one paragraph, so that each must be one of the form's."""
    bases = [c.subjects[0].basis for c in claims]
    return len(set(bases)) == len(bases) and "final" in bases and len({c.place.block for c in claims}) == 1


def _same_amount(cell: Number, claim: Claim) -> bool:
    """Whether a form's amount and the one told may be one: told as exactly as both are known."""
    value = in_unit(cell, claim.unit)
    return value is not None and claim.value is not None and abs(value - claim.value) <= _known_to(cell, claim)


def _known_to(cell: Number, claim: Claim) -> Decimal:
    """Half of the last digit told, in the unit of what is told; of the form's where that is the coarser unit.

    万元 with two decimals against 元 is 50 元. In one unit the form's digits say little: 8.70 is often typed as 8.7.
    """
    if cell.unit == claim.unit:
        return _HALF.scaleb(-claim.decimals)
    own = in_unit(replace(cell, value=_HALF.scaleb(-cell.decimals)), claim.unit)
    return max(own or Decimal(0), _HALF.scaleb(-claim.decimals))


@rule(
    "JS618",
    title=Words("项目清单与自评表不一致", "the list of projects and the forms differ"),
    basis=_BASIS,
    message=Words(
        "情况说明列出的项目“{stated}”没有对应的自评表",
        "the narrative lists “{stated}”, for which there is no form",
    ),
    severity=Severity.WARNING,
    variants={
        "name": Words(
            "情况说明中的项目名称“{stated}”与自评表“{expected}”不同",
            "the narrative calls the project “{stated}”, its form “{expected}”",
        ),
        "unlisted": Words(
            "自评表项目“{project}”没有列入情况说明的项目清单",
            "“{project}” has a form but is not in the narrative's list",
        ),
    },
)
def projects_listed_otherwise(report: Report) -> Iterator[Finding]:
    """A project is named otherwise in the list than in its form, or is missing in one of them.

    A report may list, or show the forms of, its main projects only: what is missing is told only where most are there
    on both sides.

    Breaks: 清单“光纤租凭服务”，自评表“光纤租赁服务”
    Right: 清单与自评表均为“光纤租赁服务”
    """
    listed = _listed(report)
    if not listed.claims or not listed.projects:
        return
    for at, of in listed.of.items():
        claim, project = listed.claims[at], listed.projects[of]
        one, other = key(claim.subject_text), key(project.label)
        if one != other and alike(one, other) and one not in other and other not in one:
            yield Finding(
                "JS618",
                Severity.WARNING,
                _name_place(report, claim),
                "name",
                stated=claim.subject_text,
                expected=project.label,
                related=(forms.related(project, project.name, "same_fact"),) if project.name else (),
            )
    if 2 * len(listed.of) <= max(len(listed.claims), len(listed.projects)):
        return
    if len(listed.claims) <= len(listed.projects) or _told_count(report) == len(listed.projects):
        for at, claim in enumerate(listed.claims):
            if at not in listed.of:
                yield Finding("JS618", Severity.WARNING, _name_place(report, claim), stated=claim.subject_text)
    if _told_count(report) == len(listed.claims):
        for of, project in enumerate(listed.projects):
            if of not in listed.of.values():
                yield Finding(
                    "JS618",
                    Severity.WARNING,
                    forms.at(project, project.name),
                    "unlisted",
                    {"project": project.label},
                )


def _told_count(report: Report) -> int | None:
    figures = figures_of(report)
    index = figures.best(Coordinate("performance.projects", quantity="count"))
    value = figures.items[index].value if index is not None else None
    return int(value) if value is not None and value == int(value) else None


@rule(
    "JS619",
    title=Words("自评表多于所称项目数", "there are more forms than projects told"),
    basis=_BASIS,
    message=Words(
        "情况说明称自评项目{stated}个，自评表却有{expected}份",
        "the narrative tells of {stated} projects, yet there are {expected} forms",
    ),
    severity=Severity.WARNING,
)
def more_forms_than_projects(report: Report) -> Iterator[Finding]:
    """The report shows more forms than it says it evaluated projects (fewer are allowed: the main ones).

    Breaks: 组织对10个项目进行了绩效自评（附自评表11份）
    Right: 组织对11个项目进行了绩效自评（附自评表11份）
    """
    projects = [p for p in projects_of(report) if p.kind is Kind.PROJECT]
    names = {key(p.label) for p in projects}
    figures = figures_of(report)
    index = figures.best(Coordinate("performance.projects", quantity="count"))
    if index is None or len(names) < len(projects):
        return
    told = figures.items[index]
    if told.value is not None and 0 < told.value < len(projects):
        yield Finding(
            "JS619",
            Severity.WARNING,
            locate.of_figure(figures, index),
            stated=n(told.value),
            expected=str(len(projects)),
            difference=n(told.value - len(projects)),
            unit="个",
            related=tuple(forms.related(p, p.name, "term") for p in projects[:12] if p.name is not None),
        )


@rule(
    "JS620",
    title=Words("自评金额与自评表合计不符", "the amount told is not the sum of the forms"),
    basis=_BASIS,
    message=Words(
        "情况说明称自评涉及资金{stated}{unit}，{count}份自评表合计{expected}{unit}",
        "the narrative tells of {stated} {unit}, the {count} forms come to {expected} {unit}",
    ),
    severity=Severity.WARNING,
    variants={
        "rounding": Words(
            "情况说明称自评涉及资金{stated}{unit}，{count}份自评表合计{expected}{unit}（各项四舍五入后相加所致）",
            "the narrative tells of {stated} {unit}, the {count} forms come to {expected} {unit} (rounded, then added)",
        )
    },
)
def forms_sum_differs(report: Report) -> Iterator[Finding]:
    """The amount told of all projects is not what their forms come to; judged where there are as many forms as told.

    Breaks: 对11个项目自评，涉及资金478.54万元（自评表合计487.53）
    Right: 对11个项目自评，涉及资金487.53万元
    """
    listed = _listed(report)
    projects = [p for p in projects_of(report) if p.kind is Kind.PROJECT]
    told = next(
        (
            c
            for c in report.claims
            if c.kind is ClaimKind.AMOUNT and c.subjects and c.subjects[0].measure == "performance.amount" and c.value
        ),
        None,
    )
    if told is None or told.value is None or not projects or _told_count(report) != len(projects):
        return
    if any(broken_sums(p) for p in projects):
        return  # which of a form's amounts is right is open
    sums = [s for column in range(3) if (s := _sum(projects, column, told.unit)) is not None]
    known = max((_known_to(c, told) for p in projects for c in amounts(p)), default=Decimal(0))
    if not sums or any(abs(s - told.value) <= known for s in sums):
        return
    items = [c.value for c in listed.every if c.value is not None]
    rounding = any(abs(s - told.value) <= known * (len(projects) + 1) for s in sums)
    if items and len(items) == len(projects) and sum(items) != told.value:
        return  # the list and its own total differ, which is said there
    expected = sums[0].quantize(Decimal(1).scaleb(-told.decimals))
    yield Finding(
        "JS620",
        Severity.INFO if rounding else Severity.WARNING,
        locate.of_claim(report, told),
        "rounding" if rounding else "",
        {"count": str(len(projects))},
        stated=f"{told.value:f}",
        expected=f"{expected:f}",
        difference=f"{told.value - expected:f}",
        unit=told.unit,
        related=tuple(forms.related(p, cell, "term") for p in projects[:12] for cell in amounts(p)[:1]),
    )


def _sum(projects: list[Project], column: int, unit: str) -> Decimal | None:
    """The forms' amounts of one kind added up; None if a form has none."""
    cells = [p.total for p in projects]
    numbers = [(c.adjusted, c.initial, c.executed)[column] if c is not None else None for c in cells]
    values = [in_unit(x, unit) if x is not None else None for x in numbers]
    return None if any(v is None for v in values) else sum((v for v in values if v is not None), Decimal(0))


# --- spending -------------------------------------------------------------------------------------------------------


@rule(
    "JS621",
    title=Words("自评项目支出大于项目支出决算", "the forms spend more than all project spending"),
    basis=Words(
        "自评表资金应与部门决算的项目支出一致或在其范围内（财预〔2020〕10号）",
        "what the forms spend is within the accounts' project spending (Caiyu [2020] No. 10)",
    ),
    message=Words(
        "{count}份自评表全年执行数合计{stated}{unit}，大于项目支出决算数{expected}{unit}，请核实口径",
        "the {count} forms spent {stated} {unit}, more than the accounts' project spending of {expected} {unit}",
    ),
    severity=Severity.WARNING,
)
def forms_exceed_project_spending(report: Report) -> Iterator[Finding]:
    """The forms together spent more than the accounts show as project spending (less is allowed).

    Breaks: 项目支出100万元，自评表执行数合计150万元
    Right: 项目支出150万元，自评表执行数合计150万元
    """
    projects = [p for p in projects_of(report) if p.kind is Kind.PROJECT]
    figures = figures_of(report)
    index = figures.best(Coordinate("expenditure", kind="project"))
    if not projects or index is None:
        return
    figure = figures.items[index]
    names = [key(p.label) for p in projects]
    if not figure.value or len(set(names)) < len(names):
        return
    spent = _sum(projects, 2, figure.unit)
    if spent is None or spent <= figure.value + _HALF.scaleb(-figure.decimals) * (len(projects) + 1):
        return
    cell = projects[0].total.executed if projects[0].total is not None else None
    yield Finding(
        "JS621",
        Severity.WARNING,
        forms.at(projects[0], cell),
        args={"count": str(len(projects))},
        stated=n(spent),
        expected=f"{figure.value:f}",
        difference=n(spent - figure.value),
        unit=figure.unit,
        related=(locate.related(figures, index, "total"),),
    )
