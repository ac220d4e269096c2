"""The state of a reader of the narrative, and how it turns what was understood into claims.

The state says what is spoken of (subject, basis), what it is compared with, and what the next number would mean
(change, share, completion, amount). Whatever stands between two tokens must be filler; any other words make the
subject unknown, and a number of an unknown subject is reported as not understood, never guessed.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from juesuan.cube.coordinate import Coordinate
from juesuan.documents.model import Paragraph
from juesuan.place import Place
from juesuan.recognition.claim_parts import Direction, Held, Mode, Outer, Paper, Region, Result
from juesuan.recognition.claim_subjects import UNKNOWN, Subject, bases_of, is_part
from juesuan.recognition.report import Claim, ClaimKind
from juesuan.recognition.tokens import Squeezed, Token
from juesuan.taxonomy.lexicon import Members, section_defaults

_FILLER = re.compile(
    r"(?:[的为是共计约近数额各均达了至到在本年度全当其仅有合仍则又也略元由]|合计|总计|总额|总量|金额|累计|实际|支出|部门|单位|我[局委部厅院校办]"
    r"|分别|决算|安排|情况|全部|列支|发生|开支|经费|费用|资金|人数|数量|比例|比重|比率|[率幅]|幅度|同时|有所|小幅|大幅|较大|系统"
    r"|所属各?(?:预算)?单位|基本|大致|大体|执行|预算|截至|年末|年底|总体|此外|另外|涉及|项目|使用|通过|编制|范围|相比|比较|对比)*"
)
ORGANISATION = re.compile(
    r"[^。;]*(?:局|委|部|厅|办|院|校|学|园|馆|队|会|中心|站|所|处|街道|镇|乡|县|市|区|政府|单位|部门|机关|公司|室|社|库|团|台|本级|事业)"
    r"(?:\((?:本级|机关|汇总|本部)\)|本级|机关)?(?:部门)?(?:\(单位\))?"
)
ITEM = re.compile(
    r"(?:[(]\d{1,3}(?:[)、.,]+(?!\d)|[)])|\d{1,3}[)、.,]+(?!\d)|[①-⑳][、.]?|[(][一二三四五六七八九十]{1,3}[)]、?"
    r"|[一二三四五六七八九十]{1,3}、)"
)
"""The ordinal of an item."""
_QUOTES = '“"‘「『'

Compared = tuple[str, int | None]
"""What is compared with (prior, initial, adjusted, budget, unknown) and in which period."""


class State:
    """What was understood so far in one section."""

    # the clause; `open_clause` sets these
    edge: int  # end of the last token
    clause: int  # start of the clause
    mode: Mode | None
    basis: str
    direction: Direction | None
    local: Compared | None  # what this clause compares with
    leads: bool  # the comparison stands before any subject of the sentence
    share: Subject | None  # the whole that 占 names
    weak: bool  # 占支出合计的…: the section's own, or that of all funds where the subject is the section's own
    done: str | None  # the budget that 完成 names
    held: bool  # a budget was told between 完成 and its rate
    named: bool  # the clause has named a subject
    phrase: bool  # the subject's phrase may go on
    each: bool  # 各, 均, 分别
    item: int  # first character after the ordinal of an item
    skip: int  # characters before this one are read already
    earlier: int | None  # the period of 上年支出 in this clause

    def __init__(self, paper: Paper, section: str) -> None:
        self.paper = paper
        self.section = section
        defaults = section_defaults(section)
        self.own: Members = defaults.members if defaults else {}
        self.family = section.startswith("performance")
        # the section
        self.subject: Subject = Subject(self.own) if defaults and defaults.start and "measure" in self.own else UNKNOWN
        self.section_whole = paper.space.coordinate(defaults.whole) if defaults and defaults.whole else None
        self.wholes: list[Coordinate] = []  # heads of lists, outermost first
        self.fund = "all"  # of which the projects are, in a section on performance
        self.subset = False  # the sentence has gone on to some of the projects
        self.project: Subject | None = None
        self.grades: dict[int, str] = {}  # numbers of projects by grade: first character → measure
        self.projects: list[tuple[int, int]] = []  # names of projects still to come in the paragraph
        self.graded: str | None = None  # fund of the projects that the grades are of; None if that is unclear
        self.was_graded = False
        self.above = ("", "", "")  # names of the last 类/款/项 path
        # the paragraph
        self.compare: Compared | None = None
        self.evened: Compared | None = None  # with what the last 持平 compared
        self.stated: str | None = None  # the budget that was named: initial or adjusted
        self.unfinished = False
        self.continued = False  # the paragraph goes on with the sentence before
        self.region: Region | None = None
        self.hints: list[Token] = []
        self.stack: list[Outer] = []
        self.head: Subject | None = None  # of the last list
        self.heads = 0  # lists that the paragraph has opened
        self.compared = False  # an item of the last list was compared by itself
        self.counting: Subject | None = None  # what is counted, where the money is another matter
        self.other_count = False  # the words before it make it another thing
        self.fund_of_item: str | None = None  # which the paragraph named first
        self.listing = False  # the list stands in this sentence
        self.remark = False  # the last 其中 opened no list but a remark
        self.loose = False  # a sentence after a list names no subject: is it of the head or of the last item?
        # the sentence
        self.sentence = 0
        self.period = 0
        self.dated = -1  # first character of the year that gave the period
        self.told = False  # the sentence has named a subject
        self.ahead: Held | None = None
        self.recent: list[Subject] = []
        self.row: list[Subject] = []  # named side by side, last of all: 基本支出、项目支出分别为…
        self.result = Result()
        self.open_clause(0)

    # --- paragraph, sentence, clause

    def begin(self, paragraph: Paragraph, squeezed: Squeezed, found: list[Token]) -> None:
        """Take up a paragraph.

        The subject carries over, since what names none goes on with the one before. A paragraph that the file breaks
        off within a sentence goes on in the next with all that was said.
        """
        self.result = Result()
        self.paragraph = paragraph
        self.squeezed = squeezed
        self.text = squeezed.text
        self.list = found
        self.stops = [t.end for t in found if t.kind == "stop"]
        self.stack = []
        self.hints = []
        self.counting = None
        item = ITEM.match(self.text)
        if self.unfinished and (item is None or (self.region is Region.REASON and self._goes_on(item.end()))):
            self.continued = True
            region, basis, mode, direction = self.region, self.basis, self.mode, self.direction
            self.open_clause(0)
            self.region, self.basis, self.mode, self.direction = region, basis, mode, direction
            return
        self.continued = False
        self.heads, self.fund_of_item = 0, None
        self.region = self.compare = self.evened = self.stated = self.project = None
        self.open_sentence(0)

    def _goes_on(self, at: int) -> bool:
        """Whether an item lists a reason (主要原因：1.人员增加) and does not take up the account again."""
        first = self.list[0] if self.list else None
        while first is not None and first.start < at:
            first = next((t for t in self.list if t.start > first.start), None)
        terms = first.word.terms if first is not None and first.start == at and first.word is not None else ()
        account = any(t.holds_in(self.section) for t in terms)
        return not account and "(类)" not in self.text and "(款)" not in self.text and "(项)" not in self.text

    def open_sentence(self, at: int) -> None:
        """Start a sentence at character `at`."""
        self.close_region()
        self.settle(self.subject)
        self.sentence = at
        self.period, self.dated = 0, -1
        self.told = False
        self.recent, self.row = [], []
        self.fund = "all"
        self.subset = False
        self.loose = self.head is not None and self.head.members != self.subject.members
        self.listing = False
        self.remark = False
        self.open_clause(at)

    def open_clause(self, at: int) -> None:
        """Start a clause at character `at`."""
        self.edge = self.clause = at
        self.mode = None
        self.basis = "final"
        self.direction = None
        self.local = None
        self.leads = False
        self.share = None
        self.done = None
        self.weak = self.held = False
        self.earlier = None
        self.named = self.phrase = self.each = False

    # --- what stands between tokens

    def gap(self, token: Token) -> str:
        """The text between the last token and this one."""
        return self.text[self.edge : token.start]

    @staticmethod
    def is_filler(text: str) -> bool:
        """Whether the words say nothing of their own."""
        return not text or _FILLER.fullmatch(text) is not None

    def check_gap(self, token: Token) -> None:
        """Words before the token that nobody knows make the subject unknown."""
        if self.edge >= token.start or _FILLER.fullmatch(self.text, self.edge, token.start):
            return
        if not self.named and ORGANISATION.fullmatch(self.text, self.edge, token.start):
            return
        if self.mode is Mode.SHARE:
            self.share = UNKNOWN
        else:
            self.subject = UNKNOWN

    # --- stretches whose numbers have no counterpart

    def enter(self, region: Region, token: Token) -> None:
        """A reason, purpose or aside begins."""
        self.region = region
        self.hints = []
        self.edge = token.end

    def close_region(self) -> None:
        """It ends. A reason whose words all point one way hints at the direction, no more."""
        region, hints = self.region, self.hints
        self.region, self.hints = None, []
        if region is not Region.REASON or not hints:
            return
        kinds = {h.word.kind for h in hints if h.word is not None}
        compare = self.compare or (("budget", 0) if self.stated else None)
        subjects = self.coordinates(self.subject)
        if len(kinds) == 1 and compare is not None and subjects:
            sign = 1 if kinds == {"more"} else -1
            direction = Direction(sign, hints[0].start, hints[0].end)
            self.emit(
                ClaimKind.DIRECTION, hints[0], self.subject, subjects, base=self.base(compare), direction=direction,
                bound=False,
            )  # fmt: skip

    # --- coordinates

    def coordinates(
        self, subject: Subject, bases: tuple[str, ...] = ("final",), period: int = 0
    ) -> tuple[Coordinate, ...]:
        """The coordinates that a subject names; none if it is unknown."""
        return self.paper.space.candidates(subject, bases, period) if subject.known else ()

    def base(self, compare: Compared) -> tuple[Coordinate, ...]:
        """The coordinates compared with; none if that is unknown."""
        what, period = compare
        if what == "unknown" or period is None:
            return ()
        if what == "prior":
            return self.coordinates(self.subject, ("final",), period) if period == -1 else ()
        return self.coordinates(self.subject, bases_of(what, self.stated), period)

    def push_whole(self) -> None:
        """The subject in hand is the whole of the list that follows."""
        found = self.coordinates(self.subject)
        if found:
            self.heads += self.head is None or self.head.members != self.subject.members
            self.compared = False
            self.wholes = [*(w for w in self.wholes if is_part(found[0], w)), found[0]]
            self.head = self.subject
            self.listing = True

    def resume_head(self, token: Token) -> None:
        """A new sentence that compares without naming a subject goes on with the head of the paragraph's one list.

        其中：财政拨款收入…；其他收入…。较上年决算数增加…: unless items of the list were compared by themselves.
        """
        if not self.loose or self.named or self.head is None or self.heads != 1 or self.compared or self.stack:
            return
        if self.is_filler(self.text[self.sentence : token.start]):
            self.subject, self.loose = self.head, False

    # --- claims

    def settle(self, subject: Subject) -> None:
        """The amount that was told ahead is of this subject."""
        held, self.ahead = self.ahead, None
        if held is None:
            return
        subjects = self.coordinates(subject, bases_of(held.basis, self.stated), held.period)
        sure = not self.loose or self.named
        if subjects:
            self.emit(ClaimKind.AMOUNT, held.token, subject, subjects, bound=sure)
        if held.token.unit:
            self.count(held.token, known=bool(subjects) and subject.certain and sure)

    def count(self, token: Token, *, known: bool) -> None:
        """Count a number for coverage."""
        self.result.amounts += 1
        if not known:
            self.result.unread.append(self.squeezed.span(token.start, token.end))

    def emit(
        self,
        kind: ClaimKind,
        token: Token,
        subject: Subject,
        subjects: tuple[Coordinate, ...],
        *,
        base: tuple[Coordinate, ...] = (),
        direction: Direction | None = None,
        bound: bool = True,
        approximate: bool = False,
        names: tuple[tuple[str, Place], ...] = (),
    ) -> None:
        """Make a claim of what `token` says."""
        self.settle(subject)
        text = self.paragraph.text
        start, end = self.squeezed.span(token.start, token.end)
        number = token.kind in ("number", "bare")
        named = self._printed(subject)
        also: tuple[Coordinate, ...] = ()
        if subject.also:
            first = subjects[0]
            found = (self.paper.space.coordinate(m, first.basis, first.period) for m in subject.also)
            also = tuple(c for c in found if c is not None)
        said = self.squeezed.span(direction.start, direction.end) if direction is not None else None
        sign = direction.sign if direction is not None else 0
        self.result.claims.append(
            Claim(
                kind=kind,
                subjects=subjects,
                value=token.value if number else None,
                unit=token.unit,
                decimals=token.decimals,
                text=text[start:end],
                place=self.paragraph.place(start, end),
                section=self.section,
                sentence=self.squeezed.span(*self.sentence_at(token)),
                also=also,
                base=base,
                sign=-sign if token.negative else sign,
                approximate=approximate or token.approximate,
                subject_text=text[named[0] : named[1]] if named else "",
                direction_text=text[said[0] : said[1]] if said else "",
                direction_place=self.paragraph.place(*said) if said else None,
                names=names,
                codes=subject.codes,
                bound=bound and subject.certain,
            )
        )

    def _printed(self, subject: Subject) -> tuple[int, int] | None:
        """Where the subject's words stand, a quotation mark before them included; None if carried over."""
        if subject.paragraph != self.paragraph.index or subject.start < 0:
            return None
        start, end = self.squeezed.span(subject.start, subject.end)
        return (start - 1, end) if start and self.paragraph.text[start - 1] in _QUOTES else (start, end)

    def sentence_at(self, token: Token) -> tuple[int, int]:
        """Start and end of the sentence, in the squeezed text."""
        n = bisect_right(self.stops, token.start)
        start = self.stops[n - 1] if n else 0
        return start, self.stops[n] if n < len(self.stops) else len(self.text)
