"""Real reports: every cell that a reader sees is bound, and to what a reader typed."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest
from tables_support import SHARED, web_page

from juesuan.documents import open_document
from juesuan.recognition.identity import identify, settle_edition
from juesuan.recognition.report import Statement
from juesuan.recognition.tables import read_tables

TRUTH = Path(__file__).parents[1] / "truth" / "putuo-finance-2024.cells.csv"
CORPUS = SHARED / "corpus"
NINE = [
    "income_expenditure_summary",
    "income",
    "expenditure",
    "appropriation_summary",
    "general_budget_expenditure",
    "basic_expenditure",
    "three_public",
    "government_fund",
    "state_capital",
]
pytestmark = pytest.mark.skipif(not CORPUS.exists(), reason="the corpus of real reports is not here")


def statements_of(name: str) -> tuple[Statement, ...]:
    document = web_page(name) if name.endswith(".html") else open_document(str(CORPUS / name))
    identity = identify(document)
    edition, _, _ = settle_edition(document, identity)
    assert edition.id == "shanghai-2024"
    reading = read_tables(document, edition, identity.fiscal_year, identity.unit_name)
    assert reading.not_checked == ()
    return reading.statements


@pytest.mark.parametrize(
    ("name", "unit", "year"),
    [
        ("putuo-finance-2024.pdf", "上海市普陀区财政局", 2024),
        ("eco-2025.html", "上海市普陀区生态环境局", 2025),
        ("shiquan-2025.html", "上海市普陀区人民政府石泉路街道办事处", 2025),
        ("shanghai-template-2024.pdf", None, 2024),
    ],
)
def test_unit_and_year(name: str, unit: str | None, year: int) -> None:
    document = web_page(name) if name.endswith(".html") else open_document(str(CORPUS / name))
    identity = identify(document)
    assert (identity.unit_name, identity.fiscal_year) == (unit, year)


def test_cells_are_those_a_reader_typed() -> None:
    got = Counter[tuple[str, ...]]()
    for statement in statements_of("putuo-finance-2024.pdf"):
        for o in statement.occurrences:
            if o.value is not None:
                c = o.coordinate
                where = (statement.id, o.row or "", o.code or "", o.column or "", str(o.value))
                got[(*where, c.measure, c.fund, c.function, c.economic, c.kind, c.basis, str(c.period))] += 1
    with TRUTH.open(encoding="utf-8") as file:
        want = Counter(tuple({**r, "basis": r["basis"].split("|")[-1]}.values()) for r in csv.DictReader(file))
    assert got == want


@pytest.mark.parametrize("name", ["putuo-finance-2024.pdf", "eco-2025.html", "shiquan-2025.html"])
def test_every_number_is_bound(name: str) -> None:
    statements = statements_of(name)
    assert [s.id for s in statements if not s.id.startswith("other")] == NINE
    for statement in statements:
        assert sum(o.value is not None for o in statement.occurrences) == statement.numbers, statement.id
    assert [s.id for s in statements if s.empty] == ["government_fund", "state_capital"]
    assert all(s.unit == "万元" and s.unit_stated for s in statements if not s.id.startswith("other"))


def test_the_template_is_bound_blank_by_blank() -> None:
    statements = {s.id: s for s in statements_of("shanghai-template-2024.pdf")}
    sizes = {i: (len(statements[i].occurrences), statements[i].numbers) for i in NINE}
    assert sizes == {
        "income_expenditure_summary": (40, 0),
        "income": (42, 0),
        "expenditure": (36, 0),
        "appropriation_summary": (9 + 27 * 4, 0),
        "general_budget_expenditure": (18, 0),
        "basic_expenditure": (67, 0),
        "three_public": (12, 0),
        "government_fund": (3, 0),
        "state_capital": (3, 0),
    }
    assert all(o.value is None for s in statements.values() for o in s.occurrences)


@pytest.mark.parametrize("name", ["eco-2025.html", "shiquan-2025.html"])
def test_pairs_of_statements_share_their_coordinates(name: str) -> None:
    """What two statements print of one flow must meet at one coordinate."""
    statements = {s.id: s for s in statements_of(name)}

    def places(statement: str) -> set[object]:
        return {o.coordinate for o in statements[statement].occurrences}

    assert len(places("income_expenditure_summary") & places("income")) >= 6
    assert len(places("income_expenditure_summary") & places("expenditure")) >= 4
    assert len(places("appropriation_summary") & places("general_budget_expenditure")) >= 4
    assert len(places("appropriation_summary") & places("government_fund")) >= 1
