"""Numbers of notes.toml that cannot all be right: one line each, with the key."""

from __future__ import annotations

import pytest
import two_years

from juesuan.cube.coordinate import Coordinate
from juesuan.writing.model import Notes
from juesuan.writing.notes_relations import contrary
from juesuan.writing.release import ContradictionError, assemble
from juesuan.writing.samples import sample


def count(measure: str) -> Coordinate:
    return Coordinate(measure, quantity="count")


def test_more_vehicles_by_class_than_there_are_is_one_line() -> None:
    notes = Notes(counts={count("vehicles"): 3, count("vehicles.leader"): 2, count("vehicles.other"): 3})
    ((where, zh, en),) = contrary(notes)
    assert where == "notes.toml: assets.vehicles"
    assert zh == "车辆合计（辆）填的是 3，各项合起来是 5（主要领导干部用车 2、其他用车 3），请改正其中一处"
    assert en.endswith("its parts make 5 (vehicles_leader 2, vehicles_other 3); correct one of them")


def test_it_stops_a_draft_too_instead_of_asking_for_the_other_classes() -> None:
    inputs = two_years.this_year(two_years.CLOSING)
    inputs.notes.counts[count("vehicles.other")] = 1  # type: ignore[index]
    with pytest.raises(ContradictionError) as stopped:
        assemble(inputs, draft=True)
    assert [line[0] for line in stopped.value.lines] == ["notes.toml: assets.vehicles"]


@pytest.mark.parametrize(
    ("amounts", "said"),
    [
        ({"procurement.sme": 10_000, "procurement.small": 20_000}, "notes.toml: procurement.sme"),
        ({"procurement": 10_000, "procurement.sme": 20_000}, "notes.toml: procurement.total"),
        ({"procurement": 5, "procurement.goods": 1, "procurement.works": 1, "procurement.services": 1}, "total"),
    ],
)
def test_amounts_too(amounts: dict[str, int], said: str) -> None:
    (line,) = contrary(Notes(amounts={Coordinate(k): n for k, n in amounts.items()}))
    assert line[0].endswith(said)
    assert "万元" in line[1]


@pytest.mark.parametrize(
    "notes",
    [
        Notes(),
        Notes(counts={count("vehicles"): 3, count("vehicles.other"): 2}),  # another class may have the third
        Notes(counts={count("vehicles.other"): 2}),
        Notes(amounts={Coordinate("procurement.sme"): 0, Coordinate("procurement.small"): 0}),
        Notes(amounts={Coordinate("procurement"): 9, Coordinate("procurement.goods"): 3}),
    ],
)
def test_what_may_be_right_is_not_told(notes: Notes) -> None:
    assert list(contrary(notes)) == []


@pytest.mark.parametrize("edition", ["national-2022", "shanghai-2024", "jilin-2021", "hunan-2022"])
def test_made_up_departments_agree(edition: str) -> None:
    for seed in range(20):
        assert list(contrary(sample(seed, edition).notes)) == []
