"""Tables that were read so badly that nothing should be said of them: reported as not checked, never as mistakes.

Where columns are not ruled, a reader may run neighbours together. One glued cell shows it: two numbers in one square,
an amount within a label, the numbers of columns in a row.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from juesuan.cube.relation import Relation
from juesuan.recognition.report import NotChecked, Report, Statement

_TWO_NUMBERS = re.compile(r"\d[ \u3000]+\d")
_AMOUNT_WITHIN = re.compile(r"[\u4e00-\u9fff].*\d\.\d\d")
_COLUMN_NUMBERS = re.compile(r"\d{6,}")
_FEWEST_BROKEN = 6
_LARGEST_SHARE = 0.3


def sift(report: Report) -> tuple[Report, tuple[NotChecked, ...]]:
    """The report without the statements that were evidently misread, and what to say of them."""
    misread = [s for s in report.statements if not s.id.startswith("other:") and _is_glued(s)]
    if not misread:
        return report, ()
    kept = tuple(s for s in report.statements if s not in misread)
    return replace(report, statements=kept), tuple(_told(s) for s in misread)


def _is_glued(statement: Statement) -> bool:
    return any(
        _TWO_NUMBERS.search(o.text)
        or _AMOUNT_WITHIN.search(o.row or "")
        or _COLUMN_NUMBERS.search((o.column or "").replace("/", " "))
        for o in statement.occurrences
    )


def contradictory(report: Report, relations: Iterable[Relation], broken: Iterable[Relation]) -> tuple[str, ...]:
    """Statements in which so many sums are broken that the reading, not the figures, must be wrong."""
    all_of = Counter(r.ground.statement for r in relations if r.ground.statement)
    broken_of = Counter(r.ground.statement for r in broken if r.ground.statement)
    return tuple(
        s.id
        for s in report.statements
        if broken_of[s.id] >= _FEWEST_BROKEN and broken_of[s.id] > _LARGEST_SHARE * all_of[s.id]
    )


def told(report: Report, identity: str) -> NotChecked:
    """What to say of a statement whose sums contradict each other throughout."""
    statement = report.statement(identity)
    assert statement is not None
    return _told(statement)


def _told(statement: Statement) -> NotChecked:
    return NotChecked(
        f"statement:{statement.id}",
        "unreadable",
        "表格的行列未能可靠识别",
        "the table's rows and columns could not be told apart reliably",
        statement.title or statement.id,
        statement.title or statement.id,
    )
