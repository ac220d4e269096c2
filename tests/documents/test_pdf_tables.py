"""Rules → tables, characters → cells, parts → joined tables."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from pdf_writer import Page, Pdf

from juesuan.documents.model import Cell, Document, Paragraph, Table
from juesuan.documents.pdf_lattice import find_tables, merge_rules

Read = Callable[[Pdf], Document]
XS = [60.0, 160.0, 260.0, 400.0]


def grid(table: Table) -> list[list[str]]:
    rows = [[""] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        rows[cell.row][cell.column] = cell.text
    return rows


def only(document: Document) -> Table:
    (table,) = document.tables()
    return table


def at(table: Table, row: int, column: int) -> Cell:
    return next(c for c in table.cells if (c.row, c.column) == (row, column))


def test_regular_table(read_pdf: Read) -> None:
    pdf = Pdf()
    rows = [["项目", "决算数", "备注"], ["一、收入", "2,940.05", "无\n第二行"], ["合计", "2,940.05", ""]]
    pdf.page().table(XS, [100, 120, 160, 180], rows)
    table = only(read_pdf(pdf))
    assert grid(table) == rows
    cell = at(table, 1, 1)
    assert cell.page == 1
    assert cell.bbox == (160.0, 120.0, 260.0, 160.0)
    assert cell.indent == pytest.approx(3, abs=0.5)


def test_figure_set_above_its_row_belongs_to_the_cell_its_rules_say(read_pdf: Read) -> None:
    pdf = Pdf()
    page = pdf.page()
    page.grid(XS, [100, 160, 220])
    page.text(65, 135, "基本支出", 9)
    page.text(165, 110, "2,336.91", 9)  # top of a tall cell
    page.text(65, 195, "项目支出", 9)
    page.text(165, 217, "603.14", 9)  # bottom of the next
    assert grid(only(read_pdf(pdf))) == [["基本支出", "2,336.91", ""], ["项目支出", "603.14", ""]]


def test_merged_header_over_columns_and_rows(read_pdf: Read) -> None:
    pdf = Pdf()
    page = pdf.page()
    xs, ys = [50, 100, 150, 200, 300], [100, 120, 140, 160]
    for y in (100, 160):
        page.line(50, y, 300, y)
    page.line(50, 120, 150, 120)  # under 项目, not under the two tall cells
    page.line(50, 140, 300, 140)
    for x in (50, 150, 200, 300):
        page.line(x, 100, x, 160)
    page.line(100, 120, 100, 160)
    for x, y, text in ((55, 113, "项目"), (155, 125, "合计"), (205, 125, "基本"), (55, 133, "类"), (105, 133, "款")):
        page.text(x, y, text, 9)
    table = only(read_pdf(pdf))
    assert (table.rows, table.columns) == (len(ys) - 1, len(xs) - 1)
    spans = {c.text: (c.row, c.column, c.rowspan, c.colspan) for c in table.cells if c.text}
    assert spans == {
        "项目": (0, 0, 1, 2),
        "合计": (0, 2, 2, 1),
        "基本": (0, 3, 2, 1),
        "类": (1, 0, 1, 1),
        "款": (1, 1, 1, 1),
    }
    squares = [
        (r, c)
        for x in table.cells
        for r in range(x.row, x.row + x.rowspan)
        for c in range(x.column, x.column + x.colspan)
    ]
    assert len(squares) == len(set(squares)) == table.rows * table.columns


@pytest.mark.parametrize("how", ["fills", "boxes", "pieces", "one_path", "form"])
def test_rules_however_drawn(read_pdf: Read, how: str) -> None:
    pdf = Pdf()
    page = pdf.page()
    ys = [100.0, 130.0, 160.0]
    target = Page() if how == "form" else page
    if how == "fills":
        for y in ys:
            target.fill(XS[0], y - 0.25, XS[-1], y + 0.25)
        for x in XS:
            target.fill(x - 0.25, ys[0], x + 0.25, ys[-1])
    elif how == "boxes":
        for y0, y1 in pairwise(ys):
            for x0, x1 in pairwise(XS):
                target.box(x0, y0, x1, y1)
    elif how == "pieces":
        for y in ys:
            for k in range(34):
                target.line(XS[0] + 10 * k, y + 0.4 * (k % 2), XS[0] + 10 * k + 9, y + 0.4 * (k % 2))
        for x in XS:
            for k in range(6):
                target.line(x, ys[0] + 10 * k, x, ys[0] + 10 * k + 9.5)
    elif how == "one_path":
        parts = [f"{XS[0]} {842 - y} m {XS[-1]} {842 - y} l" for y in ys]
        parts += [f"{x} {842 - ys[0]} m {x} {842 - ys[-1]} l" for x in XS]
        target.raw(" ".join(parts) + " S")
    else:
        target.grid([x / 2 for x in XS], [421 + y / 2 for y in ys])  # the form is drawn twice as large
        page.raw(f"/{pdf.form(target, '2 0 0 2 0 0')} Do")
    page.text(65, 118, "项目", 9)
    page.text(165, 148, "1.00", 9)
    assert grid(only(read_pdf(pdf))) == [["项目", "", ""], ["", "1.00", ""]]


def test_outer_rules_missing(read_pdf: Read) -> None:
    pdf = Pdf()
    page = pdf.page()
    for y in (100, 120, 140):
        page.line(60, y, 400, y)
    for x in (160, 260):
        page.line(x, 100, x, 140)
    page.text(65, 113, "项目", 9)
    page.text(265, 133, "备注", 9)
    assert grid(only(read_pdf(pdf))) == [["项目", "", ""], ["", "", "备注"]]


def test_frame_round_text_is_no_table(read_pdf: Read) -> None:
    pdf = Pdf()
    page = pdf.page()
    page.box(50, 50, 545, 790)
    page.text(100, 100, "框中的文字", 12)
    page.table(XS, [200, 220, 240], [["甲", "乙", "丙"], ["1", "2", "3"]])
    document = read_pdf(pdf)
    assert [p.text for p in document.paragraphs()] == ["框中的文字"]
    assert grid(only(document)) == [["甲", "乙", "丙"], ["1", "2", "3"]]


def test_table_within_a_table(read_pdf: Read) -> None:
    pdf = Pdf()
    page = pdf.page()
    page.grid([50, 545], [150, 180, 400])
    page.text(60, 170, "附表", 9)
    page.table(XS, [200, 220, 240], [["甲", "乙", "丙"], ["1", "2", "3"]])
    outer, inner = read_pdf(pdf).tables()
    assert grid(outer) == [["附表"], [""]]
    assert grid(inner) == [["甲", "乙", "丙"], ["1", "2", "3"]]


def test_underline_within_a_cell_divides_nothing(read_pdf: Read) -> None:
    pdf = Pdf()
    page = pdf.page()
    page.table(XS, [100, 140, 180], [["甲", "乙", "丙"], ["1", "2", "3"]])
    page.line(160, 150, 175, 150)
    page.line(62, 116, 75, 116)
    table = only(read_pdf(pdf))
    assert grid(table) == [["甲", "乙", "丙"], ["1", "2", "3"]]


def sideways(page: Page, rows: list[list[str]], ys: list[float]) -> None:
    """A table and a line of text that run up the page: what a landscape page with /Rotate 90 holds."""
    for y in ys:
        page.line(y, 842 - XS[0], y, 842 - XS[-1])
    for x in XS:
        page.line(ys[0], 842 - x, ys[-1], 842 - x)
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            page.text(ys[r] + 12, 842 - XS[c] - 3, text, 9, "0 1 -1 0")
    page.text(300, 842 - 90, "旋转页上的一句话。", 12, "0 1 -1 0")


@pytest.mark.parametrize("extra", [b"/Rotate 90", b""])
def test_sideways_page(read_pdf: Read, extra: bytes) -> None:
    pdf = Pdf()
    rows = [["项目", "决算数", "备注"], ["一、收入", "2,940.05", "无"]]
    sideways(pdf.page(extra=extra), rows, [100, 120, 140])
    document = read_pdf(pdf)
    table = only(document)
    assert grid(table) == rows
    (paragraph,) = document.paragraphs()
    assert paragraph.text == "旋转页上的一句话。"
    # Boxes are those of the unrotated page: the first cell is at its foot.
    assert at(table, 0, 0).bbox == (100.0, 842 - 160.0, 120.0, 842 - 60.0)
    box = paragraph.pieces[0].bbox
    assert box is not None
    assert box[0] < 300 < box[2] + 1
    assert box[3] == pytest.approx(842 - 90, abs=0.1)


def test_upside_down_and_downwards_pages(read_pdf: Read) -> None:
    pdf = Pdf()
    page = pdf.page()
    page.text(500, 700, "倒过来的页面", 12, "-1 0 0 -1")
    page = pdf.page()
    page.text(300, 100, "朝下的页面", 12, "0 -1 1 0")
    first, second = read_pdf(pdf).paragraphs()
    assert (first.text, second.text) == ("倒过来的页面", "朝下的页面")
    assert first.pieces[0].bbox is not None
    assert second.pieces[0].bbox is not None
    assert first.pieces[0].bbox[2] == pytest.approx(500, abs=0.1)
    assert second.pieces[0].bbox[1] == pytest.approx(100, abs=0.1)


def test_text_turned_within_an_upright_table(read_pdf: Read) -> None:
    pdf = Pdf()
    page = pdf.page()
    page.table(XS, [100, 180, 200], [["", "决算数的说明文字", "备注"], ["", "2,940.05", ""]])
    page.text(110, 170, "竖排标题", 9, "0 1 -1 0")
    assert grid(only(read_pdf(pdf)))[0] == ["竖排标题", "决算数的说明文字", "备注"]


def test_cropped_page_with_shifted_origin(read_pdf: Read) -> None:
    pdf = Pdf()
    page = pdf.page(extra=b"/CropBox[50 100 545 800]")
    page.table(XS, [200, 220, 240], [["甲", "乙", "丙"], ["1", "2", "3"]])
    table = only(read_pdf(pdf))
    assert grid(table) == [["甲", "乙", "丙"], ["1", "2", "3"]]
    assert at(table, 0, 0).bbox == (10.0, 158.0, 110.0, 178.0)  # from the crop box's top left corner


def three_lines(page: Page, top: float, rows: list[list[str]], every_row: bool = False) -> None:
    xs = [70, 250, 400]
    bottom = top + 8 + 20 * len(rows)
    for y in [top, top + 25, bottom] if not every_row else [top + 8 + 20 * k for k in range(len(rows) + 1)]:
        page.line(60, y, 480, y)
    for r, row in enumerate(rows):
        for x, text in zip(xs, row, strict=True):
            if text:
                page.text(x, top + 20 + 20 * r, text, 9)


@pytest.mark.parametrize("every_row", [False, True])
def test_table_of_horizontal_rules(read_pdf: Read, every_row: bool) -> None:
    pdf = Pdf()
    page = pdf.page()
    rows = [["项目", "决算数", "备注"], ["一、一般公共预算收入", "2,940.05", ""], ["合计", "2,940.05", "其中：见说明"]]
    page.text(90, 80, "收入决算表", 18)
    three_lines(page, 100, rows, every_row)
    page.text(90, 300, "注：表下的说明。", 9)
    document = read_pdf(pdf)
    table = only(document)
    assert grid(table) == rows
    assert [p.text for p in document.paragraphs()] == ["收入决算表", "注：表下的说明。"]
    assert at(table, 0, 0).bbox is not None


def test_head_over_several_open_columns(read_pdf: Read) -> None:
    pdf = Pdf()
    page = pdf.page()
    three_lines(page, 100, [["项目", "", ""], ["一、收入", "2,940.05", "1.00"], ["合计", "2,940.05", "1.00"]])
    page.text(250, 120, "预算数与决算数以及差额说明文字", 12)
    spans = [(c.column, c.colspan, c.text) for c in only(read_pdf(pdf)).cells if c.row == 0]
    assert spans == [(0, 1, "项目"), (1, 2, "预算数与决算数以及差额说明文字")]


def test_open_table_goes_on_over_the_page(read_pdf: Read) -> None:
    pdf = Pdf()
    three_lines(pdf.page(), 700, [["项目", "决算数", "备注"], ["一、收入", "2.00", "无"], ["二、支出", "1.00", "无"]])
    three_lines(
        pdf.page(), 60, [["三、结余", "1.00", "无"], ["四、其他收入和支出", "12.00", "没有"], ["合计", "4.00", "无"]]
    )
    table = only(read_pdf(pdf))
    assert (table.rows, table.columns, table.pages) == (6, 3, (1, 2))
    assert [c.text for c in table.cells if c.row == 4] == ["四、其他收入和支出", "12.00", "没有"]


def test_text_between_rules_is_no_table(read_pdf: Read) -> None:
    pdf = Pdf()
    page = pdf.page()
    for y in (100, 200, 300):
        page.line(60, y, 480, y)
    lines = [
        "本年收入合计2946.25万元，其中：财政拨款收入2940.05万元；",
        "其他收入6.20万元，占本年收入合计的百分之零点二一，与上年持平。",
    ]
    page.paragraph(70, 230, lines)
    document = read_pdf(pdf)
    assert not list(document.tables())
    assert "".join(p.text for p in document.paragraphs()) == "".join(lines)


def test_figure_wider_than_its_cell_stays_whole(read_pdf: Read) -> None:
    pdf = Pdf()
    page = pdf.page()
    page.table([60, 100, 140, 180], [100, 120, 140], [["项目", "决算", "备注"], ["收入", "", "12.00"]])
    page.text(92, 132, "1,234,567.89", 9)  # reaches into both neighbours
    assert grid(only(read_pdf(pdf)))[1] == ["收入", "1,234,567.89", "12.00"]


# Over pages -------------------------------------------------------------------------------------------------------

HEAD = ["科目编码", "科目名称", "决算数"]


def two_pages(first: list[list[str]], second: list[list[str]], shift: float = 0.0, title: str = "") -> Pdf:
    pdf = Pdf()
    page = pdf.page()
    page.text(220, 80, "支出决算表", 18)
    ys = [100 + 30 * k for k in range(len(first))] + [790]
    page.table(XS, ys, first)
    page.text(290, 815, "- 1 -", 9)
    page = pdf.page()
    if title:
        page.text(220, 50, title, 18)
    page.table([x + shift for x in XS], [70 + 30 * k for k in range(len(second) + 1)], second)
    page.text(290, 815, "- 2 -", 9)
    return pdf


def test_table_goes_on_over_the_page(read_pdf: Read) -> None:
    first, second = [HEAD, ["201", "一般公共服务支出", "1.00"]], [["", "", ""], ["208", "社会保障", "2.00"]]
    document = read_pdf(two_pages(first, second, shift=1.5))
    table = only(document)
    assert grid(table) == first + second
    assert table.pages == (1, 2)
    assert table.page_starts == (2,)
    assert [c.page for c in table.cells if c.column == 0] == [1, 1, 2, 2]
    assert [p.text for p in document.paragraphs()] == ["支出决算表"]


def test_edges_that_differ_a_little_are_the_same_columns(read_pdf: Read) -> None:
    pdf = two_pages([HEAD, ["201", "甲", "1"]], [])
    pdf.pages[1].table([60, 162, 258, 400], [70, 100], [["208", "乙", "2"]])
    table = only(read_pdf(pdf))
    assert (table.rows, table.columns) == (3, 3)


def test_table_goes_on_over_a_page_turned_otherwise(read_pdf: Read) -> None:
    pdf = Pdf()
    sideways(pdf.page(extra=b"/Rotate 90"), [HEAD, ["201", "甲", "1"]], [100, 120, 140])
    pdf.pages[0].operations.pop()  # the sentence below the table
    pdf.page((842, 595)).table(XS, [70, 100], [["208", "乙", "2"]])
    table = only(read_pdf(pdf))
    assert (table.rows, table.pages) == (3, (1, 2))


def test_table_with_a_title_of_its_own_is_another(read_pdf: Read) -> None:
    document = read_pdf(two_pages([HEAD, ["201", "甲", "1"]], [HEAD, ["208", "乙", "2"]], title="收入决算表"))
    assert [t.rows for t in document.tables()] == [2, 2]


def test_table_of_other_columns_is_another(read_pdf: Read) -> None:
    pdf = two_pages([HEAD, ["201", "甲", "1"]], [])
    pdf.pages[1].table([60, 120, 200, 320, 400], [70, 100], [["a", "b", "c", "d"]])
    assert [t.columns for t in read_pdf(pdf).tables()] == [3, 4]


def test_part_that_shows_fewer_columns_is_put_on_the_union(read_pdf: Read) -> None:
    pdf = two_pages([HEAD, ["201", "甲", "1"]], [])
    pdf.pages[1].table([60, 260, 400], [70, 100], [["合计", "3"]])
    table = only(read_pdf(pdf))
    assert table.columns == 3
    last = [(c.column, c.colspan, c.text) for c in table.cells if c.row == 2]
    assert last == [(0, 2, "合计"), (2, 1, "3")]


def test_row_cut_in_two_is_joined(read_pdf: Read) -> None:
    first = [HEAD, ["2080505", "机关事业单位基本养老", "160.75"]]  # the label fills its cell
    second = [["", "保险缴费支出", ""], ["2080506", "职业年金", "80.38"]]
    table = only(read_pdf(two_pages(first, second)))
    assert grid(table)[1:] == [
        ["2080505", "机关事业单位基本养老\n保险缴费支出", "160.75"],
        ["2080506", "职业年金", "80.38"],
    ]
    assert table.page_starts == (2,)
    assert [c.row for c in table.cells] == sorted(c.row for c in table.cells)


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        (["", "本年支出合计", "160.75"], ["", "结转", ""]),  # the label above ends short of its cell
        (["2080505", "机关事业单位基本养老", "160.75"], ["", "保险缴费支出", "80.38"]),  # a figure of its own
        (["", "机关事业单位基本养老", ""], ["", "二、住房保障支出", ""]),  # an ordinal begins a row
        (["2080505", "机关事业单位基本养老", ""], ["2080506", "保险缴费支出", ""]),  # a code of its own
    ],
)
def test_rows_of_their_own_are_not_joined(read_pdf: Read, upper: list[str], lower: list[str]) -> None:
    table = only(read_pdf(two_pages([HEAD, upper], [lower])))
    assert grid(table) == [HEAD, upper, lower]


def test_figure_broken_after_its_comma(read_pdf: Read) -> None:
    table = only(read_pdf(two_pages([HEAD, ["20805", "机关", "1,511."]], [["05", "", "89"]])))
    assert grid(table)[1] == ["20805\n05", "机关", "1,511.\n89"]


def test_empty_rows_alone_on_a_page_stay(read_pdf: Read) -> None:
    table = only(read_pdf(two_pages([HEAD, ["201", "甲", "1"]], [["", "", ""]])))
    assert grid(table) == [HEAD, ["201", "甲", "1"], ["", "", ""]]


def test_text_between_ends_a_table(read_pdf: Read) -> None:
    pdf = two_pages([HEAD, ["201", "甲", "1"]], [["208", "乙", "2"]])
    pdf.pages[1].operations.clear()
    pdf.pages[1].text(60, 60, "注：本表反映支出情况。", 9)
    pdf.pages[1].table(XS, [70, 100], [["208", "乙", "2"]])
    document = read_pdf(pdf)
    kinds = [type(b) for b in document.blocks]
    assert kinds == [Paragraph, Table, Paragraph, Table]
    assert [b.index for b in document.blocks] == [0, 1, 2, 3]


# Units ------------------------------------------------------------------------------------------------------------


def test_merge_rules_closes_small_gaps_only() -> None:
    merged = merge_rules([(100.0, 0.0, 10.0), (100.8, 12.0, 30.0), (100.0, 40.0, 50.0), (200.0, 0.0, 2.0)])
    assert sorted((start, end) for _, start, end in merged) == [(0.0, 30.0), (40.0, 50.0)]


def test_double_rules_are_one() -> None:
    horizontals = [(y, 0.0, 100.0) for y in (0.0, 2.0, 50.0, 98.0, 100.0)]
    verticals = [(x, 0.0, 100.0) for x in (0.0, 2.0, 50.0, 100.0)]
    ((table,), _) = find_tables(horizontals, verticals)
    assert (len(table.xs), len(table.ys)) == (3, 3)


def test_rules_that_do_not_touch_are_two_tables() -> None:
    def square(x: float) -> tuple[list[tuple[float, float, float]], list[tuple[float, float, float]]]:
        return [(y, x, x + 100) for y in (0.0, 20.0, 40.0)], [(x + d, 0.0, 40.0) for d in (0.0, 50.0, 100.0)]

    first, second = square(0), square(200)
    assert len(find_tables(first[0] + second[0], first[1] + second[1])[0]) == 2
