"""From broken relations to findings: one mistake, one finding, at its root."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from juesuan.checks import causes, codes, doubtful, locate
from juesuan.checks.expected import Expected, expect, format_amount
from juesuan.checks.figures import Figures, figures_of
from juesuan.checks.finding import Candidate, Finding, Related, Severity, Words
from juesuan.checks.likeliest import cause_of, expected_of, prefer_slips
from juesuan.checks.narrative import Comparison, of_narrative
from juesuan.checks.relations import mark_nothings, of_statements
from juesuan.checks.roots import Change, Diagnosis, Explanation, Network
from juesuan.checks.structural import structural_findings
from juesuan.checks.wording_of_change import direction_findings, word_findings, words_against
from juesuan.cube.figure import Cost, Figure
from juesuan.cube.relation import AtMost, Growth, Linear, Ratio, Relation, Same, Verdict
from juesuan.money import Interval, is_money, scale
from juesuan.money.interval import EVERYTHING
from juesuan.recognition.report import Claim, NotChecked, Report

_MOST_CANDIDATES = 12
_MOST_RELATED = 30


@dataclass(slots=True)
class Arithmetic:
    """The figures of a report, their relations and what they say."""

    figures: Figures
    network: Network


def build(report: Report) -> Arithmetic:
    """Collect the figures and generate their relations."""
    figures = figures_of(report)
    relations = list(of_statements(figures))
    mark_nothings(figures, relations)
    relations += of_narrative(figures)
    return Arithmetic(figures, Network(figures.items, relations))


def findings(report: Report) -> Iterator[Finding | NotChecked]:
    """All findings that follow from relations between figures, and statements too contradictory to be judged."""
    arithmetic = build(report)
    broken = arithmetic.network.standing(Verdict.BROKEN)
    found, explained = structural_findings(arithmetic.figures, arithmetic.network, broken)
    yield from found
    broken = [r for r in broken if id(r) not in explained]
    misread = doubtful.contradictory(report, arithmetic.network.relations, broken)
    yield from (doubtful.told(report, identity) for identity in misread)
    broken = [r for r in broken if not _touches(arithmetic.figures, r, misread)]
    directions = direction_findings(arithmetic.figures, arithmetic.network, broken)
    yield from directions.found
    broken = [r for r in broken if id(r) not in directions.explained]
    wrong: dict[int, Interval] = {}
    for component in arithmetic.network.components(broken):
        yield from _of_component(arithmetic, component, wrong, directions.open)
    yield from word_findings(arithmetic.figures, directions.open, wrong)
    yield from _roundings(arithmetic)


def _touches(figures: Figures, relation: Relation, statements: Sequence[str]) -> bool:
    return bool(statements) and any(figures.items[i].statement in statements for i in relation.scope)


def _of_component(
    arithmetic: Arithmetic, broken: list[Relation], wrong: dict[int, Interval], words: Sequence[Comparison]
) -> Iterator[Finding]:
    """The findings of one component; the figures that they say are wrong are added to `wrong`."""
    diagnosis = arithmetic.network.diagnose(broken)
    if diagnosis is None:
        yield from _undecided(arithmetic, broken)
        return
    diagnosis = prefer_slips(arithmetic.figures, _fewest_words(arithmetic.figures, diagnosis, words))
    wrong.update((i, c.interval) for c in diagnosis.best.changes for i in c.figures)
    groups = _one_mistake_each(arithmetic, diagnosis.best)
    for changes in groups:
        touched = [r for r in broken if any(i in r.scope for c in changes for i in c.figures)]
        others = diagnosis.equals if len(groups) == 1 else ()
        yield _finding(arithmetic, changes, touched, others)


def _fewest_words(figures: Figures, diagnosis: Diagnosis, words: Sequence[Comparison]) -> Diagnosis:
    """The explanations after which no word of direction is wrong, where the cheapest one leaves some so.

    A budget that repeats what was spent contradicts its rate and the 大于 beside it: one change, not two.
    """
    scope = {i for relation in diagnosis.broken for i in relation.scope}

    def left(explanation: Explanation) -> int:
        mended = {i: c.interval for c in explanation.changes for i in c.figures}
        return words_against(figures, words, scope, mended)

    if not words or not left(diagnosis.best):
        return diagnosis
    fitting = [e for e in (*diagnosis.equals, *diagnosis.dearer) if not left(e)]
    if not fitting:
        return diagnosis
    equals = tuple(e for e in fitting[1:] if e.cost == fitting[0].cost)
    return replace(diagnosis, best=fitting[0], equals=equals, dearer=tuple(fitting[1 + len(equals) :]))


def _one_mistake_each(arithmetic: Arithmetic, best: Explanation) -> list[list[Change]]:
    """Changes to figures that say the same of the same coordinate are one mistake, repeated."""
    groups: dict[object, list[Change]] = {}
    for change in best.changes:
        figure = arithmetic.figures.items[change.figure]
        key = (figure.coordinates, figure.exact) if figure.coordinates else change.figure
        groups.setdefault(key, []).append(change)
    return list(groups.values())


def _finding(
    arithmetic: Arithmetic, changes: list[Change], broken: Sequence[Relation], equals: Sequence[Explanation]
) -> Finding:
    figures = arithmetic.figures
    change = changes[0]
    root = figures.items[change.figure]
    expected = expected_of(figures, change, broken)
    cause, base = cause_of(figures, change, broken, expected)
    severity = _severity(root, expected, broken, _usual_digits(figures))
    code = codes.of_root(figures, root, broken)
    repeated = [i for c in changes for i in c.figures if i != root.index]
    evidence = [locate.related(figures, i, "same_fact") for i in repeated]
    evidence += _evidence(figures, {root.index, *repeated}, broken, base)
    return Finding(
        code,
        severity,
        locate.of_figure(figures, root.index),
        variant=codes.variant(root, expected, cause, severity, _is_whole(root, broken)),
        args=codes.words(figures, root, broken, base),
        stated=_stated(root),
        expected=None if expected is None else str(expected),
        difference=_difference(root, expected),
        tolerance=_tolerance(figures, root, broken),
        unit=root.unit or None,
        cause=cause,
        related=tuple(evidence[:_MOST_RELATED]),
        candidates=tuple(_candidates(arithmetic, equals, change.figure) or _other_terms(arithmetic, change, broken)),
    )


def _is_whole(root: Figure, broken: Sequence[Relation]) -> bool:
    return any(isinstance(r, AtMost) and r.whole == root.index for r in broken)


def _usual_digits(figures: Figures) -> int:
    """The digits that the report's rates show as a rule."""
    shown = Counter(f.decimals for f in figures.items if f.cost is Cost.RATIO and f.value)
    return shown.most_common(1)[0][0] if shown else 0


def _stated(figure: Figure) -> str | None:
    if figure.value is None:
        return None
    source = figure.source
    decimals = source.decimals if isinstance(source, Claim) else figure.decimals
    return format_amount(figure.value, decimals)


def _difference(figure: Figure, expected: Expected | None) -> str | None:
    if expected is None:
        return None
    return format_amount((figure.value or Decimal(0)) - expected.value, max(expected.decimals, figure.decimals))


def _severity(root: Figure, expected: Expected | None, broken: Sequence[Relation], usual: int) -> Severity:
    """A rate off by one last digit or cut off, and a figure told in fewer digits, are less than errors."""
    if expected is None or root.value is None:
        return Severity.ERROR
    if root.cost is Cost.RATIO and any(isinstance(r, Ratio | Growth) for r in broken):
        # Beside rates of two digits 0.9 % means 0.90 %.
        decimals = max(root.decimals, usual) if root.decimals else 0
        if causes.one_last_digit(root.value, expected.value, decimals):
            return Severity.WARNING
        if causes.cut_off(root.value, expected.value, decimals):
            return Severity.WARNING
    source = root.source
    if isinstance(source, Claim) and source.decimals < root.decimals and source.kind.value == "amount":
        told = format_amount(expected.value, source.decimals)
        if Decimal(told) == root.value:
            return Severity.INFO
    return Severity.ERROR


def _evidence(figures: Figures, roots: set[int], broken: Sequence[Relation], base: int | None) -> list[Related]:
    seen = set(roots)
    evidence = []
    if base is not None:
        seen.add(base)
        evidence.append(locate.related(figures, base, "base"))
    for relation in broken:
        for index in relation.scope:
            if index not in seen and not figures.items[index].blank:
                seen.add(index)
                evidence.append(locate.related(figures, index, _role(relation, index)))
    return evidence


def _role(relation: Relation, index: int) -> str:
    if isinstance(relation, Same):
        return "same_fact"
    if isinstance(relation, Linear):
        whole = next((i for c, i in relation.terms if c < 0), None)
        return "total" if index == whole and relation.ground.kind == "sum" else "term"
    if isinstance(relation, Ratio):
        return "base" if index == relation.whole else "term"
    if isinstance(relation, AtMost):
        return "total" if index == relation.whole else "term"
    return "term"


def _tolerance(figures: Figures, root: Figure, broken: Sequence[Relation]) -> str | None:
    if not is_money(root.unit):
        return None
    sums = [r for r in broken if isinstance(r, Linear) and root.index in r.scope]
    decimals = root.decimals
    if sums:
        value = sums[0].tolerance(figures.items) / scale(root.unit)
        return f"{value.normalize():f}"
    return format_amount(Decimal(1).scaleb(-decimals), decimals)


def _other_terms(arithmetic: Arithmetic, change: Change, broken: Sequence[Relation]) -> list[Candidate]:
    """For a rate: the amount or change told beside it, where a single other value of it would fit as well."""
    figures = arithmetic.figures
    if len(broken) != 1 or figures.items[change.figure].cost is not Cost.RATIO:
        return []
    others = []
    for index in broken[0].scope:
        figure = figures.items[index]
        if index == change.figure or figure.statement is not None:
            continue
        allowed = arithmetic.network.allowed((index,))
        expected = None if allowed.empty else expected_of(figures, Change((index,), allowed), broken)
        if expected is not None:
            others.append(Candidate(locate.of_figure(figures, index), str(expected), figure.unit or None))
    return others


def _candidates(arithmetic: Arithmetic, equals: Sequence[Explanation], root: int) -> list[Candidate]:
    seen = {root}
    found = []
    for explanation in equals[:_MOST_CANDIDATES]:
        for change in explanation.changes:
            if change.figure in seen:
                continue
            seen.add(change.figure)
            value = expected_of(arithmetic.figures, change, explanation.broken)
            place = locate.of_figure(arithmetic.figures, change.figure)
            unit = arithmetic.figures.items[change.figure].unit or None
            found.append(Candidate(place, None if value is None else str(value), unit))
    return found


def _undecided(arithmetic: Arithmetic, broken: list[Relation]) -> Iterator[Finding]:
    """No small change mends the component: say so at its cheapest figure, the other places as candidates.

    Figures of the narrative that all say one thing while the cells say another are one mistake, told repeatedly.
    """
    figures = arithmetic.figures
    indices = dict.fromkeys(i for relation in broken for i in relation.scope)
    cheapest = min(indices, key=lambda i: (figures.items[i].cost, i))
    relation = next(r for r in broken if cheapest in r.scope)
    if isinstance(relation, Same):
        cheapest = _odd_one(figures, relation)
    if isinstance(relation, AtMost) and figures.items[relation.part].cost <= figures.items[cheapest].cost:
        cheapest = relation.part
    allowed = relation.implied(cheapest, figures.items)
    root = figures.items[cheapest]
    group = [cheapest]
    for index in indices:
        other = figures.items[index]
        alike = other.coordinates == root.coordinates and other.exact == root.exact and other.cost is root.cost
        if index != cheapest and root.coordinates and alike:
            group.append(index)
    change = Change(tuple(group), EVERYTHING if allowed.empty else allowed)
    found = _finding(arithmetic, [change], broken, ())
    rest = [i for i in relation.scope if i not in group and not figures.items[i].blank]
    if isinstance(relation, AtMost):
        others = tuple(Candidate(locate.of_figure(figures, i), None) for i in rest)
        found = replace(found, candidates=others)
    yield found


def _roundings(arithmetic: Arithmetic) -> Iterator[Finding]:
    """Equal within rounding only: worth knowing, never to be corrected (尾差)."""
    figures = arithmetic.figures
    told: set[int] = set()
    for relation in arithmetic.network.standing(Verdict.ROUNDED):
        if isinstance(relation, Linear) and relation.ground.kind in ("sum", "balance"):
            whole = next(i for c, i in relation.terms if c < 0)
            expected = expect(figures.items, whole, [relation], EVERYTHING)
        elif isinstance(relation, Same):
            whole = _odd_one(figures, relation)
            expected = expect(figures.items, whole, [relation], EVERYTHING)
        else:
            continue
        root = figures.items[whole]
        if root.blank or whole in told:
            continue
        told.add(whole)
        across = isinstance(relation, Same) or relation.ground.statement is None
        yield Finding(
            "JS204" if across else "JS104",
            Severity.INFO,
            locate.of_figure(figures, whole),
            args={"what": Words("合计与分项", "whole and parts") if isinstance(relation, Linear) else SAME},
            stated=_stated(root),
            expected=None if expected is None else str(expected),
            difference=_difference(root, expected),
            tolerance=_tolerance(figures, root, [relation]),
            unit=root.unit,
            related=tuple(_evidence(figures, {whole}, [relation], None)[:_MOST_RELATED]),
        )


SAME = Words("同一数据的两处", "two statements of one figure")


def _odd_one(figures: Figures, relation: Same) -> int:
    """The figure that fewest others agree with."""
    said = [i for i in relation.scope if not figures.items[i].blank]
    counts = {i: sum(figures.items[j].exact == figures.items[i].exact for j in said) for i in said}
    return min(said, key=lambda i: (counts[i], figures.items[i].cost, i))
