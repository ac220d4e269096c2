"""A report without a fault must draw nothing but silence, whole or with single sentences of other provinces."""

import pytest
from builders import findings, narrative, report
from clean_report import CLEAN, UNIT

from juesuan.checks.engine import run
from juesuan.checks.finding import Severity

GROUPS = ("JS5", "JS7")


def loud(of):
    result = run(of, select=GROUPS)
    assert not [n for n in result.not_checked if n.reason_code == "crashed"]
    return [(f.code, f.location.quote) for f in result.findings if f.severity is not Severity.INFO]


def test_clean_report_is_silent():
    whole = report(*CLEAN, unit=UNIT)
    assert {s.key for s in whole.sections} >= {"contents", "overview.structure", "overall", "basic", "glossary"}
    result = run(whole, select=GROUPS)
    assert [(f.code, f.location.quote) for f in result.findings] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "2024年度收入总计2,946.25万元，较2023年度决算数增加1, 537.40万元，增长109.13 %。",
        "与上年决算数相比增支3.20万元，上年无支出。",
        "收入较2024年年初预算增加5.00万元，增长1.20%。",
        "2023年度收入总计90.00万元，2024年度收入总计100.00万元。",
        "因2023年度项目跨年支付，支出增加1.8亿多元。",
        "与2024年执行数一致，比全年预算减少0.50万元，下降4093.7%。",
        "增收20万元，减支3万元，增减相抵后持平。",
        "同意增加公用经费，减少项目经费，为了了解实际需要，作为为民办事的举措，存在在建项目，以及及时支付款项。",
        "教育支出（类）普通教育（款）初中教育（项）30.00万元，占2.50%（上年为2.40%）。",
        "国内公务接待3批次、20人次（含陪同人员），国（境）外接待0批次。",
        "收支增加的主要原因：（1）人员增加；（2）项目增加。",
        "编制增加（减少）情况说明见附件。",
        "年末结转和结余5.00万元，占比下降1.2个百分点。",
        "单位占地500平方米，占用办公用房12间。",
        "参与与评价有关的工作，和和美美过节，的的确确完成。",
        "采购X光机1台、CT机1台，XXL号工作服20套，尺寸3×4米，网址www.xx.gov.cn。",
        "具体情况如下：",
        "2024年，收到2022年度企业所得税返还款5.00万元。",
        "按照《关于2019年度部门决算的通知》（财库〔2020〕12号）执行。",
        "支出按照“请示报告”制度执行，请假人员工资按实际考勤发放。",
        "按实际需要填平补齐设备，删除过期数据，列明支付依据。",
        "待完善制度后，有待补充经费。",
        "各项目分别为：办公楼维修、设备更新等。",
        "青河市数字化中心、青河市第二档案馆使用1.00万元。",
        "动用2023年财政拨款结转资金5.00万元，支付2022年政府采购项目尾款。",
        "2022年财政拨款结转资金5.00万元全部支出。",
        "主要原因：因2022年“三公”经费基数较低。",
        "人员增加与2024年新招录有关，合同2022年签订，较2022年标准提高。",
        "比2024年初增加1.00万元，与2022年12月31日相比持平。",
        "收支增加（如遇特殊情形除外），待填平补齐后使用。",
        "绩效评级分为优、良、中、差四档。",
    ],
)
def test_clean_sentence_is_silent(sentence):
    assert loud(report(*narrative(sentence), unit=UNIT)) == []


@pytest.mark.parametrize(
    "lines",
    [
        ["二、负责审批事项。", "三、负责监督。", "四、负责协调。"],  # automatic numbering lost the first
        ["一、负责审批。", "二、负责监督。（三）负责协调。", "三、负责管理。"],
        ["（一）负责审批。", "（二）负责监督。（三）负责协调。", "（四）负责管理。"],  # two paragraphs run together
        ["1.2024年工作。", "2.2023年工作。", "3.其他。"],
        ["1、1号楼维修。", "2、2号楼维修。", "3、3号楼维修。", "1、采购。", "2、接待。"],
        ["内设5个科室，分别为办公室、组织、宣传科、业务科、法规和审批科、信息科。"],
        ["下设3个中心，包括甲中心、乙中心等。"],
        ["无下属预算单位，下设0个处室，分别是：我单位无下设处室。"],
        ["共有5个预算单位，包括行政单位1个、事业单位4个。"],
        ["实有人员36人，其中：在职20人（行政15人、事业5人）、退休16人。"],
        ["2023年度", "90.00", "2024年度", "100.00"],
        ["九、负责协调。", "十二、负责管理。"],
        ["年末实有人数36人，其中在职20人、退休16人；年末其他人员3人。"],
        [f"{UNIT}1家单位纳入2024年度部门决算编制范围。"],
        [f"纳入{UNIT}2024年度部门决算编制范围的单位包括：", "1.局本级", "2.服务中心"],
    ],
)
def test_clean_lists_are_silent(lines):
    of = report(
        "第一部分 部门概况", "二、机构设置及部门决算单位构成", *lines, "第三部分 2024年度部门决算情况说明", unit=UNIT
    )
    assert loud(of) == []


@pytest.mark.parametrize(
    ("unit", "line"),
    [
        ("上海市普陀区财政局", "上海市普陀区民政局、普陀区财政局和上海市普陀区财政局财政所参加。"),
        ("青河市第一高级中学", "青河市第二高级中学参加。"),
        ("青河市教育体育局", "青河市教育局（原名）参加。"),
        ("上海市普陀区人民政府石泉路街道办事处", "上海市普陀区人民政府甘泉路街道办事处参加。"),
        ("青河市市场监督管理局", "青河市场监督管理局参加。"),
        ("青河县人民医院", "青河县中医医院参加。"),
    ],
)
def test_other_units_are_no_misspellings(unit, line):
    assert loud(report(*narrative(line), unit=unit)) == []


@pytest.mark.parametrize(
    ("unit", "entry"),
    [
        ("甘肃省水利厅", "三公经费：是指省级部门用财政拨款安排的经费。"),
        ("上海市财政局", "财政拨款收入：指省级财政当年拨付的资金。"),
        ("青河县水利局", "上级补助收入：指从省财政厅取得的专项资金，包括中央补助。"),
        ("第一高级中学", "三公经费：是指省级部门用财政拨款安排的经费。"),
        ("上海市南汀区财政局", "三公经费：纳入区级财政预决算管理的三公经费，是指区级部门用财政拨款安排的经费。"),
        ("临江市财政局", "三公经费：纳入县级财政预决算管理的三公经费，是指市级部门用财政拨款安排的经费。"),
        ("青河县财政局", "上级补助收入：指市级财政拨付的资金，不纳入县级预算管理。"),
        ("青河市高新区管理委员会", "三公经费：纳入市级财政预决算管理的三公经费。"),
        ("青河县柳林镇人民政府", "三公经费：纳入县级财政预决算管理的三公经费。"),
        ("广西壮族自治区财政厅", "三公经费：是指自治区本级部门用财政拨款安排的经费。"),
    ],
)
def test_own_level_is_silent(unit, entry):
    assert loud(report("第四部分 名词解释", entry, unit=unit)) == []


@pytest.mark.parametrize(
    ("unit", "entry", "stated", "expected"),
    [
        ("上海市南汀区财政局", "三公经费：纳入县级财政预决算管理的三公经费。", "县级", "区级"),
        ("青河县财政局", "三公经费：纳入市级预算管理，指区级部门用财政拨款安排的经费。", "市级", "县级"),
        ("苏州市财政局", "三公经费：指区级部门用财政拨款安排的经费。", "区级", "市级"),
    ],
)
def test_a_neighbouring_level_is_a_warning(unit, entry, stated, expected):
    found = findings("JS707", report("第四部分 名词解释", entry, unit=unit))
    assert [(f.severity, f.stated, f.expected) for f in found] == [(Severity.WARNING, stated, expected)]


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("苏州市财政局", "市级"),
        ("上海市普陀区财政局", "区级"),
        ("吉林省临江市财政局", "市级"),
        ("内蒙古自治区包头市商务局", "市级"),
        ("耿马傣族佤族自治县机关事务服务中心", "县级"),
        ("杭州市余杭区教育局", "区级"),
        ("上海市普陀区人民政府石泉路街道办事处", "本级"),
    ],
)
def test_level_follows_from_the_name(unit, expected):
    of = report("第四部分 名词解释", "三公经费：是指省级部门用财政拨款安排的经费。", unit=unit)
    assert [f.expected for f in findings("JS707", of)] == [expected]
