"""Faults of words, names and lists in the narrative."""

from __future__ import annotations

from .blocks import Para, Seg
from .codes import ECONOMIC_NAMES, OLD_CLASS_NAMES
from .slips import Case, FaultClass, Truth, find, text_root, truth


def _list_extra(case: Case) -> Truth | None:
    """A 款 named under 主要包括 whose row in the table is empty."""
    hit = find(case, "list_item", lambda _s, _p: True)
    if not hit or not case.has_tables:
        return None
    p, s = hit
    there = {x.key for x in p.segs if x.kind == "list_item"}
    absent = [
        c
        for c in ECONOMIC_NAMES
        if len(c) == 5
        and c[:3] in ("301", "302", "303")
        and c not in there
        and (c[:3] == "302") == (s.key[:3] not in ("301", "303"))
    ]
    code = case.r.choice(absent)
    p.segs[p.segs.index(s) : p.segs.index(s) + 1] = [
        s,
        Seg("、", "mark", "list"),
        Seg(ECONOMIC_NAMES[code], "list_item", code),
    ]
    return truth(text_root(p, ECONOMIC_NAMES[code]), ECONOMIC_NAMES[code], None, None)


def _list_omitted(case: Case) -> Truth | None:
    hit = find(case, "list_item", lambda s, _p: case.d.economic.get(s.key, 0) > 1_000_000)
    if not hit or not case.has_tables:
        return None
    p, s = hit
    k = p.segs.index(s)
    after = k + 1 < len(p.segs) and p.segs[k + 1].kind == "mark"
    before = p.segs[k - 1].kind == "mark"
    if not (after or before):
        return None
    start = k if after else k - 1
    del p.segs[start : start + 2]
    row = {"statement": "basic_expenditure", "row": s.text, "code": s.key, "column": None}
    return truth(text_root(p, ""), None, s.text, None, [row])


def _details(case: Case) -> list[Para]:
    return [p for p in case.doc.paras() if p.tag == "detail"]


def _item_twice(case: Case) -> Truth | None:
    paras = _details(case)
    if len(paras) < 3:
        return None
    p = case.r.choice(paras)
    copy = Para([Seg(s.text, s.kind, s.key) for s in p.segs], section=p.section, part=p.part, tag="repeat")
    blocks = case.doc.blocks
    blocks.insert(blocks.index(paras[-1]) + 1, copy)
    copy.segs[0] = case.w.bullet(len(paras) + 1)
    return truth(text_root(copy, ""), None, None, None, [text_root(p, "")])


def _item_missing(case: Case) -> Truth | None:
    paras = _details(case)
    if len(paras) < 3 or not case.has_tables:
        return None
    p = case.r.choice(paras)
    code = next(s.key for s in p.segs if s.kind == "name_item")
    case.doc.blocks.remove(p)
    for n, q in enumerate(_details(case)):
        if q.segs[0].kind == "bullet":
            q.segs[0] = case.w.bullet(n + 1)
    head = next((q for q in case.doc.paras() if q.tag == "detail_head"), None)
    name = next(s.text for s in p.segs if s.kind == "name_item")
    return truth(
        {"section": p.section, "snippet": head.text if head else "", "text": "", "any": True},
        None,
        name,
        None,
        [{"statement": "general_budget_expenditure", "row": None, "code": code, "column": None}],
    )


def _item_section(case: Case) -> Truth | None:
    """An 项 told under a 款 of another 项."""
    paras = _details(case)
    names = [(p, next(s for s in p.segs if s.kind == "name_section")) for p in paras]
    if not case.has_tables:
        return None
    found = [(p, s, o) for p, s in names for _, o in names if o.text != s.text]
    if not found:
        return None
    p, s, o = case.r.choice(found)
    right, s.text = s.text, o.text
    names = [text_root(p, x.text) for x in p.segs if x.kind in ("name_class", "name_item")]
    return truth(text_root(p, s.text), s.text, right, None, names)


def _old_class(case: Case) -> Truth | None:
    hit = find(case, "name_class", lambda s, _p: s.key[:3] in OLD_CLASS_NAMES and "支出" in s.text)
    if not hit:
        return None
    p, s = hit
    right = s.text
    old = OLD_CLASS_NAMES[s.key[:3]]
    now = next((w for w in (right.strip("“”").split("（")[0].lstrip("0123456789"),) if w), "")
    s.text = right.replace(now, old if now.endswith("支出") else old.removesuffix("支出"))
    return truth(text_root(p, s.text), s.text, right, None) if s.text != right else None


def _unit_name(case: Case) -> Truth | None:
    hit = find(case, "unit", lambda s, p: not p.role and len(s.text) > 4 and p.tag not in ("", "units"))
    if not hit:
        return None
    p, s = hit
    right = s.text
    k = case.r.randint(2, len(right) - 2)
    s.text = right[:k] + right[k + 1 :]
    return truth(text_root(p, s.text), s.text, right, None)


def _year_stale(case: Case) -> Truth | None:
    hit = find(case, "year", lambda _s, p: not p.role and bool(p.tag) and p.tag not in ("units",))
    if not hit:
        return None
    p, s = hit
    right = s.text
    s.text = right.replace(str(case.d.year), str(case.d.year - 1))
    return truth(text_root(p, s.text.strip()), s.text.strip(), right.strip(), None)


def _insert(
    case: Case,
    words: list[str],
    tags: tuple[str, ...] = ("total", "general", "running", "approp", "three_items", "income"),
) -> Truth | None:
    paras = [p for p in case.doc.paras() if p.tag in tags and p.text.endswith("。")]
    if not paras:
        return None
    p = case.r.choice(paras)
    word = case.r.choice(words)
    p.segs.append(Seg(word))
    return truth(text_root(p, word), word, None, None)


def _placeholder(case: Case) -> Truth | None:
    return _insert(case, ["主要用于XXX。", "主要原因：XXXXXXXX。", "主要原因是××××。"])


def _instruction(case: Case) -> Truth | None:
    return _insert(
        case, ["（如持平作持平表述）", "（不涉及的不列）", "（根据实际情况填写）", "（无此项支出的，请删除本段）"]
    )


def _choice(case: Case) -> Truth | None:
    hit = find(case, "direction", lambda _s, _p: True)
    if not hit:
        return None
    p, s = hit
    right = s.text
    s.text = {
        "增加": "增加（减少）",
        "减少": "增加（减少）",
        "增长": "增长（下降）",
        "下降": "增长（下降）",
        "大于": "大于（小于）",
        "小于": "大于（小于）",
    }[s.text]
    return truth(text_root(p, s.text), s.text, right, None)


def _double_stop(case: Case) -> Truth | None:
    out = _insert(case, ["。"])
    if out:
        out["root"]["text"] = "。。"  # type: ignore[index]
    return out


def _no_percent(case: Case) -> Truth | None:
    hit = find(case, "share", lambda s, _p: (s.value or 0) > 0)
    if not hit:
        return None
    p, s = hit
    right = s.text
    s.text = s.text.rstrip("% ")
    return truth(text_root(p, s.text), s.text, right, None)


def _no_comma(case: Case) -> Truth | None:
    """Two names of a list run together."""
    hit = find(case, "mark", lambda s, p: s.text == "、" and p.tag == "basic")
    if not hit:
        return None
    p, s = hit
    k = p.segs.index(s)
    word = p.segs[k - 1].text + p.segs[k + 1].text
    p.segs.remove(s)
    return truth(text_root(p, word), word, None, None)


def _glossary_level(case: Case) -> Truth | None:
    """三公 defined for another level of government."""
    hit = find(case, "gloss", lambda s, _p: s.key == "“三公”经费")
    if not hit:
        return None
    p, s = hit
    level = "省级" if case.d.province != "上海市" else "县级"
    right = s.text
    s.text = f"纳入{level}财政预决算管理的“三公”经费，" + right
    return truth(text_root(p, f"纳入{level}财政预决算管理的“三公”经费"), s.text, right, None)


WORD_FAULTS = [
    FaultClass("list_names_empty_row", "error", "tables", _list_extra),
    FaultClass("list_omits_row", "error", "tables", _list_omitted),
    FaultClass("item_told_twice", "warning", "text", _item_twice),
    FaultClass("item_missing", "error", "tables", _item_missing),
    FaultClass("item_under_wrong_section", "error", "tables", _item_section),
    FaultClass("old_class_name", "warning", "text", _old_class),
    FaultClass("unit_misspelt", "warning", "text", _unit_name),
    FaultClass("year_not_updated", "warning", "text", _year_stale),
    FaultClass("placeholder_left", "error", "text", _placeholder),
    FaultClass("instruction_left", "warning", "text", _instruction),
    FaultClass("choice_left_open", "error", "text", _choice),
    FaultClass("doubled_stop", "warning", "text", _double_stop),
    FaultClass("percent_sign_missing", "warning", "text", _no_percent),
    FaultClass("list_mark_missing", "warning", "text", _no_comma),
    FaultClass("glossary_of_other_level", "warning", "text", _glossary_level),
]
