"""A bureau's own rules: severities, words that must or must not stand, relations between figures.

They are data, read from a file by `juesuan.findings.local_file`, and become rules like any other: same registry, same
findings, same selection.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from juesuan.checks import locate
from juesuan.checks.figures import Figures, figures_of
from juesuan.checks.finding import Finding, Location, Related, Severity, Words
from juesuan.checks.patterns import MAX_TEXT
from juesuan.checks.registry import RULES, Rule, register
from juesuan.checks.texts import Text, cells, paragraphs, sections_of
from juesuan.cube.coordinate import Coordinate
from juesuan.cube.relation import Ground, Linear
from juesuan.money import is_money, scale
from juesuan.recognition.report import NotChecked, Report

CODE = re.compile(r"(?!JS)[A-Z]{2,8}-?\d{2,4}")
"""Codes of rules that are not ours."""
OFF = "off"
"""The severity of a rule that is switched off."""
MAX_FINDINGS = 20
"""Places of one forbidden word that are told."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What every local rule says of itself.

    Attributes:
        code: LOCAL-001 or the like.
        severity: of its findings.
        title: the fault in a few words.
        basis: the ground the bureau gives.
        message: template of the message; "" for the usual one.
        suggestion: what to do, "" for nothing.
        editions: ids; only reports of these. Empty for all.
        first: first fiscal year.
        last: last fiscal year.
    """

    code: str
    severity: Severity
    title: str
    basis: str = ""
    message: str = ""
    suggestion: str = ""
    editions: tuple[str, ...] = ()
    first: int | None = None
    last: int | None = None

    def concerns(self, report: Report) -> bool:
        """Whether the rule is meant for this report."""
        if self.editions and report.edition.id not in self.editions:
            return False
        year = report.fiscal_year
        if year is None:
            return self.first is None and self.last is None
        return (self.first or year) <= year <= (self.last or year)


@dataclass(frozen=True, slots=True)
class WordRule:
    """Words that must, or must not, stand in a section.

    Attributes:
        frame: see Frame.
        section: key of the section; "" for the whole report, its tables included.
        words: plain words without white space.
        patterns: regular expressions (see `patterns.safe`).
        must: one of them has to stand there; else none may.
    """

    frame: Frame
    section: str
    words: tuple[str, ...]
    patterns: tuple[re.Pattern[str], ...]
    must: bool


@dataclass(frozen=True, slots=True)
class RelationRule:
    """left op right, each side a sum of coordinates.

    Attributes:
        frame: see Frame.
        left: coordinates, each with the text it was written as.
        op: <=, == or >=.
        right: likewise.
    """

    frame: Frame
    left: tuple[tuple[Coordinate, str], ...]
    op: str
    right: tuple[tuple[Coordinate, str], ...]


@dataclass(frozen=True, slots=True)
class LocalRules:
    """The contents of one file of local rules.

    Attributes:
        severities: edition id, or "" for all → code or beginning of codes → severity or `off`.
        words: see WordRule.
        relations: see RelationRule.
    """

    severities: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    words: tuple[WordRule, ...] = ()
    relations: tuple[RelationRule, ...] = ()

    def codes(self) -> tuple[str, ...]:
        """Codes of the file's own rules."""
        return (*(rule.frame.code for rule in self.words), *(rule.frame.code for rule in self.relations))

    def severity(self, code: str, edition: str) -> str | None:
        """What the file says of a rule's severity: the edition's word first, then the longest beginning."""
        for said in (self.severities.get(edition, {}), self.severities.get("", {})):
            for length in range(len(code), 1, -1):
                if code[:length] in said:
                    return said[code[:length]]
        return None

    def off(self, edition: str) -> tuple[str, ...]:
        """Codes of the rules that are switched off."""
        return tuple(code for code in RULES if self.severity(code, edition) == OFF)

    def settled(self, finding: Finding, edition: str) -> Finding:
        """The finding with the severity that the file gives its rule."""
        from dataclasses import replace

        said = self.severity(finding.code, edition)
        return finding if said in (None, OFF) else replace(finding, severity=Severity(said))


_installed: list[LocalRules] = []


def install(local: LocalRules | None) -> None:
    """Put the file's rules into the registry, in place of those of an earlier file; None takes them out."""
    if _installed == [local]:
        return
    for earlier in _installed:
        for code in earlier.codes():
            RULES.pop(code, None)
    _installed.clear()
    if local is None:
        return
    for words in local.words:
        register(_rule(words.frame, _WORDS_MUST if words.must else _WORDS_MUST_NOT, partial(_judge_words, rule=words)))
    for relation in local.relations:
        register(_rule(relation.frame, _RELATION, partial(_judge_relation, rule=relation)))
    _installed.append(local)


_WORDS_MUST = Words("应写明：{wanted}", "this should be told: {wanted}")
_WORDS_MUST_NOT = Words("不应出现“{quote}”", "“{quote}” should not stand here")
_RELATION = Words(
    "{left}为{stated}{unit}，{right}为{sum}{unit}，应当{left} {op} {right}",
    "{left} is {stated} {unit}, {right} is {sum} {unit}; it should be {left} {op} {right}",
)


def _rule(frame: Frame, usual: Words, check: partial[Iterator[Finding | NotChecked]]) -> Rule:
    message = Words(frame.message, frame.message) if frame.message else usual
    basis = frame.basis or "本地审核规则"
    return Rule(
        frame.code,
        "local_rule",
        frame.severity,
        Words(frame.title, frame.title),
        Words(basis, frame.basis or "a local rule"),
        {"": message},
        check,
    )


# --- words


def _judge_words(report: Report, rule: WordRule) -> Iterator[Finding | NotChecked]:
    if not rule.frame.concerns(report):
        return
    texts = list(_texts(report, rule.section))
    if not texts:
        yield _not_checked(rule.frame, "文件中没有这一部分", "the file does not hold this part")
        return
    found = [(text, span) for text in texts for span in _spans(text, rule)]
    if rule.must and not found:
        wanted = "、".join((*rule.words, *(p.pattern for p in rule.patterns)))
        yield _finding(rule.frame, _heading(report, rule.section), args={"wanted": wanted})
    elif not rule.must:
        for text, span in found[:MAX_FINDINGS]:
            at = text.location(*span)
            yield _finding(rule.frame, at, stated=at.quote)


def _texts(report: Report, section: str) -> Iterator[Text]:
    if not section:
        yield from paragraphs(report)
        yield from cells(report)
        return
    outline = sections_of(report)
    for text in paragraphs(report):
        keys = (outline.key(text.block), outline.family(text.block))
        if any(key == section or key.startswith(f"{section}.") for key in keys):
            yield text


def _spans(text: Text, rule: WordRule) -> Iterator[tuple[int, int]]:
    for word in rule.words:
        at = text.flat.find(word)
        while at >= 0:
            yield at, at + len(word)
            at = text.flat.find(word, at + len(word))
    for pattern in rule.patterns:
        # A paragraph longer than any is searched piece by piece, so that each search is bounded.
        for start in range(0, len(text.flat), MAX_TEXT):
            for match in pattern.finditer(text.flat[start : start + MAX_TEXT]):
                if match.group():
                    yield start + match.start(), start + match.end()


def _heading(report: Report, section: str) -> Location:
    """The heading of the section; nothing for the whole report."""
    for found in report.sections:
        if section and (found.key == section or found.key.startswith(f"{section}.")):
            return Location(found.place, quote=found.title)
    return Location()


# --- relations


def _judge_relation(report: Report, rule: RelationRule) -> Iterator[Finding | NotChecked]:
    if not rule.frame.concerns(report):
        return
    figures = figures_of(report)
    sides = (rule.left, rule.right)
    found = [[figures.best(coordinate) for coordinate, _ in side] for side in sides]
    missing = [name for side, where in zip(sides, found, strict=True) for (_, name), i in zip(side, where, strict=True)
               if i is None]  # fmt: skip
    if missing:
        names = ", ".join(missing)
        yield _not_checked(rule.frame, f"报告中没有这些数据：{names}", f"the report lacks these figures: {names}")
        return
    left, right = ([i for i in side if i is not None] for side in found)
    if len({is_money(figures.items[i].unit) for i in (*left, *right)}) > 1:
        yield _not_checked(rule.frame, "左右单位不同", "the sides have different units")
        return
    relation = Linear((*((1, i) for i in left), *((-1, i) for i in right)), Ground("local"))
    gap, tolerance = relation.gap(figures.items), relation.tolerance(figures.items)
    if {"<=": gap > tolerance, ">=": -gap > tolerance, "==": abs(gap) > tolerance}[rule.op]:
        yield _broken(figures, rule, left, right)


def _broken(figures: Figures, rule: RelationRule, left: list[int], right: list[int]) -> Finding:
    unit = figures.items[left[0]].unit
    factor = scale(unit)

    def amount(indices: list[int]) -> str:
        total = sum((figures.items[i].exact for i in indices), start=figures.items[left[0]].exact * 0)
        return f"{total / factor:f}"

    relation = Linear((*((1, i) for i in left), *((-1, i) for i in right)), Ground("local"))
    related: list[Related] = [locate.related(figures, i, "term") for i in left[1:]]
    related += [locate.related(figures, i, "term" if len(right) > 1 else "total") for i in right]
    return _finding(
        rule.frame,
        locate.of_figure(figures, left[0]),
        args={
            "left": " + ".join(name for _, name in rule.left),
            "right": " + ".join(name for _, name in rule.right),
            "op": rule.op,
            "sum": amount(right),
        },
        stated=amount(left),
        expected=amount(right) if rule.op == "==" else None,
        difference=f"{relation.gap(figures.items) / factor:f}",
        tolerance=f"{relation.tolerance(figures.items) / factor:f}",
        unit=unit,
        related=tuple(related),
    )


# --- both


def _finding(
    frame: Frame,
    at: Location,
    *,
    args: Mapping[str, str | Words] | None = None,
    stated: str | None = None,
    expected: str | None = None,
    difference: str | None = None,
    tolerance: str | None = None,
    unit: str | None = None,
    related: tuple[Related, ...] = (),
) -> Finding:
    return Finding(
        frame.code,
        frame.severity,
        at,
        args=args or {},
        stated=stated,
        expected=expected,
        difference=difference,
        tolerance=tolerance,
        unit=unit,
        related=related,
        suggestion=Words(frame.suggestion, frame.suggestion) if frame.suggestion else None,
    )


def _not_checked(frame: Frame, zh: str, en: str) -> NotChecked:
    return NotChecked(frame.code, "absent", zh, en, frame.title, frame.title)
