"""From characters of a document as it was read back to where they stand in the DOCX file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juesuan.documents.docx import Opened, RawParagraph, RawPicture
from juesuan.documents.docx_inline import Origin, Origins
from juesuan.documents.docx_tables import RawTable
from juesuan.documents.docx_xml import name_of
from juesuan.documents.model import UnreadableError

if TYPE_CHECKING:
    from lxml.etree import _Element


@dataclass(frozen=True, slots=True)
class Traced:
    """A text as it was read, and where in the file each of its characters stands.

    Attributes:
        text: as in the document's block or cell.
        origins: one for each character.
        spare: a text element nearby, for what has no origin of its own; None if there is none.
    """

    text: str
    origins: Origins
    spare: _Element | None = None

    def span(self, start: int, end: int) -> tuple[Origin, Origin] | None:
        """The first and the last character with an origin from `start` to before `end`, else the nearest ones."""
        inside = [origin for origin in self.origins[start:end] if origin is not None]
        if inside:
            return inside[0], inside[-1]
        after = next((origin for origin in self.origins[end:] if origin is not None), None)
        before = next((origin for origin in reversed(self.origins[:start]) if origin is not None), None)
        nearest = after or before
        if nearest is None and self.spare is not None and self.spare.text:
            return (self.spare, 0), (self.spare, len(self.spare.text) - 1)
        return (nearest, nearest) if nearest is not None else None


class DocxPlaces:
    """Where the blocks of a DOCX file stand in it. Blocks and cells are numbered as the reader numbers them."""

    def __init__(self, source: str, data: bytes) -> None:
        """Read a file again, noting places.

        Args:
            source: the file as the user gave it.
            data: its bytes.

        Raises:
            UnreadableError: as the reader does.
        """
        self.opened = Opened(source, data)
        reader = self.opened.reader(trace=True)
        try:
            self._blocks = list(reader.blocks(self.opened.body))
        except RecursionError as error:
            raise UnreadableError(source, "文档嵌套过深", "the document is nested too deeply") from error
        self._cells = reader.cell_origins

    def paragraph(self, block: int) -> Traced | None:
        """A paragraph by its index; None if the block is none."""
        raw = self._blocks[block] if 0 <= block < len(self._blocks) else None
        return Traced(raw.text, raw.origins) if isinstance(raw, RawParagraph) else None

    def cell(self, block: int, row: int, column: int) -> Traced | None:
        """The cell of a table that covers a square of its base grid; None if there is none."""
        raw = self._blocks[block] if 0 <= block < len(self._blocks) else None
        if not isinstance(raw, RawTable):
            return None
        for cell, elements in zip(raw.cells, raw.elements, strict=True):
            if 0 <= row - cell.row < cell.rowspan and 0 <= column - cell.column < cell.colspan:
                spare = next((t for element in elements for t in _texts(element)), None)
                return Traced(cell.text, self._joined(elements, cell.text), spare)
        return None

    def row(self, block: int, row: int) -> Traced | None:
        """The first cell of a table's row that has text; None if there is none."""
        raw = self._blocks[block] if 0 <= block < len(self._blocks) else None
        cells = raw.cells if isinstance(raw, RawTable) else ()
        return next((self.cell(block, row, cell.column) for cell in cells if cell.row == row and cell.text), None)

    def table(self, block: int) -> Traced | None:
        """The first text of a table; None if the block is none or the table is blank."""
        raw = self._blocks[block] if 0 <= block < len(self._blocks) else None
        elements = [e for group in raw.elements for e in group] if isinstance(raw, RawTable) else []
        spare = next((t for element in elements for t in _texts(element)), None)
        return None if spare is None else Traced(spare.text or "", [], spare)

    def beginning(self) -> Traced | None:
        """The first text of the document, for what concerns it as a whole; None if there is no text."""
        for index, raw in enumerate(self._blocks):
            if isinstance(raw, RawPicture):
                continue
            found = self.paragraph(index) if isinstance(raw, RawParagraph) else self.table(index)
            if found is not None and found.span(0, len(found.text)) is not None:
                return found
        return None

    def _joined(self, elements: list[_Element], text: str) -> Origins:
        """The origins of a merged cell's text: texts below it follow on new lines."""
        joined: Origins = []
        for element in elements:
            origins = self._cells.get(element, [])
            if origins:
                joined += [None] if joined else []
                joined += origins
        # Anything unforeseen leaves the cell as a whole as its place, rather than a wrong spot within it.
        return joined if len(joined) == len(text) else []


def _texts(element: _Element) -> list[_Element]:
    """Texts with ink below an element."""
    return [part for part in element.iter() if name_of(part) == "t" and (part.text or "").strip()]
