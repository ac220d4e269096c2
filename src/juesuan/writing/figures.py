"""What the charts of a report show: where the money came from and went, on what, against budget and last year.

Everything comes from the facts, and only what they say: a figure whose amounts are unknown is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from juesuan.cube.coordinate import Coordinate
from juesuan.taxonomy.codes import economic
from juesuan.taxonomy.dimensions import PERSONNEL_CLASSES
from juesuan.taxonomy.edition import Edition, load
from juesuan.writing.model import Inputs, Release, wan
from juesuan.writing.statements_sheet import name_of, used_codes
from juesuan.writing.teller import percent
from juesuan.writing.totals import Book

_SOURCES: tuple[tuple[str, str, str], ...] = (
    ("opening", "all", "年初结转和结余"),
    ("income", "general", "一般公共预算财政拨款"),
    ("income", "government_fund", "政府性基金预算拨款"),
    ("income", "state_capital", "国有资本经营预算拨款"),
    ("income", "superior", "上级补助收入"),
    ("income", "institutional", "事业收入"),
    ("income", "operating", "经营收入"),
    ("income", "affiliates", "附属单位上缴收入"),
    ("income", "other", "其他收入"),
    ("surplus_used", "all", "使用结余"),
)
_USES: tuple[tuple[str, str, str], ...] = (
    ("expenditure", "basic", "基本支出"),
    ("expenditure", "project", "项目支出"),
    ("expenditure", "operating", "经营支出"),
    ("expenditure", "to_superior", "上缴上级支出"),
    ("expenditure", "to_affiliates", "对附属单位补助支出"),
    ("distribution", "all", "结余分配"),
    ("closing", "all", "年末结转和结余"),
)
_SIDES = ("收入来源", "支出去向")
_HALVES = ("人员经费", "公用经费")
_LEVELS = {3: "类", 5: "款", 7: "项"}
_THREE = (
    ("three_public", "“三公”经费合计"),
    ("abroad", "因公出国（境）费"),
    ("vehicle_purchase", "公务用车购置费"),
    ("vehicle_operation", "公务用车运行维护费"),
    ("reception", "公务接待费"),
)
_MOST_BARS = 12
"""Of a classification's items; what is smaller is drawn together, and listed in full beside the chart."""
_MOST_NESTED = 18
"""Bars of 类 with their 项 beneath; where there are more, only the 类 are drawn."""
_BASIC = Coordinate("expenditure", fund="general", kind="basic")
_GENERAL = Coordinate("expenditure", fund="general")
OLD, BUDGET, FINAL = "old", "budget", "final"
"""Looks of a series: last year's, the budget, what was spent."""
_SLACK = 20_000
"""In fen: by so much the parts of a flow may miss its total where the inputs were rounded to 0.01 万元."""


@dataclass(frozen=True, slots=True)
class Item:
    """A bar, or a branch of the flow.

    Attributes:
        label: what it is.
        values: in fen, one a series; None is unknown.
        code: of the classification, "" if it has none.
        group: which colour it has; items of one kind share it.
        sort: what kind of item it is, for the file to download.
    """

    label: str
    values: tuple[int | None, ...]
    code: str = ""
    group: int = 0
    sort: str = ""


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
    """

    label: str
    fen: int
    before: int | None = None


@dataclass
class _Reader:
    """Reads amounts from the facts, then from the notes."""

    inputs: Inputs
    book: Book
    edition: Edition
    year: int = field(init=False)

    def __post_init__(self) -> None:
        self.year = self.inputs.profile.year

    def fen(self, c: Coordinate) -> int | None:
        known = self.book.fen(c)
        return known if known is not None else self.inputs.notes.amounts.get(c)

    def pair(self, c: Coordinate) -> tuple[int | None, int | None]:
        """Last year's and this year's amount."""
        return self.fen(c._replace(period=-1)), self.fen(c)

    @property
    def three_public(self) -> Coordinate:
        fund = self.edition.settings.get("three_public.fund", "appropriation")
        return Coordinate("expenditure", fund=fund, economic="three_public")


def money(fen: int) -> str:
    """An amount in 万元 as the tables print it."""
    return f"{wan(fen):,}"


def tiles(release: Release) -> list[Tile]:
    """The year in a few figures."""
    reader = _reader(release)
    wanted = (
        ("收、支总计", Coordinate("resources")),
        ("本年收入", Coordinate("income")),
        ("本年支出", Coordinate("expenditure")),
        ("一般公共预算财政拨款支出", _GENERAL),
        ("“三公”经费支出", reader.three_public),
    )
    made = []
    for label, c in wanted:
        before, now = reader.pair(c)
        if now is not None:
            made.append(Tile(label, now, before))
    return made


def figures(release: Release) -> list[Figure]:
    """Every chart that the facts allow."""
    reader = _reader(release)
    makers = (_flow, _by_function, _by_economic, _against_budget, _three_public, _against_last_year)
    return [figure for make in makers if (figure := make(reader)) is not None]


def _reader(release: Release) -> _Reader:
    inputs = release.inputs
    return _Reader(inputs, Book(inputs.facts), load(inputs.profile.edition))


def _listed(items: Sequence[Item], at: int = -1) -> str:
    return "，".join(f"{item.label}{money(item.values[at] or 0)}万元" for item in items)


# --- the charts -------------------------------------------------------------------------------------------------------


def _flow(reader: _Reader) -> Figure | None:
    total = reader.fen(Coordinate("resources"))
    sources = [
        Item(label, (fen,), group=n, sort=_SIDES[0])
        for n, (measure, fund, label) in enumerate(_SOURCES)
        if (fen := reader.fen(Coordinate(measure, fund=fund)))
    ]
    uses = [
        Item(label, (fen,), group=n, sort=_SIDES[1])
        for n, (measure, kind, label) in enumerate(_USES)
        if (fen := reader.fen(Coordinate(measure, kind=kind)))
    ]
    if not total or any(abs(sum(i.values[0] or 0 for i in side) - total) > _SLACK for side in (sources, uses)):
        return None
    if any((i.values[0] or 0) < 0 for i in (*sources, *uses)):
        return None  # a negative balance cannot be drawn as a flow
    told = f"{reader.year}年度收、支总计{money(total)}万元。来源：{_listed(sources)}。去向：{_listed(uses)}。"
    return Figure(
        "flow",
        "钱从哪里来，用到哪里去",
        told,
        ("金额",),
        tuple(sources),
        (*sources, *uses),
        into=tuple(uses),
        whole=total,
        groups=_SIDES,
    )


def _by_function(reader: _Reader) -> Figure | None:
    whole = Coordinate("expenditure")
    items = [
        Item(
            name_of(reader.book, reader.year, code),
            (_at(reader, whole, code),),
            code,
            int(len(code) == 7),
            _LEVELS[len(code)],
        )
        for code in used_codes(reader.book, [whole])
    ]
    classes = [item for item in items if len(item.code) == 3]
    if not classes:
        return None
    nested = tuple(item for item in items if len(item.code) != 5)
    all_levels = len(nested) <= _MOST_NESTED
    return Figure(
        "function",
        "钱花在哪些方面（按支出功能分类）",
        f"{reader.year}年度支出按功能分类：{_listed(classes)}。",
        ("决算数",),
        nested if all_levels else _ranked(classes),
        tuple(items),
        groups=("类", "项") if all_levels else (),
        looks=("single", "within"),
        whole=reader.fen(whole),
    )


def _by_economic(reader: _Reader) -> Figure | None:
    tree = economic(reader.year)
    codes = sorted({c.economic for c in reader.book.at if c.economic.isdigit() and c.kind == "basic"})
    items = [
        Item(tree.name(code) or code, (fen,), code, group, _HALVES[group])
        for code in codes
        for group in (int(code[:3] not in PERSONNEL_CLASSES),)
        if (fen := reader.fen(_BASIC._replace(economic=code)))
    ]
    drawn = _ranked([item for item in items if len(item.code) == 5])
    if not drawn:
        return None
    told = f"{reader.year}年度一般公共预算财政拨款基本支出按经济分类，从多到少：{_listed(drawn)}。"
    return Figure(
        "economic",
        "基本支出买了什么（按支出经济分类）",
        told,
        ("决算数",),
        drawn,
        tuple(items),
        groups=_HALVES,
        looks=("single", "public", "rest"),
        whole=reader.fen(_BASIC),
    )


def _ranked(items: Sequence[Item]) -> tuple[Item, ...]:
    """The largest first; the smaller ones of a long list drawn as one."""
    ordered = sorted(items, key=lambda item: -(item.values[-1] or 0))
    if len(ordered) <= _MOST_BARS:
        return tuple(ordered)
    kept, rest = ordered[: _MOST_BARS - 1], ordered[_MOST_BARS - 1 :]
    groups = {item.group for item in rest}
    together = sum(item.values[-1] or 0 for item in rest)
    return (*kept, Item(f"其余{len(rest)}项", (together,), group=groups.pop() if len(groups) == 1 else 2))


def _against_budget(reader: _Reader) -> Figure | None:
    whole = (_GENERAL._replace(basis="initial"), _GENERAL)
    codes = [code for code in used_codes(reader.book, whole) if len(code) == 7]
    items = [
        Item(name_of(reader.book, reader.year, code), (_at(reader, whole[0], code), _at(reader, whole[1], code)), code)
        for code in codes
    ]
    total = Item("合计", (reader.fen(whole[0]), reader.fen(whole[1])))
    if not total.values[0] or total.values[1] is None:
        return None
    drawn = (total, *sorted(items, key=lambda item: -(item.values[1] or 0))[: _MOST_BARS - 1])
    told = (
        f"{reader.year}年度一般公共预算财政拨款支出年初预算{money(total.values[0])}万元，"
        f"决算{money(total.values[1])}万元。"
    )
    return Figure(
        "budget",
        "预算与决算（一般公共预算财政拨款支出）",
        told,
        ("年初预算数", "决算数"),
        drawn,
        (total, *items),
        looks=(BUDGET, FINAL),
        compared=0,
        comparison="完成预算",
    )


def _at(reader: _Reader, c: Coordinate, code: str) -> int | None:
    return reader.fen(c._replace(function=code))


def _three_public(reader: _Reader) -> Figure | None:
    basis = reader.edition.settings.get("three_public.budget", "adjusted")
    base = reader.three_public
    items = []
    for member, label in _THREE:
        c = base._replace(economic=member)
        before, now = reader.pair(c)
        items.append(Item(label, (before, reader.fen(c._replace(basis=basis)), now)))
    if items[0].values[2] is None or not any(value for item in items for value in item.values):
        return None
    told = f"{reader.year}年度“三公”经费支出决算：{_listed(items)}。"
    return Figure(
        "three",
        "“三公”经费：上年、预算与决算",
        told,
        (f"{reader.year - 1}年决算数", "预算数", "决算数"),
        tuple(items),
        tuple(items),
        looks=(OLD, BUDGET, FINAL),
        compared=1,
        comparison="完成预算",
    )


def _against_last_year(reader: _Reader) -> Figure | None:
    wanted = (
        ("收、支总计", Coordinate("resources")),
        ("财政拨款收、支总计", Coordinate("resources", fund="appropriation")),
        ("一般公共预算财政拨款支出", _GENERAL),
        ("“三公”经费支出", reader.three_public),
        ("机关运行经费支出", Coordinate("operating_cost")),
    )
    items = [Item(label, (before, now)) for label, c in wanted for before, now in (reader.pair(c),) if before and now]
    if not items:
        return None
    told = "；".join(
        f"{item.label}{reader.year - 1}年度{money(item.values[0] or 0)}万元，"
        f"{reader.year}年度{money(item.values[1] or 0)}万元"
        for item in items
    )
    return Figure(
        "last-year",
        "与上年相比",
        told + "。",
        (f"{reader.year - 1}年度", f"{reader.year}年度"),
        tuple(items),
        tuple(items),
        looks=(OLD, FINAL),
        compared=0,
        comparison="增减",
    )


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
