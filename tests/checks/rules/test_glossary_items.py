"""The items told against those explained, in reports without statements."""

import pytest
from builders import document

from juesuan.checks.engine import run
from juesuan.checks.finding import Severity
from juesuan.recognition import recognise

ITEMS = [
    "农林水支出（类）林业和草原（款）行政运行（项）",
    "农林水支出（类）林业和草原（款）森林资源管理（项）",
    "卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）",
    "住房保障支出（类）住房改革支出（款）住房公积金（项）",
]


def told(items, explained):
    lines = ["青河县林业局2023年度部门决算", "第三部分 2023年度部门决算情况说明"]
    lines += ["五、一般公共预算财政拨款支出决算情况说明", "（三）具体情况"]
    for number, item in enumerate(items, 1):
        lines += [f"{number}、{item}", f"年初预算为{number}.00万元，支出决算为{number}.00万元，完成年初预算的100%。"]
    lines += ["第四部分 名词解释", "一、财政拨款收入：指单位从本级财政部门取得的财政拨款。"]
    lines += [f"{n}.{item}：反映第{n}类支出的情况与用途。" for n, item in enumerate(explained, 2)]
    result = run(recognise(document(*lines)), select=("JS734",))
    assert not [n for n in result.not_checked if n.reason_code == "crashed"]
    return [(f.code, f.severity, f.stated, f.expected, f.location.quote) for f in result.findings]


def with_item(old, new):
    return [item.replace(old, new) for item in ITEMS]


@pytest.mark.parametrize(
    ("items", "explained", "found"),
    [
        (ITEMS, ITEMS, None),
        (with_item("住房公积金", "购房补贴"), ITEMS, ("购房补贴", "住房公积金")),
        (ITEMS, with_item("住房公积金", "购房补贴"), ("住房公积金", "购房补贴")),
        (ITEMS, with_item("住房改革支出（款）住房公积金", "城乡社区住宅（款）公有住房建设"), None),
        (with_item("住房公积金", "购房补贴"), ITEMS[:-1], None),
        (ITEMS, ITEMS[2:], None),
        (with_item("住房公积金", "购房补贴")[2:], ITEMS[2:], None),
    ],
)
def test_one_item_told_that_is_not_the_one_explained(items, explained, found):
    expected = [("JS734", Severity.WARNING, *found, found[0])] if found else []
    assert told(items, explained) == expected
