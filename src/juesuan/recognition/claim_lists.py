"""Lists within the narrative: items of the economic classification, and projects with their amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator

_LIST_END = re.compile(r"[;。]|[,，、]?(?:公用经费|人员经费|日常公用经费)(?:支出)?(?:为|共|合计)?(?=\d)")
_LEAD = re.compile(r"[:为有]*")
_TRAIL = re.compile(r"(?:等(?:支出|方面|费用|方面支出)?|支出等|\.|……|…)+$")
_PROJECT = re.compile(
    r"(?:^|(?<=[。:;,，]))[(]?\d{1,2}[.、,)]*(?P<name>[^。:;\d][^。:;]{1,80}?)[。.,，、;]?"
    r"(?:项目|预算|涉及)?(?:金额|资金)[:为]?(?=(?P<number>\d))"
)

_PROJECT_NAME = re.compile(
    r"(?:^|(?<=[。:;]))(?:[(]?\d{1,2}[.、)]*)?(?P<name>[^。:;,，\d][^。:;,，]{1,60}?)(?:项目)?(?:支出)?(?:绩效)?自评(?:综述|情况|结果)"
)
_PROJECT_ITEM = re.compile(
    r"^[(]?\d{1,2}[.、,)]+(?P<name>[^。:;,，\d][^。:;,，]{1,60}?)[,，:。]?"
    r"(?=(?:年初|全年|调整后?)?预算(?:数|金额|资金|安排)?为?\d)"
)


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


def project_amounts(text: str) -> Iterator[tuple[int, int, int]]:
    """Projects listed with their amounts: start and end of the name, first digit of the amount."""
    if "金额" not in text and "资金" not in text:
        return
    for match in _PROJECT.finditer(text):
        yield match.start("name"), match.end("name"), match.start("number")


def project_name(text: str) -> tuple[int, int] | None:
    """The project that a paragraph reports on (…项目绩效自评综述), as a span; None if it names none."""
    match = _PROJECT_NAME.search(text) if "自评" in text else None
    match = match or _PROJECT_ITEM.match(text)
    return match.span("name") if match else None
