"""The Ministry's whole set of forms as platforms export it: every amount to the fen, and nothing left unsaid."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
import xlsxwriter
from official_annexes import operation, others
from official_files import Style, laid, write_xls, write_xlsx
from official_forms import (
    Amount,
    Form,
    Head,
    appropriation,
    balances,
    expenditure,
    fund_flows,
    income,
    matrices,
    summary,
)
from official_ledger import Ledger, ledger

from juesuan.compiling.gather import noted
from juesuan.compiling.platform import read_platform
from juesuan.cube.coordinate import Coordinate
from juesuan.taxonomy.edition import load
from juesuan.writing.inputs_merge import Source
from juesuan.writing.inputs_toml import Trouble
from juesuan.writing.model import CompileError, Notes, Profile
from juesuan.writing.totals import Book

UNIT = "临江市档案局"
YEARS = {"national-2017": 2018, "national-2020": 2021, "jilin-2021": 2021, "shanghai-2024": 2024}


def whole_set(
    book: Ledger, edition: str, *, coded: bool = False, dash: str = "一", budgets: bool = False
) -> list[Form]:
    fund = load(edition).settings["three_public.fund"]
    return [
        summary(book, budgets=budgets),
        appropriation(book),
        balances(book),
        income(book),
        expenditure(book),
        fund_flows(book, "Z07", "general", "一般公共预算财政拨款收入支出决算表"),
        fund_flows(book, "Z09", "government_fund", "政府性基金预算财政拨款收入支出决算表"),
        fund_flows(book, "Z11", "state_capital", "国有资本经营预算财政拨款收入支出决算表"),
        *matrices(book, coded=coded),
        operation(book, fund, dash=dash, since_2019=edition != "national-2017"),
        *others(),
    ]


def year_of(edition: str) -> int:
    return YEARS.get(edition, 2023)


def read(path: Path, edition: str, name: str = UNIT) -> tuple[Source, Trouble]:
    trouble = Trouble()
    return read_platform(path, Profile(name, year_of(edition), edition), trouble), trouble


def amounts(forms: list[Form]) -> list[Amount]:
    return [c for f in forms for c in itertools.chain.from_iterable(f.body) if isinstance(c, Amount)]


def hold(source: Source, forms: list[Form], edition: str) -> None:
    """The facts are what the forms state, no more and no less."""
    budget = load(edition).settings["three_public.budget"]
    printed = {}
    for cell in amounts(forms):
        if cell.key is not None and cell.fen:
            *members, basis = cell.key
            printed[Coordinate(*members, budget if basis == "budget" else basis)] = cell.fen
    assert {c: f.fen for c, f in source.facts.at.items() if f.fen} == printed
    counted = {c.count: c.fen for c in amounts(forms) if c.count}
    beside = {c.measure if c.economic == "all" else c.economic: f.fen for c, f in source.beside.items()}
    assert {k: v for k, v in beside.items() if k in counted and v} == {k: v for k, v in counted.items() if v}
    assert {k: v for k, v in beside.items() if k not in counted and v}.keys() <= {"30215", "30216"}


STYLES = {
    "code": Style(),
    "title": Style(name="title", title="none", mark=False, unit="万元"),
    "cut name": Style(name="cut", title="none", mark=False, codes="one", nothing="—"),
    "first cell": Style(name="both", title="first", unit_at="left", numbers="thousands", nothing="-"),
    "text": Style(unit="万元", unit_at="merged", numbers="text", lanes=False, indent=True, spread=True),
    "beside the name": Style(title="none", mark=False, unit_at="name", lanes=False, codes="one"),
}


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("edition", ["national-2022", "jilin-2021"])
def test_every_amount_of_the_set(edition: str, style: str, tmp_path: Path) -> None:
    forms = whole_set(ledger(3), edition)
    if STYLES[style].title == "none" and STYLES[style].name == "code":
        forms = [f for f in forms if f.code != "QB12"]  # nothing tells what it is
    path = tmp_path / "platform.xlsx"
    write_xlsx(path, forms, STYLES[style], year_of(edition))
    source, trouble = read(path, edition)
    assert trouble.found == []
    assert source.differences == []
    hold(source, forms, edition)
    assert Book(source.facts).contradictions == []
    assert {"basic_expenditure", "three_public", "general_budget_expenditure"} <= source.facts.complete


@pytest.mark.parametrize("edition", ["national-2017", "national-2020", "shanghai-2024", "hunan-2022"])
def test_every_edition_from_xls(edition: str, tmp_path: Path) -> None:
    forms = whole_set(ledger(4, funds=edition != "hunan-2022"), edition, coded=True, dash="—", budgets=True)
    path = tmp_path / "platform.xls"
    write_xls(path, forms, Style(name="cut"), year_of(edition))
    source, trouble = read(path, edition)
    assert (trouble.found, source.differences) == ([], [])
    hold(source, forms, edition)
    assert Book(source.facts).contradictions == []


def test_meetings_and_training_of_all_funds(tmp_path: Path) -> None:
    book = ledger(3)
    path = tmp_path / "platform.xlsx"
    write_xlsx(path, whole_set(book, "hunan-2022"), Style(), 2023)
    source, _ = read(path, "hunan-2022")
    for code in ("30215", "30216"):
        assert source.beside[Coordinate("expenditure", economic=code)].fen == book.spending(item=code)


def with_cell(forms: list[Form], code: str, key: tuple[str, ...], new: Amount | str) -> list[Form]:
    """Put something else in the place of an amount."""
    form = next(f for f in forms if f.code == code)
    for row in form.body:
        for n, cell in enumerate(row):
            if isinstance(cell, Amount) and key in (cell.key, (cell.count,)):
                row[n] = new
                return forms
    raise AssertionError(key)


GENERAL_BASIC = ("expenditure", "general", "2010301", "all", "basic", "final")


def test_two_forms_that_differ_are_told_with_both_cells(tmp_path: Path) -> None:
    book = ledger(3)
    amount = book.spending("general", "2010301", kind="basic")
    forms = with_cell(whole_set(book, "national-2022"), "Z08_1", GENERAL_BASIC, Amount(amount + 100))
    path = tmp_path / "platform.xlsx"
    write_xlsx(path, forms, Style(), 2023)
    source, _ = read(path, "national-2022")
    assert [en for _, en in source.differences] == [
        f"platform.xlsx, Z07 L11 and platform.xlsx, Z08_1 E11 are one figure, but say {amount / 100:.2f} 元 and "
        f"{amount / 100 + 1:.2f} 元; the first is taken"
    ]
    assert source.facts.at[Coordinate(*GENERAL_BASIC)].fen == amount


def test_three_public_is_held_to_the_economic_items(tmp_path: Path) -> None:
    book = ledger(3)
    key = ("expenditure", "appropriation", "all", "reception", "all", "final")
    amount = book.three_public("reception", "appropriation")
    path = tmp_path / "platform.xlsx"
    write_xlsx(path, with_cell(whole_set(book, "national-2022"), "F03", key, Amount(amount + 500)), Style(), 2023)
    source, _ = read(path, "national-2022")
    (told,) = [en for _, en in source.differences]
    assert "F03 E12 and" in told
    for sheet in ("Z08 ", "Z10 ", "Z12 "):
        assert sheet in told


@pytest.mark.parametrize(
    ("code", "key"), [("Z08_1", GENERAL_BASIC), ("F03", ("operating_cost",)), ("F03", ("vehicles",))]
)
@pytest.mark.parametrize("words", ["12,3.4", "待核"])
def test_words_in_place_of_an_amount_of_a_form(code: str, key: tuple[str, ...], words: str, tmp_path: Path) -> None:
    path = tmp_path / "platform.xlsx"
    write_xlsx(path, with_cell(whole_set(ledger(3), "national-2022"), code, key, words), Style(), 2023)
    _, trouble = read(path, "national-2022")
    (error,) = trouble.found
    assert error.source.startswith(f"platform.xlsx, {code} ")
    assert f"“{words}”" in error.zh


def test_half_a_vehicle(tmp_path: Path) -> None:
    forms = with_cell(whole_set(ledger(3), "national-2022"), "F03", ("vehicles",), "9.5")
    path = tmp_path / "platform.xlsx"
    write_xlsx(path, forms, Style(), 2023)
    _, trouble = read(path, "national-2022")
    assert [e.zh for e in trouble.found] == ["统计数 为 9.5，请改为整数"]


def renamed(forms: list[Form], code: str, old: str, new: str) -> list[Form]:
    """Call a row or column something that nobody knows."""
    form = next(f for f in forms if f.code == code)
    for rows in (form.header, form.body):
        for row in rows:
            for n, cell in enumerate(row):
                if isinstance(cell, Head) and cell.text == old:
                    row[n] = Head(new, cell.rows, cell.columns)
                elif cell == old:
                    row[n] = new
    return forms


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [("Z08_1", "差旅费", "车船杂费"), ("F03", "　　4．应急保障用车", "　　4．消防车"), ("Z04", "项目支出", "专项支出")],
)
def test_amounts_below_an_unknown_name_are_told(code: str, old: str, new: str, tmp_path: Path) -> None:
    path = tmp_path / "platform.xlsx"
    write_xlsx(path, renamed(whole_set(ledger(3), "national-2022"), code, old, new), Style(), 2023)
    source, _ = read(path, "national-2022")
    assert any(f", {code} " in en and "were not used" in en for _, en in source.differences)


def test_a_blank_line_of_totals_is_summed(tmp_path: Path) -> None:
    forms = whole_set(ledger(3), "national-2022")
    first = next(f for f in forms if f.code == "Z08_1").body[0]
    blanked = [c for c in first if isinstance(c, Amount)]
    first[4:] = ["" for _ in first[4:]]
    path = tmp_path / "platform.xlsx"
    write_xlsx(path, forms, Style(), 2023)
    source, _ = read(path, "national-2022")
    for cell in blanked[1:]:
        assert cell.key is not None
        assert (source.facts.fen(Coordinate(*cell.key)) or 0) == cell.fen
    assert [zh for zh, _ in source.differences] == ["platform.xlsx, Z08_1 F8 等：合计行为空，取各科目之和"]


def test_a_unit_of_money_is_never_guessed(tmp_path: Path) -> None:
    path = tmp_path / "platform.xlsx"
    write_xlsx(path, whole_set(ledger(3), "national-2022"), Style(unit_at="nowhere"), 2023)
    _, trouble = read(path, "national-2022")
    assert trouble.found
    assert all("没有写明金额单位" in e.zh for e in trouble.found)


def test_what_is_no_form_is_named(tmp_path: Path) -> None:
    strange = Form("CS03", "其他收入等明细情况表", [["项目", "行次", "金额"]], [["利息收入", "1", Amount(550)]])
    audit = Form("审核结果", "审核结果", [["序号", "表名", "差额"]], [["1", "收入支出决算总表", Amount(100)]])
    path = tmp_path / "platform.xlsx"
    forms = [audit, *whole_set(ledger(3), "national-2022"), strange]
    write_xlsx(path, forms, Style(), 2023, hidden=("F02",))
    source, _ = read(path, "national-2022")
    assert [zh for zh, _ in source.differences] == [
        "platform.xlsx, CS03：没有认出是哪张决算表，没有采用",
        "platform.xlsx, F02：隐藏的工作表，没有读取",
    ]
    hold(source, forms, "national-2022")


def several(path: Path, books: dict[str, Ledger]) -> None:
    """One workbook with the forms of several units."""
    made = xlsxwriter.Workbook(path, {"strings_to_numbers": False})
    for n, (owner, book) in enumerate(books.items()):
        for form in whole_set(book, "national-2022"):
            sheet = made.add_worksheet(f"{form.code}({n})")
            for row, column, rows, columns, value, _ in laid(form, Style(owner=owner), 2023):
                if rows > 1 or columns > 1:
                    sheet.merge_range(row, column, row + rows - 1, column + columns - 1, value)
                elif value != "":
                    sheet.write(row, column, value)
    made.close()


def test_a_department_s_workbook_of_several_units(tmp_path: Path) -> None:
    path = tmp_path / "platform.xlsx"
    several(path, {"临江市档案馆": ledger(9), f"{UNIT}（汇总）": ledger(3)})
    source, trouble = read(path, "national-2022")
    assert trouble.found == []
    hold(source, whole_set(ledger(3), "national-2022"), "national-2022")
    (told,) = [zh for zh, _ in source.differences]
    assert "“临江市档案馆”的表，没有采用" in told
    with pytest.raises(CompileError, match="none of 某县财政局"):
        read(path, "national-2022", "某县财政局")


def test_another_unit_s_workbook_is_told(tmp_path: Path) -> None:
    path = tmp_path / "platform.xlsx"
    write_xlsx(path, whole_set(ledger(3), "national-2022"), Style(owner="[101001]某县档案局"), 2023)
    assert any("编制单位是" in zh for zh, _ in read(path, "national-2022")[0].differences)
    assert read(path, "national-2022", "某县档案局")[0].differences == []


def test_counts_of_the_platform_come_before_those_of_the_notes(tmp_path: Path) -> None:
    path = tmp_path / "platform.xlsx"
    write_xlsx(path, whole_set(ledger(3), "national-2022"), Style(), 2023)
    source, _ = read(path, "national-2022")
    kept, bought = (Coordinate(f"vehicles_{word}", quantity="count") for word in ("kept", "bought"))
    differences: list[tuple[str, str]] = []
    notes = noted(Notes(counts={kept: 8, bought: 2}), [source], differences)
    assert (notes.counts[kept], notes.counts[bought]) == (7, 2)
    assert [en for _, en in differences] == [
        "sources differ: platform.xlsx, F03 E20 says 7, notes.toml: three_public.vehicles_kept says 8; the first counts"
    ]
    assert notes.amounts[Coordinate("operating_cost")] == ledger(3).beside["operating_cost"]
