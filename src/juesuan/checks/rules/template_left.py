"""The bureau's own template: what of it should have gone and is still there, what should be there and is gone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from itertools import islice

from juesuan.checks.finding import Finding, Location, Severity, Words
from juesuan.checks.registry import rule
from juesuan.checks.rules.wording_residue import instruction_left, placeholder_left
from juesuan.checks.template import Phrase, heading, parts, pattern
from juesuan.checks.texts import Text, paragraphs, sections_of
from juesuan.place import Place
from juesuan.recognition.report import Report

_BASIS = Words(
    "主管部门印发的范本：填写说明应删除，固定的标题和文字应保留",
    "the template that the bureau gave out: its instructions go, its headings and fixed sentences stay",
)
_NEARLY = 0.9  # of an instruction that was touched on the way
_ALIKE = 0.8  # of a sentence that was adapted to the unit
_LONG = 12
_LONGEST_COMPARED = 400  # characters; comparing takes time in proportion to the square
_MOST_SENTENCES = 20_000


@rule(
    "JS715",
    title=Words("范本的填写说明仍在", "An instruction of the bureau's template still stands"),
    basis=_BASIS,
    message=Words("“{quote}”是范本的填写说明，应当删除", "“{quote}” is an instruction of the template and must go"),
)
def template_instruction_left(report: Report) -> Iterator[Finding]:
    """An instruction of the bureau's own template (`--template`) stands in the report, word for word or nearly.

    Breaks: 政府采购金额为5.00万元（以合同签订口径填列）。
    Right: 政府采购金额为5.00万元。
    """
    if report.template is None:
        return
    taken = {
        (f.location.place.block, f.location.place.start)
        for check in (instruction_left, placeholder_left)
        for f in check(report)
        if isinstance(f, Finding)
    }
    spans: dict[int, list[tuple[int, int]]] = {}
    wanted = [(phrase, pattern(phrase.text)) for phrase in parts(report.template).instructions]
    for text in paragraphs(report):
        for phrase, words in wanted:
            found = _find(text, phrase, words)
            if found is None or any(a < found[1] and found[0] < b for a, b in spans.get(text.block, ())):
                continue
            spans.setdefault(text.block, []).append(found)
            at = text.location(*found)
            if not _told(at, taken):
                yield Finding("JS715", Severity.ERROR if len(phrase.text) > 5 else Severity.WARNING, at)


def _find(text: Text, phrase: Phrase, words: re.Pattern[str]) -> tuple[int, int] | None:
    match = words.search(text.flat)
    if match:
        start, end = match.span()
        return start, end
    whole = text.flat
    return (0, len(whole)) if len(phrase.text) >= _LONG and _is_like(phrase.text, [whole], _NEARLY) else None


def _told(at: Location, taken: set[tuple[int | None, int | None]]) -> bool:
    """Whether a rule that needs no template has said so already."""
    place = at.place
    assert place.start is not None
    assert place.end is not None
    return any(
        block == place.block and start is not None and place.start <= start < place.end for block, start in taken
    )


def _is_like(wanted: str, texts: Iterable[str], least: float) -> bool:
    """Whether one of the texts is so much like the one wanted; the cheap bounds are tried first."""
    if len(wanted) > _LONGEST_COMPARED:
        return False
    matcher = SequenceMatcher(None, autojunk=False)
    matcher.set_seq2(wanted)
    shortest, longest = len(wanted) * least / (2 - least), len(wanted) * (2 - least) / least
    for text in texts:
        if shortest <= len(text) <= longest:
            matcher.set_seq1(text)
            if matcher.quick_ratio() >= least and matcher.ratio() >= least:
                return True
    return False


@rule(
    "JS716",
    title=Words("范本要求的内容没有", "What the bureau's template asks for is gone"),
    basis=_BASIS,
    message=Words("范本中的“{text}”在报告里没有", "“{text}” of the template is not in the report"),
    severity=Severity.WARNING,
    variants={
        "heading": Words("范本中的标题“{text}”在报告里没有", "the template's heading “{text}” is not in the report"),
    },
)
def template_text_gone(report: Report) -> Iterator[Finding]:
    """A heading or a fixed sentence of the bureau's own template (`--template`) is not in the report.

    Sentences with blanks, choices or conditions are each writer's own and not looked for.

    Breaks: 范本：注：本表反映部门本年度各项支出情况。报告：（无此注）
    Right: 报告：注：本表反映部门本年度各项支出情况。
    """
    if report.template is None:
        return
    template = parts(report.template)
    texts = [text for text in paragraphs(report) if sections_of(report).key(text.block) != "contents"]
    said = {heading(text.flat) for text in texts if len(text.flat) <= _LONGEST_HEADING}
    gone = [phrase for phrase in template.headings if not _has_heading(phrase.text, said)]
    for phrase in gone:
        yield _gone(report, phrase, "heading")
    without = {phrase.heading for phrase in gone}
    whole = "\n".join(text.flat for text in texts)
    sentences = list(islice((s for text in texts for s in _sentences(text.flat)), _MOST_SENTENCES))
    for phrase in template.sentences:
        if phrase.heading in without or pattern(phrase.text.rstrip("。；")).search(whole):
            continue
        if phrase.section == "glossary" and not _speaks_of(phrase.text, texts, report):
            continue  # a term that the report does not use needs no explanation
        if not _is_like(phrase.text, sentences, _ALIKE):
            yield _gone(report, phrase, "")


_LONGEST_HEADING = 60


def _has_heading(wanted: str, said: set[str]) -> bool:
    return wanted in said or any(wanted in title or (title and title in wanted and len(title) > 4) for title in said)


def _sentences(flat: str) -> Iterator[str]:
    for sentence in flat.split("。"):
        if sentence:
            yield sentence + "。"


def _speaks_of(definition: str, texts: list[Text], report: Report) -> bool:
    term = definition.partition("：")[0].strip("“”")
    outline = sections_of(report)
    return any(term in text.flat for text in texts if outline.family(text.block) != "glossary")


def _gone(report: Report, phrase: Phrase, variant: str) -> Finding:
    """At the heading of the section it belongs to, where the report has that."""
    section = None if variant else next((s for s in report.sections if s.key == phrase.section != "other"), None)
    if section is None:
        return Finding("JS716", Severity.WARNING, Location(), variant, args={"text": phrase.text})
    place = section.place
    # The heading's words are not what is wrong: no characters, so that they are not quoted.
    at = Location(Place(place.page, place.bbox, place.block, line=place.line), section=section.title)
    return Finding("JS716", Severity.WARNING, at, variant, args={"text": phrase.text})
