"""The eleven forms that a real report's pictures left behind as text runs; the report is not in the repository."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from juesuan.checks.engine import run
from juesuan.documents import open_document
from juesuan.performance import projects_of, read_projects
from juesuan.performance.facts import coverage, form_facts, still_unchecked
from juesuan.performance.model import Entry, Project, Source
from juesuan.recognition import recognise

REPORT = Path(__file__).parents[3] / "shared" / "corpus" / "linjiang-services-2021.txt"
TRUTH = Path(__file__).parents[2] / "examples" / "linjiang-2021" / "published" / "projects.toml"

pytestmark = pytest.mark.skipif(not REPORT.exists(), reason="the report is not here")


def shown(entry: Entry | None) -> str:
    return "".join(entry.text.split()) if entry is not None else ""


@pytest.fixture(scope="module")
def projects() -> tuple[Project, ...]:
    return read_projects(open_document(str(REPORT)))


def test_all_labels_targets_actuals_weights_and_scores(projects: tuple[Project, ...]) -> None:
    truth = tomllib.loads(TRUTH.read_text(encoding="utf-8"))["project"]
    assert len(projects) == len(truth) == 11
    for typed, project in zip(truth, projects, strict=True):
        assert project.source is Source.RUNS
        assert (shown(project.name), shown(project.department), shown(project.unit)) == (
            typed["name"], typed["department"], typed["department"],
        )  # fmt: skip
        assert [
            [shown(e) for e in (r.label, r.initial, r.adjusted, r.executed, r.weight, r.rate, r.score)]
            for r in project.funds
        ] == typed["funds"]
        # names were typed shortened; everything else is as printed
        got = [
            [shown(e) for e in (i.level_text, i.aspect_text, i.target, i.actual, i.weight, i.score)]
            for i in project.indicators
        ]
        wanted = [[r[0], r[1], *r[3:]] for r in typed["indicators"]]
        # the typed truth leaves out the last, empty row of the last form (指标2：……)
        assert got[: len(wanted)] == wanted
        assert all(not any(row[2:]) for row in got[len(wanted) :])
        assert [shown(project.total_weight), shown(project.total_score)] == typed["total"]
        ticked = {("☑", "□"): "new", ("□", "☑"): "continuing", ("□", "□"): None}
        assert project.attribute == ticked[typed["new"], typed["continued"]]
        assert shown(project.term) == typed["years"] + "年"


def test_goals_are_divided_where_the_second_text_begins(projects: tuple[Project, ...]) -> None:
    for project in projects:
        assert project.expected is not None
        assert project.achieved is not None
        assert not shown(project.expected).startswith(("已", "完成"))
        assert shown(project.achieved).startswith(("已", "完成", "按照", "临江市政务服务"))


def test_every_finding_on_the_eleven() -> None:
    """Judged one by one against the print; nothing else is accused."""
    result = run(recognise(open_document(str(REPORT))), ["JS6"])
    found = sorted((f.code, f.variant, f.location.project or "", f.stated or "") for f in result.findings)
    forgotten = [
        "更换临江市数字化建设服务中心指挥大厅大屏幕配件", "购买第三方信用服务机构服务", "购买立信企业征信服务",
        "光纤租赁服务", "全省一体化在线政务服务平台基础运维服务", "吉祥码快扫设备",
        "政务服务中心食堂费用", "政务云平台服务", "智慧城市网络线路使用费",
    ]  # fmt: skip
    assert found == sorted(
        [
            ("JS601", "", "防火墙", "100"),  # 70 + 10
            *(("JS601", "execution", name, "100") for name in forgotten),  # 100 + 10
            ("JS601", "subtracted", "政府购买服务项目", "90"),  # 100 + 10
            ("JS602", "", "政务服务中心食堂费用", "100"),  # of 10
            ("JS603", "", "购买第三方信用服务机构服务", ""),  # execution
            ("JS603", "", "购买立信企业征信服务", ""),
            ("JS611", "", "防火墙", ""),  # rates whose targets are words
            ("JS611", "", "购买第三方信用服务机构服务", ""),
            ("JS611", "", "全省一体化在线政务服务平台基础运维服务", ""),
            ("JS611", "", "政务云平台服务", ""),
            ("JS612", "", "购买第三方信用服务机构服务", ""),  # 数量 1, 满意度 100
            ("JS613", "", "吉祥码快扫设备", ""),  # 100&
            ("JS615", "", "防火墙", ""),  # copied, nine forms
            ("JS620", "rounding", "", "487.54"),
        ]
    )


def test_facts_and_coverage() -> None:
    report = recognise(open_document(str(REPORT)))
    facts = form_facts(report)
    budgets = [f for f in facts if f.coordinate.measure == "project.amount" and f.coordinate.fund == "all"]
    adjusted = [f.value for f in budgets if f.coordinate.basis == "adjusted" and f.coordinate.quantity == "amount"]
    assert f"{sum(v for v in adjusted if v is not None)}" == "487.5307"
    assert {f.project for f in facts} == {p.label for p in projects_of(report)}
    counted = coverage(report)
    assert counted.table_amounts == counted.table_amounts_bound == sum(f.value is not None for f in facts)
    assert not [e for e in still_unchecked(report, report.not_checked) if e.code == "statement:performance"]
