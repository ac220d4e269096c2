"""The hand-typed truth holds together: its sums add up where print does, its quotes are where it says."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TRUTH = ROOT / "tests" / "truth"
CORPUS = ROOT.parent / "shared" / "corpus"
UNITS = r"(?:亿元|万元|元|%|个百分点|个|批次|人次|辆|台|分)"
FIGURE = re.compile(rf"\d[\d,]*(?:\.\d+)?{UNITS}")


def rows(name: str) -> list[dict[str, str]]:
    with (TRUTH / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def narrative(text: str) -> str:
    """第三部分, white space removed. The contents list names the parts before, so the last mention counts."""
    body = squeezed(text)
    start = body.rindex("决算情况说明一、收入支出决算总体情况说明")
    return body[start : body.index("第四部分", start)]


CELLS = rows("putuo-finance-2024.cells.csv")


def test_codes_add_up_level_by_level() -> None:
    # Print rounds each figure by itself (302 is 171.07 over parts of 171.09): half a last digit each.
    checked = 0
    for statement in ("income", "expenditure", "general_budget_expenditure", "basic_expenditure"):
        by_column: dict[str, dict[str, Decimal]] = defaultdict(dict)
        for cell in CELLS:
            if cell["statement"] == statement and cell["code"]:
                by_column[cell["column"]][cell["code"]] = Decimal(cell["value"])
        for values in by_column.values():
            for code, value in values.items():
                parts = [v for c, v in values.items() if c.startswith(code) and len(c) == len(code) + 2]
                if parts:
                    assert abs(sum(parts) - value) <= Decimal("0.005") * (len(parts) + 1), (statement, code)
                    checked += 1
    assert checked > 20


@pytest.mark.parametrize("statement", ["income", "expenditure", "general_budget_expenditure"])
def test_total_row_is_the_sum_of_the_classes(statement: str) -> None:
    totals = {c["column"]: Decimal(c["value"]) for c in CELLS if c["statement"] == statement and c["row"] == "合计"}
    assert len(totals) == 3
    for column, total in totals.items():
        classes = [
            Decimal(c["value"])
            for c in CELLS
            if c["statement"] == statement and c["column"] == column and len(c["code"]) == 3
        ]
        assert abs(sum(classes) - total) <= Decimal("0.01"), column


def test_the_same_coordinate_has_one_value_but_for_rounding() -> None:
    seen: dict[tuple[str, ...], Decimal] = {}
    dimensions = ("measure", "fund", "function", "economic", "kind", "basis", "period")
    for cell in CELLS:
        key = tuple(cell[d] for d in dimensions)
        value = Decimal(cell["value"])
        assert abs(seen.setdefault(key, value) - value) <= Decimal("0.01"), cell
    assert seen[("resources", "all", "all", "all", "all", "final", "0")] == Decimal("2995.39")


@pytest.mark.parametrize("name", ["putuo-finance-2024", "linjiang-services-2021"])
def test_claims_have_full_coordinates(name: str) -> None:
    for n, claim in enumerate(rows(f"{name}.claims.csv"), 1):
        assert int(claim["n"]) == n
        ratio = claim["kind"] in {"share", "completion", "change", "growth", "direction"}
        assert bool(claim["base_measure"]) == ratio, claim
        assert bool(claim["measure"]) == (claim["kind"] != "none"), claim
        assert bool(claim["sign"]) == (claim["kind"] in {"change", "growth", "direction"}), claim
        assert bool(claim["value"]) == (claim["kind"] != "direction"), claim
        if claim["value"]:
            assert claim["value"] in squeezed(claim["quote"]), claim


def assert_claims_match(text: str, name: str) -> None:
    """Quotes stand in order in the narrative, and no figure of it is left out."""
    body = narrative(text)
    position = 0
    for claim in rows(f"{name}.claims.csv"):
        quote = squeezed(claim["quote"])
        found = body.find(quote, position)
        assert found >= 0, f"{name} {claim['n']}: {quote} after {body[position : position + 40]}"
        position = found + max(1, len(quote) - 1)
    figures = [m.group() for m in FIGURE.finditer(body)]
    typed = [c for c in rows(f"{name}.claims.csv") if c["value"]]
    assert [re.match(r"[\d.]+", f).group() for f in figures] == [c["value"] for c in typed]  # type: ignore[union-attr]


def test_linjiang_claims_match_the_example() -> None:
    text = (ROOT / "examples" / "linjiang-2021" / "published" / "report.txt").read_text(encoding="utf-8")
    assert_claims_match(text, "linjiang-services-2021")


def test_linjiang_claims_match_the_published_report() -> None:
    path = CORPUS / "linjiang-services-2021.txt"
    if not path.exists():
        pytest.skip("the published report is not here")
    assert_claims_match(path.read_text(encoding="utf-8"), "linjiang-services-2021")


def test_putuo_claims_match_the_published_report() -> None:
    path = CORPUS / "putuo-finance-2024.pdf"
    if not path.exists():
        pytest.skip("the published report is not here")
    pdfium = pytest.importorskip("pypdfium2")
    document = pdfium.PdfDocument(path)
    text = "".join(document[i].get_textpage().get_text_range() for i in range(20, 25))
    assert_claims_match(text, "putuo-finance-2024")


def test_putuo_cells_are_all_the_amounts_on_the_pages() -> None:
    # Only which amounts there are, not where: where was read by eye.
    path = CORPUS / "putuo-finance-2024.pdf"
    if not path.exists():
        pytest.skip("the published report is not here")
    pdfium = pytest.importorskip("pypdfium2")
    document = pdfium.PdfDocument(path)
    text = "\n".join(document[i].get_textpage().get_text_range() for i in range(5, 20))
    printed = sorted(Decimal(m.replace(",", "")) for m in re.findall(r"[\d,]+\.\d{2}", text))
    assert printed == sorted(Decimal(c["value"]) for c in CELLS)
