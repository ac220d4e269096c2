"""The forms against the narrative's list of projects and against project spending."""

from __future__ import annotations

import pytest
from test_rules import CLEAN, findings

NAME = "河道堤防日常维护和光缆租赁服务"
EVALUATED = ("十、预算绩效情况说明", "2023年度我单位对{n}个项目开展了绩效自评，共涉及资金100.00万元。")


def listed(*items: str) -> list[tuple[str, str, str | None, str | None]]:
    section, told = EVALUATED
    text = (section, told.format(n=len(items)), *items)
    form = CLEAN.replace("堤防维护", NAME)
    return [(f.code, f.variant, f.stated, f.expected) for f in findings(form, *text, select="JS618")]


def test_a_project_is_listed_under_its_forms_name() -> None:
    assert listed(f"1.{NAME}。金额：100.00万元。") == []
    slip = NAME.replace("租赁", "租凭")
    assert listed(f"1.{slip}。金额：100.00万元。") == [("JS618", "name", slip, NAME)]


@pytest.mark.parametrize(("project", "found"), [("80.00", ["95"]), ("94.98", ["95"]), ("94.99", []), ("120.00", [])])
def test_the_forms_spend_no_more_than_there_was_for_projects(project: str, found: list[str]) -> None:
    text = ("三、支出决算情况说明", f"本年支出合计300.00万元，其中：项目支出{project}万元。")
    assert [f.stated for f in findings(CLEAN, *text, select="JS621")] == found
