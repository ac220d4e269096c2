"""Roots: the smallest change to what is stated that makes all broken relations hold again.

A wrong figure breaks several relations at once. Following Fellegi and Holt, the search looks for the cheapest set of
figures that covers every broken relation of a component and for which values exist that satisfy all relations they
take part in, those that hold included: a cell whose row and column add up is no suspect for a third sum that does not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from juesuan.cube.figure import Figure
from juesuan.cube.relation import Relation, Verdict
from juesuan.money import Interval
from juesuan.money.interval import EVERYTHING

_LARGEST_SET = 3
_MOST_COMBINATIONS = 4000
_HELD_SCOPE = 400


@dataclass(frozen=True, slots=True)
class Change:
    """A figure to change and the interval in which it would have to lie."""

    figure: int
    interval: Interval


@dataclass(frozen=True, slots=True)
class Explanation:
    """One way to make the broken relations of a component hold.

    Attributes:
        changes: the figures to change.
        broken: the relations it mends.
        cost: see Cost; lower is likelier.
    """

    changes: tuple[Change, ...]
    broken: tuple[Relation, ...]
    cost: int


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """All equally good explanations of one component, the one to name first at the front."""

    best: Explanation
    equals: tuple[Explanation, ...]
    broken: tuple[Relation, ...]


class Network:
    """Figures and the relations between them."""

    def __init__(self, figures: Sequence[Figure], relations: Iterable[Relation]) -> None:
        self.figures = figures
        self.relations = list(relations)
        self.of_figure: dict[int, list[Relation]] = defaultdict(list)
        self.verdicts: dict[int, Verdict] = {}
        for relation in self.relations:
            self.verdicts[id(relation)] = relation.verdict(figures)
            for index in relation.scope:
                self.of_figure[index].append(relation)

    def standing(self, verdict: Verdict) -> list[Relation]:
        """The relations with this verdict."""
        return [r for r in self.relations if self.verdicts[id(r)] is verdict]

    def components(self, broken: Iterable[Relation]) -> list[list[Relation]]:
        """Broken relations that share figures, together."""
        groups: list[tuple[set[int], list[Relation]]] = []
        for relation in broken:
            scope, members = set(relation.scope), [relation]
            apart = []
            for other_scope, others in groups:
                if scope & other_scope:
                    scope |= other_scope
                    members = others + members
                else:
                    apart.append((other_scope, others))
            groups = [*apart, (scope, members)]
        return [members for _, members in groups]

    def allowed(self, index: int, free: frozenset[int] = frozenset()) -> Interval:
        """Where the figure may lie so that all its relations hold that touch no other free figure."""
        interval = EVERYTHING
        for relation in self.of_figure[index]:
            if self.verdicts[id(relation)] is Verdict.UNKNOWN and not self.figures[index].blank:
                continue
            if any(i != index and i in free for i in relation.scope):
                continue
            interval = interval.cut(relation.implied(index, self.figures))
            if interval.empty:
                break
        return interval

    def diagnose(self, broken: list[Relation]) -> Diagnosis | None:
        """The cheapest explanations of one component, or None where no small set explains it."""
        suspects = sorted({i for relation in broken for i in relation.scope})
        for size in range(1, _LARGEST_SET + 1):
            found = list(self._explanations(broken, suspects, size))
            if found:
                found.sort(key=lambda e: (e.cost, [c.figure for c in e.changes]))
                equal = tuple(e for e in found if e.cost == found[0].cost)
                return Diagnosis(found[0], equal[1:], tuple(broken))
        return None

    def _explanations(self, broken: list[Relation], suspects: list[int], size: int) -> Iterator[Explanation]:
        scopes = [frozenset(r.scope) for r in broken]
        tried = 0
        for chosen in combinations(self._ordered(broken, suspects), size):
            members = frozenset(chosen)
            if not all(scope & members for scope in scopes):
                continue
            tried += 1
            if tried > _MOST_COMBINATIONS:
                return
            changes = self._changes(members)
            if changes is not None:
                yield Explanation(changes, tuple(broken), sum(self.cost(i) for i in members))

    def _ordered(self, broken: list[Relation], suspects: list[int]) -> list[int]:
        counts: dict[int, int] = defaultdict(int)
        for relation in broken:
            for index in relation.scope:
                counts[index] += 1
        return sorted(suspects, key=lambda i: (-counts[i], i))[:_HELD_SCOPE]

    def _changes(self, members: frozenset[int]) -> tuple[Change, ...] | None:
        changes = []
        for index in sorted(members):
            interval = self.allowed(index, members - {index})
            if interval.empty:
                return None
            changes.append(Change(index, interval))
        if len(members) > 1 and any(c.interval.low is None and c.interval.high is None for c in changes):
            return None
        return tuple(changes)

    def cost(self, index: int) -> int:
        """The cost of changing a figure."""
        return int(self.figures[index].cost)
