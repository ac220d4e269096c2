"""Several reports at a glance, as HTML: the head of a page of several reports, or the page beside their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING
from urllib.parse import quote

from juesuan.findings.catalogue import say
from juesuan.findings.html_markup import Markup, element
from juesuan.findings.html_page import page
from juesuan.findings.language import Lang
from juesuan.findings.overview import SEVERITIES, Overview, Row

if TYPE_CHECKING:
    from juesuan.findings.waivers import Unused


def render(overview: Overview, lang: Lang, unused: Callable[[], Sequence[Unused]] = tuple) -> Iterator[str]:
    """The page that leads to each report's own, piece by piece; complete in itself, like those.

    Args:
        overview: the rows; their feedback files stand beside the page.
        lang: language of the heads.
        unused: the waivers without effect.
    """
    title = say("overview.title", lang)
    head = element("p", say("overview.head", lang, n=len(overview)), class_="quiet")
    without_effect = unused()
    told = None
    if without_effect:
        said = element("p", say("waiver.unused.head", lang, n=len(without_effect)), class_="label")
        told = element("section", said, element("ul", (element("li", entry.words(lang)) for entry in without_effect)),
                       class_="unreadable")  # fmt: skip
    body = element("main", element("h1", title), head, table(overview, lang), told, class_="top")
    return page(title, (body,), lang)


def table(overview: Overview, lang: Lang) -> Markup:
    """The reports, worst first, with numbers by severity and by kind of mistake.

    Args:
        overview: the reports; a `feedback` that begins with # is a place on the same page.
        lang: language of the heads.
    """
    keys = ("errors", "warnings", "notes", *(("waived",) if overview.has_waived() else ()))
    heads = [say(f"overview.{key}", lang) for key in keys]
    heads += [say(f"family.{family}", lang) for family in overview.families()]
    head = element(
        "tr",
        (element("th", say(key, lang), scope="col") for key in ("overview.unit", "html.year")),
        (element("th", text, scope="col", class_="num") for text in heads),
        element("th", say("html.file", lang), scope="col"),
    )
    names = overview.names()
    rows = (element("tr", _cells(row, names[row.number], overview, len(heads), lang)) for row in overview.rows())
    label = say("html.reports", lang)
    whole = element("table", element("thead", head), element("tbody", rows))
    return element(
        "nav",
        element("div", whole, class_="scroll", tabindex="0", role="group", aria_label=label),
        class_="index", aria_label=label,
    )  # fmt: skip


def _cells(row: Row, name: str, overview: Overview, columns: int, lang: Lang) -> Iterator[Markup]:
    if row.feedback is None:
        yield element("th", name, scope="row")
    else:
        href = row.feedback if row.feedback.startswith("#") else quote(row.feedback)
        yield element("th", element("a", name, href=href), scope="row")
    if row.unreadable is not None:
        reason = f"{say('overview.unreadable', lang)}  {row.unreadable}"
        yield element("td", reason, colspan=columns + 1, class_="error")
    else:
        yield element("td", "—" if row.fiscal_year is None else str(row.fiscal_year))
        counts = [(row.severities.get(severity, 0), severity) for severity in SEVERITIES]
        if overview.has_waived():
            counts.append((row.waived, "waived"))
        counts += [(row.families.get(family, 0), "family") for family in overview.families()]
        for n, kind in counts:
            yield element("td", str(n) if n else "·", class_=f"num {kind if n else 'zero'}")
    yield element("td", row.source, class_="quiet")
