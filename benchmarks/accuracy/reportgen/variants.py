"""Ways the same report is laid out in a file, applied before it is rendered."""

from __future__ import annotations

from .blocks import Block, Cell, Doc, Para, Table

ABOVE = ("table_title", "table_number", "unit_line", "form_year")
BELOW = ("note", "empty_note")


def titles_in_tables(doc: Doc) -> None:
    """Title, number and unit become the table's first rows and the notes its last, as in sheets pasted into Word."""
    out: list[Block] = []
    for block in doc.blocks:
        last = out[-1] if out else None
        if isinstance(block, Table):
            above = []
            while out and isinstance(out[-1], Para) and out[-1].role in ABOVE and out[-1].tag == block.statement:
                above.insert(0, out.pop())
            width = len(block.widths)
            block.header = [[Cell(p.text, colspan=width)] for p in above if isinstance(p, Para)] + block.header
        elif (
            isinstance(block, Para) and block.role in BELOW and isinstance(last, Table) and last.statement == block.tag
        ):
            last.body.append([Cell(block.text, colspan=len(last.widths))])
            continue
        out.append(block)
    doc.blocks = out
