"""What the cells of a form say: numbers with their unit, targets with their operator, grades in words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from juesuan.performance.labels import fold
from juesuan.performance.model import Entry, Measure, Number, Operator, Reading

DASHES = frozenset("―—–-－/／\\―ー‐─━_")
"""A cell of nothing but these is crossed out: nothing belongs there."""

_OPERATORS = (
    (Operator.AT_LEAST, ("≥", "≧", "⩾", ">=", "=>", "大于等于", "大于或等于", "不低于", "不少于", "不小于", "至少")),
    (
        Operator.AT_MOST,
        ("≤", "≦", "⩽", "<=", "=<", "小于等于", "小于或等于", "不超过", "不高于", "不大于", "不多于", "控制在"),
    ),
    (Operator.MORE, (">", "﹥", "大于", "超过", "高于", "多于")),
    (Operator.LESS, ("<", "﹤", "小于", "低于", "少于")),
    (Operator.EQUAL, ("=", "﹦", "等于", "定值")),
)
_AFTER = ((Operator.AT_LEAST, ("及以上", "以上")), (Operator.AT_MOST, ("及以内", "及以下", "以内", "以下", "之内")))
_NUMBER = r"(-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?)"
_UNIT = r"((?:[%‰&]|[^\d\s,.。，;；!！?？%‰&~≥≤<>=-])[^\d\s,。，;；!！?？≥≤<>=~]{0,11})?"
_PLAIN = re.compile(rf"{_NUMBER}{_UNIT}")
_RANGE = re.compile(rf"[\[(]?{_NUMBER}{_UNIT}(?:-|~|～|—|–|―|至|到){_NUMBER}{_UNIT}[\])]?")
_MONEY = re.compile(rf"[¥￥]?{_NUMBER}(亿元|万元|元)?")
_DATE = re.compile(r"(?:19|20)\d{2}年\d|\d月|季度|日前")
_PERCENT = frozenset({"%", "百分比", "百分之", "&", "﹪", "％", "百分数", "百分点"})


def canonical_unit(unit: str) -> str:
    """One name for a unit's spellings: 百分比 and a mistyped & are %; brackets do not count."""
    bare = fold(unit).strip("()[]")
    if bare in _PERCENT:
        return "%"
    return "%" if bare.startswith("%") else bare


def dashed(text: str) -> bool:
    """The cell is crossed out."""
    folded = "".join(text.split())
    return bool(folded) and all(c in DASHES for c in folded)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A number read from a cell."""

    value: Decimal | None
    decimals: int = 0
    unit: str = ""


def parse(text: str) -> Parsed:
    """The number a cell of amounts, weights, scores or rates holds; no value if there is none or it is crossed out."""
    folded = fold(text).rstrip("分")
    match = _MONEY.fullmatch(folded)
    if match:
        return Parsed(*_decimal(match.group(1)), unit=match.group(2) or "")
    match = _PLAIN.fullmatch(folded)
    if match and canonical_unit(match.group(2) or "") == "%":
        return Parsed(*_decimal(match.group(1)), unit="%")
    return Parsed(None)


def number(entry: Entry, unit: str) -> Number:
    """A cell read as a number; a unit printed in the cell itself counts more than `unit`."""
    read = parse(entry.text)
    return Number(
        entry.text, entry.place, entry.row, entry.column, entry.row_index, entry.column_index,
        read.value, read.decimals, read.unit or unit,
    )  # fmt: skip


def reading(entry: Entry) -> Reading:
    """A cell read as a target or as an actual value."""
    blank = Reading(entry.text, entry.place, entry.row, entry.column, entry.row_index, entry.column_index)
    text = fold(entry.text).strip("。；;")
    if not text or dashed(text):
        return blank
    operator, rest = _operator(text)
    if _DATE.search(text):
        return replace(blank, measure=Measure.WORDS)
    match = _RANGE.fullmatch(rest)
    if match and operator is Operator.NONE:
        low, high = _decimal(match.group(1))[0], _decimal(match.group(3))[0]
        if low is not None and high is not None and low < high:
            unit = canonical_unit(match.group(4) or match.group(2) or "")
            return replace(blank, measure=Measure.NUMBER, operator=Operator.RANGE, value=low, high=high, unit=unit)
    for after, words in _AFTER if operator is Operator.NONE else ():
        ending = next((w for w in words if rest.endswith(w)), None)
        if ending:
            operator, rest = after, rest.removesuffix(ending)
            break
    if operator is Operator.AT_MOST:
        rest = rest.removesuffix("以内").removesuffix("之内")
    match = _PLAIN.fullmatch(rest)
    if match is None:
        return replace(blank, measure=Measure.WORDS)
    return replace(
        blank,
        measure=Measure.NUMBER,
        operator=operator,
        value=_decimal(match.group(1))[0],
        unit=canonical_unit(match.group(2) or ""),
    )


def with_nature(target: Reading, nature: Entry | None, unit: Entry | None) -> Reading:
    """A target with what columns of their own say: its operator (指标性质) and its unit (度量单位)."""
    if nature is not None and target.operator is Operator.NONE and target.measure is Measure.NUMBER:
        operator, rest = _operator(fold(nature.text))
        if not rest:
            target = replace(target, operator=operator)
    return with_unit(target, unit)


def with_unit(value: Reading, unit: Entry | None) -> Reading:
    """A value with the unit that a column of its own gives it."""
    if unit is None or value.unit or value.measure is not Measure.NUMBER:
        return value
    named = canonical_unit(unit.text)
    return value if dashed(unit.text) else replace(value, unit=named)


def _operator(text: str) -> tuple[Operator, str]:
    for operator, words in _OPERATORS:
        for word in words:
            if text.startswith(word):
                return operator, text.removeprefix(word)
    return Operator.NONE, text


def _decimal(text: str | None) -> tuple[Decimal | None, int]:
    if text is None:
        return None, 0
    plain = text.replace(",", "")
    return Decimal(plain), len(plain.partition(".")[2])
