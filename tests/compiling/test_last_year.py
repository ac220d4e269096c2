"""Last year's report, whoever made it: nothing of it is typed again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import two_years
from filled_folder import fill
from platform_workbook import write_platform
from poke import poke

from juesuan.compiling.gather import gather
from juesuan.compiling.last_year import read_last_year
from juesuan.cube.coordinate import Coordinate
from juesuan.writing import docx_report
from juesuan.writing.inputs_notes import read_notes
from juesuan.writing.inputs_toml import Trouble
from juesuan.writing.model import CompileError, Notes, Origin, Profile
from juesuan.writing.release import assemble
from juesuan.writing.totals import Book

EXAMPLE = Path(__file__).parents[2] / "examples" / "linjiang-2021" / "published" / "report.docx"
TOTAL = Coordinate("resources", period=-1)
GENERAL = Coordinate("expenditure", fund="general", period=-1)


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    return fill(tmp_path / "2023", two_years.this_year())


def _docx(path: Path) -> None:
    docx_report.write(assemble(two_years.last_year()), path)


@pytest.mark.parametrize("kind", ["report", "folder of ours", "workbook", "folder with a report"])
def test_balances_and_figures_to_compare_with(unit: Path, kind: str) -> None:
    last = unit / "last-year"
    if kind == "report":
        _docx(unit / "last-year.docx")
    elif kind == "workbook":
        write_platform(unit / "last-year.xlsx", assemble(two_years.last_year()))
    elif kind == "folder with a report":
        last.mkdir()
        _docx(last / "2022年度部门决算.docx")
    else:
        fill(last, two_years.last_year())
    inputs = gather(unit)
    undated = ["last-year.xlsx: its year is not told; taken for last year"]
    assert [en for _, en in inputs.differences] == (undated if kind == "workbook" else [])
    facts, book = inputs.facts, Book(inputs.facts)
    assert facts.at[Coordinate("opening")].origin is Origin.LAST_YEAR
    assert facts.fen(Coordinate("opening")) == two_years.CLOSING
    assert facts.fen(Coordinate("opening", fund="general")) == two_years.CLOSING
    exact = 911_345_677
    rounded = kind in ("report", "folder with a report")
    assert book.fen(TOTAL) == (911_350_000 if rounded else exact)
    assert book.fen(GENERAL) == (861_110_000 if rounded else 861_111_110)
    assert book.contradictions == []


def test_whoever_retypes_is_told_where_it_differs(tmp_path: Path) -> None:
    unit = fill(tmp_path / "2023", two_years.this_year(51_000_000))
    _docx(unit / "last-year.docx")
    inputs = gather(unit)
    assert inputs.facts.fen(Coordinate("opening")) == 51_000_000
    told = [en for _, en in inputs.differences]
    parts = ("收入支出决算总表 B15 says 51.00", "last-year.docx", "50.23")
    assert any(all(part in en for part in parts) for en in told), told


def test_words_are_offered_and_taken_over_only_if_confirmed(unit: Path) -> None:
    _docx(unit / "last-year.docx")
    this = two_years.this_year()
    silent = replace(this, profile=replace(this.profile, duties=()), notes=replace(this.notes, reasons={}, purposes={}))
    fill(unit, silent)
    inputs = gather(unit)
    assert inputs.profile.duties == ()
    assert inputs.offers["duties"] == "（一）收集和保管档案。\n（二）提供档案利用服务。"
    assert inputs.offers["reasons.overall"] == "档案数字化项目增加"
    assert inputs.offers["reasons.items.2012604"] == "年中追加数字化任务"
    assert inputs.offers["purposes.2012601"] == "人员工资和日常运转"
    gaps = {g.key: g for g in assemble(inputs, draft=True).gaps}
    assert gaps["notes.toml: reasons.overall"].kind == "confirm"
    assert gaps["notes.toml: reasons.overall"].offer == "档案数字化项目增加"
    confirmed = frozenset({"duties", *(k.partition(": ")[2] for k in gaps)})
    fill(unit, replace(silent, notes=replace(silent.notes, confirmed=confirmed)))
    inputs = gather(unit)
    assert inputs.profile.duties == ("（一）收集和保管档案。", "（二）提供档案利用服务。")
    assert assemble(inputs).gaps == ()


def test_what_changed_is_said_beside_the_offer(unit: Path) -> None:
    last = two_years.last_year()
    for at in (TOTAL, TOTAL._replace(fund="appropriation")):
        last.facts.at[at] = replace(last.facts.at[at], fen=2_000_000_000)  # it fell last year, and rises this year
    docx_report.write(assemble(last), unit / "last-year.docx")
    this = two_years.this_year()
    fill(unit, replace(this, profile=replace(this.profile, duties=("（一）收集和保管档案。", "（三）新的职责。"))))
    notes = gather(unit).offer_notes
    assert notes["reasons.overall"] == ("上年为减少，本年为增加", "it fell last year and rises this year")
    assert notes["duties"][1].startswith("1 new, 1 gone since last year")


def test_anybodys_report_serves(tmp_path: Path) -> None:
    """The example has no statements in it: what its narrative says is all there is."""
    profile = Profile("临江市政务服务和数字化建设管理局", 2022, "national-2022")
    last = read_last_year(EXAMPLE, profile)
    assert last.source.facts.fen(Coordinate("expenditure", fund="general", period=-1)) == 721_330_000
    assert last.source.facts.fen(TOTAL) == 721_820_000
    assert last.source.facts.fen(Coordinate("income", fund="other", period=-1)) == 110_000
    assert "duties" in last.offers.words
    assert all("万元" not in words for key, words in last.offers.words.items() if key.startswith("reasons"))
    assert all(c.period == -1 or c.measure == "opening" for c in last.source.facts.at)
    assert all(c.basis == "final" for c in last.source.facts.at)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda p: fill(p, two_years.this_year(0)), "last-year: it is of fiscal year 2023; the year before is 2022"),
        (lambda p: p.mkdir(), "last-year: holds no report"),
        (lambda p: (p.mkdir(), (p / "a.txt").touch(), (p / "b.txt").touch()), "holds several reports"),
        (lambda p: p.with_suffix(".docx").write_bytes(b"PK\x03\x04"), "last-year.docx: "),
        (lambda p: p.with_suffix(".txt").write_text("没有金额的文字。", encoding="utf-8"), "no amount was read in it"),
    ],
)
def test_one_line_for_what_cannot_serve(unit: Path, make: object, said: str) -> None:
    make(unit / "last-year")  # type: ignore[operator]
    with pytest.raises(CompileError) as caught:
        gather(unit)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_named_source_must_exist(tmp_path: Path) -> None:
    unit = fill(tmp_path / "u", two_years.this_year(), last_year="../2022.docx")
    with pytest.raises(CompileError, match=r"unit\.toml: last_year: there is no \.\./2022\.docx"):
        gather(unit)


def test_two_files_that_may_be_meant(unit: Path) -> None:
    _docx(unit / "last-year.docx")
    _docx(unit / "last-year.backup.docx")
    gather(unit)  # a name of its own
    (unit / "last-year.txt").touch()
    with pytest.raises(CompileError, match="several files may be last_year"):
        gather(unit)


def test_the_folder_reads_as_it_was_filled(unit: Path) -> None:
    assert read_notes(unit, Trouble()) != Notes()


def test_a_slip_in_last_years_report_is_told_and_stops_nothing(unit: Path) -> None:
    release = assemble(two_years.last_year())
    write_platform(unit / "last-year.xlsx", release, shift=("income", 5_000_000))
    inputs = gather(unit)
    slips = [(zh, en) for zh, en in inputs.differences if "disagrees with itself" in en]
    assert slips, inputs.differences
    assert all(en.startswith("last-year.xlsx, ") and "上年报告有误，" in zh for zh, en in slips)
    assert assemble(inputs).gaps == ()


def test_a_folder_whose_own_opening_came_from_the_year_before_it(unit: Path) -> None:
    """Three years: the one in the middle states no opening balance of its own, its flows tell it."""
    middle = two_years.this_year()
    fill(unit, middle)
    after = replace(middle, profile=replace(middle.profile, year=2024))
    next_unit = fill(unit.parent / "2024", after, last_year="../2023")
    book = Book(gather(next_unit).facts)
    assert book.fen(Coordinate("opening", period=-1)) == two_years.CLOSING
    assert book.fen(Coordinate("resources", period=-1)) == 1_073_111_211
    assert book.fen(Coordinate("opening", fund="general")) == 31_111_111


def test_a_difference_is_told_once_and_what_follows_from_it_is_not(unit: Path) -> None:
    _docx(unit / "last-year.docx")
    poke(unit / "tables.xlsx", "收入支出决算总表", {"C5": 700.0, "F31": 700.0})
    told = gather(unit).differences
    assert [en.partition(" says")[0] for _, en in told] == [
        "sources differ: tables.xlsx, 收入支出决算总表 F31",
        "sources differ: tables.xlsx, 收入支出决算总表 C5",
    ]


def test_last_years_figures_of_the_unit_itself_are_named_as_such(tmp_path: Path) -> None:
    folder = fill(tmp_path / "2023", two_years.this_year(two_years.CLOSING))
    poke(folder / "tables.xlsx", "收入支出决算总表", {"F5": 700.0, "F31": 750.0})
    ((zh, en),) = gather(folder).differences
    assert zh.startswith("tables.xlsx, 收入支出决算总表 F31：填的上年数有误，本年支出（上年）：合计为750.00万元")
    assert en.startswith("tables.xlsx, 收入支出决算总表 F31: last year's figures disagree")
