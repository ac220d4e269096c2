"""report.docx: what it says comes back as written; it is laid out after GB/T 9704; the same release, the same bytes."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from made_release import HOSTILE, grid, release
from printed import expected, faults, read

from juesuan.documents.reader import open_document
from juesuan.writing import docx_report, fit, pages, paper
from juesuan.writing.model import GridCell, Release, StatementGrid, Text
from juesuan.writing.release import assemble
from juesuan.writing.samples import sample

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
EDITIONS = ("jilin-2021", "shanghai-2024", "national-2022")


def part(data: bytes, name: str) -> etree._Element:
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(name))


def body(data: bytes) -> etree._Element:
    return part(data, "word/document.xml")


def styled(root: etree._Element, style: str) -> list[str]:
    found = [p for p in root.iter(f"{W}p") if p.find(f"{W}pPr/{W}pStyle[@{W}val='{style}']") is not None]
    return ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in found]


@pytest.mark.parametrize("edition", EDITIONS)
def test_what_is_written_is_read_back(tmp_path, edition):
    for seed in (1, 2):
        made = assemble(sample(seed, edition))
        path = tmp_path / "report.docx"
        docx_report.write(made, path)
        assert read(open_document(str(path)), made) == expected(made)


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10_000), edition=st.sampled_from(EDITIONS))
def test_any_department_is_read_back_without_a_fault(tmp_path, seed, edition):
    made = assemble(sample(seed, edition))
    path = tmp_path / "report.docx"
    docx_report.write(made, path)
    document = open_document(str(path))
    assert read(document, made) == expected(made)
    assert faults(document) == []


def test_hostile_words_gaps_and_made_up_amounts_are_read_back(tmp_path):
    made = release()
    path = tmp_path / "report.docx"
    docx_report.write(made, path)
    document = open_document(str(path))
    assert read(document, made) == expected(made)
    assert HOSTILE in [p.text for p in document.paragraphs()]
    assert {c.text for t in document.tables() for c in t.cells if "*" in c.text} == {"1,234.56*", "窗口服务#1 *外包*"}


def test_characters_that_xml_cannot_hold_do_not_break_the_file(tmp_path):
    made = release(texts=(Text("第一部分\x01概况", 1), Text("一\x00二\ufffe三")), tables_after=0)
    path = tmp_path / "report.docx"
    docx_report.write(made, path)
    assert "一\ufffd二\ufffd三" in [p.text for p in open_document(str(path)).paragraphs()]


def test_the_same_release_gives_the_same_bytes():
    data = docx_report.render(release())
    assert data == docx_report.render(release())
    assert {info.date_time for info in zipfile.ZipFile(io.BytesIO(data)).infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert b"dcterms" not in zipfile.ZipFile(io.BytesIO(data)).read("docProps/core.xml")


def test_gaps_are_highlighted_and_made_up_amounts_are_in_italics():
    root = body(docx_report.render(release()))
    lit = [r for r in root.iter(f"{W}r") if r.find(f"{W}rPr/{W}highlight") is not None]
    assert {"".join(t.text for t in r.iter(f"{W}t")) for r in lit} == {"【待填：原因】"}
    slanted = [r for r in root.iter(f"{W}r") if r.find(f"{W}rPr/{W}i") is not None]
    assert {"".join(t.text for t in r.iter(f"{W}t")) for r in slanted} == {"1,234.56*"}


def test_headings_have_the_styles_of_their_levels():
    root = body(docx_report.render(release()))
    assert "第一部分 部门概况" in styled(root, "Heading1")
    assert styled(root, "Heading2") == ["一、部门职责", "一、收入支出决算总体情况说明"]
    assert styled(root, "Heading3") == ["（一）总体情况"]
    assert styled(root, "Heading4") == ["1.收入情况"]
    assert styled(root, "TableTitle") == ["收入支出决算总表", "收入决算表", "支出决算表"]
    assert styled(root, "FormTitle") == ["项目支出绩效自评表（2021年度）"]


def test_type_is_that_of_official_documents():
    styles = part(docx_report.render(release()), "word/styles.xml")
    named = {s.get(f"{W}styleId"): s for s in styles.iter(f"{W}style")}

    def of(style: str) -> tuple[str, str, str]:
        properties = named[style]
        fonts = properties.find(f"{W}rPr/{W}rFonts").get(f"{W}eastAsia")
        line = properties.find(f"{W}pPr/{W}spacing")
        assert line.get(f"{W}lineRule") == "exact"
        return fonts, properties.find(f"{W}rPr/{W}sz").get(f"{W}val"), line.get(f"{W}line")

    assert of("NormalIndent") == ("仿宋_GB2312", "32", "560")
    assert named["NormalIndent"].find(f"{W}pPr/{W}ind").get(f"{W}firstLineChars") == "200"
    assert of("Title")[:2] == of("Heading1")[:2] == ("方正小标宋简体", "44")
    assert of("Heading2") == ("黑体", "32", "560")
    assert of("Heading3") == ("楷体_GB2312", "32", "560")
    outline = {s: named[s].find(f"{W}pPr/{W}outlineLvl").get(f"{W}val") for s in ("Heading1", "Heading4", "TableTitle")}
    assert outline == {"Heading1": "0", "Heading4": "3", "TableTitle": "1"}


def test_pages_are_a4_with_wide_statements_turned():
    sections = list(body(docx_report.render(release())).iter(f"{W}sectPr"))
    sizes = [(s.find(f"{W}pgSz").get(f"{W}w"), s.find(f"{W}pgSz").get(f"{W}orient")) for s in sections]
    assert sizes == [("11906", None), ("11906", None), ("16838", "landscape"), ("11906", None)]
    margins = sections[1].find(f"{W}pgMar")
    assert [margins.get(f"{W}{side}") for side in ("top", "bottom", "left", "right")] == [
        "2098",
        "1984",
        "1587",
        "1474",
    ]
    assert sections[0].find(f"{W}footerReference") is None
    assert [s.find(f"{W}pgNumType").get(f"{W}start") for s in sections] == [None, "1", None, None]


def test_headers_of_tables_are_repeated_and_merged_cells_cover_their_grid():
    root = body(docx_report.render(release()))
    for table, made in zip(root.iter(f"{W}tbl"), release().grids, strict=False):
        rows = table.findall(f"{W}tr")
        repeated = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
        assert repeated == [True] * len(made.header) + [False] * len(made.body)
        for row in rows:
            spans = [c.find(f"{W}tcPr/{W}gridSpan") for c in row.findall(f"{W}tc")]
            assert sum(1 if s is None else int(s.get(f"{W}val")) for s in spans) == made.columns


def test_contents_hold_pages_before_they_are_updated():
    root = body(docx_report.render(release()))
    entries = styled(root, "TOC1") + styled(root, "TOC2")
    numbers = {re.sub(r"\d+$", "", entry): int(re.search(r"\d+$", entry).group()) for entry in entries}
    assert numbers["第一部分 部门概况"] == 1
    assert numbers["收入支出决算总表"] == numbers["第二部分 2021年度部门决算表"] == 2
    assert numbers["收入决算表"] == 3
    assert numbers["支出决算表"] > 3
    marks = {b.get(f"{W}name") for b in root.iter(f"{W}bookmarkStart")}
    assert {h.get(f"{W}anchor") for h in root.iter(f"{W}hyperlink")} == marks


def test_a_table_that_fits_a_page_is_kept_on_it_and_amounts_are_never_broken():
    width, height = paper.PORTRAIT.room
    how = fit.fit(grid(rows=33), width, height - 60, height)
    assert how.pages == 1
    assert how.size >= 8
    longest = fit.text_width("1,234.56*") * how.size + 2 * fit.PADDING
    assert how.widths[2] >= longest - 0.1
    assert sum(how.widths) <= width
    assert fit.fit(grid(rows=200), width, height - 60, height).pages > 2


def test_a_table_of_too_many_columns_is_still_set():
    wide = StatementGrid(
        "x", "表", "", "", 60, (), (tuple(GridCell("1,234,567.89", align="right") for _ in range(60)),)
    )
    how = fit.fit(wide, 400, 500, 500)
    assert sum(how.widths) <= 400
    assert len(how.widths) == 60


def test_texts_before_the_first_heading_are_the_cover():
    made = release()
    texts = (Text("甲局"), Text("2021年度决算"), Text("目 录"), Text("第一部分 1"), *made.texts)
    moved: Release = release(texts=texts, tables_after=made.tables_after + 4)
    parts = pages.parts(moved)
    assert parts[0] == pages.Cover(("甲局", "2021年度决算"))
    assert parts[1:] == pages.parts(made)[1:]


def test_a_release_without_headings_is_written_all_the_same(tmp_path):
    path = tmp_path / "report.docx"
    docx_report.write(release(texts=(Text("只有一段。"),), tables_after=9, projects=()), path)
    assert [p.text for p in open_document(str(path)).paragraphs()][-1] == "只有一段。"
