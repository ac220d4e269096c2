"""A small release made by hand with what layout must bear: hostile words, made-up amounts, gaps, long forms."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from juesuan.performance.model import Aspect, Entry, Fund, FundRow, Indicator, Level, Number, Project, Reading
from juesuan.writing.model import Facts, GridCell, Inputs, Profile, Release, StatementGrid, Text

HOSTILE = '#import "x" <b>&amp;$a_b$*c*`d`@e\\f]] 【待填：原因】'


def amount(text: str, made_up: bool = False) -> GridCell:
    fen = int(Decimal(text.replace(",", "")) * 1_000_000) if text else None
    return GridCell(text, fen=fen, align="right", reconstructed=made_up)


def grid(title: str = "收入决算表", rows: int = 3, landscape: bool = False, mark: str = "公开02表") -> StatementGrid:
    header = (
        (
            GridCell("项目", 1, 2, align="center"),
            GridCell("合计", 2, align="center"),
            GridCell("财政拨款", 2, align="center"),
        ),
        (GridCell("科目编码", align="center"), GridCell("科目名称", align="center")),
    )
    body = tuple(
        (GridCell(f"20{n:05d}"), GridCell(f"科目{n}", indent=n % 3), amount("1,234.56", n == 1), amount(""))
        for n in range(rows)
    )
    notes = ("注：本表反映各项收入。", HOSTILE)
    return StatementGrid("income", title, mark, "万元", 4, header, body, notes, landscape)


def project(indicators: int = 4) -> Project:
    def number(text: str) -> Number:
        return Number(text, value=Decimal(text))

    rows = tuple(
        Indicator(
            Level.OUTPUT if n * 2 < indicators else Level.BENEFIT,
            Aspect.QUANTITY if n * 2 < indicators else Aspect.SOCIAL,
            name=Entry(f"指标{n + 1}：办结件数\n（件）"),
            target=Reading("≥10"),
            actual=Reading("12"),
            weight=number("10"),
            score=number("10"),
            deviation=Entry("—" if n else "客观原因，已改进。"),
        )
        for n in range(indicators)
    )
    return Project(
        name=Entry("窗口服务#1 *外包*"),
        term=Entry("1年"),
        attribute_text=Entry("新增项目□ 延续项目☑"),
        funds=(
            FundRow(Fund.TOTAL, Entry("年度资金总额"), *(number(x) for x in ("10", "12", "12", "10", "100", "10"))),
            FundRow(Fund.APPROPRIATION, Entry("其中：当年财政拨款"), number("10"), number("12"), number("12")),
        ),
        expected=Entry("办好窗口服务。"),
        achieved=Entry("已办好窗口服务。"),
        indicators=rows,
        total_weight=number("100"),
        total_score=number("100"),
        grade=Entry("优"),
    )


def release(**changes: object) -> Release:
    profile = Profile("临水市<服务>&数据局", 2021, "jilin-2021", province="吉林省")
    texts = (
        Text("第一部分 部门概况", 1),
        Text("一、部门职责", 2),
        Text(HOSTILE),
        Text("第二部分 2021年度部门决算表", 1),
        Text("第三部分 2021年度部门决算情况说明", 1),
        Text("一、收入支出决算总体情况说明", 2),
        Text("（一）总体情况", 3),
        Text("1.收入情况", 4),
        Text(
            "2021年度收入总计1,234.56万元，与上年相比增加【待填：原因】万元，"
            + "主要是工作任务有所增加，" * 6
            + "详见表格。"
        ),
    )
    made = Release(
        inputs=Inputs(profile, Facts()),
        title=f"{profile.name}2021年度部门决算",
        grids=(
            grid("收入支出决算总表", 3, mark="公开01表"),
            grid("收入决算表", 60),
            grid("支出决算表", 40, landscape=True),
        ),
        texts=texts,
        tables_after=3,
        projects=(project(),),
    )
    return replace(made, **changes)  # type: ignore[arg-type]
