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
from juesuan.money import Interval, scale
from juesuan.recognition.report import Claim


def prefer_slips(figures: Figures, diagnosis: Diagnosis) -> Diagnosis:
    """Among equally cheap explanations, one that is a typical slip of the hand comes first, and alone.

    Where none of them is, a dearer one may be: a rate that would have to be quite another number, and an amount
    beside it that is right but for one digit.
    """
    every = (diagnosis.best, *diagnosis.equals)
    for grade in (_is_slip, _is_lost_digit, _one_digit_off):
        named = [e for e in every if grade(figures, e)]
        if named:
            return replace(diagnosis, best=named[0], equals=tuple(named[1:])) if diagnosis.equals else diagnosis
    if len(diagnosis.best.changes) > 1 or _has_a_cause(figures, diagnosis.best):
        return diagnosis
    dearer = [e for e in diagnosis.dearer if _one_digit_off(figures, e)]
    if not dearer or (len(dearer) > 1 and dearer[0].cost == dearer[1].cost):
        return diagnosis
    return replace(diagnosis, best=dearer[0], equals=every)


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
    return len(change.figures) == 1 and _meant(figures, change) is not None


def _meant(figures: Figures, change: Change) -> Decimal | None:
    figure = figures.items[change.figure]
    low, high = change.interval.low, change.interval.high
    if not figure.value or low is None or high is None:
        return None
    factor = scale(figure.unit)
    return causes.slip_within(figure.value, figure.decimals, Interval(low / factor, high / factor))


def expected_of(figures: Figures, change: Change, broken: Sequence[Relation]) -> Expected | None:
    """The value the change's figure should have.

    A rate tells an amount only roughly; the amount that one slip of the hand has changed is told exactly.
    """
    figure = figures.items[change.figure]
    if figure.cost is not Cost.RATIO and all(isinstance(r, Ratio | Growth) for r in broken):
        meant = _meant(figures, change)
        if meant is not None:
            return Expected(meant, figure.decimals)
    return expect(figures.items, figure.index, broken, change.interval)


def _is_slip(figures: Figures, explanation: Explanation) -> bool:
    return all(_typing_slip(figures, c, explanation.broken) is not None for c in explanation.changes)


def _is_lost_digit(figures: Figures, explanation: Explanation) -> bool:
    for change in explanation.changes:
        figure = figures.items[change.figure]
        expected = expect(figures.items, change.figure, explanation.broken, change.interval)
        if expected is None or not figure.value:
            return False
        if not causes.lost_digit(figure.value, expected.value, expected.decimals):
            return False
    return True


def _typing_slip(figures: Figures, change: Change, broken: Sequence[Relation]) -> Cause | None:
    figure = figures.items[change.figure]
    expected = expect(figures.items, change.figure, broken, change.interval)
    if expected is None or figure.value is None:
        return None
    value = Decimal(format_amount(expected.value, expected.decimals))
    return causes.typing_slip(figure.value, value, expected.decimals)


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
