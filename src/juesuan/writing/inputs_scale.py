"""Amounts in the wrong unit: one sheet filled in in 元 where the others are in 万元, a year 10,000 times the last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from juesuan.cube.coordinate import Coordinate
from juesuan.writing.model import Facts
from juesuan.writing.totals import Book

Line = tuple[str, str]
_FACTOR = 10_000
_FAR = 3_000  # no unit's year is so many times another; units differ by 10,000
_HUGE = 10**12  # fen: 100亿元

Sum = tuple[int, str, str]
"""What is compared: fen, the first of its cells, its statement."""


def by_unit(facts: Facts, statement_of: Mapping[Coordinate, str], unit: str) -> Iterator[tuple[str, str, str]]:
    """Sheets whose amounts are 10,000 times, or a 10,000th of, what another sheet says of the same: where, zh, en.

    Args:
        facts: what the workbook states.
        statement_of: the statement each fact stands in.
        unit: the unit chosen for the workbook.
    """
    told: set[str] = set()
    for one, other in (*_items(facts, statement_of), *_totals(facts, statement_of)):
        small, large = sorted((one, other))
        if not _misfit(one, other):
            continue
        wrong, right, typed = (large, small, "元") if unit == "万元" else (small, large, "万元")
        if wrong[2] in told:
            continue
        told.add(wrong[2])
        ratio_zh, ratio_en = ("1 万倍", "10,000 times") if wrong is large else ("万分之一", "a 10,000th of")
        yield (
            wrong[1],
            f"这张表像是按{typed}填的，金额单位却是{unit}（金额是 {right[1]} 的 {ratio_zh}），请改这张表的金额",
            f"the sheet seems to be in {typed}, but the unit is {unit} ({ratio_en} {right[1]}); correct its amounts",
        )


def odd_scale(book: Book) -> Iterator[Line]:
    """A year that is out of all proportion to the one before it, or to any unit: zh, en.

    Args:
        book: this year's facts and last year's.
    """
    now, before = (book.fen(Coordinate("expenditure", period=period)) for period in (0, -1))
    if not now:
        return
    if before and before > 0 and (now > _FAR * before or before > _FAR * now):
        zh = f"本年支出 {_wan(now)} 万元，上年 {_wan(before)} 万元，相差悬殊，请核对金额单位（万元、元）是否填错"
        yield zh, f"spending is {_wan(now)} 万元, last year's was {_wan(before)} 万元; see whether a unit is wrong"
    elif not before and now > _HUGE:
        zh = f"本年支出 {_wan(now)} 万元，超过 100 亿元，请核对金额单位（万元、元）是否填错"
        yield zh, f"spending is {_wan(now)} 万元, more than 10 billion 元; see whether the unit is wrong"


def _misfit(one: Sum, other: Sum) -> bool:
    small, large = sorted((one[0], other[0]))
    return small > 0 and large == _FACTOR * small


def _items(facts: Facts, statement_of: Mapping[Coordinate, str]) -> list[tuple[Sum, Sum]]:
    """Items in the sheets of all spending and of the general budget; none where a single one is in one unit."""
    pairs: list[tuple[Sum, Sum]] = []
    for at, fact in facts.at.items():
        same = facts.at.get(at._replace(fund="general"))
        if statement_of.get(at) == "expenditure" and (at.period, at.basis) == (0, "final") and same and same.fen:
            pairs.append(
                ((fact.fen, fact.source, "expenditure"), (same.fen, same.source, "general_budget_expenditure"))
            )
    return pairs if all(_misfit(one, other) for one, other in pairs) else []


def _totals(facts: Facts, statement_of: Mapping[Coordinate, str]) -> Iterator[tuple[Sum, Sum]]:
    """Sums of two sheets that should be equal, or nearly."""

    def total(statement: str, **members: str) -> Sum:
        found = [
            (f.fen, f.source)
            for c, f in facts.at.items()
            if statement_of.get(c) == statement
            and (c.period, c.basis) == (0, "final")
            and all(getattr(c, k) == v for k, v in members.items())
        ]
        return sum(fen for fen, _ in found), next((s for fen, s in found if fen), ""), statement

    general = total("general_budget_expenditure", kind="basic")
    yield general, total("basic_expenditure", kind="basic")
    yield (
        total("income", measure="income", fund="appropriation"),
        total("appropriation_summary", measure="income", fund="general"),
    )
    closing = total("income_expenditure_summary", measure="closing")
    yield closing, total("appropriation_summary", measure="closing", fund="general")


def _wan(fen: int) -> str:
    return f"{fen // 1_000_000:,}"
