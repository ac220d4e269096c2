"""The facts table."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import sample_report

from juesuan.findings.facts import COLUMNS, as_csv, as_object, occurrences, rows

HEADER = (
    "statement,row,code,column,value,unit,page,quote,text,project,measure,fund,function,economic,kind,basis,period,"
    "quantity,source"
)


def table() -> list[dict[str, str]]:
    text = "".join(as_csv(rows(sample_report.report())))
    assert text.splitlines()[0] == HEADER
    return list(csv.DictReader(io.StringIO(text)))


def test_cells_come_first_and_blanks_are_no_line() -> None:
    lines = table()
    assert [line["statement"] for line in lines] == ["appropriation_summary"] * 3 + [""] * 5
    assert [line["value"] for line in lines[:3]] == ["381.26", "1234.50", ""]
    assert [line["text"] for line in lines[:3]] == ["381.26", "1,234.50", "—"]
    assert lines[0] == {
        "statement": "appropriation_summary", "row": "总计", "code": "", "column": "收入/决算数", "value": "381.26",
        "unit": "万元", "page": "5", "quote": "", "text": "381.26", "project": "", "measure": "resources",
        "fund": "appropriation", "function": "all", "economic": "all", "kind": "all", "basis": "final",
        "period": "2024", "quantity": "amount", "source": "柳河.pdf",
    }  # fmt: skip


def test_claims_have_their_sentence_and_their_direction() -> None:
    claims = table()[3:]
    assert all(line["quote"] == sample_report.SENTENCE for line in claims[:4])
    assert claims[4]["quote"] == sample_report.LATER
    assert [(c["text"], c["value"], c["quantity"], c["measure"]) for c in claims] == [
        ("0.52", "0.52", "amount", "resources"),
        ("0.52", "0.52", "amount", "uses"),  # 收入支出总计: said of both
        ("12.40", "-12.40", "change", "resources"),
        ("3.15", "-3.15", "growth", "resources"),
        ("300.00", "300.00", "", ""),  # not certain of what
    ]
    assert claims[4]["period"] == ""


def test_period_is_empty_where_the_year_is_unknown() -> None:
    report = replace(sample_report.report(), fiscal_year=None)
    assert {line[COLUMNS.index("period")] for line in rows(report)} == {""}


def test_python_and_csv_agree() -> None:
    assert len(occurrences(sample_report.report())) == len(table())


def test_objects_have_numbers_and_nulls() -> None:
    first = as_object(next(rows(sample_report.report())))
    assert list(first) == HEADER.split(",")
    assert (first["page"], first["period"], first["code"], first["value"]) == (5, 2024, None, "381.26")
