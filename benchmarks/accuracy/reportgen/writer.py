"""Turns a department into narrative: one method a family of sentences."""

from __future__ import annotations

from . import phrases, places
from .blocks import Para, Seg
from .codes import ECONOMIC_NAMES
from .pieces import KIND_NAMES, SOURCE_NAMES, Piece
from .writer_local import Local


class Writer(Local):
    """Writes families of sentences. Each method named after a family of `plans` returns paragraphs."""

    # -- families -------------------------------------------------------------------------------------------------

    def total(self) -> list[Para]:
        """总体."""
        d = self.d
        now, before = d.total, d.previous["total"]
        opening = d.sum(what="opening")
        pattern = self.pick(phrases.TOTAL)
        if "{E}" in pattern and not opening:
            pattern = "{Y}年度收入总计{T}，支出总计{S}。{C}{W}"
        c = self.change("total", now, before, self.subject("total"))
        segs = self.say(
            pattern,
            T=self.amt("total", now),
            S=self.amt("total.uses", now),
            C=c,
            W=self.why(now, before),
            E=self.say("年初结转和结余{a}", a=self.amt("opening", opening)),
        )
        return [self.para(segs, "total")]

    def income(self) -> list[Para]:
        """收入."""
        d = self.d
        whole = d.sum(what="income")
        split = self.h.style in ("sichuan", "yunnan") and self.h.style == "sichuan"
        keys = [("general",), ("fund",), ("capital",)] if split else [("appropriation",)]
        values = [(k, d.sum(k, "income")) for (k,) in keys]
        values += [(s, d.sum("own", s)) for s in ("superior", "institutional", "operating", "affiliates", "other")]
        parts = [
            self.say(
                "{N}{a}，占{p}",
                N=SOURCE_NAMES[k],
                a=self.amt(f"income.{k}", v),
                p=self.pct(f"income.{k}.share", v, whole, "share"),
            )
            for k, v in values
            if v or self.h.zero_parts
        ]
        c = self._clause("income", whole, d.previous["income"])
        opening = d.sum(what="opening")
        x = self.say("此外，年初结转和结余{a}。", a=self.amt("opening", opening)) if opening else []
        segs = self.say(self.pick(phrases.INCOME), T=self.amt("income", whole), L=self.joined(parts), C=c, X=x)
        return [self.para(segs, "income")]

    def _clause(self, key: str, now: int, before: int) -> list[Seg]:
        return self.change(key, now, before, "", {"*": ["较上年决算数{A}{D}，{R}{Q}。"]}) + self.why(now, before)

    def expenditure(self) -> list[Para]:
        """支出."""
        d = self.d
        whole = d.sum()
        parts = [
            self.say(
                "{N}{a}，占{p}",
                N=KIND_NAMES[k],
                a=self.amt(f"expenditure.{k}", d.sum("all", k)),
                p=self.pct(f"expenditure.{k}.share", d.sum("all", k), whole, "share"),
            )
            for k in KIND_NAMES
            if d.sum("all", k) or self.h.zero_parts
        ]
        c = self._clause("expenditure", whole, d.previous["expenditure"])
        x = []
        if d.distribution:
            x = self.say("此外，结余分配{a}。", a=self.amt("distribution", d.distribution))
        if self.h.style == "jilin" and self.r.random() < 0.5:
            x = self._basic_split()
        segs = self.say(
            self.pick(phrases.EXPENDITURE), T=self.amt("expenditure", whole), L=self.joined(parts), C=c, X=x
        )
        return [self.para(segs, "expenditure")]

    def _basic_split(self) -> list[Seg]:
        """人员 and 公用 of all money: own money's basic expenditure counts as personnel."""
        d = self.d
        whole = d.sum("all", "basic")
        public = sum(v for c, v in d.economic.items() if c[:3] not in ("301", "303"))
        return self.say(
            "基本支出中，人员经费{a}，占{p}；公用经费{b}，占{q}。",
            a=self.amt("all.personnel", whole - public),
            p=self.pct("all.personnel.share", whole - public, whole, "share"),
            b=self.amt("all.public", public),
            q=self.pct("all.public.share", public, whole, "share"),
        )

    def carry(self) -> list[Para]:
        """结转结余."""
        return [
            self.para(self.say(self.pick(phrases.CARRY), T=self.amt("closing", self.d.sum(what="closing"))), "carry")
        ]

    def approp(self) -> list[Para]:
        """财政拨款总体."""
        now, before = self.d.approp_total, self.d.previous["approp"]
        c = self.change(
            "approp",
            now,
            before,
            self.subject("approp"),
            {"*": ["与{P}年相比，{B}{A}{D}，{R}{Q}。", "与{P}年度相比，{B}{A}{D}，{R}{Q}。"]},
        )
        segs = self.say(
            self.pick(phrases.APPROP),
            T=self.amt("approp", now),
            S=self.amt("approp.uses", now),
            C=c,
            W=self.why(now, before),
        )
        return [self.para(segs, "approp")]

    def general(self) -> list[Para]:
        """一般公共预算总体."""
        now, before = self.d.sum("general"), self.d.previous["general"]
        c = self.change(
            "general",
            now,
            before,
            "一般公共预算财政拨款支出",
            {"*": ["与{P}年度相比，{B}{A}{D}，{R}{Q}。", "与上年相比，{B}{A}{D}，{R}{Q}。"]},
        )
        p = self.pct("general.share", now, self.d.sum(), "share")
        segs = self.say(self.pick(phrases.GENERAL), T=self.amt("general", now), p=p, C=c, W=self.why(now, before))
        return [self.para(segs, "general")]

    def structure(self) -> list[Para]:
        """一般公共预算结构."""
        d = self.d
        whole = d.sum("general")
        classes = d.codes("general", "spent", 3)

        def part(code: str) -> dict[str, Piece]:
            v = d.sum("general", "spent", code)
            return {
                "N": self.class_name(code),
                "a": self.amt(f"class.{code}", v),
                "p": self.pct(f"class.{code}.share", v, whole, "share"),
            }

        if self.h.style == "fujian" and all(f"class.{c}" in d.previous for c in classes):
            return self.classes_by_year()
        if self.h.style in ("yunnan", "chongqing"):
            head = "2.支出结构。" if self.h.style == "chongqing" else ""
            out = [
                self.para(
                    self.say(
                        head + "一般公共预算财政拨款支出{T}，主要用于以下方面：", T=self.amt("general.structure", whole)
                    ),
                    "structure",
                )
            ]
            for n, code in enumerate(classes):
                b, v = d.sum("general", "budget", code), d.sum("general", "spent", code)
                slots = part(code)
                segs = self.say("{n}{N}{a}，占一般公共预算财政拨款支出的{p}", n=self.bullet(n + 1), **slots)
                if self.h.style == "chongqing":
                    segs += [Seg("，"), *self._against_budget(f"class.{code}.budget", v, b)]
                else:
                    segs += [Seg(f"，主要用于{self.r.choice(places.USES)}。")]
                out.append(self.para(segs, "structure"))
            return out
        parts = [self.say("{N}{a}，占{p}", **part(c)) for c in classes]
        segs = self.say(self.pick(phrases.STRUCTURE), T=self.amt("general.structure", whole), L=self.joined(parts))
        return [self.para(segs, "structure")]

    def _against_budget(self, key: str, final: int, budget: int) -> list[Seg]:
        if final == budget:
            return [Seg("与年初预算数持平。")]
        segs = (
            self.change(key, final, budget, "", {"*": ["较年初预算数{A}{D}，{R}{Q}，"]})
            if budget
            else self.say("较年初预算数增加{D}，年初未安排预算，", D=self.amt(f"{key}.change", final, "change"))
        )
        return [*segs, Seg(f"主要原因是{self.r.choice(places.REASONS)}。")]

    def detail(self) -> list[Para]:
        """到项级的具体情况."""
        d = self.d
        v, b = d.sum("general"), d.sum("general", "budget")
        c = [*self.completion("general", v, b), Seg("。")]
        out = [
            self.para(
                self.say(
                    self.pick(phrases.DETAIL_HEAD),
                    b=self.amt("general.budget", b, "budget", "general.completion"),
                    T=self.amt("general.detail", v),
                    c=c,
                    w=self.budget_why("general", v, b),
                ),
                "detail_head",
            )
        ]
        for n, code in enumerate(d.codes("general", "spent", 7)):
            v, b = d.sum("general", "spent", code), d.sum("general", "budget", code)
            pattern = self.pick(phrases.DETAIL)
            c = [*self.completion(f"item.{code}", v, b), Seg("。")]
            slots: dict[str, Piece] = {
                "n": self.bullet(n + 1),
                "N": self.item_name(code),
                "u": self.r.choice(places.USES),
                "b": self.amt(f"item.{code}.budget", b, "budget", f"item.{code}.completion"),
                "T": self.amt(f"item.{code}", v),
                "c": c,
                "w": self.budget_why(f"item.{code}", v, b),
            }
            out.append(self.para(self.say(pattern, **slots), "detail"))
        return out

    def basic(self) -> list[Para]:
        """基本支出."""
        eco = {c: v for c, v in sorted(self.d.economic.items()) if self.f.shown(v)}
        whole = sum(self.d.economic.values())
        people = {c: v for c, v in eco.items() if c[:3] in ("301", "303")}
        public = {c: v for c, v in eco.items() if c not in people}

        def names(codes: dict[str, int]) -> list[Seg]:
            return [*self.joined([[Seg(ECONOMIC_NAMES[c], "list_item", c)] for c in codes], "、"), Seg(self.h.list_end)]

        p, q = sum(people.values()), sum(public.values())
        segs = self.say(
            self.pick(phrases.BASIC),
            T=self.amt("basic", whole),
            p=self.amt("basic.personnel", p),
            q=self.amt("basic.public", q),
            x=self.pct("basic.personnel.share", p, whole, "share"),
            y=self.pct("basic.public.share", q, whole, "share"),
            l=names(people),
            m=names(public),
        )
        return [self.para(segs, "basic")]

    # -- the rest -------------------------------------------------------------------------------------------------

    def fund(self) -> list[Para]:
        """政府性基金."""
        d = self.d
        v, i, o, e = (d.sum("fund", w) for w in ("spent", "income", "opening", "closing"))
        if not (v or i or o):
            return [self.para(self.say(self.pick(phrases.FUND_NONE)), "fund")]
        details = []
        for n, code in enumerate(d.codes("fund", "spent", 7)):
            iv, ib = d.sum("fund", "spent", code), d.sum("fund", "budget", code)
            details += self.say(
                "{n}{N}。年初预算为{b}，支出决算为{T}。{w}",
                n=self.bullet(n + 1),
                N=self.item_name(code),
                b=self.amt(f"fund.{code}.budget", ib, "budget"),
                T=self.amt(f"fund.{code}", iv),
                w=self.budget_why(f"fund.{code}", iv, ib),
            )
        segs = self.say(
            self.pick(phrases.FUND),
            o=self.amt("fund.opening", o),
            i=self.amt("fund.income", i),
            T=self.amt("fund", v),
            z=self.amt("fund.basic", 0),
            j=self.amt("fund.project", v),
            e=self.amt("fund.closing", e),
            L=details,
        )
        return [self.para(segs, "fund")]

    def capital(self) -> list[Para]:
        """国有资本经营预算."""
        v = self.d.sum("capital")
        if not v:
            return [self.para(self.say(self.pick(phrases.CAPITAL_NONE)), "capital")]
        segs = self.say(
            self.pick(phrases.CAPITAL),
            T=self.amt("capital", v),
            z=self.amt("capital.basic", 0),
            j=self.amt("capital.project", v),
        )
        return [self.para(segs, "capital")]

    def running(self) -> list[Para]:
        """机关运行经费."""
        v, b = self.d.running, self.d.previous["running"]
        if not v:
            return [self.para(self.say(self.pick(phrases.RUNNING_NONE)), "running")]
        if self.h.style == "guangxi" and b and v != b:
            return self.running_plain(v, b)
        c = self.change("running", v, b, "", {"*": ["比{P}年度{A}{D}，{R}{Q}。", "较上年{A}{D}，{R}{Q}。"]})
        return [
            self.para(self.say(self.pick(phrases.RUNNING), T=self.amt("running", v), C=c, W=self.why(v, b)), "running")
        ]

    def procurement(self) -> list[Para]:
        """政府采购."""
        p = self.d.procurement
        if not p["total"]:
            return [self.para(self.say(self.pick(phrases.PROCUREMENT_NONE)), "procurement")]
        if self.h.style == "guangxi" and self.r.random() < 0.6:
            return self.procurement_shares()
        pattern = self.pick(phrases.PROCUREMENT)
        base = p["sme"] if "占授予中小企业" in pattern else p["total"]
        segs = self.say(
            pattern,
            T=self.amt("procurement", p["total"]),
            a=self.amt("procurement.goods", p["goods"]),
            g=self.amt("procurement.works", p["works"]),
            s=self.amt("procurement.services", p["services"]),
            m=self.amt("procurement.sme", p["sme"]),
            k=self.amt("procurement.small", p["small"]),
            x=self.pct("procurement.sme.share", p["sme"], p["total"], "share"),
            y=self.pct("procurement.small.share", p["small"], base, "share"),
        )
        out = [self.para(segs, "procurement")]
        if self.h.style == "shanghai":
            segs = self.say(
                "{Y}年度本部门面向中小企业预留政府采购项目预算金额{m}，面向小微企业预留政府采购项目预算金额{k}。",
                m=self.amt("reserved.sme", p["sme"]),
                k=self.amt("reserved.small", p["small"]),
            )
            out.append(self.para(segs, "procurement"))
        return out

    def assets(self) -> list[Para]:
        """国有资产."""
        c = self.d.counts
        keys = ["leader", "secret", "emergency", "law", "special", "retired_cars", "other_cars"]
        slots = {s: self.count(f"cars.{k}", c[k], "辆") for s, k in zip("abcdefg", keys, strict=True)}
        segs = self.say(
            self.pick(phrases.ASSETS),
            t=self.count("cars", c["cars"], "辆"),
            q=self.count("equipment", c["equipment"], "台（套）"),
            v=self.count("equipment50", c["equipment50"], "台（套）"),
            **slots,
        )
        return [self.para(segs, "assets")]
