"""“三公”经费: in all against budget and last year; each part with its money, its counts and its purpose."""

from __future__ import annotations

from juesuan.cube.coordinate import Coordinate
from juesuan.writing.model import wan
from juesuan.writing.narrative_change import against_budget, change, direction
from juesuan.writing.statements_three import three_public_base
from juesuan.writing.teller import Teller, completion, percent

_PARTS = ("abroad", "vehicles", "reception")


def _base(teller: Teller) -> Coordinate:
    return three_public_base(teller.edition.settings)


def _budget(teller: Teller, c: Coordinate) -> int | None:
    return teller.fen(c._replace(basis=teller.edition.settings.get("three_public.budget", "adjusted")))


def _nothing(teller: Teller) -> bool:
    """Neither budgeted nor spent, this year or last."""
    base = _base(teller)
    return teller.fen(base) == 0 and not _budget(teller, base) and not teller.fen(base._replace(period=-1))


def overall(teller: Teller) -> None:
    """Budget, expenditure, completion, and the change against last year."""
    if _nothing(teller):
        teller.say(teller.fill("three_public", "none"))
        return
    base = _base(teller)
    final, budget = teller.fen(base), _budget(teller, base)
    a = teller.amount(base, "tables.xlsx: “三公”经费支出决算表")
    told = _against_budget(teller, "overall", final, budget, a=a) + _part_budgets(teller, budget)
    if final is not None and budget is not None:
        way = against_budget(final, budget)
        told += teller.fill("three_public", way, reason="" if way == "equal" else teller.reason("three_public.budget"))
    teller.say(told)
    compared = change(
        teller,
        final,
        teller.fen(base._replace(period=-1)),
        subject=teller.phrase("three_public", "subject"),
        reason="three_public",
        section="three_public",
        source="tables.xlsx: “三公”经费支出决算表 上年决算数",
    )
    teller.say(compared + _part_changes(teller) if compared else "")


def _part_budgets(teller: Teller, budget: int | None) -> str:
    """Each part against its budget, where the edition wants that beside the whole."""
    if not teller.phrase("three_public", "overall_part"):
        return ""
    parts = {part: _base(teller)._replace(economic=part) for part in _PARTS}
    if not budget or any(teller.fen(c) is None or _budget(teller, c) is None for c in parts.values()):
        return "。"
    names: dict[str, str] = teller.phrases["three_public"]["names"]
    told = []
    for part, c in parts.items():
        final, planned = teller.fen(c) or 0, _budget(teller, c) or 0
        key = "overall_part" if wan(planned) else "overall_part_no_budget"
        rate = completion(final, planned) if planned else ""
        told.append(teller.fill("three_public", key, name=names[part], a=wan(final), p=rate))
    return f"，其中：{teller.phrases['clause_end'].join(told)}。"


def _part_changes(teller: Teller) -> str:
    """Each part against last year, where the edition wants it and last year's parts are known."""
    base = _base(teller)
    if not teller.phrase("three_public", "part_up"):
        return ""
    told = []
    for part, name in teller.phrases["three_public"]["names"].items():
        now = teller.fen(base._replace(economic=part))
        before = teller.fen(base._replace(economic=part, period=-1))
        if now is None or before is None:
            return ""
        rate = abs(percent(now - before, before)) if before else ""
        way = f"part_{direction(now, before)}"
        told.append(teller.fill("three_public", way, name=name, d=wan(abs(now - before)), p=rate))
    return f"其中：{teller.phrases['clause_end'].join(told)}。" + _part_reasons(teller)


def _part_reasons(teller: Teller) -> str:
    """Why each part changed against last year, where the notes tell it."""
    told = ""
    for part, name in teller.phrases["three_public"]["names"].items():
        key = f"three_public.{part}"
        now, before = (teller.fen(_base(teller)._replace(economic=part, period=p)) or 0 for p in (0, -1))
        way = "part_less" if now < before else "part_more"
        if teller.has_reason(key) and wan(now - before):
            told += teller.fill("three_public", way, name=name, reason=teller.reason(key))
    return told


def _against_budget(teller: Teller, key: str, final: int | None, budget: int | None, **words: object) -> str:
    if final is None or budget is None:
        key += "_unknown"
    elif wan(budget) == 0:
        key += "_none" if wan(final) == 0 else "_no_budget"
    shown = "" if budget is None else wan(budget)
    rate = completion(final, budget) if final is not None and budget else ""
    return teller.fill("three_public", key, b=shown, p=rate, **words)


def details(teller: Teller) -> None:
    """Shares, then part by part."""
    if _nothing(teller):
        teller.say(teller.fill("three_public", "none"))
        return
    base = _base(teller)
    names: dict[str, str] = teller.phrases["three_public"]["names"]
    total = teller.fen(base)
    if total:
        listed = [
            teller.fill("three_public", "share", name=names[part], a=wan(fen), p=percent(fen, total))
            for part in _PARTS
            if (fen := teller.fen(base._replace(economic=part))) is not None
        ]
        told = teller.fill("three_public", "shares") + teller.phrases["clause_end"].join(listed)
        teller.say(told + teller.phrase("three_public", "shares_end"))
    else:
        teller.say(teller.fill("three_public", "no_shares"))
    tellers = {"abroad": _abroad, "vehicles": _vehicles, "reception": _reception}
    for n, part in enumerate(_PARTS, 1):
        c = base._replace(economic=part)
        final, budget = teller.fen(c), _budget(teller, c)
        shown = teller.amount(c, f"tables.xlsx: “三公”经费支出决算表 {names[part]}")
        told = teller.phrases["number"].format(n=n)
        told += _against_budget(teller, "part", final, budget, name=names[part], a=shown)
        teller.say(told + tellers[part](teller, final or 0))


def _purpose(teller: Teller, part: str, spent: int) -> str:
    if not spent:
        return ""
    purpose = teller.purpose(part, due=bool(teller.phrases["item"]["purpose_due"]))
    return teller.fill("three_public", f"{part}_purpose", purpose=purpose) if purpose else ""


def _abroad(teller: Teller, spent: int) -> str:
    counts = {key: _zero_or_count(teller, f"trips.{key}", spent) for key in ("groups", "persons")}
    return teller.fill("three_public", "abroad", **counts) + _purpose(teller, "abroad", spent)


def _vehicles(teller: Teller, spent: int) -> str:
    base = _base(teller)
    where = "tables.xlsx: “三公”经费支出决算表"
    bought = base._replace(economic="vehicle_purchase")
    running = base._replace(economic="vehicle_operation")
    return teller.fill(
        "three_public",
        "vehicles",
        purchase=teller.amount(bought, where),
        bought=_zero_or_count(teller, "vehicles_bought", teller.fen(bought)),
        operation=teller.amount(running, where),
        kept=teller.count("vehicles_kept"),
        use=_purpose(teller, "vehicles", spent),
    )


def _reception(teller: Teller, spent: int) -> str:
    base = _base(teller)
    kinds = {k: _of_reception(teller, base, k) for k in ("domestic", "foreign", "abroad")}
    told = ""
    if any(v is not None for v in kinds.values()) and spent:
        abroad = kinds["abroad"] or 0
        domestic = kinds["domestic"] if kinds["domestic"] is not None else spent - abroad
        told += teller.fill(
            "three_public",
            "reception_parts",
            domestic=wan(domestic),
            foreign=_if_any(teller, "reception_foreign", kinds["foreign"]),
            abroad=_if_any(teller, "reception_abroad", abroad),
        )
    counts = {key: _zero_or_count(teller, f"receptions.{key}", spent) for key in ("batches", "persons")}
    foreign = _receptions(teller, "foreign")
    told += teller.fill("three_public", "reception", foreign=foreign, **counts) + _receptions(teller, "abroad")
    return told + _purpose(teller, "reception", spent)


def _if_any(teller: Teller, key: str, fen: int | None) -> str:
    return teller.fill("three_public", key, a=wan(fen)) if fen else ""


def _receptions(teller: Teller, kind: str) -> str:
    """Receptions of foreigners, or abroad, where there were any."""
    if not teller.count_of(f"receptions.{kind}_batches"):
        return ""
    counts = {key: teller.count(f"receptions.{kind}_{key}") for key in ("batches", "persons")}
    return teller.fill("three_public", f"receptions_{kind}", **counts)


def _of_reception(teller: Teller, base: Coordinate, kind: str) -> int | None:
    """A part of 公务接待费; the notes give it without naming the fund."""
    part = base._replace(economic=f"reception.{kind}")
    known = teller.fen(part)
    return known if known is not None else teller.fen(part._replace(fund="all"))


def _zero_or_count(teller: Teller, measure: str, spent: int | None) -> str:
    """The count; where no money was spent and none is given, there was none."""
    if not spent and teller.count_of(measure) is None:
        return "0"
    return teller.count(measure)
