"""Statements written as workbooks come back with the same coordinates and values, and so do those of web pages."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from workbook_writer import write_report

from juesuan.cube.occurrence import Occurrence
from juesuan.documents import open_document
from juesuan.documents.model import Block, Cell, Document, Paragraph, Piece, Table
from juesuan.recognition import recognise
from juesuan.recognition.report import Report

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
needs_corpus = pytest.mark.skipif(not CORPUS.exists(), reason="the corpus of real reports is not here")
QUICK = settings(max_examples=25, deadline=5000, suppress_health_check=[HealthCheck.function_scoped_fixture])


def facts(report: Report, scale: int = 1) -> list[tuple[object, ...]]:
    def of(o: Occurrence) -> tuple[object, ...]:
        return (o.statement, o.coordinate, o.row, o.code, o.column, None if o.value is None else o.value * scale)

    return [of(o) for statement in report.statements for o in statement.occurrences]


@needs_corpus
@pytest.mark.parametrize("name", ["putuo-finance-2024.pdf", "eco-2025.html", "shiquan-2025.html"])
@pytest.mark.parametrize("scale", [1, 10000])
def test_real_statements_come_back(tmp_path: Path, name: str, scale: int) -> None:
    report = recognise(open_document(CORPUS / name))
    write_report(tmp_path / "book.xlsx", report, scale=scale, wide_title=scale == 1, text_codes=scale == 1)
    again = recognise(open_document(tmp_path / "book.xlsx"))
    assert facts(again) == facts(report, scale)
    assert {s.unit for s in again.statements if s.occurrences} == {"万元" if scale == 1 else "元"}
    assert again.coverage.table_amounts_bound == again.coverage.table_amounts == report.coverage.table_amounts
    assert [c.text for c in again.claims] == [c.text for c in report.claims]
    for statement in again.statements:
        sheets = {o.place.sheet for o in statement.occurrences}
        assert len(sheets) <= 1
        assert len({o.place.cell for o in statement.occurrences}) == len(statement.occurrences)


def made(title: str, lines: list[list[str]]) -> Report:
    """A report of one statement; `<` in a line merges with the cell to the left."""
    cells = tuple(
        Cell(r, c, 1, 1 + (line[c + 1 : c + 2] == ["<"]), text)
        for r, line in enumerate(lines)
        for c, text in enumerate(line)
        if text != "<"
    )
    texts = [title, "单位：万元"]
    blocks: list[Block] = [Paragraph(n, text, (Piece(0, len(text)),)) for n, text in enumerate(texts)]
    blocks.append(Table(2, len(lines), len(lines[0]), cells))
    return recognise(Document("made", "text", tuple(blocks)))


AMOUNTS = st.one_of(
    st.just(""), st.decimals(Decimal("-99999.99"), Decimal("9999999.99"), places=2).map("{:,.2f}".format)
)
FUNCTIONS = [("201", "一般公共服务支出"), ("20106", "财政事务"), ("2010601", "行政运行"), ("208", "社会保障和就业支出")]
STYLE = st.fixed_dictionaries({n: st.booleans() for n in ("wide_title", "one_line", "text_codes")})


@QUICK
@given(st.lists(st.lists(AMOUNTS, min_size=3, max_size=3), min_size=2, max_size=5), STYLE, st.sampled_from([1, 10000]))
def test_any_expenditure_statement_comes_back(
    tmp_path: Path, amounts: list[list[str]], style: dict[str, bool], scale: int
) -> None:
    labels = [*FUNCTIONS[: len(amounts) - 1], ("", "合计")]
    rows = [[code, name, *line] for (code, name), line in zip(labels, amounts, strict=True)]
    header = [["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"]]
    report = made("支出决算表", [*header, *rows])
    assert len(facts(report)) == 3 * len(rows)
    write_report(tmp_path / "book.xlsx", report, scale=scale, **style)
    assert facts(recognise(open_document(tmp_path / "book.xlsx"))) == facts(report, scale)


@QUICK
@given(st.lists(st.tuples(AMOUNTS, AMOUNTS), min_size=3, max_size=3), STYLE)
def test_any_two_sided_statement_comes_back(
    tmp_path: Path, amounts: list[tuple[str, str]], style: dict[str, bool]
) -> None:
    labels = [
        ("一、一般公共预算财政拨款收入", "一、一般公共服务支出"),
        ("二、政府性基金预算财政拨款收入", "二、外交支出"),
        ("总计", "总计"),
    ]
    rows = [[a, x, b, y] for (a, b), (x, y) in zip(labels, amounts, strict=True)]
    header = [["收入", "<", "支出", "<"], ["项目", "决算数", "项目", "决算数"]]
    report = made("收入支出决算总表", [*header, *rows])
    assert len(facts(report)) == 6
    write_report(tmp_path / "book.xlsx", report, **style)
    assert facts(recognise(open_document(tmp_path / "book.xlsx"))) == facts(report)


@needs_corpus
@pytest.mark.parametrize("name", ["eco-2025.html", "shiquan-2025.html"])
def test_real_pages_are_read_whole(name: str) -> None:
    """Against a plain walk through the page's paragraphs, headings and cells."""
    from lxml import html

    root = html.fromstring((CORPUS / name).read_text(encoding="utf-8"))
    wanted = [t for e in root.iter("h1", "h2", "h3", "h4", "p") if (t := (e.text_content() or "").strip())]
    cells = [(e.text_content() or "").strip() for e in root.iter("td", "th")]
    document = open_document(CORPUS / name)
    assert [p.text for p in document.paragraphs()] == wanted
    assert [c.text for t in document.tables() for c in t.cells] == cells
    coverage = recognise(document).coverage
    assert coverage.table_amounts == coverage.table_amounts_bound > 500
