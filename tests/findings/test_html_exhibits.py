"""What findings show: regions of pages, paragraphs, shortened tables; and whole checks of real files."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest
import sample_report
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent.parent / "documents"))

from pdf_writer import Pdf

from juesuan.checks.engine import CheckResult
from juesuan.checks.finding import Finding, Location, Related, Severity
from juesuan.documents import open_document
from juesuan.documents.model import Cell, Paragraph, Table
from juesuan.findings import html
from juesuan.findings.build import publish
from juesuan.findings.exhibits import (
    MOST_VIEWS,
    RELATED,
    ROOT,
    ROW,
    Exhibits,
    PageView,
    Reference,
    TableView,
    TextView,
    ViewCell,
    references,
)
from juesuan.findings.exhibits_blocks import block_views
from juesuan.findings.exhibits_build import exhibit
from juesuan.findings.exhibits_source import Source
from juesuan.findings.pipeline import Options, check_file
from juesuan.findings.report import Report, Spot
from juesuan.findings.selection import rules
from juesuan.place import Place
from juesuan.recognition import report as recognised

ROOT_FOLDER = Path(__file__).parents[2]
EXAMPLE = ROOT_FOLDER / "examples" / "linjiang-2021" / "published" / "report.docx"
PUTUO = ROOT_FOLDER.parent / "shared" / "corpus" / "putuo-finance-2024.pdf"


@pytest.fixture(autouse=True)
def sample_rules() -> None:
    """Unlike elsewhere in this folder, the real rules."""
    rules()


def source(*blocks: Paragraph | Table, header: int = 0) -> Source:
    """A document of these blocks; `header` rows of each table are above its first figure."""
    whole = sample_report.report("a.txt")
    statements = []
    for block in blocks:
        if isinstance(block, Table) and header < block.rows:
            cell = replace(whole.statements[0].occurrences[0], row_index=header)
            statements.append(replace(whole.statements[0], table=block, occurrences=(cell,)))
    document = replace(whole.document, format="text", blocks=blocks)
    return Source(replace(whole, document=document, statements=tuple(statements)), ())


def grid(rows: int, columns: int, spans: tuple[tuple[int, int, int, int], ...] = ()) -> Table:
    """A table with some merged cells (row, column, rowspan, colspan); every text says where it is."""
    taken: set[tuple[int, int]] = set()
    cells = []
    for row, column, rowspan, colspan in spans:
        squares = {(r, c) for r in range(row, row + rowspan) for c in range(column, column + colspan)}
        if squares & taken or row + rowspan > rows or column + colspan > columns:
            continue
        taken |= squares
        cells.append(Cell(row, column, rowspan, colspan, f"{row}.{column}"))
    cells += [
        Cell(r, c, 1, 1, f"{r}.{c}") for r in range(rows) for c in range(columns) if (r, c) not in taken
    ]
    return Table(0, rows, columns, tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))))


def at(row: int, column: int) -> Spot:
    return Spot(block=0, row_index=row, square=(row, column))


def widths(rows: tuple[tuple[ViewCell, ...], ...]) -> list[int]:
    """Columns that each row covers, cells that reach down from above included."""
    reach: list[list[int]] = []  # rows still covered, columns
    result = []
    for row in rows:
        result.append(sum(columns for left, columns in reach if left > 0) + sum(cell.columns for cell in row))
        reach = [[left - 1, columns] for left, columns in reach if left > 1]
        reach += [[cell.rows - 1, cell.columns] for cell in row if cell.rows > 1]
    return result


@given(
    rows=st.integers(1, 40),
    columns=st.integers(1, 18),
    header=st.integers(0, 3),
    spans=st.lists(st.tuples(*[st.integers(0, 30)] * 2, *[st.integers(1, 6)] * 2), max_size=5),
    where=st.lists(st.tuples(st.integers(0, 39), st.integers(0, 17)), min_size=1, max_size=8),
)
def test_shortened_tables_are_tables(
    rows: int,
    columns: int,
    header: int,
    spans: list[tuple[int, int, int, int]],
    where: list[tuple[int, int]],
) -> None:
    table = grid(rows, columns, tuple(spans))
    spots = [at(r % rows, c % columns) for r, c in where]
    places = references(spots[0], tuple(spots[1:]), ())
    (view,) = block_views(places, source(table, header=header))
    assert isinstance(view, TableView)
    assert len(set(widths(view.rows))) == 1  # every row is as wide as the others
    cells = [cell for row in view.rows for cell in row]
    rooted = [cell for cell in cells if cell.role == ROOT]
    # the root's own cell is shown, once for each stretch of rows it reaches into
    assert rooted or not any(c.row == spots[0].square[0] and c.column == spots[0].square[1] for c in table.cells)  # type: ignore[index]
    left_out = sum(cell.gap for row in view.rows for cell in row if len(row) == 1 and cell.gap)
    if columns > 1:
        assert left_out + sum(not (len(row) == 1 and row[0].gap) for row in view.rows) == rows
    assert len(view.rows) < 50


def test_header_rows_and_neighbours_are_kept() -> None:
    table = grid(30, 5)
    places = references(at(20, 3), (at(10, 3),), ())
    (view,) = block_views(places, source(table, header=2))
    assert isinstance(view, TableView)
    shown = [row[0].gap or row[0].text for row in view.rows]
    assert shown == ["0.0", "1.0", 8, "10.0", 8, "19.0", "20.0", "21.0", 8]
    assert [row[0].header for row in view.rows][:3] == [True, True, False]
    marks = {cell.text: (cell.role, cell.label) for row in view.rows for cell in row if cell.role in (ROOT, RELATED)}
    assert marks == {"20.3": (ROOT, ""), "10.3": (RELATED, "1")}


def test_long_paragraphs_are_cut_between_marks() -> None:
    text = "甲" * 500 + "根" + "乙" * 500 + "旁" + "丙" * 20
    places = references(Spot(block=0, start=500, end=501), (Spot(block=0, start=1001, end=1002),), ())
    (view,) = block_views(places, source(Paragraph(0, text)))
    assert isinstance(view, TextView)
    assert [(run.text, run.role) for run in view.runs if run.role] == [("根", ROOT), ("旁", RELATED)]
    assert sum(len(run.text) for run in view.runs) < 500
    assert sum(run.cut for run in view.runs) == 2
    assert "".join(run.text for run in view.runs).endswith("旁" + "丙" * 20)


@given(st.data())
def test_marks_never_change_a_short_paragraph(data: st.DataObject) -> None:
    text = data.draw(st.text("甲乙丙丁，。0123", min_size=1, max_size=80))
    spots = [
        Spot(block=0, start=start, end=data.draw(st.integers(-2, 90)))
        for start in data.draw(st.lists(st.integers(-2, 90), min_size=1, max_size=5))
    ]
    (view,) = block_views(references(spots[0], tuple(spots[1:]), ()), source(Paragraph(0, text)))
    assert isinstance(view, TextView)
    assert "".join(run.text for run in view.runs) == text


def test_evidence_elsewhere_is_shown_after_the_root_and_bounded() -> None:
    paragraphs = [Paragraph(n, f"第{n}段有{n}万元") for n in range(9)]
    spots = [Spot(block=n, start=4, end=6) for n in range(9)]
    views = block_views(references(spots[5], tuple(spots), ()), source(*paragraphs))
    assert len(views) == MOST_VIEWS
    assert views[0].spots[0] == spots[5]
    assert block_views([Reference(Spot(), ROOT)], source(*paragraphs)) == ()


# --- pages

LEFT = [72.0, 200.0, 320.0, 440.0]


def long_report(path: Path) -> str:
    """A table that runs over two pages, with its header on the first only, and a sentence about it."""
    pdf = Pdf()
    page = pdf.page()
    ys = [100.0 + 20 * n for n in range(36)]
    page.table(LEFT, ys, [["项目", "预算数", "决算数"]] + [[f"第{n}项", f"{n}.00", f"{n}.50"] for n in range(34)])
    page = pdf.page()
    ys = [60.0 + 20 * n for n in range(6)]
    page.table(LEFT, ys, [[f"第{n}项", f"{n}.00", f"{n}.50"] for n in range(34, 38)] + [["合计", "703.00", "9.99"]])
    page.text(72, 400, "2024年度支出合计9.99万元，比上年增加1.00万元。", 12)
    return str(pdf.save(path / "a.pdf"))


def shown(path: str, budget: int = 10**6) -> tuple[Report, Exhibits]:
    """The exhibits of a finding in the table's last row and of one in the sentence."""
    document = open_document(path)
    (table,) = document.tables()
    sentence = next(p for p in document.paragraphs() if "支出合计" in p.text)
    cells = {(cell.row, cell.column): cell for cell in table.cells}

    def cell(row: int) -> Location:
        there = cells[row, 2]
        return Location(Place(there.page, there.bbox, table.index), statement="expenditure", row_index=row)

    start = sentence.text.index("9.99")
    words = Location(sentence.place(start, start + 4), quote="9.99")
    whole = sample_report.report(path)
    statement = replace(
        whole.statements[0], table=table, occurrences=(replace(whole.statements[0].occurrences[0], row_index=1),)
    )
    last = table.rows - 1
    parts = tuple(Related(cell(row), "1.50", "term") for row in (2, 3, last - 1))
    findings = (
        Finding("JS101", Severity.ERROR, cell(last), related=parts),
        Finding("JS301", Severity.ERROR, words, related=(Related(cell(last), "9.99", "same_fact"),)),
    )
    report: recognised.Report = replace(whole, document=document, statements=(statement,))
    published = publish(CheckResult(report, findings, ()), "zh")
    return published, exhibit(report, published, (), budget)


def test_regions_hold_what_they_are_made_for(tmp_path: Path) -> None:
    published, exhibits = shown(long_report(tmp_path))
    assert [item.code for item in published.findings] == ["JS101", "JS301"]
    assert len(exhibits.pictures) == 2  # one a page, whatever the number of findings
    in_table, in_text = exhibits.views
    assert all(isinstance(view, PageView) for view in (*in_table, *in_text))
    for view in (*in_table, *in_text):
        assert isinstance(view, PageView)
        for strip in view.strips:
            area = exhibits.pictures[strip.picture].area
            assert area[0] <= strip.clip[0] < strip.clip[2] <= area[2]
            assert area[1] <= strip.clip[1] < strip.clip[3] <= area[3]
        region = view.strips[-1].clip
        for mark in view.marks:
            for box in mark.boxes:
                assert region[1] <= box[1] < box[3] <= region[3]
                assert region[0] <= box[0] < box[2] <= region[2]
        assert region[0] <= view.focus <= region[2]
    root = in_table[0]
    assert isinstance(root, PageView)
    # the header is on the page before: shown above, from that page's picture
    assert [strip.picture for strip in root.strips] == [1 - root.strips[-1].picture, root.strips[-1].picture]
    marks = [(mark.role, mark.label) for mark in root.marks]
    assert marks == [(ROW, ""), (RELATED, "3"), (ROOT, "")]
    assert [spot.row_index for view in in_table for spot in view.spots] == [39, 38, 2, 3]
    words = next(mark for mark in in_text[0].marks if mark.role == ROOT)  # type: ignore[union-attr]
    (box,) = words.boxes
    assert box[2] - box[0] == pytest.approx(24, abs=2)  # four characters of half the size, not the whole line
    assert [leaf.page for leaf in exhibits.leaves] == [1, 2]
    assert [len(leaf.dots) for leaf in exhibits.leaves] == [0, 2]


def test_without_room_for_pictures_the_blocks_are_shown(tmp_path: Path) -> None:
    path = long_report(tmp_path)
    _, exhibits = shown(path, budget=0)
    assert not exhibits.pictures
    assert [type(views[0]) for views in exhibits.views] == [TableView, TextView]
    _, some = shown(path, budget=9_000)
    assert sum(len(picture.data) for picture in some.pictures) <= 9_000


def test_a_file_that_is_gone_shows_its_blocks(tmp_path: Path) -> None:
    path = long_report(tmp_path)
    published, _ = shown(path)
    report = sample_report.report(path)
    Path(path).unlink()
    exhibits = exhibit(report, replace(published, findings=()), (), 10**6)
    assert exhibits == Exhibits(())


def test_places_beside_the_page_are_not_drawn(tmp_path: Path) -> None:
    path = long_report(tmp_path)
    document = open_document(path)
    report = replace(sample_report.report(path), document=document, statements=())
    boxes = ((float("nan"), 0.0, 1.0, 1.0), (-50.0, -50.0, -10.0, -10.0), (9999.0, 1.0, 99999.0, 2.0))
    findings = tuple(Finding("JS101", Severity.ERROR, Location(Place(n, box))) for n in (1, 7) for box in boxes)
    published = publish(CheckResult(report, findings, ()), "zh")
    assert exhibit(report, published, (), 10**6).views == ((),) * 6


# --- whole checks


def test_the_example_shows_every_place() -> None:
    report = check_file(str(EXAMPLE), Options("zh", picture_bytes=10**6))
    assert report.exhibits is not None
    assert len(report.findings) >= 15
    for item, views in zip(report.findings, report.exhibits.views, strict=True):
        if item.location.block is None:
            continue
        assert views, item.message
        if isinstance(views[0], TextView):
            assert [run.text for run in views[0].runs if run.role == ROOT] == [item.location.quote], item.message
        else:
            assert isinstance(views[0], TableView)
            marked = [cell for row in views[0].rows for cell in row if cell.role in (ROOT, "row")]
            assert marked, item.message
    page = "".join(html.render([report], "zh"))
    assert len(page.encode()) < 300_000
    assert page == "".join(html.render([check_file(str(EXAMPLE), Options("zh", picture_bytes=10**6))], "zh"))


@pytest.mark.skipif(not PUTUO.exists(), reason="needs the shared corpus")
def test_a_real_report_is_pictured_within_bounds() -> None:
    import time

    began = time.process_time()
    report = check_file(str(PUTUO), Options("zh", picture_bytes=html.picture_bytes(1)))
    page = "".join(html.render([report], "zh"))
    assert time.process_time() - began < 3
    assert len(page.encode()) < 1_500_000
    assert report.exhibits is not None
    assert len(report.exhibits.leaves) == 25
    for item, views in zip(report.findings, report.exhibits.views, strict=True):
        assert isinstance(views[0], PageView)
        assert views[0].spots[0] == item.location
        root = next(mark for mark in views[0].marks if mark.role == ROOT)
        if item.location.quote and item.location.start is not None:
            narrow = root.boxes[0][2] - root.boxes[0][0]
            assert narrow <= 13 * len(item.location.quote), item.message
    assert page == "".join(html.render([report], "zh"))
