"""tables.xlsx, report.html, data/ and manifest.json: what they hold, and that they read back as they were meant."""

import base64
import csv
import functools
import hashlib
import io
import itertools
import json
import re
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from urllib.parse import unquote

import frictionless
import pytest
from lxml import etree
from lxml import html as lxml_html

from juesuan.compiling.readback import check_file, check_release
from juesuan.cube.coordinate import Coordinate
from juesuan.documents import open_document
from juesuan.documents.model import Paragraph, Table
from juesuan.documents.web import read
from juesuan.writing import data_package, html_report, manifest, xlsx_tables
from juesuan.writing.figures import figures
from juesuan.writing.grid_roles import Role, spots
from juesuan.writing.model import GridCell, Origin, Profile, Release, StatementGrid, Text, wan
from juesuan.writing.release import assemble
from juesuan.writing.samples import sample

EDITIONS = ("national-2022", "national-2020", "jilin-2021", "shanghai-2024", "hunan-2022")
HOSTILE = "</style><script>alert(1)</script>\"'<b>&amp;"


@pytest.fixture(scope="module", params=EDITIONS)
def release(request: pytest.FixtureRequest) -> Release:
    return assemble(sample(1, request.param))


def renamed(release: Release, name: str) -> Release:
    """The release of a unit of another name."""
    profile: Profile = replace(release.inputs.profile, name=name)
    texts = tuple(Text(name + t.text, t.level) for t in release.texts)
    grids = tuple(replace(grid, notes=(name,)) for grid in release.grids)
    return replace(release, inputs=replace(release.inputs, profile=profile), title=name, texts=texts, grids=grids)


# --- read back --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("seed", [2, 11])
@pytest.mark.parametrize("name", ["tables.xlsx", "report.html"])
def test_reads_back(tmp_path: Path, name: str, edition: str, seed: int) -> None:
    release = assemble(sample(seed, edition))
    before = check_release(release)
    assert before.result is not None
    {"tables.xlsx": xlsx_tables, "report.html": html_report}[name].write(release, tmp_path / name)
    outcome = check_file(release, before.result.report, tmp_path / name)
    assert outcome.lost == ()
    assert not outcome.grave(("error", "warning"))
    assert outcome.result is not None
    assert [n for n in outcome.result.not_checked if n.reason_code not in ("absent", "no_previous_year")] == []


def test_same_release_same_bytes(release: Release, tmp_path: Path) -> None:
    again = assemble(sample(1, release.inputs.profile.edition))
    assert xlsx_tables.render(release) == xlsx_tables.render(again)
    assert html_report.render(release) == html_report.render(again)
    assert data_package.render(release) == data_package.render(again)


# --- tables.xlsx ------------------------------------------------------------------------------------------------------


MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def workbook(data: bytes) -> dict[str, dict[tuple[int, int], str | Decimal]]:
    """Sheet by sheet the cells of a workbook, read from its parts: texts and stored numbers."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        shared = [
            "".join(t.text or "" for t in si.iter(f"{MAIN}t"))
            for si in etree.fromstring(archive.read("xl/sharedStrings.xml"))
        ]
        names = [s.get("name") for s in etree.fromstring(archive.read("xl/workbook.xml")).iter(f"{MAIN}sheet")]
        found = {}
        for n, name in enumerate(names, 1):
            cells: dict[tuple[int, int], str | Decimal] = {}
            for c in etree.fromstring(archive.read(f"xl/worksheets/sheet{n}.xml")).iter(f"{MAIN}c"):
                letters, row = re.fullmatch(r"([A-Z]+)(\d+)", c.get("r")).groups()
                column = functools.reduce(lambda n, letter: n * 26 + ord(letter) - 64, letters, 0)
                value = c.findtext(f"{MAIN}v")
                if value is not None:
                    cells[int(row) - 1, column - 1] = shared[int(value)] if c.get("t") == "s" else Decimal(value)
            found[name] = cells
    return found


def test_workbook_holds_numbers(release: Release) -> None:
    """Each amount is a number in its place, and blank cells are blank."""
    book = workbook(xlsx_tables.render(release))
    assert len(book) == len(release.grids) + len(release.projects)
    for (name, cells), grid in zip(book.items(), release.grids, strict=False):
        assert name == (grid.mark or grid.title)
        assert cells[0, 0] == grid.title
        for spot in (spot for row in spots(grid) for spot in row if spot.role is Role.AMOUNT):
            found = cells.get((3 + spot.row, spot.column))
            assert found == (wan(spot.cell.fen or 0) if spot.cell.text else None)


def test_workbook_marks_made_up_amounts(release: Release, tmp_path: Path) -> None:
    def made_up(cell: GridCell) -> GridCell:
        return replace(cell, reconstructed=bool(cell.text and cell.coordinate))

    grid = release.grids[0]
    body = tuple(tuple(made_up(cell) for cell in row) for row in grid.body)
    path = tmp_path / "tables.xlsx"
    xlsx_tables.write(replace(release, grids=(replace(grid, body=body),)), path)
    tables = [b for b in open_document(path).blocks if isinstance(b, Table)]
    assert any(re.fullmatch(r"[\d,]+\.\d\d\*", cell.text) for cell in tables[0].cells)


def test_tabs_are_distinct_and_valid(release: Release) -> None:
    named = "项目[1]：运行/维护*经费?" * 3
    grids = tuple(replace(release.grids[0], mark="", title=named) for _ in range(3))
    names = list(workbook(xlsx_tables.render(replace(release, grids=grids))))
    assert len(names) == 3 + len(release.projects)
    assert all(len(n) <= 31 and not set(n) & set("[]:*?/\\") for n in names)


# --- report.html ------------------------------------------------------------------------------------------------------


def test_page_is_self_contained(release: Release) -> None:
    page = html_report.render(release)
    assert "<script" not in page
    assert " style=" not in page
    assert not re.search(r"""(?:src|href)=["'](?!#|data:text/csv)""", page)
    assert "url(" not in page
    assert "@import" not in page
    policy = re.search(r'content="(default-src[^"]*)"', page)
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert policy is not None
    assert style is not None
    digest = hashlib.sha256(style[1].encode()).digest()
    assert f"'sha256-{base64.b64encode(digest).decode()}'" in policy[1]


def test_page_escapes_what_it_says(release: Release) -> None:
    page = html_report.render(renamed(release, HOSTILE))
    assert "<script" not in page
    assert "<b>&amp;amp;" not in page.replace(html_report._style(), "")
    tree = lxml_html.fromstring(page)
    assert HOSTILE in tree.findtext(".//title")
    assert any(HOSTILE in p.text_content() for p in tree.iter("p"))


def test_amounts_name_their_heads(release: Release) -> None:
    """Every amount's heads are header cells of the same table: the column's and, nearest to it, the row's."""
    tree = lxml_html.fromstring(html_report.render(release))
    ids = [e.get("id") for e in tree.iter() if isinstance(e.tag, str) and e.get("id")]
    assert len(ids) == len(set(ids))
    tables = tree.xpath("//main//table[contains(@class, 'statement')]")
    assert len(tables) == len(release.grids)
    for table in tables:
        heads = {th.get("id"): th for th in table.iter("th")}
        amounts = [td for td in table.iter("td") if "a" in (td.get("class") or "").split() and td.text_content()]
        for td in amounts:
            named = [heads[name] for name in td.get("headers").split()]
            assert any(th.get("scope") in ("col", "colgroup") for th in named)
            rows = [th for th in named if th.get("scope") in ("row", "rowgroup")]
            assert all(th.getparent() is td.getparent() for th in rows)


def test_page_headings_form_an_outline(release: Release) -> None:
    tree = lxml_html.fromstring(html_report.render(release))
    levels = [int(e.tag[1]) for e in tree.iter("h1", "h2", "h3", "h4", "h5")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    for link in tree.xpath("//nav//a"):
        assert tree.xpath(f"//*[@id='{link.get('href')[1:]}']")


def test_charts_have_words_data_and_a_file(release: Release) -> None:
    tree = lxml_html.fromstring(html_report.render(release))
    charts = tree.xpath("//figure[@class='chart']")
    drawn = figures(release)
    assert len(charts) == len(drawn) >= 4
    for chart, figure in zip(charts, drawn, strict=True):
        svg = chart.find(".//svg")
        assert svg.get("role") == "img"
        assert svg.findtext("title") == figure.title
        assert svg.findtext("desc")
        assert len(chart.findall(".//tbody/tr")) >= len(figure.listed)
        link = chart.find(".//a[@download]").get("href")
        rows = list(csv.reader(io.StringIO(unquote(link.split(",", 1)[1]).removeprefix("\ufeff"))))
        assert len(rows) == len(figure.listed) + 1
        fen = [None if v == "" else round(Decimal(v) * 100) for v in rows[1][3:]]
        assert fen == list(figure.listed[0].values)


def test_a_reader_leaves_charts_out_and_ordinary_figures_in() -> None:
    rows = "".join(f"<tr><td>项目{n}</td><td>{n}.00</td><td>{n}.50</td></tr>" for n in range(4))
    svg = '<svg role="img"><title>图</title></svg>'
    page = f"<h1>甲局2022年度部门决算</h1><figure class='chart'>{svg}<table>{rows}</table></figure><p>正文一二三</p>"
    icon = f"<h1>甲局2022年度部门决算</h1><figure class='table'>{svg}<table>{rows}</table></figure><p>正文一二三</p>"
    assert [b for b in read("c.html", icon.encode()).blocks if isinstance(b, Table)]
    plain = f"<h1>甲局2022年度部门决算</h1><figure class='table'><table>{rows}</table></figure><p>正文一二三</p>"
    assert not [b for b in read("a.html", page.encode()).blocks if isinstance(b, Table)]
    assert [b for b in read("b.html", plain.encode()).blocks if isinstance(b, Table)]
    assert "正文一二三" in [b.text for b in read("a.html", page.encode()).blocks if isinstance(b, Paragraph)]


def test_a_flow_is_drawn_only_where_it_adds_up(release: Release) -> None:
    flow = next(f for f in figures(release) if f.key == "flow")
    sides = [sum(i.values[0] or 0 for i in side) for side in (flow.drawn, flow.into)]
    assert abs(sides[0] - sides[1]) <= 20_000
    facts = release.inputs.facts
    less = {c: f for c, f in facts.at.items() if c.measure != "closing"}
    inputs = replace(release.inputs, facts=replace(facts, at=less, complete=set()))
    assert not any(f.key == "flow" for f in figures(replace(release, inputs=inputs)))


# --- data/ ------------------------------------------------------------------------------------------------------------


def read_csv(made: dict[str, bytes], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(made[name].decode())))


def test_data_states_every_amount_exactly(release: Release) -> None:
    made = data_package.render(release)
    rows = read_csv(made, "statements.csv")
    cells = [
        (grid.id, cell.coordinate, cell.fen)
        for grid in release.grids
        for row in grid.body
        for cell in row
        if cell.coordinate is not None and cell.fen is not None
    ]
    assert len(rows) == len(cells)
    assert sum(round(Decimal(r["amount"]) * 100) for r in rows) == sum(fen for _, _, fen in cells)
    assert all(wan(round(Decimal(r["amount"]) * 100)) == Decimal(r["shown"]) for r in rows if r["shown"])
    facts = {
        (r["year"], r["measure"], r["fund"], r["function"], r["economic"], r["kind"], r["phase"]): r["amount"]
        for r in read_csv(made, "facts.csv")
    }
    year = release.inputs.profile.year
    for c, fact in release.inputs.facts.at.items():
        key = (str(year + c.period), c.measure, c.fund, c.function, c.economic, c.kind, c.basis)
        assert round(Decimal(facts[key]) * 100) == fact.fen


def test_descriptor_matches_its_files(release: Release) -> None:
    made = data_package.render(release)
    descriptor = json.loads(made["datapackage.json"])
    assert {r["path"] for r in descriptor["resources"]} == set(made) - {"datapackage.json"}
    for resource in descriptor["resources"]:
        content = made[resource["path"]]
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        fields = [field["name"] for field in resource["schema"]["fields"]]
        rows = read_csv(made, resource["path"])
        assert all(list(row) == fields and None not in row.values() for row in rows)
        keys = [tuple(row[k] for k in resource["schema"]["primaryKey"]) for row in rows]
        assert len(keys) == len(set(keys))
        assert all(all(key) for key in keys)


def test_frictionless_accepts_the_data(release: Release, tmp_path: Path) -> None:
    data_package.write(release, tmp_path)
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["note"])
    assert len(report.tasks) == 5


def test_frictionless_refuses_an_amount_altered_afterwards(release: Release, tmp_path: Path) -> None:
    data_package.write(release, tmp_path)
    facts = tmp_path / "facts.csv"
    facts.write_bytes(facts.read_bytes().replace(b".00,", b".01,", 1))
    assert not frictionless.validate(str(tmp_path / "datapackage.json")).valid


def test_model_describes_every_column_of_the_facts_once(release: Release) -> None:
    """What the published schema of the Fiscal Data Package requires beside what the tabular one does."""
    made = data_package.render(release)
    descriptor = json.loads(made["datapackage.json"])
    model = descriptor["model"]
    dimensions = model["dimensions"].values()
    attributes = [attribute["source"] for dimension in dimensions for attribute in dimension["attributes"].values()]
    measures = [measure["source"] for measure in model["measures"].values()]
    (facts,) = [r for r in descriptor["resources"] if r["name"] == "facts"]
    columns = [field["name"] for field in facts["schema"]["fields"]]
    assert sorted([*attributes, *measures, "origin"]) == sorted(columns)
    keys = {key for dimension in model["dimensions"].values() for key in dimension["primaryKey"]}
    assert set(facts["schema"]["primaryKey"]) <= keys
    kinds = {d["classificationType"] for d in model["dimensions"].values() if d["dimensionType"] == "classification"}
    assert kinds == {"functional", "economic"}
    year = release.inputs.profile.year
    assert descriptor["fiscalPeriod"] == {"start": f"{year}-01-01", "end": f"{year}-12-31"}


# --- manifest.json ----------------------------------------------------------------------------------------------------


def test_manifest_lists_inputs_and_outputs(tmp_path: Path) -> None:
    folder, out = tmp_path / "unit", tmp_path / "unit" / "out"
    (folder / "last-year").mkdir(parents=True)
    out.mkdir()
    (folder / "unit.toml").write_text("x")
    (folder / "last-year" / "report.docx").write_text("y")
    elsewhere = tmp_path / "platform.xlsx"
    elsewhere.write_text("z")
    inputs = sample(3, "national-2022")
    inputs = replace(inputs, files=(folder / "unit.toml", folder / "last-year", elsewhere))
    release = assemble(inputs)
    data_package.write(release, out / "data")
    manifest.write(release, out / "manifest.json", folder)
    told = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert [e["path"] for e in told["inputs"]] == ["unit.toml", "last-year/report.docx", "platform.xlsx"]
    assert told["inputs"][0]["sha256"] == hashlib.sha256(b"x").hexdigest()
    names = [e["path"] for e in told["outputs"]]
    assert names == sorted(f"data/{name}" for name in data_package.render(release))
    assert told["edition"]["id"] == "national-2022"
    assert str(tmp_path) not in json.dumps(told, ensure_ascii=False)
    first = (out / "manifest.json").read_bytes()
    manifest.write(release, out / "manifest.json", folder)
    assert (out / "manifest.json").read_bytes() == first


# --- what cells are ---------------------------------------------------------------------------------------------------


def test_labels_hold_up_to_the_next_label() -> None:
    def amount(text: str) -> GridCell:
        return GridCell(text, fen=100, align="right", coordinate=Coordinate("income"))

    head = tuple(GridCell(t, align="center") for t in ("收", "数", "支", "数"))
    body = ((GridCell("本年收入合计", align="center"), amount("1.00"), GridCell("本年支出"), amount("2.00")),)
    grid = StatementGrid("x", "表", "", "万元", 4, (head,), body)
    row = list(spots(grid))[1]
    assert [s.total for s in row] == [True, True, False, False]
    assert row[1].heads == ((0, 1), (1, 0))
    assert row[3].heads == ((0, 3), (1, 2))


def test_charts_mark_what_was_made_up(release: Release) -> None:
    facts = release.inputs.facts
    made_up = {c: replace(fact, origin=Origin.RECONSTRUCTED) for c, fact in facts.at.items()}
    inputs = replace(release.inputs, facts=replace(facts, at=made_up))
    page = html_report.render(replace(release, inputs=inputs))
    for figure in figures(release):
        chart = lxml_html.fromstring(page).get_element_by_id(figure.key)
        cells = [td.text_content() for td in chart.iter("td")]
        assert any(re.fullmatch(r"[\d,]+\.\d\d\*", cell) for cell in cells)
    assert "示例补充" in page
    assert "*</" not in html_report.render(release)
