"""Several sources → one set of facts: the first that says something wins, and what the others say else is told.

The order is that of `Origin`: books, the platform's workbook, tables.xlsx, last year.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from juesuan.cube.coordinate import Coordinate
from juesuan.taxonomy.dimensions import FUNDS
from juesuan.writing.model import Fact, Facts, Origin
from juesuan.writing.totals import Book

ROUNDED_TO = 10_000
"""Fen: a figure that is a multiple of this may have been rounded to 0.01 万元 before we saw it."""
_ORDER = tuple(Origin)

Line = tuple[str, str]


@dataclass(slots=True)
class Source:
    """What one source says.

    Attributes:
        origin: which it is.
        name: file or folder, for messages.
        facts: what it says.
        statement_of: the statement each fact stands in, where known.
        differences: what is odd about it (zh, en).
        beside: counts, and amounts that stand in no statement: what else is filled in in notes.toml.
    """

    origin: Origin
    name: str
    facts: Facts
    statement_of: Mapping[Coordinate, str] = field(default_factory=dict)
    differences: list[Line] = field(default_factory=list)
    beside: dict[Coordinate, Fact] = field(default_factory=dict)


def merge(sources: Sequence[Source]) -> tuple[Facts, list[Line]]:
    """All facts, the first source that states a coordinate winning, and where the others differ.

    Args:
        sources: in any order.
    """
    facts = Facts()
    differences: list[Line] = []
    for source in sorted(sources, key=lambda s: _ORDER.index(s.origin)):
        differences += source.differences
        better = {(c.measure, c.basis, c.period) for c in facts.at}
        read = frozenset(facts.complete)
        for at in sorted(source.facts.at, key=str):
            fact = source.facts.at[at]
            known = facts.at.get(at)
            if known is None:
                whole = source.statement_of.get(at) in read and (at.measure, at.basis, at.period) in better
                if fact.fen and whole and at.period == 0:  # a better source has the statement, and nothing there
                    differences.append(_dropped(fact))
                    continue
                facts.at[at] = fact
            elif not same(known.fen, fact.fen):
                differences.append(_differs(known, fact))
        for code, name in source.facts.names.items():
            facts.names.setdefault(code, name)
        facts.complete |= source.facts.complete
    return facts, differences


def disputed(sources: Sequence[Source]) -> frozenset[Coordinate]:
    """Figures that two sources state differently.

    Args:
        sources: in any order.
    """
    first: dict[Coordinate, int] = {}
    found = set()
    for source in sorted(sources, key=lambda s: _ORDER.index(s.origin)):
        for at, fact in source.facts.at.items():
            if not same(first.setdefault(at, fact.fen), fact.fen):
                found.add(at)
    return frozenset(found)


def same(one: int, other: int) -> bool:
    """Whether two figures in fen agree, one perhaps rounded to 0.01 万元."""
    if one == other:
        return True
    rounded = one % ROUNDED_TO == 0 or other % ROUNDED_TO == 0
    return rounded and abs(one - other) * 2 <= ROUNDED_TO


def settle_openings(facts: Facts) -> None:
    """Give opening balances that come from a printed report back the digits that print left out.

    A printed closing balance of last year is rounded to 0.01 万元; this year's exact flows tell the rest: what was
    spent and is left, less what came in. Only where that agrees with what is printed, to the rounding.

    Args:
        facts: all facts; openings in it are replaced.
    """
    book = Book(facts)
    for at in [c for c in facts.at if c.measure == "opening" and c.period == 0 and c.kind == "all"]:
        fact = facts.at[at]
        if fact.origin is not Origin.LAST_YEAR or fact.fen % ROUNDED_TO:
            continue
        exact = opening_by_flows(book, at)
        if exact is not None and exact != fact.fen and abs(exact - fact.fen) * 2 <= ROUNDED_TO:
            facts.at[at] = replace(fact, fen=exact)
    _settle_sums(facts)


def _settle_sums(facts: Facts) -> None:
    """The opening of 财政拨款 is that of its funds, where they have been settled and the sum is but rounded."""
    whole = Coordinate("opening", fund="appropriation")
    stated = facts.at.get(whole)
    if stated is None or stated.origin is not Origin.LAST_YEAR:
        return
    parts = [facts.at[p].fen for f in FUNDS["appropriation"] if (p := whole._replace(fund=f)) in facts.at]
    if parts and abs(sum(parts) - stated.fen) * 2 <= ROUNDED_TO * (len(parts) + 1):
        facts.at[whole] = replace(stated, fen=sum(parts))


def opening_by_flows(book: Book, at: Coordinate) -> int | None:
    """What there must have been at the beginning: what was spent and is left, less what came in; None if unknown."""
    flows = {"expenditure": 1, "distribution": 1, "closing": 1, "income": -1, "surplus_used": -1}
    if at.fund != "all":
        del flows["distribution"], flows["surplus_used"]
    total = 0
    for measure, sign in flows.items():
        fen = book.fen(at._replace(measure=measure))
        if fen is None:
            return None
        total += sign * fen
    return total


def _differs(known: Fact, fact: Fact) -> Line:
    one, other = _wan(known.fen), _wan(fact.fen)
    return (
        f"来源不一致：{known.source} 为 {one}，{fact.source} 为 {other} 万元；以前者为准",
        f"sources differ: {known.source} says {one}, {fact.source} says {other} 万元; the first counts",
    )


def _dropped(fact: Fact) -> Line:
    return (
        f"来源不一致：{fact.source} 为 {_wan(fact.fen)} 万元，优先的来源中没有；没有采用",
        f"sources differ: {fact.source} says {_wan(fact.fen)} 万元, the better source has nothing there; not used",
    )


def _wan(fen: int) -> str:
    value = (Decimal(fen) / 1_000_000).normalize()
    return f"{value:.{max(2, -int(value.as_tuple().exponent))}f}"
