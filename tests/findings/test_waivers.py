"""Waivers and earlier results: what they cover, what they do not, and bad files."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import sample_report

from juesuan.findings import as_json, text
from juesuan.findings.baseline import BaselineError
from juesuan.findings.baseline import load as load_baseline
from juesuan.findings.build import publish
from juesuan.findings.report import Report
from juesuan.findings.text import Style
from juesuan.findings.waivers import WaiverError, Waivers, load

TODAY = date(2026, 11, 24)
WHO = 'reason = "年中划转"\nauthor = "王会计"\ndate = 2026-08-31\n'
CODES = ("JS101", "JS301", "JS502")


@pytest.fixture
def report() -> Report:
    return publish(sample_report.result(), "zh")


def waivers(folder: Path, body: str, today: date = TODAY) -> Waivers:
    path = folder / "waivers.toml"
    path.write_text(body, encoding="utf-8")
    return load(str(path), today, CODES)


def entry(which: str, more: str = "") -> str:
    return f"[[waiver]]\n{which}\n{WHO}{more}\n"


@pytest.mark.parametrize(
    ("which", "covered"),
    [
        ('code = "JS101"\nstatement = "appropriation_summary"', 1),
        ('code = "JS101"\nstatement = "财政拨款收入支出决算总表"\nrow = "总 计"\ncolumn = "收入/决算数"', 1),
        ('code = "JS101"\nstatement = "income"', 0),
        ('code = "JS101"\nrow = "总"', 0),
        ('code = "JS301"\nsection = "财政拨款收入支出总体情况"', 2),
        ('code = "JS301"\nquote = "0.52"\nunit = "柳河县水文站"', 2),
        ('code = "JS301"\nquote = "0.52"\nunit = "青河市财政局"', 0),
        ('code = "JS301"\nquote = "0.52"\nsource = "柳河.pdf"', 2),
        ('code = "JS301"\nquote = "0.52"\nsource = "河.pdf"', 0),
        ('code = "JS301"\nquote = "9.99"', 0),
        ('code = "JS301"\nproject = "一"', 0),
    ],
)
def test_what_a_waiver_covers(which: str, covered: int, tmp_path: Path, report: Report) -> None:
    known = waivers(tmp_path, entry(which))
    marked = known.apply(report)
    assert sum(item.waived is not None for item in marked.findings) == covered
    assert len(known.unused()) == (not covered)
    assert [i.id for i in marked.findings] == [i.id for i in report.findings]


def test_by_id_and_until(tmp_path: Path, report: Report) -> None:
    item = report.findings[0]
    body = entry(f'id = "{item.id}"', 'until = "2026-11-24"')
    known = waivers(tmp_path, body)
    (waived,) = [i.waived for i in known.apply(report).findings if i.waived]
    assert waived.to_dict() == {
        "reason": "年中划转", "author": "王会计", "date": "2026-08-31", "until": "2026-11-24"
    }  # fmt: skip
    late = waivers(tmp_path, body, date(2026, 11, 25))
    assert not any(i.waived for i in late.apply(report).findings)
    (unused,) = late.unused()
    assert unused.expired
    assert unused.words("zh").endswith(f"waivers.toml 第1行（{item.id}）：已于 2026-11-24 到期，不再适用")
    assert unused.to_dict()["state"] == "expired"


@pytest.mark.parametrize(
    ("body", "line", "said"),
    [
        ("[[waiver]\n", 1, "TOML"),
        ("[waiver]\nid = 'x'\n", None, "[[waiver]]"),
        ("x = 1\n", None, "[[waiver]]"),
        (entry('id = "a"') + entry('id = "b"').replace("reason", "grund"), 7, "grund"),
        (entry('id = "a"') + entry('id = "b"').replace(WHO, 'author = "a"\ndate = 2026-01-01\n'), 7, "reason"),
        (entry('id = ""'), 1, "id"),
        (entry('id = "a"').replace("2026-08-31", '"gestern"'), 1, "date"),
        (entry('id = "a"').replace("2026-08-31", "2026-08-31T12:00:00"), 1, "date"),
        (entry('code = "JS101"'), 1, "id"),
        (entry('statement = "income"'), 1, "id"),
        (entry('code = "JS999"\nrow = "总计"'), 1, "JS999"),
        ("x = " + "[" * 5000, None, ""),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_bad_files_are_one_line_with_the_place(
    body: str, line: int | None, said: str, lang: str, tmp_path: Path
) -> None:
    with pytest.raises(WaiverError) as caught:
        waivers(tmp_path, body)
    words = caught.value.words(lang)  # type: ignore[arg-type]
    assert "\n" not in words
    assert said in words
    if line is not None:
        assert caught.value.line == line


def test_files_that_are_no_text(tmp_path: Path) -> None:
    (tmp_path / "w").write_bytes(b"\xff\xfe\x00")
    for path in ("w", "none", "."):
        with pytest.raises(WaiverError):
            load(str(tmp_path / path), TODAY, CODES)


def test_waived_findings_are_a_group_of_their_own(tmp_path: Path, report: Report) -> None:
    known = waivers(tmp_path, entry('code = "JS301"\nquote = "0.52"', "until = 2027-01-01") + entry('id = "none"'))
    said = "".join(text.render([known.apply(report)], Style("zh"), known.unused))
    assert "错误" not in said.split("已说明 2 个")[0]
    assert "年中划转（王会计，2026-08-31，有效至 2027-01-01）" in said
    assert "0 个错误" in said
    assert "另有 2 个已说明" in said
    assert "出错说明有 1 条未用上：" in said
    data = json.loads("".join(as_json.render([known.apply(report)], unused=known.unused)))
    assert [f.get("waived", {}).get("author") for f in data["reports"][0]["findings"]].count("王会计") == 2
    assert data["unused_waivers"][0]["id"] == "none"


def earlier(folder: Path, *reports: Report) -> str:
    path = folder / "earlier.json"
    path.write_text("".join(as_json.render(reports)), encoding="utf-8")
    return str(path)


def test_new_open_and_fixed(tmp_path: Path, report: Report) -> None:
    before = replace(report, findings=report.findings[1:])
    now = load_baseline(earlier(tmp_path, before)).compare(replace(report, findings=report.findings[:-1]))
    assert [i.baseline for i in now.findings] == ["new", *["open"] * (len(report.findings) - 2)]
    assert now.fixed is not None
    assert [f.id for f in now.fixed] == [report.findings[-1].id]
    said = "".join(text.render([now], Style("zh")))
    assert said.index("新出现的") < said.index("仍未改正的") < said.index("已改正 1 个")
    assert "与上次结果相比：新出现 1 个，仍未改正 2 个，已改正 1 个" in said
    data = now.to_dict()
    assert data["fixed"][0]["message"] == report.findings[-1].message
    assert data["findings"][0]["baseline"] == "new"


def test_reports_are_matched_by_source_then_by_unit(tmp_path: Path, report: Report) -> None:
    renamed = replace(report, source="二稿/柳河 终稿.pdf")
    stranger = replace(report, source="x.pdf", unit="青河市财政局")
    known = load_baseline(earlier(tmp_path, report, stranger))
    assert {i.baseline for i in known.compare(renamed).findings} == {"open"}
    last_year = replace(renamed, fiscal_year=2023)
    assert {i.baseline for i in known.compare(last_year).findings} == {"new"}
    twice = load_baseline(earlier(tmp_path, report, replace(report, source="y.pdf")))
    assert {i.baseline for i in twice.compare(renamed).findings} == {"new"}
    assert twice.compare(renamed).fixed == ()


@pytest.mark.parametrize(
    "body",
    [
        "", "no", "[]", "{}", '{"schema": "juesuan.check/2", "reports": []}', '{"schema": "juesuan.check/1"}',
        '{"schema": "juesuan.check/1", "reports": [1]}',
        '{"schema": "juesuan.check/1", "reports": [{"source": "a", "findings": [{"id": 1}]}]}',
        '{"schema": "juesuan.check/1", "reports": [{"source": "a", "unit": 5, "findings": []}]}',
        '{"schema": "juesuan.check/1", "reports": [{"source": "a", "findings": [{"id": "1", "code": "JS101",'
        ' "severity": "error", "message": "m", "location": {"page": "x"}}]}]}',
        "[" * 100_000,
    ],
)  # fmt: skip
def test_bad_earlier_results(body: str, tmp_path: Path) -> None:
    path = tmp_path / "b.json"
    path.write_text(body, encoding="utf-8")
    with pytest.raises(BaselineError) as caught:
        load_baseline(str(path))
    assert "\n" not in caught.value.words("en")
    with pytest.raises(BaselineError):
        load_baseline(str(tmp_path / "none"))
