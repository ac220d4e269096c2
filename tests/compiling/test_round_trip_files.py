"""Every file of a release, read back: the same facts, no error, no warning. `make soak` tries 2,000 in each edition."""

import importlib.util
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from juesuan.taxonomy.edition import known_editions
from juesuan.writing import docx_report

BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "round_trip.py"


def _benchmark():
    spec = importlib.util.spec_from_file_location("round_trip_benchmark", BENCHMARK)
    module = importlib.util.module_from_spec(spec)
    sys.modules["round_trip_benchmark"] = module
    spec.loader.exec_module(module)
    return module


round_trip = _benchmark()


@pytest.mark.parametrize("edition", known_editions())
@settings(max_examples=1, deadline=None)
@given(seed=st.integers(0, 1_000_000))
def test_all_formats(edition, seed):
    made = round_trip.trip((edition, seed, tuple(round_trip.FORMATS), None))
    assert made.faults == []
    assert {name for name, step in made.seconds if step == "read"} == {round_trip.RELEASE, *round_trip.FORMATS}


def test_a_fault_is_told(monkeypatch):
    def without_a_sentence(release, path):
        lost = next(n for n, text in enumerate(release.texts) if "本年收入合计" in text.text)
        whole(replace(release, texts=release.texts[:lost] + release.texts[lost + 1 :]), path)

    whole = docx_report.write
    monkeypatch.setattr(docx_report, "write", without_a_sentence)
    made = round_trip.trip(("national-2022", 5, ("docx",), None))
    assert made.faults
    assert {where for where, _ in made.faults} == {"docx"}
    assert round_trip.show_counterexamples([made]) == 1

