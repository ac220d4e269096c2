"""The report's figures: every bound cell and every bound number of the narrative, found by coordinate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from juesuan.cube.coordinate import Coordinate
from juesuan.cube.figure import Cost, Figure
from juesuan.cube.lattice import canonical
from juesuan.cube.occurrence import Occurrence
from juesuan.money import is_money
from juesuan.recognition.report import Claim, ClaimKind, Report
from juesuan.taxonomy.naming import loose_key

RATES = (ClaimKind.SHARE, ClaimKind.COMPLETION, ClaimKind.GROWTH)
_SCALED_DECIMALS = 2
_COMMON = 0.3


@dataclass(slots=True)
class Figures:
    """All figures of a report.

    Attributes:
        items: by index.
        at: canonical coordinate → indices of the figures that state it, cells before claims.
        of_claim: position of a claim in the report → index of its figure.
    """

    report: Report
    items: list[Figure] = field(default_factory=list)
    at: dict[Coordinate, list[int]] = field(default_factory=dict)
    of_claim: dict[int, int] = field(default_factory=dict)

    def cells(self, coordinate: Coordinate) -> list[int]:
        """Indices of the table cells that state the coordinate."""
        return [i for i in self.at.get(coordinate, ()) if self.items[i].statement is not None]

    def best(self, coordinate: Coordinate, near: Claim | None = None) -> int | None:
        """The figure to compute with: a printed cell, else the nearest claim, else a blank cell, else None."""
        indices = self.at.get(canonical(coordinate), ())
        printed = [i for i in indices if self.items[i].statement is not None and not self.items[i].blank]
        if printed:
            common = Counter(self.items[i].exact for i in printed).most_common(1)[0][0]
            return next(i for i in printed if self.items[i].exact == common)
        claims = [i for i in indices if self.items[i].statement is None]
        if claims:
            return claims[0] if near is None else min(claims, key=lambda i: _distance(self.items[i].source, near))
        return indices[0] if indices else None


def _distance(source: object, near: Claim) -> tuple[int, int, int]:
    if not isinstance(source, Claim):
        return (9, 0, 0)
    block, here = source.place.block or 0, near.place.block or 0
    after = (source.place.start or 0) > (near.place.start or 0)
    if block == here and source.sentence == near.sentence:
        return (0, after, abs((source.place.start or 0) - (near.place.start or 0)))
    return (1 if source.section == near.section else 2, abs(block - here), after)


_last: list[Figures] = []


def figures_of(report: Report) -> Figures:
    """The report's figures, collected once for all rules that look at it in turn."""
    if not _last or _last[0].report is not report:
        _last[:] = [collect(report)]
    return _last[0]


def forget() -> None:
    """Let go of the last report."""
    _last.clear()


def collect(report: Report) -> Figures:
    """All figures of the report: cells first, then the claims that carry a number."""
    figures = Figures(report)
    typos = mistyped_codes(report)
    listed = {loose_key(n) for c in report.claims if c.kind is ClaimKind.NAMES for n, _ in c.names}
    for statement in report.statements:
        if statement.id.startswith("other:"):
            continue
        for occurrence in statement.occurrences:
            typo = typos.get((statement.id, occurrence.row_index or 0))
            in_use = statement.id == "basic_expenditure" and loose_key(occurrence.row or "") in listed
            _add_cell(figures, occurrence, typo[1] if typo else None, in_use)
    scaled, usual = _cuts_zeros(report), _usual_unit(report)
    told = [(position, claim) for position, claim in enumerate(report.claims) if _is_told(claim)]
    # Those that leave several readings open are settled last, by what the others say.
    for position, claim in sorted(told, key=lambda item: len(item[1].subjects) > 1):
        _add_claim(figures, position, claim, scaled, usual)
    return figures


def _is_told(claim: Claim) -> bool:
    sure = claim.bound and claim.value is not None and not claim.approximate
    return sure and claim.kind is not ClaimKind.NAMES and _names_its_subject(claim)


_ANONYMOUS = ("persons", "institutions")


def _names_its_subject(claim: Claim) -> bool:
    """A number of people or offices means something only beside the words for them."""
    if not claim.subjects or claim.subject_text:
        return bool(claim.subjects)
    return claim.subjects[0].measure.partition(".")[0] not in _ANONYMOUS


def _usual_unit(report: Report) -> str:
    """The unit of money that most of the narrative's amounts have."""
    units = Counter(c.unit for c in report.claims if is_money(c.unit))
    return units.most_common(1)[0][0] if units else "万元"


def mistyped_codes(report: Report) -> dict[tuple[str, int], tuple[str, str]]:
    """Rows whose code is a slip: (statement, row) → the code printed and the one it should be.

    Other tables print the same name and amount under another code, which this table lacks, and nobody else prints
    this one. Figures are filed under the right code, so that the slip stays one mistake.
    """
    codes_of: dict[str, dict[str, set[str]]] = {}
    for statement in report.statements:
        by_name: dict[str, set[str]] = {}
        for row, code in statement.rows_with_code.items():
            if len(code) == _LEAF_CODE:
                by_name.setdefault(loose_key(statement.labels.get(row, "")), set()).add(code)
        codes_of[statement.id] = by_name
    typos: dict[tuple[str, int], tuple[str, str]] = {}
    for statement in report.statements:
        others = [names for identity, names in codes_of.items() if identity != statement.id and names]
        mine = {code for codes in codes_of[statement.id].values() for code in codes}
        for row, code in statement.rows_with_code.items():
            name = loose_key(statement.labels.get(row, ""))
            if len(code) != _LEAF_CODE or any(code in codes for names in others for codes in names.values()):
                continue
            found = {c for names in others for c in names.get(name, ())} - mine
            if len(found) == 1:
                typos[(statement.id, row)] = (code, found.pop())
    return typos


_LEAF_CODE = 7


def _add_cell(figures: Figures, cell: Occurrence, function: str | None, in_use: bool) -> None:
    coordinate = canonical(cell.coordinate)
    if function is not None:
        coordinate = coordinate._replace(function=function)
    cost = Cost.LISTED_BLANK if in_use and not cell.value else _cell_cost(cell)
    figure = Figure(len(figures.items), (coordinate,), cell.value, cell.unit, cell.decimals, cost, cell, cell.statement)
    _register(figures, figure)


def _cell_cost(cell: Occurrence) -> Cost:
    if cell.value is None:
        return Cost.BLANK
    c = cell.coordinate
    if c.measure not in ("resources", "uses", "income", "expenditure"):
        return Cost.LEAF
    if c.measure in ("resources", "uses") or (c.function == c.economic == c.kind == "all" and c.fund in _WHOLES):
        return Cost.TOTAL
    if len(c.function) == 7 or len(c.economic) == 5 or c.economic in _LEAF_SETS:
        return Cost.LEAF if c.kind != "all" or c.economic != "all" else Cost.SUBTOTAL
    return Cost.LEAF if c.fund not in _WHOLES and c.function == "all" else Cost.SUBTOTAL


_WHOLES = ("all", "appropriation")
_LEAF_SETS = ("abroad", "reception", "vehicle_purchase", "vehicle_operation")


def _add_claim(figures: Figures, position: int, claim: Claim, scaled: bool, usual: str) -> None:
    decimals = claim.decimals
    # A number without its unit, where money is meant, is one of the usual unit.
    money = claim.kind in (ClaimKind.AMOUNT, ClaimKind.CHANGE) and claim.subjects[0].quantity == "amount"
    unit = usual if money and not claim.unit else claim.unit
    if scaled and unit == "万元":
        decimals = max(decimals, _SCALED_DECIMALS)
    if claim.kind is ClaimKind.AMOUNT:
        coordinates, cost = (resolve(figures, claim), *(canonical(c) for c in claim.also)), Cost.NARRATIVE
    else:
        coordinates, cost = (), Cost.RATIO if claim.kind in RATES else Cost.CHANGE
    figure = Figure(len(figures.items), coordinates, claim.value, unit, decimals, cost, claim)
    figures.of_claim[position] = figure.index
    _register(figures, figure)


def _register(figures: Figures, figure: Figure) -> None:
    figures.items.append(figure)
    for coordinate in figure.coordinates:
        figures.at.setdefault(coordinate, []).append(figure.index)


def _cuts_zeros(report: Report) -> bool:
    """Whether the narrative writes 6.2 for 6.20: other amounts of it do show two digits."""
    shown = [c.decimals for c in report.claims if c.unit == "万元" and c.value is not None]
    return bool(shown) and sum(d >= _SCALED_DECIMALS for d in shown) >= _COMMON * len(shown)


def resolve(figures: Figures, claim: Claim) -> Coordinate:
    """Which of the claim's candidates it speaks of: the likeliest that agrees with what stands elsewhere.

    Where none agrees it is the likeliest that a table prints, then one that nothing contradicts, then the likeliest.
    """
    candidates = [*readings(figures.report, claim.subjects)]
    if candidates[0].period == -1:
        # A year that was not brought up to date: this year's very figure is told of last year.
        now = candidates[0]._replace(period=0)
        if any(_agrees(figures.items[i], claim) and figures.items[i].value for i in figures.cells(now)):
            return now
    if len(candidates) > 1 and claim.value is not None:
        for coordinate in candidates:
            if any(_agrees(figures.items[i], claim) for i in figures.at.get(coordinate, ())):
                return coordinate
        printed = [c for c in candidates if figures.cells(c)]
        free = [c for c in candidates if c not in figures.at]
        return (printed or free or candidates)[0]
    return candidates[0]


def readings(report: Report, subjects: tuple[Coordinate, ...]) -> Iterator[Coordinate]:
    """The candidates, and for a budget of 三公经费 also the one that its table prints.

    The table's own 预算数 column does not say which budget; the edition does.
    """
    meant = report.edition.settings.get("three_public.budget")
    for subject in subjects:
        coordinate = canonical(subject)
        yield coordinate
        if coordinate.basis == meant and coordinate.economic in _BUDGETED:
            yield coordinate._replace(basis="budget")


_BUDGETED = ("three_public", "abroad", "vehicles", "vehicle_purchase", "vehicle_operation", "reception")


def _agrees(figure: Figure, claim: Claim) -> bool:
    if figure.value is None or claim.value is None or is_money(figure.unit) != is_money(claim.unit):
        return False
    other = Figure(-1, (), claim.value, claim.unit, claim.decimals, Cost.NARRATIVE, claim)
    return figure.interval.meets(other.interval)
