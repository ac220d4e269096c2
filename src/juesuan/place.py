"""Where something stands in a file: the one notion of place that every layer shares."""

from __future__ import annotations

from dataclasses import dataclass

Box = tuple[float, float, float, float]
"""x0, y0, x1, y1 in points from the top left of the unrotated page."""


@dataclass(frozen=True, slots=True)
class Place:
    """A spot in one file. What a format cannot tell is None.

    Attributes:
        page: page number, counted from 1.
        bbox: box on that page.
        block: index of the paragraph or table in reading order, counted from 0.
        start: first character within the block's text.
        end: one past the last character within the block's text.
        line: line number in a plain text file, counted from 1.
        sheet: sheet name of a workbook.
        cell: cell reference of a workbook ("D17").
        file: set only where several files were joined into one report.
        square: row and column of a table cell in its base grid, where row and column names do not tell it.
    """

    page: int | None = None
    bbox: Box | None = None
    block: int | None = None
    start: int | None = None
    end: int | None = None
    line: int | None = None
    sheet: str | None = None
    cell: str | None = None
    file: str | None = None
    square: tuple[int, int] | None = None
