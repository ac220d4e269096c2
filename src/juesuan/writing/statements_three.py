"""“三公”经费支出决算表: one row; budgets first or in pairs, as the edition has it."""

from __future__ import annotations

from juesuan.cube.coordinate import Coordinate
from juesuan.writing.statements_sheet import Grid, Row, Sheet, head, number

SETS = ("three_public", "abroad", "vehicles", "vehicle_purchase", "vehicle_operation", "reception")


def three_public_base(sheet_settings: object) -> Coordinate:
    """The coordinate of “三公”经费 in an edition: of all 财政拨款, or of the general budget only."""
    get = getattr(sheet_settings, "get")  # noqa: B009
    return Coordinate("expenditure", fund=get("three_public.fund", "appropriation"), economic="three_public")


def three_public(sheet: Sheet) -> Grid:
    """The one row of “三公”经费."""
    base = three_public_base(sheet.edition.settings)
    budget = sheet.edition.settings.get("three_public.budget", "adjusted")
    return _pairs(sheet, base, budget) if sheet.data["pairs"] else _halves(sheet, base, budget)


def _halves(sheet: Sheet, base: Coordinate, budget: str) -> Grid:
    top, middle, bottom = [], [], []
    for title in ("预算数", "决算数"):
        top.append(head(title, columns=6))
        middle += [
            head("合计", rows=2),
            head("因公出国（境）费", rows=2),
            head("公务用车购置及运行维护费", columns=3),
            head("公务接待费", rows=2),
        ]
        bottom += [head("小计"), head("公务用车购置费"), head("公务用车运行维护费")]
    header: list[Row] = [tuple(top), tuple(middle), tuple(bottom)]
    if sheet.lines:
        header.append(tuple(number(n) for n in range(1, 13)))
    cells = [sheet.amount(base.at({"economic": s, "basis": basis})) for basis in (budget, "final") for s in SETS]
    return Grid(12, tuple(header), (tuple(cells),), (10.0,) * 12)


def _pairs(sheet: Sheet, base: Coordinate, budget: str) -> Grid:
    header: tuple[Row, ...] = (
        (head("财政拨款“三公”经费", columns=12),),
        (
            head("合计", rows=2, columns=2),
            head("因公出国（境）费", rows=2, columns=2),
            head("公务用车购置及运行维护费", columns=6),
            head("公务接待费", rows=2, columns=2),
        ),
        (head("小计", columns=2), head("公务用车购置费", columns=2), head("公务用车运行维护费", columns=2)),
        tuple(head(title) for _ in SETS for title in ("预算数", "决算数")),
    )
    cells = [sheet.amount(base.at({"economic": s, "basis": basis})) for s in SETS for basis in (budget, "final")]
    return Grid(12, header, (tuple(cells),), (10.0,) * 12)
