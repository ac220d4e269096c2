"""The narrative of 三公 expenditure."""

from __future__ import annotations

from . import phrases, places
from .blocks import Para, Seg
from .model import PARTS
from .pieces import PART_NAMES, Pieces


class ThreePublic(Pieces):
    """Families of sentences about 三公."""

    # -- 三公 ------------------------------------------------------------------------------------------------------

    def three_total(self) -> list[Para]:
        """三公总体."""
        d = self.d
        v, b, last = d.three_sum("final"), d.three_sum("adjusted"), d.three_sum("last")
        if not (v or b or last):
            return [self.para(self.say(self.pick(phrases.THREE_NONE)), "three_total")]
        parts = []
        for part in ("abroad", "vehicles", "reception"):
            pv, pb = d.three_sum("final", part), d.three_sum("adjusted", part)
            parts.append(
                self.say(
                    "{N}支出决算为{a}，{c}",
                    N=PART_NAMES[part],
                    a=self.amt(f"three.{part}", pv),
                    c=self.completion(f"three.{part}", pv, pb, "预算"),
                )
            )
        c = [*self.completion("three", v, b, "预算"), Seg("，" if self.h.style == "shanghai" else "。")]
        year = self.change("three", v, last, "", {"*": ["较上年支出数{A}{D}，{R}{Q}。", "比{P}年{A}{D}，{R}{Q}。"]})
        initial = d.three_sum("initial")
        plan = (
            [Seg("与年初预算数持平。")]
            if v == initial
            else (
                self.change("three.initial", v, initial, "", {"*": ["较年初预算数{A}{D}，{R}{Q}。"]}) if initial else []
            )
        )
        segs = self.say(
            self.pick(phrases.THREE_TOTAL),
            b=self.amt("three.budget", b, "budget", "three.completion"),
            T=self.amt("three", v),
            c=c,
            L=self.joined(parts),
            w=self.budget_why("three", v, b),
            C=year,
            B=plan,
        )
        return [self.para(segs, "three_total")]

    def three_year(self) -> list[Para]:
        """三公与上年."""
        d = self.d
        v, last = d.three_sum("final"), d.three_sum("last")
        if not (v or d.three_sum("adjusted") or last) or self.h.style in ("sichuan", "chongqing"):
            return []

        def clause(key: str, now: int, before: int) -> list[Seg]:
            if now == before:
                return [Seg("与上年持平", "flat", f"{key}.flat")]
            dd = self.amt(f"{key}.change", abs(now - before), "change", f"{key}.rate")
            if not before:
                return self.say("比{P}年度增加{D}，上年无此项支出", D=dd)
            up = now > before
            return self.say(
                "[比{P}年度|]{A}{D}，{R}{Q}".replace("[比{P}年度|]", "比{P}年度" if key == "three" else ""),
                D=dd,
                A=Seg("增加" if up else "减少", "direction", f"{key}.direction", mate=f"{key}.ratedirection"),
                R=Seg("增长" if up else "下降", "direction", f"{key}.ratedirection", mate=f"{key}.direction"),
                Q=self.pct(f"{key}.rate", abs(now - before), before, "rate", f"{key}.change"),
            )

        parts = [
            [Seg(f"{PART_NAMES[p]}支出决算"), *clause(f"three.{p}", d.three_sum("final", p), d.three_sum("last", p))]
            for p in ("abroad", "vehicles", "reception")
        ]
        segs = self.say(self.pick(phrases.THREE_YEAR), C=[*clause("three", v, last), Seg("，")], L=self.joined(parts))
        if v != last:
            segs += self.say(self.pick(phrases.REASON), r=self.r.choice(places.REASONS))
        return [self.para(segs, "three_year")]

    def three_shares(self) -> list[Para]:
        """三公占比."""
        d = self.d
        v = d.three_sum("final")
        if not v:
            return []
        parts = [
            self.say(
                "{N}支出决算{a}，占{p}",
                N=PART_NAMES[p],
                a=self.amt(f"three.{p}.share_of", d.three_sum("final", p)),
                p=self.pct(f"three.{p}.share", d.three_sum("final", p), v, "share"),
            )
            for p in ("abroad", "vehicles", "reception")
        ]
        return [self.para(self.say(self.pick(phrases.THREE_SHARES), L=self.joined(parts)), "three_shares")]

    def three_items(self) -> list[Para]:
        """三公具体情况, with the counts that must be told even where they are nought."""
        d, c = self.d, self.d.counts
        if not any(d.three[p][b] for p in PARTS for b in ("final", "adjusted", "last")):
            return []
        fin = {p: d.three_sum("final", p) for p in (*PARTS, "vehicles")}
        out = [
            self.say(
                self.pick(phrases.ABROAD),
                n=self.bullet(1),
                T=self.amt("three.abroad.item", fin["abroad"]),
                g=self.count("groups", c["groups"], "个"),
                h=self.count("abroad_persons", c["abroad_persons"], "人次"),
            ),
            self.say(
                self.pick(phrases.VEHICLES),
                n=self.bullet(2),
                T=self.amt("three.vehicles.item", fin["vehicles"]),
                a=self.amt("three.purchase", fin["purchase"]),
                o=self.amt("three.operation", fin["operation"]),
                g=self.count("bought", c["bought"], "辆"),
                k=self.count("kept", c["kept"], "辆"),
            ),
            self.say(
                self.pick(phrases.RECEPTION),
                n=self.bullet(3),
                T=self.amt("three.reception.item", fin["reception"]),
                g=self.count("batches", c["batches"], "批次"),
                h=self.count("guests", c["guests"], "人次"),
            ),
        ]
        return [self.para(s, "three_items") for s in out]
