"""Which files a call means."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator

from juesuan.cli.options import SUFFIXES
from juesuan.findings.catalogue import say
from juesuan.findings.language import Lang
from juesuan.findings.report import Unreadable


def expand(paths: Iterable[str], lang: Lang, leave_out: str | None = None) -> list[str | Unreadable]:
    """The files meant, folders searched, in the order given; files of one folder in the order of their names.

    A file named by the caller is taken whatever its kind. Hidden files and folders, and the ~$ files that word
    processors leave behind, are passed over.

    Args:
        paths: files and folders as given.
        lang: language of the reason where a folder holds nothing to read.
        leave_out: a file or folder within a folder that is not meant: the output of this very call.
    """
    return [entry for path in paths for entry in _expand_one(path, lang, leave_out)]


def _expand_one(path: str, lang: Lang, leave_out: str | None) -> Iterator[str | Unreadable]:
    if sys.platform == "win32" and any(sign in path for sign in "*?") and not _exists(path):
        # Elsewhere the shell has done this already.
        from glob import glob

        yield from sorted(glob(path)) or [path]  # noqa: PTH207
        return
    if not os.path.isdir(path):  # noqa: PTH112
        yield path
        return
    found = sorted(_search(path, leave_out))
    if not found:
        kinds = say("report.list", lang).join(SUFFIXES)
        yield Unreadable(path, say("reason.empty_folder", lang, kinds=kinds))
    yield from found


FEEDBACK = ".juesuan-feedback"
"""An empty file that marks a folder of feedback: what is in it are no reports."""


def _search(folder: str, leave_out: str | None) -> Iterator[str]:
    """Readable files below a folder, named as the folder was given; links to folders are not followed."""

    def meant(at: str, name: str) -> bool:
        return leave_out is None or not same_file(os.path.join(at, name), leave_out)  # noqa: PTH118

    base = folder if folder.endswith(("/", os.sep)) else folder + "/"
    for at, folders, files in os.walk(folder):
        if FEEDBACK in files:
            folders.clear()
            continue
        folders[:] = [name for name in folders if not name.startswith(".") and meant(at, name)]
        for name in files:
            if not name.startswith((".", "~$")) and name.lower().endswith(SUFFIXES) and meant(at, name):
                below = os.path.relpath(at, folder).replace(os.sep, "/")
                yield base + (name if below == "." else f"{below}/{name}")


def same_file(one: str, other: str) -> bool:
    """Both names mean the same existing file."""
    try:
        return os.path.samefile(one, other)  # noqa: PTH121
    except OSError:
        return False


def _exists(path: str) -> bool:
    return os.path.exists(path)  # noqa: PTH110
