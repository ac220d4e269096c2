from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "findings"))

import sample_report

import juesuan.checks.engine
import juesuan.documents
import juesuan.recognition
from juesuan.checks.engine import CheckResult
from juesuan.checks.finding import Severity
from juesuan.checks.registry import RULES
from juesuan.documents.model import Document, UnreadableError
from juesuan.findings.selection import rules
from juesuan.recognition.report import Report


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, ...]]]:
    """Reading, recognising and rules by the file's contents; gives the selections asked for."""
    asked: list[tuple[str, ...]] = []

    def open_document(path: str) -> Document:
        text = Path(path).read_text(encoding="utf-8")
        if text == "locked":
            raise UnreadableError(path, "有密码", "it has a password")
        if text == "hostile":
            raise ZeroDivisionError("two\nlines")
        if text == "stop":
            raise KeyboardInterrupt
        return replace(sample_report.document(path), format=text)

    def recognise(document: Document, edition: str | None = None) -> Report:
        return replace(sample_report.report(document.source), document=document)

    def run(report: Report, select: tuple[str, ...] = (), ignore: tuple[str, ...] = ()) -> CheckResult:
        asked.append((*select, "/", *ignore))
        grave = report.document.format
        one = next((f for f in sample_report.findings() if f.severity == grave), None)
        findings = (one,) if one else sample_report.findings() if grave == "all" else ()
        return CheckResult(report, findings, report.not_checked)

    monkeypatch.setattr(juesuan.documents, "open_document", open_document)
    monkeypatch.setattr(juesuan.recognition, "recognise", recognise, raising=False)
    monkeypatch.setattr(juesuan.checks.engine, "run", run)
    kept = dict(rules())
    RULES.clear()
    RULES.update(sample_report.RULES)
    yield asked
    RULES.clear()
    RULES.update(kept)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Files of every fate, in the working directory."""
    for name in (*Severity, "all", "clean", "locked", "hostile", "stop"):
        (tmp_path / f"{name}.txt").write_text(str(name), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("JUESUAN_LANG", "en")
    monkeypatch.delenv("JUESUAN_DEBUG", raising=False)
    return tmp_path
