"""The Ministry's forms of a made-up year, cell by cell, in their official layout. Imports nothing of the project."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from official_ledger import CLASSES, ITEMS, NAMES, Key, Ledger

FUNDS = {
    "general": "一般公共预算财政拨款",
    "government_fund": "政府性基金预算财政拨款",
    "state_capital": "国有资本经营预算财政拨款",
}


@dataclass(frozen=True)
class Amount:
    """A cell with an amount, and what it states (None for what is published nowhere); counts have no unit."""

    fen: int
    key: Key | None = None
    count: str = ""


@dataclass(frozen=True)
class Head:
    text: str
    rows: int = 1
    columns: int = 1


Cell = str | Amount | Head


@dataclass
class Form:
    code: str
    title: str
    header: list[list[Cell]]
    body: list[list[Cell]]
    lanes: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def width(self) -> int:
        return sum(c.columns if isinstance(c, Head) else 1 for c in self.header[0])


def at(
    measure: str, fund: str = "all", function: str = "all", item: str = "all", kind: str = "all", basis: str = "final"
) -> Key:
    return measure, fund, function, item, kind, basis


CODE_HEADS: list[Cell] = [Head("项目", 1, 4)]
SECOND: list[Cell] = [Head("支出功能分类科目编码", 2, 3), Head("科目名称", 2)]


def by_function(
    code: str,
    title: str,
    tops: list[Cell],
    seconds: list[Cell],
    thirds: list[Cell],
    functions: list[str],
    row: Callable[[str], list[Cell]],
) -> Form:
    """A form by function: 项目 over codes (类 款 项) and names, header of three lines, 栏次, 合计."""
    width = len(row("all"))
    levels: list[Cell] = ["类", "款", "项", "栏次", *(str(n) for n in range(1, width + 1))]
    first: list[Cell] = ["", "", "", "合计", *row("all")]
    body = [[f[:3], f[3:5], f[5:], NAMES[f], *row(f)] for f in functions]
    return Form(code, title, [[*CODE_HEADS, *tops], [*SECOND, *seconds], thirds, levels], [first, *body], lanes=1)


def flat(code: str, title: str, heads: list[str], functions: list[str], row: Callable[[str], list[Cell]]) -> Form:
    return by_function(code, title, [Head(h, 3) for h in heads], [], [], functions, row)


def income(book: Ledger) -> Form:
    sources = ("all", "appropriation", "superior", "institutional", "operating", "affiliates", "other")
    heads = ["本年收入合计", "财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入"]
    return flat(
        "Z03",
        "收入决算表",
        heads,
        book.functions(),
        lambda f: [Amount(book.came(s, f), at("income", s, f)) for s in sources],
    )


KINDS = ("all", "basic", "project", "to_superior", "operating", "to_affiliates")


def expenditure(book: Ledger) -> Form:
    heads = ["本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"]
    return flat(
        "Z04",
        "支出决算表",
        heads,
        book.functions(),
        lambda f: [Amount(book.spending(function=f, kind=k), at("expenditure", "all", f, "all", k)) for k in KINDS],
    )


def balances(book: Ledger) -> Form:
    """Z02: what there was, came, went and is left, by function."""
    tops: list[Cell] = [
        Head("年初结转和结余", 1, 4),
        Head("本年收入", 3),
        Head("本年支出", 1, 6),
        Head("使用非财政拨款结余", 3),
        Head("结余分配", 1, 3),
        Head("年末结转和结余", 1, 4),
    ]
    stock = [Head("合计", 2), Head("基本支出结转", 2), Head("项目支出结转和结余", 2), Head("经营结余", 2)]
    flows = [Head(h, 2) for h in ("合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出")]
    shared = [Head("合计", 2), Head("交纳所得税", 2), Head("提取专用结余", 2)]

    def row(f: str) -> list[Cell]:
        def stocks(which: str) -> list[Cell]:
            kinds = ("all", "basic", "project", "operating")
            return [
                Amount(book.stock(which, "all", f, k), at(which, "all", f, "all", k) if f == "all" else None)
                for k in kinds
            ]

        whole = f == "all"
        return [
            *stocks("opening"),
            Amount(book.came("all", f), at("income", "all", f)),
            *(Amount(book.spending(function=f, kind=k), at("expenditure", "all", f, "all", k)) for k in KINDS),
            Amount(book.surplus_used if whole else 0, at("surplus_used") if whole else None),
            Amount(book.distribution if whole else 0, at("distribution") if whole else None),
            Amount(0),
            Amount(book.distribution if whole else 0),
            *stocks("closing"),
        ]

    return by_function("Z02", "收入支出决算表", tops, [*stock, *flows, *shared, *stock], [], book.functions(), row)


def fund_flows(book: Ledger, code: str, fund: str, title: str) -> Form:
    """Z07, Z09, Z11: opening, income, spending, closing of one fund."""
    tops: list[Cell] = [
        Head("年初结转和结余", 1, 3),
        Head("本年收入", 1, 3),
        Head("本年支出", 1, 5),
        Head("年末结转和结余", 1, 3),
    ]
    stock = [Head("合计", 2), Head("基本支出结转", 2), Head("项目支出结转和结余", 2)]
    flow = [Head("合计", 2), Head("基本支出", 2), Head("项目支出", 2)]
    spent: list[Cell] = [Head("合计", 2), Head("基本支出", 1, 3), Head("项目支出", 2)]
    thirds: list[Cell] = ["小计", "人员经费", "公用经费"]

    def row(f: str) -> list[Cell]:
        def stocks(which: str) -> list[Cell]:
            return [
                Amount(book.stock(which, fund, f, k), at(which, fund, f, "all", k)) for k in ("all", "basic", "project")
            ]

        basic = book.spending(fund, f, kind="basic")
        personnel = sum(book.spending(fund, f, c, "basic") for c in ("301", "303"))
        came = book.came(fund, f)
        return [
            *stocks("opening"),
            Amount(came, at("income", fund, f)),
            Amount(basic, at("income", fund, f, "all", "basic")),
            Amount(came - basic, at("income", fund, f, "all", "project")),
            Amount(book.spending(fund, f), at("expenditure", fund, f)),
            Amount(basic, at("expenditure", fund, f, "all", "basic")),
            Amount(personnel, at("expenditure", fund, f, "all", "personnel")),
            Amount(basic - personnel, at("expenditure", fund, f, "all", "public")),
            Amount(book.spending(fund, f, kind="project"), at("expenditure", fund, f, "all", "project")),
            *stocks("closing"),
        ]

    return by_function(code, title, tops, [*stock, *flow, *spent, *stock], thirds, book.functions(fund), row)


def matrix(book: Ledger, code: str, title: str, fund: str, kind: str, *, coded: bool = False) -> Form:
    """Z05, Z08, Z10, Z12 and theirs: functions by economic items."""
    groups = {c: [i for i in ITEMS if i[:3] == c] for c in CLASSES}

    def name(c: str, word: str) -> str:
        return c + word if coded else word

    tops: list[Cell] = [Head("合计", 3), *(Head(name(c, CLASSES[c]), 1, 1 + len(items)) for c, items in groups.items())]
    seconds: list[Cell] = [
        Head(h, 2) for c, items in groups.items() for h in ("小计", *(name(i, ITEMS[i]) for i in items))
    ]
    used = [fund] if fund != "all" else []

    def spent(f: str, item: str) -> int:
        kinds = [kind] if kind != "all" else ["basic", "project", "operating"]  # not what goes to others' accounts
        return sum(book.spending(fund, f, item, k) for k in kinds)

    def row(f: str) -> list[Cell]:
        total = None if (fund, kind) == ("all", "all") else at("expenditure", fund, f, "all", kind)
        cells: list[Cell] = [Amount(spent(f, "all"), total)]
        for c, items in groups.items():
            for item in (c, *items):
                told = f == "all" and (fund, kind) == ("general", "basic")
                cells.append(Amount(spent(f, item), at("expenditure", fund, f, item, kind) if told else None))
        return cells

    functions = [f for f in book.functions(*used) if spent(f, "all")]
    return by_function(code, title, tops, seconds, [], functions, row)


def matrices(book: Ledger, *, coded: bool = False) -> list[Form]:
    found = [
        matrix(book, "Z05", "支出决算明细表", "all", "all", coded=coded),
        matrix(book, "Z05_1", "基本支出决算明细表", "all", "basic", coded=coded),
        matrix(book, "Z05_2", "项目支出决算明细表", "all", "project", coded=coded),
        matrix(book, "Z05_3", "经营支出决算明细表", "all", "operating", coded=coded),
    ]
    for fund, code in (("general", "Z08"), ("government_fund", "Z10"), ("state_capital", "Z12")):
        for kind, tail, word in (("all", "", ""), ("basic", "_1", "基本"), ("project", "_2", "项目")):
            found.append(matrix(book, code + tail, f"{FUNDS[fund]}{word}支出决算明细表", fund, kind, coded=coded))
    return found


def summary(book: Ledger, *, budgets: bool = False) -> Form:
    """Z01: income, spending by function, spending by nature and item; each with two budgets before the final column."""
    bases = ("initial", "adjusted", "final")

    def three(key: Key, final: int) -> list[Cell]:
        if not budgets:
            return ["", "", Amount(final, key)]
        factor = {"initial": 3, "adjusted": 2, "final": 1}
        return [Amount(final * factor[b], (*key[:5], b)) for b in bases]

    sources = [
        ("一、一般公共预算财政拨款收入", "general"),
        ("二、政府性基金预算财政拨款收入", "government_fund"),
        ("三、国有资本经营预算财政拨款收入", "state_capital"),
        ("四、上级补助收入", "superior"),
        ("五、事业收入", "institutional"),
        ("六、经营收入", "operating"),
        ("七、附属单位上缴收入", "affiliates"),
        ("八、其他收入", "other"),
    ]
    left: list[list[Cell]] = [[name, *three(at("income", s), book.came(s))] for name, s in sources]
    left += [["本年收入合计", *three(at("income"), book.came())]]
    left += [["　　使用非财政拨款结余（含专用结余）", *three(at("surplus_used"), book.surplus_used)]]
    left += [["　　年初结转和结余", *three(at("opening"), book.stock("opening"))]]
    total = book.came() + book.surplus_used + book.stock("opening")
    numerals = "一二三四五六七八九"
    classes = [f for f in book.functions() if len(f) == 3]
    middle: list[list[Cell]] = [
        [f"{numerals[n]}、{NAMES[f]}", *three(at("expenditure", "all", f), book.spending(function=f))]
        for n, f in enumerate(classes)
    ]
    middle += [["本年支出合计", *three(at("expenditure"), book.spending())]]
    middle += [["　　结余分配", *three(at("distribution"), book.distribution)]]
    middle += [["　　年末结转和结余", *three(at("closing"), book.stock("closing"))]]
    nature = [
        ("一、基本支出", "basic"),
        ("二、项目支出", "project"),
        ("三、上缴上级支出", "to_superior"),
        ("四、经营支出", "operating"),
        ("五、对附属单位补助支出", "to_affiliates"),
    ]
    right: list[list[Cell]] = [
        [name, *three(at("expenditure", "all", "all", "all", k), book.spending(kind=k))] for name, k in nature
    ]
    right += [["本年支出合计", *three(at("expenditure"), book.spending())]]
    height = max(len(left), len(middle), len(right)) + 1
    sides = []
    for rows, word, measure in ((left, "总计", "resources"), (middle, "总计", "uses"), (right, "总计", "uses")):
        rows += [["", "", "", ""]] * (height - len(rows) - 1)
        sides.append([*rows, [word, *three(at(measure), total)]])
    body: list[list[Cell]] = []
    for n in range(height):
        line: list[Cell] = []
        for s, rows in enumerate(sides):
            label, *cells = rows[n]
            line += [label, str(1 + n + s * height), *cells]
        body.append(line)
    columns: list[Cell] = ["年初预算数", "全年预算数", "决算数"]
    header: list[list[Cell]] = [
        [Head("收入", 1, 5), Head("支出", 1, 10)],
        [
            "项目",
            Head("行次", 2),
            *columns,
            "项目（按功能分类）",
            Head("行次", 2),
            *columns,
            "项目（按支出性质和经济分类）",
            Head("行次", 2),
            *columns,
        ],
        ["栏次", "1", "2", "3", "栏次", "4", "5", "6", "栏次", "7", "8", "9"],
    ]
    return Form("Z01", "收入支出决算总表", header, body, lanes=1)


def appropriation(book: Ledger) -> Form:
    """Z01_1: 财政拨款 by fund, final figures only."""
    left: list[list[Cell]] = [
        [f"{n}、{FUNDS[f]}", Amount(book.came(f), at("income", f))] for n, f in zip("一二三", FUNDS, strict=True)
    ]
    left += [["本年收入合计", Amount(book.came("appropriation"), at("income", "appropriation"))]]
    left += [["年初财政拨款结转和结余", Amount(book.stock("opening", "appropriation"), at("opening", "appropriation"))]]
    left += [
        [f"　　{n}、{FUNDS[f]}", Amount(book.stock("opening", f), at("opening", f))]
        for n, f in zip("一二三", FUNDS, strict=True)
    ]
    funds = ("appropriation", *FUNDS)

    def four(measure: str, amounts: Callable[[str], int], function: str = "all") -> list[Cell]:
        return [Amount(amounts(f), at(measure, f, function)) for f in funds]

    classes = [f for f in book.functions(*FUNDS) if len(f) == 3]
    numerals = "一二三四五六七八九"
    right: list[list[Cell]] = [
        [f"{numerals[n]}、{NAMES[c]}", *four("expenditure", lambda f, c=c: book.spending(f, c), c)]  # type: ignore[misc]
        for n, c in enumerate(classes)
    ]
    right += [["本年支出合计", *four("expenditure", lambda f: book.spending(f))]]
    right += [["年末财政拨款结转和结余", *four("closing", lambda f: book.stock("closing", f))]]
    total = book.came("appropriation") + book.stock("opening", "appropriation")
    height = max(len(left), len(right)) + 1
    left += [["", ""]] * (height - len(left) - 1) + [["总计", Amount(total, at("resources", "appropriation"))]]
    right += [["", "", "", "", ""]] * (height - len(right) - 1)
    right += [["总计", *four("uses", lambda f: book.came(f) + book.stock("opening", f))]]
    body: list[list[Cell]] = []
    for n in range(height):
        (name, amount), (other, *amounts) = left[n], right[n]
        body.append([name, str(n + 1), amount, other, str(n + 1 + height), *amounts])
    header: list[list[Cell]] = [
        [Head("收入", 1, 3), Head("支出", 1, 6)],
        ["项目", Head("行次", 2), "决算数", "项目（按功能分类）", Head("行次", 2), "合计", *FUNDS.values()],
        ["栏次", "1", "栏次", "2", "3", "4", "5"],
    ]
    return Form("Z01_1", "财政拨款收入支出决算总表", header, body, lanes=1)
