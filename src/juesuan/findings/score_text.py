"""Scored forms as a table for people: stated and proposed totals, then each score that differs with its arithmetic."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from juesuan.findings.catalogue import say
from juesuan.findings.text import Style
from juesuan.findings.width import display_width, pad, shorten, wrap
from juesuan.performance.model import Number, Project
from juesuan.performance.points import points_of
from juesuan.performance.scoring import USUAL, Proposal, Score, Settings, grade_of, n

_LONGEST_NAME = 40
_HUNDRED = Decimal(100)
_COLUMNS = (
    "score.column.project",
    "score.column.stated",
    "score.column.proposed",
    "score.column.grade",
    "score.column.remarks",
)


def render(scored: Sequence[tuple[Project, Proposal]], style: Style, settings: Settings = USUAL) -> Iterator[str]:
    """The lines of the table, line ends included.

    Args:
        scored: each form with its proposal.
        style: language and width.
        settings: what the proposals were made with.
    """
    lang = style.lang
    head = [say(key, lang) for key in _COLUMNS]
    lines = [head, *(_cells(project, proposal, style, settings) for project, proposal in scored)]
    widths = [min(max(display_width(line[at]) for line in lines), _LONGEST_NAME) for at in range(len(head))]
    for at, line in enumerate(lines):
        text = "  ".join(pad(shorten(cell, width), width) for cell, width in zip(line, widths, strict=True)).rstrip()
        yield (style.paint(text, "strong") if at == 0 else text) + "\n"
    for project, proposal in scored:
        details = list(_details(project, proposal, style))
        if details:
            yield "\n" + style.paint(project.label or say("score.none", lang), "strong") + "\n"
            for detail in details:
                for at, part in enumerate(wrap(detail, style.columns - 4)):
                    yield ("  " if at == 0 else "    ") + part + "\n"


def _cells(project: Project, proposal: Proposal, style: Style, settings: Settings) -> list[str]:
    lang, none = style.lang, say("score.none", style.lang)
    stated = project.total_score.value if project.total_score is not None else None
    total = proposal.total
    grade = none
    if total is not None and points_of(project).weight_sum == _HUNDRED:
        zh, en = grade_of(total, settings)
        grade = zh if lang == "zh" else f"{en} ({zh})"
    return [
        project.label or none,
        none if stated is None else n(stated),
        none if total is None else n(total),
        grade,
        _remarks(project, proposal, style),
    ]


def _remarks(project: Project, proposal: Proposal, style: Style) -> str:
    lang = style.lang
    pairs = list(_pairs(project, proposal, style))
    differ = sum(_differs(score, stated) for _, score, stated in pairs)
    blank = sum(stated is None and score.value is not None for _, score, stated in pairs)
    told = []
    points = points_of(project)
    if points.weights and points.weight_sum != _HUNDRED:
        told.append(say("score.over", lang, sum=n(points.weight_sum)))
    if differ:
        told.append(say("score.differ", lang, n=differ))
    if blank:
        told.append(say("score.blank", lang, n=blank))
    if proposal.open:
        told.append(say("score.open", lang, n=proposal.open))
    return say("report.list", lang).join(told) or say("score.agrees", lang)


def _details(project: Project, proposal: Proposal, style: Style) -> Iterator[str]:
    lang, none = style.lang, say("score.none", style.lang)
    for name, score, stated in _pairs(project, proposal, style):
        if score.value is not None and not _differs(score, stated) and stated is not None:
            continue
        yield say(
            "score.line",
            lang,
            name=name,
            stated=none if stated is None else n(stated),
            proposed=none if score.value is None else n(score.value),
            why=score.zh if lang == "zh" else score.en,
        )


def _pairs(project: Project, proposal: Proposal, style: Style) -> Iterator[tuple[str, Score, Decimal | None]]:
    if proposal.execution is not None:
        yield say("score.execution", style.lang), proposal.execution, _value(project.execution[1])
    for indicator, score in proposal.indicators:
        yield indicator.label, score, _value(indicator.score)


def _differs(score: Score, stated: Decimal | None) -> bool:
    return stated is not None and score.allows(stated) is False


def _value(number: Number | None) -> Decimal | None:
    return number.value if number is not None else None
