"""The exhibits of a report: pages where it has any, else its paragraphs and tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from juesuan.documents.joined import Part
from juesuan.documents.pdf_render import PdfRenderer, rendering
from juesuan.findings.exhibits import Dot, Exhibits, Leaf, Picture, Reference, View, references
from juesuan.findings.exhibits_blocks import block_views
from juesuan.findings.exhibits_pages import Draft, Gallery, Pages
from juesuan.findings.exhibits_source import Source
from juesuan.findings.report import Item, Report
from juesuan.findings.text import SEVERITIES
from juesuan.performance import projects_of
from juesuan.recognition import report as recognised

_MOST_LEAVES = 120
_LEAF_WIDTH = 88
"""Pixels across a small page."""


def exhibit(report: recognised.Report, published: Report, parts: Sequence[Part], budget: int) -> Exhibits:
    """What the findings show.

    Args:
        report: the report as recognised.
        published: its findings.
        parts: where each file's blocks begin, if several were joined.
        budget: bytes that the pictures of pages may take; findings beyond show the paragraph or table instead.
    """
    source = Source(report, parts)
    places = [_places(item) for item in published.findings]
    views: list[tuple[View, ...]] = [()] * len(places)
    pictures: list[Picture] = []
    leaves: list[Leaf] = []
    by_file: dict[str | None, list[int]] = defaultdict(list)
    for n, item in enumerate(published.findings):
        by_file[item.location.file].append(n)
    for file in published.sources or (None,):
        name = file or published.source
        numbers = by_file.get(file, [])
        if not _has_pages(report, source, file):
            continue
        with rendering(name) as renderer:
            if renderer is None:
                continue
            pages = Pages(source, renderer, file)
            drafts = {n: _drafts(pages, places[n]) for n in _gravest_first(numbers, published)}
            gallery = Gallery(renderer, list(drafts.values()), budget)
            for n, found in drafts.items():
                views[n] = _views(gallery, found, len(pictures))
            pictures += gallery.pictures
            budget -= sum(len(picture.data) for picture in gallery.pictures)
            leaves += _leaves(pages, renderer, file, [(n, places[n][0]) for n in numbers])
    views = [v or block_views(places[n], source) for n, v in enumerate(views)]
    return Exhibits(tuple(views), tuple(pictures), tuple(leaves), tuple(projects_of(report)))


def _places(item: Item) -> list[Reference]:
    related = tuple(entry.location for entry in item.related)
    return references(item.location, related, tuple(entry.location for entry in item.candidates))


def _has_pages(report: recognised.Report, source: Source, file: str | None) -> bool:
    """The file is a PDF: some block of it knows its page."""
    if file is None:
        return report.document.format == "pdf"
    return any(
        part.page is not None for block in source.blocks_of(file) for part in getattr(block, "pieces", ()) or ()
    ) or any(cell.page is not None for block in source.blocks_of(file) for cell in getattr(block, "cells", ()) or ())


def _gravest_first(numbers: Sequence[int], published: Report) -> list[int]:
    return sorted(numbers, key=lambda n: SEVERITIES.index(published.findings[n].severity))


def _drafts(pages: Pages, places: Sequence[Reference]) -> list[Draft]:
    """The regions that show a finding's places in this very file; none where the root cannot be shown."""
    root = places[0]
    found = pages.drafts([place for place in places if place.spot.file == root.spot.file])
    return found if found and found[0].places[0] is root else []


def _views(gallery: Gallery, drafts: Sequence[Draft], first: int) -> tuple[View, ...]:
    """The views that could be drawn; none where the root's could not."""
    views = [gallery.view(draft, first) for draft in drafts]
    return tuple(view for view in views if view is not None) if views and views[0] is not None else ()


def _leaves(
    pages: Pages, renderer: PdfRenderer, file: str | None, roots: Sequence[tuple[int, Reference]]
) -> list[Leaf]:
    """The pages, small, with dots where findings are."""
    dots: dict[int, list[Dot]] = defaultdict(list)
    for n, place in roots:
        at = pages.dot(place)
        if at is not None:
            dots[at[0]].append(Dot(n, at[1], at[2]))
    leaves = []
    for number in range(1, renderer.page_count + 1):
        if renderer.page_count > _MOST_LEAVES and number not in dots:
            continue
        shape = renderer.shape(number)
        if shape is None:
            continue
        scale = _LEAF_WIDTH / min(shape.width, shape.height)
        data = renderer.picture(number, (0.0, 0.0, shape.width, shape.height), scale) or b""
        leaves.append(Leaf(file, number, shape.width, shape.height, data, tuple(dots[number])))
        if len(leaves) >= _MOST_LEAVES:
            break
    return leaves
