"""Places in the reader's terms: the table's row and column, or the section and the words."""

from __future__ import annotations

from juesuan.checks.figures import Figures
from juesuan.checks.finding import Location, Related
from juesuan.cube.figure import Figure
from juesuan.cube.occurrence import Occurrence
from juesuan.recognition.report import Claim, Report

_HEADING_LEVEL = 2


def of_figure(figures: Figures, index: int) -> Location:
    """Where a figure stands."""
    return of_source(figures.report, figures.items[index])


def of_source(report: Report, figure: Figure) -> Location:
    """Where a figure's cell or claim stands."""
    source = figure.source
    if isinstance(source, Occurrence):
        return of_cell(source)
    assert isinstance(source, Claim)
    return of_claim(report, source)


def of_cell(cell: Occurrence) -> Location:
    """Where a table cell stands."""
    return Location(
        cell.place,
        statement=cell.statement,
        row=cell.row,
        code=cell.code,
        row_index=cell.row_index,
        column=cell.column,
        quote=cell.text or None,
    )


def of_claim(report: Report, claim: Claim) -> Location:
    """Where the figure of a claim stands."""
    return Location(claim.place, section=section_title(report, claim.place.block), quote=claim.text)


def section_title(report: Report, block: int | None) -> str | None:
    """The main heading that the block stands under: 一、 where that is no mere container, else the next below."""
    if block is None:
        return None
    over = sorted((s for s in report.sections if s.first <= block <= s.last), key=lambda s: s.level)
    main = [s for s in over if s.level >= _HEADING_LEVEL and s.key not in _CONTAINERS]
    return (main[0] if main else over[-1]).title if over else None


_CONTAINERS = ("narrative", "tables", "overview", "contents")


def related(figures: Figures, index: int, role: str) -> Related:
    """A figure as evidence."""
    figure = figures.items[index]
    return Related(of_figure(figures, index), None if figure.value is None else f"{figure.value:f}", role)
