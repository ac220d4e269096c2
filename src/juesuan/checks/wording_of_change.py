"""Words of direction against the figures: 增加 where it fell, 持平 where it did not stay, 大于 where it is less."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from juesuan.checks import causes, locate
from juesuan.checks.expected import format_amount
from juesuan.checks.figures import Figures, readings
from juesuan.checks.finding import Candidate, Finding, Location, Related, Severity, Words
from juesuan.checks.narrative import Comparison, comparisons
from juesuan.checks.relations import nearest_wholes
from juesuan.checks.roots import Network
from juesuan.cube.coordinate import Coordinate
from juesuan.cube.figure import Figure
from juesuan.cube.lattice import canonical
from juesuan.cube.relation import Ground, Growth, Linear, Relation, Verdict
from juesuan.money import Interval, exact, scale
from juesuan.recognition.report import Claim, ClaimKind, Report

_NEAR = Decimal("0.05")
"""基本持平 allows a difference of so large a part."""

_OPPOSITE = {
    "增加": "减少", "减少": "增加", "增长": "下降", "下降": "增长", "上升": "下降", "降低": "提高", "提高": "降低",
    "增支": "减支", "减支": "增支", "增收": "减收", "减收": "增收", "大于": "小于", "小于": "大于", "高于": "低于",
    "低于": "高于", "增幅": "降幅", "降幅": "增幅", "超过": "低于", "多于": "少于", "少于": "多于",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Directions:
    """Words of direction that are wrong by their own sentence's figures.

    Attributes:
        found: the findings.
        explained: ids of the broken relations that they explain.
        open: comparisons of which nothing was said yet; see `word_findings`.
    """

    found: tuple[Finding, ...]
    explained: frozenset[int]
    open: tuple[Comparison, ...]


def direction_findings(figures: Figures, network: Network, broken: Sequence[Relation]) -> Directions:
    """Directions that contradict the change and the rate beside them; these explain broken relations."""
    found: list[Finding] = []
    explained: set[int] = set()
    left: list[Comparison] = []
    broken_ids = {id(r) for r in broken}
    for comparison in comparisons(figures):
        finding, relations = _turned(figures, network, comparison, broken_ids)
        if finding is None:
            finding = _at_odds(figures, comparison)
        if finding is None:
            left.append(comparison)
            continue
        found.append(finding)
        explained |= relations
    return Directions(tuple(found), frozenset(explained), tuple(left))


def word_findings(
    figures: Figures, comparisons: Iterable[Comparison], wrong: Mapping[int, Interval]
) -> Iterator[Finding]:
    """Words of direction that the figures compared contradict.

    Args:
        figures: the report's figures.
        comparisons: those that nothing was said of.
        wrong: figures found to be wrong, with where they should lie: a word that fits the right figure is right.
    """
    for comparison in comparisons:
        yield from _words(figures, comparison, wrong)
    yield from _flat_against_latent(figures)


def words_against(
    figures: Figures, comparisons: Iterable[Comparison], touched: Collection[int], wrong: Mapping[int, Interval]
) -> int:
    """How many comparisons of these figures have words that are wrong once the figures found wrong are mended."""
    count = 0
    for comparison in comparisons:
        near = figures.report.claims[[*comparison.words, *comparison.changes, *comparison.rates][0]]
        sides = (_figure(figures, at, near) for at in (comparison.subject, comparison.base))
        if any(side is not None and side.index in touched for side in sides):
            count += any(True for _ in _words(figures, comparison, wrong))
    return count


def _turned(
    figures: Figures, network: Network, comparison: Comparison, broken: set[int]
) -> tuple[Finding | None, set[int]]:
    """Whether the sentence's arithmetic holds once its direction is turned round."""
    positions = [*comparison.changes, *comparison.rates]
    numbers = {figures.of_claim[p] for p in positions if p in figures.of_claim}
    mine = [
        r
        for index in numbers
        for r in network.of_figure[index]
        if id(r) in broken and isinstance(r, Growth | Linear) and r.ground.kind in ("growth", "change")
    ]
    if not mine or not all(_holds_turned(figures, r) for r in mine):
        return None, set()
    claim = figures.report.claims[positions[0]]
    return _finding(figures, claim, comparison, -claim.sign), {id(r) for r in mine}


def _at_odds(figures: Figures, comparison: Comparison) -> Finding | None:
    """增加 with the amount and 下降 with the rate: the one whose direction does not fit the other two is wrong."""
    claims = figures.report.claims
    if len(comparison.changes) != 1 or len(comparison.rates) != 1:
        return None
    change, rate = claims[comparison.changes[0]], claims[comparison.rates[0]]
    if not change.value or not rate.value or change.sign * rate.sign != -1:
        return None
    fits = {sign for sign in (1, -1) if _fits(figures, comparison, sign)}
    true = rate.sign if fits == {rate.sign} else change.sign
    wrong, other = (rate, change) if true == change.sign else (change, rate)
    finding = _finding(figures, wrong, comparison, true)
    if len(fits) == 1:
        return finding
    # A change so small that both directions fit: either word may be the wrong one.
    return replace(finding, candidates=(Candidate(_at_word(figures, other), right_word(other, -true)),))


def _fits(figures: Figures, comparison: Comparison, sign: int) -> bool:
    change, rate = comparison.changes[0], comparison.rates[0]
    claim = figures.report.claims[change]
    now = next((i for c in claim.subjects if (i := figures.best(c, claim)) is not None), None)
    if now is None or change not in figures.of_claim or rate not in figures.of_claim:
        return False
    growth = Growth(now, figures.of_claim[change], figures.of_claim[rate], sign, Ground("growth"))
    return growth.verdict(figures.items) is Verdict.HOLDS


def _holds_turned(figures: Figures, relation: Relation) -> bool:
    if isinstance(relation, Growth):
        turned: Relation = Growth(relation.now, relation.change, relation.rate, -relation.sign, relation.ground)
    elif isinstance(relation, Linear):
        now, change, *base = relation.terms
        turned = Linear((now, (-change[0], change[1]), *base), relation.ground)
    else:
        return False
    return turned.verdict(figures.items) in (Verdict.HOLDS, Verdict.ROUNDED)


def _words(figures: Figures, comparison: Comparison, wrong: Mapping[int, Interval]) -> Iterator[Finding]:
    """Words without a figure (决算数大于预算数, 持平), and signs that contradict each other, where both are stated."""
    claims = figures.report.claims
    positions = [*comparison.words, *comparison.changes, *comparison.rates]
    now = _figure(figures, comparison.subject, claims[positions[0]])
    base = _figure(figures, comparison.base, claims[positions[0]])
    if now is not None and base is None and comparison.base.basis != "final":
        yield from _words_against_rate(figures, comparison)
    if now is None or base is None:
        return
    now, base = _mended(now, wrong), _mended(base, wrong)
    true = (now.exact > base.exact) - (now.exact < base.exact)
    for position in positions:
        claim = claims[position]
        if not _agrees(claim, true, now, base):
            yield _slip_beside_flat(figures, claim, now, base) or _finding(figures, claim, comparison, true)
            return


def _slip_beside_flat(figures: Figures, flat: Claim, now: Figure, base: Figure) -> Finding | None:
    """持平 between 924.56 and 954.56: it is the digit that is wrong, in the one of them that no table prints."""
    told = [f for f in (now, base) if isinstance(f.source, Claim)]
    if flat.sign != 0 or "基本" in flat.direction_text or len(told) != 1:
        return None
    (root,), (other,) = told, [f for f in (now, base) if f is not told[0]]
    if root.unit != other.unit or causes.meant(root, exact(other.exact)) is None:
        return None
    return Finding(
        "JS407",
        Severity.ERROR,
        locate.of_figure(figures, root.index),
        variant="slip",
        stated=format_amount(root.value or Decimal(0), root.decimals),
        expected=format_amount(other.value or Decimal(0), other.decimals),
        difference=format_amount((root.value or Decimal(0)) - (other.value or Decimal(0)), root.decimals),
        unit=root.unit or None,
        cause=causes.typing_slip(root.value or Decimal(0), other.value or Decimal(0), root.decimals),
        related=(
            Related(locate.of_claim(figures.report, flat), flat.direction_text, "term"),
            locate.related(figures, other.index, "same_fact"),
        ),
    )


def _words_against_rate(figures: Figures, comparison: Comparison) -> Iterator[Finding]:
    """大于 or 小于 beside a completion rate, where the budget itself is not told: above 100 % is more."""
    claims = figures.report.claims
    for position in comparison.words:
        claim = claims[position]
        for other in claims:
            same = other.kind is ClaimKind.COMPLETION and other.place.block == claim.place.block and other.value
            if not same or not set(map(canonical, other.subjects)) & set(map(canonical, claim.subjects)):
                continue
            true = (other.value > _HUNDRED) - (other.value < _HUNDRED)  # type: ignore[operator]
            near = "基本" in claim.direction_text and abs(other.value - _HUNDRED) <= _HUNDRED * _NEAR  # type: ignore[operator]
            if true and claim.sign != true and not near:
                yield _finding(figures, claim, comparison, true)
                return


_HUNDRED = Decimal(100)


def _figure(figures: Figures, coordinate: Coordinate, near: Claim) -> Figure | None:
    for reading in readings(figures.report, (coordinate,)):
        index = figures.best(reading, near)
        if index is not None:
            figure = figures.items[index]
            return None if figure.blank else figure
    return None


def _mended(figure: Figure, wrong: Mapping[int, Interval]) -> Figure:
    """The figure as it should be, where another finding says that it is wrong."""
    interval = wrong.get(figure.index)
    if interval is None or interval.middle is None:
        return figure
    return replace(figure, value=Decimal(format_amount(interval.middle / scale(figure.unit), figure.decimals)))


def _agrees(claim: Claim, true: int, now: Figure, base: Figure) -> bool:
    if claim.sign == true or not claim.direction_text:
        return True
    if claim.sign != 0:
        # 减少 0.00 万元: a word without a meaning, not a contradiction.
        return true == 0 and not claim.value and claim.kind is not ClaimKind.DIRECTION
    if "基本" in claim.direction_text or claim.approximate:
        return abs(now.exact - base.exact) <= _NEAR * abs(base.exact)
    return claim.value is not None or now.interval.meets(base.interval)


def _finding(figures: Figures, claim: Claim, comparison: Comparison, true: int) -> Finding:
    location = _at_word(figures, claim)
    evidence = []
    for coordinate, role in ((comparison.subject, "term"), (comparison.base, "base")):
        for reading in readings(figures.report, (coordinate,)):
            index = figures.best(reading, claim)
            if index is not None:
                evidence.append(locate.related(figures, index, role))
                break
    flat = claim.sign == 0
    return Finding(
        "JS407" if flat else "JS406",
        # Figures that print alike may differ by less than they show.
        Severity.ERROR if true else Severity.WARNING,
        location,
        stated=claim.direction_text,
        expected=right_word(claim, true),
        related=tuple(evidence),
    )


def _at_word(figures: Figures, claim: Claim) -> Location:
    place = claim.direction_place or claim.place
    return replace(locate.of_claim(figures.report, claim), place=place, quote=claim.direction_text or claim.text)


def right_word(claim: Claim, true: int) -> str:
    """The word of direction that the figures ask for, in the manner of the one that stands there."""
    if true == 0:
        return "持平"
    if claim.sign == 0:
        over = claim.base and claim.base[0].basis != "final"
        return ("大于" if over else "增加") if true > 0 else ("小于" if over else "减少")
    return _OPPOSITE.get(claim.direction_text, "增加" if true > 0 else "减少")


def _flat_against_latent(figures: Figures) -> Iterator[Finding]:
    """持平 with last year against what other sentences imply of last year: a part cannot exceed its whole."""
    latents: dict[Coordinate, list[tuple[Interval, Claim]]] = defaultdict(list)
    flats: list[tuple[Coordinate, Interval, Claim]] = []
    for comparison in comparisons(figures):
        if comparison.base.period != -1:
            continue
        implied = _implied_base(figures, comparison)
        if implied is None:
            continue
        interval, claim = implied
        # What came in and what went out are one total: whatever is part of uses is within resources.
        base = comparison.base
        base = base._replace(measure="uses") if base.measure == "resources" else base
        latents[base].append((interval, claim))
        if claim.sign == 0 and claim.value is None:
            flats.append((base, interval, claim))
    for base, interval, claim in flats:
        for lower, other in _lower_bounds(latents, base):
            if interval.high is not None and lower.low is not None and lower.low > interval.high:
                yield _flat_finding(figures, claim, other, lower)
                break


def _implied_base(figures: Figures, comparison: Comparison) -> tuple[Interval, Claim] | None:
    claims = figures.report.claims
    words = [claims[p] for p in comparison.words if claims[p].sign == 0 and "基本" not in claims[p].direction_text]
    changes = [p for p in comparison.changes if p in figures.of_claim]
    claim = claims[changes[0]] if changes else words[0] if words else None
    if claim is None:
        return None
    now = _figure(figures, comparison.subject, claim)
    if now is None:
        return None
    if not changes:
        return now.interval, claim
    change = figures.items[figures.of_claim[changes[0]]].interval
    return now.interval - change.times(Decimal(claim.sign)), claim


def _lower_bounds(
    latents: dict[Coordinate, list[tuple[Interval, Claim]]], base: Coordinate
) -> Iterator[tuple[Interval, Claim]]:
    """Last year's parts of `base` that some sentence implies."""
    for part, implied in latents.items():
        if part != base and base in set(nearest_wholes(latents, part)):
            yield from implied


def _reason_says_less(report: Report, flat: Claim) -> bool:
    """Whether the reason that follows 持平 speaks of less."""
    block = flat.place.block or 0
    return any(
        c.kind is ClaimKind.DIRECTION and not c.bound and c.sign < 0 and c.section == flat.section
        for c in report.claims
        if block <= (c.place.block or 0) <= block + 1
    )


def _flat_finding(figures: Figures, claim: Claim, other: Claim, lower: Interval) -> Finding:
    location = _at_word(figures, claim)
    return Finding(
        "JS407",
        # Last year's figures may have been restated; only where the reason given says so too is it beyond doubt.
        Severity.ERROR if _reason_says_less(figures.report, claim) else Severity.WARNING,
        location,
        variant="last_year",
        args={"bound": format_amount((lower.low or Decimal(0)) / scale(other.unit), 2), "bound_unit": other.unit},
        stated=claim.direction_text or claim.text,
        expected="减少",
        related=(Related(locate.of_claim(figures.report, other), f"{other.value:f}" if other.value else None, "base"),),
        suggestion=Words("核对上年数，改写为增减额和幅度", "look up last year's figure and state change and rate"),
    )
