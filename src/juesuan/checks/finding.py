"""A finding: one mistake of a report, at its root, with its evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from juesuan.place import Place


class Severity(StrEnum):
    """How grave: `error` must be corrected before publication, `warning` is unsure, `info` is rounding."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Cause(StrEnum):
    """A slip that has a name."""

    WRONG_BASE = "wrong_base"
    CURRENT_FOR_PRIOR = "current_for_prior"
    DIGITS_SWAPPED = "digits_swapped"
    FACTOR = "factor"
    UNIT = "unit"
    TRUNCATED = "truncated"
    COPIED = "copied"
    SIGN = "sign"
    SHIFTED = "shifted"


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of a message that needs both languages; numbers and quotes are plain strings."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Location:
    """Where in the report, in the reader's terms. Row and column are as printed, white space removed."""

    place: Place = field(default_factory=Place)
    section: str | None = None
    statement: str | None = None
    project: str | None = None
    row: str | None = None
    code: str | None = None
    row_index: int | None = None
    column: str | None = None
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class Related:
    """Evidence: another place that takes part in the broken relation. `role` is term, total, same_fact or base."""

    location: Location
    value: str | None
    role: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """Another place that could equally well be the one to change, and what it should say, in its own unit."""

    location: Location
    expected: str | None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One mistake.

    Attributes:
        code: rule code (JS201).
        severity: see Severity.
        location: the root: the figure or the words to change.
        variant: which of the rule's messages applies ("" for the first).
        args: what goes into the message besides stated, expected, difference and tolerance.
        stated: as the document says it, in `unit`.
        expected: what it should be, in `unit`.
        difference: stated less expected, as a decimal string.
        tolerance: how far apart the two may be, as a decimal string.
        unit: 万元, %, ...
        cause: the slip's name, where it has one.
        related: the evidence.
        candidates: other places that could as well be wrong.
        suggestion: what to do, where more than "put the expected value" helps.
    """

    code: str
    severity: Severity
    location: Location
    variant: str = ""
    args: Mapping[str, str | Words] = field(default_factory=dict)
    stated: str | None = None
    expected: str | None = None
    difference: str | None = None
    tolerance: str | None = None
    unit: str | None = None
    cause: Cause | None = None
    related: tuple[Related, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    suggestion: Words | None = None
