"""From cells to coordinates: what a layout says about a table's rows and columns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from juesuan.cube.coordinate import Coordinate
from juesuan.cube.occurrence import Occurrence
from juesuan.place import Place
from juesuan.recognition.tables_grid import NO_NUMBER, Column, Form, Role, Side, Square, label_of
from juesuan.taxonomy.codes import CodeTree
from juesuan.taxonomy.layout import Axis, Patch, StatementLayout, Term
from juesuan.taxonomy.naming import key

_UNIT = re.compile(r"\(?(?:单位:?)?(?:亿|万|千)?元\)?$")
_YEAR = re.compile(r"(20\d{2})年(?:度)?")
_SIDE_WORDS = (
    ("nature", re.compile("性质|经济分类")),
    ("income", re.compile("收入")),
    ("expenditure", re.compile("支出")),
)
_SIDE_NAMES = {"income": "收入", "expenditure": "支出", "nature": "支出"}
_FUNCTION_LENGTHS = frozenset({3, 5, 7})
_ECONOMIC_LENGTHS = frozenset({3, 5})


@dataclass(slots=True)
class Binding:
    """A table read as one statement.

    Attributes:
        layout: what it was taken for.
        unit: money unit it was bound with.
        occurrences: bound cells in row order.
        columns: amount columns whose meaning is known, of `all_columns`.
        rows: labelled rows whose meaning is known, of `all_rows`.
        numbers: numeric cells in amount columns, bound or not.
        labels: grid row → label as printed.
        codes: grid row → code.
    """

    layout: StatementLayout
    unit: str
    occurrences: list[Occurrence] = field(default_factory=list)
    columns: int = 0
    all_columns: int = 0
    rows: int = 0
    all_rows: int = 0
    numbers: int = 0
    labels: dict[int, str] = field(default_factory=dict)
    codes: dict[int, str] = field(default_factory=dict)

    @property
    def fit(self) -> float:
        """0 to 1: how much of the table's form the layout explains."""
        columns = self.columns / self.all_columns if self.all_columns else 0.0
        if not self.all_rows:
            return columns
        return columns * (0.5 + 0.5 * self.rows / self.all_rows)


class Binder:
    """Binds the cells of one table.

    Args:
        form: the table's form.
        layout: what it is taken for.
        year: fiscal year, to tell columns of other years; None if unknown.
        tree: 支出功能分类 of the year, for rows named by 类.
        base: members that replace those of the layout (the edition's settings).
        unit: money unit.
    """

    def __init__(
        self, form: Form, layout: StatementLayout, year: int | None, tree: CodeTree, base: Patch, unit: str, block: int
    ) -> None:
        self.form = form
        self.layout = layout
        self.year = year
        self.tree = tree
        self.base = {**layout.base, **base}
        self.unit = unit
        self.block = block
        self.binding = Binding(layout, unit)
        self._codes: dict[int, str] = {}
        self._paths: dict[int, str] = {}
        self._itemised = False  # the columns are the items, as in a 三公 table of one row
        self._elements: dict[str, Patch | None] = {}

    def bind(self) -> Binding:
        """Bind every cell whose row and column are understood."""
        plans = [(side, *self._side_plan(side)) for side in self.form.sides if side.amounts]
        seen: dict[str, str] = {}
        two_sided = self.layout.axis is Axis.ITEMS and len(plans) > 1
        for side, name, columns in plans:
            prefix = _SIDE_NAMES.get(name, "") if two_sided and not side.head else ""
            for column in side.amounts:
                self._paths[column.index] = "/".join(filter(None, (prefix, column.path)))
            self.binding.all_columns += len(side.amounts)
            self.binding.columns += len(columns)
        rows = self._rows_wanted()
        for row in self.form.data:
            for side, name, columns in plans:
                self._bind_row(row, side, name, columns, seen, row in rows)
        return self.binding

    def _side_plan(self, side: Side) -> tuple[str, dict[int, Coordinate]]:
        name = self._side_name(side) if self.layout.axis is Axis.ITEMS else ""
        base = {**self.base, **self.layout.sides.get(name, {})}
        columns: dict[int, Coordinate] = {}
        if "measure" not in base:
            return name, columns  # 收入 or 支出? Nothing tells
        for column in side.amounts:
            patch = self._column_patch(column)
            if patch is not None:
                self._itemised |= self.layout.axis is Axis.SINGLE and "economic" in patch
                columns[column.index] = _coordinate({**base, **patch})
        return name, self._without_doubles(side, columns)

    def _without_doubles(self, side: Side, columns: dict[int, Coordinate]) -> dict[int, Coordinate]:
        """Of columns that seem to mean the same, keep the one whose header says more; equal ones stay."""
        depth = {c.index: len(c.heads) for c in side.amounts}
        best: dict[Coordinate, int] = {}
        for index, coordinate in columns.items():
            best[coordinate] = max(best.get(coordinate, 0), depth[index])
        return {i: c for i, c in columns.items() if depth[i] == best[c]}

    def _side_name(self, side: Side) -> str:
        for name, pattern in _SIDE_WORDS:
            if name in self.layout.sides and pattern.search(side.head + "".join(self._name_heads(side))):
                return name
        counts = dict.fromkeys(self.layout.sides, 0)
        for row in self.form.data:
            found = self.layout.rows.get(key(label_of(self.form, side, row)[1]), ())
            for term in found:
                if term.side in counts:
                    counts[term.side] += 1
        return max(counts, key=lambda n: counts[n]) if any(counts.values()) else ""

    def _name_heads(self, side: Side) -> list[str]:
        heads = []
        for r in self.form.header:
            for c in side.names:
                square = self.form.squares[r][c]
                if square is not None and square.cell.colspan < len(self.form.columns):
                    heads.append(square.folded)
        return heads

    def _column_patch(self, column: Column) -> dict[str, str | int] | None:
        """What the header cells above a column say together; None if one is not understood."""
        patch: dict[str, str | int] = {}
        known = not column.heads and (bool(column.side_heads) or not self.form.has_header)
        for head in column.heads:
            said = self._element(head)
            if said is None:
                return None
            known = True
            patch.update(said)
        return patch if known else None

    def _element(self, head: str) -> Patch | None:
        if head not in self._elements:
            self._elements[head] = self._look_up(head)
        return self._elements[head]

    def _look_up(self, head: str) -> Patch | None:
        terms = self.layout.columns.get(key(head))
        if terms:
            return terms[-1].patch
        plain = _UNIT.sub("", head)
        match = _YEAR.search(plain)
        if match:
            plain = plain.replace(match[0], "")
        if plain == head:
            return {} if self.layout.has_title(head) or self.layout.has_title(head + "表") else None
        terms = self.layout.columns.get(key(plain)) if plain else (Term({}),)
        if not terms:
            return None
        patch = dict(terms[-1].patch)
        if match and self.year is not None:
            period = int(match[1]) - self.year
            if period not in (0, -1):
                return None
            patch["period"] = period
        return patch

    def _rows_wanted(self) -> set[int]:
        """For a statement without labels: the one row that holds the amounts."""
        data = self.form.data
        if self.layout.axis is not Axis.SINGLE:
            return set(data)
        named = [r for r in data if self._term(r) is not None]
        if named:
            return set(named)
        filled = [r for r in data if any(s is not None and s.number is not None for s in self.form.squares[r])]
        return set((filled or data)[:1])

    def _term(self, row: int) -> Term | None:
        for side in self.form.sides:
            terms = self.layout.rows.get(key(label_of(self.form, side, row)[1]), ())
            if terms:
                return terms[0]
        return None

    def _bind_row(
        self, row: int, side: Side, name: str, columns: Mapping[int, Coordinate], seen: dict[str, str], wanted: bool
    ) -> None:
        code, label = label_of(self.form, side, row, self._codes.get(side.columns[0], ""))
        if code:
            self._codes[side.columns[0]] = code
        patch = self._row_patch(code, label, name, seen) if wanted else None
        labelled = bool(code or label)
        line = self.form.squares[row]
        if labelled:
            self.binding.all_rows += 1
            self.binding.rows += patch is not None
            self.binding.labels.setdefault(row, label or code)
            if code:
                self.binding.codes.setdefault(row, code)
        for column in side.amounts:
            square = line[column.index]
            if square is None or square.cell.row != row or square.cell.column != column.index:
                continue
            if square.number is not None:
                self.binding.numbers += 1
            coordinate = columns.get(column.index)
            if coordinate is None or patch is None:
                continue
            if square.number is None and square.folded not in NO_NUMBER and label == square.printed:
                continue  # the label itself, merged over the amounts of another side
            if row == self.form.mixed and square.number is None and not square.blank:
                continue  # a header word in a row that is header and total at once
            self.binding.occurrences.append(self._occurrence(square, coordinate.at(patch), row, column, label, code))

    def _occurrence(
        self, square: Square, coordinate: Coordinate, row: int, column: Column, label: str, code: str
    ) -> Occurrence:
        cell, number = square.cell, square.number
        return Occurrence(
            coordinate,
            number.value if number else None,
            self.unit,
            number.decimals if number else 0,
            cell.text,
            Place(
                cell.page,
                cell.bbox,
                self.block,
                sheet=cell.sheet,
                cell=cell.ref,
                square=(cell.row, cell.column),
            ),
            self.layout.id,
            label or None,
            code or None,
            row,
            self._paths[column.index],
            column.index,
        )

    def _row_patch(self, code: str, label: str, side: str, seen: dict[str, str]) -> Patch | None:
        """What a row's code and label say; None if they are not understood."""
        axis = self.layout.axis
        if axis is Axis.FUNCTION and code:
            return {"function": code} if len(code) in _FUNCTION_LENGTHS else None
        if axis is Axis.ECONOMIC and code:
            return {"economic": code} if len(code) in _ECONOMIC_LENGTHS else None
        if not label:
            return {} if axis is Axis.SINGLE else None
        terms = [t for t in self.layout.rows.get(key(label), ()) if t.side in ("", side)]
        term = next((t for t in terms if t.after and t.after == seen.get(side)), None)
        term = term or next((t for t in terms if not t.after), None)
        if term is not None:
            if "measure" in term.patch:
                seen[side] = str(term.patch["measure"])
            if self._itemised:
                return {k: v for k, v in term.patch.items() if k != "economic"}
            return term.patch
        if axis is Axis.ITEMS and side == "expenditure":
            codes = self.tree.find(label, level=3)
            return {"function": codes[0]} if codes else None
        return {} if axis is Axis.SINGLE and not self.layout.rows.keys() & {key(label)} else None


def _coordinate(members: Mapping[str, str | int]) -> Coordinate:
    return Coordinate(**members)  # type: ignore[arg-type]


def stray_numbers(form: Form) -> int:
    """Numeric cells of a table that is no known statement: those in columns that hold amounts."""
    amounts = [c.index for c in form.columns if c.role is Role.AMOUNT]
    count = 0
    for row in form.data:
        for c in amounts:
            square = form.squares[row][c]
            if square is not None and square.number is not None and (square.cell.row, square.cell.column) == (row, c):
                count += 1
    return count
