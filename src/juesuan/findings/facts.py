"""All amounts that were read, as a table: statements first, then the narrative's claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from juesuan.cube.coordinate import Coordinate
from juesuan.cube.occurrence import Occurrence
from juesuan.documents.model import Paragraph
from juesuan.performance.facts import form_facts
from juesuan.recognition.report import Claim, ClaimKind, Report

COLUMNS = (
    "statement", "row", "code", "column", "value", "unit", "page", "quote", "text", "project", "measure", "fund",
    "function", "economic", "kind", "basis", "period", "quantity", "source",
)  # fmt: skip
"""The columns of the contract, in order."""

SCHEMA = "juesuan.facts/1"
"""Name and version of the JSON form: the same columns as keys, null where the CSV has nothing."""

NOWHERE = Coordinate("", "", "", "", "", "", 0, "")
"""The coordinate of an amount whose meaning is not certain enough to be stated."""

_CHUNK = 1 << 16  # characters held back before they are handed on
_WITHOUT_FIGURE = (ClaimKind.DIRECTION, ClaimKind.NAMES)
_DIRECTED = (ClaimKind.CHANGE, ClaimKind.GROWTH)


def occurrences(report: Report) -> list[Occurrence]:
    """Every amount of the report: printed table cells first, then those of forms, then the narrative's claims.

    A claim's occurrence has no statement and has its sentence as quote. A claim that is no plain amount says so in
    its quantity (share, completion, change, growth); a decrease is negative. What is said of several coordinates
    at once (收、支总计各…) is one occurrence for each. Where the coordinate is uncertain it is NOWHERE.

    Args:
        report: the report as recognised.
    """
    cells = [o for s in report.statements for o in s.occurrences if o.text.strip()]
    texts = {b.index: b.text for b in report.document.blocks if isinstance(b, Paragraph)}
    return cells + form_facts(report) + [o for claim in report.claims for o in _claimed(claim, texts)]


def rows(report: Report) -> Iterator[tuple[str, ...]]:
    """One line of COLUMNS for each amount; what is not known is the empty string.

    Args:
        report: the report as recognised.
    """
    for occurrence in occurrences(report):
        yield _row(occurrence, report.fiscal_year, report.document.source)


def as_csv(table: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """The lines of a CSV file (RFC 4180, lines end in LF), heading first.

    Args:
        table: lines of COLUMNS.
    """
    import csv
    from io import StringIO

    buffer = StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(COLUMNS)
    for line in table:
        writer.writerow(line)
        if buffer.tell() > _CHUNK:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


def as_object(line: tuple[str, ...]) -> dict[str, str | int | None]:
    """A line of COLUMNS as a JSON object: page and period are numbers, what is empty is null."""
    numbers = ("page", "period")
    return {k: None if v == "" else int(v) if k in numbers else v for k, v in zip(COLUMNS, line, strict=True)}


def _claimed(claim: Claim, texts: dict[int, str]) -> Iterator[Occurrence]:
    if claim.kind in _WITHOUT_FIGURE or claim.value is None:
        return
    # Likeliest subject first; a claim that could not be bound states an amount, but not of what.
    coordinates = (claim.subjects[0], *claim.also) if claim.bound and claim.subjects else (NOWHERE,)
    value = -claim.value if claim.kind in _DIRECTED and claim.sign < 0 else claim.value
    text = texts.get(-1 if claim.place.block is None else claim.place.block, "")
    for coordinate in coordinates:
        if claim.kind is not ClaimKind.AMOUNT and coordinate is not NOWHERE:
            coordinate = coordinate._replace(quantity=str(claim.kind))
        yield Occurrence(
            coordinate, value, claim.unit, claim.decimals, claim.text, claim.place,
            quote=text[slice(*claim.sentence)].strip() or claim.text,
        )  # fmt: skip


def _row(o: Occurrence, fiscal_year: int | None, source: str) -> tuple[str, ...]:
    at = o.coordinate
    period = "" if fiscal_year is None or at is NOWHERE else str(fiscal_year + at.period)
    return (
        o.statement or "",
        "".join((o.row or "").split()),
        o.code or "",
        "".join((o.column or "").split()),
        _decimal(o.value),
        o.unit,
        "" if o.place.page is None else str(o.place.page),
        o.quote or "",
        o.text,
        o.project or "",
        *(at.measure, at.fund, at.function, at.economic, at.kind, at.basis, period, at.quantity),
        source,
    )


def _decimal(value: Decimal | None) -> str:
    return "" if value is None else format(value, "f")
