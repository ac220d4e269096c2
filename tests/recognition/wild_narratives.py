"""Narratives in the manner of many provinces, with what each number means; wording and figures are our own.

A file of `wild/` begins with lines `% key: value` (manner, year, fund of the “三公”经费, what is wrong in it). A number
of the text stands in braces with its meaning:

    {12.50万元|tp}                       the amount of a coordinate, in the notation of `narrative.place`
    {3.2%|+income}  {3.2%|-income}       a change or growth against the year before; `=` for equal
    {3.2%|-tp < initial}                 the same against the budget (initial or adjusted)
    {40.00%|expenditure basic / expenditure}    a share
    {98%|tp ^ initial}                   a completion rate
    {3个|x}                              has no counterpart: to bind it is wrong

` or ` parts what is right alike. Short names: gb is 一般公共预算财政拨款支出, tp the “三公”经费; abroad, … are
parts of these.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from narrative import document, place

from juesuan.cube.coordinate import Coordinate
from juesuan.recognition import recognise
from juesuan.recognition.report import Claim, ClaimKind

FOLDER = Path(__file__).parent / "wild"
_MARKED = re.compile(r"\{([^{}|]*)\|([^{}|]*)\}")
_THREE_PUBLIC = (
    "abroad", "vehicles", "vehicle_purchase", "vehicle_operation", "reception", "reception.domestic",
    "reception.foreign", "reception.abroad",
)  # fmt: skip
_BUDGETS = {"budget", "initial", "adjusted"}
_FUNDS = {
    "appropriation", "general", "government_fund", "state_capital", "superior", "institutional", "operating",
    "affiliates", "other",
}  # fmt: skip
_KINDS = {"basic", "personnel", "public", "project", "to_superior", "operating", "to_affiliates"}


@dataclass(frozen=True)
class Wild:
    """One narrative: its lines, what is known of it, and the meaning of numbers by block and character."""

    name: str
    facts: dict[str, str]
    lines: list[str]
    truth: list[tuple[int, int, int, str]]


@dataclass
class Score:
    """Numbers bound rightly, not bound, bound wrongly (with what they were bound to), and left out of the truth."""

    right: int
    unbound: list[str]
    wrong: list[str]
    unlisted: list[str]


def load(path: Path) -> Wild:
    facts: dict[str, str] = {}
    lines: list[str] = []
    truth: list[tuple[int, int, int, str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("%"):
            key, _, value = line[1:].partition(":")
            facts[key.strip()] = value.strip()
            continue
        text, last = "", 0
        for match in _MARKED.finditer(line):
            text += line[last : match.start()]
            truth.append((len(lines), len(text), len(text) + len(match.group(1)), match.group(2)))
            text += match.group(1)
            last = match.end()
        lines.append(text + line[last:])
    return Wild(path.stem, facts, lines, truth)


def coordinate(said: str, fund: str) -> Coordinate:
    """The coordinate that a short name means."""
    measure, *rest = said.replace("gb.", "gb ").split()
    members: dict[str, str | int] = {}
    if measure == "gb":
        measure, members["fund"] = "expenditure", "general"
    elif measure == "tp" or (measure in _THREE_PUBLIC and (measure != "vehicles")):
        members |= {"fund": fund, "economic": "three_public" if measure == "tp" else measure}
        measure = "expenditure"
    elif measure == "vehicles":
        measure, members = "expenditure", {"fund": fund, "economic": "vehicles"}
    elif measure == "vehicles.all":
        measure = "vehicles"
    for word in rest:
        if word.isdigit() and word[0] == "3":
            members["economic"] = word
        elif word.isdigit():
            members["function"] = word
        elif word in _BUDGETS:
            members["basis"] = word
        elif word == "-1":
            members["period"] = -1
        elif word in _KINDS and not (word in _FUNDS and measure == "income"):
            members["kind"] = word
        elif word in _FUNDS:
            members["fund"] = word
        else:
            raise ValueError(said)
    return Coordinate(measure, **members)  # type: ignore[arg-type]


def _same(found: Coordinate, wanted: Coordinate) -> bool:
    return found._replace(quantity="amount") == wanted._replace(quantity="amount")


def fits(claim: Claim, meaning: str, fund: str) -> bool:
    """Whether a claim is what the truth says."""
    return any(_fits(claim, one.strip(), fund) for one in meaning.split(" or "))


def _fits(claim: Claim, meaning: str, fund: str) -> bool:
    kind, base, sign = claim.kind, None, 0
    if meaning[0] in "+-=":
        said, _, basis = meaning[1:].partition(" < ")
        sign = {"+": 1, "-": -1, "=": 0}[meaning[0]]
        subject = coordinate(said, fund)
        base = subject._replace(basis=basis) if basis else subject._replace(period=-1)
        if kind not in (ClaimKind.CHANGE, ClaimKind.GROWTH) or (kind is ClaimKind.GROWTH) != (claim.unit == "%"):
            return False
    elif " / " in meaning:
        said, _, whole = meaning.partition(" / ")
        subject, base = coordinate(said, fund), coordinate(whole, fund)
        if kind is not ClaimKind.SHARE:
            return False
    elif " ^ " in meaning:
        said, _, basis = meaning.partition(" ^ ")
        subject = coordinate(said, fund)
        base = subject._replace(basis=basis)
        if kind is not ClaimKind.COMPLETION:
            return False
    else:
        subject = coordinate(meaning, fund)
        if kind is not ClaimKind.AMOUNT:
            return False
    if not any(_same(c, subject) for c in claim.subjects):
        return False
    return claim.sign == sign and (base is None or any(_same(c, base) for c in claim.base))


def score(wild: Wild) -> Score:
    """Read a narrative and compare with its truth."""
    report = recognise(document(wild.lines))
    fund = wild.facts["fund"]
    claims: dict[tuple[int, int], Claim] = {}
    for claim in report.claims:
        if claim.bound and claim.kind not in (ClaimKind.NAMES, ClaimKind.DIRECTION):
            claims[claim.place.block or 0, claim.place.start or 0] = claim
    result = Score(0, [], [], [])
    for block, start, end, meaning in wild.truth:
        found = next((claims.pop((block, i)) for i in range(start, end) if (block, i) in claims), None)
        near = wild.lines[block][max(0, start - 30) : end + 8]
        if found is None:
            if meaning != "x":
                result.unbound.append(f"{meaning}: {near}")
            continue
        if meaning != "x" and fits(found, meaning, fund):
            result.right += 1
        else:
            result.wrong.append(f"{meaning}: {near} -> {told(found)}")
    result.unlisted = [f"{c.text}: {told(c)} {wild.lines[c.place.block or 0][:60]}" for c in claims.values()]
    return result


def told(claim: Claim) -> str:
    """What a claim was bound to, in short."""
    sign = {1: "+", -1: "-", 0: ""}[claim.sign]
    return f"{claim.kind} {sign}{' or '.join(map(place, claim.subjects))} of {' or '.join(map(place, claim.base))}"
