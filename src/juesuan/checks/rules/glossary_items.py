"""Items of spending as the narrative tells them against those that the glossary explains."""

from __future__ import annotations

import re
from collections.abc import Iterator

from juesuan.checks import locate
from juesuan.checks.finding import Finding, Location, Related, Severity, Words
from juesuan.checks.glossary import Entry, entries
from juesuan.checks.registry import rule
from juesuan.checks.rules.narrative_items import Told, printed_rows, told_items
from juesuan.recognition.report import Report
from juesuan.taxonomy.naming import loose_key

_PATH = re.compile(r"^(?P<class>[^（）]+)（类）(?P<group>[^（）]+)（款）(?P<item>.+)（项）$")
_FEWEST = 3
"""Items that both have, below which the glossary is not one of the report's items."""

Names = tuple[str, str, str]


def _explained(report: Report) -> dict[Names, tuple[Entry, str]]:
    """Paths of 类, 款 and 项 in the glossary, as keys: the entry, and the item as printed."""
    found = {}
    for entry in entries(report):
        match = _PATH.match(entry.term)
        if match is not None:
            keys = (loose_key(match["class"]), loose_key(match["group"]), loose_key(match["item"]))
            found[keys] = (entry, match["item"])
    return found


@rule(
    "JS734",
    title=Words("所述科目与名词解释不一致", "the item told is another than the glossary explains"),
    basis=Words(
        "名词解释应对本报告所用的名词",
        "a glossary explains the terms of its own report",
    ),
    message=Words(
        "情况说明的“{stated}”没有解释，名词解释中同款的“{expected}”又没有用到，可能写错",
        "“{stated}” is told but not explained, while the glossary explains “{expected}” beside it, which is not told",
    ),
    severity=Severity.WARNING,
)
def item_told_is_not_explained(report: Report) -> Iterator[Finding]:
    """All items told are explained but one, and the glossary has another of the same 款 that is not told.

    Where the statements are there they say which item it is (JS304).

    Breaks: 住房改革支出（款）提租补贴（项）……；名词解释：住房改革支出（款）住房公积金（项）
    Right: 住房改革支出（款）住房公积金（项）……；名词解释：住房改革支出（款）住房公积金（项）
    """
    if printed_rows(report):
        return
    explained = _explained(report)
    told = {(loose_key(t.names[0]), loose_key(t.names[1]), loose_key(t.names[2])): t for t in told_items(report)}
    odd = [keys for keys in told if keys not in explained]
    spare = [keys for keys in explained if keys not in told]
    if len(told) - len(odd) < _FEWEST or len(odd) != 1 or len(spare) != 1 or odd[0][:2] != spare[0][:2]:
        return
    item, (entry, expected) = told[odd[0]], explained[spare[0]]
    stated = item.names[2]
    yield Finding(
        "JS734",
        Severity.WARNING,
        _at(report, item, stated),
        stated=stated,
        expected=expected,
        related=(Related(entry.at, entry.term, "same_fact"),),
    )


def _at(report: Report, item: Told, stated: str) -> Location:
    """Where the item is named; its figures may stand in the paragraph below."""
    last = item.claim.place.block or 0
    for block in reversed([b for b in report.document.paragraphs() if last - 1 <= b.index <= last]):
        start = block.text.find(stated)
        if start >= 0:
            return Location(block.place(start, start + len(stated)), quote=stated)
    return locate.of_claim(report, item.claim)
