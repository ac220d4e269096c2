"""Run the rules over a recognised report."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from juesuan.checks import arithmetic, years
from juesuan.checks.doubtful import sift
from juesuan.checks.figures import forget
from juesuan.checks.finding import Finding, Location, Severity
from juesuan.checks.form_roots import one_mistake_each
from juesuan.checks.registry import RULES, Check, Rule
from juesuan.recognition.report import NotChecked, Report


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What the rules say of one report."""

    report: Report
    findings: tuple[Finding, ...]
    not_checked: tuple[NotChecked, ...]


def run(report: Report, select: Collection[str] = (), ignore: Collection[str] = ()) -> CheckResult:
    """Run the rules; one that throws is reported as not checked, and the others go on.

    Args:
        report: the report as recognised.
        select: codes or beginnings of codes to run; all if empty.
        ignore: codes or beginnings of codes not to run.
    """
    load_rules()
    findings: list[Finding] = []
    whole = report
    report, misread = sift(report)
    not_checked = [*report.not_checked, *misread]
    # The rules without a check of their own are those that the relations between figures speak for, all at once.
    related = tuple(rule for rule in RULES.values() if rule.check is None)
    checks: list[tuple[Check, tuple[Rule, ...]]] = [(arithmetic.findings, related)]
    checks += [(rule.check, (rule,)) for _, rule in sorted(RULES.items()) if rule.check is not None]
    for check, rules in checks:
        rules = tuple(rule for rule in rules if _wanted(rule.code, select, ignore))
        if not rules:
            continue
        try:
            for outcome in check(report):
                if isinstance(outcome, NotChecked):
                    not_checked.append(outcome)
                elif _wanted(outcome.code, select, ignore):
                    findings.append(outcome)
        except Exception as error:
            if os.environ.get("JUESUAN_DEBUG") == "1":
                sys.excepthook(type(error), error, error.__traceback__)
            not_checked.extend(_crashed(rule, error) for rule in rules)
    if _wanted("JS622", select, ignore):
        findings = one_mistake_each(report, findings)
    forget()
    years.forget()
    return CheckResult(whole, tuple(_one_for_each_mistake(findings)), tuple(not_checked))


def _crashed(rule: Rule, error: Exception) -> NotChecked:
    told = f"{type(error).__name__}: {error}"
    return NotChecked(
        rule.code, "crashed", f"程序出错（{told}）", f"the program failed ({told})", rule.title.zh, rule.title.en
    )


_SAME_ROW = {"JS110": "JS107"}
"""Code → code of a rule that has said more of the same row already."""


def _one_for_each_mistake(findings: list[Finding]) -> list[Finding]:
    """Leave out what another rule says of the very same row of a statement.

    An item that is listed while its row is empty is no second mistake where the row's lost figure was found. And a
    doubt of a figure that was found to be wrong is answered.
    """
    wrong = {_spot(f.location): f.expected for f in findings if f.severity is Severity.ERROR}
    told = {(f.code, f.location.statement, f.location.code) for f in findings}
    lost = {f.location.row for f in findings if f.variant == "blank" and f.location.row}
    return [
        f
        for f in findings
        if (_SAME_ROW.get(f.code), f.location.statement, f.location.code) not in told
        and not (f.code == "JS307" and f.variant == "empty" and f.stated in lost)
        and not (f.severity is Severity.WARNING and _is_answered(f, wrong))
    ]


def _is_answered(doubt: Finding, wrong: Mapping[tuple[object, ...], str | None]) -> bool:
    """Whether an error says the same of the same place, or names a place that the doubt asks about."""
    same = doubt.expected is not None and wrong.get(_spot(doubt.location)) == doubt.expected
    return same or any(_spot(c.location) in wrong for c in doubt.candidates)


def _spot(at: Location) -> tuple[object, ...]:
    return (at.place.block, at.place.start, at.place.end, at.statement, at.row_index, at.column)


def _wanted(code: str, select: Collection[str], ignore: Collection[str]) -> bool:
    return (not select or code.startswith(tuple(select))) and not code.startswith(tuple(ignore))


def load_rules() -> None:
    """Fill the registry."""
    import juesuan.checks.codes
    import juesuan.checks.rules  # noqa: F401
