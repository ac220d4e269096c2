"""项目支出绩效自评表."""

from __future__ import annotations

from .blocks import Cell, Table
from .figures import Form
from .model import Project
from .statements import Rows


def performance_form(p: Project, unit: str, f: Form) -> Table:
    """项目支出绩效自评表 of one project. The table has no header of its own; amounts are always in 万元."""
    wan = Form("万元", f.table_commas, zero="0.00")

    def money(fen: int, row: str, column: str) -> Cell:
        return Cell(wan.table(fen), fen, row=row, role="leaf", column=column, meta={"project": p.name, "unit": "万元"})

    def points(hundredths: int, row: str, role: str = "points") -> Cell:
        text = f"{hundredths / 100:.2f}".rstrip("0").rstrip(".")
        return Cell(text, hundredths, row=row, role=role, column="得分", meta={"project": p.name, "unit": "分"})

    rate = f"{p.executed * 100 / p.adjusted:.2f}%"
    rows: Rows = [
        [Cell("项目名称", colspan=2), Cell(p.name, colspan=6)],
        [Cell("主管部门", colspan=2), Cell(unit, colspan=2), Cell("实施单位", colspan=2), Cell(unit, colspan=2)],
        [
            Cell("项目资金（万元）", rowspan=4),
            Cell(""),
            Cell("年初预算数"),
            Cell("全年预算数"),
            Cell("全年执行数"),
            Cell("分值"),
            Cell("执行率"),
            Cell("得分"),
        ],
    ]
    label = "年度资金总额"
    rows.append(
        [
            Cell(label),
            money(p.initial, label, "年初预算数"),
            money(p.adjusted, label, "全年预算数"),
            money(p.executed, label, "全年执行数"),
            Cell("10"),
            Cell(
                rate,
                p.executed * 10000 // p.adjusted,
                row=label,
                role="rate",
                column="执行率",
                meta={"project": p.name, "unit": "%"},
            ),
            points(p.execution_points, label),
        ]
    )
    label = "其中：当年财政拨款"
    rows.append(
        [
            Cell(label),
            money(p.initial, label, "年初预算数"),
            money(p.adjusted, label, "全年预算数"),
            money(p.executed, label, "全年执行数"),
            Cell("—"),
            Cell("—"),
            Cell("—"),
        ]
    )
    rows.append([Cell("其他资金"), *[Cell("0.00") for _ in range(3)], Cell("—"), Cell("—"), Cell("—")])
    rows.append(
        [
            Cell("一级指标"),
            Cell("二级指标"),
            Cell("三级指标"),
            Cell("年度指标值"),
            Cell("实际完成值"),
            Cell("分值"),
            Cell("得分"),
            Cell("偏差原因分析及改进措施"),
        ]
    )
    for first, second, name, target, done, weight, got in p.indicators:
        why = "部分指标受客观条件影响，下一步加强过程管理" if got < weight * 100 else ""
        rows.append(
            [
                Cell(first),
                Cell(second),
                Cell(name),
                Cell(target),
                Cell(done),
                Cell(
                    str(weight), weight, row=name, role="weight", column="分值", meta={"project": p.name, "unit": "分"}
                ),
                points(got, name),
                Cell(why),
            ]
        )
    rows.append(
        [
            Cell("总分", colspan=5),
            Cell("100", 100, row="总分", role="weight_total", column="分值", meta={"project": p.name, "unit": "分"}),
            points(p.points, "总分", "points_total"),
            Cell(""),
        ]
    )
    return Table(
        "performance", "项目支出绩效自评表", [], rows, [1.4, 1.8, 2.4, 1.5, 1.5, 1, 1.2, 2.0], repeat_header=False
    )
