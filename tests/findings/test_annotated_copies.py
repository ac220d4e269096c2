"""Copies with comments: at the very places, and nothing else of the report changes."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import docx
import pypdfium2
import pypdfium2.raw as raw
import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "documents"))
from pdf_writer import Pdf

from juesuan.documents import open_document
from juesuan.documents.model import Document, Table
from juesuan.findings import annotate_docx, annotate_pdf
from juesuan.findings.report import Evidence, Item, Report, Spot, Waived
from juesuan.place import Box, Place
from juesuan.recognition.report import Coverage

WORDS = "收入总计100.00万元，与上年持平。"


def item(location: Spot, severity: str = "error", **more: object) -> Item:
    base = Item("0" * 16, "JS301", severity, "有误", "100.00", "90.00", None, None, "万元", None, "依据", location)
    return replace(base, **more)  # type: ignore[arg-type]


def report(source: str, *items: Item) -> Report:
    return Report(source, "某局", 2024, "national-2022", "", items, (), Coverage())


def spot(place: Place, **more: object) -> Spot:
    return Spot(page=place.page, bbox=place.bbox, block=place.block, start=place.start, end=place.end, **more)  # type: ignore[arg-type]


class Notes:
    """The notes of a PDF, by page."""

    def __init__(self, data: bytes) -> None:
        self.pdf = pypdfium2.PdfDocument(data)
        self.pages = [list(self._page(page)) for page in self.pdf]

    def _page(self, page: pypdfium2.PdfPage) -> Iterator[tuple[int, Box, str]]:
        for n in range(raw.FPDFPage_GetAnnotCount(page)):
            note = raw.FPDFPage_GetAnnot(page, n)
            box = raw.FS_RECTF()
            raw.FPDFAnnot_GetRect(note, box)
            assert self._text(note, "T") == "Juesuan"
            assert self._text(note, "M") == ""
            # An appearance of its own, so that every viewer shows the same.
            assert raw.FPDFAnnot_GetAP(note, raw.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0) > 2
            text = self._text(note, "Contents")
            yield raw.FPDFAnnot_GetSubtype(note), (box.left, box.bottom, box.right, box.top), text
            raw.FPDFPage_CloseAnnot(note)

    @staticmethod
    def _text(note: object, key: str) -> str:
        size = raw.FPDFAnnot_GetStringValue(note, key.encode(), None, 0)
        buffer = (raw.FPDF_WCHAR * (size // 2))()
        raw.FPDFAnnot_GetStringValue(note, key.encode(), buffer, size)
        return bytes(buffer)[:-2].decode("utf-16-le")


def text_under(pdf: pypdfium2.PdfDocument, page: int, box: Box) -> str:
    return "".join(pdf[page].get_textpage().get_text_bounded(*box).split())


def pdf_with(extra: bytes = b"", matrix: str | None = None) -> Pdf:
    pdf = Pdf()
    page = pdf.page(extra=extra)
    if matrix is None:
        page.text(90, 120, WORDS)
        page.text(90, 140, "其后还有一段文字，说明情况。")
        page.table([90, 200, 300], [300, 320, 340], [["科目", "金额"], ["总计", "100.00"]])
    else:
        page.text(90, 500, WORDS, matrix=matrix)
        page.text(110, 500, "其后还有一段文字，说明情况。", matrix=matrix)
    return pdf


def annotated(data: bytes, document: Document, *items: Item) -> Notes:
    return Notes(annotate_pdf.annotate("a.pdf", data, document, report("a.pdf", *items), "zh"))


@pytest.mark.parametrize(
    ("extra", "matrix"),
    [
        (b"", None),
        (b"/Rotate 90", None),
        (b"/Rotate 180", None),
        (b"/CropBox[50 60 560 800]", None),
        (b"/CropBox[50 60 560 800]/Rotate 270", None),
        (b"/Rotate 90", "0 1 -1 0"),
        (b"", "0 1 -1 0"),
        (b"/CropBox[50 60 560 800]", "0 1 -1 0"),
    ],
)
def test_words_are_boxed_on_turned_and_cropped_pages(tmp_path: Path, extra: bytes, matrix: str | None) -> None:
    pdf = pdf_with(extra, matrix)
    document = open_document(pdf.save(tmp_path / "a.pdf"))
    paragraph = next(p for p in document.paragraphs() if "100.00" in p.text)
    start = paragraph.text.index("100.00")
    notes = annotated(pdf.data(), document, item(spot(paragraph.place(start, start + 8))))
    (wash, box, _), (square, around, text) = notes.pages[0]
    assert (wash, square) == (raw.FPDF_ANNOT_HIGHLIGHT, raw.FPDF_ANNOT_SQUARE)
    assert text.startswith("【错误 JS301】有误\n现为 100.00万元，应为 90.00万元")
    assert text_under(notes.pdf, 0, box) == "100.00万元"
    assert [round(a - b) for a, b in zip(around, box, strict=True)] == [-2, -2, 2, 2]


def test_cells_whole_reports_and_places_to_compare(tmp_path: Path) -> None:
    pdf = pdf_with()
    document = open_document(pdf.save(tmp_path / "a.pdf"))
    (table,) = document.tables()
    cell = next(c for c in table.cells if c.text == "100.00")
    paragraph = next(p for p in document.paragraphs() if "100.00" in p.text)
    at_cell = Spot(page=1, bbox=cell.bbox, block=table.index, statement="income", row="总计", row_index=1)
    compared = Evidence(spot(paragraph.place(0, 4)), "100.00", "total")
    notes = annotated(
        pdf.data(), document, item(at_cell, related=(compared,)), item(at_cell, "warning"), item(Spot()), item(Spot())
    )
    squares = [(box, text) for kind, box, text in notes.pages[0] if kind == raw.FPDF_ANNOT_SQUARE]
    assert len(squares) == 4  # the cell once for both its findings, two for the whole, one to compare
    assert text_under(notes.pdf, 0, squares[0][0]) == "100.00"
    assert squares[0][1].count("JS301") == 2
    assert squares[1][0] != squares[2][0]
    assert (text_under(notes.pdf, 0, squares[3][0]), squares[3][1]) == ("收入总计", "对照处：JS301 有误")


def test_pages_draw_as_before_and_read_as_before(tmp_path: Path) -> None:
    pdf = pdf_with()
    path = pdf.save(tmp_path / "a.pdf")
    document = open_document(path)
    paragraph = next(document.paragraphs())
    copy = annotate_pdf.annotate("a.pdf", pdf.data(), document, report("a.pdf", item(spot(paragraph.place()))), "zh")
    drawn = [
        bytes(pypdfium2.PdfDocument(data)[0].render(draw_annots=False).buffer) for data in (pdf.data(), copy)
    ]  # fmt: skip
    assert drawn[0] == drawn[1]
    (tmp_path / "b.pdf").write_bytes(copy)
    assert open_document(tmp_path / "b.pdf").blocks == document.blocks
    marked = bytes(pypdfium2.PdfDocument(copy)[0].render(draw_annots=True).buffer)
    assert marked != drawn[0]


def test_words_shine_through_the_highlight(tmp_path: Path) -> None:
    pdf = pdf_with()
    document = open_document(pdf.save(tmp_path / "a.pdf"))
    paragraph = next(document.paragraphs())
    notes = annotated(pdf.data(), document, item(spot(paragraph.place())))
    bitmap = notes.pdf[0].render(scale=2, draw_annots=True, prefer_bgrx=True)
    pixels = bytes(bitmap.buffer)
    colours = {pixels[n : n + 3] for n in range(0, len(pixels), 4)}
    assert bytes((40, 39, 214)) in colours  # the border
    assert any(180 < c[0] < 215 and c[2] > 235 for c in colours)  # a light wash, not a bar of red


def test_a_pdf_without_findings_is_the_same_file(tmp_path: Path) -> None:
    pdf = pdf_with()
    document = open_document(pdf.save(tmp_path / "a.pdf"))
    assert annotate_pdf.annotate("a.pdf", pdf.data(), document, report("a.pdf"), "zh") == pdf.data()


def docx_file() -> bytes:
    document = docx.Document()
    document.add_heading("第一部分 情况说明", 1)
    paragraph = document.add_paragraph("收入总计")
    paragraph.add_run("100.00").bold = True
    paragraph.add_run("万元，与上年持平。")
    table = document.add_table(2, 2)
    for n, text in enumerate(("科目", "金额", "总计", "100.00")):
        table.cell(n // 2, n % 2).text = text
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def commented(tmp_path: Path, *items: Item) -> list[tuple[str, str]]:
    """What each comment says, and the words it stands at."""
    data = docx_file()
    made = annotate_docx.annotate("a.docx", data, report("a.docx", *items), "zh")
    path = tmp_path / "b.docx"
    path.write_bytes(made)
    (tmp_path / "a.docx").write_bytes(data)
    assert open_document(path).blocks == open_document(tmp_path / "a.docx").blocks
    document = docx.Document(str(path))
    assert all(c.author == "Juesuan" and c.initials == "JS" for c in document.comments)
    body = document.element.body
    found = []
    for comment in document.comments:
        name = f"w:id='{comment.comment_id}'"
        inside = body.xpath(
            f"//w:t[preceding::w:commentRangeStart[@{name}] and following::w:commentRangeEnd[@{name}]]"
        )  # fmt: skip
        found.append((comment.text, "".join(t.text for t in inside)))
    return found


def test_word_comments_at_words_cells_tables_and_the_whole(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(docx_file())
    document = open_document(tmp_path / "a.docx")
    table = next(block for block in document.blocks if isinstance(block, Table))
    made = commented(
        tmp_path,
        item(Spot(block=1, start=2, end=6, quote="总计10")),
        item(Spot(block=1, start=4, end=12), "warning"),
        item(Spot(block=table.index, row_index=1, square=(1, 1), quote="100.00"), "info"),
        item(Spot(block=table.index, row_index=1, column="无此列")),
        item(Spot(block=table.index, statement="income")),
        item(Spot(), suggestion="补充", waived=Waived("理由", "某人", "2025-01-02")),
    )
    assert [words for _, words in made] == ["总计10", "100.00万元", "100.00", "总计", "科目", "第一部分 情况说明"]
    assert made[0][0] == "【错误 JS301】有误\n现为 100.00万元，应为 90.00万元\n依据：依据"
    assert made[5][0].splitlines()[2:4] == ["建议：补充", "理由（某人，2025-01-02）"]


def test_places_beyond_the_file_fall_back_to_its_beginning(tmp_path: Path) -> None:
    made = commented(tmp_path, item(Spot(block=99, start=0, end=5)), item(Spot(block=1, start=50, end=60)))
    assert [words for _, words in made] == ["第一部分 情况说明", "。"]
