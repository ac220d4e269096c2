"""The JSON contract: shape, order, fingerprints, messages."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
import sample_report

from juesuan.checks.engine import CheckResult
from juesuan.checks.finding import Finding, Location, Severity, Words
from juesuan.documents.joined import join, part_of
from juesuan.documents.model import Picture, Trouble, TroubleKind
from juesuan.findings import as_json
from juesuan.findings.build import message, publish
from juesuan.findings.report import Unreadable
from juesuan.place import Place
from juesuan.recognition import recognise

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "check.schema.json").read_text(encoding="utf-8"))


def loaded(*outcomes: object, error: str | None = None) -> dict:  # type: ignore[type-arg]
    data = json.loads("".join(as_json.render(outcomes, error)))  # type: ignore[arg-type]
    jsonschema.Draft202012Validator(SCHEMA).validate(data)
    return data


def test_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_contract(lang: str) -> None:
    data = loaded(publish(sample_report.result(), lang), Unreadable("坏.pdf", "有密码"))  # type: ignore[arg-type]
    assert data["unreadable"] == [{"source": "坏.pdf", "reason": "有密码"}]
    report = data["reports"][0]
    assert list(report) == ["source", "unit", "fiscal_year", "edition", "findings", "not_checked", "coverage"]
    assert (report["source"], report["unit"], report["fiscal_year"]) == ("柳河.pdf", "柳河县水文站", 2024)
    finding = next(f for f in report["findings"] if f["cause"])
    assert list(finding) == [
        "id", "code", "severity", "message", "stated", "expected", "difference", "tolerance", "unit", "cause",
        "basis", "location", "related", "candidates", "suggestion",
    ]  # fmt: skip
    assert list(finding["location"]) == [
        "file", "page", "bbox", "section", "statement", "project", "row", "code", "row_index", "column", "sheet",
        "cell", "block", "line", "start", "end", "quote",
    ]  # fmt: skip
    assert finding["location"] | {"page": 3, "bbox": [72.0, 100.0, 520.0, 130.0], "block": 1} == finding["location"]
    assert finding["location"]["section"] == sample_report.HEADING  # followed from the block
    assert finding["location"]["quote"] == "0.52"
    assert finding["related"][0]["value"] == "381.26"
    assert finding["related"][0]["statement"] == "appropriation_summary"
    assert report["not_checked"][0]["what"].startswith("收入决算表" if lang == "zh" else "income")


def test_empty_runs_are_whole() -> None:
    assert loaded() == {"schema": "juesuan.check/1", "reports": [], "unreadable": []}
    assert loaded(error="no")["error"] == "no"
    several = loaded(*[publish(sample_report.result(), "zh")] * 2, *[Unreadable("a", "b")] * 2)
    assert (len(several["reports"]), len(several["unreadable"])) == (2, 2)


def test_box_that_is_no_number_is_absent() -> None:
    place = Place(1, (0.0, float("nan"), 1.0, 1.0))
    result = replace(sample_report.result(), findings=(Finding("JS101", Severity.ERROR, Location(place)),))
    assert loaded(publish(result, "zh"))["reports"][0]["findings"][0]["location"]["bbox"] is None


def test_order_does_not_depend_on_the_rules_order() -> None:
    result = sample_report.result()
    expected = publish(result, "zh").to_dict()
    shuffled = list(result.findings)
    for seed in range(10):
        random.Random(seed).shuffle(shuffled)
        assert publish(replace(result, findings=tuple(shuffled)), "zh").to_dict() == expected
    assert [f["code"] for f in expected["findings"]] == ["JS502", "JS301", "JS301", "JS101"]


def ids(*findings: Finding) -> list[str]:
    result = CheckResult(sample_report.report(), findings, ())
    return [item.id for item in publish(result, "zh").findings]


def test_fingerprint_ignores_pages_language_and_figures_of_cells() -> None:
    cell = Finding("JS101", Severity.ERROR, sample_report.TOTAL, stated="381.26")
    moved = replace(cell, stated="999.99", location=replace(cell.location, place=Place(9, block=77), row_index=4))
    assert ids(cell) == ids(moved)
    other = replace(cell, location=replace(cell.location, row="本年收入合计"))
    assert ids(cell) != ids(other)
    assert ids(cell) != ids(replace(cell, code="JS301"))
    result = sample_report.result()
    assert [i.id for i in publish(result, "zh").findings] == [i.id for i in publish(result, "en").findings]


def test_fingerprint_of_words_ignores_the_headings_number_and_blanks() -> None:
    said = Finding("JS301", Severity.ERROR, Location(Place(3, block=50), section="四、总体 情况", quote="0.52 万元"))
    renumbered = replace(said, location=Location(Place(8, block=60), section="（五）总体情况", quote="0.52万元"))
    assert ids(said) == ids(renumbered)
    assert ids(said) != ids(replace(said, location=replace(said.location, quote="0.53 万元")))


def test_equal_findings_have_different_fingerprints() -> None:
    twice = [
        Finding("JS301", Severity.ERROR, Location(Place(3, block=b), section="四、情况", quote="0.00"))
        for b in (50, 51)
    ]
    both = ids(*twice)
    assert len(set(both)) == 2
    assert ids(twice[0])[0] == both[0]


def test_absent_things_are_told_apart_by_what_is_absent() -> None:
    one, other = (
        Finding("JS502", Severity.ERROR, Location(), args={"title": Words(name, "")}) for name in ("收入表", "支出表")
    )
    assert ids(one) != ids(other)


def test_message_variants_and_slips() -> None:
    rule = sample_report.RULES["JS301"]
    finding = Finding("JS301", Severity.ERROR, Location(), variant="unsure", args={"what": Words("合计", "total")})
    assert message(finding, rule, "zh") == "合计存疑"
    assert message(finding, rule, "en") == "total is doubtful"
    assert message(replace(finding, variant=""), rule, "zh") == "合计写作 — 万元，表中为 — 万元"
    assert message(replace(finding, variant="none such", args={}), rule, "en") == "{what} is —, not —"
    assert message(finding, None, "zh") == "JS301"
    hostile = replace(finding, args={"what": "{stated.__class__} {0} {row}"})
    assert message(hostile, rule, "en") == "{stated.__class__} {0} {row} is doubtful"


def test_what_could_not_be_read_keeps_the_schema() -> None:
    places = (Place(4), Place(), Place(sheet="表"), Place(5, (1.0, 2.0, 3.0, 4.0)))
    troubles = tuple(Trouble(kind, place, "why") for kind in TroubleKind for place in places)
    document = replace(sample_report.document(), troubles=troubles)
    report = recognise(document)
    outcome = publish(CheckResult(report, (), report.not_checked), "en")
    told = loaded(outcome)["reports"][0]["not_checked"]
    pages = [entry for entry in told if entry["code"] == "page"]
    assert [entry["reason_code"] for entry in pages] == [str(t.kind) for t in troubles]
    assert {entry["code"].partition(":")[0] for entry in told} >= {"page", "statement"}
    strange = replace(report.not_checked[0], code="file")
    with pytest.raises(jsonschema.ValidationError):
        loaded(publish(CheckResult(report, (), (strange,)), "en"))


def test_joined_report_names_the_file_of_each_place() -> None:
    first, second = sample_report.document("文.pdf"), sample_report.document("表.pdf")
    picture = Picture(3, "图", Place(5, block=3))
    second = replace(
        second, blocks=(*second.blocks, picture), troubles=(Trouble(TroubleKind.SCANNED, Place(5, block=3), "扫描"),)
    )
    whole, parts = join([first, second])
    assert [block.index for block in whole.blocks] == list(range(7))
    assert whole.pages == 10
    assert whole.blocks[6].place == Place(5, block=6, file="表.pdf")  # type: ignore[union-attr]
    assert whole.troubles[0].place == Place(5, block=6, file="表.pdf")
    assert [part_of(parts, n).source for n in (0, 2, 3, 6)] == ["文.pdf"] * 2 + ["表.pdf"] * 2  # type: ignore[union-attr]
    assert part_of(parts, None) is None
    cell = replace(sample_report.TOTAL, place=Place(5, block=5))
    findings = (Finding("JS101", Severity.ERROR, cell), *sample_report.findings()[2:3])
    report = replace(sample_report.report("文.pdf"), document=whole)
    data = loaded(publish(CheckResult(report, findings, ()), "zh", parts))["reports"][0]
    assert (data["source"], data["sources"]) == ("文.pdf", ["文.pdf", "表.pdf"])
    text, table = (f["location"] for f in data["findings"])
    assert (text["file"], text["block"]) == ("文.pdf", 1)
    assert (table["file"], table["block"]) == ("表.pdf", 2)  # as numbered in its own file
