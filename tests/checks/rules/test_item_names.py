"""Entries in lists of economic items that hold an item but are none."""

from decimal import Decimal

import pytest
from builders import findings, report

from juesuan.place import Place
from juesuan.recognition.report import Claim, ClaimKind


def listing(*names, section="basic"):
    claim = Claim(
        ClaimKind.NAMES, (), Decimal(1), "", 0, "", Place(), section,
        (0, 1), names=tuple((n, Place(block=7, start=i)) for i, n in enumerate(names)),
    )  # fmt: skip
    return report(claims=[claim])


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("手续费电费", "手续费、电费"),
        ("租赁费 办公设备购置", "租赁费、办公设备购置"),
        ("水费电费邮电费", "水费、电费、邮电费"),
        ("维修(护)费租赁费", "维修（护）费、租赁费"),
    ],
)
def test_items_run_together(entry, expected):
    found = findings("JS705", listing("印刷费", entry, "取暖费"))
    assert [(f.stated, f.expected, f.location.place.start) for f in found] == [(entry, expected, 1)]
    assert findings("JS706", listing("印刷费", entry)) == []


def test_stray_character():
    found = findings("JS706", listing("差旅费", "因维修（护）费", "租赁费"))
    assert [(f.stated, f.expected, f.args["stray"]) for f in found] == [("因维修（护）费", "维修（护）费", "因")]


@pytest.mark.parametrize(
    "entry",
    [
        "基本工资",
        "因公出国（境）费用",
        "因公出国（境）费",
        "其他对个人和家庭的补助",
        "办公设备购置费",
        "公务用车运行维护费及购置费",
        "培训费和会议费",
        "社保",
        "离退休补贴",
        "职工福利费",
        "退职（役）费等",
    ],
)
def test_other_wordings_are_silent(entry):
    of = listing("办公费", entry)
    assert findings("JS705", of) == findings("JS706", of) == []


def test_lists_of_other_sections_are_left_alone():
    assert findings("JS705", listing("手续费电费", section="income")) == []
