"""Run the rules over a recognised report."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection
from dataclasses import dataclass

from juesuan.checks import arithmetic
from juesuan.checks.figures import forget
from juesuan.checks.finding import Finding, Words
from juesuan.checks.registry import RULES
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
    not_checked = list(report.not_checked)
    checks = [(code, rule.check, rule.title) for code, rule in sorted(RULES.items()) if rule.check is not None]
    for code, check, title in [("JS1-JS4", arithmetic.findings, _ARITHMETIC), *checks]:
        if code in RULES and not _wanted(code, select, ignore):
            continue
        try:
            findings.extend(f for f in check(report) if _wanted(f.code, select, ignore))
        except Exception as error:
            if os.environ.get("JUESUAN_DEBUG") == "1":
                sys.excepthook(type(error), error, error.__traceback__)
            told = f"{type(error).__name__}: {error}"
            not_checked.append(
                NotChecked(
                    code, "crashed", f"程序出错（{told}）", f"the program failed ({told})",
                    title.zh, title.en,
                )
            )  # fmt: skip
    forget()
    return CheckResult(report, tuple(_one_for_each_mistake(findings)), tuple(not_checked))


_SAME_ROW = {"JS110": "JS107"}
"""Code → code of a rule that has said more of the same row already."""


def _one_for_each_mistake(findings: list[Finding]) -> list[Finding]:
    """Leave out what another rule says of the very same row of a statement."""
    told = {(f.code, f.location.statement, f.location.code) for f in findings}
    return [f for f in findings if (_SAME_ROW.get(f.code), f.location.statement, f.location.code) not in told]


_ARITHMETIC = Words("金额与比率之间的关系", "relations between figures")


def _wanted(code: str, select: Collection[str], ignore: Collection[str]) -> bool:
    return (not select or code.startswith(tuple(select))) and not code.startswith(tuple(ignore))


def load_rules() -> None:
    """Fill the registry."""
    import juesuan.checks.codes
    import juesuan.checks.rules  # noqa: F401
