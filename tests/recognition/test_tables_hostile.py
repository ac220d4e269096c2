"""Whatever a table looks like, reading it ends, raises nothing and counts every number once."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tables_support import document, spread

from juesuan.documents.model import Cell, Document, Paragraph, Table
from juesuan.recognition.identity import identify, settle_edition
from juesuan.recognition.tables import read_tables
from juesuan.taxonomy.edition import load

# fmt: off
WORDS = st.sampled_from([
    "收入", "支出", "项目", "决算数", "预算数", "科目编码", "科目名称", "类", "款", "项",
    "合计", "总计", "本年支出合计", "基本支出", "项目支出", "栏次", "行次", "1", "2", "3",
    "201", "20103", "2010301", "301", "30101", "1,234.56", "0.00",
    "-3", "12%", "—", "一、教育支出", "年初结转和结余", "公务接待费", "人员经费合计", "注：说明",
    "单位：元", "XX", "１２", "(3)",
])
# fmt: on
TEXTS = st.one_of(WORDS, st.just(""), st.text(max_size=8))
CELLS = st.tuples(TEXTS, st.integers(1, 3), st.integers(1, 3))
ROWS = st.lists(st.lists(CELLS, min_size=1, max_size=6), min_size=1, max_size=7)
TITLES = st.one_of(st.sampled_from([x.title for x in load("national-2022").layouts]), st.text(max_size=20))


@settings(max_examples=150, deadline=None)
@given(ROWS, TITLES)
def test_any_table_is_read(rows: list[list[tuple[str, int, int]]], title: str) -> None:
    made = document(title or "无", spread([list(r) for r in rows]))
    (statement,) = read_tables(made, load("national-2022"), 2023).statements
    bound = [o for o in statement.occurrences if o.value is not None]
    assert len(bound) <= statement.numbers
    assert len({(o.row_index, o.column_index) for o in statement.occurrences}) == len(statement.occurrences)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(*[st.integers(-1, 5)] * 2, *[st.integers(0, 9)] * 2, TEXTS), max_size=12))
def test_cells_may_overlap_or_leave_the_grid(cells: list[tuple[int, int, int, int, str]]) -> None:
    table = Table(0, 4, 4, tuple(Cell(max(r, 0), max(c, 0), down, across, text) for r, c, down, across, text in cells))
    assert len(read_tables(Document("x", "pdf", (table,))).statements) == 1


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=8))
def test_any_text_has_an_identity_and_an_edition(texts: list[str]) -> None:
    made = Document("x", "text", tuple(Paragraph(n, t) for n, t in enumerate(texts)))
    edition, zh, en = settle_edition(made, identify(made))
    assert edition.layouts
    assert zh
    assert en


def test_empty_tables_and_documents() -> None:
    assert read_tables(Document("x", "pdf", ())).statements == ()
    assert [s.id for s in read_tables(Document("x", "pdf", (Table(0, 0, 0, ()),))).statements] == ["other:"]
