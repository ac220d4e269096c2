"""Tracked pieces of text: amounts, shares, clauses of change, names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from . import phrases, places
from .blocks import Para, Seg
from .codes import function_name
from .figures import Form, half_up, percent
from .model import Department

Piece = Seg | str | list
SOURCE_NAMES = {
    "appropriation": "财政拨款收入",
    "general": "一般公共预算财政拨款收入",
    "fund": "政府性基金预算财政拨款收入",
    "capital": "国有资本经营预算财政拨款收入",
    "superior": "上级补助收入",
    "institutional": "事业收入",
    "operating": "经营收入",
    "affiliates": "附属单位上缴收入",
    "other": "其他收入",
}
KIND_NAMES = {
    "basic": "基本支出",
    "project": "项目支出",
    "to_superior": "上缴上级支出",
    "operating": "经营支出",
    "to_affiliates": "对附属单位补助支出",
}
PART_NAMES = {
    "abroad": "因公出国（境）费",
    "vehicles": "公务用车购置及运行维护费",
    "purchase": "公务用车购置费",
    "operation": "公务用车运行维护费",
    "reception": "公务接待费",
}


@dataclass(frozen=True)
class Habits:
    """Wording habits of one report."""

    style: str
    item: str  # brackets, codes, quotes, plain
    klass: str  # full（类）, short（类）支出, full, quotes
    number: str  # "1." "1、" "（1）"
    space_year: bool
    zero_parts: bool  # sources and kinds of nothing are listed too
    list_end: str  # "" or 等


class Pieces:
    """The pieces sentences are made of, as this report writes them."""

    def __init__(self, d: Department, f: Form, rng: Random, habits: Habits) -> None:
        self.d, self.f, self.r, self.h = d, f, rng, habits
        self.self_word = rng.choice(["部门", "单位"])

    # -- pieces ---------------------------------------------------------------------------------------------------

    def pick(self, wordings: phrases.Wordings | list[str]) -> str:
        """One wording of the style, its free choices made."""
        options = wordings if isinstance(wordings, list) else wordings.get(self.h.style) or wordings["*"]
        return re.sub(r"\[([^\]]*)\]", lambda m: self._choose(m[1].split("|")), self.r.choice(options))

    def _choose(self, words: list[str]) -> str:
        """A free choice; 部门 and 单位 are not mixed within a report."""
        return self.self_word if set(words) == {"部门", "单位"} else self.r.choice(words)

    def say(self, pattern: str, **slots: Piece) -> list[Seg]:
        """Fill a pattern; U, Y and P are always there."""
        s = " " if self.h.space_year else ""
        slots.setdefault("U", Seg(self.d.unit, "unit", "unit"))
        out: list[Seg] = []
        for n, bit in enumerate(re.split(r"\{(\w+)\}", pattern)):
            if n % 2 == 0:
                if bit:
                    out.append(Seg(bit))
            elif bit in "YP":
                year = self.d.year - (bit == "P")
                out.append(Seg(f"{s}{year}{s}", "year" if bit == "Y" else "prior_year", bit, Decimal(year)))
            else:
                piece = slots[bit]
                several = piece if isinstance(piece, list) else [piece]
                out += [p if isinstance(p, Seg) else Seg(str(p)) for p in several if p != ""]
        return out

    def amt(self, key: str, fen: int, kind: str = "amount", mate: str = "") -> Seg:
        """An amount with its unit; large ones in 亿元 where the report does so."""
        if self.f.hundred_millions and fen >= 10_000_000_000:
            shown = half_up(Decimal(fen) / 10_000_000_000)
            return Seg(self.money(shown, "亿元"), kind, key, shown, "亿元", mate)
        shown = self.f.shown(fen)
        return Seg(self.money(shown), kind, key, shown, self.f.unit, mate)

    def money(self, shown: Decimal, unit: str | None = None) -> str:
        """The amount as this report writes it."""
        return self.f.number(shown) + (" " if self.f.space_unit else "") + (unit or self.f.unit)

    def pct(self, key: str, part: int, whole: int, kind: str, mate: str = "") -> Seg:
        """A percentage of two amounts in fen, with its sign."""
        shown = percent(part, whole)
        return Seg(self.percentage(shown), kind, key, shown, "%", mate, (part, whole))

    def percentage(self, shown: Decimal) -> str:
        """The percentage as this report writes it."""
        return self.f.rate(shown) + (" " if self.f.space_percent else "") + "%"

    def count(self, key: str, n: int, unit: str) -> Seg:
        """A number of things."""
        return Seg(f"{n}{unit}", "count", key, Decimal(n), unit)

    def change(
        self, key: str, now: int, before: int, subject: str, wordings: phrases.Wordings | None = None
    ) -> list[Seg]:
        """The clause that compares with the year before."""
        if now == before:
            return self.say(self.pick(phrases.FLAT), B=subject)
        d = self.amt(f"{key}.change", abs(now - before), "change", f"{key}.rate")
        if before == 0:
            return self.say(self.pick(phrases.CHANGE_ZERO_BASE), B=subject, D=d)
        up = now > before
        a = Seg("增加" if up else "减少", "direction", f"{key}.direction", mate=f"{key}.ratedirection")
        r = Seg("增长" if up else "下降", "direction", f"{key}.ratedirection", mate=f"{key}.direction")
        q = self.pct(f"{key}.rate", abs(now - before), before, "rate", f"{key}.change")
        return self.say(self.pick(wordings or self._change_words()), B=subject, A=a, D=d, R=r, Q=q)

    def _change_words(self) -> phrases.Wordings:
        return {**phrases.CHANGE, "*": phrases.CHANGE["national"]}

    def why(self, now: int, before: int) -> list[Seg]:
        """The reason; nothing where nothing changed."""
        return [] if now == before else self.say(self.pick(phrases.REASON), r=self.r.choice(places.REASONS))

    def subject(self, family: str) -> str:
        """What is compared, in the words of the style."""
        words = phrases.SUBJECT[family]
        return words.get(self.h.style, words["*"])

    def completion(self, key: str, final: int, budget: int, word: str = "年初预算") -> list[Seg]:
        """完成率, never with a budget of nothing."""
        if budget:
            q = self.pct(f"{key}.completion", final, budget, "completion")
            return self.say(f"完成{word}的{{Q}}", Q=q)
        return [
            Seg("与预算持平" if not final else self.r.choice(["年初未安排预算", "年初预算数为零"]), "no_budget", key)
        ]

    def budget_why(self, key: str, final: int, budget: int) -> list[Seg]:
        """Why final and budget differ."""
        if final == budget:
            return [Seg(self.pick(phrases.BUDGET_EQUAL), "flat", f"{key}.budget_flat")]
        a = Seg("大于" if final > budget else "小于", "direction", f"{key}.budget_direction")
        return self.say(self.pick([phrases.BUDGET_WHY]), A=a, r=self.r.choice(places.REASONS))

    def joined(self, parts: list[list[Seg]], mark: str = "；") -> list[Seg]:
        """Parts with a mark between them."""
        out: list[Seg] = []
        for n, p in enumerate(parts):
            out += ([Seg(mark, "mark", "list")] if n else []) + p
        return out

    def bullet(self, n: int) -> Seg:
        """A list number."""
        return Seg({"1.": f"{n}.", "1、": f"{n}、", "（1）": f"（{n}）"}[self.h.number], "bullet", str(n))

    def class_name(self, code: str) -> Seg:
        """A 类 in the structure paragraph."""
        name = function_name(code, self.d.year)
        short = name.removesuffix("支出")
        text = {
            "full（类）": f"{name}（类）",
            "short（类）支出": f"{short}（类）支出",
            "full": name,
            "quotes": f"“{name}”",
        }[self.h.klass]
        return Seg(text, "name_class", code)

    def item_name(self, code: str) -> list[Seg]:
        """类、款、项 of an item."""
        y = self.d.year
        a, b, c = (function_name(code[:n], y) for n in (3, 5, 7))
        if self.h.klass.startswith("short") and self.h.item != "codes":
            a = a.removesuffix("支出") if a != "其他支出" else a
        k = {
            "brackets": ("（类）", "（款）", "（项）"),
            "codes": ("（类）", "（款）", "（项）"),
            "quotes": ("（类）", "（款）", "（项）"),
            "plain": ("", "", ""),
        }[self.h.item]
        pre = [code[:3], code[:5], code] if self.h.item == "codes" else ["", "", ""]
        q = ("“", "”") if self.h.item == "quotes" else ("", "")
        segs = [
            Seg(f"{pre[0]}{a}{k[0]}", "name_class", code),
            Seg(f"{pre[1]}{b}{k[1]}", "name_section", code),
            Seg(f"{pre[2]}{c}{k[2]}", "name_item", code),
        ]
        return ([Seg(q[0])] if q[0] else []) + segs + ([Seg(q[1])] if q[1] else [])

    def para(self, segs: list[Seg], tag: str) -> Para:
        """A narrative paragraph of a family."""
        return Para(segs, tag=tag)
