"""What an indicator's row says against the rules: met or not, measured or not, units that agree."""

from __future__ import annotations

import re

from juesuan.performance.labels import fold
from juesuan.performance.model import Aspect, Indicator, Measure, Operator, Project
from juesuan.performance.scoring import How, Score, score_indicator
from juesuan.performance.values import canonical_unit, dashed

MET = frozenset({How.MET, How.AT_MOST_MET, How.EQUAL, How.RANGE})
MISSED = frozenset({How.UNMET, How.AT_MOST_UNMET, How.DEVIATION})
_LESS_IS_BETTER = re.compile(
    r"成本|失信|事故|投诉|发生率|流失|死亡|差错|逾期|延误|故障|误差|时限|时间|时长|用时|天数|排放|能耗|超支|缺勤|辍学|返贫|空置|损耗|漏|控制|上访|信访|偏差"
)
_RATE = re.compile(r"率|度|比例|比重|占比|百分比|覆盖面|满意|及时性|程度")
_BRACKET = re.compile(r"[(（]([^()（）]{1,8})[)）]?$")
_UNIT_WORDS = re.compile(
    r"[个人次台套件辆户条处座间期场份项年月天日篇家所名亩吨米元辆批起幢栋本块盏公里小时分钟]+数?$|数$"
)
_NO_REASON = re.compile(r"无|没有|/|不适用|暂无|无偏差|[―—–-]*")


def less_is_better(indicator: Indicator) -> bool:
    """The name says that less is better, so that a number without an operator may be a ceiling."""
    return bool(_LESS_IS_BETTER.search(indicator.label))


def sure_of_direction(indicator: Indicator) -> bool:
    """The target's operator is printed, and it is a floor or a ceiling."""
    target = indicator.target
    return target is not None and target.operator in (Operator.AT_LEAST, Operator.MORE, Operator.AT_MOST, Operator.LESS)


def verdict(indicator: Indicator) -> Score:
    """The score that the rules give an indicator."""
    return score_indicator(indicator)


def reason_blank(project: Project, indicator: Indicator) -> bool:
    """The form asks for a reason, and none is given."""
    if "deviation" not in project.columns:
        return False
    cells = [c for c in (indicator.deviation, indicator.remedy) if c is not None]
    return all(_NO_REASON.fullmatch(fold(c.text)) for c in cells)


def lacks_measure(indicator: Indicator) -> bool:
    """The target cannot be measured: it is blank, or words where a quantity, a cost or a rate has to be a number."""
    target = indicator.target
    if indicator.weight is None or not indicator.weight.value:
        return False
    if target is None or (target.measure is Measure.BLANK and not dashed(target.text)):
        return True
    wordy = target.measure is Measure.WORDS and not re.search(r"\d", target.text)
    return wordy and (
        indicator.aspect in (Aspect.QUANTITY, Aspect.ECONOMIC_COST) or fold(indicator.label).endswith("率")
    )


def named_unit(indicator: Indicator) -> str:
    """The unit in brackets at the end of the name (防火墙数量（套）), "" if none."""
    match = _BRACKET.search(indicator.label)
    return canonical_unit(match.group(1)) if match else ""


def lacks_unit(indicator: Indicator) -> bool:
    """The target is a bare number whose unit nothing tells: neither cell, nor column, nor name."""
    target = indicator.target
    if target is None or target.measure is not Measure.NUMBER or target.unit or named_unit(indicator):
        return False
    if target.value == 0:
        return False
    name = indicator.label
    if _RATE.search(name):
        return target.value is not None and target.value > 1
    return not _UNIT_WORDS.search(name) and not re.search(r"金额|资金|预算|经费|费用", name)


def units_at_odds(indicator: Indicator) -> bool:
    """Target and actual value, or target and name, have different units; or the unit is no unit (100&)."""
    target, actual = indicator.target, indicator.actual
    if target is None or target.measure is not Measure.NUMBER:
        return False
    if "&" in target.text:
        return True
    if actual is not None and actual.measure is Measure.NUMBER:
        if target.unit and actual.unit and target.unit != actual.unit:
            return not ({target.unit, actual.unit} <= {"%", "‰"})
        if (
            target.unit == "%"
            and not actual.unit
            and actual.value is not None
            and actual.value <= 1 < (target.value or 0)
        ):
            return True
    return False
