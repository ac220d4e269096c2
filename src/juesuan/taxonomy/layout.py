"""Layouts of the statutory statements, as data: what their titles, columns and rows are called and what they mean.

A layout knows every variant of a statement that we have met; an edition picks the layouts it prints and their
titles. Rows and columns are found by name, never by position: 公开 tables of different provinces and years order
them differently (财政部 and Shanghai forms, see `data/layouts.toml`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from juesuan.taxonomy.naming import fold, key

Patch = Mapping[str, str | int]
"""Dimension → member: what a row, column or side says about the coordinates of its cells."""

_DIMENSIONS = frozenset({"measure", "fund", "function", "economic", "kind", "basis", "period", "quantity"})


class Axis(StrEnum):
    """What the rows of a statement are."""

    ITEMS = "items"  # labelled rows, perhaps several sides beside each other (收入 | 支出)
    FUNCTION = "function"  # rows by code of 支出功能分类
    ECONOMIC = "economic"  # rows by code of 支出经济分类, in one to three sides
    SINGLE = "single"  # one row without a label; the columns say everything
    FORM = "form"  # recognised by name only; the cells are no part of the cube


@dataclass(frozen=True, slots=True)
class Term:
    """A row label or a column header and what it means.

    Attributes:
        patch: the members it sets; empty for words that add nothing (决算数, 小计).
        side: the side it belongs to, "" for any.
        after: holds only below a row that set this measure, "" for anywhere.
    """

    patch: Patch
    side: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class StatementLayout:
    """One statutory statement.

    Attributes:
        id: statement id of the contract.
        title: as the edition prints it.
        axis: what the rows are.
        base: members that all its cells share.
        closed: dimensions whose parts, as printed in this statement, make up the whole.
        sides: members by side (income, expenditure, nature).
        titles: patterns for the folded title.
        marks: sets of header words or labels; a table that has all words of one set may be this statement.
        lacks: header words or labels that rule it out.
        columns: terms of column headers by `naming.key`.
        rows: terms of row labels by `naming.key`.
    """

    id: str
    title: str
    axis: Axis
    base: Patch
    closed: frozenset[str]
    sides: Mapping[str, Patch]
    titles: tuple[re.Pattern[str], ...]
    marks: tuple[frozenset[str], ...]
    lacks: frozenset[str]
    columns: Mapping[str, tuple[Term, ...]]
    rows: Mapping[str, tuple[Term, ...]]

    def has_title(self, title: str) -> bool:
        """Whether a printed title (ordinals, quotation marks and spaces aside) is one of this statement."""
        folded = fold(title)
        return any(p.fullmatch(folded) for p in self.titles)


def _terms(tables: list[dict[str, Any]]) -> Mapping[str, tuple[Term, ...]]:
    found: dict[str, tuple[Term, ...]] = {}
    for table in tables:
        patch = {k: v for k, v in table.items() if k in _DIMENSIONS}
        term = Term(MappingProxyType(patch), table.get("side", ""), table.get("after", ""))
        for name in table["names"]:
            name = key(name)
            found[name] = (*found.get(name, ()), term)
    return MappingProxyType(found)


def layout_from(identity: str, data: dict[str, Any], shared: list[dict[str, Any]]) -> StatementLayout:
    """A layout as its table in a data file says it.

    Args:
        identity: statement id.
        data: the table.
        shared: columns that every statement may have.
    """
    return StatementLayout(
        id=identity,
        title=data["title"],
        axis=Axis(data["axis"]),
        base=MappingProxyType(data.get("base", {})),
        closed=frozenset(data.get("closed", ())),
        sides=MappingProxyType({k: MappingProxyType(v) for k, v in data.get("sides", {}).items()}),
        titles=tuple(re.compile(p) for p in data["titles"]),
        marks=tuple(frozenset(map(key, m)) for m in data.get("marks", ())),
        lacks=frozenset(map(key, data.get("lacks", ()))),
        columns=_terms([*shared, *data.get("columns", [])] if data["axis"] != Axis.FORM else []),
        rows=_terms(data.get("rows", [])),
    )


@cache
def layouts() -> Mapping[str, StatementLayout]:
    """All known layouts by statement id, in the order of the contract."""
    data = dict(_data())
    shared = data.pop("shared")["columns"]
    return MappingProxyType({identity: layout_from(identity, table, shared) for identity, table in data.items()})


def shared_columns() -> list[dict[str, Any]]:
    """Columns that every statement may have (决算数, 年初预算数, ...), as in the data file."""
    columns: list[dict[str, Any]] = _data()["shared"]["columns"]
    return columns


@cache
def _data() -> dict[str, Any]:
    import tomllib

    return tomllib.loads((files("juesuan.taxonomy") / "data" / "layouts.toml").read_text(encoding="utf-8"))
