"""Charts as inline SVG that keep their type at any width: lengths along are in per cent, type and bars in pixels.

No script, no style of its own: colours are classes of the page's style sheet, so that they follow light, dark and
print. Each has a title and a description that say in words what it shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from juesuan.writing.figures_model import Figure, Item, money, shown
from juesuan.writing.fit import text_width
from juesuan.writing.html_report_markup import text

_BAR, _PAIRED, _LABEL, _GAP = 14, 10, 22, 14
"""Heights in pixels: a bar alone, one of several, the line of words above, what lies between items."""
_ROOM, _AMOUNT_WIDTH = 23.0, 0.55
"""In sizes of type: what a telephone shows in a line, and how wide a digit is."""
_FLOW, _SLOT, _BETWEEN, _NODE, _TOP = 230.0, 42.0, 10.0, 12, 32
"""Of the flow: height of the whole sum, least height of a branch with its words, gap, width of a node, room above."""
_LEGEND = 26
_FEWEST_PIXELS = 1.5


def chart(figure: Figure) -> str:
    """A figure's picture as an `<svg>` element."""
    return _flow(figure) if figure.into else _bars(figure)


def _svg(figure: Figure, height: float, inside: list[str]) -> str:
    return (
        f'<svg role="img" aria-labelledby="{figure.key}-t {figure.key}-d" width="100%" height="{_n(height)}">'
        f'<title id="{figure.key}-t">{text(figure.title)}</title><desc id="{figure.key}-d">{text(figure.told)}</desc>'
        f"{''.join(inside)}</svg>"
    )


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def short(label: str, longest: float) -> str:
    """A label no longer than fits, with … for the rest; the table beside has it in full."""
    if text_width(label) <= longest:
        return label
    kept = ""
    for character in label:
        if text_width(kept + character) > longest - 1:
            break
        kept += character
    return kept + "…"


# --- bars -------------------------------------------------------------------------------------------------------------


def _bars(figure: Figure) -> str:
    most = max((value or 0 for item in figure.drawn for value in item.values), default=0) or 1
    several = len(figure.series) > 1
    names = figure.series if several else figure.groups
    inside, y = [_legend(names, figure.looks)] if names else [], float(_LEGEND if names else 0)
    for item in figure.drawn:
        inside.append(_words(item, y))
        y += _LABEL
        for n, value in enumerate(item.values):
            height = _PAIRED if several else _BAR
            kind = figure.looks[n if several else item.group]
            inside.append(_bar(value, most, y, height, kind))
            y += height + (2 if several else 0)
        y += _GAP
    return _svg(figure, y - _GAP + 2, inside)


def _words(item: Item, y: float) -> str:
    amounts = " / ".join(shown(item, n) for n in range(len(item.values)))
    base = _n(y + 15)
    label, less = item.label, short(item.label, _ROOM - 1 - _AMOUNT_WIDTH * len(amounts))
    words = f'<text x="0" y="{base}"{"" if less == label else " class=full"}>{text(label)}</text>'
    if less != label:  # the style sheet shows one of the two
        words += f'<text x="0" y="{base}" class="less">{text(less)}</text>'
    return f'{words}<text x="100%" y="{base}" class="amount end">{amounts}</text>'


def _bar(value: int | None, most: int, y: float, height: float, kind: str) -> str:
    track = f'<rect class="track" x="0" y="{_n(y)}" width="100%" height="{_n(height)}" rx="2"/>'
    if not value or value < 0:
        return track
    share = max(value / most * 100, 0.3)
    return f'{track}<rect class="{kind}" x="0" y="{_n(y)}" width="{_n(share)}%" height="{_n(height)}" rx="2"/>'


def _legend(names: Sequence[str], classes: Sequence[str]) -> str:
    parts, x = [], 0.0
    for name, kind in zip(names, classes, strict=False):
        parts.append(
            f'<rect class="{kind}" x="{_n(x)}" y="3" width="12" height="12" rx="2"/>'
            f'<text class="small" x="{_n(x + 17)}" y="13">{text(name)}</text>'
        )
        x += 17 + text_width(name) * 13 + 16
    return "".join(parts)


# --- the flow ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Branch:
    """A branch laid out: where its bar begins, how high it is, and where it meets the middle."""

    item: Item
    y: float
    height: float
    middle: float


def _flow(figure: Figure) -> str:
    total = sum(item.values[0] or 0 for item in figure.drawn)
    sides = [_laid(side, total) for side in (figure.drawn, figure.into)]
    heights = [_height(side) for side in sides]
    tall = max(*heights, _FLOW)
    middle = _TOP + (tall - _FLOW) / 2
    inside = [
        _halves(sides[n], _TOP + (tall - heights[n]) / 2, middle, tall + _TOP, right=bool(n)) for n in range(len(sides))
    ]
    inside.append(
        f'<svg x="50%" class="over"><rect class="whole" x="{-_NODE // 2}" y="{_n(middle)}" width="{_NODE}" '
        f'height="{_n(_FLOW)}"/></svg>'
        f'<text x="50%" y="16" class="middle strong">收、支总计 {money(total)}</text>'
    )
    return _svg(figure, tall + _TOP + 4, inside)


def _laid(items: Sequence[Item], total: int) -> list[_Branch]:
    made, y, middle = [], 0.0, 0.0
    for item in items:
        height = (item.values[0] or 0) / total * _FLOW
        made.append(_Branch(item, y, height, middle))
        y += max(height, _SLOT) + _BETWEEN
        middle += height
    return made


def _height(side: Sequence[_Branch]) -> float:
    last = side[-1]
    return last.y + max(last.height, _SLOT)


def _halves(side: Sequence[_Branch], top: float, middle: float, height: float, *, right: bool) -> str:
    """One side: ribbons stretched to half the width, nodes at the edge, words beside them."""
    begin, end = ("u", "100%") if right else ("f", "0")
    ribbons = "".join(
        f'<path class="ribbon {begin}{branch.item.group}" d="{_ribbon(branch, top, middle, right)}"/>'
        for branch in side
    )
    out = [
        f'<svg x="{"50%" if right else "0"}" y="0" width="50%" height="{_n(height)}" viewBox="0 0 100 {_n(height)}" '
        f'preserveAspectRatio="none">{ribbons}</svg>'
    ]
    for branch in side:
        y = top + branch.y
        thick = max(branch.height, _FEWEST_PIXELS)
        at = -_NODE if right else 0
        out.append(
            f'<svg x="{end}" class="over"><rect class="{begin}{branch.item.group}" x="{at}" y="{_n(y)}" '
            f'width="{_NODE}" height="{_n(thick)}"/></svg>'
        )
        shift, kind = (-_NODE - 7, " end") if right else (_NODE + 7, "")
        out.append(
            f'<text x="{end}" dx="{shift}" y="{_n(y + 15)}" class="name{kind}">'
            f"{text(short(branch.item.label, 12))}</text>"
            f'<text x="{end}" dx="{shift}" y="{_n(y + 33)}" class="amount{kind}">'
            f"{shown(branch.item, 0)}</text>"
        )
    return "".join(out)


def _ribbon(branch: _Branch, top: float, middle: float, right: bool) -> str:
    outer, inner = top + branch.y, middle + branch.middle
    height = max(branch.height, _FEWEST_PIXELS)
    (a, b) = (inner, outer) if right else (outer, inner)
    return (
        f"M0 {_n(a)}C50 {_n(a)} 50 {_n(b)} 100 {_n(b)}V{_n(b + height)}"
        f"C50 {_n(b + height)} 50 {_n(a + height)} 0 {_n(a + height)}Z"
    )
