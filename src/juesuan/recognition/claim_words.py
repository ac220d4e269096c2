"""What the words of the narrative do to what is understood: subjects, bases, comparisons, directions, lists."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from juesuan.recognition.claim_lists import listed_names
from juesuan.recognition.claim_numbers import Numbers
from juesuan.recognition.claim_state import Direction, Mode, Region
from juesuan.recognition.claim_subjects import FLOWS, UNKNOWN, Subject, bases_of
from juesuan.recognition.report import ClaimKind
from juesuan.recognition.subjects import Path
from juesuan.recognition.tokens import Token, tokens
from juesuan.taxonomy.lexicon import Term

_QUALIFIED = (
    "其他", "其它", "部分", "非", "专项", "中央", "省级", "市级", "区级", "县级",
    "上级", "追加", "新增", "处置", "报废", "出售", "调出", "租用", "预留",
)  # fmt: skip
"""What before a term makes it another thing than the term says."""
_EVEN = ("持平", "基本持平", "一致", "相同")
_SELECTED = re.compile(r"[一二三]级|其他|部分|以上|以下|重点")


class Words(Numbers):
    """Reads words."""

    def word(self, n: int, token: Token) -> None:
        """Take in a word of the lexicon."""
        assert token.word is not None
        kind = token.word.kind
        if kind == "term":
            term = next((t for t in token.word.terms if t.holds_in(self.section)), None)
            if term is not None:
                self._term(token, term)
            return
        handler = _KEYWORDS.get(kind)
        if handler is not None:
            handler(self, token)
        if kind in ("more", "less") and n + 1 < len(self.list):
            self._cause(token, self.list[n + 1])

    # --- subjects

    def _term(self, token: Token, term: Term) -> None:
        if term.role == "basis":
            self._basis(token, term.members["basis"])
        elif term.role == "weak":
            gap = self.gap(token)
            self.check_gap(token)
            self.edge = token.end
            if self.family and not self.subject.known and not self.subset and not _SELECTED.search(gap):
                self.subject = Subject({"measure": "performance.amount", "fund": self.fund})
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

    def _names_class(self, token: Token) -> bool:
        """Whether a name of a 类 names the subject, and is not part of a path's or a purpose's words."""
        if self.mode is Mode.SHARE:
            return False
        if not self.section.endswith("items"):
            return True
        return token.start == self.item and self.text[token.end : token.end + 1].isdigit()

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
        readings = ({"fund": "appropriation"},) if term.role == "own" else term.readings
        if self.phrase and self.named and self.is_filler(gap):
            self.subject = self.subject.refined(term.members, term.also, readings, token.end)
        else:
            fresh = Subject(self.own, start=token.start, end=token.end, paragraph=self.paragraph.index)
            self.subject = fresh.refined(term.members, term.also, readings, token.end)
            self.basis = "final"
        if gap.endswith(_QUALIFIED):
            self.subject = UNKNOWN
        if self.text.startswith("中", token.end) and self.text[token.end + 1 : token.end + 2] in (",", "，", ":"):
            self.push_whole()
        self.named = self.phrase = True
        self.loose = False
        self.head = self.head if self.listing else None  # named anew: the list is over
        self.edge = token.end

    def _basis(self, token: Token, basis: str) -> None:
        if self.mode in (Mode.SHARE, Mode.DONE):
            if basis != "final":  # 占总支出决算的… is a share of the outturn
                self.done, self.mode = basis, Mode.DONE
        elif self.mode in (Mode.RELATION, Mode.OPEN_RELATION):
            if self.is_filler(self.gap(token)) and self.mode is Mode.RELATION:
                self._relation(token, basis)
            self.mode = None
        else:
            if self.family:
                self._project_basis(basis)
            self.check_gap(token)
            self.basis = basis
            if basis in ("initial", "adjusted"):
                self.stated = basis
        self.edge = token.end
        self.phrase = self.phrase or not self.named

    def _project_basis(self, basis: str) -> None:
        """项目全年预算数为…，执行数为…: of the project that the paragraph is about."""
        if basis != "final":
            name = self.project or Subject({}, certain=False)
            self.subject = replace(name, members={"measure": "project.amount"}, known=True)

    def path(self, path: Path, code: str | None = None) -> None:
        """A 类/款/项 path is the subject from here on."""
        term = self._marked_term(path)
        if term is not None:
            subject = Subject({**self.own, **term.members})
        else:
            code = code or self.paper.functions.code(path)
            members = {**self.own, "measure": "expenditure", "function": code or "?"}
            subject = Subject(members, certain=code is not None, codes=path.names)
        self.subject = replace(subject, start=path.start, end=path.end, paragraph=self.paragraph.index)
        self.close_region()
        self.open_clause(path.end)
        self.named = self.phrase = True
        self.loose = False
        self.head = None
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

    # --- directions

    def turn(self, token: Token, sign: int) -> None:
        """增加, 减少, …: the next figure is a change."""
        self.check_gap(token)
        noun = sign == 0 or self.text[token.start : token.end].endswith(("幅", "率", "额", "度"))
        self.direction = Direction(sign, token.start, token.end, noun)
        self.mode = Mode.CHANGE
        self.phrase = False
        self.edge = token.end

    def choice(self, token: Token) -> None:
        """增加（减少）, 大于（小于）: a choice of the template that was left open."""
        if any(w in self.text[token.start : token.end] for w in ("大", "小于", "等于", "高于", "低于")):
            self.check_gap(token)
            self.mode, self.edge = Mode.OPEN_RELATION, token.end
        else:
            self.turn(token, 0)

    def _cause(self, token: Token, following: Token) -> None:
        """…支出增加的主要原因是: a direction without a figure."""
        if following.word is None or following.word.kind != "reason" or self.direction is None:
            return
        if self.text[token.end : following.start] in ("的", ""):
            self._say(Direction(self.direction.sign, token.start, token.end), token)
            self.mode = None

    def relate(self, token: Token, sign: int) -> None:
        """大于, 小于, 等于: the budget that follows."""
        self.check_gap(token)
        self.mode, self.edge, self.phrase = Mode.RELATION, token.end, False
        self.direction = Direction(sign, token.start, token.end)

    def _relation(self, token: Token, basis: str) -> None:
        assert self.direction is not None
        subjects = self.coordinates(self.subject)
        if not subjects:
            return
        base = self.coordinates(self.subject, bases_of(basis, self.stated))
        words = Token("word", self.direction.start, token.end)
        bound = bool(base) and not self.loose
        self.emit(ClaimKind.DIRECTION, words, self.subject, subjects, base=base, direction=self.direction, bound=bound)

    def _flat(self, token: Token) -> None:
        self.check_gap(token)
        before = self.text[max(self.clause, token.start - 2) : token.start]
        nearly = before in ("基本", "大致", "大体", "总体")
        self._say(Direction(0, token.start, token.end), token, approximate=nearly)
        self.mode, self.edge = None, token.end

    def _say(self, direction: Direction, token: Token, *, approximate: bool = False) -> None:
        compare = self.local or self.compare or (self.evened if direction.sign == 0 else None)
        subjects = self.coordinates(self.subject)
        if not subjects:
            return
        base = self.base(compare) if compare is not None else ()
        self.emit(
            ClaimKind.DIRECTION, token, self.subject, subjects, base=base, direction=direction,
            bound=bool(base) and not (self.loose and not self.named), approximate=approximate,
        )  # fmt: skip

    def comparison(self, token: Token) -> None:
        """与上年相比, 较年初预算数, 同比."""
        self.check_gap(token)
        self.loose = self.loose or (self.remark and not self.named)
        self.local = (token.base, token.period)
        if self.text.startswith(_EVEN, token.end):
            self.evened = self.local
        else:
            self.compare = self.local
        if token.base in ("initial", "adjusted"):
            self.stated = token.base
        self.mode, self.edge, self.phrase = Mode.COMPARE, token.end, False

    def _portion(self, token: Token) -> None:
        self.check_gap(token)
        self.mode, self.share, self.done, self.edge, self.phrase = Mode.SHARE, None, None, token.end, False

    def _complete(self, token: Token) -> None:
        self.check_gap(token)
        self.mode, self.done, self.edge, self.phrase = Mode.DONE, None, token.end, False

    # --- lists, reasons, purposes

    def _among(self, token: Token) -> None:
        self.push_whole()
        if self.family and self.subject.members.get("measure", "").startswith("performance.amount"):
            self.subject, self.subset = UNKNOWN, True  # some of the projects, in some other way of counting
        # 收入总计600万元，其中年初结转20万元，较上年增加…: of which of the two?
        opens_list = self.text[token.end : token.end + 1] in ":，,"
        self.remark = token.word is not None and token.word.text == "其中" and not opens_list
        self.edge = token.end
        self.phrase = False

    def _purpose(self, token: Token) -> None:
        following = self.text[token.end : token.end + 6]
        if self.section == "basic" and self.subject.members.get("kind") in ("personnel", "public"):
            self._names(token)
        elif following.startswith(("以下", "下列", ":1", "1.")) or (
            token.word is not None and "包括" in token.word.text and re.match(r"[:为]*\d", following)
        ):
            self._among(token)
        else:
            self.enter(Region.PURPOSE, token)

    def _every(self, token: Token) -> None:
        if self.is_filler(self.gap(token)):
            self.each = True
            self.edge = token.end

    def _names(self, token: Token) -> None:
        names, end = listed_names(self.text, token.end)
        subjects = self.coordinates(self.subject)
        if not names or not subjects:
            return
        spans = [self.squeezed.span(start, stop) for start, stop in names]
        printed = tuple((self.paragraph.text[a:b], self.paragraph.place(a, b)) for a, b in spans)
        words = Token("word", names[0][0], names[-1][1])
        self.emit(ClaimKind.NAMES, words, self.subject, subjects, names=printed)
        self.skip = end
        self.open_clause(end)


_KEYWORDS: dict[str, Callable[[Words, Token], None]] = {
    "more": lambda reader, token: reader.turn(token, 1),
    "less": lambda reader, token: reader.turn(token, -1),
    "open": lambda reader, token: reader.turn(token, 0),
    "flat": Words._flat,
    "share": Words._portion,
    "done": Words._complete,
    "greater": lambda reader, token: reader.relate(token, 1),
    "lesser": lambda reader, token: reader.relate(token, -1),
    "equal": lambda reader, token: reader.relate(token, 0),
    "reason": lambda reader, token: reader.enter(Region.REASON, token),
    "aside": lambda reader, token: reader.enter(Region.ASIDE, token),
    "purpose": Words._purpose,
    "among": Words._among,
    "each": Words._every,
}
