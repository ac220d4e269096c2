"""The files of a release, and what writes each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TypeAlias

from juesuan.writing.model import Release

Writer: TypeAlias = Callable[[Release, Path], None]
"""Writes a file (or a folder) of a release to a path where nothing is yet."""

_MODULES = {
    "report.docx": "docx_report",
    "report.pdf": "pdf_report",
    "tables.xlsx": "xlsx_tables",
    "report.html": "html_report",
    "data": "data_package",
}
"""Name in the release → module of this package whose `write(release, path)` makes it."""

MANIFEST = "manifest.json"
REPORTS = ("report.docx", "report.pdf", "tables.xlsx", "report.html")
"""What is read back and checked."""


def names() -> frozenset[str]:
    """Every name that may stand in the folder of a release."""
    return frozenset((*_MODULES, MANIFEST))


def writers() -> Mapping[str, Writer]:
    """Name → writer, loaded; the manifest, which lists the others, is not among them."""
    found: dict[str, Writer] = {}
    for name, module in _MODULES.items():
        path = f"juesuan.writing.{module}"
        if find_spec(path) is not None:
            found[name] = import_module(path).write
    return found
