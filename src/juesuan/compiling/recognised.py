"""What a recognised report or workbook states, as facts in whole fen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from juesuan.cube.coordinate import Coordinate
from juesuan.cube.occurrence import Occurrence
from juesuan.documents.model import Document
from juesuan.documents.workbook_cells import Sheet
from juesuan.recognition.report import ClaimKind, Report, Statement
from juesuan.writing.inputs_amounts import UNITS, fen_of

_REF = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_MANY = {"亿元": Decimal(10_000), "千元": Decimal("0.1"), "百元": Decimal("0.01"), "百万元": Decimal(100)}
"""Further units in 万元."""


def known(statements: tuple[Statement, ...]) -> list[Statement]:
    """The statements of flows: those that were recognised and state something."""
    return [s for s in statements if not s.id.startswith("other:") and s.occurrences]


def settled(at: Coordinate, report: Report) -> Coordinate:
    """The coordinate with 预算数 told: which budget it is, is the edition's to say."""
    if at.basis != "budget":
        return at
    return at._replace(basis=report.edition.settings.get("three_public.budget", "adjusted"))


def fen(value: Decimal, unit: str) -> int | None:
    """An amount in fen; None if the unit is none of money, or the amount is finer than 分."""
    if unit in _MANY:
        return fen_of(value * _MANY[unit], "万元")
    return fen_of(value, unit) if unit in UNITS else None


def unread(name: str, document: Document) -> list[tuple[str, str]]:
    """What of a file could not be read, one line each: hidden sheets, formulas without a result, scanned pages."""
    told = []
    for trouble in document.troubles:
        sheet, page = trouble.place.sheet, trouble.place.page
        zh = f"{name}, {sheet}" if sheet else f"{name}第{page}页" if page else name
        en = f"{name}, {sheet}" if sheet else f"{name}, p. {page}" if page else name
        told.append((f"{zh}：{trouble.zh or trouble.detail}", f"{en}: {trouble.detail}"))
    return told


def exact(occurrence: Occurrence, sheets: Mapping[str, Sheet]) -> Decimal | None:
    """The stored number behind what a workbook's cell shows; what is shown elsewhere; None if there is no number."""
    if occurrence.value is None:
        return None
    sheet = sheets.get(occurrence.place.sheet or "")
    match = _REF.fullmatch(occurrence.place.cell or "")
    if sheet is None or match is None:
        return occurrence.value
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return sheet.numbers.get((int(match[2]) - 1, column - 1), occurrence.value)


def claimed(report: Report) -> dict[Coordinate, tuple[int, str]]:
    """What the narrative states of amounts: coordinate → fen and the words. Only what is certain and exact."""
    found: dict[Coordinate, tuple[int, str]] = {}
    for claim in report.claims:
        if claim.kind is not ClaimKind.AMOUNT or not claim.bound or claim.approximate or claim.value is None:
            continue
        amount = fen(claim.value, claim.unit) if claim.subjects else None
        if amount is None:
            continue
        for at in (claim.subjects[0], *claim.also):
            if at.quantity == "amount":
                found.setdefault(settled(at, report), (amount, claim.text))
    return found
