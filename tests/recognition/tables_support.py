"""Tables built by hand, and tables of web pages, for the tests of recognition."""

from __future__ import annotations

from pathlib import Path

from juesuan.documents.model import Block, Cell, Document, Paragraph, Piece, Table

SHARED = Path(__file__).parents[2].parent / "shared"


def spread(rows: list[list[str | tuple[str, int, int]]], index: int = 0, page: int | None = 1) -> Table:
    """A table from rows of texts or (text, rowspan, colspan), laid out as a web browser would."""
    taken: set[tuple[int, int]] = set()
    cells: list[Cell] = []
    for r, row in enumerate(rows):
        c = 0
        for item in row:
            text, down, across = item if isinstance(item, tuple) else (item, 1, 1)
            while (r, c) in taken:
                c += 1
            taken.update((r + i, c + j) for i in range(down) for j in range(across))
            cells.append(Cell(r, c, down, across, text, page))
            c += across
    height = max(r for r, _ in taken) + 1
    width = max(c for _, c in taken) + 1
    return Table(index, height, width, tuple(sorted(cells, key=lambda x: (x.row, x.column))))


def bars(text: str, index: int = 0) -> Table:
    """A table drawn with bars: one line a row; `<` merges with the cell to the left, `^` with the one above."""
    grid = [[c.strip() for c in line.strip().strip("|").split("|")] for line in text.strip().splitlines()]
    width = max(map(len, grid))
    grid = [row + [""] * (width - len(row)) for row in grid]
    rows: list[list[str | tuple[str, int, int]]] = []
    for r, row in enumerate(grid):
        out: list[str | tuple[str, int, int]] = []
        for c, item in enumerate(row):
            if item in ("<", "^"):
                continue
            across = 1
            while c + across < width and row[c + across] == "<":
                across += 1
            down = 1
            while r + down < len(grid) and grid[r + down][c] == "^":
                down += 1
            out.append((item, down, across))
        rows.append(out)
    return spread(rows, index)


def document(*blocks: str | Table) -> Document:
    """A document of paragraphs and tables in this order."""
    made: list[Block] = []
    for n, block in enumerate(blocks):
        if isinstance(block, str):
            made.append(Paragraph(n, block, (Piece(0, len(block), 1),)))
        else:
            made.append(Table(n, block.rows, block.columns, block.cells, block.pages, block.page_starts))
    return Document("made.pdf", "pdf", tuple(made), 1)


def web_page(name: str) -> Document:
    """A page of the corpus as a document."""
    from lxml import html

    root = html.fromstring((SHARED / "corpus" / name).read_text(encoding="utf-8"))
    blocks: list[str | Table] = []
    for node in root.iter("h1", "h2", "h3", "h4", "p", "table"):
        if node.tag != "table":
            blocks.append(node.text_content().strip())
            continue
        rows: list[list[str | tuple[str, int, int]]] = [
            [
                (cell.text_content().strip(), int(cell.get("rowspan") or 1), int(cell.get("colspan") or 1))
                for cell in line.iter("td", "th")
            ]
            for line in node.iter("tr")
        ]
        blocks.append(spread(rows))
    return document(*[b for b in blocks if b])
