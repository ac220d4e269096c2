"""manifest.json: what a release was made from, what it consists of, and by what.

Anybody can tell from it whether a published file is the one that was released. It has no clock and no name of a
machine in it: the same inputs, programs and fonts give the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from juesuan.taxonomy.edition import load
from juesuan.writing.model import Release

SCHEMA = "juesuan.release/1"
_LIBRARIES = ("XlsxWriter", "typst", "pylopdf-fonts-zh-cn")
"""Packages that shape the bytes of an output; what is not installed is not listed."""


def write(release: Release, path: Path, folder: Path | None = None) -> None:
    """Write the manifest of a release whose other files are there.

    Args:
        release: the report.
        path: the file; its folder holds the outputs.
        folder: the unit's folder; inputs are named as seen from it.
    """
    path.write_bytes(render(release, path, folder))


def render(release: Release, path: Path, folder: Path | None = None) -> bytes:
    """The manifest as the bytes of a JSON file; arguments as for `write`."""
    profile = release.inputs.profile
    told = {
        "schema": SCHEMA,
        "title": release.title,
        "unit": profile.name,
        "fiscal_year": profile.year,
        "edition": {"id": profile.edition, "title": load(profile.edition).title},
        "draft": bool(release.gaps),
        "juesuan": _version("juesuan"),
        "libraries": _libraries(),
        "fonts": _fonts(path.parent),
        "inputs": [_entry(name, file) for name, file in _inputs(release, folder)],
        "outputs": [_entry(name, file) for name, file in _within(path.parent) if file != path],
    }
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()


def _libraries() -> dict[str, str]:
    found = {name: known for name in _LIBRARIES if (known := _version(name)) is not None}
    return {**found, "zlib": zlib.ZLIB_RUNTIME_VERSION}


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _fonts(folder: Path) -> dict[str, str]:
    """Role of type → the family that the PDF is set in; the other files name fonts and hold none."""
    if not (folder / "report.pdf").exists():
        return {}
    from juesuan.writing.pdf_report import fonts_used

    return dict(sorted(fonts_used().items()))


def _inputs(release: Release, folder: Path | None) -> Iterator[tuple[str, Path]]:
    """What the release was read from, by name, each file once."""
    seen: set[Path] = set()
    for given in release.inputs.files:
        files = sorted(p for p in given.iterdir() if p.is_file()) if given.is_dir() else [given]
        for file in files:
            if file.is_file() and not file.name.startswith((".", "~$")) and file.resolve() not in seen:
                seen.add(file.resolve())
                yield _name(file, given, folder), file


def _name(file: Path, given: Path, folder: Path | None) -> str:
    """A file's name seen from the unit's folder; of one that lies elsewhere no more than its own folder's name."""
    if folder is not None and file.resolve().is_relative_to(folder.resolve()):
        return file.resolve().relative_to(folder.resolve()).as_posix()
    return f"{given.name}/{file.name}" if given.is_dir() else file.name


def _within(folder: Path) -> Iterator[tuple[str, Path]]:
    """The files of a release by name, those of its data included."""
    for file in sorted(p for p in folder.rglob("*") if p.is_file()):
        yield file.relative_to(folder).as_posix(), file


def _entry(name: str, file: Path) -> dict[str, Any]:
    with file.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return {"path": name, "bytes": file.stat().st_size, "sha256": digest}
