"""A report as a Word file: real tables with merged cells, headings, page breaks."""

from __future__ import annotations

from pathlib import Path

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.shared import Pt

from .blocks import Doc, PageBreak, Para, Table
from .statements import placed

ALIGN = {
    "cover": WD_ALIGN_PARAGRAPH.CENTER,
    "table_title": WD_ALIGN_PARAGRAPH.CENTER,
    "unit_line": WD_ALIGN_PARAGRAPH.RIGHT,
    "table_number": WD_ALIGN_PARAGRAPH.RIGHT,
    "form_year": WD_ALIGN_PARAGRAPH.CENTER,
}


def render(doc: Doc, path: Path, heading_styles: bool = True) -> None:
    """Write the file. Without `heading_styles` headings are plain paragraphs, as in many real files."""
    out = docx.Document()
    for block in doc.blocks:
        if isinstance(block, PageBreak):
            out.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        elif isinstance(block, Para):
            if block.heading and heading_styles:
                out.add_heading(block.text, block.heading)
                continue
            p = out.add_paragraph()
            for s in block.segs:
                p.add_run(s.text)
            if block.role in ALIGN:
                p.alignment = ALIGN[block.role]
            elif not block.role and not block.heading:
                p.paragraph_format.first_line_indent = Pt(24)
        else:
            _table(out, block)
    out.save(str(path))


def _table(out: docx.document.Document, table: Table) -> None:
    rows = table.header + table.body
    width = len(table.widths)
    t = out.add_table(len(rows), width)
    t.style = "Table Grid"
    cells = t._cells  # one call: the property walks the whole table each time
    for y, x, cell in placed(rows):
        first = cells[y * width + x]
        if cell.text:
            first.paragraphs[0].add_run(cell.text)
        if cell.rowspan > 1 or cell.colspan > 1:
            first.merge(cells[(y + cell.rowspan - 1) * width + x + cell.colspan - 1])
    if table.repeat_header:
        for row in t.rows[: len(table.header)]:
            row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
