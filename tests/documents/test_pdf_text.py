"""Characters → lines → paragraphs."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from pdf_writer import Page, Pdf

from juesuan.documents.model import Document, Paragraph, TroubleKind

Read = Callable[[Pdf], Document]
LEFT, SIZE = 90.0, 12.0
FULL = 35  # characters in a line of 420 points
SENTENCE = (
    "上海市某某局二〇二四年度收入支出总计两千九百九十五万元与上年度相比减少五十六万元"
    "下降百分之一点八七主要原因是人员变化以及合同支付进度条款等原因减少支付"
)


def body(page: Page, y: float, text: str, indent: int = 2) -> float:
    """Set a paragraph as a word processor does, first line indented; gives the next line's baseline."""
    first = FULL - indent
    page.text(LEFT + indent * SIZE, y, text[:first], SIZE)
    y += 22
    for k in range(first, len(text), FULL):
        page.text(LEFT, y, text[k : k + FULL], SIZE)
        y += 22
    return y


def texts(document: Document) -> list[str]:
    return [p.text for p in document.paragraphs()]


def long(n: int, end: str = "。") -> str:
    return (SENTENCE * (n // len(SENTENCE) + 1))[: n - 1] + end


def test_paragraphs_end_where_a_line_ends_short_and_begin_with_an_indent(read_pdf: Read) -> None:
    pdf = Pdf()
    page = pdf.page()
    expected = [long(33 + 35 + 10), long(33 + 35), long(80), "一、收入决算情况说明", long(120)]
    y = 80.0
    for text in expected:
        y = body(page, y, text)
    assert texts(read_pdf(pdf)) == expected


def test_pieces_give_the_lines_of_a_paragraph(read_pdf: Read) -> None:
    pdf = Pdf()
    page = pdf.page()
    body(page, 80, long(75))
    body(page, 200, long(75))
    paragraph = next(read_pdf(pdf).paragraphs())
    assert [(p.start, p.end) for p in paragraph.pieces] == [(0, 33), (33, 68), (68, 75)]
    box = paragraph.place(40, 45).bbox
    assert box is not None
    assert box == pytest.approx((90, 80 + 22 - 0.86 * 12, 510, 80 + 22 + 0.14 * 12), abs=0.1)
    assert paragraph.place(40, 45).page == 1


def test_drawing_order_does_not_matter(read_pdf: Read) -> None:
    pdf = Pdf()
    page = pdf.page()
    y = 80.0
    expected = [f"{k}、" + long(60 + k) for k in range(1, 9)]
    for text in expected:
        y = body(page, y, text)
    random.Random(7).shuffle(page.operations)
    page.text(LEFT + 2 * SIZE, 600, "（一）孤立的标点", SIZE)
    page.text(LEFT + 10 * SIZE, 600, "。", SIZE)
    assert texts(read_pdf(pdf)) == [*expected, "（一）孤立的标点。"]


def test_number_pushed_to_the_next_line_does_not_end_a_paragraph(read_pdf: Read) -> None:
    pdf = Pdf()
    page = pdf.page()
    body(page, 80, long(140))
    page.text(LEFT + 24, 200, SENTENCE[:33], SIZE)
    page.text(LEFT, 222, SENTENCE[:28] + "年初预算为", SIZE)  # two characters of room, "161.62" needs three
    page.text(LEFT, 244, "161.62万元，支出决算为160.75万元。", SIZE)
    assert texts(read_pdf(pdf))[1] == SENTENCE[:33] + SENTENCE[:28] + "年初预算为161.62万元，支出决算为160.75万元。"


def test_finished_line_with_room_for_less_than_the_next_number_goes_on(read_pdf: Read) -> None:
    pdf = Pdf()
    page = pdf.page()
    body(page, 80, long(140))
    page.text(LEFT + 24, 200, SENTENCE[:29] + "。", SIZE)  # three characters of room, the number needs four
    page.text(LEFT, 222, "2,995.39万元为总计。", SIZE)
    page.text(LEFT + 24, 260, SENTENCE[:29] + "。", SIZE)
    page.text(LEFT, 282, "总计两千九百万元。", SIZE)  # one character would have fitted
    found = texts(read_pdf(pdf))[1:]
    assert found == [SENTENCE[:29] + "。2,995.39万元为总计。", SENTENCE[:29] + "。", "总计两千九百万元。"]


def test_line_broken_by_hand_within_a_sentence(read_pdf: Read) -> None:
    pdf = Pdf()
    page = pdf.page()
    body(page, 80, long(140))
    page.text(LEFT + 24, 200, SENTENCE[:24], SIZE)  # nine characters of room
    page.text(LEFT, 222, "与上年持平。", SIZE)
    page.text(LEFT + 24, 260, SENTENCE[:10], SIZE)  # too short to have been broken
    page.text(LEFT, 282, "与上年持平。", SIZE)
    assert texts(read_pdf(pdf))[1:] == [SENTENCE[:24] + "与上年持平。", SENTENCE[:10], "与上年持平。"]


def test_unindented_paragraph_after_a_short_finished_line_is_its_own(read_pdf: Read) -> None:
    pdf = Pdf()
    page = pdf.page()
    body(page, 80, long(140))
    page.text(LEFT + 24, 200, SENTENCE[:20] + "主要原因：", SIZE)
    page.text(LEFT, 222, "人员进出及退休变化。", SIZE)
    assert texts(read_pdf(pdf))[1:] == [SENTENCE[:20] + "主要原因：", "人员进出及退休变化。"]


def test_paragraph_runs_on_over_the_page_and_past_a_table(read_pdf: Read) -> None:
    pdf = Pdf()
    page = pdf.page()
    text = long(33 + 35 + 20)
    body(page, 80, long(150))
    page.text(LEFT + 24, 760, text[:33], SIZE)
    page.text(280, 820, "— 1 —", 9)
    page = pdf.page()
    page.table([90, 200, 300], [60, 80, 100], [["甲", "乙"], ["1", "2"]])
    page.text(LEFT, 130, text[33:68], SIZE)
    page.text(LEFT, 152, text[68:], SIZE)
    body(page, 200, long(150))
    page.text(280, 820, "— 2 —", 9)
    document = read_pdf(pdf)
    assert texts(document) == [long(150), text, long(150)]
    joined = list(document.paragraphs())[1]
    assert [p.page for p in joined.pieces] == [1, 2, 2]
    assert [type(b).__name__ for b in document.blocks] == ["Paragraph", "Paragraph", "Table", "Paragraph"]
    assert joined.place(50, 60).page == 2


def test_finished_paragraph_is_not_joined_with_the_next_page(read_pdf: Read) -> None:
    pdf = Pdf()
    page = pdf.page()
    body(page, 80, long(150))
    page.text(LEFT + 24, 760, long(20), SIZE)
    page = pdf.page()
    page.text(LEFT, 80, SENTENCE[:35], SIZE)
    page.text(LEFT, 102, SENTENCE[35:50], SIZE)
    body(page, 200, long(150))
    assert texts(read_pdf(pdf))[1:3] == [long(20), SENTENCE[:50]]


def test_finished_line_is_not_joined_past_a_table(read_pdf: Read) -> None:
    pdf = Pdf()
    page = pdf.page()
    body(page, 80, long(150))
    page.text(LEFT + 24, 760, long(33), SIZE)  # full, and finished
    page = pdf.page()
    page.table([90, 200, 300], [60, 80, 100], [["甲", "乙"], ["1", "2"]])
    page.text(LEFT, 130, SENTENCE[:35], SIZE)
    page.text(LEFT, 152, long(20), SIZE)
    body(page, 200, long(150))
    assert texts(read_pdf(pdf))[1:3] == [long(33), SENTENCE[:35] + long(20)]


def test_page_numbers_and_running_titles_are_left_out(read_pdf: Read) -> None:
    pdf = Pdf()
    forms = ["— {} —", "{}", "- {} -", "第{}页", "第 {} 页 共 5 页"]
    for number, form in enumerate(forms, 1):
        page = pdf.page()
        page.text(200, 40, "某某市财政局2024年度部门决算", 9)
        page.text(LEFT, 70, "单位：万元", SIZE)  # the same place on every page, but it says something
        body(page, 120, long(70 + number))
        page.text(280, 815, form.format(number), 9)
    assert texts(read_pdf(pdf)) == [t for n in range(1, 6) for t in ("单位：万元", long(70 + n))]


def test_figure_in_the_text_is_no_page_number(read_pdf: Read) -> None:
    pdf = Pdf()
    page = pdf.page()
    page.text(LEFT, 400, "2024", SIZE)
    assert texts(read_pdf(pdf)) == ["2024"]


def test_title_of_several_lines(read_pdf: Read) -> None:
    pdf = Pdf()
    page = pdf.page()
    page.text(297.5 - 11.5 * 18, 80, "第三部分某某市财政局二〇二四年度部门决算情况", 18)
    page.text(297.5 - 18, 110, "说明", 18)
    page.text(LEFT + 24, 150, "一、收入支出决算总体情况说明", SIZE)
    body(page, 172, long(150))
    first, second, third = read_pdf(pdf).paragraphs()
    assert first.text == "第三部分某某市财政局二〇二四年度部门决算情况说明"
    assert first.emphasis
    assert (second.text, second.emphasis) == ("一、收入支出决算总体情况说明", False)
    assert third.text == long(150)


def test_titles_below_each_other_stay_apart(read_pdf: Read) -> None:
    pdf = Pdf()
    page = pdf.page()
    page.text(297.5 - 4 * 18, 80, "第二部分决算表", 18)
    page.text(297.5 - 4 * 18, 110, "收入支出决算总表", 18)
    body(page, 172, long(150))
    assert texts(read_pdf(pdf))[:2] == ["第二部分决算表", "收入支出决算总表"]


def test_bold_is_emphasis(read_pdf: Read) -> None:
    pdf = Pdf()
    page = pdf.page()
    page.text(LEFT + 24, 80, "六、基本支出决算情况说明", SIZE, mode=2)
    body(page, 102, long(100))
    assert [p.emphasis for p in read_pdf(pdf).paragraphs()] == [True, False]


def test_contents_lines_stay_apart(read_pdf: Read) -> None:
    pdf = Pdf()
    page = pdf.page()
    page.text(280, 60, "目录", 18)
    expected = ["目录"]
    for k, title in enumerate(("收入支出决算总表", "收入决算表", "支出决算表", "财政拨款收支表", "名词解释")):
        dots = "." * (2 * (33 - len(title)))
        expected.append(f"{title}{dots}{k + 3}")
        page.text(LEFT, 100 + 22 * k, expected[-1], SIZE)
    assert texts(read_pdf(pdf)) == expected


def test_blanks(read_pdf: Read) -> None:
    pdf = Pdf()
    page = pdf.page()
    lines = {
        80: [(90, "目"), (150, "录")],  # centred with a gap
        110: [(90, "单位："), (126, " 万元")],  # a printed blank
        140: [(90, "2024"), (118, "年度预算")],  # the room between digits and Chinese
        170: [(90 + 15 * k, c) for k, c in enumerate("因公出国境费用")],  # spread over a cell
        200: [(90, "编号："), (300, "金额：")],  # a tab stop
        230: [(90, "budget"), (130, "report")],
        260: [(90 + 24 * k, c) for k, c in enumerate("说明书")],
    }
    for y, runs in lines.items():
        for x, text in runs:
            page.text(x, y, text, SIZE)
    assert texts(read_pdf(pdf)) == [
        "目 录",
        "单位： 万元",
        "2024年度预算",
        "因公出国境费用",
        "编号： 金额：",
        "budget report",
        "说明书",
    ]


def test_characters_printed_twice_count_once(read_pdf: Read) -> None:
    pdf = Pdf()
    page = pdf.page()
    page.text(LEFT, 80, "一一列举11个项目", SIZE)
    page.text(LEFT + 0.4, 80.2, "一一列举11个项目", SIZE)
    assert texts(read_pdf(pdf)) == ["一一列举11个项目"]


def test_overprinted_glyphs_of_a_line() -> None:
    # pdfium drops most of these itself; other sources do not.
    from juesuan.documents.pdf_text import line_text

    line = [(80.0, x, x + 12, c, k) for k, (x, c) in enumerate(((90, "一"), (90.4, "一"), (102, "一"), (102.4, "一")))]
    assert line_text(line)[0] == "一一"


def test_compatibility_characters_are_made_plain(read_pdf: Read) -> None:
    from juesuan.documents.pdf_text import line_text

    line = [(80.0, 90.0 + 12 * k, 102.0 + 12 * k, c, k) for k, c in enumerate("⾦\uf90a年①％\uf0fe")]
    assert line_text(line)[0] == "金金年①％☑"  # only ideographs and symbols: ① and ％ are as printed


def test_punctuation_with_odd_boxes_stays_in_its_line() -> None:
    from juesuan.documents.pdf_text import cluster

    glyphs = [
        (100.0, 0.0, 12.0, "一", 0),
        (100.0, 12.0, 24.0, "、", 1),
        (100.9, 24.0, 36.0, "收", 2),
        (118.0, 0.0, 12.0, "入", 3),
    ]
    assert [[g[3] for g in line] for line in cluster(glyphs)] == [["一", "、", "收"], ["入"]]


def test_page_that_is_a_picture_is_reported(read_pdf: Read) -> None:
    pdf = Pdf()
    pdf.page().text(LEFT, 80, "有文字的页", SIZE)
    pdf.page().raw(f"q 500 0 0 700 50 50 cm /{pdf.image()} Do Q")
    pdf.page()
    document = read_pdf(pdf)
    assert [(t.kind, t.place.page) for t in document.troubles] == [(TroubleKind.SCANNED, 2)]
    assert document.pages == 3
    assert texts(document) == ["有文字的页"]


def test_picture_with_a_page_number_or_the_title_of_a_table(read_pdf: Read) -> None:
    pdf = Pdf()
    draw = f"q 400 0 0 500 90 90 cm /{pdf.image()} Do Q"
    stamp = "q 60 0 0 60 400 90 cm /Im0 Do Q"
    for number, (title, operation) in enumerate(
        [("", draw), ("收入决算表", draw), ("二〇二四年度部门决算", draw), ("收入决算表", stamp)], 1
    ):
        page = pdf.page()
        page.raw(operation)
        page.text(290, 815, f"- {number} -", 9)
        if title:
            page.text(200, 100, title, 18)
    document = read_pdf(pdf)
    assert [(t.kind, t.place.page) for t in document.troubles] == [(TroubleKind.SCANNED, 1), (TroubleKind.SCANNED, 2)]


def test_reading_order_of_tables_and_text(read_pdf: Read) -> None:
    pdf = Pdf()
    page = pdf.page()
    page.text(LEFT, 300, "注：表下的说明。", SIZE)
    page.table([90, 200, 300], [200, 220, 240], [["甲", "乙"], ["1", "2"]])
    page.text(200, 100, "收入决算表", 18)
    page.text(400, 180, "单位：万元", SIZE)
    blocks = read_pdf(pdf).blocks
    assert [b.text if isinstance(b, Paragraph) else "表" for b in blocks] == [
        "收入决算表",
        "单位：万元",
        "表",
        "注：表下的说明。",
    ]
