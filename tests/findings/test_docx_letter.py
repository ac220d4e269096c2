"""The letter of findings: what it says, that it invents nothing, and how it is laid out."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import docx
import sample_report
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Mm

from juesuan.findings import docx_letter
from juesuan.findings.build import publish
from juesuan.findings.language import Lang
from juesuan.findings.report import Report, Unreadable


def report(lang: Lang = "zh") -> Report:
    return publish(sample_report.result("稿件/柳河.pdf"), lang)


def letter(*outcomes: Report | Unreadable, lang: Lang = "zh") -> Document:
    return docx.Document(io.BytesIO(b"".join(docx_letter.render(outcomes, lang))))


def texts(document: Document, style: str | None = None) -> list[str]:
    return [p.text for p in document.paragraphs if style is None or (p.style and p.style.name == style)]


def test_says_what_was_found_and_no_more() -> None:
    document = letter(report())
    assert texts(document, "Title") == ["关于柳河县水文站2024年度部门决算公开报告的审核意见"]
    assert texts(document, "Salutation") == ["柳河县水文站："]
    assert texts(document, "Heading 1") == [
        "一、应予改正的错误", "二、需要核实的问题", "三、供参考的提示", "四、未检查的事项",
    ]  # fmt: skip
    items = texts(document, "Heading 2")
    assert [item.split("．")[0] for item in items] == ["1", "2", "3", "4"]
    assert items[0] == "1．第3页 四、财政拨款收入支出总体情况"
    body = texts(document, "Body Text")
    assert body[0] == "对《柳河.pdf》进行了核对，列出错误2个、警告1个、提示1个。位置、现有表述、应有表述和依据如下。"
    assert any(p.startswith("原文：") and "【0.52】" in p for p in body)
    assert "依据：表说一致（规则JS301）。" in body
    assert "表是图片：收入决算表、支出决算表。" in body
    assert body[-2] == "已识别：表格数字 812/812 (100%)，文字数字 142/143 (99.3%)。"


def test_signature_and_date_are_left_open() -> None:
    document = letter(report())
    assert texts(document, "Signature") == ["审核人：", "审核单位（盖章）：", "　　　年　　月　　日"]
    whole = "".join(texts(document))
    assert not re.search(r"20\d\d年\d+月|\d+月\d+日", whole.replace(sample_report.SENTENCE, ""))


def test_clean_report_and_unreadable_file() -> None:
    clean = replace(report(), findings=(), not_checked=(), unit=None, fiscal_year=None)
    document = letter(clean, Unreadable("坏.pdf", "有密码"))
    said = texts(document)
    assert "部门决算公开报告审核意见" in said
    assert "（单位名称未识别）：" in said
    assert "对《柳河.pdf》进行了核对，未发现问题。" in said
    assert "无。" in said
    assert "坏.pdf：无法读取：有密码" in said
    titles = [p for p in document.paragraphs if p.style and p.style.name == "Title"]
    assert [p.paragraph_format.page_break_before for p in titles] == [None, True]


def test_layout_of_an_official_document() -> None:
    document = letter(report())
    section = document.sections[0]
    sides = (section.page_width, section.page_height, section.top_margin, section.left_margin)
    assert [round((side or 0) / Mm(1)) for side in sides] == [210, 297, 37, 28]
    fonts = {
        name: (document.styles[name].element.rPr.rFonts.get(qn("w:eastAsia")), document.styles[name].font.size.pt)  # type: ignore[attr-defined]
        for name in ("Title", "Heading 1", "Body Text")
    }
    assert fonts == {"Title": ("方正小标宋简体", 22), "Heading 1": ("黑体", 16), "Body Text": ("仿宋_GB2312", 16)}
    table = document.part.part_related_by(
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/fontTable"
    ).blob.decode()  # fmt: skip
    assert 'w:name="仿宋_GB2312"><w:altName w:val="FangSong_GB2312,仿宋' in table
    footer = "".join(t.text or "" for t in section.footer._element.iter(qn("w:t"), qn("w:instrText")))
    assert footer == "— PAGE —"


def test_english() -> None:
    said = texts(letter(report("en"), lang="en"))
    assert said[0] == "Findings on the final accounts of 柳河县水文站, fiscal year 2024"
    assert "I. Errors, to be corrected" in said
    assert "Date:" in said


def test_same_findings_same_text_and_no_date() -> None:
    first, second = (letter(report()) for _ in range(2))
    assert texts(first) == texts(second)
    assert first.core_properties.created is not None
    assert first.core_properties.created.year == 1980


def test_hostile_words() -> None:
    odd = replace(report().findings[0], message="一\x00二\ud800<w:p>&amp;")
    said = texts(letter(replace(report(), findings=(odd,), unit="单\x01位")))
    assert any("一\ufffd二\ufffd<w:p>&amp;" in text for text in said)


def test_fixed_since_the_last_result() -> None:
    from juesuan.findings.report import Fixed

    made = report()
    first = replace(made.findings[0], baseline="new")
    gone = Fixed("f" * 16, "JS704", "error", "名称有误", "甲", "乙", first.location)
    document = letter(replace(made, findings=(first,), fixed=(gone,)))
    assert texts(document, "Heading 1")[-2:] == ["二、上次指出、现已改正的问题", "三、未检查的事项"]
    assert texts(document, "Heading 2") == ["1．全文（新出现）", "2．全文"]
