"""A file as every format reads it: headings, paragraphs and tables in reading order, each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from juesuan.place import Box, Place


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph that lies on one line of one page.

    `start` and `end` are characters in the paragraph's text; `offset` are the characters of the line before it, where
    the format has lines.
    """

    start: int
    end: int
    page: int | None = None
    bbox: Box | None = None
    line: int | None = None
    offset: int = 0
    sheet: str | None = None
    ref: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or heading; lines of one paragraph are joined without inventing characters.

    Attributes:
        index: place in the document's sequence of blocks, from 0.
        text: the text as printed; blank characters at both ends are removed.
        pieces: the lines it is made of, in order.
        emphasis: the file sets it apart as a heading (style, bold, size). A hint only.
    """

    index: int
    text: str
    pieces: tuple[Piece, ...] = ()
    emphasis: bool = False

    def place(self, start: int = 0, end: int | None = None) -> Place:
        """The place of the characters from `start` to `end`; the box is that of their lines together."""
        end = len(self.text) if end is None else end
        touched = [p for p in self.pieces if p.start < max(end, start + 1) and p.end > start] or list(self.pieces[:1])
        first = touched[0] if touched else Piece(0, 0)
        boxes = [p.bbox for p in touched if p.bbox is not None and p.page == first.page]
        box = (
            (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
            if boxes
            else None
        )
        return Place(first.page, box, self.index, start, end, first.line, first.sheet, first.ref)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell, merged cells once. `row` and `column` count from 0 in the joined table's base grid.

    Attributes:
        text: the text as printed, lines joined with a newline.
        indent: offset of the first glyph from the cell's left edge in points (0 where unknown).
        sheet: sheet of a workbook.
        ref: the cell's reference there ("D17"), its top left one where it is merged.
    """

    row: int
    column: int
    rowspan: int
    colspan: int
    text: str
    page: int | None = None
    bbox: Box | None = None
    indent: float = 0.0
    sheet: str | None = None
    ref: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table, already joined where it runs on over pages.

    Attributes:
        index: place in the document's sequence of blocks, from 0.
        cells: in row, then column order; every base grid square belongs to exactly one cell,
            except where a row of the source is ragged.
        pages: the pages it touches.
        page_starts: rows at which a new page begins (the first row excluded). A header repeated on the
            following page is still there as rows; a row cut in two by the page break has been joined.
    """

    index: int
    rows: int
    columns: int
    cells: tuple[Cell, ...]
    pages: tuple[int, ...] = ()
    page_starts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture whose contents cannot be read, or a mark that stands for one ([image: …])."""

    index: int
    name: str
    place: Place = field(default_factory=Place)


Block: TypeAlias = Paragraph | Table | Picture


class TroubleKind(StrEnum):
    """Why a part of a file could not be read."""

    SCANNED = "picture"
    UNREADABLE = "unreadable"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Trouble:
    """A part of a file that could not be read, for `not_checked`.

    Attributes:
        kind: why.
        place: where.
        detail: what is wrong, in English.
        zh: the same in Chinese; "" where the kind says all there is to say.
    """

    kind: TroubleKind
    place: Place
    detail: str
    zh: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One file, read. `pages` is None for formats without pages; `format` is pdf, docx, xlsx, xls, html or text."""

    source: str
    format: str
    blocks: tuple[Block, ...]
    pages: int | None = None
    troubles: tuple[Trouble, ...] = ()

    def paragraphs(self) -> Iterator[Paragraph]:
        """All paragraphs in reading order."""
        return (b for b in self.blocks if isinstance(b, Paragraph))

    def tables(self) -> Iterator[Table]:
        """All tables in reading order."""
        return (b for b in self.blocks if isinstance(b, Table))


class UnreadableError(Exception):
    """A file that cannot be read. The message is one line for the user: what is wrong, what to do."""

    def __init__(self, source: str, zh: str, en: str) -> None:
        super().__init__(f"{source}: {en}")
        self.source = source
        self.zh = zh
        self.en = en
