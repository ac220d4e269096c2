"""一般公共预算财政拨款支出: total, structure by 类, item by item down to 项, and 基本支出 by economic items."""

from __future__ import annotations

from juesuan.cube.coordinate import Coordinate
from juesuan.taxonomy.codes import economic
from juesuan.taxonomy.dimensions import PERSONNEL_CLASSES
from juesuan.writing.model import wan
from juesuan.writing.narrative_change import against_budget, change
from juesuan.writing.statements_sheet import used_codes
from juesuan.writing.teller import Teller, completion, percent

_GENERAL = Coordinate("expenditure", fund="general")


def overall(teller: Teller) -> None:
    """Total, its share of all expenditure, the change against last year."""
    total, whole = teller.fen(_GENERAL), teller.fen(Coordinate("expenditure"))
    if not total or not whole:
        teller.say(teller.fill("general_budget", "none"))
        return
    told = teller.fill("general_budget", "overall", a=wan(total), p=percent(total, whole))
    told += change(
        teller,
        total,
        teller.fen(_GENERAL._replace(period=-1)),
        subject=teller.phrase("general_budget", "subject"),
        reason="general_budget",
        section="general_budget",
        source="tables.xlsx: 一般公共预算财政拨款支出决算表 上年决算数",
    )
    teller.say(told)


def structure(teller: Teller) -> None:
    """Each 类 in use with its share."""
    total = teller.fen(_GENERAL)
    if not total:
        teller.say(teller.fill("general_budget", "none"))
        return
    classes = [c for c in used_codes(teller.book, [_GENERAL]) if len(c) == 3]
    listed = [
        teller.fill("general_budget", "class", name=teller.name(code), a=wan(fen), p=percent(fen, total))
        for code in classes
        if wan(fen := teller.fen(_GENERAL._replace(function=code)) or 0)
    ]
    told = teller.fill("general_budget", "structure", a=wan(total))
    teller.say(told + teller.phrases["clause_end"].join(listed) + "。")


def items(teller: Teller) -> None:
    """Budget and expenditure in all, then item by item."""
    total = teller.fen(_GENERAL)
    if not total:
        teller.say(teller.fill("general_budget", "none"))
        return
    initial = _GENERAL._replace(basis="initial")
    codes = leaves(teller, _GENERAL, initial)
    budget = teller.fen(initial)
    if any(teller.fen(initial._replace(function=code)) is None for code in codes):
        budget = None  # a sum that lacks an item is none
    key = "items_unknown" if budget is None else "items" if wan(budget) else "items_no_budget"
    told = teller.fill(
        "general_budget",
        key,
        a=wan(total),
        b="" if budget is None else wan(budget),
        p=completion(total, budget) if budget else "",
    )
    if budget is not None and teller.phrases["general_budget"].get("items_reasons"):
        told += _difference(teller, total, budget, "general_budget.budget")
    teller.say(told + teller.phrase("general_budget", "among"))
    tell_items(teller, _GENERAL, codes, budgets_due=True)


def leaves(teller: Teller, *bases: Coordinate) -> list[str]:
    """The codes in use that have none in use below: 项, or 款 and 类 where nothing finer is known."""
    used = used_codes(teller.book, bases)
    return [c for c in used if not any(o != c and o.startswith(c) for o in used)]


def tell_items(teller: Teller, base: Coordinate, codes: list[str], *, budgets_due: bool) -> None:
    """Item by item: purpose, budget, expenditure, completion, reason.

    Args:
        teller: the writer.
        base: the fund's expenditure.
        codes: the items.
        budgets_due: an unknown budget is a gap.
    """
    for n, code in enumerate(codes, 1):
        final = teller.fen(base._replace(function=code)) or 0
        budget = teller.fen(base._replace(function=code, basis="initial"))
        told = teller.phrases["number"].format(n=n) + _path(teller, code)
        purpose = teller.purpose(code, due=bool(teller.phrases["item"]["purpose_due"]))
        if purpose:
            told += teller.fill("item", "purpose", purpose=purpose)
        if budget is None:
            told += teller.fill("item", "unknown", a=wan(final))
            if budgets_due:
                sentence = teller.fill("item", "budget", b="【…】", a=wan(final), p="【…】")
                where = "tables.xlsx: 一般公共预算财政拨款支出决算表 年初预算数"
                teller.lacks(f"{where} {code}（没有的填 0）", _path(teller, code) + sentence)
        elif wan(budget) == 0:
            told += teller.fill("item", "no_budget", a=wan(final), b=wan(budget))
            told += _difference(teller, final, budget, f"items.{code}")
        else:
            told += teller.fill("item", "budget", a=wan(final), b=wan(budget), p=completion(final, budget))
            told += _difference(teller, final, budget, f"items.{code}")
        teller.say(told)


def _difference(teller: Teller, final: int, budget: int, key: str) -> str:
    way = against_budget(final, budget)
    return teller.fill("item", way, reason="" if way == "equal" else teller.reason(key))


def _path(teller: Teller, code: str) -> str:
    names = [teller.name(code[:n]) for n in (3, 5, 7) if n <= len(code)]
    if len(names) == 3:
        return teller.fill("item", "head", c=names[0], k=names[1], i=names[2])
    return "".join(f"{name}（{level}）" for name, level in zip(names, "类款", strict=False)) + "。"


def basic(teller: Teller) -> None:
    """基本支出: 人员经费 and 公用经费 with the items in use."""
    base = _GENERAL._replace(kind="basic")
    total = teller.fen(base)
    if not total:
        teller.say(teller.fill("basic", "none"))
        return
    halves = []
    for kind in ("personnel", "public"):
        fen = teller.fen(base._replace(kind=kind))
        if fen:
            told = teller.fill("basic", kind, a=wan(fen), p=percent(fen, total))
            # each item may be less than is printed
            if names := _names(teller, kind):
                told += teller.fill("basic", "items", names=teller.phrases["list_and"].join(names))
            halves.append(told)
    if halves:
        told = teller.fill("basic", "both", a=wan(total)) + teller.phrases["clause_end"].join(halves) + "。"
    else:
        told = teller.fill("basic", "total", a=wan(total))
        teller.lacks("tables.xlsx: 一般公共预算财政拨款基本支出决算表", told)
    teller.say(told)


def _names(teller: Teller, kind: str) -> list[str]:
    """Names of the 款 in use, as printed: what rounds to 0.00 is not there for a reader."""
    tree = economic(teller.inputs.profile.year)
    base = _GENERAL._replace(kind="basic")
    codes = sorted(
        {
            c.economic
            for c in teller.book.at
            if c.economic[:1].isdigit()
            and len(c.economic) == 5
            and (c.economic[:3] in PERSONNEL_CLASSES) == (kind == "personnel")
        }
    )
    return [tree.name(code) or code for code in codes if wan(teller.fen(base._replace(economic=code)) or 0)]
