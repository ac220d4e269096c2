"""The trees of the cube's dimensions: which members make up which, and whether they do so fully.

Source: the structure of 财决01–12 and of the nine public tables (部门决算公开表). Functional and economic codes are
trees by their digits (类 3, 款 5, 项 7) and need no entry here; named sets of economic codes do.
"""

from __future__ import annotations

from functools import cache

MEASURES: dict[str, tuple[str, ...]] = {
    "resources": ("income", "surplus_used", "opening"),
    "uses": ("expenditure", "distribution", "closing"),
    "procurement": ("procurement.goods", "procurement.works", "procurement.services"),
    "vehicles": (
        "vehicles.ministry",
        "vehicles.leader",
        "vehicles.confidential",
        "vehicles.emergency",
        "vehicles.law_enforcement",
        "vehicles.special",
        "vehicles.retired",
        "vehicles.other",
    ),
    "performance.evaluated": (
        "performance.grade.excellent",
        "performance.grade.good",
        "performance.grade.pass",
        "performance.grade.medium",
        "performance.grade.poor",
    ),
    "performance.problems": ("performance.problems.fixed", "performance.problems.fixing"),
}
"""Closed partitions of measures: the parts make the whole."""

OPEN_MEASURES: dict[str, tuple[str, ...]] = {
    "procurement": ("procurement.sme",),
    "procurement.sme": ("procurement.small",),
    "procurement.goods": ("procurement.goods.sme",),
    "procurement.works": ("procurement.works.sme",),
    "procurement.services": ("procurement.services.sme",),
    "procurement.reserved_sme": ("procurement.reserved_small",),
    "procurement.reserved_sme_awarded": ("procurement.reserved_small_awarded",),
    "receptions.batches": ("receptions.foreign_batches",),
    "receptions.persons": ("receptions.foreign_persons",),
}
"""Open partitions: each part is within the whole, others may be too."""

FUNDS: dict[str, tuple[str, ...]] = {
    "all": ("appropriation", "superior", "institutional", "operating", "affiliates", "other"),
    "appropriation": ("general", "government_fund", "state_capital"),
}

KINDS: dict[str, tuple[str, ...]] = {
    "all": ("basic", "project", "to_superior", "operating", "to_affiliates"),
    "basic": ("personnel", "public"),
}

ECONOMIC_SETS: dict[str, tuple[str, ...]] = {
    "three_public": ("abroad", "vehicles", "reception"),
    "vehicles": ("vehicle_purchase", "vehicle_operation"),
}

ECONOMIC_MEMBERS: dict[str, tuple[str, ...]] = {
    "abroad": ("30212",),
    "reception": ("30217",),
    "vehicle_operation": ("30231",),
    "vehicle_purchase": ("30913", "31013"),
}
"""Named sets of economic 款. Within basic spending only a part of each shows (30913 is never basic)."""

OPEN_SETS: dict[str, tuple[str, ...]] = {
    "reception": ("reception.domestic", "reception.foreign", "reception.abroad"),
}
"""Parts of named sets that need not be all."""

PERSONNEL_CLASSES = ("301", "303")
"""类 that make up 人员经费; every other 类 of basic spending is 公用经费."""


@cache
def parent(dimension: str, member: str) -> str | None:
    """The member directly above `member`, or None for the top.

    Args:
        dimension: measure, fund, kind, function or economic.
        member: a member of it.
    """
    if member == "all":
        return None
    if dimension == "function":
        return member[:-2] if len(member) > 3 else "all"
    if dimension == "economic":
        return _economic_parent(member)
    return _parents(dimension).get(member, _open_top(dimension, member))


def _economic_parent(member: str) -> str:
    if member.isdigit():
        named = _parents("economic").get(member)
        if named is not None:
            return named
        return member[:-2] if len(member) > 3 else "all"
    return _parents("economic").get(member, "all")


def _open_top(dimension: str, member: str) -> str | None:
    # A sub-source such as institutional.education lies under the source it is cut from.
    head, dot, _ = member.rpartition(".")
    if dimension == "fund":
        return head if dot else "all"
    return None


@cache
def _parents(dimension: str) -> dict[str, str]:
    trees = {
        "measure": (OPEN_MEASURES, MEASURES),
        "fund": (FUNDS,),
        "kind": (KINDS,),
        "economic": (OPEN_SETS, ECONOMIC_SETS, ECONOMIC_MEMBERS),
    }[dimension]
    return {part: whole for tree in trees for whole, parts in tree.items() for part in parts}


def is_within(dimension: str, member: str, whole: str) -> bool:
    """Whether `member` is `whole` or lies below it in the dimension's tree."""
    current: str | None = member
    while current is not None:
        if current == whole:
            return True
        current = parent(dimension, current)
    return False
