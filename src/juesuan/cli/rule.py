"""`juesuan rule`: a rule's page."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator

from juesuan.checks.registry import Rule
from juesuan.cli.call import codes
from juesuan.cli.output import style, write
from juesuan.cli.status import NOTHING
from juesuan.findings.catalogue import name, say
from juesuan.findings.language import Lang, pick
from juesuan.findings.selection import rules
from juesuan.findings.text import Style
from juesuan.findings.width import display_width, pad, wrap


def rule(call: Namespace, lang: Lang) -> int:
    """Explain rules: a full code gives the page, the beginning of one the family's list.

    Args:
        call: the parsed call.
        lang: language of everything said.

    Raises:
        UsageError: if there is no such rule.
    """
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
    lang = layout.lang
    yield layout.paint(f"{rule.code}  {pick(rule.title, lang)}", "strong") + f"  ({rule.name})"
    yield ""
    yield from _labelled("rule.severity", name("severity", str(rule.severity), lang), layout)
    yield from _labelled("rule.basis", pick(rule.basis, lang), layout)
    for words in rule.messages.values():
        yield from _labelled("rule.messages", pick(words, lang), layout)
    yield ""
    for line in rule.doc.splitlines() or [say("rule.none", lang)]:
        yield line.strip()


def _list(rules: list[Rule], layout: Style) -> Iterator[str]:
    for rule in rules:
        severity = pad(name("severity", str(rule.severity), layout.lang), 8)
        yield f"{rule.code}  {severity} {pick(rule.title, layout.lang)}"


def _labelled(key: str, text: str, layout: Style) -> Iterator[str]:
    label = say(key, layout.lang) + "  "
    for n, line in enumerate(wrap(text, layout.columns - display_width(label))):
        yield (label if n == 0 else " " * display_width(label)) + line
