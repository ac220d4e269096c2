"""预期目标 and 实际完成情况 from text runs: two texts without anything between them."""

from __future__ import annotations

import re
from collections.abc import Sequence

_DONE = re.compile(
    r"(?:已|完成|全年|实际|按照?预期|按照?目标|按计划|通过|本年|截至|20\d\d年|有效|圆满|全面完成|顺利|达到|基本完成|未完成|部分完成|目标)"
)
_OPENING = re.compile(
    r"^(?:已经?|全面|按照?(?:预期)?目标|圆满|顺利|基本|部分|未|全年|实际|按计划|截至\d*年?底?)*(?:完成|投入|达成|实现)?(?:了|投入)?"
)
_GRAM = 4
_LONGEST = 4000


def divide(runs: Sequence[str]) -> int:
    """How many of the runs belong to the first text.

    The second mostly says the first again with 已 or 完成 before it, so the likeliest place is where what follows
    begins like the beginning, or else begins with such a word after the end of a sentence.

    Args:
        runs: the runs of both texts.
    """
    if len(runs) < 2:
        return len(runs)
    text = "".join(runs)[:_LONGEST]
    best, chosen, at = -1e9, len(runs) // 2, 0
    for n, run in enumerate(runs[:-1], 1):
        at += len(run)
        if at >= len(text):
            break
        points = _points(text, at)
        if points > best:
            best, chosen = points, n
    return chosen


def _points(text: str, at: int) -> float:
    first, second = text[:at], text[at:]
    points = 0.0
    if _DONE.match(second):
        points += 3.0
    if first[-1] in "。；;！":
        points += 2.0
    elif first[-1] in "，、（(“：:已":
        points -= 6.0
    if second[0] in "，、。；：:;,.）)”%":
        points -= 6.0
    if second[-1] in "。" and first[-1] not in "。":
        points -= 0.5
    one, two = _OPENING.sub("", first), _OPENING.sub("", second)
    shared = 0
    while shared < min(len(one), len(two), 24) and one[shared] == two[shared]:
        shared += 1
    points += min(shared, 16) * 0.6 if shared >= 2 else 0.0
    opening = one[:_GRAM]
    if len(opening) == _GRAM and shared < _GRAM and opening in two[:20]:
        points += 2.0
    tail = 0
    while (
        tail < min(len(first), len(second), 10)
        and first.rstrip("。；")[-1 - tail :][:1] == second.rstrip("。；")[-1 - tail :][:1]
    ):
        tail += 1
    points += 0.4 * min(tail, 6)
    points -= 1.5 * abs(len(first) - len(second)) / len(text)
    return points
