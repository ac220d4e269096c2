"""Counts that money implies: vehicles bought, vehicles kept."""

from __future__ import annotations

from collections.abc import Iterator

from juesuan.checks import locate
from juesuan.checks.figures import Figures, figures_of
from juesuan.checks.finding import Finding, Severity, Words
from juesuan.checks.registry import rule
from juesuan.cube.coordinate import Coordinate
from juesuan.recognition.report import Report

_FUNDS = ("appropriation", "general")

_LINKS = (
    ("vehicle_purchase", "vehicles_bought", "公务用车购置费", "vehicle purchases", "购置数", "vehicles bought", True),
    ("vehicle_operation", "vehicles_kept", "公务用车运行维护费", "vehicle operation", "保有量", "vehicles kept", False),
)
"""Economic set, count, their names in both languages, and whether the count in turn implies money."""


@rule(
    "JS311",
    title=Words("车辆费用与数量矛盾", "spending on vehicles and their number disagree"),
    basis=Words(
        "“三公”经费应说明公务用车购置数和保有量（财预〔2016〕143号）；有购置费即有购置数，有运行费即有保有量",
        "vehicles bought and kept are told beside their cost (Caiyu [2016] No. 143); each implies the other",
    ),
    message=Words("{what}为{money}，{count}却为{stated}", "{what} is {money}, but {count} is {stated}"),
    severity=Severity.WARNING,
)
def vehicles_without_count(report: Report) -> Iterator[Finding]:
    """Money was spent on buying or running official vehicles, but their number is told as zero, or the reverse.

    Breaks: 公务用车购置支出18.00万元……公务用车购置数0辆
    Right: 公务用车购置支出18.00万元……公务用车购置数1辆
    """
    figures = figures_of(report)
    for economic, counted, money_zh, money_en, count_zh, count_en, both in _LINKS:
        money = _money(figures, economic)
        count = figures.best(Coordinate(counted, quantity="count"))
        if money is None or count is None:
            continue
        spent, number = figures.items[money], figures.items[count]
        if spent.value is None or number.value is None:
            continue
        if (spent.value and not number.value) or (both and number.value and not spent.value):
            yield Finding(
                "JS311",
                Severity.ERROR if both else Severity.WARNING,
                locate.of_figure(figures, count),
                args={
                    "what": Words(money_zh, money_en),
                    "count": Words(count_zh, count_en),
                    "money": f"{spent.value:f}{spent.unit}",
                },
                stated=f"{number.value:f}",
                unit=number.unit,
                related=(locate.related(figures, money, "term"),),
            )


def _money(figures: Figures, economic: str) -> int | None:
    for fund in _FUNDS:
        index = figures.best(Coordinate("expenditure", fund=fund, economic=economic))
        if index is not None:
            return index
    return None
