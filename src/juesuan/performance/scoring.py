"""Scores as the rules want them (财预〔2020〕10号, 附件 and 第十六条): each with its arithmetic in one line.

What the rules leave open is a setting: how much more than the target is *far* more, and whether it costs points
(偏离度); how a target without an operator is meant; where within a qualitative band a score is proposed.
A form's own score is never changed here: a `Score` is a proposal.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from juesuan.performance.grades import Grade, achievement, band
from juesuan.performance.model import Aspect, Indicator, Level, Measure, Number, Operator, Project, Reading

ZERO, ONE, HUNDRED = Decimal(0), Decimal(1), Decimal(100)


class How(StrEnum):
    """The rule that a score follows."""

    EXECUTION = "execution"
    NO_BUDGET = "no_budget"  # nothing to divide by
    MET = "met"
    UNMET = "unmet"  # in proportion
    EXCEEDED = "exceeded"  # far more than the target
    AT_MOST_MET = "at_most_met"
    AT_MOST_UNMET = "at_most_unmet"
    EQUAL = "equal"
    DEVIATION = "deviation"  # = and ranges: by how far it is off
    RANGE = "range"
    QUALITATIVE = "qualitative"
    NOTHING = "nothing"  # target, actual value or weight missing
    UNCLEAR = "unclear"  # words that fit no band, units that do not compare


@dataclass(frozen=True, slots=True)
class Settings:
    """What the rules leave open.

    Attributes:
        digits: digits after the point of a proposed score.
        far: actual ÷ target from which on the target counts as far exceeded.
        deduct_far: a target far exceeded costs points (it does if the target was set too low, which only people can
            tell): weight × (1 − (actual ÷ target − far)), never below zero.
        cost_at_most: a cost target without an operator is a ceiling.
        qualitative: where in its band a qualitative score is proposed if none is stated or the stated one is outside:
            1 for the top, 0 for the bottom.
        full_rate: execution rate from which on execution has all its points, in per cent.
        marks: lower ends of 优, 良 and 中 in per cent of all points.
        two_grades: 合格/不合格 instead of four grades.
        pass_mark: lower end of 合格 in per cent.
    """

    digits: int = 2
    far: Decimal = Decimal("1.3")
    deduct_far: bool = False
    cost_at_most: bool = True
    qualitative: Decimal = ONE
    full_rate: Decimal = HUNDRED
    marks: tuple[Decimal, Decimal, Decimal] = (Decimal(90), Decimal(80), Decimal(60))
    two_grades: bool = False
    pass_mark: Decimal = Decimal(60)


USUAL = Settings()


@dataclass(frozen=True, slots=True)
class Score:
    """A proposed score.

    Attributes:
        how: the rule it follows.
        value: the score; None where none can be proposed.
        low: the least that the rule allows.
        high: the most that the rule allows.
        zh: arithmetic and rule in one line, Chinese.
        en: the same in English.
    """

    how: How
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    zh: str
    en: str

    def allows(self, stated: Decimal, slack: Decimal = Decimal("0.01")) -> bool | None:
        """Whether a stated score is within the rule; None where the rule gives no score."""
        if self.low is None or self.high is None:
            return None
        return self.low - slack <= stated <= self.high + slack


def execution_rate(budget: Decimal | None, executed: Decimal | None) -> Decimal | None:
    """Executed ÷ the year's budget in per cent, not rounded; None where there is nothing to divide (by)."""
    if not budget or executed is None:
        return None
    return executed / budget * HUNDRED


def score_execution(
    budget: Decimal | None, executed: Decimal | None, weight: Decimal | None, settings: Settings = USUAL
) -> Score:
    """P = weight × min(executed ÷ budget, 1).

    Args:
        budget: 全年预算数 A.
        executed: 全年执行数 B, in the same unit.
        weight: 分值.
        settings: what the rules leave open.
    """
    if budget is None or executed is None or weight is None:
        return _none(How.NOTHING, "预算数、执行数或分值未填", "budget, amount executed or weight is missing")
    if budget == 0:
        return _none(
            How.NO_BUDGET,
            "全年预算数为 0，执行率无法计算，须人工认定",
            "the budget is 0: no rate can be given, people must decide",
        )
    rate = execution_rate(budget, executed) or ZERO
    share = min(max(rate, ZERO) / settings.full_rate, ONE)
    value = _round(weight * share, settings)
    divided = f"{n(executed)}÷{n(budget)}={n(_round(rate, settings))}%"
    counted = n(_round(share * HUNDRED, settings))
    return _one(
        How.EXECUTION,
        value,
        f"{divided}，{n(weight)}分×{counted}%={n(value)}分",
        f"{divided}, {n(weight)}×{counted}%={n(value)}",
    )


def operator_of(indicator: Indicator, settings: Settings = USUAL) -> Operator:
    """How the actual value is held against the target; a target without an operator is a floor, of cost a ceiling."""
    target = indicator.target
    if target is None or target.operator is not Operator.NONE:
        return target.operator if target is not None else Operator.NONE
    cost = indicator.level is Level.COST or indicator.aspect is Aspect.COST
    if cost and settings.cost_at_most:
        return Operator.AT_MOST
    if target.value == 0:
        return Operator.EQUAL  # 事故发生数 0: nobody means at least none
    return Operator.AT_LEAST


def comparable(target: Reading, actual: Reading) -> bool:
    """Both are numbers of one unit; a unit that is left out counts as the same one."""
    if target.measure is not Measure.NUMBER or actual.measure is not Measure.NUMBER:
        return False
    return not target.unit or not actual.unit or target.unit == actual.unit


def score_indicator(indicator: Indicator, settings: Settings = USUAL) -> Score:
    """The score of one indicator.

    Args:
        indicator: the row.
        settings: what the rules leave open.
    """
    target, actual, weight = indicator.target, indicator.actual, _value(indicator.weight)
    if target is None or actual is None or weight is None or Measure.BLANK in (target.measure, actual.measure):
        return _none(How.NOTHING, "指标值、完成值或分值未填", "target, actual value or weight is missing")
    if comparable(target, actual):
        return _quantitative(indicator, target, actual, weight, settings)
    if Measure.WORDS in (target.measure, actual.measure):
        return _qualitative(target, actual, weight, _value(indicator.score), settings)
    return _none(
        How.UNCLEAR,
        f"单位不同（{target.unit}、{actual.unit}），须人工认定",
        f"units differ ({target.unit}, {actual.unit}): people must decide",
    )


def _quantitative(indicator: Indicator, target: Reading, actual: Reading, weight: Decimal, settings: Settings) -> Score:
    operator = operator_of(indicator, settings)
    wanted, done = target.value, actual.value
    assert wanted is not None
    assert done is not None
    if operator is Operator.RANGE:
        assert target.high is not None
        return _range(wanted, target.high, done, weight, settings)
    if operator is Operator.EQUAL:
        return _equal(wanted, done, weight, settings)
    if operator in (Operator.AT_MOST, Operator.LESS):
        return _at_most(wanted, done, weight, settings, strict=operator is Operator.LESS)
    return _at_least(wanted, done, weight, settings, strict=operator is Operator.MORE)


def _at_least(wanted: Decimal, done: Decimal, weight: Decimal, settings: Settings, *, strict: bool) -> Score:
    met = done > wanted if strict else done >= wanted
    if met and wanted > 0 and done >= wanted * settings.far:
        ratio = done / wanted
        least = max(_round(weight * (ONE - (ratio - settings.far)), settings), ZERO)
        value = least if settings.deduct_far else weight
        told_zh = "目标偏低的按偏离度调减" if not settings.deduct_far else "按偏离度调减"
        times = n(_round(ratio * HUNDRED, settings))
        return Score(
            How.EXCEEDED, value, least, weight,
            f"完成{n(done)}为指标{n(wanted)}的{times}%，远超指标，{told_zh}：{n(least)}—{n(weight)}分",
            f"{n(done)} is {times}% of {n(wanted)}, far more; less if the target was set"
            f" too low: {n(least)} to {n(weight)}",
        )  # fmt: skip
    if met:
        return _one(
            How.MET,
            weight,
            f"完成{n(done)}达到指标{n(wanted)}，得满分{n(weight)}分",
            f"{n(done)} meets {n(wanted)}: full {n(weight)}",
        )
    if wanted <= 0:
        return _none(How.UNCLEAR, "指标值不大于 0，比例无法计算", "the target is not above 0: no proportion")
    value = _round(weight * max(done, ZERO) / wanted, settings)
    return _one(
        How.UNMET, value,
        f"未完成，按比例：{n(weight)}×{n(done)}÷{n(wanted)}={n(value)}分",
        f"not met, in proportion: {n(weight)}×{n(done)}÷{n(wanted)}={n(value)}",
    )  # fmt: skip


def _at_most(wanted: Decimal, done: Decimal, weight: Decimal, settings: Settings, *, strict: bool) -> Score:
    met = done < wanted if strict else done <= wanted
    if met:
        return _one(
            How.AT_MOST_MET, weight,
            f"完成{n(done)}未超过指标{n(wanted)}，得满分{n(weight)}分",
            f"{n(done)} is within {n(wanted)}: full {n(weight)}",
        )  # fmt: skip
    value = _round(weight * max(wanted, ZERO) / done, settings) if done > 0 else ZERO
    return _one(
        How.AT_MOST_UNMET, value,
        f"超过指标，按反向比例：{n(weight)}×{n(wanted)}÷{n(done)}={n(value)}分",
        f"exceeded, in inverse proportion: {n(weight)}×{n(wanted)}÷{n(done)}={n(value)}",
    )  # fmt: skip


def _equal(wanted: Decimal, done: Decimal, weight: Decimal, settings: Settings) -> Score:
    if done == wanted:
        return _one(
            How.EQUAL,
            weight,
            f"完成{n(done)}等于指标，得满分{n(weight)}分",
            f"{n(done)} is the target: full {n(weight)}",
        )
    if wanted == 0:
        return _one(How.DEVIATION, ZERO, f"指标为 0，完成{n(done)}，得0分", f"the target is 0, {n(done)} was done: 0")
    off = abs(done - wanted) / abs(wanted)
    return _off(off, weight, settings, f"{n(wanted)}", done)


def _range(low: Decimal, high: Decimal, done: Decimal, weight: Decimal, settings: Settings) -> Score:
    if low <= done <= high:
        return _one(
            How.RANGE, weight,
            f"完成{n(done)}在{n(low)}—{n(high)}之内，得满分{n(weight)}分",
            f"{n(done)} is within {n(low)} to {n(high)}: full {n(weight)}",
        )  # fmt: skip
    end = low if done < low else high
    off = abs(done - end) / abs(end) if end else ONE
    return _off(off, weight, settings, f"{n(low)}—{n(high)}", done)


def _off(off: Decimal, weight: Decimal, settings: Settings, wanted: str, done: Decimal) -> Score:
    value = _round(weight * max(ONE - off, ZERO), settings)
    percent = n(_round(off * HUNDRED, settings))
    return _one(
        How.DEVIATION, value,
        f"完成{n(done)}与指标{wanted}偏离{percent}%，{n(weight)}×(1−{percent}%)={n(value)}分",
        f"{n(done)} is {percent}% off {wanted}: {n(weight)}×(1−{percent}%)={n(value)}",
    )  # fmt: skip


def _qualitative(
    target: Reading, actual: Reading, weight: Decimal, stated: Decimal | None, settings: Settings
) -> Score:
    grade = achievement(target.text, actual.text)
    if grade is None:
        return _none(How.UNCLEAR, "定性指标，完成情况须人工分档", "qualitative: people must choose the band")
    least, most = band(grade)
    low, high = _round(weight * least, settings), _round(weight * most, settings)
    inside = stated is not None and low <= stated <= high
    value = stated if inside else _round(low + (high - low) * settings.qualitative, settings)
    zh, en = _GRADES[grade]
    return Score(
        How.QUALITATIVE, value, low, high,
        f"定性：{zh}，{n(least * HUNDRED)}%—{n(most * HUNDRED)}%，即{n(low)}—{n(high)}分",
        f"qualitative: {en}, {n(least * HUNDRED)}% to {n(most * HUNDRED)}%: {n(low)} to {n(high)}",
    )  # fmt: skip


_GRADES = {
    Grade.ACHIEVED: ("达成预期指标", "achieved"),
    Grade.PARTLY: ("部分达成并具有一定效果", "partly achieved, with some effect"),
    Grade.POOR: ("未达成且效果较差", "not achieved, little effect"),
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """The proposed scores of a form.

    Attributes:
        execution: of budget execution; None where the form has no such line.
        indicators: one for each indicator that was set, in order.
        total: their sum; None if one of them cannot be proposed and none is stated.
        open: how many could not be proposed; the stated score stands in for them, if there is one.
    """

    execution: Score | None
    indicators: tuple[tuple[Indicator, Score], ...]
    total: Decimal | None
    open: int = 0


def propose(project: Project, settings: Settings = USUAL) -> Proposal:
    """Score a form.

    Args:
        project: the form.
        settings: what the rules leave open.
    """
    weight, stated = project.execution
    funds = project.total
    execution = None
    parts: list[tuple[Score, Decimal | None]] = []
    if weight is not None and weight.value is not None and funds is not None:
        execution = score_execution(_value(funds.adjusted) if funds.adjusted is not None else _value(funds.initial),
                                    _value(funds.executed), weight.value, settings)  # fmt: skip
        parts.append((execution, _value(stated)))
    scored = tuple((i, score_indicator(i, settings)) for i in project.filled)
    parts += [(score, _value(i.score)) for i, score in scored]
    unknown = sum(score.value is None for score, _ in parts)
    values = [score.value if score.value is not None else said for score, said in parts]
    known = [v for v in values if v is not None]
    total = sum(known, ZERO) if parts and len(known) == len(values) else None
    return Proposal(execution, scored, total, unknown)


def grade_of(total: Decimal, settings: Settings = USUAL) -> tuple[str, str]:
    """优, 良, 中, 差 (or 合格, 不合格) of a total of 100 points, in Chinese and English."""
    if settings.two_grades:
        return ("合格", "pass") if total >= settings.pass_mark else ("不合格", "fail")
    names = (("优", "excellent"), ("良", "good"), ("中", "fair"))
    return next((name for mark, name in zip(settings.marks, names, strict=True) if total >= mark), ("差", "poor"))


def n(value: Decimal) -> str:
    """A number without needless zeros."""
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") or "0") if "." in text else text


def _value(number: Number | None) -> Decimal | None:
    return number.value if number is not None else None


def _round(value: Decimal, settings: Settings) -> Decimal:
    return value.quantize(ONE.scaleb(-settings.digits), ROUND_HALF_UP)


def _one(how: How, value: Decimal, zh: str, en: str) -> Score:
    return Score(how, value, value, value, zh, en)


def _none(how: How, zh: str, en: str) -> Score:
    return Score(how, None, None, None, zh, en)
