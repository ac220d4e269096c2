"""A release as a sequence of printed parts, the same for Word and PDF: cover, contents, headings, text, sheets.

A sheet is a table that fills pages of its own: a statement, or a project's form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from juesuan.documents.xml_bytes import xml_text
from juesuan.writing.forms import form_grid
from juesuan.writing.model import GridCell, Profile, Release, ReportKind, StatementGrid, Text

CONTENTS_TITLE = "目录"
CONTENTS_DEPTH = 2
"""Headings down to this level are in the contents: 第X部分, and 一、 with the statements."""
ANNEX_TITLE = "附件"
RECONSTRUCTED_MARK = "*"
_GAP = re.compile(r"(【(?:待[填确][^【】]*|…)】)")
_CONTENTS = re.compile(r"目\s*录")


@dataclass(frozen=True, slots=True)
class Cover:
    """The cover's lines, the unit's name first."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents stands here."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; levels as in `Text`."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Body:
    """A paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A statement or a form with what stands around it.

    Attributes:
        grid: its cells; its title is a heading.
        level: the level of that heading.
        owner: who reports, at the left above the table; "" if it isn't printed.
        measure: unit of the amounts, at the right above the table; "" if it isn't printed.
        flows: it stands on the page of the heading before it instead of beginning one.
    """

    grid: StatementGrid
    level: int
    owner: str = ""
    measure: str = ""
    flows: bool = False


Part: TypeAlias = Cover | Contents | Heading | Body | Sheet


def parts(release: Release) -> list[Part]:
    """All that is printed, in order.

    Args:
        release: the report. Texts before its first heading are the cover; a list of contents among them is left out,
            since each format makes its own.
    """
    cover, texts, skipped = _opening(release)
    printed: list[Part] = [Cover(cover), Contents()]
    for n, text in enumerate(texts, skipped):
        printed.append(Heading(text.text, text.level) if text.level else Body(text.text))
        if n == release.tables_after:
            printed += _statements(release, directly=bool(text.level))
    printed += _annex(release)
    return printed


def _opening(release: Release) -> tuple[tuple[str, ...], tuple[Text, ...], int]:
    """The cover's lines, the texts after it and how many were taken."""
    first = next((n for n, text in enumerate(release.texts) if text.level), 0)
    lines = [text.text for text in release.texts[:first]]
    listed = next((n for n, line in enumerate(lines) if _CONTENTS.fullmatch(line.strip())), len(lines))
    cover = tuple(lines[:listed]) or cover_lines(release.title, release.inputs.profile)
    return cover, release.texts[first:], first


def cover_lines(title: str, profile: Profile) -> tuple[str, ...]:
    """A report's title in two lines: the unit, and what the report is."""
    rest = title.removeprefix(profile.name).strip()
    return (profile.name, rest) if rest and rest != title else (title,)


def _statements(release: Release, *, directly: bool) -> Iterator[Sheet]:
    profile = release.inputs.profile
    owner = "部门" if profile.report_kind is ReportKind.DEPARTMENT else "编制单位"
    for n, grid in enumerate(release.grids):
        official = bool(grid.mark)  # forms with a number name the unit and say 金额单位
        yield Sheet(
            grid,
            CONTENTS_DEPTH,
            f"{owner}：{profile.name}" if official else "",
            f"{'金额单位' if official else '单位'}：{grid.unit}" if grid.unit else "",
            flows=n == 0 and directly,
        )


def _annex(release: Release) -> Iterator[Part]:
    for n, project in enumerate(release.projects):
        grid = form_grid(project, release.inputs.profile)
        if n == 0:
            yield Heading(f"{ANNEX_TITLE}　{grid.title}", 1)
        yield Sheet(grid, CONTENTS_DEPTH + 1, flows=n == 0)


def contents(printed: list[Part]) -> list[tuple[str, int, int]]:
    """Entries of the contents: text, level and the part's index in `printed`."""
    entries = []
    for n, part in enumerate(printed):
        if isinstance(part, Heading) and part.level <= CONTENTS_DEPTH:
            entries.append((part.text, part.level, n))
        elif isinstance(part, Sheet) and part.level <= CONTENTS_DEPTH:
            entries.append((part.grid.title, part.level, n))
    return entries


def landscape(printed: list[Part], index: int) -> bool:
    """Whether a part stands on a page in landscape: wide sheets, and headings whose first sheet is wide."""
    part = printed[index]
    if isinstance(part, Sheet):
        return part.grid.landscape
    after = printed[index + 1] if index + 1 < len(printed) else None
    return isinstance(part, Heading) and isinstance(after, Sheet) and after.flows and after.grid.landscape


def marked(grid: StatementGrid) -> StatementGrid:
    """The statement with a star behind every amount that was made up: nobody shall take it for a published one."""

    def mark(cell: GridCell) -> GridCell:
        made_up = cell.reconstructed and cell.text and not cell.text.endswith(RECONSTRUCTED_MARK)
        return replace(cell, text=cell.text + RECONSTRUCTED_MARK) if made_up else cell

    return replace(grid, body=tuple(tuple(mark(cell) for cell in row) for row in grid.body))


def runs(text: str) -> list[tuple[str, bool]]:
    """A text cut into stretches, each with whether it is a gap still to be filled in (【待填：…】)."""
    return [(piece, n % 2 == 1) for n, piece in enumerate(_GAP.split(xml_text(text))) if piece]
