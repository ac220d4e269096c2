"""Sheets of a platform's workbook that tell what they are by code alone: 公开01表, GK01, Z01, 财决01.

The codes of 公开 tables count the edition's statements; those of 财决 (Z) tables are the Ministry's own numbering.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from juesuan.documents.model import Block, Document, Paragraph, Picture, Piece, Table
from juesuan.taxonomy.edition import Edition

_PUBLIC = re.compile(r"(?:公开|GK)[\s_-]*0*(\d{1,2})(?!\d)\s*表?", re.IGNORECASE)
_MINISTRY = re.compile(r"(?:财决|Z|CJ)[\s_-]*0*(\d{1,2}(?:[-_]\d)?)(?!\d)\s*表?", re.IGNORECASE)
_MINISTRY_TABLES = {
    "1": "income_expenditure_summary",
    "1-1": "appropriation_summary",
    "3": "income",
    "4": "expenditure",
    "7": "general_budget_expenditure",
    "8-1": "basic_expenditure",
    "9": "government_fund",
    "11": "state_capital",
}
_TITLE_BLOCKS = 6


def statement_of(sheet: str, edition: Edition) -> str | None:
    """The statement that a sheet's name tells by code, None if it tells none."""
    name = "".join(sheet.split())
    match = _PUBLIC.match(name)
    if match:
        n = int(match[1])
        return edition.layouts[n - 1].id if 0 < n <= len(edition.layouts) else None
    match = _MINISTRY.match(name)
    return _MINISTRY_TABLES.get(match[1].replace("_", "-")) if match else None


def with_titles(document: Document, edition: Edition) -> Document:
    """The workbook with a title put above the table of each sheet that has a code, and no title of its own."""
    sheets: dict[str, list[Block]] = {}
    for block in document.blocks:
        sheets.setdefault(_sheet(block), []).append(block)
    blocks: list[Block] = []
    for sheet, own in sheets.items():
        layout = edition.layout(statement_of(sheet, edition) or "")
        if layout is not None and not _titled(own, edition) and any(isinstance(b, Table) for b in own):
            piece = Piece(0, len(layout.title), sheet=sheet)
            own = [Paragraph(0, layout.title, (piece,), True), *(b for b in own if not _only_name(b, sheet))]
        blocks += own
    return replace(document, blocks=tuple(_numbered(blocks)))


def _numbered(blocks: Iterable[Block]) -> Iterable[Block]:
    for n, block in enumerate(blocks):
        yield block if block.index == n else replace(block, index=n)


def _sheet(block: Block) -> str:
    if isinstance(block, Table):
        return next((c.sheet for c in block.cells if c.sheet), "")
    if isinstance(block, Picture):
        return block.place.sheet or ""
    return next((p.sheet for p in block.pieces if p.sheet), "")


def _titled(blocks: list[Block], edition: Edition) -> bool:
    """Whether one of the paragraphs above the table is a title that some statement has."""
    above = [b for b in blocks[:_TITLE_BLOCKS] if isinstance(b, Paragraph)]
    return any(layout.has_title(b.text) for b in above for layout in edition.layouts)


def _only_name(block: Block, sheet: str) -> bool:
    return isinstance(block, Paragraph) and block.text == sheet.strip()
