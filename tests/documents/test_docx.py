"""DOCX: what the reader of the printed page sees."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx_writer import p, parts, r, save, tbl, tc, tr

from juesuan.documents import open_document
from juesuan.documents.docx_numbering import chinese, format_number
from juesuan.documents.model import Document, Paragraph, Picture, Table


def read(tmp_path: Path, body: str, styles: str = "", numbering: str = "") -> Document:
    return open_document(save(tmp_path / "test.docx", parts(body, styles, numbering)))


def texts(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs()]


def test_paragraphs_and_tables_in_order(tmp_path: Path) -> None:
    document = read(tmp_path, p("一、概况") + p() + tbl(tr("甲", "乙")) + p("  注：说明 "))
    assert document.format == "docx"
    assert document.pages is None
    assert [type(b) for b in document.blocks] == [Paragraph, Table, Paragraph]
    assert [b.index for b in document.blocks] == [0, 1, 2]
    assert texts(document) == ["一、概况", "注：说明"]


def test_runs_are_joined_and_blanks_are_single(tmp_path: Path) -> None:
    body = f"<w:p>{r('收入')}{r('2024  ')}{r(' 年')}<w:r><w:tab/><w:t>度</w:t><w:noBreakHyphen/></w:r></w:p>"
    assert texts(read(tmp_path, body)) == ["收入2024 年 度-"]


def test_line_break_begins_a_paragraph(tmp_path: Path) -> None:
    body = "<w:p><w:r><w:t>第一行</w:t><w:br/><w:t>第二行</w:t><w:br w:type='page'/></w:r></w:p>"
    assert texts(read(tmp_path, body)) == ["第一行", "第二行"]


def test_headings_are_emphasised(tmp_path: Path) -> None:
    styles = (
        "<w:style w:type='paragraph' w:default='1' w:styleId='a'><w:name w:val='Normal'/></w:style>"
        "<w:style w:type='paragraph' w:styleId='1'><w:name w:val='heading 1'/><w:basedOn w:val='a'/></w:style>"
        "<w:style w:type='paragraph' w:styleId='2'><w:basedOn w:val='1'/></w:style>"
        "<w:style w:type='paragraph' w:styleId='3'><w:rPr><w:b/></w:rPr></w:style>"
        "<w:style w:type='character' w:styleId='4'><w:rPr><w:b w:val='0'/></w:rPr></w:style>"
    )
    body = (
        p("标题", "<w:pStyle w:val='1'/>")
        + p("子样式", "<w:pStyle w:val='2'/>")
        + p("大纲", "<w:outlineLvl w:val='1'/>")
        + p("正文大纲", "<w:outlineLvl w:val='9'/>")
        + p("加粗", run="<w:b/>")
        + p("样式加粗", "<w:pStyle w:val='3'/>")
        + p("取消加粗", "<w:pStyle w:val='3'/>", "<w:rStyle w:val='4'/>")
        + f"<w:p>{r('半加粗', '<w:b/>')}{r('半不')}</w:p>"
        + p("很长的加粗正文" * 20, run="<w:b/>")
        + p("正文")
    )
    marks = [x.emphasis for x in read(tmp_path, body, styles).paragraphs()]
    assert marks == [True, True, True, False, True, True, False, False, False, False]


NUMBERING = """
<w:abstractNum w:abstractNumId="0">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
 <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
 <w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="decimalEnclosedCircle"/><w:lvlText w:val="%4"/>
  <w:suff w:val="nothing"/></w:lvl>
 <w:lvl w:ilvl="4"><w:start w:val="1"/><w:isLgl/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%5"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1">
 <w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:pStyle w:val="item"/>
  <w:lvlText w:val="第%2条"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="0"/>
 <w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>
"""


def num(text: str, number: int, level: int = 0) -> str:
    return p(text, f"<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{number}'/></w:numPr>")


def test_automatic_numbers_are_text(tmp_path: Path) -> None:
    styles = (
        "<w:style w:type='paragraph' w:styleId='item'><w:pPr><w:numPr><w:numId w:val='3'/></w:numPr></w:pPr></w:style>"
    )
    body = (
        num("收入", 1)
        + num("总体", 1, 1)
        + num("具体", 1, 1)
        + num("2024年", 1, 2)
        + num("圈", 1, 3)
        + num("支出", 1)
        + num("重新计", 1, 1)
        + num("法式", 1, 4)
        + num("另起", 2)
        + num("接着", 2)
        + num("点", 3)
        + p("样式编号", "<w:pStyle w:val='item'/>")
        + p("样式无编号", "<w:pStyle w:val='item'/><w:numPr><w:numId w:val='0'/></w:numPr>")
        + p("样式编号", "<w:pStyle w:val='item'/>")
        + num("没有这个列表", 99)
    )
    assert texts(read(tmp_path, body, styles, NUMBERING)) == [
        "一、收入",
        "（一）总体",
        "（二）具体",
        "1. 2024年",
        "①圈",
        "二、支出",
        "（一）重新计",
        "2.1 法式",
        "一、另起",
        "二、接着",
        "• 点",
        "第3条样式编号",
        "样式无编号",
        "第4条样式编号",
        "没有这个列表",
    ]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (21, "二十一"),
        (100, "一百"),
        (105, "一百零五"),
        (110, "一百一十"),
        (1001, "一千零一"),
        (1010, "一千零一十"),
        (10500, "一万零五百"),
        (120000, "十二万"),
    ],
)
def test_chinese_numbers(value: int, text: str) -> None:
    assert chinese(value) == text


@pytest.mark.parametrize(
    ("value", "style", "text"),
    [
        (3, "upperRoman", "III"),
        (1994, "lowerRoman", "mcmxciv"),
        (28, "lowerLetter", "bb"),
        (21, "decimalEnclosedCircleChinese", "㉑"),
        (12, "decimalFullWidth", "１２"),
        (5, "decimalZero", "05"),
        (2, "ideographTraditional", "乙"),
        (205, "ideographDigital", "二〇五"),
        (7, "some future format", "7"),
        (-1, "upperRoman", "-1"),
        (10**12, "chineseCounting", "1000000000000"),
    ],
)
def test_number_formats(value: int, style: str, text: str) -> None:
    assert format_number(value, style) == text


def test_spans(tmp_path: Path) -> None:
    body = tbl(
        tr(tc("项目", "<w:gridSpan w:val='2'/>"), tc("合计", "<w:vMerge w:val='restart'/>")),
        tr("类", "款", tc("", "<w:vMerge/>")),
        tr("201", "01", "2,940.05"),
        tr("302", "9", properties="<w:gridBefore w:val='1'/>"),
    )
    (table,) = read(tmp_path, body).tables()
    assert (table.rows, table.columns) == (4, 3)
    assert {(c.row, c.column, c.rowspan, c.colspan, c.text) for c in table.cells} == {
        (0, 0, 1, 2, "项目"),
        (0, 2, 2, 1, "合计"),
        (1, 0, 1, 1, "类"),
        (1, 1, 1, 1, "款"),
        (2, 0, 1, 1, "201"),
        (2, 1, 1, 1, "01"),
        (2, 2, 1, 1, "2,940.05"),
        (3, 1, 1, 1, "302"),
        (3, 2, 1, 1, "9"),
    }


def test_grid_columns_in_which_nothing_begins_are_dropped(tmp_path: Path) -> None:
    wide = "<w:gridSpan w:val='3'/>"
    (table,) = read(tmp_path, tbl(tr(tc("甲", wide), "乙"), tr(tc("丙", wide), "丁"))).tables()
    assert table.columns == 2
    assert [(c.column, c.colspan) for c in table.cells] == [(0, 1), (1, 1), (0, 1), (1, 1)]


def test_cells_hold_lines_and_nested_tables(tmp_path: Path) -> None:
    inner = tbl(tr("内一", "内二"), tr("内三", "内四"))
    body = tbl(tr(tc(p("第一段") + p("第二段")), tc(p("前") + inner + p("后"))))
    (table,) = read(tmp_path, body).tables()
    assert [c.text for c in table.cells] == ["第一段\n第二段", "前\n内一 内二\n内三 内四\n后"]


def test_indent_of_a_cell(tmp_path: Path) -> None:
    body = tbl(tr("无", tc(p("缩进", "<w:ind w:left='420'/>")), tc(p("\u3000空格"))))
    (table,) = read(tmp_path, body).tables()
    assert [c.indent for c in table.cells] == [0.0, 21.0, 10.5]


def test_frame_of_one_cell_is_no_table(tmp_path: Path) -> None:
    document = read(tmp_path, tbl(tr(tc(p("框内文字") + tbl(tr("甲", "乙"))))))
    assert [type(b) for b in document.blocks] == [Paragraph, Table]


def test_tracked_changes(tmp_path: Path) -> None:
    body = (
        f"<w:p>{r('增加')}<w:del>{'<w:r><w:delText>旧</w:delText></w:r>'}</w:del><w:ins>{r('新')}</w:ins></w:p>"
        + p("并入", "<w:rPr><w:del/></w:rPr>")
        + p("下段")
        + tbl(tr("删", "行", properties="<w:del/>"), tr("留", "行"))
        + f"<w:p><w:moveFrom>{r('移走')}</w:moveFrom><w:moveTo>{r('移来')}</w:moveTo></w:p>"
    )
    document = read(tmp_path, body)
    assert texts(document) == ["增加新", "并入下段", "移来"]
    (table,) = document.tables()
    assert [c.text for c in table.cells] == ["留", "行"]


def field(kind: str) -> str:
    return f"<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>"


def test_fields_show_their_result(tmp_path: Path) -> None:
    code = "<w:r><w:instrText>TOC \\o</w:instrText></w:r>"
    body = (
        f"<w:p>{field('begin')}{code}{r('指令')}{field('separate')}{r('一、概况')}<w:r><w:tab/></w:r>"
        f"{field('begin')}{code}{field('separate')}{r('3')}{field('end')}</w:p>"
        f"<w:p>{r('二、说明')}{field('end')}</w:p>"
        f"<w:p><w:fldSimple w:instr='DATE'>{r('2024')}</w:fldSimple><w:hyperlink>{r('年')}</w:hyperlink></w:p>"
        f"<w:sdt><w:sdtPr/><w:sdtContent>{p('控件')}</w:sdtContent></w:sdt>"
    )
    assert texts(read(tmp_path, body)) == ["一、概况 3", "二、说明", "2024年", "控件"]


def test_hidden_text_symbols_and_formulas(tmp_path: Path) -> None:
    body = (
        f"<w:p>{r('看见')}{r('看不见', '<w:vanish/>')}<w:r><w:sym w:font='Wingdings' w:char='F0FE'/></w:r>"
        "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath></w:p>"
    )
    assert texts(read(tmp_path, body)) == ["看见☑x=1"]


def test_pictures_and_text_boxes(tmp_path: Path) -> None:
    box = f"<wps:wsp><wps:txbx><w:txbxContent>{p('框里')}{tbl(tr('甲', '乙'))}</w:txbxContent></wps:txbx></wps:wsp>"
    old = "<w:pict><v:shape><v:textbox><w:txbxContent><w:p/></w:txbxContent></v:textbox></v:shape></w:pict>"
    choice = f"<mc:Choice><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback>{old}</mc:Fallback>"
    drawing = f"<mc:AlternateContent>{choice}</mc:AlternateContent>"
    picture = "<w:drawing><wp:inline><wp:docPr name='图片 1' descr='决算表截图'/><a:blip/></wp:inline></w:drawing>"
    line = "<w:pict><v:line/></w:pict>"
    document = read(tmp_path, f"<w:p>{r('锚')}<w:r>{drawing}{line}</w:r></w:p><w:p><w:r>{picture}</w:r></w:p>")
    assert texts(document) == ["锚", "框里"]
    assert [type(b) for b in document.blocks] == [Paragraph, Paragraph, Table, Picture]
    (shown,) = (b for b in document.blocks if isinstance(b, Picture))
    assert (shown.name, shown.place.block) == ("决算表截图", 3)


def test_strict_documents(tmp_path: Path) -> None:
    members = parts(p("严格"))
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    members["word/document.xml"] = members["word/document.xml"].replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main", strict
    )
    assert texts(open_document(save(tmp_path / "s.docx", members))) == ["严格"]
