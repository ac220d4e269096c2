"""The Ministry's forms beside the published statements: economic items, 三公 and its counts, assets, procurement."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from juesuan.compiling.entering import Entering, unbound, yuan
from juesuan.compiling.matrix import Matrix, read_matrix
from juesuan.compiling.sheet_codes import SheetBlocks
from juesuan.cube.coordinate import Coordinate
from juesuan.cube.occurrence import Occurrence
from juesuan.documents.model import Table
from juesuan.recognition.tables_binding import Binder
from juesuan.recognition.tables_context import stated_unit
from juesuan.recognition.tables_form import read_form
from juesuan.taxonomy.codes import functional
from juesuan.taxonomy.dimensions import ECONOMIC_MEMBERS, ECONOMIC_SETS
from juesuan.taxonomy.layout import StatementLayout
from juesuan.taxonomy.ministry import MinistryForm, Reading
from juesuan.taxonomy.naming import compact, fold
from juesuan.writing.inputs_merge import same
from juesuan.writing.inputs_notes import parts
from juesuan.writing.model import Profile

_DASH = "一"  # some platforms print 一 where others print a dash
_SETS = frozenset({*ECONOMIC_SETS, *ECONOMIC_MEMBERS})
_UNIT_ROWS = 4
NO_UNIT = (
    "没有写明金额单位，请在表头写上“金额单位：元”或“金额单位：万元”",
    "no unit of money is stated; write 金额单位：元 or 金额单位：万元 above the table",
)
"""A unit of money is never guessed."""


@cache
def _noted() -> frozenset[Coordinate]:
    """What notes.toml has a key for."""
    return frozenset(key.at for part in parts() for key in part.keys if key.at is not None)


class FormReader:
    """Reads one workbook's forms.

    Args:
        entering: takes the figures in.
        profile: year and edition.
        unit: money unit of forms that state none; None where nothing states one.
    """

    def __init__(self, entering: Entering, profile: Profile, unit: str | None) -> None:
        self.entering = entering
        self.year = profile.year
        self.unit = unit
        settings = entering.report.edition.settings
        self.fund = settings.get("three_public.fund", "appropriation")
        self.budget = settings.get("three_public.budget", "adjusted")
        self.items: dict[str, dict[str, tuple[int, str]]] = {}  # fund → economic code → amount and cell

    def read(self, sheet: SheetBlocks) -> None:
        """Read a sheet that is one of the forms."""
        form = sheet.form
        for table in sheet.tables:
            if form is None or form.read is Reading.NOTHING:
                return
            unit = _unit(sheet, table) or self.unit
            if unit is None:
                self.entering.trouble.add(f"{self.entering.source.name}, {sheet.name}", *NO_UNIT)
                return
            if form.read is Reading.MATRIX:
                self._matrix(form, read_matrix(table, form, self.year, unit))
            elif form.layout is not None:
                self._form(form, form.layout, _without_dashes(table), unit)

    # --- functions by economic items ------------------------------------------------------------------------------

    def _matrix(self, form: MinistryForm, matrix: Matrix) -> None:
        enter = self.entering
        if form.total:
            for stated in (*filter(None, [matrix.whole.get("all")]), *matrix.rows.values()):
                enter.state(stated)
        if form.economic == "facts":
            self._items_of_line(matrix)
        elif form.economic:
            wanted = [c for codes in ECONOMIC_MEMBERS.values() for c in codes]
            for code in wanted if form.economic == "three_public" else form.economic:
                if code in matrix.whole:
                    self._item(form, code, matrix.whole[code])
        if form.statement:
            enter.source.facts.complete.add(form.statement)
        if form.total or form.economic:
            enter.not_used(matrix.unknown)

    def _items_of_line(self, matrix: Matrix) -> None:
        """The line 合计 item by item; where it is wanting or no sum of the lines, that is told."""
        enter = self.entering
        functions = {*matrix.rows, *(f for f, _ in matrix.others)}
        leaves = {f for f in functions if not any(g != f and g.startswith(f) for g in functions)}
        sums: dict[str, int] = {}
        first: dict[str, Occurrence] = {}
        for (function, item), stated in matrix.others.items():
            amount = enter.amount(stated) if function in leaves else None
            if amount is not None:
                sums[item] = sums.get(item, 0) + amount
                first.setdefault(item, stated)
        for item, stated in matrix.whole.items():
            amount = enter.amount(stated) if item != "all" else None
            if item == "all" or (amount is None and item in sums):
                continue
            if amount is not None:
                enter.put(enter.source.facts.at, stated.coordinate, amount, enter.where(stated))
            if matrix.others and sums.get(item, 0) != (amount or 0):
                told, lines, where = yuan(amount or 0), yuan(sums.get(item, 0)), enter.where(stated)
                zh = f"{where}：合计行为 {told}，各科目之和为 {lines}；取合计行"
                en = f"{where}: the line 合计 says {told}, its functions make {lines}; the line is taken"
                enter.source.differences.append((zh, en))
        self._sums_of_lines(matrix, sums, first)

    def _sums_of_lines(self, matrix: Matrix, sums: dict[str, int], first: dict[str, Occurrence]) -> None:
        """Where the line 合计 is blank or wanting, what its functions make."""
        enter, blank = self.entering, []
        for item, amount in sums.items():
            stated = matrix.whole.get(item)
            if stated is not None and stated.value is not None:
                continue
            where = f"{enter.where(first[item])} 等"
            enter.put(enter.source.facts.at, first[item].coordinate._replace(function="all"), amount, where)
            if stated is not None and amount:
                blank.append(stated.place.cell or "?")
        if blank:
            where = f"{enter.source.name}, {first[next(iter(sums))].place.sheet} {blank[0]}"
            zh = f"{where}{' 等' if len(blank) > 1 else ''}：合计行为空，取各科目之和"
            en = f"{where}{' ...' if len(blank) > 1 else ''}: the line 合计 is blank; the sum of its functions is taken"
            enter.source.differences.append((zh, en))

    def _item(self, form: MinistryForm, code: str, stated: Occurrence) -> None:
        amount = self.entering.amount(stated)
        if amount is None:
            return
        where = self.entering.where(stated)
        self.items.setdefault(str(form.base.get("fund", "all")), {})[code] = (amount, where)
        if stated.coordinate in _noted():
            self.entering.put(self.entering.source.beside, stated.coordinate, amount, where)

    def compare_three_public(self) -> None:
        """Hold 公务接待费 and vehicles of 三公 to the items that the forms tell. 出国 may be told in part only."""
        funds = ["general"] if self.fund == "general" else ["general", "government_fund", "state_capital"]
        if "general" not in self.items:
            return
        for name in ("vehicle_purchase", "vehicle_operation", "reception"):
            stated = self.entering.source.facts.at.get(Coordinate("expenditure", fund=self.fund, economic=name))
            cells = [self.items.get(f, {}).get(c) for f in funds for c in ECONOMIC_MEMBERS[name]]
            found = [c for c in cells if c is not None]
            amount = sum(a for a, _ in found)
            if stated is not None and found and abs(stated.fen - amount) > 0:
                self._compare(stated.source, stated.fen, "＋".join(w for a, w in found if a) or found[0][1], amount)

    def _compare(self, one: str, first: int, other: str, second: int) -> None:
        if not same(first, second):
            self.entering.differ(one, yuan(first), other, yuan(second))

    # --- rows and columns by name ---------------------------------------------------------------------------------

    def _form(self, form: MinistryForm, layout: StatementLayout, table: Table, unit: str) -> None:
        grid = read_form(table, frozenset(layout.rows))
        binder = Binder(grid, layout, self.year, functional(self.year), {}, unit, table.index)
        bound = binder.bind().occurrences
        bases: set[str] = set()
        for occurrence in bound:
            at = self._settled(occurrence.coordinate)
            if at in _noted():
                counted = at.quantity == "count"
                amount = self.entering.count(occurrence) if counted else self.entering.amount(occurrence)
                if amount is not None:
                    self.entering.put(self.entering.source.beside, at, amount, self.entering.where(occurrence))
            elif _published(at, self.fund):
                bases.add(self.budget if at.basis == "budget" else at.basis)
                self.entering.state(replace(occurrence, coordinate=at))
        if {"final", self.budget} <= bases and any(o.coordinate.economic == "three_public" for o in bound):
            self.entering.source.facts.complete.add("three_public")
        if "*" not in form.unused:
            self.entering.not_used(unbound(table, {o.place.cell for o in bound}, form.unused))

    def _settled(self, at: Coordinate) -> Coordinate:
        """三公 is that of the fund which the edition means."""
        if at.fund == "all" and at.measure == "expenditure" and at.economic in _SETS:
            return at._replace(fund=self.fund)
        return at


def _published(at: Coordinate, fund: str) -> bool:
    """Whether some published statement shows it: of 三公 that of the edition's fund; stocks not by function."""
    if at.quantity != "amount":
        return False
    if at.economic != "all":
        return at.fund == fund and at.economic in _SETS
    return at.measure in ("income", "expenditure") or at.function == "all"


def _without_dashes(table: Table) -> Table:
    return replace(table, cells=tuple(replace(c, text="") if compact(c.text) == _DASH else c for c in table.cells))


def _unit(sheet: SheetBlocks, table: Table) -> str | None:
    """The money unit that the lines above the figures state, or the first lines of the table."""
    texts = [b.text for b in sheet.blocks if not isinstance(b, Table) and hasattr(b, "text")]
    texts += [c.text for c in table.cells if c.row < _UNIT_ROWS and "元" in c.text]
    return next((unit for text in texts if (unit := stated_unit(fold(text)))), None)
