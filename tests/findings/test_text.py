"""Text for people, in both languages."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sample_report
from hypothesis import given
from hypothesis import strategies as st

from juesuan.findings import text
from juesuan.findings.build import publish
from juesuan.findings.catalogue import CATALOGUE
from juesuan.findings.places import words
from juesuan.findings.report import Spot, Unreadable
from juesuan.findings.text import Style
from juesuan.findings.width import display_width, shorten, wrap
from juesuan.recognition.report import Coverage

ZH = """\
柳河.pdf
  柳河县水文站 · 2024年度 · 版式 national-2022，2024 年度

  错误 2 个

  JS301  第3页 四、财政拨款收入支出总体情况
         财政拨款收入支出总计写作 0.52 万元，表中为 381.26 万元
         原文    柳河县水文站2024年度财政拨款收入支出总计【0.52】万元，比上年减少12.40万元，下降
                 3.15%。
         数字    现为 0.52万元，应为 381.26万元，相差 -380.74万元，允许误差 0.005万元
         可能是  漏写数字
         对照    第5页 《财政拨款收入支出决算总表》 “总计”行 “收入/决算数”列：381.26（同一数据）
         建议    改为 381.26 万元

  JS301  第3页 四、财政拨款收入支出总体情况
         0.52存疑
         原文  柳河县水文站2024年度财政拨款收入支出总计【0.52】万元，比上年减少12.40万元，下降
               3.15%。

  警告 1 个

  JS502  全文
         没有收入决算表

  提示 1 个

  JS101  第5页 《财政拨款收入支出决算总表》 “总计”行 “收入/决算数”列
         总计为 381.26 万元，分项之和为 381.27 万元
         数字    现为 381.26万元，应为 381.27万元，相差 -0.01万元，允许误差 0.03万元
         对照    《收入决算表》 “第1项”行 “决算数”列：1.00（分项）
                 《收入决算表》 “第2项”行 “决算数”列：2.00（分项）
                 …另有 4 处
         也可能  《收入决算表》 “第1项”行 “决算数”列，应为 1.01万元

  未检查 3 项：
    表是图片：收入决算表、支出决算表
    没有上年报告：上年对比
  已识别：表格数字 812/812 (100%)，文字数字 142/143 (99.3%)

坏.pdf
  无法读取：有密码

合计 1 份报告：2 个错误，1 个警告，1 个提示；1 个文件无法读取；3 项未检查（理由见各报告）
规则说明：juesuan rule JS301
"""

EN_FIRST = """\
柳河.pdf
  柳河县水文站 · fiscal year 2024 · edition national-2022: fiscal year 2024

  Errors: 2

  JS301  p. 3, 四、财政拨款收入支出总体情况
         the total of appropriations is 0.52, not 381.26
         text        柳河县水文站2024年度财政拨款收入支出总计【0.52】万元，比上年减少12.40万元，下降
                     3.15%。
         figures     stated 0.52 万元, expected 381.26 万元, difference -380.74 万元, tolerance
                     0.005 万元
         probably    digits lost
"""

EN_LAST = """\
  Not checked: 3
    the table is a picture: income (收入决算表), expenditure (支出决算表)
    no report of last year: growth
  Understood: figures in tables 812/812 (100%), in the narrative 142/143 (99.3%)

坏.pdf
  cannot be read: 有密码

1 report checked: 2 errors, 1 warning, 1 note; 1 could not be read; 3 not checked (reasons above)
About a rule: juesuan rule JS301
"""


def rendered(lang: str, **style: object) -> str:
    outcomes = [publish(sample_report.result(), lang), Unreadable("坏.pdf", "有密码")]  # type: ignore[arg-type]
    return "".join(text.render(outcomes, Style(lang, **style)))  # type: ignore[arg-type]


def test_chinese() -> None:
    assert rendered("zh") == ZH


def test_english() -> None:
    shown = rendered("en")
    assert shown.startswith(EN_FIRST)
    assert shown.endswith(EN_LAST)


def test_colour_adds_nothing_but_colour() -> None:
    import re

    coloured = rendered("zh", colour=True)
    assert "\x1b[31;1m" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == ZH


def test_evidence_of_an_error_is_not_all_shown() -> None:
    report = publish(sample_report.result(), "en")
    grave = tuple(replace(item, severity="error") for item in report.findings)
    shown = "".join(text.render([replace(report, findings=grave)], Style("en")))
    assert "row “第4项”, column “决算数”: 4.00 (part)\n" in shown
    assert "第5项" not in shown
    assert "…and 2 more" in shown


@pytest.mark.parametrize(
    ("spot", "said"),
    [
        (Spot(page=3, section="四、总体"), "第3页 四、总体"),
        (
            Spot(page=3, statement="income", code="201", row="一般公共服务支出"),
            "第3页 《收入决算表》 “201 一般公共服务支出”行",
        ),
        (Spot(file="表.xlsx", sheet="Z03", cell="D7"), "表.xlsx 工作表“Z03” D7单元格"),
        (Spot(line=12, statement="other:会议费表"), "第12行 《会议费表》"),
        (Spot(statement="performance", project="修缮"), "《项目支出绩效自评表》 项目“修缮”"),
        (Spot(), "全文"),
    ],
)
def test_places_in_words(spot: Spot, said: str) -> None:
    assert words(spot, "zh") == said


def test_places_near_the_reader_are_short() -> None:
    root = Spot(page=3, section="四、总体", statement="income", row="合计")
    assert words(replace(root, row="其他", page=4), "zh", root) == "第4页 本节 本表 “其他”行"
    assert words(Spot(page=3), "zh", Spot(page=3)) == "同处"
    assert words(Spot(file="b", page=3), "en", Spot(file="a", page=3)) == "b, p. 3"


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_no_line_is_wider_than_the_terminal(columns: int) -> None:
    assert max(map(display_width, rendered("zh", columns=columns).splitlines())) <= columns


def test_clean_report_says_so_and_what_was_not_looked_at() -> None:
    report = replace(publish(sample_report.result(), "zh"), findings=(), coverage=Coverage(0, 0, 2000, 1999))
    shown = "".join(text.render([report], Style("zh")))
    assert "未发现问题。" in shown
    assert "未检查 3 项" in shown
    assert "表格数字 无，文字数字 1999/2000 (99.9%)" in shown  # never rounded up to all


def test_unknown_role_or_cause_does_not_stop_the_output() -> None:
    report = publish(sample_report.result(), "zh")
    odd = tuple(replace(item, cause="novel") for item in report.findings)
    assert "可能是  novel" in "".join(text.render([replace(report, findings=odd)], Style("zh")))


@pytest.mark.parametrize(
    ("line", "columns", "expected"),
    [
        ("合计一二三四。", 12, ["合计一二三", "四。"]),  # no line begins with a full stop
        ("一二三（四五）", 8, ["一二三", "（四五）"]),  # none ends with an opening bracket
        ("支出12345.67万元", 12, ["支出", "12345.67万元"]),  # a figure keeps its unit
        ("文件：../a.pdf、../b.pdf", 13, ["文件：", "../a.pdf、", "../b.pdf"]),  # before a path, not inside
        ("abc def", 4, ["abc", "def"]),
        ("", 10, [""]),
        ("一\n二", 10, ["一", "二"]),
        ("averylongword", 4, ["averylongword"]),
    ],
)
def test_wrapping(line: str, columns: int, expected: list[str]) -> None:
    assert wrap(line, columns) == expected


ALPHABET = "合计一，。（）“”ab 12.,万元%é\u0301"


@given(st.text(ALPHABET, max_size=60), st.integers(4, 30))
def test_wrapping_loses_nothing_but_blanks(line: str, columns: int) -> None:
    lines = wrap(line, columns)
    assert "".join("".join(lines).split()) == "".join(line.split())
    for part in lines:
        assert display_width(part) <= columns or wrap(part, 1) == [part]  # only what cannot be broken is wider


@given(st.text(ALPHABET, max_size=60), st.integers(2, 30))
def test_shortened_text_fits(line: str, columns: int) -> None:
    assert display_width(shorten(line, columns)) <= columns


def test_shortening() -> None:
    assert shorten("合计一二", 8) == "合计一二"
    assert shorten("合计一二三", 8) == "合计一…"


def test_catalogue_is_complete() -> None:
    """Both languages, the same placeholders, Chinese that is Chinese."""
    import re

    for key, (zh, en) in CATALOGUE.items():
        assert zh, key
        assert en, key
        if not key.startswith(("count.", "statement.both")):
            assert set(re.findall(r"\{(\w+)\}", zh)) == set(re.findall(r"\{(\w+)\}", en)), key
        words = re.sub(r"\{\w+\}|[\W\d_]", "", zh)
        assert not words or re.search(r"[\u4e00-\u9fff]", words), key
        # the English help names the Chinese word that is to be chosen
        if not key.startswith(("statement.", "place.", "figures.", "help.new.report")):
            assert not re.search(r"[\u4e00-\u9fff]", en), key


def test_catalogue_has_what_the_code_says_and_no_more() -> None:
    """Keys written out in the source are keys of the catalogue, and none is left over."""
    import re
    from pathlib import Path

    import juesuan

    package = Path(str(juesuan.__file__)).parent
    sources = "\n".join(
        p.read_text(encoding="utf-8")
        for part in ("findings", "cli")
        for p in (package / part).glob("*.py")
        if not p.name.startswith("catalogue")
    )
    asked = set(re.findall(r'\bsay\(\s*"([\w.]+)"', sources)) | set(
        re.findall(r'"((?:help|argparse)\.[\w.]+)"', sources)
    )
    assert asked <= set(CATALOGUE)
    families = (
        "severity.",
        "group.",
        "cause.",
        "role.",
        "label.",
        "figures.",
        "statement.",
        "count.",
        "help.",
        "rule.",
        "family.",
        "baseline.",
        "html.",
        "sheet.",
        "letter.",
        "rules.pattern.",
        "gap.",
        "compile.read",
        "compile.check",
    )
    left = {key for key in CATALOGUE if f'"{key}"' not in sources and not key.startswith(families)}
    assert not left


def test_every_member_has_a_word() -> None:
    from juesuan.checks.finding import Cause, Severity

    assert all(f"cause.{member}" in CATALOGUE for member in Cause)
    assert all(f"severity.{member}" in CATALOGUE for member in Severity)
    from juesuan.cli.options import COMMANDS

    for command in COMMANDS:
        assert {command.help, f"{command.help}.more", *(o.help for o in command.options)} <= set(CATALOGUE)
