"""A form's points added up: weights and scores against their totals."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from juesuan.performance.model import Number, Project

ZERO = Decimal(0)
_HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Points:
    """The points of a form.

    Attributes:
        execution: weight of budget execution, None where it is none of its own.
        weights: all weights with a value, execution's first.
        scores: all scores with a value, execution's first.
        weight_sum: of the weights.
        score_sum: of the scores, each no more than its weight (what exceeds it is a mistake of its own).
        weight_gap: what the weights have more than their total, 0 if they agree or there is no total.
        score_gap: what the scores have more than their total; 0 too where one is blank.
        complete: every indicator that was set has a weight.
    """

    execution: Number | None
    weights: tuple[Number, ...]
    scores: tuple[Number, ...]
    weight_sum: Decimal
    score_sum: Decimal
    weight_gap: Decimal
    score_gap: Decimal
    complete: bool

    @property
    def execution_weight(self) -> Decimal:
        """Weight of budget execution, 0 where it has none."""
        return self.execution.value or ZERO if self.execution is not None else ZERO


def points_of(project: Project) -> Points:
    """Add a form's points up.

    Args:
        project: the form.
    """
    weight, score = project.execution
    pairs: list[tuple[Number | None, Number | None]] = (
        [(weight, score)] if weight is not None and weight.value is not None else []
    )
    pairs += [(i.weight, i.score) for i in project.filled]
    weights = tuple(w for w, _ in pairs if w is not None and w.value is not None)
    scores = tuple(s for _, s in pairs if s is not None and s.value is not None)
    weight_sum = sum((w.value for w in weights if w.value is not None), ZERO)
    score_sum = sum((_capped(w, s) for w, s in pairs), ZERO)
    blank = any(w is not None and w.value and (s is None or s.value is None) for w, s in pairs)
    return Points(
        weight if weight is not None and weight.value is not None else None,
        weights,
        scores,
        weight_sum,
        score_sum,
        _gap(weight_sum, project.total_weight, weights),
        ZERO if blank else _gap(score_sum, project.total_score, scores),
        bool(weights) and all(i.weight is not None and i.weight.value is not None for i in project.filled if i.target),
    )


def _capped(weight: Number | None, score: Number | None) -> Decimal:
    if score is None or score.value is None:
        return ZERO
    if weight is None or weight.value is None:
        return score.value
    return min(score.value, weight.value)


def _gap(parts: Decimal, total: Number | None, terms: tuple[Number, ...]) -> Decimal:
    """The difference where it is more than the total's rounding."""
    if total is None or total.value is None or not terms:
        return ZERO
    finest = max(t.decimals for t in terms)
    # a total shown with fewer digits than its terms has been rounded; terms of full precision have not
    slack = _HALF.scaleb(-total.decimals) if finest > total.decimals else ZERO
    gap = parts - total.value
    return gap if abs(gap) > slack + (Decimal("0.01") if finest >= 2 else ZERO) else ZERO
