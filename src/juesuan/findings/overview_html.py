"""The overview as an HTML page that leads to each report's own page; complete in itself, like those."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING
from urllib.parse import quote

from juesuan.findings.catalogue import say
from juesuan.findings.html_markup import Markup, element
from juesuan.findings.language import Lang
from juesuan.findings.overview import FAMILIES, SEVERITIES, Overview, Row

if TYPE_CHECKING:
    from juesuan.findings.waivers import Unused

_STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; margin: 0 auto;
  max-width: 72rem; padding: 1rem; }
h1 { font-size: 1.4rem; margin: 0 0 .25rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { border-bottom: 1px solid #8886; padding: .35rem .6rem; text-align: right; white-space: nowrap; }
th:first-child, td:first-child { text-align: left; white-space: normal; min-width: 12rem; }
tr.unreadable td, td.error { color: #b3261e; font-weight: 600; }
small { color: #767676; display: block; overflow-wrap: anywhere; }
@media (prefers-color-scheme: dark) { tr.unreadable td, td.error { color: #f2b8b5; } small { color: #a0a0a0; } }
@media print { body { max-width: none; font-size: 11pt; } a { color: inherit; text-decoration: none; } }
""".strip()


def render(overview: Overview, lang: Lang, unused: Callable[[], Sequence[Unused]] = tuple) -> Iterator[str]:
    """The page, piece by piece.

    Args:
        overview: the rows; their feedback files stand beside the page.
        lang: language of the heads.
        unused: the waivers without effect.
    """
    yield f'<!DOCTYPE html>\n<html lang="{"zh-CN" if lang == "zh" else "en"}">\n'
    yield element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", say("overview.title", lang)),
        Markup(f"<style>{_STYLE}</style>"),
    )
    yield "\n<body>\n" + element("h1", say("overview.title", lang))
    yield element("p", say("overview.head", lang, n=len(overview))) + '\n<div class="scroll"><table>\n'
    keys = ("unit", "errors", "warnings", "notes", *(("waived",) if overview.has_waived() else ()))
    heads = [say(f"overview.{key}", lang) for key in keys]
    heads += [say(f"family.{family}", lang) for family in FAMILIES if family in overview.families()]
    yield element("thead", element("tr", (element("th", head, scope="col") for head in heads))) + "\n<tbody>\n"
    for row in overview.rows():
        yield _row(row, overview, len(heads), lang) + "\n"
    yield "</tbody></table></div>\n"
    without_effect = unused()
    if without_effect:
        yield element("p", say("waiver.unused.head", lang, n=len(without_effect)))
        yield element("ul", (element("li", entry.words(lang)) for entry in without_effect)) + "\n"
    yield "</body>\n</html>\n"


def _row(row: Row, overview: Overview, columns: int, lang: Lang) -> Markup:
    if row.unreadable is not None:
        reason = f"{say('overview.unreadable', lang)}  {row.unreadable}"
        told = (element("td", row.source), element("td", reason, colspan=columns - 1))
        return element("tr", told, class_="unreadable")
    name = row.unit or row.source
    link: str = element("a", name, href=quote(row.feedback)) if row.feedback else name
    counts = [(row.severities.get(severity, 0), severity) for severity in SEVERITIES]
    if overview.has_waived():
        counts.append((row.waived, "waived"))
    counts += [(row.families.get(family, 0), "family") for family in overview.families()]
    cells = (
        element("td", link, element("small", row.source)),
        *(element("td", str(n) if n else "·", class_=kind if n else None) for n, kind in counts),
    )
    return element("tr", cells)
