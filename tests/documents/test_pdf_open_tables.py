"""Tables without upright rules: columns, rows and merged headers from the place of the texts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pdf_writer import Page, Pdf

from juesuan.documents.model import Document, Table, TroubleKind

Read = Callable[[Pdf], Document]
SIZE = 9.0
PITCH = 16.0


def width(text: str) -> float:
    return sum(SIZE if c >= "⺀" else SIZE / 2 for c in text)


def put(page: Page, x0: float, x1: float, y: float, text: str, how: str) -> None:
    """A text between two edges: l(eft), r(ight) or c(entred), two points from the edge."""
    x = {"l": x0 + 2, "r": x1 - 2 - width(text), "c": (x0 + x1 - width(text)) / 2}[how]
    if text:
        page.text(x, y, text, SIZE)


def draw(
    page: Page, top: float, xs: list[float], rows: list[list[str]], how: str, heads: int = 1, every: bool = True
) -> float:
    """A table with level rules only; cells may hold two lines. Gives where it ends."""
    y = top
    page.line(xs[0], y, xs[-1], y)
    for number, row in enumerate(rows):
        lines = max(text.count("\n") + 1 for text in row)
        for column, text in enumerate(row):
            align = how[column] if number >= heads else "l"
            for k, line in enumerate(text.split("\n")):
                put(page, xs[column], xs[column + 1], y + 11 + k * PITCH, line, align)
        y += lines * PITCH
        if every or number in (heads - 1, len(rows) - 1):
            page.line(xs[0], y, xs[-1], y)
    return y


def grid(table: Table) -> list[list[str]]:
    rows = [[""] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        rows[cell.row][cell.column] = cell.text
    return rows


def spans(table: Table, row: int) -> list[tuple[str, int, int]]:
    return [(c.text, c.column, c.colspan) for c in table.cells if c.row == row and c.text]


TWO_SIDES = [
    ["项目", "行次", "决算数", "项目", "行次", "决算数"],
    ["一、一般公共预算财政拨\n款收入", "1", "2,693.60", "一、一般公共服务支出", "31", "1,783.30"],
    ["二、政府性基金收入", "2", "", "二、外交支出", "32", ""],
    ["三、上级补助收入", "3", "1.64", "三、国防支出", "33", "0.50"],
    ["", "", "", "四、公共安全支出", "34", "382.96"],
    ["总计", "30", "2,695.24", "总计", "60", "2,166.76"],
]
SIDES = [60.0, 162.0, 190.0, 250.0, 350.0, 378.0, 440.0]


@pytest.mark.parametrize("every", [True, False])
@pytest.mark.parametrize("how", ["lcrlcr", "ccrccr", "llrllr"])
def test_two_sides_with_labels_close_to_figures(read_pdf: Read, how: str, every: bool) -> None:
    pdf = Pdf()
    draw(pdf.page(), 100, SIDES, TWO_SIDES, how, every=every)
    (table,) = read_pdf(pdf).tables()
    assert grid(table) == TWO_SIDES


def test_header_over_two_sides_and_numbers_of_the_columns(read_pdf: Read) -> None:
    pdf = Pdf()
    rows = [["收入", "", "", "支出", "", ""], TWO_SIDES[0], ["栏次", "", "1", "栏次", "", "2"], *TWO_SIDES[1:]]
    draw(pdf.page(), 100, SIDES, rows, "lcrlcr", heads=3)
    (table,) = read_pdf(pdf).tables()
    assert spans(table, 0) == [("收入", 0, 3), ("支出", 3, 3)]
    assert grid(table)[1:] == rows[1:]


@pytest.mark.parametrize("every", [True, False])
def test_centred_header_over_columns_of_which_one_is_empty(read_pdf: Read, every: bool) -> None:
    pdf = Pdf()
    page = pdf.page()
    xs = [60.0, 160.0, 230.0, 300.0, 370.0, 440.0]
    page.line(60, 100, 440, 100)
    put(page, 230, 440, 111, "本年支出", "c")
    if every:
        page.line(230, 116, 440, 116)
        put(page, 60, 160, 119, "科目名称", "c")
        put(page, 160, 230, 119, "年初结转", "c")
    else:
        put(page, 60, 160, 120, "科目名称", "c")
        put(page, 160, 230, 120, "年初结转", "c")
    for column, text in enumerate(("小计", "基本支出", "项目支出"), 2):
        put(page, xs[column], xs[column + 1], 129, text, "c")
    body = [["教育支出", "1.00", "12.50", "", "12.50"], ["其他支出", "", "1,200.00", "", "1,200.00"]]
    page.line(60, 134, 440, 134)
    for k, row in enumerate([*body, ["合计", "1.00", "1,212.50", "", "1,212.50"]]):
        for column, text in enumerate(row):
            put(page, xs[column], xs[column + 1], 147 + 18 * k, text, "r" if column else "l")
        if every or k == 2:
            page.line(60, 152 + 18 * k, 440, 152 + 18 * k)
    (table,) = read_pdf(pdf).tables()
    assert table.columns == 5
    head = {(c.text, c.column, c.colspan) for c in table.cells if c.row < 2 and c.text}
    assert head == {
        *(("科目名称", 0, 1), ("年初结转", 1, 1), ("本年支出", 2, 3)),
        *(("小计", 2, 1), ("基本支出", 3, 1), ("项目支出", 4, 1)),
    }
    assert grid(table)[2:4] == body


def test_label_in_the_middle_of_its_figures(read_pdf: Read) -> None:
    pdf = Pdf()
    page = pdf.page()
    for y in (80, 100, 196):
        page.line(60, y, 400, y)
    for x, text in ((62, "科目"), (250, "金额"), (350, "备注")):
        page.text(x, 95, text, SIZE)
    y = 115.0
    for label, figure in (
        ("教育", "1.00"),
        ("机关事业单位基本养老/保险支出", "2.00"),
        ("卫生", "3.00"),
        ("住房改革/支出", "4.00"),
    ):
        lines = label.split("/")
        for k, line in enumerate(lines):
            page.text(62, y + 13 * k, line, SIZE)
        page.text(250, y + 6.5 * (len(lines) - 1), figure, SIZE)
        page.text(350, y + 6.5 * (len(lines) - 1), "无", SIZE)
        y += 13 * len(lines) + 3
    (table,) = read_pdf(pdf).tables()
    assert grid(table)[1:] == [
        ["教育", "1.00", "无"],
        ["机关事业单位基本养老\n保险支出", "2.00", "无"],
        ["卫生", "3.00", "无"],
        ["住房改革\n支出", "4.00", "无"],
    ]


def test_figure_that_touches_the_code_of_the_next_side(read_pdf: Read) -> None:
    pdf = Pdf()
    page = pdf.page()
    xs = [60.0, 100.0, 160.0, 200.0]
    rows = [["代码", "金额", "代码"], ["301", "12.92", "302"], ["302", "1.00", "30201"], ["303", "0.50", "30202"]]
    draw(page, 100, xs, rows, "lrl")
    y = 100 + 4 * PITCH
    page.text(62, y + 11, "304", SIZE)
    page.text(160 - 2 - 22.5, y + 11, "99.00", SIZE)
    page.text(160 - 2, y + 11, "%", 0.1)
    page.line(60, y + PITCH, 200, y + PITCH)
    (table,) = read_pdf(pdf).tables()
    assert grid(table)[:4] == rows


def test_total_over_a_side(read_pdf: Read) -> None:
    pdf = Pdf()
    xs = [60.0, 110.0, 210.0, 270.0, 320.0, 420.0, 480.0]
    rows = [
        ["编码", "名称", "金额", "编码", "名称", "金额"],
        ["301", "工资福利支出", "12.00", "302", "商品和服务支出", "3.00"],
        ["30101", "基本工资", "12.00", "30201", "办公费", "3.00"],
    ]
    page = pdf.page()
    end = draw(page, 100, xs, rows, "llrllr")
    put(page, 60, 420, end + 11, "人员经费和公用经费合计", "l")
    put(page, 420, 480, end + 11, "15.00", "r")
    page.line(60, end + PITCH, 480, end + PITCH)
    (table,) = read_pdf(pdf).tables()
    assert spans(table, 3) == [("人员经费和公用经费合计", 0, 5), ("15.00", 5, 1)]


def test_title_rows_and_note_within_the_table(read_pdf: Read) -> None:
    pdf = Pdf()
    page = pdf.page()
    for k, text in enumerate(("收入支出决算总表", "公开01表", "部门：临江市财政局  金额单位：万元")):
        page.line(60, 100 + PITCH * k, 440, 100 + PITCH * k)
        page.text(62, 111 + PITCH * k, text, SIZE)
    end = draw(page, 100 + 3 * PITCH, SIDES, TWO_SIDES, "lcrlcr")
    page.text(62, end + 11, "注：本表反映收支情况。", SIZE)
    page.line(60, end + PITCH, 440, end + PITCH)
    (table,) = read_pdf(pdf).tables()
    assert [spans(table, row)[0][1:] for row in (0, 1, 2, table.rows - 1)] == [(0, 6)] * 4
    assert grid(table)[3:-1] == TWO_SIDES


def test_tables_of_one_width_below_each_other(read_pdf: Read) -> None:
    pdf = Pdf()
    page = pdf.page()
    end = draw(page, 100, SIDES, TWO_SIDES, "lcrlcr", every=False)
    page.text(200, end + 40, "政府性基金支出决算表", 14)
    page.text(350, end + 56, "单位：万元", SIZE)
    draw(page, end + 64, SIDES, TWO_SIDES[:4], "lcrlcr", every=False)
    document = read_pdf(pdf)
    assert [grid(t) for t in document.tables()] == [TWO_SIDES, TWO_SIDES[:4]]
    assert "政府性基金支出决算表" in "".join(p.text for p in document.paragraphs())


def test_rest_of_a_table_on_the_next_page_has_two_rules(read_pdf: Read) -> None:
    pdf = Pdf()
    draw(pdf.page(), 600, SIDES, TWO_SIDES[:4], "lcrlcr")
    draw(pdf.page(), 60, SIDES, TWO_SIDES[5:], "lcrlcr", heads=0)
    (table,) = read_pdf(pdf).tables()
    assert grid(table) == [*TWO_SIDES[:4], TWO_SIDES[5]]
    assert table.page_starts == (4,)


@pytest.mark.parametrize(
    "rows",
    [
        [["甲", "乙"], ["12.00 307", "1.00"], ["13.00 308", "2.00"]],  # nothing says that these are two columns
        [["甲 乙", "丙"], ["收入 12.00", "1.00"], ["支出 13.00", "2.00"], ["一段横跨两列的文字没有列", "3.00"]],
    ],
)
def test_what_cannot_be_told_apart_is_reported_and_stays_text(read_pdf: Read, rows: list[list[str]]) -> None:
    pdf = Pdf()
    draw(pdf.page(), 100, [60.0, 200.0, 300.0], rows, "lr")
    document = read_pdf(pdf)
    tables = list(document.tables())
    if tables:  # two columns found where two stand: never two figures in one cell
        assert not any("12.00 307" in c.text or "收入 12.00" in c.text for c in tables[0].cells)
    else:
        assert [t.kind for t in document.troubles] == [TroubleKind.UNREADABLE]
        assert "12.00" in "".join(p.text for p in document.paragraphs())


figure = st.one_of(
    st.just(""),
    st.just("0.00"),
    st.decimals(min_value=0, max_value=99999, places=2).map(lambda value: f"{value:,.2f}"),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(figure, figure, figure).filter(any), min_size=3, max_size=9),
    st.booleans(),
    st.sampled_from(["llrrr", "ccrrr", "lcccc"]),
)
def test_every_figure_is_in_its_own_cell(
    read_pdf: Read, figures: list[tuple[str, str, str]], every: bool, how: str
) -> None:
    xs = [60.0, 110.0, 230.0, 290.0, 350.0, 410.0]
    names = ["行政运行", "一般行政管理事务", "机关服务", "事业运行", "其他支出"]
    body = [[f"2010{k}", names[k % 5], *row] for k, row in enumerate(figures)]
    rows = [["科目编码", "科目名称", "本年合计", "基本支出", "项目支出"], *body]
    pdf = Pdf()
    page = pdf.page()
    draw(page, 100, xs, rows, how, every=every)
    for table in read_pdf(pdf).tables():
        assert grid(table) == rows


def test_table_without_rules_is_reported(read_pdf: Read) -> None:
    pdf = Pdf()
    page = pdf.page()
    page.text(200, 60, "收入支出决算总表", 14)
    page.text(350, 80, "单位：万元", SIZE)
    for k, row in enumerate(TWO_SIDES[:1] + TWO_SIDES[2:]):
        for x0, x1, text, how in zip(SIDES, SIDES[1:], row, "lcrlcr", strict=False):
            put(page, x0, x1, 100 + PITCH * k, text, how)
    page = pdf.page()
    page.paragraph(80, 100, ["单位：万元。本年收入 2,946.25 万元，其中财政拨款 2,940.05 万元。"] * 4)
    document = read_pdf(pdf)
    assert not list(document.tables())
    assert [(t.kind, t.place.page) for t in document.troubles] == [(TroubleKind.UNREADABLE, 1)]
    assert "2,695.24" in "".join(p.text for p in document.paragraphs())
