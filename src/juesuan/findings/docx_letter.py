"""Findings as a letter to the unit (审核意见), laid out as official documents are (GB/T 9704).

It states what the check found and nothing else: who signs it, and when, is left open.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from juesuan.documents.xml_bytes import xml_text
from juesuan.findings import places
from juesuan.findings.catalogue import name, say
from juesuan.findings.docx_styles import Kind, new_document, numbered_pages
from juesuan.findings.language import Lang
from juesuan.findings.remarks import compared, coverage, file_name, otherwise, quoted, since_last, stated_and_expected
from juesuan.findings.report import Item, Report, Unreadable

if TYPE_CHECKING:
    from docx.document import Document

_GROUPS = ("error", "warning", "info", "waived")
_ORDINALS = "一二三四五六七八九十"


def render(outcomes: Iterable[Report | Unreadable], lang: Lang) -> Iterator[bytes]:
    """The document, as one piece: a letter for each report, each on a page of its own.

    Args:
        outcomes: reports and unreadable files in order.
        lang: language of everything but quotes.
    """
    document = new_document(lang)
    for n, outcome in enumerate(outcomes):
        new_page = n > 0
        if isinstance(outcome, Unreadable):
            _title(document, say("letter.title.plain", lang), new_page)
            reason = say("report.unreadable", lang, reason=outcome.reason)
            _say(document, Kind.BODY, say("remark.line", lang, label=outcome.source, text=reason))
        else:
            _letter(document, outcome, lang, new_page)
    numbered_pages(document, lang)
    target = io.BytesIO()
    document.save(target)
    yield target.getvalue()


def _letter(document: Document, report: Report, lang: Lang, new_page: bool) -> None:
    year = "" if report.fiscal_year is None else say("letter.year", lang, year=report.fiscal_year)
    unit = report.unit
    title = say("letter.title", lang, unit=unit, year=year) if unit else say("letter.title.plain", lang)
    _title(document, title, new_page)
    _say(document, Kind.ADDRESS, say("letter.to", lang, unit=unit) if unit else say("letter.to.unknown", lang))
    counts = Counter(_group(item) for item in report.findings)
    said = [say(f"letter.counts.{group}", lang, n=counts[group]) for group in _GROUPS if counts[group]]
    file = say("report.list", lang).join(file_name(source) for source in report.sources or (report.source,))
    if said:
        opening = say("letter.opening", lang, file=file, counts=say("report.list", lang).join(said))
    else:
        opening = say("letter.clean", lang, file=file)
    _say(document, Kind.BODY, opening)
    ordinals = iter(_ORDINALS if lang == "zh" else ("I", "II", "III", "IV", "V", "VI"))
    number = 0
    for group in _GROUPS:
        items = [item for item in report.findings if _group(item) == group]
        if items:
            _heading(document, next(ordinals), f"letter.{group}", lang)
        for item in items:
            number += 1
            _finding(document, number, item, lang)
    if report.fixed:
        _heading(document, next(ordinals), "letter.fixed", lang)
    for old in report.fixed or ():
        number += 1
        _say(document, Kind.ITEM, say("letter.item", lang, n=number, place=places.words(old.location, lang)))
        _say(document, Kind.BODY, _sentence(old.message, lang))
    _heading(document, next(ordinals), "letter.unchecked", lang)
    _unchecked(document, report, lang)
    _signature(document, lang)


def _group(item: Item) -> str:
    return "waived" if item.waived is not None else item.severity


def _heading(document: Document, ordinal: str, key: str, lang: Lang) -> None:
    _say(document, Kind.HEADING, say("letter.heading", lang, ordinal=ordinal, title=say(key, lang)))


def _finding(document: Document, number: int, item: Item, lang: Lang) -> None:
    place, since = places.words(item.location, lang), since_last(item, lang)
    place += say("letter.since", lang, state=since) if since else ""
    _say(document, Kind.ITEM, say("letter.item", lang, n=number, place=place))
    _say(document, Kind.BODY, "".join(_sentences(item, lang)))
    sentence = quoted(item.location.context)
    if sentence:
        _say(document, Kind.BODY, say("letter.quote", lang, text=sentence))
    for key, text in (("related", compared(item, lang)), ("candidates", otherwise(item, lang))):
        if text:
            label = say(f"label.{key}", lang)
            _say(document, Kind.BODY, say("remark.line", lang, label=_capital(label), text=text))
    if item.waived is not None:
        said = {key: value for key, value in item.waived.to_dict().items() if value is not None}
        _say(document, Kind.BODY, say("waived.until" if "until" in said else "waived.by", lang, **said))
    if item.basis:
        _say(document, Kind.BODY, say("letter.basis", lang, basis=item.basis.rstrip("。."), code=item.code))


def _sentences(item: Item, lang: Lang) -> Iterator[str]:
    """What is wrong, what is stated and expected, why it may have happened and what to do."""
    space = "" if lang == "zh" else " "
    yield _sentence(item.message, lang)
    figures = stated_and_expected(item, lang)
    if figures:
        yield space + _sentence(figures, lang)
    if item.cause:
        label, text = say("label.cause", lang), name("cause", item.cause, lang)
        yield space + _sentence(say("remark.line", lang, label=label, text=text), lang)
    if item.suggestion:
        label = say("label.suggestion", lang)
        yield space + _sentence(say("remark.line", lang, label=label, text=item.suggestion), lang)


def _sentence(text: str, lang: Lang) -> str:
    """The text with one stop at its end."""
    text = text.rstrip("。. ")
    return say("remark.sentence", lang, text=_capital(text) if lang == "en" else text)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _unchecked(document: Document, report: Report, lang: Lang) -> None:
    """What was not checked, one paragraph a reason, and how much was understood."""
    by_reason: dict[str, list[str]] = {}
    for entry in report.not_checked:
        named = by_reason.setdefault(entry.reason, [])
        if entry.what not in named:
            named.append(entry.what)
    if not by_reason:
        _say(document, Kind.BODY, say("letter.nothing", lang))
    for reason, named in by_reason.items():
        what = say("report.list", lang).join(named)
        _say(document, Kind.BODY, _sentence(say("report.unchecked", lang, reason=reason, what=what), lang))
    _say(document, Kind.BODY, _sentence(coverage(report.coverage, lang), lang), keep=True)


def _signature(document: Document, lang: Lang) -> None:
    """Room to sign."""
    _say(document, Kind.BODY, "", keep=True)
    for key in ("letter.reviewer", "letter.office", "letter.date"):
        _say(document, Kind.SIGNATURE, say(key, lang))


def _title(document: Document, text: str, new_page: bool) -> None:
    paragraph = document.add_paragraph(xml_text(text), style=str(Kind.TITLE))
    paragraph.paragraph_format.page_break_before = new_page or None


def _say(document: Document, kind: Kind, text: str, *, keep: bool = False) -> None:
    """A paragraph; `keep` leaves it on the page of the next, so that a signature never stands alone."""
    paragraph = document.add_paragraph(xml_text(text), style=str(kind))
    if keep:
        paragraph.paragraph_format.keep_with_next = True
