"""Which source counts, what is told of the others, and last year's rounding."""

from __future__ import annotations

import pytest

from juesuan.cube.coordinate import Coordinate
from juesuan.writing.inputs_merge import Source, merge, same, settle_openings
from juesuan.writing.model import Fact, Facts, Origin

SPENT = Coordinate("expenditure", fund="general", function="2010301", kind="basic")


def source(origin: Origin, at: dict[Coordinate, int], *complete: str, of: str = "") -> Source:
    facts = Facts({c: Fact(f, origin, f"{origin} {c.measure}") for c, f in at.items()}, {}, set(complete))
    return Source(origin, str(origin), facts, dict.fromkeys(at, of))


def test_books_before_platform_before_tables() -> None:
    sources = [source(o, {SPENT: n}) for n, o in enumerate((Origin.TABLES, Origin.BOOKS, Origin.PLATFORM), 11)]
    facts, differences = merge(sources)
    assert facts.at[SPENT] == Fact(12, Origin.BOOKS, "books expenditure")
    assert [en for _, en in differences] == [
        "sources differ: books expenditure says 0.000012, platform expenditure says 0.000013 万元; the first counts",
        "sources differ: books expenditure says 0.000012, tables expenditure says 0.000011 万元; the first counts",
    ]
    assert all("以前者为准" in zh for zh, _ in differences)


def test_a_rounded_figure_is_no_difference() -> None:
    exact, shown = source(Origin.PLATFORM, {SPENT: 123_454_999}), source(Origin.TABLES, {SPENT: 123_450_000})
    facts, differences = merge([exact, shown])
    assert facts.fen(SPENT) == 123_454_999
    assert differences == []
    assert same(123_455_000, 123_450_000)
    assert not same(123_455_001, 123_450_000)
    assert not same(123_456_789, 123_456_788)


def test_what_the_better_source_left_out_is_told_not_used() -> None:
    other = SPENT._replace(function="2010302")
    better = source(Origin.PLATFORM, {SPENT: 10}, "general_budget_expenditure")
    worse = source(Origin.TABLES, {other: 5_000_000}, of="general_budget_expenditure")
    facts, differences = merge([worse, better])
    assert facts.fen(other) is None
    assert "says 5.00 万元, the better source has nothing there; not used" in differences[0][1]
    budget = other._replace(basis="initial")
    facts, differences = merge([better, source(Origin.TABLES, {budget: 7}, of="general_budget_expenditure")])
    assert facts.fen(budget) == 7  # budgets are not in the better source at all
    assert differences == []


@pytest.mark.parametrize(("printed", "settled"), [(50_230_000, 50_234_567), (50_240_000, 50_240_000)])
def test_openings_of_a_printed_report_get_their_digits_back(printed: int, settled: int) -> None:
    at = {
        Coordinate("income", fund="general"): 100_000_000,
        Coordinate("closing", fund="general"): 20_000_000,
        SPENT._replace(kind="all"): 130_234_567,
    }
    tables = source(Origin.TABLES, at, "general_budget_expenditure", "appropriation_summary")
    opening = Coordinate("opening", fund="general")
    facts, _ = merge([tables, source(Origin.LAST_YEAR, {opening: printed})])
    settle_openings(facts)
    assert facts.fen(opening) == settled
