"""A release as a Document, the way any file of it would be read: paragraphs and merged cells."""

from juesuan.documents.model import Block, Cell, Document, Paragraph, Piece, Table
from juesuan.writing.forms import form_grid
from juesuan.writing.model import GridCell, Release, StatementGrid


def document(release: Release) -> Document:
    blocks: list[Block] = []

    def say(text: str) -> None:
        blocks.append(Paragraph(len(blocks), text, (Piece(0, len(text), line=len(blocks) + 1),)))

    say(release.title)
    for n, text in enumerate(release.texts):
        say(text.text)
        if n == release.tables_after:
            for grid in release.grids:
                say(grid.title)
                if grid.mark:
                    say(grid.mark)
                say(f"金额单位：{grid.unit}")
                blocks.append(table(len(blocks), grid))
                for note in grid.notes:
                    say(note)
    for project in release.projects:
        form = form_grid(project, release.inputs.profile)
        say(form.title)
        blocks.append(table(len(blocks), form))
    return Document("release", "docx", tuple(blocks))


def table(index: int, grid: StatementGrid) -> Table:
    rows = [*grid.header, *grid.body]
    return Table(index, len(rows), grid.columns, tuple(place(rows, grid.columns)))


def place(rows: list[tuple[GridCell, ...]], columns: int) -> list[Cell]:
    """Every square of the grid belongs to exactly one cell, or the grid is wrong."""
    taken: set[tuple[int, int]] = set()
    cells = []
    for r, row in enumerate(rows):
        column = 0
        for cell in row:
            while (r, column) in taken:
                column += 1
            squares = {(r + i, column + j) for i in range(cell.rowspan) for j in range(cell.colspan)}
            assert not squares & taken
            taken |= squares
            cells.append(Cell(r, column, cell.rowspan, cell.colspan, cell.text))
    assert taken == {(r, c) for r in range(len(rows)) for c in range(columns)}
    return cells
