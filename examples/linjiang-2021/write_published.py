"""Write the example report from its facts: `published/report.docx` and `published/report.txt`.

The facts and figures, the contradictions among them included, were typed from a published report; the sentences
are our own. Run it with the development dependencies installed:

    python examples/linjiang-2021/write_published.py [FOLDER]
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import Any

from blocks import Block, Cell, Heading, Paragraph, Table, to_docx, to_text

DATA = Path(__file__).parent / "published"
ORDINALS = "一二三四五六七八九十"
REASON = "维修（护）、租赁 办公设备购置等方面的开支比上年多"  # the list's 、 is missing in the original, too
NONE = "当年没有发生"

DUTIES = [
    "落实上级关于政务服务和数字化管理的各项规定，拟出本市的实施办法并推行。",
    "集中受理行政审批事项，监管公共资源交易，指导乡镇（街道）建好服务窗口。",
    "办理投资、商务、准入、建设、文教卫、社会、农林水等领域的审批，并对结果负责。",
    "推进政府信息公开与网上办事，完善平台和制度。",
    "牵头数字化规划和信息基础设施，协调通信业与信息化应急。",
    "汇聚、开放并保护数据资源，促进大数据的使用。",
    "提出信息化投资建议，审核本级项目，安排大数据专项资金。",
    "改善营商软环境，推动社会信用体系建设，查处典型案件。",
    "承担有关领导小组办公室的日常事务。",
    "市委、市政府交办的其他工作。",
]

GLOSSARY = [
    "财政拨款收入：本级财政部门拨给单位的预算资金。",
    "其他收入：不属于以上各项的收入，例如利息、租金、捐赠、盘盈和收回的已核销款项，"
    "以及从省财政以外的同级单位得到的经费。（仅保留本部门涉及的收入，其余删去）",
    "年初结转和结余：以前年度没有用完、按规定转到本年接着使用的资金。",
    "结余分配：事业单位依制度缴纳的所得税，以及从非财政补助结余中提取的各项基金。",
    "年末结转和结余：按规定转到以后年度接着使用的资金。",
    "基本支出：维持机构运转、完成日常任务的人员支出和公用支出。",
    "项目支出：基本支出以外，为特定任务和事业目标发生的支出。",
    "“三公”经费：纳入省级预决算管理、用财政拨款开支的因公出国（境）费、公务用车购置及运行费和公务接待费。",
    "机关运行经费：行政单位（含参公管理的事业单位）为运转而购买货物和服务的资金，"
    "如办公、印刷、邮电、差旅、会议、维修、水电、取暖和物业等费用。",
    "行政运行：行政单位（含实行公务员管理的事业单位）的基本支出。",
]


def report(facts: dict[str, Any], projects: list[dict[str, Any]]) -> list[Block]:
    """The whole report as blocks, in reading order."""
    unit, year = facts["unit"]["name"], facts["unit"]["fiscal_year"]
    parts = ["部门概况", f"{year}年度部门决算表", f"{year}年度部门决算情况说明", "名词解释"]
    titles = [f"第{ORDINALS[i]}部分  {title}" for i, title in enumerate(parts)]
    blocks: list[Block] = [Heading(0, unit), Heading(0, f"{year}年度部门决算"), Paragraph("目  录", centred=True)]
    blocks += [Paragraph(title) for title in titles]
    blocks += [Heading(1, titles[0]), *overview(facts)]
    blocks += [Heading(1, titles[1]), *announced_tables(facts)]
    for index, project in enumerate(projects):
        blocks += [Paragraph(facts["tables"]["attachment"])] if index == 0 else []
        blocks += [Paragraph(f"项目支出绩效自评表（{year}年度）", centred=True), form(project)]
    blocks += [Heading(1, titles[2]), *narrative(facts), *performance(facts, projects), *other_matters(facts)]
    blocks += [Heading(1, titles[3]), *[Paragraph(f"{ORDINALS[i]}、{text}") for i, text in enumerate(GLOSSARY)]]
    return blocks


def overview(facts: dict[str, Any]) -> list[Block]:
    """第一部分: duties, offices, persons, and the unfinished sentence on the units within."""
    unit = facts["unit"]
    blocks: list[Block] = [Heading(2, "一、部门职责")]
    blocks += [Paragraph(f"（{ORDINALS[i]}）{duty}") for i, duty in enumerate(DUTIES)]
    return [
        *blocks,
        Heading(2, "二、机构设置及部门决算单位构成"),
        Paragraph(f"{unit['name']}设{len(unit['offices'])}个科室：{'、'.join(unit['offices'])}。"),
        Paragraph(f"{unit['fiscal_year']}年末实有{unit['persons']}人，其中在职{unit['persons_in_service']}人。"),
        Paragraph(f"编入{unit['name']}{unit['fiscal_year']}年度部门决算的单位。"),
    ]


def announced_tables(facts: dict[str, Any]) -> list[Block]:
    """第二部分: the list of tables that the file announces but does not hold."""
    tables = facts["tables"]
    names = [Paragraph(f"{ORDINALS[i]}、{name}") for i, name in enumerate(tables["announced"])]
    return [Paragraph(tables["note"]), *names]


def form(project: dict[str, Any]) -> Table:
    """One 项目支出绩效自评表 in the Ministry's layout of nine columns."""
    funds, indicators = project["funds"], project["indicators"]
    goals = 4 + len(funds)  # first row of 年度目标
    head = goals + 2
    total = head + 1 + len(indicators)
    ticks = f"新增项目{project['new']} 延续项目{project['continued']}"
    cells = [
        Cell(0, 0, "项目名称", columns=2), Cell(0, 2, project["name"], columns=7),
        Cell(1, 0, "预算部门", columns=2), Cell(1, 2, project["department"], columns=3),
        Cell(1, 5, "预算单位"), Cell(1, 6, project["department"], columns=3),
        Cell(2, 0, "项目属性", columns=2), Cell(2, 2, ticks, columns=3),
        Cell(2, 5, "项目期"), Cell(2, 6, f"{project['years']}年", columns=3),
        Cell(3, 0, "项目资金（万元）", rows=1 + len(funds), columns=2),
    ]  # fmt: skip
    titles = ["", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]
    cells += _row(3, 2, titles)
    for offset, row in enumerate(funds):
        cells += _row(4 + offset, 2, row)
    cells += [
        Cell(goals, 0, "年度目标", rows=2),
        Cell(goals, 1, "预期目标", columns=4), Cell(goals, 5, "实际完成情况", columns=4),
        Cell(goals + 1, 1, project["goal"], columns=4), Cell(goals + 1, 5, project["outcome"], columns=4),
        Cell(head, 0, "绩效指标", rows=1 + len(indicators)),
    ]  # fmt: skip
    titles = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"]
    cells += _row(head, 1, titles)
    cells += _indicator_cells(head + 1, indicators)
    cells += [Cell(total, 0, "总分", columns=6), *_row(total, 6, project["total"])]
    return Table(total + 1, 9, cells)


def _row(row: int, column: int, texts: list[str]) -> list[Cell]:
    """Simple cells side by side."""
    return [Cell(row, column + i, text) for i, text in enumerate(texts)]


def _indicator_cells(first: int, indicators: list[list[str]]) -> list[Cell]:
    """The rows of indicators; equal 一级 and 二级 names below each other are one merged cell."""
    cells: list[Cell] = []
    for level in (0, 1):
        start = 0
        while start < len(indicators):
            key = indicators[start][: level + 1]
            end = start
            while end < len(indicators) and indicators[end][: level + 1] == key:
                end += 1
            alone = indicators[start][1] == ""  # 满意度指标 fills both columns
            if level == 0 or not alone:
                width = 2 if alone else 1
                cells.append(Cell(first + start, 1 + level, key[level], rows=end - start, columns=width))
            start = end
    for offset, indicator in enumerate(indicators):
        cells += _row(first + offset, 3, indicator[2:])
    return cells


def narrative(facts: dict[str, Any]) -> list[Block]:
    """第三部分, 一 to 九."""
    year, before = facts["unit"]["fiscal_year"], facts["unit"]["previous_year"]
    o, i, e, a = facts["overall"], facts["income"], facts["expenditure"], facts["appropriation"]
    f = facts["government_fund"]
    return [
        Heading(2, "一、收入支出决算总体情况说明"),
        Paragraph(
            f"{year}年度收、支总计各{o['total']}万元。与{before}年相比，收、支总计各增加{o['change']}万元，"
            f"增长{o['growth']}。主要原因：{REASON}。"
        ),
        Heading(2, "二、收入决算情况说明"),
        Paragraph(
            f"{year}年度收入合计{i['total']}万元，其中：财政拨款收入{i['appropriation']}万元，"
            f"占{i['appropriation_share']}；其他收入{i['other']}万元，占{i['other_share']}。"
        ),
        Heading(2, "三、支出决算情况说明"),
        Paragraph(
            f"{year}年度支出合计{e['total']}万元，其中：基本支出{e['basic']}万元，占{e['basic_share']}；"
            f"基本支出中，人员经费{e['personnel']}万元，占{e['personnel_share']}；"
            f"公用经费{e['public']} 万元，占{e['public_share']}。"
        ),
        Heading(2, "四、财政拨款收入支出决算总体情况说明"),
        Paragraph(
            f"{year}年度财政拨款收、支总计各 {a['total']} 万元，与{before}年相比，"
            f"财政拨款收、支总计各增加{a['change']}万元，增长{a['growth']}。"
        ),
        *general_budget(facts),
        *three_public(facts),
        Heading(2, "八、政府性基金预算财政拨款收入支出决算情况说明"),
        Paragraph(
            f"{year}年度政府性基金预算财政拨款年初结转和结余{f['opening']}万元；本年收入{f['income']}万元；"
            f"本年支出{f['expenditure']}万元，年末结转和结余{f['closing']}万元。"
        ),
        Heading(2, "九、国有资本经营预算财政拨款支出决算情况说明"),
        Paragraph("本年没有这类支出。"),
    ]


def general_budget(facts: dict[str, Any]) -> list[Block]:
    """第三部分, 五 and 六."""
    year, before = facts["unit"]["fiscal_year"], facts["unit"]["previous_year"]
    g, b = facts["general_budget"], facts["basic"]
    structure = "；".join(f"{name}支出{amount}万元，占{share}" for name, amount, share in g["structure"])
    return [
        Heading(2, "五、一般公共预算财政拨款支出决算情况说明"),
        Heading(3, "（一）一般公共预算财政拨款支出决算总体情况"),
        Paragraph(
            f"{year}年度一般公共预算财政拨款支出  {g['total']}万元，占本年支出合计的{g['share']}。与{before}年相比，"
            f"一般公共预算财政拨款支出增加{g['change']}万元，增长{g['growth']}。主要原因：{REASON}。"
        ),
        Heading(3, "（二）一般公共预算财政拨款支出决算结构情况"),
        Paragraph(f"{year}年度一般公共预算财政拨款支出{g['total']}万元，主要用于以下方面：{structure}。"),
        Heading(3, "（三）一般公共预算财政拨款支出决算具体情况"),
        Paragraph(
            f"{year}年度一般公共预算财政拨款支出年初预算为{g['initial']}万元，支出决算为{g['total']}万元，"
            f"完成年初预算的{g['completion']}。其中："
        ),
        Paragraph(
            f"1.{g['item']}。年初预算为{g['item_initial']}万元，支出决算为{g['item_final']}万元，"
            f"完成年初预算的{g['item_completion']}。决算数大于预算数的主要原因{REASON}。"
        ),
        Heading(2, "六、一般公共预算财政拨款基本支出决算情况说明"),
        Paragraph(
            f"{year}年度一般公共预算财政拨款基本支出{b['total']}万元，其中：人员经费{b['personnel']}万元，"
            f"主要包括：{'、'.join(b['personnel_items'])}。"
        ),
        Paragraph(f"公用经费{b['public']}万元，主要包括：{'、'.join(b['public_items'])}。"),
    ]


def three_public(facts: dict[str, Any]) -> list[Block]:
    """第三部分, 七."""
    year, t = facts["unit"]["fiscal_year"], facts["three_public"]
    shares = "；".join(f"{name}支出决算为{final}万元，占{share}" for name, _, final, share, _ in t["items"])
    abroad, vehicles, reception = (
        f"{name}{verb}{budget}万元{comma}支出决算为{final}万元，完成预算的{completion}"
        for (name, budget, final, _, completion), verb, comma in zip(
            t["items"], ("预算为", "预算", "预算为"), (",", "，", "，"), strict=True
        )
    )
    return [
        Heading(2, "七、一般公共预算财政拨款“三公”经费支出决算情况说明"),
        Heading(3, "（一）“三公”经费财政拨款支出决算总体情况说明"),
        Paragraph(
            f"{year}年度“三公”经费财政拨款支出预算为{t['budget']}万元，支出决算为{t['final']}万元，"
            f"完成预算的{t['completion']}。主要原因{NONE}。"
        ),
        Heading(3, "（二）“三公”经费财政拨款支出决算具体情况说明"),
        Paragraph(f"{year}年度“三公”经费财政拨款支出决算中，{shares}。分项如下：{NONE}。"),
        Paragraph(
            f"1.{abroad}。主要原因：{NONE}。全年安排因公出国（境）团组{t['trips_groups']}个，"
            f"累计{t['trips_persons']}人次。开支内容（逐项列出出访任务和金额）：{NONE}。。"
        ),
        Paragraph(f"2.{vehicles}，主要原因是{NONE}。"),
        Paragraph(f"3.{reception}，主要是{NONE}。"),
    ]


def performance(facts: dict[str, Any], projects: list[dict[str, Any]]) -> list[Block]:
    """第三部分, 十, with the slips of the list of projects: a lost point, a lost colon, a character moved."""
    year, p = facts["unit"]["fiscal_year"], facts["performance"]
    starts = [f"{i}.{project['name']}。金额：{amount}万元。目标：" for i, (project, amount) in
              enumerate(zip(projects, p["amounts"], strict=True), 1)]  # fmt: skip
    goals = [f"{project['goal']}。" for project in projects]
    starts[0] = f"主要项目有：1{projects[0]['name']} 金额：{p['amounts'][0]}万元。目标："
    starts[2] = starts[2].replace("万元。", "万元做。")
    goals[2] = goals[2].removeprefix("做")
    starts[5] = starts[5].replace("万元。", "万元.")
    starts[6] = starts[6].replace(f"{projects[6]['name']}。", f"{projects[6]['name']}.")
    starts[10] = f"11.{projects[10]['name']}。金额{p['amounts'][10]}万元目标："
    goals[8] = "维持政务服务中心食堂的日常运转。"
    return [
        Heading(2, f"十、关于{year}年度预算绩效管理情况的说明"),
        Heading(3, "（一）绩效评价工作开展情况"),
        Paragraph(
            f"{year}年度，我单位依照预算绩效管理的规定对{p['projects']}个项目做了绩效自评，涉及资金{p['amount']}万元."
        ),
        Heading(3, "（二）绩效评价结果应用"),
        Paragraph(
            f"本部门把{year}年{p['projects']}个项目的绩效自评结果对外公布，涉及金额{p['amount']}万元。"
        ),
        *[Paragraph(start + goal) for start, goal in zip(starts, goals, strict=True)],
    ]


def other_matters(facts: dict[str, Any]) -> list[Block]:
    """第三部分, 十一."""
    year, o, p, s = facts["unit"]["fiscal_year"], facts["operating_cost"], facts["procurement"], facts["assets"]
    return [
        Heading(2, "十一、其他重要事项的情况说明"),
        Heading(3, "（一）机关运行经费支出情况"),
        Paragraph(
            f"{year}年度，机关运行经费支出{o['final']}万元，比年初预算数增加{o['change_from_initial']}万元，"
            f"增长{o['growth']}，主要是{REASON}。"
        ),
        Heading(3, "（二）政府采购支出情况"),
        Paragraph(
            f"{year}年度，政府采购支出总额{p['total']}万元，其中：政府采购货物支出{p['goods']}万元、"
            f"政府采购工程支出{p['works']}万元、政府采购服务支出{p['services']}万元。"
        ),
        Heading(3, "（三）国有资产占用情况"),
        Paragraph(
            f"截至{s['day']}，{facts['unit']['name_in_assets']}共有车辆{s['vehicles']}辆；"
            f"单位价值{s['general_threshold']}万元以上通用设备{s['general_equipment']}台（套）；"
            f"单位价值{s['special_threshold']}万元以上专用设备{s['special_equipment']}台（套）"
        ),
    ]


def main(folder: Path) -> None:
    """Write both files into the folder."""
    facts = tomllib.loads((DATA / "facts.toml").read_text(encoding="utf-8"))
    projects = tomllib.loads((DATA / "projects.toml").read_text(encoding="utf-8"))["project"]
    blocks = report(facts, projects)
    title = f"{facts['unit']['name']}{facts['unit']['fiscal_year']}年度部门决算"
    (folder / "report.txt").write_text(to_text(blocks), encoding="utf-8", newline="\n")
    to_docx(blocks, title, folder / "report.docx")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else DATA)
