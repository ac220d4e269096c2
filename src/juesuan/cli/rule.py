"""`juesuan rule`: a rule's page."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator

from juesuan.checks.registry import Rule
from juesuan.cli.call import codes, local_rules
from juesuan.cli.output import style, write
from juesuan.cli.status import NOTHING
from juesuan.findings.catalogue import name
from juesuan.findings.language import Lang, pick
from juesuan.findings.rule_page import plain
from juesuan.findings.selection import rules
from juesuan.findings.text import Style
from juesuan.findings.width import pad, wrap


def rule(call: Namespace, lang: Lang) -> int:
    """Explain rules: a full code gives the page, the beginning of one the family's list.

    Args:
        call: the parsed call.
        lang: language of everything said.

    Raises:
        UsageError: if there is no such rule.
    """
    local_rules(call, lang)
    layout = style(lang, to_file=False)
    pages = []
    for asked in call.codes:
        meant = [rules()[code] for code in codes(asked, lang)]
        full = len(meant) == 1 and meant[0].code == asked.strip().upper()
        pages.append("".join(f"{line}\n" for line in (page(meant[0], layout) if full else _list(meant, layout))))
    write(iter(["\n".join(pages)]), None, lang)
    return NOTHING


def page(rule: Rule, layout: Style) -> Iterator[str]:
    """The page of one rule, line by line.

    Args:
        rule: the rule.
        layout: how text is laid out.
    """
    title, *rest = plain(rule, layout.lang)
    yield layout.paint(title, "strong")
    for line in rest:
        text = line.lstrip()
        indent = " " * (len(line) - len(text))
        for part in wrap(text, layout.columns - len(indent)):
            yield (indent + part if indent else layout.paint(part, "faint")).rstrip()


def _list(rules: list[Rule], layout: Style) -> Iterator[str]:
    for rule in rules:
        severity = pad(name("severity", str(rule.severity), layout.lang), 8)
        yield f"{rule.code}  {severity} {pick(rule.title, layout.lang)}"
