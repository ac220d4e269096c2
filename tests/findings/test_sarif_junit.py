"""SARIF and JUnit: the essentials of their schemas, and everything that the findings say."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import sample_report

from juesuan.documents import text as text_reader
from juesuan.findings import junit, sarif
from juesuan.findings.build import publish
from juesuan.findings.report import Fixed, Report, Spot, Unreadable, Waived


@pytest.fixture
def report() -> Report:
    return publish(sample_report.result(), "zh")


def log(*outcomes: object) -> dict[str, Any]:
    data = json.loads("".join(sarif.render(outcomes, "zh")))  # type: ignore[arg-type]
    check_essentials(data)
    return data["runs"][0]  # type: ignore[no-any-return]


def check_essentials(data: dict[str, Any]) -> None:
    """What sarif-schema-2.1.0 and its validator insist on, for the objects that we write."""
    assert data["version"] == "2.1.0"
    assert data["$schema"].endswith("sarif-2.1.0.json")
    for run in data["runs"]:
        driver = run["tool"]["driver"]
        assert driver["name"] == "juesuan"
        codes = [rule["id"] for rule in driver["rules"]]
        assert len(set(codes)) == len(codes)
        for rule in driver["rules"]:
            assert rule["shortDescription"]["text"]
            assert rule["help"]["text"]
            assert rule.get("defaultConfiguration", {"level": "note"})["level"] in ("error", "warning", "note")
        uris = [artifact["location"]["uri"] for artifact in run["artifacts"]]
        for result in run["results"]:
            assert codes[result["ruleIndex"]] == result["ruleId"]
            assert result["level"] in ("error", "warning", "note", "none")
            assert result["message"]["text"]
            assert all(isinstance(v, str) for v in result["partialFingerprints"].values())
            assert result.get("baselineState", "new") in ("new", "unchanged", "updated", "absent")
            for place in (*result["locations"], *result.get("relatedLocations", ())):
                file = place["physicalLocation"]["artifactLocation"]
                assert uris[file["index"]] == file["uri"]
                region = place["physicalLocation"].get("region", {"startLine": 1})
                assert region["startLine"] >= 1
                assert region.get("startColumn", 1) >= 1
                assert region.get("endColumn", 1) >= region.get("startColumn", 1) or "endColumn" not in region
                assert place["logicalLocations"][0]["fullyQualifiedName"]
        assert isinstance(run["invocations"][0]["executionSuccessful"], bool)


def test_results_of_a_pdf_have_words_for_their_places(report: Report) -> None:
    run = log(report, Unreadable("坏 文件.pdf", "有密码"))
    assert [r["ruleId"] for r in run["results"]] == [i.code for i in report.findings]
    assert [a["location"]["uri"] for a in run["artifacts"]][1].endswith(".pdf")
    assert "%20" in run["artifacts"][1]["location"]["uri"]
    result = next(r for r in run["results"] if r.get("properties", {}).get("cause"))
    (place,) = result["locations"]
    assert "region" not in place["physicalLocation"]
    assert place["logicalLocations"][0]["fullyQualifiedName"].startswith("第3页")
    assert place["properties"]["page"] == 3
    assert result["relatedLocations"][0]["message"]["text"] == "same_fact: 381.26"
    assert run["invocations"][0]["executionSuccessful"] is False
    told = [n["message"]["text"] for n in run["invocations"][0]["toolExecutionNotifications"]]
    assert "有密码" in told
    assert any("表是图片" in text for text in told)


def test_waived_and_compared_findings(report: Report) -> None:
    old = Fixed("0" * 16, "JS101", "error", "旧", None, None, Spot())
    first, second, *rest = report.findings
    marked = replace(
        report,
        findings=(replace(first, waived=Waived("理由", "王", "2026-01-01")), replace(second, baseline="open"), *rest),
        fixed=(old,),
    )
    results = log(marked)["results"]
    assert results[0]["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": "理由 (王, 2026-01-01)"}
    ]
    assert results[1]["baselineState"] == "unchanged"
    assert (results[-1]["baselineState"], results[-1]["message"]["text"]) == ("absent", "旧")


def test_lines_and_columns_of_plain_text() -> None:
    """Columns count characters of the file's line, indentation included."""
    from juesuan.checks.engine import CheckResult
    from juesuan.checks.finding import Finding, Location, Severity

    source = "标题\n　　本年收入合计 5.00万元。\n"
    document = text_reader.read("a/报告 1.txt", source.encode())
    (_, paragraph) = document.paragraphs()
    start = paragraph.text.index("5.00")
    place = paragraph.place(start, start + 4)
    recognised = replace(sample_report.report(), document=document, sections=(), statements=(), claims=())
    result = CheckResult(recognised, (Finding("JS101", Severity.ERROR, Location(place)),), ())
    run = log(publish(result, "zh"))
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 2, "startColumn": 10, "endColumn": 14, "snippet": {"text": "5.00"}}
    line = source.splitlines()[region["startLine"] - 1]
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == "5.00"


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("a b/c#d.pdf", "a%20b/c%23d.pdf"),
        ("/tmp/a.pdf", "file:///tmp/a.pdf"),
        ("C:\\报\\a.pdf", "file:///C:/%E6%8A%A5/a.pdf"),
        ("\udcff.txt", "%FF.txt"),
    ],
)
def test_uris(path: str, uri: str) -> None:
    assert log(Unreadable(path, "x"))["artifacts"][0]["location"]["uri"] == uri


def suites(*outcomes: object, codes: tuple[str, ...] = ("JS101", "JS301", "JS502")) -> ET.Element:
    return ET.fromstring("".join(junit.render(outcomes, "zh", codes)))  # type: ignore[arg-type]


def test_junit_counts_what_it_holds(report: Report) -> None:
    root = suites(report, Unreadable("坏.pdf", "有\x00密码 <&\"'>"))
    assert [s.get("name") for s in root] == ["柳河县水文站 柳河.pdf", "坏.pdf"]
    for counted in (*root, root):
        cases = list(counted.iter("testcase"))
        assert int(counted.get("tests", "")) == len(cases)
        for key, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert int(counted.get(key, "")) == sum(case.find(tag) is not None for case in cases), key
    cases = {str(case.get("name"))[:5]: case for case in root[0].iter("testcase")}
    failure = cases["JS301"].find("failure")
    assert failure is not None
    assert "0.52" in (failure.get("message") or "")
    assert (failure.text or "").count("\n") == 1  # two errors
    output = cases["JS502"].find("system-out")
    assert output is not None
    assert "没有收入决算表" in (output.text or "")
    error = root[1][0].find("error")
    assert error is not None
    assert error.get("message") == "有\ufffd密码 <&\"'>"


def test_junit_rules_that_found_nothing_have_passed(report: Report) -> None:
    clean = replace(report, findings=(), not_checked=())
    (suite,) = suites(clean)
    assert [(case.get("name"), len(case)) for case in suite] == [
        ("JS101 合计不等于分项之和", 0), ("JS301 文字与表不一致", 0), ("JS502 缺表", 0)
    ]  # fmt: skip
    (suite,) = suites(report)
    skipped = [c for c in suite if c.find("skipped") is not None]
    assert {str(c.get("name")).split()[0] for c in skipped} == {"statement:income", "statement:expenditure"}


def test_junit_waived_errors_do_not_fail(report: Report) -> None:
    waived = Waived("理由", "王", "2026-01-01")
    (suite,) = suites(replace(report, findings=tuple(replace(i, waived=waived) for i in report.findings)))
    assert suite.get("failures") == "0"
    assert "理由" in "".join(suite.itertext())
