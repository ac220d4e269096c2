"""Comparisons: with the year before, and of what was spent with its budget."""

from __future__ import annotations

from decimal import Decimal

from juesuan.taxonomy.duties import Duty, duties
from juesuan.writing.model import wan
from juesuan.writing.teller import Teller, percent

_WITHOUT_REASON = "JS803"  # the duty to give reasons, with each edition's threshold


def _duty(section: str) -> Duty | None:
    return next((d for d in duties(_WITHOUT_REASON) if section in d.sections), None)


def reason_due(teller: Teller, section: str, now: int, before: int) -> bool:
    """Whether a change against last year is one that must be explained."""
    duty = _duty(section)
    if duty is None or abs(now - before) < Decimal(duty.least) * 100:
        return False
    if wan(before) == 0:
        return True
    threshold = duty.thresholds.get(teller.edition.id, duty.thresholds["default"])
    return abs(percent(now - before, before)) >= Decimal(threshold)


def direction(now: int, before: int) -> str:
    """`up`, `down` or `flat` as printed; `new` where there was nothing before."""
    if wan(now - before) == 0:
        return "flat"
    if wan(before) == 0:
        return "new"
    return "up" if now > before else "down"


def change(
    teller: Teller,
    now: int | None,
    before: int | None,
    *,
    family: str = "change",
    prefix: str = "",
    subject: str = "",
    reason: str = "",
    section: str = "",
    source: str = "",
    said: str = "",
) -> str:
    """The comparison with its reason, "" (and a gap) where last year is unknown.

    Args:
        teller: the writer.
        now: this year's amount in fen.
        before: last year's.
        family: table of the phrases.
        prefix: of the phrases' keys in it.
        subject: words for what is compared.
        reason: key of the reason; "" where none is given.
        section: key of the section whose duty to explain holds.
        source: where last year's amount is to be filled in.
        said: what stands before the comparison in its sentence.
    """
    if now is None:
        return ""
    if not before and teller.inputs.profile.first_year:
        return teller.fill(family, "first") + teller.phrase(family, "end")
    if before is None:
        teller.lacks(source, said + teller.fill(family, f"{prefix}up", subject=subject, d="【…】", p="【…】"))
        return ""
    way = direction(now, before)
    if way == "flat":
        subject = subject.removesuffix("各")
    rate = abs(percent(now - before, before)) if before else ""
    told = teller.fill(family, prefix + way, subject=subject, d=wan(abs(now - before)), p=rate)
    if reason and way != "flat" and (teller.has_reason(reason) or reason_due(teller, section, now, before)):
        told += teller.fill(family, "reason", reason=teller.reason(reason))
    return told + teller.phrase(family, "end")


def against_budget(final: int, budget: int) -> str:
    """`more`, `less` or `equal`, as a reader of the printed figures sees it."""
    if wan(final) == wan(budget):
        return "equal"
    return "more" if final > budget else "less"
