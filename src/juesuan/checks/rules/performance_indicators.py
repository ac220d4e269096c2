"""Indicators of self-evaluation forms: their scores against what was done, their targets, units and weights."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from juesuan.checks import forms
from juesuan.checks.finding import Finding, Severity, Words
from juesuan.checks.registry import rule
from juesuan.performance import projects_of
from juesuan.performance.judging import (
    MET,
    MISSED,
    lacks_measure,
    lacks_unit,
    less_is_better,
    reason_blank,
    sure_of_direction,
    units_at_odds,
    verdict,
)
from juesuan.performance.model import Entry, Indicator, Kind, Level
from juesuan.performance.plans import meant_for, plan_of, weights_of
from juesuan.performance.points import points_of
from juesuan.performance.scoring import How, n
from juesuan.recognition.report import Report

_SCORING = Words(
    "未完成指标值的，按完成值与指标值的比例记分；完成的记满分（财预〔2020〕10号）",
    "what is not met scores in proportion, what is met scores in full (Caiyu [2020] No. 10)",
)
_MEASURED = Words(
    "绩效指标应当细化量化，指标值含符号、数值和单位（财预〔2020〕10号）",
    "indicators are specific and measured; a target has an operator, a number and a unit (Caiyu [2020] No. 10)",
)
_FEWEST = 4
_MOST_RELATED = 12


@rule(
    "JS608",
    title=Words("未完成指标值却得满分", "full points below the target"),
    basis=_SCORING,
    message=Words(
        "项目“{project}”中“{row}”指标值{target}、完成值{actual}，却得{stated}分，应为{expected}分（{arithmetic}）",
        "“{row}” of “{project}”: target {target}, actual {actual}, yet {stated} points; {expected} ({arithmetic})",
    ),
)
def full_points_below_target(report: Report) -> Iterator[Finding]:
    """An indicator fell short of its target and has all its points.

    Where no operator is printed, or an exact value is asked for, the direction is unsure and it is a warning.

    Breaks: 指标值≥95%，完成值90%，分值10，得分10
    Right: 指标值≥95%，完成值90%，分值10，得分9.47
    """
    for project in projects_of(report):
        for indicator in project.filled:
            weight, score = forms.value_of(indicator.weight), forms.value_of(indicator.score)
            if weight is None or score is None or score < weight or not weight or indicator.score is None:
                continue
            due = verdict(indicator)
            if due.how not in MISSED or due.value is None or due.value >= weight:
                continue
            sure = sure_of_direction(indicator)
            if not sure and less_is_better(indicator):
                continue
            assert indicator.target is not None
            assert indicator.actual is not None
            yield Finding(
                "JS608",
                Severity.ERROR if sure else Severity.WARNING,
                forms.at(project, indicator.score),
                args={
                    "project": project.label,
                    "target": indicator.target.text,
                    "actual": indicator.actual.text,
                    "arithmetic": Words(due.zh, due.en),
                },
                stated=n(score),
                expected=n(due.value),
                difference=n(score - due.value),
                unit="分",
                related=(
                    forms.related(project, indicator.target, "base"),
                    forms.related(project, indicator.actual, "term"),
                ),
            )


@rule(
    "JS609",
    title=Words("完成指标值却扣分且无原因", "points lost on a met target without a reason"),
    basis=_SCORING,
    message=Words(
        "项目“{project}”中“{row}”已完成指标值（{actual}），得{stated}分，少于分值{expected}，未说明原因",
        "“{row}” of “{project}” met its target ({actual}) but has {stated} of {expected} points, without a reason",
    ),
    severity=Severity.WARNING,
)
def met_but_points_lost(report: Report) -> Iterator[Finding]:
    """A target was met, yet points were taken off and the column of reasons is blank.

    Breaks: 指标值≥95%，完成值98%，分值10，得分9，偏差原因（空）
    Right: 指标值≥95%，完成值98%，分值10，得分10
    """
    for project in projects_of(report):
        gap = points_of(project).weight_gap
        for indicator in project.filled:
            weight, score = forms.value_of(indicator.weight), forms.value_of(indicator.score)
            if weight is None or score is None or score >= weight or indicator.score is None:
                continue
            if gap and weight - gap == score:
                continue  # its weight is what is wrong, and JS601 says so
            if verdict(indicator).how in MET and reason_blank(project, indicator):
                assert indicator.actual is not None
                yield Finding(
                    "JS609",
                    Severity.WARNING,
                    forms.at(project, indicator.score),
                    args={"project": project.label, "actual": indicator.actual.text},
                    stated=n(score),
                    expected=n(weight),
                    difference=n(score - weight),
                    unit="分",
                    related=(forms.related(project, indicator.actual, "term"),),
                )


@rule(
    "JS610",
    title=Words("有偏差而未说明原因", "a deviation without a reason"),
    basis=Words(
        "未完成绩效目标或偏离较大的，应说明原因并提出改进措施（财预〔2020〕10号）",
        "reasons and remedies are given for targets missed or far off (Caiyu [2020] No. 10)",
    ),
    message=Words(
        "项目“{project}”中“{row}”未完成指标值（{target}，实际{actual}），未说明偏差原因及改进措施",
        "“{row}” of “{project}” missed its target ({target}, actual {actual}), and neither reason nor remedy is given",
    ),
    severity=Severity.WARNING,
)
def deviation_without_reason(report: Report) -> Iterator[Finding]:
    """A target was missed and the column of reasons and remedies is blank.

    Breaks: 指标值≥95%，完成值90%，得分9.47，偏差原因（空）
    Right: 指标值≥95%，完成值90%，得分9.47，偏差原因：部分对象搬迁，下年度更新名册
    """
    for project in projects_of(report):
        for indicator in project.filled:
            weight, score = forms.value_of(indicator.weight), forms.value_of(indicator.score)
            if weight is None or score is None or score >= weight:
                continue
            due = verdict(indicator)
            short = due.how in MISSED or (due.how is How.QUALITATIVE and due.high is not None and due.high < weight)
            if short and reason_blank(project, indicator):
                assert indicator.target is not None
                assert indicator.actual is not None
                yield Finding(
                    "JS610",
                    Severity.WARNING,
                    forms.at(project, indicator.deviation or indicator.actual),
                    args={
                        "project": project.label, "row": indicator.label, "target": indicator.target.text,
                        "actual": indicator.actual.text,
                    },
                    related=(forms.related(project, indicator.actual, "term"),),
                )  # fmt: skip


def _one_a_form(
    report: Report, code: str, wrong: Callable[[Indicator], bool], cell: Callable[[Indicator], Entry | None]
) -> Iterator[Finding]:
    """One finding a form for all indicators that have the same fault."""
    for project in projects_of(report):
        found = [i for i in project.filled if wrong(i)]
        if found:
            first = cell(found[0]) or found[0].name
            yield Finding(
                code,
                Severity.WARNING,
                forms.at(project, first, found[0].label),
                args={
                    "project": project.label,
                    "count": str(len(found)),
                    "names": "、".join(i.label for i in found),
                },
                related=tuple(
                    forms.related(project, e, "same_fact")
                    for i in found[1:_MOST_RELATED]
                    if (e := cell(i) or i.name) is not None
                ),
            )


@rule(
    "JS611",
    title=Words("指标值无法衡量", "a target without a measure"),
    basis=_MEASURED,
    message=Words(
        "项目“{project}”有{count}项指标值空缺或不能衡量：{names}",
        "{count} targets of “{project}” are blank or cannot be measured: {names}",
    ),
    severity=Severity.WARNING,
)
def target_without_measure(report: Report) -> Iterator[Finding]:
    """An indicator has points, but its target is blank, or words where a quantity or a cost should be a number.

    Breaks: 数量指标：设备购置，指标值“按计划完成”
    Right: 数量指标：设备购置数量，指标值“≥20台”
    """
    yield from _one_a_form(report, "JS611", lacks_measure, lambda i: i.target)


@rule(
    "JS612",
    title=Words("指标值缺少单位", "targets without a unit"),
    basis=_MEASURED,
    message=Words(
        "项目“{project}”有{count}项指标值没有单位：{names}",
        "{count} targets of “{project}” have no unit: {names}",
    ),
    severity=Severity.WARNING,
)
def target_without_unit(report: Report) -> Iterator[Finding]:
    """A target is a bare number, and neither its cell, the column of units nor the indicator's name has its unit.

    Breaks: 服务对象满意度，指标值100
    Right: 服务对象满意度，指标值≥95%
    """
    yield from _one_a_form(report, "JS612", lacks_unit, lambda i: i.target)


@rule(
    "JS613",
    title=Words("单位写错或不一致", "units misprinted or at odds"),
    basis=_MEASURED,
    message=Words(
        "项目“{project}”有{count}项的单位写错，或指标值与完成值单位不一致：{names}",
        "{count} units of “{project}” are misprinted, or differ between target and actual value: {names}",
    ),
    severity=Severity.WARNING,
)
def units_differ(report: Report) -> Iterator[Finding]:
    """Target and actual value have different units, or a unit is misprinted.

    Breaks: 指标值100&
    Right: 指标值100%
    """
    yield from _one_a_form(report, "JS613", units_at_odds, lambda i: i.target)


@rule(
    "JS614",
    title=Words("分值与规定权重不符", "points are shared out otherwise than planned"),
    basis=Words(
        "权重原则上为预算执行率10、产出50、效益30、满意度10，可适当调整（财预〔2020〕10号）",
        "in principle execution has 10, output 50, benefit 30, satisfaction 10 points (Caiyu [2020] No. 10)",
    ),
    message=Words(
        "项目“{project}”分值为{shared}，与规定的权重（{plan}）不同",
        "“{project}” gives {shared}, which follows no known plan ({plan})",
    ),
    severity=Severity.WARNING,
)
def weights_off_plan(report: Report) -> Iterator[Finding]:
    """The points of the levels follow no plan that applies; forms whose points do not add up are JS601's.

    Breaks: 预算执行率10、产出30、效益50、满意度10
    Right: 预算执行率10、产出50、效益30、满意度10
    """
    for project in projects_of(report):
        points = points_of(project)
        weights = weights_of(project)
        place = report.unit_name or ""
        if project.kind is not Kind.PROJECT or points.weight_gap or not points.complete or points.weight_sum != 100:
            continue
        if Level.OTHER in weights or plan_of(project, place) is not None:
            continue
        first = next((i.weight for i in project.filled if i.weight is not None), None)
        shared = [(_LEVELS[level], n(points_)) for level, points_ in weights.items()]
        plan = meant_for(place)[0]
        yield Finding(
            "JS614",
            Severity.WARNING,
            forms.at(project, first, column="分值"),
            args={
                "project": project.label,
                "shared": Words(
                    "、".join(zh + p for (zh, _), p in shared), ", ".join(f"{en} {p}" for (_, en), p in shared)
                ),
                "plan": Words(plan.title, plan.title_en),
            },
        )


_LEVELS = {
    Level.EXECUTION: ("预算执行", "execution"),
    Level.COST: ("成本", "cost"),
    Level.OUTPUT: ("产出", "output"),
    Level.BENEFIT: ("效益", "benefit"),
    Level.SATISFACTION: ("满意度", "satisfaction"),
    Level.OTHER: ("其他", "other"),
}


@rule(
    "JS615",
    title=Words("完成值照抄指标值", "actual values copied from the targets"),
    basis=Words(
        "实际完成值应为真实完成情况，并有佐证（财预〔2020〕10号）",
        "actual values are what was really done, with evidence (Caiyu [2020] No. 10)",
    ),
    message=Words(
        "{count}个项目的实际完成值全部与年度指标值完全相同，请核实是否照抄：{names}",
        "in {count} forms all actual values are the very targets; check that they were not copied: {names}",
    ),
    severity=Severity.INFO,
)
def actuals_copied(report: Report) -> Iterator[Finding]:
    """Every actual value of a form is printed exactly as its target is; one finding a report.

    Breaks: 指标值≥95%，完成值≥95%（全部如此）
    Right: 指标值≥95%，完成值97.3%
    """
    copied = []
    for project in projects_of(report):
        cells = [(i.target, i.actual) for i in project.filled if i.target is not None and i.target.text]
        if len(cells) >= _FEWEST and all(a is not None and _same(t, a) for t, a in cells):
            copied.append((project, cells[0][1]))
    if copied:
        project, first = copied[0]
        yield Finding(
            "JS615",
            Severity.INFO,
            forms.at(project, first, column="实际完成值"),
            args={"count": str(len(copied)), "names": "、".join(p.label for p, _ in copied)},
            related=tuple(forms.related(p, e, "same_fact") for p, e in copied[1:] if e is not None),
        )


def _same(one: Entry, other: Entry) -> bool:
    return "".join(one.text.split()) == "".join(other.text.split())
