"""Plain text."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from juesuan.documents import open_document
from juesuan.documents.model import Document, Paragraph, Picture, Table


def read(tmp_path: Path, text: str, encoding: str = "utf-8") -> Document:
    path = tmp_path / "report.txt"
    path.write_bytes(text.encode(encoding))
    return open_document(path)


TEXT = "第一部分  概况\r\n\r\n  一、职责\u3000\n正文，2024年。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings_and_lines(tmp_path: Path, encoding: str) -> None:
    document = read(tmp_path, TEXT, encoding)
    assert document.format == "text"
    found = [(p.text, p.pieces[0].line) for p in document.paragraphs()]
    assert found == [("第一部分  概况", 1), ("一、职责", 3), ("正文，2024年。", 4)]
    assert next(document.paragraphs()).place().line == 1


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_file_cut_within_a_character(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "cut.txt"
    path.write_bytes(("决算说明" * 3).encode(encoding)[:-1])
    (paragraph,) = open_document(path).paragraphs()
    assert paragraph.text == ("决算说明" * 3)[:-1]


def test_big_endian_utf_16(tmp_path: Path) -> None:
    path = tmp_path / "be.txt"
    path.write_bytes(codecs.BOM_UTF16_BE + "决算".encode("utf-16-be"))
    assert [p.text for p in open_document(path).paragraphs()] == ["决算"]


def test_marks_of_pictures(tmp_path: Path) -> None:
    document = read(tmp_path, "[image: image10.emf]附件\n[image: a][image: b]\n见[image: c]")
    assert [b.name if isinstance(b, Picture) else b.text for b in document.blocks if not isinstance(b, Table)] == [
        "image10.emf",
        "附件",
        "a",
        "b",
        "见[image: c]",
    ]
    first = document.blocks[0]
    assert isinstance(first, Picture)
    assert (first.place.line, first.place.block) == (1, 0)
    assert [b.index for b in document.blocks] == [0, 1, 2, 3, 4]


def test_tables_of_tabs_and_bars(tmp_path: Path) -> None:
    text = "甲\t乙\t丙\n\t1\t2\n段落\n| 名称 | 金额 | 备注 |\n| --- | ---: | :-: |\n| 收入 | 1.00 | |\n一 | 二 | 三\n"
    document = read(tmp_path, text)
    first, second = document.tables()
    assert [c.text for c in first.cells] == ["甲", "乙", "丙", "", "1", "2"]
    assert (second.rows, second.columns) == (3, 3)
    assert [c.text for c in second.cells] == ["名称", "金额", "备注", "收入", "1.00", "", "一", "二", "三"]
    assert [type(b) for b in document.blocks] == [Table, Paragraph, Table]


@pytest.mark.parametrize("text", ["甲\t乙\t丙", "甲\t乙\n丙\t丁", "a|b|c\n正文\nd|e|f"])
def test_too_little_for_a_table(tmp_path: Path, text: str) -> None:
    document = read(tmp_path, text)
    assert not list(document.tables())
    assert len(document.blocks) == text.count("\n") + 1
