"""Several reports at a glance: units × severity × kinds of mistake, worst first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from juesuan.findings.catalogue import say
from juesuan.findings.language import Lang
from juesuan.findings.report import Report, Unreadable
from juesuan.findings.width import display_width, pad, shorten

SCHEMA = "juesuan.overview/1"
"""Name and version of the overview as JSON."""

SEVERITIES = ("error", "warning", "info")
FAMILIES = (*(f"JS{n}" for n in range(1, 10)), "local")
"""Kinds of mistake: the first digit of a rule's code; rules that are not ours are one kind."""

_KEYS = {"error": "overview.errors", "warning": "overview.warnings", "info": "overview.notes"}
_WIDEST_UNIT = 40


def _family(code: str) -> str:
    return code[:3] if code.startswith("JS") else FAMILIES[-1]


@dataclass(frozen=True, slots=True)
class Row:
    """One report in the overview.

    Attributes:
        number: its place in the run, from 0.
        source: the file.
        unit: name of the department, None if unknown or unreadable.
        severities: severity → findings that are not waived.
        families: kind of mistake → errors and warnings that are not waived.
        waived: findings waived.
        unreadable: why it could not be read, None if it could.
        feedback: file with its findings, None if there is none.
    """

    number: int
    source: str
    unit: str | None
    fiscal_year: int | None
    severities: Mapping[str, int]
    families: Mapping[str, int]
    waived: int = 0
    unreadable: str | None = None
    feedback: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The row for JSON."""
        return {
            "source": self.source,
            "feedback": self.feedback,
            "unit": self.unit,
            "fiscal_year": self.fiscal_year,
            **{_PLURAL[severity]: self.severities.get(severity, 0) for severity in SEVERITIES},
            "waived": self.waived,
            "families": {family: self.families.get(family, 0) for family in FAMILIES},
        }


_PLURAL = {"error": "errors", "warning": "warnings", "info": "notes"}


@dataclass(slots=True)
class Overview:
    """The rows of one run, filled as the reports come."""

    _rows: list[Row] = field(default_factory=list)

    def add(self, outcome: Report | Unreadable, feedback: str | None = None) -> None:
        """Take in one report."""
        number = len(self._rows)
        if isinstance(outcome, Unreadable):
            self._rows.append(Row(number, outcome.source, None, None, {}, {}, 0, outcome.reason))
            return
        counted = [item for item in outcome.findings if item.waived is None]
        self._rows.append(
            Row(
                number,
                outcome.source,
                outcome.unit,
                outcome.fiscal_year,
                Counter(item.severity for item in counted),
                # Rounding notes are no kind of mistake; they have their own column.
                Counter(_family(item.code) for item in counted if item.severity != "info"),
                len(outcome.findings) - len(counted),
                None,
                feedback,
            )
        )

    def __len__(self) -> int:
        return len(self._rows)

    def rows(self) -> list[Row]:
        """Files that could not be read first, then most errors, most warnings, most notes; else as they came."""

        def badness(row: Row) -> tuple[int, ...]:
            return (row.unreadable is None, *(-row.severities.get(severity, 0) for severity in SEVERITIES), row.number)

        return sorted(self._rows, key=badness)

    def names(self) -> dict[int, str]:
        """Row number → what to call it: the unit, with the file where that leaves a doubt."""
        times = Counter(row.unit for row in self._rows)

        def name(row: Row) -> str:
            if row.unit is None:
                return row.source
            return row.unit if times[row.unit] == 1 else f"{row.unit} {row.source}"

        return {row.number: name(row) for row in self._rows}

    def families(self) -> tuple[str, ...]:
        """The kinds of mistake that occur."""
        return tuple(family for family in FAMILIES if any(row.families.get(family) for row in self._rows))

    def has_waived(self) -> bool:
        """Whether anything was waived."""
        return any(row.waived for row in self._rows)


def lines(overview: Overview, lang: Lang, columns: int) -> Iterator[str]:
    """The overview as a table of text.

    Args:
        overview: the rows.
        lang: language of the heads.
        columns: columns of a line.
    """
    names = overview.names()
    families = overview.families()
    heads = [say(_KEYS[severity], lang) for severity in SEVERITIES]
    if overview.has_waived():
        heads.append(say("overview.waived", lang))
    heads += [say(f"family.{family}", lang) for family in families]
    figures = "".join("  " + _left(head, 4) for head in heads)
    widest = max((display_width(name) for name in names.values()), default=0)
    width = max(min(widest, _WIDEST_UNIT, columns - display_width(figures)), 12)
    yield pad(say("overview.unit", lang), width) + figures
    for row in overview.rows():
        name = pad(shorten(names[row.number], width), width)
        if row.unreadable is not None:
            yield f"{name}  {say('overview.unreadable', lang)}"
            continue
        counts = [row.severities.get(severity, 0) for severity in SEVERITIES]
        if overview.has_waived():
            counts.append(row.waived)
        counts += [row.families.get(family, 0) for family in families]
        shown = (str(count) if count else "·" for count in counts)
        yield name + "".join("  " + _left(text, max(display_width(h), 4)) for text, h in zip(shown, heads, strict=True))


def _left(text: str, columns: int) -> str:
    """The text with spaces before it."""
    return " " * max(columns - display_width(text), 0) + text


def as_json(overview: Overview, unused: Sequence[dict[str, Any]] | None = None) -> str:
    """The overview as JSON, in the same order.

    Args:
        overview: the rows.
        unused: the waivers without effect; None where there are no waivers.
    """
    import json

    rows = overview.rows()
    data: dict[str, Any] = {
        "schema": SCHEMA,
        "reports": [row.to_dict() for row in rows if row.unreadable is None],
        "unreadable": [
            {"source": row.source, "reason": row.unreadable} for row in rows if row.unreadable is not None
        ],
    }
    if unused is not None:
        data["unused_waivers"] = list(unused)
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
