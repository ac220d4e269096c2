"""Sums that follow from leaves: 款 = Σ项, 财政拨款 = Σ three funds, 总计 = 本年 + 结余 + 年初. Whole fen throughout.

What the inputs state is never overwritten; where a stated whole and its parts disagree, that is a contradiction for
the caller to show. This arithmetic is the writer's own: the checker has another.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from juesuan.cube.coordinate import Coordinate
from juesuan.taxonomy.dimensions import ECONOMIC_SETS, FUNDS, KINDS, PERSONNEL_CLASSES
from juesuan.writing.model import Fact, Facts, Origin, wan
from juesuan.writing.spoken import spoken

FLOWS = ("income", "expenditure", "opening", "closing")
_OWN_STATEMENT = {
    "general": "general_budget_expenditure",
    "government_fund": "government_fund",
    "state_capital": "state_capital",
}
_NAMED_SETS = frozenset({*ECONOMIC_SETS, *(part for parts in ECONOMIC_SETS.values() for part in parts)})
_BASIC = ("basic", *KINDS["basic"])
_ROUNDED_TO = 10_000
"""In fen, 0.01 万元: a year whose every figure is a multiple of this was rounded before we saw it."""


_CELL = re.compile(r" [A-Z]{1,3}\d+$|第\d+页$")


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A whole that its parts do not make up.

    Attributes:
        coordinate: the whole.
        stated: what the inputs say, in fen.
        expected: what the parts make, in fen.
        source: where the whole was stated; where it follows from others, where the first of those was.
        balance: what there was and what became of it are unequal; `expected` is what there was.
        parts: the figures that make up what is expected.
        elsewhere: sheets in which those stand, unless it is the whole's own.
        no_opening: nothing says what the year began with.
    """

    coordinate: Coordinate
    stated: int
    expected: int
    source: str
    balance: bool = False
    parts: tuple[Coordinate, ...] = ()
    elsewhere: tuple[str, ...] = ()
    no_opening: bool = False

    def _figures(self) -> tuple[str, str]:
        """Both figures with as many digits as it takes to tell them apart."""
        decimals = 2 if wan(self.stated) != wan(self.expected) else 6
        return str(wan(self.stated, decimals)), str(wan(self.expected, decimals))

    @property
    def zh(self) -> str:
        """The contradiction in one line."""
        stated, expected = self._figures()
        what = spoken(self.coordinate)
        if self.balance:
            income = spoken(self.coordinate._replace(measure="resources"))
            told = f"收支不平：{what}为{stated}万元，{income}为{expected}万元，请查收入、支出和结转结余"
            return told + ("；没有年初结转和结余，有的请填写，或放入上年报告" if self.no_opening else "")
        parts = "人员经费与公用经费（按经济分类）之和" if self._by_economic else "各项之和"
        at = f"（{'、'.join(self.elsewhere)}）" if self.elsewhere else ""
        return f"{what}：合计为{stated}万元，{parts}{at}为{expected}万元，请改正其中一处"

    @property
    def _by_economic(self) -> bool:
        c = self.coordinate
        return c.measure == "expenditure" and c.kind == "basic" and (c.function, c.economic) == ("all", "all")

    @property
    def en(self) -> str:
        """The contradiction in one line."""
        stated, expected = self._figures()
        if self.balance:
            resources = spelt(self.coordinate._replace(measure="resources"))
            told = f"{spelt(self.coordinate)} is {stated}, but {resources} is {expected} (万元); correct one of them"
            return told + ("; fill in the opening balance, or put in last year's report" if self.no_opening else "")
        at = f" ({', '.join(self.elsewhere)})" if self.elsewhere else ""
        return f"{spelt(self.coordinate)}: stated {stated}, its parts{at} make {expected} (万元); correct one of them"


def _sheet(source: str) -> str:
    """File and sheet of a place, without the cell or page; "" if it tells no sheet."""
    return _CELL.sub("", source) if ", " in source else ""


def spelt(c: Coordinate) -> str:
    """The coordinate as data files write it: `expenditure@fund=general,kind=basic`."""
    usual = Coordinate(c.measure)
    members = [f"{d}={m}" for d, m, u in zip(c._fields, c, usual, strict=True) if m != u]
    return c.measure + ("@" + ",".join(members) if members else "")


class Book:
    """All facts of a release with the sums that follow from them.

    Attributes:
        facts: what the inputs state.
        at: facts and derived sums.
        contradictions: wholes that their parts do not make up.
        made_of: sums → the figures that they were made of.
    """

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.at: dict[Coordinate, Fact] = {_entered(c): f for c, f in facts.at.items()}
        self.contradictions: list[Contradiction] = []
        self.made_of: dict[Coordinate, tuple[Coordinate, ...]] = {}
        rounded = _rounded_years(self.at)
        self._slack = {c: _ROUNDED_TO // 2 if c.period in rounded and f.fen else 0 for c, f in self.at.items()}
        # Functions come first: what their items make is the total of basic spending, to which the economic items are
        # held; kinds come last, since economic items know of no project spending.
        self._roll_functions()
        self._roll_economic()
        self._roll_kinds()
        self._roll_sets()
        self._roll_funds()
        self._roll_measures()
        self._keep_roots()

    def fen(self, c: Coordinate) -> int | None:
        """The amount in fen; 0 where a complete statement leaves it out; None if unknown."""
        fact = self.at.get(c)
        if fact is not None:
            return fact.fen
        return 0 if self._left_out(c) else None

    def source(self, c: Coordinate) -> str:
        """Where a figure stands; of a sum, where the first of its parts does. "" if nothing says."""
        fact = self.at.get(c)
        if fact is not None and fact.source:
            return fact.source
        return next((s for p in self.made_of.get(c, ()) if (s := self.source(p))), "")

    def rests_on(self, c: Coordinate, others: Collection[Coordinate]) -> bool:
        """Whether a figure is one of the others, or a sum that one of them is part of."""
        return c in others or any(self.rests_on(p, others) for p in self.made_of.get(c, ()))

    def reconstructed(self, c: Coordinate) -> bool:
        """Whether the amount is made up, or rests on one that is."""
        fact = self.at.get(c)
        return fact is not None and fact.origin is Origin.RECONSTRUCTED

    def codes(self) -> list[str]:
        """Every functional code that has a fact of this year, in order."""
        return sorted({c.function for c in self.at if c.function != "all" and c.period == 0})

    # --- what a missing cell means --------------------------------------------------------------------------------

    def _left_out(self, c: Coordinate) -> bool:
        year = "" if c.period == 0 else f"@{c.period}"
        groups = tuple(self._printed_in(c))
        return any(all(s + year in self.facts.complete for s in group) for group in groups)

    def _printed_in(self, c: Coordinate) -> Iterator[tuple[str, ...]]:
        """Groups of statements each of which, read in full, would show the coordinate."""
        if c.economic in _NAMED_SETS:
            yield ("three_public",)
        elif c.basis != "final":
            if c.measure in FLOWS:  # 机关运行经费's budget stands in no statement: unknown unless the notes state it
                yield (f"{c.basis}_budget",)
        elif c.measure in ("surplus_used", "distribution"):
            yield ("income_expenditure_summary",)
        elif c.measure == "expenditure":
            yield from self._spending_in(c)
        elif c.measure == "income":
            yield from _income_in(c)
        elif c.measure in ("opening", "closing"):
            yield ("income_expenditure_summary",) if c.fund == "all" else ("appropriation_summary",)
            if c.fund == "government_fund":
                yield (c.fund,)

    def _spending_in(self, c: Coordinate) -> Iterator[tuple[str, ...]]:
        if c.economic != "all" or c.kind in ("personnel", "public"):
            # its rows are codes and their wholes; of project spending and of kinds of receptions it says nothing
            coded = c.economic == "all" or c.economic.isdigit()
            if coded and c.kind in _BASIC and c.fund == "general" and c.function == "all":
                yield ("basic_expenditure",)
        elif c.fund == "all":
            yield ("expenditure",)
        elif c.fund == "appropriation":
            yield tuple(_OWN_STATEMENT.values())
        elif c.fund in _OWN_STATEMENT:
            yield (_OWN_STATEMENT[c.fund],)

    # --- roll-ups -------------------------------------------------------------------------------------------------

    def _sum(self, whole: Coordinate, parts: Iterable[Coordinate]) -> None:
        """Let the whole be the sum of its parts, or hold a known whole to it. Unknown parts count as nothing."""
        known = {p: self.at[p] for p in parts if p in self.at}
        if not known:
            return
        total = sum(f.fen for f in known.values())
        slack = sum(self._slack[p] for p in known)
        stated = self.at.get(whole)
        if stated is None:
            origins = [f.origin for f in known.values()]
            made_up = Origin.RECONSTRUCTED in origins
            self.at[whole] = Fact(total, Origin.RECONSTRUCTED if made_up else origins[0])
            self._slack[whole] = slack
            self.made_of[whole] = tuple(known)
        elif abs(stated.fen - total) > slack + self._slack[whole]:
            source = self.source(whole)
            others = [s for p in known if (s := _sheet(self.source(p))) and s != _sheet(source)]
            found = Contradiction(
                whole, stated.fen, total, source, parts=tuple(known), elsewhere=tuple(dict.fromkeys(others))
            )
            same = (whole, stated.fen, total)  # two partitions may say the same
            if all((c.coordinate, c.stated, c.expected) != same for c in self.contradictions):
                self.contradictions.append(found)

    def _groups(self, wholes: Iterable[tuple[Coordinate, Coordinate]]) -> None:
        parts: dict[Coordinate, list[Coordinate]] = defaultdict(list)
        for part, whole in wholes:
            parts[whole].append(part)
        for whole in sorted(parts, key=str):
            self._sum(whole, parts[whole])

    def _roll_economic(self) -> None:
        coded = [c for c in self.at if c.economic[:1].isdigit()]
        self._groups((c, c._replace(economic=c.economic[:3])) for c in coded if len(c.economic) == 5)
        classes = [c for c in self.at if c.economic[:1].isdigit() and len(c.economic) == 3]
        basic = [c for c in classes if c.kind == "basic"]
        self._groups(
            (
                (c, c._replace(economic="all", kind="personnel" if c.economic in PERSONNEL_CLASSES else "public"))
                for c in basic
            ),
        )
        self._groups((c, c._replace(economic="all")) for c in classes if c.kind in ("basic", "project"))

    def _roll_kinds(self) -> None:
        for whole in ("basic", "all"):
            parts = KINDS[whole]
            self._groups(
                (
                    (c, c._replace(kind=whole))
                    for c in list(self.at)
                    if c.measure == "expenditure" and c.economic == "all" and c.kind in parts
                ),
            )

    def _roll_functions(self) -> None:
        for length in (7, 5, 3):
            self._groups(
                (
                    (c, c._replace(function=c.function[:-2] if length > 3 else "all"))
                    for c in list(self.at)
                    if c.function != "all" and len(c.function) == length
                ),
            )

    def _roll_sets(self) -> None:
        for whole in ("vehicles", "three_public"):
            parts = ECONOMIC_SETS[whole]
            self._groups((c, c._replace(economic=whole)) for c in list(self.at) if c.economic in parts)

    def _roll_funds(self) -> None:
        self._roll_fund("appropriation")
        self._roll_fund("all")

    def _roll_fund(self, whole: str) -> None:
        stated = {(c.measure, c.basis, c.period) for c in self.at if c.fund == whole}
        parts = FUNDS[whole]
        flows = [c for c in self.at if c.measure in FLOWS and c.economic == "all"]
        below = {*parts, *FUNDS["appropriation"]}
        tops = {c._replace(fund=whole) for c in flows if c.fund in below}
        for top in sorted(tops, key=str):
            members = [top._replace(fund=fund) for fund in parts]
            if whole == "all" and top.measure != "income":
                # Spending by every source is in books only; tables state the whole and the three appropriated funds.
                # Of last year those are often all that is known, and not all that was spent.
                if top.period == 0 and (top.measure, top.basis, top.period) not in stated:
                    if members[0] not in self.at:
                        members[:1] = [top._replace(fund=fund) for fund in FUNDS["appropriation"]]
                    self._sum(top, members)
            elif all(self.fen(m) is not None for m in members):
                self._sum(top, members)

    def _roll_measures(self) -> None:
        years = sorted({c.period for c in self.at})
        for period in years:
            for fund in ("all", "appropriation", *FUNDS["appropriation"]):
                sums = []
                for whole, measures in (
                    ("resources", ("income", "surplus_used", "opening")),
                    ("uses", ("expenditure", "distribution", "closing")),
                ):
                    parts = [
                        Coordinate(m, fund=fund, period=period)
                        for m in measures
                        if fund == "all" or m not in ("surplus_used", "distribution")
                    ]
                    top = Coordinate(whole, fund=fund, period=period)
                    if all(self.fen(p) is not None for p in parts):
                        self._sum(top, parts)
                    sums.append(top)
                self._same(*sums)

    def _same(self, resources: Coordinate, uses: Coordinate) -> None:
        """Resources equal uses; of last year one of the two may be all that is known."""
        one, other = self.at.get(resources), self.at.get(uses)
        if one is None and other is not None:
            self.at[resources], self._slack[resources] = replace(other, source=""), self._slack[uses]
            self.made_of[resources] = (uses,)
        elif other is None and one is not None:
            self.at[uses], self._slack[uses] = replace(one, source=""), self._slack[resources]
            self.made_of[uses] = (resources,)
        elif (
            one is not None
            and other is not None
            and abs(one.fen - other.fen) > self._slack[resources] + self._slack[uses]
        ):
            opening = uses._replace(measure="opening")
            self.contradictions.append(
                Contradiction(
                    uses,
                    other.fen,
                    one.fen,
                    self._balance_source(uses),
                    balance=True,
                    parts=(resources,),
                    no_opening=opening not in self.at,
                )
            )

    def _balance_source(self, uses: Coordinate) -> str:
        """Where to look first when it does not balance: the balances, else whatever the sum was made of."""
        tops = (uses._replace(measure=m) for m in ("closing", "opening"))
        return next((s for c in tops if c in self.at and (s := self.source(c))), self.source(uses))

    def _keep_roots(self) -> None:
        """What doesn't balance for one fund doesn't for the funds above it; nor where a whole is off by as much."""
        off = {c.coordinate: c.stated - c.expected for c in self.contradictions if c.balance}
        wholes = [c for c in self.contradictions if not c.balance]

        def inherited(c: Contradiction) -> bool:
            if not c.balance:
                return False
            parts = [c.coordinate._replace(fund=fund) for fund in FUNDS.get(c.coordinate.fund, ())]
            if off[c.coordinate] == sum(off.get(p, 0) for p in parts):
                return True
            return any(
                abs(w.stated - w.expected) == abs(off[c.coordinate])
                and any(self.rests_on(side, (w.coordinate, *w.parts)) for side in (c.coordinate, *c.parts))
                for w in wholes
            )

        self.contradictions = [c for c in self.contradictions if not inherited(c)]


def _rounded_years(at: dict[Coordinate, Fact]) -> frozenset[int]:
    """Years all of whose figures were rounded to 0.01 万元: there, sums may differ in their tails."""
    exact = {c.period for c, f in at.items() if f.fen % _ROUNDED_TO}
    return frozenset({c.period for c in at} - exact)


def _income_in(c: Coordinate) -> Iterator[tuple[str, ...]]:
    if c.function != "all":
        # by function, 财政拨款 is printed as a whole, and its funds only in their own statements
        if c.fund == "government_fund":
            yield (c.fund,)
        elif c.fund not in FUNDS["appropriation"]:
            yield ("income",)
        return
    yield ("income_expenditure_summary",)
    if c.fund in FUNDS["appropriation"]:
        yield ("appropriation_summary",)
    else:
        yield ("income",)


def _entered(c: Coordinate) -> Coordinate:
    """Basic spending on an economic item is entered under 基本支出, whichever of its halves the input named."""
    if c.economic[:1].isdigit() and c.kind in ("personnel", "public"):
        return c._replace(kind="basic")
    return c
