"""Marks and changes at the very characters of a DOCX file, everything else left as it was."""

from __future__ import annotations

import io
import re
import zipfile
from itertools import pairwise
from pathlib import Path

import pytest
from docx_writer import parts, r, save, tbl, tc, tr
from hypothesis import given, settings
from hypothesis import strategies as st

from juesuan.documents import open_document
from juesuan.documents.docx_comments import comment_parts, first_free_id
from juesuan.documents.docx_edit import TextEditor
from juesuan.documents.docx_places import DocxPlaces, Traced
from juesuan.documents.model import Paragraph, Table

Part = dict[str, str]


def packed(members: Part) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def traced(body: str, block: int = 0) -> tuple[DocxPlaces, bytes, Traced]:
    data = packed(parts(body))
    places = DocxPlaces("x.docx", data)
    found = places.paragraph(block) or places.cell(block, 0, 0)
    assert found is not None
    part = places.opened.package.read(places.opened.main)
    assert part is not None
    return places, part, found


def commented(body: str, start: int, end: int, block: int = 0) -> str:
    places, part, text = traced(body, block)
    editor = TextEditor(part, places.opened.root)
    span = text.span(start, end)
    assert span is not None
    editor.comment(*span, 7)
    return editor.result().decode()


def between(xml: str) -> str:
    """The visible text between the marks of the comment."""
    inside = xml.split("commentRangeStart")[1].split("<w:commentRangeEnd")[0]
    return "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", inside))


def read_again(xml: str) -> list[str]:
    """The texts that the reader finds in a main part."""
    members = {**parts(""), "word/document.xml": xml}
    places = DocxPlaces("x.docx", packed(members))
    found: list[str] = []
    n = 0
    while (text := places.paragraph(n)) is not None:
        found.append(text.text)
        n += 1
    return found


WHOLE = "收入总计100.00万元，占比5%。"
WRAPPED = {
    "one run": f"<w:p>{r(WHOLE)}</w:p>",
    "many runs": "<w:p>" + "".join(r(c) for c in WHOLE) + "</w:p>",
    "formatted": f"<w:p>{r(WHOLE[:3], '<w:b/>')}{r(WHOLE[3:9])}{r(WHOLE[9:], '<w:i/>')}</w:p>",
    "hyperlink": f"<w:p>{r(WHOLE[:4])}<w:hyperlink>{r(WHOLE[4:8])}</w:hyperlink>{r(WHOLE[8:])}</w:p>",
    "inserted": f"<w:p>{r(WHOLE[:4])}<w:ins w:id='1'>{r(WHOLE[4:8])}</w:ins>{r(WHOLE[8:])}</w:p>",
    "deleted": f"<w:p>{r(WHOLE[:4])}<w:del w:id='1'><w:r><w:delText>X</w:delText></w:r></w:del>{r(WHOLE[4:])}</w:p>",
    "control": f"<w:sdt><w:sdtContent><w:p>{r(WHOLE)}</w:p></w:sdtContent></w:sdt>",
    "field": "<w:p>" + r(WHOLE[:4]) + "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>X</w:instrText>"
    "</w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r>" + r(WHOLE[4:8])
    + "<w:r><w:fldChar w:fldCharType='end'/></w:r>" + r(WHOLE[8:]) + "</w:p>",
    "two texts in a run": f"<w:p><w:r><w:t>{WHOLE[:5]}</w:t><w:t>{WHOLE[5:]}</w:t>"
    "<w:lastRenderedPageBreak/></w:r></w:p>",
    "references": f"<w:p><w:r><w:t>{WHOLE.replace('总', '&#24635;')}</w:t></w:r></w:p>",
    "zero width": f"<w:p><w:r><w:t>\u200b{WHOLE[:5]}\u200b{WHOLE[5:]}</w:t></w:r></w:p>",
    "a cell": tbl(tr(tc(f"<w:p>{r(WHOLE[:3])}{r(WHOLE[3:])}</w:p>"), "第二格")),
}  # fmt: skip


@pytest.mark.parametrize("body", WRAPPED.values(), ids=WRAPPED.keys())
@pytest.mark.parametrize("words", ["100.00", "收", "。", "总计100.00万元，", WHOLE])
def test_comment_spans_the_very_words(body: str, words: str) -> None:
    start = WHOLE.index(words)
    xml = commented(body, start, start + len(words))
    seen = between(xml).replace("&#24635;", "总").replace("\u200b", "")
    assert seen == words
    assert xml.count("commentRangeStart") == xml.count("<w:commentRangeEnd") == xml.count("commentReference") == 1


@pytest.mark.parametrize("body", WRAPPED.values(), ids=WRAPPED.keys())
def test_taking_the_comment_out_gives_the_text_as_it_was(body: str) -> None:
    assert read_again(commented(body, 4, 9)) == read_again(packed_main(body))


def packed_main(body: str) -> str:
    return parts(body)["word/document.xml"]


def test_other_bytes_stay() -> None:
    odd = "<w:p  w:x = 'a\"b' ><!-- note --><w:r ><w:t>别处</w:t></w:r></w:p>"
    xml = commented(f"{odd}<w:p>{r('此处有字')}</w:p>{odd}", 1, 2, block=1)
    assert xml.count(odd) == 2


SEALED = {
    "CDATA": "<w:p><w:r><w:t><![CDATA[收入总计]]></w:t></w:r></w:p>",
    "ruby": f"<w:p><w:r><w:ruby><w:rt>{r('x')}</w:rt><w:rubyBase>{r('收入总计')}</w:rubyBase></w:ruby></w:r></w:p>",
    "alternative": f"<w:p><mc:AlternateContent><mc:Choice>{r('收入总计')}</mc:Choice>"
    f"<mc:Fallback>{r('收')}</mc:Fallback></mc:AlternateContent></w:p>",
    "text box": "<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>"
    f"<w:p>{r('收入总计')}</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>",
}  # fmt: skip


@pytest.mark.parametrize("body", SEALED.values(), ids=SEALED.keys())
def test_what_cannot_be_cut_is_marked_as_a_whole(body: str) -> None:
    xml = commented(body, 1, 2)
    assert read_again(xml) == read_again(packed_main(body))
    # The marks stand in the paragraph of the body, outside whatever is sealed.
    before = xml[: xml.index("<w:commentRangeStart")]
    assert "<mc:Choice" not in before
    assert "txbxContent" not in before
    places, part, text = traced(body)
    origins = [o for o in text.origins if o is not None]
    assert not TextEditor(part, places.opened.root).can_replace(origins[1:2], origins[1], "")


def test_automatic_numbers_have_no_place_of_their_own() -> None:
    numbering = (
        "<w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/>"
        "<w:lvlText w:val='%1、'/></w:lvl></w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"
    )
    body = f"<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr>{r('总体情况')}</w:p>"
    places = DocxPlaces("x.docx", packed(parts(body, numbering=numbering)))
    text = places.paragraph(0)
    assert text is not None
    assert text.text == "1、总体情况"
    assert text.origins[:2] == [None, None]
    first, last = text.span(0, 3) or (None, None)
    assert first == last == text.origins[2]


def test_tabs_breaks_and_blanks() -> None:
    body = "<w:p><w:r><w:t xml:space='preserve'> 甲  乙</w:t><w:tab/><w:t>丙</w:t><w:br/><w:t>丁</w:t></w:r></w:p>"
    places = DocxPlaces("x.docx", packed(parts(body)))
    first, second = places.paragraph(0), places.paragraph(1)
    assert first is not None
    assert second is not None
    assert (first.text, second.text) == ("甲 乙 丙", "丁")
    assert [o and (o[0].text or "")[o[1]] for o in first.origins] == ["甲", " ", "乙", None, "丙"]
    assert [o and (o[0].text or "")[o[1]] for o in second.origins] == ["丁"]


def test_merged_cells_and_tables_in_cells() -> None:
    inner = tbl(tr("内甲", "内乙"))
    body = tbl(
        tr(tc("上", "<w:vMerge w:val='restart'/>"), "右上"),
        tr(tc("下", "<w:vMerge/>"), tc(f"<w:p>{r('右下')}</w:p>{inner}<w:p/>")),
    )
    places = DocxPlaces("x.docx", packed(parts(body)))
    merged, nested = places.cell(0, 1, 0), places.cell(0, 1, 1)
    assert merged is not None
    assert nested is not None
    assert merged.text == "上\n下"
    assert [o and (o[0].text or "")[o[1]] for o in merged.origins] == ["上", None, "下"]
    assert nested.text == "右下\n内甲 内乙"
    span = nested.span(3, 5)
    assert span is not None
    assert span[0][0].text == "右下"
    assert places.cell(0, 5, 0) is None
    assert places.cell(3, 0, 0) is None
    assert places.paragraph(0) is None


def changed(body: str, start: int, end: int, new: str) -> str | None:
    places, part, text = traced(body)
    editor = TextEditor(part, places.opened.root)
    gone = [o for o in text.origins[start:end] if o is not None]
    anchor = gone[0] if gone else text.origins[start - 1]
    assert anchor is not None
    if not editor.can_replace(gone, anchor, new):
        return None
    editor.replace(gone, anchor, not gone, new)
    return editor.result().decode()


def accepted(xml: str) -> str:
    return "".join(read_again(xml))


def rejected(xml: str) -> str:
    old = re.sub(r"<w:ins [^>]*author=\"Juesuan\">.*?</w:ins>", "", xml)
    old = re.sub(r"</?w:del(?: [^>]*)?>", "", old).replace("delText", "t")
    return "".join(read_again(old))


@pytest.mark.parametrize("body", WRAPPED.values(), ids=WRAPPED.keys())
@pytest.mark.parametrize(
    ("start", "end", "new"), [(4, 10, "三"), (0, 1, "支"), (16, 17, ""), (9, 9, "&<{x}>"), (3, 9, "")]
)
def test_tracked_change_accepted_and_rejected(body: str, start: int, end: int, new: str) -> None:
    if body.startswith("<w:tbl"):
        pytest.skip("read_again reads paragraphs")
    xml = changed(body, start, end, new)
    if xml is None:
        assert "<w:ins " in body
        assert new
        return
    assert accepted(xml) == WHOLE[:start] + new + WHOLE[end:]
    if "<w:del " not in body and "<w:ins " not in body:
        assert rejected(xml) == WHOLE
    assert "w:date" not in xml


def test_change_keeps_the_look_of_the_run() -> None:
    xml = changed(f"<w:p>{r('甲乙丙', '<w:b/>')}</w:p>", 1, 2, "丁")
    assert xml is not None
    assert xml.count("<w:rPr><w:b/></w:rPr>") == 4


def test_default_namespace() -> None:
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    xml = f"<document xmlns='{w}'><body><p><r><t>收入总计</t></r></p></body></document>"
    places = DocxPlaces("x.docx", packed({**parts(""), "word/document.xml": xml}))
    text = places.paragraph(0)
    assert text is not None
    editor = TextEditor(xml.encode(), places.opened.root)
    editor.comment(*(text.span(1, 2) or pytest.fail("no place")), 0)
    gone = [o for o in text.origins[3:4] if o is not None]
    editor.replace(gone, gone[0], False, "额")
    result = editor.result().decode()
    assert read_again(result) == ["收入总额"]
    assert f'<commentRangeStart xmlns:w="{w}" w:id="0"/>' in result


def test_other_encodings_are_written_in_utf8() -> None:
    xml = f"<?xml version='1.0' encoding='UTF-16'?>{packed_main(f'<w:p>{r(WHOLE)}</w:p>')}"
    members: dict[str, str | bytes] = {**parts(""), "word/document.xml": xml.encode("utf-16")}
    places = DocxPlaces("x.docx", packed(members))  # type: ignore[arg-type]
    part = places.opened.package.read("word/document.xml")
    text = places.paragraph(0)
    assert part is not None
    assert text is not None
    editor = TextEditor(part, places.opened.root)
    editor.comment(*(text.span(0, 2) or pytest.fail("no place")), 0)
    assert between(editor.result().decode()) == "收入"


def test_comments_join_those_that_are_there() -> None:
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    members = parts(f"<w:p>{r(WHOLE)}</w:p>")
    members["word/_rels/document.xml.rels"] = members["word/_rels/document.xml.rels"].replace(
        "</Relationships>",
        "<Relationship Id='r9' Type='http://x/comments' Target='comments.xml'/></Relationships>",
    )
    old = f"<w:comments xmlns:w='{w}'><w:comment w:id='41' w:author='a'><w:p/></w:comment></w:comments>"
    members["word/comments.xml"] = old
    places = DocxPlaces("x.docx", packed(members))
    assert first_free_id(places.opened) == 42
    changed_parts = comment_parts(places.opened, [(42, ["一<二>\x01", "三"])])
    assert list(changed_parts) == ["word/comments.xml"]
    new = changed_parts["word/comments.xml"].decode()
    assert new.startswith(old.removesuffix("</w:comments>"))
    assert "一&lt;二&gt;\ufffd" in new


def test_first_comment_adds_its_part(tmp_path: Path) -> None:
    import docx

    source = tmp_path / "a.docx"
    document = docx.Document()
    document.add_paragraph(WHOLE)
    document.save(str(source))
    data = source.read_bytes()
    places = DocxPlaces("a.docx", data)
    part, text = places.opened.package.read(places.opened.main), places.paragraph(0)
    assert part is not None
    assert text is not None
    editor = TextEditor(part, places.opened.root)
    editor.comment(*(text.span(4, 10) or pytest.fail("no place")), first_free_id(places.opened))
    members = {places.opened.main: editor.result(), **comment_parts(places.opened, [(0, ["一", "二"])])}
    copy = tmp_path / "b.docx"
    copy.write_bytes(places.opened.package.rewritten(members))
    (comment,) = docx.Document(str(copy)).comments
    assert (comment.author, comment.text, comment.timestamp) == ("Juesuan", "一\n二", None)
    with zipfile.ZipFile(source) as before, zipfile.ZipFile(copy) as after:
        assert set(after.namelist()) - set(before.namelist()) == {"word/comments.xml"}
        same = {n for n in before.namelist() if before.read(n) == after.read(n)}
        assert set(before.namelist()) - same == {
            "word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels",
        }  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_cut_of_any_runs(data: st.DataObject) -> None:
    text = data.draw(st.text("收入a1.,，。 &<>", min_size=1, max_size=20).map(lambda t: " ".join(t.split()) or "收"))
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=4)) | {0, len(text)})
    from xml.sax.saxutils import escape

    runs = [text[a:b] for a, b in pairwise(cuts)]
    body = "<w:p>" + "".join(r(escape(part)) for part in runs) + "</w:p>"
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    xml = commented(body, start, end)
    assert between(xml) == escape(text[start:end])
    assert read_again(xml) == [text]
    new = data.draw(st.text("支出{}&", max_size=3))
    made = changed(body, start, end, new)
    assert made is not None
    assert accepted(made) == " ".join((text[:start] + new + text[end:]).split()).strip()


def test_traced_reading_is_the_readers(tmp_path: Path) -> None:
    """The same blocks and cells, character by character."""
    body = "".join(WRAPPED.values()) + "".join(SEALED.values())
    path = save(tmp_path / "a.docx", parts(body))
    places = DocxPlaces("a.docx", path.read_bytes())
    blocks = open_document(path).blocks
    assert len(blocks) >= len(WRAPPED)
    for block in blocks:
        if isinstance(block, Paragraph):
            check(places.paragraph(block.index), block.text)
        elif isinstance(block, Table):
            for cell in block.cells:
                check(places.cell(block.index, cell.row, cell.column), cell.text)


def check(found: Traced | None, text: str) -> None:
    assert found is not None
    assert found.text == text
    assert len(found.origins) == len(text)
    for character, origin in zip(text, found.origins, strict=True):
        assert origin is None or (origin[0].text or "")[origin[1]] == character
