"""Sheets of a platform's workbook: which is which, by title or by code (公开01表, GK01, Z01, 财决01).

The codes of 公开 tables count the edition's statements; those of 财决 forms are the Ministry's own numbering. A title
says more than a code, since numbers have moved from year to year.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from juesuan.compiling.matrix import is_matrix
from juesuan.documents.model import Block, Document, Paragraph, Picture, Piece, Table
from juesuan.recognition.tables_context import statement_named
from juesuan.taxonomy.edition import Edition
from juesuan.taxonomy.layout import layouts
from juesuan.taxonomy.ministry import MinistryForm, Reading, form_by_code, forms_by_title
from juesuan.taxonomy.naming import fold

_PUBLIC = re.compile(r"[(]?(?:财决)?(?:公开|GK)[_-]*0*(\d{1,2})(?!\d)表?", re.IGNORECASE)
_OWNER = re.compile(
    r"(?:(?:编制|编报|填报|填制|公开|预算|报送)(?:部门|单位)|(?:部门|单位)(?:名称)?(?=[:(]))(?:名称)?(?:\(盖章\))?:?(.*)"
)
_NO_NAME = re.compile(
    r"(?:金额)?(?:单位)?:?\(?(?:人民币)?(?:亿|万|千|百)?元\)?|20\d{2}年?度?|.*(?:表|编码|科目|项目|单位:.*)"
)
_TITLE_BLOCKS = 6
_TITLE_ROWS = 4
_LONGEST_TITLE = 60


@dataclass(slots=True)
class SheetBlocks:
    """A sheet as read.

    Attributes:
        name: its name.
        blocks: its paragraphs and tables.
        form: the Ministry's form that it is, if it is one.
        owner: whose figures it says they are, "" if it doesn't say.
    """

    name: str
    blocks: list[Block]
    form: MinistryForm | None = None
    owner: str = ""

    @property
    def tables(self) -> list[Table]:
        """Its tables."""
        return [b for b in self.blocks if isinstance(b, Table)]

    @property
    def aside(self) -> bool:
        """It is no published statement, but a form of the Ministry's that is read otherwise, or not at all."""
        return self.form is not None and self.form.read is not Reading.STATEMENT


def statement_of(sheet: str, edition: Edition) -> str | None:
    """The statement that a sheet's name tells by code, None if it tells none."""
    match = _PUBLIC.match(fold(sheet))
    if match:
        n = int(match[1])
        return edition.layouts[n - 1].id if 0 < n <= len(edition.layouts) else None
    form = form_by_code(sheet)
    return form.statement or None if form is not None else None


def divide(document: Document, unit_name: str) -> list[SheetBlocks]:
    """The workbook sheet by sheet, with the Ministry's forms recognised.

    Args:
        document: the workbook.
        unit_name: the reporting unit, whose name may stand before a title.
    """
    sheets: dict[str, SheetBlocks] = {}
    for block in document.blocks:
        name = _sheet(block)
        sheets.setdefault(name, SheetBlocks(name, [])).blocks.append(block)
    for sheet in sheets.values():
        sheet.owner = _owner(sheet)
        sheet.form = _form(sheet, unit_name, sheet.owner)
    return list(sheets.values())


def _form(sheet: SheetBlocks, *unit_names: str) -> MinistryForm | None:
    """By the titles in it, else by its name, else by a number beside the title."""
    lines = list(_lines(sheet))
    matrix = any(is_matrix(t) for t in sheet.tables)
    if found := [f for f in forms_by_title(sheet.name) if f.read is Reading.NOTHING]:
        return found[0]  # a list of contents or of checks, which names other forms
    for text in (*lines, sheet.name):
        found = [f for name in unit_names for f in forms_by_title(text, name) if _fits(f, sheet, matrix)]
        if found:
            return found[0]
        if any(statement_named(text, name or None) for name in unit_names):
            break  # a published statement's own title; it is left to those who know them
    for text in (sheet.name, *lines):
        by_code = form_by_code(text)
        if by_code is not None and _fits(by_code, sheet, matrix):
            return by_code
    return None


def _fits(form: MinistryForm, sheet: SheetBlocks, matrix: bool) -> bool:
    """A form by economic items is told from others of its name or number by its columns; an empty one has none."""
    return (form.read is Reading.MATRIX) == matrix or form.read is Reading.NOTHING or not sheet.tables


def _lines(sheet: SheetBlocks) -> Iterator[str]:
    """What stands above the figures: the first paragraphs, and the first lines of the first table."""
    for n, block in enumerate(sheet.blocks[: _TITLE_BLOCKS + 1]):
        if isinstance(block, Table):
            yield from (c.text for c in block.cells if c.row < _TITLE_ROWS and 2 <= len(c.text) <= _LONGEST_TITLE)
            return
        if isinstance(block, Paragraph) and n < _TITLE_BLOCKS and block.text != sheet.name.strip():
            yield block.text


def _owner(sheet: SheetBlocks) -> str:
    """The name after 编制单位：, in the same cell or the next one."""
    lines = [fold(t) for t in _lines(sheet)]
    for n, text in enumerate(lines):
        match = _OWNER.fullmatch(text)
        if match is None:
            continue
        for name in (match[1], *lines[n + 1 : n + 2]):
            if name and not _NO_NAME.fullmatch(name):
                return name
    return ""


def with_titles(sheets: Iterable[SheetBlocks], document: Document, edition: Edition, unit_name: str) -> Document:
    """The workbook with a title put above the table of each sheet that tells what it is, and has no title of its own.

    Args:
        sheets: those to be kept.
        document: the workbook.
        edition: whose statements the codes of 公开 tables count.
        unit_name: the reporting unit.
    """
    blocks: list[Block] = []
    for sheet in sheets:
        own = sheet.blocks
        statement = sheet.form.statement if sheet.form else statement_of(sheet.name, edition)
        layout = edition.layout(statement or "") or layouts().get(statement or "")
        if layout is not None and sheet.tables and not _titled(sheet, unit_name):
            piece = Piece(0, len(layout.title), sheet=sheet.name)
            title = Paragraph(0, layout.title, (piece,), True)
            own = [title, *(b for b in own if not _only_name(b, sheet.name))]
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


def _titled(sheet: SheetBlocks, unit_name: str) -> bool:
    """Whether one of the lines above the figures is a title that some statement has."""
    return any(statement_named(text, unit_name) for text in (*_lines(sheet), *_names(sheet)))


def _names(sheet: SheetBlocks) -> Iterator[str]:
    """The sheet's name where the reader made it a paragraph."""
    for block in sheet.blocks[:1]:
        if isinstance(block, Paragraph) and _only_name(block, sheet.name):
            yield block.text


def _only_name(block: Block, sheet: str) -> bool:
    return isinstance(block, Paragraph) and block.text == sheet.strip()
