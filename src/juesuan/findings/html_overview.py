"""Several reports at a glance, as HTML: the head of a page of several reports, or the page beside their files."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from juesuan.findings.catalogue import say
from juesuan.findings.html_markup import Markup, element, joined
from juesuan.findings.html_page import page
from juesuan.findings.language import Lang
from juesuan.findings.overview import Overview, Row
from juesuan.findings.text import SEVERITIES


def render(overview: Overview, lang: Lang) -> Iterator[str]:
    """The page that leads to each report's own.

    Args:
        overview: the reports, each with the name of its file in the same folder.
        lang: language of the page.
    """
    rows = overview.rows()
    title = say("html.titles", lang, n=len(rows))
    body = element("main", element("h1", title), overview_table(overview, lang), class_="top", id="top")
    return page(title, (body,), lang)


def overview_table(overview: Overview, lang: Lang) -> Markup:
    """The reports, worst first, with numbers by severity and by kind of mistake.

    Args:
        overview: the reports; a `feedback` that begins with # is a place on the same page.
        lang: language of the heads.
    """
    heads = [
        (say("html.unit", lang), ""),
        (say("html.year", lang), ""),
        *((say(f"html.count.{severity}", lang), "num") for severity in SEVERITIES),
        *((say(f"family.{family}", lang), "num") for family in overview.families()),
        (say("html.file", lang), ""),
    ]
    head = element("tr", (element("th", text, scope="col", class_=kind or None) for text, kind in heads))
    names = overview.names()
    body = (element("tr", _cells(row, names[row.number], overview)) for row in overview.rows())
    table = element("table", element("thead", head), element("tbody", body))
    label = say("html.reports", lang)
    return element(
        "nav",
        element("div", table, class_="scroll", tabindex="0", role="group", aria_label=label),
        class_="index", aria_label=label,
    )  # fmt: skip


def _cells(row: Row, name: str, overview: Overview) -> Iterator[Markup]:
    href = None
    if row.feedback is not None:
        href = row.feedback if row.feedback.startswith("#") else quote(row.feedback)
    yield element("th", element("a", name, href=href) if href else name, scope="row")
    if row.unreadable is not None:
        width = 1 + len(SEVERITIES) + len(overview.families())
        yield element("td", row.unreadable, colspan=width, class_="error")
    else:
        yield element("td", "—" if row.fiscal_year is None else str(row.fiscal_year))
        for severity in SEVERITIES:
            n = row.severities.get(severity, 0)
            yield element("td", str(n), class_=f"num {severity if n else 'zero'}")
        for family in overview.families():
            n = row.families.get(family, 0)
            yield element("td", str(n or ""), class_="num zero")
    yield element("td", joined((row.source,)), class_="quiet")
