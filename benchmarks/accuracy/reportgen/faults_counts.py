"""Faults of counts and of projects in the narrative."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from .blocks import Seg
from .faults_figures import set_amount
from .slips import Case, FaultClass, Truth, find, other_amount, text_root, truth


def _count(total: str, parts: tuple[str, ...], unit: str) -> Callable[[Case], Truth | None]:
    def plant(case: Case) -> Truth | None:
        hit = find(
            case, "count", lambda s, p: s.key == total and (not parts or any(x.key.startswith(parts) for x in p.segs))
        )
        if not hit:
            return None
        p, s = hit
        right = s.value or Decimal(0)
        wrong = right + case.r.choice([1, 2])
        s.text = f"{wrong}{unit}"
        others = [text_root(p, x.text) for x in p.segs if x.kind == "count" and parts and x.key.startswith(parts)]
        for o in others:
            o["snippet"] = p.text
        return truth(text_root(p, s.text), wrong, right, unit, others)

    return plant


def _project_total(case: Case) -> Truth | None:
    listed = any(p.tag == "projects" for p in case.doc.paras())
    hit = find(case, "amount", lambda s, _p: s.key == "projects.total" and listed)
    if not hit:
        return None
    p, s = hit
    return set_amount(case, p, s, other_amount(case.r, s.value or Decimal(0)))


def _project_amount(case: Case) -> Truth | None:
    """The amount of a project in the list differs from its own form."""
    forms = any(t.statement == "performance" for t in case.doc.tables())
    hit = find(case, "amount", lambda s, _p: s.key.startswith("project.") and s.key.count(".") == 1 and forms)
    if not hit:
        return None
    p, s = hit
    return set_amount(case, p, s, other_amount(case.r, s.value or Decimal(0)))


def _bought_without_count(case: Case) -> Truth | None:
    """Money for buying cars, no car bought."""
    hit = find(case, "count", lambda s, _p: s.key == "bought" and s.value == 1)
    if not hit:
        return None
    p, s = hit
    s.text = "0辆"
    spent = [text_root(p, x.text) for x in p.segs if x.key == "three.purchase"]
    return truth(text_root(p, s.text), 0, None, "辆", spent)


def _counts_untold(case: Case) -> Truth | None:
    """团组数 or 批次 not told."""
    hit = find(case, "count", lambda s, p: s.key in ("groups", "batches") and p.tag == "three_items")
    if not hit:
        return None
    p, _s = hit
    k = next(n for n, x in enumerate(p.segs) if x.kind == "amount")
    p.segs[k + 1 :] = [Seg("。")]
    return truth({**text_root(p, ""), "any": True}, None, None, None)


COUNT_FAULTS = [
    FaultClass("divisions_count", "warning", "text", _count("divisions", (), "个")),
    FaultClass("persons_sum", "error", "text", _count("persons", ("persons.",), "人")),
    FaultClass("cars_sum", "error", "text", _count("cars", ("cars.",), "辆")),
    FaultClass("grades_sum", "error", "text", _count("projects", ("grade.",), "个")),
    FaultClass("projects_total", "warning", "text", _project_total),
    FaultClass("project_amount", "warning", "forms", _project_amount),
    FaultClass("cars_bought_none", "warning", "text", _bought_without_count),
    FaultClass("counts_untold", "warning", "text", _counts_untold),
]
