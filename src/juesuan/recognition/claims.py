"""The narrative → claims: what every sentence states about coordinates, and how much of it was understood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from juesuan.documents.model import Document, Paragraph
from juesuan.recognition.claim_parts import Paper
from juesuan.recognition.claim_reader import ParagraphReader
from juesuan.recognition.claim_subjects import Space
from juesuan.recognition.report import Claim, NotChecked, Section
from juesuan.recognition.subjects import Functions, find_paths
from juesuan.recognition.tokens import Squeezed, squeeze
from juesuan.taxonomy.lexicon import section_defaults

_OUTSIDE = ("contents", "overview", "overview.duties", "tables", "glossary", "attachment")
_ALSO_READ = ("overview.structure",)
_THREE_PUBLIC_SINCE = 2022  # from then on “三公”经费 are those of all 财政拨款, before of 一般公共预算


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in the narrative.

    Attributes:
        claims: all claims, in reading order.
        not_checked: numbers that were not understood, grouped by section.
        amounts: numbers with a unit of money, share or count in the narrative part.
        amounts_bound: those with a full coordinate or known to have no counterpart.
    """

    claims: tuple[Claim, ...]
    not_checked: tuple[NotChecked, ...]
    amounts: int
    amounts_bound: int


def read_claims(
    document: Document,
    sections: Sequence[Section],
    year: int | None,
    table_codes: Mapping[str, str],
    edition_id: str,
    unit_name: str | None = None,
) -> Reading:
    """Read the narrative.

    Args:
        document: the report.
        sections: its sections (`find_sections`).
        year: fiscal year; None if unknown (then 上年 is told by words alone).
        table_codes: functional code → name as the report's tables print them; may be empty.
        edition_id: the edition, for what “三公”经费 comprise.
        unit_name: the reporting unit, whose name may hold words that name spending (卫生健康委员会).
    """
    unit = squeeze(unit_name).text if unit_name else ""
    fund = "general" if _before(edition_id, year) else "appropriation"
    paper = Paper(Space(fund), Functions(table_codes, year), year)
    claims: list[Claim] = []
    amounts = bound = 0
    unread: dict[str, list[tuple[str, Paragraph, int, int]]] = {}
    reader: ParagraphReader | None = None
    narrative = []
    for paragraph, key, start in _narrative(document, sections):
        squeezed = squeeze(paragraph.text, start)
        if len(unit) >= _SHORTEST_UNIT and unit in squeezed.text:
            squeezed = Squeezed(squeezed.text.replace(unit, _NAMELESS * len(unit)), squeezed.at)
        narrative.append((paragraph, key, squeezed, find_paths(squeezed.text)))
    paper.functions.settle([path for _, key, _, paths in narrative if key.endswith("items") for path in paths])
    for paragraph, key, squeezed, paths in narrative:
        if reader is None or reader.section != key:
            reader = ParagraphReader(paper, key)
        result = reader.read(paragraph, squeezed, paths)
        claims += result.claims
        if key not in _ALSO_READ:
            amounts += result.amounts
            bound += result.amounts - len(result.unread)
            for begin, end in result.unread:
                unread.setdefault(key, []).append((paragraph.text[begin:end], paragraph, begin, end))
    return Reading(tuple(claims), _not_understood(unread), amounts, bound)


_SHORTEST_UNIT = 4
_NAMELESS = "某"
"""What the unit's name is read as: as many characters, so that places stay, and none that says anything."""


def _before(edition_id: str, year: int | None) -> bool:
    printed = edition_id.rpartition("-")[2]
    issued = int(printed) if printed.isdecimal() else year
    return issued is not None and issued < _THREE_PUBLIC_SINCE


def _narrative(document: Document, sections: Sequence[Section]) -> list[tuple[Paragraph, str, int]]:
    """The paragraphs to read with the key of their section and the character at which its heading ends."""
    keys: dict[int, str] = {}
    starts: dict[int, int] = {}
    for section in sections:  # parents come before their subsections
        key = section.key
        if key == "other":
            key = keys.get(section.first, "narrative")
        for index in range(section.first, section.last + 1):
            keys[index] = key
        # A heading without a key of its own may name what the text under it speaks of: 3.公务接待费支出情况
        starts[section.first] = 0 if section.key == "other" and section.level > 1 else section.place.end or 0
    return [
        (p, keys[p.index], starts.get(p.index, 0))
        for p in document.paragraphs()
        if p.index in keys
        and (keys[p.index] not in _OUTSIDE)
        and section_defaults(keys[p.index]) is not None
        and starts.get(p.index, 0) < len(p.text)
    ]


def _not_understood(unread: Mapping[str, list[tuple[str, Paragraph, int, int]]]) -> tuple[NotChecked, ...]:
    entries = []
    for key, numbers in unread.items():
        texts = "、".join(text for text, *_ in numbers[:5]) + ("…" if len(numbers) > 5 else "")
        _, paragraph, begin, end = numbers[0]
        entries.append(
            NotChecked(
                f"section:{key}",
                "ambiguous",
                "看不出这些数字说的是哪一项",
                "it is not clear which item these figures are about",
                f"{len(numbers)}个数字：{texts}",
                f"{len(numbers)} figure(s): {texts}",
                paragraph.place(begin, end),
            )
        )
    return tuple(entries)
