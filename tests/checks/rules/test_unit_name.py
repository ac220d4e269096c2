"""The unit's name short of a character: a slip where the unit speaks, a short form elsewhere."""

import pytest
from builders import findings, narrative, report

from juesuan.checks.finding import Severity

E, W = Severity.ERROR, Severity.WARNING


def saying(unit, *lines):
    """A report that says the unit's name in full three times, and then these lines."""
    full = (f"{unit}共有车辆1辆。", f"纳入{unit}部门决算的单位共1个，包括：{unit}。")
    return report(*narrative(*full, *lines), unit=unit)


@pytest.mark.parametrize(
    ("unit", "said", "severity"),
    [
        ("随阳县司法局", "随阳司法局", W),
        ("豫东区第一初级中学", "豫东第一初级中学", W),
        ("豫东区第一初级中学", "豫东区一初级中学", W),
        ("豫东区第一初级中学", "豫东区第初级中学", E),
        ("上海市普陀区财政局", "上海市普陀财政局", W),
        ("云岭省青河县司法局", "青河司法局", W),
    ],
)
def test_a_name_short_of_a_character_where_the_unit_speaks(unit, said, severity):
    found = findings("JS704", saying(unit, f"{said}2024年度无国有资本经营预算财政拨款收入和支出。"))
    assert [(f.severity, f.stated, f.location.quote) for f in found] == [(severity, said, said)]
    assert found[0].expected is not None
    assert unit.endswith(found[0].expected)


@pytest.mark.parametrize(
    ("unit", "lines"),
    [
        ("随阳县司法局", ["随阳县司法局2024年度无支出。"]),
        ("随阳县司法局", ["随阳司法局2024年度无支出。", "随阳司法局共有设备1台。"]),
        ("随阳县司法局", ["会同随阳司法局2024年度开展调解。"]),
        ("随阳县司法局", ["随阳司法局2019年度成立。"]),
        ("随阳县司法局", ["随阳司法局召开会议。"]),
        ("豫东区第一初级中学", ["豫东区第二初级中学2024年度无支出。", "豫东区第十一初级中学2024年度无支出。"]),
        ("上海市普陀区财政局", ["上海普陀区财政局2024年度无支出。"]),
        ("青河市市场监督管理局", ["青河市场监督管理局2024年度无支出。"]),
    ],
)
def test_short_forms_and_other_units_are_silent(unit, lines):
    assert findings("JS704", saying(unit, *lines)) == []


def test_a_report_that_seldom_says_the_name_in_full_may_use_a_short_form():
    of = report(*narrative("随阳县司法局共有车辆1辆。", "随阳司法局2024年度无支出。"), unit="随阳县司法局")
    assert findings("JS704", of) == []


STRANGER = "随阳县教育局2024年度没有使用国有资本经营预算财政拨款安排的支出。"


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ([STRANGER], [("随阳县教育局", "随阳县司法局")]),
        ([STRANGER, "随阳县教育局无支出。"], []),
        (["随阳县公证中心2024年度完成公证300件。"], []),
        (["随阳县教育局2024年度无支出。", "随阳县民政局2024年度无支出。"], []),
        (["海宁县教育局2024年度无国有资本经营预算财政拨款支出。"], []),
        (["会同随阳县教育局2024年度无国有资本经营预算财政拨款支出。"], []),
    ],
)
def test_another_office_speaks_once_of_the_units_own_matters(lines, found):
    told = findings("JS704", saying("随阳县司法局", *lines))
    assert [(f.stated, f.expected) for f in told] == found
    assert all(f.severity is W for f in told)
