"""One paragraph of the narrative → claims: a state machine over its tokens.

The state says what is spoken of (subject, basis), what it is compared with, and what the next number would mean
(change, share, completion, amount). Whatever stands between two tokens must be filler; any other words make the
subject unknown, and a number of an unknown subject is reported as not understood, never guessed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal

from juesuan.cube.coordinate import Coordinate
from juesuan.documents.model import Paragraph
from juesuan.recognition.claim_lists import listed_names, project_amounts
from juesuan.recognition.claim_subjects import FLOWS, UNKNOWN, Space, Subject, bases_of, is_part
from juesuan.recognition.report import Claim, ClaimKind
from juesuan.recognition.subjects import Functions, Path, find_paths
from juesuan.recognition.tokens import Squeezed, Token, squeeze, tokens
from juesuan.taxonomy.lexicon import Members, Term, count_measure, section_defaults

MONEY = frozenset(("元", "万元", "亿元", "万"))
COUNTED = MONEY | {"%", "个百分点", "个", "批次", "人次", "辆", "台", "分"}
_FILLER = re.compile(
    r"(?:[的为是共计约近数额各均达了至到在本年度全当其仅有合仍则又也略元由]|合计|总计|总额|总量|金额|累计|实际|支出|部门|单位|我[局委部厅院校办]|分别|决算|安排"
    r"|情况|全部|列支|发生|开支|经费|费用|资金|人数|数量|比例|比重|比率|[率幅]|幅度|同时|有所|小幅|大幅|较大|系统|所属各?(?:预算)?单位|执行|预算"
    r"|截至|年末|年底|总体|此外|另外|涉及|项目|使用|通过|编制|范围)*"
)
_ORGANISATION = re.compile(
    r"[^。;]*(?:局|委|部|厅|办|院|校|学|园|馆|队|会|中心|站|所|处|街道|镇|乡|县|市|区|政府|单位|部门|机关|公司|室|社|库|团|台|本级|事业)"
    r"(?:\((?:本级|机关|汇总|本部)\)|本级|机关)?(?:部门)?(?:\(单位\))?"
)
_RISKY = ("其他", "部分", "非", "专项", "中央", "省级", "市级", "区级", "县级", "其它", "上级", "追加", "新增", "预留")
_UNTIL = re.compile(r"^(?:到|至|为|达到|减少到|为了)$")
_SINGLE_RESULT = ("到", "至", "为")
_QUOTES = "“\"‘「『"
_ITEM = re.compile(r"[(]?\d{1,3}(?:[)、.,]+|[)])")
_BOUGHT = re.compile(r"购置|更新|新购|购入|购买")
_KEPT = re.compile(r"保有|实有|年末")


@dataclass(frozen=True, slots=True)
class Paper:
    """What all paragraphs of one report share."""

    space: Space
    functions: Functions
    year: int | None


@dataclass(slots=True)
class Result:
    """What one paragraph yields; `unread` are places of numbers not understood, as characters of the paragraph."""

    claims: list[Claim] = field(default_factory=list)
    amounts: int = 0
    unread: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class _Direction:
    sign: int
    start: int
    end: int
    noun: bool  # 增幅, 减少率: 为 after it introduces the figure itself


class ParagraphReader:
    """Reads the paragraphs of one section, one after the other; what was said last carries over."""

    def __init__(self, paper: Paper, section: str) -> None:
        self.paper = paper
        self.section = section
        defaults = section_defaults(section)
        self._start = defaults is not None and defaults.start
        self._own: Members = defaults.members if defaults else {}
        self._family = section.startswith("performance")
        self.subject: Subject = self._default()
        self.wholes: list[Coordinate] = []
        whole = paper.space.coordinate(defaults.whole) if defaults and defaults.whole else None
        self._section_whole = whole
        self.compare: tuple[str, int | None] | None = None
        self.stated: str | None = None
        self.unfinished = False
        self.fund = "all"  # of which the projects are, in a section on performance
        self.region: str | None = None
        self.recent: list[Subject] = []

    def _default(self) -> Subject:
        return Subject(self._own) if "measure" in self._own and self._start else UNKNOWN

    def read(self, paragraph: Paragraph, start: int) -> Result:
        """Read one paragraph from character `start` on."""
        self.result = Result()
        self.paragraph = paragraph
        self.squeezed: Squeezed = squeeze(paragraph.text, start)
        self.text = self.squeezed.text
        self._open_paragraph()
        paths = find_paths(self.text)
        self.list = list(tokens(self.text, year=self.paper.year))
        ends = [t.end for t in self.list if t.kind == "stop"]
        self.stops = ends
        n = path = 0
        self.skip = self._beginning(paths)
        while n < len(self.list):
            token = self.list[n]
            while path < len(paths) and paths[path].start <= token.start:
                self._path(paths[path])
                path += 1
            if token.start < self.skip:
                if token.kind == "number":
                    self._count(token, known=True)
                n += 1
                continue
            n = self._step(n, token)
        for rest in paths[path:]:
            self._path(rest)
        last = self.list[-1] if self.list else None
        ended = last is not None and last.end == len(self.text) and last.kind in ("stop", "semicolon", "close")
        self.unfinished = not ended and len(self.text) > 0
        if ended:
            self._close_region()
        return self.result

    # --- paragraph, sentence, clause

    def _open_paragraph(self) -> None:
        """The subject carries over, since what names none goes on with the one before.

        A paragraph that the file breaks off within a sentence goes on in the next with all that was said.
        """
        self.stack: list[tuple[Subject, str | None]] = []
        self.hints: list[Token] = []
        if self.unfinished:
            region, basis, mode, direction = self.region, self.basis, self.mode, self.direction
            self._open_clause(0)
            self.region, self.basis, self.mode, self.direction = region, basis, mode, direction
            return
        self.region = None
        self.compare = None
        self.evened: tuple[str, int | None] | None = None
        self.stated = None
        self.period = 0
        self._open_sentence(0)

    def _open_sentence(self, at: int) -> None:
        self._close_region()
        self.period = 0
        self.recent = []
        self.hints = []
        self._open_clause(at)

    def _open_clause(self, at: int) -> None:
        self.edge = at
        self.clause = at
        self.mode: str | None = None
        self.basis = "final"
        self.direction: _Direction | None = None
        self.local: tuple[str, int | None] | None = None
        self.share: Subject | None = None
        self.done: str | None = None
        self.named = False  # the clause has named a subject
        self.phrase = False  # the subject's phrase may go on
        self.each = False

    def _beginning(self, paths: list[Path]) -> int:
        """Ordinals of items and what they make of the subject; returns the first character to read."""
        item = _ITEM.match(self.text)
        at = item.end() if item else 0
        if item:
            self.region, self.mode, self.basis = None, None, "final"
        if self.section.endswith(("items", "government_fund", "state_capital")) and item:
            self.subject = UNKNOWN
        if self.section.endswith("items") and (not paths or paths[0].start > at + 12):
            found = self.paper.functions.unmarked(self.text, at)
            if found is not None:
                path, code = found
                self._path(path, code)
                at = path.end
        if self._family:
            return self._projects(at)
        self.edge = self.clause = at
        return at

    def _projects(self, at: int) -> int:
        for start, end, number in project_amounts(self.text):
            token = next((t for t in self.list if t.start == number), None)
            if token is None or token.kind != "number":
                continue
            subject = Subject({"measure": "project.amount"}, start=start, end=end, paragraph=self.paragraph.index)
            self.subject = subject
            self._count(token, known=True)
            self._emit(ClaimKind.AMOUNT, token, subject, self._coordinates(subject, ("final",), 0))
            self.edge = self.clause = token.end
            self.region = "purpose"
            return token.end
        self.edge = self.clause = at
        return at

    # --- one token

    def _step(self, n: int, token: Token) -> int:
        kind = token.kind
        if kind == "stop":
            self._open_sentence(token.end)
        elif kind in ("comma", "semicolon", "pause", "colon"):
            self._boundary(token)
        elif kind in ("open", "close"):
            self._bracket(token)
        elif kind in ("number", "bare"):
            return self._numbers(n, token)
        elif self.region is not None and not self._leaves_region(n, token):
            self._within_region(token)
        elif kind == "word":
            self._word(n, token)
        elif kind == "compare":
            self._comparison(token)
        elif kind == "year":
            self.period = token.period if token.period is not None else -9
            self._touch(token)
        elif kind == "choice":
            self._choice(token)
        elif kind == "little":
            self._turn(token, 1 if self.text[token.start] == "多" else -1)
        elif kind == "aside":
            self._skip_gap(token)
        return n + 1

    def _boundary(self, token: Token) -> None:
        if token.kind == "pause" and self.mode in ("share", "done", "compare", "change"):
            # 收、支; 分别下降1%、2%: what the next number means does not change
            self.edge = token.end
            return
        each, mode, direction = self.each, self.mode, self.direction
        region, subject = self.region, self.subject
        if token.kind == "colon" and self.phrase and self.region is None:
            self.edge = token.end
            return
        self._open_clause(token.end)
        if token.kind == "pause" and each:
            self.each, self.mode, self.direction = each, mode, direction
        self.region, self.subject = region, subject

    def _bracket(self, token: Token) -> None:
        if token.kind == "open":
            self.stack.append((self.subject, self.region))
        elif self.stack:
            subject, region = self.stack.pop()
            if self.region is not None and region is None:
                self._close_region()
            self.subject, self.region = subject, region
        self._open_clause(token.end)

    def _touch(self, token: Token) -> None:
        self.edge = token.end

    def _skip_gap(self, token: Token) -> None:
        if _FILLER.fullmatch(self.text, self.edge, token.start):
            self.edge = token.end

    def _gap(self, token: Token) -> str:
        return self.text[self.edge : token.start]

    def _check_gap(self, token: Token) -> None:
        """Words before the token that nobody knows make the subject unknown."""
        if self.edge == token.start or _FILLER.fullmatch(self.text, self.edge, token.start):
            return
        if not self.named and _ORGANISATION.fullmatch(self.text, self.edge, token.start):
            return
        if self.mode == "share":
            self.share = UNKNOWN
        else:
            self.subject = UNKNOWN

    # --- words

    def _word(self, n: int, token: Token) -> None:
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
        if kind in ("more", "less", "open") and n + 1 < len(self.list):
            self._cause(token, self.list[n + 1])

    def _term(self, token: Token, term: Term) -> None:
        if term.role == "basis":
            self._basis(token, term.members["basis"])
        elif term.role == "weak":
            self._check_gap(token)
            self.edge = token.end
            if self._family and self.subject is UNKNOWN and not _RISKY_COUNT.search(self._gap(token)):
                self.subject = Subject({"measure": "performance.amount", "fund": self.fund})
        elif term.role == "class" and (self.section.endswith("items") or self.mode == "share"):
            return
        elif self._family and term.members.get("measure", "expenditure") in FLOWS and self.mode != "share":
            self.fund = term.members.get("fund", "all")
            self.edge = token.end
        else:
            self._name(token, term)

    def _name(self, token: Token, term: Term) -> None:
        """A term that names what is spoken of, or a part of its name."""
        gap = self._gap(token)
        if self.mode == "share":
            base = {**(term.members if term.base is None else term.base)}
            known = self.share is None or self.share.known
            earlier = self.share.members if self.share is not None and known else self._own
            self.share = Subject({**earlier, **base}, known=known and self._filler(gap))
            self.edge = token.end
            return
        if self.mode == "done":
            self.edge = token.end
            return
        readings = ({"fund": "appropriation"},) if term.role == "own" else term.readings
        if self.phrase and self.named and self._filler(gap):
            self.subject = self.subject.refined(term.members, term.also, readings, token.end)
        else:
            subject = Subject(self._own, start=token.start, end=token.end, paragraph=self.paragraph.index)
            self.subject = subject.refined(term.members, term.also, readings, token.end)
            self.basis = "final"
        if gap.endswith(_RISKY):
            self.subject = UNKNOWN
        if self.text.startswith("中", token.end) and self.text[token.end + 1 : token.end + 2] in (",", "，", ":"):
            self._push_whole()
        self.named = self.phrase = True
        self.edge = token.end

    def _filler(self, gap: str) -> bool:
        return _FILLER.fullmatch(gap) is not None

    def _basis(self, token: Token, basis: str) -> None:
        if self.mode in ("share", "done"):
            if not self._filler(self._gap(token)) and self.share is None and self.mode == "share":
                self.share = UNKNOWN
            self.done, self.mode = basis, "done"
        elif self.mode in ("relation", "relation_open"):
            if self._filler(self._gap(token)) and self.mode == "relation":
                self._relation(token, basis)
            self.mode = None
        else:
            self._check_gap(token)
            self.basis = basis
            if basis in ("initial", "adjusted"):
                self.stated = basis
        self.edge = token.end
        self.phrase = self.phrase or not self.named

    def _path(self, path: Path, code: str | None = None) -> None:
        term = self._marked_term(path)
        if term is not None:
            members: Members = {**self._own, **term.members}
            self.subject = Subject(members, start=path.start, end=path.end, paragraph=self.paragraph.index)
        else:
            code = code or self.paper.functions.code(path)
            base = {"measure": "expenditure", **self._own}
            members = {**base, "measure": "expenditure", "function": code or "?"}
            self.subject = Subject(
                members, start=path.start, end=path.end, certain=code is not None, codes=path.names,
                paragraph=self.paragraph.index,
            )
        self._close_region()
        self._open_clause(path.end)
        self.named = self.phrase = True
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

    # --- keywords

    def _turn(self, token: Token, sign: int) -> None:
        """增加, 减少, …: the next figure is a change."""
        self._check_gap(token)
        text = self.text[token.start : token.end]
        noun = text.endswith(("幅", "率", "额", "度")) or sign == 0
        self.direction = _Direction(sign, token.start, token.end, noun)
        self.mode = "change"
        self.phrase = False
        self.edge = token.end

    def _choice(self, token: Token) -> None:
        if any(w in self.text[token.start : token.end] for w in ("大", "小于", "等于", "高于", "低于")):
            self._check_gap(token)
            self.mode, self.edge = "relation_open", token.end
        else:
            self._turn(token, 0)

    def _cause(self, token: Token, following: Token) -> None:
        """…支出增加的主要原因是: a direction without a figure."""
        if following.word is None or following.word.kind != "reason" or self.direction is None:
            return
        if self.text[token.end : following.start] not in ("的", "") or self.direction.sign == 0:
            return
        self._say(self.direction.sign, token, token)
        self.mode = None

    def _relate(self, token: Token, sign: int) -> None:
        self._check_gap(token)
        self.mode, self.edge = "relation", token.end
        self.direction = _Direction(sign, token.start, token.end, noun=False)
        self.phrase = False

    def _relation(self, token: Token, basis: str) -> None:
        """大于预算数, 小于年初预算数."""
        assert self.direction is not None
        base = self._coordinates(self.subject, bases_of(basis, self.stated), 0)
        words = Token("word", self.direction.start, token.end)
        self._emit(
            ClaimKind.DIRECTION, words, self.subject, self._coordinates(self.subject, ("final",), 0),
            base=base, sign=self.direction.sign, direction=self.direction, bound=bool(base),
        )  # fmt: skip

    def _flat(self, token: Token) -> None:
        self._check_gap(token)
        before = self.text[max(self.clause, token.start - 2) : token.start]
        self._say(0, token, token, approximate=before in ("基本", "大致", "大体", "总体"))
        self.mode, self.edge = None, token.end

    def _say(self, sign: int, token: Token, words: Token, *, approximate: bool = False) -> None:
        compare = self.local or self.compare or (self.evened if sign == 0 else None)
        subjects = self._coordinates(self.subject, ("final",), 0)
        if not subjects:
            return
        base = self._base(compare) if compare is not None else ()
        direction = _Direction(sign, token.start, token.end, noun=False)
        self._emit(
            ClaimKind.DIRECTION, words, self.subject, subjects, base=base, sign=sign, direction=direction,
            bound=bool(base), approximate=approximate,
        )  # fmt: skip

    def _base(self, compare: tuple[str, int | None]) -> tuple[Coordinate, ...]:
        what, period = compare
        if what == "unknown" or period is None:
            return ()
        if what == "prior":
            return self._coordinates(self.subject, ("final",), period) if period == -1 else ()
        return self._coordinates(self.subject, bases_of(what, self.stated), period)

    def _comparison(self, token: Token) -> None:
        self._check_gap(token)
        self.local = (token.base, token.period)
        if self.text.startswith(("持平", "基本持平", "一致", "相同"), token.end):
            self.evened = self.local
        else:
            self.compare = self.local
        if token.base in ("initial", "adjusted"):
            self.stated = token.base
        self.mode, self.edge, self.phrase = "compare", token.end, False

    def _portion(self, token: Token) -> None:
        self._check_gap(token)
        self.mode, self.share, self.done, self.edge, self.phrase = "share", None, None, token.end, False

    def _complete(self, token: Token) -> None:
        self._check_gap(token)
        self.mode, self.done, self.edge, self.phrase = "done", None, token.end, False

    def _among(self, token: Token) -> None:
        self._push_whole()
        self.edge = token.end
        self.phrase = False

    def _push_whole(self) -> None:
        found = self._coordinates(self.subject, ("final",), 0)
        if found and self.subject.known:
            self.wholes = [w for w in self.wholes if is_part(found[0], w)] + [found[0]]

    def _aside(self, token: Token) -> None:
        self._enter("aside", token)

    def _reason(self, token: Token) -> None:
        self._enter("reason", token)

    def _purpose(self, token: Token) -> None:
        following = self.text[token.end : token.end + 6]
        if self.section == "basic" and self.subject.members.get("kind") in ("personnel", "public"):
            self._names(token)
        elif following.startswith(("以下", "下列", ":1", "：1", "1.")) or (
            token.word is not None and "包括" in token.word.text and re.match(r"[:为]*\d", following)
        ):
            self._among(token)
        else:
            self._enter("purpose", token)

    def _every(self, token: Token) -> None:
        if self._filler(self._gap(token)):
            self.each = True
            self.edge = token.end

    def _names(self, token: Token) -> None:
        names, end = listed_names(self.text, token.end)
        if not names:
            return
        subjects = self._coordinates(self.subject, ("final",), 0)
        printed = tuple(
            (self.paragraph.text[a:b], self.paragraph.place(a, b))
            for a, b in (self.squeezed.span(start, stop) for start, stop in names)
        )
        words = Token("word", names[0][0], names[-1][1])
        self._emit(ClaimKind.NAMES, words, self.subject, subjects, names=printed)
        self.skip = end
        self._open_clause(end)

    # --- stretches whose numbers have no counterpart: reasons, purposes, asides

    def _enter(self, region: str, token: Token) -> None:
        self.region = region
        self.hints = []
        self.edge = token.end

    def _close_region(self) -> None:
        region, hints = self.region, self.hints
        self.region, self.hints = None, []
        if region != "reason" or not hints:
            return
        signs = {h.word.kind for h in hints if h.word is not None}
        if len(signs) == 1:
            # a hint only: the words of the reason all point one way
            sign = 1 if signs == {"more"} else -1
            compare = self.compare or (("budget", 0) if self.stated else None)
            if compare is not None and self.subject.known:
                saved, self.local = self.local, compare
                self._hint(sign, hints[0], compare)
                self.local = saved

    def _hint(self, sign: int, token: Token, compare: tuple[str, int | None]) -> None:
        subjects = self._coordinates(self.subject, ("final",), 0)
        if subjects:
            direction = _Direction(sign, token.start, token.end, noun=False)
            self._emit(
                ClaimKind.DIRECTION, token, self.subject, subjects, base=self._base(compare), sign=sign,
                direction=direction, bound=False,
            )  # fmt: skip

    def _within_region(self, token: Token) -> None:
        if self.region == "reason" and token.word is not None and token.word.kind in ("more", "less"):
            self.hints.append(token)

    def _leaves_region(self, n: int, token: Token) -> bool:
        """Whether a clause within a reason or purpose takes up the account again: 主要用于…，年初预算为10万元."""
        if not self._filler(self.text[self.clause : token.start]) or token.start < self.clause:
            return False
        word = token.word
        after_semicolon = self.clause > 0 and self.text[self.clause - 1] == ";"
        starts = word is not None and (
            word.kind == "done"
            or any(
                t.holds_in(self.section) and (t.role == "basis" or (after_semicolon and t.role == "subject"))
                for t in word.terms
            )
        )
        if not starts:
            return False
        for later in self.list[n + 1 : n + 5]:
            if later.kind in ("number", "bare") and (later.kind == "number" or later.end < len(self.text)):
                self._close_region()
                return True
            if later.kind not in ("word", "compare", "year", "aside") or (
                later.word is not None and later.word.kind in ("reason", "purpose")
            ):
                return False
            if later.kind == "compare" and after_semicolon:
                self._close_region()
                return True
        return False

    # --- numbers

    def _count(self, token: Token, *, known: bool) -> None:
        """Count a number for coverage."""
        if token.unit not in COUNTED:
            return
        self.result.amounts += 1
        if not known:
            self.result.unread.append(self.squeezed.span(token.start, token.end))

    def _numbers(self, n: int, token: Token) -> int:
        """One number, or several for as many subjects (收、支总计各是A1,A2万元)."""
        if token.threshold or self.region is not None:
            self._count(token, known=True)
            if token.threshold and self.region is None:
                self.edge = self._behind_threshold(token)
            return n + 1
        group = self._group(n)
        if len(group) == 1:
            self._number(token)
            return n + 1
        self._distribute(group)
        return n + 2 * len(group) - 1

    def _behind_threshold(self, token: Token) -> int:
        match = re.compile(r"(?:[(]含[)]|含)?(?:以上|以下|以内|及以上|起)的?").match(self.text, token.end)
        return match.end() if match else token.end

    def _group(self, n: int) -> list[Token]:
        group = [self.list[n]]
        several = bool(self.subject.also) or self.each or len(self.recent) > 1
        while several and n + 2 < len(self.list):
            between, other = self.list[n + 1], self.list[n + 2]
            joined = between.kind in ("comma", "pause") and between.start == group[-1].end
            if not joined or other.start != between.end or other.kind not in ("number", "bare"):
                break
            if group[-1].unit and other.unit != group[-1].unit:
                break
            group.append(other)
            n += 2
        return group

    def _distribute(self, group: list[Token]) -> None:
        unit = group[-1].unit
        subjects = [replace(self.subject, members=m, also=()) for m in (self.subject.members, *self.subject.also)]
        if len(subjects) != len(group):
            subjects = self.recent[-len(group) :] if len(self.recent) >= len(group) else []
        for i, token in enumerate(group):
            token.unit = token.unit or unit
            token.kind = "number"
            self.subject, kept = (subjects[i] if subjects else UNKNOWN), self.subject
            mode, direction, share, done, edge = self.mode, self.direction, self.share, self.done, self.edge
            self.edge = token.start if i else edge
            self._number(token)
            self.mode, self.direction, self.share, self.done = mode, direction, share, done
            self.subject = kept
        self.mode = None

    def _number(self, token: Token) -> None:
        handler = self._meaning(token)
        gap = self._gap(token)
        self._check_gap(token)
        bound = handler(token, gap) if handler is not None else False
        self._count(token, known=bound)
        self.edge = token.end
        self.mode = None if self.mode != "change" else self.mode
        if self.mode == "change":
            self.mode = None
        self.phrase = False

    def _meaning(self, token: Token) -> Callable[[Token, str], bool] | None:
        if token.kind == "bare":
            return self._bare
        if token.unit in MONEY:
            return self._changed if self.mode == "change" else self._amount
        if token.unit == "%":
            return {"share": self._shared, "done": self._completed, "change": self._grown}.get(self.mode or "")
        if token.unit == "个百分点":
            return None
        return self._changed_count if self.mode == "change" else self._counted

    def _coordinates(self, subject: Subject, bases: tuple[str, ...], period: int) -> tuple[Coordinate, ...]:
        return self.paper.space.candidates(subject, bases, period) if subject.known else ()

    def _amount(self, token: Token, gap: str) -> bool:  # noqa: ARG002
        if self.mode in ("share", "done", "relation", "relation_open"):
            return False
        period = self.period
        basis = self.basis
        if self.mode == "compare":  # 较上年6871.82万元减少…
            if self.local is None or self.local[1] is None or self.local[0] == "unknown":
                return False
            if self.local[0] != "prior":
                basis = self.local[0]
            period = self.local[1]
        if period not in (0, -1) or self.subject.members.get("quantity", "amount") != "amount":
            return False
        subjects = self._coordinates(self.subject, bases_of(basis, self.stated), period)
        if not subjects:
            return False
        self._emit(ClaimKind.AMOUNT, token, self.subject, subjects)
        if basis == "final" and period == 0 and self.mode != "compare":
            self.recent.append(self.subject)
        if self.mode == "compare":
            self.mode = None
        return self.subject.certain

    def _bare(self, token: Token, gap: str) -> bool:
        """A number whose unit is missing: an amount after its words, a share after 占."""
        following = self.text[token.end : token.end + 2]
        if not following[:1] or following[0] in "。;,，)、" or following in ("增加", "减少", "下降", "增长"):
            if self.mode == "share":
                return self._shared(token, gap)
            if self.mode == "done":
                return self._completed(token, gap)
            if self.mode == "compare" or (self.mode is None and (self.named or self.basis != "final" or gap)):
                return self._amount(token, gap)
        return False

    def _changed(self, token: Token, gap: str) -> bool:
        assert self.direction is not None
        if not self.direction.noun and gap.endswith(_SINGLE_RESULT):
            # 减少为0.00万元: the result, not the change
            self.mode = None
            return self._amount(token, gap)
        return self._difference(ClaimKind.CHANGE, token)

    def _grown(self, token: Token, gap: str) -> bool:  # noqa: ARG002
        return self._difference(ClaimKind.GROWTH, token)

    def _difference(self, kind: ClaimKind, token: Token) -> bool:
        assert self.direction is not None
        compare = self.local or self.compare
        if compare is None and self.direction.sign == 0 and self.stated is not None:
            compare = (self.stated, 0)
        subjects = self._coordinates(self.subject, ("final",), 0)
        if not subjects:
            return False
        base = self._base(compare) if compare is not None else ()
        sign = -self.direction.sign if token.negative else self.direction.sign
        self._emit(
            kind, token, self.subject, subjects, base=base, sign=sign, direction=self.direction, bound=bool(base)
        )
        if not self.recent or self.recent[-1] is not self.subject:
            self.recent.append(self.subject)
        return bool(base) and self.subject.certain

    def _shared(self, token: Token, gap: str) -> bool:
        subjects = self._coordinates(self.subject, ("final",), 0)
        if not subjects:
            return False
        if self.share is not None:
            base = self._coordinates(self.share, ("final",), 0)
        elif self._filler(gap):
            base = self._innermost(subjects[0])
        else:
            base = ()
        base = tuple(b for b in base if b != subjects[0])
        self._emit(ClaimKind.SHARE, token, self.subject, subjects, base=base, bound=bool(base))
        return bool(base) and self.subject.certain

    def _innermost(self, part: Coordinate) -> tuple[Coordinate, ...]:
        for whole in reversed(self.wholes):
            if is_part(part, whole):
                return (whole,)
        whole_ = self._section_whole
        return (whole_,) if whole_ is not None and is_part(part, whole_) else ()

    def _completed(self, token: Token, gap: str) -> bool:  # noqa: ARG002
        subjects = self._coordinates(self.subject, ("final",), 0)
        base = self._coordinates(self.subject, bases_of(self.done or "budget", self.stated), 0)
        if not subjects:
            return False
        self._emit(ClaimKind.COMPLETION, token, self.subject, subjects, base=base, bound=bool(base))
        return bool(base) and self.subject.certain

    # --- counts

    def _counted(self, token: Token, gap: str) -> bool:
        members = self._count_members(token)
        if members is None or not (self._filler(gap) or (self._family and gap.endswith(("对", "共", "有", "了")))):
            return False
        subject = replace(self.subject, members=members, also=(), readings=(), codes=None, known=True)
        subjects = self._coordinates(subject, ("final",), self.period if self.period in (0, -1) else 0)
        if self.mode in ("share", "done", "compare") or not subjects:
            return False
        self._emit(ClaimKind.AMOUNT, token, subject, subjects)
        return True

    def _changed_count(self, token: Token, gap: str) -> bool:  # noqa: ARG002
        members = self._count_members(token)
        if members is None:
            return False
        kept, self.subject = self.subject, replace(self.subject, members=members, also=(), readings=(), codes=None)
        bound = self._difference(ClaimKind.CHANGE, token)
        self.subject = kept
        return bound

    def _count_members(self, token: Token) -> Members | None:
        members = self.subject.members
        measure = members.get("measure", "")
        unit = "台" if token.unit == "台" else token.unit
        if self._family:
            return self._performance_count(token, members)
        for member in (members.get("economic", ""), measure):
            found = count_measure(member, unit)
            if found is not None:
                return {"measure": found, "quantity": "count"}
        if members.get("quantity") == "count" and self.subject.known:
            if measure.startswith("equipment") != (unit == "台") and not measure.startswith(("persons", "inst")):
                return None
            return members
        if unit == "辆" and self.section.startswith("three_public"):
            said = self.text[self.clause : token.start]
            if _BOUGHT.search(said):
                return {"measure": "vehicles_bought", "quantity": "count"}
            if _KEPT.search(said):
                return {"measure": "vehicles_kept", "quantity": "count"}
        return None

    def _performance_count(self, token: Token, members: Members) -> Members | None:
        measure = members.get("measure", "")
        if members.get("quantity") in ("count", "score"):
            return members if (token.unit == "分") == (members["quantity"] == "score") else None
        if token.unit != "个":
            return None
        before = self.text[self.clause : token.start]
        if not (self.text.startswith("项目", token.end) or before.endswith(("项目", "个数", "个数为", "项目共"))):
            return None
        if _RISKY_COUNT.search(before):
            return None
        stage = measure in ("performance.targets", "performance.tracked", "performance.evaluated")
        return {"measure": measure if stage else "performance.projects", "quantity": "count"}

    # --- claims

    def _emit(
        self,
        kind: ClaimKind,
        token: Token,
        subject: Subject,
        subjects: tuple[Coordinate, ...],
        *,
        base: tuple[Coordinate, ...] = (),
        sign: int = 0,
        direction: _Direction | None = None,
        bound: bool = True,
        approximate: bool = False,
        names: tuple[tuple[str, object], ...] = (),
    ) -> None:
        text = self.paragraph.text
        start, end = self.squeezed.span(token.start, token.end)
        number = token.kind in ("number", "bare")
        named = self._printed(subject)
        also: tuple[Coordinate, ...] = ()
        if subject.also and subjects:
            first = subjects[0]
            found = (self.paper.space.coordinate(m, first.basis, first.period) for m in subject.also)
            also = tuple(c for c in found if c is not None)
        said = self.squeezed.span(direction.start, direction.end) if direction is not None else None
        self.result.claims.append(
            Claim(
                kind,
                subjects,
                token.value if number else None,
                token.unit if number else "",
                token.decimals if number else 0,
                text[start:end],
                self.paragraph.place(start, end),
                self.section,
                self._sentence(token),
                also,
                base,
                sign,
                approximate or token.approximate,
                text[named[0] : named[1]] if named else "",
                text[said[0] : said[1]] if said else "",
                self.paragraph.place(*said) if said else None,
                names,  # type: ignore[arg-type]
                subject.codes,
                bound and subject.certain,
            )
        )

    def _printed(self, subject: Subject) -> tuple[int, int] | None:
        """Where the subject's words stand, a quotation mark before them included; None if carried over."""
        if subject.paragraph != self.paragraph.index or subject.start < 0:
            return None
        start, end = self.squeezed.span(subject.start, subject.end)
        return (start - 1, end) if start and self.paragraph.text[start - 1] in _QUOTES else (start, end)

    def _sentence(self, token: Token) -> tuple[int, int]:
        n = bisect_right(self.stops, token.start)
        start = self.stops[n - 1] if n else 0
        end = self.stops[n] if n < len(self.stops) else len(self.text)
        return self.squeezed.span(start, end)


_RISKY_COUNT = re.compile(r"[一二三]级|其他|部分|以上|以下|重点")
_KEYWORDS: dict[str, Callable[[ParagraphReader, Token], None]] = {
    "more": lambda reader, token: reader._turn(token, 1),
    "less": lambda reader, token: reader._turn(token, -1),
    "open": lambda reader, token: reader._turn(token, 0),
    "flat": ParagraphReader._flat,
    "share": ParagraphReader._portion,
    "done": ParagraphReader._complete,
    "greater": lambda reader, token: reader._relate(token, 1),
    "lesser": lambda reader, token: reader._relate(token, -1),
    "equal": lambda reader, token: reader._relate(token, 0),
    "reason": ParagraphReader._reason,
    "purpose": ParagraphReader._purpose,
    "among": ParagraphReader._among,
    "aside": ParagraphReader._aside,
    "each": ParagraphReader._every,
}
