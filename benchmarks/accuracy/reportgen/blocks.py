"""What a made-up report consists of before it is a file: paragraphs of tracked pieces and tables of tracked cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal


@dataclass
class Seg:
    """A piece of text that knows what it says.

    Attributes:
        text: as printed.
        kind: lit, amount, budget, change, share, rate, completion, direction, count, score, year, unit, percent,
            name_class, name_item, list_item, names, flat, ...
        key: what it is about ("general", "three.reception"); slips are placed by kind and key.
        value: the exact value behind it, in the printed unit (None for words).
        unit: 万元, 元, %, 个, ... or None.
        mate: key of another piece in the same sentence that would be an equally right root.
        facts: the two amounts in fen behind a percentage (part, whole).
    """

    text: str
    kind: str = "lit"
    key: str = ""
    value: Decimal | None = None
    unit: str | None = None
    mate: str = ""
    facts: tuple[int, int] = (0, 0)


@dataclass
class Para:
    """A paragraph. `heading` is its level (1 part, 2 section, 3 subsection) or 0; `role` names special ones."""

    segs: list[Seg]
    heading: int = 0
    role: str = ""
    part: str = ""
    section: str = ""
    sub: str = ""
    tag: str = ""

    @property
    def text(self) -> str:
        """The paragraph as printed."""
        return "".join(s.text for s in self.segs)


@dataclass
class Cell:
    """A table cell. An amount has `value` in fen (exact) and `text` as printed."""

    text: str = ""
    value: int | None = None
    colspan: int = 1
    rowspan: int = 1
    row: str = ""
    code: str = ""
    column: str = ""
    role: str = ""  # leaf, subtotal, total, label
    meta: dict[str, str] = field(default_factory=dict)


@dataclass
class Table:
    """A table: header rows, then body rows. Covered positions of a span hold None."""

    statement: str
    title: str
    header: list[list[Cell]]
    body: list[list[Cell]]
    widths: list[float]
    repeat_header: bool = True

    def amounts(self) -> list[Cell]:
        """Every body cell that is an amount cell, blank or not."""
        return [c for r in self.body for c in r if c.role in ("leaf", "subtotal", "total")]


@dataclass
class PageBreak:
    """A new page starts here."""

    landscape: bool = False


Block = Para | Table | PageBreak


@dataclass
class Doc:
    """A whole report before it is rendered, and what was broken in it."""

    blocks: list[Block]
    unit: str
    year: int
    edition: str
    style: str
    money_unit: str
    faults: list[dict[str, object]] = field(default_factory=list)

    def paras(self) -> list[Para]:
        """All paragraphs."""
        return [b for b in self.blocks if isinstance(b, Para)]

    def tables(self) -> list[Table]:
        """All tables."""
        return [b for b in self.blocks if isinstance(b, Table)]
