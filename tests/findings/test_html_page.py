"""The HTML page: whole, safe whatever a report holds, the same bytes every time, in both languages, accessible."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from importlib import resources

import pytest
import sample_report
from lxml import html as parser

from juesuan.checks.finding import Finding, Location, Severity, Words
from juesuan.findings import html
from juesuan.findings.build import publish
from juesuan.findings.exhibits_build import exhibit
from juesuan.findings.overview import Overview
from juesuan.findings.overview_html import render as render_overview
from juesuan.findings.report import Fixed, Report, Spot, Unreadable, Waived
from juesuan.place import Place
from juesuan.recognition.report import Coverage

EVIL = "</style></script><script>alert(1)</script>\"'><img src=x onerror=alert(1)>\x00\x1b[31m\u202e&lt;{quote}"


def checked(lang: str = "zh", source: str = "柳河.txt", **changes: object) -> Report:
    """The sample, as a format without pages."""
    result = sample_report.result(source)
    whole = replace(result.report, document=replace(result.report.document, format="text"))
    published = publish(replace(result, report=whole), lang)  # type: ignore[arg-type]
    published = replace(published, **changes)  # type: ignore[arg-type]
    return replace(published, exhibits=exhibit(whole, published, (), 10**6))


def page(*outcomes: Report | Unreadable, lang: str = "zh") -> parser.HtmlElement:
    return parser.document_fromstring(text(*outcomes, lang=lang))


def text(*outcomes: Report | Unreadable, lang: str = "zh") -> str:
    return "".join(html.render(outcomes, lang))  # type: ignore[arg-type]


def policy(tree: parser.HtmlElement) -> dict[str, str]:
    (meta,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']")
    return {rule.split()[0]: " ".join(rule.split()[1:]) for rule in meta.get("content").split(";")}


def assert_safe(tree: parser.HtmlElement) -> None:
    """Nothing runs or loads but what the policy names, and the page holds no other markup than its own."""
    rules = policy(tree)
    assert rules["default-src"] == "'none'"
    assert rules["base-uri"] == rules["form-action"] == "'none'"
    assert rules["img-src"] == "data:"
    for tag in ("style", "script"):
        (only,) = tree.xpath(f"//{tag}")
        digest = b64encode(sha256(only.text.encode()).digest()).decode()
        assert rules[f"{tag}-src"] == f"'sha256-{digest}'"
        assert not only.attrib
    for node in tree.iter():
        if not isinstance(node.tag, str):
            continue
        assert node.tag not in ("img", "iframe", "object", "embed", "link", "base")
        for name, value in node.attrib.items():
            assert not name.startswith("on"), (node.tag, name)
            assert name not in ("style", "src", "srcdoc", "action", "formaction")
            if name in ("href", "xlink:href"):
                assert value.startswith(("#", "data:image/png;base64,")), value


def test_page_is_whole() -> None:
    tree = page(checked())
    assert_safe(tree)
    assert tree.get("lang") == "zh-CN"
    assert [h.text_content() for h in tree.xpath("//h1")] == ["柳河县水文站"]
    names = [node.get("id") for node in tree.xpath("//*[@id]")]
    assert len(names) == len(set(names))
    for link in tree.xpath("//a[starts-with(@href, '#')]"):
        assert link.get("href")[1:] in names, link.get("href")
    report = checked()
    assert {item.id for item in report.findings} <= set(names)
    for item in report.findings:
        (shown,) = tree.xpath(f"//details[@id='{item.id}']")
        said = shown.text_content()
        assert item.message in said
        assert item.code in said
        assert item.basis is not None
        assert item.basis in said
        for figure in (item.stated, item.expected, item.difference, item.tolerance, item.suggestion):
            assert figure is None or figure in said
        for entry in item.related:
            assert entry.value is None or entry.value in said
        assert shown.get("data-severity") == item.severity


def test_notes_and_waived_findings_are_folded_and_come_last() -> None:
    report = checked()
    by_id = {item.id: item for item in report.findings}
    shown = page(report).xpath("//details[contains(@class, 'finding')]")
    assert [by_id[d.get("id")].severity for d in shown] == ["error", "error", "warning", "info"]
    assert [d.get("open") is not None for d in shown] == [True, True, True, False]
    waived = replace(report.findings[1], waived=Waived("已核实", "王某", "2024-05-01"), baseline="open")
    report = replace(report, findings=(report.findings[0], waived, *report.findings[2:]))
    last = page(report).xpath("//details[contains(@class, 'finding')]")[-1]
    assert last.get("id") == waived.id
    assert last.get("open") is None
    assert "王某" in last.text_content()
    assert "上次已有" in last.text_content()
    assert page(report).xpath("//li[contains(@class, 'tile error')]/b/text()") == ["1"]


def test_hostile_reports_stay_text() -> None:
    spot = Spot(page=None, block=1, start=0, end=3, section=EVIL, row=EVIL, column=EVIL, statement=f"other:{EVIL}",
                quote=EVIL, project=EVIL, file=EVIL)  # fmt: skip
    clean = checked()
    item = replace(
        clean.findings[0], message=EVIL, stated=EVIL, expected=EVIL, difference=EVIL, tolerance=EVIL, cause=EVIL,
        unit=EVIL, basis=EVIL, suggestion=EVIL, location=spot, code=EVIL, baseline="new",
        waived=Waived(EVIL, EVIL, EVIL, EVIL),
    )  # fmt: skip
    report = replace(
        clean, source=EVIL, unit=EVIL, edition=EVIL, edition_why=EVIL, sources=(EVIL, EVIL), findings=(item,) * 2,
        fixed=(Fixed("x", EVIL, "error", EVIL, None, None, spot),), exhibits=None,
        not_checked=tuple(replace(entry, what=EVIL, reason=EVIL) for entry in clean.not_checked),
    )  # fmt: skip
    for lang in ("zh", "en"):
        for outcomes in ((report,), (report, clean, Unreadable(EVIL, EVIL))):
            whole = text(*outcomes, lang=lang)  # type: ignore[arg-type]
            assert "\x00" not in whole
            assert "\x1b" not in whole
            assert "\u202e" not in whole
            tree = parser.document_fromstring(whole)
            assert_safe(tree)
            assert "alert(1)" in tree.xpath("//h1 | //h2")[0].text_content() + tree.text_content()
    overview = Overview()
    overview.add(report, "a b<\">.html")
    overview.add(Unreadable(EVIL, EVIL))
    tree = parser.document_fromstring("".join(render_overview(overview, "en")))
    (link,) = tree.xpath("//table//a")
    assert link.get("href") == "a%20b%3C%22%3E.html"
    link.set("href", "#")
    assert_safe(tree)


def test_hostile_paragraphs_and_tables_stay_text() -> None:
    result = sample_report.result("a.txt")
    document = result.report.document
    table = replace(document.blocks[2], cells=tuple(replace(c, text=EVIL) for c in document.blocks[2].cells))  # type: ignore[union-attr,arg-type,type-var]
    paragraph = replace(document.blocks[1], text=EVIL * 30)  # type: ignore[arg-type]
    whole = replace(
        result.report, document=replace(document, format="text", blocks=(document.blocks[0], paragraph, table))
    )
    published = publish(replace(result, report=whole), "zh")
    report = replace(published, exhibits=exhibit(whole, published, (), 0))
    tree = page(report)
    assert_safe(tree)
    assert "<script>alert(1)</script>" in tree.xpath("//blockquote")[0].text_content()
    assert "<script>alert(1)</script>" in tree.xpath("//table")[0].text_content()


def test_same_bytes_and_both_languages() -> None:
    assert text(checked()) == text(checked())
    zh, en = text(checked("zh")), text(checked("en"), lang="en")
    assert "错误" in zh
    assert 'lang="en"' in en
    # in English, Chinese is what the report prints
    labels = parser.document_fromstring(en).xpath("//dt | //button | //legend | //option[1] | //nav//p")
    assert labels
    assert not [n.text_content() for n in labels if re.search("[\u4e00-\u9fff]", n.text_content())]


def test_several_reports_share_a_page() -> None:
    tree = page(checked(source="甲.txt"), Unreadable("坏.pdf", "有密码"), checked(source="乙.txt"))
    assert_safe(tree)
    names = [node.get("id") for node in tree.xpath("//*[@id]")]
    assert len(names) == len(set(names))
    assert len(tree.xpath("//section[@class='report']")) == 2
    for link in tree.xpath("//nav[@class='index']//a"):
        assert link.get("href")[1:] in names
    assert "有密码" in tree.xpath("//nav[@class='index']")[0].text_content()
    assert len(tree.xpath("//h1")) == 1


def test_only_unreadable_files_are_a_page_too() -> None:
    tree = page(Unreadable("坏.pdf", "有密码"))
    assert "坏.pdf" in tree.text_content()
    assert not tree.xpath("//form")
    assert_safe(page())


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"findings": (), "not_checked": ()}, "none"),
        ({"findings": ()}, "partial"),
        ({"findings": (), "not_checked": (), "coverage": Coverage(20, 0, 3, 0)}, "unread"),
        ({}, "error"),
    ],
)
def test_verdict_says_no_more_than_was_read(changes: dict[str, object], kind: str) -> None:
    tree = page(checked(**changes))
    (verdict,) = tree.xpath("//p[starts-with(@class, 'verdict')]")
    assert verdict.get("class") == f"verdict {kind}"
    assert bool(tree.xpath("//p[@class='clean']")) == (kind == "none")
    assert bool(tree.xpath("//form")) == bool(tree.xpath("//details[contains(@class, 'finding')]"))


def test_what_was_not_checked_is_grouped_by_reason() -> None:
    groups = page(checked()).xpath("//details[@class='unchecked']//div")
    assert [(g[0].text_content(), g[1].text_content()) for g in groups] == [
        ("表是图片", "收入决算表、支出决算表"),
        ("没有上年报告", "上年对比"),
    ]


def test_place_in_the_text_is_marked() -> None:
    report = checked()
    for item in report.findings:
        if item.location.quote:
            (shown,) = page(report).xpath(f"//details[@id='{item.id}']")
            (mark,) = shown.xpath(".//mark[@class='m-root']")
            assert mark.text_content() == item.location.quote


def test_page_works_without_script_and_for_keyboards() -> None:
    tree = page(checked())
    (form,) = tree.xpath("//form")
    assert form.get("hidden") is not None  # shown by the script, which it needs
    assert not tree.xpath("//details[@hidden]")
    for control in form.xpath(".//input | .//select"):
        assert control.getparent().tag == "label"
    assert tree.xpath("//a[@class='skip'][@href='#findings']")
    assert tree.xpath("//*[@role='status'][@aria-live]")
    for node in tree.xpath("//*[contains(@class, 'scroll')]"):
        assert node.get("tabindex") == "0"
        assert node.get("aria-label")


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(2 * d for d in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_contrast_is_enough_in_both_schemes() -> None:
    style = resources.files("juesuan.findings").joinpath("data", "check.css").read_text(encoding="utf-8")
    blocks = re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    assert len(blocks) == 3  # light, dark, print
    pairs = [("ink", "card"), ("ink", "bg"), ("soft", "card"), ("soft", "bg"), ("soft", "faint"), ("link", "card")]
    pairs += [(kind, "card") for kind in ("error", "warning", "info", "ok", "root", "related", "alt")]
    pairs += [(kind, f"{kind}-bg") for kind in ("error", "warning", "info", "ok")]
    for block in blocks:
        colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]+)", block))
        for fore, back in pairs:
            one, other = sorted((luminance(colours[fore]), luminance(colours[back])), reverse=True)
            least = 3.0 if fore in ("root", "related", "alt") else 4.5
            assert (one + 0.05) / (other + 0.05) >= least, (fore, back)


def test_style_and_script_ask_for_nothing() -> None:
    for name in ("check.css", "check.js"):
        asset = resources.files("juesuan.findings").joinpath("data", name).read_text(encoding="utf-8")
        for word in ("http", "url(", "@import", "fetch(", "XMLHttp", "innerHTML", "eval(", "</"):
            assert word not in asset, (name, word)


def test_every_sentence_of_the_page_is_used() -> None:
    from pathlib import Path

    from juesuan.findings.catalogue_html import HTML

    folder = Path(str(resources.files("juesuan.findings")))
    source = "\n".join(p.read_text(encoding="utf-8") for p in folder.glob("*html*.py") if "catalogue" not in p.name)
    for key in HTML:
        stem, _, member = key.rpartition(".")
        assert f'"{key}"' in source or f'"{stem}.{{' in source or f'"html.{{kind}}.{member}"' in source, key


def test_finding_at_no_place_says_so() -> None:
    absent = Finding("JS502", Severity.WARNING, Location(Place()), args={"title": Words("收入决算表", "income")})
    result = replace(sample_report.result("a.txt"), findings=(absent,))
    whole = replace(result.report, document=replace(result.report.document, format="text"))
    published = publish(replace(result, report=whole), "zh")
    report = replace(published, exhibits=exhibit(whole, published, (), 0))
    (shown,) = page(report).xpath("//details[contains(@class, 'finding')]")
    assert not shown.xpath(".//figure")
    assert "没有可显示的原文" in shown.text_content()
