"""A finding in the few lines of a remark: what a comment beside the place or a cell of a sheet says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from juesuan.findings import places
from juesuan.findings.catalogue import name, say
from juesuan.findings.language import Lang
from juesuan.findings.report import Context, Item

if TYPE_CHECKING:
    from juesuan.recognition.report import Coverage

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
    figures = stated_and_expected(item, lang)
    if figures:
        yield figures
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


def stated_and_expected(item: Item, lang: Lang) -> str:
    """Both figures; empty where nothing is expected, or the message names both."""
    if item.expected is None or all(value in item.message for value in (item.stated, item.expected) if value):
        return ""
    figures = [
        say(f"figures.{figure}", lang, value=amount(value, item.unit, lang))
        for figure, value in (("stated", item.stated), ("expected", item.expected))
        if value is not None
    ]
    return say("figures.separator", lang).join(figures)


def compared(item: Item, lang: Lang, most: int = _MOST_RELATED) -> str:
    """Where to compare, in words, `most` places at most; empty if nowhere."""
    said = []
    for entry in item.related[:most]:
        place = places.words(entry.location, lang, item.location)
        role = name("role", entry.role, lang)
        if entry.value is None:
            said.append(say("related.novalue", lang, place=place, role=role))
        else:
            said.append(say("related.line", lang, place=place, value=entry.value, role=role))
    if len(item.related) > most:
        said.append(say("related.more", lang, n=len(item.related) - most))
    return say("remark.separator", lang).join(said)


def otherwise(item: Item, lang: Lang) -> str:
    """The places that could as well be wrong, in words; empty if there are none."""
    said = []
    for entry in item.candidates[:_MOST_RELATED]:
        place = places.words(entry.location, lang, item.location)
        if entry.expected is None:
            said.append(place)
        else:
            value = amount(entry.expected, entry.unit or item.unit, lang)
            said.append(say("candidate.line", lang, place=place, value=value))
    return say("remark.separator", lang).join(said)


def coverage(understood: Coverage, lang: Lang) -> str:
    """How much of a report was understood, as a sentence."""
    return say(
        "report.coverage",
        lang,
        tables=_share(understood.table_amounts_bound, understood.table_amounts, lang),
        narrative=_share(understood.narrative_amounts_bound, understood.narrative_amounts, lang),
    )


def _share(part: int, whole: int, lang: Lang) -> str:
    """139/143 (97.2%); rounded down, so that only all is 100%."""
    if whole == 0:
        return say("report.none", lang)
    tenths = part * 1000 // whole
    return f"{part}/{whole} ({tenths // 10}{f'.{tenths % 10}' if tenths % 10 else ''}%)"


def quoted(context: Context | None, around: int = 40) -> str:
    """The sentence with the words meant in 【】, cut to what is near them; empty if there is none."""
    if context is None:
        return ""
    before, after = context.text[: context.start], context.text[context.end :]
    if not before.strip() and not after.strip():
        return ""
    head = before if len(before) <= around else "…" + before[-around:]
    tail = after if len(after) <= around else after[:around] + "…"
    return f"{head}【{context.text[context.start : context.end]}】{tail}".strip()


def since_last(item: Item, lang: Lang) -> str:
    """Whether an earlier result had the finding; empty where there was none to compare with."""
    known = {"new": "since.new", "open": "since.open"}
    return say(known[item.baseline], lang) if item.baseline in known else ""


def file_name(source: str) -> str:
    """A file without its folders: what goes to a unit need not tell where it lay."""
    return source.replace("\\", "/").rpartition("/")[2]
