"""The measurement of seeded faults still runs, names what it finds, and its slips are slips."""

import importlib.util
import sys
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"


def _module(name):
    spec = importlib.util.spec_from_file_location(name, BENCHMARKS / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


seeding, seeded = _module("seeding"), _module("seeded")


@pytest.mark.parametrize("form", ["release", "html"])
def test_a_wrong_cell_or_word_is_named_alone(form):
    cases = seeded.department(("national-2022", 5, (form,), ("cell", "word")))
    assert len(cases) > 3
    assert {case.verdict for case in cases} == {"exact"}, [case for case in cases if case.verdict != "exact"]


def test_what_is_found_elsewhere_is_told_so(monkeypatch):
    """A judge that never says no measures nothing."""
    monkeypatch.setattr(seeded, "at_fault", lambda *_: False)
    cases = seeded.department(("national-2022", 5, ("release",), ("cell",)))
    assert {case.verdict for case in cases} == {"elsewhere"}
    assert seeded.rank("12.34", "12.34") == 2
    assert seeded.rank("12.35", "12.34") == 1
    assert seeded.rank("13.34", "12.34") == 0


@pytest.mark.parametrize("slip", ["digit", "swapped", "lost", "sign", "factor"])
def test_a_slip_is_another_number_in_the_same_manner(slip):
    rng = Random(1)
    for text in ("1,234.56", "98.70", "5.00", "12"):
        new = seeding.slipped(text, slip, rng)
        if new is not None:
            assert Decimal(new.replace(",", "")) != Decimal(text.replace(",", ""))
            assert len(new.partition(".")[2]) == len(text.partition(".")[2])
    assert seeding.slipped("0.10", "digit", Random(3)) != "0.10"
    assert seeding.slipped("5.00", "neighbour", rng) is None
