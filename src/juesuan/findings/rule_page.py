"""A rule's page: what it finds, why that matters, an example, the same put right, the legal basis, the severity.

The words come from the rule itself (title, basis, messages, docstring with its `Breaks:` and `Right:`) and from
data/rule_pages.toml, which has the fault in Chinese and examples of the engine's rules. `juesuan rule CODE`, docs/rules
and the help of SARIF are all made here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from juesuan.checks.registry import Rule
from juesuan.findings.catalogue import name, say
from juesuan.findings.language import Lang, pick

_PART = re.compile(r"^(Breaks|Right):\s*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Page:
    """The words of a rule's page in one language; an example is as a report would print it, so it is Chinese.

    Attributes:
        what: the fault in a sentence or two.
        why: why it matters.
        breaks: an example.
        right: the same put right.
    """

    what: str
    why: str
    breaks: str
    right: str


@cache
def _words() -> dict[str, Any]:
    import tomllib

    text = files("juesuan.findings").joinpath("data/rule_pages.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def page(rule: Rule, lang: Lang) -> Page:
    """The words of a rule's page.

    Args:
        rule: the rule.
        lang: language of everything but the example.
    """
    more: dict[str, str] = _words().get(rule.code, {})
    said, breaks, right = _docstring(rule.doc)
    what = more.get("zh", "") if lang == "zh" else said
    family: dict[str, str] = _words()["why"].get(rule.code[:3], {})
    return Page(
        what or pick(rule.title, lang),
        family.get(lang, ""),
        breaks or more.get("breaks", ""),
        right or more.get("right", ""),
    )


def _docstring(doc: str) -> tuple[str, str, str]:
    """What a docstring says, and its example wrong and right."""
    from inspect import cleandoc

    pieces = _PART.split(cleandoc(doc))
    found = {key: " ".join(text.split()) for key, text in zip(pieces[1::2], pieces[2::2], strict=True)}
    return pieces[0].strip(), found.get("Breaks", ""), found.get("Right", "")


def _parts(rule: Rule, lang: Lang) -> Iterator[tuple[str, list[str]]]:
    """Heading and paragraphs of each part that has any."""
    words = page(rule, lang)
    parts = (
        ("rule.what", words.what.split("\n\n")),
        ("rule.why", [words.why]),
        ("rule.breaks", [words.breaks]),
        ("rule.right", [words.right]),
        ("rule.basis", [pick(rule.basis, lang)]),
        ("rule.severity", [name("severity", str(rule.severity), lang)]),
        ("rule.messages", [pick(message, lang) for message in rule.messages.values()]),
    )
    for key, paragraphs in parts:
        kept = [" ".join(paragraph.split()) for paragraph in paragraphs if paragraph.strip()]
        if kept:
            yield say(key, lang), kept


def plain(rule: Rule, lang: Lang) -> Iterator[str]:
    """The page as plain lines: a label, then its paragraphs.

    Args:
        rule: the rule.
        lang: language of the page.
    """
    yield f"{rule.code}  {pick(rule.title, lang)}  ({rule.name})"
    for label, paragraphs in _parts(rule, lang):
        yield ""
        yield label
        yield from (f"  {paragraph}" for paragraph in paragraphs)


def markdown(rule: Rule, lang: Lang) -> Iterator[str]:
    """The page in Markdown, without its title.

    Args:
        rule: the rule.
        lang: language of the page.
    """
    examples = {say("rule.breaks", lang), say("rule.right", lang)}
    for label, paragraphs in _parts(rule, lang):
        yield from ("", f"**{label}**", "")
        for n, paragraph in enumerate(paragraphs):
            if label == say("rule.messages", lang):
                yield f"- {paragraph}"
            else:
                yield from (("",) if n else ())
                yield f"> {paragraph}" if label in examples else paragraph
