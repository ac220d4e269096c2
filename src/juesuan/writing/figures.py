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
from juesuan.writing.figures_model import BUDGET, FINAL, OLD, Figure, Item, Tile, money
from juesuan.writing.model import Inputs, Release
from juesuan.writing.statements_sheet import name_of, used_codes
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
_SLACK = 20_000
"""In fen: by so much the parts of a flow may miss its total where the inputs were rounded to 0.01 万元."""


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

    def item(self, label: str, at: Sequence[Coordinate], code: str = "", group: int = 0, sort: str = "") -> Item:
        """An item whose values stand at these coordinates."""
        made_up = frozenset(n for n, c in enumerate(at) if self.book.reconstructed(c))
        return Item(label, tuple(self.fen(c) for c in at), code, group, sort, made_up)

    @property
    def three_public(self) -> Coordinate:
        fund = self.edition.settings.get("three_public.fund", "appropriation")
        return Coordinate("expenditure", fund=fund, economic="three_public")


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
            made.append(Tile(label, now, before, reader.book.reconstructed(c)))
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
        reader.item(label, [Coordinate(measure, fund=fund)], group=n, sort=_SIDES[0])
        for n, (measure, fund, label) in enumerate(_SOURCES)
        if reader.fen(Coordinate(measure, fund=fund))
    ]
    uses = [
        reader.item(label, [Coordinate(measure, kind=kind)], group=n, sort=_SIDES[1])
        for n, (measure, kind, label) in enumerate(_USES)
        if reader.fen(Coordinate(measure, kind=kind))
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
        reader.item(
            name_of(reader.book, reader.year, code),
            [whole._replace(function=code)],
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
        reader.item(tree.name(code) or code, [_BASIC._replace(economic=code)], code, group, _HALVES[group])
        for code in codes
        for group in (int(code[:3] not in PERSONNEL_CLASSES),)
        if reader.fen(_BASIC._replace(economic=code))
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
    group = groups.pop() if len(groups) == 1 else 2
    made_up = frozenset((0,)) if any(item.made_up for item in rest) else frozenset[int]()
    return (*kept, Item(f"其余{len(rest)}项", (together,), group=group, made_up=made_up))


def _against_budget(reader: _Reader) -> Figure | None:
    whole = (_GENERAL._replace(basis="initial"), _GENERAL)
    codes = [code for code in used_codes(reader.book, whole) if len(code) == 7]
    items = [
        reader.item(name_of(reader.book, reader.year, code), [c._replace(function=code) for c in whole], code)
        for code in codes
    ]
    total = reader.item("合计", whole)
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


def _three_public(reader: _Reader) -> Figure | None:
    basis = reader.edition.settings.get("three_public.budget", "adjusted")
    base = reader.three_public
    items = [
        reader.item(label, [c._replace(period=-1), c._replace(basis=basis), c])
        for member, label in _THREE
        for c in (base._replace(economic=member),)
    ]
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
    items = [reader.item(label, [c._replace(period=-1), c]) for label, c in wanted if all(reader.pair(c))]
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
