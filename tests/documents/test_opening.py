"""Kinds of file, bad files, hostile files: one clear line each, in bounded time."""

from __future__ import annotations

import random
import time
import zipfile
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from docx_writer import p, parts, save, tbl, tr
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pdf_writer import Pdf

from juesuan.documents import limits, open_document
from juesuan.documents.model import Document, TroubleKind, UnreadableError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


def refusal(path: Path) -> UnreadableError:
    with pytest.raises(UnreadableError) as caught:
        open_document(path)
    error = caught.value
    assert error.source == str(path)
    for message in (error.zh, error.en):
        assert message
        assert "\n" not in message
    return error


def pdf_bytes() -> bytes:
    pdf = Pdf()
    page = pdf.page()
    page.text(200, 80, "收入决算表", 18)
    page.table([60, 160, 260, 400], [100, 120, 140], [["项目", "决算数", "备注"], ["一、收入", "2,940.05", ""]])
    page.text(90, 200, "本年收入合计2940.05万元。")
    pdf.page()
    return pdf.data()


def docx_bytes(tmp_path: Path) -> bytes:
    body = p("一、概况") + tbl(tr("甲", "乙"), tr("1", "2")) + p("二、说明")
    return save(tmp_path / "base.docx", parts(body)).read_bytes()


def test_content_decides_not_the_name(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(pdf_bytes())
    assert open_document(str(path)).format == "pdf"
    path = tmp_path / "report.pdf"
    path.write_bytes(docx_bytes(tmp_path))
    assert open_document(path).format == "docx"


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "空"),
        (OLE + "WordDocument".encode("utf-16-le"), ".doc"),
        (OLE + "Workbook".encode("utf-16-le"), "损坏"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "密码"),
        (b"PK\x03\x04...xl/workbook.xml", "损坏"),
        (b"PK\x03\x04...xl/workbook.bin", "xlsb"),
        (b"PK\x03\x04...opendocument.text", "ODT"),
        (b"PK\x03\x04...opendocument.spreadsheet", "ODS"),
        (b"PK\x03\x04...OFD.xml", "OFD"),
        (b"PK\x03\x04...other", "压缩包"),
        (b"\x89PNG\r\n\x1a\n", "图片"),
        (b"\xff\xd8\xff\xe0", "图片"),
        (b"{\\rtf1 abc}", "RTF"),
        (b"<!DOCTYPE html><html></html>", "网页里没有正文"),
        (bytes(range(32)) * 10, "不认识"),
        (b"%PDF-1.7\n", "损坏"),
        (b"PK\x03\x04 word/document.xml", "损坏"),
    ],
)
def test_other_kinds_say_what_to_do(tmp_path: Path, data: bytes, word: str) -> None:
    path = tmp_path / "file.bin"
    path.write_bytes(data)
    assert word in refusal(path).zh


def test_missing_file_and_folder(tmp_path: Path) -> None:
    assert "不存在" in refusal(tmp_path / "none.pdf").zh
    assert "文件夹" in refusal(tmp_path).zh


def test_too_large_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("juesuan.documents.reader.MAX_FILE_BYTES", 100)
    path = tmp_path / "large.pdf"
    path.write_bytes(pdf_bytes())
    assert "过大" in refusal(path).zh


def test_too_many_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("juesuan.documents.pdf_pdfium.MAX_PAGES", 1)
    path = tmp_path / "many.pdf"
    path.write_bytes(pdf_bytes())
    assert "页数过多" in refusal(path).zh


def test_reading_that_takes_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("juesuan.documents.pdf.MAX_SECONDS", -1.0)
    path = tmp_path / "slow.pdf"
    path.write_bytes(pdf_bytes())
    assert "秒" in refusal(path).zh


def test_pdf_with_a_password(tmp_path: Path) -> None:
    data = pdf_bytes()
    encryption = b"/Encrypt<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -4>>/ID[<00><00>]" % (b"11" * 32, b"22" * 32)
    path = tmp_path / "locked.pdf"
    path.write_bytes(data.replace(b"/Root 1 0 R", b"/Root 1 0 R" + encryption))
    assert "密码" in refusal(path).zh


def pdf_with_stream(packed: bytes, dictionary: bytes = b"/Filter/FlateDecode") -> bytes:
    data = pdf_bytes()
    start = data.index(b"/Filter/FlateDecode")
    end = data.index(b"endstream", start)
    return data[:start] + dictionary + b"/Length %d>>stream\n" % len(packed) + packed + b"\n" + data[end:]


def test_pdf_bomb(tmp_path: Path) -> None:
    packed = zlib.compress(b"0 0 m 9 9 l S " * (limits.MAX_STREAM_BYTES // 14 + 2), 9)
    path = tmp_path / "bomb.pdf"
    for data in (
        pdf_with_stream(packed),
        pdf_with_stream(packed, b"/Length1 9/Filter/FlateDecode"),
        pdf_with_stream(zlib.compress(packed), b"/Filter[/FlateDecode/FlateDecode]"),
    ):
        path.write_bytes(data)
        started = time.monotonic()
        assert "过大" in refusal(path).zh
        assert time.monotonic() - started < 3


def test_large_content_within_the_limits_is_read(tmp_path: Path) -> None:
    path = tmp_path / "busy.pdf"
    path.write_bytes(pdf_with_stream(zlib.compress(b"0 0 m 9 9 l S\n" * 5000 + b"BT /F1 9 Tf 9 9 Td <6c7a> Tj ET")))
    assert [x.text for x in open_document(path).paragraphs()] == ["決"]


def test_docx_bombs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    members = parts(p("文"))
    members["word/document.xml"] += " " * 5_000_000
    assert "过大" in refusal(save(tmp_path / "ratio.docx", members)).zh
    monkeypatch.setattr("juesuan.documents.package.MAX_MEMBER_BYTES", 1000)
    assert "过大" in refusal(save(tmp_path / "size.docx", parts(p("文字" * 1000)))).zh


def test_docx_with_entities_fetches_and_expands_nothing(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("秘密", encoding="utf-8")
    for prolog in (
        f"<!DOCTYPE w [<!ENTITY e SYSTEM '{secret.as_uri()}'>]>",
        "<!DOCTYPE w [<!ENTITY a 'xxxxxxxxxx'><!ENTITY e '&a;&a;&a;&a;'>]>",
        f"<!DOCTYPE w SYSTEM '{secret.as_uri()}'>",
    ):
        members = parts(p("&e;" if "ENTITY" in prolog else "文"), prolog=prolog)
        assert "DTD" in refusal(save(tmp_path / "x.docx", members)).zh


def test_docx_nested_too_deeply(tmp_path: Path) -> None:
    body = p("芯")
    for _ in range(60):
        body = tbl(tr("甲", f"<w:tc>{body}</w:tc>"))
    path = save(tmp_path / "deep.docx", parts(p("头") + body))
    document = open_document(path)
    assert next(document.paragraphs()).text == "头"
    assert [t.kind for t in document.troubles] == [TroubleKind.UNREADABLE]  # said, not dropped in silence


def test_docx_with_absurd_spans(tmp_path: Path) -> None:
    cell = "<w:tc><w:tcPr><w:gridSpan w:val='999999999'/></w:tcPr><w:p/></w:tc>"
    (table,) = open_document(save(tmp_path / "wide.docx", parts(tbl(tr(cell, "乙"))))).tables()
    assert table.columns == 2


def test_docx_without_a_body(tmp_path: Path) -> None:
    members = parts("")
    members["word/document.xml"] = "<other/>"
    assert "正文" in refusal(save(tmp_path / "empty.docx", members)).zh


def test_encrypted_zip_member(tmp_path: Path) -> None:
    path = save(tmp_path / "locked.docx", parts(p("文")))
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            data[info.header_offset + 6] |= 1
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    path.write_bytes(data)
    assert "加密" in refusal(path).zh


def test_page_of_far_too_many_rules_is_said_to_be_unread(tmp_path: Path) -> None:
    pdf = Pdf()
    page = pdf.page()
    page.text(90, 80, "图")
    for k in range(limits.MAX_PAGE_RULES + 1):
        page.line(k % 7 * 80, 0.3 * k, k % 7 * 80 + 50, 0.3 * k)
        page.line(0.3 * k, k % 7 * 80, 0.3 * k, k % 7 * 80 + 50)
    document = open_document(pdf.save(tmp_path / "map.pdf"))
    assert [p.text for p in document.paragraphs()] == ["图"]
    assert [(t.kind, t.place.page) for t in document.troubles] == [(TroubleKind.UNREADABLE, 1)]


def test_dense_grid_takes_bounded_time(tmp_path: Path) -> None:
    pdf = Pdf()
    page = pdf.page((4000, 4000))
    page.grid([3.0 * k for k in range(1200)], [3.0 * k for k in range(1200)])
    started = time.monotonic()
    document = open_document(pdf.save(tmp_path / "grid.pdf"))
    assert time.monotonic() - started < 10
    assert [t.kind for t in document.troubles] == [TroubleKind.UNREADABLE]


def test_readers_in_threads_give_the_same(tmp_path: Path) -> None:
    path = tmp_path / "shared.pdf"
    path.write_bytes(pdf_bytes())
    with ThreadPoolExecutor(4) as pool:
        documents = list(pool.map(open_document, [path] * 16))
    assert all(document == documents[0] for document in documents)


# Damage ----------------------------------------------------------------------------------------------------------


def read_or_refuse(path: Path) -> Document | None:
    try:
        return open_document(path)
    except UnreadableError as error:
        if not (error.zh and error.en):
            raise
        return None


FUZZ = settings(max_examples=120, deadline=5000, suppress_health_check=[HealthCheck.function_scoped_fixture])


def damaged(data: bytes, seed: int) -> bytes:
    """Cut off, or with some bytes changed, moved or repeated."""
    rng = random.Random(seed)
    changed = bytearray(data)
    kind = seed % 4
    if kind == 0:
        return bytes(changed[: rng.randrange(len(changed))])
    for _ in range(rng.choice((1, 4, 30))):
        at = rng.randrange(len(changed))
        if kind == 1:
            changed[at] = rng.randrange(256)
        elif kind == 2:
            changed[at : at + 20] = changed[rng.randrange(len(changed)) :][:20]
        elif chr(changed[at]).isdigit():
            changed[at] = ord(rng.choice("0123456789-"))
    return bytes(changed)


@FUZZ
@given(seed=st.integers(0, 10**9), kind=st.sampled_from(["pdf", "docx", "text"]))
def test_damaged_files_never_raise_anything_else(tmp_path: Path, seed: int, kind: str) -> None:
    base = {"pdf": pdf_bytes, "docx": lambda: docx_bytes(tmp_path), "text": lambda: "决算\t说明\t1\n".encode() * 9}[
        kind
    ]()
    path = tmp_path / "damaged.bin"
    path.write_bytes(damaged(base, seed))
    document = read_or_refuse(path)
    if document is not None:
        assert [b.index for b in document.blocks] == list(range(len(document.blocks)))


@FUZZ
@given(
    body=st.recursive(
        st.sampled_from([p("甲"), "<w:p/>", "<w:r/>", "<w:tc/>", "<w:tr/>"]),
        lambda inner: st.builds(
            lambda tag, parts_: f"<w:{tag}>{''.join(parts_)}</w:{tag}>",
            st.sampled_from(["p", "r", "tbl", "tr", "tc", "sdt", "sdtContent", "ins", "txbxContent", "pict"]),
            st.lists(inner, max_size=4),
        ),
        max_leaves=20,
    )
)
def test_odd_word_markup_is_read_without_complaint(tmp_path: Path, body: str) -> None:
    open_document(save(tmp_path / "odd.docx", parts(body)))
