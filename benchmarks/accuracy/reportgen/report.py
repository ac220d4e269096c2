"""Puts a whole report together in the order of its province."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from . import phrases, places, plans
from .blocks import Block, Doc, PageBreak, Para, Seg, Table
from .books import Maker
from .codes import function_name
from .figures import Form, draw
from .forms import performance_form
from .layouts import NUMERALS, Layout, layout_for
from .model import Department
from .pieces import Habits
from .statements import Statements
from .writer import Writer

EMPTY_NOTE = {
    "government_fund": "说明：{U}本年度没有政府性基金预算财政拨款收入和支出，故本表无数据。",
    "state_capital": "说明：{U}本年度没有国有资本经营预算财政拨款{W}，故本表无数据。",
    "three_public": "说明：{U}本年度没有财政拨款“三公”经费支出，故本表无数据。",
}


def habits(rng: Random, style: str) -> Habits:
    """Random wording habits that fit a style."""
    item = rng.choice(["brackets"] * 6 + ["codes", "quotes"] + (["plain"] if style == "jilin" else ["brackets"]))
    klass = rng.choice(["full（类）", "full（类）", "short（类）支出", "full", "quotes"])
    return Habits(
        style, item, klass, rng.choice(["1.", "1.", "1、", "（1）"]), rng.random() < 0.15, rng.random() < 0.15, ""
    )


class Composer:
    """Builds the blocks of one report."""

    def __init__(
        self, d: Department, style: str, layout: Layout, form: Form, rng: Random, with_tables: bool = True
    ) -> None:
        self.d, self.style, self.layout, self.form, self.r, self.with_tables = d, style, layout, form, rng, with_tables
        self.w = Writer(d, form, rng, habits(rng, style))
        self.blocks: list[Block] = []
        self.part = self.section = self.sub = ""

    def add(self, para: Para) -> None:
        """Append a paragraph under the current headings."""
        if para.heading == 3:
            self.sub = para.text
        para.part, para.section, para.sub = self.part, self.section, self.sub
        self.blocks.append(para)

    def head(self, text: str, level: int) -> None:
        """Append a heading."""
        if level == 1:
            self.part, self.section = text, ""
        else:
            self.section = text
        self.sub = ""
        self.add(Para([Seg(text, "heading")], heading=level))

    def words(self, pattern: str, tag: str = "") -> None:
        """Append a paragraph of a pattern with only U, Y, P."""
        self.add(Para(self.w.say(pattern), tag=tag))

    def build(self) -> Doc:
        """The report."""
        d = self.d
        self.blocks.append(Para(self.w.say("{U}"), role="cover"))
        self.blocks.append(Para(self.w.say("{Y}年度部门决算"), role="cover"))
        self.blocks.append(PageBreak())
        getattr(self, "_chongqing" if self.style == "chongqing" else "_parted")()
        return Doc(self.blocks, d.unit, d.year, self.layout.id, self.style, self.form.unit)

    def _parts(self) -> list[tuple[str, str]]:
        u, y = self.d.unit, self.d.year
        intro, tables = ("intro", f"{u}概况"), ("tables", f"{y}年度部门决算表")
        story, terms = ("story", f"{y}年度部门决算情况说明"), ("terms", "名词解释")
        if self.style == "sichuan":
            parts = [intro, story, terms, ("forms", "附件"), ("tables", "附表")]
            return parts if self.d.projects and self.with_tables else [p for p in parts if p[0] != "forms"]
        if self.style == "yunnan":
            return [intro, tables, story, ("others", "其他重要事项情况说明"), terms]
        if self.style == "shanghai":
            return [intro, ("tables", f"{u}{y}年度部门决算表"), ("story", f"{u}{y}年度部门决算情况说明"), terms]
        return [intro, tables, story, terms] + ([("forms", "附件")] if self.d.projects and self.with_tables else [])

    def _parted(self) -> None:
        parts = self._parts()
        self._contents(parts)
        for n, (key, title) in enumerate(parts):
            self.head(f"第{NUMERALS[n]}部分 {title}", 1)
            getattr(self, f"_{key}")()
            if key in ("intro", "tables", "forms"):
                self.blocks.append(PageBreak())

    def _contents(self, parts: list[tuple[str, str]]) -> None:
        self.blocks.append(Para([Seg("目  录")], role="contents"))
        for n, (key, title) in enumerate(parts):
            self.blocks.append(Para([Seg(f"第{NUMERALS[n]}部分 {title}")], role="contents"))
            titles = {
                "tables": [t for _, t in self.layout.tables],
                "story": [t for t, _ in self._plan()],
                "others": [t for t, _ in plans.YUNNAN_OTHERS],
                "intro": ["主要职能", "机构设置及决算单位构成"],
            }.get(key, [])
            for k, t in enumerate(titles):
                self.blocks.append(Para([Seg(f"{NUMERALS[k]}、{t}")], role="contents"))
        self.blocks.append(PageBreak())

    def _plan(self) -> plans.Plan:
        plan = plans.PLANS[self.style]
        if self.layout.id == "national2019":
            plan = [p for p in plan if "国有资本" not in p[0]]
        if self.layout.id in ("national2019", "national2020"):
            swap = f"一般公共预算财政拨款{plans.THREE}支出决算情况说明"
            plan = [(swap if t == f"财政拨款{plans.THREE}支出决算情况说明" else t, s) for t, s in plan]
        return plan

    def _intro(self) -> None:
        d = self.d
        self.head("一、主要职能", 2)
        for k, t in enumerate(places.DUTIES):
            self.words(f"（{NUMERALS[k]}）{t}")
        self.head("二、机构设置及决算单位构成", 2)
        if self.r.random() < 0.7:
            self.add(self.w.divisions())
        if self.r.random() < 0.4:
            self.add(self.w.persons())
        units = [f"{d.unit}（本级）", *d.children] if d.children else [d.unit]
        n = self.w.count("units", len(units), "个")
        names = self.w.joined([[Seg(u)] for u in units], "、")
        self.add(Para(self.w.say("纳入{U}{Y}年度部门决算编制范围的单位共{n}，包括：{L}。", n=n, L=names), tag="units"))

    def _table(self, table: Table, note: str, number: int) -> None:
        d = self.d
        if number:
            self.blocks.append(PageBreak(landscape=len(table.widths) > 6))
        self.blocks.append(
            Para([Seg(table.title, "table_title", table.statement)], role="table_title", tag=table.statement)
        )
        if self.layout.numbered:
            self.blocks.append(Para([Seg(f"公开{number + 1:02d}表")], role="table_number", tag=table.statement))
            self.blocks.append(
                Para(
                    [Seg("部门：" + d.unit + "　　"), Seg(f"金额单位：{self.form.unit}", "unit_line", table.statement)],
                    role="unit_line",
                    tag=table.statement,
                )
            )
        else:
            self.blocks.append(
                Para(
                    [Seg(f"单位：{self.form.unit}", "unit_line", table.statement)],
                    role="unit_line",
                    tag=table.statement,
                )
            )
        self.blocks.append(table)
        self.blocks.append(Para([Seg(note)], role="note", tag=table.statement))
        fund = {"government_fund": "fund", "state_capital": "capital"}.get(table.statement)
        empty = (fund and not (d.sum(fund) or d.sum(fund, "income") or d.sum(fund, "opening"))) or (
            table.statement == "three_public" and not (d.three_sum("final") or d.three_sum("adjusted"))
        )
        if empty:
            text = EMPTY_NOTE[table.statement].replace("{W}", "收入和支出" if self.layout.capital_full else "支出")
            self.blocks.append(Para(self.w.say(text), role="empty_note", tag=table.statement))

    def _tables(self) -> None:
        if not self.with_tables:
            self.words(self.r.choice(["（表样详见附件1）", "（决算公开表格详见附件）"]))
            for k, (_, t) in enumerate(self.layout.tables):
                self.words(f"{NUMERALS[k]}、{t}")
            return
        for n, (table, note) in enumerate(Statements(self.d, self.layout, self.form).build()):
            self._table(table, note, n)

    def _forms(self) -> None:
        for k, p in enumerate(self.d.projects):
            if k:
                self.blocks.append(PageBreak())
            self.blocks.append(Para(self.w.say("项目支出绩效自评表"), role="table_title", tag="performance"))
            self.blocks.append(Para(self.w.say("（{Y}年度）"), role="form_year", tag="performance"))
            self.blocks.append(performance_form(p, self.d.unit, self.form))

    def _sections(self, plan: plans.Plan, numbered: bool = True) -> None:
        for n, (title, subs) in enumerate(plan):
            self.head(f"{NUMERALS[n]}、{title}" if numbered else title, 2 if numbered else 3)
            main = self.section
            for sub, families in subs:
                if sub:
                    self.section = main
                    self.add(Para([Seg(sub, "heading")], heading=3))
                paras = [p for family in families for p in getattr(self.w, family)()]
                for para in paras or [Para([Seg("本年度无相关内容。")])]:
                    self.add(para)

    def _story(self) -> None:
        self._sections(self._plan())

    def _others(self) -> None:
        self._sections(plans.YUNNAN_OTHERS)

    def _terms(self) -> None:
        d = self.d
        terms = list(phrases.GLOSSARY)
        for n, (term, text) in enumerate(terms):
            self.add(
                Para([Seg(f"{self._numeral(n)}、{term}：", "term", term), Seg(text, "gloss", term)], tag="glossary")
            )
        if self.style in ("shanghai", "chongqing"):
            return
        for k, code in enumerate(d.codes("general", "spent", 7)):
            a, b, c = (function_name(code[:n], d.year) for n in (3, 5, 7))
            number = self._numeral(len(terms) + k)
            text = f"{number}、{a}（类）{b}（款）{c}（项）：反映用于{c}方面的支出。"
            self.add(Para([Seg(text)], tag="glossary"))

    def _numeral(self, n: int) -> str:
        tens, ones = divmod(n + 1, 10)
        digits = "一二三四五六七八九"
        return ("" if tens == 0 else "十" if tens == 1 else digits[tens - 1] + "十") + (
            digits[ones - 1] if ones else ""
        )

    def _chongqing(self) -> None:
        self.head("一、部门基本情况", 2)
        self.words("{U}主要职责：" + "".join(places.DUTIES))
        self.add(self.w.divisions())
        for n, (title, plan) in enumerate(
            [
                ("部门决算情况说明", plans.CHONGQING),
                ("“三公”经费情况说明", plans.CHONGQING_THREE),
                ("其他需要说明的事项", plans.CHONGQING_OTHERS),
            ]
        ):
            self.head(f"{NUMERALS[n + 1]}、{title}", 2)
            self.part = self.section
            for sub, subs in plan:
                if self.layout.id == "national2019" and "国有资本" in sub:
                    continue
                self.section = sub
                self.add(Para([Seg(sub, "heading")], heading=3))
                paras = [p for _, families in subs for family in families for p in getattr(self.w, family)()]
                for para in paras or [Para([Seg("本年度无相关支出。")])]:
                    self.add(para)
        self.part = ""
        self.head("五、专业名词解释", 2)
        for k, (term, text) in enumerate(phrases.GLOSSARY):
            self.add(
                Para([Seg(f"（{self._numeral(k)}）{term}：", "term", term), Seg(text, "gloss", term)], tag="glossary")
            )
        self.head("六、决算公开联系方式及信息反馈渠道", 2)
        self.words("联系人：王老师　联系电话：023-00000000。")
        if self.with_tables:
            self.blocks.append(PageBreak())
            self._tables()
        else:
            self.words("附件：{U}{Y}年度部门决算公开表")


def make(seed: str, province: str, year: int, with_tables: bool = True) -> tuple[Doc, Department, Writer]:
    """A clean report. The same seed gives the same report."""
    rng = Random(seed)
    d = Maker(rng).department(province, year)
    money = "元" if rng.random() < {"云南省": 0.25, "广东省": 0.25, "广西壮族自治区": 0.6}.get(province, 0) else "万元"
    form = draw(rng, money, hundred_millions=province in ("天津市", "福建省") and rng.random() < 0.6)
    layout = layout_for(province, year)
    if layout.id == "shanghai" and rng.random() < 0.3:
        layout = replace(layout, split_codes=True)
    style = plans.STYLE_OF.get(province, "national")
    if style == "shanghai" and year < 2022:
        style = "jilin"
    c = Composer(d, style, layout, form, rng, with_tables)
    return c.build(), d, c.w
