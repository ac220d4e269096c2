"""Scores and grades that the narrative tells of single projects: each project has its own."""

from __future__ import annotations

from test_rules import CLEAN, findings

SECTION = "十、预算绩效情况说明"
TOLD = "2023年度我单位对2个项目开展了绩效自评，共涉及资金150.00万元。"


def test_each_project_has_a_score_of_its_own() -> None:
    lines = (
        "1.堤防维护：全年预算数为100.00万元，执行数为95.00万元，完成预算的95.00%，自评得分99.03分，评价等级为“优”。",
        "2.闸门检修：全年预算数为50.00万元，执行数为40.00万元，完成预算的80.00%，自评得分84.5分，评价等级为“良”。",
    )
    assert findings(CLEAN, SECTION, TOLD, *lines, select="JS4") == []
