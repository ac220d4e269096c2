"""Our workbook, the command that scores, and the pictures."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from form_maker import made_form, runs_of
from lxml import etree
from test_rules import CLEAN
from test_runs import read as read_runs
from test_tables import MINISTRY, SICHUAN, read, table

from juesuan.cli import main
from juesuan.documents import open_document
from juesuan.findings.performance_svg import bullets, portfolio
from juesuan.performance import read_projects
from juesuan.performance.model import Entry, Project
from juesuan.performance.scoring import propose
from juesuan.performance.workbook import empty_workbook, scored_workbook

EXAMPLE = Path(__file__).parents[2] / "examples" / "linjiang-2021" / "published" / "report.docx"


def shown(entry: Entry | None) -> str:
    return "".join(entry.text.split()) if entry is not None else ""


def fields(project: Project) -> list[str]:
    """All that is stated in a form."""
    found = [project.name, project.department, project.unit, project.term, project.expected, project.achieved]
    for row in project.funds:
        found += [row.label, row.initial, row.adjusted, row.executed, row.weight, row.rate, row.score]
    for i in project.indicators:
        found += [i.level_text, i.aspect_text, i.name, i.target, i.actual, i.weight, i.score, i.deviation]
    return [shown(e) for e in (*found, project.total_weight, project.total_score)]


def filled_in(data: bytes, cells: dict[str, str | int]) -> bytes:
    """A workbook with cells of its second sheet filled in, as a spreadsheet would."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "xl/worksheets/sheet2.xml":
                sheet = text.decode()
                for at, value in cells.items():
                    typed = f"<v>{value}</v>" if isinstance(value, int) else f"<is><t>{value}</t></is>"
                    kind = "" if isinstance(value, int) else ' t="inlineStr"'
                    sheet, n = re.subn(rf'<c r="{at}"( s="\d+")/>', rf'<c r="{at}"\1{kind}>{typed}</c>', sheet)
                    assert n == 1, at
                text = sheet.encode()
            new.writestr(name, text)
    return target.getvalue()


def test_stated_scores_survive_scoring(tmp_path: Path) -> None:
    forms = [
        *read(table(MINISTRY)),
        *read(table(SICHUAN)),
        *read(table(CLEAN)),
        *read_projects(open_document(str(EXAMPLE))),
    ]
    file = tmp_path / "scored.xlsx"
    file.write_bytes(scored_workbook([(p, propose(p)) for p in forms]))
    again = read_projects(open_document(str(file)))
    assert len(again) == len(forms)
    for before, after in zip(forms, again, strict=True):
        assert fields(after) == fields(before)
        assert "proposed" in after.columns
        assert propose(after).total == propose(before).total


def test_the_empty_workbook_can_be_filled_in_and_scored(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "projects.xlsx"
    assert main(["score", str(file), "--empty", "--lang", "zh"]) == 0
    assert file.read_bytes() == empty_workbook()
    assert main(["score", str(file), "--empty", "--lang", "zh"]) == 2  # never overwritten
    assert main(["score", str(file), "--lang", "en"]) == 2  # nothing filled in
    assert b"<dataValidation " in zipfile.ZipFile(file).read("xl/worksheets/sheet2.xml")
    file.write_bytes(
        filled_in(
            file.read_bytes(),
            {
                "B2": "堤防维护", "B3": "青河市水利局", "F3": "青河市水利局", "D6": 100, "E6": 100, "F6": 95,
                "C13": "维护长度", "D13": "≥", "E13": 20, "F13": "公里", "G13": 18, "H13": 90,
            },
        )
    )  # fmt: skip
    capsys.readouterr()
    assert main(["score", str(file), "-o", str(tmp_path / "out.xlsx"), "--lang", "zh"]) == 0
    told = capsys.readouterr().out
    assert "堤防维护" in told
    assert "90.5" in told  # 9.5 + 81
    assert "95÷100=95%" in told
    assert "90×18÷20=81分" in told
    (project,) = read_projects(open_document(str(tmp_path / "out.xlsx")))
    assert (project.label, shown(project.indicators[0].score)) == ("堤防维护", "")
    sheet = zipfile.ZipFile(tmp_path / "out.xlsx").read("xl/worksheets/sheet1.xml").decode()
    assert "<v>81</v>" in sheet
    assert "<v>9.5</v>" in sheet


def test_score_prints_both_languages_and_refuses_what_it_cannot_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["score", str(EXAMPLE), "--lang", "en"]) == 0
    told = capsys.readouterr().out
    assert "the points come to 110, not 100" in told
    assert "budget execution: stated 100, proposed 10" in told
    text = tmp_path / "a.txt"
    text.write_text("没有自评表", encoding="utf-8")
    assert main(["score", str(text), "--lang", "zh"]) == 2
    assert "没有填写过的绩效自评表" in capsys.readouterr().err
    assert main(["score", str(EXAMPLE), str(text)]) == 2
    assert main(["score", str(EXAMPLE), "--far", "0.5"]) == 2
    assert main(["score", str(EXAMPLE), "--far", "viel"]) == 2


def test_pictures_are_whole_told_in_words_and_safe() -> None:
    (form,) = read(table(CLEAN.replace("堤防维护", "堤防<维护>&")))
    for picture in (bullets(form, "zh"), portfolio([form, *read(table(MINISTRY))], "en", "x")):
        root = etree.fromstring(picture)
        assert root.get("role") == "img"
        ids = root.get("aria-labelledby").split()
        assert [e.get("id") for e in root[:2]] == ids
        assert all(e.text for e in root[:2])
    assert "92.03" not in bullets(form, "zh")
    assert "14.53/15" in bullets(form, "zh")
    assert bullets(read(table(MINISTRY))[0], "en") != ""
    assert portfolio([], "zh") == ""


def test_projects_at_one_place_share_a_dot() -> None:
    (form,) = read(table(CLEAN))
    picture = portfolio([form, form, form], "zh")
    assert picture.count("<circle") == 1
    assert "1–3" in picture


@pytest.mark.parametrize("seed", range(0, 40, 8))
def test_made_forms_can_be_scored(seed: int) -> None:
    (project,) = read_runs(runs_of(made_form(seed), seed, 0))
    proposal = propose(project)
    assert len(proposal.indicators) == len(project.filled)
    assert all(s.value is None or 0 <= s.value <= Decimal(100) for _, s in proposal.indicators)


def test_numbers_land_in_the_file_digit_for_digit() -> None:
    (project,) = read_runs(runs_of(made_form(8), 8, 0))
    project = replace(project, total_score=replace(project.total_score, text="92.49"))
    data = scored_workbook([(project, propose(project))])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = [archive.read(n).decode() for n in archive.namelist() if n.startswith("xl/worksheets/sheet")]
    values = [v for sheet in sheets for v in re.findall(r"<v>([\d.]+)</v>", sheet)]
    assert "92.49" in values
    assert max(len(v) for v in values) < 12
