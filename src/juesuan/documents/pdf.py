"""PDF files: characters and rules → paragraphs and tables in reading order."""

from __future__ import annotations

import re
import time

from juesuan.documents.limits import MAX_SECONDS
from juesuan.documents.model import (
    Block,
    Document,
    Paragraph,
    Piece,
    Table,
    Trouble,
    TroubleKind,
    UnreadableError,
)
from juesuan.documents.pdf_cells import fill_tables
from juesuan.documents.pdf_guard import refuse_bombs
from juesuan.documents.pdf_join import JoinedTable, Part, continues, join, repeats
from juesuan.documents.pdf_lattice import TooManyRulesError, find_tables
from juesuan.documents.pdf_lines import PageLines, drop_furniture, make_lines, stray_lines
from juesuan.documents.pdf_open_regions import OpenRegion, find_regions
from juesuan.documents.pdf_paragraphs import Draft, Flow, ParagraphBuilder
from juesuan.documents.pdf_source import PageContent, PageSource
from juesuan.place import Place

_UNMAPPED_SHARE = 0.3
_TITLE_LENGTH = 80
"""A page with no more text than this beside a picture has titles and a unit line, no sentences."""
_UNIT_LINE = re.compile(r"单位[:：]\s*[万亿]?元")
_FIGURES = re.compile(r"(?<!\S)[-−–—]?[\d,]+(?:\.\d+)?(?!\S)")
"""Figures that stand alone."""
_LEAST_ROWS = 3
_EMPHASIS_SIZE = 1.15
_EMPHASIS_LENGTH = 60


def read(source: str, data: bytes) -> Document:
    """Read a PDF.

    Args:
        source: the file as the user gave it.
        data: its bytes.

    Raises:
        UnreadableError: password, damage, or beyond the limits.
    """
    from juesuan.documents.pdf_pdfium import PDFIUM_LOCK, PdfiumSource

    refuse_bombs(source, data)
    with PDFIUM_LOCK:
        opened = PdfiumSource(source, data)
        try:
            return read_source(source, opened)
        finally:
            opened.close()


def read_source(name: str, source: PageSource) -> Document:
    """Read an opened PDF, whatever library is behind it."""
    deadline = time.monotonic() + MAX_SECONDS
    pages: list[PageLines] = []
    troubles: list[Trouble] = []
    for content in source.pages():
        pages.append(_page(content, troubles))
        if time.monotonic() > deadline:
            raise UnreadableError(
                name,
                f"读取超过 {MAX_SECONDS:.0f} 秒，文件可能损坏，请重新导出",
                f"reading took longer than {MAX_SECONDS:.0f} seconds; export the file again",
            )
    drop_furniture(pages)
    if any(page.regions for page in pages):
        from juesuan.documents.pdf_open_tables import read_open_tables  # rare, so not loaded before

        read_open_tables(pages, troubles)
    troubles.extend(trouble for page in pages if (trouble := _picture_page(page) or _bare_table(page)))
    troubles.sort(key=lambda trouble: trouble.place.page or 0)
    flow = ParagraphBuilder(pages).build()
    return Document(name, "pdf", tuple(_blocks(flow, pages)), source.page_count, tuple(troubles))


def _page(content: PageContent, troubles: list[Trouble]) -> PageLines:
    """Take one page apart while it is open."""
    place = Place(page=content.number)
    if content.width <= 0:
        troubles.append(Trouble(TroubleKind.UNREADABLE, place, "damaged page"))
    elif content.unmapped > _UNMAPPED_SHARE * max(len(content.glyphs), 1):
        troubles.append(Trouble(TroubleKind.UNREADABLE, place, "the fonts do not say which characters they show"))
    if content.cut_short:
        troubles.append(Trouble(TroubleKind.UNREADABLE, place, "too many drawn objects; not all were looked at"))
    try:
        tables, loose = find_tables(content.horizontals, content.verticals)
    except TooManyRulesError:
        tables, loose = [], []
        troubles.append(Trouble(TroubleKind.UNREADABLE, place, "far too many rules for tables; they were not read"))
    glyphs, strays = fill_tables(tables, content.glyphs, content.strays)
    regions: list[OpenRegion] = []
    if len(loose) >= 2:
        regions, glyphs = find_regions(content, loose, glyphs)
    lines = make_lines(content, glyphs) + stray_lines(content, strays)
    lines.sort(key=lambda line: line.base)
    content.glyphs, content.strays, content.horizontals, content.verticals = [], [], [], []
    return PageLines(content, tables, lines, regions)


def _picture_page(page: PageLines) -> Trouble | None:
    """What a page hides in a picture: all of it (a page number aside), or the table that its title announces."""
    if not page.content.has_images or page.tables or page.regions:
        return None
    place, text = Place(page=page.content.number), "".join(line.text for line in page.lines)
    if not text:
        return Trouble(TroubleKind.SCANNED, place, "the page is a picture without text")
    if len(text) <= _TITLE_LENGTH and any(line.text.endswith("表") for line in page.lines):
        return Trouble(TroubleKind.SCANNED, place, "a picture below the title of a table")
    return None


def _bare_table(page: PageLines) -> Trouble | None:
    """A table without any rules below the title and the unit line of a statement: what its columns are is a guess."""
    if page.tables or not any(_UNIT_LINE.search(line.text) for line in page.lines):
        return None
    rows = sum(len(_FIGURES.findall(line.text)) > 1 for line in page.lines)
    if rows < _LEAST_ROWS or not any("".join(line.text.split()).endswith("表") for line in page.lines):
        return None
    place = Place(page=page.content.number)
    return Trouble(TroubleKind.UNREADABLE, place, "a table without rules, not read", "表格没有框线，未读取")


def _blocks(flow: Flow, pages: list[PageLines]) -> list[Block]:
    """Number the blocks; tables that run on take the place of their first part."""
    groups: list[Draft | list[Part]] = []
    open_table: list[Part] | None = None
    between: list[Draft] = []  # since the last table
    titles: list[Draft] = []  # before the first part of the open one
    for item in flow.items:
        if isinstance(item, Draft):
            groups.append(item)
            between.append(item)
            continue
        page, grid = item
        part = None
        if open_table is not None:
            again = bool(between) and repeats(_texts(between), _texts(titles), open_table, grid)
            part = continues(open_table[-1], page, grid, bool(between) and not again)
            if part is not None and again:
                del groups[-len(between) :]
        if part is not None and open_table is not None:
            open_table.append(part)
        else:
            titles = between
            open_table = [Part(page, grid)]
            groups.append(open_table)
        between = []
    by_number = {page.content.number: page for page in pages}
    blocks: list[Block] = []
    for index, group in enumerate(groups):
        if isinstance(group, Draft):
            blocks.append(_paragraph(index, group, flow.body_size, by_number))
        else:
            blocks.append(_table(index, join(group)))
    return blocks


def _texts(drafts: list[Draft]) -> list[str]:
    return ["".join(line.text for line in draft.lines) for draft in drafts]


def _paragraph(index: int, draft: Draft, body_size: float, pages: dict[int, PageLines]) -> Paragraph:
    pieces: list[Piece] = []
    length = 0
    for line in draft.lines:
        box = pages[line.page].content.page_box(line.box)
        pieces.append(Piece(length, length + len(line.text), line.page, box))
        length += len(line.text)
    first = draft.lines[0]
    larger = first.size > _EMPHASIS_SIZE * body_size and length <= _EMPHASIS_LENGTH
    emphasis = larger or all(line.bold for line in draft.lines)
    return Paragraph(index, "".join(line.text for line in draft.lines), tuple(pieces), emphasis)


def _table(index: int, joined: JoinedTable) -> Table:
    return Table(
        index,
        joined.rows,
        joined.columns,
        tuple(joined.cells),
        tuple(part.page.content.number for part in joined.parts),
        tuple(joined.page_starts),
    )
