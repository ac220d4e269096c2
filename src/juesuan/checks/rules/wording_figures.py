"""Figures half written: a sign, a unit or the number itself is missing, or a word stands twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from juesuan.checks.finding import Finding, Severity, Words
from juesuan.checks.registry import rule
from juesuan.checks.texts import NARRATIVE, Text, paragraphs, sections_of
from juesuan.recognition.report import Report

_BASIS = Words(
    "部门决算公开应当数据完整、表述准确（《部门决算管理办法》财库〔2021〕36号）",
    "Published accounts state figures completely and precisely (财库〔2021〕36号)",
)

_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_SHARE_WITHOUT_SIGN = re.compile(
    rf"(?:占(?:比|比重|比例)?|占[^，。；、：\d占]{{2,20}}(?:的|比重|比例))(?:为|是)?({_NUMBER})(?=[，,；。）])"
)
_RATE_WITHOUT_SIGN = re.compile(
    rf"(?:完成[^，。；：\d]{{0,6}}预算的|(?:增长|下降|降低)(?:了|率)?)({_NUMBER})(?=[，,；。）])"
)

_RATE_WITHOUT_NUMBER = re.compile(
    r"(?:占(?:比|比重|比例)?|(?<=预算)的|(?<=合计)的|增长|下降|降低|增加|减少|上升|为|(?<=[^\d])占[^，。；\d]{1,12}的)(%)"
)
_MONEY_WITHOUT_NUMBER = re.compile(
    r"(?:增加|增长|减少|下降|降低|上升)(万元|亿元)"
    r"|(?:收入|支出|预算|决算|决算数|预算数|总计|合计|金额|经费|费)(?:均?为|是|共|各)?(万元|亿元)(?=[，。；、（,]|$)"
)
_COUNT_WITHOUT_NUMBER = re.compile(
    r"(?:共有车辆|保有量(?:为|是)?|团组|累计|共有|购置数(?:为)?|设备（不含车辆）)(辆|个|台|人次|批次)(?=[，。；、（,]|$)"
)

_WAN_WITHOUT_YUAN = re.compile(r"(?<=\d)万(?=[（，。；、,]|$)")
_MONEY_WORD = re.compile(r"(?:收入|支出|预算|决算|合计|总计|金额|经费|费|增加|减少|为)[^，。；]{0,12}$")
_MONEY_WITHOUT_UNIT = re.compile(
    r"(?:总收入|总支出|收入总计|支出总计|收入|支出|预算|决算|经费|费|增加|减少)(?:均?为|是|共|数为)?"
    r"(\d[\d,]*\.\d{1,2})(?=[，,；。]|减少|增加|增长|下降)"
)

_DOUBLED = re.compile(
    r"万元万元|亿元亿元|万元元|\d元元|\d万万元|%{2,}|个个百分点|百分点百分点|主要主要|其中：?其中|年度年度|\d{4}年年度(?:部门|单位)?决算"
    r"|本年本年|合计合计|总计总计|的的(?![确士哥])|(?<![参给赠])与与|和和(?![谐平睦解好美气蔼善])"
    r"|了了(?!解|结|然)|(?<![行作成认人以])为为(?!了)|是是(?![非否])|(?<![存现内潜所实])在在|以及以及|等等等|原因原因|完成完成"
)


def _narrative(report: Report) -> Iterator[Text]:
    """The paragraphs of the narrative, headings left out."""
    outline = sections_of(report)
    for text in paragraphs(report):
        if outline.family(text.block) in NARRATIVE and not outline.is_heading(text.block):
            yield text


@rule(
    "JS725",
    title=Words("百分比缺百分号", "A percentage lacks its sign"),
    basis=_BASIS,
    message=Words("“{stated}”后缺百分号", "“{stated}” lacks its percent sign"),
)
def percent_sign_missing(report: Report) -> Iterator[Finding]:
    """A share or a rate is printed without %.

    Breaks: 项目支出120.50万元，占76.23，……
    Right: 项目支出120.50万元，占76.23%，……
    """
    for text in _narrative(report):
        for pattern, severity in ((_SHARE_WITHOUT_SIGN, Severity.ERROR), (_RATE_WITHOUT_SIGN, Severity.WARNING)):
            for found in pattern.finditer(text.flat):
                number = found.group(1)
                at = text.location(*found.span(1))
                yield Finding("JS725", severity, at, stated=number, expected=f"{number}%", unit="%")


@rule(
    "JS726",
    title=Words("缺数字", "A number is missing"),
    basis=_BASIS,
    message=Words("“{quote}”前缺数字", "There is no number before “{quote}”"),
)
def number_missing(report: Report) -> Iterator[Finding]:
    """A unit or a percent sign stands alone, its number was never filled in.

    Breaks: 对附属单位补助支出0万元，占%。
    Right: 对附属单位补助支出0万元，占0%。
    """
    for text in _narrative(report):
        taken = -1
        for pattern in (_RATE_WITHOUT_NUMBER, _MONEY_WITHOUT_NUMBER, _COUNT_WITHOUT_NUMBER):
            for found in pattern.finditer(text.flat):
                group = found.lastindex or 0
                if found.start(group) != taken:
                    taken = found.start(group)
                    yield Finding("JS726", Severity.ERROR, text.location(*found.span(group)))


@rule(
    "JS727",
    title=Words("金额缺单位", "An amount lacks its unit"),
    basis=_BASIS,
    message=Words(
        "“{stated}”的金额单位缺失或不全，应为“{expected}”", "“{stated}” lacks its unit or half of it; read “{expected}”"
    ),
    severity=Severity.WARNING,
)
def money_unit_missing(report: Report) -> Iterator[Finding]:
    """An amount is printed without its unit, or with half of it.

    Breaks: 上年总收入6871.82减少243.10万元。
    Right: 上年总收入6871.82万元，减少243.10万元。
    """
    for text in _narrative(report):
        for found in _WAN_WITHOUT_YUAN.finditer(text.flat):
            if _MONEY_WORD.search(text.flat, 0, found.start()):
                yield Finding("JS727", Severity.INFO, text.location(*found.span()), stated="万", expected="万元")
        for found in _MONEY_WITHOUT_UNIT.finditer(text.flat):
            number = found.group(1)
            if "万元" in text.flat and number.strip("0.,"):  # a bare 0 is often meant so
                at = text.location(*found.span(1))
                yield Finding("JS727", Severity.WARNING, at, stated=number, expected=f"{number}万元")


@rule(
    "JS728",
    title=Words("词语或单位重复", "A word or a unit is doubled"),
    basis=_BASIS,
    message=Words("“{quote}”重复", "“{quote}” is doubled"),
    severity=Severity.WARNING,
)
def words_doubled(report: Report) -> Iterator[Finding]:
    """A word or a unit stands twice in a row.

    Breaks: 收入总计2946.25万元万元。
    Right: 收入总计2946.25万元。
    """
    for text in _narrative(report):
        for found in _DOUBLED.finditer(text.flat):
            yield Finding("JS728", Severity.WARNING, text.location(*found.span()))
