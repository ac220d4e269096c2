"""What the program reads, against the hand-typed truth: every cell exactly, and the claims of the narrative."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import pytest

from juesuan.cube.coordinate import Coordinate
from juesuan.findings.pipeline import recognise
from juesuan.recognition.report import Claim, Report

ROOT = Path(__file__).resolve().parents[2]
TRUTH = ROOT / "tests" / "truth"
CORPUS = ROOT.parent / "shared" / "corpus"
EXAMPLE = ROOT / "examples" / "linjiang-2021" / "published"
DIMENSIONS = ("measure", "fund", "function", "economic", "kind", "basis", "period")
LEAST_CLAIMS = 0.97
"""Share of the truth's claims that must be read with full coordinates; raise it, never lower it."""


def rows(name: str) -> list[dict[str, str]]:
    with (TRUTH / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def agrees(found: Coordinate, row: dict[str, str], names: Iterable[str]) -> bool:
    """Whether each dimension is one of the readings that the truth allows."""
    return all(
        str(getattr(found, dimension)) in row[name].split("|")
        for dimension, name in zip(DIMENSIONS, names, strict=True)
    )


def claim_agrees(claim: Claim, row: dict[str, str]) -> bool:
    if claim.kind.value != row["kind"] or claim.section != row["section"] or not claim.subjects:
        return False
    if (claim.value is None) == bool(row["value"]) or (row["value"] and claim.value != Decimal(row["value"])):
        return False
    if row["sign"] and claim.sign != int(row["sign"]):
        return False
    subject = claim.subjects[0]
    names = ("measure", "fund", "function", "economic", "kind_dim", "basis", "period")
    if not agrees(subject, row, names) or subject.quantity not in row["quantity"].split("|"):
        return False
    if not row["base_measure"]:
        return True
    return bool(claim.base) and agrees(claim.base[0], row, [f"base_{name}" for name in names])


def unread_claims(report: Report, truth: list[dict[str, str]]) -> list[str]:
    """The truth's claims that the report's don't hold, each as section and quote."""
    pool = list(report.claims)
    unread = []
    for row in truth:
        match = next((claim for claim in pool if claim_agrees(claim, row)), None)
        if match is None:
            unread.append(f"{row['n']} {row['section']} {row['quote']}")
        else:
            pool.remove(match)
    return unread


def assert_claims_read(path: Path, name: str) -> None:
    truth = [row for row in rows(name) if row["kind"] != "none"]
    unread = unread_claims(recognise(str(path), None), truth)
    assert len(truth) - len(unread) >= LEAST_CLAIMS * len(truth), "\n".join(unread)


def published(name: str) -> Path:
    path = CORPUS / name
    if not path.exists():
        pytest.skip("the published report is not here")
    return path


def test_every_cell_of_the_nine_tables_is_read() -> None:
    report = recognise(str(published("putuo-finance-2024.pdf")), None)
    found = {
        (s.id, o.row or "", o.code or "", o.column or "", str(o.value)): o.coordinate
        for s in report.statements
        for o in s.occurrences
        if o.value is not None
    }
    # 一般公共预算财政拨款 stands twice on the income side of one table, with other values.
    truth = {
        tuple(row[name] for name in ("statement", "row", "code", "column", "value")): row
        for row in rows("putuo-finance-2024.cells.csv")
    }
    assert len(truth) == 195
    assert set(found) == set(truth)
    wrong = {key: found[key] for key, row in truth.items() if not agrees(found[key], row, DIMENSIONS)}
    assert wrong == {}


def test_claims_of_a_published_pdf_are_read() -> None:
    assert_claims_read(published("putuo-finance-2024.pdf"), "putuo-finance-2024.claims.csv")


def test_claims_of_a_published_text_are_read() -> None:
    assert_claims_read(published("linjiang-services-2021.txt"), "linjiang-services-2021.claims.csv")


@pytest.mark.parametrize("name", ["report.docx", "report.txt"])
def test_claims_of_the_example_are_read(name: str) -> None:
    assert_claims_read(EXAMPLE / name, "linjiang-services-2021.claims.csv")
