"""Scores and grades that the narrative tells of single projects: each project has its own."""

from __future__ import annotations

import pytest
from test_rules import CLEAN, findings

SECTION = "十、预算绩效情况说明"
TOLD = "2023年度我单位对2个项目开展了绩效自评，共涉及资金150.00万元。"


def test_each_project_has_a_score_of_its_own() -> None:
    lines = (
        "1.堤防维护：全年预算数为100.00万元，执行数为95.00万元，完成预算的95.00%，自评得分99.03分，评价等级为“优”。",
        "2.闸门检修：全年预算数为50.00万元，执行数为40.00万元，完成预算的80.00%，自评得分84.5分，评价等级为“良”。",
    )
    assert findings(CLEAN, SECTION, TOLD, *lines, select="JS4") == []


def told(*lines: str, form: str = CLEAN) -> list[tuple[str, str, str | None, str | None]]:
    found = findings(form, SECTION, TOLD, *lines, select="JS6")
    return [(f.code, str(f.severity), f.stated, f.expected) for f in found if f.code in ("JS617", "JS623", "JS624")]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("各项目得分情况：堤防维护99.03分（优）；闸门检修84分（良）。", []),
        ("各项目得分情况：堤防维护99分（优）；闸门检修84分（良）。", []),
        ("各项目得分情况：堤防维护93.99分（优）；闸门检修84分（良）。", [("JS623", "error", "93.99", "99.03")]),
        ("1.堤防维护：全年预算数为100万元，自评得分90.93分，评价等级为“优”。", [("JS623", "error", "90.93", "99.03")]),
        ("部门整体支出自评得分95分，评价等级为“优”。", []),
    ],
)
def test_a_projects_score_is_its_forms_total(line: str, expected: list[tuple[str, ...]]) -> None:
    assert told(line) == expected


def test_a_form_that_contradicts_itself_is_corrected_there() -> None:
    form = CLEAN.replace("|100|99.03|", "|100|92.03|")
    assert told("各项目得分情况：堤防维护99.03分（优）；闸门检修84分（良）。", form=form) == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("各项目得分情况：闸门检修98.1分（良）；河道清淤91.3分（优）。", [("JS624", "error", "良", "优")]),
        ("各项目得分情况：闸门检修90分（优）；河道清淤89.9分（良）；水闸60分（中）；泵站59.9分（差）。", []),
        # lines of its own: from 95 on it is 优
        ("各项目得分情况：闸门检修98.1分（优）；河道清淤91.3分（良）。", [("JS624", "warning", "良", "优")]),
        ("各项目得分情况：闸门检修92分（良）；河道清淤91.3分（良）；泵站96分（优）。", []),
        ("1.河道清淤：自评得分85.9分，评价等级为“优”。", [("JS624", "warning", "优", "良")]),
        ("1.河道清淤：全年预算数为50.00万元，自评得分85.9分，评价等级为优良中的良。", []),
    ],
)
def test_a_grade_fits_its_score(line: str, expected: list[tuple[str, ...]]) -> None:
    assert told(line) == expected


def test_a_forms_grade_fits_its_total() -> None:
    total = "总分|||||100|99.03|\n"
    assert total in CLEAN
    for grade, expected in (("优", []), ("中", [("JS624", "warning", "中", "优")])):
        assert told("平均得分90分。", form=CLEAN.replace(total, f"{total}自评等级|{grade}||||||\n")) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "1.堤防维护：全年预算数为100.00万元，执行数为95.00万元，完成预算的95.00%，自评得分99.03分，评价等级为“优”。",
            [],
        ),
        ("1.堤防维护：全年预算数为100.00万元，执行数为59.00万元，自评得分99.03分。", ("59.00", "95")),
        ("1.堤防维护：全年预算数为110.00万元，执行数为95.00万元，自评得分99.03分。", ("110.00", "100")),
    ],
)
def test_budget_and_spending_told_are_the_forms(line: str, expected: tuple[str, ...]) -> None:
    assert told(line) == ([("JS617", "warning", *expected)] if expected else [])
