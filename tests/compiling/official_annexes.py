"""附03 and the other annexes, and the sheets that hold nothing of what is published. Imports nothing of the project."""

from __future__ import annotations

from official_forms import Amount, Cell, Form, Head, at
from official_ledger import Ledger


def operation(book: Ledger, fund: str, *, dash: str = "一", since_2019: bool = True) -> Form:
    """附03 机构运行信息表: 三公 and its counts on the left, the rest on the right."""

    def money(name: str) -> list[Cell]:
        amount = book.three_public(name, fund)
        planned = amount + {"three_public": 400, "vehicles": 200}.get(name, 100)
        bases = ("initial", "adjusted") if since_2019 else ("budget",)
        budgets = [Amount(planned, at("expenditure", fund, "all", name, basis=b)) for b in bases]
        return [*budgets, Amount(amount, at("expenditure", fund, "all", name))]

    blanks: list[Cell] = [dash, dash] if since_2019 else [dash]

    def count(measure: str) -> list[Cell]:
        return [*blanks, Amount(book.counts[measure], None, measure)]

    reception = book.three_public("reception", fund)
    domestic: list[Cell] = [*blanks, Amount(reception, None, "reception.domestic")]
    left: list[list[Cell]] = [
        ["一、“三公”经费支出", *blanks, dash],
        ["（一）支出合计", *money("three_public")],
        ["　　1．因公出国（境）费", *money("abroad")],
        ["　　2．公务用车购置及运行维护费", *money("vehicles")],
        ["　　　　（1）公务用车购置费", *money("vehicle_purchase")],
        ["　　　　（2）公务用车运行维护费", *money("vehicle_operation")],
        ["　　3．公务接待费", *money("reception")],
        ["　　　　（1）国内接待费", *domestic],
        ["　　　　　　其中：外事接待费", *blanks, Amount(0)],
        ["　　　　（2）国（境）外接待费", *blanks, Amount(0)],
        ["（二）相关统计数", *blanks, dash],
        ["　　1．因公出国（境）团组数（个）", *count("trips.groups")],
        ["　　2．因公出国（境）人次数（人）", *count("trips.persons")],
        ["　　3．公务用车购置数（辆）", *count("vehicles_bought")],
        ["　　4．公务用车保有量（辆）", *count("vehicles_kept")],
        ["　　5．国内公务接待批次（个）", *count("receptions.batches")],
        ["　　　　　其中：外事接待批次（个）", *count("receptions.foreign_batches")],
        ["　　6．国内公务接待人次（人）", *count("receptions.persons")],
        ["　　　　　其中：外事接待人次（人）", *count("receptions.foreign_persons")],
        ["　　7．国（境）外公务接待批次（个）", *count("receptions.abroad_batches")],
        ["　　8．国（境）外公务接待人次（人）", *count("receptions.abroad_persons")],
    ]
    right = _right(book, dash, since_2019=since_2019)
    height = max(len(left), len(right))
    width = len(left[0])
    left += [[""] * width for _ in range(height - len(left))]
    right += [["", ""] for _ in range(height - len(right))]
    body: list[list[Cell]] = []
    for n, (one, other) in enumerate(zip(left, right, strict=True), 1):
        body.append([one[0], str(n), *one[1:], other[0], str(n + height), other[1]])
    budgets: list[Cell] = ["年初预算数", "全年预算数"] if since_2019 else ["预算数"]
    lanes: list[Cell] = [str(n) for n in range(1, width)]
    header: list[list[Cell]] = [
        ["项目", Head("行次", 2), *budgets, "统计数", "项目", Head("行次", 2), "统计数"],
        ["栏次", *lanes, "栏次", str(width)],
    ]
    notes = ["注：1．本表反映“三公”经费、机关运行经费等相关统计指标。"]
    return Form("F03", "机构运行信息表", header, body, lanes=1, notes=notes)


def _right(book: Ledger, dash: str, *, since_2019: bool) -> list[list[Cell]]:
    def money(measure: str) -> Amount:
        return Amount(book.beside[measure], None, measure)

    def count(measure: str) -> Amount:
        return Amount(book.counts[measure], None, measure)

    running: list[list[Cell]] = [
        ["机关运行经费", money("operating_cost")],
        ["（一）行政单位", Amount(book.beside["operating_cost"])],
        ["（二）参照公务员法管理事业单位", ""],
    ]
    vehicles: list[list[Cell]] = [
        ["（一）车辆数合计（辆）", count("vehicles")],
        ["　　1．副部（省）级及以上领导用车", count("vehicles.ministry")],
        ["　　2．主要领导干部用车", count("vehicles.leader")],
        ["　　3．机要通信用车", count("vehicles.confidential")],
        ["　　4．应急保障用车", count("vehicles.emergency")],
        ["　　5．执法执勤用车", count("vehicles.law_enforcement")],
        ["　　6．特种专业技术用车", count("vehicles.special")],
        ["　　7．离退休干部服务用车", count("vehicles.retired")],
        ["　　8．其他用车", count("vehicles.other")],
    ]
    if not since_2019:
        old: list[list[Cell]] = [
            ["（二）单价50万元以上通用设备（台，套）", count("equipment.general")],
            ["（三）单价100万元以上专用设备（台，套）", count("equipment.special")],
        ]
        return [
            ["二、" + str(running[0][0]), running[0][1]],
            *running[1:],
            ["三、国有资产占用情况", dash],
            *vehicles,
            *old,
        ]
    bought: list[list[Cell]] = [
        ["（一）政府采购支出合计", money("procurement")],
        ["　　1．政府采购货物支出", money("procurement.goods")],
        ["　　2．政府采购工程支出", money("procurement.works")],
        ["　　3．政府采购服务支出", money("procurement.services")],
        ["（二）政府采购授予中小企业合同金额", money("procurement.sme")],
        ["　　　　其中：授予小微企业合同金额", money("procurement.small")],
    ]
    return [
        ["二、会议费", Amount(12345)],
        ["三、培训费", Amount(54321)],
        ["四、机关运行经费", running[0][1]],
        *running[1:],
        ["五、国有资产占用情况", dash],
        *vehicles,
        ["（二）单价100万元（含）以上设备（不含车辆）（台，套）", count("equipment")],
        ["六、政府采购支出信息", dash],
        *bought,
    ]


def others() -> list[Form]:
    """Forms of the set that hold nothing of what is published."""
    plain: list[list[Cell]] = [["项目", "行次", "年末数"], ["栏次", "", "1"]]
    rows: list[list[Cell]] = [["一、流动资产", "1", Amount(123456)], ["二、固定资产", "2", Amount(654321)]]
    projects: list[list[Cell]] = [["项目名称", "项目代码", "年初结转", "支出合计"]]
    project_rows: list[list[Cell]] = [
        ["合计", "", Amount(100), Amount(7000)],
        ["档案库房", "0001", Amount(100), Amount(7000)],
    ]
    persons: list[list[Cell]] = [["项目", "编制数", "年末实有人数"]]
    return [
        Form("QB12", "资产负债简表", plain, rows),
        Form("Z06", "项目支出分项目收入支出决算表", projects, project_rows),
        Form("F01", "预算支出相关信息表", [["项目", "行次", "统计数"]], [["一、固定资产", "1", Amount(9999)]]),
        Form("F02", "基本数字表", persons, [["行政人员", Amount(30_00), Amount(28_00)]]),
        Form(
            "F04", "非税收入征缴情况表", [["项目", "已缴国库", "已缴财政专户"]], [["罚没收入", Amount(500), Amount(0)]]
        ),
    ]
