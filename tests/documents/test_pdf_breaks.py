"""Tables over pages: repeated headers, rows cut below them, repeated titles, pages of another size."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pdf_writer import Pdf

from juesuan.documents.model import Document, Table

Read = Callable[[Pdf], Document]
XS = [60.0, 95.0, 142.0, 230.0, 310.0, 400.0]
HEAD = ["科目编码", "名称", "决算数", "预算数", "备注"]


def grid(table: Table) -> list[list[str]]:
    rows = [[""] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        rows[cell.row][cell.column] = cell.text
    return rows


def pages(
    first: list[list[str]], second: list[list[str]], titles: tuple[list[str], list[str]] = ([], []), scale: float = 1
) -> Pdf:
    pdf = Pdf()
    for part, above in zip((first, second), titles, strict=True):
        size = (595.0, 842.0) if part is first or scale == 1 else (595.0 * scale, 842.0)
        page = pdf.page(size)
        for k, title in enumerate(above):
            page.text(200 + 150 * k, 50 + 30 * k, title, 18 - 9 * k)
        xs = XS if part is first else [60 + (x - 60) * scale for x in XS]
        page.table(xs, [100 + 40 * k for k in range(len(part) + 1)], part)
    return pdf


@pytest.mark.parametrize(
    ("upper", "lower", "joined"),
    [
        (["22102", "住房改", "5.00", "", ""], ["", "革支出", "", "", ""], ["22102", "住房改革支出", "5.00", "", ""]),
        (["", "二十", "5.00", "", ""], ["", "二、其\n他支出", "", "", ""], ["", "二十二、其他支出", "5.00", "", ""]),
        (
            ["2210201", "住房公", "1,399.9", "", ""],
            ["", "积金", "4", "", ""],
            ["2210201", "住房公积金", "1,399.94", "", ""],
        ),
        (
            ["221020", "住房改", "5.00", "", ""],
            ["1", "革支出", "", "", ""],
            ["2210201", "住房改革支出", "5.00", "", ""],
        ),
    ],
)
def test_row_cut_below_a_repeated_header(read_pdf: Read, upper: list[str], lower: list[str], joined: list[str]) -> None:
    pdf = pages([HEAD, ["201", "服务", "1.00", "", ""], upper], [HEAD, lower, ["229", "其他", "2.00", "", ""]])
    if "1,399.9" in upper:  # a figure that fills its cell
        for page in pdf.pages:
            page.operations = []
        xs = [60.0, 100.0, 142.0, 185.0, 310.0, 400.0]
        pdf.pages[0].table(xs, [100, 140, 180], [HEAD, upper])
        pdf.pages[1].table(xs, [100, 140, 180, 220], [HEAD, lower, ["229", "其他", "2.00", "", ""]])
    (table,) = read_pdf(pdf).tables()
    found = grid(table)
    assert ["".join(text.split()) for text in found[-3]] == joined
    assert found[-2] == HEAD
    assert found[-1][0] == "229"
    assert table.page_starts == (len(found) - 2,)


def test_repeated_header_that_is_clipped(read_pdf: Read) -> None:
    head = [*HEAD[:4], "对附\n属单位\n补助"]
    clipped = [*HEAD[:4], "对附\n属单位"]
    # what is clipped is still in the file, below the visible part of its cell
    rows = [clipped, ["", "革支出", "", "", "补助"], ["229", "其他", "2.00", "", "1.00"]]
    (table,) = read_pdf(pages([head, ["22102", "住房改", "5.00", "", "3.00"]], rows)).tables()
    found = grid(table)
    assert ["".join(text.split()) for text in found[1]] == ["22102", "住房改革支出", "5.00", "", "3.00"]
    assert found[2:] == [clipped, rows[2]]


@pytest.mark.parametrize(
    "lower",
    [
        ["", "一、其他", "", "", ""],
        ["30199", "住房", "2.00", "", ""],
        ["", "", "2.00", "", ""],
    ],
)
def test_row_of_its_own_below_a_repeated_header(read_pdf: Read, lower: list[str]) -> None:
    pdf = pages([HEAD, ["22102", "住房改", "5.00", "", ""]], [HEAD, lower])
    (table,) = read_pdf(pdf).tables()
    assert grid(table)[-1] == lower


@pytest.mark.parametrize(
    ("above", "count"),
    [
        (["续表"], 1),
        (["支出决算表（续）", "单位：万元"], 1),
        (["支出决算表", "单位：万元"], 1),
        (["收入决算表", "单位：万元"], 2),
        (["支出决算表", "单位：元"], 2),
    ],
)
def test_title_repeated_on_the_next_page(read_pdf: Read, above: list[str], count: int) -> None:
    first, second = [HEAD, ["201", "甲", "1", "", ""]], [HEAD, ["208", "乙", "2", "", ""]]
    document = read_pdf(pages(first, second, (["支出决算表", "单位：万元"], above)))
    tables = list(document.tables())
    assert len(tables) == count
    texts = [p.text for p in document.paragraphs()]
    assert texts == ["支出决算表", "单位：万元", *(above if count == 2 else [])]


def test_same_title_after_a_total_is_another_table(read_pdf: Read) -> None:
    titles = (["支出决算表"], ["支出决算表"])
    document = read_pdf(pages([HEAD, ["", "合计", "1", "", ""]], [HEAD, ["208", "乙", "2", "", ""]], titles))
    assert [t.rows for t in document.tables()] == [2, 2]


@pytest.mark.parametrize("head", [[], [HEAD]])
def test_table_goes_on_over_a_wider_page(read_pdf: Read, head: list[list[str]]) -> None:
    second = [*head, ["208", "乙", "2", "", ""]]
    (table,) = read_pdf(pages([HEAD, ["201", "甲", "1", "", ""]], second, scale=1.4)).tables()
    assert (table.columns, table.pages) == (5, (1, 2))
    assert grid(table)[-1] == ["208", "乙", "2", "", ""]
    last = next(c for c in table.cells if c.text == "乙")
    assert last.bbox is not None
    assert last.bbox[0] == pytest.approx(60 + 35 * 1.4, abs=0.1)  # where it stands, not where the first page has it
