"""The statements' forms: against cells that a person typed from a published report, and edition by edition."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from blocks import place

from juesuan.cube.coordinate import Coordinate
from juesuan.taxonomy.edition import load
from juesuan.writing.model import Fact, Facts, Inputs, Notes, Origin, Profile, StatementGrid, wan
from juesuan.writing.release import assemble
from juesuan.writing.samples import sample
from juesuan.writing.statements import statements
from juesuan.writing.totals import Book

TRUTH = Path(__file__).parents[1] / "truth" / "putuo-finance-2024.cells.csv"
EDITIONS = ("national-2022", "national-2020", "jilin-2021", "shanghai-2024", "hunan-2022")


def typed() -> list[dict[str, str]]:
    with TRUTH.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def coordinate(row: dict[str, str]) -> Coordinate:
    names = ("measure", "fund", "function", "economic", "kind")
    members = [row[n] for n in names]
    return Coordinate(*members, row["basis"].partition("|")[0], int(row["period"]))


def leaves() -> Facts:
    """What cannot be summed up from other cells: items, balances, income by fund."""
    at = {}
    for row in typed():
        c = coordinate(row)
        summed = (
            (c.function != "all" and len(c.function) < 7) or (c.economic[:1].isdigit() and len(c.economic) < 5)
            or c.economic == "three_public" or c.measure in ("resources", "uses") or c.kind in ("personnel", "public")
            or (c.function == c.economic == "all" and c.measure == "expenditure")
            or (c.measure == "income" and c.function == "all" and c.fund in ("all", "appropriation"))
        ) and len(c.economic) < 5  # fmt: skip
        if not summed:
            at[c] = Fact(int(Decimal(row["value"]) * 1_000_000), Origin.TABLES)
    return Facts(at, complete={x.id for x in load("shanghai-2024").layouts})


def paths(grid: StatementGrid) -> dict[tuple[str, str, str], list[str]]:
    """(row, code, column) → texts, read off the grid as a person reads it."""
    rows = [*grid.header, *grid.body]
    top = len(grid.header)
    square = {}
    for cell in place(rows, grid.columns):
        for r in range(cell.row, cell.row + cell.rowspan):
            for c in range(cell.column, cell.column + cell.colspan):
                square[r, c] = cell
    found: dict[tuple[str, str, str], list[str]] = {}
    for r in range(top, len(rows)):
        label = code = ""
        for c in range(grid.columns):
            cell = square[r, c]
            heads = [square[h, c] for h in range(top)]
            path = list(dict.fromkeys(h.text for h in heads if h.colspan < grid.columns and h.text != "项目"))
            if path[-1] in ("科目编码", "功能分类科目编码"):
                code = cell.text if cell.text.isdigit() else ""
                label = "" if code else cell.text
            elif "项目" in [h.text for h in heads] or path[-1] == "科目名称":
                label = cell.text
            else:
                found.setdefault((label, code, "/".join(path)), []).append(cell.text)
    return found


def test_cells_where_a_person_typed_them() -> None:
    profile = Profile("上海市某局", 2024, "shanghai-2024")
    book = Book(leaves())
    assert book.contradictions == []
    grids = {g.id: paths(g) for g in statements(book, profile, load("shanghai-2024"))}
    rows = typed()
    assert len(rows) > 150
    for row in rows:
        texts = grids[row["statement"]][row["row"], row["code"], row["column"]]
        values = [Decimal(t.replace(",", "")) for t in texts if t]
        # the leaves are rounded, and so may be what they make
        assert any(abs(v - Decimal(row["value"])) <= Decimal("0.02") for v in values), row


@pytest.mark.parametrize("edition", EDITIONS)
def test_order_and_titles(edition: str) -> None:
    grids = assemble(sample(3, edition)).grids
    form = [(x.id, x.title) for x in load(edition).layouts if x.id != "performance"]
    assert [(g.id, g.title) for g in grids if g.id != "performance"] == form
    marks = [g.mark for g in grids]
    assert (
        set(marks) == {""}
        if edition == "shanghai-2024"
        else marks == [f"公开{n:02}表" for n in range(1, len(marks) + 1)]
    )


@pytest.mark.parametrize(("edition", "year", "count", "fourteenth"), [
    ("national-2022", 2022, 26, "十四、资源勘探工业信息等支出"),
    ("national-2017", 2019, 24, "十四、资源勘探信息等支出"),
    ("shanghai-2024", 2024, 24, "十四、资源勘探工业信息等支出"),
])  # fmt: skip
def test_all_classes_of_the_year(edition: str, year: int, count: int, fourteenth: str) -> None:
    grids = statements(Book(Facts()), Profile("某局", year, edition), load(edition))
    for grid in (g for g in grids if g.id in ("income_expenditure_summary", "appropriation_summary")):
        labels = [c.text for row in grid.body for c in row if "、" in c.text and c.text.endswith("支出")]
        assert len(labels) == count
        assert labels[13] == fourteenth


def test_a_class_that_the_form_leaves_out_is_printed_if_it_is_in_use() -> None:
    facts = Facts({Coordinate("expenditure", function="2320301", kind="project"): Fact(10_000_000, Origin.TABLES)})
    grid = statements(Book(facts), Profile("某局", 2024, "shanghai-2024"), load("shanghai-2024"))[0]
    labels = [c.text for row in grid.body for c in row if "、" in c.text]
    assert "二十四、债务付息支出" in labels
    assert "二十五、抗疫特别国债安排的支出" in labels


@pytest.mark.parametrize(("fen", "text"), [(5_000, "0.01"), (4_999, "0.00"), (123_456_785_000, "123,456.79"), (0, "")])
def test_amounts_are_rounded_half_up(fen: int, text: str) -> None:
    facts = Facts({Coordinate("income", fund="other", function="2010301"): Fact(fen, Origin.TABLES)})
    book = Book(facts)
    grids = {g.id: g for g in statements(book, Profile("某局", 2022, "national-2022"), load("national-2022"))}
    cells = [c for row in grids["income_expenditure_summary"].body for c in row]
    shown = next(c for c in cells if c.coordinate == Coordinate("income", fund="other"))
    assert shown.text == text
    assert shown.fen == fen


@pytest.mark.parametrize("edition", EDITIONS)
def test_total_stands_where_the_edition_has_it(edition: str) -> None:
    grid = next(g for g in assemble(sample(1, edition)).grids if g.id == "expenditure")
    first, last = grid.body[0][0].text, grid.body[-1][0].text
    assert (first == "合计") != (last == "合计")
    assert (last == "合计") == (edition == "shanghai-2024")


def test_empty_statements_say_so_and_full_ones_do_not() -> None:
    for seed in range(12):
        release = assemble(sample(seed, "national-2022"))
        for grid in release.grids:
            amounts = any(c.fen for row in grid.body for c in row)
            said = any("本表无数据" in note for note in grid.notes)
            assert said == (not amounts)


def test_made_up_amounts_and_their_sums_are_marked() -> None:
    made_up = Coordinate("expenditure", fund="general", function="2010301", kind="basic")
    given = Coordinate("expenditure", fund="general", function="2080501", kind="basic")
    facts = Facts({made_up: Fact(1_000_000, Origin.RECONSTRUCTED), given: Fact(1_000_000, Origin.TABLES)})
    grids = statements(Book(facts), Profile("某局", 2022, "national-2022"), load("national-2022"))
    grid = next(g for g in grids if g.id == "general_budget_expenditure")
    marked = {c.coordinate.function: c.reconstructed for row in grid.body for c in row if c.coordinate and c.fen}
    assert {code for code, is_made_up in marked.items() if is_made_up} == {"2010301", "20103", "201", "all"}
    assert any("示例补充" in note for note in grid.notes)


def test_economic_items_in_use_beyond_the_form() -> None:
    c = Coordinate("expenditure", fund="general", kind="basic", economic="31204")
    inputs = Inputs(Profile("某局", 2022, "national-2022"), Facts({c: Fact(2_000_000, Origin.TABLES)}), Notes())
    grid = next(g for g in assemble(inputs, draft=True).grids if g.id == "basic_expenditure")
    cells = {x.coordinate: x.text for row in grid.body for x in row if x.coordinate}
    assert cells[c] == "2.00"
    assert cells[c._replace(economic="312")] == "2.00"
    assert cells[c._replace(economic="all", kind="public")] == str(wan(2_000_000))
