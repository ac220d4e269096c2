"""Entries in lists of economic items that hold an item but are none."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache

from juesuan.checks.finding import Finding, Location, Severity, Words
from juesuan.checks.registry import rule
from juesuan.recognition.report import ClaimKind, Report
from juesuan.taxonomy.codes import economic
from juesuan.taxonomy.naming import fold

_BASIS = Words(
    "基本支出应按支出经济分类款级科目列示（财预〔2016〕143号），科目名称用当年《政府收支分类科目》",
    "Basic expenditure is listed by economic item (财预〔2016〕143号), under the names of that year's classification",
)
# Small words that slip in before an item; 和 and 及 between two items is plain speech.
_STRAY = ("因", "为", "是", "的", "由", "于", "在", "了", "有")
_LONGEST = 60
_MOST_RUN_TOGETHER = 4


@cache
def _items(year: int) -> dict[str, str]:
    """Folded names of all 款 → the names as they are listed."""
    tree = economic(year)
    return {fold(name): name for code in tree if len(code) == 5 and (name := tree.name(code))}


def _entries(report: Report) -> Iterator[tuple[str, str, Location]]:
    """Entries of the lists of basic expenditure: folded, as printed, place."""
    for claim in report.claims:
        if claim.kind is ClaimKind.NAMES and claim.section.partition(".")[0] == "basic":
            for name, place in claim.names:
                folded = fold(name)
                if len(folded) <= _LONGEST:
                    yield folded, name, Location(place, quote=name)


def _year(report: Report) -> int:
    return report.fiscal_year or date.max.year  # without a year: the latest names


@rule(
    "JS705",
    title=Words("两个科目连写", "Two items run together"),
    basis=_BASIS,
    message=Words(
        "“{stated}”是两个以上科目连写，应为“{expected}”", "“{stated}” is several items run together; read “{expected}”"
    ),
)
def items_run_together(report: Report) -> Iterator[Finding]:
    """Two economic items stand in a list without a 、 between them.

    Breaks: 印刷费、手续费电费、邮电费
    Right: 印刷费、手续费、电费、邮电费
    """
    items = _items(_year(report))
    for folded, printed, at in _entries(report):
        parts = () if folded in items else _split(folded, items)
        if len(parts) > 1:
            yield Finding(
                "JS705", Severity.ERROR, at, stated=printed, expected="、".join(items[part] for part in parts)
            )


def _split(folded: str, items: dict[str, str], depth: int = 0) -> tuple[str, ...]:
    """The items the whole entry is made of, () if something is left over."""
    if folded in items:
        return (folded,)
    if depth >= _MOST_RUN_TOGETHER:
        return ()
    for item in items:
        if folded.startswith(item) and (rest := _split(folded[len(item) :], items, depth + 1)):
            return (item, *rest)
    return ()


@rule(
    "JS706",
    title=Words("科目名称混入杂字", "A stray character before an item's name"),
    basis=_BASIS,
    message=Words("“{stated}”混入“{stray}”字，应为“{expected}”", "“{stated}” has a stray “{stray}”; read “{expected}”"),
)
def item_with_stray_character(report: Report) -> Iterator[Finding]:
    """A small word of a sentence is left before an item's name in a list.

    Breaks: 差旅费、因维修（护）费、租赁费
    Right: 差旅费、维修（护）费、租赁费
    """
    items = _items(_year(report))
    for folded, printed, at in _entries(report):
        if folded in items or folded[:1] not in _STRAY:
            continue
        name = items.get(folded[1:])
        if name is not None:
            yield Finding("JS706", Severity.ERROR, at, args={"stray": folded[0]}, stated=printed, expected=name)
