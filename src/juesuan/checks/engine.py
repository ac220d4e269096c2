"""Run the rules over a recognised report."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection
from dataclasses import dataclass

from juesuan.checks.finding import Finding
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
    findings: list[Finding] = []
    not_checked = list(report.not_checked)
    for code, rule in sorted(RULES.items()):
        if (select and not code.startswith(tuple(select))) or code.startswith(tuple(ignore)):
            continue
        if rule.check is None:
            continue
        try:
            findings.extend(rule.check(report))
        except Exception as error:
            if os.environ.get("JUESUAN_DEBUG") == "1":
                sys.excepthook(type(error), error, error.__traceback__)
            told = f"{type(error).__name__}: {error}"
            not_checked.append(
                NotChecked(
                    code, "crashed", f"程序出错（{told}）", f"the program failed ({told})",
                    rule.title.zh, rule.title.en,
                )
            )  # fmt: skip
    return CheckResult(report, tuple(findings), tuple(not_checked))
