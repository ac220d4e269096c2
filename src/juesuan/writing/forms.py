"""项目支出绩效自评表 as grids: one a project, and the empty form where an edition prints it and there is no project."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from juesuan.performance.model import Entry, Fund, FundRow, Indicator, Project
from juesuan.taxonomy.edition import load
from juesuan.writing.model import GridCell, Profile, Release, StatementGrid
from juesuan.writing.statements_sheet import Row, head

_COLUMNS = 9
_WIDTHS = (9.0, 9.0, 11.0, 18.0, 11.0, 11.0, 7.0, 9.0, 15.0)
_TITLE = "项目支出绩效自评表"
_FUNDS = ("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
_INDICATORS = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施")
_FUND_LABELS = {
    Fund.TOTAL: "年度资金总额",
    Fund.APPROPRIATION: "其中：当年财政拨款",
    Fund.CARRYOVER: "上年结转资金",
    Fund.SPECIAL: "财政专户管理资金",
    Fund.OWN: "单位资金",
    Fund.OTHER: "其他资金",
}


def forms(release: Release) -> tuple[StatementGrid, ...]:
    """The release's forms, in order: the annex, or the last statement where the edition counts them among these."""
    profile = release.inputs.profile
    made = [project_form(project, profile, form_title(profile)) for project in release.projects]
    return tuple(made) or empty_form(profile)


def form_title(profile: Profile) -> str:
    """The form's title in the profile's edition."""
    layout = load(profile.edition).layout("performance")
    return layout.title if layout is not None else _TITLE


def empty_form(profile: Profile) -> tuple[StatementGrid, ...]:
    """The form without a project, where it is one of the edition's statements; none elsewhere."""
    layout = load(profile.edition).layout("performance")
    if layout is None:
        return ()
    note = f"说明：{profile.name}{profile.year}年度没有开展绩效自评的项目，故本表无数据。"
    body = (*_head(None, profile), *_indicators(()))
    return (StatementGrid("performance", layout.title, "", "万元", _COLUMNS, (), body, (note,), widths=_WIDTHS),)


def project_form(project: Project, profile: Profile, title: str = _TITLE) -> StatementGrid:
    """One project's form; what the project does not say stays blank.

    Args:
        project: the self-evaluation.
        profile: whose it is.
        title: title above the form.
    """
    body = (*_head(project, profile), *_indicators(project.indicators), _total(project))
    return StatementGrid("performance", title, "", project.money_unit, _COLUMNS, (), body, widths=_WIDTHS)


def _text(entry: Entry | None) -> str:
    return entry.text if entry is not None else ""


def _cell(entry: Entry | None, *, rows: int = 1, columns: int = 1, align: str = "left") -> GridCell:
    return GridCell(_text(entry), rows, columns, align=align)


def _head(project: Project | None, profile: Profile) -> Iterator[Row]:
    name = project.name if project else None
    unit = project.unit if project and project.unit else Entry(profile.name)
    department = project.department if project and project.department else Entry(profile.name)
    yield (head("项目名称"), _cell(name, columns=8))
    yield (head("主管部门"), _cell(department, columns=3), head("实施单位"), _cell(unit, columns=4))
    rows: Sequence[FundRow] = project.funds if project else (FundRow(Fund.TOTAL, Entry("年度资金总额")),)
    money = project.money_unit if project else "万元"
    yield (head(f"项目资金（{money}）", rows=len(rows) + 1), head("", columns=2), *map(head, _FUNDS))
    for row in rows:
        figures = (row.initial, row.adjusted, row.executed, row.weight, row.rate, row.score)
        label = _text(row.label) or _FUND_LABELS.get(row.fund, "")
        yield (GridCell(label, colspan=2), *(_cell(f, align="right") for f in figures))
    yield (head("年度总体目标", rows=2), head("预期目标", columns=4), head("实际完成情况", columns=4))
    yield (
        _cell(project.expected if project else None, columns=4),
        _cell(project.achieved if project else None, columns=4),
    )


def _indicators(indicators: Sequence[Indicator]) -> Iterator[Row]:
    yield (head("绩效指标", rows=len(indicators) + 1), *map(head, _INDICATORS))
    levels = _spans(indicators, lambda i: (i.level, _text(i.level_text)))
    aspects = _spans(indicators, lambda i: (i.level, i.aspect, _text(i.aspect_text)))
    for n, indicator in enumerate(indicators):
        first = []
        if n in levels:
            first.append(_cell(indicator.level_text, rows=levels[n], align="center"))
        if n in aspects:
            first.append(_cell(indicator.aspect_text, rows=aspects[n], align="center"))
        yield (
            *first,
            _cell(indicator.name),
            _cell(indicator.target, align="center"),
            _cell(indicator.actual, align="center"),
            _cell(indicator.weight, align="right"),
            _cell(indicator.score, align="right"),
            GridCell("；".join(t for t in (_text(indicator.deviation), _text(indicator.remedy)) if t)),
        )


def _spans(indicators: Sequence[Indicator], of: Callable[[Indicator], object]) -> dict[int, int]:
    """First row of each run of equal labels → how many rows it covers."""
    spans, start = {}, 0
    for _, run in groupby(indicators, key=of):
        spans[start] = len(list(run))
        start += spans[start]
    return spans


def _total(project: Project) -> Row:
    return (
        head("总分", columns=6),
        _cell(project.total_weight, align="right"),
        _cell(project.total_score, align="right"),
        GridCell(""),
    )
