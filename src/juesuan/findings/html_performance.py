"""The self-evaluation forms of a report as pictures: all projects at a glance, then each project's indicators."""

from __future__ import annotations

from collections.abc import Sequence

from juesuan.findings.catalogue import say
from juesuan.findings.html_markup import Markup, element
from juesuan.findings.language import Lang
from juesuan.findings.performance_svg import bullets, portfolio
from juesuan.performance.model import Kind, Project

_MOST_DRAWN = 60
"""Forms whose indicators are drawn; a page should open on an old computer."""


def drawings(projects: Sequence[Project], prefix: str, heading: str, lang: Lang) -> Markup | None:
    """The part of a report's page that draws its forms.

    Args:
        projects: its forms.
        prefix: makes ids unique on the page.
        heading: the element for its heading (h2, h3).
        lang: language of the words.

    Returns:
        None where there is no form with an indicator.
    """
    shown = [p for p in projects if p.kind is Kind.PROJECT and p.filled]
    if not shown:
        return None
    glance = Markup(portfolio(shown, lang, f"{prefix}portfolio"))
    left_out = len(shown) - _MOST_DRAWN
    return element(
        "section",
        element(heading, say("html.performance", lang)),
        element("p", say("html.performance.hint", lang), class_="quiet"),
        element("figure", glance, class_="drawn"),
        (_project(p, f"{prefix}p{at}", lang) for at, p in enumerate(shown[:_MOST_DRAWN], 1)),
        element("p", say("html.more", lang, n=left_out), class_="quiet") if left_out > 0 else None,
        class_="performance",
    )


def _project(project: Project, key: str, lang: Lang) -> Markup:
    return element(
        "details",
        element("summary", project.label or "—"),
        element("figure", Markup(bullets(project, lang, key)), class_="drawn"),
    )
