"""Real reports, where they are at hand: shapes and figures read off the rendered pages."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from juesuan.documents import open_document
from juesuan.documents.model import Document, Picture, Table

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the reports are not part of the repository")


@cache
def report(name: str) -> Document:
    return open_document(CORPUS / name)


def row(table: Table, number: int) -> list[str]:
    return [re.sub(r"\s", "", c.text) for c in table.cells if c.row == number]


def test_published_report_tables() -> None:
    tables = list(report("putuo-finance-2024.pdf").tables())
    assert [(t.rows, t.columns, t.pages, t.page_starts) for t in tables] == [
        (4, 3, (5,), ()),
        (32, 4, (6, 7), (29,)),
        (23, 11, (8, 9), (18,)),
        (23, 10, (10, 11), (15,)),
        (35, 7, (12, 13, 14), (15, 34)),
        (24, 7, (15,), ()),
        (43, 8, (16, 17), (22,)),
        (6, 12, (18,), ()),
        (12, 10, (19,), ()),
        (12, 10, (20,), ()),
    ]
    assert row(tables[1], 9)[1::2] == ["6.20", "326.71"]
    assert row(tables[1], 31)[1::2] == ["2,995.39", "2,995.39"]
    # Figures set above their row, and codes likewise: only the rules say where they belong.
    assert row(tables[3], 3)[-6:] == ["2,940.05", "2,336.91", "603.14", "", "", ""]
    assert row(tables[3], 9)[:2] == ["201", "06"]
    assert row(tables[3], 9)[-6:] == ["449.52", "", "449.52", "", "", ""]
    assert row(tables[6], 5)[:2] == ["301", "02"]
    assert row(tables[6], 5)[3:6] == ["1,238.58", "302", "02"]
    assert row(tables[6], 42)[1::2] == ["2,152.26", "184.65"]
    assert row(tables[7], 5) == ["0.95", *[""] * 9, "0.95", ""]
    # An empty row alone on its page, and one at the top of a page, are still rows.
    assert row(tables[4], 34) == [""] * 7
    assert row(tables[6], 22) == [""] * 8


def test_template_tables() -> None:
    document = report("shanghai-template-2024.pdf")
    assert [(t.rows, t.columns, t.pages) for t in document.tables()] == [
        (9, 3, (4,)),
        (30, 4, (5,)),
        (10, 9, (6,)),
        (10, 8, (7,)),
        (32, 7, (8, 9)),
        (10, 5, (10,)),
        (40, 6, (11,)),
        (5, 12, (12,)),
        (6, 8, (13,)),
        (6, 8, (14,)),
    ]


@pytest.mark.parametrize("name", ["putuo-finance-2024.pdf", "shanghai-template-2024.pdf"])
def test_every_grid_square_belongs_to_one_cell(name: str) -> None:
    for table in report(name).tables():
        squares = [
            (r, c)
            for cell in table.cells
            for r in range(cell.row, cell.row + cell.rowspan)
            for c in range(cell.column, cell.column + cell.colspan)
        ]
        assert len(squares) == len(set(squares)) == table.rows * table.columns


@pytest.mark.parametrize(("name", "count"), [("putuo-finance-2024.pdf", 139), ("shanghai-template-2024.pdf", 147)])
def test_paragraphs(name: str, count: int) -> None:
    document = report(name)
    paragraphs = list(document.paragraphs())
    assert len(document.blocks) == count
    assert not document.troubles
    # Running text ends with a mark; what does not is a heading, a title or a line of the contents.
    unfinished = [p.text for p in paragraphs if len(p.text) > 45 and not re.search(r"[。；：）]$", p.text)]
    assert unfinished == []
    assert all(p.pieces[-1].end == len(p.text) for p in paragraphs)
    assert {t for p in paragraphs for t in re.findall(r"第[一二三四]部分", p.text)} == {
        f"第{c}部分" for c in "一二三四"
    }


def test_paragraph_over_a_page_break() -> None:
    joined = [p for p in report("shanghai-template-2024.pdf").paragraphs() if len({x.page for x in p.pieces}) > 1]
    assert [[x.page for x in p.pieces][:: len(p.pieces) - 1] for p in joined] == [
        [15, 16],
        [16, 17],
        [17, 18],
        [18, 19],
        [19, 20],
        [20, 21],
    ]


def test_text_report() -> None:
    document = report("linjiang-services-2021.txt")
    assert sum(isinstance(b, Picture) for b in document.blocks) == 11
    assert next(b.place.line for b in document.blocks if isinstance(b, Picture)) == 38
