"""`juesuan new`: four files that can be opened and filled in, and none of anybody's overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest

from juesuan.cli import main
from juesuan.documents.sheets import open_sheets
from juesuan.performance import read_projects
from juesuan.writing.inputs import read_folder
from juesuan.writing.inputs_forms import CODES, GUIDE
from juesuan.writing.inputs_new import edition_for

FILES = {"unit.toml", "tables.xlsx", "projects.xlsx", "notes.toml"}


def test_what_is_written_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "2024" / "局"
    options = ["--name", "上海市青浦江区档案局", "--year", "2024", "--kind", "参公", "--report", "单位"]
    assert main(["new", str(folder), *options]) == 0
    assert {p.name for p in folder.iterdir()} == FILES
    read = read_folder(folder)
    assert read.unit.profile.edition == "shanghai-2024"
    assert (read.unit.profile.unit_kind, read.unit.profile.report_kind) == ("参公", "单位")
    assert read.projects == ()
    assert read.tables is not None
    assert not read.tables.filled
    assert str(folder) in capsys.readouterr().out


def test_nothing_is_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "notes.toml").write_text("mine", encoding="utf-8")
    assert main(["new", str(tmp_path), "--lang", "en"]) == 0
    assert (tmp_path / "notes.toml").read_text(encoding="utf-8") == "mine"
    assert "left alone: notes.toml" in capsys.readouterr().err
    before = {name: (tmp_path / name).read_bytes() for name in FILES}
    assert main(["new", str(tmp_path), "--year", "2020"]) == 0
    assert {name: (tmp_path / name).read_bytes() for name in FILES} == before


def test_instructions_in_chinese_drop_downs_and_protection(tmp_path: Path) -> None:
    import zipfile

    main(["new", str(tmp_path), "--edition", "national-2022", "--year", "2023", "--name", "某局"])
    sheets = open_sheets(tmp_path / "tables.xlsx")
    assert (sheets[0].name, sheets[-1].name) == (GUIDE, CODES)
    assert any("juesuan compile" in text for text in sheets[0].texts.values())
    assert "2010301" in sheets[-1].texts.values()
    with zipfile.ZipFile(tmp_path / "tables.xlsx") as archive:
        for n in range(1, len(sheets) + 1):
            assert b"<sheetProtection" in archive.read(f"xl/worksheets/sheet{n}.xml")
        assert b"dataValidation" in archive.read("xl/worksheets/sheet3.xml")
    from juesuan.documents import open_document

    assert len(read_projects(open_document(tmp_path / "projects.xlsx"))) == 1


@pytest.mark.parametrize(
    "call",
    [
        ["new"],
        ["new", "a", "b"],
        ["new", "a", "--edition", "nowhere"],
        ["new", "a", "--year", "24"],
        ["new", "a", "--kind", "企业"],
        ["new", "a", "--report", "局"],
    ],
)
def test_a_wrong_call_makes_nothing(call: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(call) == 2
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").touch()
    assert main(["new", str(tmp_path / "file" / "x"), "--lang", "en"]) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_the_edition_fits_year_and_place() -> None:
    assert edition_for(2021, "吉林省临水市档案局") == "jilin-2021"
    assert edition_for(2023, "某局") == "national-2022"
