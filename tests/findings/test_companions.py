"""Last year's report and the template: found by name, read once, and never a report's undoing."""

from __future__ import annotations

from pathlib import Path

import pytest

from juesuan.documents import open_document
from juesuan.findings.companions import accompany
from juesuan.recognition import recognise
from juesuan.recognition.report import Report


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Drafts of this year, and last year's reports by folder."""
    for name, year in (
        ("2024/青河市水利局2024年度部门决算（终稿）.txt", 2024), ("2023/区直/青河市水利局2023年决算.txt", 2023),
        ("2023/青河市水利局2023年度部门决算.txt", 2023), ("2023/白山县水利局2023年度部门决算.txt", 2023),
    ):  # fmt: skip
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"青河市水利局{year}年度部门决算\n本年收入合计1.00万元。\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def report(folder: Path) -> Report:
    return recognise(open_document(str(folder / "2024" / "青河市水利局2024年度部门决算（终稿）.txt")))


def test_a_file(report: Report, folder: Path) -> None:
    path = folder / "2023" / "白山县水利局2023年度部门决算.txt"
    known = accompany(report, str(path), str(path))
    assert known.previous is not None
    assert known.template is not None
    assert known.previous.fiscal_year == 2023
    assert known.not_checked == report.not_checked


def test_a_folder_is_searched_for_the_name_without_its_year(report: Report, folder: Path) -> None:
    known = accompany(report, str(folder / "2023"), None)
    assert known.previous is not None
    assert Path(known.previous.document.source).name == "青河市水利局2023年度部门决算.txt"


@pytest.mark.parametrize("found", [0, 2])
def test_a_folder_with_none_or_several(found: int, report: Report, folder: Path) -> None:
    path = folder / "2023" / "青河市水利局2023年度部门决算.txt"
    if found:
        (folder / "2023" / "青河市水利局2022年度部门决算.txt").write_bytes(path.read_bytes())
    else:
        path.unlink()
    known = accompany(report, str(folder / "2023"), None)
    assert known.previous is None
    (entry,) = [n for n in known.not_checked if n.reason_code == "no_previous_year"]
    assert ("几个" in entry.zh) == bool(found)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 junk", b"PK\x03\x04word/document", b"\x89PNG"])
def test_companions_that_cannot_be_read(data: bytes, report: Report, folder: Path) -> None:
    path = folder / "bad.pdf"
    path.write_bytes(data)
    known = accompany(report, str(path), str(path))
    assert (known.previous, known.template) == (None, None)
    added = known.not_checked[len(report.not_checked) :]
    assert [(n.code, n.reason_code) for n in added] == [("JS901", "no_previous_year"), ("JS715", "unreadable")]
    assert all(n.zh and n.en and "\n" not in n.zh for n in added)
