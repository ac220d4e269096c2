"""Places in a self-evaluation form, in the reader's terms."""

from __future__ import annotations

from decimal import Decimal

from juesuan.checks.finding import Location, Related
from juesuan.performance.model import Entry, Number, Project


def at(project: Project, entry: Entry | None, row: str = "", column: str = "") -> Location:
    """Where a field of a form stands; the form itself where it has no such field.

    Args:
        project: the form.
        entry: the field.
        row: label of the row where the field is missing.
        column: header of the column where the field is missing.
    """
    if entry is None:
        return Location(
            project.place,
            statement="performance",
            project=project.label or None,
            row=row or None,
            column=column or None,
        )
    return Location(
        entry.place,
        statement="performance",
        project=project.label or None,
        row=entry.row or row or None,
        row_index=entry.row_index,
        column=entry.column or column or None,
        quote=entry.text or None,
    )


def related(project: Project, entry: Entry, role: str) -> Related:
    """A field of a form as evidence."""
    value = entry.value if isinstance(entry, Number) else None
    return Related(at(project, entry), f"{value:f}" if value is not None else entry.text or None, role)


def value_of(number: Number | None) -> Decimal | None:
    """The value of a field; None where it is absent, blank or crossed out."""
    return number.value if number is not None else None
