"""Tables of a word processor's document: spans over columns and rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from juesuan.documents.docx_xml import child, children, name_of, number, value
from juesuan.documents.limits import MAX_SPAN
from juesuan.documents.model import Cell

if TYPE_CHECKING:
    from lxml.etree import _Element

_WRAPPERS = frozenset(("sdt", "sdtContent", "customXml", "ins", "moveTo"))


@dataclass(slots=True)
class _Draft:
    row: int
    column: int
    colspan: int
    text: str
    indent: float
    elements: list[_Element]
    rowspan: int = 1


@dataclass(slots=True)
class RawTable:
    """A table without its number in the document; `elements` are those that each cell is made of."""

    rows: int = 0
    columns: int = 0
    cells: list[Cell] = field(default_factory=list)
    elements: list[list[_Element]] = field(default_factory=list)


def _unwrapped(parent: _Element, wanted: str) -> Iterator[_Element]:
    """Rows or cells, also those within content controls or marked as inserted."""
    for element in parent:
        name = name_of(element)
        if name == wanted:
            yield element
        elif name in _WRAPPERS:
            yield from _unwrapped(element, wanted)


def _span(count: int | None) -> int:
    return min(max(count or 1, 1), MAX_SPAN)


def read_table(table: _Element, content: Callable[[_Element], tuple[str, float]]) -> RawTable:
    """Read a table.

    Args:
        table: its element.
        content: gives a cell's text and its first character's indent in points.
    """
    grid = child(table, "tblGrid")
    columns = len(list(children(grid, "gridCol")))
    drafts: list[_Draft] = []
    above: dict[int, _Draft] = {}
    row = 0
    for line in _unwrapped(table, "tr"):
        settings = child(line, "trPr")
        if child(settings, "del") is not None:
            continue
        column = min(max(number(child(settings, "gridBefore")) or 0, 0), MAX_SPAN)
        open_cells: dict[int, _Draft] = {}
        for cell in _unwrapped(line, "tc"):
            own = child(cell, "tcPr")
            span = _span(number(child(own, "gridSpan")))
            merge = child(own, "vMerge")
            before = above.get(column)
            if merge is not None and value(merge) != "restart" and before is not None and before.colspan == span:
                before.rowspan += 1
                open_cells[column] = before
                text, _ = content(cell)
                before.elements.append(cell)
                if text:  # invisible in print, but never lost
                    before.text = f"{before.text}\n{text}".strip()
            elif _merged_left(own) and drafts and drafts[-1].row == row:
                drafts[-1].colspan = _span(drafts[-1].colspan + span)
            else:
                text, indent = content(cell)
                draft = _Draft(row, column, span, text, indent, [cell])
                drafts.append(draft)
                if merge is not None:
                    open_cells[column] = draft
            column += span
        columns = max(columns, column)
        above = open_cells
        row += 1
    return _finished(drafts, row, columns)


def _merged_left(own: _Element | None) -> bool:
    """The older way to span columns."""
    merge = child(own, "hMerge")
    return merge is not None and value(merge) != "restart"


def _finished(drafts: list[_Draft], rows: int, columns: int) -> RawTable:
    """Drop grid columns in which no cell begins: word processors leave such behind when cells are dragged."""
    begins = sorted({d.column for d in drafts})
    if not begins:
        return RawTable()
    place = {column: i for i, column in enumerate(begins)}

    def narrowed(column: int) -> int:
        """How many kept columns begin before `column`."""
        if column in place:
            return place[column]
        return sum(1 for begin in begins if begin < column)

    cells = [
        Cell(
            d.row,
            place[d.column],
            d.rowspan,
            max(narrowed(d.column + d.colspan) - place[d.column], 1),
            d.text,
            indent=d.indent,
        )
        for d in drafts
    ]
    return RawTable(rows, len(begins) if columns else 0, cells, [d.elements for d in drafts])
