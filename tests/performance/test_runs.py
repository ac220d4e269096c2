"""Forms that a picture left behind as text runs come back whole."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from form_maker import MadeForm, made_form, runs_of

from juesuan.documents.model import Document, Paragraph, Picture, Piece
from juesuan.performance.model import Entry, Project
from juesuan.performance.reading import read_projects


def read(runs: list[str], after: tuple[str, ...] = ()) -> tuple[Project, ...]:
    """The forms of a text: a picture's mark, the runs, then other lines."""
    blocks: list = [Picture(0, "image.emf")]
    for n, run in enumerate((*runs, *after), 1):
        blocks.append(Paragraph(n, run, (Piece(0, len(run), line=n),)))
    return read_projects(Document("a.txt", "text", tuple(blocks)))


def shown(entry: Entry | None) -> str:
    return "".join(entry.text.split()) if entry is not None else ""


def differences(form: MadeForm, project: Project) -> Iterator[str]:
    """What came back otherwise than it was printed."""
    pairs = [
        ("name", form.name, project.name),
        ("department", form.department, project.department),
        ("unit", form.unit, project.unit),
        ("boxes", form.boxes, project.attribute_text),
        ("term", form.term, project.term),
        ("expected", form.expected, project.expected),
        ("achieved", form.achieved, project.achieved),
        ("total weight", form.total[0], project.total_weight),
        ("total score", form.total[1], project.total_score),
    ]
    if len(form.funds) != len(project.funds):
        yield f"funds: {len(form.funds)} rows, read {[r.label.text for r in project.funds]}"
    for row, fund in zip(form.funds, project.funds, strict=False):
        cells = (fund.label, fund.initial, fund.adjusted, fund.executed, fund.weight, fund.rate, fund.score)
        pairs += [(f"funds {row[0]} {n}", text, cell) for n, (text, cell) in enumerate(zip(row, cells, strict=True))]
    if len(form.rows) != len(project.indicators):
        yield f"rows: {len(form.rows)}, read {[shown(i.name) for i in project.indicators]}"
    for made, got in zip(form.rows, project.indicators, strict=False):
        for key in ("level", "aspect"):
            pairs.append((f"{made.name} {key}", getattr(made, key), getattr(got, f"{key}_text")))
        for key in ("name", "target", "actual", "weight", "score", "deviation"):
            pairs.append((f"{made.name} {key}", getattr(made, key), getattr(got, key)))
    for what, text, cell in pairs:
        if text != shown(cell):
            yield f"{what}: {text!r}, read {shown(cell)!r}"


@pytest.mark.parametrize("part", range(10))
def test_forms_cut_anywhere_come_back_whole(part: int) -> None:
    wrong = {}
    for seed in range(part * 30, part * 30 + 30):
        form = made_form(seed)
        projects = read(runs_of(form, seed))
        found = list(differences(form, projects[0])) if len(projects) == 1 else [f"{len(projects)} forms"]
        if found:
            wrong[seed] = found
    assert not wrong
