"""The output formats as a table: what renders each, and how its files end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from juesuan.findings.language import Lang

if TYPE_CHECKING:  # a format's module is loaded when the format is asked for
    from juesuan.findings.overview import Overview
    from juesuan.findings.report import Report, Unreadable
    from juesuan.findings.text import Style
    from juesuan.findings.waivers import Unused

    Outcomes: TypeAlias = Iterable[Report | Unreadable]


class Look(NamedTuple):
    """What rendering depends on beside the outcomes.

    Attributes:
        lang: language of everything but quotes.
        style: layout of text.
        codes: the rules that were run.
        unused: the waivers without effect, known once all outcomes have come; None where there are no waivers.
    """

    lang: Lang
    style: Style
    codes: Sequence[str] = ()
    unused: Callable[[], Sequence[Unused]] | None = None


class Form(NamedTuple):
    """One format.

    Attributes:
        suffix: how its files end.
        render: the outcomes as text or bytes, piece by piece.
        overview: name of the overview's file where each report has a file of its own.
        render_overview: its contents.
        binary: no text, so no matter for a terminal.
        pictures: shows the places, so that the check has to draw them.
    """

    suffix: str
    render: Callable[[Outcomes, Look], Iterator[str] | Iterator[bytes]]
    overview: str
    render_overview: Callable[[Overview, Look], Iterator[str] | Iterator[bytes]]
    binary: bool = False
    pictures: bool = False


def _text(outcomes: Outcomes, look: Look) -> Iterator[str]:
    from juesuan.findings import text

    return text.render(outcomes, look.style, look.unused or tuple)


def _json(outcomes: Outcomes, look: Look) -> Iterator[str]:
    from juesuan.findings import as_json

    return as_json.render(outcomes, unused=look.unused)


def _html(outcomes: Outcomes, look: Look) -> Iterator[str]:
    from juesuan.findings import html

    return html.render(outcomes, look.lang)


def _xlsx(outcomes: Outcomes, look: Look) -> Iterator[bytes]:
    from juesuan.findings import xlsx_sheet

    return xlsx_sheet.render(outcomes, look.lang)


def _docx(outcomes: Outcomes, look: Look) -> Iterator[bytes]:
    from juesuan.findings import docx_letter

    return docx_letter.render(outcomes, look.lang)


def _sarif(outcomes: Outcomes, look: Look) -> Iterator[str]:
    from juesuan.findings import sarif

    return sarif.render(outcomes, look.lang)


def _junit(outcomes: Outcomes, look: Look) -> Iterator[str]:
    from juesuan.findings import junit

    return junit.render(outcomes, look.lang, look.codes)


def _overview_text(overview: Overview, look: Look) -> Iterator[str]:
    from juesuan.findings import text

    return text.render_overview(overview, look.style, look.unused or tuple)


def _overview_html(overview: Overview, look: Look) -> Iterator[str]:
    from juesuan.findings import overview_html

    return overview_html.render(overview, look.lang, look.unused or tuple)


def _overview_xlsx(overview: Overview, look: Look) -> Iterator[bytes]:
    from juesuan.findings import xlsx_overview

    return xlsx_overview.render(overview, look.lang)


def _overview_json(overview: Overview, look: Look) -> Iterator[str]:
    from juesuan.findings.overview import as_json

    unused = None if look.unused is None else tuple(entry.to_dict() for entry in look.unused())
    yield as_json(overview, unused)


FORMATS: dict[str, Form] = {
    "text": Form(".txt", _text, "overview.txt", _overview_text),
    "json": Form(".json", _json, "overview.json", _overview_json),
    "html": Form(".html", _html, "index.html", _overview_html, pictures=True),
    "xlsx": Form(".xlsx", _xlsx, "overview.xlsx", _overview_xlsx, binary=True),
    "docx": Form(".docx", _docx, "overview.xlsx", _overview_xlsx, binary=True),
    "sarif": Form(".sarif", _sarif, "overview.txt", _overview_text),
    "junit": Form(".xml", _junit, "overview.txt", _overview_text),
}
"""Format → how it is made."""
