"""Merged header cells of tables that were written as lines: a tab for each square, the name in the first.

Where a table with merged cells is saved as text, what was one wide cell is its text followed by blanks. A blank of
the header belongs to the name on its left where something stands below it, else to the name above.
"""

from __future__ import annotations

import re

from juesuan.documents.model import Cell

_DIGIT = re.compile(r"\d")
_MOST_HEADER_ROWS = 6
_NARROW = 2


def header_rows(rows: list[list[str]]) -> int:
    """How many rows stand above the first with a digit in it; 0 if that is no header's shape."""
    for number, row in enumerate(rows[: _MOST_HEADER_ROWS + 1]):
        if any(_DIGIT.search(cell) for cell in row):
            return number
    return 0


def merged(rows: list[list[str]]) -> list[Cell]:
    """The rows' cells, those of the header with the spans that the blanks beside and below them stand for."""
    depth = header_rows(rows)
    width = len(rows[0]) if rows else 0
    spans = {(r, c): [1, 1] for r in range(depth) for c in range(width)}
    for r in range(depth):
        _stretch_right(rows, spans, r, depth)
    for r in range(1, depth):
        _stretch_down(rows, spans, r, depth)
    cells = []
    for r, row in enumerate(rows):
        wide = _wide_totals(row) if r >= depth else {}
        for c, text in enumerate(row):
            if r >= depth:
                if not any(first < c < first + width for first, width in wide.items()):
                    cells.append(Cell(r, c, 1, wide.get(c, 1), text))
            elif (r, c) in spans:
                down, right = spans[r, c]
                cells.append(Cell(r, c, down, right, text))
    return cells


def _wide_totals(row: list[str]) -> dict[int, int]:
    """Column → width of a total's label with at least two blanks before its amount: 公用经费合计 | | | 174.23."""
    wide = {}
    for c, text in enumerate(row):
        if not text.endswith("合计"):
            continue
        end = next((n for n in range(c + 1, len(row)) if row[n]), len(row))
        if end - c > _NARROW and end < len(row) and _DIGIT.search(row[end]):
            wide[c] = end - c
    return wide


def _stretch_right(rows: list[list[str]], spans: dict[tuple[int, int], list[int]], r: int, depth: int) -> None:
    """A name reaches over the blanks on its right that have names below them, and not out of its own upper name."""
    name = None
    for c, text in enumerate(rows[r]):
        if text:
            name = c
        elif name is not None and _upper(spans, r, c) != _upper(spans, r, name):
            name = None
        elif name is not None and any(rows[lower][c] for lower in range(r + 1, depth)):
            spans[r, name][1] += 1
            del spans[r, c]
        else:
            name = None


def _upper(spans: dict[tuple[int, int], list[int]], r: int, c: int) -> tuple[int, int] | None:
    """The cell of the row above that reaches over column `c`."""
    return next((cell for cell, span in spans.items() if cell[0] == r - 1 and cell[1] <= c < cell[1] + span[1]), None)


def _stretch_down(rows: list[list[str]], spans: dict[tuple[int, int], list[int]], r: int, depth: int) -> None:
    """A blank with nothing below it belongs to the narrow name above it."""
    for c, text in enumerate(rows[r]):
        if text or (r, c) not in spans or any(rows[lower][c] for lower in range(r + 1, depth)):
            continue
        top = next((upper for upper in range(r - 1, -1, -1) if (upper, c) in spans and rows[upper][c]), None)
        if top is not None and spans[top, c] == [r - top, 1]:
            spans[top, c][0] += 1
            del spans[r, c]
