"""Scores and grades of single projects as the narrative tells them: against the forms, and against each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from juesuan.checks import forms, locate
from juesuan.checks.finding import Finding, Location, Severity, Words
from juesuan.checks.registry import rule
from juesuan.performance import projects_of
from juesuan.performance.matching import key, match
from juesuan.performance.model import Kind
from juesuan.performance.points import points_of
from juesuan.performance.scoring import grade_of, n
from juesuan.recognition.report import Claim, ClaimKind, Report

_GRADE_TOLD = re.compile(
    r"\s*[，,（(]?\s*(?:(?:绩效|自评|评价|评定)*(?:等级|等次|结果))?(?:为|是|：|:)?\s*[“\"‘「]?"
    r"(?P<grade>优秀|优|良好|良|中等|中|较差|差)[”\"’」]?(?:等级|等次|级|档)?\s*(?=[，,、；;。）)]|$)"
)
_GRADES = {"优": "优", "优秀": "优", "良": "良", "良好": "良", "中": "中", "中等": "中", "差": "差", "较差": "差"}
_ORDER = "优良中差"
_HUNDRED = Decimal(100)


def _scores(report: Report) -> tuple[Claim, ...]:
    """The scores that the narrative tells of projects that it names there."""
    return tuple(
        c
        for c in report.claims
        if c.kind is ClaimKind.AMOUNT
        and c.subject_text
        and c.value is not None
        and c.subjects
        and c.subjects[0].measure == "project.score"
    )


@rule(
    "JS623",
    title=Words("项目得分与自评表不符", "a project's score differs from its form"),
    basis=Words(
        "自评结果公开的得分应与自评表一致（财预〔2020〕10号）",
        "the scores told are those of the forms (Caiyu [2020] No. 10)",
    ),
    message=Words(
        "情况说明称项目“{project}”得分{stated}，自评表总分为{expected}",
        "the narrative gives “{project}” a score of {stated}, its form {expected}",
    ),
)
def project_score_differs(report: Report) -> Iterator[Finding]:
    """The score told of a project is not the total of its form.

    It is an error where the form has the very name and its own scores come to its total. What a report's own form
    gets wrong is said there.

    Breaks: 情况说明“防火墙项目自评得分95.2分”，自评表总分92.5
    Right: 情况说明“防火墙项目自评得分92.5分”
    """
    claims = _scores(report)
    projects = [p for p in projects_of(report) if p.kind is Kind.PROJECT and p.label]
    for at, of in match([c.subject_text for c in claims], projects).items() if claims and projects else ():
        claim, project = claims[at], projects[of]
        total = project.total_score
        if claim.value is None or total is None or total.value is None or _same(claim, total.value, total.decimals):
            continue
        points = points_of(project)
        if points.score_gap and _same(claim, points.score_sum, claim.decimals):
            continue
        sure = bool(points.scores) and not points.score_gap and key(claim.subject_text) == key(project.label)
        place = locate.of_claim(report, claim)
        yield Finding(
            "JS623",
            Severity.ERROR if sure else Severity.WARNING,
            Location(place.place, section=place.section, project=project.label, quote=place.quote),
            args={"project": project.label},
            stated=n(claim.value),
            expected=n(total.value),
            difference=n(claim.value - total.value),
            unit="分",
            related=(forms.related(project, total, "same_fact"),),
        )


def _same(claim: Claim, value: Decimal, decimals: int) -> bool:
    """Whether both are one score, told as exactly as the coarser of them."""
    assert claim.value is not None
    slack = Decimal("0.5").scaleb(-min(claim.decimals, decimals)) if claim.decimals != decimals else Decimal(0)
    return abs(claim.value - value) <= slack


# --- grades ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Graded:
    """A score and the grade beside it."""

    name: str
    score: Decimal
    grade: str
    location: Location

    @property
    def usual(self) -> str:
        return grade_of(self.score)[0]


@rule(
    "JS624",
    title=Words("评价等级与得分不符", "a grade does not fit its score"),
    basis=Words(
        "90分（含）以上为优，80至90分为良，60至80分为中，60分以下为差（财预〔2020〕10号）",
        "90 and more is 优, from 80 良, from 60 中, below 差 (Caiyu [2020] No. 10)",
    ),
    message=Words(
        "项目“{project}”得分{score}，等级却为“{stated}”，应为“{expected}”",
        "“{project}” has {score} points but the grade “{stated}”; it should be “{expected}”",
    ),
)
def grade_does_not_fit(report: Report) -> Iterator[Finding]:
    """The grade beside a project's score, in the narrative or in its form, is another than the score has.

    Places may draw the lines elsewhere. It is an error only where no lines whatever would fit all the grades that the
    report gives: a higher score has a lower grade.

    Breaks: 甲项目98.1分（良）、乙项目91.3分（优）
    Right: 甲项目98.1分（优）、乙项目91.3分（优）
    """
    graded = [*_told(report), *_printed(report)]
    wrong = [g for g in graded if g.usual != g.grade]
    if len(graded) > 1 and len(wrong) > len(graded) - len(wrong):
        return  # lines of its own
    for one in wrong:
        yield Finding(
            "JS624",
            Severity.ERROR if _out_of_order(one, graded) else Severity.WARNING,
            one.location,
            args={"project": one.name, "score": n(one.score)},
            stated=one.grade,
            expected=one.usual,
        )


def _out_of_order(one: _Graded, graded: Sequence[_Graded]) -> bool:
    rank = _ORDER.index(one.grade)
    return any(
        (other.score < one.score and _ORDER.index(other.grade) < rank)
        or (other.score > one.score and _ORDER.index(other.grade) > rank)
        for other in graded
        if other.usual == other.grade
    )


def _told(report: Report) -> list[_Graded]:
    """What the narrative tells of projects: score and grade."""
    paragraphs = {b.index: b for b in report.document.paragraphs()}
    found = []
    for claim in _scores(report):
        paragraph = paragraphs.get(claim.place.block) if claim.place.block is not None else None
        end = claim.place.end
        if paragraph is None or end is None or claim.value is None or claim.value > _HUNDRED:
            continue
        told = _GRADE_TOLD.match(paragraph.text, end)
        if told is None:
            continue
        place = paragraph.place(*told.span("grade"))
        section = locate.of_claim(report, claim).section
        where = Location(place, section=section, project=claim.subject_text, quote=told["grade"])
        found.append(_Graded(claim.subject_text, claim.value, _GRADES[told["grade"]], where))
    return found


def _printed(report: Report) -> Iterator[_Graded]:
    """What the forms say, where their scores come to their total of 100 points."""
    for project in projects_of(report):
        total, grade = project.total_score, project.grade
        printed = _GRADES.get("".join(grade.text.split())) if grade is not None else None
        if printed is None or total is None or total.value is None or total.value > _HUNDRED:
            continue
        points = points_of(project)
        if points.scores and not points.score_gap and not points.weight_gap and points.weight_sum == _HUNDRED:
            yield _Graded(project.label, total.value, printed, forms.at(project, grade))
