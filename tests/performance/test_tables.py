"""Forms read from tables: layouts of the Ministry and of places, merged cells, page breaks, several in one table."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from juesuan.documents import open_document
from juesuan.documents.model import Block, Cell, Document, Paragraph, Piece, Table
from juesuan.performance.model import Aspect, Entry, Fund, Kind, Level, Operator, Project
from juesuan.performance.reading import read_projects

EXAMPLE = Path(__file__).parents[2] / "examples" / "linjiang-2021" / "published"

MINISTRY = """
项目名称|防火墙更新
主管部门|青河市水利局|实施单位|青河市水文站
项目资金（万元）||年初预算数|全年预算数（A）|全年执行数（B）|分值|执行率（B/A）|得分
|年度资金总额|100.00|90.00|81.00|10|90%|9
|其中：本年财政拨款|80.00|70.00|61.00|—|87.14%|—
|上年结转资金|20.00|20.00|20.00|—|100%|—
|其他资金||||—||—
年度总体目标|预期目标|实际完成情况
|更新防火墙|已更新
一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施
产出指标（50分）|数量指标|设备数量（台）|≥20|18|20|18|到货晚
||线路数量|≥5条|5条|10|10|
|质量指标|合格率|100%|100%|20|20|
效益指标（30分）|社会效益指标|保障能力|有效提升|有效提升|30|30|
满意度指标（10分）|服务对象满意度指标|满意度|≥90%|95%|10|10|
总分|||||100|97|
"""
SICHUAN = """
部门预算项目支出绩效自评表（2023年度）
项目名称|51000021R000000019951-工资性支出
主管部门|青河市发展和改革局|实施单位（盖章）|青河市发展和改革局
项目基本情况|1.项目年度目标完成情况|项目年度目标|年度目标完成情况
||足额发放工资|已足额发放
预算执行情况（10分）|年度预算数（万元）|年初预算|调整后预算数|预算执行数|预算执行率|权重|得分|原因
|总额|238.93|251.89|251.89|100.00%|10|10|无
|其中：财政资金|238.93|251.89|251.89|100.00%|/|/|
|财政专户管理资金|0.00|0.00|0.00|0.00%|/|/|
|单位资金|0.00|0.00|0.00|0.00%|/|/|
|其他资金||||/|/|/|
绩效指标（90分）|一级指标|二级指标|三级指标|指标性质|指标值|度量单位|完成值|权重|得分|未完成原因分析
|产出指标|数量指标|覆盖率|＝|100|%|100|60|60|
|效益指标|社会效益指标|足额保障率|≥|95|%|90|30|28.42|人员减少
合计||||||||100|98.42|
评价结论|较好
"""
WEIGHT_FIRST = """
项目名称|水标尺安装
资金情况（万元）||全年预算数（A）|全年执行数（B）|分值|执行率（B/A）|得分
|年度资金总额：|20|10|10|50.00%|5
|其中：本年财政拨款|20|10|||
年度总体目标|年初设定目标|年度总体目标完成情况综述
|安装|已安装
绩效指标|一级指标|二级指标|三级指标|分值|年度指标值|全年实际值|得分|未完成原因及拟采取的改进措施
|产出指标（70分）|数量指标|水标尺|10|≥266米|≥266米|10|
|满意度指标（10分）|服务对象满意度指标|满意度|10|≥95%|≥95%|10|
总分||||100|||95|
"""


def table(text: str, index: int = 0) -> Table:
    """A table whose rows are lines and whose cells are parted by bars; a short line's last cell spans the rest."""
    rows = [line.split("|") for line in text.strip().split("\n")]
    width = max(map(len, rows))
    cells = []
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            span = width - len(row) + 1 if c == len(row) - 1 else 1
            cells.append(Cell(r, c, 1, span, cell, page=1))
    return Table(index, len(rows), width, tuple(cells))


def read(*blocks: Block | str) -> tuple[Project, ...]:
    made: list[Block] = []
    for n, block in enumerate(blocks):
        made.append(Paragraph(n, block, (Piece(0, len(block)),)) if isinstance(block, str) else block)
    return read_projects(Document("a.docx", "docx", tuple(made)))


def texts(entries: Sequence[Entry | None]) -> list[str | None]:
    return [e.text if e is not None else None for e in entries]


def test_the_ministrys_layout() -> None:
    (project,) = read("项目支出绩效自评表（2022年度）", table(MINISTRY, 1))
    assert (project.kind, project.year, project.label) == (Kind.PROJECT, 2022, "防火墙更新")
    assert texts([project.department, project.unit]) == ["青河市水利局", "青河市水文站"]
    assert [r.fund for r in project.funds] == [Fund.TOTAL, Fund.APPROPRIATION, Fund.CARRYOVER, Fund.OTHER]
    total = project.funds[0]
    assert texts([total.initial, total.adjusted, total.executed, total.weight, total.rate, total.score]) == [
        "100.00", "90.00", "81.00", "10", "90%", "9",
    ]  # fmt: skip
    assert texts([project.expected, project.achieved]) == ["更新防火墙", "已更新"]
    assert [(i.level, i.aspect) for i in project.indicators] == [
        (Level.OUTPUT, Aspect.QUANTITY),
        (Level.OUTPUT, Aspect.QUANTITY),
        (Level.OUTPUT, Aspect.QUALITY),
        (Level.BENEFIT, Aspect.SOCIAL),
        (Level.SATISFACTION, Aspect.SATISFACTION),
    ]
    first = project.indicators[0]
    assert first.target is not None
    assert first.target.operator is Operator.AT_LEAST
    assert first.score is not None
    assert (first.score.row, first.score.column) == ("设备数量（台）", "得分")
    assert texts([first.deviation, project.total_weight, project.total_score]) == ["到货晚", "100", "97"]


def test_sichuans_layout() -> None:
    (project,) = read(table(SICHUAN))
    assert project.year == 2023
    assert [r.fund for r in project.funds] == [
        Fund.TOTAL, Fund.APPROPRIATION, Fund.SPECIAL, Fund.OWN, Fund.OTHER,
    ]  # fmt: skip
    assert texts([project.expected, project.achieved]) == ["足额发放工资", "已足额发放"]
    first, second = project.indicators
    assert first.target is not None
    assert second.target is not None
    assert second.actual is not None
    assert (first.target.operator, first.target.value, first.target.unit) == (Operator.EQUAL, 100, "%")
    assert (second.target.operator, second.actual.value, second.actual.unit) == (Operator.AT_LEAST, 90, "%")
    assert texts([second.weight, second.score, second.deviation]) == ["30", "28.42", "人员减少"]
    assert texts([project.total_weight, project.total_score]) == ["100", "98.42"]


def test_weights_before_targets() -> None:
    (project,) = read(table(WEIGHT_FIRST))
    first = project.indicators[0]
    assert texts([first.weight, first.target, first.actual, first.score]) == ["10", "≥266米", "≥266米", "10"]
    assert project.total is not None
    assert project.total.initial is None
    assert project.amount == Decimal(20)
    assert project.money_unit_stated


def test_a_form_goes_on_in_the_next_table_with_its_header_again() -> None:
    head, tail = MINISTRY.strip().split("|质量指标", 1)
    again = "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施\n|质量指标" + tail
    (whole,) = read(table(MINISTRY))
    (parts,) = read(table(head), table(again, 1))
    assert [i.label for i in parts.indicators] == [i.label for i in whole.indicators]
    assert parts.total_score is not None


def test_two_forms_in_one_table_and_two_tables() -> None:
    other = MINISTRY.replace("防火墙更新", "堤防维护")
    assert [p.label for p in read(table(MINISTRY.strip() + other))] == ["防火墙更新", "堤防维护"]
    assert [p.label for p in read(table(MINISTRY), table(other, 1))] == ["防火墙更新", "堤防维护"]


def test_a_whole_departments_form() -> None:
    text = MINISTRY.replace("项目名称|防火墙更新\n", "部门名称|青河市水利局\n")
    (project,) = read("部门整体支出绩效自评表（2022年度）", table(text, 1))
    assert (project.kind, project.label) == (Kind.DEPARTMENT, "青河市水利局")


@pytest.mark.parametrize(
    "text",
    [
        "项目名称|年初预算数|全年预算数|得分\n甲|1|2|3\n乙|1|2|3",
        "项目|本年支出合计|基本支出|项目支出\n合计|10|5|5",
        "一级指标|二级指标|三级指标|年度指标值|分值",
    ],
)
def test_other_tables_are_no_forms(text: str) -> None:
    assert read(table(text)) == ()


@pytest.mark.parametrize("name", ["report.docx", "report.txt"])
def test_the_examples_forms(name: str) -> None:
    truth = tomllib.loads((EXAMPLE / "projects.toml").read_text(encoding="utf-8"))["project"]
    projects = read_projects(open_document(str(EXAMPLE / name)))
    assert len(projects) == len(truth)
    for typed, project in zip(truth, projects, strict=True):
        assert _as_typed(project) == {k: typed[k] for k in ("name", "department", "funds", "indicators", "total")}
        ticked = {("☑", "□"): "new", ("□", "☑"): "continuing", ("□", "□"): None}
        assert project.attribute == ticked[typed["new"], typed["continued"]]


def _as_typed(project: Project) -> dict[str, object]:
    def shown(entry: Entry | None) -> str:
        return entry.text if entry is not None else ""

    return {
        "name": shown(project.name),
        "department": shown(project.department),
        "funds": [
            [shown(e) for e in (r.label, r.initial, r.adjusted, r.executed, r.weight, r.rate, r.score)]
            for r in project.funds
        ],
        "indicators": [
            [shown(e) for e in (i.level_text, i.aspect_text, i.name, i.target, i.actual, i.weight, i.score)]
            for i in project.indicators
        ],
        "total": [shown(project.total_weight), shown(project.total_score)],
    }


_FORMS = (MINISTRY + SICHUAN + WEIGHT_FIRST).split("\n")
CLEAN_WORDS = [
    *sorted({cell for line in _FORMS for cell in line.split("|")}),
    "总分", "分值", "得分", "≥", "≤1", "0", "-1", "1e9", "999999999999", "100&", "?", "□", "指标1：", "……",
]  # fmt: skip
