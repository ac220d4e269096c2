"""A unit's folder, read: unit.toml, tables.xlsx, projects.xlsx, notes.toml. What other programs wrote comes later."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from juesuan.documents.model import UnreadableError
from juesuan.performance.model import FundRow, Number, Project
from juesuan.taxonomy.naming import fold
from juesuan.writing.inputs_notes import FILE as NOTES
from juesuan.writing.inputs_notes import read_notes
from juesuan.writing.inputs_tables import FILE as TABLES
from juesuan.writing.inputs_tables import TablesFile, read_tables
from juesuan.writing.inputs_toml import Trouble
from juesuan.writing.inputs_unit import FILE as UNIT
from juesuan.writing.inputs_unit import UnitFile, read_unit
from juesuan.writing.inputs_words import no_number
from juesuan.writing.model import CompileError, MissingError, Notes, Profile

PROJECTS = "projects.xlsx"
LAST_YEAR = "last-year"
PLATFORM = "platform"
_NOTHING = ("", "-", "--", "—", "——", "/", "无")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Folder:
    """What the unit itself filled in.

    Attributes:
        path: the folder.
        unit: unit.toml.
        notes: notes.toml.
        tables: tables.xlsx; None where there is none.
        projects: the forms that were filled in.
        platform: the platform's workbook, None if there is none.
        last_year: last year's report, folder or workbook, None if there is none.
        told: what looks odd in it and stops nothing (zh, en).
        lacking: what is not filled in yet, without which nothing can be written.
    """

    path: Path
    unit: UnitFile
    notes: Notes
    tables: TablesFile | None
    projects: tuple[Project, ...] = ()
    platform: Path | None = None
    last_year: Path | None = None
    told: tuple[tuple[str, str], ...] = ()
    lacking: tuple[MissingError, ...] = ()

    @property
    def files(self) -> tuple[Path, ...]:
        """All that was read: files, and the folder of last year's report if it is one."""
        own = (self.path / name for name in (UNIT, NOTES, TABLES, PROJECTS))
        beside = (self.platform, self.last_year)
        return (*(path for path in own if path.exists()), *(path for path in beside if path is not None))


def read_folder(path: Path, platform: Path | None = None) -> Folder:
    """Read a folder that `juesuan new` made and people filled in.

    Args:
        path: the folder.
        platform: the platform's workbook where the caller names one.

    Raises:
        CompileError: something cannot be used; its `more` has the other mistakes.
    """
    if not path.is_dir():
        raise CompileError(str(path), "没有这个文件夹", "there is no such folder")
    trouble = Trouble()
    unit = read_unit(path, trouble)
    notes = _attempt(trouble, lambda: read_notes(path, trouble)) or Notes()
    workbook = platform or _beside(path, unit.platform, "platform", PLATFORM)
    last_year = _beside(path, unit.last_year, "last_year", LAST_YEAR)
    tables = _tables(path, unit.profile, workbook, trouble)
    projects = _attempt(trouble, lambda: _projects(path, trouble)) or ()
    trouble.stop()
    return Folder(path, unit, notes, tables, projects, workbook, last_year, tuple(trouble.told), tuple(trouble.lacking))


def _tables(path: Path, profile: Profile, platform: Path | None, trouble: Trouble) -> TablesFile | None:
    file = path / TABLES
    if platform is not None and not file.exists():
        return None
    if not file.exists():
        trouble.add(
            TABLES,
            f"没有这个文件，可用 juesuan new {path} 生成，或放入平台导出的工作簿 platform.xlsx",
            f"there is no such file; juesuan new {path} makes one, or put in the platform's workbook as platform.xlsx",
        )
        return None
    return _attempt(trouble, lambda: read_tables(file, profile, trouble))


def _attempt(trouble: Trouble, work: Callable[[], T]) -> T | None:
    """What `work` gives; a mistake that stops it is noted with the others."""
    try:
        return work()
    except CompileError as error:
        trouble.found += [error, *error.more]
        return None


def _beside(folder: Path, written: str, key: str, stem: str) -> Path | None:
    """A file that unit.toml names, else one of the folder with the agreed name.

    Raises:
        CompileError: what is named does not exist, or several files have the agreed name.
    """
    if written:
        path = folder / Path(written).expanduser()
        if not path.exists():
            zh = f"{key} 所写的“{written}”不存在（相对于本文件夹）"
            raise CompileError("unit.toml", zh, f"{key}: there is no {written} (seen from this folder)")
        return path
    found = sorted(p for p in folder.glob(f"{stem}*") if p.stem == stem or (stem == PLATFORM and p.is_file()))
    if len(found) > 1:
        names = "、".join(p.name for p in found)
        raise CompileError(
            "unit.toml",
            f"文件夹中有几个文件都可作 {key}（{names}），请在 unit.toml 中写明用哪个",
            f"several files may be {key} ({', '.join(p.name for p in found)}); name one in unit.toml",
        )
    return found[0] if found else None


def _projects(folder: Path, trouble: Trouble) -> tuple[Project, ...]:
    """The forms of projects.xlsx that were filled in; copies left blank are passed over."""
    file = folder / PROJECTS
    if not file.exists():
        return ()
    from juesuan.documents import open_document
    from juesuan.performance import read_projects

    try:
        projects = read_projects(open_document(file))
    except UnreadableError as error:
        raise CompileError(file.name, error.zh, error.en) from None
    filled = tuple(p for p in projects if p.label and (p.filled or any(map(_figures, p.funds))))
    for project in filled:
        _judge_figures(project, trouble)
    for name, count in Counter(p.label for p in filled).items():
        if count > 1:
            trouble.told.append(
                (f"{PROJECTS}：有 {count} 个项目同名“{name}”", f"{PROJECTS}: {count} projects are called “{name}”")
            )
    return filled


def _figures(row: FundRow) -> list[tuple[str, Number]]:
    """What was filled in of a row of funds, each with its column."""
    cells = (("年初预算数", row.initial), ("全年预算数", row.adjusted), ("全年执行数", row.executed))
    return [(name, cell) for name, cell in cells if cell is not None and cell.text]


def _judge_figures(project: Project, trouble: Trouble) -> None:
    """An amount or a score that is no number would be passed over as if nothing stood there."""
    told = [(f"{row.label.text} {name}", cell) for row in project.funds for name, cell in _figures(row)]
    for indicator in project.filled:
        both = (("分值", indicator.weight), ("得分", indicator.score))
        told += [(f"{indicator.label} {name}", cell) for name, cell in both if cell is not None and cell.text]
    for what, cell in told:
        if cell.value is None and fold(cell.text) not in _NOTHING:
            place = cell.place
            at = f"{PROJECTS}, {place.sheet} {place.cell}" if place.sheet and place.cell else PROJECTS
            trouble.add(at, *no_number(what, cell.text))
