"""The platform's workbook: sheets by title or code, in any order, 元 or 万元, every fen."""

from __future__ import annotations

from pathlib import Path

import platform_workbook as pw
import pytest
import two_years
from filled_folder import fill

from juesuan.compiling.gather import gather
from juesuan.compiling.platform import read_platform
from juesuan.compiling.sheet_codes import statement_of
from juesuan.cube.coordinate import Coordinate
from juesuan.taxonomy.edition import load
from juesuan.writing.inputs_toml import Trouble
from juesuan.writing.model import CompileError, Origin, Release
from juesuan.writing.release import assemble
from juesuan.writing.samples import sample
from juesuan.writing.totals import Book


def printed(release: Release) -> dict[Coordinate, int]:
    cells = [c for g in release.grids for row in g.body for c in row]
    return {_plain(c.coordinate): c.fen for c in cells if c.coordinate is not None and c.fen}


def _plain(at: Coordinate) -> Coordinate:
    return at._replace(kind="basic") if at.economic[:1].isdigit() else at


@pytest.mark.parametrize("edition", ["national-2022", "shanghai-2024", "jilin-2021"])
@pytest.mark.parametrize(
    ("namer", "unit", "reverse"),
    [
        (pw.by_title, "元", True),
        (pw.by_title, "万元", False),
        (pw.by_public_code, "元", False),
        (pw.by_public_mark, "万元", True),
        (pw.by_ministry_code, "元", True),
    ],
)
def test_every_amount_to_the_fen(edition: str, namer: pw.Namer, unit: str, reverse: bool, tmp_path: Path) -> None:
    release = assemble(sample(4, edition))
    path = tmp_path / "platform.xlsx"
    pw.write_platform(path, release, namer, unit, reverse=reverse)
    trouble = Trouble()
    source = read_platform(path, release.inputs.profile, trouble)
    assert trouble.found == []
    assert {_plain(c): f.fen for c, f in source.facts.at.items() if f.fen} == printed(release)
    assert source.differences == []
    assert Book(source.facts).contradictions == []
    assert {g.id for g in release.grids} - {"performance"} <= source.facts.complete


@pytest.mark.parametrize(
    ("name", "statement"),
    [
        ("公开03表", "expenditure"),
        ("公开 01 表", "income_expenditure_summary"),
        ("GK05", "general_budget_expenditure"),
        ("gk_07", "government_fund"),
        ("Z01", "income_expenditure_summary"),
        ("Z01_1", "appropriation_summary"),
        ("Z08_1一般公共预算基本支出", "basic_expenditure"),
        ("财决03表", "income"),
        ("公开12表", None),
        ("Z99", None),
        ("Sheet1", None),
    ],
)
def test_codes_of_sheets(name: str, statement: str | None) -> None:
    assert statement_of(name, load("national-2022")) == statement


TAILS = {
    "national-2017": ["three_public", "government_fund", None, None],
    "national-2020": ["three_public", "government_fund", "state_capital", None],
    "national-2022": ["government_fund", "state_capital", "three_public", None],
    "hunan-2022": ["government_fund", "state_capital", "three_public", None],
    "jilin-2021": ["three_public", "government_fund", "state_capital", "performance"],
    "shanghai-2024": ["three_public", "government_fund", "state_capital", None],
}
"""What 公开07表 to 公开10表 are in each edition."""


@pytest.mark.parametrize("edition", TAILS)
def test_the_editions_own_numbers(edition: str) -> None:
    for n, statement in enumerate(TAILS[edition], 7):
        assert statement_of(f"公开{n:02}表", load(edition)) == statement
        assert statement_of(f"GK{n:02}", load(edition)) == statement


def test_words_in_place_of_an_amount(tmp_path: Path) -> None:
    release = assemble(two_years.last_year())
    path = tmp_path / "platform.xlsx"
    leaf = next(n for n, fen in enumerate(_amounts(release, "expenditure")) if n > 6 and fen == 150_000_000)
    at = pw.write_platform(path, release, pw.by_public_mark, text_at=("expenditure", "12,3.4", leaf))
    trouble = Trouble()
    read_platform(path, release.inputs.profile, trouble)
    assert [str(e) for e in trouble.found] == [f'platform.xlsx, {at}: 项目支出 is text "12,3.4"; make it a number']
    assert trouble.found[0].zh == "项目支出 是文字“12,3.4”，请改为数字"
    at = pw.write_platform(path, release, pw.by_public_mark, text_at=("expenditure", "12,3.4", 2))  # in the total's row
    trouble = Trouble()
    read_platform(path, release.inputs.profile, trouble)
    assert [e.source for e in trouble.found] == [f"platform.xlsx, {at}"]


def _amounts(release: Release, statement: str) -> list[int]:
    grid = next(g for g in release.grids if g.id == statement)
    return [c.fen for row in grid.body for c in row if c.fen is not None]


def test_a_workbook_of_something_else(tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "platform.xlsx"
    book = xlsxwriter.Workbook(path)
    book.add_worksheet("通讯录").write(0, 0, "姓名")
    book.close()
    with pytest.raises(CompileError, match=r"platform\.xlsx: no statement was recognised"):
        read_platform(path, two_years.last_year().profile, Trouble())
    path.write_bytes(b"")
    with pytest.raises(CompileError, match=r"platform\.xlsx: the file is empty"):
        read_platform(path, two_years.last_year().profile, Trouble())


def test_the_platform_counts_and_the_difference_is_told(tmp_path: Path) -> None:
    inputs = two_years.this_year(two_years.CLOSING)
    folder = fill(tmp_path / "unit", inputs)
    release = assemble(two_years.last_year())
    same = gather(folder)
    exact = assemble(same, draft=True)
    pw.write_platform(folder / "platform.xlsx", exact)
    both = gather(folder)
    assert both.differences == ()
    assert {f.origin for f in both.facts.at.values()} >= {Origin.PLATFORM, Origin.TABLES}  # budgets are in tables.xlsx
    assert _shown(assemble(both, draft=True)) == _shown(exact)
    inputs.facts.at[Coordinate("expenditure", function="2012604", kind="project")] = next(
        f for c, f in release.inputs.facts.at.items() if c.kind == "project"
    )
    fill(folder, inputs)
    told = [en for _, en in gather(folder).differences]
    assert any(
        "platform.xlsx, 支出决算表" in en and "says 230.000099" in en and "tables.xlsx, 支出决算表 E8 says 150.00" in en
        for en in told
    ), told


def _shown(release: Release) -> list[tuple[str, int]]:
    return [(c.text, c.fen or 0) for g in release.grids for row in g.body for c in row]


def test_a_folder_without_tables_where_the_platform_has_them(tmp_path: Path) -> None:
    inputs = two_years.this_year(two_years.CLOSING)
    folder = fill(tmp_path / "unit", inputs)
    exact = assemble(gather(folder), draft=True)
    pw.write_platform(tmp_path / "export.xlsx", exact, unit="万元")
    (folder / "tables.xlsx").unlink()
    with pytest.raises(CompileError, match=r"tables\.xlsx: there is no such file"):
        gather(folder)
    read = gather(folder, tmp_path / "export.xlsx")
    book, before = Book(read.facts), Book(exact.inputs.facts)
    for at in (Coordinate("opening"), Coordinate("uses"), Coordinate("expenditure", fund="general", kind="public")):
        assert book.fen(at) == before.fen(at)


def test_what_of_the_workbook_was_not_read_is_told(tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "platform.xlsx"
    release = assemble(two_years.last_year())
    pw.write_platform(path, release)
    book = xlsxwriter.Workbook(tmp_path / "more.xlsx")
    for name, hidden in (("收入决算表", False), ("底稿", True)):
        sheet = book.add_worksheet(name)
        for row, line in enumerate((("科目编码", "科目名称", "本年收入合计"), ("201", "一般公共服务支出", 5.0))):
            sheet.write_row(row, 0, line)
        if hidden:
            sheet.hide()
    book.close()
    source = read_platform(tmp_path / "more.xlsx", release.inputs.profile, Trouble())
    told = ("more.xlsx, 底稿：隐藏的工作表，没有读取", "more.xlsx, 底稿: a hidden sheet, not read")
    assert told in source.differences
