"""A random but consistent department: every amount in fen, every identity true to the fen."""

from __future__ import annotations

import math
from random import Random

from . import codes, places
from .model import FUNDS, PARTS, Department, Item, Project


class Maker:
    """Draws departments. `tidy` makes every amount a multiple of 100 元, so that no rounding tails arise."""

    def __init__(self, rng: Random) -> None:
        self.r = rng
        self.tidy = rng.random() < 0.3

    def money(self, low: float, high: float) -> int:
        """An amount between two bounds in 元, log-uniform, in fen."""
        yuan = math.exp(self.r.uniform(math.log(low), math.log(high)))
        return self.fit(int(yuan * 100))

    def fit(self, fen: int) -> int:
        """Rounded to 100 元 where the department is tidy; never below 600 元."""
        fen = max(fen, 60_000)
        return fen // 10_000 * 10_000 if self.tidy else fen

    def near(self, fen: int, low: float = 0.72, high: float = 1.4) -> int:
        """An amount in the neighbourhood, sometimes equal, never so near that the change vanishes in rounding."""
        if self.r.random() < 0.06 or not fen:
            return fen
        other = self.fit(int(fen * self.r.uniform(low, high)))
        if abs(other - fen) < max(30_000, fen // 400):
            other = self.fit(fen + max(60_000, fen // 50))
        return other

    def split(self, total: int, n: int) -> list[int]:
        """Parts of a total, none below 500 元 where that is possible."""
        if n <= 1:
            return [total]
        weights = [self.r.uniform(0.2, 1.0) ** 2 for _ in range(n)]
        step = 10_000 if self.tidy else 1
        parts = [max(50_000, int(total * w / sum(weights)) // step * step) for w in weights]
        parts[parts.index(max(parts))] += total - sum(parts)
        return parts

    def department(self, province: str, year: int, kind: str | None = None) -> Department:
        """A department of that province and year."""
        r = self.r
        areas, level = places.PROVINCES[province]
        area = r.choice(areas)
        fitting = [p for p in places.PROFILES if kind in (None, p[1]) and ("街道" not in p[0] or level == "区")]
        name, kind, running, projects = r.choice(fitting)
        prefix = province if province in ("上海市", "重庆市") else ""
        unit = f"{prefix}{area}{name}"
        items, economic, three = self._items(running, projects, kind, year)
        d = Department(
            unit=unit,
            short=name,
            province=province,
            level=level,
            kind=kind,
            year=year,
            items=items,
            surplus_used=0,
            distribution=0,
            economic=economic,
            three=three,
            previous={},
            projects=[],
            running=0,
            procurement={},
            counts={},
            persons={},
            divisions=[],
            children=[],
        )
        self._own(d, running)
        self._beside(d, prefix + area)
        return d

    def _items(
        self, running: str, projects: list[str], kind: str, year: int
    ) -> tuple[list[Item], dict[str, int], dict[str, dict[str, int]]]:
        r = self.r
        items: dict[str, Item] = {}
        eco: dict[str, int] = {}

        def item(code: str) -> Item:
            return items.setdefault(code, Item(code, "general"))

        def basic(code: str, fen: int, economic: str) -> None:
            if not codes.known(code, year):
                return
            k = item(code).kinds
            k["basic"] = k.get("basic", 0) + fen
            eco[economic] = eco.get(economic, 0) + fen

        salary = self.money(600_000, 30_000_000)
        basic("2080505", self.fit(int(salary * 0.16)), "30108")
        if r.random() < 0.8:
            basic("2080506", self.fit(int(salary * 0.08)), "30109")
        basic("2101101" if kind == "行政" else "2101102", self.fit(int(salary * r.uniform(0.06, 0.1))), "30110")
        if kind == "行政" and r.random() < 0.4:
            basic("2101103", self.fit(int(salary * 0.03)), "30111")
        basic("2210201", self.fit(int(salary * 0.12)), "30113")
        if r.random() < 0.4:
            basic("2210203", self.fit(int(salary * 0.1)), "30102")
        if r.random() < 0.6:
            basic("2080501" if kind == "行政" else "2080502", self.money(20_000, 2_000_000), "30302")
        if r.random() < 0.25:
            basic("2080801", self.money(20_000, 600_000), "30304")
        if r.random() < 0.3:
            basic("2080599", self.money(3_000, 60_000), "30112")
        wages = ["30101", "30102", "30103", "30112", "30199"] + (["30107"] if kind == "事业" else [])
        for e, fen in zip(wages, self.split(salary, len(wages)), strict=True):
            basic(running, fen, e)
        three = self._three()
        for e, p in (("30217", "reception"), ("30231", "operation"), ("30212", "abroad")):
            if three[p]["final"] and r.random() < 0.7:
                basic(running, three[p]["final"] if r.random() < 0.6 else three[p]["final"] // 2 + 40_000, e)
                eco[e] = min(eco[e], three[p]["final"])
        special = {"30217", "30231", "30212"}
        public = r.sample([c for c, _ in codes.GOODS[1:] if c not in special], r.randint(5, 17))
        if r.random() < 0.5:
            public.append("31002")
        for e in public:
            basic(running, self.money(1_500, 400_000), e)
        if r.random() < 0.4:
            basic(running, self.money(1_000, 90_000), r.choice(["30309", "30305", "30399", "30307"]))
        items[running].kinds["basic"] = 0
        items[running].kinds["basic"] = sum(eco.values()) - sum(i.kinds.get("basic", 0) for i in items.values())

        chosen = [
            c for c in r.sample(projects, r.randint(min(2, len(projects)), len(projects))) if codes.known(c, year)
        ]
        if r.random() < 0.12 and "2010302" not in chosen:
            chosen = []
        for c in chosen:
            p = self.money(8_000, 9_000_000)
            k = item(c).kinds
            k["project"] = k.get("project", 0) + (p // 1_000_000 * 1_000_000 or 1_000_000 if r.random() < 0.3 else p)
        for i in items.values():
            i.income, i.budget = i.spent, self.near(i.spent, 0.6, 1.35)
            if i.kinds.get("project") and r.random() < 0.2:
                i.budget = 0
            if i.kinds.get("project") and r.random() < 0.3:
                i.opening = min(self.money(5_000, 500_000), i.income)
                i.income -= i.opening
            if i.kinds.get("project") and r.random() < 0.3:
                i.closing = self.money(5_000, 300_000)
                i.income += i.closing
        out = list(items.values())
        if r.random() < 0.35:
            out.extend(self._extra(c, "fund") for c in r.sample(places.FUND_ITEMS, r.randint(1, 2)))
        if year >= 2020 and r.random() < 0.15:
            code = "2239901" if year == 2020 and r.random() < 0.5 else ("2239999" if year > 2020 else "2230105")
            out.append(self._extra(code, "capital"))
        return out, eco, three

    def _extra(self, code: str, fund: str) -> Item:
        spent = self.money(20_000, 5_000_000)
        opening = min(self.money(5_000, 200_000), spent) if self.r.random() < 0.4 else 0
        closing = self.money(5_000, 200_000) if self.r.random() < 0.4 else 0
        return Item(code, fund, {"project": spent}, {}, opening, closing, spent + closing - opening, self.near(spent))

    def _three(self) -> dict[str, dict[str, int]]:
        r = self.r
        out: dict[str, dict[str, int]] = {}
        none = r.random() < 0.12
        chance = {"abroad": 0.2, "purchase": 0.18, "operation": 0.75, "reception": 0.65}
        high = {"abroad": 300_000, "purchase": 400_000, "operation": 350_000, "reception": 60_000}
        for p in PARTS:
            zero = {"initial": 0, "adjusted": 0, "final": 0, "last": 0}
            out[p] = zero
            if none or r.random() > chance[p]:
                if not none and r.random() < 0.25:
                    zero["last"] = self.money(2_000, high[p])
                if not none and r.random() < 0.25:
                    zero["initial"] = zero["adjusted"] = self.money(2_000, high[p])
                continue
            zero["final"] = self.money(90_000 if p == "purchase" else 2_500, high[p])
            zero["adjusted"] = max(zero["final"], self.near(zero["final"], 1.0, 1.8))
            zero["initial"] = zero["adjusted"] if r.random() < 0.6 else self.near(zero["adjusted"], 0.8, 1.3)
            zero["last"] = 0 if r.random() < 0.1 else self.near(zero["final"], 0.5, 1.8)
        return out

    def _own(self, d: Department, running: str) -> None:
        """Money that is no appropriation: sources, operating, surplus, distribution."""
        r = self.r
        if r.random() < (0.35 if d.kind == "行政" else 0.75):
            own = Item(running, "own")
            if d.kind == "事业":
                own.sources["institutional"] = self.money(50_000, 6_000_000)
                if r.random() < 0.2:
                    fen = self.money(20_000, 500_000)
                    own.sources["operating"] = fen
                    own.kinds["operating"] = fen
                if r.random() < 0.2:
                    own.sources["superior"] = self.money(20_000, 900_000)
                if r.random() < 0.08:
                    own.sources["affiliates"] = self.money(20_000, 300_000)
            if d.kind == "行政" or r.random() < 0.6:
                own.sources["other"] = self.money(700, 800_000)
            own.income = sum(own.sources.values())
            own.opening = self.money(5_000, 600_000) if r.random() < 0.5 else 0
            available = own.income + own.opening - own.kinds.get("operating", 0)
            rest = available
            if r.random() < 0.6:
                own.closing = self.fit(int(available * r.uniform(0.05, 0.4)))
                rest -= own.closing
            if d.kind == "事业" and r.random() < 0.3 and rest > 400_000:
                d.distribution = self.fit(int(rest * 0.2))
                rest -= d.distribution
            if d.kind == "事业" and r.random() < 0.2:
                d.surplus_used = self.money(5_000, 300_000)
                rest += d.surplus_used
            if rest > 500_000 and r.random() < 0.5:
                own.kinds["basic"] = self.fit(int(rest * r.uniform(0.2, 0.7)))
                rest -= own.kinds["basic"]
            if d.kind == "事业" and rest > 600_000 and r.random() < 0.1:
                own.kinds["to_superior"] = self.fit(rest // 3)
                rest -= own.kinds["to_superior"]
            own.kinds["project"] = rest
            d.items.append(own)

    def _beside(self, d: Department, area: str) -> None:
        r = self.r
        self._year_before(d)
        public = sum(v for c, v in d.economic.items() if c[:3] not in ("301", "303"))
        multi = d.kind == "行政" and r.random() < 0.35
        d.running = 0 if d.kind == "事业" else (self.fit(int(public * 0.7)) if multi else public)
        d.previous["running"] = min(self.near(d.running), d.previous["general"] // 2) if d.running else 0
        d.children = (
            [f"{area}{d.short[:-1]}事务中心", f"{area}{d.short[:-1]}综合执法队"][: r.randint(1, 2)] if multi else []
        )
        d.divisions = r.sample(places.DIVISIONS, r.randint(3, 8))
        self._projects(d)
        self._procurement(d)
        working = r.randint(9, 160)
        d.persons = {"working": working, "retired": r.randint(0, 60), "honorary": r.choice([0, 0, 1, 2])}
        self._counts(d)

    def _year_before(self, d: Department) -> None:
        """Last year's figures, consistent: what was left over is what this year opened with."""
        spent = {f: self.near(d.sum(f)) for f in FUNDS}
        classes = d.codes("general", "spent", 3)
        before = {c: 0 if self.r.random() < 0.06 else self.near(d.sum("general", "spent", c)) for c in classes}
        if self.r.random() < 0.94 and any(before.values()):
            spent["general"] = sum(before.values())
        else:  # the year before stands as drawn; the classes are then told by nobody
            before = {}
        own = self.near(d.sum("own"))
        approp = sum(spent.values())
        opening = d.sum("appropriation", "opening")
        free = d.total - d.sum(what="opening") - approp
        if free > 0 and self.r.random() < 0.06:
            own = free  # the totals of both years are the same
        total = approp + own + d.sum(what="opening")
        brought = self.fit(int(total * self.r.uniform(0.005, 0.04)))
        d.previous = {
            "general": spent["general"],
            **{f"class.{c}": v for c, v in before.items()},
            "approp": approp + opening,
            "expenditure": approp + own,
            "total": total,
            "income": total - brought,
        }

    def _projects(self, d: Department) -> None:
        r = self.r
        # self-evaluated money stays well within what was budgeted at the start
        whole = min(d.sum("general", "project"), d.sum("general", "budget"))
        n = r.randint(1, 4) if whole > 400_000 else 0
        for name, fen in zip(r.sample(places.PROJECT_NAMES, n), self.split(whole // 2, n) if n else [], strict=True):
            adjusted = fen if r.random() < 0.5 else self.fit(int(fen * r.uniform(1.0, 1.25)))
            initial = adjusted if r.random() < 0.6 else self.near(adjusted, 0.7, 1.2)
            d.projects.append(Project(name, initial, adjusted, min(fen, adjusted), self._indicators(name)))

    def _indicators(self, name: str) -> list[tuple[str, str, str, str, str, int, int]]:
        r = self.r
        n = r.randint(2, 60)
        full = r.random() < 0.6
        rate = r.randint(88, 100)
        done = rate if full else rate - r.randint(3, 8)
        quality = 1500 if full else (1500 * done + rate // 2) // rate
        return [
            ("产出指标", "数量指标", f"{name}数量（项）", f"≥{n}", f"{n + r.randint(0, 2)}", 20, 2000),
            ("产出指标", "质量指标", "验收合格率", f"≥{rate}%", f"{done}%", 15, quality),
            ("产出指标", "时效指标", "完成及时率", "≥95%", f"{r.randint(95, 100)}%", 15, 1500),
            ("效益指标", "社会效益指标", "服务保障能力", "有效提升", "有效提升", 20, 2000),
            ("效益指标", "可持续影响指标", "长效机制", "健全", "健全", 10, 1000),
            ("满意度指标", "服务对象满意度指标", "服务对象满意度", "≥90%", f"{r.randint(91, 99)}%", 10, 1000),
        ]

    def _procurement(self, d: Department) -> None:
        r = self.r
        p = {"goods": 0, "works": 0, "services": 0}
        if r.random() < 0.85:
            p["goods"] = self.money(5_000, 900_000)
            p["works"] = self.money(50_000, 2_000_000) if r.random() < 0.3 else 0
            p["services"] = self.money(10_000, 3_000_000) if r.random() < 0.8 else 0
        total = sum(p.values())
        p["total"] = total
        p["sme"] = self.fit(int(total * r.uniform(0.4, 0.95))) if total else 0
        if total and r.random() < 0.25:
            p["sme"] = total
        p["small"] = self.fit(int(p["sme"] * r.uniform(0.3, 0.95))) if total else 0
        p["sme"], p["small"] = min(p["sme"], total), min(p["small"], p["sme"])
        d.procurement = p

    def _counts(self, d: Department) -> None:
        r = self.r
        f = {k: v["final"] for k, v in d.three.items()}
        c = {
            "groups": r.randint(1, 3) if f["abroad"] else 0,
            "bought": 1 if f["purchase"] else 0,
            "kept": r.randint(1, 9) if f["operation"] else (1 if f["purchase"] else 0),
            "batches": r.randint(3, 90) if f["reception"] else 0,
        }
        c["abroad_persons"] = c["groups"] * r.randint(1, 5)
        c["guests"] = c["batches"] * r.randint(4, 12)
        extra = r.choice([0, 0, 0, 1, 3])
        cars = c["kept"] + extra
        kinds = ["leader", "secret", "emergency", "law", "special", "retired_cars", "other_cars"]
        for k in kinds:
            c[k] = 0
        for _ in range(cars):
            c[r.choice(["secret", "emergency", "law", "special", "other_cars"])] += 1
        c["cars"] = cars
        c["equipment"] = r.choice([0, 0, 1, 2, 5])
        c["equipment50"] = r.choice([0, 0, 1, 3])
        grades = [0, 0, 0, 0]
        for p in d.projects:
            grades[0 if p.points >= 9000 else 1 if p.points >= 8000 else 2] += 1
        c.update(zip(["top", "good", "fair", "poor"], grades, strict=True))
        d.counts = c
