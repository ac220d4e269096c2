"""The offline folders: what lies where, line ends, same bytes; and the helper that checks what was dropped."""

import hashlib
import importlib.util
import io
import json
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "linjiang-2021" / "published" / "report.docx"
PTH = "python311.zip\r\n.\r\n\r\n# Uncomment to run site.main() automatically\r\n#import site\r\n"
SITE = "juesuan/Lib/site-packages/"


def load(name: str, path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


offline = load("offline", ROOT / "scripts" / "offline.py")
dropped = load("check_dropped", ROOT / "scripts" / "offline_files" / "check_dropped.py")


def zipped(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def program(machine: int = 0x8664) -> bytes:
    """The head of a Windows program."""
    head = bytearray(256)
    head[:2] = b"MZ"
    head[60:64] = (128).to_bytes(4, "little")
    head[128:134] = b"PE\0\0" + machine.to_bytes(2, "little")
    return bytes(head)


def embedded_zip(folder: Path, machine: int = 0x8664) -> Path:
    files = {"python.exe": program(machine), "python311.zip": b"library", "python311._pth": PTH.encode()}
    return zipped(folder / "embed.zip", files)


def wheelhouse(folder: Path) -> Path:
    wheels = folder / "wheels"
    wheels.mkdir()
    own = {"juesuan/__init__.py": b"", "juesuan-1.2.dist-info/METADATA": b"Name: juesuan"}
    zipped(wheels / "juesuan-1.2-py3-none-any.whl", own)
    moved = {"a-1.data/platlib/a/b.pyd": b"code", "a-1.data/scripts/a": b"#!python", "a-1.dist-info/RECORD": b"..."}
    zipped(wheels / "a-1-cp311-cp311-win_amd64.whl", moved)
    return wheels


def made(folder: Path, target: str, python: Path | None) -> bytes:
    out = folder / f"out-{target}"
    return bytes(offline.make(target, python, wheelhouse(folder), "3.11", out).read_bytes())


def test_windows_folder(tmp_path: Path) -> None:
    data = made(tmp_path, "win_amd64", embedded_zip(tmp_path))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        tree = {name: archive.read(name) for name in archive.namelist()}
    assert tree["juesuan/python/python.exe"] == program()
    assert tree[SITE + "a/b.pyd"] == b"code"
    assert SITE + "juesuan/__init__.py" in tree
    assert not [name for name in tree if ".data" in name]
    lines = tree["juesuan/python/python311._pth"].decode().split("\r\n")
    assert lines[:3] == ["python311.zip", ".", "..\\Lib\\site-packages"]
    said = json.loads(tree["juesuan/manifest.json"])
    assert said["python"]["version"] == "3.11"
    wheel = (tmp_path / "wheels" / "a-1-cp311-cp311-win_amd64.whl").read_bytes()
    assert said["wheels"][0] == {"file": "a-1-cp311-cp311-win_amd64.whl", "sha256": hashlib.sha256(wheel).hexdigest()}


def test_windows_files_have_windows_line_ends_and_speak_before_chinese(tmp_path: Path) -> None:
    data = made(tmp_path, "win_amd64", embedded_zip(tmp_path))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in ("juesuan/juesuan.cmd", "juesuan/检查报告.cmd"):
            text = archive.read(name)
            assert text.count(b"\n") == text.count(b"\r\n") > 0
            assert text.partition(b"chcp 65001")[0].isascii()
        assert archive.read("juesuan/使用说明.txt").startswith(b"\xef\xbb\xbf")


def test_same_parts_same_bytes(tmp_path: Path) -> None:
    for target, python in (("win_amd64", True), ("linux_aarch64", False)):
        first, second = (tmp_path / f"{target}{n}" for n in (1, 2))
        first.mkdir()
        second.mkdir()
        one, two = (made(at, target, embedded_zip(at) if python else None) for at in (first, second))
        assert one == two


def test_linux_folder(tmp_path: Path) -> None:
    data = made(tmp_path, "linux_aarch64", None)
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        programs = {m.name for m in archive if m.mode & 0o111}
        archive.extractall(tmp_path, filter="data")
    folder = tmp_path / "juesuan"
    assert programs == {"juesuan/install-offline.sh", "juesuan/检查报告.sh"}
    for line in (folder / "SHA256SUMS").read_text().splitlines():
        digest, _, name = line.partition("  ")
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    assert "(3, 11)" in (folder / "install-offline.sh").read_text()
    assert "@" not in (folder / "使用说明.txt").read_text()


@pytest.mark.skipif(shutil.which("sh") is None, reason="no shell")
@pytest.mark.parametrize("name", ["install_offline.sh", "check_report.sh"])
def test_shell_programs_parse(name: str) -> None:
    assert subprocess.run(["sh", "-n", ROOT / "scripts" / "offline_files" / name], check=False).returncode == 0


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="no sha256sum")
def test_damaged_copy_is_not_installed(tmp_path: Path) -> None:
    with tarfile.open(fileobj=io.BytesIO(made(tmp_path, "linux_x86_64", None))) as archive:
        archive.extractall(tmp_path, filter="data")
    folder = tmp_path / "juesuan"
    (folder / "wheels" / "a-1-cp311-cp311-win_amd64.whl").write_bytes(b"damaged")
    done = subprocess.run(["sh", folder / "install-offline.sh"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "文件不完整" in done.stderr
    assert not (folder / ".venv").exists()


def test_path_file_is_changed_once() -> None:
    once = offline.path_file(PTH)
    assert offline.path_file(once) == once
    assert offline.path_file("python312.zip\n.\nimport site\n").split("\r\n")[2] == "..\\Lib\\site-packages"


def test_other_pythons_are_refused(tmp_path: Path) -> None:
    with pytest.raises(offline.OfflineError, match="x64"):
        offline.embedded(embedded_zip(tmp_path, 0x14C))
    with pytest.raises(offline.OfflineError, match="embeddable"):
        offline.embedded(zipped(tmp_path / "other.zip", {"readme.txt": b""}))
    (tmp_path / "text.zip").write_text("no zip")
    with pytest.raises(offline.OfflineError, match="no zip"):
        offline.embedded(tmp_path / "text.zip")
    assert offline.main(["--target", "win_amd64"]) == 2


@pytest.mark.parametrize(("machine", "fits"), [(0xB7, True), (0x3E, False)])
def test_standalone_python_fits_its_target(tmp_path: Path, machine: int, fits: bool) -> None:
    head = b"\x7fELF" + bytes(14) + machine.to_bytes(2, "little")
    path = tmp_path / "python.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        info = tarfile.TarInfo("python/bin/python3.11")
        info.size = len(head)
        archive.addfile(info, io.BytesIO(head))
    if fits:
        assert offline.standalone(path, offline.TARGETS["linux_aarch64"]).version == "3.11"
    else:
        with pytest.raises(offline.OfflineError, match="another processor"):
            offline.standalone(path, offline.TARGETS["linux_aarch64"])


@pytest.mark.parametrize("name", ["../evil.py", "/evil.py", "a\\..\\..\\evil.py", "C:/evil.py"])
def test_wheel_stays_in_its_folder(name: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo("x")
        info.filename = name
        archive.writestr(info, b"")
    with pytest.raises(offline.OfflineError, match="leads out"):
        offline.unpacked("evil-1-py3-none-any.whl", out.getvalue())


def test_dropped_report_gets_a_page_beside_it(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    report = tmp_path / "决 算.docx"
    shutil.copy(EXAMPLE, report)
    shown: list[Path] = []
    assert dropped.main([str(report)], shown.append) == 0
    assert shown == [tmp_path / "决 算.docx.检查.html"]
    assert "JS601" in shown[0].read_text(encoding="utf-8")
    assert dropped.main([str(tmp_path / "a")], shown.append) == 2
    assert "找不到" in capfd.readouterr().out


def test_unreadable_file_is_told_and_not_shown(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    broken = tmp_path / "坏.pdf"
    broken.write_bytes(b"%PDF-1.7\nnothing")
    shown: list[Path] = []
    assert dropped.main([str(broken)], shown.append) == 2
    assert shown == []
    assert "坏.pdf" in capfd.readouterr().err


def test_dropped_folder_gets_an_overview_and_its_bad_file_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "报告"
    folder.mkdir()
    shutil.copy(EXAMPLE, folder / "a.docx")
    (folder / "b.pdf").write_bytes(b"%PDF-1.7\nnothing")
    shown: list[Path] = []
    assert dropped.main([str(folder)], shown.append) == 2
    assert shown == [tmp_path / "报告-检查结果" / "index.html"]
    assert (tmp_path / "报告-检查结果" / "a.html").exists()
    assert sorted(p.name for p in folder.iterdir()) == ["a.docx", "b.pdf"]


def test_page_goes_elsewhere_where_the_report_cannot_be_written_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dropped, "HERE", tmp_path)
    page = tmp_path / "gone" / "a.pdf.检查.html"
    assert dropped.writable(page) == tmp_path / "检查结果" / "a.pdf.检查.html"
