"""Texts of a report as the rules of wording read them: without white space, with the way back to the printed one."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache

from juesuan.checks.finding import Location
from juesuan.documents.model import Cell, Paragraph, Table
from juesuan.place import Place
from juesuan.recognition.report import Report, Section

NARRATIVE = frozenset(
    [
        "narrative",
        "overall",
        "income",
        "expenditure",
        "appropriation",
        "general_budget",
        "basic",
        "three_public",
        "government_fund",
        "state_capital",
        "performance",
        "important",
        "operating_cost",
        "procurement",
        "assets",
        "meetings",
    ]
)
"""First parts of the keys of the sections in which the year's figures are told."""

FIGURES = NARRATIVE - {"performance", "important"}
"""Those of them that are about the statements' figures; projects are told of in the others."""

# One character for one, so that offsets stay: half width for letters and digits, full width for brackets.
_SAME_LENGTH = {
    **{c: c - 0xFEE0 for c in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))},
    ord("％"): ord("%"),
    ord("．"): ord("."),
    ord("("): ord("（"),
    ord(")"): ord("）"),
    ord(":"): ord("："),
    ord("∶"): ord("："),
    ord(";"): ord("；"),
}
_BLANK = re.compile(r"[\s\u200b-\u200d\ufeff]+")
_MASKED = re.compile(r"《[^》]*》|“[^”]*”|‘[^’]*’|「[^」]*」|\"[^\"]*\"|[〔﹝\[（][12]\d{3}[〕﹞\]）]第?\d*号?")


@lru_cache(maxsize=8192)
def _flat(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text without blanks, and where blanks were left out: (position in the flat text, characters so far)."""
    folded = text.translate(_SAME_LENGTH)
    gaps = []
    out: list[str] = []
    length = last = cut = 0
    for match in _BLANK.finditer(folded):
        out.append(folded[last : match.start()])
        length += match.start() - last
        cut += match.end() - match.start()
        gaps.append((length, cut))
        last = match.end()
    if not gaps:
        return folded, ()
    out.append(folded[last:])
    return "".join(out), tuple(gaps)


@lru_cache(maxsize=2048)
def masked(flat: str) -> str:
    """The flat text with quoted words, titles of documents and their numbers blotted out, its length unchanged."""
    return _MASKED.sub(lambda m: "□" * len(m.group()), flat)


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph or a table cell.

    Attributes:
        block: index of the paragraph or table.
        raw: as printed.
        flat: without white space; letters, digits in half width, brackets, colons and semicolons in full width.
        paragraph: the paragraph, None for a cell.
        table: the cell's table.
        cell: the cell.
        statement: id of the statement the cell belongs to, if it was recognised.
    """

    block: int
    raw: str
    flat: str
    gaps: tuple[tuple[int, int], ...]
    paragraph: Paragraph | None = None
    table: Table | None = None
    cell: Cell | None = None
    statement: str | None = None

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The characters of the printed text that flat characters `start` to `end` stand for."""
        last = end - 1 if end > start else start
        return self._raw(start), self._raw(last) + (1 if end > start else 0)

    def _raw(self, position: int) -> int:
        at = bisect_right(self.gaps, (position, 1 << 30)) - 1
        return position + (self.gaps[at][1] if at >= 0 else 0)

    def location(self, start: int = 0, end: int | None = None) -> Location:
        """Where flat characters `start` to `end` stand, with their quote."""
        first, last = self.raw_span(start, len(self.flat) if end is None else end)
        quote = self.raw[first:last]
        if self.paragraph is not None:
            return Location(self.paragraph.place(first, last), quote=quote)
        if self.cell is None or self.table is None:
            return Location(Place(block=self.block), quote=quote)
        square = (self.cell.row, self.cell.column)
        place = Place(page=self.cell.page, bbox=self.cell.bbox, block=self.block, square=square)
        return Location(
            place,
            statement=self.statement,
            row=_row_label(self.table, self.cell.row),
            row_index=self.cell.row,
            quote=quote,
        )


def _row_label(table: Table, row: int) -> str | None:
    """The first words of a row, as a reader would name it."""
    words = (_BLANK.sub("", c.text) for c in table.cells if c.row == row)
    return next((w for w in words if w and not w[0].isdigit()), None)


def of_paragraph(paragraph: Paragraph) -> Text:
    """A paragraph as text."""
    flat, gaps = _flat(paragraph.text)
    return Text(paragraph.index, paragraph.text, flat, gaps, paragraph)


class _Texts:
    """All texts of one report, made when first asked for."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.paragraphs = tuple(of_paragraph(p) for p in report.document.paragraphs())
        self.outline = Outline(report)

    @cached_property
    def cells(self) -> tuple[Text, ...]:
        known = {s.table.index: s.id for s in self.report.statements}
        found = []
        for table in self.report.document.tables():
            statement = known.get(table.index)
            for cell in table.cells:
                flat, gaps = _flat(cell.text)
                # Figures are other rules' matter.
                if flat and not flat[-1].isdecimal():
                    found.append(Text(table.index, cell.text, flat, gaps, None, table, cell, statement))
        return tuple(found)


_latest: _Texts | None = None


def _of(report: Report) -> _Texts:
    """The report's texts. Some twenty rules read them one after the other, so the latest report's are kept."""
    global _latest
    texts = _latest
    if texts is None or texts.report is not report:
        texts = _latest = _Texts(report)
    return texts


def paragraphs(report: Report) -> tuple[Text, ...]:
    """All paragraphs in reading order."""
    return _of(report).paragraphs


def cells(report: Report) -> tuple[Text, ...]:
    """All cells that hold words, table by table."""
    return _of(report).cells


def sections_of(report: Report) -> Outline:
    """The report's sections by block."""
    return _of(report).outline


class Outline:
    """Which section each block is in."""

    def __init__(self, report: Report) -> None:
        self._sections: dict[int, Section] = {}
        self._families: dict[int, str] = {}
        for section in sorted(report.sections, key=lambda s: s.level):
            for index in range(section.first, section.last + 1):
                self._sections[index] = section
                if section.key != "other":
                    self._families[index] = section.key.partition(".")[0]
        self.headings = {s.first: s for s in report.sections}

    def at(self, block: int) -> Section | None:
        """The innermost section that holds the block."""
        return self._sections.get(block)

    def key(self, block: int) -> str:
        """Its key; other outside of all sections."""
        section = self._sections.get(block)
        return section.key if section else "other"

    def family(self, block: int) -> str:
        """The first part of the key of the innermost section that has one: general_budget, performance."""
        return self._families.get(block, "other")

    def is_heading(self, block: int) -> bool:
        """Whether the block is a section's heading."""
        return block in self.headings
