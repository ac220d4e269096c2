"""What the operating system refuses is told in the reader's language, wherever it is met."""

from __future__ import annotations

from pathlib import Path

import pytest

from juesuan.cli import main
from juesuan.documents import open_document
from juesuan.documents.model import UnreadableError
from juesuan.documents.sheets import open_sheets


@pytest.fixture
def locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that somebody else has open, as Windows answers it."""
    path = tmp_path / "tables.xlsx"
    path.write_bytes(b"PK")

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    return path


@pytest.mark.parametrize("read", [open_document, open_sheets])
def test_a_file_in_use_is_told_in_both_languages(locked: Path, read: object) -> None:
    with pytest.raises(UnreadableError) as refused:
        read(locked)  # type: ignore[operator]
    assert refused.value.zh == "无法读取文件：没有权限，或文件正被其他程序打开"
    assert refused.value.en == "cannot read the file: Permission denied"


def test_a_check_of_a_file_in_use(locked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(locked), "--lang", "zh"]) == 2
    told = "".join(capsys.readouterr())
    assert "没有权限，或文件正被其他程序打开" in told
    assert "Errno" not in told
    assert "Permission" not in told


def test_output_that_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(_path: str, _data: bytes) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("juesuan.cli.output._replace", refuse)
    (tmp_path / "r.txt").write_text("某局2023年度部门决算", encoding="utf-8")
    assert main(["check", str(tmp_path / "r.txt"), "-o", str(tmp_path / "out.txt"), "--lang", "zh"]) == 2
    err = capsys.readouterr().err
    assert "没有权限，或文件正被其他程序打开" in err
    assert "Permission" not in err
