"""`--annotate`, `--fix`, `--format xlsx` and `docx`, from end to end on real files."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from juesuan.cli import main

EXAMPLE = Path(__file__).parents[2] / "examples" / "linjiang-2021" / "published" / "report.docx"
UNIT = "青川市水利工程建设管理局"
SLIP = "青川市水利工程建管理局"


@pytest.fixture(autouse=True)
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("JUESUAN_LANG", "en")
    shutil.copy(EXAMPLE, "report.docx")
    return tmp_path


Checked = Callable[[str], list[dict[str, str]]]


@pytest.fixture
def findings(capsys: pytest.CaptureFixture[str]) -> Checked:
    """Check a file and give its findings."""

    def run(path: str) -> list[dict[str, str]]:
        capsys.readouterr()
        main(["check", path, "--format", "json", "--lang", "zh"])
        (report,) = json.loads(capsys.readouterr().out)["reports"]
        return report["findings"]  # type: ignore[no-any-return]

    return run


def test_annotated_copy_finds_the_same(findings: Checked, capsys: pytest.CaptureFixture[str]) -> None:
    before = findings("report.docx")
    kept = Path("report.docx").read_bytes()
    assert main(["check", "report.docx", "-o", "out.txt", "--annotate", "marked.docx"]) == 1
    assert capsys.readouterr().err == "comments written: marked.docx\n"
    assert Path("report.docx").read_bytes() == kept
    assert findings("marked.docx") == before
    comments = list(docx.Document("marked.docx").comments)
    assert len(comments) == len(before)
    body = docx.Document("marked.docx").element.body
    for finding, comment in zip(before, comments, strict=True):
        name = f"w:id='{comment.comment_id}'"
        words = body.xpath(f"//w:t[preceding::w:commentRangeStart[@{name}] and following::w:commentRangeEnd[@{name}]]")
        quote = finding["location"]["quote"]  # type: ignore[index]
        if quote is not None:  # else the place is a blank cell, and the row stands for it
            assert "".join("".join(t.text for t in words).split()) == "".join(quote.split())


def test_fixed_copy_no_longer_has_what_was_fixed(findings: Checked, capsys: pytest.CaptureFixture[str]) -> None:
    before = findings("report.docx")
    main(["check", "report.docx", "-o", "out.txt", "--fix", "fixed.docx"])
    assert capsys.readouterr().err == "3 findings put right as tracked changes: fixed.docx\n"
    after = findings("fixed.docx")
    gone = {f["id"] for f in before} - {f["id"] for f in after}
    assert sorted(f["code"] for f in before if f["id"] in gone) == ["JS704", "JS704", "JS720"]
    assert {f["id"] for f in after} <= {f["id"] for f in before}
    with zipfile.ZipFile("report.docx") as old, zipfile.ZipFile("fixed.docx") as new:
        assert old.namelist() == new.namelist()
        assert [n for n in old.namelist() if old.read(n) != new.read(n)] == ["word/document.xml"]
        xml = new.read("word/document.xml").decode()
        taken = re.sub(r"<w:ins [^>]*>.*?</w:ins>", "", xml)
        assert not re.search(r"\d", "".join(re.findall(r"<w:delText[^>]*>([^<]*)<", xml)))
    assert 'w:author="Juesuan"' in xml
    assert len(taken) < len(xml)


def written(*paragraphs: str) -> None:
    """A report whose paragraphs are cut into runs of three characters."""
    document = docx.Document()
    document.add_paragraph(f"{UNIT}2024年度部门决算")
    document.add_paragraph("第一部分 部门概况", style="Heading 1")
    document.add_paragraph(f"{UNIT}负责全市水利工程建设。")
    document.add_paragraph("第三部分 2024年度部门决算情况说明", style="Heading 1")
    document.add_paragraph("一、收入支出决算总体情况说明", style="Heading 2")
    for text in paragraphs:
        paragraph = document.add_paragraph()
        for n in range(0, len(text), 3):
            paragraph.add_run(text[n : n + 3])
    document.save("made.docx")


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("与上年持平。。", "与上年持平。"),
        ("收入增加，，支出不变。", "收入增加，支出不变。"),
        (
            "其中基本支出300.00万元，占75.00，项目支出100.00万元。",
            "其中基本支出300.00万元，占75.00%，项目支出100.00万元。",
        ),
        (f"{SLIP}2024年度收入总计400.00万元；{SLIP}支出相同。", f"{UNIT}2024年度收入总计400.00万元；{UNIT}支出相同。"),
    ],
)
def test_certain_slips(wrong: str, right: str, findings: Checked) -> None:
    written(wrong)
    main(["check", "made.docx", "-o", "out.txt", "--fix", "fixed.docx"])
    fixable = {"JS704", "JS720", "JS725"}
    assert {f["code"] for f in findings("made.docx")} & fixable
    assert not {f["code"] for f in findings("fixed.docx")} & fixable
    from juesuan.documents import open_document

    texts = [p.text for p in open_document("fixed.docx").paragraphs()]
    assert right in texts
    assert [p.text for p in open_document("made.docx").paragraphs() if p.text != wrong] == [
        t for t in texts if t != right
    ]


@pytest.mark.parametrize("text", ["收入增加，。支出不变。", "与上年相比，支出增长5，主要是人员增加。"])
def test_what_is_not_certain_is_left(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    written(text)
    main(["check", "made.docx", "-o", "out.txt", "--fix", "fixed.docx"])
    assert capsys.readouterr().err == "nothing is certain enough to fix; fixed.docx is the same as the report\n"
    assert Path("fixed.docx").read_bytes() == Path("made.docx").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["report.docx", "--annotate", "report.docx"], "the output would overwrite an input: report.docx"),
        (["report.docx", "--fix", "./report.docx"], "the output would overwrite an input: ./report.docx"),
        (["report.docx", "--annotate", "a.pdf"], "--annotate needs a name that ends in .docx: a.pdf"),
        (["report.docx", "--annotate", "nosuch/a.docx"], "the folder for the output does not exist: nosuch/a.docx"),
        (["report.docx", "--annotate", "a.docx", "--fix", "a.docx"], "two outputs would be the same file: a.docx"),
        (["report.docx", "--annotate", "a.docx", "-o", "a.docx"], "two outputs would be the same file: a.docx"),
        (["report.docx", "report.docx", "--fix", "a.docx"], "--fix takes exactly one file"),
        (["a.txt", "--annotate", "b.txt"], "--annotate is not for this kind of file: a.txt (works for PDF, DOCX)"),
        (["a.txt", "--fix", "b.docx"], "--fix is not for this kind of file: a.txt (works for DOCX)"),
    ],
)
def test_wrong_calls_are_one_line(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.txt").write_text("第一部分 概况\n收入总计1万元。\n", encoding="utf-8")
    kept = Path("report.docx").read_bytes()
    assert main(["check", *arguments]) == 2
    assert capsys.readouterr() == ("", f"juesuan check: error: {said}\n")
    assert Path("report.docx").read_bytes() == kept
    assert not Path("a.docx").exists()


def test_unreadable_files_make_no_copy() -> None:
    Path("bad.docx").write_bytes(b"PK\x03\x04word/document")
    assert main(["check", "bad.docx", "--annotate", "copy.docx"]) == 2
    assert main(["check", "nosuch.docx", "--annotate", "copy.docx"]) == 2
    assert not Path("copy.docx").exists()


@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_feedback_files(form: str) -> None:
    assert main(["check", "report.docx", "--format", form, "-o", f"out.{form}"]) == 1
    assert zipfile.is_zipfile(f"out.{form}")
    assert not list(Path().glob(".*"))
