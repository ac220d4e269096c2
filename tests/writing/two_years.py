"""A small unit in two years that follow each other, exact to the fen: this year opens with what the last one left."""

from __future__ import annotations

from juesuan.cube.coordinate import Coordinate
from juesuan.writing.model import Fact, Facts, Inputs, Notes, Origin, Profile, ReportKind

NAME = "青河市档案事务服务局"
CLOSING = 50_234_567  # fen: 50.234567 万元 would be printed as 50.23
_COUNTS = (
    "trips.groups", "trips.persons", "vehicles_bought", "vehicles_kept", "receptions.batches", "receptions.persons",
    "receptions.foreign_batches", "receptions.foreign_persons", "vehicles", "vehicles.other", "equipment",
    "performance.targets", "performance.tracked", "performance.evaluated", "performance.problems",
)  # fmt: skip


def _inputs(year: int, opening: int | None, personnel: int, public: int, project: int, closing: int) -> Inputs:
    spent = personnel + public + project
    income = spent + closing - (opening or 0)
    general = Coordinate("expenditure", fund="general")
    at = {
        Coordinate("income", fund="appropriation", function="2012601"): income,
        Coordinate("income", fund="general"): income,
        Coordinate("expenditure", function="2012601", kind="basic"): personnel + public,
        Coordinate("expenditure", function="2012604", kind="project"): project,
        general._replace(function="2012601", kind="basic"): personnel + public,
        general._replace(function="2012604", kind="project"): project,
        general._replace(function="2012601", basis="initial"): personnel + public,
        general._replace(function="2012604", basis="initial"): project - 1_234_500,
        general._replace(kind="basic", economic="30101"): personnel,
        general._replace(kind="basic", economic="30201"): public,
        Coordinate("closing"): closing,
        Coordinate("closing", fund="general"): closing,
    }
    if opening is not None:
        at |= {Coordinate("opening"): opening, Coordinate("opening", fund="general"): opening}
    notes = Notes(
        reasons={
            "overall": "档案数字化项目增加", "appropriation": "财政安排的项目增加", "general_budget": "数字化项目增加",
            "general_budget.budget": "年中追加项目", "items.2012601": "人员变动", "items.2012604": "年中追加数字化任务",
            "operating_cost": "办公用品支出变化",
        },
        purposes={"2012601": "人员工资和日常运转", "2012604": "档案数字化加工"},
        counts={Coordinate(m, quantity="count"): 0 for m in _COUNTS},
        amounts={Coordinate(m): 0 for m in ("procurement", "performance.targets", "performance.tracked")},
        texts={"performance.work": "本单位对项目实行全过程绩效管理"},
    )  # fmt: skip
    profile = Profile(
        NAME,
        year,
        "national-2022",
        report_kind=ReportKind.UNIT,
        duties=("（一）收集和保管档案。", "（二）提供档案利用服务。"),
        offices=("办公室", "业务科"),
        persons={"在职人员": 12, "退休人员": 3},
    )
    return Inputs(profile, Facts({c: Fact(f, Origin.TABLES, "tables.xlsx") for c, f in at.items()}), notes)


def last_year() -> Inputs:
    """The year before, complete."""
    inputs = _inputs(2022, 0, 612_345_678, 98_765_432, 150_000_000, CLOSING)
    inputs.facts.complete |= {
        "income_expenditure_summary", "income", "expenditure", "appropriation_summary", "general_budget_expenditure",
        "basic_expenditure", "three_public", "government_fund", "state_capital", "initial_budget",
    }  # fmt: skip
    for total, fen in (
        (Coordinate("resources", period=-1), 800_000_000),
        (Coordinate("resources", fund="appropriation", period=-1), 800_000_000),
        (Coordinate("expenditure", fund="general", period=-1), 800_000_000),
        (Coordinate("operating_cost", period=-1), 90_000_000),
    ):
        inputs.facts.at[total] = Fact(fen, Origin.TABLES, "tables.xlsx")
    inputs.facts.complete.add("three_public@-1")
    return inputs


def this_year(opening: int | None = None) -> Inputs:
    """This year without what last year's report tells: no opening balance, no figure to compare with."""
    inputs = _inputs(2023, CLOSING, 702_000_001, 110_000_000, 230_000_099, 31_111_111)
    for at in [c for c in inputs.facts.at if c.measure == "opening"]:
        if opening is None:
            del inputs.facts.at[at]
        else:
            inputs.facts.at[at] = Fact(opening, Origin.TABLES, "tables.xlsx")
    return inputs
