"""What the table of contents announces, against what is there; statements that are due; headings without text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache

from juesuan.checks.finding import Finding, Location, Severity, Words
from juesuan.checks.registry import rule
from juesuan.checks.texts import NARRATIVE, Text, of_paragraph, paragraphs
from juesuan.documents.model import Paragraph, Picture
from juesuan.place import Place
from juesuan.recognition.report import Report, Section, Statement
from juesuan.taxonomy.naming import fold

_BASIS = Words(
    "《地方预决算公开操作规程》（财预〔2016〕143号）：部门决算公开应当内容完整，没有数据的表也要列出空表并说明",
    "财预〔2016〕143号: what is published must be complete; a statement without data is printed empty and explained",
)
_LEADERS = re.compile(r"(?:[.…·\-—_]{2,}|…)[.…·\-—_]*\d*$|PAGEREF.*$|(?<=\D)\d{1,3}$")
_NUMBER = re.compile(
    r"^(?:第[一二三四五六七八九十\d]+(?:部分|章|条)|[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、])[:、.]?"
)
_ORDINAL = re.compile(rf"{_NUMBER.pattern}|目录")
_SECTION = re.compile(r"[一二三四五六七八九十]{1,3}、")
_PART = re.compile(r"^第[一二三四五六七八九十\d]+(?:部分|章)")
_ENDING = re.compile(r"(?:的|情况|说明|情况说明|表)$")
_NOISE = re.compile(r"\d{2,4}年度?|关于|部门决算|单位决算|\([^()]*\)|[、,。:;]")
_AS_TITLES_END = re.compile(r"(?![（\d])[^。，；]{2,50}(?:说明|情况|表|概况|构成|解释)$")
_LONGEST_TITLE = 60
_MOST_LINES = 3
_MOST_TITLES = 300  # no report has as many; what compares them all is quadratic
_SHORTEST_CAPTION = 6
_ALIKE = 0.5
_SIBLINGS = 3
_STATEMENTS_AT_HAND = 6


@lru_cache(maxsize=2048)
def _norm(title: str, unit: str) -> str:
    """A title without ordinal, page number, year, the unit's name and 情况说明. A statement's keeps its 表."""
    text = _LEADERS.sub("", fold(title))
    text = _NUMBER.sub("", text).replace(unit, "") if unit else _NUMBER.sub("", text)
    text = _NOISE.sub("", text)
    table = text.endswith("表")
    while (shorter := _ENDING.sub("", text)) != text:
        text = shorter
    return f"{text}表" if table else text


@dataclass(frozen=True, slots=True)
class _Entry:
    text: Text
    title: str
    part: int  # running number of the part it is listed under


def _entries(report: Report, unit: str) -> list[_Entry]:
    """The lines of the table of contents."""
    contents = report.section("contents")
    if contents is None:
        return []
    entries = []
    part = 0
    for text in paragraphs(report):
        if not contents.first <= text.block <= contents.last or text.flat in ("目录", ""):
            continue
        part += _PART.match(text.flat) is not None
        title = _norm(text.raw, unit)
        if title and len(_LEADERS.sub("", text.flat)) <= _LONGEST_TITLE + 10:
            entries.append(_Entry(text, title, part))
    return _joined(entries[:_MOST_TITLES], report, unit)


def _joined(entries: list[_Entry], report: Report, unit: str) -> list[_Entry]:
    """The entries with those in one that were broken over two or three lines: together they are a title of the body."""
    if all(_ORDINAL.match(e.text.flat) for e in entries):
        return entries
    body = _body_titles(report, unit)
    joined: list[_Entry] = []
    rest = 0
    for position, entry in enumerate(entries):
        if rest:
            rest -= 1
            continue
        if entry.title not in body:
            words = _LEADERS.sub("", entry.text.flat)
            for count, more in enumerate(entries[position + 1 : position + _MOST_LINES], 1):
                if _ORDINAL.match(more.text.flat):
                    break
                words += more.text.flat
                if (title := _norm(words, unit)) in body:
                    entry, rest = replace(entry, title=title), count
                    break
        joined.append(entry)
    return joined


def _unit(report: Report) -> str:
    return fold(report.unit_name or "")


def _body_titles(report: Report, unit: str) -> set[str]:
    """Everything after the contents that may be a title: headings, captions, titles within tables."""
    contents = report.section("contents")
    after = contents.last if contents else -1
    titles = {_norm(s.title, unit) for s in report.sections if s.first > after}
    titles |= {_norm(s.title, unit) for s in report.statements}
    for block in report.document.blocks:
        if block.index <= after:
            continue
        if isinstance(block, Paragraph):
            if len(block.text) <= _LONGEST_TITLE + 20 and "。" not in block.text[:-1]:
                titles.add(_norm(block.text, unit))
        elif not isinstance(block, Picture):
            titles |= {_norm(c.text, unit) for c in block.cells if c.row < 2 and c.text}
    # The title as the edition prints it, where the statement was recognised by its columns alone.
    titles |= {_norm(x.title, unit) for x in report.edition.layouts if report.statement(x.id)}
    return titles - {""}


def _heading_titles(report: Report, unit: str) -> set[str]:
    """Titles of the body that surely are some, subsections left out: of sections, statements, lines that end so."""
    contents = report.section("contents")
    after = contents.last if contents else -1
    titles = {_norm(s.title, unit) for s in report.sections if s.first > after and s.level <= 2}
    titles |= {_norm(s.title, unit) for s in report.statements}
    titles |= {_norm(t.raw, unit) for t in paragraphs(report) if t.block > after and _AS_TITLES_END.match(t.flat)}
    return set(sorted(titles - {""})[:_MOST_TITLES])


def _retitled(title: str, others: set[str]) -> bool:
    """Whether one of the titles is nearly this one, both statements or both sections."""
    return any(
        o.endswith("表") == title.endswith("表") and SequenceMatcher(None, title, o, autojunk=False).ratio() >= _ALIKE
        for o in others
        if len(o) <= 2 * len(title) + 8
    )


def _missing_entries(report: Report) -> Iterator[_Entry]:
    """Entries of the contents that nothing in the body answers to, where most of their siblings are there."""
    unit = _unit(report)
    entries = _entries(report, unit)
    parts = Counter(e.part for e in entries)
    if not any(times >= _SIBLINGS for times in parts.values()):
        return
    body = _body_titles(report, unit)
    free = _heading_titles(report, unit) - {e.title for e in entries}
    for part in parts:
        siblings = [e for e in entries if e.part == part]
        present = [e for e in siblings if e.title in body]
        if len(present) < max(_SIBLINGS, (len(siblings) + 1) // 2):
            continue
        for entry in siblings:
            # Lines without ordinal may be the rest of the line above.
            if entry.title in body or not _SECTION.match(entry.text.flat):
                continue
            if not _retitled(entry.title, free):
                yield entry


@rule(
    "JS501",
    title=Words("目录所列部分正文没有", "A section of the contents is not there"),
    basis=_BASIS,
    message=Words(
        "目录列有“{quote}”，正文没有这一部分", "The contents list “{quote}”, but the text has no such section"
    ),
)
def announced_section_missing(report: Report) -> Iterator[Finding]:
    """The table of contents lists a section that the report does not have, though its neighbours are there.

    Breaks: 目录：八、政府性基金……情况说明；正文从七直接到九
    Right: 正文有“八、政府性基金……情况说明”
    """
    for entry in _missing_entries(report):
        if not entry.title.endswith("表"):
            yield Finding("JS501", Severity.ERROR, replace(entry.text.location(), section=entry.title))


@rule(
    "JS502",
    title=Words("正文部分未列入目录", "A section is not in the contents"),
    basis=_BASIS,
    message=Words("正文有“{quote}”，目录没有列", "“{quote}” is in the text, but not in the contents"),
    severity=Severity.WARNING,
)
def section_not_in_contents(report: Report) -> Iterator[Finding]:
    """A section of the text is missing from a table of contents that lists its neighbours.

    Breaks: 目录止于“十、预算绩效管理情况”；正文有“十一、其他重要事项”
    Right: 目录列出“十一、其他重要事项”
    """
    unit = _unit(report)
    entries = _entries(report, unit)
    listed = {e.title for e in entries}
    contents = report.section("contents")
    body = [s for s in report.sections if s.level == 2 and contents and s.first > contents.last]
    body = [s for s in body if s.key.partition(".")[0] in NARRATIVE and s.number is not None]
    titled = [(s, _norm(s.title, unit)) for s in body]
    if sum(t in listed for _, t in titled) < max(_SIBLINGS, len(titled) // 2):
        return
    free = listed - {t for _, t in titled}
    blocks = {b.index: b for b in report.document.blocks}
    parts = [s for s in report.sections if s.level == 1]

    def part(section: Section) -> int:
        return max((p.first for p in parts if p.first <= section.first <= p.last), default=-1)

    # Contents that name no section of a part leave all its sections to the part's own line.
    told_parts = {part(s) for s, t in titled if t in listed}
    for section, title in titled:
        if part(section) not in told_parts:
            continue
        block = blocks[section.first]
        if title and title not in listed and not _retitled(title, free) and isinstance(block, Paragraph):
            at = Location(block.place(0, len(section.title)), quote=section.title)
            yield Finding("JS502", Severity.WARNING, at)


@rule(
    "JS503",
    title=Words("缺少决算表", "A statement is missing"),
    basis=_BASIS,
    message=Words(
        "目录列有“{quote}”，公开内容中没有这张表", "The contents list “{quote}”, but the statement is not there"
    ),
    variants={
        "due": Words(
            "没有“{title}”，其他决算表都在", "The statement “{title}” is missing, though the others are there"
        ),
    },
)
def statement_missing(report: Report) -> Iterator[Finding]:
    """A statement that is announced or due is not there, though the others are.

    Where the statements are pictures or in a file of their own, nothing is said to be missing.

    Breaks: 公开了其余八张表，缺国有资本经营预算财政拨款支出决算表
    Right: 没有数据的表也列出空表并注明
    """
    known = [s for s in report.statements if not s.id.startswith("other:")]
    if any(isinstance(b, Picture) for b in report.document.blocks) or _unread_among(report, known):
        return
    if len(known) < _SIBLINGS:
        return
    announced = set()
    for entry in _missing_entries(report):
        if entry.title.endswith("表"):
            announced.add(entry.title)
            at = replace(entry.text.location(), statement=_statement_titled(report, entry.title))
            yield Finding("JS503", Severity.ERROR, at)
    if len(known) < _STATEMENTS_AT_HAND:
        return
    unit = _unit(report)
    body = _body_titles(report, unit)
    due = {_norm(x.title, unit) for x in report.edition.layouts}
    tables = {t for t in body if t.endswith("表") and len(t) > _SHORTEST_CAPTION} - due
    for layout in report.edition.layouts:
        title = _norm(layout.title, unit)
        # A caption without a table: the table is there, but wasn't read.
        if report.statement(layout.id) or title in announced or title in body:
            continue
        if _retitled_statement(layout.id, body) or _retitled(title, tables):
            continue
        section = report.section("tables")
        place = section.place if section else None
        at = Location(place or Place(), statement=layout.id)
        yield Finding("JS503", Severity.WARNING, at, variant="due", args={"title": layout.title})


def _unread_among(report: Report, known: list[Statement]) -> bool:
    """Whether a part that could not be read may hold a statement: on a page of theirs, or next to one."""
    pages = [page for s in known if s.id != "performance" for page in s.table.pages]
    for trouble in report.document.troubles:
        page = trouble.place.page
        if page is None or not pages or min(pages) - 1 <= page <= max(pages) + 1:
            return True
    return False


def _statement_titled(report: Report, title: str) -> str | None:
    unit = _unit(report)
    return next((x.id for x in report.edition.layouts if _norm(x.title, unit) == title or x.has_title(title)), None)


_STATEMENT_WORDS = {"government_fund": "政府性基金", "state_capital": "国有资本", "three_public": "三公"}


def _retitled_statement(identity: str, body: set[str]) -> bool:
    word = _STATEMENT_WORDS.get(identity)
    return word is not None and any(word in t and t.endswith("表") for t in body)


@rule(
    "JS504",
    title=Words("标题下没有内容", "A heading stands without text"),
    basis=_BASIS,
    message=Words("“{quote}”下没有任何内容", "There is nothing under the heading “{quote}”"),
)
def section_without_text(report: Report) -> Iterator[Finding]:
    """A section's heading is followed by the next heading.

    Breaks: 八、政府性基金……情况说明 九、国有资本经营……情况说明 ……
    Right: 八、政府性基金……情况说明 本部门2024年度无政府性基金预算财政拨款收入和支出。
    """
    filled = {s.key for s in report.sections if s.last > s.first}
    blocks = {b.index: b for b in report.document.blocks}
    for section in report.sections:
        if section.level < 2 or section.key.partition(".")[0] not in NARRATIVE or section.key in filled:
            continue
        block = blocks.get(section.first)
        # Level 3 and below: a line of a list is too easily taken for a heading.
        if isinstance(block, Paragraph) and section.last == section.first and _bare_heading(block, section):
            severity = Severity.ERROR if section.level == 2 and section.number is not None else Severity.WARNING
            yield Finding("JS504", severity, of_paragraph(block).location())


def _bare_heading(block: Paragraph, section: Section) -> bool:
    return len(fold(block.text)) <= len(fold(section.title)) + 2
