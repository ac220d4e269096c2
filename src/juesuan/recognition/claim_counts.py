"""What a counted number of the narrative means: groups, receptions, vehicles, equipment, projects, grades."""

from __future__ import annotations

import re
from dataclasses import replace

from juesuan.recognition.claim_parts import Mode, Region
from juesuan.recognition.claim_projects import GRADED, SELECTED, SELECTS
from juesuan.recognition.claim_state import ORGANISATION, State
from juesuan.recognition.claim_subjects import Subject
from juesuan.recognition.report import ClaimKind
from juesuan.recognition.tokens import Token
from juesuan.taxonomy.lexicon import Members, Term, count_measure

_STAGES = ("performance.targets", "performance.tracked", "performance.evaluated")
_BEFORE_PROJECTS = ("对", "共", "有", "了", "得分", "得分为", "评分为", ":", "为", "计")
_EVALUATES = re.compile(r"自评|绩效评价|自我评价")
_GOT = re.compile(r"购置|购入|购买|新增|新购|更新|报废|处置|租")
_WORTH_OF = {"equipment": 100, "equipment.general": 50, "equipment.special": 100}
"""单价…万元以上: the threshold that makes the equipment the one that reports account for."""

_SAYS_NOTHING = (
    r"[的为是共计约各均了至到在本全其有和及以年度期末底含]|按规定|累计|合计|总计|总共|一共|数量?|总|实际|发生|开展|使用|安排|组织|财政拨款|一般公共预算"
    r"|部门|单位|[我本][局委部厅院校馆站队办所会中心]+|涉及|所属|开支|支出|费用|其中|情况|经批准|截至|\d{4}年(?:度|末|底)?|\d{1,2}月\d{1,2}[日号]"
    r"|\([^()\d]{1,12}\)|、"
)
_RECEPTION = re.compile(
    rf"(?:{_SAYS_NOTHING}|公务|接待|来访|来宾|来客|客人|外宾|外事|国内外?|国\(境\)外|境外|团组|批次|批数|人次|人数|人员|活动|对象)*"
)
_TRIP = re.compile(rf"(?:{_SAYS_NOTHING}|因公|出国|出访|\(境\)|团组?|\(组\)|人次|人数|人员|参加|批次)*")
_VEHICLE = re.compile(
    rf"(?:{_SAYS_NOTHING}|公务用车|公务车|公车|车辆|机动车|购置|更新|新购|购入|购买|新增|保有|实有|量|当年)*"
)
_RECEIVES = re.compile(r"接待|来访|来宾|外宾|外事")
_TRAVELS = re.compile(r"团组?|出国|出访")
_KEPT = re.compile(r"保有|实有|共有")
_BOUGHT = re.compile(r"购置|更新|新购|购入|购买|新增")
_VISITORS = frozenset(("批次", "人次", "个", "次", "人"))
_COUNT_AHEAD = re.compile(
    r"(?:团组|批次|人次|次数|人数|总|数|量|更新|公务用车|共|计|累|合|为|有|约)*(?:\([^()\d]{1,8}\))?\d[\d,]*(?:个|批|次|人|辆|台)(?!民|民币)"
)
_OTHERS = ("报废", "处置", "租用", "租赁", "其他", "出售", "调出", "划转")
_STATED = re.compile(r"(?:开支|使用)?(?:一般公共预算)?(?:财政拨款)?的?$")
_COUNTED = re.compile(r"\d[\d,]*(?:批次|批|人次|人|个|次)")
_MONEY_OF = {
    "trips.groups": ("abroad",),
    "trips.persons": ("abroad",),
    "vehicles_bought": ("vehicle_purchase",),
    "vehicles_kept": ("vehicle_operation", "vehicles"),
}
"""Of what the money is that a paragraph goes on with after it has counted."""


class Counts(State):
    """Reads what is counted."""

    def counts(self, token: Token) -> bool:
        """Take in a counted number; whether it was understood."""
        if self.mode in (Mode.SHARE, Mode.DONE, Mode.COMPARE, Mode.RELATION, Mode.OPEN_RELATION):
            return False
        members = self._members(token)
        if members is None:
            return False
        if self.counting is not None and self.counting.members == members:
            subject = self.counting
        else:
            subject = replace(self.subject, members=members, also=(), readings=(), codes=None, known=True, certain=True)
        if members.get("measure") == "project.score" and self.project is not None:
            subject = replace(self.project, members=members)
        if self.family:
            subject = self._evaluated(token, subject)
        subjects = self.coordinates(subject, period=self.period if self.period == -1 else 0)
        self.emit(ClaimKind.AMOUNT, token, subject, subjects)
        return True

    def counted_subject(self, token: Token) -> Subject | None:
        """What a change in a count is said of (批次较上年减少2批次); None if that is unknown."""
        counting = self.counting or self.subject
        members = self._by_measure(counting.members, token.unit) if counting.known else None
        return None if members is None else replace(counting, members=members, also=(), readings=())

    def resumes(self, token: Token) -> bool:
        """Whether a clause within a purpose or reason counts on: 主要用于接待来客，接待31批次."""
        if self.family:
            return token.unit == "分" and self.text.endswith(("得分", "得分为"), self.clause, token.start)
        if self.region is Region.ASIDE or not self.section.startswith("three_public") or token.threshold:
            return False
        said = self.text[self.clause : token.start]
        known = bool(said) or self.counting is not None
        return known and token.unit not in ("分", "套") and self._of_three_public(token) is not None

    def names_a_count(self, token: Token, term: Term) -> bool:
        """Whether a term of “三公”经费 names what is counted and not the money spent: 国内公务接待8批次.

        The money that the paragraph speaks of stays what it was if it is that for the very thing.
        """
        if not self.section.startswith("three_public"):
            return False
        measure, economic = term.members.get("measure", ""), term.members.get("economic", "")
        if term.members.get("quantity") == "count":
            kept = self.subject.members.get("economic") in _MONEY_OF.get(measure, ())
            members: Members = term.members
            if measure == "trips.groups" and _RECEIVES.search(self.text, self.clause, token.start):
                self.edge = token.end  # 接待国内来访团组: visitors
                return True
        elif economic == "vehicle_purchase" and _COUNT_AHEAD.match(self.text, token.end):
            kept = self.subject.members.get("economic") == economic
            members = {"measure": "vehicles_bought", "quantity": "count"}
        elif economic.startswith("reception") and _COUNT_AHEAD.match(self.text, token.end):
            kept = self.subject.members.get("economic", "").startswith("reception")
            members = {"measure": count_measure(economic, "批次") or "", "quantity": "count"}
        else:
            return False
        self.check_count_gap(token)
        if not kept:
            self.subject = Subject({}, known=False)
        self.counting = Subject(members, start=token.start, end=token.end, paragraph=self.paragraph.index)
        self.edge = token.end
        self.phrase = False
        return True

    def check_count_gap(self, token: Token) -> None:
        """报废车辆2辆: a word before the term makes it another thing."""
        gap = self.gap(token)
        known = self.is_filler(gap) or any(p.fullmatch(gap) for p in (_VEHICLE, _TRIP, _RECEPTION))
        self.other_count = not known and (gap.endswith(_OTHERS) or ORGANISATION.fullmatch(_STATED.sub("", gap)) is None)

    # --- what is counted

    def _members(self, token: Token) -> Members | None:
        if self.family:
            return self._of_projects(token)
        if self.section.startswith("three_public"):
            return self._of_three_public(token)
        if self.section == "assets":
            return self._of_assets(token)
        if not self.is_filler(self.gap(token)) or not self.subject.known or self._of_other_offices(token):
            return None
        return self._by_measure(self.subject.members, token.unit)

    def _of_other_offices(self, token: Token) -> bool:
        """内设机构3个。纳入编制范围的单位1个: what a further clause counts under another word are no such offices."""
        offices = self.subject.members.get("measure", "").startswith("institutions")
        return offices and "单位" in self.text[max(self.subject.end, self.clause) : token.start]

    def _by_measure(self, members: Members, unit: str) -> Members | None:
        measure = members.get("measure", "")
        for member in (members.get("economic", ""), measure):
            found = count_measure(member, unit)
            if found is not None:
                return {"measure": found, "quantity": "count"}
        if members.get("quantity") != "count":
            return None
        if measure.startswith("equipment"):
            return members if unit == "台" else None
        if measure.startswith("vehicles"):
            return members if unit in ("辆", "台") else None
        return members if measure.startswith(("persons", "institutions")) or unit != "台" else None

    def _of_three_public(self, token: Token) -> Members | None:
        """Of the words of the clause, and where it has none of its own, of what was counted or spent before."""
        said = _COUNTED.sub("", self.text[self.clause : token.start]).rpartition(":")[2]
        named = self.counting
        if named is not None and named.start >= self.clause and not self.other_count and token.unit in ("辆", "台"):
            measure = named.members["measure"]
            return named.members if measure.startswith("vehicles_") and _VEHICLE.fullmatch(self.gap(token)) else None
        if self.other_count and self.counting is not None and self.counting.end > self.clause:
            return None
        if token.unit in ("辆", "台"):
            return self._of_vehicles(said)
        if token.unit not in _VISITORS:
            return None
        after = self.text[token.end : token.end + 10]
        if _RECEIVES.search(said) and _RECEPTION.fullmatch(said):
            return self._of_visitors(token, said)
        if (_TRAVELS.search(said) or _TRAVELS.match(after.removeprefix("因公"))) and _TRIP.fullmatch(said):
            found = count_measure("trips.groups", token.unit)
            return self._count(found) if self._travels(said + after) else None
        if not _RECEPTION.fullmatch(said) or _TRAVELS.search(said):
            return None
        return self._carried(token, said)

    def _carried(self, token: Token, said: str) -> Members | None:
        """26批次、104人次: of what the clause before counted."""
        counting = self.counting if self.counting is not None else self.subject
        if not counting.known:
            return None
        economic, measure = counting.members.get("economic", ""), counting.members.get("measure", "")
        if measure.startswith("receptions") or economic.startswith("reception"):
            return self._of_visitors(token, said)
        return self._count(count_measure(measure, token.unit) or count_measure(economic, token.unit))

    def _travels(self, said: str) -> bool:
        """团组 are those that went abroad, unless visitors are spoken of."""
        abroad = "国" in said or "境" in said or "访" in said
        return abroad or not self.subject.members.get("economic", "").startswith("reception")

    def _of_visitors(self, token: Token, said: str) -> Members | None:
        economic = self.subject.members.get("economic", "") if self.subject.known else ""
        measure = self.counting.members.get("measure", "") if self.counting is not None else ""
        if "外事" in said or "外宾" in said:
            economic = "reception.foreign"
        elif "境" in said:
            economic = "reception.abroad"
        elif "国内" in said or "公务接待" in said:
            economic = "reception"
        elif measure.startswith("receptions."):
            middle = next((k for k in ("foreign", "abroad") if f".{k}_" in measure), "")
            economic = f"reception.{middle}" if middle else "reception"
        elif not economic.startswith("reception"):
            return None
        return self._count(count_measure(economic, token.unit))

    def _of_vehicles(self, said: str) -> Members | None:
        if not _VEHICLE.fullmatch(said):
            return None
        bought, kept = _BOUGHT.search(said), _KEPT.search(said)
        if bought and not kept:
            return self._count("vehicles_bought")
        if kept and not bought:
            return self._count("vehicles_kept")
        if bought:
            return None
        if self.counting is not None and self.counting.members["measure"].startswith("vehicles_") and not said:
            return None  # 购置2辆，1辆…: part of them
        bare = self.is_filler(said) and self.subject.known and self.subject.start >= self.clause
        return self._count(count_measure(self.subject.members.get("economic", ""), "辆")) if bare else None

    @staticmethod
    def _count(measure: str | None) -> Members | None:
        return None if measure is None else {"measure": measure, "quantity": "count"}

    def _of_assets(self, token: Token) -> Members | None:
        said = self.text[self.clause : token.start]
        if not self.is_filler(self.gap(token)) or not self.subject.known or _GOT.search(said):
            return None
        members = self._by_measure(self.subject.members, token.unit)
        wanted = _WORTH_OF.get(members.get("measure", "")) if members is not None else None
        worth = [t for t in self.list if t.threshold and self.clause <= t.start < token.start and t.unit == "万元"]
        return members if wanted is None or all(t.value == wanted for t in worth) else None

    # --- projects

    def _of_projects(self, token: Token) -> Members | None:
        before = self.text[self.clause : token.start]
        members = self.subject.members
        fits = self.is_filler(self.gap(token)) or self.gap(token).endswith(_BEFORE_PROJECTS)
        if token.unit == "分":
            return self._of_score(members, before) if fits else None
        grade = self.grades.get(token.start)
        if grade is not None:
            return {"measure": grade, "fund": self.graded, "quantity": "count"} if self.graded is not None else None
        if members.get("quantity") == "count":
            return members if fits and not self.text.startswith("项目", token.end) else None
        if token.unit != "个" or SELECTED.search(before) or not fits:
            return None
        end = next(
            (t.start for t in self.list if t.start >= token.end and t.kind in ("comma", "stop", "semicolon")), -1
        )
        after = self.text[token.end : end if end >= 0 else len(self.text)]
        named = after.startswith("项目") or before.endswith(
            ("项目", "项目有", "个数", "个数为", "项目共", "项目数", "项目总数")
        )
        if not named or SELECTS.search(after):
            self.graded = None
            return None
        measure = members.get("measure", "")
        measure = measure if measure in _STAGES else "performance.projects"
        return {"measure": measure, "fund": self.fund, "quantity": "count"}

    def _evaluated(self, token: Token, subject: Subject) -> Subject:
        """The first projects counted whose evaluation the sentence tells are those that the grades add up to."""
        measure = subject.members.get("measure", "")
        if measure == "performance.evaluated":
            self.graded = subject.members.get("fund", "all")
        elif measure == "performance.projects":
            start, end = self.sentence_at(token)
            if self.graded is None and not self.was_graded and _EVALUATES.search(self.text, start, end):
                self.graded, self.was_graded = subject.members.get("fund", "all"), True
                return replace(subject, also=({**subject.members, "measure": "performance.evaluated"},))
            self.graded = None
        return subject

    def _of_score(self, members: Members, before: str) -> Members | None:
        if members.get("quantity") == "score":
            return members
        listed = self.project is not None and self.project.paragraph == self.paragraph.index
        if listed and before in ("", ":", "项目") and self.project is not None and self.project.end == self.clause:
            return {"measure": "project.score", "quantity": "score"}
        if not before.endswith(("得分", "得分为", "评分为", "评分", "总分为", "得分是", "自评分", "自评分为")):
            return None
        if "整体" in before:
            return {"measure": "performance.overall", "quantity": "score"}
        return {"measure": "project.score", "quantity": "score"} if self.project is not None else None

    def find_grades(self) -> None:
        """Where the paragraph gives numbers of projects by grade."""
        self.grades = {}
        for match in GRADED.finditer(self.text) if "个" in self.text else ():
            grade = GRADES.get(match.group("grade"))
            if grade is not None:
                self.grades[match.start("number")] = f"performance.grade.{grade}"


GRADES = {
    "优": "excellent", "优秀": "excellent", "良": "good", "良好": "good", "中": "medium", "中等": "medium",
    "一般": "medium", "合格": "pass", "及格": "pass", "差": "poor", "较差": "poor", "不合格": "poor", "不及格": "poor",
}  # fmt: skip
"""Grades of an evaluation and the measures that count them."""
