"""`juesuan new`: the folder that a unit fills in. A file that exists is never overwritten."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

from juesuan.documents.system_words import why
from juesuan.taxonomy.edition import choose_edition
from juesuan.writing.inputs import PROJECTS
from juesuan.writing.inputs_notes import FILE as NOTES
from juesuan.writing.inputs_notes import template
from juesuan.writing.inputs_tables import FILE as TABLES
from juesuan.writing.inputs_unit import FILE as UNIT
from juesuan.writing.inputs_unit import editions_in_words
from juesuan.writing.inputs_workbook import tables_workbook
from juesuan.writing.model import CompileError, Profile


def new_folder(folder: Path, profile: Profile) -> tuple[list[str], list[str]]:
    """Write what is not there yet.

    Args:
        folder: the folder; made if it does not exist.
        profile: name, year, edition, kinds; an empty edition is chosen by year and name.

    Returns:
        Names of the files written, and of those that were there and were left alone.

    Raises:
        CompileError: the folder or a file cannot be written, or an edition's year is odd.
    """
    contents: dict[str, Callable[[], bytes]] = {
        UNIT: lambda: unit_text(profile).encode(),
        TABLES: lambda: tables_workbook(profile),
        PROJECTS: _projects,
        NOTES: lambda: ("\n".join(template()) + "\n").encode(),
    }
    written, kept = [], []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, make in contents.items():
            path = folder / name
            if path.exists():
                kept.append(name)
                continue
            data = make()
            with path.open("xb") as file:  # refuses, should another have written it meanwhile
                file.write(data)
            written.append(name)
    except OSError as error:
        zh, en = why(error)
        raise CompileError(str(folder), f"无法写入：{zh}", f"cannot be written: {en}") from None
    return written, kept


def edition_for(year: int, name: str) -> str:
    """The edition that fits a year and a unit's name best."""
    return choose_edition(year, name)[0].id


def unit_text(profile: Profile) -> str:
    """unit.toml with its explanations.

    Args:
        profile: what is known already.
    """
    text = (files("juesuan.writing") / "data" / "new_unit.toml").read_text(encoding="utf-8")
    values = {
        "@NAME@": profile.name.replace("\\", "\\\\").replace('"', '\\"'),
        "@YEAR@": str(profile.year),
        "@EDITION@": profile.edition,
        "@EDITIONS@": editions_in_words(),
        "@KIND@": str(profile.unit_kind),
        "@REPORT@": str(profile.report_kind),
    }
    for mark, value in values.items():
        text = text.replace(mark, value)
    return text


def _projects() -> bytes:
    from juesuan.performance.workbook import empty_workbook

    return empty_workbook()
