"""Duties, offices, units and persons: what unit.toml says."""

from __future__ import annotations

from juesuan.writing.model import GapKind
from juesuan.writing.teller import Teller


def duties(teller: Teller) -> None:
    """主要职能: one paragraph an entry."""
    told: tuple[str, ...] = teller.inputs.profile.duties
    offer = teller.inputs.offers.get("duties", "").strip()
    if not told and offer and "duties" in teller.inputs.notes.confirmed:
        told = tuple(line.strip() for line in offer.splitlines() if line.strip())
    if not told:
        told = (teller.gap(GapKind.CONFIRM if offer else GapKind.TEXT, "unit.toml: duties", offer),)
    for paragraph in told:
        teller.say(paragraph)


def structure(teller: Teller) -> None:
    """机构设置: offices, units within the accounts, persons at the end of the year."""
    profile = teller.inputs.profile
    for paragraph in profile.structure:
        teller.say(paragraph)
    if profile.offices:
        names = "、".join(profile.offices)
        key = "offices" if len(profile.offices) > 1 else "office"
        teller.say(teller.fill("structure", key, n=len(profile.offices), names=names))
    if len(profile.units) > 1 or (profile.units and profile.units != (profile.name,)):
        teller.say(teller.fill("structure", "units", n=len(profile.units)))
        for n, unit in enumerate(profile.units, 1):
            teller.say(teller.phrases["number"].format(n=n) + unit)
    else:
        teller.say(teller.fill("structure", "alone"))
    if profile.persons:
        kinds = "、".join(f"{kind}{count}人" for kind, count in profile.persons.items() if count)
        key = "persons" if kinds else "no_persons"
        teller.say(teller.fill("structure", key, n=sum(profile.persons.values()), kinds=kinds))
