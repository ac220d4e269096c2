"""Coordinates in the words of the statements, for whoever filled them in."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from juesuan.cube.coordinate import Coordinate


@cache
def _members() -> dict[str, dict[str, str]]:
    data = tomllib.loads((files("juesuan.writing") / "data" / "data_package.toml").read_text(encoding="utf-8"))
    found: dict[str, dict[str, str]] = data["members"]
    return found


def spoken(c: Coordinate) -> str:
    """What a coordinate is called: 一般公共预算财政拨款本年支出（基本支出，科目2012601，年初预算数）.

    Args:
        c: the coordinate; members without a word of their own (codes) stand as they are.
    """
    members = _members()
    what = members["measure"].get(c.measure, c.measure)
    whose = "" if c.fund == "all" else members["fund"].get(c.fund, c.fund)
    if whose.endswith("收入") and c.measure == "income":
        what = ""
    elif whose and what.startswith("本年"):
        what = what.removeprefix("本年")
    within = []
    if c.kind != "all":
        within.append(members["kind"].get(c.kind, c.kind))
    if c.function != "all":
        within.append(f"科目{c.function}")
    if c.economic != "all":
        within.append(members["economic"].get(c.economic, f"经济科目{c.economic}"))
    if c.basis != "final":
        within.append(members["phase"].get(c.basis, c.basis))
    if c.period:
        within.append("上年" if c.period == -1 else f"{-c.period}年前")
    return f"{whose}{what}" + (f"（{'，'.join(within)}）" if within else "")
