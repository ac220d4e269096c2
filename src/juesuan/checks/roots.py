"""Roots: the smallest change to what is stated that makes all broken relations hold again.

A wrong figure breaks several relations at once. Following Fellegi and Holt, the search looks for the cheapest set of
figures that covers every broken relation of a component and for which values exist that satisfy all relations they
take part in, those that hold included: a cell whose row and column add up is no suspect for a third sum that does not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from itertools import combinations

from juesuan.cube.figure import Figure
from juesuan.cube.relation import Linear, Relation, Same, Verdict
from juesuan.money import Interval
from juesuan.money.interval import EVERYTHING, NOT_NEGATIVE

_LARGEST_SET = 3
_MOST_COMBINATIONS = 4000
_MOST_SUSPECTS = 60


@dataclass(frozen=True, slots=True)
class Change:
    """What to change: a figure, or several that say the same and were wrong together.

    Attributes:
        figures: indices; all get the same new value.
        interval: where that value has to lie.
    """

    figures: tuple[int, ...]
    interval: Interval

    @property
    def figure(self) -> int:
        """The figure to name."""
        return self.figures[0]


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
    """All explanations of one component with as few changes as any: the best, those as cheap, those dearer."""

    best: Explanation
    equals: tuple[Explanation, ...]
    broken: tuple[Relation, ...]
    dearer: tuple[Explanation, ...] = ()


_SIGNED = ("opening", "closing", "distribution", "surplus_used")
"""What may be below zero: balances of loss-making operations, adjustments."""


class _Changed(Sequence[Figure]):
    """The figures with some intervals replaced, for trying several changes together."""

    def __init__(self, figures: Sequence[Figure], intervals: dict[int, Interval]) -> None:
        self._figures = figures
        self._changed: dict[int, Figure] = {}
        for index, interval in intervals.items():
            stand_in = copy(figures[index])
            stand_in.interval = interval
            self._changed[index] = stand_in

    def __getitem__(self, index: int) -> Figure:  # type: ignore[override]
        return self._changed.get(index) or self._figures[index]

    def __len__(self) -> int:
        return len(self._figures)


class Network:
    """Figures and the relations between them."""

    def __init__(self, figures: Sequence[Figure], relations: Iterable[Relation]) -> None:
        self.figures = figures
        self.relations = list(relations)
        self.of_figure: dict[int, list[Relation]] = defaultdict(list)
        self.verdicts: dict[int, Verdict] = {}
        self._repeats: dict[int, tuple[int, ...]] = {}
        for relation in self.relations:
            self.verdicts[id(relation)] = relation.verdict(figures)
            for index in relation.scope:
                self.of_figure[index].append(relation)

    def standing(self, verdict: Verdict) -> list[Relation]:
        """The relations with this verdict."""
        return [r for r in self.relations if self.verdicts[id(r)] is verdict]

    def components(self, broken: Iterable[Relation]) -> list[list[Relation]]:
        """Broken relations that share figures, or figures that repeat each other, together."""
        groups: list[tuple[set[int], list[Relation]]] = []
        for relation in broken:
            scope, members = set(relation.scope), [relation]
            for index in relation.scope:
                if self.figures[index].exact:
                    scope.update(self._repeated(index))
            apart = []
            for other_scope, others in groups:
                if scope & other_scope:
                    scope |= other_scope
                    members = others + members
                else:
                    apart.append((other_scope, others))
            groups = [*apart, (scope, members)]
        return [members for _, members in groups]

    def allowed(self, unit: tuple[int, ...], free: frozenset[int] = frozenset()) -> Interval:
        """Where the unit's value may lie so that all relations hold that touch no other free figure."""
        interval = EVERYTHING
        members = frozenset(unit)
        for relation in {id(r): r for index in unit for r in self.of_figure[index]}.values():
            if self.verdicts[id(relation)] is Verdict.UNKNOWN and not self.figures[unit[0]].blank:
                continue
            if any(i in free for i in relation.scope):
                # A sum with two unknowns says nothing of either; the others that state one fact still do.
                if not isinstance(relation, Same):
                    continue
                relation = Same(tuple(i for i in relation.scope if i not in free), relation.ground)
            interval = interval.cut(self._implied(relation, members))
            if interval.empty:
                break
        return interval

    def _implied(self, relation: Relation, members: frozenset[int], view: Sequence[Figure] | None = None) -> Interval:
        """Where the members' common value has to lie for one relation."""
        figures = self.figures if view is None else view
        inside = [i for i in relation.scope if i in members]
        if len(inside) == 1:
            return relation.implied(inside[0], figures)
        if isinstance(relation, Linear):
            return relation.implied_together(members, figures)
        if isinstance(relation, Same):
            rest = [i for i in relation.scope if i not in members]
            return Same((inside[0], *rest), relation.ground).implied(inside[0], figures)
        return EVERYTHING

    def diagnose(self, broken: list[Relation]) -> Diagnosis | None:
        """The cheapest explanations of one component, or None where no small set explains it."""
        units = self._units(broken)
        for size in range(1, _LARGEST_SET + 1):
            found = list(self._explanations(broken, units, size))
            if found:
                found.sort(key=lambda e: (e.cost, [c.figures for c in e.changes]))
                equal = tuple(e for e in found if e.cost == found[0].cost)
                return Diagnosis(found[0], equal[1:], tuple(broken), tuple(found[len(equal) :]))
        return None

    def _units(self, broken: list[Relation]) -> list[tuple[int, ...]]:
        """What may be changed: each figure alone, and figures that repeat one value together."""
        counts: dict[int, int] = defaultdict(int)
        for relation in broken:
            for index in relation.scope:
                counts[index] += 1
        suspects = sorted(counts, key=lambda i: (-counts[i], i))[:_MOST_SUSPECTS]
        together = {self._repeated(i) for i in suspects if not self.figures[i].blank}
        return [*((i,) for i in suspects), *sorted(unit for unit in together if len(unit) > 1)]

    def _repeated(self, index: int) -> tuple[int, ...]:
        """The figure and all that must equal it and do: the same fact elsewhere, a whole with one single part."""
        if index not in self._repeats:
            found = self._find_repeated(index)
            self._repeats.update(dict.fromkeys(found, found))
        return self._repeats[index]

    def _find_repeated(self, index: int) -> tuple[int, ...]:
        value = self.figures[index].exact
        found, todo = {index}, [index]
        while todo:
            for relation in self.of_figure[todo.pop()]:
                if not isinstance(relation, Same | Linear):
                    continue
                told = [i for i in relation.scope if not self.figures[i].blank]
                if isinstance(relation, Linear) and len([i for i in told if self.figures[i].exact]) != 2:
                    continue
                for other in told:
                    if other not in found and self.figures[other].exact == value:
                        found.add(other)
                        todo.append(other)
        return tuple(sorted(found, key=lambda i: (self.figures[i].cost, i)))

    def _explanations(self, broken: list[Relation], units: list[tuple[int, ...]], size: int) -> Iterator[Explanation]:
        scopes = [frozenset(r.scope) for r in broken]
        tried = 0
        for chosen in combinations(units, size):
            members = frozenset(i for unit in chosen for i in unit)
            if len(members) < sum(len(unit) for unit in chosen) or not all(scope & members for scope in scopes):
                continue
            tried += 1
            if tried > _MOST_COMBINATIONS:
                return
            changes = self._changes(chosen, members)
            if changes is not None:
                yield Explanation(changes, tuple(broken), sum(self.cost(unit) for unit in chosen))

    def _changes(self, chosen: tuple[tuple[int, ...], ...], members: frozenset[int]) -> tuple[Change, ...] | None:
        changes = []
        for unit in chosen:
            interval = self.allowed(unit, members.difference(unit))
            if self._may_not_be_negative(unit[0]):
                interval = interval.cut(NOT_NEGATIVE)
            # A change that could as well be none explains nothing.
            if interval.empty or (len(chosen) > 1 and interval.meets(self.figures[unit[0]].interval)):
                return None
            changes.append(Change(unit, interval))
        return tuple(changes) if len(chosen) == 1 or self._possible(changes, members) else None

    def _possible(self, changes: list[Change], members: frozenset[int]) -> bool:
        """Whether relations between several changed figures can hold within the changes' intervals."""
        view = _Changed(self.figures, {i: c.interval for c in changes for i in c.figures})
        for change in changes:
            for relation in self.of_figure[change.figure]:
                if len(members.intersection(relation.scope)) > 1:
                    implied = self._implied(relation, frozenset(change.figures), view)
                    if not implied.meets(change.interval):
                        return False
        return True

    def _may_not_be_negative(self, index: int) -> bool:
        figure = self.figures[index]
        if figure.value is None:
            return True
        if figure.value < 0:
            return False
        return all(c.measure not in _SIGNED for c in figure.coordinates)

    def cost(self, unit: tuple[int, ...]) -> int:
        """The cost of changing a unit: that of its dearest figure, and one more for each repetition."""
        return max(int(self.figures[i].cost) for i in unit) + len(unit) - 1
