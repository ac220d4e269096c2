"""report.pdf: the same words and cells as the release, fonts embedded, bookmarks, the same bytes; and without typst."""

from __future__ import annotations

import builtins
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_release import grid, project, release
from printed import expected, faults, read, squeeze

from juesuan.documents.reader import open_document
from juesuan.writing import pdf_report, pdf_report_fonts
from juesuan.writing.model import Text, UnavailableError
from juesuan.writing.release import assemble
from juesuan.writing.samples import sample

needs_typst = pytest.mark.skipif(not pdf_report.available(), reason="the extra pdf is not installed")


@needs_typst
@pytest.mark.parametrize("edition", ["jilin-2021", "shanghai-2024", "national-2022"])
def test_what_is_written_is_read_back(tmp_path, edition):
    made = assemble(sample(2, edition))
    path = tmp_path / "report.pdf"
    pdf_report.write(made, path)
    assert read(open_document(str(path)), made) == expected(made)


@needs_typst
@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10_000), edition=st.sampled_from(["jilin-2021", "shanghai-2024", "national-2022"]))
def test_any_department_is_read_back_without_a_fault(tmp_path, seed, edition):
    made = assemble(sample(seed, edition))
    path = tmp_path / "report.pdf"
    pdf_report.write(made, path)
    document = open_document(str(path))
    assert read(document, made) == expected(made)
    assert faults(document) == []


@needs_typst
def test_markup_in_names_and_notes_is_only_text(tmp_path):
    made = release()
    path = tmp_path / "report.pdf"
    pdf_report.write(made, path)
    assert read(open_document(str(path)), made) == expected(made)


@needs_typst
def test_characters_that_cannot_be_shown_do_not_break_the_file(tmp_path):
    made = release(texts=(Text("第一部分\x01概况", 1), Text("一\x00二\ud800三")), tables_after=0, projects=())
    path = tmp_path / "report.pdf"
    pdf_report.write(made, path)
    assert "三" in "".join(p.text for p in open_document(str(path)).paragraphs())


@needs_typst
def test_every_row_of_a_form_longer_than_a_page_is_there(tmp_path):
    made = release(projects=(project(70),))
    path = tmp_path / "report.pdf"
    pdf_report.write(made, path)
    words = "".join(squeeze(c.text) for t in open_document(str(path)).tables() for c in t.cells)
    assert [n for n in range(1, 71) if f"指标{n}：" not in words] == []


@needs_typst
def test_the_same_release_gives_the_same_bytes_without_a_clock():
    data = pdf_report.render(release())
    pdf_report.render(release(grids=(grid(rows=1),)))
    assert data == pdf_report.render(release())
    assert not re.search(rb"CreationDate|ModDate|xmp:CreateDate", data)


@needs_typst
def test_bookmarks_languages_and_page_sizes():
    import pypdfium2

    data = pdf_report.render(release())
    with pypdfium2.PdfDocument(data) as document:
        marks = [(m.level, m.get_title()) for m in document.get_toc()]
        sizes = {tuple(round(side) for side in document[n].get_size()) for n in range(len(document))}
        title = document.get_metadata_value("Title")
    assert (0, "第一部分 部门概况") in marks
    assert (1, "收入决算表") in marks
    assert (1, "项目支出绩效自评表（2021年度）") in marks  # below 附件
    assert sizes == {(595, 842), (842, 595)}
    assert title == release().title
    assert b"/Lang" in data
    assert b"/StructTreeRoot" in data


@needs_typst
def test_fonts_used_are_told():
    used = pdf_report.fonts_used()
    assert set(used) == {"title", "head", "kai", "body", "table"}
    assert all(used.values())


def test_without_typst_one_line_says_what_to_install(monkeypatch):
    real = builtins.__import__

    def without(name, *args, **kwargs):
        if name == "typst":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    pdf_report_fonts.fonts.cache_clear()
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(UnavailableError, match=r"juesuan\[pdf\]") as caught:
        pdf_report.render(release())
    assert "\n" not in str(caught.value)
    assert "juesuan[pdf]" in caught.value.zh


def test_official_fonts_come_before_free_ones_and_stand_ins_stand_out():
    face = pdf_report_fonts._face("title", {"Noto Serif CJK SC": {400, 700}, "FZXiaoBiaoSong-B05S": {400}})
    assert (face.name, face.weight, face.thicken, face.real) == ("FZXiaoBiaoSong-B05S", 400, False, True)
    bold = pdf_report_fonts._face("title", {"Noto Serif CJK SC": {400, 700}})
    assert (bold.weight, bold.thicken, bold.real) == (700, False, False)
    thick = pdf_report_fonts._face("kai", {"Noto Serif SC": {400}})
    assert (thick.weight, thick.thicken) == (400, True)
    with pytest.raises(LookupError):
        pdf_report_fonts._face("body", {"DejaVu Sans": {400}})
