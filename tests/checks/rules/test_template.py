"""The bureau's own template: JS715 and JS716."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from builders import Line, document
from clean_report import CLEAN

from juesuan.checks.engine import run
from juesuan.checks.finding import Finding, Severity
from juesuan.recognition import recognise

TEMPLATE: list[Line] = [
    "青河市XX局2024年度部门决算",
    "第一部分 青河市XX局概况",
    "一、主要职能",
    "由主管部门对照三定规定填写，逐条列明。",
    "第三部分 2024年度部门决算情况说明",
    "一、收入支出决算总体情况说明",
    "XX局2024年度收、支总计各XXX万元。与2023年度相比，增加（减少）XXX万元，增长（下降）XX%。（两年一致写持平表述）",
    "二、收入决算情况说明",
    "本年收入合计XXX万元，其中：财政拨款收入XXX万元，占XX%……（没有的收入种类不列）",
    "本部门的各项收入均已纳入预算管理。",
    "没有其他收入的部门，作下述说明：",
    "本部门本年度没有其他收入，也没有附属单位上缴的收入。",
    "五、财政票据管理情况",
    "财政票据由专人保管，票据的领用和核销手续齐全。",
    "第四部分 名词解释",
    "一、财政拨款收入：指单位本年度从本级财政部门取得的财政拨款。",
    "二、彩票公益金：指按规定比例提取的专项用于社会公益事业的资金。",
]
SENTENCE = "本部门的各项收入均已纳入预算管理。"


def report(*more: Line, sentence: bool = True, heading: bool = True) -> list[Line]:
    """The clean report, with what the template asks for."""
    made = list(CLEAN)
    at = next(n for n, line in enumerate(made) if isinstance(line, str) and line.startswith("本年收入合计"))
    if sentence:
        made.insert(at + 1, SENTENCE)
    if heading:
        text = "财政票据由专人保管，票据的领用和核销手续齐全。"
        end = made.index("第四部分 名词解释", at)
        made[end:end] = ["十二、财政票据管理情况", text]
    made[at + 1 : at + 1] = more
    return made


def told(made: list[Line], template: list[Line] = TEMPLATE) -> list[Finding]:
    whole = replace(recognise(document(*made)), template=document(*template))
    result = run(whole, select=["JS715", "JS716"])
    assert not any(n.reason_code == "crashed" for n in result.not_checked)
    return list(result.findings)


def test_a_report_that_follows_the_template() -> None:
    assert told(report()) == []


@pytest.mark.parametrize(
    ("left", "quote"),
    [
        ("其他收入没有变动。（两年一致写持平表述）", "（两年一致写持平表述）"),
        ("由主管部门对照三定规定填写，逐条列明。", "由主管部门对照三定规定填写，逐条列明。"),
        # touched on the way
        ("由主管部门对照“三定”规定填写，逐条列明。", "由主管部门对照“三定”规定填写，逐条列明。"),
        ("其他收入没有变动 （两年 一致写持平表述）", "（两年 一致写持平表述）"),
    ],
)
def test_instructions_left(left: str, quote: str) -> None:
    (finding,) = told(report(left))
    assert (finding.code, finding.severity, finding.location.quote) == ("JS715", Severity.ERROR, quote)


def test_what_a_rule_says_without_a_template_is_not_said_twice() -> None:
    left = "没有其他收入的部门，作下述说明："
    whole = replace(recognise(document(*report(left))), template=document(*TEMPLATE))
    found = [f.code for f in run(whole, select=["JS71"]).findings]
    assert found == ["JS711"]


def test_a_sentence_gone() -> None:
    (finding,) = told(report(sentence=False))
    assert (finding.code, finding.variant, finding.args["text"]) == ("JS716", "", SENTENCE)
    assert finding.severity is Severity.WARNING
    assert finding.location.section == "二、收入决算情况说明"


def test_an_adapted_sentence_is_there() -> None:
    made = [line.replace("本部门的", "我局") if line == SENTENCE else line for line in report()]  # type: ignore[union-attr]
    assert told(made) == []


def test_a_heading_gone_speaks_for_its_text() -> None:
    (finding,) = told(report(heading=False))
    assert (finding.code, finding.variant, finding.args["text"]) == ("JS716", "heading", "财政票据管理情况")


def test_terms_that_the_report_does_not_use_need_no_explanation() -> None:
    made = report("本年收入中有彩票公益金0.50万元。")
    (finding,) = told(made)
    assert str(finding.args["text"]).startswith("彩票公益金")


def test_the_template_against_itself_keeps_all_its_sentences() -> None:
    assert {f.code for f in told(TEMPLATE)} == {"JS715"}


def test_texts_that_are_no_template() -> None:
    assert told(report(), []) == []
    assert told(report(), ["（）", "XXX", "。。。", "（（（填）", "列明" * 3000]) == []
    assert told([], TEMPLATE) != []


def test_without_a_template_nothing_is_said() -> None:
    result = run(recognise(document(*report())), select=["JS715", "JS716"])
    assert result.findings == ()


def test_hostile_texts_take_little_time() -> None:
    kept = (f"一二三四五六七八九十甲乙丙丁戊己{n}。" for n in range(50))
    template: list[Line] = ["请填列XX的XX的XX的XX的XX的XX的完", *kept]
    made: list[Line] = ["请填列" + "的" * 20_000, "一二三四五六七八九十甲乙丙丁子丑寅。" * 5_000]
    before = time.perf_counter()
    told(made, template)
    assert time.perf_counter() - before < 10
