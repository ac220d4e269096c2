"""One finding as HTML: what is wrong, both figures, why, where to compare; beside it the place itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from juesuan.checks.registry import RULES
from juesuan.findings import places
from juesuan.findings.catalogue import name, say, statement_name
from juesuan.findings.exhibits import View, letter
from juesuan.findings.html_figures import gap
from juesuan.findings.html_markup import Markup, element, joined
from juesuan.findings.html_views import views
from juesuan.findings.language import Lang, pick
from juesuan.findings.remarks import amount
from juesuan.findings.report import Item, Spot

_MOST_LISTED = 12
_MOST_GROUP = 60
"""Characters of a heading that stands for a group."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding and what the page knows of it.

    Attributes:
        item: the finding.
        anchor: its name on the page.
        shown: its exhibits.
        prefix: of its report's pictures.
    """

    item: Item
    anchor: str
    shown: tuple[View, ...]
    prefix: str


def group(spot: Spot, lang: Lang) -> str:
    """The statement or section that a place belongs to, as the filter names it."""
    said = statement_name(spot.statement, lang) if spot.statement else spot.section or say("html.elsewhere", lang)
    return said if len(said) <= _MOST_GROUP else said[:_MOST_GROUP] + "…"


def title(code: str, lang: Lang) -> str:
    """The rule's title; nothing for a rule that is not known (any more)."""
    return pick(RULES[code].title, lang) if code in RULES else ""


def finding(entry: Entry, lang: Lang) -> Markup:
    """The finding; notes and what was waived are folded up.

    Args:
        entry: the finding.
        lang: language of everything but what is quoted.
    """
    item = entry.item
    folded = item.severity == "info" or item.waived is not None
    summary = element(
        "summary",
        element("span", name("severity", item.severity, lang), class_=f"chip {item.severity}"),
        element("span", element("strong", item.message, class_="message"),
                element("span", places.words(item.location, lang), class_="where"), class_="what"),
        class_="head",
    )  # fmt: skip
    beside = views(entry.shown, item.location, entry.prefix, lang)
    if not beside:
        beside = element("p", say("html.noview", lang), class_="quiet")
    words = joined(_words(entry, lang))
    body = element(
        "div",
        element("div", words, class_="words") if words else None,
        element("div", beside, class_="views"),
        _foot(entry, lang),
        class_="body" if words else "body alone",
    )
    return element(
        "details", summary, body, class_=f"finding {item.severity}", id=entry.anchor, open=not folded,
        data_severity=item.severity, data_group=group(item.location, lang),
    )  # fmt: skip


def _foot(entry: Entry, lang: Lang) -> Markup:
    """The rule and its ground, and the finding's own name, under which a link leads to it."""
    item = entry.item
    copy = say("html.link", lang)
    return element(
        "p",
        element("span", f"{say('html.rule', lang)} ", element("a", item.code, href=f"#rule-{item.code}"), " ",
                title(item.code, lang)),
        element("span", f"{say('html.basis', lang)} {item.basis}") if item.basis else None,
        element("a", f"#{item.id}", href=f"#{entry.anchor}", class_="link", data_copy=True, title=copy,
                aria_label=f"{copy} #{item.id}"),
        class_="foot",
    )  # fmt: skip


def _words(entry: Entry, lang: Lang) -> Iterator[Markup]:
    item = entry.item
    yield _figures(item, lang)
    facts = list(_facts(item, lang))
    if facts:
        yield element("dl", facts, class_="facts")
    yield _state(item, lang)


def _figures(item: Item, lang: Lang) -> Markup:
    """Stated and expected side by side, the difference and how much of it rounding explains below."""
    pairs = [
        _figure(key, amount(value, item.unit, lang), key, lang)
        for key, value in (("stated", item.stated), ("expected", item.expected))
        if value is not None
    ]
    small = [
        _figure(key, gap(value, item.unit, lang), "small", lang)
        for key, value in (("difference", item.difference), ("tolerance", item.tolerance))
        if value is not None and item.difference is not None
    ]
    return element("dl", pairs, small, class_="figures") if pairs or small else Markup("")


def _figure(key: str, value: str, kind: str, lang: Lang) -> Markup:
    return element("div", element("dt", say(f"html.{key}", lang)), element("dd", value), class_=kind)


def _facts(item: Item, lang: Lang) -> Iterator[Markup]:
    if item.suggestion:
        yield _fact("suggestion", item.suggestion, lang)
    if item.cause:
        yield _fact("cause", name("cause", item.cause, lang), lang)
    if item.related:
        yield _fact("related", _evidence(item, lang), lang)
    if item.candidates:
        yield _fact("candidates", _candidates(item, lang), lang)


def _fact(key: str, content: str, lang: Lang) -> Markup:
    return joined((element("dt", say(f"html.{key}", lang)), element("dd", content)))


def _evidence(item: Item, lang: Lang) -> Markup:
    lines = []
    for n, entry in enumerate(item.related[:_MOST_LISTED], 1):
        place = places.words(entry.location, lang, item.location)
        value = element("b", entry.value, class_="num") if entry.value is not None else None
        role = element("span", name("role", entry.role, lang), class_="role")
        lines.append(_line("related", str(n), (place, value, role)))
    return _list(lines, len(item.related), lang)


def _candidates(item: Item, lang: Lang) -> Markup:
    lines = []
    for n, entry in enumerate(item.candidates[:_MOST_LISTED]):
        place = places.words(entry.location, lang, item.location)
        should = None
        if entry.expected is not None:
            value = amount(entry.expected, entry.unit or item.unit, lang)
            should = element("span", say("html.candidate.expected", lang, value=value), class_="role")
        lines.append(_line("alternative", letter(n), (place, should)))
    return _list(lines, len(item.candidates), lang)


def _line(role: str, label: str, parts: tuple[str | None, ...]) -> Markup:
    spaced = (piece for part in parts if part is not None for piece in (" ", part))
    return element("li", element("span", label, class_=f"tag l-{role}"), spaced)


def _list(lines: list[Markup], total: int, lang: Lang) -> Markup:
    if total > len(lines):
        lines.append(element("li", say("html.more", lang, n=total - len(lines)), class_="quiet"))
    return element("ul", lines, class_="places")


def _state(item: Item, lang: Lang) -> Markup:
    """Waived, new, still open: where the run was told of waivers or of an earlier result."""
    said = []
    if item.waived is not None:
        by = {"author": item.waived.author, "date": item.waived.date, "reason": item.waived.reason}
        said.append(element("p", say("html.waived", lang, **by), class_="state"))
    if item.baseline is not None and f"html.baseline.{item.baseline}" in _STATES:
        said.append(element("p", say(f"html.baseline.{item.baseline}", lang), class_="state"))
    return joined(said)


_STATES = ("html.baseline.new", "html.baseline.open")
