"""Subjects as the narrative names them: terms of the lexicon, paths of 支出功能分类, budgets."""

from __future__ import annotations

import re
from dataclasses import replace

from juesuan.recognition.claim_numbers import Numbers
from juesuan.recognition.claim_parts import Mode
from juesuan.recognition.claim_projects import SELECTED
from juesuan.recognition.claim_state import ORGANISATION
from juesuan.recognition.claim_subjects import FLOWS, UNKNOWN, Subject, bases_of
from juesuan.recognition.report import ClaimKind
from juesuan.recognition.subjects import Path
from juesuan.recognition.tokens import Token, tokens
from juesuan.taxonomy.lexicon import Members, Term, word_index

_QUALIFIED = (
    "其他", "其它", "部分", "非", "专项", "中央", "省级", "市级", "区级", "县级",
    "上级", "追加", "新增", "处置", "报废", "出售", "调出", "租用", "预留", "一般", "当年购置", "购买", "本次", "历年",
    "行政", "事业", "参公", "工勤", "编外", "面向", "给", "支持", "扶持", "促进",
)  # fmt: skip
"""What before a term makes it another thing than the term says."""
_SIDE_BY_SIDE = ("、", "和", "与", "及", "以及")
_GENERIC = frozenset(("收入", "支出", "收支", "收入支出"))
_OF_THIS_YEAR = ("本年", "当年", "今年")
_OF_ONE_UNIT = re.compile(r"本级|下属|所属|二级")
_PARTS_TOLD = re.compile(r"其中[:,，]?(?:当年|本年|年初|上年|年末|结转)|年[初末]结转|结余分配")
_AMOUNTS_TO = ("为", "是", "达", "达到", "相当于")
_RATE_OF_BUDGET = re.compile(r"(?:数|总额|金额)?的(?:比例|比重)?(?:为)?\d[\d,.]*%")
_OF_BUDGET = re.compile(r"(?:数|总额|金额)?(?:的|比例|比重|为)*\d")
_SME = {"procurement.goods", "procurement.works", "procurement.services"}
_NUMBERED = re.compile(
    r"(?:支出)?(?:\([^()\d]{1,8}\))?(?:\d|年初预算|全年预算|调整预算|预算数|支出决算|决算数|决算支出)"
)
_PATH_IN_LIST = re.compile(r"(?:支出|共)?\d")


class Names(Numbers):
    """Reads what names a subject."""

    def meant(self, token: Token) -> tuple[Token, Term] | None:
        """The term that a word is in this section: itself, or the longest word that it begins with."""
        text = token.word.text if token.word is not None else ""
        for word in word_index().get(text[:1], ()):
            if len(word.text) <= len(text) and text.startswith(word.text):
                term = next((t for t in word.terms if t.holds_in(self.section)), None)
                if term is not None:
                    end = token.start + len(word.text)
                    return (token if end == token.end else replace(token, end=end, word=word)), term
        return None

    def term(self, token: Token, term: Term) -> None:
        """Take in a term: a subject or a part of its name, a budget, or the whole of a share."""
        if term.role == "basis":
            self._basis(token, term.members["basis"])
        elif term.role == "weak":
            gap = self.gap(token)
            self.check_gap(token)
            self.edge = token.end
            if self.mode is Mode.SHARE and term.base is not None and self.is_filler(gap):
                self.share, self.weak = Subject(term.base), True
            if self.family and not self.subject.known and not self.subset and not SELECTED.search(gap):
                self.subject = Subject({"measure": "performance.amount", "fund": self.fund})
        elif term.role == "short" and not self._continues_vehicles(token):
            self.check_gap(token)
            self.subject, self.edge = UNKNOWN, token.end
        elif term.role == "class" and not self._names_class(token):
            return
        elif self.family and term.members.get("measure", "expenditure") in FLOWS and self.mode is not Mode.SHARE:
            self.fund = term.members.get("fund", self.fund)
            self.edge = token.end
        elif self.mode is Mode.SHARE:
            self._whole_named(token, term)
        elif self.mode is Mode.DONE:
            self.edge = token.end
        else:
            self._name(token, term)

    def _continues_vehicles(self, token: Token) -> bool:
        """其中：购置费…，运行维护费…: within what is said of vehicles, and of nothing else (设备购置费)."""
        vehicles = self.subject.members.get("economic", "").startswith("vehicle")
        return vehicles and self.is_filler(self.text[self.clause : token.start])

    def _names_class(self, token: Token) -> bool:
        """Whether a name of a 类 names the subject, and is not part of a path's or a purpose's words."""
        if self.mode is Mode.SHARE:
            return False
        if not self.section.endswith("items"):
            return True
        starts = token.start == self.item or (
            (self.listing or token.start == self.clause) and (self.text[token.start - 1] in ";。:")
        )
        return (
            starts and self.text[token.start : token.end] != "其他支出" and bool(_NUMBERED.match(self.text, token.end))
        )

    def _whole_named(self, token: Token, term: Term) -> None:
        """占本年支出合计的…: the term is the whole."""
        known = self.share is None or self.share.known
        earlier = self.share.members if self.share is not None and known else self.own
        named = term.members if term.base is None else term.base
        readings = tuple({**earlier, **reading} for reading in term.readings) if term.base is None else ()
        self.share = Subject({**earlier, **named}, readings=readings, known=known and self.is_filler(self.gap(token)))
        self.edge = token.end

    def _name(self, token: Token, term: Term) -> None:
        """A term that names what is spoken of, or a part of its name."""
        gap = self.gap(token)
        if term.word in _GENERIC and not self.is_filler(gap) and not ORGANISATION.fullmatch(gap):
            return  # 为利息等收入: no subject of its own
        if self.names_a_count(token, term):
            return
        whose = self.subject.members.get("measure") if self.named else None
        readings = ({"fund": "appropriation"},) if term.role == "own" else term.readings
        before = self.subject
        if self.phrase and self.named and self.is_filler(gap):
            members = self._joined(term.members)
            self.subject = self.subject.refined(members, term.also, readings, token.end) if members else UNKNOWN
        elif self.stack and self.section.startswith("three_public") and "economic" not in term.members:
            self._name_part_in_brackets(token, term)
        else:
            fresh = Subject(self.own, start=token.start, end=token.end, paragraph=self.paragraph.index)
            self.subject = fresh.refined(self._members_told(token, term), term.also, readings, token.end)
            if "function" in term.members:
                self.subject = self._read_like_head(self.subject)
            self.basis = "final"
        if whose in _SME and gap.endswith("中"):
            self.subject = UNKNOWN  # 货物支出中授予中小企业…: that of the goods alone
        if gap.endswith(_QUALIFIED) or (self.listing and _OF_ONE_UNIT.search(gap)):
            self.subject = UNKNOWN
        self._line_up(before, token)
        self.counting = None
        if self.dated < self.clause and term.word.startswith(_OF_THIS_YEAR):
            self.period = 0  # 与2021年末结转一致，本年收入…
        if self.text.startswith("中", token.end) and self.text[token.end + 1 : token.end + 2] in (",", "，", ":"):
            self.push_whole()
        self.named = self.phrase = self.told = True
        self.loose = False
        self.head = self.head if self.listing else None  # named anew: the list is over
        self.edge = token.end

    def _line_up(self, before: Subject, token: Token) -> None:
        """Keep the subjects that are named side by side, for 分别."""
        row = self.row if self.row and self.row[-1] is before else []
        if row and before.start == self.subject.start:
            row.pop()  # the same name goes on
        elif row and self.text[before.end : token.start] not in _SIDE_BY_SIDE:
            row = []
        self.row = [*row, self.subject]

    def _read_like_head(self, subject: Subject) -> Subject:
        """财政拨款支出…，主要用于以下方面：教育支出…: what the whole may be, its parts may be too."""
        head = self.head if self.listing else None
        if head is None or head.readings != ({**self.own, "fund": "appropriation"},):
            return subject
        return replace(subject, readings=(*subject.readings, {**subject.members, "fund": "appropriation"}))

    def _joined(self, members: Members) -> Members | None:
        """What a further phrase of the subject adds: 货物支出 and 授予中小企业合同金额 are procurement.goods.sme."""
        earlier, told = self.subject.members.get("measure", ""), members.get("measure", "")
        if earlier not in _SME or not told.startswith("procurement."):
            return members
        return {"measure": f"{earlier}.sme"} if told == "procurement.sme" else None

    def _members_told(self, token: Token, term: Term) -> Members:
        """The members of a term, by what stands around it."""
        stop = next((s for s in self.stops if s > token.start), len(self.text))
        if term.wide is not None and _PARTS_TOLD.search(self.text, token.end, stop):
            return term.wide
        fund = term.members.get("fund")
        if self.section == "appropriation" and self.item and self.fund_of_item is None:
            self.fund_of_item = fund or ""
        carried = self.fund_of_item and fund is None and term.members.get("measure") in ("income", "expenditure")
        return {**term.members, "fund": self.fund_of_item} if carried and self.fund_of_item else term.members

    def _name_part_in_brackets(self, token: Token, term: Term) -> None:
        """支出决算5.3万元（其中：一般公共预算支出5.3万元）: the part that a fund has in what was told before."""
        outer = self.stack[-1]
        if outer.basis == "final" and outer.subject.known and "fund" in term.members:
            self.subject = outer.subject.refined(term.members, (), (), token.end)
        else:
            self.subject = UNKNOWN

    def _basis(self, token: Token, basis: str) -> None:
        if self.mode is Mode.SHARE and not _OF_BUDGET.match(self.text, token.end):
            self.share = UNKNOWN  # 占部门预算项目支出总额的…
        elif self.mode in (Mode.SHARE, Mode.DONE):
            if basis != "final":  # 占总支出决算的… is a share of the outturn
                self.done, self.mode = basis, Mode.DONE
        elif self.mode in (Mode.RELATION, Mode.OPEN_RELATION):
            if self.is_filler(self.gap(token)) and self.mode is Mode.RELATION:
                self._relation(token, basis)
            self.mode = None
        else:
            if self.family:
                self._project_basis(basis, token.end)
            self.check_gap(token)
            rate = self.gap(token).endswith(_AMOUNTS_TO) and _RATE_OF_BUDGET.match(self.text, token.end)
            if rate and basis != "final":  # 决算支出8万元，为年初预算的80%
                self.resume_head(token)
                self.done, self.mode = basis, Mode.DONE
            else:
                self.basis = basis
            if basis in ("initial", "adjusted"):
                self.stated = basis
        self.edge = token.end
        self.phrase = self.phrase or not self.named

    def _project_basis(self, basis: str, token_end: int) -> None:
        """项目全年预算数为…，执行数为…: of the project that the paragraph is about."""
        if basis != "final":
            name = self.project or Subject({}, certain=False)
            if self.project is None and not _OF_BUDGET.match(self.text, token_end):
                return  # 对部门预算项目开展绩效自评
            self.subject = replace(name, members={"measure": "project.amount"}, known=True)

    def path(self, path: Path, code: str | None = None) -> None:
        """A 类/款/项 path is the subject from here on."""
        term = self._marked_term(path)
        if term is not None:
            subject = Subject({**self.own, **term.members})
        else:
            path = self.paper.functions.completed(path, self.above)
            self.above = path.names
            code = code or self.paper.functions.code(path)
            members = {**self.own, "measure": "expenditure", "function": code or "?"}
            subject = self._read_like_head(Subject(members, certain=code is not None, codes=path.names))
        self.subject = replace(subject, start=path.start, end=path.end, paragraph=self.paragraph.index)
        self.close_region()
        self.open_clause(path.end)
        self.named = self.phrase = self.told = True
        self.loose = False
        within = self.listing and _PATH_IN_LIST.match(self.text, path.end)
        self.head = self.head if within else None  # a path with sentences of its own is no item of a list
        self.skip = path.end

    def _marked_term(self, path: Path) -> Term | None:
        """人员经费（类）: a word of the lexicon marked as if it were a 类."""
        name = path.names[0]
        if not name or path.names[1] or path.names[2]:
            return None
        first = next(tokens(name, year=None), None)
        if first is None or first.word is None or first.end != len(name):
            return None
        terms = (t for t in first.word.terms if t.holds_in(self.section) and t.role == "subject")
        return next((t for t in terms if "kind" in t.members), None)

    def _relation(self, token: Token, basis: str) -> None:
        assert self.direction is not None
        subjects = self.coordinates(self.subject)
        if not subjects:
            return
        base = self.coordinates(self.subject, bases_of(basis, self.stated))
        words = Token("word", self.direction.start, token.end)
        bound = bool(base) and not self.loose
        self.emit(ClaimKind.DIRECTION, words, self.subject, subjects, base=base, direction=self.direction, bound=bound)
