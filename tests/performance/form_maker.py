"""Self-evaluation forms made up from a seed, and dumped as the text runs of a picture: cells cut anywhere."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from decimal import Decimal

PLACES = ["青河", "临泽", "南汀", "松岭", "荆门口"]
OFFICES = ["数据管理局", "卫生健康局", "文化和旅游局", "政务服务中心", "水利局", "教育体育局", "生态环境分局"]
PROJECTS = [
    "便民服务窗口购买服务", "办公设备更新", "数据中心机房托管", "聘用人员劳务费", "社区服务站点建设", "业务用房修缮",
    "培训与考核经费", "网络线路租赁", "执法装备购置", "基层公共卫生补助", "12345热线运行维护",
    "2023年智慧政务平台（二期）",
]  # fmt: skip
NUMBERS = {
    "数量指标": [
        "窗口工作人员到位数量（人）",
        "购置设备数量（台/套）",
        "租赁线路数量（条）",
        "举办培训期数",
        "受理群众来电件数",
    ],
    "质量指标": ["验收合格率", "培训考核通过率", "设备完好率", "线路带宽达标率"],
    "时效指标": ["按期完成率", "资金拨付及时率", "故障响应时限（小时）"],
    "成本指标": ["项目预算（万元）", "单位成本（元/人）", "年租赁费（万元）"],
    "经济效益指标": ["节约财政资金（万元）", "带动收入增长率"],
    "社会效益指标": ["办公需求满足度", "受益群众人数", "政策知晓率"],
    "生态效益指标": ["垃圾分类覆盖率", "污水处理率"],
    "可持续影响指标": ["设备使用年限（年）", "制度执行率"],
    "满意度": ["服务对象满意度", "群众满意度", "使用单位满意度"],
}
WORDS = {
    "质量指标": [("平台运行质量", "合格"), ("档案整理规范性", "规范")],
    "时效指标": [("信息上传及时性", "及时"), ("采购完成的及时性", "按时完成")],
    "社会效益指标": [("提高政务服务水平", "有效提升"), ("公共服务保障能力", "明显增强"), ("城市形象", "显著改善")],
    "可持续影响指标": [("长效管理机制", "健全"), ("提高企业诚信意识", "有效提高")],
    "经济效益指标": [("营商环境", "持续优化")],
}
OUTPUT = ["数量指标", "质量指标", "时效指标", "成本指标"]
BENEFIT = ["经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"]
EXPECTED = [
    "保障{p}工作正常开展",
    "完成{p}，满足{n}项业务需要。",
    "投入{n}万元用于{p}，提高服务水平。",
    "为{n}个社区提供{p}，群众满意度达到90%以上。",
]
ACHIEVED = ["已完成：{e}", "已{e}", "全年{e}", "按照预期目标已{e}"]
REASONS = [
    "受客观条件影响，部分采购推迟，下一步加强管理。",
    "年初指标设定偏高，今后合理设定指标值。",
    "合同未到付款期，下年度及时支付。",
]


@dataclass
class MadeRow:
    """One row of indicators as printed; "" is blank."""

    level: str
    aspect: str
    name: str
    target: str = ""
    actual: str = ""
    weight: str = ""
    score: str = ""
    deviation: str = ""


@dataclass
class MadeForm:
    """A form as printed."""

    name: str
    department: str
    unit: str
    boxes: str
    term: str
    funds: list[list[str]]
    expected: str
    achieved: str
    rows: list[MadeRow]
    total: tuple[str, str]
    order: list[str] = field(default_factory=list)


def plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def made_form(seed: int) -> MadeForm:
    """The form of a seed."""
    r = random.Random(f"form {seed}")
    place = r.choice(PLACES) + r.choice("市县区")
    unit = place + r.choice(OFFICES)
    project = r.choice(PROJECTS)
    new = r.random() < 0.5
    tick = r.choice(["?", "√", "☑"])
    boxes = f"新增项目{tick if new else '□'}延续项目{'□' if new else tick}"
    rows = [*_output(r), *_benefit(r), *_satisfaction(r)]
    _weights(r, rows)
    expected = r.choice(EXPECTED).format(p=project, n=r.randint(2, 90))
    total = r.choice(["100", "100", "100", "90", "110"])
    got = sum((Decimal(x.score) for x in rows if x.score), Decimal(r.choice([0, 10])))
    return MadeForm(
        project, unit, unit, boxes, f"{r.randint(1, 5)}年", _funds(r), expected,
        r.choice(ACHIEVED).format(e=expected), rows, (total, plain(min(got, Decimal(110)))),
        r.choice([*[["target", "actual", "weight", "score", "deviation"]] * 3, _WEIGHT_FIRST]),
    )  # fmt: skip


_WEIGHT_FIRST = ["weight", "target", "actual", "score", "deviation"]


def _funds(r: random.Random) -> list[list[str]]:
    digits = r.choice([0, 1, 2, 2, 4])
    budget = Decimal(r.randint(30, 90000)) / 100
    step = Decimal(1).scaleb(-digits)
    adjusted = max(budget * r.choice([1, 1, Decimal("1.2"), Decimal("0.9")]), step).quantize(step)
    budget = max(budget, step).quantize(step)
    executed = (adjusted * r.choice([1, 1, Decimal("0.97"), Decimal("0.856")])).quantize(step)
    rate = f"{executed / adjusted * 100:.{r.choice([0, 2])}f}%"
    score = plain((executed / adjusted * 10).quantize(Decimal("0.01")))
    money = [f"{x:f}" for x in (budget, adjusted, executed)]
    dash = r.choice(["―", "—", "-"])
    blank = r.random() < 0.15
    twice = r.random() < 0.15
    rows = [
        ["年度资金总额", *money, "10", rate, "" if blank else score],
        ["其中：当年财政拨款", *money, "10" if twice else dash, rate, dash],
    ]
    if r.random() < 0.4:
        rows.append(["上年结转资金", "", "", "", dash, "", dash])
    rows.append(["其他资金", *r.choice([["", "", ""], ["0", "0", "0"]]), dash, "", dash])
    return rows


def _numbered(r: random.Random, aspect: str, name: str) -> tuple[str, str]:
    if name.endswith(("率", "度", "知晓率")):
        target = f"{r.choice(['≥', '', '≥', '='])}{r.randint(80, 100)}{r.choice(['%', '%', '%', '&'])}"
        value = int("".join(c for c in target if c.isdigit()))
        actual = r.choice([target, f"{r.randint(value, 100)}%", f"{value}%"])
        return target, actual
    if aspect == "成本指标":
        cost = plain(Decimal(r.randint(20, 99999)) / r.choice([1, 10, 100]))
        sign = r.choice(["≤", "≤", ""])
        return sign + cost, r.choice([sign + cost, cost])
    value = r.choice([r.randint(1, 12), r.randint(10, 300), r.randint(100, 2600)])
    sign = r.choice(["", "", "≥"])
    return f"{sign}{value}", f"{sign if r.random() < 0.3 else ''}{value}"


def _rows(r: random.Random, level: str, aspect: str, chance: float) -> list[MadeRow]:
    marked = r.random() < 0.6
    if r.random() > chance:
        blanks = r.choice([[""], ["指标1："], ["指标1：", "指标2：……"]])
        return [MadeRow(level, aspect, b) for b in blanks]
    rows = []
    for n in range(1, r.choice([2, 2, 3])):
        prefix = f"指标{n}：" if marked else ""
        words = WORDS.get(aspect)
        if words and r.random() < 0.4:
            name, target = r.choice(words)
            rows.append(MadeRow(level, aspect, prefix + name, target, r.choice([target, target, "已" + target])))
        else:
            name = r.choice(NUMBERS.get(aspect, NUMBERS["满意度"]))
            rows.append(MadeRow(level, aspect, prefix + name, *_numbered(r, aspect, name)))
    if marked and r.random() < 0.3:
        rows.append(MadeRow(level, aspect, f"指标{len(rows) + 1}：……"))
    return rows


def _output(r: random.Random) -> list[MadeRow]:
    level = "" if r.random() < 0.15 else "产出指标"
    return [row for aspect in OUTPUT for row in _rows(r, level, aspect, 0.95)]


def _benefit(r: random.Random) -> list[MadeRow]:
    return [row for aspect in BENEFIT for row in _rows(r, "效益指标", aspect, 0.5)]


def _satisfaction(r: random.Random) -> list[MadeRow]:
    return _rows(r, "满意度指标", r.choice(["", "服务对象满意度指标"]), 1.0)


def _weights(r: random.Random, rows: list[MadeRow]) -> None:
    for row in rows:
        if not row.target:
            continue
        weight = r.choice([5, 10, 10, 10, 15, 20, 30, 40])
        row.weight = row.score = str(weight)
        if r.random() < 0.15 and row.target[-1].isdigit() is False and row.target[-1] in "%&":
            target = Decimal("".join(c for c in row.target if c.isdigit()))
            actual = max(Decimal(10), target - r.randint(1, 30))
            row.actual = f"{actual}%"
            row.score = plain((weight * actual / target).quantize(Decimal("0.01")))
            row.deviation = r.choice(REASONS) if r.random() < 0.8 else ""
        elif r.random() < 0.03:
            row.score = ""


def runs_of(form: MadeForm, seed: int, cut: float = 0.25) -> list[str]:
    """The form as text runs, one a line: labels and values in order, blank cells left out, each cut at random.

    Args:
        form: the form.
        seed: of the cuts.
        cut: chance of a cut between two characters.
    """
    r = random.Random(f"cuts {seed}")
    names = {
        "target": "年度指标值", "actual": "实际完成值", "weight": "分值", "score": "得分",
        "deviation": "偏差原因分析及改进措施",
    }  # fmt: skip
    cells = [
        "项目支出绩效自评表（2023年度）", "项目名称", form.name, "预算部门", form.department, "预算单位", form.unit,
        "项目属性", form.boxes, "项目期", form.term, "项目资金（万元）", "年初预算数",
        "全年预算数", "全年执行数", "分值", "执行率", "得分",
    ]  # fmt: skip
    for row in form.funds:
        cells += row
    cells += [
        "年度目标",
        "预期目标",
        "实际完成情况",
        form.expected,
        form.achieved,
        "绩效指标",
        "一级指标",
        "二级指标",
        "三级指标",
    ]
    cells += [names[k] for k in form.order]
    level = aspect = None
    for row in form.rows:
        if row.level and row.level != level:
            cells.append(row.level)
        if row.aspect and row.aspect != aspect:
            cells.append(row.aspect)
        level, aspect = row.level, row.aspect
        cells += [row.name, *(getattr(row, k) for k in form.order)]
    cells += ["总分", *form.total]
    return [run for cell in cells if cell for run in _cut(r, cell, cut)]


def _cut(r: random.Random, cell: str, chance: float) -> list[str]:
    out = [cell[0]]
    for c in cell[1:]:
        if r.random() < chance:
            out.append(c)
        else:
            out[-1] += c
    return out
