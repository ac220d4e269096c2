"""The form of a table: which rows are its header, which columns hold codes, names and amounts.

Nothing here knows what a statement means; it knows how Chinese accounts are printed: 栏次 lines, 行次 columns,
类 款 项 columns, two or three sides beside each other, title and unit lines inside the grid, headers that are
repeated on the next page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from juesuan.documents.model import Cell
from juesuan.money.number import Number, parse_number
from juesuan.taxonomy.naming import compact, fold, key

LEVELS = frozenset("类款项")
NO_NUMBER = frozenset({"", "-", "--", "—", "——", "－", "/", "无", "*", "—-", "…", "×", "–"})

_NUMBER_STARTS = frozenset("0123456789+-−—负(")
_LOOSE_NUMBER = re.compile(r"[-负]?\d[\d,]*(?:\.\d+)?")
CODE = re.compile(r"\d{1,7}")
_CODE_AND_NAME = re.compile(r"(\d{3}|\d{5}|\d{7})([^\d.,].*)")


class Role(Enum):
    """What a column holds."""

    CODE = auto()
    NAME = auto()
    LINE = auto()  # 行次, 序号
    AMOUNT = auto()
    TEXT = auto()  # remarks


class Square:
    """One cell with the forms of its text that recognition needs, each made once."""

    __slots__ = ("cell", "folded", "number", "printed")

    def __init__(self, cell: Cell) -> None:
        self.cell = cell
        text = cell.text
        self.printed = compact(text) if text else ""
        self.folded = fold(text) if text else ""
        self.number = read_amount(self.folded)

    @property
    def blank(self) -> bool:
        """No text at all."""
        return not self.printed


def read_amount(folded: str) -> Number | None:
    """The amount a cell states, or None. Misplaced separators, 负 and a footnote's star are forgiven."""
    if not folded or folded[0] not in _NUMBER_STARTS or folded in NO_NUMBER:
        return None
    folded = folded.rstrip("*")
    number = parse_number(folded)
    if number is None and _LOOSE_NUMBER.fullmatch(folded):
        number = parse_number(folded.replace(",", "").replace("负", "-"))
    return number


@dataclass(slots=True)
class Column:
    """One column: its role and what stands above it.

    Attributes:
        heads: header cells above it that belong to this column or a group of amounts, outermost first.
        side_heads: header cells above it that also cover the labels: they name the side.
        path: all of them as printed, joined with `/`.
    """

    index: int
    role: Role
    heads: tuple[str, ...] = ()
    side_heads: tuple[str, ...] = ()
    path: str = ""


@dataclass(slots=True)
class Side:
    """Label columns and the amounts they label; a statement has one to three sides beside each other."""

    codes: list[int]
    names: list[int]
    amounts: list[Column]
    columns: list[int]

    @property
    def head(self) -> str:
        """The words that name the side, outermost first."""
        return "".join(dict.fromkeys(h for c in self.amounts for h in c.side_heads))


@dataclass(slots=True)
class Form:
    """A table's form.

    Attributes:
        squares: row → column → the square that covers it, None where the source is ragged.
        preamble: texts of title, unit and 公开0n表 lines at the top of the grid.
        spanning: header texts that span the whole table.
        header: grid rows of the header.
        data: grid rows that hold data, repeated headers and notes left out.
        mixed: a header row that begins with the label of the total, hence also in `data`.
        notes: rows of notes at the bottom of the grid, with their text.
        sides: see `Side`.
        has_header: words were found above the data.
    """

    squares: list[list[Square | None]]
    preamble: list[str]
    spanning: list[str]
    header: list[int]
    data: list[int]
    mixed: int | None
    notes: list[tuple[Cell, str]]
    columns: list[Column]
    sides: list[Side]

    @property
    def has_header(self) -> bool:
        """Whether any amount column has words above it."""
        return any(c.heads or c.side_heads for c in self.columns if c.role is Role.AMOUNT)

    def header_texts(self) -> list[str]:
        """The header's words, row by row."""
        rows = [[s for s in self.squares[r] if s is not None and not s.blank and s.cell.row == r] for r in self.header]
        return [s.folded for row in rows for s in dict.fromkeys(row)]

    def words(self) -> set[str]:
        """The keys of all header words and labels."""
        found: set[str] = set()
        for row in self.squares:
            for square in row:
                if square is not None and square.number is None and square.printed:
                    found.add(key(square.folded))
        return found


def label_of(form: Form, side: Side, row: int, previous: str = "") -> tuple[str, str]:
    """The row's classification code (digits, "" if none) and label as printed, on one side.

    Args:
        form: the table's form.
        side: the side.
        row: the grid row.
        previous: code of the row above; levels that a row leaves blank are those of the row above.
    """
    line = form.squares[row]
    parts: list[str] = []
    label = ""
    for c in side.codes:
        square = line[c]
        if square is None or square.blank or square.folded in LEVELS or square.cell.row != row:
            continue
        if c > 0 and line[c - 1] is square:
            continue
        if CODE.fullmatch(square.folded):
            if not parts and len(square.folded) <= 2:
                parts.append(_upper_levels(previous, side.codes.index(c)))
            parts.append(square.folded)
        elif match := _CODE_AND_NAME.fullmatch(square.folded):
            parts.append(match[1])
            label = label or square.printed[len(match[1]) :]
        elif not label:
            label = square.printed
    names = []
    for c in side.names:
        square = line[c]
        if square is not None and not square.blank and square.printed != label and square.printed not in names:
            names.append(square.printed)
    if names:
        label = names[-1] if len(names) == 1 else "".join(names)
        match = _CODE_AND_NAME.fullmatch(label)
        if match and not parts:
            parts, label = [match[1]], match[2]
    return _join_code(parts), label


def _upper_levels(previous: str, level: int) -> str:
    """The 类 (and 款) of the row above, for a row that prints its own level only."""
    length = 3 + 2 * (level - 1)
    return previous[:length] if level and len(previous) >= length else ""


def _join_code(parts: list[str]) -> str:
    code = ""
    for part in parts:
        if code and part.startswith(code) and len(part) > len(code):
            code = part  # each level printed in full
        elif code and len(part) <= 2:
            code += part.zfill(2)
        else:
            code += part
    return code
