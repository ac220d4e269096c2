"""Findings as one HTML page that is complete in itself: no network, no font, script or picture from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from juesuan.findings.catalogue import say
from juesuan.findings.html_finding import group, title
from juesuan.findings.html_markup import Markup, element, joined
from juesuan.findings.html_page import page
from juesuan.findings.html_report import report_section
from juesuan.findings.html_views import legend
from juesuan.findings.language import Lang, pick
from juesuan.findings.overview import Overview
from juesuan.findings.overview_html import table
from juesuan.findings.report import Report, Unreadable
from juesuan.findings.selection import rules
from juesuan.findings.text import SEVERITIES

_PICTURE_BYTES = 2_600_000
"""Written as text they become a third larger."""
_ALL_PICTURE_BYTES = 24_000_000
_LEAST_PICTURE_BYTES = 150_000


def picture_bytes(reports: int) -> int:
    """What the pictures of one report's pages may take where one HTML page holds so many reports."""
    return min(_PICTURE_BYTES, max(_ALL_PICTURE_BYTES // max(reports, 1), _LEAST_PICTURE_BYTES))


def render(outcomes: Iterable[Report | Unreadable], lang: Lang) -> Iterator[str]:
    """The page, piece by piece; whole when the iterator is exhausted. All that comes from a report is escaped.

    Args:
        outcomes: reports, checked with exhibits, and unreadable files in order.
        lang: language of everything but what is quoted.
    """
    reports: list[Report] = []
    unreadable: list[Unreadable] = []
    overview = Overview()
    for outcome in outcomes:
        if isinstance(outcome, Report):
            reports.append(outcome)
            overview.add(outcome, f"#report-{len(reports)}")
        else:
            unreadable.append(outcome)
            overview.add(outcome)
    rules()  # for their titles; they are loaded already, unless the reports came from another process
    alone = len(reports) == 1 and not unreadable
    if len(reports) == 1:
        name = say("html.title", lang, name=reports[0].unit or reports[0].source)
    else:
        name = say("html.titles", lang, n=len(reports))
    return page(name, _body(reports, unreadable, None if alone else (name, overview), lang), lang)


def _body(
    reports: Sequence[Report], unreadable: Sequence[Unreadable], top: tuple[str, Overview] | None, lang: Lang
) -> Iterator[Markup]:
    """Everything between head and foot; `top` is heading and table of a page of several reports."""
    found = any(report.findings for report in reports)
    if found:
        yield element("a", say("html.skip", lang), href="#findings", class_="skip")
    if top is not None:
        yield element("header", element("h1", top[0]), table(top[1], lang), class_="top")
    yield Markup("<main>")
    if unreadable:
        yield _unreadable(unreadable, lang)
    tools = _tools(reports, lang) if found else Markup("")
    if top is not None:
        yield tools
    for n, report in enumerate(reports, 1):
        yield report_section(report, n, Markup("") if top else tools, lang, alone=top is None)
    yield _rules(reports, lang)
    yield Markup("</main>")


def _unreadable(unreadable: Sequence[Unreadable], lang: Lang) -> Markup:
    lines = (element("li", element("b", entry.source), " ", entry.reason) for entry in unreadable)
    return element("section", element("h2", say("html.unreadable", lang)), element("ul", lines), class_="unreadable")


def _tools(reports: Sequence[Report], lang: Lang) -> Markup:
    """Filters and the key to the marks."""
    shown = (view for report in reports if report.exhibits for views in report.exhibits.views for view in views)
    return element("div", _filters(reports, lang), legend(shown, lang), class_="tools", id="findings")


def _filters(reports: Sequence[Report], lang: Lang) -> Markup:
    """Filters for those who have JavaScript; hidden until it runs."""
    items = [item for report in reports for item in report.findings]
    boxes = (
        element("label", element("input", type="checkbox", name="severity", value=s, checked=True), " ",
                element("span", say(f"html.count.{s}", lang), class_=f"chip {s}"))
        for s in SEVERITIES if any(item.severity == s for item in items)
    )  # fmt: skip
    groups = dict.fromkeys(group(item.location, lang) for item in items)
    options = (element("option", key, value=key) for key in groups)
    total = len(items)
    return element(
        "form",
        element("fieldset", element("legend", say("html.filter.severity", lang)), boxes),
        element("label", element("span", say("html.filter.place", lang)),
                element("select", element("option", say("html.filter.all", lang), value=""), options, name="group")),
        element("label", element("span", say("html.filter.search", lang)),
                element("input", type="search", name="search", placeholder=say("html.filter.search.hint", lang))),
        element("div", element("button", say("html.filter.open", lang), type="button", name="open"),
                element("button", say("html.filter.close", lang), type="button", name="close"),
                element("button", say("html.filter.reset", lang), type="reset"), class_="buttons"),
        element("output", data_template=say("html.filter.shown", lang, shown="{shown}", total="{total}"),
                data_empty=say("html.filter.empty", lang), data_total=total, aria_live="polite"),
        class_="filters", role="search", aria_label=say("html.filter", lang), hidden=True,
    )  # fmt: skip


def _rules(reports: Sequence[Report], lang: Lang) -> Markup:
    """The rules that found something: what the codes of the findings lead to."""
    known = rules()
    used = sorted({item.code for report in reports for item in report.findings})
    if not used:
        return Markup("")
    entries = (
        element("div", element("dt", element("span", code, class_="code"), " ", title(code, lang)),
                element("dd", joined((pick(known[code].basis, lang) if code in known else "—",))), id=f"rule-{code}")
        for code in used
    )  # fmt: skip
    return element("section", element("h2", say("html.rules", lang)), element("dl", entries), class_="rules")
