"""Made-up departments, exact to the fen, for tests and soak runs: `sample(seed, edition)` is always the same.

They are consistent by construction: leaves are drawn, sums and balances follow. Among them are units with and without
each fund, with zero bases, budgets that were kept to the fen, “三公” of nothing, and last years that were the same.
"""

from __future__ import annotations

from decimal import Decimal
from random import Random

from juesuan.cube.coordinate import Coordinate
from juesuan.performance.model import Project
from juesuan.taxonomy.codes import functional
from juesuan.taxonomy.edition import load
from juesuan.writing.glossary import known_words
from juesuan.writing.model import Fact, Facts, Inputs, Notes, Origin, Profile, ReportKind, UnitKind
from juesuan.writing.samples_projects import made_up_project

_PLACES = {
    "shanghai-2024": "上海市青浦江区",
    "jilin-2021": "吉林省临水市",
    "hunan-2022": "湖南省澧溪市",
}
_NAMES = ("档案事务服务局", "统计调查局", "公共资源管理局", "市场运行监测中心", "应急保障服务中心", "政务数据管理局")
_OFFICES = ("办公室", "业务一科", "业务二科", "信息科", "监督检查科", "政策法规科")
_FAMILIES = (
    ("2010601", ("2010602", "2010607", "2010608")),
    ("2010301", ("2010302", "2010303")),
    ("2012601", ("2012604",)),
    ("2010501", ("2010505", "2010507")),
)
_WELFARE = (("2080505", "30108"), ("2080506", "30109"), ("2101101", "30110"), ("2210201", "30113"))
_PERSONNEL = ("30101", "30102", "30103", "30107", "30112", "30199", "30302", "30305", "30309")
_PUBLIC = ("30201", "30202", "30205", "30206", "30207", "30211", "30213", "30216", "30226", "30228", "30239", "30299")
_CAPITAL = ("31002", "31003", "31007")
_GOVERNMENT_FUND = ("2296002", "2296003", "2120801")
_STATE_CAPITAL = ("2230105", "2230199")
_OTHER_SOURCES = ("superior", "institutional", "operating", "affiliates", "other")
_REASONS = {
    "overall": "工作任务和人员经费变化",
    "appropriation": "财政拨款安排的工作任务变化",
    "general_budget": "项目安排变化",
    "general_budget.budget": "年中调整预算",
    "three_public": "公务活动安排变化",
    "three_public.budget": "公务活动安排变化",
    "operating_cost": "日常办公需要变化",
}
_READ = (
    "income_expenditure_summary", "income", "expenditure", "appropriation_summary", "general_budget_expenditure",
    "basic_expenditure", "three_public", "government_fund", "state_capital", "initial_budget", "adjusted_budget",
    "three_public@-1", "general_budget_expenditure@-1",
)  # fmt: skip


def _year(edition: str) -> int:
    known = load(edition)
    return known.last or (known.first or 2022)


class _Maker:
    """Draws one department."""

    def __init__(self, seed: int, edition: str) -> None:
        self.random = Random(f"{edition}/{seed}")  # noqa: S311 - made-up data, no secret
        self.edition = load(edition)
        self.year = _year(edition)
        self.at: dict[Coordinate, int] = {}
        self.reasons: dict[str, str] = {}

    def chance(self, share: float) -> bool:
        """True in that share of the draws."""
        return self.random.random() < share

    def money(self, most: int = 300) -> int:
        """An amount up to so many 万元, to the fen; rarely a round one."""
        if self.chance(0.2):
            return self.random.randint(1, most) * 1_000_000
        if self.chance(0.03):
            return self.random.randint(1, 9_999)  # less than 100 元: printed as 0.00 or 0.01
        return self.random.randint(5_000, most * 1_000_000)

    def put(self, measure: str, fen: int, **members: str | int) -> None:
        """Enter an amount, upon what is there."""
        c = Coordinate(measure).at(members)
        self.at[c] = self.at.get(c, 0) + fen

    def near(self, fen: int) -> int:
        """A figure like this one: the same, nothing, or more or less."""
        if self.chance(0.15):
            return fen
        if self.chance(0.1):
            return 0
        return max(0, fen + self.random.randint(-fen // 2, fen))

    # --- spending ---------------------------------------------------------------------------------------------------

    def general(self) -> dict[str, tuple[int, int]]:
        """General budget by item: basic and project; the economic items of basic spending with it."""
        run, project_items = self.random.choice(_FAMILIES)
        items: dict[str, tuple[int, int]] = {}
        run_basic = 0
        for code in self.random.sample(_PERSONNEL, self.random.randint(2, len(_PERSONNEL))):
            run_basic += self.economic(code, self.money())
        public = [*_PUBLIC, *_CAPITAL]
        for code in self.random.sample(public, self.random.randint(2, len(public))):
            run_basic += self.economic(code, self.money(30))
        for code, item in _WELFARE:
            if self.chance(0.85):
                items[code] = (self.economic(item, self.money(60)), 0)
        items[run] = (run_basic, self.money(20) if self.chance(0.3) else 0)
        for code in self.random.sample(project_items, self.random.randint(0, len(project_items))):
            items[code] = (0, self.money())
        self.unspent(project_items, items)
        return dict(sorted(items.items()))

    def economic(self, code: str, fen: int) -> int:
        """Enter an economic item of basic spending; the amount again."""
        self.put("expenditure", fen, fund="general", kind="basic", economic=code)
        return fen

    def spent_on(self, code: str) -> int:
        """What all funds spent on an economic item: the general budget's basic spending on it, or more."""
        basic = self.at.get(Coordinate("expenditure", fund="general", kind="basic", economic=code), 0)
        project = sum(f for c, f in self.at.items() if c.kind == "project" and c.fund == "all")
        return basic + (self.random.randint(0, project) if self.chance(0.3) else 0)

    def unspent(self, codes: tuple[str, ...], items: dict[str, tuple[int, int]]) -> None:
        """A budget of which nothing was spent."""
        left = [code for code in codes if code not in items]
        if left and self.chance(0.3):
            code = self.random.choice(left)
            self.put("expenditure", self.money(30), fund="general", function=code, basis="initial")
            self.reasons[f"items.{code}"] = "项目推迟实施"

    def flows(self, fund: str, items: dict[str, tuple[int, int]]) -> None:
        """Spending by item, income and balances of a fund; budgets of its items."""
        opening = closing = income = 0
        for n, (code, (basic, project)) in enumerate(items.items()):
            spent = basic + project
            first = n == 0 and spent
            before = self.random.randint(0, spent) if first and self.chance(0.4) else 0
            after = self.money(20) if first and self.chance(0.4) else 0
            received = spent + after - before
            for kind, fen in (("basic", basic), ("project", project)):
                if fen:
                    self.put("expenditure", fen, fund=fund, function=code, kind=kind)
                    self.put("expenditure", fen, function=code, kind=kind)
            self.put("income", received, fund="appropriation", function=code)
            self.put("expenditure", self.near(spent), fund=fund, function=code, basis="initial")
            self.reasons[f"items.{code}"] = self.random.choice(("年中人员变动", "工作任务调整", "项目按进度实施"))
            if fund != "general":
                self.put("opening", before, fund=fund, function=code)
                self.put("income", received, fund=fund, function=code)
                self.put("closing", after, fund=fund, function=code)
            opening, closing, income = opening + before, closing + after, income + received
        self.put("income", income, fund=fund)
        if fund == "general":
            self.put("opening", opening, fund=fund)
            self.put("closing", closing, fund=fund)
        self.put("opening", opening)
        self.put("closing", closing)

    def own(self, run: str) -> None:
        """Income from other sources and what was spent of it."""
        for source in _OTHER_SOURCES:
            if not self.chance(0.3):
                continue
            received = self.money(50)
            self.put("income", received, fund=source, function=run)
            kind = {"operating": "operating", "affiliates": "to_superior"}.get(
                source, self.random.choice(("basic", "project"))
            )
            spent = received if self.chance(0.5) else self.random.randint(1, received)
            self.put("expenditure", spent, function=run, kind=kind)
            left = received - spent
            if left and self.chance(0.3):
                self.put("distribution", left)
            else:
                self.put("closing", left)
        if self.chance(0.2):
            used = self.money(20)
            self.put("surplus_used", used)
            self.put("expenditure", used, function=run, kind="project")

    # --- what stands beside the flows --------------------------------------------------------------------------------

    def three_public(self) -> tuple[dict[str, int], dict[str, str]]:
        """“三公” with budget and last year; the counts behind it, and purposes."""
        fund = self.edition.settings.get("three_public.fund", "appropriation")
        budget_basis = self.edition.settings.get("three_public.budget", "adjusted")
        counts = {"vehicles_kept": 0}
        if self.chance(0.25):
            return counts, {}
        for part in ("abroad", "vehicle_purchase", "vehicle_operation", "reception"):
            spent = max(self.money(25), 10_000) if self.chance(0.6) else 0
            for period, basis, fen in (
                (0, "final", spent),
                (0, budget_basis, self.near(spent)),
                (-1, "final", self.near(spent)),
            ):
                self.put("expenditure", fen, fund=fund, economic=part, basis=basis, period=period)
            if spent:
                counts |= {
                    "abroad": {"trips.groups": 2, "trips.persons": 5},
                    "vehicle_purchase": {"vehicles_bought": 1},
                    "vehicle_operation": {},
                    "reception": {"receptions.batches": self.random.randint(1, 40), "receptions.persons": 120},
                }[part]
                counts["vehicles_kept"] = max(counts["vehicles_kept"], 3 if part.startswith("vehicle") else 0)
        return counts, {"abroad": "参加业务交流", "vehicles": "公务出行和业务检查", "reception": "接待业务检查人员"}

    def procurement(self) -> dict[Coordinate, int]:
        """Goods, works, services, and the share of small firms."""
        if self.chance(0.2):
            return {Coordinate("procurement"): 0}
        parts = {name: self.money(80) if self.chance(0.7) else 0 for name in ("goods", "works", "services")}
        total = sum(parts.values())
        sme = self.random.randint(0, total) if self.chance(0.8) else total
        small = self.random.randint(0, sme)
        reserved = self.random.randint(0, total)
        amounts = {
            **parts, "sme": sme, "small": small, "reserved_sme": reserved, "reserved_small": reserved // 2,
            "reserved_sme_awarded": reserved // 2, "reserved_small_awarded": reserved // 3, "other_sme_awarded": 0,
        }  # fmt: skip
        return {Coordinate(f"procurement.{key}"): fen for key, fen in amounts.items()}

    def vehicles(self, kept: int) -> dict[str, int]:
        """Vehicles by class, as many as are kept or more, and equipment."""
        classes = {"vehicles.confidential": min(kept, 1), "vehicles.emergency": max(kept - 1, 0)}
        if self.chance(0.3):
            classes["vehicles.other"] = 2
        return {
            **classes, "vehicles": sum(classes.values()), "equipment": self.random.randint(0, 3),
            "equipment.general": self.random.randint(0, 3), "equipment.special": 0,
        }  # fmt: skip

    def balance(self) -> None:
        """Last year's totals: like this year's, the same, or none; the general budget within 财政拨款 within all."""

        def total(measure: str, *funds: str) -> int:
            return sum(f for c, f in self.at.items() if c.measure == measure and c.fund in funds and c.basis == "final")

        received = total("income", "appropriation")
        general = sum(
            f
            for c, f in self.at.items()
            if (c.measure, c.fund, c.basis) == ("expenditure", "general", "final") and c.function != "all"
        )
        openings = total("opening", "general", "government_fund", "state_capital")
        everything = (
            total("income", "appropriation", *_OTHER_SOURCES) + total("opening", "all") + total("surplus_used", "all")
        )
        # 三公 of last year lies within what was appropriated then
        least = sum(f for c, f in self.at.items() if c.period == -1)
        before = general if self.chance(0.2) else max(self.near(general), least)
        self.put("expenditure", before, fund="general", period=-1)
        appropriated = received + openings - general
        before += appropriated if self.chance(0.3) else self.near(appropriated)
        self.put("resources", before, fund="appropriation", period=-1)
        others = everything - received - openings
        before += others if self.chance(0.3) else self.near(others)
        self.put("resources", before, period=-1)
        self.put("operating_cost", min(self.near(_public(self)), before), period=-1)


def sample(seed: int, edition: str) -> Inputs:
    """A made-up department, complete: `assemble` makes a final release of it.

    Args:
        seed: which one.
        edition: id of the edition.
    """
    maker = _Maker(seed, edition)
    general = maker.general()
    maker.flows("general", general)
    if maker.chance(0.4):
        codes = maker.random.sample(_GOVERNMENT_FUND, maker.random.randint(1, 2))
        maker.flows("government_fund", {code: (0, max(maker.money(), 10_000)) for code in sorted(codes)})
    if maker.chance(0.3) and maker.edition.layout("state_capital"):
        maker.flows("state_capital", {maker.random.choice(_STATE_CAPITAL): (0, max(maker.money(50), 10_000))})
    run = next(code for code in general if code.endswith("01") and code.startswith("201"))
    maker.own(run)
    counts, purposes = maker.three_public()
    maker.balance()
    projects = _projects(maker)
    at = {c: Fact(fen, Origin.TABLES, "tables.xlsx") for c, fen in maker.at.items()}
    return Inputs(
        profile=_profile(maker, seed, maker.random.choice(list(UnitKind))),
        facts=Facts(at=at, complete=set(_READ)),
        notes=_notes(maker, counts, purposes, projects),
        projects=projects,
    )


def _notes(maker: _Maker, counts: dict[str, int], purposes: dict[str, str], projects: tuple[Project, ...]) -> Notes:
    """Reasons, purposes and counts for everything that may need one."""
    items = [key.removeprefix("items.") for key in maker.reasons]
    stages = ("performance.targets", "performance.tracked")
    problems = ("performance.problems", "performance.problems.fixed", "performance.problems.fixing")
    counts = {
        **counts,
        **maker.vehicles(counts["vehicles_kept"]),
        **dict.fromkeys(stages, len(projects)),
        **dict.fromkeys(problems, 0),
        **({} if projects else {"performance.evaluated": 0}),
    }
    return Notes(
        reasons={**maker.reasons, **_REASONS},
        purposes={**dict.fromkeys(items, "保障机构运转和履行职责"), **purposes},
        counts={Coordinate(measure, quantity="count"): n for measure, n in counts.items()},
        amounts={
            **maker.procurement(),
            **{Coordinate(stage): _worth(projects) for stage in stages},
            Coordinate("operating_cost"): _public(maker),
            **{Coordinate("expenditure", economic=code): maker.spent_on(code) for code in ("30215", "30216")},
        },
        texts={
            "performance.work": "本单位建立了预算绩效管理制度，对项目实行全过程绩效管理",
            **_explanations(maker),
        },
    )


def _explanations(maker: _Maker) -> dict[str, str]:
    """Words for items that the program's own glossary does not have."""
    tree = functional(maker.year)
    codes = sorted({c.function for c in maker.at if len(c.function) == 7})
    return {f"glossary.{code}": "反映用于该项工作的支出" for code in codes if not known_words(tree.name(code) or "")}


def _projects(maker: _Maker) -> tuple[Project, ...]:
    """Projects that were evaluated: of no more than was budgeted for projects, nor than was spent on them."""
    general = [(c, f) for c, f in maker.at.items() if c.fund == "general" and c.function != "all"]
    items = {c.function for c, f in general if c.kind == "project" and f}
    spent = sum(f for c, f in general if c.kind == "project")
    budgeted = sum(f for c, f in general if c.basis == "initial" and c.function in items)
    most = min(spent, budgeted) // 4
    return (
        tuple(made_up_project(maker.random, maker.year, n, most) for n in range(maker.random.randint(0, 3)))
        if most > 10_000
        else ()
    )


def _public(maker: _Maker) -> int:
    """公用经费 of basic spending."""
    return sum(f for c, f in maker.at.items() if c.economic[:3] in ("302", "310") and c.period == 0)


def _worth(projects: tuple[Project, ...]) -> int:
    return sum(int((p.amount or Decimal(0)) * 1_000_000) for p in projects)


def _profile(maker: _Maker, seed: int, kind: UnitKind) -> Profile:
    place = _PLACES.get(maker.edition.id, "青河市")
    name = place + _NAMES[seed % len(_NAMES)]
    several = maker.chance(0.5)
    return Profile(
        name=name,
        year=maker.year,
        edition=maker.edition.id,
        unit_kind=kind,
        report_kind=ReportKind.DEPARTMENT if several else ReportKind.UNIT,
        duties=("（一）贯彻执行有关法律法规和政策。", "（二）承担本领域的管理和服务工作。"),
        offices=_OFFICES[: maker.random.randint(1, len(_OFFICES))],
        units=(f"{name}（本级）", f"{name}信息中心") if several else (),
        persons={"在职人员": maker.random.randint(5, 60), "退休人员": maker.random.randint(1, 20)},
    )
