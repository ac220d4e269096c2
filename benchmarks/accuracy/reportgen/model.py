"""A department's year: what a report tells, in fen."""

from __future__ import annotations

from dataclasses import dataclass, field

SOURCES = ["superior", "institutional", "operating", "affiliates", "other"]
KINDS = ["basic", "project", "to_superior", "operating", "to_affiliates"]
PARTS = ["abroad", "purchase", "operation", "reception"]
FUNDS = ["general", "fund", "capital"]


@dataclass
class Item:
    """The money of one 项 from one fund (`own` is everything that is no appropriation)."""

    code: str
    fund: str
    kinds: dict[str, int] = field(default_factory=dict)
    sources: dict[str, int] = field(default_factory=dict)
    opening: int = 0
    closing: int = 0
    income: int = 0
    budget: int = 0

    @property
    def spent(self) -> int:
        """本年支出."""
        return sum(self.kinds.values())


@dataclass
class Project:
    """A self-evaluated project (项目支出绩效自评)."""

    name: str
    initial: int
    adjusted: int
    executed: int
    indicators: list[tuple[str, str, str, str, str, int, int]]  # level1, level2, name, target, done, weight, points×100

    @property
    def execution_points(self) -> int:
        """预算执行率得分 × 100, out of ten points."""
        return min(1000, (self.executed * 1000 + self.adjusted // 2) // self.adjusted)

    @property
    def points(self) -> int:
        """Total points × 100."""
        return self.execution_points + sum(i[6] for i in self.indicators)


@dataclass
class Department:
    """Everything a report tells. Amounts in fen."""

    unit: str
    short: str
    province: str
    level: str
    kind: str
    year: int
    items: list[Item]
    surplus_used: int
    distribution: int
    economic: dict[str, int]
    three: dict[str, dict[str, int]]
    previous: dict[str, int]
    projects: list[Project]
    running: int
    procurement: dict[str, int]
    counts: dict[str, int]
    persons: dict[str, int]
    divisions: list[str]
    children: list[str]

    def sum(self, fund: str = "all", what: str = "spent", code: str = "") -> int:
        """Sum over items. `fund`: all, appropriation or one; `what`: a kind, a source or an attribute of Item."""
        total = 0
        for i in self.items:
            if fund not in ("all", i.fund) and not (fund == "appropriation" and i.fund != "own"):
                continue
            if not i.code.startswith(code):
                continue
            if what in KINDS:
                total += i.kinds.get(what, 0)
            elif what in SOURCES:
                total += i.sources.get(what, 0)
            else:
                total += getattr(i, what)
        return total

    @property
    def total(self) -> int:
        """收入总计 = 支出总计."""
        return self.sum(what="income") + self.surplus_used + self.sum(what="opening")

    @property
    def approp_total(self) -> int:
        """财政拨款收入总计."""
        return self.sum("appropriation", "income") + self.sum("appropriation", "opening")

    def codes(self, fund: str = "all", what: str = "spent", level: int = 7, under: str = "") -> list[str]:
        """Codes of a level with something in them, ascending."""
        found = {i.code[:level] for i in self.items if i.code.startswith(under)}
        return sorted(c for c in found if self.sum(fund, what, c))

    def three_sum(self, basis: str, part: str = "all") -> int:
        """三公: `part` all, vehicles or one of PARTS; basis initial, adjusted, final, last."""
        names = {"all": PARTS, "vehicles": ["purchase", "operation"]}.get(part, [part])
        return sum(self.three[n][basis] for n in names)
