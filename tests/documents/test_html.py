"""Web pages: encodings, paragraphs and lists, tables, what belongs to the site and not to the report."""

from __future__ import annotations

import base64
import quopri
import random
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from workbook_writer import grid

from juesuan.documents import open_document
from juesuan.documents.model import Document, Paragraph, Picture, Table, TroubleKind, UnreadableError

TABLE = "<table><tr><th>项目<th>金额<tr><td>一、一般公共服务支出<td align=right>2,940.05</table>"


def read_page(folder: Path, page: str | bytes, name: str = "page.html") -> Document:
    path = folder / name
    path.write_bytes(page.encode() if isinstance(page, str) else page)
    return open_document(path)


def lines(document: Document) -> list[str]:
    return [b.text for b in document.blocks if isinstance(b, Paragraph)]


def body(folder: Path, inner: str) -> list[str | list[list[str]]]:
    document = read_page(folder, f"<html><body>{inner}</body></html>")
    return [
        b.text if isinstance(b, Paragraph) else grid(b) if isinstance(b, Table) else f"[{b.name}]"
        for b in document.blocks
    ]


# Bytes --------------------------------------------------------------------------------------------------------------

PAGE = "<html><head><meta charset={}><title>决算</title></head><body><p>镕基路㎡支出决算说明</p></body></html>"


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("gb2312", "utf-8"),  # a wrong declaration
        ("gb2312", "gb18030"),
        ("gbk", "gb18030"),
        ("utf-8", "gb18030"),
        ("nonsense", "gb18030"),
        ("utf-8", "utf-8-sig"),
        ("utf-8", "utf-16"),
        ("gb2312", "utf-16"),
    ],
)
def test_encodings(tmp_path: Path, declared: str, encoding: str) -> None:
    document = read_page(tmp_path, PAGE.format(declared).encode(encoding))
    assert lines(document) == ["镕基路㎡支出决算说明"]
    assert document.troubles == ()


def test_declared_traditional_encoding(tmp_path: Path) -> None:
    page = "<html><meta charset=big5><p>決算說明繁體</p></html>".encode("big5")
    assert lines(read_page(tmp_path, page)) == ["決算說明繁體"]


def test_damaged_characters_are_said(tmp_path: Path) -> None:
    page = PAGE.format("utf-8").encode().replace("说明".encode(), b"\xff\xfe\xff")
    document = read_page(tmp_path, page)
    assert "支出决算" in lines(document)[0]
    assert "编码损坏" in document.troubles[0].zh


@pytest.mark.parametrize("name", ["report.xls", "report.doc", "report.pdf", "report"])
def test_pages_under_other_names(tmp_path: Path, name: str) -> None:
    page = f'<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body><p>收入决算表</p>{TABLE}</body></html>'
    document = read_page(tmp_path, page, name)
    assert document.format == "html"
    assert len(list(document.tables())) == 1


@pytest.mark.parametrize("coding", ["quoted-printable", "base64", "8bit"])
def test_archives(tmp_path: Path, coding: str) -> None:
    page = PAGE.format("gb2312").encode("gb18030")
    packed = {"quoted-printable": quopri.encodestring(page), "base64": base64.encodebytes(page), "8bit": page}[coding]
    head = (
        "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----=_Next"\r\n\r\n\r\n'
    )
    part = f"------=_Next\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: {coding}\r\n\r\n"
    other = "\r\n------=_Next\r\nContent-Type: image/png\r\n\r\niVBOR\r\n------=_Next--\r\n"
    document = read_page(tmp_path, head.encode() + part.encode() + packed + other.encode(), "page.mht")
    assert lines(document) == ["镕基路㎡支出决算说明"]


# Text ---------------------------------------------------------------------------------------------------------------


def test_headings_and_paragraphs(tmp_path: Path) -> None:
    document = read_page(
        tmp_path,
        "<html><h1>某局2024年度部门决算</h1><div>一、说明<br>第一行&nbsp;<span>续</span><p><b>二、加粗</b></p>"
        "<p>正文&lt;1&gt;&amp;<b>半粗</b></p>散文</div></html>",
    )
    assert [(p.text, p.emphasis) for p in document.paragraphs()] == [
        ("某局2024年度部门决算", True),
        ("一、说明", False),
        ("第一行\u00a0续", False),
        ("二、加粗", True),
        ("正文<1>&半粗", False),
        ("散文", False),
    ]
    assert [b.index for b in document.blocks] == list(range(6))


def test_lines_broken_in_the_source(tmp_path: Path) -> None:
    assert body(tmp_path, "<p>一般公共预算财政\r\n  拨款支出\n2,940.05\n万元 of\nmoney</p>") == [
        "一般公共预算财政拨款支出 2,940.05 万元 of money"
    ]


def test_lists_show_their_numbers(tmp_path: Path) -> None:
    inner = (
        "<ol><li>甲</li><li>乙<ol type=a><li>子</ol></li><li value=7>丙</ol>"
        "<ol style='list-style-type:cjk-ideographic' start=10><li>丁<li><p>戊</p><p>己</p></ol>"
        "<ul><li>庚</ul><ol style='list-style:none'><li>辛</ol>"
    )
    assert body(tmp_path, inner) == ["1. 甲", "2. 乙", "a. 子", "7. 丙", "十、丁", "十一、戊", "己", "庚", "辛"]


def test_hidden_parts_are_left_out_and_said(tmp_path: Path) -> None:
    secret = "不可见的内容" * 50
    document = read_page(
        tmp_path,
        f"<html><p>可见的正文</p><div style='DISPLAY : none'><p>{secret}<span hidden>内</span></p></div>"
        f"<p hidden>藏</p><p style='visibility:hidden'>隐</p><script>脚本</script><style>p{{}}</style></html>",
    )
    assert lines(document) == ["可见的正文"]
    assert ["不显示的文字" in t.zh for t in document.troubles] == [True]


def test_pictures_and_attachments(tmp_path: Path) -> None:
    document = read_page(
        tmp_path,
        "<html><p>2024年度部门决算表</p><p><img src='/a/表一.png' width=800></p><img src=icon_pdf.gif>"
        "<img src=x.png width=16 height=16><p>附件：<a href='/u/%E5%86%B3%E7%AE%97%E8%A1%A8.xlsx?x=1'>决算公开表</a>"
        "<a href='#top'>顶</a></p><iframe src='view.pdf'></iframe></html>",
    )
    assert [b.name for b in document.blocks if isinstance(b, Picture)] == ["表一.png"]
    assert [(t.kind, t.zh) for t in document.troubles] == [
        (TroubleKind.ABSENT, "附件，没有读取：决算公开表（决算表.xlsx）"),
        (TroubleKind.ABSENT, "附件，没有读取：view.pdf"),
    ]
    assert "附件：决算公开表顶" in lines(document)


# Tables -------------------------------------------------------------------------------------------------------------


def test_spans(tmp_path: Path) -> None:
    document = read_page(
        tmp_path,
        "<html><table><caption>三公表</caption><thead><tr><th rowspan=2>合计<th colspan=2>用车<tr><th>购置<th>运行"
        "<tbody><tr><td>1<td>2<td>3<tr><td colspan=0 rowspan=0>4</table></html>",
    )
    (table,) = document.tables()
    assert {c.text: (c.row, c.column, c.rowspan, c.colspan) for c in table.cells} == {
        "合计": (0, 0, 2, 1),
        "用车": (0, 1, 1, 2),
        "购置": (1, 1, 1, 1),
        "运行": (1, 2, 1, 1),
        "1": (2, 0, 1, 1),
        "2": (2, 1, 1, 1),
        "3": (2, 2, 1, 1),
        "4": (3, 0, 1, 1),
    }
    assert [(p.text, p.emphasis) for p in document.paragraphs()] == [("三公表", True)]


def test_cells_as_word_processors_write_them(tmp_path: Path) -> None:
    inner = (
        "<table class=MsoTable><tr><td><p class=MsoNormal><span style='x'>项目<o:p></o:p></span></p></td>"
        "<td><p>指标</p><p>打印</p></td></tr><tr><td><p>来源：上级<br/>补助</p></td><td>&nbsp;</td></tr></table>"
    )
    assert body(tmp_path, inner) == [[["项目", "指标\n打印"], ["来源：上级\n补助", ""]]]


def test_tables_that_lay_out_the_page(tmp_path: Path) -> None:
    text = "<p>本部门2024年度收入总计2940.05万元。</p>" * 20
    frame = f"<table><tr><td>{text}{TABLE}</td></tr></table>"
    columns = f"<table><tr><td>部门概况</td><td>{text}<p>完。</p>{TABLE}</td></tr></table>"
    for inner in (frame, columns):
        blocks = body(tmp_path, inner)
        assert [["项目", "金额"], ["一、一般公共服务支出", "2,940.05"]] in blocks
        assert blocks.count("本部门2024年度收入总计2940.05万元。") == 20


def test_small_tables_within_cells_become_lines(tmp_path: Path) -> None:
    inner = f"<table>{'<tr><td>指标<td>目标<td>得分' * 4}<tr><td>说明<td><table><tr><td>甲<td>乙</table><td>1</table>"
    (table,) = read_page(tmp_path, f"<html>{inner}</html>").tables()
    assert grid(table)[-1] == ["说明", "甲 乙", "1"]


def test_a_sheet_of_statements_pasted_as_one_table(tmp_path: Path) -> None:
    one = "<tr><td colspan=3>{}<tr><td>部门：某局<td><td>单位：万元"
    one += "<tr><td>项目<td>金额<td>占比<tr><td>合计<td>1.00<td>2.00"
    inner = f"<table>{one.format('收入决算表')}<tr><td><td><td>{one.format('支出决算表')}</table>"
    table = [["项目", "金额", "占比"], ["合计", "1.00", "2.00"]]
    head = ["部门：某局", "单位：万元"]
    assert body(tmp_path, inner) == ["收入决算表", *head, table, "支出决算表", *head, table]


# Furniture ----------------------------------------------------------------------------------------------------------

SITE = """<html><head><title>某局2024年度部门决算_某市人民政府</title></head><body>
<form id=aspnetForm><header><ul>
<li><a href=/>首页</a><li><a href=/zw>政务公开</a><li><a href=/fw>办事服务</a></ul></header>
<div class=crumb>您现在的位置：<a href=/>首页</a> &gt; <a href=/zw>政务公开</a> &gt; 财政预决算</div>
<div class=main><div class=left><h3>栏目</h3><ul>
<li><a href=1>领导信息</a><li><a href=2>机构职能</a><li><a href=3>财政信息</a></ul></div>
<div class=article><h1>某局2024年度部门决算</h1>
<div class=info>发布时间：2025-09-01　来源：某局　浏览次数：123</div><p>字体：[大 中 小]　打印本页　关闭窗口</p>
<div class=TRS_Editor>{}</div>
<div class=bdsharebuttonbox><a href=a>微信</a><a href=b>微博</a></div>
<p>上一篇：<a href=x>关于某事的通知</a></p><p>下一篇：没有了</p></div></div>
<footer><p>主办单位：某市人民政府办公室　承办：某市数据局</p>
<p>吉ICP备12345678号　网站标识码2200000001</p><p>版权所有</p></footer></form>
<div>【打印本页】　【关闭窗口】</div></body></html>"""


def test_furniture_is_left_out_and_the_article_kept(tmp_path: Path) -> None:
    article = [
        "第一部分 概况",
        "一、主要职能",
        "负责政务公开，提供来源可靠的信息，主办单位会议。",
        "注：来源于决算表。",
        "联系电话：0431-12345678",
        "打印费12.00万元。",
        "大额支出。",
    ]
    inner = "".join(f"<p>{line}</p>" for line in article) + TABLE
    document = read_page(tmp_path, SITE.format(inner))
    assert lines(document) == ["某局2024年度部门决算", *article]
    assert len(list(document.tables())) == 1
    assert document.troubles == ()


def test_long_text_stays_whatever_its_part_is_called(tmp_path: Path) -> None:
    text = "本年支出合计2940.05万元。" * 40
    document = read_page(
        tmp_path,
        f"<html><div class=footer><p>{text}</p></div><nav><p>{text}</p></nav><div id=print>{TABLE}</div></html>",
    )
    assert lines(document) == [text, text]
    assert len(list(document.tables())) == 1


def test_contents_with_links_into_the_page_stay(tmp_path: Path) -> None:
    toc = "<ul><li><a href='#1'>一、概况</a><li><a href='#2'>二、决算表</a><li><a href='#3'>三、说明</a></ul>"
    files = "<ul><li><a href=1.xls>表一.xls</a><li><a href=2.xls>表二.xls</a><li><a href=3.xls>表三.xls</a></ul>"
    document = read_page(tmp_path, f"<html><p>目录</p>{toc}{files}</html>")
    assert lines(document) == ["目录", "一、概况", "二、决算表", "三、说明", "表一.xls", "表二.xls", "表三.xls"]
    assert len(document.troubles) == 3


def test_index_cards_are_left_out(tmp_path: Path) -> None:
    card = "<table><tr><td>索引号：<td>11/2025<td>发布机构：<td>某局<tr><td>文号：<td>无<td>主题分类：<td>财政</table>"
    assert body(tmp_path, card + "<p>正文在此。</p>" + TABLE)[0] == "正文在此。"


def test_the_windows_title_where_the_page_has_none(tmp_path: Path) -> None:
    document = read_page(tmp_path, f"<html><title>某局2024年度部门决算_某市</title><p>单位：万元</p>{TABLE}</html>")
    assert lines(document) == ["某局2024年度部门决算", "单位：万元"]
    assert [b.index for b in document.blocks] == [0, 1, 2]


# Hostile and broken ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 100_000,
        "".join(f"<font size={n}>" for n in range(2000)) + "<p>字" * 20_000,
        "<b><p>" * 20_000,
        "<table><tr><td>" * 2_900,
        "<p " + " ".join(f"a{n}=1" for n in range(50_000)) + ">文</p>",
        "<table>" + "<tr><td colspan=1000 rowspan=65000>文" * 5_000 + "</table>",
        "<ol>" * 2_900 + "<li>文",
        "<div hidden>" * 2_900 + "文",
    ],
)
def test_pages_made_to_take_long(tmp_path: Path, page: str) -> None:
    started = time.monotonic()
    with suppress(UnreadableError):
        read_page(tmp_path, "<html><p>正文</p>" + page)
    assert time.monotonic() - started < 3


@pytest.mark.parametrize("page", ["<html><script>render()</script></html>", "<html><frameset><frame src=a.htm></html>"])
def test_pages_without_text(tmp_path: Path, page: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_page(tmp_path, page)
    assert "打印为 PDF" in caught.value.zh


def test_deep_nesting_keeps_the_text(tmp_path: Path) -> None:
    document = read_page(tmp_path, "<html><p>头部文字</p>" + "<div>" * 400 + "深处的文字</html>")
    assert lines(document) == ["头部文字", "深处的文字"]
    assert [t.kind for t in document.troubles] == [TroubleKind.UNREADABLE]


FUZZ = settings(max_examples=100, deadline=5000, suppress_health_check=[HealthCheck.function_scoped_fixture])
BASE = SITE.format(f"<p>一、说明</p>{TABLE}<ol><li>甲</ol><img src=a.png><table><tr><td>{TABLE}</table>").encode()


@FUZZ
@given(seed=st.integers(0, 10**9))
def test_damaged_pages_never_raise_anything_else(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    page = bytearray(BASE)
    if seed % 3 == 0:
        del page[rng.randrange(len(page)) :]
    for _ in range(rng.choice((0, 3, 40))):
        at = rng.randrange(len(page) or 1)
        page[at : at + rng.choice((1, 12))] = rng.choice((b"<", b">", b"\xff", b"</td>", b"<table>", b"&", b"'", b"\0"))
    try:
        document = read_page(tmp_path, bytes(page))
    except UnreadableError:
        return
    assert [b.index for b in document.blocks] == list(range(len(document.blocks)))


@FUZZ
@given(
    inner=st.recursive(
        st.sampled_from(["甲", "<br>", "<img src=a.png>", "12.00", "<td>", "</table>"]),
        lambda part: st.builds(
            lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>",
            st.sampled_from(["p", "div", "table", "tr", "td", "ul", "ol", "li", "b", "h2", "form", "nav", "a", "pre"]),
            st.lists(part, max_size=4),
        ),
        max_leaves=25,
    )
)
def test_odd_markup_loses_no_text(tmp_path: Path, inner: str) -> None:
    text = "正文" * 10
    document = read_page(tmp_path, f"<html><p>{text}</p>{inner}</html>")
    assert text in "".join(lines(document)) or any(text in c.text for t in document.tables() for c in t.cells)
