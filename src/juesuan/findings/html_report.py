"""One report as HTML: overview, where its findings are, what was not checked, the findings."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence

from juesuan.findings.catalogue import name, say
from juesuan.findings.exhibits import Exhibits, Leaf
from juesuan.findings.html_figures import share
from juesuan.findings.html_finding import Entry, finding, group
from juesuan.findings.html_markup import Markup, element
from juesuan.findings.html_performance import drawings
from juesuan.findings.html_views import pictures
from juesuan.findings.language import Lang
from juesuan.findings.report import Item, Report
from juesuan.findings.text import SEVERITIES

_LEAF = 46.0
"""Width of a small page, in the page's own pixels."""
_MOST_NAMED = 40


def report_section(report: Report, n: int, tools: Markup, lang: Lang, *, alone: bool) -> Markup:
    """A report's part of the page.

    Args:
        report: the report.
        n: its number on the page, from 1.
        tools: what stands right before its findings.
        lang: language of everything but what is quoted.
        alone: there are no others.
    """
    prefix = f"r{n}-"
    exhibits = report.exhibits or Exhibits(((),) * len(report.findings))
    entries = [
        Entry(item, item.id if alone else f"{prefix}{item.id}", shown, prefix)
        for item, shown in zip(report.findings, exhibits.views, strict=True)
    ]
    heading = "h1" if alone else "h2"
    return element(
        "section",
        pictures(exhibits, prefix),
        _head(report, heading, lang),
        _overview(report, lang),
        _where(entries, exhibits, lang),
        tools,
        _findings(entries, prefix, "h2" if alone else "h3", lang),
        _fixed(report, lang),
        drawings(exhibits.projects, prefix, "h2" if alone else "h3", lang),
        class_="report", id=f"report-{n}", aria_label=report.unit or report.source,
    )  # fmt: skip


def in_order(entries: Sequence[Entry]) -> list[Entry]:
    """The gravest first, what was waived last; within that the report's own order."""
    return sorted(entries, key=lambda e: (e.item.waived is not None, SEVERITIES.index(e.item.severity)))


def tally(items: Sequence[Item]) -> dict[str, int]:
    """Number of findings by severity, those waived left out."""
    return {s: sum(i.severity == s and i.waived is None for i in items) for s in SEVERITIES}


def verdict(report: Report) -> str:
    """The gravest severity there is; else none, or partial or unread where little can be said for want of reading."""
    counts, known = tally(report.findings), report.coverage
    gravest = next((severity for severity in SEVERITIES if counts[severity]), None)
    if gravest is not None:
        return gravest
    if not known.table_amounts_bound + known.narrative_amounts_bound:
        return "unread"
    return "partial" if report.not_checked else "none"


def _head(report: Report, heading: str, lang: Lang) -> Markup:
    why = report.edition_why.removeprefix(f"{report.edition}: ")
    known = [
        ("html.year", str(report.fiscal_year) if report.fiscal_year is not None else say("html.unknown", lang)),
        ("html.edition", f"{report.edition}{f' ({why})' if why else ''}"),
        ("html.file", report.source),
    ]
    if report.sources:
        known[-1] = ("html.files", say("report.list", lang).join(report.sources))
    return element(
        "header",
        element(heading, report.unit or say("html.nobody", lang), class_="unit"),
        element("dl", (element("div", element("dt", say(k, lang)), element("dd", v)) for k, v in known), class_="meta"),
        class_="report-head",
    )


def _overview(report: Report, lang: Lang) -> Markup:
    counts, worst = tally(report.findings), verdict(report)
    tiles = (
        element(
            "li",
            element("b", str(counts[s])),
            element("span", say(f"html.count.{s}", lang), class_="name"),
            element("span", say(f"html.mean.{s}", lang), class_="mean"),
            class_=f"tile {s}{'' if counts[s] else ' zero'}",
        )
        for s in SEVERITIES
    )
    clean = element("p", say("html.clean", lang), class_="clean") if worst == "none" else None
    return element(
        "div",
        element("p", say(f"html.verdict.{worst}", lang, n=len(report.not_checked)), class_=f"verdict {worst}"),
        clean,
        element("div", element("ul", tiles, class_="tiles"), _coverage(report, lang), class_="numbers"),
        _unchecked(report, lang),
        class_="overview",
    )


def _coverage(report: Report, lang: Lang) -> Markup:
    known = report.coverage
    bars = (
        ("tables", known.table_amounts_bound, known.table_amounts),
        ("narrative", known.narrative_amounts_bound, known.narrative_amounts),
    )
    return element(
        "div",
        element("p", say("html.coverage", lang), class_="label"),
        (_bar(say(f"html.coverage.{key}", lang), part, whole, lang) for key, part, whole in bars),
        class_="coverage",
    )


def _bar(label: str, part: int, whole: int, lang: Lang) -> Markup:
    """How much of the whole, as a bar and in words."""
    filled = 100.0 * part / whole if whole else 0.0
    bar = element(
        "svg",
        element("rect", width=100.0, height=6.0, class_="all"),
        element("rect", width=filled, height=6.0, class_="part"),
        viewBox="0 0 100 6", preserveAspectRatio="none", aria_hidden="true",
    )  # fmt: skip
    words = element("span", element("span", label), element("span", share(part, whole, lang), class_="num"))
    return element("div", words, bar, class_="bar")


def _unchecked(report: Report, lang: Lang) -> Markup:
    if not report.not_checked:
        return element("p", say("html.notchecked.none", lang), class_="quiet")
    by_reason: dict[str, list[str]] = {}
    for entry in report.not_checked:
        named = by_reason.setdefault(entry.reason, [])
        if entry.what not in named:
            named.append(entry.what)
    rows = (
        element("div", element("dt", reason), element("dd", _named(named, lang))) for reason, named in by_reason.items()
    )
    summary = element("summary", say("html.notchecked", lang, n=len(report.not_checked)))
    return element("details", summary, element("dl", rows), class_="unchecked", open=True)


def _named(named: Sequence[str], lang: Lang) -> str:
    said = say("report.list", lang).join(named[:_MOST_NAMED])
    return said if len(named) <= _MOST_NAMED else f"{said} {say('html.more', lang, n=len(named) - _MOST_NAMED)}"


# --- where the findings are


def _where(entries: Sequence[Entry], exhibits: Exhibits, lang: Lang) -> Markup | None:
    if not entries:
        return None
    kind = "pages" if exhibits.leaves else "outline"
    drawn = _strip(entries, exhibits.leaves, lang) if exhibits.leaves else _outline(entries, lang)
    return element(
        "nav",
        element("p", say(f"html.{kind}", lang), class_="label"),
        element("p", say(f"html.{kind}.hint", lang), class_="quiet"),
        drawn,
        class_="map", aria_label=say(f"html.{kind}", lang),
    )  # fmt: skip


def _strip(entries: Sequence[Entry], leaves: Sequence[Leaf], lang: Lang) -> Markup:
    return element("ol", (element("li", _leaf(entries, leaf, lang)) for leaf in leaves), class_="leaves")


def _leaf(entries: Sequence[Entry], leaf: Leaf, lang: Lang) -> Markup:
    """A small page with its dots; a link to the gravest finding on it."""
    width = _LEAF if leaf.width <= leaf.height else _LEAF * leaf.width / leaf.height
    height = width * leaf.height / leaf.width
    href = "data:image/png;base64," + b64encode(leaf.data).decode("ascii")
    image = element("image", href=href, width=width, height=height) if leaf.data else None
    here = [(entries[dot.finding], dot) for dot in leaf.dots]
    here.sort(key=lambda pair: -SEVERITIES.index(pair[0].item.severity))  # the gravest is drawn last, on top
    dots = (
        element("circle", cx=min(max(dot.x, 0.06), 0.94) * width, cy=min(max(dot.y, 0.05), 0.95) * height, r=3.4,
                class_=f"dot {entry.item.severity}")
        for entry, dot in here
    )  # fmt: skip
    drawn = element("svg", image, dots, viewBox=f"0 0 {width:.0f} {height:.0f}", width=round(width),
                    height=round(height), aria_hidden="true")  # fmt: skip
    number = element("span", str(leaf.page), aria_hidden="true")
    if not here:
        return element("span", drawn, number, class_="leaf empty", title=say("html.page.none", lang, page=leaf.page))
    said = say("html.page.findings", lang, page=leaf.page, n=len(here))
    return element("a", drawn, number, class_=f"leaf {here[-1][0].item.severity}", href=f"#{here[-1][0].anchor}",
                   title=said, aria_label=said)  # fmt: skip


def _outline(entries: Sequence[Entry], lang: Lang) -> Markup:
    """Sections and statements, with a square a finding."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(group(entry.item.location, lang), []).append(entry)
    rows = (
        element("li", element("span", key, class_="name"),
                element("span", (_square(e, lang) for e in in_order(inside)), class_="squares"))
        for key, inside in groups.items()
    )  # fmt: skip
    return element("ul", rows, class_="outline")


def _square(entry: Entry, lang: Lang) -> Markup:
    item = entry.item
    said = f"{name('severity', item.severity, lang)} {item.code}: {item.message}"
    return element("a", href=f"#{entry.anchor}", class_=f"square {item.severity}", title=said, aria_label=said)


# --- the findings


def _findings(entries: Sequence[Entry], prefix: str, heading: str, lang: Lang) -> Markup | None:
    if not entries:
        return None
    return element(
        "div",
        element(heading, say("html.findings", lang), id=f"{prefix}findings"),
        (finding(entry, lang) for entry in in_order(entries)),
        class_="findings",
    )


def _fixed(report: Report, lang: Lang) -> Markup | None:
    if not report.fixed:
        return None
    lines = (element("li", element("span", entry.code, class_="code"), " ", entry.message) for entry in report.fixed)
    summary = element("summary", say("html.fixed", lang, n=len(report.fixed)))
    return element("details", summary, element("ul", lines), class_="fixed")
