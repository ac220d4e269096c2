"""A made-up unit's year, entry by entry: what the forms are filled in from. Imports nothing of the project."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass, field

NAMES = {
    "201": "一般公共服务支出", "20103": "政府办公厅（室）及相关机构事务", "2010301": "行政运行",
    "2010302": "一般行政管理事务", "20126": "档案事务", "2012604": "档案馆", "208": "社会保障和就业支出",
    "20805": "行政事业单位养老支出", "2080505": "机关事业单位基本养老保险缴费支出", "212": "城乡社区支出",
    "21208": "国有土地使用权出让收入安排的支出", "2120803": "城市建设支出", "221": "住房保障支出",
    "22102": "住房改革支出", "2210201": "住房公积金", "223": "国有资本经营预算支出",
    "22301": "解决历史遗留问题及改革成本支出", "2230105": "国有企业退休人员社会化管理补助支出",
}  # fmt: skip
CLASSES = {
    "301": "工资福利支出", "302": "商品和服务支出", "303": "对个人和家庭的补助", "307": "债务利息及费用支出",
    "309": "资本性支出（基本建设）", "310": "资本性支出", "312": "对企业补助", "399": "其他支出",
}  # fmt: skip
ITEMS = {
    "30101": "基本工资", "30102": "津贴补贴", "30103": "奖金", "30108": "机关事业单位基本养老保险缴费",
    "30113": "住房公积金", "30199": "其他工资福利支出", "30201": "办公费", "30205": "水费", "30206": "电费",
    "30211": "差旅费", "30212": "因公出国（境）费用", "30213": "维修（护）费", "30215": "会议费",
    "30216": "培训费", "30217": "公务接待费", "30228": "工会经费", "30231": "公务用车运行维护费",
    "30239": "其他交通费用", "30299": "其他商品和服务支出", "30301": "离休费", "30302": "退休费",
    "30305": "生活补助", "30399": "其他对个人和家庭的补助", "30701": "国内债务付息", "30902": "办公设备购置",
    "30913": "公务用车购置", "31002": "办公设备购置", "31003": "专用设备购置", "31013": "公务用车购置",
    "31022": "无形资产购置", "31099": "其他资本性支出", "31204": "费用补贴", "31299": "其他对企业补助",
    "39907": "国家赔偿费用支出", "39999": "其他支出",
}  # fmt: skip
GENERAL = ("2010301", "2010302", "2012604", "2080505", "2210201")
FUND, CAPITAL = "2120803", "2230105"
BASIC_ITEMS = [c for c in ITEMS if c[:3] not in ("309", "312")]
MEMBERS = {
    "abroad": ("30212",),
    "vehicle_purchase": ("30913", "31013"),
    "vehicle_operation": ("30231",),
    "reception": ("30217",),
}

Key = tuple[str, str, str, str, str, str]
"""Measure, fund, function, economic item, kind, basis."""


@dataclass
class Ledger:
    """Amounts in fen.

    Attributes:
        spent: fund, function, economic item, kind → amount; fund `own` is what is no 财政拨款.
        income: source, function → amount.
        opening: fund, function, kind → amount; closing the same.
        counts: what 附03 counts, by the coordinate's measure.
        beside: amounts of 附03 that stand in no published statement.
    """

    spent: dict[tuple[str, str, str, str], int] = field(default_factory=lambda: defaultdict(int))
    income: dict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))
    opening: dict[tuple[str, str, str], int] = field(default_factory=lambda: defaultdict(int))
    closing: dict[tuple[str, str, str], int] = field(default_factory=lambda: defaultdict(int))
    surplus_used: int = 0
    distribution: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    beside: dict[str, int] = field(default_factory=dict)

    def spending(self, fund: str = "all", function: str = "all", item: str = "all", kind: str = "all") -> int:
        """What was spent; functions and items by the digits their codes begin with."""
        funds = {"all": None, "appropriation": ("general", "government_fund", "state_capital")}.get(fund, (fund,))
        return sum(
            v
            for (f, fn, it, k), v in self.spent.items()
            if (funds is None or f in funds)
            and (function == "all" or fn.startswith(function))
            and (item == "all" or it.startswith(item))
            and (kind == "all" or k == kind)
        )

    def came(self, source: str = "all", function: str = "all") -> int:
        """Income."""
        sources = {"all": None, "appropriation": ("general", "government_fund", "state_capital")}.get(source, (source,))
        return sum(
            v
            for (s, fn), v in self.income.items()
            if (sources is None or s in sources) and (function == "all" or fn.startswith(function))
        )

    def stock(self, which: str, fund: str = "all", function: str = "all", kind: str = "all") -> int:
        """Opening or closing balance."""
        funds = {"all": None, "appropriation": ("general", "government_fund", "state_capital")}.get(fund, (fund,))
        return sum(
            v
            for (f, fn, k), v in getattr(self, which).items()
            if (funds is None or f in funds)
            and (function == "all" or fn.startswith(function))
            and (kind == "all" or k == kind)
        )

    def three_public(self, name: str, fund: str) -> int:
        """An item of 三公 from the economic items."""
        if name == "three_public":
            return sum(self.three_public(n, fund) for n in MEMBERS)
        if name == "vehicles":
            return self.three_public("vehicle_purchase", fund) + self.three_public("vehicle_operation", fund)
        return sum(self.spending(fund, item=c) for c in MEMBERS[name])

    def functions(self, *funds: str) -> list[str]:
        """类, 款 and 项 with money of these funds (any if none are named), in order."""
        used = {f for (fund, f, _, _), v in self.spent.items() if v and (not funds or fund in funds)}
        used |= {
            f
            for (fund, f, _), v in (*self.opening.items(), *self.closing.items())
            if v and (not funds or fund in funds)
        }
        return sorted({f[:n] for f in used for n in (3, 5, 7)})


def ledger(seed: int, *, funds: bool = True) -> Ledger:
    """A year.

    Args:
        seed: of the random numbers.
        funds: with money of 政府性基金 and 国有资本经营.
    """
    rnd = random.Random(seed)
    book = Ledger()

    def some() -> int:
        return rnd.choice((rnd.randint(1, 99), rnd.randint(100, 10**6), rnd.randint(10**6, 3 * 10**9)))

    for function in GENERAL:
        for item in rnd.sample(BASIC_ITEMS, 14):
            book.spent["general", function, item, "basic"] += some()
    for item in ("30212", "30215", "30216", "30217", "30231", "31013"):
        book.spent["general", "2010301", item, "basic"] += some()
    for function in ("2010302", "2012604"):
        for item in rnd.sample(sorted(ITEMS), 10):
            book.spent["general", function, item, "project"] += some()
    book.spent["general", "2010302", "30913", "project"] += some()
    if funds:
        for fund, function in (("government_fund", FUND), ("state_capital", CAPITAL)):
            for item in ("30299", "30217", "31299"):
                book.spent[fund, function, item, "project"] += some()
    for item in rnd.sample(sorted(ITEMS), 6):
        book.spent["own", "2012604", item, "project"] += some()
        book.spent["own", "2010301", item, "basic"] += some()
    book.spent["own", "2012604", "30201", "operating"] += some()
    book.spent["own", "2010301", "", "to_superior"] += some()
    book.spent["own", "2010301", "", "to_affiliates"] += some()
    for (fund, function, _, kind), amount in list(book.spent.items()):
        source = fund if fund != "own" else {"operating": "operating", "basic": "institutional"}.get(kind, "other")
        book.income[source, function] += amount
    for fund, function in (("general", "2010302"), ("government_fund", FUND)) if funds else (("general", "2010302"),):
        more, less = some(), some()
        book.opening[fund, function, "project"] += more + less
        book.closing[fund, function, "project"] += more
        book.closing[fund, function, "project"] += less  # what came in was spent, what there was is left
    book.surplus_used = some()
    book.closing["own", "2012604", "project"] += book.surplus_used - 7
    book.distribution = 7
    book.counts = {
        "trips.groups": 2,
        "trips.persons": 5,
        "vehicles_bought": 2,
        "vehicles_kept": 7,
        "receptions.batches": 31,
        "receptions.foreign_batches": 1,
        "receptions.persons": 412,
        "receptions.foreign_persons": 6,
        "receptions.abroad_batches": 0,
        "receptions.abroad_persons": 0,
        "vehicles": 9,
        "vehicles.ministry": 0,
        "vehicles.leader": 1,
        "vehicles.confidential": 1,
        "vehicles.emergency": 2,
        "vehicles.law_enforcement": 3,
        "vehicles.special": 1,
        "vehicles.retired": 0,
        "vehicles.other": 1,
        "equipment": 4,
        "equipment.general": 3,
        "equipment.special": 1,
    }
    goods, works, services = some(), some(), some()
    public = book.spending("general", kind="basic") - sum(
        book.spending("general", item=c, kind="basic") for c in ("301", "303")
    )
    book.beside = {
        "operating_cost": public,
        "procurement": goods + works + services,
        "procurement.goods": goods,
        "procurement.works": works,
        "procurement.services": services,
        "procurement.sme": goods,
        "procurement.small": goods // 3,
    }
    return book
