"""A bureau's own template, taken apart: its instructions, its headings, and the sentences that every report keeps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from juesuan.checks.texts import Text, of_paragraph
from juesuan.documents.model import Document
from juesuan.recognition.report import Section
from juesuan.recognition.sections import find_sections

BLANK = re.compile(r"[XxＸ×╳✕]{2,}|_{2,}|\*{2,}|○{2,}|某某|[…]+|\.{3,}|。{3,}")
"""What a writer fills in."""

# What is said to the writer, not to the reader. In a template every bracket with such a word is an instruction.
_ASKS = re.compile(
    r"填[写列报]|列[明示出](?!的)|不[列填用需]|作.{0,6}(?:说明|表述)|表述|请|删[除掉去]|逐[项一](?:说明|列)|自行|视情况|无需|可不|注明"
    r"|上述格式|以下同|[仅只仍]?保留(?:该|此|本|“|事业)|如持平|二选一|择一|模板|范本|示例|样例|名称[）)]|根据实际|由.{1,12}根据|详细介绍|本部分内容|仅有"
)
_BRACKET = re.compile(r"（[^（）]{2,80}）|\[[^\[\]]{2,80}\]|【[^【】]{2,80}】")
_SENTENCE = re.compile(r"[^。！？；]+[。！？；]?")
_WAY = r"(?:增加|减少|增长|下降|大于|小于|高于|低于|上升|多|少)"
_CHOICE = re.compile(rf"{_WAY}（{_WAY}）")
_CONDITION = re.compile(r"作(?:下述|如下|以下)说明|^(?:如|若)?无.{2,40}的(?:部门|单位)?，")
_EXAMPLE = re.compile(r"（类）|（款）|（项）|主要包括|具体情况如下|：$")
_OPEN = re.compile(rf"{BLANK.pattern}|20\d\d")
_MOST_BLANKS = 3
_SHORTEST_SENTENCE = 15
_SHORTEST_INSTRUCTION = 4
# What a heading says after the unit's name and the year, which are each report's own.
_OWN = re.compile(
    r".*(?:[XxＸ×]{2,}|某某|20\d\d年(?:度)?)(?:部门|单位|局|厅|委员会|委|办公室|办|院|中心)?(?:（单位）|\(单位\))?"
)
_NUMERAL = "[一二三四五六七八九十]"
_ORDINAL = re.compile(rf"^(?:第(?:{_NUMERAL}|\d)+(?:部分|章|节)|（{_NUMERAL}+）|{_NUMERAL}+、|\d+[、.．])[:：]?")
_LEAST_HEADING = 3


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of a template.

    Attributes:
        text: without white space.
        section: key of the section it stands in.
        heading: title of that section, as the template prints it.
    """

    text: str
    section: str
    heading: str


@dataclass(frozen=True, slots=True)
class Template:
    """What a template holds.

    Attributes:
        instructions: what is said to the writer.
        headings: what headings say beside unit and year.
        sentences: whole sentences without a blank, a choice or a condition.
    """

    instructions: tuple[Phrase, ...]
    headings: tuple[Phrase, ...]
    sentences: tuple[Phrase, ...]


@lru_cache(maxsize=2)
def _parts_of(texts: tuple[Text, ...], sections: tuple[Section, ...]) -> Template:
    holding = sorted(sections, key=lambda s: s.level)
    instructions: dict[str, Phrase] = {}
    headings: dict[str, Phrase] = {}
    sentences: dict[str, Phrase] = {}
    firsts = {s.first for s in sections}
    conditional = False
    for text in texts:
        inner = next((s for s in reversed(holding) if s.first <= text.block <= s.last), None)
        key, title = (inner.key, inner.title) if inner else ("other", "")
        if key == "contents":
            continue
        rest = text.flat
        for asked in _asked(text.flat):
            instructions.setdefault(asked, Phrase(asked, key, title))
            rest = rest.replace(asked, "")
        if text.block in firsts:
            said = heading(rest)
            if len(said) >= _LEAST_HEADING:
                headings.setdefault(said, Phrase(said, key, title))
            conditional = False
            continue
        if not conditional:
            for kept in _kept(rest):
                sentences.setdefault(kept, Phrase(kept, key, title))
        conditional = _CONDITION.search(text.flat) is not None
    return Template(tuple(instructions.values()), tuple(headings.values()), tuple(sentences.values()))


def parts(document: Document) -> Template:
    """The template's instructions, headings and sentences."""
    return _parts_of(tuple(of_paragraph(p) for p in document.paragraphs()), find_sections(document))


def _asked(flat: str) -> Iterator[str]:
    """The instructions of a paragraph: brackets, then whole sentences."""
    rest = flat
    for match in _BRACKET.finditer(flat):
        if _ASKS.search(match.group()):
            yield match.group()
            rest = rest.replace(match.group(), "")
    for match in _SENTENCE.finditer(rest):
        words = match.group()
        if _ASKS.search(words) and len(words) >= _SHORTEST_INSTRUCTION:
            yield _clause(words)


def _clause(sentence: str) -> str:
    """The instruction alone, where it hangs on a sentence to be filled in (…主要用于XX，列明购置数量)."""
    if not BLANK.search(sentence):
        return sentence
    clauses = re.split(r"(?<=[，、：])", sentence)
    first = next(n for n, clause in enumerate(clauses) if _ASKS.search(clause) or n == len(clauses) - 1)
    return "".join(clauses[first:])


def _kept(flat: str) -> Iterator[str]:
    """Sentences that every report has as they stand."""
    for match in _SENTENCE.finditer(flat):
        words = _ORDINAL.sub("", match.group())
        if len(words) < _SHORTEST_SENTENCE or BLANK.search(words) or _CHOICE.search(words) or _ASKS.search(words):
            continue
        if words[-1] in "。；" and not _EXAMPLE.search(words) and not _CONDITION.search(words):
            yield words


def heading(flat: str) -> str:
    """What a heading says beside its ordinal, the unit and the year: 部门决算表."""
    said = _ORDINAL.sub("", _OWN.sub("", _ORDINAL.sub("", flat)))
    return said.strip("：:。 ")


def pattern(words: str) -> re.Pattern[str]:
    """The words as they may stand in a report: blanks filled with anything short, years with any year.

    Only so many blanks are: each multiplies what a hostile text can make the search do.
    """
    pieces = []
    last = blanks = 0
    for match in _OPEN.finditer(words):
        year = match.group().isdigit()
        blanks += not year
        pieces.append(re.escape(words[last : match.start()]))
        pieces.append(r"20\d\d" if year else r"[^。；]{0,40}?" if blanks <= _MOST_BLANKS else re.escape(match.group()))
        last = match.end()
    pieces.append(re.escape(words[last:]))
    return re.compile("".join(pieces))
