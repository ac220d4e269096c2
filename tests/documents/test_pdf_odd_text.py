"""Text that is spread, printed twice, turned, or outside of what a page shows."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pdf_writer import Page, Pdf

from juesuan.documents.model import Document
from juesuan.documents.pdf_pdfium import names_bold

Read = Callable[[Pdf], Document]
XS = [60.0, 200.0, 300.0, 400.0]


def spread(page: Page, x: float, y: float, text: str, pitch: float, size: float = 12) -> None:
    """Draw characters one by one; ASCII is half as wide."""
    for character in text:
        page.text(x, y, character, size)
        x += pitch + (size if character >= "⺀" else size / 2)


@pytest.mark.parametrize("text", ["收入支出决算总表", "本年支出2940.05万元", "目录和第12345.67页"])
@pytest.mark.parametrize("pitch", [0, 3, 9, 20])
def test_spread_text_has_no_blanks_of_its_own(read_pdf: Read, text: str, pitch: float) -> None:
    pdf = Pdf()
    spread(pdf.page(), 80, 100, text, pitch)
    assert [p.text for p in read_pdf(pdf).paragraphs()] == [text]


def test_chinese_set_wide_round_a_figure_set_tight(read_pdf: Read) -> None:
    pdf = Pdf()
    page = pdf.page()
    spread(page, 60, 100, "本年支出", 10)
    page.text(150, 100, "2940.05", 12)
    spread(page, 202, 100, "万元。", 10)
    assert [p.text for p in read_pdf(pdf).paragraphs()] == ["本年支出2940.05万元。"]


def test_blank_in_a_spread_heading(read_pdf: Read) -> None:
    pdf = Pdf()
    page = pdf.page()
    page.text(80, 100, "收 ", 18)
    spread(page, 80 + 27, 100, "入支出决算总表", 9, 18)
    assert [p.text for p in read_pdf(pdf).paragraphs()] == ["收入支出决算总表"]


def test_watermark_across_a_dense_page(read_pdf: Read) -> None:
    pdf = Pdf()
    page = pdf.page()
    rows = [["项目", "决算数", "备注"], *([f"支出项目{k}", f"{k}.00", "无"] for k in range(20))]
    page.table(XS, [60 + 24 * k for k in range(22)], rows)
    for k in range(40):
        page.text(60, 600 + 5 * k, "本年收入合计2946.25万元，其中财政拨款收入2940.05万元", 4)
    page.text(150, 500, "内部资料", 40, "0.7 0.7 -0.7 0.7")
    document = read_pdf(pdf)
    (table,) = document.tables()
    assert [c.text for c in table.cells] == [text for row in rows for text in row]
    assert not any("内" in p.text for p in document.paragraphs())


def test_text_outside_of_the_crop_box_is_not_seen(read_pdf: Read) -> None:
    pdf = Pdf()
    page = pdf.page(extra=b"/CropBox[50 100 545 800]")
    page.text(60, 20, "裁切线外的文字", 12)
    page.text(100, 400, "页面上的文字。", 12)
    page.text(60, 790, "也在外面", 12)
    assert [p.text for p in read_pdf(pdf).paragraphs()] == ["页面上的文字。"]


@pytest.mark.parametrize("offset", [0.0, 0.3])
def test_bold_by_printing_twice(read_pdf: Read, offset: float) -> None:
    pdf = Pdf()
    page = pdf.page()
    for shift in (0.0, offset):
        page.text(100 + shift, 60 + shift, "收入支出决算总表", 18)
        for y in (100, 125, 145, 165):
            page.line(60, y, 400, y)
        for r, row in enumerate([["项目", "决算数"], ["一、收入", "2,940.05"], ["合计", "2,940.05"]]):
            for x, text in zip((70, 250), row, strict=True):
                page.text(x + shift, 118 + 20 * r + shift, text, 9)
    document = read_pdf(pdf)
    assert [p.text for p in document.paragraphs()] == ["收入支出决算总表"]
    (table,) = document.tables()
    assert [c.text for c in table.cells] == ["项目", "决算数", "一、收入", "2,940.05", "合计", "2,940.05"]


@pytest.mark.parametrize("number", ["— {} —", "-{}-", "第 {} 页", "第{}页 共9页", "{}/9", "－{}－", "· {} ·"])
def test_page_numbers_however_written(read_pdf: Read, number: str) -> None:
    pdf = Pdf()
    for k in range(4):
        page = pdf.page()
        page.text(70, 40, "临江市财政局2024年度部门决算", 9)
        page.paragraph(80, 200, [f"{'一二三四'[k]}是说明本年度的决算情况和原因。", "此外没有其他情况。"])
        page.text(280, 815, number.format(k + 1), 9)
    texts = [p.text for p in read_pdf(pdf).paragraphs()]
    sentence = "是说明本年度的决算情况和原因。此外没有其他情况。"
    assert "".join(texts) == "".join(f"{k}{sentence}" for k in "一二三四")


def test_stream_with_a_tail_after_its_end_is_counted_once(read_pdf: Read) -> None:
    pdf = Pdf()
    page = pdf.page((9000.0, 5000.0))
    for k in range(300):  # unpacks to more than one step of the count, so that its end falls within one
        page.text(10, 12 + 3.5 * k, "12 " * 300, 3)
    page.text(10, 4000, "页面上的文字。", 12)
    assert any("页面上的文字。" in p.text for p in read_pdf(pdf).paragraphs())


@pytest.mark.parametrize(
    ("name", "bold"),
    [
        (b"AQBOLD+NotoSerifCJKsc-Regular", False),
        (b"ABCDEF+NotoSerifCJKsc-Bold", True),
        (b"SimHei", True),
        ("XHEAVY+仿宋".encode(), False),
        ("黑体".encode(), True),
    ],
)
def test_random_letters_before_a_fonts_name_say_nothing(name: bytes, bold: bool) -> None:
    assert names_bold(name) is bold
