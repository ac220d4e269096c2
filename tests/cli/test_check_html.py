"""`juesuan check --format html`: where the page goes."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from juesuan.cli import main

pytestmark = pytest.mark.usefixtures("reader", "folder")


def test_page_goes_to_a_file_or_to_redirected_output(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "all.txt", "--format", "html", "-o", "out.html"]) == 1
    assert capsys.readouterr().out == ""
    written = (folder / "out.html").read_text(encoding="utf-8")
    assert written.startswith("<!DOCTYPE html>")
    assert written.endswith("</html>\n")
    assert main(["check", "all.txt", "--format", "html"]) == 1
    assert capsys.readouterr().out == written


def test_page_does_not_go_to_a_terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert main(["check", "all.txt", "--format", "html"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "-o" in captured.err


def test_exit_status_and_unreadable_files_are_as_elsewhere(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "clean.txt", "--format", "html", "-o", "out.html"]) == 0
    assert main(["check", "clean.txt", "locked.txt", "--format", "html", "-o", "out.html", "--jobs", "1"]) == 2
    assert "it has a password" in (folder / "out.html").read_text(encoding="utf-8")
    assert "locked.txt" in capsys.readouterr().err


def test_joined_files_are_one_report(folder: Path) -> None:
    assert main(["check", "--join", "all.txt", "clean.txt", "--format", "html", "-o", "out.html"]) == 1
    written = (folder / "out.html").read_text(encoding="utf-8")
    assert written.count('<section class="report"') == 1
    assert "clean.txt" in written
