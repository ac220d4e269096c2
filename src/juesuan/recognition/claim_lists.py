"""Lists of names within the narrative: items of the economic classification."""

from __future__ import annotations

import re

_LIST_END = re.compile(r"[;。]|[,，、]?(?:公用经费|人员经费|日常公用经费)(?:支出)?(?:为|共|合计)?(?=\d)")
_LEAD = re.compile(r"[:为有]*")
_TRAIL = re.compile(r"(?:等(?:支出|方面|费用|方面支出)?|支出等|\.|……|…)+$")


def listed_names(text: str, start: int) -> tuple[list[tuple[int, int]], int]:
    """The items listed from `start` on, as spans, and where the list ends.

    Items are parted by 、 or a comma outside of brackets. What a writer ran together stays one item.
    """
    begin = _LEAD.match(text, start)
    at = begin.end() if begin else start
    stop = _LIST_END.search(text, at)
    end = stop.start() if stop else len(text)
    names: list[tuple[int, int]] = []
    depth, first = 0, at
    for i in range(at, end + 1):
        char = text[i] if i < end else "、"
        if char == "(":
            depth += 1
        elif char == ")":
            depth -= 1
        elif char in "、,，" and (depth <= 0 or i == end):
            last = _trimmed(text, first, i)
            if last > first:
                names.append((first, last))
            first = i + 1
    return names, end


def _trimmed(text: str, start: int, end: int) -> int:
    match = _TRAIL.search(text[start:end])
    return start + match.start() if match else end
