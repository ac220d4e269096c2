"""A release as a document that was never a file: what is checked before anything is written."""

from __future__ import annotations

from collections.abc import Iterator

from juesuan.documents.model import Block, Cell, Document, Paragraph, Piece, Table
from juesuan.writing.model import GridCell, Release, StatementGrid
from juesuan.writing.pages import Body, Contents, Cover, Heading, parts

SOURCE = "release"
_ROW_POINTS = 12.0  # for indents only


def release_document(release: Release) -> Document:
    """The report's headings, paragraphs and tables in the order in which they are printed.

    Args:
        release: the report.
    """
    blocks: list[Block] = []
    for part in parts(release):
        if isinstance(part, Contents):
            continue
        if isinstance(part, Cover):
            lines = [(line, True) for line in part.lines]
        elif isinstance(part, Heading | Body):
            lines = [(part.text, isinstance(part, Heading))]
        else:
            around = (part.grid.title, part.grid.mark, part.owner, part.measure)
            lines = [(line, n == 0) for n, line in enumerate(around) if line]
        blocks += [_paragraph(len(blocks) + n, text, head) for n, (text, head) in enumerate(lines)]
        if not isinstance(part, Cover | Heading | Body):
            blocks.append(grid_table(part.grid, len(blocks)))
            blocks += [_paragraph(len(blocks) + n, note, False) for n, note in enumerate(part.grid.notes)]
    return Document(SOURCE, "text", tuple(blocks))


def _paragraph(index: int, text: str, head: bool) -> Paragraph:
    return Paragraph(index, text, (Piece(0, len(text)),), head)


def grid_table(grid: StatementGrid, index: int) -> Table:
    """A statement as the table that a reader would see."""
    rows = [*grid.header, *grid.body]
    return Table(index, len(rows), grid.columns, tuple(cell for cell, _ in placed(rows, grid.columns)))


def placed(rows: list[tuple[GridCell, ...]], columns: int) -> Iterator[tuple[Cell, GridCell]]:
    """Every cell with the square it begins in."""
    taken: set[tuple[int, int]] = set()
    for r, row in enumerate(rows):
        c = 0
        for cell in row:
            while (r, c) in taken:
                c += 1
            if c >= columns:
                break
            taken.update((r + i, c + k) for i in range(cell.rowspan) for k in range(cell.colspan))
            yield Cell(r, c, cell.rowspan, cell.colspan, cell.text, indent=cell.indent * _ROW_POINTS), cell
            c += cell.colspan
