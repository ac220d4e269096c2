"""Weight plans: how a form's 100 points are shared out, as data (`data/plans.toml`)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files

from juesuan.performance.model import Level, Project

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Plan:
    """One plan; what it leaves open is None.

    Attributes:
        id: its name in the data.
        title: what it gives to what, in Chinese.
        title_en: the same in English.
        places: words in a unit's name that suggest it; none for a national plan.
        execution: points of budget execution.
        levels: points of each 一级指标.
        indicators: points of all indicators together, where it does not share them out.
    """

    id: str
    title: str
    title_en: str
    places: tuple[str, ...] = ()
    execution: Decimal | None = None
    levels: tuple[tuple[Level, Decimal], ...] = ()
    indicators: Decimal | None = None


@cache
def plans() -> tuple[Plan, ...]:
    """All plans in the order of the data."""
    import tomllib

    data = tomllib.loads((files("juesuan.performance") / "data" / "plans.toml").read_text(encoding="utf-8"))
    names = [level for level in Level if level not in (Level.EXECUTION, Level.OTHER)]
    return tuple(
        Plan(
            entry["id"],
            entry["title"],
            entry["title_en"],
            tuple(entry.get("places", ())),
            Decimal(entry["execution"]) if "execution" in entry else None,
            tuple((level, Decimal(entry[level.value])) for level in names if level.value in entry),
            Decimal(entry["indicators"]) if "indicators" in entry else None,
        )
        for entry in data["plan"]
    )


def weights_of(project: Project) -> dict[Level, Decimal]:
    """Points that a form gives to each level, budget execution included; levels without any are left out."""
    found: dict[Level, Decimal] = {}
    for indicator in project.indicators:
        if indicator.weight is not None and indicator.weight.value:
            found[indicator.level] = found.get(indicator.level, Decimal(0)) + indicator.weight.value
    execution = project.execution[0]
    if execution is not None and execution.value:
        found[Level.EXECUTION] = found.get(Level.EXECUTION, Decimal(0)) + execution.value
    return found


def meant_for(place_text: str) -> tuple[Plan, ...]:
    """The plans of a place, else the national ones; a place's own forms may follow a national plan too."""
    national = tuple(p for p in plans() if not p.places)
    return (*(p for p in plans() if any(w in place_text for w in p.places)), *national)


def fits(plan: Plan, weights: dict[Level, Decimal]) -> bool:
    """Whether a form's points are shared out as the plan says.

    Where satisfaction does not apply its points may go elsewhere (财预〔2020〕10号).
    """
    shared = {k: v for k, v in weights.items() if k is not Level.EXECUTION}
    if plan.execution is not None and weights.get(Level.EXECUTION) != plan.execution:
        return False
    if plan.indicators is not None:
        return sum(shared.values()) == plan.indicators
    planned = dict(plan.levels)
    if set(planned) - set(shared) == {Level.SATISFACTION} and set(shared) <= set(planned):
        moved = sum(shared.values()) == sum(planned.values())
        return moved and all(shared[level] >= planned[level] for level in shared)
    return shared == planned


def plan_of(project: Project, place_text: str) -> Plan | None:
    """The plan that a form follows; None if it follows none of its place's."""
    weights = weights_of(project)
    return next((plan for plan in meant_for(place_text) if fits(plan, weights)), None)
