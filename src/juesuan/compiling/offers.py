"""Last year's words, offered for this year: duties, structure, reasons, purposes. Nobody uses them unconfirmed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from juesuan.cube.coordinate import Coordinate
from juesuan.documents.model import Paragraph
from juesuan.recognition.report import Claim, ClaimKind, Report
from juesuan.writing.inputs import Folder
from juesuan.writing.model import Profile
from juesuan.writing.totals import Book

_REASON = re.compile(r"(?:主要)?原因(?:一)?(?:是|为|在于|[:：])(?:[:：])?([^。]+)")
_PURPOSE = re.compile(r"主要用于(?:[:：])?([^。；]+)")
_AMOUNT = re.compile(r"\d[\d,.]*\s*(?:万元|亿元|元|%|％|个百分点)")
_SECTIONS = {
    "overall": "overall",
    "appropriation": "appropriation",
    "general_budget.overall": "general_budget",
    "general_budget": "general_budget",
    "three_public.overall": "three_public",
    "three_public": "three_public",
    "operating_cost": "operating_cost",
}
"""Section → key of its reason."""
_TOTALS = {
    "overall": Coordinate("resources"),
    "appropriation": Coordinate("resources", fund="appropriation"),
    "general_budget": Coordinate("expenditure", fund="general"),
    "operating_cost": Coordinate("operating_cost"),
}
_PARTS = {"abroad": "abroad", "vehicle_operation": "vehicles", "vehicles": "vehicles", "reception": "reception"}


@dataclass(slots=True)
class Offers:
    """Words of last year.

    Attributes:
        words: key → words; keys as in unit.toml and notes.toml.
        ways: key of a reason → the sign of the change it explained.
    """

    words: dict[str, str] = field(default_factory=dict)
    ways: dict[str, int] = field(default_factory=dict)


def offers_of_folder(folder: Folder) -> Offers:
    """What a folder of ours said last year."""
    profile, notes = folder.unit.profile, folder.notes
    offers = Offers()
    for key in ("duties", "structure", "offices"):
        if lines := getattr(profile, key):
            offers.words[key] = "\n".join(lines)
    offers.words |= {f"reasons.{k}": v for k, v in notes.reasons.items()}
    offers.words |= {f"purposes.{k}": v for k, v in notes.purposes.items()}
    offers.words |= {k: v for k, v in notes.texts.items() if not _AMOUNT.search(v)}
    return offers


def offers_of_report(report: Report) -> Offers:
    """What a published report said; words with figures in them are left out, since those were last year's."""
    offers = Offers()
    texts = {b.index: b.text for b in report.document.blocks if isinstance(b, Paragraph)}
    for section in report.sections:
        lines = [texts[n] for n in range(section.first + 1, section.last + 1) if texts.get(n)]
        if section.key == "overview.duties" and lines:
            offers.words.setdefault("duties", "\n".join(lines))
        elif section.key == "overview.structure" and lines:
            offers.words.setdefault("structure", "\n".join(lines))
        elif section.key in _SECTIONS:
            _reason(offers, _SECTIONS[section.key], lines)
    _items(offers, report, texts)
    for claim in report.claims:
        if claim.kind is ClaimKind.CHANGE and claim.subjects:
            for key, total in _TOTALS.items():
                if claim.subjects[0] == total:
                    offers.ways.setdefault(f"reasons.{key}", claim.sign)
    return offers


def _reason(offers: Offers, key: str, lines: Iterable[str]) -> None:
    match = _REASON.search("".join(lines))
    if match and not _AMOUNT.search(match[1]):
        offers.words.setdefault(f"reasons.{key}", match[1].strip("：: "))


def _items(offers: Offers, report: Report, texts: Mapping[int, str]) -> None:
    """Reasons and purposes of items: in the same sentences as the item's amount, up to the next item's."""
    for claim, text in _passages(report.claims, texts):
        at = claim.subjects[0]
        if at.function != "all" and len(at.function) == 7:
            reason, purpose = f"reasons.items.{at.function}", f"purposes.{at.function}"
        elif at.economic in _PARTS:
            reason, purpose = "", f"purposes.{_PARTS[at.economic]}"
        else:
            continue
        for key, pattern in ((reason, _REASON), (purpose, _PURPOSE)):
            match = pattern.search(text)
            if key and match and not _AMOUNT.search(match[1]):
                offers.words.setdefault(key, match[1].strip("：: "))


def _passages(claims: Iterable[Claim], texts: Mapping[int, str]) -> Iterable[tuple[Claim, str]]:
    """Each first statement of a subject in a paragraph, with the text up to the next subject."""
    firsts: list[Claim] = []
    for claim in claims:
        if claim.kind is not ClaimKind.AMOUNT or not claim.subjects or claim.place.block is None:
            continue
        last = firsts[-1] if firsts else None
        if last is not None and last.place.block == claim.place.block and _topic(last) == _topic(claim):
            continue
        firsts.append(claim)
    for n, claim in enumerate(firsts):
        following = firsts[n + 1] if n + 1 < len(firsts) else None
        end = following.sentence[0] if following is not None and following.place.block == claim.place.block else None
        # the purpose may stand before the first amount: X（项）。主要用于…。年初预算为…
        alone = n == 0 or firsts[n - 1].place.block != claim.place.block
        yield claim, texts.get(claim.place.block or 0, "")[0 if alone else claim.sentence[0] : end]


def _topic(claim: Claim) -> tuple[str, str, str]:
    at = claim.subjects[0]
    return at.measure, at.function, at.economic


def changes(offers: Offers, profile: Profile, book: Book) -> dict[str, tuple[str, str]]:
    """What has changed since the words were written: key → what (zh, en).

    Args:
        offers: last year's words.
        profile: this year's unit.
        book: this year's facts.
    """
    found: dict[str, tuple[str, str]] = {}
    for key, total in _TOTALS.items():
        now, before = book.fen(total), book.fen(total._replace(period=-1))
        way, name = offers.ways.get(f"reasons.{key}"), f"reasons.{key}"
        if name not in offers.words or now is None or before is None or not way or now == before:
            continue
        if (now > before) != (way > 0):
            zh, en = ("上年为增加，本年为减少", "it rose last year and falls this year")
            found[name] = (zh, en) if way > 0 else ("上年为减少，本年为增加", "it fell last year and rises this year")
    for key in ("duties", "structure"):
        own: tuple[str, ...] = getattr(profile, key)
        if key in offers.words and own and (told := _lines_changed(offers.words[key].split("\n"), own)):
            found[key] = told
    return found


def _lines_changed(before: Iterable[str], now: Iterable[str]) -> tuple[str, str] | None:
    old, new = ["".join(x.split()) for x in before], ["".join(x.split()) for x in now]
    added, gone = [x for x in new if x not in old], [x for x in old if x not in new]
    if not added and not gone:
        return None
    first = (added or gone)[0][:20]
    return (
        f"与上年相比，新写 {len(added)} 条，不再有 {len(gone)} 条（如“{first}…”）",
        f"{len(added)} new, {len(gone)} gone since last year (such as “{first}…”)",
    )
