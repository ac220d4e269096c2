"""The glossary's entries: each a term and what is said of it, with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from juesuan.checks.finding import Location
from juesuan.checks.texts import Text, paragraphs, sections_of
from juesuan.recognition.report import Report
from juesuan.taxonomy.glossary import no_entry

_ORDINAL = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.．]|（[一二三四五六七八九十\d]{1,3}）、?|\d{1,2}[.．、](?!\d))"
)
_NEXT_ENTRY = re.compile(rf"(?<=[。；])(?={_ORDINAL.pattern})")
_SAYS = re.compile(r"[：—]|--|，?(?:是?指(?!标|导|定|挥|南)|系指|即指)|，?(?:主要)?反映")
_LONGEST_TERM = 80
_MARKS = str.maketrans("", "", "“”‘’\"'《》「」")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry.

    Attributes:
        term: as printed, without ordinal and quotation marks.
        meaning: what is said of it, without the word 指.
        at: place of the term.
        text: the paragraph it stands in.
    """

    term: str
    meaning: str
    at: Location
    text: Text


def entries(report: Report) -> list[Entry]:
    """The entries of the report's glossary, in order; empty where it has none or it is not written as entries."""
    return [entry for text in _texts(report) for entry in _of(text)]


def _texts(report: Report) -> Iterator[Text]:
    outline = sections_of(report)
    for text in paragraphs(report):
        section = outline.headings.get(text.block)
        own_heading = section is not None and section.key == "glossary" and section.level == 1
        if outline.family(text.block) == "glossary" and not own_heading:
            yield text


def _of(text: Text) -> Iterator[Entry]:
    start = 0
    for part in _NEXT_ENTRY.split(text.flat):
        ordinal = _ORDINAL.match(part)
        begin = ordinal.end() if ordinal else 0
        says = _SAYS.search(part, begin)
        if says is not None and 2 <= says.start() - begin <= _LONGEST_TERM and "。" not in part[begin : says.start()]:
            term = part[begin : says.start()].translate(_MARKS)
            meaning = re.sub(r"^(?:是?指|系指|主要反映|反映)", "", part[says.end() :])
            if meaning and not no_entry().search(term):
                yield Entry(term, meaning, text.location(start + begin, start + says.start()), text)
        start += len(part)
