"""Rules bear any text: they never throw, they take time in proportion, and they point into the text."""

import time

from builders import report
from clean_report import UNIT
from hypothesis import given, settings
from hypothesis import strategies as st

from juesuan.checks.registry import RULES
from juesuan.documents.model import Paragraph
from juesuan.recognition.report import NotChecked

MINE = [rule for code, rule in RULES.items() if code.startswith(("JS5", "JS7", "JS8")) and rule.check]
assert len(MINE) > 25

PIECES = """
第一部分 目录 一、 二、 四、 （一） （三） 1. 3. 2024年度 202年度 部门决算
情况说明 收入决算 万元 占 % 增加 （减少） 。 ， ； “ ” （ ）
《 》 XX …… 纳入 编制范围的单位包括： 内设3个科室，分别为 、 与2022年度相比 实有10人，其中：
在职4人 退休5人 省级部门 名词解释 截至
共有车辆 0 三公经费支出 国内公务接待 批次 购置公务用车 因公出国（境） 政府采购 财政拨款收入：指 公共财政预算
"""
WORDS = st.sampled_from([*PIECES.split(), UNIT, UNIT[:5] + UNIT[6:], "\u3000", " "])
LINES = st.lists(st.lists(WORDS, max_size=12).map("".join), max_size=25)


@settings(max_examples=60, deadline=None)
@given(LINES)
def test_places_lie_within_their_text(lines):
    of = report(*[line for line in lines if line.strip()], unit=UNIT)
    blocks = {b.index: b for b in of.document.blocks}
    for rule in MINE:
        for finding in rule.check(of):
            if isinstance(finding, NotChecked):
                continue
            place = finding.location.place
            block = blocks.get(place.block)
            if isinstance(block, Paragraph) and place.start is not None:
                assert 0 <= place.start < place.end <= len(block.text)
                assert finding.location.quote == block.text[place.start : place.end] or finding.location.quote is None


def test_hostile_lengths():
    pieces = [
        "（",
        "《",
        "占",
        "增加（",
        "纳入",
        "1、",
        UNIT[:3],
        "2024年",
        "在职4人、",
        "X",
        "。",
        "，，",
        " ",
        "内设3个科室，分别为甲、",
        "接待1",
        "购置",
        "出国（境）1",
        "一、甲：指乙。",
    ]
    lines = [piece * 20_000 for piece in pieces] + ["一、"] * 3_000 + [f"{n % 90}、其他" for n in range(3_000)]
    of = report(*lines, unit=UNIT)
    for rule in MINE:
        before = time.perf_counter()
        for n, _ in enumerate(rule.check(of)):
            if n > 50_000:
                break
        assert time.perf_counter() - before < 3, rule.code
