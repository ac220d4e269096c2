"""Punctuation: stops doubled, missing or of the wrong script, brackets and quotation marks out of place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from juesuan.checks.finding import Finding, Severity, Words
from juesuan.checks.registry import rule
from juesuan.checks.texts import NARRATIVE, Outline, Text, masked, paragraphs, sections_of
from juesuan.documents.model import Block, Paragraph
from juesuan.recognition.report import Report

_BASIS = Words("《标点符号用法》（GB/T 15834—2011）", "General rules for punctuation (GB/T 15834—2011)")
_PROSE_SECTIONS = sorted(NARRATIVE - {"narrative"} | {"glossary"})

_DOUBLED = re.compile(r"[。；，、：][。；，、]|，,|,，|,,|[。；，]\.(?!\d)|(?<=[\u4e00-\u9fff])\.。|。：")
_WESTERN = re.compile(r"(?<=[\u4e00-\u9fff）%”])\.(?=$|[\u4e00-\u9fff“（])")
_QUOTE_BEFORE_STOP = re.compile(r"^\d{1,2}([“”‘’\"])[.、](?=.)")
_MARKER = re.compile(
    r"[（]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[）、.]|第[一二三四五六七八九十]+[部条章]|[①-⑳]|注：|说明：|附"
)
_CLOSED = re.compile(r"[。；！？](?:[”’）]|（[^（）]*）)$")
_ENDS = "。；：！？…，、;."
_LEAST_PROSE = 16
_LEAST_HABIT = 8
_HABIT = 0.8


@rule(
    "JS720",
    title=Words("句末标点重复", "A stop is doubled"),
    basis=_BASIS,
    message=Words("标点“{quote}”重复，应只留一个", "The stops “{quote}” stand together; one must go"),
    severity=Severity.WARNING,
)
def stop_doubled(report: Report) -> Iterator[Finding]:
    """Two stops stand where one belongs, mostly because words between them were taken out.

    Breaks: 无此项支出。。
    Right: 无此项支出。
    """
    for text in paragraphs(report):
        for found in _DOUBLED.finditer(text.flat):
            start, end = found.span()
            if "。。。" in text.flat[max(start - 1, 0) : end + 1]:
                continue  # a blank of the template: another rule's
            marks = found.group()
            expected = "。" if "。" in marks else marks[0] if marks[0] in "；，、" else marks[1]
            # One mark twice is a slip beyond doubt; of two different ones either may be meant.
            severity = Severity.ERROR if len(set(marks)) == 1 else Severity.WARNING
            yield Finding("JS720", severity, text.location(start, end), stated=marks, expected=expected)


@rule(
    "JS721",
    title=Words("段末缺标点", "A paragraph ends without a stop"),
    basis=_BASIS,
    message=Words("段末“{quote}”后缺句号", "The paragraph ends with “{quote}” and no full stop"),
    severity=Severity.INFO,
)
def stop_missing(report: Report) -> Iterator[Finding]:
    """A paragraph of prose has no stop at its end, though the report's other paragraphs do.

    Something may have been cut off. Headings, lists and paragraphs that run on over a page are left alone.

    Breaks: 单价100万元（含）以上设备0台（套）
    Right: 单价100万元（含）以上设备0台（套）。
    """
    outline = sections_of(report)
    blocks = report.document.blocks
    position = {block.index: n for n, block in enumerate(blocks)}
    prose = [t for t in paragraphs(report) if outline.family(t.block) in _PROSE_SECTIONS and _is_prose(t, outline)]
    open_ended = [t for t in prose if t.flat[-1] not in _ENDS and not _CLOSED.search(t.flat)]
    if len(prose) < _LEAST_HABIT or len(open_ended) > len(prose) * (1 - _HABIT):
        return
    for text in open_ended:
        after = position[text.block] + 1
        if _begins_anew(blocks[after] if after < len(blocks) else None, outline):
            size = len(text.flat)
            yield Finding("JS721", Severity.INFO, text.location(max(size - 6, 0), size))


def _is_prose(text: Text, outline: Outline) -> bool:
    flat = text.flat
    return (
        len(flat) >= _LEAST_PROSE
        and not outline.is_heading(text.block)
        and re.search(r"[，。；]|：(?:指|反映)", flat) is not None
        and not flat.startswith(("注：", "说明："))
    )


def _begins_anew(block: Block | None, outline: Outline) -> bool:
    """Whether what follows can't be the rest of the paragraph before it."""
    if not isinstance(block, Paragraph):
        return True
    return outline.is_heading(block.index) or _MARKER.match(block.text) is not None


@rule(
    "JS722",
    title=Words("句号误用西文点", "A Western point for a full stop"),
    basis=_BASIS,
    message=Words("“{quote}”应为中文句号“。”", "“{quote}” should be the Chinese full stop “。”"),
    severity=Severity.INFO,
)
def western_full_stop(report: Report) -> Iterator[Finding]:
    """A Chinese sentence ends in a Western point.

    Breaks: 共涉及资金487.54万元.
    Right: 共涉及资金487.54万元。
    """
    outline = sections_of(report)
    for text in paragraphs(report):
        if outline.family(text.block) in _PROSE_SECTIONS and not outline.is_heading(text.block):
            for found in _WESTERN.finditer(masked(text.flat)):
                at = text.location(*found.span())
                yield Finding("JS722", Severity.INFO, at, stated=".", expected="。")


@rule(
    "JS723",
    title=Words("括号或引号不成对", "A bracket or quotation mark has no partner"),
    basis=_BASIS,
    message=Words("“{quote}”没有与之成对的另一半", "“{quote}” has no partner in its paragraph"),
    severity=Severity.INFO,
)
def bracket_unpaired(report: Report) -> Iterator[Finding]:
    """A bracket, quotation mark or title mark in a paragraph has no partner.

    Breaks: 公务接待费（含外宾接待支出0.00万元。
    Right: 公务接待费（含外宾接待支出0.00万元）。
    """
    outline = sections_of(report)
    for text in paragraphs(report):
        # Only whole paragraphs: a piece of one, cut at the page's end, misses a half by nature.
        if outline.family(text.block) not in _PROSE_SECTIONS or not text.flat.endswith(("。", "；")):
            continue
        for start in _unpaired(text.flat):
            yield Finding("JS723", Severity.INFO, text.location(start, start + 1))


_CLOSING = {"）": "（", "】": "【", "》": "《", "”": "“", "〕": "〔"}
_OPENING = frozenset(_CLOSING.values())
_LIST_NUMBER = re.compile(r"(?:^|[。；：，])\d{1,2}$")


def _unpaired(flat: str) -> list[int]:
    """Positions of the marks without a partner; 1） is a list's number."""
    waiting: list[tuple[str, int]] = []
    open_marks: Counter[str] = Counter()
    alone: list[int] = []
    for at, mark in enumerate(flat):
        if mark in _OPENING:
            waiting.append((mark, at))
            open_marks[mark] += 1
        elif mark in _CLOSING:
            wanted = _CLOSING[mark]
            if open_marks[wanted]:
                while waiting[-1][0] != wanted:
                    opened, where = waiting.pop()
                    open_marks[opened] -= 1
                    alone.append(where)
                waiting.pop()
                open_marks[wanted] -= 1
            elif not (mark == "）" and _LIST_NUMBER.search(flat, max(0, at - 4), at)):
                alone.append(at)
    return sorted([*alone, *(at for _, at in waiting)])


@rule(
    "JS724",
    title=Words("引号错位", "A quotation mark is out of place"),
    basis=_BASIS,
    message=Words(
        "序号“{stated}”中的引号错位，应为“{expected}”",
        "The quotation mark in “{stated}” is out of place; read “{expected}”",
    ),
    severity=Severity.WARNING,
)
def quotation_mark_misplaced(report: Report) -> Iterator[Finding]:
    """A quotation mark slid between an item's number and its point.

    Breaks: 11“. 住房保障支出”98.23万元
    Right: 11.“住房保障支出”98.23万元
    """
    for text in paragraphs(report):
        if found := _QUOTE_BEFORE_STOP.match(text.flat):
            stated = found.group()
            number, stop = stated[: found.start(1)], stated[found.end(1) :]
            at = text.location(*found.span())
            yield Finding("JS724", Severity.WARNING, at, stated=stated, expected=number + stop + found.group(1))
