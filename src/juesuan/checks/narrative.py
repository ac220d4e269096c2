"""Relations of the narrative's claims: shares, completion rates, growth, lists, and bases nobody prints."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from juesuan.checks.causes import meant
from juesuan.checks.figures import Figures, readings
from juesuan.checks.relations import children_of, split
from juesuan.cube.coordinate import Coordinate
from juesuan.cube.lattice import canonical
from juesuan.cube.relation import Ground, Growth, Linear, Ratio, Relation, Verdict
from juesuan.documents.model import Paragraph
from juesuan.recognition.report import Claim, ClaimKind
from juesuan.taxonomy.dimensions import ECONOMIC_SETS


@dataclass(slots=True)
class Comparison:
    """All that one sentence says about how a figure differs from its base.

    Attributes:
        subject: the figure compared.
        base: what it is compared with.
        changes: positions of CHANGE claims.
        rates: positions of GROWTH claims.
        words: positions of DIRECTION claims.
    """

    subject: Coordinate
    base: Coordinate
    changes: list[int] = field(default_factory=list)
    rates: list[int] = field(default_factory=list)
    words: list[int] = field(default_factory=list)


def of_narrative(figures: Figures) -> Iterator[Relation]:
    """All relations that the claims with a rate, a change or a list bring."""
    yield from ratios(figures)
    for comparison in comparisons(figures):
        yield from _of_comparison(figures, comparison)
    yield from lists(figures)
    yield from items(figures)
    yield from sets(figures)
    yield from totals(figures)
    yield from projects(figures)


def ratios(figures: Figures) -> Iterator[Ratio]:
    """Shares and completion rates of stated figures."""
    for position, claim in enumerate(figures.report.claims):
        if claim.kind not in (ClaimKind.SHARE, ClaimKind.COMPLETION) or position not in figures.of_claim:
            continue
        part = _figure_of(figures, claim.subjects, claim)
        whole = _figure_of(figures, claim.base, claim)
        if part is None or whole is None or figures.items[whole].blank:
            continue
        relation = Ratio(figures.of_claim[position], part, whole, Ground(str(claim.kind)))
        if relation.verdict(figures.items) is Verdict.BROKEN:
            other = _other_whole(figures, claim)
            if other is not None:
                closer = Ratio(relation.rate, part, other, relation.ground)
                relation = closer if closer.verdict(figures.items) is Verdict.HOLDS else relation
        yield relation


_OTHER_WHOLE = {"resources": "income", "uses": "expenditure", "procurement.sme": "procurement"}


def _other_whole(figures: Figures, claim: Claim) -> int | None:
    """The other whole that a share's words may mean.

    That is 本年收入合计 where the paragraph began with 收入总计, and all procurement for what small firms get.
    """
    if claim.kind is not ClaimKind.SHARE:
        return None
    bases = [b._replace(measure=_OTHER_WHOLE[b.measure]) for b in claim.base if b.measure in _OTHER_WHOLE]
    return _figure_of(figures, tuple(bases), claim) if bases else None


def _figure_of(figures: Figures, candidates: tuple[Coordinate, ...], near: Claim) -> int | None:
    for coordinate in readings(figures.report, candidates):
        found = figures.best(coordinate, near)
        if found is not None:
            return found
    return None


def comparisons(figures: Figures) -> list[Comparison]:
    """The claims of change, growth and direction, grouped by sentence, subject and base."""
    groups: dict[tuple[object, ...], Comparison] = {}
    for position, claim in enumerate(figures.report.claims):
        if claim.kind not in (ClaimKind.CHANGE, ClaimKind.GROWTH, ClaimKind.DIRECTION):
            continue
        if not (claim.bound and claim.subjects and claim.base) or claim.approximate:
            continue
        subject, base = canonical(claim.subjects[0]), canonical(claim.base[0])
        key = (claim.place.block, claim.sentence, subject, base)
        group = groups.setdefault(key, Comparison(subject, base))
        by_kind = {ClaimKind.CHANGE: group.changes, ClaimKind.GROWTH: group.rates, ClaimKind.DIRECTION: group.words}
        by_kind[claim.kind].append(position)
    return list(groups.values())


def _of_comparison(figures: Figures, comparison: Comparison) -> Iterator[Relation]:
    """One change and one rate imply one base; a base that is stated must be it."""
    claims = figures.report.claims
    changes = [p for p in comparison.changes if p in figures.of_claim]
    rates = [p for p in comparison.rates if p in figures.of_claim]
    if comparison.words and not (changes or rates):
        yield from _carried(figures, comparison)
    if len(changes) > 1 or len(rates) > 1 or not (changes or rates):
        return
    claim = claims[(changes or rates)[0]]
    now = _figure_of(figures, claim.subjects, claim)
    base = _figure_of(figures, claim.base, claim)
    if now is None:
        return
    change = figures.of_claim[changes[0]] if changes else None
    rate = figures.of_claim[rates[0]] if rates else None
    sign = claim.sign
    if sign == 0:
        return
    if base is None or figures.items[base].blank:
        yield Growth(now, change, rate, sign, Ground("growth"))
        if change is not None and rate is None and _from_nothing(figures, claim):
            yield Linear(((1, now), (-sign, change)), Ground("change"))
        return
    if change is not None:
        yield Linear(((1, now), (-sign, change), (-1, base)), Ground("change"))
        if rate is not None:
            yield Ratio(rate, change, base, Ground("growth"))


def _carried(figures: Figures, comparison: Comparison) -> Iterator[Linear]:
    """年初结转20万元（与上年末结转20万元一致）: two figures that the text itself says are one."""
    claim = figures.report.claims[comparison.words[0]]
    if claim.sign or (comparison.subject.measure, comparison.base.measure) != ("opening", "closing"):
        return
    now, base = _figure_of(figures, claim.subjects, claim), _figure_of(figures, claim.base, claim)
    if now is not None and base is not None:
        yield Linear(((1, now), (-1, base)), Ground("carried"))


_FROM_NOTHING = re.compile(r"\s*，上年度?(?:无|没有)[此该]项")


def _from_nothing(figures: Figures, change: Claim) -> bool:
    """Whether the words after a change say that there was nothing the year before: then it is the whole figure."""
    block = figures.report.document.blocks[change.place.block or 0]
    return isinstance(block, Paragraph) and bool(_FROM_NOTHING.match(block.text, change.place.end or 0))


def lists(figures: Figures) -> Iterator[Linear]:
    """Parts that one sentence lists with the shares of their whole: they make it up.

    Only lists whose shares come to 100 % (give or take their rounding) are taken as complete; whether they should
    have, is another rule's question. 货物, 工程 and 服务 are complete by definition.
    """
    for members in listed(figures).values():
        for dimension in ("measure", "fund", "kind", "function", "economic"):
            lines: dict[Coordinate, dict[str, int]] = defaultdict(dict)
            for coordinate, index in members.items():
                key, member = split(coordinate, dimension)
                lines[key].setdefault(member, index)
            for line in lines.values():
                if len(line) < 2:
                    continue
                for whole, children in children_of(line, dimension).items():
                    if complete(figures, line, whole, children):
                        terms = ((-1, line[whole]), *((1, line[c]) for c in children))
                        yield Linear(terms, Ground("sum", None, dimension))


def items(figures: Figures) -> Iterator[Linear]:
    """The items told one by one come to their total, final and budgeted: N7 of the narrative's rules.

    A text may tell only the main ones. So the sum counts where it holds (and then speaks for its terms), or where
    it would hold once the amount that an item's own completion rate asks for is put in. Where what was spent on the
    items told is all that was spent, they are all there are but for those that spent nothing: then their budgets
    come to no more than that of all, and to less only if one slip of the hand in them is not what is missing.
    """
    for basis in ("final", "initial", "adjusted"):
        relation = _sum_of_items(figures, basis, _items_told(figures, basis))
        if relation is None or figures.items[relation.scope[0]].statement is not None:
            continue
        if relation.verdict(figures.items) is not Verdict.BROKEN or _mended_by_rates(figures, relation):
            yield relation
        elif relation.gap(figures.items) > 0 or _mended_by_a_slip(figures, relation):
            spent = _sum_of_items(figures, "final", _items_told(figures, basis))
            if spent is not None and spent.verdict(figures.items) is not Verdict.BROKEN:
                yield relation


def _items_told(figures: Figures, basis: str) -> list[str]:
    """Codes of the items of which the basis is told, those of the last level only."""
    whole = Coordinate("expenditure", fund="general", basis=basis)
    told = [c.function for c in figures.at if c._replace(function="all") == whole and c.function.isdigit()]
    return [code for code in told if not any(o != code and o.startswith(code) for o in told)]


def _sum_of_items(figures: Figures, basis: str, codes: list[str]) -> Linear | None:
    """These items make up the whole, which is the first of the relation's figures."""
    whole_at = Coordinate("expenditure", fund="general", basis=basis)
    whole = figures.best(whole_at)
    items = [i for code in codes if (i := figures.best(whole_at._replace(function=code))) is not None]
    if whole is None or len(items) < 2:
        return None
    return Linear(((-1, whole), *((1, i) for i in items)), Ground("sum", None, "function"))


def _mended_by_a_slip(figures: Figures, relation: Linear) -> bool:
    """Whether a single figure is one slip of the hand away from what the sum asks for."""
    return sum(meant(figures.items[i], relation.implied(i, figures.items)) is not None for i in relation.scope) == 1


def _mended_by_rates(figures: Figures, relation: Linear) -> bool:
    for ratio in ratios(figures):
        for index in (ratio.part, ratio.whole):
            if index in relation.scope and ratio.verdict(figures.items) is Verdict.BROKEN:
                wanted = ratio.implied(index, figures.items)
                if wanted.meets(relation.implied(index, figures.items)):
                    return True
    return False


def sets(figures: Figures) -> Iterator[Linear]:
    """“三公” and 公务用车 are made up of their parts, wherever in the text these are told.

    Where a statement prints the whole, its own sums and the figures' sameness say as much.
    """
    for whole, members in ECONOMIC_SETS.items():
        for coordinate in [c for c in figures.at if c.measure == "expenditure" and c.economic == whole]:
            top = figures.best(coordinate)
            below = [figures.best(coordinate._replace(economic=m)) for m in members]
            if top is None or None in below or figures.items[top].statement is not None:
                continue
            yield Linear(((-1, top), *((1, i) for i in below if i is not None)), Ground("sum", None, "economic"))


def totals(figures: Figures) -> Iterator[Linear]:
    """收入总计 and 支出总计 of a text are this year's flow and what was carried over.

    A text may leave out 使用非财政拨款结余 and 结余分配: the sum counts only where it holds, and speaks for its terms.
    """
    for whole, parts in (("resources", ("income", "opening")), ("uses", ("expenditure", "closing"))):
        indices = [figures.best(Coordinate(m)) for m in (whole, *parts)]
        found = [i for i in indices if i is not None]
        if len(found) < len(indices) or figures.items[found[0]].statement is not None:
            continue
        relation = Linear(((-1, found[0]), *((1, i) for i in found[1:])), Ground("sum", None, "measure"))
        if relation.verdict(figures.items) is not Verdict.BROKEN:
            yield relation


def projects(figures: Figures) -> Iterator[Linear]:
    """The amounts of the projects listed come to the amount told of all, if as many are listed as are told.

    Whether a project's budget or its spending is meant is left open by the words; the sum that fits is taken.
    """
    told = figures.best(Coordinate("performance.amount"))
    count = figures.best(Coordinate("performance.projects", quantity="count"))
    if told is None or count is None:
        return
    sums = []
    for basis in ("adjusted", "initial", "budget", "final"):
        amounts = figures.at.get(Coordinate("project.amount", basis=basis), [])
        if amounts and figures.items[count].value == len(amounts):
            sums.append(Linear(((-1, told), *((1, i) for i in amounts)), Ground("sum", None, "measure")))
    fitting = [s for s in sums if s.verdict(figures.items) is not Verdict.BROKEN]
    yield from (fitting or sums)[:1]


def listed(figures: Figures) -> dict[tuple[int | None, str], dict[Coordinate, int]]:
    """Amounts of the narrative by paragraph and section: coordinate → figure."""
    groups: dict[tuple[int | None, str], dict[Coordinate, int]] = defaultdict(dict)
    for position, claim in enumerate(figures.report.claims):
        if claim.kind is ClaimKind.AMOUNT and position in figures.of_claim:
            index = figures.of_claim[position]
            for coordinate in figures.items[index].coordinates:
                groups[(claim.place.block, claim.section)].setdefault(coordinate, index)
    return groups


_COMPLETE = {
    "procurement": 3,
    "performance.evaluated": 2,
    "performance.problems": 2,
    "basic": 2,
    "vehicles": 8,
    "three_public": 3,
}
"""Wholes that are complete once so many of their parts are listed."""


def complete(figures: Figures, line: dict[str, int], whole: str, children: list[str]) -> bool:
    """Whether the listed parts are all there are."""
    if len(children) >= _COMPLETE.get(whole, 99) or any(child.endswith(".other") for child in children):
        return True
    return shares_are_full(figures, [line[c] for c in children])


def shares_are_full(figures: Figures, parts: list[int]) -> bool:
    """Whether each part's sentence gives a share, and the shares come to 100 within their rounding."""
    total, slack = 0, 0
    for part in parts:
        share = _share_of(figures, part)
        if share is None:
            return False
        figure = figures.items[share]
        total += figure.exact  # type: ignore[assignment]
        slack += (figure.interval.high - figure.interval.low) / 2  # type: ignore[operator,assignment]
    return bool(parts) and abs(total - 100) <= slack + 1


def _share_of(figures: Figures, part: int) -> int | None:
    claim = figures.items[part].source
    if not isinstance(claim, Claim):
        return None
    for position, other in enumerate(figures.report.claims):
        if other.kind is ClaimKind.SHARE and position in figures.of_claim and other.place.block == claim.place.block:
            subjects = {canonical(c) for c in other.subjects}
            if subjects & set(figures.items[part].coordinates):
                return figures.of_claim[position]
    return None
