"""Make a folder that checks and compiles reports on computers without internet and without administrator rights.

Run on a connected machine, with the project's environment:

    .venv/bin/python scripts/offline.py --target win_amd64 --python python-3.11.9-embed-amd64.zip
    .venv/bin/python scripts/offline.py --target linux_aarch64 [--python cpython-3.11-aarch64-install_only.tar.gz]

Windows gets a zip with an embedded Python and the wheels unpacked: nothing is installed. Linux gets a tar.gz with a
wheelhouse and `install-offline.sh`, which makes a virtual environment in the folder, from the Python that came along or
the system's. Only the wheels are fetched, with pip's own configuration; `--wheels DIR` takes ones fetched before.
manifest.json names every part with its SHA-256. Same parts: same bytes. See docs/offline.md.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import io
import json
import os
import re
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parents[1]
FILES = ROOT / "scripts" / "offline_files"
EXTRA = "pdf"
DEFAULT_PYTHON = "3.11"
TOP = "juesuan"
"""The one folder in the archive."""
SITE = "Lib/site-packages"
_EPOCH = 315532800  # 1980-01-01, the earliest a zip can hold
_PLAIN, _PROGRAM = 0o644, 0o755


class OfflineError(Exception):
    """A part that cannot be used; one line for the user."""


@dataclass(frozen=True, slots=True)
class Target:
    """A kind of computer.

    Attributes:
        platforms: pip's names of it.
        machine: the processor as executables name it: PE or ELF.
        files: name in the folder → our file; programs of a shell are marked by their suffix.
        suffix: of the archive.
    """

    platforms: tuple[str, ...]
    machine: int
    files: Mapping[str, str]
    suffix: str


_WINDOWS = {
    "juesuan.cmd": "juesuan.cmd",
    "检查报告.cmd": "check_report.cmd",
    "check_dropped.py": "check_dropped.py",
    "使用说明.txt": "readme_windows.txt",
}
_LINUX = {
    "install-offline.sh": "install_offline.sh",
    "检查报告.sh": "check_report.sh",
    "check_dropped.py": "check_dropped.py",
    "使用说明.txt": "readme_linux.txt",
}
TARGETS = {
    "win_amd64": Target(("win_amd64",), 0x8664, _WINDOWS, ".zip"),
    "linux_aarch64": Target(("manylinux2014_aarch64", "manylinux_2_17_aarch64"), 0xB7, _LINUX, ".tar.gz"),
    "linux_x86_64": Target(("manylinux2014_x86_64", "manylinux_2_17_x86_64"), 0x3E, _LINUX, ".tar.gz"),
}

Tree = dict[str, bytes]
"""Path within the folder, with slashes → content."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the archive; the exit status."""
    call = _parse(arguments)
    try:
        made = make(call.target, call.python, call.wheels, call.python_version, call.output)
    except OfflineError as error:
        print(f"offline.py: {error}", file=sys.stderr)
        return 2
    print(f"{made}: {made.stat().st_size / 1e6:.1f} MB, sha256 {_sha256(made.read_bytes())}")
    return 0


def make(target: str, python: Path | None, wheels: Path | None, version: str, output: Path | None) -> Path:
    """Make the archive for a kind of computer.

    Args:
        target: a key of TARGETS.
        python: the embedded Python's zip (Windows), or a stand-alone Python's tar.gz (Linux, may be None).
        wheels: a folder with all wheels; None to fetch them.
        version: Python's version where the archive doesn't tell.
        output: the archive; by default in dist/.

    Raises:
        OfflineError: a part cannot be used.
    """
    kind = TARGETS[target]
    if python is None and kind.suffix == ".zip":
        raise OfflineError("--python is needed: the zip of the Windows embeddable package from python.org")
    inside = None if python is None else (embedded(python) if kind.suffix == ".zip" else standalone(python, kind))
    version = version if inside is None or not inside.version else inside.version
    with tempfile.TemporaryDirectory() as folder:
        found = wheels if wheels is not None else fetch(Path(folder), kind, version, with_pip=kind.suffix != ".zip")
        parts = {wheel.name: wheel.read_bytes() for wheel in sorted(found.glob("*.whl"))}
    own = [name for name in parts if name.startswith("juesuan-")]
    if len(own) != 1:
        raise OfflineError(f"there should be one wheel of juesuan, but there are {len(own)}")
    tree = windows(inside, parts) if kind.suffix == ".zip" and inside is not None else linux(inside, parts)
    tree |= {name: ours(FILES / file, name, version) for name, file in kind.files.items()}
    tree["LICENSE"] = (ROOT / "LICENSE").read_bytes()
    tree["manifest.json"] = manifest(target, inside, parts)
    path = output or ROOT / "dist" / f"juesuan-{own[0].split('-')[1]}-{target}{kind.suffix}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(packed_zip(tree) if kind.suffix == ".zip" else packed_tar(tree))
    return path


@dataclass(frozen=True, slots=True)
class Python:
    """A Python to take along.

    Attributes:
        name: of its file.
        data: the file.
        version: such as 3.11; "" where the archive doesn't tell.
        tree: its files (Windows only; on Linux the archive goes along whole).
    """

    name: str
    data: bytes
    version: str
    tree: Mapping[str, bytes]


def embedded(path: Path) -> Python:
    """The Windows embeddable package, with the path file changed so that the wheels are found.

    Raises:
        OfflineError: it is another file, or for another processor.
    """
    data = _read(path)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            tree = {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
    except zipfile.BadZipFile:
        raise OfflineError(f"{path.name} is no zip") from None
    marks = [name for name in tree if re.fullmatch(r"python3\d+\._pth", name)]
    if len(marks) != 1 or "python.exe" not in tree:
        raise OfflineError(f"{path.name} is not the embeddable package: it has no python.exe with a python3xx._pth")
    if _pe_machine(tree["python.exe"]) != TARGETS["win_amd64"].machine:
        raise OfflineError(f"{path.name} is not for 64-bit Windows (x64): take the package named embed-amd64")
    tree[marks[0]] = path_file(tree[marks[0]].decode("utf-8")).encode()
    return Python(path.name, data, f"3.{marks[0][len('python3') : -len('._pth')]}", tree)


def path_file(text: str) -> str:
    """The path file of an embedded Python with the folder of wheels after its own paths.

    Such a Python takes its paths from there alone and doesn't look at the environment; paths are seen from python.exe.
    """
    ours = "..\\" + SITE.replace("/", "\\")
    lines = [line.rstrip() for line in text.splitlines() if line.strip() and line.strip() != ours]
    at = max((n for n, line in enumerate(lines) if not line.startswith(("#", "import"))), default=-1)
    lines.insert(at + 1, ours)
    return "".join(f"{line}\r\n" for line in lines)


def standalone(path: Path, kind: Target) -> Python:
    """A stand-alone Python for Linux (an `install_only` archive: python/bin/python3 …).

    Raises:
        OfflineError: it is another file, or for another processor.
    """
    data = _read(path)
    program = re.compile(r"(?:\./)?python/bin/python3\.(\d+)")
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:gz") as archive:
            for member in archive:
                match = program.fullmatch(member.name)
                file = archive.extractfile(member) if match and member.isfile() else None
                if match and file is not None:
                    head = file.read(20)
                    if head[:4] != b"\x7fELF" or int.from_bytes(head[18:20], "little") != kind.machine:
                        raise OfflineError(f"{path.name} is for another processor")
                    return Python(path.name, data, f"3.{match[1]}", {})
    except (tarfile.TarError, OSError, EOFError):
        raise OfflineError(f"{path.name} is no tar.gz") from None
    raise OfflineError(f"{path.name} has no python/bin/python3.x: take an install_only archive")


def fetch(folder: Path, kind: Target, version: str, *, with_pip: bool) -> Path:
    """Build the project's wheel and fetch those it needs, for another computer.

    Raises:
        OfflineError: pip failed; what it said stands above.
    """
    built, found = folder / "built", folder / "wheels"
    _pip("wheel", "--no-deps", "--wheel-dir", str(built), str(ROOT))
    own = next(built.glob("juesuan-*.whl"))
    where = [word for platform in kind.platforms for word in ("--platform", platform)]
    only = ["--only-binary=:all:", "--implementation", "cp", "--python-version", version]
    wanted = [f"{own}[{EXTRA}]", *(["pip"] if with_pip else [])]
    _pip("download", *where, *only, "--dest", str(found), *wanted)
    return found


def windows(python: Python, wheels: Mapping[str, bytes]) -> Tree:
    """Python and the wheels, unpacked.

    Raises:
        OfflineError: a wheel cannot be used by unpacking it.
    """
    tree = {f"python/{name}": data for name, data in python.tree.items()}
    for name, data in wheels.items():
        for path, content in unpacked(name, data).items():
            if tree.setdefault(f"{SITE}/{path}", content) != content:
                raise OfflineError(f"{name}: another wheel has a different {path}")
    return tree


def unpacked(name: str, data: bytes) -> Tree:
    """A wheel's files as they lie in site-packages; programs and headers are left out (`python -m` needs none).

    Raises:
        OfflineError: a path leads out of the folder.
    """
    tree: Tree = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for info in archive.infolist():
            path = PurePosixPath(info.filename)
            if info.is_dir():
                continue
            if path.is_absolute() or ".." in path.parts or "\\" in info.filename or ":" in info.filename:
                raise OfflineError(f"{name}: {info.filename} leads out of the folder")
            if path.parts[0].endswith(".data"):
                if path.parts[1] not in ("purelib", "platlib"):
                    continue
                path = PurePosixPath(*path.parts[2:])
            tree[str(path)] = archive.read(info)
    return tree


def linux(python: Python | None, wheels: Mapping[str, bytes]) -> Tree:
    """The wheelhouse, and Python's archive where there is one."""
    tree = {f"wheels/{name}": data for name, data in wheels.items()}
    if python is not None:
        tree["python.tar.gz"] = python.data
    sums = {name: _sha256(data) for name, data in tree.items()}
    tree["SHA256SUMS"] = "".join(f"{digest}  {name}\n" for name, digest in sorted(sums.items())).encode()
    return tree


def ours(file: Path, name: str, version: str) -> bytes:
    """One of our own files; Windows wants its line ends, and Notepad before 2019 the mark of UTF-8.

    Wheels fit one minor version of Python, which the files name.
    """
    text = file.read_text(encoding="utf-8").replace("@VERSION@", version)
    text = text.replace("@VERSION_INFO@", ", ".join(version.split(".")[:2]))
    if name.endswith(".cmd"):
        return text.replace("\n", "\r\n").encode()
    if file.name == "readme_windows.txt":
        return text.replace("\n", "\r\n").encode("utf-8-sig")
    return text.encode()


def manifest(target: str, python: Python | None, wheels: Mapping[str, bytes]) -> bytes:
    """What the folder was made of."""
    said = {
        "target": target,
        "python": None
        if python is None
        else {"file": python.name, "version": python.version, "sha256": _sha256(python.data)},
        "wheels": [{"file": name, "sha256": _sha256(data)} for name, data in sorted(wheels.items())],
    }
    return (json.dumps(said, ensure_ascii=False, indent=2) + "\n").encode()


def packed_zip(tree: Tree) -> bytes:
    """The folder as a zip: same files, same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in sorted(tree):
            info = zipfile.ZipInfo(f"{TOP}/{name}", (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3
            info.external_attr = _PLAIN << 16
            archive.writestr(info, tree[name])
    return out.getvalue()


def packed_tar(tree: Tree) -> bytes:
    """The folder as a tar.gz: same files, same bytes."""
    out = io.BytesIO()
    with (
        gzip.GzipFile(fileobj=out, mode="wb", mtime=0, compresslevel=6) as zipped,
        tarfile.open(fileobj=zipped, mode="w", format=tarfile.PAX_FORMAT) as archive,
    ):
        for name in sorted(tree):
            info = tarfile.TarInfo(f"{TOP}/{name}")
            info.size, info.mtime = len(tree[name]), _EPOCH
            info.mode = _PROGRAM if name.endswith(".sh") else _PLAIN
            archive.addfile(info, io.BytesIO(tree[name]))
    return out.getvalue()


def _pip(*words: str) -> None:
    """Run pip; the wheel that it builds has the same bytes each time."""
    command = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *words]
    done = subprocess.run(command, env={**os.environ, "SOURCE_DATE_EPOCH": str(_EPOCH)}, check=False)  # noqa: S603
    if done.returncode:
        raise OfflineError(f"pip {words[0]} failed (exit status {done.returncode})")


def _pe_machine(data: bytes) -> int:
    """The processor that a Windows program is for; 0 if it is none."""
    at = int.from_bytes(data[60:64], "little")
    return int.from_bytes(data[at + 4 : at + 6], "little") if data[at : at + 4] == b"PE\0\0" else 0


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise OfflineError(f"{path}: {error.strerror}") from None


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--target", choices=sorted(TARGETS), required=True)
    parser.add_argument("--python", type=Path, help="embeddable zip (Windows) or install_only tar.gz (Linux, optional)")
    parser.add_argument("--python-version", default=DEFAULT_PYTHON, help="where --python doesn't tell; %(default)s")
    parser.add_argument("--wheels", type=Path, help="take the wheels of this folder instead of fetching them")
    parser.add_argument("-o", "--output", type=Path)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
