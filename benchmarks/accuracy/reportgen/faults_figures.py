"""Faults of figures in the narrative."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from .blocks import Para, Seg
from .figures import half_up, percent
from .slips import Case, FaultClass, Truth, find, lost_digit, mate_of, other_amount, swapped, text_root, truth

# keys whose amount some table states too
IN_TABLES = (
    "total",
    "income",
    "expenditure",
    "closing",
    "approp",
    "general",
    "class.",
    "item.",
    "basic",
    "three",
    "fund",
    "capital",
    "opening",
    "distribution",
)
# keys whose share of a whole stands beside them, so that the sentence alone proves the slip
SELF_PROVEN = ("income.", "expenditure.", "class.", "item.")


def _provable(case: Case) -> Callable[[Seg, Para], bool]:
    keys = IN_TABLES if case.has_tables else SELF_PROVEN

    def keep(s: Seg, p: Para) -> bool:
        if s.value is None or s.value < Decimal("0.5") or not s.key.startswith(keys):
            return False
        if not case.has_tables:
            return any(x.key in (f"{s.key}.share", f"{s.key}.completion") for x in p.segs)
        return True

    return keep


def set_amount(case: Case, p: Para, s: Seg, wrong: Decimal, alternates: list[Truth] | None = None) -> Truth:
    right = s.value
    s.text = case.w.money(wrong, s.unit)
    return truth(text_root(p, s.text), wrong, right, s.unit, alternates)


def _amount(how: Callable[[Case, Decimal], Decimal | None]) -> Callable[[Case], Truth | None]:
    def plant(case: Case) -> Truth | None:
        keep = _provable(case)
        hit = find(
            case,
            "amount",
            lambda s, p: (
                keep(s, p)
                and (w := how(case, s.value or Decimal(0))) is not None
                and abs(w - (s.value or Decimal(0))) >= Decimal("0.2")
            ),
        )
        if not hit:
            return None
        p, s = hit
        wrong = how(case, s.value or Decimal(0))
        assert wrong is not None
        if abs(wrong - (s.value or Decimal(0))) < Decimal("0.2"):
            return None
        return set_amount(case, p, s, wrong)

    return plant


def _copied(case: Case) -> Truth | None:
    keep = _provable(case)

    def donor(s: Seg, p: Para) -> Seg | None:
        k = p.segs.index(s)
        near = [
            x
            for x in p.segs[:k] + p.segs[k + 1 :]
            if x.kind in ("amount", "budget") and x.value and abs(x.value - (s.value or 0)) > 1
        ]
        return near[0] if near else None

    hit = find(case, "amount", lambda s, p: keep(s, p) and donor(s, p) is not None)
    if not hit:
        return None
    p, s = hit
    d = donor(s, p)
    assert d is not None
    assert d.value is not None
    return set_amount(case, p, s, d.value)


def _unit_word(case: Case) -> Truth | None:
    keep = _provable(case)
    hit = find(case, "amount", lambda s, p: keep(s, p) and s.unit == case.f.unit)
    if not hit:
        return None
    p, s = hit
    wrong = "元" if case.f.unit == "万元" else "万元"
    s.text = s.text[: -len(case.f.unit)] + wrong
    out = truth(text_root(p, s.text), s.value, s.value, wrong)
    factor = 10_000 if wrong == "元" else Decimal("0.0001")
    out["also_expected"] = str(half_up((s.value or Decimal(0)) * factor))
    return out


def _set_percent(case: Case, p: Para, s: Seg, wrong: Decimal, alternates: list[Truth] | None = None) -> Truth:
    right = s.value
    s.text = case.w.percentage(wrong)
    return truth(text_root(p, s.text), wrong, right, "%", alternates)


def _seen(case: Case, s: Seg) -> bool:
    """Whether a share's whole is stated in the same file."""
    return case.has_tables or not s.key.startswith(("general.share",))


def _share(case: Case) -> Truth | None:
    hit = find(case, "share", lambda s, _p: (s.value or 0) > 0 and _seen(case, s))
    if not hit:
        return None
    p, s = hit
    right = s.value or Decimal(0)
    wrong = swapped(right) or right + case.r.choice([Decimal("-3.10"), Decimal("2.70"), Decimal("7.05")])
    if abs(wrong - right) < Decimal("0.5") or not 0 < wrong <= 100:
        wrong = right / 2 if right > 2 else right + 5
    return _set_percent(case, p, s, half_up(wrong))


def _share_base(case: Case) -> Truth | None:
    wholes = [case.d.total, case.d.sum(what="income"), case.d.sum(), case.d.sum("general"), case.d.approp_total]
    hit = find(
        case,
        "share",
        lambda s, _p: (
            s.facts[0] > 0
            and _seen(case, s)
            and any(
                abs(percent(s.facts[0], w) - (s.value or 0)) > Decimal("0.5") and percent(s.facts[0], w) <= 100
                for w in wholes
            )
        ),
    )
    if not hit:
        return None
    p, s = hit
    wrong = [q for w in wholes if abs((q := percent(s.facts[0], w)) - (s.value or 0)) > Decimal("0.5") and q <= 100]
    return _set_percent(case, p, s, case.r.choice(wrong))


def _rate(base: bool) -> Callable[[Case], Truth | None]:
    def plant(case: Case) -> Truth | None:
        def wrong_of(s: Seg) -> Decimal | None:
            change, prior = s.facts
            if not base:
                right = s.value or Decimal(0)
                w = swapped(right) if right >= 10 else right * 10
                return w if w is not None and abs(w - right) > Decimal("0.5") else right + 5
            # the amount this year is the base and the change, which the direction tells apart
            para = next(p for p in case.doc.paras() if s in p.segs)
            down = any(
                x.kind == "direction" and x.key == s.mate.replace("change", "direction") and x.text in ("减少", "下降")
                for x in para.segs
            )
            now = prior - change if down else prior + change
            return percent(change, now) if now else None

        hit = find(
            case,
            "rate",
            lambda s, _p: (
                s.facts[0] > 0 and (w := wrong_of(s)) is not None and abs(w - (s.value or 0)) > Decimal("0.3")
            ),
        )
        if not hit:
            return None
        p, s = hit
        wrong = wrong_of(s)
        assert wrong is not None
        mate = mate_of(p, s)
        alternates = [text_root(p, mate.text)] if mate else []
        out = _set_percent(case, p, s, half_up(wrong), alternates)
        for a in alternates:
            a["snippet"] = p.text
        return out

    return plant


def _change(case: Case) -> Truth | None:
    hit = find(case, "change", lambda s, p: bool(mate_of(p, s)) and (s.value or 0) > Decimal("0.5"))
    if not hit:
        return None
    p, s = hit
    mate = mate_of(p, s)
    assert mate is not None
    out = set_amount(case, p, s, other_amount(case.r, s.value or Decimal(0)))
    out["alternates"] = [text_root(p, mate.text)]
    return out


FLIP = {"增加": "减少", "减少": "增加", "增长": "下降", "下降": "增长", "大于": "小于", "小于": "大于"}


def _direction(case: Case) -> Truth | None:
    hit = find(case, "direction", lambda s, p: "budget" not in s.key and bool(mate_of(p, s)))
    if not hit:
        return None
    p, s = hit
    mate = mate_of(p, s)
    assert mate is not None
    right = s.text
    s.text = FLIP[s.text]
    return truth(text_root(p, s.text), s.text, right, None, [text_root(p, mate.text)])


def _budget_direction(case: Case) -> Truth | None:
    hit = find(case, "direction", lambda s, _p: s.key.endswith("budget_direction"))
    if not hit:
        return None
    p, s = hit
    right = s.text
    s.text = FLIP[s.text]
    return truth(text_root(p, s.text), s.text, right, None)


def _false_flat(case: Case) -> Truth | None:
    """决算数与预算数持平 where they differ."""
    hit = find(case, "direction", lambda s, p: s.key.endswith("budget_direction") and p.tag == "detail")
    if not hit:
        return None
    p, s = hit
    k = p.segs.index(s)
    word = s.text
    p.segs[k - 1 :] = [Seg(p.segs[k - 1].text.replace("决算数", "")), Seg("决算数与预算数持平", "flat"), Seg("。")]
    return truth(text_root(p, "决算数与预算数持平"), "持平", word, None)


def _completion(case: Case) -> Truth | None:
    hit = find(
        case,
        "completion",
        lambda s, _p: s.facts[0] > 0 and s.value != 100 and not s.key.startswith(("general", "three")),
    )
    if not hit:
        return None
    p, s = hit
    right = s.value or Decimal(0)
    wrong = swapped(right) or Decimal(100)
    return _set_percent(case, p, s, wrong if abs(wrong - right) > Decimal("0.5") else right + 10)


def _zero_budget(case: Case) -> Truth | None:
    told = "budget"
    hit = find(
        case, "no_budget", lambda s, p: s.text != "与预算持平" and any(x.kind == told and not x.value for x in p.segs)
    )
    if not hit:
        return None
    p, s = hit
    s.text = f"完成年初预算的{case.w.percentage(Decimal(100))}"
    return truth(text_root(p, s.text), 100, None, "%")


def _procurement(case: Case) -> Truth | None:
    keys = ("procurement.goods", "procurement.works", "procurement.services")
    hit = find(case, "amount", lambda s, _p: s.key in keys and (s.value or 0) > Decimal("0.5"))
    if not hit:
        return None
    p, s = hit
    right = s.value or Decimal(0)
    wrong = other_amount(case.r, right)
    off = wrong - right
    near = [x for x in p.segs if x is not s and x.value is not None and x.key in (*keys, "procurement")]
    others = [(x, (x.value or 0) + (-off if x.key in keys else off)) for x in near]
    out = set_amount(case, p, s, wrong)
    out["alternates"] = [{**text_root(p, x.text), "expected": str(v)} for x, v in others if v >= 0]
    return out


def _part_over_whole(case: Case) -> Truth | None:
    """Contracts with small firms worth more than those with small and medium ones."""
    hit = find(
        case,
        "amount",
        lambda s, _p: s.key in ("procurement.small", "procurement.sme", "reserved.small") and (s.value or 0) > 1,
    )
    if not hit:
        return None
    p, s = hit
    pair = {"procurement.small": "procurement.sme", "procurement.sme": "procurement", "reserved.small": "reserved.sme"}[
        s.key
    ]
    whole = next((x for x in p.segs if x.key == pair), None)
    if whole is None or not whole.value:
        return None
    out = set_amount(case, p, s, half_up(whole.value * Decimal("1.2")) + 1)
    out["alternates"] = [text_root(p, whole.text)]
    return out


def _public_below(case: Case) -> Truth | None:
    """公用 of all money below 公用 of the appropriation alone."""
    hit = find(case, "amount", lambda s, _p: s.key == "all.public" and (s.value or 0) > 5)
    if not hit or not case.has_tables:
        return None
    p, s = hit
    other = next(x for x in p.segs if x.key == "all.personnel")
    part, whole = next(x for x in p.segs if x.key == "all.public.share").facts
    moved = part // 3
    for key, fen in (("all.public", part - moved), ("all.personnel", whole - part + moved)):
        next(x for x in p.segs if x.key == key).text = case.w.money(case.f.shown(fen))
        next(x for x in p.segs if x.key == f"{key}.share").text = case.w.percentage(percent(fen, whole))
    return truth(text_root(p, s.text), case.f.shown(part - moved), s.value, s.unit, [text_root(p, other.text)])


def _three_part(case: Case) -> Truth | None:
    hit = find(
        case,
        "amount",
        lambda s, p: (
            p.tag in ("three_total", "three_shares", "three_items")
            and s.key != "three"
            and (s.value or 0) > Decimal("0.2")
            and (case.has_tables or p.tag == "three_shares")
        ),
    )
    if not hit:
        return None
    p, s = hit
    return set_amount(case, p, s, other_amount(case.r, s.value or Decimal(0)))


FIGURE_FAULTS = [
    FaultClass("amount_wrong", "error", "text", _amount(lambda k, v: other_amount(k.r, v))),
    FaultClass("amount_digits_swapped", "error", "text", _amount(lambda _k, v: swapped(v))),
    FaultClass("amount_digit_lost", "error", "text", _amount(lambda _k, v: lost_digit(v))),
    FaultClass("amount_copied", "error", "text", _copied),
    FaultClass("amount_unit", "error", "text", _unit_word),
    FaultClass("share_wrong", "error", "text", _share),
    FaultClass("share_on_wrong_base", "error", "text", _share_base),
    FaultClass("rate_wrong", "error", "text", _rate(False)),
    FaultClass("rate_on_current_base", "error", "text", _rate(True)),
    FaultClass("change_wrong", "error", "text", _change),
    FaultClass("direction_wrong", "error", "text", _direction),
    FaultClass("budget_direction_wrong", "error", "text", _budget_direction),
    FaultClass("flat_false", "error", "text", _false_flat),
    FaultClass("completion_wrong", "error", "text", _completion),
    FaultClass("completion_of_zero_budget", "error", "text", _zero_budget),
    FaultClass("procurement_parts", "error", "text", _procurement),
    FaultClass("part_over_whole", "error", "text", _part_over_whole),
    FaultClass("public_below_appropriation", "error", "tables", _public_below),
    FaultClass("three_public_part", "error", "text", _three_part),
]
