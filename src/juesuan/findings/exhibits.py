"""What a finding shows beside its words: pictures of the pages, or the paragraphs and tables themselves.

A published report has let its file go; what the HTML page shows of it is kept here, as plain data. Boxes are points
from the top left of the page as its text runs (see `juesuan.documents.pdf_render`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from juesuan.findings.report import Spot
from juesuan.performance.model import Project
from juesuan.place import Box

ROOT, RELATED, ALTERNATIVE, ROW = "root", "related", "alternative", "row"
"""Roles of marks: what is to be changed, the evidence, what could as well be wrong, the row it stands in."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A part of a page, drawn.

    Attributes:
        area: the part, in points.
        data: a PNG file.
    """

    area: Box
    data: bytes


@dataclass(frozen=True, slots=True)
class Strip:
    """A part of a picture that is shown: number of the picture and what of it."""

    picture: int
    clip: Box


@dataclass(frozen=True, slots=True)
class Mark:
    """Boxes around words or a cell; `label` is the number of the evidence, or the letter of the alternative."""

    role: str
    label: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class PageView:
    """A region of a page.

    Attributes:
        spots: the places it shows, the one it was made for first.
        strips: the table's header where it is further up, then the region; one below the other.
        marks: in the last strip.
        focus: where across the page one should look.
    """

    spots: tuple[Spot, ...]
    strips: tuple[Strip, ...]
    marks: tuple[Mark, ...]
    focus: float


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a paragraph; `role` is empty where they are not marked, `cut` where words were left out before."""

    text: str
    role: str = ""
    label: str = ""
    cut: bool = False


@dataclass(frozen=True, slots=True)
class TextView:
    """A paragraph."""

    spots: tuple[Spot, ...]
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class ViewCell:
    """A cell of a shortened table; `gap` is the number of rows or columns left out where it stands for them."""

    text: str
    rows: int = 1
    columns: int = 1
    header: bool = False
    role: str = ""
    label: str = ""
    gap: int = 0


@dataclass(frozen=True, slots=True)
class TableView:
    """A table, shortened around what is marked."""

    spots: tuple[Spot, ...]
    rows: tuple[tuple[ViewCell, ...], ...]


View: TypeAlias = PageView | TextView | TableView


@dataclass(frozen=True, slots=True)
class Dot:
    """Where on a page a finding is, as parts of its width and height."""

    finding: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of the report, small. `data` is a PNG file, empty where the page was not drawn."""

    file: str | None
    page: int
    width: float
    height: float
    data: bytes
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Exhibits:
    """All that a report's findings show.

    Attributes:
        views: for each finding, in the report's order.
        pictures: what the views' strips are parts of.
        leaves: the report's pages, empty where it has none.
        projects: its self-evaluation forms.
    """

    views: tuple[tuple[View, ...], ...]
    pictures: tuple[Picture, ...] = ()
    leaves: tuple[Leaf, ...] = ()
    projects: tuple[Project, ...] = ()


MOST_VIEWS = 4
"""Most pictures of one finding."""

MOST_MARKS = 12
"""Most places of evidence that are marked; those beyond are listed in words."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A place that a finding speaks of."""

    spot: Spot
    role: str
    label: str = ""


def references(root: Spot, related: tuple[Spot, ...], alternatives: tuple[Spot, ...]) -> list[Reference]:
    """The places of one finding, the root first, numbered as they are listed."""
    return [
        Reference(root, ROOT),
        *(Reference(spot, RELATED, str(n)) for n, spot in enumerate(related[:MOST_MARKS], 1)),
        *(Reference(spot, ALTERNATIVE, letter(n)) for n, spot in enumerate(alternatives[:MOST_MARKS])),
    ]


def letter(n: int) -> str:
    """A, B, ... Z, then numbers with a mark."""
    return chr(ord("A") + n) if n < 26 else f"#{n + 1}"
