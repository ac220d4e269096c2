"""The feedback sheet: text only, nothing executable, ready for the unit's reply and for the printer."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest
import sample_report
from lxml import etree

from juesuan.findings import xlsx_overview, xlsx_sheet
from juesuan.findings.build import publish
from juesuan.findings.language import Lang
from juesuan.findings.overview import Overview
from juesuan.findings.report import Item, Report, Unreadable

NS = {"s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


class Book:
    """A workbook read back: sheets by name, cells by reference."""

    def __init__(self, data: bytes) -> None:
        self.archive = zipfile.ZipFile(io.BytesIO(data))
        shared = [
            "".join(si.itertext()) for si in self.part("xl/sharedStrings.xml").iterfind("s:si", NS)
        ]  # fmt: skip
        names = [str(s.get("name")) for s in self.part("xl/workbook.xml").iterfind(".//s:sheet", NS)]
        self.roots = {name: self.part(f"xl/worksheets/sheet{n}.xml") for n, name in enumerate(names, 1)}
        self.sheets: dict[str, dict[str, str]] = {}
        self.kinds: set[str | None] = set()
        for name, root in self.roots.items():
            cells: dict[str, str] = {}
            for cell in root.iterfind(".//s:c", NS):
                assert cell.find("s:f", NS) is None  # never a formula
                value = cell.findtext("s:v", None, NS)
                self.kinds.add(cell.get("t"))
                if value is not None:
                    cells[str(cell.get("r"))] = shared[int(value)] if cell.get("t") == "s" else value
            self.sheets[name] = cells

    def part(self, name: str) -> etree._Element:
        return etree.fromstring(self.archive.read(name))

    def rows(self, name: str) -> list[list[str]]:
        """Rows of a sheet from the heads on, blanks as "" between."""
        rows: dict[int, dict[int, str]] = {}
        for reference, text in self.sheets[name].items():
            letters = reference.rstrip("0123456789")
            rows.setdefault(int(reference.removeprefix(letters)), {})[ord(letters) - 65] = text
        return [[row.get(c, "") for c in range(max(row) + 1)] for n, row in sorted(rows.items()) if n >= 3]


def report(lang: Lang = "zh", source: str = "柳河.pdf") -> Report:
    return publish(sample_report.result(source), lang)


def book(*outcomes: Report | Unreadable, lang: Lang = "zh") -> Book:
    return Book(b"".join(xlsx_sheet.render(outcomes, lang)))


def altered(**changes: object) -> Report:
    made = report()
    item = replace(made.findings[0], **changes)  # type: ignore[arg-type]
    return replace(made, findings=(item,))


def test_a_row_for_each_finding_gravest_first() -> None:
    made = report()
    heads, *rows = book(made).rows("反馈表")
    assert heads == ["序号", "级别", "位置", "现为", "应为", "计量单位", "问题说明", "可能原因", "依据", "规则",
                     "整改说明", "整改状态"]  # fmt: skip
    assert [row[0] for row in rows] == [str(n + 1) for n in range(len(made.findings))]
    grades = ["错误", "警告", "提示"]
    assert [row[1] for row in rows] == sorted((row[1] for row in rows), key=grades.index)
    error = next(row for row in rows if row[3] == "0.52")
    assert error[4:6] == ["381.26", "万元"]
    assert error[2].startswith("第3页 四、财政拨款收入支出总体情况\n")
    assert "【0.52】" in error[2]
    assert error[7:10] == ["漏写数字", "表说一致", "JS301"]


def test_figures_are_text_as_printed() -> None:
    cells = book(altered(stated="1,234.50", expected="0381.260")).sheets["反馈表"]
    assert (cells["D4"], cells["E4"]) == ("1,234.50", "0381.260")
    assert book(report()).kinds <= {"s", None}  # shared strings and blank cells


@pytest.mark.parametrize("text", ['=HYPERLINK("http://x","y")', "+1", "-380.74", "@SUM(A1)", "\t=1", "\r=1"])
def test_what_looks_like_a_formula_stays_text(text: str) -> None:
    made = book(replace(altered(stated=text, message=text, cause=None), unit=text, source=text))
    assert made.sheets["反馈表"]["D4"].strip() == text.strip()
    styles = made.part("xl/styles.xml").findall("s:cellXfs/s:xf", NS)
    cell = made.roots["反馈表"].find('.//s:c[@r="D4"]', NS)
    assert cell is not None
    assert styles[int(str(cell.get("s")))].get("quotePrefix") == "1"


def test_odd_characters_and_long_texts() -> None:
    cells = book(altered(message="一\x00二\ud800三" + "长" * 40_000)).sheets["反馈表"]
    assert cells["G4"].startswith("一\ufffd二\ufffd三")
    assert 30_000 < len(cells["G4"]) < 32_767


def test_ready_for_reply_and_printer() -> None:
    made = book(report())
    root = made.roots["反馈表"]
    choice = root.find(".//s:dataValidation", NS)
    assert choice is not None
    assert choice.get("sqref") == "L4:L7"
    assert choice.findtext("s:formula1", None, NS) == '"已改,不改,待核"'
    pane = root.find(".//s:pane", NS)
    assert pane is not None
    assert (pane.get("ySplit"), pane.get("state")) == ("3", "frozen")
    setup = root.find("s:pageSetup", NS)
    assert setup is not None
    assert (setup.get("paperSize"), setup.get("orientation"), setup.get("fitToHeight")) == ("9", "landscape", "0")
    filtered = root.find("s:autoFilter", NS)
    assert filtered is not None
    assert filtered.get("ref") == "A3:L7"
    assert "第 &P 页，共 &N 页" in str(root.findtext("s:headerFooter/s:oddFooter", None, NS))
    names = made.part("xl/workbook.xml").findall(".//s:definedName", NS)
    assert any(n.get("name") == "_xlnm.Print_Titles" and str(n.text).endswith("$3:$3") for n in names)


def test_not_checked_coverage_and_rules() -> None:
    made = book(report())
    rows = made.rows("未检查事项")[1:]
    assert [row[1:] for row in rows[:2]] == [
        ["收入决算表", "表是图片", "statement:income"],
        ["支出决算表", "表是图片", "statement:expenditure"],
    ]
    assert rows[-1][1:] == ["识别程度", "已识别：表格数字 812/812 (100%)，文字数字 142/143 (99.3%)"]
    assert [(row[0], row[4]) for row in made.rows("所引规则")[1:]] == [("JS101", "1"), ("JS301", "2"), ("JS502", "1")]
    assert "汇总" not in made.sheets


def test_several_reports_have_a_unit_column_and_totals() -> None:
    made = book(report(), Unreadable("坏.pdf", "有密码"), replace(report(source="乙.pdf"), unit=None))
    heads, *rows = made.rows("反馈表")
    assert heads[1] == "填报单位"
    assert {row[1] for row in rows} == {"柳河县水文站", "乙.pdf"}
    assert ["坏.pdf", "无法读取的文件", "有密码"] in [row[:3] for row in made.rows("未检查事项")]
    totals = made.rows("汇总")
    assert totals[1][:2] == ["无法读取：有密码", "坏.pdf"]
    assert totals[-1][0] == "合计"
    assert [float(n) for n in totals[-1][2:5]] == [4, 2, 2]


def test_waived_findings_come_last_with_their_reason() -> None:
    from juesuan.findings.report import Waived

    made = report()
    waived = replace(made.findings[0], severity="error", waived=Waived("经核实无误", "张三", "2025-08-01"))
    rows = book(replace(made, findings=(waived, *made.findings[1:]))).rows("反馈表")
    assert rows[-1][10:] == ["经核实无误（张三，2025-08-01）", "不改"]


def test_nothing_found() -> None:
    assert book(replace(report(), findings=(), not_checked=())).sheets["反馈表"]["A4"] == "未发现问题。"


def test_english() -> None:
    made = book(report("en"), lang="en")
    assert list(made.sheets) == ["Findings", "Not checked", "Rules"]
    assert made.rows("Findings")[0][-2:] == ["reply", "status"]


def test_same_findings_same_bytes() -> None:
    first, second = (b"".join(xlsx_sheet.render([report()], "zh")) for _ in range(2))
    assert first == second


def test_overview_alone_names_the_feedback_files() -> None:
    overview = Overview()
    overview.add(report(), "柳河.xlsx")
    overview.add(Unreadable("坏.pdf", "=1"))
    rows = Book(b"".join(xlsx_overview.render(overview, "zh"))).rows("汇总")
    assert rows[0][:3] == ["单位", "报告文件", "反馈文件"]
    assert rows[2][:3] == ["柳河县水文站", "柳河.pdf", "柳河.xlsx"]


def test_every_item_field_is_known() -> None:
    """A new field of the published finding should be thought of here."""
    assert set(Item.__dataclass_fields__) == {
        "id", "code", "severity", "message", "stated", "expected", "difference", "tolerance", "unit", "cause", "basis",
        "location", "related", "candidates", "suggestion", "waived", "baseline",
    }  # fmt: skip


def test_new_open_and_fixed_since_the_last_result() -> None:
    from juesuan.findings.report import Fixed

    made = report()
    first, *others = made.findings
    gone = Fixed("f" * 16, "JS704", "error", "名称有误", "甲", "乙", first.location)
    compared = replace(
        made,
        findings=(replace(first, baseline="new"), *(replace(i, baseline="open") for i in others)),
        fixed=(gone,),
    )
    sheets = book(compared)
    heads, *rows = sheets.rows("反馈表")
    assert heads[10:] == ["较上次", "整改说明", "整改状态"]
    assert sorted({row[10] for row in rows}) == ["仍未改", "新出现"]
    assert sheets.rows("已改正事项")[1][1:] == ["错误", "全文", "名称有误", "JS704"]
