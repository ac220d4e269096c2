"""Which of several explanations is likeliest: slips of the hand and known mistakes come before odd coincidences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from juesuan.checks import causes
from juesuan.checks.expected import Expected, expect, format_amount
from juesuan.checks.figures import Figures
from juesuan.checks.finding import Cause
from juesuan.checks.roots import Change, Diagnosis, Explanation
from juesuan.cube.figure import Cost, Figure
from juesuan.cube.occurrence import Occurrence
from juesuan.cube.relation import Growth, Ratio, Relation, Same
from juesuan.recognition.report import Claim


def prefer_slips(figures: Figures, diagnosis: Diagnosis) -> Diagnosis:
    """Among equally cheap explanations, one that is a typical slip of the hand comes first, and alone.

    Where none of them is, a dearer one may be: a rate that would have to be quite another number, and an amount
    beside it that is right but for one digit, or the very amount that it is compared with.
    """
    every = (diagnosis.best, *diagnosis.equals)
    grades = [_grade(figures, e) for e in every]
    least = min((g for g in grades if g is not None), default=None)
    if least is not None:
        named = sorted(((g, n) for n, g in enumerate(grades) if g is not None and (g == least or g < _COPIED)))
        (_, first), *others = named
        return replace(diagnosis, best=every[first], equals=tuple(every[n] for _, n in others))
    if len(diagnosis.best.changes) > 1 or _has_a_cause(figures, diagnosis.best):
        return diagnosis
    dearer = [e for e in diagnosis.dearer if _one_digit_off(figures, e) or _copied_beside(figures, e)]
    if not dearer or (len(dearer) > 1 and dearer[0].cost == dearer[1].cost):
        return diagnosis
    return replace(diagnosis, best=dearer[0], equals=every)


_COPIED = len(causes.Slip)
"""A figure copied from its row, column or paragraph comes after all slips of the hand."""


def _grade(figures: Figures, explanation: Explanation) -> int | None:
    """The unlikeliest kind of slip that the explanation needs; None where a change is no slip."""
    grades = [_slip(figures, c, explanation.broken) for c in explanation.changes]
    return None if None in grades else max(g for g in grades if g is not None)


def _slip(figures: Figures, change: Change, broken: Sequence[Relation]) -> int | None:
    figure = figures.items[change.figure]
    expected = expect(figures.items, change.figure, broken, change.interval)
    if expected is None or not figure.value:
        return None
    value = Decimal(format_amount(expected.value, expected.decimals))
    if causes.typing_slip(figure.value, value, expected.decimals) is not None:
        return causes.Slip.KEPT
    kinds = [causes.lost_digit(figure.value, expected.value, expected.decimals)]
    if len(change.figures) == 1:
        meant = causes.meant(figure, change.interval)
        kinds.append(None if meant is None else meant[0])
    found = min((k for k in kinds if k is not None), default=None)
    if found is not None or figure.cost is Cost.RATIO:
        return found
    alone = len(change.figures) == 1
    return _COPIED if alone and cause_of(figures, change, broken, expected)[0] is Cause.COPIED else None


def _has_a_cause(figures: Figures, explanation: Explanation) -> bool:
    """The stated figure comes from a known mistake: another base, cut off, rounded from rounded figures, copied."""
    change = explanation.changes[0]
    figure = figures.items[change.figure]
    expected = expect(figures.items, change.figure, explanation.broken, change.interval)
    rate = figure.value if figure.cost is Cost.RATIO else None
    if expected is not None and rate is not None and causes.one_last_digit(rate, expected.value, figure.decimals):
        return True
    return cause_of(figures, change, explanation.broken, expected)[0] is not None


def _one_digit_off(figures: Figures, explanation: Explanation) -> bool:
    change = explanation.changes[0]
    return len(change.figures) == 1 and causes.meant(figures.items[change.figure], change.interval) is not None


def _copied_beside(figures: Figures, explanation: Explanation) -> bool:
    """Whether a change to last year's figure says the very amount that is compared (增加45.65万元 of 45.65万元).

    A budget and what was spent of it may well be equal, and so a part and its whole; these two are not.
    """
    root = figures.items[explanation.changes[0].figure]
    bases = [r.now for r in explanation.broken if isinstance(r, Growth) and r.change == root.index]
    return len(explanation.changes) == 1 and causes.copied_from(figures.items, root, bases) is not None


def expected_of(figures: Figures, change: Change, broken: Sequence[Relation]) -> Expected | None:
    """The value the change's figure should have.

    Sums of rounded figures, and rates above all, tell a figure only roughly; the one that a slip of the hand has
    changed is told exactly. What is stated elsewhere is that in any case, and a rate what a reader would work out,
    unless its very digits stand there.
    """
    figure = figures.items[change.figure]
    if not any(isinstance(r, Same) and figure.index in r.scope for r in broken):
        meant = causes.meant(figure, change.interval)
        if meant is not None and (figure.cost is not Cost.RATIO or meant[0] < causes.Slip.MISTYPED):
            return Expected(meant[1], figure.decimals)
    return expect(figures.items, figure.index, broken, change.interval)


def cause_of(
    figures: Figures, change: Change, broken: Sequence[Relation], expected: Expected | None
) -> tuple[Cause | None, int | None]:
    """How the stated figure may have come about, with the index of the figure it was computed on or copied from."""
    root = figures.items[change.figure]
    if root.cost is Cost.RATIO:
        relation = next((r for r in broken if isinstance(r, Ratio | Growth) and root.index == r.rate), None)
        if relation is not None:
            cause, base = causes.of_rate(figures, root, relation)
            if cause is not None:
                return cause, base
    if expected is None or root.value is None:
        return None, None
    slip = causes.typing_slip(root.value, Decimal(format_amount(expected.value, expected.decimals)), expected.decimals)
    if slip is not None:
        return slip, None
    if root.cost is Cost.RATIO and causes.cut_off(root.value, expected.value, root.decimals):
        return Cause.TRUNCATED, None
    if causes.lost_digit(root.value, expected.value, expected.decimals):
        return None, None
    copied = causes.copied_from(figures.items, root, _neighbours(figures, change, broken))
    return (Cause.COPIED, copied) if copied is not None else (None, None)


def _neighbours(figures: Figures, change: Change, broken: Sequence[Relation]) -> list[int]:
    """Figures from which one may have been copied: of its paragraph, or of the row or column that it stands in.

    For a figure of the narrative the row and column are those of the cells that state the same fact.
    """
    root = figures.items[change.figure]
    lines: set[tuple[str | None, str, int | None]] = set()
    for index in {i for r in broken if isinstance(r, Same) for i in r.scope} | {root.index}:
        cell = figures.items[index].source
        if isinstance(cell, Occurrence):
            lines |= {(cell.statement, "row", cell.row_index), (cell.statement, "column", cell.column_index)}
    block = root.source.place.block if isinstance(root.source, Claim) else None
    return [f.index for f in figures.items if f.index not in change.figures and _is_near(f, block, lines)]


def _is_near(figure: Figure, block: int | None, lines: set[tuple[str | None, str, int | None]]) -> bool:
    source = figure.source
    if isinstance(source, Claim):
        return block is not None and source.place.block == block
    assert isinstance(source, Occurrence)
    return (source.statement, "row", source.row_index) in lines or (
        source.statement,
        "column",
        source.column_index,
    ) in lines
