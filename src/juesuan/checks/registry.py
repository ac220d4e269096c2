"""The registry of rules: code, name, severity, messages in both languages, legal basis."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from juesuan.checks.finding import Finding, Severity, Words
from juesuan.recognition.report import NotChecked, Report

Check = Callable[[Report], Iterable[Finding | NotChecked]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Attributes:
        code: JSnnn; once published it keeps its meaning.
        name: the fault's name (`share_on_wrong_base`).
        severity: of its findings, unless the finding or the edition says otherwise.
        title: the fault in a few words.
        basis: the legal or arithmetic ground.
        messages: variant → message template. `{stated}`, `{expected}`, `{difference}`, `{tolerance}`, `{unit}`,
            `{quote}`, `{row}`, `{column}`, `{section}` come from the finding, anything else from its args.
        check: yields the findings; None where the engine of relations yields them.
        doc: what, why, an example that breaks it, the same put right.
    """

    code: str
    name: str
    severity: Severity
    title: Words
    basis: Words
    messages: dict[str, Words] = field(default_factory=dict)
    check: Check | None = None
    doc: str = ""


RULES: dict[str, Rule] = {}
"""All registered rules by code. Filled on import of `juesuan.checks.rules`."""


def register(rule: Rule) -> None:
    """Put a rule into the registry; a code can be given once only."""
    if rule.code in RULES:
        raise ValueError(f"rule code {rule.code} is registered twice")
    RULES[rule.code] = rule


def rule(
    code: str,
    *,
    title: Words,
    basis: Words,
    message: Words,
    severity: Severity = Severity.ERROR,
    variants: dict[str, Words] | None = None,
) -> Callable[[Check], Check]:
    """Register the decorated generator of findings as a rule; its name is the fault, its docstring the rule's page.

    Args:
        code: JSnnn.
        title: the fault in a few words.
        basis: the legal or arithmetic ground.
        message: the first message template (variant "").
        severity: default severity.
        variants: further message templates by variant.
    """

    def wrap(check: Check) -> Check:
        messages = {"": message, **(variants or {})}
        name = getattr(check, "__name__", code)
        register(Rule(code, name, severity, title, basis, messages, check, (check.__doc__ or "").strip()))
        return check

    return wrap
