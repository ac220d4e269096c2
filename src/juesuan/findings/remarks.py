"""A finding in the few lines of a remark: what a comment beside the place or a cell of a sheet says."""

from __future__ import annotations

from collections.abc import Iterator

from juesuan.findings import places
from juesuan.findings.catalogue import name, say
from juesuan.findings.language import Lang
from juesuan.findings.report import Item

_MOST_RELATED = 6


def amount(value: str, unit: str | None, lang: Lang) -> str:
    """A figure with its unit; words (a direction, a name) have none."""
    if not unit or not value[-1:].isdigit():
        return value
    return f"{value}{unit}" if unit == "%" or lang == "zh" else f"{value} {unit}"


def remark(item: Item, lang: Lang) -> list[str]:
    """The lines of a remark: severity and message, figures, cause, where to compare, suggestion, basis.

    Args:
        item: the finding.
        lang: language of everything but what is quoted.
    """
    severity = name("severity", item.severity, lang)
    return [say("remark.head", lang, severity=severity, code=item.code, message=item.message), *_more(item, lang)]


def _more(item: Item, lang: Lang) -> Iterator[str]:
    figures = [
        say(f"figures.{figure}", lang, value=amount(value, item.unit, lang))
        for figure, value in (("stated", item.stated), ("expected", item.expected))
        if value is not None
    ]
    if figures and item.expected is not None:
        yield say("figures.separator", lang).join(figures)
    if item.cause:
        yield say("remark.line", lang, label=say("label.cause", lang), text=name("cause", item.cause, lang))
    for label, text in (("related", compared(item, lang)), ("candidates", otherwise(item, lang))):
        if text:
            yield say("remark.line", lang, label=say(f"label.{label}", lang), text=text)
    if item.suggestion:
        yield say("remark.line", lang, label=say("label.suggestion", lang), text=item.suggestion)
    if item.waived is not None:
        said = {key: value for key, value in item.waived.to_dict().items() if value is not None}
        yield say("waived.until" if "until" in said else "waived.by", lang, **said)
    if item.basis:
        yield say("remark.line", lang, label=say("rule.basis", lang), text=item.basis)


def compared(item: Item, lang: Lang) -> str:
    """Where to compare, in words; empty if nowhere."""
    said = []
    for entry in item.related[:_MOST_RELATED]:
        place = places.words(entry.location, lang, item.location)
        role = name("role", entry.role, lang)
        if entry.value is None:
            said.append(say("related.novalue", lang, place=place, role=role))
        else:
            said.append(say("related.line", lang, place=place, value=entry.value, role=role))
    if len(item.related) > _MOST_RELATED:
        said.append(say("related.more", lang, n=len(item.related) - _MOST_RELATED))
    return say("remark.separator", lang).join(said)


def otherwise(item: Item, lang: Lang) -> str:
    """The places that could as well be wrong, in words; empty if there are none."""
    said = []
    for entry in item.candidates[:_MOST_RELATED]:
        place = places.words(entry.location, lang, item.location)
        if entry.expected is None:
            said.append(place)
        else:
            said.append(say("candidate.line", lang, place=place, value=amount(entry.expected, item.unit, lang)))
    return say("remark.separator", lang).join(said)
