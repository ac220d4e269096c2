"""The committed example is what its script writes, and keeps the original's contradictions."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "linjiang-2021"


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_committed_files_are_what_the_script_writes(tmp_path: Path) -> None:
    pytest.importorskip("docx")
    subprocess.run([sys.executable, str(EXAMPLE / "write_published.py"), str(tmp_path)], check=True)
    published = EXAMPLE / "published"
    assert (tmp_path / "report.txt").read_bytes() == (published / "report.txt").read_bytes()
    again, committed = parts(tmp_path / "report.docx"), parts(published / "report.docx")
    # Styles come with the library's template and may change with its version; what we write may not.
    for name in ("word/document.xml", "docProps/core.xml"):
        assert again[name] == committed[name]
    with zipfile.ZipFile(published / "report.docx") as package:
        assert {info.date_time for info in package.infolist()} == {(2022, 9, 1, 0, 0, 0)}


def test_contradictions_are_kept() -> None:
    text = (EXAMPLE / "published" / "report.txt").read_text(encoding="utf-8")
    for slip in (
        "增长63.34 %",
        "占本年支出合计的99.93%",
        "公用经费475.45 万元",
        "公用经费（类）支出604.51万元",
        "总额0万元，其中：政府采购货物支出100万元",
        "因维修（护）费",
        "手续费电费",
        "。。",
        "临江市政务服务和数字建设管理局",
        "（表样详见附件1）",
        "（仅保留本部门涉及的收入，其余删去）",
        "（逐项列出出访任务和金额）",
        "100&",
    ):
        assert slip in text, slip
    assert text.count("临江市政务服和数字化建设管理局") == 2
    assert text.count("项目支出绩效自评表（2021年度）") == 11
