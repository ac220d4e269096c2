"""Read what was written, as anybody's program would, and hold it to the release: the same facts, and nothing wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from juesuan.checks.engine import CheckResult, run
from juesuan.compiling.memory import placed, release_document
from juesuan.compiling.recognised import known
from juesuan.cube.coordinate import Coordinate
from juesuan.documents import open_document
from juesuan.documents.model import UnreadableError
from juesuan.money.number import parse_number
from juesuan.recognition import recognise
from juesuan.recognition.report import Report
from juesuan.taxonomy.dimensions import PERSONNEL_CLASSES
from juesuan.writing.model import GridCell, Release, wan

_MOST = 8
_TABLES_ONLY = (".xlsx",)
"""Files without a narrative."""

Printed = tuple[str, Coordinate, Decimal]
"""Statement, what, how much."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What reading one file back gave.

    Attributes:
        name: the file, "" for the release itself.
        result: what the checker says of it; None if it could not be read.
        lost: what it should state and does not, or states otherwise (zh, en).
    """

    name: str
    result: CheckResult | None
    lost: tuple[tuple[str, str], ...] = ()

    def grave(self, severities: Collection[str]) -> bool:
        """Whether anything speaks against it."""
        findings = self.result.findings if self.result is not None else ()
        return bool(self.lost) or any(str(f.severity) in severities for f in findings)


def check_release(release: Release) -> Outcome:
    """Check a release before it is written."""
    report = recognise(release_document(release), release.inputs.profile.edition)
    return Outcome("", run(report), tuple(_differences(_in_grids(release), _in_tables(report))))


def check_file(release: Release, expected: Report, path: Path) -> Outcome:
    """Read a file of the release back and check it.

    Args:
        release: what was written.
        expected: the release as recognised before it was written.
        path: the file.
    """
    try:
        report = recognise(open_document(path), release.inputs.profile.edition)
    except UnreadableError as error:
        return Outcome(path.name, None, ((error.zh, error.en),))
    lost = list(_differences(_in_grids(release), _in_tables(report)))
    if path.suffix not in _TABLES_ONLY:
        lost += _differences(_in_text(expected), _in_text(report))
    return Outcome(path.name, run(report), tuple(lost[:_MOST]))


def _in_grids(release: Release) -> Counter[Printed]:
    """Every amount that the release's statements print."""
    found: Counter[Printed] = Counter()
    for grid in release.grids:
        for _, cell in placed(list(grid.body), grid.columns):
            value = _printed_value(cell)
            if cell.coordinate is not None and value is not None:
                found[grid.id, _plain(cell.coordinate), value] += 1
    return found


def _printed_value(cell: GridCell) -> Decimal | None:
    """What a cell should show: its amount, whatever its text says; zero may be left blank."""
    if cell.fen:
        return wan(cell.fen)
    number = parse_number(cell.text.rstrip("*"))
    return None if number is None else number.value


def _in_tables(report: Report) -> Counter[Printed]:
    return Counter(
        (s.id, _plain(o.coordinate), o.value)
        for s in known(report.statements)
        for o in s.occurrences
        if o.value is not None and o.coordinate.quantity == "amount"
    )


def _in_text(report: Report) -> Counter[Printed]:
    """What the narrative states: amounts, shares, changes."""
    return Counter(
        (f"{claim.section}/{claim.kind}/{claim.sign}", claim.subjects[0], claim.value)
        for claim in report.claims
        if claim.subjects and claim.value is not None
    )


def _plain(at: Coordinate) -> Coordinate:
    """The coordinate without what some layouts say twice: basic spending on an item is 人员 or 公用 by its 类."""
    if at.basis != "final":
        at = at._replace(basis="budget")  # the head says 预算数; which budget it is, the edition says
    if at.economic[:1].isdigit() and at.kind in ("personnel", "public"):
        own = "personnel" if at.economic[:3] in PERSONNEL_CLASSES else "public"
        return at._replace(kind="basic") if own == at.kind else at
    return at


def _differences(expected: Counter[Printed], found: Counter[Printed]) -> Iterator[tuple[str, str]]:
    for printed in _sorted(expected - found):
        yield f"没有读到 {_words(printed)}", f"not found: {_words(printed)}"
    for printed in _sorted(found - expected):
        yield f"多读到 {_words(printed)}", f"found, and not meant: {_words(printed)}"


def _sorted(counted: Iterable[Printed]) -> list[Printed]:
    return sorted(counted, key=str)[:_MOST]


def _words(printed: Printed) -> str:
    where, at, value = printed
    usual = Coordinate(at.measure)
    members = [str(m) for m, u in zip(at[1:], usual[1:], strict=True) if m != u]
    return f"{where} {' '.join([at.measure, *members])} = {value}"
