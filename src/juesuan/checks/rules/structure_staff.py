"""Staff by kind: the kinds make the total."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from juesuan.checks import causes
from juesuan.checks.finding import Candidate, Finding, Severity, Words
from juesuan.checks.registry import rule
from juesuan.checks.texts import paragraphs
from juesuan.recognition.report import Report

_STAFF = re.compile(
    r"(?:实有|在职|现有|编制|在编)[^，。；：\d]{0,8}?(\d+)人，?其中：?((?:[^，。；、\d]{2,12}\d+人[，、]?){2,8})(?=[。；]|$)"
)
_STAFF_PART = re.compile(r"([^，、\d]{2,12}?)(\d+)人")
_STAFF_KINDS = re.compile(r"在职|离休|退休|行政|事业|工勤|参公|参照|公务员|在编|编外|聘用|其他")


@rule(
    "JS510",
    title=Words("人员分项之和与总数不符", "Staff by kind does not make the total"),
    basis=Words("总数等于各分项之和", "A total is the sum of its parts"),
    message=Words(
        "人员总数{stated}人，各分项之和{expected}人", "{stated} persons in all, but the kinds make {expected}"
    ),
    variants={
        "part": Words(
            "人员总数{total}人，按其他分项此处应为{expected}人，而不是{stated}人",
            "{total} persons in all: with the other kinds this one should be {expected}, not {stated}",
        )
    },
)
def staff_kinds_do_not_sum(report: Report) -> Iterator[Finding]:
    """The kinds of staff listed do not make the number announced.

    A slip of the hand in one of them, or a number said twice, is the likelier one to be wrong; else the total.

    Breaks: 实有人员36人，其中：在职20人、退休15人。
    Right: 实有人员35人，其中：在职20人、退休15人。
    """
    for text in paragraphs(report):
        for found in _STAFF.finditer(text.flat):
            parts = list(_STAFF_PART.finditer(text.flat, *found.span(2)))
            if "（" in found.group(2) or not all(_STAFF_KINDS.search(part[1]) for part in parts):
                continue
            spans = [found.span(1), *(part.span(2) for part in parts)]
            numbers = [int(text.flat[a:b]) for a, b in spans]
            meant = _staff_meant(numbers)
            if not meant:
                continue
            (first, right), *others = meant
            yield Finding(
                "JS510", Severity.ERROR, text.location(*spans[first]), variant="part" if first else "",
                args={"total": str(numbers[0])},
                stated=str(numbers[first]), expected=str(right), difference=str(numbers[first] - right), unit="人",
                candidates=tuple(Candidate(text.location(*spans[i]), str(n), "人") for i, n in others),
            )  # fmt: skip


def _staff_meant(numbers: list[int]) -> list[tuple[int, int]]:
    """Which of the numbers, the total first, may be wrong, and what they should be: the likeliest ones."""
    gap = numbers[0] - sum(numbers[1:])
    if not gap:
        return []
    graded = []
    for n, number in enumerate(numbers):
        right = number - gap if n == 0 else number + gap
        slip = causes.lost_digit(Decimal(number), Decimal(right), 0)
        if causes.typing_slip(Decimal(number), Decimal(right), 0) is not None:
            grade = 0
        elif slip is not None:
            grade = 1
        else:
            grade = 2 if number in numbers[:n] + numbers[n + 1 :] else 3
        if right >= 0:
            graded.append((grade, n, right))
    least = min(grade for grade, _, _ in graded)
    return [(n, right) for grade, n, right in graded if grade == least]
