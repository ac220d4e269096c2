"""Relations of the statements, generated from the trees of the cube: no table has a check of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator

from juesuan.checks.figures import Figures
from juesuan.cube.coordinate import Coordinate
from juesuan.cube.lattice import DIMENSIONS, IN_SETS, above, canonical
from juesuan.cube.relation import AtMost, Ground, Linear, Relation, Same, Verdict
from juesuan.recognition.report import Statement
from juesuan.taxonomy.dimensions import FUNDS, KINDS, MEASURES, OPEN_MEASURES, PERSONNEL_CLASSES, parent

MONEY_IN = ("income", "surplus_used", "opening")
MONEY_OUT = ("expenditure", "distribution", "closing")
FLOWS = (*MONEY_IN, *MONEY_OUT, "resources", "uses")


def of_statements(figures: Figures) -> Iterator[Relation]:
    """All relations that follow from the tables alone, then those between tables and narrative."""
    for statement in figures.report.statements:
        if statement.id.startswith("other:"):
            continue
        local = _index(figures, statement)
        if local:
            yield from sums(figures, local, statement.id, closed_dimensions(figures, statement))
            yield from balances(local, statement.id)
    yield from same(figures)
    yield from across(figures)
    yield from exhausted(figures)
    yield from parts(figures)


def mark_nothings(figures: Figures, relations: Iterable[Relation]) -> None:
    """Mark the blank cells that are nothing: the other parts of a printed whole come to it without them.

    Args:
        figures: the report's figures; `at_most` of blank cells is set.
        relations: of the statements.
    """
    items = figures.items
    for relation in relations:
        if not isinstance(relation, Linear) or relation.ground.kind != "sum":
            continue
        blanks = [i for c, i in relation.terms if c > 0 and items[i].blank]
        told = [items[i] for _, i in relation.terms if not items[i].blank]
        if not blanks or len(told) < 2 or any(f.exact < 0 for f in told):
            continue
        if any(items[i].blank for c, i in relation.terms if c < 0) or any(f.statement is None for f in told):
            continue
        if relation.verdict(items) is Verdict.BROKEN:
            continue
        bound = relation.tolerance(items) + abs(relation.gap(items))
        for index in blanks:
            known = items[index].at_most
            items[index].at_most = bound if known is None else min(known, bound)


def closed_dimensions(figures: Figures, statement: Statement) -> frozenset[str]:
    """The dimensions whose parts the statement prints in full, as its layout says."""
    layout = figures.report.edition.layout(statement.id)
    return layout.closed if layout is not None else frozenset()


def _index(figures: Figures, statement: Statement) -> dict[Coordinate, int]:
    """First figure of the statement for each coordinate."""
    local: dict[Coordinate, int] = {}
    for figure in figures.items:
        if figure.statement == statement.id:
            local.setdefault(figure.coordinates[0], figure.index)
    return local


def sums(
    figures: Figures, local: dict[Coordinate, int], statement: str | None, closed: Iterable[str]
) -> Iterator[Linear]:
    """A whole equals the sum of its parts, in every closed dimension of the statement."""
    for dimension in sorted(closed):
        lines: dict[Coordinate, dict[str, int]] = defaultdict(dict)
        for coordinate, index in local.items():
            key, member = split(coordinate, dimension)
            lines[key][member] = index
        ground = Ground("sum", statement, dimension)
        for members in lines.values():
            if len(members) < 2 or not any(figures.items[index].value for index in members.values()):
                continue
            for whole, children in children_of(members, dimension).items():
                terms = ((-1, members[whole]), *((1, members[c]) for c in children))
                if any(figures.items[index].value for _, index in terms):
                    yield Linear(terms, ground)


def split(coordinate: Coordinate, dimension: str) -> tuple[Coordinate, str]:
    """The coordinate without the dimension, and its member there.

    In basic spending kind and economic item are one tree: 基本 ⊃ 人员 ⊃ 301 ⊃ 30101.
    """
    if dimension == "economic" and coordinate.kind in ("basic", "personnel", "public"):
        member = coordinate.economic if coordinate.economic != "all" else coordinate.kind
        return coordinate._replace(economic="*", kind="basic"), member
    return coordinate.at({dimension: "*"}), getattr(coordinate, dimension)


def children_of(members: dict[str, int], dimension: str) -> dict[str, list[str]]:
    """Whole → its nearest parts among `members`, for every member that has any."""
    children: dict[str, list[str]] = defaultdict(list)
    for member in members:
        upper = _upper(dimension, member)
        while upper is not None and upper not in members:
            upper = _upper(dimension, upper)
        if upper is not None and _is_closed(dimension, member, upper):
            children[upper].append(member)
    return children


def _is_closed(dimension: str, member: str, whole: str) -> bool:
    """Whether the whole is made up of such parts; a part cut out of one (其中：教育收费) makes up nothing."""
    return member in MEASURES.get(whole, ()) if dimension == "measure" else "." not in member


def _upper(dimension: str, member: str) -> str | None:
    if dimension != "economic":
        return parent(dimension, member)
    if member in ("personnel", "public"):
        return "basic"
    if member == "basic":
        return None
    if member.isdigit():
        if len(member) > 3:
            return member[:3]
        return "personnel" if member in PERSONNEL_CLASSES else "public"
    return parent(dimension, member)


def balances(local: dict[Coordinate, int], statement: str) -> Iterator[Linear]:
    """What came in equals what went out or was left, for each fund and function that shows all of them."""
    groups: dict[Coordinate, dict[str, int]] = defaultdict(dict)
    for coordinate, index in local.items():
        if coordinate.measure in FLOWS and coordinate.kind == "all" and coordinate.economic == "all":
            groups[coordinate._replace(measure="*")][coordinate.measure] = index
    for members in groups.values():
        if {"resources", "uses"} <= members.keys():
            yield Linear(((1, members["resources"]), (-1, members["uses"])), Ground("balance", statement))
        elif {"opening", "income", "expenditure", "closing"} <= members.keys():
            terms = [(1, members[m]) for m in MONEY_IN if m in members]
            terms += [(-1, members[m]) for m in MONEY_OUT if m in members]
            yield Linear(tuple(terms), Ground("balance", statement))


def same(figures: Figures) -> Iterator[Same]:
    """One coordinate has one value, wherever it is stated."""
    for coordinate, indices in figures.at.items():
        if len(indices) > 1 and coordinate.measure not in _MANY:
            yield Same(tuple(dict.fromkeys(indices)), Ground("same"))


_MANY = ("project.amount", "project.score", "?")
"""Measures of which a report tells many, one for each project: equal coordinates do not mean one fact."""

_ACROSS = (("kind", "basic"), ("fund", "appropriation"))


def across(figures: Figures) -> Iterator[Linear]:
    """Closed partitions whose whole and parts stand in different tables: 基本 = 人员 + 公用."""
    for dimension, whole in _ACROSS:
        wholes = [c for c in figures.at if getattr(c, dimension) == whole and c.economic == "all"]
        for coordinate in wholes:
            top = _first_cell(figures, coordinate)
            parts = [(_part(figures, coordinate, dimension, m), m) for m in _members(dimension, whole)]
            if top is None or any(index is None for index, _ in parts):
                continue
            indices = [index for index, _ in parts if index is not None]
            if len({figures.items[i].statement for i in (top, *indices)}) > 1:
                yield Linear(((-1, top), *((1, i) for i in indices)), Ground("sum", None, dimension))


def _members(dimension: str, whole: str) -> tuple[str, ...]:
    return {"kind": KINDS, "fund": FUNDS}[dimension][whole]


def _part(figures: Figures, coordinate: Coordinate, dimension: str, member: str) -> int | None:
    return _first_cell(figures, canonical(coordinate.at({dimension: member})))


def _first_cell(figures: Figures, coordinate: Coordinate) -> int | None:
    cells = figures.cells(coordinate)
    return next((i for i in cells if not figures.items[i].blank), cells[0] if cells else None)


def parts(figures: Figures) -> Iterator[AtMost]:
    """A part is no larger than any whole that contains it: the nearest stated one in every direction.

    Within its own table a cell's sums say more; across tables what counts is fund, kind and named set.
    """
    ground = Ground("part")
    for coordinate, indices in figures.at.items():
        if coordinate.measure not in _PARTED and not coordinate.measure.startswith(_PARTED_COUNTS):
            continue
        part = figures.best(coordinate)
        if part is None or not figures.items[part].value:
            continue
        in_table = any(figures.items[i].statement for i in indices)
        for whole_at in nearest_wholes(figures.at, coordinate, _dimensions(coordinate, in_table)):
            whole = figures.best(whole_at)
            if whole is None or whole == part or figures.items[whole].blank:
                continue
            statement = figures.items[whole].statement
            if statement is None or statement != figures.items[part].statement:
                yield AtMost(part, whole, ground)


_OF_PROCUREMENT = tuple(p for parts in OPEN_MEASURES.values() for p in parts if p.startswith("procurement."))
_PARTED = ("income", "expenditure", "operating_cost", *_OF_PROCUREMENT)
_PARTED_COUNTS = ("vehicles.", "performance.grade.")
_ACROSS_TABLES = ("fund", "kind")
_NAMED_SETS = ("fund", "kind", "economic")


def _dimensions(coordinate: Coordinate, in_table: bool) -> tuple[str, ...]:
    if not in_table:
        return DIMENSIONS
    return _NAMED_SETS if coordinate.economic in IN_SETS else _ACROSS_TABLES


def nearest_wholes(
    stated: Container[Coordinate], coordinate: Coordinate, dimensions: tuple[str, ...] = DIMENSIONS
) -> Iterator[Coordinate]:
    """Walk up from the coordinate in the dimensions; stop at the first stated one on each way."""
    seen = {coordinate}
    todo = list(above(coordinate, dimensions))
    while todo:
        current = canonical(todo.pop())
        if current in seen:
            continue
        seen.add(current)
        if current in stated:
            yield current
        else:
            todo.extend(above(current, dimensions))


_APPROPRIATED = ("general", "government_fund", "state_capital")


def exhausted(figures: Figures) -> Iterator[Linear]:
    """Where all spending was appropriated, it was so for every function and kind: 支出决算表 = the funds' own tables.

    What exceeds the appropriation is nowhere negative; when it is nothing in total, it is nothing anywhere. As nothing
    counts what the rounding of the totals can hide.
    """
    total = Coordinate("expenditure")
    whole = _first_cell(figures, total)
    parts = [_first_cell(figures, total._replace(fund=fund)) for fund in _APPROPRIATED]
    if whole is None or parts[0] is None or figures.items[whole].blank:
        return
    totals = Linear(((-1, whole), *((1, i) for i in parts if i is not None)), Ground("sum", None, "fund"))
    if totals.verdict(figures.items) is not Verdict.HOLDS:
        return
    hidden = totals.tolerance(figures.items)
    for coordinate in list(figures.at):
        if coordinate.measure == "expenditure" and coordinate.fund == "all" and coordinate.function != "all":
            top = _first_cell(figures, coordinate)
            if top is None or coordinate.basis != "final" or figures.items[top].statement != "expenditure":
                continue
            below = [_first_cell(figures, coordinate._replace(fund=fund)) for fund in _APPROPRIATED]
            present = [i for i in below if i is not None]
            if any(figures.items[i].value for i in (top, *present)) and present:
                yield Linear(((-1, top), *((1, i) for i in present)), totals.ground, hidden)
