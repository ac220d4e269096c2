"""Write the example's `tables.xlsx` and `projects.xlsx` from `source/`: the same data, the same bytes.

A unit fills in the two workbooks that `juesuan new` writes. Here that is done by program, so that a reviewer can read
what is in them. Run it after a change:

    python examples/linjiang-2021/make.py [FOLDER]
"""

from __future__ import annotations

import sys
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

from juesuan.cube.spelling import parse
from juesuan.performance.model import Aspect, Entry, Fund, FundRow, Indicator, Level, Number, Project, Reading
from juesuan.performance.workbook import filled_workbook
from juesuan.writing.inputs_toml import Trouble
from juesuan.writing.inputs_unit import read_unit
from juesuan.writing.inputs_workbook import tables_workbook
from juesuan.writing.model import Fact, Facts, Origin, Profile

HERE = Path(__file__).resolve().parent
SOURCE = HERE / "source"
FEN = 1_000_000
"""Fen in 万元."""
ORIGINS = {"stated": Origin.TABLES, "follows": Origin.TABLES, "reconstructed": Origin.RECONSTRUCTED}
LEVELS = {
    "数量指标": (Level.OUTPUT, "产出指标", Aspect.QUANTITY),
    "质量指标": (Level.OUTPUT, "产出指标", Aspect.QUALITY),
    "时效指标": (Level.OUTPUT, "产出指标", Aspect.TIMELINESS),
    "成本指标": (Level.OUTPUT, "产出指标", Aspect.COST),
    "社会效益指标": (Level.BENEFIT, "效益指标", Aspect.SOCIAL),
    "可持续影响指标": (Level.BENEFIT, "效益指标", Aspect.SUSTAINABLE),
    "服务对象满意度指标": (Level.SATISFACTION, "满意度指标", Aspect.SATISFACTION),
}
"""二级指标 → its 一级."""


def facts() -> Facts:
    """The amounts of `source/amounts.toml`."""
    lists = tomllib.loads((SOURCE / "amounts.toml").read_text(encoding="utf-8"))
    return Facts(
        at={
            parse(where): Fact(int(Decimal(amount) * FEN), ORIGINS[origin])
            for entries in lists.values()
            for where, amount, origin in entries
        }
    )


def projects(profile: Profile) -> list[Project]:
    """The forms of `source/projects.toml`."""
    listed = tomllib.loads((SOURCE / "projects.toml").read_text(encoding="utf-8"))["project"]
    return [project(form, profile) for form in listed]


def project(form: dict[str, Any], profile: Profile) -> Project:
    """One form; what was planned was spent, so budget execution has its ten points."""
    amount, initial, ten = number(form["amount"]), number(form["initial"]), number("10")
    indicators = tuple(indicator(*row) for row in form["indicators"])
    return Project(
        title=Entry(f"项目支出绩效自评表（{profile.year}年度）"),
        name=Entry(form["name"]),
        department=Entry(profile.name),
        unit=Entry(profile.name),
        attribute=form["attribute"],
        term=Entry("1年"),
        funds=(
            FundRow(Fund.TOTAL, Entry("年度资金总额"), initial, amount, amount, ten, Number("100%"), ten),
            FundRow(
                Fund.APPROPRIATION, Entry("其中：当年财政拨款"), initial, amount, amount, Number("—"), Number("100%"),
                Number("—"),
            ),
        ),
        expected=Entry(form["goal"]),
        achieved=Entry(form["outcome"]),
        indicators=indicators,
        total_weight=number(sum((Decimal(i.weight.text) for i in indicators if i.weight), Decimal(10))),
        total_score=number(sum((Decimal(i.score.text) for i in indicators if i.score), Decimal(10))),
    )  # fmt: skip


def indicator(
    aspect: str, name: str, nature: str, target: str, unit: str, actual: str, weight: str, score: str
) -> Indicator:
    """One row of indicators."""
    level, level_text, kind = LEVELS[aspect]
    return Indicator(
        level, kind, Entry(level_text), Entry(aspect), Entry(name), Entry(nature), Reading(target), Entry(unit),
        Reading(actual), number(weight), number(score),
    )  # fmt: skip


def number(value: str | Decimal) -> Number:
    """A number as it stands in a cell."""
    return Number(str(value), value=Decimal(value))


def main(folder: Path) -> None:
    """Write both workbooks into the folder."""
    trouble = Trouble()
    profile = read_unit(HERE, trouble).profile
    trouble.stop()
    (folder / "tables.xlsx").write_bytes(tables_workbook(profile, facts()))
    (folder / "projects.xlsx").write_bytes(filled_workbook(projects(profile)))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
