"""A copy of a DOCX report with a comment at each finding's place; nothing else of it changes."""

from __future__ import annotations

from juesuan.documents.docx_comments import comment_parts, first_free_id
from juesuan.documents.docx_edit import TextEditor
from juesuan.documents.docx_inline import Origin
from juesuan.documents.docx_places import DocxPlaces, Traced
from juesuan.findings.language import Lang
from juesuan.findings.remarks import remark
from juesuan.findings.report import Report, Spot


def annotate(source: str, data: bytes, report: Report, lang: Lang) -> bytes:
    """The copy.

    Args:
        source: the file as the user gave it.
        data: its bytes, the same that were checked.
        report: what was found.
        lang: language of the comments.

    Raises:
        UnreadableError: the file cannot be read.
    """
    places = DocxPlaces(source, data)
    opened = places.opened
    part = opened.package.read(opened.main)
    assert part is not None
    editor = TextEditor(part, opened.root)
    number = first = max(first_free_id(opened), editor.new_id())
    comments: list[tuple[int, list[str]]] = []
    for item in report.findings:
        span = span_of(places, item.location)
        if span is None:
            continue  # not a character in the whole file to hang it on
        editor.comment(*span, number)
        comments.append((number, remark(item, lang)))
        number += 1
    if number == first:
        return data
    return opened.package.rewritten({opened.main: editor.result(), **comment_parts(opened, comments)})


def span_of(places: DocxPlaces, spot: Spot) -> tuple[Origin, Origin] | None:
    """The first and last character that a finding's place means; the beginning where it means the report as a whole."""
    traced, start, end = locate(places, spot)
    found = traced.span(start, end) if traced is not None else None
    if found is not None:
        return found
    beginning = places.beginning()
    return beginning.span(0, len(beginning.text)) if beginning is not None else None


def locate(places: DocxPlaces, spot: Spot) -> tuple[Traced | None, int, int]:
    """The text that a place is in, and the characters of it that are meant.

    In a cell these are the quoted words, or all of it if they are not there just once.
    """
    if spot.block is None:
        return None, 0, 0
    paragraph = places.paragraph(spot.block)
    if paragraph is not None:
        whole = spot.start is None or spot.end is None or spot.end <= spot.start
        start, end = (0, len(paragraph.text)) if whole else (spot.start or 0, spot.end or 0)
        return paragraph, start, end
    cell = None if spot.square is None else places.cell(spot.block, *spot.square)
    if (cell is None or not cell.text) and spot.row_index is not None:
        cell = places.row(spot.block, spot.row_index)
    if cell is None:
        table = places.table(spot.block)
        return table, 0, len(table.text) if table is not None else 0
    if spot.quote and cell.text.count(spot.quote) == 1:
        start = cell.text.index(spot.quote)
        return cell, start, start + len(spot.quote)
    return cell, 0, len(cell.text)
