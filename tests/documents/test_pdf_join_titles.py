"""A table that begins with a title of its own is no continuation, however well its columns fit."""

from juesuan.documents.pdf_join import title_within
from juesuan.documents.pdf_lattice import GridCell, GridTable


def grid(*rows: tuple[tuple[str, int], ...]) -> GridTable:
    cells = []
    for row, line in enumerate(rows):
        column = 0
        for text, span in line:
            cells.append(GridCell(row, column, 1, span, text))
            column += span
    return GridTable([0.0, 10.0, 20.0], [float(10 * n) for n in range(len(rows) + 1)], cells, [])


def test_a_title_within_the_table() -> None:
    assert title_within(grid((("国有资本经营预算财政拨款\n支出决算表", 2),), (("项目", 1), ("合计", 1)))) != ""
    assert title_within(grid((("208", 1), ("社会保障和就业支出", 1)))) == ""
    assert title_within(grid((("合计", 2),))) == ""
