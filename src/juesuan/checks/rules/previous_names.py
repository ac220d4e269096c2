"""Names that changed since last year's report: the unit's own, its projects', its subordinate units'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from juesuan.checks.finding import Finding, Location, Related, Severity, Words
from juesuan.checks.registry import rule
from juesuan.checks.texts import cells, sections_of
from juesuan.checks.years import Kind, kind, likeness
from juesuan.place import Place
from juesuan.recognition.report import Report
from juesuan.taxonomy.naming import compact

_BASIS = Words(
    "单位和项目名称应与批复和上年公开的名称一致，更名的应当说明",
    "units and projects are called as they were approved and published last year; a new name is to be explained",
)
_RENAMED = re.compile(r"更名|改名|名称变更|名称由|机构改革|机构调整|撤并|合并组建|组建|挂牌")
_LEVEL = re.compile(r"[（(]?本级[）)]?$")
_YEARS = re.compile(r"20\d\d(?:[-—至]20\d\d)?年?度?")
_ALIKE = 0.8


@rule(
    "JS904",
    title=Words("单位名称与上年报告不同", "The unit's name is not that of last year's report"),
    basis=_BASIS,
    message=Words(
        "单位名称为“{stated}”，上年报告为“{expected}”", "the unit is called “{stated}”, last year's report “{expected}”"
    ),
    severity=Severity.WARNING,
)
def unit_renamed(report: Report) -> Iterator[Finding]:
    """The unit is called otherwise than in last year's report, and the text does not say that it was renamed.

    Either name may be misspelt, or the reader should be told of the change.

    Breaks: 上年报告：青河市档案服务管理局；本年报告：青河市档案事务管理局
    Right: 本年报告：青河市档案事务管理局（2024年3月由青河市档案服务管理局更名）
    """
    other = report.previous
    if other is None or kind(report) not in (Kind.LAST_YEAR, Kind.DRAFT):
        return
    now, before = (_LEVEL.sub("", compact(name or "")) for name in (report.unit_name, other.unit_name))
    if not now or not before or now == before:
        return
    told = any(_RENAMED.search(compact(p.text)) for p in report.document.paragraphs())
    at = next((p for p in report.document.paragraphs() if now in compact(p.text)), None)
    place = at.place() if at is not None else Place()
    evidence = Related(Location(Place(file=other.document.source)), before, "same_fact")
    yield Finding(
        "JS904",
        Severity.INFO if told else Severity.WARNING,
        Location(place, quote=now),
        stated=now,
        expected=before,
        related=(evidence,),
    )


@dataclass(frozen=True, slots=True)
class _Name:
    """A name and where it stands first."""

    text: str
    location: Location


@rule(
    "JS905",
    title=Words("项目或所属单位名称与上年报告不同", "A project or subordinate unit is called otherwise than last year"),
    basis=_BASIS,
    message=Words(
        "项目名称“{stated}”与上年报告的“{expected}”只差几个字", "the project “{stated}” was “{expected}” last year"
    ),
    severity=Severity.INFO,
    variants={
        "unit": Words(
            "所属单位“{stated}”与上年报告的“{expected}”只差几个字",
            "the subordinate unit “{stated}” was “{expected}” last year",
        ),
    },
)
def name_changed(report: Report) -> Iterator[Finding]:
    """A project or a subordinate unit has nearly, but not quite, the name of last year's report.

    One that goes on should keep its name, so that readers can follow it from year to year.

    Breaks: 上年报告：档案数字化加工项目；本年报告：档案数字加工项目
    Right: 本年报告：档案数字化加工项目
    """
    other = report.previous
    if other is None or kind(report) is not Kind.LAST_YEAR:
        return
    yield from _changed(_projects(report), _projects(other), "", other)
    yield from _changed(_units(report), _units(other), "unit", other)


def _changed(now: list[_Name], before: list[_Name], variant: str, other: Report) -> Iterator[Finding]:
    """Names only one of the reports has, paired by likeness."""
    gone = {n.text for n in before} - {n.text for n in now}
    for name in now:
        if any(name.text == n.text for n in before):
            continue
        near = max(gone, key=lambda old: (likeness(name.text, old), old), default=None)
        if near is not None and likeness(name.text, near) >= _ALIKE and _numbers(near) == _numbers(name.text):
            gone.discard(near)
            evidence = Related(Location(Place(file=other.document.source)), near, "same_fact")
            yield Finding(
                "JS905", Severity.INFO, name.location, variant, stated=name.text, expected=near, related=(evidence,)
            )


def _numbers(name: str) -> list[str]:
    """What tells 第一中学 from 第二中学."""
    return re.findall(r"[一二三四五六七八九十\d东西南北]+", name)


def _projects(report: Report) -> list[_Name]:
    seen: dict[str, _Name] = {}
    for statement in report.statements:
        for cell in statement.occurrences:
            if cell.project:
                name = _YEARS.sub("", compact(cell.project))
                place = Place(page=cell.place.page, block=cell.place.block)
                seen.setdefault(name, _Name(name, Location(place, statement=statement.id, project=cell.project)))
    return list(seen.values())


def _units(report: Report) -> list[_Name]:
    """The names in the list of units that the accounts cover."""
    outline = sections_of(report)
    seen: dict[str, _Name] = {}
    for text in cells(report):
        if text.table is None or text.cell is None or outline.family(text.block) != "overview" or not text.cell.row:
            continue
        heads = {c.column for c in text.table.cells if c.row == 0 and "单位名称" in compact(c.text)}
        if text.cell.column in heads:
            name = _LEVEL.sub("", text.flat)
            seen.setdefault(name, _Name(name, text.location()))
    return list(seen.values())
