"""The projects of a report: forms in its tables and in what its pictures left behind as text."""

from __future__ import annotations

from collections.abc import Iterable

from juesuan.documents.model import Document, Paragraph
from juesuan.performance.model import Project
from juesuan.performance.tables import read_tables
from juesuan.recognition.report import Report, Statement


def read_projects(document: Document, statements: Iterable[Statement] = ()) -> tuple[Project, ...]:
    """The self-evaluation forms of a document, in reading order.

    Args:
        document: the file as read.
        statements: its recognised tables; those that are statements of the accounts are no forms.
    """
    taken = {s.table.index for s in statements if s.occurrences}
    blocks = [b for b in document.blocks if b.index not in taken]
    found = [*read_tables(blocks)]
    if "级指标" in "".join(b.text for b in blocks if isinstance(b, Paragraph)):
        from juesuan.performance.runs import read_runs  # hardly any report needs it

        found += read_runs(blocks)
    return tuple(sorted(found, key=lambda p: p.block))


_last: list[tuple[Report, tuple[Project, ...]]] = []


def projects_of(report: Report) -> tuple[Project, ...]:
    """The report's projects, read once for all that look at it in turn."""
    if not _last or _last[0][0] is not report:
        _last[:] = [(report, read_projects(report.document, report.statements))]
    return _last[0][1]


def read_as(report: Report, projects: tuple[Project, ...]) -> None:
    """Let `projects_of` give these forms of the report, to try what its rules would say of them."""
    _last[:] = [(report, projects)]


def forget() -> None:
    """Let go of the last report."""
    _last.clear()
