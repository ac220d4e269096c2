"""Points of self-evaluation forms: each against its weight, all against their total."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from juesuan.checks import forms
from juesuan.checks.finding import Finding, Severity, Words
from juesuan.checks.registry import rule
from juesuan.performance import projects_of
from juesuan.performance.model import Number, Project
from juesuan.performance.points import Points, points_of
from juesuan.performance.scoring import n
from juesuan.performance.values import dashed
from juesuan.recognition.report import Report

_BASIS = Words(
    "自评采用百分制，各项分值（含预算执行率10分）之和等于总分100分，得分不超过分值（财预〔2020〕10号）",
    "all points, those of execution included, come to 100, and no score exceeds its points (Caiyu [2020] No. 10)",
)
_HUNDRED = Decimal(100)
_MOST_RELATED = 12


@rule(
    "JS601",
    title=Words("分值、得分与总分不符", "points do not add up to their total"),
    basis=_BASIS,
    message=Words(
        "项目“{project}”分值合计{sum}，总分却为{stated}",
        "the points of “{project}” add up to {sum}, the total says {stated}",
    ),
    variants={
        "execution": Words(
            "项目“{project}”指标分值合计{indicators}，加上预算执行率{execution}分为{sum}，总分却为{stated}：预算执行率没有计入",
            "the indicators of “{project}” have {indicators} points, {sum} with the {execution} of execution, yet the"
            " total says {stated}: execution was not counted",
        ),
        "subtracted": Words(
            "项目“{project}”指标分值合计{indicators}，加上预算执行率{execution}分为{sum}，总分却为{stated}：预算执行率被扣减而不是计入",
            "the indicators of “{project}” have {indicators} points, {sum} with the {execution} of execution, yet the"
            " total says {stated}: execution was taken off instead of counted",
        ),
        "score": Words(
            "项目“{project}”各项得分合计{sum}，总分却为{stated}",
            "the scores of “{project}” add up to {sum}, the total says {stated}",
        ),
        "weight": Words(
            "项目“{project}”分值合计{sum}而总分为{total}：“{row}”的分值{stated}应为{expected}（其得分为{expected}）",
            "the points of “{project}” add up to {sum}, not {total}: those of “{row}” should be {expected}, its score,"
            " not {stated}",
        ),
        "hundred": Words(
            "项目“{project}”总分为{stated}，不是100分",
            "the total of “{project}” is {stated} points, not 100",
        ),
    },
)
def points_do_not_add_up(report: Report) -> Iterator[Finding]:
    """A form's points or scores do not come to its total; one finding a form, with the slip named.

    The commonest slip is to give the indicators all 100 points and forget the 10 of budget execution.

    Breaks: 预算执行率10分；产出50、效益40、满意度10；总分100
    Right: 预算执行率10分；产出50、效益30、满意度10；总分100
    """
    for project in projects_of(report):
        finding = _points_finding(project)
        if finding is not None:
            yield finding


def _points_finding(project: Project) -> Finding | None:
    points = points_of(project)
    weight, score = project.total_weight, project.total_score
    if weight is not None and weight.value is not None and points.weights:
        if points.weight_gap:
            return _weights_wrong(project, points, weight)
        if weight.value != _HUNDRED and points.complete:
            return _finding(project, weight, "hundred", points, _HUNDRED)
    elif points.complete and len(points.weights) > 1 and points.weight_sum != _HUNDRED:
        # no total is printed for the points: then they have to come to 100
        return _unstated(project, points)
    if score is not None and score.value is not None and points.score_gap:
        return _finding(project, score, "score", points, points.score_sum)
    return None


def _weights_wrong(project: Project, points: Points, total: Number) -> Finding:
    gap = points.weight_gap
    assert total.value is not None
    culprits = [
        i for i in project.filled
        if i.weight is not None and i.weight.value is not None and i.score is not None and i.score.value is not None
        and i.score.value > 0 and i.weight.value - gap == i.score.value
    ]  # fmt: skip
    if len(culprits) == 1 and gap > 0 and culprits[0].weight is not None and culprits[0].score is not None:
        return _finding(project, culprits[0].weight, "weight", points, culprits[0].score.value)
    execution = points.execution_weight
    if execution and points.weight_sum - execution == total.value:
        return _finding(project, total, "execution", points, points.weight_sum)
    if execution and points.weight_sum - 2 * execution == total.value:
        return _finding(project, total, "subtracted", points, points.weight_sum)
    return _finding(project, total, "", points, points.weight_sum)


def _unstated(project: Project, points: Points) -> Finding:
    return Finding(
        "JS601",
        Severity.ERROR,
        forms.at(project, points.weights[0], column="分值"),
        "",
        {"sum": n(points.weight_sum), "project": project.label},
        stated=n(points.weight_sum),
        expected="100",
        difference=n(points.weight_sum - _HUNDRED),
        unit="分",
        related=tuple(forms.related(project, w, "term") for w in points.weights[:_MOST_RELATED]),
    )


def _finding(project: Project, cell: Number, variant: str, points: Points, expected: Decimal | None) -> Finding:
    assert cell.value is not None
    terms = points.scores if variant == "score" else points.weights
    total = project.total_weight
    return Finding(
        "JS601",
        Severity.ERROR,
        forms.at(project, cell),
        variant,
        {
            "project": project.label,
            "sum": n(points.score_sum if variant == "score" else points.weight_sum),
            "indicators": n(points.weight_sum - points.execution_weight),
            "execution": n(points.execution_weight),
            "total": n(total.value) if total is not None and total.value is not None else "—",
        },
        stated=n(cell.value),
        expected=n(expected) if expected is not None else None,
        difference=n(cell.value - expected) if expected is not None else None,
        unit="分",
        related=tuple(forms.related(project, t, "term") for t in terms if t is not cell)[:_MOST_RELATED],
        suggestion=_REDUCE if variant in _FORGOTTEN and points.weight_sum > _HUNDRED else None,
    )


_FORGOTTEN = ("execution", "subtracted")
_REDUCE = Words(
    "把指标分值调减为合计90分（产出50、效益30、满意度10），使总分为100分，得分随之重算",
    "cut the indicators' points to 90 (output 50, benefit 30, satisfaction 10), so that all are 100, and score again",
)


@rule(
    "JS602",
    title=Words("得分大于分值", "a score exceeds its points"),
    basis=_BASIS,
    message=Words(
        "项目“{project}”中“{row}”得分{stated}，大于分值{expected}",
        "“{row}” of “{project}” scores {stated}, more than its {expected} points",
    ),
)
def score_above_weight(report: Report) -> Iterator[Finding]:
    """An indicator, or budget execution, scores more than it has points.

    Breaks: 分值10，得分100
    Right: 分值10，得分10
    """
    for project in projects_of(report):
        pairs = [(i.weight, i.score) for i in project.filled]
        total = project.total
        if total is not None:
            pairs.append((total.weight, total.score))
        for weight, score in pairs:
            if weight is None or score is None or weight.value is None or score.value is None:
                continue
            if score.value > weight.value:
                yield Finding(
                    "JS602",
                    Severity.ERROR,
                    forms.at(project, score),
                    stated=n(score.value),
                    expected=n(weight.value),
                    difference=n(score.value - weight.value),
                    unit="分",
                    related=(forms.related(project, weight, "total"),),
                )


@rule(
    "JS603",
    title=Words("得分空缺", "scores are blank"),
    basis=Words("各项指标应逐项打分（财预〔2020〕10号）", "every indicator is scored (Caiyu [2020] No. 10)"),
    message=Words(
        "项目“{project}”有{count}项未填得分：{names}",
        "“{project}” leaves {count} scores blank: {names}",
    ),
    variants={"all": Words("项目“{project}”全部得分未填", "“{project}” has no score at all")},
)
def score_blank(report: Report) -> Iterator[Finding]:
    """What has points has no score; one finding a form.

    Breaks: 分值10，得分（空）
    Right: 分值10，得分10
    """
    for project in projects_of(report):
        pairs = [(i.label, i.weight, i.score) for i in project.filled]
        total = project.total
        if total is not None and project.execution[0] is not None:
            pairs.insert(0, ("".join(total.label.text.split()), total.weight, total.score))
        weighted = [(name, w, s) for name, w, s in pairs if w is not None and w.value]
        blank = [(name, w, s) for name, w, s in weighted if s is None or (s.value is None and not dashed(s.text))]
        if not blank or "score" not in project.columns:
            continue
        name, weight, score = blank[0]
        where = forms.at(project, score, name, "得分")
        if score is None and weight is not None:
            where = forms.at(project, weight, name)
        yield Finding(
            "JS603",
            Severity.ERROR,
            where,
            "all" if len(blank) == len(weighted) else "",
            {"project": project.label, "count": str(len(blank)), "names": "、".join(b[0] for b in blank)},
            unit="分",
            related=tuple(forms.related(project, w, "total") for _, w, _ in blank[:_MOST_RELATED] if w is not None),
        )
