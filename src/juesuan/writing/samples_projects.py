"""Made-up self-evaluation forms for `samples`."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from random import Random

from juesuan.performance.model import (
    Aspect,
    Entry,
    Fund,
    FundRow,
    Indicator,
    Level,
    Measure,
    Number,
    Operator,
    Project,
    Reading,
)
from juesuan.writing.model import wan


def _number(value: Decimal | int, unit: str = "") -> Number:
    text = f"{value}{unit}"
    decimals = len(text.partition(".")[2].rstrip("%")) if "." in text else 0
    return Number(text, value=Decimal(value), decimals=decimals, unit=unit)


def made_up_project(random: Random, year: int, n: int, most: int) -> Project:
    """A form in which every sum and score is right.

    Args:
        random: what is drawn from.
        year: fiscal year.
        n: which of the report's projects, from 0.
        most: what it may cost, in fen.
    """
    adjusted = max(wan(random.randint(most // 2, most)), Decimal("0.01"))
    executed = (
        adjusted
        if random.random() < 0.5
        else (adjusted * Decimal(random.randint(70, 99)) / 100).quantize(Decimal("0.01"))
    )
    rate = (executed * 100 / adjusted).quantize(Decimal("0.01"), ROUND_HALF_UP)
    points = (executed * 10 / adjusted).quantize(Decimal("0.01"), ROUND_HALF_UP)
    count = random.randint(2, 90)
    rows = (
        (Level.OUTPUT, "产出指标", Aspect.QUANTITY, "数量指标", "完成任务数", f"≥{count}个", f"{count + 1}个", 20),
        (Level.OUTPUT, "产出指标", Aspect.QUALITY, "质量指标", "验收合格率", "≥95%", "98%", 15),
        (Level.OUTPUT, "产出指标", Aspect.TIMELINESS, "时效指标", "按期完成率", "≥90%", "100%", 15),
        (Level.BENEFIT, "效益指标", Aspect.SOCIAL, "社会效益指标", "服务对象覆盖率", "≥90%", "96%", 30),
        (
            Level.SATISFACTION,
            "满意度指标",
            Aspect.SATISFACTION,
            "服务对象满意度指标",
            "服务对象满意度",
            "≥90%",
            "95%",
            10,
        ),
    )
    indicators = tuple(
        Indicator(
            level, aspect, Entry(level_text), Entry(aspect_text), Entry(name), target=_reading(target),
            actual=_reading(actual), weight=_number(weight), score=_number(weight), deviation=Entry(""),
        )
        for level, level_text, aspect, aspect_text, name, target, actual, weight in rows
    )  # fmt: skip
    score = points + 90
    funds = (
        FundRow(
            Fund.TOTAL, Entry("年度资金总额"), _number(adjusted), _number(adjusted), _number(executed), _number(10),
            _number(rate, "%"), _number(points),
        ),
        FundRow(
            Fund.APPROPRIATION, Entry("其中：当年财政拨款"), _number(adjusted), _number(adjusted), _number(executed)
        ),
    )  # fmt: skip
    return Project(
        year=year,
        name=Entry(f"{('业务系统运行维护', '专项调查', '设施设备更新')[n]}项目"),
        attribute="continuing",
        funds=funds,
        expected=Entry("按计划完成全年任务，服务质量达到要求。"),
        achieved=Entry("全年任务已经完成，服务质量达到要求。"),
        indicators=indicators,
        total_weight=_number(100),
        total_score=_number(score),
        grade=Entry("优"),
        columns=frozenset({"weight", "score", "deviation"}),
    )


def _reading(text: str) -> Reading:
    operator = Operator.AT_LEAST if text.startswith("≥") else Operator.NONE
    digits = text.lstrip("≥").rstrip("%个")
    return Reading(text, measure=Measure.NUMBER, operator=operator, value=Decimal(digits), unit=text[-1])
