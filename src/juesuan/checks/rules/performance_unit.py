"""The unit that a self-evaluation form names against the one that reports."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from juesuan.checks import forms
from juesuan.checks.finding import Finding, Severity, Words
from juesuan.checks.registry import rule
from juesuan.performance import projects_of
from juesuan.performance.model import Entry, Project, Source
from juesuan.recognition.report import Report

_UNIT = re.compile(r"^[\d]+[-—]|（本级）|\(本级\)|本级$|（盖章）|\(盖章\)|机关$|部门$")
_SLIP = 0.85


@rule(
    "JS616",
    title=Words("自评表单位与报告单位不符", "a form names another unit than the report"),
    basis=Words(
        "自评表的主管部门、实施单位应为本部门或其所属单位", "a form's department or unit is the one that reports"
    ),
    message=Words(
        "项目“{project}”的单位为“{stated}”，与报告单位“{expected}”不同",
        "“{project}” is of “{stated}”, not of the report's “{expected}”",
    ),
    severity=Severity.WARNING,
    variants={
        "slip": Words(
            "项目“{project}”的单位名称“{stated}”应为“{expected}”",
            "the unit's name “{stated}” in “{project}” should read “{expected}”",
        )
    },
)
def form_of_another_unit(report: Report) -> Iterator[Finding]:
    """Neither the department nor the unit of a form is the one that reports.

    A slip in a name that stands in one piece is JS704's; here it is named where the name had to be put together.

    Breaks: 报告单位“青河市水利局”，自评表实施单位“青河市林业局”
    Right: 报告单位与自评表实施单位均为“青河市水利局”
    """
    own = _unit_key(report.unit_name or "")
    if not own:
        return
    for project in projects_of(report):
        fields = [e for e in (project.department, project.unit) if e is not None and e.text]
        names = [_unit_key(e.text) for e in fields]
        if not names or any(own in name or name in own for name in names if len(name) >= 4):
            yield from _slips(report, project, fields, own)
            continue
        if any(SequenceMatcher(None, own, name, autojunk=False).ratio() >= _SLIP for name in names):
            yield from _slips(report, project, fields, own)
            continue
        yield Finding(
            "JS616",
            Severity.WARNING,
            forms.at(project, fields[-1]),
            args={"project": project.label},
            stated=fields[-1].text,
            expected=report.unit_name,
        )


def _slips(report: Report, project: Project, fields: list[Entry], own: str) -> Iterator[Finding]:
    """A name with a slip that no single line shows whole, so that nobody else sees it."""
    if project.source is not Source.RUNS:
        return
    slipped = [e for e in fields if _unit_key(e.text) != own and _near(_unit_key(e.text), own)]
    whole = {_unit_key(p.text) for p in report.document.paragraphs()} if slipped else set()
    for entry in slipped[:1]:
        if _unit_key(entry.text) not in whole:
            yield Finding(
                "JS616",
                Severity.ERROR,
                forms.at(project, entry),
                "slip",
                {"project": project.label},
                stated=entry.text,
                expected=report.unit_name,
            )


def _near(name: str, own: str) -> bool:
    return abs(len(name) - len(own)) <= 1 and SequenceMatcher(None, name, own, autojunk=False).ratio() >= 0.9


def _unit_key(name: str) -> str:
    return _UNIT.sub("", "".join(name.split()))
