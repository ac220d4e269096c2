"""The example's folder compiles clean, its workbooks are what their source says, and what is made up is marked."""

import importlib.util
import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from juesuan.checks.engine import run
from juesuan.checks.finding import Severity
from juesuan.cli import main
from juesuan.compiling.gather import gather
from juesuan.compiling.readback import check_release
from juesuan.compiling.run import FaultsError, compile_folder
from juesuan.cube.coordinate import Coordinate
from juesuan.cube.spelling import parse
from juesuan.documents import open_document
from juesuan.documents.sheets import open_sheets
from juesuan.recognition import recognise
from juesuan.writing import pdf_report
from juesuan.writing.model import Origin, wan
from juesuan.writing.release import assemble
from juesuan.writing.totals import Book

EXAMPLE = Path(__file__).parents[2] / "examples" / "linjiang-2021"
CHOSEN = {
    "expenditure@kind=project": "487.53",
    "expenditure@fund=general,kind=basic": "233.80",
    "expenditure@fund=general,kind=personnel": "116.82",
    "expenditure@fund=general,kind=public": "116.98",
    "expenditure@kind=basic": "233.88",
    "resources": "721.82",
    "uses": "721.82",
    "income": "704.06",
    "expenditure": "721.41",
    "resources@fund=appropriation": "721.70",
    "expenditure@fund=general": "721.33",
}


@pytest.fixture(scope="module")
def make():
    sys.path.insert(0, str(EXAMPLE))
    spec = importlib.util.spec_from_file_location("linjiang_make", EXAMPLE / "make.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    sys.path.remove(str(EXAMPLE))
    return module


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    out = tmp_path_factory.mktemp("example") / "out"
    return compile_folder(EXAMPLE, out), out


def test_workbooks_are_those_of_the_source(make, tmp_path):
    make.main(tmp_path)
    # sheet by sheet: the bytes hang on the version of the library that packs them
    for name in ("tables.xlsx", "projects.xlsx"):
        assert open_sheets(tmp_path / name) == open_sheets(EXAMPLE / name), f"run make.py: {name} is out of date"
    first = {name: (tmp_path / name).read_bytes() for name in ("tables.xlsx", "projects.xlsx")}
    make.main(tmp_path)
    assert first == {name: (tmp_path / name).read_bytes() for name in first}


def test_figures():
    book = Book(gather(EXAMPLE).facts)
    assert {where: str(wan(book.fen(parse(where)))) for where in CHOSEN} == CHOSEN


def test_what_is_made_up_is_known():
    facts = gather(EXAMPLE).facts.at
    made_up = {c for c, fact in facts.items() if fact.origin is Origin.RECONSTRUCTED}
    assert len(made_up) == 24
    assert all(c.economic != "all" for c in made_up)
    assert facts[Coordinate("opening")].origin is Origin.TABLES


def test_made_up_amounts_are_marked(made):
    release = made[0].release
    grid = next(g for g in release.grids if g.id == "basic_expenditure")
    assert sum(c.reconstructed for row in grid.body for c in row) >= 24
    assert any("*" in note for note in grid.notes)
    assert any(t.text.startswith("说明：") and "示例补充" in t.text for t in release.texts)


def test_read_back(made):
    compilation, out = made
    assert compilation.outcomes == ()
    names = [n for n in compilation.names if re.fullmatch(r"report\..*|tables\.xlsx", n)]
    assert {"report.docx", "tables.xlsx"} <= set(names)
    for name in names:
        report = recognise(open_document(out / name))
        assert report.edition.id == "jilin-2021"
        findings = run(report).findings
        assert [(f.code, f.location.quote) for f in findings if f.severity is not Severity.INFO] == [], name
        assert report.coverage.narrative_amounts == report.coverage.narrative_amounts_bound
        assert sum(s.numbers for s in report.statements) > 200


def test_without_the_typesetter_all_but_the_pdf_is_written(tmp_path, monkeypatch, capsys):
    def refuse(release, path):
        raise pdf_report.NoTypesetterError

    monkeypatch.setattr(pdf_report, "write", refuse)
    assert main(["compile", str(EXAMPLE), "-o", str(tmp_path / "out"), "--lang", "en"]) == 0
    assert "report.pdf: writing PDF needs an extra" in capsys.readouterr().err
    written = {p.name for p in (tmp_path / "out").iterdir()}
    assert "report.docx" in written
    assert "report.pdf" not in written


def test_a_warning_about_the_facts_is_told_before_anything_is_written(tmp_path, monkeypatch):
    """What is wrong with the folder is not told as a fault of the file that was written from it."""
    inputs = gather(EXAMPLE)
    as_published = tuple(
        replace(p, funds=tuple(replace(row, initial=row.adjusted) for row in p.funds)) for p in inputs.projects
    )
    monkeypatch.setattr("juesuan.compiling.run.gather", lambda *_: replace(inputs, projects=as_published))
    with pytest.raises(FaultsError) as error:
        compile_folder(EXAMPLE, tmp_path / "out")
    assert [o.name for o in error.value.outcomes] == [""]
    assert not (tmp_path / "out").exists()


def test_projects_budgeted_beyond_the_whole_budget_are_still_told():
    inputs = gather(EXAMPLE)
    as_published = tuple(
        replace(p, funds=tuple(replace(row, initial=row.adjusted) for row in p.funds)) for p in inputs.projects
    )
    for projects, told in ((inputs.projects, False), (as_published, True)):
        outcome = check_release(assemble(replace(inputs, projects=projects)))
        assert ("JS310" in {f.code for f in outcome.result.findings}) is told
