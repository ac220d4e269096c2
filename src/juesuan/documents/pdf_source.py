"""What the PDF reader needs of a page: its characters and its rules, in the direction in which the page is read.

`PageSource` is the seam between a PDF library and our own reading: another library can be put behind it and
compared. Coordinates are points from the top left of the page *as its text runs* (the reading frame): a page whose
text is drawn sideways, with or without /Rotate, is turned first. `PageContent.page_box` turns boxes back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

from juesuan.place import Box

Glyph: TypeAlias = tuple[float, float, float, str, int]
"""Baseline (downwards), left, right, character, number in the source's own order."""

Rule: TypeAlias = tuple[float, float, float]
"""A ruled line: position across (y of a horizontal, x of a vertical one), start and end along."""


def never_bold(_number: int) -> bool:
    """The `is_bold` of a source that cannot tell."""
    return False


@dataclass(slots=True)
class PageContent:
    """One page, valid until the source's next page is asked for.

    Attributes:
        number: page number from 1.
        width: width of the unrotated page in points.
        height: height of the unrotated page in points.
        turn: direction of the text in quarter turns counter-clockwise from the unrotated page's own (0-3).
        glyphs: the characters with ink and the printed blanks (as " "), in no particular order.
        strays: centre and character of glyphs that run in another direction than the page's, in file order.
        horizontals: horizontal rules.
        verticals: vertical rules.
        has_images: the page shows at least one image that is more than an ornament.
        cut_short: it draws so much that not all was looked at.
        unmapped: characters that the file does not say the meaning of.
        is_bold: whether the glyph of that number is set bold.
    """

    number: int
    width: float
    height: float
    turn: int = 0
    glyphs: list[Glyph] = field(default_factory=list)
    strays: list[tuple[float, float, str]] = field(default_factory=list)
    horizontals: list[Rule] = field(default_factory=list)
    verticals: list[Rule] = field(default_factory=list)
    has_images: bool = False
    cut_short: bool = False
    unmapped: int = 0
    is_bold: Callable[[int], bool] = never_bold

    @property
    def frame(self) -> tuple[float, float]:
        """Width and height in the reading frame."""
        return (self.height, self.width) if self.turn % 2 else (self.width, self.height)

    def page_box(self, box: Box) -> Box:
        """A box of the reading frame on the unrotated page."""
        if self.turn == 0:
            return box
        x0, y0, x1, y1 = box
        if self.turn == 1:
            x0, y0, x1, y1 = y0, self.height - x1, y1, self.height - x0
        elif self.turn == 2:
            x0, y0, x1, y1 = self.width - x1, self.height - y1, self.width - x0, self.height - y0
        elif self.turn == 3:
            x0, y0, x1, y1 = self.width - y1, x0, self.width - y0, x1
        return (x0, y0, x1, y1)


class PageSource(Protocol):
    """A PDF, opened."""

    page_count: int

    def pages(self) -> Iterator[PageContent]:
        """Every page in order; a page is closed when the next one is asked for."""
        ...

    def close(self) -> None:
        """Give back what the library holds."""
        ...
