"""Open data and the manifest beside a report are no reports; nothing else that was named is passed over."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from juesuan.cli import main


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """What a release looks like, as far as it matters here."""
    folder = tmp_path / "out"
    (folder / "data").mkdir(parents=True)
    (folder / "manifest.json").write_text('{\n  "schema": "juesuan.release/1"\n}', encoding="utf-8")
    (folder / "data" / "datapackage.json").write_text('{\n  "name": "juesuan-2023-1"\n}', encoding="utf-8")
    (folder / "data" / "facts.csv").write_text("measure,amount\nincome,1\n", encoding="utf-8")
    (folder / "report.txt").write_text("某局2023年度部门决算\n一、收入支出决算总体情况说明\n", encoding="utf-8")
    return folder


def run(capsys: pytest.CaptureFixture[str], *paths: Path) -> tuple[int, list[str], list[str], str]:
    status = main(["check", *map(str, paths), "--format", "json", "--lang", "en"])
    told, err = capsys.readouterr()
    data = json.loads(told)
    reports = [Path(r["source"]).name for r in data["reports"]]
    return status, reports, [Path(u["source"]).name for u in data["unreadable"]], err


def test_the_files_beside_a_report_are_no_reports(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, reports, unreadable, err = run(capsys, *sorted(out.iterdir()))
    assert (status < 2, reports, unreadable) == (True, ["report.txt"], [])
    assert err.count("no reports, not checked:") == 1
    assert "manifest.json" in err


def test_a_file_of_the_data_named_beside_a_report(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, reports, unreadable, err = run(capsys, out / "report.txt", out / "data" / "facts.csv")
    assert (reports, unreadable) == (["report.txt"], [])
    assert "facts.csv" in err


@pytest.mark.parametrize("name", ["manifest.json", "data", "data/facts.csv"])
def test_alone_it_is_told_to_be_none(name: str, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, reports, unreadable, _ = run(capsys, out / name)
    assert (status, reports, unreadable) == (2, [], [Path(name).name])


def test_other_files_are_never_passed_over(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (out / "other").mkdir()
    (out / "other" / "manifest.json").write_bytes(b"{\0}")
    (out / "broken.docx").write_bytes(b"PK\x03\x04")
    named = (out / "report.txt", out / "other" / "manifest.json", out / "broken.docx", out / "gone.csv")
    status, _, unreadable, _ = run(capsys, *named)
    assert status == 2
    assert unreadable == ["manifest.json", "broken.docx", "gone.csv"]
