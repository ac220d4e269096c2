"""The figures of a finding as people read them: with units, gaps of percentages in points."""

from __future__ import annotations

from juesuan.findings.catalogue import say
from juesuan.findings.language import Lang
from juesuan.findings.remarks import amount


def gap(value: str, unit: str | None, lang: Lang) -> str:
    """A difference with its unit: that of two percentages is in points."""
    return say("figures.points", lang, value=value) if unit == "%" else amount(value, unit, lang)


def share(part: int, whole: int, lang: Lang) -> str:
    """139/143 (97.2%); rounded down, so that only all is 100%."""
    if whole == 0:
        return say("report.none", lang)
    tenths = part * 1000 // whole
    percent = f"{tenths // 10}" if tenths % 10 == 0 else f"{tenths // 10}.{tenths % 10}"
    return f"{part}/{whole} ({percent}%)"
