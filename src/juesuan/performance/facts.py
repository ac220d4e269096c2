"""The numbers of forms as facts, and what they add to a report's coverage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from juesuan.cube.coordinate import Coordinate
from juesuan.cube.occurrence import Occurrence
from juesuan.performance.model import Fund, FundRow, Indicator, Kind, Measure, Number, Project, Reading
from juesuan.performance.reading import projects_of
from juesuan.recognition.report import Coverage, NotChecked, Report

_FUNDS = {
    Fund.TOTAL: Coordinate("project.amount"),
    Fund.APPROPRIATION: Coordinate("project.amount", fund="appropriation"),
    Fund.CARRYOVER: Coordinate("project.carryover"),
    Fund.SPECIAL: Coordinate("project.amount", fund="institutional"),
    Fund.OWN: Coordinate("project.own"),
    Fund.OTHER: Coordinate("project.amount", fund="other"),
    Fund.PART: Coordinate("project.part"),
}
_BASES = {"initial": "initial", "adjusted": "adjusted", "executed": "final"}


def occurrences(project: Project) -> Iterator[Occurrence]:
    """The numbers of a form, in the order printed.

    Budgets and spending are `project.amount` by basis and fund; points are `performance.weight` and
    `performance.score` (quantity score); targets and actual values are `performance.target` and `performance.actual`.

    Args:
        project: the form.
    """
    for row in project.funds:
        yield from _funds(project, row)
    for indicator in project.filled:
        yield from _indicator(project, indicator)
    for number, measure in ((project.total_weight, "total_weight"), (project.total_score, "total_score")):
        if number is not None:
            yield _number(project, number, Coordinate(f"performance.{measure}", quantity="score"))


def _funds(project: Project, row: FundRow) -> Iterator[Occurrence]:
    for column, basis in _BASES.items():
        cell: Number | None = getattr(row, column)
        if cell is not None:
            yield _number(project, cell, _FUNDS[row.fund]._replace(basis=basis))
    if row.weight is not None:
        yield _number(project, row.weight, Coordinate("performance.weight", quantity="score"))
    if row.rate is not None:
        yield _number(project, row.rate, _FUNDS[row.fund]._replace(quantity="completion"))
    if row.score is not None:
        yield _number(project, row.score, Coordinate("performance.score", quantity="score"))


def _indicator(project: Project, indicator: Indicator) -> Iterator[Occurrence]:
    for reading, measure in ((indicator.target, "target"), (indicator.actual, "actual")):
        if reading is not None and reading.measure is Measure.NUMBER:
            yield _reading(project, reading, Coordinate(f"performance.{measure}", quantity="value"))
    for number, measure in ((indicator.weight, "weight"), (indicator.score, "score")):
        if number is not None:
            yield _number(project, number, Coordinate(f"performance.{measure}", quantity="score"))


def _number(project: Project, cell: Number, coordinate: Coordinate) -> Occurrence:
    return Occurrence(
        coordinate, cell.value, cell.unit, cell.decimals, cell.text, cell.place, "performance", cell.row, None,
        cell.row_index, cell.column, cell.column_index, project.label or None,
    )  # fmt: skip


def _reading(project: Project, cell: Reading, coordinate: Coordinate) -> Occurrence:
    shown = len(str(cell.value).partition(".")[2])
    return Occurrence(
        coordinate, cell.value, cell.unit, shown, cell.text, cell.place, "performance", cell.row, None,
        cell.row_index, cell.column, cell.column_index, project.label or None,
    )  # fmt: skip


def form_facts(report: Report) -> list[Occurrence]:
    """The printed numbers of all forms of a report.

    Args:
        report: the report as recognised.
    """
    return [o for project in projects_of(report) for o in occurrences(project) if o.text.strip()]


def coverage(report: Report) -> Coverage:
    """The report's coverage with the numbers of its forms counted as amounts that are understood.

    Args:
        report: the report as recognised.
    """
    counted = report.coverage
    amounts = bound = 0
    tables = {s.table.index: s for s in report.statements if not s.id.startswith("other:")}
    seen: set[int] = set()
    for project in projects_of(report):
        read = sum(o.value is not None for o in occurrences(project))
        bound += read
        statement = tables.get(project.block)
        before = statement.numbers if statement is not None and project.block not in seen else 0
        seen.add(project.block)
        amounts += max(read - before, 0)
    return replace(
        counted,
        table_amounts=counted.table_amounts + amounts,
        table_amounts_bound=counted.table_amounts_bound + bound,
    )


def still_unchecked(report: Report, entries: Iterable[NotChecked]) -> tuple[NotChecked, ...]:
    """What was not checked, without the forms where they were read after all (from what their pictures left as text).

    Args:
        report: the report as recognised.
        entries: what was not checked.
    """
    found = any(p.kind is Kind.PROJECT for p in projects_of(report))
    return tuple(e for e in entries if not (found and e.code == "statement:performance" and e.reason_code != "crashed"))
