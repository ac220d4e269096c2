"""A folder of feedback: one file for each report, and an overview."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence

from juesuan.cli.output import unwritable, write
from juesuan.cli.paths import FEEDBACK
from juesuan.findings.formats import Form, Look
from juesuan.findings.overview import Overview
from juesuan.findings.report import Report, Unreadable

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)  # Windows takes these for devices
_MOST_BYTES = 200  # file systems take 255, and a number and a suffix follow


def write_folder(
    outcomes: Iterable[Report | Unreadable], sources: Sequence[str | Unreadable], folder: str, form: Form, look: Look
) -> None:
    """Write a file for each report as it comes, then the overview.

    Args:
        outcomes: reports and unreadable files in order.
        sources: the files meant, in the same order.
        folder: existing or new.
        form: the format.
        look: how to render.

    Raises:
        UsageError: if a file cannot be written.
    """
    try:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103
        with open(os.path.join(folder, FEEDBACK), "ab"):  # noqa: PTH118, PTH123
            pass
    except OSError as error:
        raise unwritable(folder, error, look.lang) from error
    names = file_names([s if isinstance(s, str) else s.source for s in sources], form.suffix, form.overview)
    overview = Overview()
    alone = look._replace(unused=None)  # waivers are of the whole run
    for outcome, name in zip(outcomes, names, strict=True):
        readable = isinstance(outcome, Report)
        if readable:
            write(form.render((outcome,), alone), os.path.join(folder, name), look.lang)  # noqa: PTH118
        overview.add(outcome, name if readable else None)
    write(form.render_overview(overview, look), os.path.join(folder, form.overview), look.lang)  # noqa: PTH118


def file_names(sources: Sequence[str], suffix: str, taken: str) -> list[str]:
    """A file name for each source: its stem; where that is not unique, with its folders, else with a number.

    Names that differ in case only are the same to some file systems, so they count as the same here.

    Args:
        sources: paths in order.
        suffix: how the names end.
        taken: a name that no source may have.
    """
    used = {taken.lower()}
    names = []
    counts: dict[str, int] = {}
    for source in sources:
        stem = _stem(source).lower()
        counts[stem] = counts.get(stem, 0) + 1
    for source in sources:
        parts = source.replace("\\", "/").strip("/").split("/")
        stem = _stem(source)
        if counts[stem.lower()] > 1 and len(parts) > 1:
            stem = _safe(f"{parts[-2]}-{stem}")
        name, n = stem + suffix, 1
        while name.lower() in used:
            n += 1
            name = f"{stem}-{n}{suffix}"
        used.add(name.lower())
        names.append(name)
    return names


def _stem(source: str) -> str:
    return _safe(os.path.splitext(source.replace("\\", "/").rstrip("/").rpartition("/")[2])[0])  # noqa: PTH122


def _safe(name: str) -> str:
    """The name with what no file may be called replaced."""
    name = _FORBIDDEN.sub("_", name).strip(" .")
    while len(os.fsencode(name)) > _MOST_BYTES:
        name = name[:-1]
    if not name or _DEVICES.fullmatch(name):
        name = f"_{name}"
    return name
