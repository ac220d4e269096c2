"""An earlier result of `juesuan check --format json`: which findings are new, still open, or fixed since."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from juesuan.findings.catalogue import say
from juesuan.findings.language import Lang
from juesuan.findings.report import Fixed, Report, Spot

MAX_BYTES = 256 * 1024 * 1024
"""Largest earlier result read; a report's takes some 100 KB."""

_NUMBERS = ("page", "row_index", "block", "line", "start", "end")
_WORDS = tuple(f.name for f in fields(Spot) if f.name not in ("context", "square", "character", "bbox", *_NUMBERS))


class BaselineError(Exception):
    """An earlier result that cannot be used.

    Attributes:
        key: key of the problem in the catalogue.
        values: its placeholders.
    """

    def __init__(self, path: str, key: str, **values: str) -> None:
        super().__init__(f"{path}: {key} {values}")
        self.path, self.key, self.values = path, key, values

    def words(self, lang: Lang) -> str:
        """The problem in one line."""
        return say("error.baseline", lang, path=self.path, problem=say(self.key, lang, **self.values))


@dataclass(frozen=True, slots=True)
class Earlier:
    """One report of the earlier result."""

    source: str
    unit: str | None
    fiscal_year: int | None
    findings: tuple[Fixed, ...]


class Baseline:
    """An earlier result, by report."""

    def __init__(self, reports: tuple[Earlier, ...]) -> None:
        self._reports = reports

    def compare(self, report: Report) -> Report:
        """The report with each finding marked as new or still open, and the fixed ones listed.

        Findings are matched by their id within the same source, or else the same unit and year; a report that the
        earlier result does not know has new findings only.
        """
        earlier = self._of(report)
        known = {old.id for old in earlier.findings} if earlier is not None else set()
        now = {item.id for item in report.findings}
        gone = () if earlier is None else tuple(old for old in earlier.findings if old.id not in now)
        marked = tuple(replace(item, baseline="open" if item.id in known else "new") for item in report.findings)
        return replace(report, findings=marked, fixed=gone)

    def _of(self, report: Report) -> Earlier | None:
        by_source = [e for e in self._reports if _same_path(e.source, report.source)]
        if by_source:
            return by_source[0]
        if report.unit is None:
            return None
        # Drafts are renamed from one to the next; a unit that had several reports cannot be told by its name.
        by_unit = [e for e in self._reports if (e.unit, e.fiscal_year) == (report.unit, report.fiscal_year)]
        return by_unit[0] if len(by_unit) == 1 else None


def load(path: str) -> Baseline:
    """Read an earlier result.

    Raises:
        BaselineError: if it cannot be read or is none.
    """
    import json

    try:
        file = Path(path)
        if file.stat().st_size > MAX_BYTES:
            raise BaselineError(path, "baseline.shape", place="256 MB")
        data = json.loads(file.read_bytes())
    except OSError as error:
        raise BaselineError(path, "baseline.no_file") from error
    except (ValueError, RecursionError) as error:
        raise BaselineError(path, "baseline.not_json", error=str(error) or type(error).__name__) from error
    try:
        return Baseline(_reports(data))
    except _WrongShapeError as error:
        raise BaselineError(path, "baseline.shape", place=str(error)) from error


class _WrongShapeError(Exception):
    """Something is not as the contract has it; the message is its place."""


def _reports(data: Any) -> tuple[Earlier, ...]:
    if not isinstance(data, dict) or data.get("schema") != "juesuan.check/1":
        raise _WrongShapeError("schema")
    reports = []
    for n, entry in enumerate(_list(data, "reports", "")):
        place = f"reports[{n}]"
        findings = _list(entry, "findings", f"{place}.")
        counted = Counter(str(f.get("id")) for f in findings if isinstance(f, dict))
        if any(times > 1 for times in counted.values()):
            raise _WrongShapeError(f"{place}.findings.id")
        reports.append(
            Earlier(
                _text(entry, "source", place),
                _optional(entry, "unit", str, place),
                _optional(entry, "fiscal_year", int, place),
                tuple(_finding(f, f"{place}.findings[{m}]") for m, f in enumerate(findings)),
            )
        )
    return tuple(reports)


def _finding(entry: Any, place: str) -> Fixed:
    said = {name: _text(entry, name, place) for name in ("id", "code", "severity", "message")}
    location = entry.get("location")
    if not isinstance(location, dict):
        raise _WrongShapeError(f"{place}.location")
    where: dict[str, Any] = {name: _optional(location, name, int, place) for name in _NUMBERS}
    where.update({name: _optional(location, name, str, place) for name in _WORDS})
    spot = Spot(**where, bbox=_box(location.get("bbox")))
    stated, expected = (_optional(entry, name, str, place) for name in ("stated", "expected"))
    return Fixed(**said, stated=stated, expected=expected, location=spot)


def _box(value: Any) -> tuple[float, float, float, float] | None:
    if isinstance(value, list) and len(value) == 4 and all(isinstance(side, int | float) for side in value):
        return (float(value[0]), float(value[1]), float(value[2]), float(value[3]))
    return None


def _list(entry: Any, name: str, place: str) -> list[Any]:
    value = entry.get(name) if isinstance(entry, dict) else None
    if not isinstance(value, list):
        raise _WrongShapeError(place + name)
    return value


def _text(entry: Any, name: str, place: str) -> str:
    value = entry.get(name) if isinstance(entry, dict) else None
    if not isinstance(value, str):
        raise _WrongShapeError(f"{place}.{name}")
    return value


def _optional(entry: Any, name: str, kind: type, place: str) -> Any:
    value = entry.get(name)
    if value is not None and not isinstance(value, kind):
        raise _WrongShapeError(f"{place}.{name}")
    return value


def _same_path(one: str, other: str) -> bool:
    return one.replace("\\", "/") == other.replace("\\", "/")
