"""Charts as data: items, what is said of them, and how their amounts are printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from juesuan.writing.model import wan
from juesuan.writing.pages import RECONSTRUCTED_MARK
from juesuan.writing.teller import percent

OLD, BUDGET, FINAL = "old", "budget", "final"
"""Looks of a series: last year's, the budget, what was spent."""


@dataclass(frozen=True, slots=True)
class Item:
    """A bar, or a branch of the flow.

    Attributes:
        label: what it is.
        values: in fen, one a series; None is unknown.
        code: of the classification, "" if it has none.
        group: which colour it has; items of one kind share it.
        sort: what kind of item it is, for the file to download.
        made_up: indices of values that were made up for an example.
    """

    label: str
    values: tuple[int | None, ...]
    code: str = ""
    group: int = 0
    sort: str = ""
    made_up: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart with its data.

    Attributes:
        key: unique on the page.
        title: its heading.
        told: what it shows, in words.
        series: names of the values, the one that matters last.
        drawn: items that are drawn.
        listed: items of the table beside it and of the file to download.
        into: of a flow: items that `drawn` runs into; empty for bars.
        groups: of items with one value: names of their colours; empty where there is one only.
        looks: classes of the style sheet, one a series where there are several, else one a group.
        compared: index of the series that the last one is compared with, in the table; None for none.
        comparison: head of that column.
        whole: what shares are of, in fen; None for no such column.
    """

    key: str
    title: str
    told: str
    series: tuple[str, ...]
    drawn: tuple[Item, ...]
    listed: tuple[Item, ...]
    into: tuple[Item, ...] = ()
    groups: tuple[str, ...] = ()
    looks: tuple[str, ...] = ("single",)
    compared: int | None = None
    comparison: str = ""
    whole: int | None = None


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure at a glance.

    Attributes:
        label: what it is.
        fen: how much.
        before: the same of last year; None if unknown.
        made_up: it was made up for an example.
    """

    label: str
    fen: int
    before: int | None = None
    made_up: bool = False


def money(fen: int) -> str:
    """An amount in 万元 as the tables print it."""
    return f"{wan(fen):,}"


def shown(item: Item, n: int) -> str:
    """A value of an item as it is printed; what was made up has a star."""
    value = item.values[n]
    return "—" if value is None else money(value) + (RECONSTRUCTED_MARK if n in item.made_up else "")


def any_made_up(drawn: Sequence[Figure]) -> bool:
    """Whether anything in the charts was made up."""
    return any(item.made_up for figure in drawn for item in (*figure.drawn, *figure.listed))


def compared(figure: Figure, item: Item) -> str:
    """What the table says of an item beside its amounts: how much of the budget, how much more; "" if it cannot."""
    if figure.compared is None:
        return ""
    base, now = item.values[figure.compared], item.values[-1]
    if not base or now is None:
        return ""
    if figure.comparison == "完成预算":
        return f"{percent(now, base)}%"
    rate = percent(now - base, base)
    return f"{rate:+}%" if rate else "持平"
