"""projects.xlsx as people fill it in: what is no number is told with its cell, and two projects of one name."""

from __future__ import annotations

from pathlib import Path

import pytest
from filled_folder import fill
from poke import poke

from juesuan.writing.inputs import read_folder
from juesuan.writing.model import CompileError
from juesuan.writing.samples import sample


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inputs = next(i for i in (sample(n, "national-2022") for n in range(40)) if len(i.projects) > 1)
    return fill(tmp_path / "unit", inputs)


def place_of(folder: Path, which: int = 0) -> tuple[str, str]:
    """Sheet and cell of a project's 全年预算数."""
    project = read_folder(folder).projects[which]
    assert project.total is not None
    assert project.total.adjusted is not None
    place = project.total.adjusted.place
    assert place.sheet
    assert place.cell
    return place.sheet, place.cell


def test_an_amount_in_words_is_told_with_its_cell(folder: Path) -> None:
    sheet, cell = place_of(folder)
    poke(folder / "projects.xlsx", sheet, {cell: "二十三"})
    with pytest.raises(CompileError) as caught:
        read_folder(folder)
    assert caught.value.source == f"projects.xlsx, {sheet} {cell}"
    assert "全年预算数 是文字“二十三”" in caught.value.zh


def test_a_dash_is_nothing(folder: Path) -> None:
    sheet, cell = place_of(folder)
    poke(folder / "projects.xlsx", sheet, {cell: "—"})
    assert read_folder(folder).told == ()


def test_two_projects_of_one_name_are_told(folder: Path) -> None:
    projects = read_folder(folder).projects
    sheet, _ = place_of(folder, 1)
    name = next(p for p in projects[1:] if p.name is not None and p.name.place.sheet == sheet).name
    assert name is not None
    assert name.place.cell
    poke(folder / "projects.xlsx", sheet, {name.place.cell: projects[0].label})
    assert [zh for zh, _ in read_folder(folder).told] == [f"projects.xlsx：有 2 个项目同名“{projects[0].label}”"]
