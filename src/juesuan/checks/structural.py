"""Mistakes of a table's form: one slip that moves many figures at once.

A wrong unit line, two columns or rows that changed places, a column shifted by a row, a row left out: each breaks many
relations, and naming it costs no more than naming one figure. These hypotheses are tried before single figures.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from juesuan.checks import locate
from juesuan.checks.figures import Figures
from juesuan.checks.finding import Cause, Finding, Location, Related, Severity
from juesuan.checks.roots import Network
from juesuan.cube.figure import Figure
from juesuan.cube.occurrence import Occurrence
from juesuan.cube.relation import AtMost, Linear, Relation, Same, Verdict
from juesuan.money import Interval, scale
from juesuan.money.interval import EVERYTHING
from juesuan.place import Place
from juesuan.recognition.report import Claim, Statement
from juesuan.taxonomy.naming import bare

_UNITS = ("元", "万元", "亿元")
_FEWEST = 3
_FEWEST_PAIRS = 2
_MOST = Decimal("0.8")
_MOST_RELATED = 12


@dataclass(slots=True)
class Comparable:
    """A cell of a statement and what the rest of the report says of its coordinate."""

    figure: Figure
    cell: Occurrence
    elsewhere: Interval

    @property
    def wrong(self) -> bool:
        """The rest of the report says something else."""
        return not self.figure.interval.meets(self.elsewhere)


def structural_findings(
    figures: Figures, network: Network, broken: Sequence[Relation]
) -> tuple[list[Finding], set[int]]:
    """Findings of form, and the ids of the broken relations that they explain."""
    found: list[Finding] = []
    explained: set[int] = set()
    if not broken:
        return found, explained
    touched = {figures.items[i].statement for relation in broken for i in relation.scope}
    for statement in figures.report.statements:
        if statement.id not in touched:
            continue
        cells = list(_comparables(figures, network, statement, explained))
        units = list(_wrong_unit(figures, statement, cells))
        units = units or list(_unit_of_the_sums(figures, network, statement, explained))
        for finding, culprits in (*units, *_moved_lines(cells)):
            found.append(finding)
            explained |= {id(r) for r in broken if culprits & set(r.scope)}
    rest = [r for r in broken if id(r) not in explained]
    for finding, relations in _missing_rows(figures, rest):
        found.append(finding)
        explained |= relations
    return found, explained


def _comparables(figures: Figures, network: Network, statement: Statement, explained: set[int]) -> Iterator[Comparable]:
    """Each cell with what follows for it from outside its table; an empty interval where the others disagree.

    What another table's fault explains is no evidence against this one.
    """
    for figure in figures.items:
        if figure.statement != statement.id or not isinstance(figure.source, Occurrence):
            continue
        elsewhere = EVERYTHING
        for relation in network.of_figure[figure.index]:
            others = [i for i in relation.scope if i != figure.index]
            outside = all(figures.items[i].statement != statement.id for i in others)
            if id(relation) in explained:
                continue
            if outside and not all(figures.items[i].blank for i in others) and isinstance(relation, _COMPARED):
                elsewhere = elsewhere.cut(relation.implied(figure.index, figures.items))
        yield Comparable(figure, figure.source, elsewhere)


_COMPARED = (Same, Linear, AtMost)


def _wrong_unit(figures: Figures, statement: Statement, cells: list[Comparable]) -> Iterator[tuple[Finding, set[int]]]:
    """The whole table is off by the factor between two units of money."""
    told = [c for c in cells if c.figure.value and (c.elsewhere.empty or (c.elsewhere.low and c.elsewhere.high))]
    if len([c for c in told if c.wrong]) < _FEWEST_PAIRS:
        return
    for unit in _UNITS:
        factor = scale(unit) / scale(statement.unit)
        if factor == 1:
            continue
        fitting = sum(c.figure.interval.times(factor).meets(c.elsewhere) for c in told if not c.elsewhere.empty)
        if fitting >= _MOST * len(told):
            yield _unit_finding(figures, statement, unit, tuple(_evidence(figures, told)))
            return


def _unit_finding(
    figures: Figures, statement: Statement, unit: str, evidence: tuple[Related, ...]
) -> tuple[Finding, set[int]]:
    everything = {f.index for f in figures.items if f.statement == statement.id}
    finding = Finding(
        "JS105",
        Severity.ERROR,
        replace(_at_table(statement), quote=statement.unit),
        stated=statement.unit,
        expected=unit,
        cause=Cause.UNIT,
        related=evidence,
    )
    return finding, everything


def _unit_of_the_sums(
    figures: Figures, network: Network, statement: Statement, explained: set[int]
) -> Iterator[tuple[Finding, set[int]]]:
    """A table that meets the others in sums of several of its cells only: in the others' unit all of them hold.

    基本支出 of another table is 人员经费 and 公用经费 of this one: no cell stands there by itself.
    """
    crossing = [
        r
        for r in network.relations
        if id(r) not in explained and {figures.items[i].statement == statement.id for i in r.scope} == {True, False}
    ]
    broken = [r for r in crossing if network.verdicts[id(r)] is Verdict.BROKEN]
    telling = [r for r in broken if isinstance(r, Same | Linear) and _is_precise(figures, r)]
    units = Counter(s.unit for s in figures.report.statements if s.id != statement.id and s.occurrences)
    for unit in _UNITS if telling else ():
        if unit == statement.unit or units[unit] < _FEWEST_PAIRS:
            continue
        items = [replace(f, unit=unit) if f.statement == statement.id else f for f in figures.items]
        if any(r.verdict(items) is Verdict.BROKEN for r in crossing):
            continue
        indices = dict.fromkeys(i for r in telling for i in r.scope)
        yield _unit_finding(figures, statement, unit, tuple(locate.related(figures, i, "term") for i in indices))
        return


def _is_precise(figures: Figures, relation: Relation) -> bool:
    """Whether an amount of the relation has so many digits that it fits in another unit by no accident."""
    values = [figures.items[i].value for i in relation.scope]
    return any(v is not None and len(str(v).replace(".", "").lstrip("-0")) >= _DIGITS for v in values)


_DIGITS = 4


def _at_table(statement: Statement) -> Location:
    block = statement.table.index if statement.title_block is None else statement.title_block
    page = statement.table.pages[0] if statement.table.pages else None
    return Location(Place(page=page, block=block), statement=statement.id)


def _evidence(figures: Figures, cells: list[Comparable]) -> Iterator[Related]:
    for comparable in [c for c in cells if c.wrong][:_MOST_RELATED]:
        yield locate.related(figures, comparable.figure.index, "term")


def _moved_lines(cells: list[Comparable]) -> Iterator[tuple[Finding, set[int]]]:
    """Two columns, or two rows, that changed places; a column that slid by one row."""
    for by_column in (True, False):
        lines: dict[int, dict[int, Comparable]] = defaultdict(dict)
        for c in cells:
            row, column = c.cell.row_index, c.cell.column_index
            if row is not None and column is not None:
                lines[column if by_column else row][row if by_column else column] = c
        suspects = [n for n, line in lines.items() if any(c.wrong for c in line.values())]
        for position, first in enumerate(suspects):
            for second in suspects[position + 1 :]:
                if _swapped(lines[first], lines[second]):
                    yield _swap_finding(lines[first], lines[second], by_column)
        if by_column:
            for number in suspects:
                if _slid(lines[number]):
                    yield _slide_finding(lines[number])


def _swapped(first: dict[int, Comparable], second: dict[int, Comparable]) -> bool:
    """Each says what the rest of the report says of the other, wherever both can be compared."""
    pairs = [(first[n], second[n]) for n in first if n in second]
    wrong = [(a, b) for a, b in pairs if a.wrong or b.wrong]
    outside = [c for line, other in ((first, second), (second, first)) for n, c in line.items() if n not in other]
    if any(c.wrong for c in outside):
        return False
    crossed = all(a.figure.interval.meets(b.elsewhere) and b.figure.interval.meets(a.elsewhere) for a, b in pairs)
    return crossed and len([1 for a, b in wrong if a.figure.value or b.figure.value]) >= _FEWEST_PAIRS


def _slid(line: dict[int, Comparable]) -> bool:
    """Every figure of the column stands one row below or above its own."""
    rows = sorted(line)
    for step in (1, -1):
        moved = [(line[a], line[b]) for a, b in pairwise(rows)]
        pairs = moved if step == 1 else [(b, a) for a, b in moved]
        wrong = [(a, b) for a, b in pairs if b.wrong and b.figure.value]
        if len(wrong) >= _FEWEST and all(b.figure.interval.meets(a.elsewhere) for a, b in wrong):
            return True
    return False


def _swap_finding(
    first: dict[int, Comparable], second: dict[int, Comparable], by_column: bool
) -> tuple[Finding, set[int]]:
    a, b = (next(iter(line.values())).cell for line in (first, second))
    name_a, name_b = (a.column, b.column) if by_column else (a.row, b.row)
    finding = Finding(
        "JS106" if by_column else "JS108",
        Severity.ERROR,
        _of_line(a, by_column),
        args={"first": name_a or "", "second": name_b or ""},
        stated=name_a,
        expected=name_b,
        cause=Cause.SHIFTED,
        related=(Related(_of_line(b, by_column), None, "term"),),
    )
    return finding, {c.figure.index for line in (first, second) for c in line.values()}


def _of_line(cell: Occurrence, by_column: bool) -> Location:
    location = locate.of_cell(cell)
    if by_column:
        return replace(location, row=None, code=None, row_index=None, quote=cell.column)
    return replace(location, column=None, quote=cell.row)


def _slide_finding(line: dict[int, Comparable]) -> tuple[Finding, set[int]]:
    cell = next(c.cell for c in line.values() if c.wrong)
    finding = Finding(
        "JS106",
        Severity.ERROR,
        _of_line(cell, by_column=True),
        variant="slid",
        args={"first": cell.column or ""},
        stated=cell.column,
        cause=Cause.SHIFTED,
        related=tuple(
            Related(locate.of_cell(c.cell), c.cell.text, "term") for c in list(line.values())[:_MOST_RELATED] if c.wrong
        ),
    )
    return finding, {c.figure.index for c in line.values()}


def _missing_rows(figures: Figures, broken: Sequence[Relation]) -> Iterator[tuple[Finding, set[int]]]:
    """A sum that lacks just what another table prints for a row that this table doesn't have."""
    by_row: dict[tuple[str, str], list[Linear]] = defaultdict(list)
    for relation in broken:
        if isinstance(relation, Linear) and relation.ground.dimension == "function" and relation.ground.statement:
            whole = figures.items[next(i for c, i in relation.terms if c < 0)].coordinates[0].function
            by_row[(relation.ground.statement, whole)].append(relation)
    for (statement, whole), relations in by_row.items():
        row = _missing_row(figures, statement, whole, relations)
        if row is not None:
            yield _row_finding(figures, row, relations), {id(r) for r in relations}


def _missing_row(figures: Figures, statement: str, whole: str, relations: list[Linear]) -> Figure | None:
    """A figure elsewhere, of a subject that the statement doesn't print, that is just what a sum lacks."""
    here = {f.coordinates[0].function for f in figures.items if f.statement == statement and f.coordinates}
    prefix = "" if whole == "all" else whole
    for figure in figures.items:
        if figure.statement == statement or not figure.value or not figure.coordinates:
            continue
        code = figure.coordinates[0].function
        if not code.isdigit() or code in here or not code.startswith(prefix) or code == whole:
            continue
        # The whole enters with -1: what is missing makes the sum fall short of zero by just that amount.
        if any(abs(r.gap(figures.items) + figure.exact) <= r.tolerance(figures.items) for r in relations):
            return figure
    return _only_candidate(figures, statement, prefix, here, relations)


def _only_candidate(
    figures: Figures, statement: str, prefix: str, here: set[str], relations: list[Linear]
) -> Figure | None:
    """The one subject below the whole that other tables print and this doesn't, where several columns fall short."""
    if len(relations) < _FEWEST_PAIRS or any(r.gap(figures.items) >= 0 for r in relations):
        return None
    depth = {len(c) for c in here if c.startswith(prefix) and c.isdigit() and len(c) > len(prefix)}
    length = min(depth, default=0)
    missing: dict[str, Figure] = {}
    for figure in figures.items:
        if figure.statement not in (None, statement) and figure.value and figure.coordinates:
            code = figure.coordinates[0].function
            if len(code) == length and code.isdigit() and code.startswith(prefix) and code not in here:
                missing.setdefault(code, figure)
    return next(iter(missing.values())) if len(missing) == 1 else None


def _row_finding(figures: Figures, row: Figure, relations: list[Linear]) -> Finding:
    whole = next(i for c, i in relations[0].terms if c < 0)
    gap = abs(relations[0].gap(figures.items)) / scale(figures.items[whole].unit)
    location = locate.of_figure(figures, whole)
    code, source = row.coordinates[0].function, row.source
    name = source.row if isinstance(source, Occurrence) else source.codes[2] if _has_path(source) else ""  # type: ignore[attr-defined]
    return Finding(
        "JS107",
        Severity.ERROR,
        replace(location, row=name or None, code=code, row_index=None, quote=None),
        args={"name": bare(name or ""), "number": code, "whole": bare(location.row or "")},
        expected=f"{gap:f}",
        unit=figures.items[whole].unit,
        related=(locate.related(figures, whole, "total"), locate.related(figures, row.index, "same_fact")),
    )


def _has_path(source: object) -> bool:
    return isinstance(source, Claim) and source.codes is not None
