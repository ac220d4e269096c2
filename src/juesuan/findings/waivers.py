"""Waivers 出错说明: findings that the unit has explained and that may stand, read from a TOML file.

    [[waiver]]
    id = "0123456789abcdef"        # or: code = "JS101", with statement, row, column, section, quote or project
    reason = "年中机构划转，口径已调整"
    author = "王会计"
    date = 2026-08-31
    until = 2027-08-31             # may be left out

The final accounts' own software asks for the same explanation where its formulas fail (核实性审核).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from juesuan.findings.catalogue import say, statement_name
from juesuan.findings.language import Lang
from juesuan.findings.report import Item, Report, Spot, Waived

MAX_BYTES = 4 * 1024 * 1024
"""Largest waivers file read."""

PLACE = ("statement", "row", "column", "section", "quote", "project")
"""Keys that say where, beside the code."""

_WORDS = ("id", "code", *PLACE, "unit", "source", "reason", "author")
_DATES = ("date", "until")
_NEEDED = ("reason", "author", "date")
_ENTRY = re.compile(r"\s*\[\[\s*[\"']?waiver[\"']?\s*\]\]")


class WaiverError(Exception):
    """A waivers file that cannot be used.

    Attributes:
        problem: its key in the catalogue.
        values: its placeholders.
        line: where, counted from 1; None for the file as a whole.
    """

    def __init__(self, path: str, problem: str, line: int | None = None, /, **values: str) -> None:
        super().__init__(f"{path}: {problem} {values}")
        self.path, self.problem, self.line, self.values = path, problem, line, values

    def words(self, lang: Lang) -> str:
        """The problem in one line."""
        place = "" if self.line is None else say("error.waivers.line", lang, line=self.line)
        return say("error.waivers", lang, path=self.path, place=place, problem=say(self.problem, lang, **self.values))


@dataclass(frozen=True, slots=True)
class Waiver:
    """One entry of a waivers file. What it does not say is None and fits anything.

    Attributes:
        line: line it begins on.
        statement: id of the statement, or its name.
        section: words of the heading.
        quote: words of the quote.
        unit: only findings of this unit.
        source: only findings of files of this name.
    """

    line: int
    reason: str
    author: str
    date: dt.date
    until: dt.date | None = None
    id: str | None = None
    code: str | None = None
    statement: str | None = None
    row: str | None = None
    column: str | None = None
    section: str | None = None
    quote: str | None = None
    project: str | None = None
    unit: str | None = None
    source: str | None = None

    def covers(self, item: Item, report: Report) -> bool:
        """Whether it speaks of this finding."""
        if self.id is not None and self.id != item.id:
            return False
        if self.code is not None and self.code != item.code:
            return False
        if self.unit is not None and _plain(self.unit) != _plain(report.unit):
            return False
        if self.source is not None and not _ends_with_path(report.source, self.source):
            return False
        return self._at(item.location)

    def _at(self, spot: Spot) -> bool:
        same = all(
            said is None or _plain(said) == _plain(there)
            for said, there in ((self.row, spot.row), (self.column, spot.column), (self.project, spot.project))
        )
        within = all(
            said is None or _plain(said) in _plain(there)
            for said, there in ((self.section, spot.section), (self.quote, spot.quote))
        )
        return same and within and (self.statement is None or self._of_statement(spot.statement))

    def _of_statement(self, statement: str | None) -> bool:
        names = () if statement is None else (statement, statement_name(statement, "zh"))
        return any(_plain(self.statement) == _plain(known) for known in names)

    def what(self) -> str:
        """The finding meant, in short."""
        places = [value for name in PLACE if (value := getattr(self, name))]
        return " ".join(part for part in (self.id, self.code, *places) if part)


@dataclass(frozen=True, slots=True)
class Unused:
    """A waiver without effect in this run."""

    file: str
    waiver: Waiver
    expired: bool

    def words(self, lang: Lang) -> str:
        """The same in one line."""
        known: dict[str, Any] = {"file": self.file, "line": self.waiver.line, "what": self.waiver.what()}
        if self.expired:
            return say("waiver.expired", lang, until=str(self.waiver.until), **known)
        return say("waiver.unused", lang, **known)

    def to_dict(self) -> dict[str, Any]:
        """The entry as the contract has it."""
        w = self.waiver
        return {
            "line": w.line,
            "state": "expired" if self.expired else "unused",
            "id": w.id,
            "code": w.code,
            "place": {name: value for name in PLACE if (value := getattr(w, name)) is not None},
            "reason": w.reason,
            "author": w.author,
            "date": w.date.isoformat(),
            "until": None if w.until is None else w.until.isoformat(),
        }


class Waivers:
    """The waivers of one file, and which of them were of use."""

    def __init__(self, path: str, waivers: Sequence[Waiver], today: dt.date) -> None:
        self._path = path
        self._expired = [w for w in waivers if w.until is not None and w.until < today]
        self._valid = [w for w in waivers if w not in self._expired]
        self._used: set[Waiver] = set()

    def apply(self, report: Report) -> Report:
        """The report with the findings marked that a waiver covers."""
        return replace(report, findings=tuple(self._marked(item, report) for item in report.findings))

    def _marked(self, item: Item, report: Report) -> Item:
        covering = [w for w in self._valid if w.covers(item, report)]
        if not covering:
            return item
        self._used.update(covering)
        first = covering[0]
        until = None if first.until is None else first.until.isoformat()
        return replace(item, waived=Waived(first.reason, first.author, first.date.isoformat(), until))

    def unused(self) -> tuple[Unused, ...]:
        """The waivers without effect so far, in the file's order."""
        found = [Unused(self._path, w, expired=True) for w in self._expired]
        found += [Unused(self._path, w, expired=False) for w in self._valid if w not in self._used]
        return tuple(sorted(found, key=lambda entry: entry.waiver.line))


def load(path: str, today: dt.date, codes: Iterable[str]) -> Waivers:
    """Read a waivers file.

    Args:
        path: the file.
        today: the day that decides which have expired.
        codes: all rules there are.

    Raises:
        WaiverError: if it cannot be read, or an entry is wrong.
    """
    import tomllib

    text = _text(path)
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        told = str(error) or type(error).__name__
        line = re.search(r"line (\d+)", told)
        raise WaiverError(path, "waiver.not_toml", int(line.group(1)) if line else None, error=told) from error
    entries = data.get("waiver", [])
    if set(data) - {"waiver"} or not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
        raise WaiverError(path, "waiver.shape")
    lines = [n for n, line in enumerate(text.splitlines(), 1) if _ENTRY.match(line)]
    if len(lines) != len(entries):  # written in another way: the entries' numbers must do
        lines = list(range(1, len(entries) + 1))
    known = frozenset(codes)
    return Waivers(path, [_waiver(path, line, entry, known) for line, entry in zip(lines, entries, strict=True)], today)


def _text(path: str) -> str:
    try:
        file = Path(path)
        if file.stat().st_size > MAX_BYTES:
            raise WaiverError(path, "waiver.too_large")
        return file.read_bytes().decode("utf-8-sig")
    except (OSError, ValueError) as error:
        key = "waiver.not_text" if isinstance(error, UnicodeDecodeError) else "waiver.no_file"
        raise WaiverError(path, key) from error


def _waiver(path: str, line: int, entry: dict[str, Any], codes: frozenset[str]) -> Waiver:
    for key, value in entry.items():
        if key not in _WORDS and key not in _DATES:
            known = ", ".join((*_WORDS, *_DATES))
            raise WaiverError(path, "waiver.unknown", line, key=key, known=known)
        if key in _WORDS and not (isinstance(value, str) and value.strip()):
            raise WaiverError(path, "waiver.text", line, key=key)
        if key in _DATES:
            entry = {**entry, key: _date(path, line, key, value)}
    for key in _NEEDED:
        if key not in entry:
            raise WaiverError(path, "waiver.missing", line, key=key)
    if "id" not in entry and not ("code" in entry and any(key in entry for key in PLACE)):
        raise WaiverError(path, "waiver.whom", line)
    if "code" in entry and entry["code"] not in codes:
        raise WaiverError(path, "waiver.code", line, code=entry["code"])
    return Waiver(line=line, **entry)


def _date(path: str, line: int, key: str, value: object) -> dt.date:
    """A TOML date, or one written as words."""
    if type(value) is dt.date:  # no time of day
        return value
    try:
        return dt.date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError as error:
        raise WaiverError(path, "waiver.date", line, key=key) from error


def _plain(text: str | None) -> str:
    return "".join((text or "").split())


def _ends_with_path(source: str, name: str) -> bool:
    """Whether the source is the file of this name, or of this path in whatever folder."""
    source, name = source.replace("\\", "/"), name.replace("\\", "/")
    return source == name or source.endswith("/" + name)
