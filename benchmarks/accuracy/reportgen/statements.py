"""The statutory tables of a department in a layout."""

from __future__ import annotations

from .blocks import Cell, Table
from .codes import CAPITAL_FULL, CAPITAL_SHANGHAI, GOODS, INTEREST, OTHER_EXPENSE, PERSONNEL, function_name
from .figures import Form
from .layouts import NUMERALS, Layout
from .model import FUNDS, Department

Rows = list[list[Cell]]
WORD = {"general": "一般公共预算财政拨款", "fund": "政府性基金预算财政拨款", "capital": "国有资本经营预算财政拨款"}


def placed(rows: Rows) -> list[tuple[int, int, Cell]]:
    """Row and column of every cell, spans taken into account (as in HTML)."""
    taken: set[tuple[int, int]] = set()
    out = []
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            while (y, x) in taken:
                x += 1
            out.append((y, x, cell))
            taken.update((y + dy, x + dx) for dy in range(cell.rowspan) for dx in range(cell.colspan))
            x += cell.colspan
    return out


def name_columns(table: Table) -> Table:
    """Write into each amount cell the path of the header cells above it."""
    head = placed(table.header)
    width = max(x + c.colspan for _, x, c in head)
    for y, x, cell in placed(table.header + table.body):
        if y >= len(table.header):
            over = [c for _, hx, c in head if hx <= x < hx + c.colspan and c.colspan < width and c.role != "line"]
            cell.column = "/".join(c.text for c in over if c.text)
    return table


class Statements:
    """Builds tables; `f` says how figures are written."""

    def __init__(self, d: Department, layout: Layout, f: Form) -> None:
        self.d, self.layout, self.f = d, layout, f

    def amount(self, fen: int, row: str, role: str, code: str = "", **meta: str) -> Cell:
        """An amount cell."""
        return Cell(self.f.table(fen), fen, row=row, role=role, code=code, meta=dict(meta))

    def build(self) -> list[tuple[Table, str]]:
        """All tables of the layout with their notes, in order."""
        return [(name_columns(getattr(self, f"_{s}")(t)), self.layout.notes[s]) for s, t in self.layout.tables]

    def _two_sides(self, left: Rows, right: Rows, columns: int) -> Rows:
        n = max(len(left), len(right))
        width = 3 if self.layout.lines else 2
        left = left + [[Cell() for _ in range(width)] for _ in range(n - len(left))]
        right = right + [[Cell() for _ in range(columns)] for _ in range(n - len(right))]
        return [a + b for a, b in zip(left, right, strict=True)]

    def _line(self, n: int) -> list[Cell]:
        return [Cell(str(n), role="line")] if self.layout.lines else []

    def _income_expenditure_summary(self, title: str) -> Table:
        d, lay = self.d, self.layout
        left, right = [], []
        for n, (key, name) in enumerate(lay.income):
            label = f"{NUMERALS[n]}、{name}"
            fen = d.sum(key, "income") if key in FUNDS else d.sum("own", key)
            left.append([Cell(label), *self._line(n + 1), self.amount(fen, label, "leaf", key=key)])
        base = len(lay.classes) + 4
        for n, (code, name) in enumerate(lay.classes):
            label = f"{NUMERALS[n]}、{name}"
            right.append(
                [Cell(label), *self._line(base + n + 1), self.amount(d.sum(code=code), label, "leaf", key=code)]
            )
        grid = self._two_sides(left, right, 3 if lay.lines else 2)
        ends = [
            ("本年收入合计", d.sum(what="income"), "subtotal", "本年支出合计", d.sum(), "subtotal"),
            (lay.surplus, d.surplus_used, "leaf", "结余分配", d.distribution, "leaf"),
            ("年初结转和结余", d.sum(what="opening"), "leaf", "年末结转和结余", d.sum(what="closing"), "leaf"),
            (lay.grand, d.total, "total", lay.grand, d.total, "total"),
        ]
        for k, (a, av, ar, b, bv, br) in enumerate(ends):
            n = len(lay.classes) + k + 1
            grid.append(
                [
                    Cell(a),
                    *self._line(n),
                    self.amount(av, a, ar, key="income_side"),
                    Cell(b),
                    *self._line(n + base),
                    self.amount(bv, b, br, key="expenditure_side"),
                ]
            )
        w = 3 if lay.lines else 2
        head = [[Cell("收入", colspan=w), Cell("支出", colspan=w)]]
        if lay.lines:
            head.append([Cell("项目"), Cell("行次"), Cell("决算数"), Cell("项目"), Cell("行次"), Cell("决算数")])
            head.append(
                [
                    Cell("栏次", role="line"),
                    Cell("", role="line"),
                    Cell("1", role="line"),
                    Cell("栏次", role="line"),
                    Cell("", role="line"),
                    Cell("2", role="line"),
                ]
            )
        else:
            head.append([Cell("项目"), Cell("决算数"), Cell("项目"), Cell("决算数")])
        return Table("income_expenditure_summary", title, head, grid, [4, 1, 2, 4, 1, 2] if lay.lines else [4, 2, 4, 2])

    def _by_function(
        self,
        statement: str,
        title: str,
        columns: list[tuple[str, str]],
        value: object,
        fund: str,
        what: list[str],
        groups: list[tuple[str, int]] | None = None,
    ) -> Table:
        """A table by function: columns (key, header); value(key, code) gives the amount in fen."""
        lay, d = self.layout, self.d
        split = lay.split_codes
        code_columns = 3 if split else 1
        tops = groups or [(h, 1) for _, h in columns]
        deep = any(n > 1 for _, n in tops)
        head = [
            [Cell("项目", colspan=code_columns + 1)] + [Cell(h, colspan=n, rowspan=1 if n > 1 else 2) for h, n in tops]
        ]
        second = [Cell("功能分类科目编码", colspan=code_columns), Cell("科目名称")]
        x = 0
        for _, n in tops:
            second += [Cell(h) for _, h in columns[x : x + n]] if n > 1 else []
            x += n
        head.append(second)
        if lay.lines:
            head.append(
                [Cell("栏次", colspan=code_columns + 1, role="line")]
                + [Cell(str(n + 1), role="line") for n in range(len(columns))]
            )
        assert deep or len(second) == 2
        total = [Cell("合计", colspan=code_columns + 1)]
        total += [self.amount(value(k, ""), "合计", "total", "", col=k) for k, _ in columns]
        body = []
        codes = sorted({c for w in what for n in (3, 5, 7) for c in d.codes(fund, w, n)})
        for code in codes:
            name = function_name(code, d.year)
            cut = [code[:3], code[3:5], code[5:]] if split else [code]
            role = "leaf" if len(code) == 7 else "subtotal"
            body.append(
                [Cell(c) for c in cut]
                + [Cell(name)]
                + [self.amount(value(k, code), name, role, code, col=k) for k, _ in columns]
            )
        last = statement == "general_budget_expenditure" and lay.general_total_last
        body = [*body, total] if last else [total, *body]
        if not codes:
            body += [[Cell() for _ in range(code_columns + 1 + len(columns))] for _ in range(3)]
        widths = [1.4] + ([0.6, 0.6] if split else []) + [3.0] + [1.6] * len(columns)
        return Table(statement, title, head, body, widths)

    def _income(self, title: str) -> Table:
        d = self.d
        columns = [
            ("income", "本年收入合计"),
            ("appropriation", "财政拨款收入"),
            ("superior", "上级补助收入"),
            ("institutional", "事业收入"),
            ("operating", "经营收入"),
            ("affiliates", "附属单位上缴收入"),
            ("other", "其他收入"),
        ]

        def value(key: str, code: str) -> int:
            if key == "income":
                return d.sum(what="income", code=code)
            return d.sum("appropriation", "income", code) if key == "appropriation" else d.sum("own", key, code)

        return self._by_function("income", title, columns, value, "all", ["income"])

    def _expenditure(self, title: str) -> Table:
        columns = [
            ("spent", "本年支出合计"),
            ("basic", "基本支出"),
            ("project", "项目支出"),
            ("to_superior", "上缴上级支出"),
            ("operating", "经营支出"),
            ("to_affiliates", "对附属单位补助支出"),
        ]
        return self._by_function("expenditure", title, columns, lambda k, c: self.d.sum("all", k, c), "all", ["spent"])

    def _general_budget_expenditure(self, title: str) -> Table:
        shanghai = self.layout.general_total_last
        columns = [("spent", "合计" if shanghai else "小计"), ("basic", "基本支出"), ("project", "项目支出")]
        return self._by_function(
            "general_budget_expenditure",
            title,
            columns,
            lambda k, c: self.d.sum("general", k, c),
            "general",
            ["spent"],
            None if shanghai else [("本年支出", 3)],
        )

    def _fund_table(self, statement: str, title: str, fund: str) -> Table:
        d = self.d
        columns = [
            ("opening", "年初结转和结余"),
            ("income", "本年收入"),
            ("spent", "小计"),
            ("basic", "基本支出"),
            ("project", "项目支出"),
            ("closing", "年末结转和结余"),
        ]
        groups = [("年初结转和结余", 1), ("本年收入", 1), ("本年支出", 3), ("年末结转和结余", 1)]
        return self._by_function(
            statement, title, columns, lambda k, c: d.sum(fund, k, c), fund, ["spent", "income", "opening"], groups
        )

    def _government_fund(self, title: str) -> Table:
        return self._fund_table("government_fund", title, "fund")

    def _state_capital(self, title: str) -> Table:
        if self.layout.capital_full:
            return self._fund_table("state_capital", title, "capital")
        columns = [("spent", "合计"), ("basic", "基本支出"), ("project", "项目支出")]
        return self._by_function(
            "state_capital",
            title,
            columns,
            lambda k, c: self.d.sum("capital", k, c),
            "capital",
            ["spent"],
            [("本年支出", 3)],
        )

    def _appropriation_summary(self, title: str) -> Table:
        d, lay = self.d, self.layout
        funds = [k for k in FUNDS if k != "capital" or lay.id != "national2019"]
        left, right = [], []
        for n, k in enumerate(funds):
            label = f"{NUMERALS[n]}、{WORD[k]}"
            left.append([Cell(label), *self._line(n + 1), self.amount(d.sum(k, "income"), label, "leaf", key=k)])
        base = len(lay.classes) + 6

        def side(label: str, line: int, what: str, code: str, role: str) -> list[Cell]:
            cells = [
                Cell(label),
                *self._line(line),
                self.amount(d.sum("appropriation", what, code), label, role, key=code),
            ]
            return cells + [self.amount(d.sum(k, what, code), label, role, key=code, fund=k) for k in funds]

        for n, (code, name) in enumerate(lay.classes):
            right.append(side(f"{NUMERALS[n]}、{name}", base + n + 1, "spent", code, "leaf"))
        wide = len(right[0])
        grid = self._two_sides(left, right, wide)
        n = len(lay.classes)
        income = self.amount(d.sum("appropriation", "income"), "本年收入合计", "subtotal")
        grid.append(
            [
                Cell("本年收入合计"),
                *self._line(n + 1),
                income,
                *side("本年支出合计", n + base + 1, "spent", "", "subtotal"),
            ]
        )
        opening = self.amount(d.sum("appropriation", "opening"), "年初财政拨款结转和结余", "subtotal", key="opening")
        grid.append(
            [
                Cell("年初财政拨款结转和结余"),
                *self._line(n + 2),
                opening,
                *side("年末财政拨款结转和结余", n + base + 2, "closing", "", "leaf"),
            ]
        )
        for k, fund in enumerate(funds):
            label = f"{NUMERALS[k]}、{WORD[fund]}" if not lay.lines else WORD[fund]
            grid.append(
                [
                    Cell(label),
                    *self._line(n + 3 + k),
                    self.amount(d.sum(fund, "opening"), label, "leaf", key="opening", fund=fund),
                    *[Cell() for _ in range(wide)],
                ]
            )
        total = self.amount(d.approp_total, lay.grand, "total")
        ends = [self.amount(d.approp_total, lay.grand, "total")]
        ends += [self.amount(d.sum(k, "income") + d.sum(k, "opening"), lay.grand, "total", fund=k) for k in funds]
        grid.append([Cell(lay.grand), *self._line(n + 6), total, Cell(lay.grand), *self._line(n + base + 6), *ends])
        w = 1 if lay.lines else 0
        lines = [Cell("行次")] if lay.lines else []
        head = [
            [Cell("收入", colspan=2 + w), Cell("支出", colspan=2 + w + len(funds))],
            [Cell("项目"), *lines, Cell("决算数"), Cell("项目"), *lines, Cell("合计"), *[Cell(WORD[k]) for k in funds]],
        ]
        if lay.lines:
            head.append(
                [
                    Cell("栏次", role="line"),
                    Cell("", role="line"),
                    Cell("1", role="line"),
                    Cell("栏次", role="line"),
                    Cell("", role="line"),
                    *[Cell(str(i + 2), role="line") for i in range(1 + len(funds))],
                ]
            )
        widths = [3.6, *([0.8] * w), 1.9, 3.6, *([0.8] * w), 1.9, *([1.9] * len(funds))]
        return Table("appropriation_summary", title, head, grid, widths)

    def _basic_expenditure(self, title: str) -> Table:
        eco = self.d.economic

        def cells(pairs: list[tuple[str, str]]) -> Rows:
            out = []
            for code, name in pairs:
                fen = sum(v for c, v in eco.items() if c.startswith(code))
                role = "subtotal" if len(code) == 3 else "leaf"
                out.append([Cell(code), Cell(name), self.amount(fen, name, role, code, key=code)])
            return out

        people = sum(v for c, v in eco.items() if c[:3] in ("301", "303"))
        public = sum(eco.values()) - people
        if self.layout.three_sided:
            sides = [cells(PERSONNEL), cells(GOODS), cells(INTEREST + CAPITAL_FULL + OTHER_EXPENSE)]
            head = [
                [Cell("人员经费", colspan=3), Cell("公用经费", colspan=6)],
                [Cell(t) for _ in range(3) for t in ("科目编码", "科目名称", "决算数")],
            ]
            end = [
                Cell("人员经费合计", colspan=2),
                self.amount(people, "人员经费合计", "total"),
                Cell("公用经费合计", colspan=5),
                self.amount(public, "公用经费合计", "total"),
            ]
        else:
            sides = [cells(PERSONNEL), cells(GOODS + CAPITAL_SHANGHAI)]
            head = [[Cell(t) for _ in range(2) for t in ("经济分类科目编码", "科目名称", "决算数")]]
            end = [
                Cell("人员经费合计", colspan=2),
                self.amount(people, "人员经费合计", "total"),
                Cell("公用经费合计", colspan=2),
                self.amount(public, "公用经费合计", "total"),
            ]
        n = max(len(s) for s in sides)
        padded = [s + [[Cell(), Cell(), Cell()] for _ in range(n - len(s))] for s in sides]
        body = [[c for side in row for c in side] for row in zip(*padded, strict=True)]
        return Table("basic_expenditure", title, head, [*body, end], [1.2, 3, 1.7] * len(sides))

    def _three_public(self, title: str) -> Table:
        d = self.d
        parts = [
            ("all", "合计"),
            ("abroad", "因公出国（境）费"),
            ("vehicles", "小计"),
            ("purchase", "公务用车购置费"),
            ("operation", "公务用车运行维护费"),
            ("reception", "公务接待费"),
        ]
        group = "公务用车购置及运行维护费"

        def cell(part: str, basis: str) -> Cell:
            fen = d.three_sum("adjusted" if basis == "budget" else basis, part)
            role = {"all": "total", "vehicles": "subtotal"}.get(part, "leaf")
            return self.amount(fen, "", role, part=part, basis=basis)

        if self.layout.three_pairs:
            head = [
                [Cell("财政拨款“三公”经费", colspan=12)],
                [
                    Cell("合计", colspan=2, rowspan=2),
                    Cell("因公出国（境）费", colspan=2, rowspan=2),
                    Cell(group, colspan=6),
                    Cell("公务接待费", colspan=2, rowspan=2),
                ],
                [Cell(n, colspan=2) for _, n in parts[2:5]],
                [Cell(t) for _ in parts for t in ("预算数", "决算数")],
            ]
            body = [[cell(p, b) for p, _ in parts for b in ("budget", "final")]]
        else:
            one = [
                Cell("合计", rowspan=2),
                Cell("因公出国（境）费", rowspan=2),
                Cell(group, colspan=3),
                Cell("公务接待费", rowspan=2),
            ]
            two = [Cell(t, rowspan=c.rowspan, colspan=c.colspan) for c in one for t in [c.text]]
            head = [
                [Cell("预算数", colspan=6), Cell("决算数", colspan=6)],
                one + two,
                [Cell(n) for _ in range(2) for _, n in parts[2:5]],
            ]
            if self.layout.lines:
                head.append([Cell(str(i + 1), role="line") for i in range(12)])
            body = [[cell(p, b) for b in ("budget", "final") for p, _ in parts]]
        return Table("three_public", title, head, body, [1.0] * 12)
