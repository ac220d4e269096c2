"""Ways a figure goes wrong, and how a planted fault is recorded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from .blocks import Cell, Doc, Para, Seg, Table
from .figures import Form, half_up
from .model import Department
from .writer import Writer

Truth = dict[str, object]


@dataclass
class Case:
    """One report in the making, with what faults need to know about it."""

    doc: Doc
    d: Department
    w: Writer
    r: Random
    has_tables: bool

    @property
    def f(self) -> Form:
        """How figures are written."""
        return self.w.f


@dataclass(frozen=True)
class FaultClass:
    """A kind of fault. `needs`: tables, forms or text. `worth`: the gravest severity a checker may fairly give."""

    id: str
    worth: str
    needs: str
    plant: Callable[[Case], Truth | None]


def cell_root(table: Table, cell: Cell) -> Truth:
    """The place of a table cell."""
    root: Truth = {"statement": table.statement, "row": cell.row, "code": cell.code or None, "column": cell.column}
    if "project" in cell.meta:
        root["project"] = cell.meta["project"]
    return root


def text_root(para: Para, token: str) -> Truth:
    """The place of words: section, the paragraph as it now stands, and the words within it."""
    above = [h for h in (para.part, para.section, para.sub) if h]
    return {"section": para.section or para.part, "headings": above, "snippet": para.text, "text": token}


def truth(
    root: Truth, stated: object, expected: object, unit: str | None, alternates: list[Truth] | None = None
) -> Truth:
    """A recorded fault, without its class."""
    return {
        "root": root,
        "stated": None if stated is None else str(stated),
        "expected": None if expected is None else str(expected),
        "unit": unit,
        "alternates": alternates or [],
    }


def other_amount(r: Random, shown: Decimal) -> Decimal:
    """A wrong amount, well beyond what rounding explains."""
    wrong = half_up(shown * Decimal(r.choice([0.87, 0.94, 1.06, 1.13, 1.31, 0.72])).quantize(Decimal("0.0001")))
    return wrong if abs(wrong - shown) >= Decimal("0.3") else shown + r.choice([Decimal("0.50"), Decimal("1.37")])


def swapped(shown: Decimal) -> Decimal | None:
    """Two neighbouring, different leading digits swapped."""
    t = str(shown)
    for k in range(len(t) - 4):
        if t[k].isdigit() and t[k + 1].isdigit() and t[k] != t[k + 1] and not (k == 0 and t[1] == "0"):
            return Decimal(t[:k] + t[k + 1] + t[k] + t[k + 2 :])
    return None


def lost_digit(shown: Decimal) -> Decimal | None:
    """A digit before the point left out."""
    whole, frac = str(shown).split(".")
    return Decimal(f"{whole[:1]}{whole[2:]}.{frac}") if len(whole) >= 3 else None


def find(case: Case, kind: str, keep: Callable[[Seg, Para], bool]) -> tuple[Para, Seg] | None:
    """A random piece of a kind that satisfies a condition."""
    found = [(p, s) for p in case.doc.paras() for s in p.segs if s.kind == kind and keep(s, p)]
    return case.r.choice(found) if found else None


def mate_of(para: Para, seg: Seg) -> Seg | None:
    """The piece that would be an equally right root."""
    return next((s for s in para.segs if seg.mate and s.key == seg.mate), None)


def money_text(case: Case, shown: Decimal) -> str:
    """An amount as the report writes it."""
    return case.w.money(shown)


def table_text(case: Case, shown: Decimal) -> str:
    """An amount as the table writes it."""
    return f"{shown:,.2f}" if case.f.table_commas else f"{shown:.2f}"


def shown_in(case: Case, cell: Cell) -> Decimal:
    """What a cell rightly shows; performance forms are always in 万元."""
    form = Form("万元") if cell.meta.get("unit") == "万元" else case.f
    return form.shown(cell.value or 0)
