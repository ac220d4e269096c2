"""tables.xlsx: drawn, filled in and read back; every mistake in one line with its cell."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
import two_years
from hypothesis import given
from hypothesis import strategies as st
from poke import poke

from juesuan.cube.coordinate import Coordinate
from juesuan.documents.sheets import open_sheets
from juesuan.taxonomy.edition import known_editions, load
from juesuan.writing.inputs_amounts import fen_of
from juesuan.writing.inputs_forms import GUIDE, forms
from juesuan.writing.inputs_scale import odd_scale
from juesuan.writing.inputs_tables import TablesFile, read_tables
from juesuan.writing.inputs_toml import Trouble
from juesuan.writing.inputs_workbook import tables_workbook
from juesuan.writing.model import Fact, Facts, Inputs, Origin, Profile
from juesuan.writing.samples import sample
from juesuan.writing.totals import Book

SPENDING = "支出决算表"
GENERAL = "一般公共预算财政拨款支出决算表"
SUMMARY = "收入支出决算总表"
BASIC = "一般公共预算财政拨款基本支出决算明细表"


def read(path: Path, profile: Profile) -> tuple[TablesFile, list[str]]:
    trouble = Trouble()
    tables = read_tables(path, profile, trouble)
    return tables, [str(e) for e in trouble.found]


@pytest.fixture
def filled(tmp_path: Path) -> tuple[Path, Inputs]:
    inputs = two_years.this_year(two_years.CLOSING)
    path = tmp_path / "tables.xlsx"
    path.write_bytes(tables_workbook(inputs.profile, inputs.facts))
    return path, inputs


def leaves(facts: Facts) -> dict[Coordinate, int]:
    return {c: f.fen for c, f in facts.at.items() if f.fen}


@pytest.mark.parametrize("edition", [e for e in known_editions() if e != "national-2017"])
@pytest.mark.parametrize(("seed", "unit"), [(0, "万元"), (3, "元")])
def test_what_is_filled_in_is_read_to_the_fen(edition: str, seed: int, unit: str, tmp_path: Path) -> None:
    inputs = sample(seed, edition)
    path = tmp_path / "tables.xlsx"
    path.write_bytes(tables_workbook(inputs.profile, inputs.facts, unit))
    tables, mistakes = read(path, inputs.profile)
    assert mistakes == []
    assert tables.differences == []
    before, after = Book(inputs.facts), Book(tables.facts)
    assert after.contradictions == []
    asked = set(leaves(tables.facts))
    assert len(asked) > 30
    assert {c: after.fen(c) for c in asked} == {c: before.fen(c) for c in asked}
    tops = ("all", "all", "final", 0)
    flows = [c for c in before.at if (c.function, c.economic, c.basis, c.period) == tops]
    assert {c: after.fen(c) for c in flows} == {c: before.fen(c) for c in flows}


def test_the_same_facts_give_the_same_bytes() -> None:
    inputs = two_years.this_year()
    assert tables_workbook(inputs.profile, inputs.facts) == tables_workbook(inputs.profile, inputs.facts)


@pytest.mark.parametrize("unit", ["万元", "元"])
def test_amounts_land_in_the_file_digit_for_digit(unit: str, tmp_path: Path) -> None:
    inputs = two_years.this_year()
    facts = replace(inputs.facts, at={c: replace(f, fen=92_490_000) for c, f in inputs.facts.at.items()})
    with zipfile.ZipFile(io.BytesIO(tables_workbook(inputs.profile, facts, unit))) as archive:
        sheets = [archive.read(n).decode() for n in archive.namelist() if n.startswith("xl/worksheets/sheet")]
    values = {v for sheet in sheets for v in re.findall(r"<v>(\d+(?:\.\d+)?)</v>", sheet)}
    assert {"92.49" if unit == "万元" else "924900"} <= values
    assert max(map(len, values)) < 12


@pytest.mark.parametrize("edition", known_editions())
def test_an_empty_workbook_has_every_statement_and_says_nothing(edition: str, tmp_path: Path) -> None:
    profile = Profile("青河市档案局", load(edition).first or 2022, edition)
    path = tmp_path / "tables.xlsx"
    path.write_bytes(tables_workbook(profile))
    tables, mistakes = read(path, profile)
    assert mistakes == []
    assert not tables.filled
    assert tables.facts.at == {}
    sheets = [s.name for s in open_sheets(path)]
    assert [f.title[:31] for f in forms(load(edition), profile.year)] == sheets[1:-1]


@pytest.mark.parametrize(
    ("sheet", "cells", "said"),
    [
        (SPENDING, {"E8": "12,3.4"}, 'tables.xlsx, 支出决算表 E8: 项目支出 is text "12,3.4"; make it a number'),
        (SPENDING, {"D7": 12.3456789}, "支出决算表 D7: 基本支出 is 12.3456789 万元, finer than 分"),
        (SPENDING, {"A9": "2012601", "D9": 1.0}, "支出决算表 A9: 2012601 stands twice"),
        (SPENDING, {"A9": "20126012", "D9": 1.0}, "支出决算表 A9: 20126012 is no code of 7 digits"),
        (SPENDING, {"A9": "201260", "D9": 1.0}, "支出决算表 A9: 201260 is no code of 7 digits"),
        (SPENDING, {"D9": 1.0}, "支出决算表 A9: this row has amounts, but no code"),
        (SPENDING, {"A9": "2019977", "D9": 1.0}, "支出决算表 A9: 2019977 is not among the codes of 2023"),
        (SPENDING, {"E4": "项目"}, "支出决算表 E4: there is no column 项目 in this sheet"),
        (SPENDING, {"A4": "编码"}, "支出决算表: the heading 功能分类科目编码 is missing"),
        (SUMMARY, {"A13": "收入合计数"}, None),
        (SUMMARY, {"B13": 999.0}, "收入支出决算总表 B13: 本年收入合计（决算数） is 999.00, its parts make 1022.876644"),
        (GENERAL, {"A9": "20126", "D9": 5.0}, "一般公共预算财政拨款支出决算表 D9: 20126 基本支出 is 5.00, its parts"),
        (
            SPENDING,
            {"A9": "20103", "D9": 5.0},
            "A9: 20103 is a kind (款), but an item (项) of 7 digits belongs here",
        ),
        (
            SPENDING,
            {"A9": "204", "E9": 5.0},
            "A9: 204 is a class (类), but an item (项) of 7 digits belongs here",
        ),
        (SPENDING, {"A9": "30201", "D9": 5.0}, "支出决算表 A9: 30201 is a code of the other classification"),
        (BASIC, {"A87": "309", "C87": 5.0}, "A87: 309 is a class (类), but a kind (款) of 5 digits belongs here"),
        (SPENDING, {"E8": "230.000099"}, '支出决算表 E8: 项目支出 is a number stored as text, "230.000099"; in Excel'),
        (SPENDING, {"E8": "150.25 万元"}, '支出决算表 E8: 项目支出 is text "150.25 万元"; type the number alone'),
        (SPENDING, {"E8": "#REF!"}, "E8: 项目支出 is a formula that fails (#REF!)"),
        (
            SPENDING,
            {"E8": 2300000.99, "D7": 8120000.01},
            "D7: the sheet seems to be in 元, but the unit is 万元",
        ),
        (BASIC, {"C8": 7020000.01, "C33": 1100000}, "the sheet seems to be in 元, but the unit is 万元"),
        (GUIDE, {"B2": "元"}, "finer than 分; round it to 分, or choose 万元 on the first sheet if that is meant"),
        (GUIDE, {"B2": "亿元"}, "填表说明 B2: 金额单位 should be 万元 or 元, but is 亿元"),
    ],
)
def test_one_clear_line_for_a_mistake(
    filled: tuple[Path, Inputs], sheet: str, cells: dict[str, str | float | None], said: str | None
) -> None:
    path, inputs = filled
    poke(path, sheet, dict(cells))
    _, mistakes = read(path, inputs.profile)
    if said is None:
        assert mistakes == []  # a total that nobody can find is computed anyway
    else:
        assert [m for m in mistakes if said in m], mistakes
        assert all("\n" not in m for m in mistakes)


@pytest.mark.parametrize(
    "typed", ["２０１２６０４", " 2012604 ", "2012604.0", 2012604.0, "2012604　档案馆", "2012604档案馆"]
)
def test_a_code_however_it_was_typed(filled: tuple[Path, Inputs], typed: str | float) -> None:
    path, inputs = filled
    before, _ = read(path, inputs.profile)
    poke(path, SPENDING, {"A8": typed})
    tables, mistakes = read(path, inputs.profile)
    assert mistakes == []
    assert tables.facts.at == before.facts.at


def test_a_kind_may_stand_above_its_items(filled: tuple[Path, Inputs]) -> None:
    path, inputs = filled
    poke(path, SPENDING, {"A9": "20126", "D9": 812.000001})
    _, mistakes = read(path, inputs.profile)
    assert mistakes == []


def test_all_mistakes_are_told_at_once(filled: tuple[Path, Inputs]) -> None:
    path, inputs = filled
    poke(path, SPENDING, {"D7": "七百", "E8": "x"})
    poke(path, GENERAL, {"D7": "？"})
    _, mistakes = read(path, inputs.profile)
    assert [m.partition(":")[0] for m in mistakes] == [
        f"tables.xlsx, {SPENDING} D7",
        f"tables.xlsx, {SPENDING} E8",
        f"tables.xlsx, {GENERAL} D7",
    ]


def test_binary_noise_of_sums_is_no_digit(filled: tuple[Path, Inputs]) -> None:
    path, inputs = filled
    poke(path, SPENDING, {"A9": "2012602", "D9": 0.1 + 0.2, "A10": "2012699", "D10": 1.1 * 3})
    tables, mistakes = read(path, inputs.profile)
    assert mistakes == []
    assert tables.facts.fen(Coordinate("expenditure", function="2012602", kind="basic")) == 300_000
    assert tables.facts.fen(Coordinate("expenditure", function="2012699", kind="basic")) == 3_300_000


def test_dashes_and_blanks_are_nothing_and_codes_may_be_numbers(filled: tuple[Path, Inputs]) -> None:
    path, inputs = filled
    poke(path, SPENDING, {"A8": 2012604.0, "D8": "—", "F8": "无", "G8": None})
    tables, mistakes = read(path, inputs.profile)
    assert mistakes == []
    assert tables.facts.fen(Coordinate("expenditure", function="2012604", kind="project")) == 230_000_099


def test_a_budget_left_blank_is_nothing_only_beside_others(filled: tuple[Path, Inputs]) -> None:
    path, inputs = filled
    first, second = (Coordinate("expenditure", fund="general", function=f"201260{n}", basis="initial") for n in (1, 4))
    poke(path, GENERAL, {"F8": None})
    tables, _ = read(path, inputs.profile)
    assert (tables.facts.fen(first), tables.facts.fen(second)) == (812_000_001, 0)
    poke(path, GENERAL, {"F7": None})
    tables, _ = read(path, inputs.profile)
    assert (tables.facts.fen(first), tables.facts.fen(second)) == (None, None)  # nobody filled in any


def test_a_code_of_the_provinces_own_with_its_name(filled: tuple[Path, Inputs]) -> None:
    path, inputs = filled
    poke(path, SPENDING, {"A9": "2019977", "B9": "省内自设科目", "D9": 1.0})
    tables, mistakes = read(path, inputs.profile)
    assert mistakes == []
    assert tables.facts.names == {"2019977": "省内自设科目"}


def test_a_total_typed_as_it_is_shown_is_no_mistake(filled: tuple[Path, Inputs]) -> None:
    path, inputs = filled
    poke(path, SUMMARY, {"B13": 1022.88})
    assert read(path, inputs.profile)[1] == []


def test_formulas_nobody_computed_again_are_told_once(filled: tuple[Path, Inputs]) -> None:
    path, inputs = filled
    poke(path, SPENDING, {"E8": 240.0})  # as a program does that sets a cell and leaves the formulas' old results
    tables, mistakes = read(path, inputs.profile)
    assert mistakes == []
    assert len(tables.differences) == 1
    assert "formulas do not show the sums" in tables.differences[0][1]


def test_a_sheet_of_another_name_is_known_by_its_title(filled: tuple[Path, Inputs]) -> None:
    import zipfile

    path, inputs = filled
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    renamed = parts["xl/workbook.xml"].replace(f'name="{SPENDING}"'.encode(), 'name="表三"'.encode())
    assert renamed != parts["xl/workbook.xml"]
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in {**parts, "xl/workbook.xml": renamed}.items():
            archive.writestr(name, data)
    tables, mistakes = read(path, inputs.profile)
    assert mistakes == []
    assert tables.facts.fen(Coordinate("expenditure", function="2012604", kind="project")) == 230_000_099


@pytest.mark.parametrize("content", [b"", b"no workbook", b"PK\x03\x04 xl/workbook.xml broken"])
def test_what_is_no_workbook_is_refused_in_one_line(content: bytes, tmp_path: Path) -> None:
    from juesuan.writing.model import CompileError

    path = tmp_path / "tables.xlsx"
    path.write_bytes(content)
    with pytest.raises(CompileError, match=r"tables\.xlsx: ") as caught:
        read(path, two_years.this_year().profile)
    assert "\n" not in str(caught.value)


@given(st.integers(-(10**14), 10**14), st.sampled_from(["元", "万元"]))
def test_every_amount_survives_the_double_it_is_stored_in(fen: int, unit: str) -> None:
    stored = Decimal(repr(fen / {"元": 100, "万元": 1_000_000}[unit]))
    assert fen_of(stored, unit) == fen


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1E+30", "0.001"])
def test_no_amount(value: str) -> None:
    assert fen_of(Decimal(value), "元") is None


def test_a_date_is_no_amount(filled: tuple[Path, Inputs]) -> None:
    path, inputs = filled
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    amounts = b'formatCode="#,##0.00####"'
    assert amounts in parts["xl/styles.xml"]
    parts["xl/styles.xml"] = parts["xl/styles.xml"].replace(amounts, b'formatCode="yyyy-mm-dd"')
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    _, mistakes = read(path, inputs.profile)
    assert "支出决算表 D7: 基本支出 is a date, " in "\n".join(mistakes)


def test_what_looks_odd_is_told_and_stops_nothing(filled: tuple[Path, Inputs]) -> None:
    path, inputs = filled
    poke(path, SPENDING, {"E8": -5.0})
    trouble = Trouble()
    read_tables(path, inputs.profile, trouble)
    assert [en for _, en in trouble.told] == [
        "tables.xlsx, 支出决算表 E8: 项目支出 is negative; see that this is meant"
    ]


def test_one_item_of_ten_thousand_times_the_general_budgets_is_no_unit(filled: tuple[Path, Inputs]) -> None:
    path, inputs = filled
    poke(path, SPENDING, {"E8": 2300000.99})
    _, mistakes = read(path, inputs.profile)
    assert not any("seems to be in" in m for m in mistakes)


@pytest.mark.parametrize(
    ("now", "before", "told"),
    [(10**9, 10**9, 0), (10**13, 10**9, 1), (10**9, 10**13, 1), (10**13, 0, 1), (10**11, 0, 0), (10**9, 10**6, 0)],
)
def test_a_year_out_of_all_proportion(now: int, before: int, told: int) -> None:
    spent = Coordinate("expenditure")
    figures = {spent: now, spent._replace(period=-1): before}
    facts = Facts({c: Fact(fen, Origin.TABLES) for c, fen in figures.items() if fen})
    assert len(list(odd_scale(Book(facts)))) == told


def _reshaped(path: Path, sheet: str, old: bytes, new: bytes) -> None:
    """The sheet with other settings: hidden rows, merged cells."""
    names = [s.name for s in open_sheets(path)]
    part = f"xl/worksheets/sheet{names.index(sheet) + 1}.xml"
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old in parts[part]
    parts[part] = parts[part].replace(old, new, 1)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def test_an_amount_in_merged_cells_belongs_to_nobody(filled: tuple[Path, Inputs]) -> None:
    path, inputs = filled
    _reshaped(path, SPENDING, b'<mergeCell ref="A1:H1"/>', b'<mergeCell ref="A1:H1"/><mergeCell ref="D7:E7"/>')
    _, mistakes = read(path, inputs.profile)
    assert [m for m in mistakes if m.startswith("tables.xlsx, 支出决算表 D7: is merged")], mistakes


def test_hidden_rows_count_and_are_told(filled: tuple[Path, Inputs]) -> None:
    path, inputs = filled
    before, _ = read(path, inputs.profile)
    _reshaped(path, SPENDING, b'<row r="8"', b'<row hidden="1" r="8"')
    trouble = Trouble()
    tables = read_tables(path, inputs.profile, trouble)
    assert tables.facts.at == before.facts.at
    assert [zh for zh, _ in trouble.told] == ["tables.xlsx, 支出决算表：隐藏的第 8 行有金额，已采用；不要的请删去"]


def test_a_column_of_remarks_is_passed_over(filled: tuple[Path, Inputs]) -> None:
    path, inputs = filled
    before, _ = read(path, inputs.profile)
    cell = b'<c r="I4" t="inlineStr"><is><t>\xe5\xa4\x87\xe6\xb3\xa8</t></is></c>'
    with zipfile.ZipFile(path) as archive:
        part = f"xl/worksheets/sheet{[s.name for s in open_sheets(path)].index(SPENDING) + 1}.xml"
        row = re.search(rb'<row r="4".*?</row>', archive.read(part))
    assert row is not None
    _reshaped(path, SPENDING, row[0], row[0].replace(b"</row>", cell + b"</row>"))
    trouble = Trouble()
    tables = read_tables(path, inputs.profile, trouble)
    assert trouble.found == []
    assert tables.facts.at == before.facts.at
    assert [en for _, en in trouble.told] == [
        "tables.xlsx, 支出决算表 I4: the column 备注 is none of the form; not used"
    ]
