"""The Ministry's whole set of forms as platforms export it: every amount to the fen, and nothing left unsaid."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from official_annexes import operation, others
from official_files import Style, write_xls, write_xlsx
from official_forms import Amount, Form, appropriation, balances, expenditure, fund_flows, income, matrices, summary
from official_ledger import Ledger, ledger

from juesuan.compiling.platform import read_platform
from juesuan.cube.coordinate import Coordinate
from juesuan.taxonomy.edition import load
from juesuan.writing.inputs_merge import Source
from juesuan.writing.inputs_toml import Trouble
from juesuan.writing.model import Profile
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
