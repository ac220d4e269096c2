"""The classifications of expenditure (支出功能分类, 支出经济分类) by year, and how sure we are of each row.

A row's `sources` say where code and name were seen (the letters are those of the data file); rows that rest on
knowledge alone, and rows seen only in a list of about 2009, are weak evidence: a code or name that is not here is
never a mistake by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from importlib.resources import files

from juesuan.taxonomy.naming import key, loose_key

_HISTORIC = "S3"
_KNOWLEDGE = "knowledge"
_UNCERTAIN_YEARS = "knowledge-year-uncertain"


class Sureness(IntEnum):
    """How well a row is grounded, weakest first."""

    UNKNOWN = 0  # not in the list
    KNOWLEDGE = 1  # nobody here has seen the official list
    HISTORIC = 2  # code and name stood together about 2009
    SEEN = 3  # seen together in a publication of recent years


@dataclass(frozen=True, slots=True)
class Entry:
    """One name that a code has or had.

    Attributes:
        code: 3, 5 or 7 digits.
        name: the official name.
        level: 类, 款 or 项.
        first: first year of validity; None if unknown or long ago.
        last: last year of validity; None if still valid as far as known.
        sources: where it was seen.
    """

    code: str
    name: str
    level: str
    first: int | None
    last: int | None
    sources: tuple[str, ...]

    @property
    def sureness(self) -> Sureness:
        """How well code and name are grounded together."""
        seen = [s for s in self.sources if not s.startswith(_KNOWLEDGE)]
        if any(s != _HISTORIC for s in seen):
            return Sureness.SEEN
        return Sureness.HISTORIC if seen else Sureness.KNOWLEDGE

    @property
    def years_certain(self) -> bool:
        """Whether the years of validity are more than a guess."""
        return _UNCERTAIN_YEARS not in self.sources

    def valid(self, year: int) -> bool:
        """Whether the name held in that year (unknown years count as valid)."""
        return (self.first is None or self.first <= year) and (self.last is None or year <= self.last)


class CodeTree:
    """One classification as it was in one year. Codes nest by prefix: 201 ⊃ 20103 ⊃ 2010301."""

    def __init__(self, entries: tuple[Entry, ...], year: int) -> None:
        self.year = year
        self._all: dict[str, tuple[Entry, ...]] = {}
        for entry in entries:
            self._all[entry.code] = (*self._all.get(entry.code, ()), entry)
        self._current: dict[str, Entry] = {}
        for code, named in self._all.items():
            valid = [e for e in named if e.valid(year)]
            if valid:
                # a dated renaming is better knowledge than a row without years
                self._current[code] = max(valid, key=lambda e: (e.sureness, e.first or 0))
        self._by_key: dict[str, list[Entry]] = {}
        self._by_loose: dict[str, list[Entry]] = {}
        for entry in entries:
            self._by_key.setdefault(key(entry.name), []).append(entry)
            self._by_loose.setdefault(loose_key(entry.name), []).append(entry)

    def __iter__(self) -> Iterator[str]:
        return iter(self._current)

    def name(self, code: str) -> str | None:
        """The code's name in this year; None if the code is not known for it."""
        entry = self._current.get(code)
        return entry.name if entry else None

    def entry(self, code: str) -> Entry | None:
        """The code's row for this year."""
        return self._current.get(code)

    def names(self, code: str) -> tuple[Entry, ...]:
        """Every name the code has or had, with its years."""
        return self._all.get(code, ())

    def is_known(self, code: str, *, any_year: bool = False) -> bool:
        """Whether the code is listed for this year (or for any year)."""
        return code in (self._all if any_year else self._current)

    def sureness(self, code: str) -> Sureness:
        """How well the code's row of this year is grounded; UNKNOWN if there is none."""
        entry = self._current.get(code)
        return entry.sureness if entry else Sureness.UNKNOWN

    def sources(self, code: str) -> tuple[str, ...]:
        """Where the code's name of this year was seen."""
        entry = self._current.get(code)
        return entry.sources if entry else ()

    def parent(self, code: str) -> str | None:
        """The code one level up by its digits, whether listed or not; None for a 类."""
        return code[:-2] if len(code) > 3 else None

    def children(self, code: str | None) -> tuple[str, ...]:
        """The listed codes right below (of None: the 类), in order."""
        length = 3 if code is None else len(code) + 2
        prefix = code or ""
        return tuple(sorted(c for c in self._current if len(c) == length and c.startswith(prefix)))

    def find(
        self, name: str, *, level: int | None = None, under: str | None = None, any_year: bool = True
    ) -> tuple[str, ...]:
        """The codes of that name, whatever brackets, spaces, 、, ordinal or trailing 支出 it is printed with.

        Args:
            name: a name as printed.
            level: digits of the code wanted (3, 5 or 7).
            under: only codes that begin with these digits.
            any_year: former and later names count too, after those of this year.
        """
        for found in (self._by_key.get(key(name), ()), self._by_loose.get(loose_key(name), ())):
            codes: dict[str, bool] = {}
            for entry in found:
                if (level and len(entry.code) != level) or (under and not entry.code.startswith(under)):
                    continue
                now = entry.valid(self.year)
                if now or any_year:
                    codes[entry.code] = codes.get(entry.code, False) or now
            if codes:
                return tuple(sorted(codes, key=lambda c: (not codes[c], c)))
        return ()

    def same_name(self, code: str, name: str) -> bool | None:
        """Whether the name is one the code has in this year; None if the code is not listed."""
        valid = [e for e in self._all.get(code, ()) if e.valid(self.year)]
        if not valid:
            return None
        return any(key(e.name) == key(name) or loose_key(e.name) == loose_key(name) for e in valid)


def _year(text: str) -> int | None:
    return int(text) if text else None


@cache
def _entries(file: str, earliest: int) -> tuple[Entry, ...]:
    text = (files("juesuan.taxonomy") / "data" / file).read_text(encoding="utf-8")
    rows = [line.split(",") for line in text.splitlines()[1:] if line.strip()]
    renamed = {code for code, _, _, _, last, _ in rows if last and int(last) < earliest}
    entries = []
    for code, name, level, first, last, sources in rows:
        begin = _year(first)
        # the list writes its own first year for "that year or earlier", unless a former name ended right before
        if begin == earliest and code not in renamed:
            begin = None
        entries.append(Entry(code, name, level[-1], begin, _year(last), tuple(sources.split(";"))))
    return tuple(entries)


@cache
def functional(year: int) -> CodeTree:
    """支出功能分类科目 of a year."""
    return CodeTree(_entries("functional-classification.csv", 2019), year)


@cache
def economic(year: int) -> CodeTree:
    """部门预算支出经济分类科目 of a year (3xx; the government's own 5xx are left out)."""
    return CodeTree(tuple(e for e in _entries("economic-classification.csv", 2016) if e.code[0] == "3"), year)
