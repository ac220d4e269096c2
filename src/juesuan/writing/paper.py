"""The paper a report is printed on (GB/T 9704: A4, 22 lines of 28 characters), and what stands on which page.

Word lays out its pages itself; so that the contents show page numbers before it does, they are reckoned here from the
same measures that the styles are made from.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from juesuan.writing.fit import Fit, fit, text_width
from juesuan.writing.pages import Body, Contents, Cover, Heading, Part, Sheet, landscape

MM = 72 / 25.4
"""A millimetre in points."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page and its margins, in millimetres."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    foot: float  # from the page's lower edge to the page number's

    @property
    def room(self) -> tuple[float, float]:
        """Width and height of the type area in points."""
        return (self.width - self.left - self.right) * MM, (self.height - self.top - self.bottom) * MM


PORTRAIT = Page(210, 297, 37, 35, 28, 26, 23)
LANDSCAPE = Page(297, 210, 28, 26, 37, 35, 14)

BODY, LINE, TRACKING = 16.0, 28.0, -0.25
"""Type of the text (三号), its line, and what brings 28 characters on one line, in points."""
CHARACTERS = 28
TITLE, TITLE_LINE, TITLE_AFTER = 22.0, 35.0, 21.0
COVER, COVER_LINE = 26.0, 44.0
TABLE_TITLE, TABLE_TITLE_LINE, TABLE_TITLE_AFTER = 18.0, 28.0, 4.0
SMALL, SMALL_LINE = 10.5, 16.0
"""Type and line of what stands above and below a table."""
PAGE_NUMBER = 14.0
TITLE_STEPS = 4
"""Points by which a title may be smaller than usual."""
_SPARE = 6.0
"""Points left free below a sheet: borders, and the paragraph that Word wants behind every table."""


_CONTENTS_SIZES = (16.0, 15.0, 14.0, 13.0, 12.0)
_CONTENTS_END = 3.0
"""Room for dots and the page number behind an entry, in sizes of type."""
CONTENTS_INDENT = 2
"""Indent of the second level of the contents, in sizes of type."""


def contents_size(entries: list[tuple[str, int, int]]) -> float:
    """The type of the contents: the largest in which every entry has a line of its own, if there is one."""
    longest = (
        max((text_width(text) + CONTENTS_INDENT * (level - 1) for text, level, _ in entries), default=0.0)
        + _CONTENTS_END
    )
    return next((s for s in _CONTENTS_SIZES if longest * s <= PORTRAIT.room[0]), _CONTENTS_SIZES[-1])


def page_of(is_landscape: bool) -> Page:
    """The page a part stands on."""
    return LANDSCAPE if is_landscape else PORTRAIT


def title_size(title: str, size: float, wide: bool) -> float:
    """The type of a title: somewhat smaller than usual if that saves it a second line of a few characters.

    Args:
        title: its text.
        size: the usual type.
        wide: it stands on a page in landscape.
    """
    width, _ = page_of(wide).room
    smaller = (size - step for step in range(TITLE_STEPS + 1))
    return next((each for each in smaller if text_width(title) * each <= width), size)


def _title_lines(title: str, size: float, wide: bool) -> int:
    return ceil(text_width(title) * title_size(title, size, wide) / page_of(wide).room[0])


def sheet_fit(printed: list[Part], index: int) -> Fit:
    """How the table of a sheet is set, all that stands around it considered."""
    sheet = printed[index]
    assert isinstance(sheet, Sheet)
    width, page = page_of(sheet.grid.landscape).room
    lines = _title_lines(sheet.grid.title, TABLE_TITLE, sheet.grid.landscape)
    around = lines * TABLE_TITLE_LINE + TABLE_TITLE_AFTER + _SPARE
    around += SMALL_LINE * (bool(sheet.grid.mark) + bool(sheet.owner or sheet.measure))
    around += sum(ceil(text_width(note) * SMALL / width) for note in sheet.grid.notes) * SMALL_LINE
    before = printed[index - 1]
    if sheet.flows and isinstance(before, Heading):
        around += _title_lines(before.text, TITLE, sheet.grid.landscape) * TITLE_LINE + TITLE_AFTER
    return fit(sheet.grid, width, page - around, page - _SPARE)


def page_numbers(printed: list[Part], fits: dict[int, Fit]) -> dict[int, int]:
    """The page each part begins on; cover and contents have none.

    Args:
        printed: the parts.
        fits: how each sheet is set, by its index.
    """
    counter = _Counter()
    numbers = {}
    for index, part in enumerate(printed):
        if isinstance(part, Cover | Contents):
            continue
        if isinstance(part, Sheet):
            if not part.flows:
                counter.new_page()
            numbers[index] = counter.page
            counter.fill(fits[index].pages)
        elif isinstance(part, Body):
            numbers[index] = counter.text(_text_lines(part))
        else:
            numbers[index] = _heading(counter, printed, index, part)
    return numbers


def _text_lines(part: Body | Heading) -> int:
    return ceil((text_width(part.text) + 2) / CHARACTERS)


def _heading(counter: _Counter, printed: list[Part], index: int, part: Heading) -> int:
    if part.level > 1:
        after = 0
        for following in printed[index + 1 :]:
            if not isinstance(following, Heading):
                lines = _text_lines(following) if isinstance(following, Body) else 0
                after += lines if lines <= 3 else 2  # three lines cannot be parted without one standing alone
                break
            after += _text_lines(following)
        return counter.heading(_text_lines(part), after)
    counter.new_page()
    height = _title_lines(part.text, TITLE, landscape(printed, index)) * TITLE_LINE + TITLE_AFTER
    counter.used = ceil(height / LINE)
    return counter.page


class _Counter:
    """Counts lines and pages as a word processor would: no single line alone, no heading at a page's foot."""

    def __init__(self) -> None:
        self.page = 1
        self.used = 0
        self._lines = int(PORTRAIT.room[1] / LINE)
        self._full = False

    def new_page(self) -> None:
        """Begin a page, unless this one is empty."""
        if self.used or self._full:
            self.page, self.used, self._full = self.page + 1, 0, False

    def fill(self, pages: int) -> None:
        """Take whole pages, this one the first."""
        self.page, self.used, self._full = self.page + pages - 1, 0, True

    def heading(self, lines: int, after: int) -> int:
        """Set a heading, which stays with that many lines of what follows."""
        if self._full or self.used + lines + after > self._lines:
            self.new_page()
        self.used += lines
        return self.page

    def text(self, lines: int) -> int:
        """Set a paragraph; gives the page of its first line."""
        room = 0 if self._full else self._lines - self.used
        if (lines > room and room < 2) or (lines == room + 1 and lines <= 3):
            self.new_page()
            room = self._lines
        first = self.page
        if lines > room:
            rest = lines - room + (lines == room + 1)
            self.page += ceil(rest / self._lines)
            self.used = (rest - 1) % self._lines + 1
        else:
            self.used += lines
        return first
