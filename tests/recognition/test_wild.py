"""Whole narratives in the manner of many provinces: no number may be bound to what it does not mean."""

from __future__ import annotations

from pathlib import Path

import pytest
from wild_narratives import FOLDER, load, score

FILES = sorted(FOLDER.glob("*.txt"))
KNOWN_GAPS = {
    "11-neimenggu": 1,  # 主要包括：…，较上年增加10.00万元: of what?
    "17-jilin": 3,  # 其中财政拨款收入…，占20%，比上年减少: of the part or of the whole?; 为全年预算数8万元的82.5%
    "18-sichuan": 1,  # 国内公务接待30批次…，共计支出1.5万元
}
"""Numbers that are not understood: each is a miss, none a false alarm."""


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_nothing_is_bound_wrongly(path: Path) -> None:
    found = score(load(path))
    assert found.wrong == []
    assert found.unlisted == []
    assert len(found.unbound) == KNOWN_GAPS.get(path.stem, 0), found.unbound


def test_the_truth_is_worth_something() -> None:
    """The score does see a wrong meaning: with all meanings of one file shifted by one number, hardly any fits."""
    wild = load(FILES[0])
    meanings = [meaning for *_, meaning in wild.truth]
    wild.truth[:] = [(b, s, e, m) for (b, s, e, _), m in zip(wild.truth, [*meanings[1:], meanings[0]], strict=True)]
    found = score(wild)
    assert len(found.wrong) > len(wild.truth) * 0.8
