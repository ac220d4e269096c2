"""Words of achievement: which of the three qualitative grades (定性指标三档) an actual value in words stands for."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum

from juesuan.performance.labels import fold


class Grade(StrEnum):
    """The three grades of a qualitative indicator."""

    ACHIEVED = "achieved"  # 达成预期指标: 100 % to 80 %
    PARTLY = "partly"  # 部分达成预期指标并具有一定效果: 80 % to 60 %
    POOR = "poor"  # 未达成预期指标且效果较差: 60 % to 0 %


_BANDS = {
    Grade.ACHIEVED: (Decimal("0.8"), Decimal(1)),
    Grade.PARTLY: (Decimal("0.6"), Decimal("0.8")),
    Grade.POOR: (Decimal(0), Decimal("0.6")),
}
_POOR = re.compile(
    r"未(?!发生|出现|发现|超|突破|有)|没有?(?!发生|出现)|不(?!断|超|低于|少于)|较差|差$|无法|滞后|延迟|延期|一般$"
)
_PARTLY = re.compile(r"部分|基本|大部|有所|一定|尚可|较(?!差|低|少)|一般|逐步|初步|推进中|进行中")
_ACHIEVED = re.compile(
    r"完成|达成|达到|达标|合格|及时|按时|按期|如期|有效|显著|明显|提[高升]|增强|改善|优化|促进|推动|健全|完善|规范|保障|满意|优|良好|良"
    r"|正常|稳定|安全|长期|持续|全部|全面|已|是$|降低|减少|符合|严格|落实|到位|通过|实现|充分|优秀|好$|无|零|未发生|未出现|≥|≤|未超"
)


def band(grade: Grade) -> tuple[Decimal, Decimal]:
    """The share of the points that a grade allows: least and most."""
    return _BANDS[grade]


def achievement(target: str, actual: str) -> Grade | None:
    """The grade that the words of an actual value stand for; None if they tell none.

    What repeats the target has achieved it, whatever the words (目标 基本完成, 实际 基本完成).

    Args:
        target: 年度指标值 as printed.
        actual: 实际完成值 as printed.
    """
    wanted, done = fold(target), fold(actual)
    if not done:
        return None
    denied = bool(_POOR.search(done)) and not _POOR.search(wanted)
    if wanted and wanted in done and not denied:
        return Grade.ACHIEVED
    if re.fullmatch(r"100%|是|达成|完成", done):
        return Grade.ACHIEVED
    if denied:
        return Grade.PARTLY if _PARTLY.search(done) and "部分" in done else Grade.POOR
    if _PARTLY.search(done) and not _PARTLY.search(wanted):
        return Grade.PARTLY
    return Grade.ACHIEVED if _ACHIEVED.search(done) else None
