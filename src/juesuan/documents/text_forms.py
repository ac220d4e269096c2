"""Self-evaluation forms that were written as lines of cells, with merged cells as one: lines of unequal length.

The lines are aligned at their right ends, where a form has its points and amounts. What a line is short of are squares
of merged cells at its left: its first label reaches over them, or they were blank below a label that reaches down.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from juesuan.documents.model import Cell

_BEGINS = re.compile(r"(?:项目|项目支出|专项|部门|单位|部门[（(]单位[）)])名称")
_INDICATORS = re.compile(r"[一二三]级\s*指标")
_VALUE = re.compile(r"[\d.,，%％\s—–-]*")
_LEAST_CELLS, _MOST_CELLS = 2, 40


def form_end(lines: Sequence[str], start: int, cells: Callable[[str], list[str]]) -> int:
    """One past the last line of a form that begins at `start`; `start` where none does or its lines are of one length.

    Args:
        lines: all lines.
        start: the first.
        cells: gives the cells of a line, none if it is not one of a table.
    """
    first = cells(lines[start])
    if len(first) < _LEAST_CELLS or not _BEGINS.fullmatch(first[0]):
        return start
    end, widths, indicators = start, set(), False
    while end < len(lines):
        row = cells(lines[end])
        if not _LEAST_CELLS <= len(row) <= _MOST_CELLS or (end > start and _BEGINS.fullmatch(row[0])):
            break
        widths.add(len(row))
        indicators = indicators or any(_INDICATORS.fullmatch(cell) for cell in row)
        end += 1
    return end if indicators and len(widths) > 1 else start


def aligned(rows: Sequence[list[str]]) -> list[Cell]:
    """The cells of such a form."""
    width = max(len(row) for row in rows)
    found: list[Cell] = []
    for r, row in enumerate(rows):
        short = width - len(row)
        if short and _VALUE.fullmatch(row[0]):
            found.append(Cell(r, 0, 1, short, ""))
            found += [Cell(r, short + c, 1, 1, text) for c, text in enumerate(row)]
            continue
        found.append(Cell(r, 0, 1, 1 + short, row[0]))
        found += [Cell(r, short + c, 1, 1, text) for c, text in enumerate(row) if c]
    return found
