"""A checked report as it is published: the shape that every output format renders.

This is the contract `juesuan.check/1` as Python objects: messages are sentences in one language, places are in the
reader's terms, and the file's blocks and tables are let go, so that a run over many files stays small.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from math import isfinite
from typing import TYPE_CHECKING, Any

from juesuan.place import Box

if TYPE_CHECKING:  # a run that reads nothing need not load the models
    from juesuan.findings.exhibits import Exhibits
    from juesuan.recognition.report import Coverage


@dataclass(frozen=True, slots=True)
class Context:
    """The sentence around a place of the narrative; `start` and `end` are characters in `text`."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Spot:
    """A location of the contract, its attributes in the contract's order.

    Three are no part of it: `context` is for people, `square` (row and column of the table's base grid) for copies with
    marks, and `character` (its number in the line, from 1, where the file has lines) for editors.
    """

    file: str | None = None
    page: int | None = None
    bbox: Box | None = None
    section: str | None = None
    statement: str | None = None
    project: str | None = None
    row: str | None = None
    code: str | None = None
    row_index: int | None = None
    column: str | None = None
    sheet: str | None = None
    cell: str | None = None
    block: int | None = None
    line: int | None = None
    start: int | None = None
    end: int | None = None
    quote: str | None = None
    context: Context | None = None
    square: tuple[int, int] | None = None
    character: int | None = None

    def to_dict(self) -> dict[str, Any]:
        """The location as the contract has it."""
        result = {name: getattr(self, name) for name in _SPOT_KEYS}
        if self.bbox is not None and all(isfinite(side) for side in self.bbox):
            # A hundredth of a point is far below anything visible, and keeps the bytes the same everywhere.
            result["bbox"] = [round(float(side), 2) for side in self.bbox]
        else:
            result["bbox"] = None  # NaN and infinity are no JSON
        return result


_SPOT_KEYS = tuple(f.name for f in fields(Spot) if f.name not in ("context", "square", "character"))


@dataclass(frozen=True, slots=True)
class Evidence:
    """Another place that takes part in the broken relation; `role` is term, total, same_fact or base."""

    location: Spot
    value: str | None
    role: str

    def to_dict(self) -> dict[str, Any]:
        """The evidence as the contract has it."""
        return {**self.location.to_dict(), "value": self.value, "role": self.role}


@dataclass(frozen=True, slots=True)
class Alternative:
    """A place that could equally well be the one to change, and what it should say; `unit` None is the finding's."""

    location: Spot
    expected: str | None
    unit: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The candidate as the contract has it."""
        return {"location": self.location.to_dict(), "expected": self.expected}


@dataclass(frozen=True, slots=True)
class Waived:
    """Why a finding may stand (出错说明), who says so, when, and until when; dates are written YYYY-MM-DD."""

    reason: str
    author: str
    date: str
    until: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The waiver as the contract has it."""
        return {"reason": self.reason, "author": self.author, "date": self.date, "until": self.until}


@dataclass(frozen=True, slots=True)
class Fixed:
    """A finding of an earlier result that is no longer there, as it was worded then."""

    id: str
    code: str
    severity: str
    message: str
    stated: str | None
    expected: str | None
    location: Spot

    def to_dict(self) -> dict[str, Any]:
        """The earlier finding in short."""
        plain = ("id", "code", "severity", "message", "stated", "expected")
        return {**{name: getattr(self, name) for name in plain}, "location": self.location.to_dict()}


@dataclass(frozen=True, slots=True)
class Item:
    """One finding, worded. Amounts are decimal strings in `unit`, the document's own.

    Attributes:
        id: stable fingerprint, see `juesuan.findings.fingerprint`.
        code: rule code.
        severity: error, warning or info.
        message: one sentence or two for people.
        stated: as the document says it.
        expected: what it should be.
        difference: stated less expected.
        tolerance: how far apart the two may be.
        unit: 万元, %, ...
        cause: the slip's name, where it has one.
        basis: the rule's legal or arithmetic ground.
        location: the root: the figure or the words to change.
        related: the evidence.
        candidates: other places that could as well be wrong.
        suggestion: what to do.
        waived: the waiver that covers it; None if none does.
        baseline: new or open (also in the earlier result), None where there was no earlier result to compare with.
    """

    id: str
    code: str
    severity: str
    message: str
    stated: str | None
    expected: str | None
    difference: str | None
    tolerance: str | None
    unit: str | None
    cause: str | None
    basis: str | None
    location: Spot
    related: tuple[Evidence, ...] = ()
    candidates: tuple[Alternative, ...] = ()
    suggestion: str | None = None
    waived: Waived | None = None
    baseline: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The finding as the contract has it."""
        plain = ("id", "code", "severity", "message", "stated", "expected", "difference", "tolerance", "unit")
        result: dict[str, Any] = {name: getattr(self, name) for name in (*plain, "cause", "basis")}
        result["location"] = self.location.to_dict()
        result["related"] = [e.to_dict() for e in self.related]
        result["candidates"] = [a.to_dict() for a in self.candidates]
        result["suggestion"] = self.suggestion
        if self.waived is not None:
            result["waived"] = self.waived.to_dict()
        if self.baseline is not None:
            result["baseline"] = self.baseline
        return result


@dataclass(frozen=True, slots=True)
class Unchecked:
    """Something that could not be checked, and why."""

    code: str
    reason_code: str
    what: str
    reason: str

    def to_dict(self) -> dict[str, Any]:
        """The entry as the contract has it."""
        return {"code": self.code, "reason_code": self.reason_code, "what": self.what, "reason": self.reason}


@dataclass(frozen=True, slots=True)
class Report:
    """One report, checked.

    Attributes:
        source: the file's name as given; the first one where files were joined.
        unit: name of the department, None if it was not found.
        fiscal_year: the year the accounts are of, None if it was not found.
        edition: id of the edition.
        edition_why: how the edition was told.
        findings: by place, then code.
        not_checked: what could not be checked.
        coverage: how much of the report was understood.
        sources: all files, where several were joined; else empty.
        fixed: what an earlier result found and this one does not; None where there was none to compare with.
        exhibits: what the findings show beside their words; only where it was asked for, and no part of the contract.
    """

    source: str
    unit: str | None
    fiscal_year: int | None
    edition: str
    edition_why: str
    findings: tuple[Item, ...]
    not_checked: tuple[Unchecked, ...]
    coverage: Coverage
    sources: tuple[str, ...] = ()
    fixed: tuple[Fixed, ...] | None = None
    exhibits: Exhibits | None = None

    def to_dict(self) -> dict[str, Any]:
        """The report as the contract has it."""
        fixed: dict[str, Any] = {} if self.fixed is None else {"fixed": [entry.to_dict() for entry in self.fixed]}
        joined: dict[str, Any] = {"sources": list(self.sources)} if self.sources else {}
        return {
            "source": self.source,
            **joined,
            "unit": self.unit,
            "fiscal_year": self.fiscal_year,
            "edition": {"id": self.edition, "why": self.edition_why},
            "findings": [item.to_dict() for item in self.findings],
            **fixed,
            "not_checked": [entry.to_dict() for entry in self.not_checked],
            "coverage": {f.name: getattr(self.coverage, f.name) for f in fields(self.coverage)},
        }


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that could not be read, with the reason on one line."""

    source: str
    reason: str
