"""Writing the narrative down: texts, and for what no input says, a gap with the sentence in which it will stand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any

from juesuan.cube.coordinate import Coordinate
from juesuan.taxonomy.edition import Edition
from juesuan.writing.inputs_notes import parts
from juesuan.writing.model import Gap, GapKind, Inputs, Text, wan
from juesuan.writing.statements_sheet import name_of
from juesuan.writing.totals import Book, spelt

_TOKEN = re.compile("\ue000(\\d+)\ue001")  # stands for a gap within a sentence until the sentence is written down
_SENTENCE = re.compile(r"[^。]*。?")
_LEAD = re.compile(r"^(?:(?:主要)?原因(?:是|为|在于|：|:)|主要(?:是|为))?(?:是?(?:因为|由于))?[，：:]?")
_REASONS = re.compile(r"[^，；。]{0,14}(?:主要)?(?:原因|用于|是因为)")
_LABELS = {
    GapKind.REASON: "主要原因",
    GapKind.COUNT: "数量",
    GapKind.PURPOSE: "用途",
    GapKind.AMOUNT: "金额",
    GapKind.TEXT: "文字",
    GapKind.CONFIRM: "待确认",
}


@cache
def _keys() -> dict[Coordinate, str]:
    return {key.at: f"{part.name}.{key.name}" for part in parts() for key in part.keys if key.at is not None}


def percent(part: int, whole: int) -> Decimal:
    """The share in per cent from exact fen, rounded half up to two digits; what is printed as 0.00 is none of it."""
    if not wan(part):
        part = 0
    return (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def completion(final: int, budget: int) -> Decimal:
    """How much of the budget was spent, in per cent; what is printed as equal to it is all of it."""
    return Decimal("100.00") if wan(final) == wan(budget) else percent(final, budget)


@dataclass
class _Open:
    kind: GapKind
    key: str
    offer: str


@dataclass
class Teller:
    """Writes sections one after another.

    Attributes:
        inputs: the folder, read.
        book: its facts with their sums.
        edition: the form.
        phrases: the edition's sentences.
        texts: what is written so far.
        gaps: what was missing so far.
        section: title of the section being written.
    """

    inputs: Inputs
    book: Book
    edition: Edition
    phrases: dict[str, Any]
    texts: list[Text] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    section: str = ""
    _open: list[_Open] = field(default_factory=list)

    # --- words that every sentence may use ------------------------------------------------------------------------

    @property
    def usual(self) -> dict[str, str]:
        """Unit, year and the words for the kind of report."""
        profile = self.inputs.profile
        return {
            "unit": profile.name,
            "word": str(profile.report_kind),
            "year": str(profile.year),
            "last": str(profile.year - 1),
        }

    def phrase(self, family: str, key: str) -> str:
        """A sentence of the edition with its braces."""
        return str(self.phrases[family].get(key, ""))

    def fill(self, family: str, key: str, **words: object) -> str:
        """A sentence of the edition, filled in."""
        return self.phrase(family, key).format(**{**self.usual, **{k: str(v) for k, v in words.items()}})

    def fen(self, c: Coordinate) -> int | None:
        """An amount of the facts, else of the notes; None if unknown."""
        known = self.book.fen(c)
        return known if known is not None else self.inputs.notes.amounts.get(c)

    @staticmethod
    def where(c: Coordinate) -> str:
        """Where a coordinate is to be filled in: its key in notes.toml, else the tables."""
        key = _keys().get(c)
        return f"notes.toml: {key}" if key else f"tables.xlsx: {spelt(c)}"

    def name(self, code: str) -> str:
        """The name of a functional code; one that neither inputs nor classification have is a gap."""
        found = name_of(self.book, self.inputs.profile.year, code)
        return found or self.gap(GapKind.TEXT, f"tables.xlsx: 科目名称 {code}")

    # --- writing down ---------------------------------------------------------------------------------------------

    def heading(self, text: str, level: int) -> None:
        """Begin a section."""
        self.section = text
        self.texts.append(Text(text, level))

    def say(self, text: str) -> None:
        """Write a paragraph; gaps in it get the sentence they stand in."""
        if not text:
            return
        before = ""
        for sentence in _SENTENCE.findall(text):
            # a reason or purpose that is a sentence of its own says nothing without what it is for
            told = before + sentence if _REASONS.match(sentence) else sentence
            before += "" if _TOKEN.search(sentence) else sentence
            for token in _TOKEN.findall(sentence):
                gap = self._open[int(token)]
                shown = _TOKEN.sub("【…】", told)
                self._note(Gap(gap.kind, gap.key, shown, self.section, gap.offer))
        self.texts.append(Text(_TOKEN.sub(self._draft, text)))

    def _draft(self, match: re.Match[str]) -> str:
        gap = self._open[int(match[1])]
        if gap.kind is GapKind.CONFIRM:
            return f"【待确认：{gap.offer}】"
        return f"【待填：{_LABELS[gap.kind]}】"

    # --- what only the unit knows ---------------------------------------------------------------------------------

    def gap(self, kind: GapKind, key: str, offer: str = "") -> str:
        """A token that stands for what is missing."""
        self._open.append(_Open(kind, key, offer))
        return f"\ue000{len(self._open) - 1}\ue001"

    def words(self, kind: GapKind, table: str, key: str, said: Mapping[str, str]) -> str:
        """The unit's own words, last year's where it confirmed them, else a gap.

        Args:
            kind: what is missing if there are none.
            table: table of notes.toml (reasons, purposes); "" where the key is whole.
            key: key in it.
            said: the table.
        """
        found = said.get(key, "").strip()
        if found:
            return found.rstrip("。；")
        whole = f"{table}.{key}" if table else key
        offer = self.inputs.offers.get(whole, "").strip().rstrip("。；")
        if offer and whole in self.inputs.notes.confirmed:
            return offer
        return self.gap(GapKind.CONFIRM if offer else kind, f"notes.toml: {whole}", offer)

    def reason(self, key: str) -> str:
        """The reason for a change, without the words that the sentence has already."""
        return _LEAD.sub("", self.words(GapKind.REASON, "reasons", key, self.inputs.notes.reasons))

    def has_reason(self, key: str) -> bool:
        """Whether a reason was given."""
        return bool(self.inputs.notes.reasons.get(key, "").strip()) or f"reasons.{key}" in self.inputs.notes.confirmed

    def text(self, key: str) -> str:
        """Words of the unit's own, "" if there are none."""
        found = self.inputs.notes.texts.get(key, "").strip()
        return found or (self.inputs.offers.get(key, "").strip() if key in self.inputs.notes.confirmed else "")

    def purpose(self, code: str, *, due: bool) -> str:
        """What the money was used for; "" where that need not be said and is not."""
        given = self.inputs.notes.purposes.get(code) or f"purposes.{code}" in self.inputs.notes.confirmed
        if not given and not due:
            return ""
        return self.words(GapKind.PURPOSE, "purposes", code, self.inputs.notes.purposes).removeprefix("主要用于")

    def count_of(self, measure: str) -> int | None:
        """A count of the notes or facts; None if unknown."""
        coordinate = Coordinate(measure, quantity="count")
        found = self.inputs.notes.counts.get(coordinate)
        return found if found is not None else self.book.fen(coordinate)

    def count(self, measure: str) -> str:
        """A count as printed, else a gap."""
        found = self.count_of(measure)
        where = self.where(Coordinate(measure, quantity="count"))
        return self.gap(GapKind.COUNT, where) if found is None else str(found)

    def amount(self, c: Coordinate, key: str = "") -> str:
        """An amount as printed, else a gap.

        Args:
            c: the coordinate.
            key: where it is to be filled in, if that is not the coordinate's own place.
        """
        fen = self.fen(c)
        return self.gap(GapKind.AMOUNT, key or self.where(c)) if fen is None else str(wan(fen))

    def lacks(self, key: str, sentence: str, kind: GapKind = GapKind.AMOUNT) -> None:
        """Note something without which a sentence is left out, or a statement incomplete."""
        self._note(Gap(kind, key, sentence.lstrip("，；"), self.section))

    def _note(self, gap: Gap) -> None:
        """Each thing to be filled in once, with the first sentence that needs it."""
        if all(known.key != gap.key for known in self.gaps):
            self.gaps.append(gap)
