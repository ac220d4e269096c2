"""What the example report is made of: headings, paragraphs and tables, and how they become text or DOCX."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph as DocxParagraph

FIXED_DAY = datetime(2022, 9, 1)
"""Dates in the DOCX: fixed, so that the same data gives the same bytes."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 0 is the cover's title, 1 a part (第一部分), 2 a section (一、), 3 a subsection (（一）)."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of text."""

    text: str
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table with the rows and columns it covers."""

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table with merged cells; grid places without a cell are blank."""

    rows: int
    columns: int
    cells: list[Cell] = field(default_factory=list)


Block = Heading | Paragraph | Table


def to_text(blocks: list[Block]) -> str:
    """The blocks as plain text: one line a paragraph, one line a table row, its columns parted by tabs.

    A merged cell's text stands at its first place only; every line of a table has all its tabs.
    """
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Table):
            grid = [[""] * block.columns for _ in range(block.rows)]
            for cell in block.cells:
                grid[cell.row][cell.column] = cell.text
            lines += ["\t".join(row) for row in grid] + [""]
        elif isinstance(block, Heading) and block.level < 2:
            lines += ["", block.text, ""]
        else:
            lines.append(block.text)
    return "\n".join(lines).strip("\n") + "\n"


def to_docx(blocks: list[Block], title: str, path: Path) -> None:
    """Write the blocks as a DOCX file with fixed dates.

    Args:
        blocks: the report.
        title: for the core properties.
        path: the file to write.
    """
    document = Document()
    style = document.styles["Normal"]
    style.font.name = "FangSong"
    style.font.size = Pt(12)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "仿宋")
    for block in blocks:
        if isinstance(block, Heading):
            document.add_heading(block.text, block.level)
        elif isinstance(block, Paragraph):
            paragraph = document.add_paragraph()
            _fill(paragraph, block.text, 12)
            if block.centred:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        else:
            _add_table(document, block)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = title, "juesuan example", ""
    properties.created = properties.modified = FIXED_DAY
    buffer = io.BytesIO()
    document.save(buffer)
    _write_with_fixed_dates(buffer, path)


def _fill(paragraph: DocxParagraph, text: str, size: int) -> None:
    """Put the text into an empty paragraph."""
    paragraph.add_run(text).font.size = Pt(size)


def _add_table(document: Document, table: Table) -> None:  # type: ignore[valid-type]
    """Draw a table with real merged cells."""
    drawn = document.add_table(table.rows, table.columns, style="Table Grid")  # type: ignore[attr-defined]
    grid = [list(row.cells) for row in drawn.rows]
    for cell in table.cells:
        first = grid[cell.row][cell.column]
        last = grid[cell.row + cell.rows - 1][cell.column + cell.columns - 1]
        merged = first.merge(last) if first is not last else first
        for extra in merged.paragraphs[1:]:
            extra._element.getparent().remove(extra._element)
        _fill(merged.paragraphs[0], cell.text, 9)
    document.add_paragraph()  # type: ignore[attr-defined]


def _write_with_fixed_dates(buffer: io.BytesIO, path: Path) -> None:
    """Write the package again with the same date on every part."""
    with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            if name == "docProps/thumbnail.jpeg":
                continue  # the library's template brings a picture of another document
            data = source.read(name)
            if name == "_rels/.rels":
                data = _without_thumbnail(data)
            part = zipfile.ZipInfo(name, FIXED_DAY.timetuple()[:6])
            part.compress_type = zipfile.ZIP_DEFLATED
            part.create_system = 0
            target.writestr(part, data)


def _without_thumbnail(rels: bytes) -> bytes:
    """Drop the relationship to the thumbnail from the package's relationships."""
    start = rels.find(b"<Relationship ", 0)
    while start >= 0:
        end = rels.index(b"/>", start) + 2
        if b"thumbnail" in rels[start:end]:
            return rels[:start] + rels[end:]
        start = rels.find(b"<Relationship ", end)
    return rels
