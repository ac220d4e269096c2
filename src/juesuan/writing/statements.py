"""The statements of an edition as grids of cells, in the edition's order."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from juesuan.performance.model import Project
from juesuan.taxonomy.edition import Edition
from juesuan.writing.model import Profile, StatementGrid, wan
from juesuan.writing.overlay import table
from juesuan.writing.statements_basic import basic_expenditure
from juesuan.writing.statements_forms import empty_form
from juesuan.writing.statements_function import expenditure, fund_flows, general_budget, income, state_capital
from juesuan.writing.statements_sheet import Grid, Sheet
from juesuan.writing.statements_summary import appropriation_summary, income_expenditure_summary
from juesuan.writing.statements_three import three_public
from juesuan.writing.totals import Book

_MAKERS: dict[str, Callable[[Sheet], Grid]] = {
    "income_expenditure_summary": income_expenditure_summary,
    "income": income,
    "expenditure": expenditure,
    "appropriation_summary": appropriation_summary,
    "general_budget_expenditure": general_budget,
    "basic_expenditure": basic_expenditure,
    "three_public": three_public,
    "government_fund": lambda sheet: fund_flows(sheet, "government_fund"),
    "state_capital": state_capital,
    "performance": empty_form,
}


def statements(
    book: Book, profile: Profile, edition: Edition, projects: Sequence[Project] = ()
) -> tuple[StatementGrid, ...]:
    """Every statement that the edition prints; the forms of projects are printed for themselves, if there are any.

    Args:
        book: the facts with their sums.
        profile: whose statements.
        edition: the form.
        projects: what was evaluated; without any, an edition that counts the form as a statement prints it empty.
    """
    data = table("statements", edition.id)
    sheet = Sheet(book, profile, edition, data)
    made = []
    for number, layout in enumerate(edition.layouts, 1):
        maker = _MAKERS.get(layout.id)
        if maker is None or (layout.id == "performance" and projects):
            continue
        grid = maker(sheet)
        made.append(
            StatementGrid(
                id=layout.id,
                title=layout.title,
                mark=data["mark"].format(n=number),
                unit="万元",
                columns=grid.columns,
                header=grid.header,
                body=grid.body,
                notes=_notes(sheet, layout.id, grid),
                landscape=layout.id in data["landscape"],
                widths=grid.widths,
            )
        )
    return tuple(made)


def _notes(sheet: Sheet, statement: str, grid: Grid) -> tuple[str, ...]:
    words = {"unit": sheet.profile.name, "word": str(sheet.profile.report_kind)}
    notes: list[str] = list(sheet.data["notes"].get(statement, ()))
    cells = [c for row in grid.body for c in row]
    if statement in sheet.data["empty"] and not any(c.fen for c in cells):
        notes.append(sheet.data["empty"][statement])
    elif any(c.fen for c in cells) and not any(wan(c.fen or 0) for c in cells):
        notes.append(sheet.data["tiny"])
    if any(c.reconstructed for c in cells):
        notes.append(sheet.data["reconstructed"])
    return tuple(n.format(**words) for n in notes)
