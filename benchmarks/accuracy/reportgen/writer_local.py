"""Families of sentences that only single provinces write."""

from __future__ import annotations

from . import phrases, places
from .blocks import Para, Seg
from .pieces import KIND_NAMES, SOURCE_NAMES, Piece
from .writer_others import Others


class Local(Others):
    """辽宁, 新疆, 广西, 江西, 福建."""

    def _sources(self) -> list[tuple[str, int]]:
        d = self.d
        keys = ("superior", "institutional", "operating", "affiliates", "other")
        values = [("appropriation", d.sum("appropriation", "income")), *((s, d.sum("own", s)) for s in keys)]
        return [(k, v) for k, v in values if v]

    def total_listed(self) -> list[Para]:
        """辽宁: 收入总计 with its parts as a list, shares of 总计."""
        d = self.d
        income = [(f"income.{k}", SOURCE_NAMES[k], v) for k, v in self._sources()]
        income += [
            ("surplus", "使用非财政拨款结余", d.surplus_used),
            ("opening", "年初结转和结余", d.sum(what="opening")),
        ]
        spent = [(f"expenditure.{k}", n, d.sum("all", k)) for k, n in KIND_NAMES.items()]
        spent += [("distribution", "结余分配", d.distribution), ("closing", "年末结转和结余", d.sum(what="closing"))]
        out = []
        for head, word, parts in zip(phrases.TOTAL_LISTED, ("收入总计", "支出总计"), (income, spent), strict=True):
            out.append(
                self.para(self.say(head, T=self.amt("total", d.total), S=self.amt("total.uses", d.total)), "total")
            )
            for n, (key, name, v) in enumerate((k, w, v) for k, w, v in parts if v):
                p = self.pct(f"{key}.share", v, d.total, "share")
                segs = self.say(f"{{n}}{name}{{a}}，占{word}的{{p}}。", n=self.bullet(n + 1), a=self.amt(key, v), p=p)
                out.append(self.para(segs, "total_part"))
        c = self.change("total", d.total, d.previous["total"], "收、支总计各")
        out.append(self.para([*c, *self.why(d.total, d.previous["total"])], "total"))
        return out

    def total_composed(self) -> list[Para]:
        """新疆: 总计 and its composition on both sides."""
        d = self.d
        now, before = d.total, d.previous["total"]
        c = self.change("total", now, before, "", {"*": ["收入支出总体与上年相比，{A}{D}，{R}{Q}。"]})
        segs = self.say(
            self.pick(phrases.TOTAL_COMPOSED),
            T=self.amt("total", now),
            a=self.amt("income.whole", d.sum(what="income")),
            b=self.amt("surplus", d.surplus_used),
            c=self.amt("opening", d.sum(what="opening")),
            S=self.amt("total.uses", now),
            d=self.amt("expenditure.whole", d.sum()),
            e=self.amt("distribution", d.distribution),
            f=self.amt("closing", d.sum(what="closing")),
            C=c,
            W=self.why(now, before),
        )
        return [self.para(segs, "total")]

    def income_listed(self) -> list[Para]:
        """广西: sources one a paragraph."""
        d = self.d
        whole, before = d.sum(what="income"), d.previous["income"]
        c = self.change("income", whole, before, "", {"*": ["较{P}年度决算数{A}{D}，{R}{Q}。"]})
        head = self.say(
            self.pick(phrases.INCOME_LISTED),
            T=self.amt("total", d.total),
            a=self.amt("income", whole),
            C=c,
            W=self.why(whole, before),
        )
        out = [self.para(head, "income")]
        for n, (k, v) in enumerate(self._sources()):
            p = self.pct(f"income.{k}.share", v, whole, "share")
            slots: dict[str, Piece] = {
                "n": self.bullet(n + 1),
                "N": SOURCE_NAMES[k],
                "a": self.amt(f"income.{k}", v),
                "p": p,
            }
            out.append(self.para(self.say(self.pick(phrases.INCOME_LINE), **slots), "income"))
        return out

    def _versus(self, key: str, now: int, before: int) -> list[Seg]:
        """A change clause without a full stop."""
        if now == before:
            return self.say("与{P}年持平")
        return self.change(key, now, before, "", {"*": ["较{P}年{A}{D}，{R}{Q}"]})

    def income_joined(self) -> list[Para]:
        """江西: 总计 and 合计 in one sentence, each with its change."""
        d = self.d
        whole = d.sum(what="income")
        head, tail = phrases.INCOME_JOINED
        first = self.say(
            self.pick([head]),
            T=self.amt("total", d.total),
            c=self.amt("opening", d.sum(what="opening")),
            a=self.amt("income", whole),
            C=[Seg("按规定结转使用")],
            D=self._versus("income", whole, d.previous["income"]),
        )
        parts = [
            self.say(
                "{N}{a}，占{p}",
                N=SOURCE_NAMES[k],
                a=self.amt(f"income.{k}", v),
                p=self.pct(f"income.{k}.share", v, whole, "share"),
            )
            for k, v in self._sources()
        ]
        return [self.para(first, "income"), self.para(self.say(tail, L=self.joined(parts)), "income")]

    def expenditure_joined(self) -> list[Para]:
        """江西: the same for expenditure."""
        d = self.d
        whole = d.sum()
        head, tail = phrases.EXPENDITURE_JOINED
        first = self.say(
            self.pick([head]),
            T=self.amt("total.uses", d.total),
            c=self.amt("closing", d.sum(what="closing")),
            a=self.amt("expenditure", whole),
            D=self._versus("expenditure", whole, d.previous["expenditure"]),
        )
        parts = [
            self.say(
                "{N}{a}，占{p}",
                N=n,
                a=self.amt(f"expenditure.{k}", d.sum("all", k)),
                p=self.pct(f"expenditure.{k}.share", d.sum("all", k), whole, "share"),
            )
            for k, n in KIND_NAMES.items()
            if d.sum("all", k)
        ]
        return [self.para(first, "expenditure"), self.para(self.say(tail, L=self.joined(parts)), "expenditure")]

    def classes_by_year(self) -> list[Para]:
        """福建: each 类 against the year before, with 增支 and 减支."""
        d = self.d
        whole = d.sum("general")
        out = [
            self.para(
                self.say("一般公共预算财政拨款支出{T}，具体情况如下：", T=self.amt("general.structure", whole)),
                "structure",
            )
        ]
        for n, code in enumerate(d.codes("general", "spent", 3)):
            now, before = d.sum("general", "spent", code), d.previous[f"class.{code}"]
            key = f"class.{code}"
            slots: dict[str, Piece] = {"n": self.bullet(n + 1), "N": self.class_name(code), "a": self.amt(key, now)}
            if now == before:
                segs = self.say("{n}{N}{a}，与上年持平。", **slots)
            elif not before:
                segs = self.say(
                    "{n}{N}{a}，较上年增支{D}，上年无支出。", D=self.amt(f"{key}.change", now, "change"), **slots
                )
            else:
                up = now > before
                segs = self.say(
                    self.pick(phrases.CLASS_BY_CLASS),
                    A=Seg("增支" if up else "减支", "local_direction", f"{key}.direction"),
                    D=self.amt(f"{key}.change", abs(now - before), "change", f"{key}.rate"),
                    R=Seg("增长" if up else "下降", "local_direction", f"{key}.ratedirection"),
                    Q=self.pct(f"{key}.rate", abs(now - before), before, "rate", f"{key}.change"),
                    p=self.pct(f"{key}.share", now, whole, "share"),
                    r=self.r.choice(places.REASONS),
                    **slots,
                )
            out.append(self.para(segs, "structure"))
        return out

    def running_plain(self, now: int, before: int) -> list[Para]:
        """广西: 增加 of the amount and of the rate in one word."""
        segs = self.say(
            self.pick(phrases.RUNNING_GUANGXI),
            T=self.amt("running", now),
            A=Seg("增加" if now > before else "减少"),
            D=self.amt("running.change", abs(now - before), "change", "running.rate"),
            Q=self.pct("running.rate", abs(now - before), before, "rate", "running.change"),
            r=self.r.choice(places.REASONS),
        )
        return [self.para(segs, "running")]

    def procurement_shares(self) -> list[Para]:
        """广西: each kind of procurement with its share."""
        p = self.d.procurement
        keys = zip("ags", "xyz", ("goods", "works", "services"), strict=True)
        slots: dict[str, Piece] = {"T": self.amt("procurement", p["total"])}
        for a, x, k in keys:
            slots[a] = self.amt(f"procurement.{k}", p[k])
            slots[x] = self.pct(f"procurement.{k}.share", p[k], p["total"], "share")
        return [self.para(self.say(self.pick(phrases.PROCUREMENT_SHARES), **slots), "procurement")]
