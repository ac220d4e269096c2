"""The form of self-evaluations where an edition counts it among its statements and there was no project: empty."""

from __future__ import annotations

from juesuan.writing.statements_sheet import Grid, Row, Sheet, blank, head

_FUNDS = ("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
_INDICATORS = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施")
_WIDTHS = (9.0, 9.0, 11.0, 18.0, 11.0, 11.0, 7.0, 9.0, 15.0)


def empty_form(_: Sheet) -> Grid:
    """项目支出绩效自评表 without a project."""
    body: tuple[Row, ...] = (
        (head("项目名称"), blank(8)),
        (head("主管部门"), blank(3), head("实施单位"), blank(4)),
        (head("项目资金（万元）", rows=2), head("", columns=2), *map(head, _FUNDS)),
        (head("年度资金总额", columns=2), *(blank() for _ in _FUNDS)),
        (head("年度总体目标", rows=2), head("预期目标", columns=4), head("实际完成情况", columns=4)),
        (blank(4), blank(4)),
        (head("绩效指标", rows=2), *map(head, _INDICATORS)),
        tuple(blank() for _ in _INDICATORS),
        (head("总分", columns=6), blank(), blank(), blank()),
    )
    return Grid(9, (), body, _WIDTHS)
