"""One fault in a clean report gives one finding, at the words that are wrong, and no other."""

import pytest
from builders import report
from clean_report import CLEAN, UNIT

from juesuan.checks.engine import run
from juesuan.checks.finding import Severity

E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741

STATE_CAPITAL = "国有资本经营预算财政拨款收入支出决算情况说明"

# (code, severity, words of the clean report, what they become, quote, expected)
FAULTS = [
    ("JS511", W, f"九、{STATE_CAPITAL}@", f"八、{STATE_CAPITAL}", "八、", "9"),
    ("JS512", W, "（三）指导增强", "（四）指导增强", "（四）", "3"),
    ("JS510", E, "实有人员36人", "实有人员35人", "35", "36"),
    ("JS510", E, "退休人员16人", "退休人员160人", "160", "16"),
    ("JS510", E, "在职人员20人", "在职人员16人", "16", "20"),
    ("JS509", W, "内设3个科室", "内设4个科室", "4", "3"),
    ("JS509", W, "、业务科、信息科", "、业务科、信息科、督导科", "3", "4"),
    ("JS701", E, "2024年度收、支总计", "2023年度收、支总计", "2023", "2024"),
    ("JS701", E, "第二部分 2024年度部门决算表@", "第二部分 2022年度部门决算表", "2022", "2024"),
    ("JS701", E, f"纳入{UNIT}2024年度", f"纳入{UNIT}2023年度", "2023", "2024"),
    ("JS701", E, f"{UNIT}2024年度无国有资本", f"{UNIT}2023年度没有使用国有资本", "2023", "2024"),
    ("JS701", W, "截至2024年12月31日", "截至2023年12月31日", "2023", "2024"),
    ("JS701", E, "关于2024年度预算绩效", "关于2021年度预算绩效", "2021", "2024"),
    ("JS702", E, "与2023年度相比，收、支", "与2022年度相比，收、支", "2022", "2023"),
    ("JS702", E, "比2023年度减少", "比2024年度减少", "2024", "2023"),
    ("JS702", E, "与2023年度持平", "与2022年决算数持平", "2022", "2023"),
    ("JS703", E, "第三部分 2024年度部门决算情况说明@", "第三部分 202 年度部门决算情况说明", "202", "2024"),
    ("JS704", E, f"截至2024年12月31日，{UNIT}", "截至2024年12月31日，青河市档案服务和数字建设管理局",
     "青河市档案服务和数字建设管理局", UNIT),
    ("JS704", E, f"截至2024年12月31日，{UNIT}", "截至2024年12月31日，青河市档案服务和数字化设建管理局",
     "青河市档案服务和数字化设建管理局", UNIT),
    ("JS704", W, f"截至2024年12月31日，{UNIT}", "截至2024年12月31日，青河市档案服务和数字化建设管里局",
     "青河市档案服务和数字化建设管里局", UNIT),
    ("JS704", E, f"截至2024年12月31日，{UNIT}", "截至2024年12月31日，青河市档案服务和数字化化建设管理局",
     "青河市档案服务和数字化化建设管理局", UNIT),
    ("JS704", W, f"截至2024年12月31日，{UNIT}", "截至2024年12月31日，青河市档案服各和数字化建设管理局",
     "青河市档案服各和数字化建设管理局", UNIT),
    ("JS707", E, "指单位使用本级财政拨款安排", "指省级部门用财政拨款安排", "省级", "市级"),
    ("JS707", E, "指单位本年度从本级财政部门取得的财政拨款", "指中央财政当年拨付的资金", "中央财政", "市级财政"),
    ("JS710", E, "其他收入1.80万元", "其他收入XXX万元", "XXX", None),
    ("JS710", E, "信息科。", "×××。", "×××", None),
    ("JS710", E, "2024年末实有人员36人", "20XX年末实有人员36人", "20XX", None),
    ("JS710", W, "办公费、水费、", "办公费……", "……", None),
    ("JS711", E, "主要原因：人员增加。", "主要原因：人员增加。（如持平作持平表述）", "（如持平作持平表述）", None),
    ("JS711", E, "0.00万元）。", "0.00万元）（逐项列出事由和金额）。", "（逐项列出事由和金额）", None),
    ("JS711", E, "：人员增加。", "：人员增加。（请对照实际核对修改）", "（请对照实际核对修改）", None),
    ("JS711", E, "：人员增加。", "：人员增加。（注：以上表述供参考）", "（注：以上表述供参考）", None),
    ("JS711", E, "：人员增加。", "：人员增加。（请各单位结合实际填写）", "（请各单位结合实际填写）", None),
    ("JS710", W, "主要原因：人员增加。", "主要原因：人员增加。……", "……", None),
    ("JS711", E, "占 2 %；", "占2%（不涉及的不列）；", "（不涉及的不列）", None),
    ("JS711", E, "公务用车保有量为1辆。", "列明公务用车购置数量。保有量为1辆。", "列明公务用车购置数量。", None),
    ("JS711", E, "二、部门决算单位构成@", "二、部门决算单位构成（仅有一个单位的部门，本部分内容为“机构设置”）",
     "（仅有一个单位的部门，本部分内容为“机构设置”）", None),
    ("JS711", E, "0.00万元）。", "0.00万元）。无此项的部门，作下述说明：无。", "无此项的部门，作下述说明：无。", None),
    ("JS712", E, "各增加5.00万元", "各增加（减少）5.00万元", "增加（减少）", None),
    ("JS712", E, "增长5.26%", "增长/下降5.26%", "增长/下降", None),
    ("JS712", E, "决算数大于预算数", "决算数大小于预算数", "大小于", None),
    ("JS712", E, "2023年度减少1.00", "2023年度减增加1.00", "减增加", None),
    ("JS713", W, "管理局共有车辆", "管理局部门（单位）共有车辆", "部门（单位）", None),
    ("JS720", E, "厉行节约。", "厉行节约。。", "。。", "。"),
    ("JS720", W, "人员增加。", "人员增加；。", "；。", "。"),
    ("JS721", I, "0台（套）。", "0台（套）", "）0台（套）", None),
    ("JS722", I, "厉行节约。", "厉行节约.", ".", "。"),
    ("JS723", I, "0.00万元）。", "0.00万元。", "（", None),
    ("JS724", W, "2、公务用车购置", "2“、公务用车购置", "2“、", "2、“"),
    ("JS725", E, "占80.00%", "占80.00", "80.00", "80.00%"),
    ("JS725", E, "本年支出合计的100%", "本年支出合计的100", "100", "100%"),
    ("JS726", E, "占 2 %", "占 %", "%", None),
    ("JS726", E, "完成年初预算的105.56%", "完成年初预算的 %", "%", None),
    ("JS726", E, "各增加5.00万元", "各增加 万元", "万元", None),
    ("JS726", E, "保有量为1辆", "保有量为 辆", "辆", None),
    ("JS727", I, "0.00万元）", "0.00万，下同）", "万", "万元"),
    ("JS727", W, "货物3.00万元、服务2.00万元", "货物支出3.00，服务2.00万元", "3.00", "3.00万元"),
    ("JS728", W, "为5.00万元", "为5.00万元万元", "万元万元", None),
    ("JS728", W, "主要用于", "主要主要用于", "主要主要", None),
]  # fmt: skip


def broken(old, new):
    """The clean report with the last place of the words changed; `old@` means a whole line."""
    lines = list(CLEAN)
    whole = old.endswith("@")
    old = old.rstrip("@")
    for at in range(len(lines) - 1, -1, -1):
        line = lines[at]
        if isinstance(line, str) and (line == old if whole else old in line):
            lines[at] = line.replace(old, new, 1)
            return report(*lines, unit=UNIT)
    raise AssertionError(f"the clean report doesn't say {old}")


@pytest.mark.parametrize(("code", "severity", "old", "new", "quote", "expected"), FAULTS)
def test_fault_is_found_alone(code, severity, old, new, quote, expected):
    of = broken(old, new)
    found = run(of, select=("JS5", "JS7")).findings
    mine = [f for f in found if f.code == code]
    assert [(f.severity, f.location.quote, f.expected) for f in mine] == [(severity, quote, expected)]
    place = mine[0].location.place
    block = of.document.blocks[place.block]
    assert block.text[place.start : place.end] == quote
    others = [(f.code, f.location.quote) for f in found if f.code != code and f.severity is not Severity.INFO]
    assert others == []
