"""A project's self-evaluation as a form: the layout of the Ministry of Finance (财预〔2020〕10号, 附件).

What a province adds (项目属性, 项目期, 指标性质, 改进措施) is printed where the project has it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from juesuan.performance.model import Aspect, Entry, Fund, FundRow, Indicator, Kind, Level, Project
from juesuan.writing.model import GridCell, Profile, StatementGrid

Row = tuple[GridCell, ...]

_TITLES = {Kind.PROJECT: "项目支出绩效自评表", Kind.DEPARTMENT: "部门整体支出绩效自评表"}
_FUNDS = {
    Fund.TOTAL: "年度资金总额",
    Fund.APPROPRIATION: "其中：当年财政拨款",
    Fund.CARRYOVER: "上年结转资金",
    Fund.SPECIAL: "财政专户管理资金",
    Fund.OWN: "单位资金",
    Fund.OTHER: "其他资金",
}
_FUND_COLUMNS = ("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
_LEVELS = {
    Level.COST: "成本指标",
    Level.OUTPUT: "产出指标",
    Level.BENEFIT: "效益指标",
    Level.SATISFACTION: "满意度指标",
    Level.EXECUTION: "预算执行",
}
_ASPECTS = {
    Aspect.QUANTITY: "数量指标",
    Aspect.QUALITY: "质量指标",
    Aspect.TIMELINESS: "时效指标",
    Aspect.COST: "成本指标",
    Aspect.ECONOMIC_COST: "经济成本指标",
    Aspect.SOCIAL_COST: "社会成本指标",
    Aspect.ECOLOGICAL_COST: "生态环境成本指标",
    Aspect.ECONOMIC: "经济效益指标",
    Aspect.SOCIAL: "社会效益指标",
    Aspect.ECOLOGICAL: "生态效益指标",
    Aspect.SUSTAINABLE: "可持续影响指标",
    Aspect.SATISFACTION: "服务对象满意度指标",
    Aspect.EXECUTION: "预算执行",
}
_COLUMNS: tuple[tuple[str, str, float, bool], ...] = (
    ("name", "三级指标", 17, True),
    ("nature", "指标性质", 6, False),
    ("target", "年度指标值", 10.5, True),
    ("unit", "度量单位", 6, False),
    ("actual", "实际完成值", 10.5, True),
    ("weight", "分值", 6.5, True),
    ("score", "得分", 7, True),
    ("deviation", "偏差原因分析及改进措施", 15, True),
    ("remedy", "改进措施", 12, False),
)
"""Columns of indicators: attribute of `Indicator`, header, relative width, printed even if nothing is in it."""
_SIDE, _LEVEL, _ASPECT = 5.0, 9.0, 12.0
_LEADING = 3
"""Columns before the indicators': 绩效指标, 一级, 二级."""


def form_title(project: Project, profile: Profile) -> str:
    """The title above a form, as printed before or as the Ministry's form has it."""
    if project.title is not None and project.title.text:
        return project.title.text
    return f"{_TITLES[project.kind]}（{project.year or profile.year}年度）"


def form_grid(project: Project, profile: Profile) -> StatementGrid:
    """The form as a table.

    Args:
        project: what the form says.
        profile: whose it is, for what the project leaves out.
    """
    extra = [c for c in _COLUMNS if c[3] or any(_text(getattr(i, c[0])) for i in project.indicators)]
    form = _Form(project, profile, [(key, title) for key, title, _, _ in extra])
    widths = (_SIDE, _LEVEL, _ASPECT, *(width for _, _, width, _ in extra))
    rows = (*form.facts(), *form.funds(), *form.goals(), *form.indicators(), *form.totals())
    return StatementGrid(
        id="performance",
        title=form_title(project, profile),
        mark="",
        unit="",
        columns=len(widths),
        header=(),
        body=rows,
        widths=widths,
    )


class _Form:
    """The rows of one form, top to bottom; all have the columns of the indicators as their grid."""

    def __init__(self, project: Project, profile: Profile, columns: list[tuple[str, str]]) -> None:
        self._project = project
        self._profile = profile
        self._keys = [key for key, _ in columns]
        self._heads = [title for _, title in columns]
        self._width = _LEADING + len(columns)

    def facts(self) -> list[Row]:
        """Who and what: 项目名称, 主管部门 and 实施单位, 项目属性 and 项目期."""
        project, name = self._project, self._profile.name
        if project.kind is Kind.DEPARTMENT:
            return [(_head("部门名称", columns=2), _value(_text(project.name) or name, self._width - 2))]
        rows = [
            (_head(_label(project.name, "项目名称"), columns=2), _value(_text(project.name), self._width - 2)),
            self._pair(project.department, "主管部门", name, project.unit, "实施单位", name),
        ]
        if _text(project.attribute_text) or _text(project.term):
            rows.append(self._pair(project.attribute_text, "项目属性", "", project.term, "项目期", ""))
        return rows

    def _pair(
        self, one: Entry | None, one_label: str, one_default: str, two: Entry | None, two_label: str, two_default: str
    ) -> Row:
        """Two labels with their values in one row."""
        return (
            _head(_label(one, one_label), columns=2),
            _value(_text(one) or one_default, 3),
            _head(_label(two, two_label)),
            _value(_text(two) or two_default, self._width - 6),
        )

    def funds(self) -> list[Row]:
        """项目资金: the header of their columns and a row for each."""
        rows = self._project.funds
        if not rows:
            return []
        spans = self._spread(self._width - _LEADING, len(_FUND_COLUMNS))
        label = f"{'资金' if self._project.kind is Kind.DEPARTMENT else '项目资金'}（{self._project.money_unit}）"
        head = (
            _head(label, rows=len(rows) + 1, columns=2),
            _head(""),
            *(_head(title, columns=span) for title, span in zip(_FUND_COLUMNS, spans, strict=True)),
        )
        return [head, *(self._fund(row, spans) for row in rows)]

    def _fund(self, row: FundRow, spans: list[int]) -> Row:
        # only the total is scored; the dashes say that the others are not meant to be
        default = "" if row.fund is Fund.TOTAL else "—"
        cells = (row.initial, row.adjusted, row.executed, row.weight, row.rate, row.score)
        defaults = ("", "", "", default, "", default)
        shown = [_text(cell) if cell is not None else other for cell, other in zip(cells, defaults, strict=True)]
        label = _text(row.label) or _FUNDS.get(row.fund, "")
        return (_head(label), *(_value(text, span) for text, span in zip(shown, spans, strict=True)))

    @staticmethod
    def _spread(places: int, count: int) -> list[int]:
        """How many grid columns each of `count` cells takes: one, and the last ones what is left."""
        more, at = divmod(places, count)
        return [more + (n >= count - at) for n in range(count)]

    def goals(self) -> list[Row]:
        """年度总体目标: what was expected, what was achieved."""
        project = self._project
        if project.expected is None and project.achieved is None:
            return []
        left = 4
        right = self._width - 1 - left
        return [
            (_head("年度总体目标", rows=2), _head("预期目标", columns=left), _head("实际完成情况", columns=right)),
            (_words(_text(project.expected), left), _words(_text(project.achieved), right)),
        ]

    def indicators(self) -> list[Row]:
        """绩效指标: 一级 and 二级 merged over the rows they hold."""
        rows: list[list[GridCell]] = []
        for level, of_level in _grouped(self._project.indicators, _level_text):
            start = len(rows)
            aspects = _grouped(of_level, _aspect_text)
            bare = not any(aspect for aspect, _ in aspects)  # 满意度指标 often has no 二级: one cell then
            for aspect, of_aspect in aspects:
                first = len(rows)
                rows += [self._indicator(indicator) for indicator in of_aspect]
                if not bare:
                    rows[first].insert(0, _head(aspect, rows=len(of_aspect)))
            rows[start].insert(0, _head(level, rows=len(rows) - start, columns=2 if bare else 1))
        heads = [_head(title) for title in ("一级指标", "二级指标", *self._heads)]
        side = _head("绩效指标", rows=len(rows) + 1)
        return [(side, *heads), *(tuple(row) for row in rows)] if rows else []

    def _indicator(self, indicator: Indicator) -> list[GridCell]:
        return [
            (_words if key in ("name", "deviation", "remedy") else _value)(_text(getattr(indicator, key)), 1)
            for key in self._keys
        ]

    def totals(self) -> list[Row]:
        """总分 and the grade, if there is one."""
        project = self._project
        if not project.indicators:
            return []
        at = _LEADING + self._keys.index("weight")
        rest = self._width - at - 2
        total = (_head("总分", columns=at), _value(_text(project.total_weight)), _value(_text(project.total_score)))
        rows: list[Row] = [(*total, *(_value("") for _ in range(rest)))]
        if _text(project.grade):
            rows.append((_head("评价等级", columns=at), _value(_text(project.grade), self._width - at)))
        return rows


def _text(entry: Entry | None) -> str:
    return "" if entry is None else entry.text


def _label(entry: Entry | None, default: str) -> str:
    return (entry.row if entry is not None else "") or default


def _head(text: str, *, rows: int = 1, columns: int = 1) -> GridCell:
    return GridCell(text, rows, columns, align="center", head=True)


def _value(text: str, columns: int = 1) -> GridCell:
    return GridCell(text, colspan=columns, align="center")


def _words(text: str, columns: int = 1) -> GridCell:
    return GridCell(text, colspan=columns)


def _level_text(indicator: Indicator) -> str:
    printed = indicator.level_text
    return _LEVELS.get(indicator.level, "") if printed is None else printed.text


def _aspect_text(indicator: Indicator) -> str:
    printed = indicator.aspect_text
    if printed is None and indicator.level is not Level.SATISFACTION:
        return _ASPECTS.get(indicator.aspect, "")
    return _text(printed)


def _grouped(indicators: Sequence[Indicator], key: Callable[[Indicator], str]) -> list[tuple[str, list[Indicator]]]:
    return [(text, list(group)) for text, group in groupby(indicators, key)]
