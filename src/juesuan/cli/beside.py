"""What `juesuan compile` writes beside its reports: open data and a manifest, which are no reports."""

from __future__ import annotations

import os
from collections.abc import Sequence

from juesuan.findings.catalogue import say
from juesuan.findings.language import Lang
from juesuan.findings.report import Unreadable

_PACKAGE = "datapackage.json"
_MARKS = {"manifest.json": b'"schema": "juesuan.release/', _PACKAGE: b'"name": "juesuan-'}
"""Name → what such a file of ours has near its beginning."""
_HEAD = 1024
_SUFFIXES = (".csv", ".json")


def set_aside(paths: Sequence[str], lang: Lang) -> tuple[list[str | Unreadable], list[str]]:
    """The paths without what is known to be no report, and what was left out: `check out/*` means the reports.

    Whoever names nothing else is told that it is no report, as of any other file that cannot be read.

    Args:
        paths: as given.
        lang: language of the reason.
    """
    beside = [path for path in paths if is_beside(path)]
    if len(beside) == len(paths):
        return [Unreadable(path, say("reason.no_report", lang)) for path in paths], []
    return [path for path in paths if path not in beside], beside


def is_beside(path: str) -> bool:
    """Whether a file or folder is the open data or the manifest of a release; seen from what it holds."""
    if os.path.isdir(path):  # noqa: PTH112
        return _marked(os.path.join(path, _PACKAGE))  # noqa: PTH118
    folder, name = os.path.split(path)
    if name in _MARKS and _marked(path):
        return True
    return name.lower().endswith(_SUFFIXES) and _marked(os.path.join(folder, _PACKAGE))  # noqa: PTH118


def _marked(path: str) -> bool:
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            return _MARKS[os.path.basename(path)] in file.read(_HEAD)  # noqa: PTH119
    except OSError:
        return False
