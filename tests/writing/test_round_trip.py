"""What was assembled is read and checked: every sentence and cell understood, no error, no warning, the same facts."""

from decimal import Decimal

import pytest
from blocks import document
from hypothesis import given, settings
from hypothesis import strategies as st

from juesuan.checks.engine import run
from juesuan.checks.finding import Severity
from juesuan.cube.coordinate import Coordinate
from juesuan.recognition.recognise import recognise
from juesuan.recognition.report import Report
from juesuan.writing.model import Release
from juesuan.writing.release import assemble
from juesuan.writing.samples import sample

EDITIONS = ("national-2022", "national-2020", "jilin-2021", "shanghai-2024", "hunan-2022", "national-2017")


def printed(release: Release) -> dict[Coordinate, Decimal]:
    """Every amount of the statements as printed; a coordinate printed twice is printed alike."""
    found: dict[Coordinate, Decimal] = {}
    for grid in release.grids:
        for cell in (c for row in grid.body for c in row if c.coordinate is not None and c.text):
            value = Decimal(cell.text.replace(",", ""))
            assert found.setdefault(cell.coordinate, value) == value
    return found


def read(report: Report) -> dict[Coordinate, Decimal]:
    cells = (o for s in report.statements for o in s.occurrences)
    return {plain(o.coordinate): o.value for o in cells if o.value is not None}


def plain(c: Coordinate) -> Coordinate:
    """What print cannot tell apart: the halves of 基本支出 an economic item lies in, and which budget 预算数 is."""
    if c.economic[:1].isdigit() and c.fund == "general":
        c = c._replace(kind="basic")
    return c if c.basis == "final" else c._replace(basis="budget")


@pytest.mark.parametrize("edition", EDITIONS)
@settings(max_examples=6, deadline=None)
@given(seed=st.integers(0, 1_000_000))
def test_read_back(edition: str, seed: int) -> None:
    release = assemble(sample(seed, edition))
    report = recognise(document(release))
    assert report.edition.id == edition
    assert report.unit_name == release.inputs.profile.name
    assert report.fiscal_year == release.inputs.profile.year
    # the cells of self-evaluation forms are no part of the cube, whatever the statements' are
    assert all(
        s.numbers == sum(o.value is not None for o in s.occurrences) for s in report.statements if s.id != "performance"
    )
    assert report.coverage.narrative_amounts == report.coverage.narrative_amounts_bound
    forms = ("performance",)
    assert [s.id for s in report.statements if s.id not in forms] == [g.id for g in release.grids if g.id not in forms]
    assert read(report) == {plain(c): value for c, value in printed(release).items()}
    result = run(report)
    assert [(f.code, f.location.quote) for f in result.findings if f.severity is not Severity.INFO] == []
    assert [n for n in result.not_checked if n.reason_code not in ("absent", "no_previous_year")] == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_same_inputs_same_release(edition: str) -> None:
    assert assemble(sample(7, edition)) == assemble(sample(7, edition))
