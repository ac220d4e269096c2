"""The last draft of the same year: which figures of the tables have changed since."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from juesuan.checks.finding import Finding, Location, Related, Severity, Words
from juesuan.checks.locate import of_cell
from juesuan.checks.registry import rule
from juesuan.checks.years import Kind, kind
from juesuan.cube.occurrence import Occurrence
from juesuan.place import Place
from juesuan.recognition.report import Report, Statement

_Key = tuple[str | None, str | None, str | None, str | None, int]


@rule(
    "JS906",
    title=Words("表中数字与上一稿不同", "Figures of a table have changed since the last draft"),
    basis=Words("仅供核对：上一稿之后改动的数字", "for information: figures changed since the last draft"),
    message=Words("与上一稿相比，此表有{n}个数字改动", "{n} figures of this table have changed since the last draft"),
    severity=Severity.INFO,
)
def figures_changed_since_draft(report: Report) -> Iterator[Finding]:
    """A table has other figures than in the last draft of the same year.

    It is no mistake; but what was meant to be changed, and nothing else, should have been.

    Breaks: 上一稿：行政运行 520.00；本稿：行政运行 502.00
    Right: 本稿：行政运行 520.00
    """
    other = report.previous
    if other is None or kind(report) is not Kind.DRAFT:
        return
    for statement in report.statements:
        before = other.statement(statement.id)
        if before is None or statement is not report.statement(statement.id):
            continue
        changed = list(_changed(statement, before))
        if changed:
            block = statement.table.index if statement.title_block is None else statement.title_block
            related = tuple(Related(of_cell(cell), _shown(old), "base") for cell, old in changed)
            page = statement.table.pages[0] if statement.table.pages else None
            at = Location(Place(page=page, block=block), statement=statement.id)
            yield Finding("JS906", Severity.INFO, at, args={"n": str(len(changed))}, related=related)


def _changed(now: Statement, before: Statement) -> Iterator[tuple[Occurrence, Decimal | None]]:
    """Cells with another value than the cell of the same row and column had, and that value."""
    old = _cells(before)
    for key, cell in _cells(now).items():
        if key in old and (old[key].value or 0) != (cell.value or 0):
            yield cell, old[key].value


def _cells(statement: Statement) -> dict[_Key, Occurrence]:
    """Cells by project, code, row and column; rows that are the same in all this by their order."""
    found: dict[_Key, Occurrence] = {}
    for cell in statement.occurrences:
        n = 0
        while (key := (cell.project, cell.code, cell.row, cell.column, n)) in found:
            n += 1
        found[key] = cell
    return found


def _shown(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"
