"""A report's list of projects against its forms: which name means which form, and which of its amounts is told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from juesuan.performance.funds import broken_sums
from juesuan.performance.model import Number, Project

_MARKS = re.compile(r"[\s“”\"'‘’《》〈〉（）()【】\[\]、，,。.．:：;；·—\-_/]+")
_NUMBERED = re.compile(r"^\d{1,2}[、.．]")
_CODE = re.compile(r"^[0-9A-Z]{12,}[-—]?")
_TAIL = re.compile(r"(?:项目|经费|专项|资金)+$")


def key(name: str) -> str:
    """A name to compare: without marks, a code before it and 项目, 经费 at its end."""
    plain = _MARKS.sub("", _CODE.sub("", _NUMBERED.sub("", "".join(name.split()))))
    return _TAIL.sub("", plain) or plain


def match(names: Sequence[str], projects: Sequence[Project]) -> dict[int, int]:
    """Position of a name → position of its form; each form is taken once, exact names first."""
    found: dict[int, int] = {}
    free = dict(enumerate(key(p.label) for p in projects))
    for n, name in enumerate(names):
        wanted = key(name)
        same = next((at for at, k in free.items() if k == wanted), None)
        if same is not None and wanted:
            found[n] = same
            del free[same]
    for n, name in enumerate(names):
        if n in found or not (wanted := key(name)):
            continue
        near = [at for at, k in free.items() if k and alike(wanted, k)]
        if len(near) == 1:
            found[n] = near[0]
            del free[near[0]]
    return found


def alike(one: str, other: str) -> bool:
    """Two keys that are one name with a slip, or one of them a part of the other."""
    short, long = sorted((one, other), key=len)
    if len(short) >= 4 and short in long:
        return True
    if len(short) < 6 or len(long) - len(short) > 3:
        return False
    from difflib import SequenceMatcher

    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= 0.85


def amounts(project: Project) -> list[Number]:
    """The amounts that a narrative may tell of a project: budget of the year, initial budget, executed.

    A total that is not the sum of its sources counts as the sum: that it is wrong is said once.
    """
    total = project.total
    if total is None:
        return []
    mended = {b.column: b.mended for b in broken_sums(project)}
    cells = (mended.get("adjusted", total.adjusted), mended.get("initial", total.initial), total.executed)
    return [c for c in (*cells, mended.get("executed")) if c is not None and c.value is not None]


_IN_YUAN = {"元": Decimal(1), "万元": Decimal(10000), "亿元": Decimal(100000000)}


def in_unit(number: Number, unit: str) -> Decimal | None:
    """An amount of a form in another unit of money."""
    if number.value is None or number.unit not in _IN_YUAN or unit not in _IN_YUAN:
        return None
    return number.value * _IN_YUAN[number.unit] / _IN_YUAN[unit]
