"""What a release prints, block by block, and the same as read from a file: for comparing the two."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from juesuan.checks.engine import run
from juesuan.checks.finding import Severity
from juesuan.documents.model import Cell, Document, Paragraph, Table
from juesuan.recognition.recognise import recognise
from juesuan.writing import pages
from juesuan.writing.fit import placed
from juesuan.writing.model import Release

CONTENTS = "目录"
_ENTRY_END = re.compile(r"\.*\d+$")


class Printed(NamedTuple):
    """Paragraphs in order, white space removed; tables as sets of (row, column, rowspan, colspan, text)."""

    cover: str
    contents: list[str]
    paragraphs: list[str]
    tables: list[set[tuple[int, int, int, int, str]]]


def squeeze(text: str) -> str:
    return "".join(text.split())


def expected(release: Release) -> Printed:
    parts = pages.parts(release)
    paragraphs: list[str] = []
    tables = []
    for part in parts:
        if isinstance(part, pages.Heading | pages.Body):
            paragraphs.append(part.text)
        elif isinstance(part, pages.Sheet):
            grid = pages.marked(part.grid)
            paragraphs += [grid.title, grid.mark, part.owner + part.measure, *grid.notes]
            tables.append({(y, x, c.rowspan, c.colspan, squeeze(c.text)) for y, x, c in placed(grid)})
    return Printed(
        squeeze(
            "".join(part.lines[n] for part in parts if isinstance(part, pages.Cover) for n in range(len(part.lines)))
        ),
        [squeeze(text) for text, _, _ in pages.contents(parts)],
        [squeeze(text) for text in paragraphs if text],
        tables,
    )


def read(document: Document, release: Release) -> Printed:
    """The same of a document; header rows that are printed again after a page break count once."""
    texts = [squeeze(p.text) for p in document.paragraphs()]
    at = texts.index(CONTENTS)
    count = len(expected(release).contents)
    entries = texts[at + 1 : at + 1 + count]
    assert all(_ENTRY_END.search(entry) for entry in entries), entries
    headers = [len(part.grid.header) for part in pages.parts(release) if isinstance(part, pages.Sheet)]
    tables = list(document.tables())
    assert len(tables) == len(headers)
    return Printed(
        "".join(texts[:at]),
        [_ENTRY_END.sub("", entry) for entry in entries],
        texts[at + 1 + count :],
        [set(_once(table, header)) for table, header in zip(tables, headers, strict=True)],
    )


def _once(table: Table, header: int) -> Iterable[tuple[int, int, int, int, str]]:
    again = {start + n for start in table.page_starts for n in range(header)}
    for cell in table.cells:
        if cell.row not in again:
            yield _kept(cell, sum(row < cell.row for row in again))


def _kept(cell: Cell, before: int) -> tuple[int, int, int, int, str]:
    return cell.row - before, cell.column, cell.rowspan, cell.colspan, squeeze(cell.text)


def blocks_of(document: Document) -> list[str]:
    """Paragraphs and tables in reading order, tables as 表."""
    return [squeeze(b.text) if isinstance(b, Paragraph) else "表" for b in document.blocks]


def faults(document: Document) -> list[str]:
    """What the checker says against a report that was written to be right; and amounts that it could not place."""
    report = recognise(document)
    found = [f"{f.code} {f.location}" for f in run(report).findings if f.severity is not Severity.INFO]
    for statement in report.statements:
        bound = sum(o.value is not None for o in statement.occurrences)
        if statement.id != "performance" and statement.numbers != bound:  # forms are read apart from the statements
            found.append(f"{statement.id}: {bound} of {statement.numbers} amounts placed")
    c = report.coverage
    if c.narrative_amounts != c.narrative_amounts_bound:
        found.append(str(c))
    return found
