"""Workbooks: how a sheet divides, what a cell shows, what is said rather than read, hostile files."""

from __future__ import annotations

import datetime as dt
import io
import random
import time
import zipfile
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter
import xlwt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from workbook_writer import changed, grid, read_bytes, sheets

from juesuan.documents.model import Document, Paragraph, Table, UnreadableError
from juesuan.documents.workbook_formats import shown, shown_date

STATEMENT = [
    ["收入决算表"],
    ["编制单位：某某局", None, None, "单位：万元"],
    ["科目编码", "科目名称", "本年收入合计", "财政拨款收入"],
    [201, "一般公共服务支出", (2940.0512, "#,##0.00"), (2940.05, "#,##0.00")],
    [None, "合计", (2940.0512, "#,##0.00"), (2940.05, "#,##0.00")],
    ["注：本表反映本年度取得的各项收入。"],
]


def refusal(folder: Path, data: bytes, name: str = "book.xlsx") -> str:
    with pytest.raises(UnreadableError) as caught:
        read_bytes(folder, data, name)
    error = caught.value
    assert error.en
    assert "\n" not in error.zh
    return error.zh


def shape(document: Document) -> list[str | list[list[str]]]:
    return [b.text if isinstance(b, Paragraph) else grid(b) if isinstance(b, Table) else "?" for b in document.blocks]


# What a cell shows --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (2940.0512, "#,##0.00", "2,940.05"),
        (2940, "#,##0.00", "2,940.00"),
        (0.1 + 0.2, "General", "0.3"),
        (2940.05, "General", "2940.05"),
        (100 / 3, "General", "33.33333333"),
        (7, "G/通用格式", "7"),
        (2010301, "General", "2010301"),
        (123456789012, "General", "123456789012"),
        (1.005, "0.00", "1.01"),
        (2.675, "0.00", "2.68"),
        (-0.001, "0.00", "0.00"),
        (99999.995, "#,##0.00", "100,000.00"),
        (-12.5, r"0.00_);\(0.00\)", "(12.50)"),
        (-1234.5, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-1,234.50"),
        (0, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"),
        (0, "0.00;-0.00;;@", ""),
        (-3, "#,##0.00;[Red]#,##0.00", "-3.00"),
        (0.9357, "0.00%", "93.57%"),
        (0.355, "0%", "36%"),
        (123456, "0!.0,", "12.3"),
        (1234567, r"0\.0000", "123.4567"),
        (1234567, "#,##0,", "1,235"),
        (0.3, "#,###.00", "0.30"),
        (12.5, "#.###", "12.5"),
        (5, "000", "005"),
        (12, '0.00"万元"', "12.00万元"),
        (5, "[$¥-804]#,##0.00", "¥5.00"),
        (200, '[>100]"大于"0;0', "大于200"),
        (50, '[>100]"大于"0;0', "50"),
        (1234.5, "[DBNum2][$-804]General", "1234.5"),
        (1234.5, "0.00E+00", "1234.5"),
        (3.5, "# ?/?", "3.5"),
        (float("inf"), "0.00", ""),
    ],
)
def test_numbers_as_shown(value: float, code: str, text: str) -> None:
    assert shown(Decimal(repr(value)), code) == text


@given(st.integers(-(10**13), 10**13), st.sampled_from(["General", "0.00", "#,##0.00", "0.00_ ", "@"]))
def test_no_binary_noise(fen: int, code: str) -> None:
    sign, digits = "-" if fen < 0 else "", f"{abs(fen):03d}"
    exact = f"{sign}{digits[:-2]}.{digits[-2:]}"
    text = shown(Decimal(repr(fen / 100)), code).replace(",", "")
    if code in ("General", "@"):
        exact = exact.rstrip("0").rstrip(".") or "0"
        if len(exact.lstrip("-")) > 11:  # General shows no more, but rounds
            assert abs(float(text) - fen / 100) < 1
            return
    assert text == exact


@given(st.floats(allow_nan=False), st.text('0#?,.%;"-+()[]<>=$E@/ymd万元_*\\!G通', max_size=20))
def test_any_format_shows_something_or_nothing(value: float, code: str) -> None:
    assert isinstance(shown(Decimal(repr(value)), code), str)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("yyyy/m/d", "2024/12/31"),
        ('yyyy"年"m"月"d"日"', "2024年12月31日"),
        ("yyyy-mm-dd hh:mm", "2024-12-31 08:05"),
        ("General", "2024-12-31"),
        ("@", "2024-12-31"),
    ],
)
def test_dates_are_no_numbers(code: str, text: str) -> None:
    assert shown_date(dt.datetime(2024, 12, 31, 8, 5), code) == text


# How a sheet divides ------------------------------------------------------------------------------


def test_title_unit_and_notes_are_paragraphs(tmp_path: Path) -> None:
    document = read_bytes(tmp_path, sheets(Sheet1=STATEMENT))
    assert document.format == "xlsx"
    assert shape(document) == [
        "收入决算表",
        "编制单位：某某局",
        "单位：万元",
        [
            ["科目编码", "科目名称", "本年收入合计", "财政拨款收入"],
            ["201", "一般公共服务支出", "2,940.05", "2,940.05"],
            ["", "合计", "2,940.05", "2,940.05"],
        ],
        "注：本表反映本年度取得的各项收入。",
    ]
    assert [b.index for b in document.blocks] == list(range(5))


def test_places_are_sheet_and_cell(tmp_path: Path) -> None:
    document = read_bytes(tmp_path, sheets(收入=[[], [None, *STATEMENT[2]], [None, *STATEMENT[3]]]))
    (table,) = document.tables()
    refs = {c.text: (c.sheet, c.ref) for c in table.cells}
    assert refs["科目编码"] == ("收入", "B2")
    assert refs["一般公共服务支出"] == ("收入", "C3")
    title = next(document.paragraphs())  # the tab stands for the title
    assert (title.text, title.place().sheet, title.place().cell) == ("收入", "收入", None)


def test_several_statements_on_one_sheet(tmp_path: Path) -> None:
    second = [["支出决算表"], *STATEMENT[1:]]
    assert shape(read_bytes(tmp_path, sheets(Sheet1=[*STATEMENT, [], *second]))).count("单位：万元") == 2
    close = read_bytes(tmp_path, sheets(Sheet1=[*STATEMENT[:-1], *second]))  # no blank line between
    assert [b.text for b in close.blocks if isinstance(b, Paragraph) and b.text.endswith("表")] == [
        "收入决算表",
        "支出决算表",
    ]
    assert [t.rows for t in close.tables()] == [3, 3]


def test_labels_without_amounts_stay_in_the_table(tmp_path: Path) -> None:
    rows = [*STATEMENT[:4], ["二、外交支出"], [], ["三、国防支出", "x", 1, 2], [], ["合计"]]
    (table,) = read_bytes(tmp_path, sheets(Sheet1=rows)).tables()
    assert [row[0] for row in grid(table)] == ["科目编码", "201", "二、外交支出", "", "三、国防支出", "", "合计"]


def test_text_pasted_into_cells(tmp_path: Path) -> None:
    text = "一、收入决算情况说明\n2024年度收入合计2940.05万元，其中：财政拨款收入2940.05万元，占100%。"
    document = read_bytes(tmp_path, sheets(说明=[["2024年度部门决算情况说明"], [text], [], ["二、支出决算情况说明"]]))
    assert shape(document) == ["2024年度部门决算情况说明", *text.split("\n"), "二、支出决算情况说明"]
    assert [p.place().cell for p in document.paragraphs()] == ["A1", "A2", "A2", "A4"]


def test_merged_cells_span(tmp_path: Path) -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    for merged, text in {"A1:C1": "三公表", "A3:C3": "“三公”经费", "A4:A5": "合计", "B4:C4": "用车"}.items():
        sheet.merge_range(merged, text)
    for ref, value in {"A2": "单位：元", "B5": "购置", "C5": "运行", "A6": 1, "B6": 2, "C6": 3}.items():
        sheet.write(ref, value)
    book.close()
    document = read_bytes(tmp_path, out.getvalue())
    (table,) = document.tables()
    assert {c.text: (c.row, c.column, c.rowspan, c.colspan) for c in table.cells} == {
        "“三公”经费": (0, 0, 1, 3),
        "合计": (1, 0, 2, 1),
        "用车": (1, 1, 1, 2),
        "购置": (2, 1, 1, 1),
        "运行": (2, 2, 1, 1),
        "1": (3, 0, 1, 1),
        "2": (3, 1, 1, 1),
        "3": (3, 2, 1, 1),
    }
    assert [p.text for p in document.paragraphs()] == ["三公表", "单位：元"]


# What is said rather than read --------------------------------------------------------------------


def test_hidden_sheets_rows_and_columns_are_said(tmp_path: Path) -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    first = book.add_worksheet("收入")
    for r in range(3):
        for c in range(3):
            first.write(r, c, 3 * r + c + 1)
    first.set_row(1, None, None, {"hidden": True})
    first.set_column(1, 1, None, None, {"hidden": True})
    for name in ("藏", "深藏", "空"):
        sheet = book.add_worksheet(name)
        if name == "深藏":
            sheet.very_hidden()
        else:
            sheet.hide()
        if name != "空":
            sheet.write("A1", "秘密")
    book.close()
    document = read_bytes(tmp_path, out.getvalue())
    (table,) = document.tables()
    assert grid(table) == [["1", "3"], ["7", "9"]]
    assert [(t.place.sheet, t.zh) for t in document.troubles] == [
        ("收入", "隐藏的 1 行、1 列，没有读取"),
        ("藏", "隐藏的工作表，没有读取"),
        ("深藏", "隐藏的工作表，没有读取"),
    ]


def test_formulas_have_their_stored_value_or_are_said(tmp_path: Path) -> None:
    data = sheets(Sheet1=[["甲", "乙"], ["=1+1", "=2+2"], ["=1/0", 3]])
    data = changed(
        data,
        "xl/worksheets/sheet1.xml",
        ("<f>1+1</f><v>0</v>", "<f>1+1</f><v>2</v>"),
        ("<f>2+2</f><v>0</v>", "<f>2+2</f>"),
        ('<c r="A3"><f>1/0</f><v>0</v>', '<c r="A3" t="e"><f>1/0</f><v>#DIV/0!</v>'),
    )
    document = read_bytes(tmp_path, data)
    (table,) = document.tables()
    assert grid(table) == [["甲", "乙"], ["2", ""], ["#DIV/0!", "3"]]
    (trouble,) = document.troubles
    assert "1 个公式" in trouble.zh
    assert "B2" in trouble.zh


def test_zeros_that_a_sheet_does_not_show_are_blank(tmp_path: Path) -> None:
    data = sheets(Sheet1=[["甲", "乙"], [0, 1]])
    data = changed(data, "xl/worksheets/sheet1.xml", ("<sheetView ", '<sheetView showZeros="0" '))
    (table,) = read_bytes(tmp_path, data).tables()
    assert grid(table)[1] == ["", "1"]


def test_macros_are_ignored_and_said(tmp_path: Path) -> None:
    data = changed(sheets(Sheet1=STATEMENT), "", add=[("xl/vbaProject.bin", b"\0" * 40)])
    document = read_bytes(tmp_path, data, "book.xlsm")
    assert len(list(document.tables())) == 1
    assert [t.zh for t in document.troubles] == ["宏没有运行，也没有读取"]


def test_old_workbooks(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("收入")
    money = xlwt.easyxf(num_format_str="#,##0.00")
    sheet.write_merge(0, 0, 0, 2, "收入决算表")
    sheet.write(1, 0, "单位：万元")
    for c, value in enumerate(("科目", "金额", "占比")):
        sheet.write(2, c, value)
    sheet.write(3, 0, "一般公共服务")
    sheet.write(3, 1, 2940.0512, money)
    sheet.write(3, 2, 0.1 + 0.2)
    sheet.row(4).hidden = True
    sheet.write(4, 0, "藏")
    book.add_sheet("藏").write(0, 0, "秘密")
    book.get_sheet(1).visibility = 1
    out = io.BytesIO()
    book.save(out)
    document = read_bytes(tmp_path, out.getvalue(), "book.bin")
    assert document.format == "xls"
    assert shape(document) == [
        "收入决算表",
        "单位：万元",
        [["科目", "金额", "占比"], ["一般公共服务", "2,940.05", "0.3"]],
    ]
    assert [t.place.sheet for t in document.troubles] == ["收入", "藏"]


def test_long_string_tables_of_old_workbooks(tmp_path: Path) -> None:
    """Their table of strings is cut into records anywhere, within a string too."""
    rng = random.Random(7)
    texts = [f"{n}" + rng.choice(("字", "x", "混a")) * rng.randrange(1, 900) for n in range(400)]
    book = xlwt.Workbook()
    sheet = book.add_sheet("甲")
    for n, text in enumerate(texts):
        sheet.write(n, 0, text)
        sheet.write(n, 1, n - 200)  # packed numbers, negative ones too
        sheet.write(n, 2, (n - 200) / 100)
    out = io.BytesIO()
    book.save(out)
    (table,) = read_bytes(tmp_path, out.getvalue(), "book.xls").tables()
    assert grid(table) == [[t, str(n - 200), f"{(n - 200) / 100:g}"] for n, t in enumerate(texts)]


# Hostile and broken -------------------------------------------------------------------------------


def test_sheets_that_would_fill_the_memory(tmp_path: Path) -> None:
    sparse = sheets(Sheet1=[["甲"]])
    sparse = changed(
        sparse,
        "xl/worksheets/sheet1.xml",
        ("</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'),
    )
    assert "200万个单元格" in refusal(tmp_path, sparse)


def test_workbook_bomb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = sheets(Sheet1=STATEMENT)
    filled = changed(data, "xl/worksheets/sheet1.xml", ("</sheetData>", "</sheetData>" + " " * 5_000_000))
    assert "过大" in refusal(tmp_path, filled)
    monkeypatch.setattr("juesuan.documents.package.MAX_MEMBER_BYTES", 100)
    assert "过大" in refusal(tmp_path, data)


def test_workbook_with_entities(tmp_path: Path) -> None:
    data = sheets(Sheet1=STATEMENT)
    for part, root in (("xl/workbook.xml", "<workbook "), ("xl/worksheets/sheet1.xml", "<worksheet ")):
        hostile = changed(data, part, (root, f'<!DOCTYPE x [<!ENTITY e "xx">]>{root}'))
        assert "DTD" in refusal(tmp_path, hostile)


def test_a_table_too_large_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("juesuan.documents.workbook_sheets.MAX_TABLE_SQUARES", 10)
    document = read_bytes(tmp_path, sheets(Sheet1=STATEMENT))
    assert not list(document.tables())
    assert "过大" in document.troubles[0].zh


def test_other_kinds_of_workbook(tmp_path: Path) -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
    assert "密码" in refusal(tmp_path, ole + "EncryptedPackage".encode("utf-16-le"))
    assert "损坏" in refusal(tmp_path, ole + "Workbook".encode("utf-16-le"))
    assert "xlsb" in refusal(tmp_path, b"PK\x03\x04...xl/workbook.bin")
    xml = b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
    assert "XML" in refusal(tmp_path, xml, "book.xls")


def test_absurd_merges_take_no_time(tmp_path: Path) -> None:
    merges = "".join(f'<mergeCell ref="A{n}:XFD1048576"/>' for n in range(1, 3000))
    data = changed(
        sheets(Sheet1=[*STATEMENT, *([str(n)] for n in range(20_000))]),
        "xl/worksheets/sheet1.xml",
        ("</sheetData>", f'</sheetData><mergeCells count="2999">{merges}</mergeCells>'),
    )
    started = time.monotonic()
    read_bytes(tmp_path, data)
    assert time.monotonic() - started < 3


FUZZ = settings(max_examples=80, deadline=5000, suppress_health_check=[HealthCheck.function_scoped_fixture])


def damaged(data: bytes, seed: int) -> bytes:
    rng = random.Random(seed)
    if seed % 4 == 0:
        return data[: rng.randrange(len(data))]
    out = bytearray(data)
    for _ in range(rng.choice((1, 4, 30))):
        at = rng.randrange(len(out))
        if seed % 4 == 1:
            out[at] ^= 1 << rng.randrange(8)
        elif seed % 4 == 2:
            out[at : at + 20] = out[rng.randrange(len(out)) :][:20]
        else:
            out[at] = rng.randrange(256)
    return bytes(out)


def stored(data: bytes) -> bytes:
    """The same parts without compression, so that damage reaches what is inside."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as new:
        for info in old.infolist():
            new.writestr(info.filename, old.read(info))
    return out.getvalue()


def repaired(data: bytes) -> bytes:
    """Check sums set right again, so that they do not stop the damage."""
    out = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as new:
            for info in old.infolist():
                start = info.header_offset + 30 + len(info.filename.encode())
                new.writestr(info.filename, data[start : start + info.file_size])
    except Exception:
        return data
    return out.getvalue()


def old_bytes() -> bytes:
    book = xlwt.Workbook()
    for name in ("甲", "乙"):
        sheet = book.add_sheet(name)
        for r in range(8):
            for c in range(4):
                sheet.write(r, c, f"词{r}" if c == 0 else r * c / 7)
        sheet.write_merge(9, 10, 0, 2, "并")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


MODERN = sheets(Sheet1=STATEMENT, 说明=[["一、说明"], ["正文。"]])
OLD = old_bytes()


@FUZZ
@given(seed=st.integers(0, 10**9), kind=st.sampled_from(["packed", "stored", "repaired", "xls"]))
def test_damaged_workbooks_never_raise_anything_else(tmp_path: Path, seed: int, kind: str) -> None:
    base = {"packed": MODERN, "stored": stored(MODERN), "repaired": stored(MODERN), "xls": OLD}[kind]
    data = damaged(base, seed)
    with suppress(UnreadableError):
        document = read_bytes(tmp_path, repaired(data) if kind == "repaired" else data)
        assert [b.index for b in document.blocks] == list(range(len(document.blocks)))
