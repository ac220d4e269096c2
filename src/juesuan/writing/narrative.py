"""The narrative: every section of the edition's plan, in its order, each by its own writer."""

from __future__ import annotations

from collections.abc import Callable

from juesuan.taxonomy.sections import PlannedSection, section_plan
from juesuan.writing import narrative_budget, narrative_others, narrative_overview, narrative_three, narrative_totals
from juesuan.writing.glossary import tell_glossary
from juesuan.writing.model import ReportKind
from juesuan.writing.statements_summary import ordinal
from juesuan.writing.teller import Teller

_WRITERS: dict[str, Callable[[Teller], None]] = {
    "overview.duties": narrative_overview.duties,
    "overview.structure": narrative_overview.structure,
    "overall": narrative_totals.overall,
    "income": narrative_totals.income,
    "expenditure": narrative_totals.expenditure,
    "appropriation": narrative_totals.appropriation,
    "general_budget.overall": narrative_budget.overall,
    "general_budget.structure": narrative_budget.structure,
    "general_budget.items": narrative_budget.items,
    "basic": narrative_budget.basic,
    "three_public.overall": narrative_three.overall,
    "three_public.details": narrative_three.details,
    "government_fund": narrative_others.government_fund,
    "state_capital": narrative_others.state_capital,
    "performance": narrative_others.performance,
    "operating_cost": narrative_others.operating_cost,
    "meetings": narrative_others.meetings,
    "procurement": narrative_others.procurement,
    "assets": narrative_others.assets,
    "glossary": tell_glossary,
}


def narrate(teller: Teller) -> int:
    """Write every section; the statements stand after the text whose index is returned."""
    tables_after = 0
    for section in section_plan(teller.edition.id):
        teller.heading(_heading(teller, section), section.level)
        if section.key == "tables":
            tables_after = len(teller.texts) - 1
        if section.key == "narrative" and (made_up := teller.inputs.notes.reconstructed):
            teller.say(teller.phrases["reconstructed"].format(words=made_up.rstrip("。")))
        writer = _WRITERS.get(section.key)
        if writer is not None:
            writer(teller)
    return tables_after


def _heading(teller: Teller, section: PlannedSection) -> str:
    headings = dict(teller.phrases.get("headings", {}))
    if teller.inputs.profile.report_kind is ReportKind.UNIT or len(teller.inputs.profile.units) <= 1:
        headings.update(teller.phrases.get("headings_unit", {}))
    title = str(headings.get(section.key, section.title)).format(**teller.usual)
    if section.key not in headings and title.startswith("部门"):
        title = teller.usual["word"] + title.removeprefix("部门")
    numbers = {1: f"第{ordinal(section.number)}部分 ", 2: f"{ordinal(section.number)}、"}
    return numbers.get(section.level, f"（{ordinal(section.number)}）") + title
