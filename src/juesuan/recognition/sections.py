"""Headings → sections: which part of the report every block belongs to.

A heading is known by its ordinal (第一部分; 一、; （一）; 1.) together with the words of its title; ordinals alone are
too common (lists of duties, glossary, subjects) and titles alone stand in the table of contents and above tables.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from juesuan.documents.model import Block, Document, Paragraph
from juesuan.recognition.report import Section
from juesuan.taxonomy.naming import fold
from juesuan.taxonomy.sections import title_patterns

_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")}
_CHINESE = "[一二三四五六七八九十]{1,3}"
_ORDINALS = (
    (1, re.compile(rf"第({_CHINESE}|\d)(?:部分|章)[:、.]?")),
    (2, re.compile(rf"({_CHINESE})(?:[、.,]|(?=关于))")),
    (3, re.compile(rf"\(({_CHINESE})\)[、.]?")),
    (4, re.compile(r"(\d{1,2})[.、](?!\d)|\((\d{1,2})\)")),
)
_LEADERS = re.compile(r"(?:[.…·\-—_]{2,}|…)[.…·\-—_]*\d*$|(?<=\D)\d{1,3}$")
_TAIL = re.compile(r"[一-鿿]{0,6}(?:说明|明|情况|概况|解释|构成|表)[。.]?")
_ENDING = re.compile(r"(?:说明|情况|概况|解释|构成|设置|职责|职能|应用|结果|事项)$")
_SAYS = re.compile(r"说明|情况|解释|部门决算表")
_REMARK = re.compile(r"\([^()]*\)$")
_AFTER_TABLES = ("narrative", "overall", "glossary", "attachment", "tables")
_LONGEST_TITLE = 60
_SCANNED = 120  # characters of a paragraph in which a heading may show


@dataclass(frozen=True, slots=True)
class _Line:
    block: Paragraph
    text: str  # folded, cut to the stretch in which a heading shows
    level: int  # 0 without ordinal
    number: int | None
    title: str  # without ordinal
    whole: bool  # the text is all of the paragraph


def find_sections(document: Document) -> tuple[Section, ...]:
    """All sections in the order of their headings; a section includes its subsections.

    Sections whose title is not known have the key `other`; the table of contents is one section, `contents`.
    """
    lines = [_line(b) for b in document.blocks if isinstance(b, Paragraph) and b.text]
    start, stop = _contents(lines)
    sections = []
    if stop > start:
        sections.append(_contents_section(lines, start, stop))
    sections += _told_apart(_headings(lines[stop:], document.blocks))
    return tuple(sections)


def _told_apart(sections: list[Section]) -> list[Section]:
    """财政拨款支出决算情况说明 means the general budget, unless another section says 一般公共预算 and it does not."""
    of_budget = [s for s in sections if s.key == "general_budget"]
    loose = [s for s in of_budget if "一般公共预算" not in s.title]
    if len(loose) == len(of_budget):
        return sections
    return [
        replace(s, key="appropriation")
        if s.key.startswith("general_budget") and any(whole.first <= s.first <= whole.last for whole in loose)
        else s
        for s in sections
    ]


def _line(block: Paragraph) -> _Line:
    text = fold(block.text[:_SCANNED])
    for level, pattern in _ORDINALS:
        match = pattern.match(text)
        if match:
            digits = next(g for g in match.groups() if g)
            return _Line(block, text, level, _number(digits), text[match.end() :], len(block.text) <= _SCANNED)
    return _Line(block, text, 0, None, text, len(block.text) <= _SCANNED)


def _number(digits: str) -> int:
    if digits.isdecimal():
        return int(digits)
    if "十" in digits:
        tens, _, ones = digits.partition("十")
        return (_DIGITS.get(tens, 1)) * 10 + _DIGITS.get(ones, 0)
    return _DIGITS[digits[0]]


# --- table of contents


def _contents(lines: Sequence[_Line]) -> tuple[int, int]:
    """The stretch of lines that is the table of contents, possibly empty."""
    openings = [i for i, line in enumerate(lines) if line.level == 1 and line.number == 1]
    marked = next((i for i, line in enumerate(lines) if line.text.startswith("目录")), None)
    # What stands before the last 第一部分 and looks like headings is an announcement of them.
    early = next((i for i, line in enumerate(lines) if line.level == 1), None)
    if openings and early is not None and openings[-1] > early:
        start = early if marked is None or marked > openings[-1] else marked
        return start, openings[-1]
    if marked is None:
        return 0, 0
    stop = marked + 1
    seen: set[str] = set()
    while stop < len(lines) and _announces(lines[stop]) and lines[stop].text not in seen:
        seen.add(lines[stop].text)
        stop += 1
    return marked, stop


def _announces(line: _Line) -> bool:
    return line.whole and (line.level > 0 or bool(_LEADERS.search(line.text))) and not line.text.endswith(("。", ";"))


def _contents_section(lines: Sequence[_Line], start: int, stop: int) -> Section:
    head, last = lines[start].block, lines[stop - 1].block
    title = head.text if lines[start].text.startswith("目录") else ""
    return Section("contents", title[:_LONGEST_TITLE], 1, head.index, last.index, None, head.place())


# --- headings


def _headings(lines: Sequence[_Line], blocks: Sequence[Block]) -> list[Section]:
    found: list[tuple[Section, int]] = []  # with the index at which it was opened
    open_: list[Section] = []
    for i, line in enumerate(lines):
        following = lines[i + 1] if i + 1 < len(lines) else None
        section = _heading(line, following, open_)
        if section is None:
            continue
        while open_ and open_[-1].level >= section.level:
            open_.pop()
        open_.append(section)
        found.append((section, i))
    end = blocks[-1].index if blocks else 0
    return [_closed(section, found[n + 1 :], end) for n, (section, _) in enumerate(found)]


def _closed(section: Section, later: Sequence[tuple[Section, int]], end: int) -> Section:
    following = next((s for s, _ in later if s.level <= section.level), None)
    last = end if following is None else max(section.first, following.first - 1)
    return Section(section.key, section.title, section.level, section.first, last, section.number, section.place)


def _heading(line: _Line, following: _Line | None, above: Sequence[Section]) -> Section | None:
    if any(s.key == "glossary" for s in above) and line.level != 1:
        return None
    title, length = _title(line)
    if title is None:
        return None
    printed = line.block.text[:length]
    if following is not None and line.whole and _is_cut(title, following):
        joined = title + following.text.rstrip("。.")
        if _key(joined, line.level, above) is not None:
            title, printed = joined, line.block.text + following.block.text
    key = _key(title, line.level, above)
    if key is None:
        key = _unknown(line, title, above)
    if key is None:
        return None
    level = line.level or _level_without_ordinal(key)
    number = line.number
    return Section(key, printed.strip(), level, line.block.index, line.block.index, number, line.block.place(0, length))


def _title(line: _Line) -> tuple[str | None, int]:
    """The title and the number of characters of the block that it takes (ordinal included); None if there is none."""
    title = line.title
    if line.whole:
        bare = _LEADERS.sub("", title).rstrip("。.:;") if line.level else title
        if 0 < len(bare) <= _LONGEST_TITLE and "。" not in bare and ";" not in bare:
            return bare, len(line.block.text)
    # a heading that runs on into its text: 1.总体情况。2021年度收入总计…
    if line.level < 2:
        return None, 0
    stop = next((i for i, c in enumerate(title) if c in "。:"), None)
    if stop is None or not 2 <= stop <= 30 or not _ENDING.search(title[:stop]):
        return None, 0
    return title[:stop], _printed_length(line, stop)


def _printed_length(line: _Line, stop: int) -> int:
    wanted = len(line.text) - len(line.title) + stop + 1
    seen = 0
    for i, char in enumerate(line.block.text):
        seen += len(fold(char))
        if seen >= wanted:
            return i + 1
    return len(line.block.text)


def _is_cut(title: str, following: _Line) -> bool:
    return (
        len(title) >= 12
        and following.level == 0
        and following.whole
        and len(following.text) <= 10
        and _TAIL.fullmatch(following.text) is not None
        and not title.endswith(("说明", "概况", "解释"))
    )


def _key(title: str, level: int, above: Sequence[Section]) -> str | None:
    bare = _REMARK.sub("", title) or title
    if level == 0 and not _ENDING.search(bare) and not bare.endswith(("表", "目录")):
        return None
    if _has_figure(title):
        return None
    keys = [s.key for s in above if s.level < (level or 9)]
    within_tables = level != 1 and any(s.key == "tables" for s in above)
    if within_tables and not _SAYS.search(bare):
        return None  # a row's label (二、政府性基金预算财政拨款收入) where a table was read as lines
    for entry in title_patterns():
        if entry.levels and level not in entry.levels:
            continue
        if entry.under is not None and not any(k == entry.under or k.startswith(f"{entry.under}.") for k in keys):
            continue
        if entry.not_under is not None and entry.not_under in keys:
            continue
        if entry.pattern.search(bare) or entry.pattern.search(title):
            # 绩效自评表, …决算表 name tables; and labels of forms are not headings
            if bare.endswith("表") and entry.key not in ("tables", "attachment"):
                return None
            return None if within_tables and level == 0 and entry.key not in _AFTER_TABLES else entry.key
    return None


def _has_figure(title: str) -> bool:
    return re.search(r"\d\s*(?:万元|元|亿元|%|个|人|辆)", title) is not None


def _unknown(line: _Line, title: str, above: Sequence[Section]) -> str | None:
    """`other` for what has the form of a heading, though its title is not in the data."""
    if line.level == 1:
        return "other"
    keys = {s.key for s in above}
    if "narrative" not in keys and "important" not in keys:
        return None
    fits = line.level in (2, 3) and line.whole and len(title) <= 40 and _ENDING.search(title) and "," not in title
    return "other" if fits and not _has_figure(title) else None


def _level_without_ordinal(key: str) -> int:
    if key in ("overview", "tables", "narrative", "glossary", "contents", "attachment"):
        return 1
    return 3 if "." in key and not key.startswith("overview") else 2
