"""The Ministry's yearly set of forms (财决套表): which form is which, and what of it is published."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from juesuan.taxonomy.layout import Patch, StatementLayout, layout_from, shared_columns
from juesuan.taxonomy.naming import bare, fold, key

_CODE = re.compile(r"(?:财决(附)?|(附(?=\d{2}))|Z|CJ|(F))-?0*(\d{1,2})(?:[-_](\d))?(?!\d)表?", re.IGNORECASE)
_MARK = re.compile(rf"[(]?{_CODE.pattern}[)]?", re.IGNORECASE)
_CUT_MARK = re.compile(r"[(](?:财(?:决(?:附?[\d_-]*表?)?)?)?$")  # names of sheets hold 31 characters
_LOCAL = re.compile(r"^[A-Z]{1,3}\d{1,2}(?:[-_]\d)?(?=\D)")  # numbers of a place's own forms: CS08, QB12
_YEAR = re.compile(r"(?:20\d{2}年?度?|20\d{2})")


class Reading(StrEnum):
    """How a form is read."""

    STATEMENT = "statement"  # it is a published statement
    MATRIX = "matrix"  # functions by economic items
    FORM = "form"  # rows and columns by name
    NOTHING = "nothing"  # nothing of it is published


@dataclass(frozen=True, slots=True)
class MinistryForm:
    """One form of the set.

    Attributes:
        code: its number, as in Z08_1; "" if it has none.
        titles: patterns for the folded title.
        read: how it is read.
        statement: id of the statement that it is, or of a matrix, that its line 合计 fills.
        base: members that all its cells share.
        total: its column 合计 is the flow that `base` names.
        economic: economic items of the line 合计 that are told: all of them as facts, those of 三公 to compare with, or
            the codes themselves.
        layout: rows and columns of a form.
        unused: names of rows and columns that are known and not needed; `*` for any.
    """

    code: str
    titles: tuple[re.Pattern[str], ...]
    read: Reading
    statement: str
    base: Patch
    total: bool
    economic: str | tuple[str, ...]
    layout: StatementLayout | None = None
    unused: frozenset[str] = frozenset()

    @property
    def title(self) -> str:
        """Its first title, for messages."""
        return self.titles[0].pattern if self.titles else self.code


@cache
def _data() -> dict[str, Any]:
    import tomllib

    return tomllib.loads((files("juesuan.taxonomy") / "data" / "ministry-set.toml").read_text(encoding="utf-8"))


def published_unused() -> frozenset[str]:
    """Keys of rows and columns of the published statements' own forms that are known and not needed."""
    return frozenset(map(key, _data()["unused"]))


@cache
def ministry_forms() -> tuple[MinistryForm, ...]:
    """All forms of the set."""
    data = _data()
    return tuple(_form(entry, data["layout"]) for entry in data["sheet"])


def _form(entry: dict[str, Any], written: dict[str, Any]) -> MinistryForm:
    own = written.get(entry.get("layout", ""))
    economic = entry.get("economic", "")
    return MinistryForm(
        code=entry["code"],
        titles=tuple(re.compile(p) for p in entry["titles"]),
        read=Reading(entry["read"]),
        statement=entry.get("statement", ""),
        base=MappingProxyType({"measure": "expenditure", **entry.get("base", {})}),
        total=entry.get("total", True),
        economic=economic if isinstance(economic, str) else tuple(economic),
        layout=layout_from(entry["layout"], {"titles": [], **own}, shared_columns()) if own else None,
        unused=frozenset(x if x == "*" else key(x) for x in own.get("unused", ())) if own else frozenset(),
    )


@cache
def _by_code() -> Mapping[str, MinistryForm]:
    return MappingProxyType({f.code: f for f in ministry_forms() if f.code})


def form_by_code(text: str) -> MinistryForm | None:
    """The form whose number a text begins with: Z08_1, 财决08-1表, F03, 财决附03表; None if it has none of the set.

    Args:
        text: a sheet's name, or a cell beside the title.
    """
    match = _CODE.match(fold(text).lstrip("("))
    if match is None:
        return None
    annex = match[1] or match[2] or match[3]
    code = f"{'F' if annex else 'Z'}{int(match[4]):02}" + (f"_{match[5]}" if match[5] else "")
    return _by_code().get(code)


def bare_title(text: str, unit_name: str = "") -> str:
    """A title without year, number of the form, and the unit's name before it."""
    title = _YEAR.sub("", _LOCAL.sub("", _MARK.sub("", _CUT_MARK.sub("", fold(text)))))
    if unit_name and title.startswith(name := fold(unit_name)):
        title = title[len(name) :]
    return bare(title.lstrip("0123456789_-:.、"))


@lru_cache(maxsize=1024)
def _titled(title: str) -> tuple[MinistryForm, ...]:
    return tuple(f for f in ministry_forms() if any(p.fullmatch(title) for p in f.titles))


def forms_by_title(text: str, unit_name: str = "") -> tuple[MinistryForm, ...]:
    """The forms that have this title.

    Args:
        text: the title as printed; a sheet's name may be cut off within the form's number.
        unit_name: a name that may stand before it.
    """
    return _titled(bare_title(text, unit_name))
