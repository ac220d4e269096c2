"""All fault classes, and those of structure and of performance forms."""

from __future__ import annotations

from .blocks import Para, Seg, Table
from .faults_counts import COUNT_FAULTS
from .faults_figures import FIGURE_FAULTS
from .faults_tables import TABLE_FAULTS
from .faults_words import WORD_FAULTS
from .layouts import NUMERALS
from .slips import Case, FaultClass, Truth, cell_root, truth


def _section_missing(case: Case) -> Truth | None:
    """A section with its heading gone; the later ones keep a whole numbering."""
    heads = [p for p in case.doc.paras() if p.heading == 2 and p.part and "情况说明" in p.part and "、" in p.text]
    if len(heads) < 5:
        return None
    h = case.r.choice([x for x in heads if any(w in x.text for w in ("财政拨款", "采购", "资产", "绩效", "运行"))])
    blocks = case.doc.blocks
    k = blocks.index(h)
    end = k + 1
    while end < len(blocks) and not (isinstance(blocks[end], Para) and 0 < blocks[end].heading <= 2):
        end += 1
    del blocks[k:end]
    title = h.text.split("、", 1)[1]
    later = [x for x in heads if blocks and x in blocks and heads.index(x) > heads.index(h)]
    before = h.text.split("、", 1)[0]
    for x in later:
        now, rest = x.text.split("、", 1)
        x.segs = [Seg(f"{before}、{rest}", "heading")]
        for p in case.doc.paras():
            if p.section == f"{now}、{rest}":
                p.section = x.text
        before = now
    return truth({"section": h.text, "snippet": title, "text": title, "title": title, "any": True}, None, title, None)


def _numbering_skip(case: Case) -> Truth | None:
    """One number left out: later headings count on from one too high."""
    heads = [p for p in case.doc.paras() if p.heading == 2 and p.part and "情况说明" in p.part and "、" in p.text]
    if len(heads) < 5:
        return None
    k = case.r.randint(2, len(heads) - 2)
    for x in heads[k:]:
        now, rest = x.text.split("、", 1)
        x.segs = [Seg(f"{NUMERALS[NUMERALS.index(now) + 1]}、{rest}", "heading")]
        for p in case.doc.paras():
            if p.section == f"{now}、{rest}":
                p.section = x.text
    return truth(
        {"section": heads[k].text, "snippet": heads[k].text, "text": heads[k].text, "any": True},
        heads[k].text,
        None,
        None,
    )


def _forms(case: Case) -> list[Table]:
    return [t for t in case.doc.tables() if t.statement == "performance"]


def _form_cell(role: str, column: str, add: int):
    def plant(case: Case) -> Truth | None:
        found = [
            (t, c) for t in _forms(case) for r in t.body for c in r if c.role == role and c.column == column and c.value
        ]
        if not found:
            return None
        t, c = case.r.choice(found)
        value = c.value or 0
        right = c.text
        if role == "rate":
            c.text = f"{(value // 2) / 100:.2f}%"
        elif role in ("points", "points_total"):
            c.text = f"{(value + add * 100) / 100:.2f}".rstrip("0").rstrip(".")
        else:
            c.text = str(value + add)
        root = cell_root(t, c)
        same = [
            cell_root(t, o) for r in t.body for o in r if o is not c and o.column == column and o.role[:6] == c.role[:6]
        ]
        return truth(root, c.text.rstrip("%"), right.rstrip("%"), c.meta["unit"], same if role != "rate" else [])

    return plant


def _form_funds(case: Case) -> Truth | None:
    """More executed than the whole budget of the year allows for: the two rows of money contradict each other."""
    found = [(t, c) for t in _forms(case) for r in t.body for c in r if c.role == "leaf" and c.row == "年度资金总额"]
    if not found:
        return None
    t, c = case.r.choice(found)
    right = c.text
    wrong = f"{float(right.replace(',', '')) * 1.3 + 1:.2f}"
    c.text = wrong
    other = {**cell_root(t, c), "row": "其中：当年财政拨款"}
    return truth(cell_root(t, c), wrong, right, "万元", [other])


STRUCTURE_FAULTS = [
    FaultClass("section_missing", "error", "text", _section_missing),
    FaultClass("numbering_skip", "warning", "text", _numbering_skip),
    FaultClass("form_points_total", "error", "forms", _form_cell("points_total", "得分", -7)),
    FaultClass("form_weight_sum", "error", "forms", _form_cell("weight", "分值", 10)),
    FaultClass("form_points_over_weight", "error", "forms", _form_cell("points", "得分", 15)),
    FaultClass("form_execution_rate", "error", "forms", _form_cell("rate", "执行率", 0)),
    FaultClass("form_funds", "error", "forms", _form_funds),
]
ALL = [*TABLE_FAULTS, *FIGURE_FAULTS, *COUNT_FAULTS, *WORD_FAULTS, *STRUCTURE_FAULTS]


def fits(fault: FaultClass, case: Case) -> bool:
    """Whether the report has what the fault needs."""
    if fault.needs == "tables":
        return case.has_tables
    if fault.needs == "forms":
        return bool(_forms(case))
    return True
