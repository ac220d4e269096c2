"""Self-evaluation forms written as lines of unequal length: what a line is short of is at its left."""

import pytest

from juesuan.documents.model import Paragraph, Table
from juesuan.documents.text import read
from juesuan.performance import read_projects

FORM = """项目支出绩效自评表（2023年度）
项目名称|河道清淤|预算单位|青河县水利局
预算执行情况（10分）|全年预算数（万元）|全年执行数（万元）|预算执行率|权重|得分
80.00|60.00|75%|10|7.5
一级指标|二级指标|三级指标|指标值|完成值|权重|得分
产出指标|数量指标|清淤长度|≥5公里|5公里|50|50
效益指标|社会效益指标|防洪能力|提升|提升|30|30
满意度指标|服务对象满意度指标|群众满意度|≥90%|95%|10|9
合计|100|96.5
自评等级|优|未完成原因|无
说明结束。
"""


def read_form(text, mark="\t"):
    return read("a.txt", text.replace("|", mark).encode())


@pytest.mark.parametrize("mark", ["\t", "|"])
def test_a_form_of_unequal_lines_is_one_table(mark):
    document = read_form(FORM, mark)
    assert [type(b) for b in document.blocks] == [Paragraph, Table, Paragraph]
    (project,) = read_projects(document)
    total = project.total
    assert project.label == "河道清淤"
    assert [c.text for c in (total.adjusted, total.executed, total.rate, total.weight, total.score)] == [
        "80.00", "60.00", "75%", "10", "7.5",
    ]  # fmt: skip
    assert [(i.label, i.weight.text, i.score.text) for i in project.indicators] == [
        ("清淤长度", "50", "50"), ("防洪能力", "30", "30"), ("群众满意度", "10", "9"),
    ]  # fmt: skip
    assert (project.total_weight.text, project.total_score.text, project.grade.text) == ("100", "96.5", "优")


def test_a_label_at_the_left_reaches_over_what_its_line_is_short_of():
    lines = FORM.replace("80.00|60", "年度资金总额|80.00|80.00|60").replace("情况（10分）|", "情况||年初预算数|")
    (project,) = read_projects(read_form(lines))
    total = project.total
    assert [c.text for c in (total.label, total.initial, total.adjusted, total.executed)] == [
        "年度资金总额", "80.00", "80.00", "60.00",
    ]  # fmt: skip


def test_two_forms_one_below_the_other_are_two_tables():
    form = "".join(FORM.splitlines(keepends=True)[1:-1])
    document = read_form(form + form.replace("清淤", "绿化"))
    assert [type(b) for b in document.blocks] == [Table, Table]
    assert [p.label for p in read_projects(document)] == ["河道清淤", "河道绿化"]


def test_other_lines_of_cells_are_no_form():
    lines = "项目名称|金额\n河道清淤|80.00|年初\n合计|80.00\n"
    assert [type(b) for b in read_form(lines).blocks] == [Paragraph] * 3
    wide = "项目名称|河道清淤\n一级指标|二级指标|三级指标" + "|" * 2000 + "\n"
    assert [type(b) for b in read_form(wide).blocks] == [Paragraph] * 2
