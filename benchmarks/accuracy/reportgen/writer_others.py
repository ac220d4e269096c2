"""Performance, projects, institutions and persons."""

from __future__ import annotations

from decimal import Decimal

from . import phrases
from .blocks import Para, Seg
from .figures import half_up
from .writer_three import ThreePublic


class Others(ThreePublic):
    """Families of sentences beside the money."""

    def performance(self) -> list[Para]:
        """绩效."""
        d, c = self.d, self.d.counts
        if not d.projects:
            return [self.para(self.say(self.pick(phrases.PERFORMANCE_NONE)), "performance")]
        mean = half_up(Decimal(sum(p.points for p in d.projects)) / len(d.projects) / 100)
        segs = self.say(
            self.pick(phrases.PERFORMANCE),
            n=self.count("projects", len(d.projects), "个"),
            T=self.amt("projects.total", sum(p.adjusted for p in d.projects)),
            s=Seg(f"{mean}分", "score", "projects.mean", mean, "分"),
            a=self.count("grade.top", c["top"], "个"),
            b=self.count("grade.good", c["good"], "个"),
            c=self.count("grade.fair", c["fair"], "个"),
            d=self.count("grade.poor", c["poor"], "个"),
        )
        return [self.para(segs, "performance")]

    def projects(self) -> list[Para]:
        """项目清单."""
        pattern = self.pick(phrases.PROJECT_LINE)
        out = []
        for n, p in enumerate(self.d.projects):
            key = f"project.{n}"
            segs = self.say(
                pattern,
                n=self.bullet(n + 1),
                N=p.name,
                N2=p.name,
                T=self.amt(key, p.adjusted),
                e=self.amt(f"{key}.executed", p.executed),
                Q=self.pct(f"{key}.completion", p.executed, p.adjusted, "completion"),
            )
            out.append(self.para(segs, "projects"))
        return out

    def divisions(self) -> Para:
        """内设机构."""
        names = self.joined([[Seg(n, "division", n)] for n in self.d.divisions], "、")
        return self.para(
            self.say(self.pick(phrases.DIVISIONS), n=self.count("divisions", len(self.d.divisions), "个"), L=names),
            "divisions",
        )

    def persons(self) -> Para:
        """人员."""
        p = self.d.persons
        return self.para(
            self.say(
                self.pick(phrases.PERSONS),
                t=self.count("persons", sum(p.values()), "人"),
                a=self.count("persons.working", p["working"], "人"),
                b=self.count("persons.honorary", p["honorary"], "人"),
                c=self.count("persons.retired", p["retired"], "人"),
            ),
            "persons",
        )
