"""Exhibits as HTML: regions of pages as SVG over one picture a page, paragraphs and tables with marks."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence

from juesuan.findings import places
from juesuan.findings.catalogue import say
from juesuan.findings.exhibits import (
    ALTERNATIVE,
    RELATED,
    ROOT,
    ROW,
    Exhibits,
    Mark,
    PageView,
    Picture,
    Run,
    Strip,
    TableView,
    TextView,
    View,
    ViewCell,
)
from juesuan.findings.html_markup import Child, Markup, element, joined, number
from juesuan.findings.language import Lang
from juesuan.findings.report import Spot
from juesuan.place import Box

_NEAR_WIDTH = 300.0
"""Points of a page's width that a phone shows."""
_GAP = 7.0
_PAD = 1.6
"""Points between a mark and what it surrounds."""
_LABEL = 8.0


def pictures(exhibits: Exhibits, prefix: str) -> Markup:
    """The pictures of pages, out of sight, to be used by the views: each is in the file once.

    Args:
        exhibits: of one report.
        prefix: what tells this report's pictures from another's.
    """
    if not exhibits.pictures:
        return Markup("")
    images = [_image(picture, f"{prefix}p{n}") for n, picture in enumerate(exhibits.pictures)]
    return element("svg", element("defs", images), class_="store", width="0", height="0", aria_hidden="true")


def views(shown: Sequence[View], root: Spot, prefix: str, lang: Lang) -> Markup:
    """All that one finding shows, the root's place first.

    Args:
        shown: its views.
        root: its place.
        prefix: of this report's pictures.
        lang: language of captions.
    """
    return joined(_view(view, n, root, prefix, lang) for n, view in enumerate(shown))


def _view(view: View, n: int, root: Spot, prefix: str, lang: Lang) -> Markup:
    if isinstance(view, PageView):
        return _page(view, n, prefix, lang)
    caption = places.words(view.spots[0], lang)
    if isinstance(view, TextView):
        body = element("blockquote", element("p", (_run(run) for run in view.runs)), class_="excerpt")
    else:
        caption = say("html.view.table", lang, place=caption if n == 0 else places.words(view.spots[0], lang, root))
        body = _table(view, lang)
    return element("figure", element("figcaption", caption), body, class_=_class(n))


def _class(n: int) -> str:
    return "view" if n == 0 else "view other"


# --- pages


def _image(picture: Picture, identifier: str) -> Markup:
    x0, y0, x1, y1 = picture.area
    href = "data:image/png;base64," + b64encode(picture.data).decode("ascii")
    return element("image", id=identifier, x=x0, y=y0, width=x1 - x0, height=y1 - y0, href=href)


def _page(view: PageView, n: int, prefix: str, lang: Lang) -> Markup:
    spot = view.spots[0]
    place = places.words(spot, lang)
    known = place if n == 0 else _caption(spot, lang)
    if n == 0:
        alt = say("html.view.alt", lang, place=place, quote=spot.quote or spot.row or "—")
    else:
        alt = say("html.view.other", lang, place=place)
    region = view.strips[-1].clip
    half = min(_NEAR_WIDTH, region[2] - region[0]) / 2
    left = min(max(view.focus - half, region[0]), region[2] - 2 * half)
    drawn = element(
        "button",
        _drawing(view, prefix, region[0], region[2], alt, "wide"),
        _drawing(view, prefix, left, left + 2 * half, alt, "near"),
        element("span", say("html.view.enlarge", lang), class_="hint"),
        type="button", class_="paper", data_zoom=True,
    )  # fmt: skip
    return element("figure", element("figcaption", known), drawn, class_=_class(n))


def _caption(spot: Spot, lang: Lang) -> str:
    """Where the evidence of another picture stands: page and table or section; the rest one sees."""
    return places.words(Spot(spot.file, spot.page, section=spot.section, statement=spot.statement), lang)


def _drawing(view: PageView, prefix: str, left: float, right: float, alt: str, kind: str) -> Markup:
    """The strips one below the other, marks on the last, between two positions across the page."""
    parts: list[Markup] = []
    y, width = 0.0, right - left
    for n, strip in enumerate(view.strips):
        height = strip.clip[3] - strip.clip[1]
        last = n == len(view.strips) - 1
        marks = [m for mark in view.marks for m in _mark(mark, (left, strip.clip[1], right, strip.clip[3]))]
        parts.append(_strip(strip, prefix, (left, width), y, marks if last else []))
        y += height
        if not last:
            parts.append(element("line", x1=0.0, x2=width, y1=y + _GAP / 2, y2=y + _GAP / 2, class_="cut"))
            y += _GAP
    box = f"0 0 {number(width)} {number(y)}"
    return element("svg", element("title", alt), parts, viewBox=box, class_=kind, role="img", aria_label=alt,
                   width=round(width * 1.5), height=round(y * 1.5))  # fmt: skip


def _strip(strip: Strip, prefix: str, across: tuple[float, float], y: float, marks: Sequence[Markup]) -> Markup:
    (left, width), height = across, strip.clip[3] - strip.clip[1]
    box = f"{number(left)} {number(strip.clip[1])} {number(width)} {number(height)}"
    image = element("use", href=f"#{prefix}p{strip.picture}")
    return element("svg", image, marks, x=0.0, y=y, width=width, height=height, viewBox=box)


def _mark(mark: Mark, within: Box) -> Iterator[Markup]:
    """Boxes, and the label at the upper right corner of the first; nothing of a mark out of sight."""
    seen = [b for b in mark.boxes if b[0] < within[2] and b[2] > within[0]]
    pad = 0.0 if mark.role == ROW else _PAD
    for x0, y0, x1, y1 in seen:
        x0, y0, x1, y1 = max(x0 - pad, within[0] + 1), y0 - pad, min(x1 + pad, within[2] - 1), y1 + pad
        yield element("rect", x=x0, y=y0, width=max(x1 - x0, 1.0), height=max(y1 - y0, 1.0), rx=1.5,
                      class_=f"m-{mark.role}")  # fmt: skip
    if seen and mark.label:
        size = _LABEL * (1 + 0.45 * (len(mark.label) - 1))
        x = min(seen[0][2] + pad, within[2] - size / 2)
        y = max(seen[0][1] - pad, within[1] + _LABEL / 2)
        yield element("rect", x=x - size / 2, y=y - _LABEL / 2, width=size, height=_LABEL, rx=_LABEL / 2,
                      class_=f"l-{mark.role}")  # fmt: skip
        yield element("text", mark.label, x=x, y=y + 2.1, text_anchor="middle", font_size=6, class_="label")


# --- paragraphs and tables


def _run(run: Run) -> Markup:
    before = element("span", "… ", class_="cut") if run.cut else None
    if not run.role:
        return joined((before, run.text))
    return joined((before, element("mark", run.text, _label(run.label, run.role), class_=f"m-{run.role}")))


def _label(label: str, role: str) -> Markup | None:
    return element("sup", label, class_=f"l-{role}") if label else None


def _table(view: TableView, lang: Lang) -> Markup:
    heads = [row for row in view.rows if all(cell.header for cell in row)]
    body = view.rows[len(heads) :] if view.rows[: len(heads)] == tuple(heads) else view.rows
    head = element("thead", (_row(row, lang) for row in heads)) if len(body) < len(view.rows) else None
    table = element("table", head, element("tbody", (_row(row, lang) for row in body)), class_="excerpt")
    name = places.words(view.spots[0], lang)
    return element("div", table, class_="scroll", tabindex="0", role="group", aria_label=name)


def _row(row: Sequence[ViewCell], lang: Lang) -> Markup:
    return element("tr", (_cell(cell, lang) for cell in row))


def _cell(cell: ViewCell, lang: Lang) -> Markup:
    shape = {"colspan": cell.columns if cell.columns > 1 else None, "rowspan": cell.rows if cell.rows > 1 else None}
    if cell.gap:
        across = cell.columns > 1
        title = say("html.gap.rows" if across else "html.gap.columns", lang, n=cell.gap)
        return element("td", title if across else "⋯", class_="gap", title=None if across else title, **shape)
    content: Child = joined((cell.text, _label(cell.label, cell.role)))
    if cell.role in (ROOT, RELATED, ALTERNATIVE):
        content = element("mark", content, class_=f"m-{cell.role}")
    classes = " ".join(name for name in (cell.role == ROW and "row", _is_number(cell.text) and "num") if name)
    return element("th" if cell.header else "td", content, class_=classes or None, **shape)


def _is_number(shown: str) -> bool:
    return bool(shown) and all(c in "0123456789.,-−%() " for c in shown)


def legend(shown: Iterable[View], lang: Lang) -> Markup:
    """What the marks mean, as far as there are such marks."""
    roles = {role for view in shown for role in _roles(view)}
    entries = (
        element("li", element("span", say(f"html.legend.{role}", lang), class_=f"key m-{role}"))
        for role in (ROOT, RELATED, ALTERNATIVE)
        if role in roles
    )
    return element("ul", entries, class_="legend", aria_label=say("html.legend", lang)) if roles else Markup("")


def _roles(view: View) -> Iterator[str]:
    if isinstance(view, PageView):
        yield from (mark.role for mark in view.marks)
    elif isinstance(view, TextView):
        yield from (run.role for run in view.runs)
    else:
        yield from (cell.role for row in view.rows for cell in row)
