"""What the words of the narrative do to what is understood: comparisons, directions, lists, reasons."""

from __future__ import annotations

import re
from collections.abc import Callable

from juesuan.recognition.claim_lists import listed_names
from juesuan.recognition.claim_names import Names
from juesuan.recognition.claim_parts import Direction, Mode, Region
from juesuan.recognition.claim_subjects import UNKNOWN
from juesuan.recognition.report import ClaimKind
from juesuan.recognition.tokens import Token

_LIST_OPENS = re.compile(r"[:为有]*")
_BOTH = re.compile(r"(?:[两二]者|二数|两数)?(?:数额|金额)?(?:保持|完全|相互)?")
_FIGURE = re.compile(r":?\d")
_EVEN = ("持平", "基本持平", "一致", "相同")


class Words(Names):
    """Reads words."""

    def word(self, n: int, token: Token) -> None:
        """Take in a word of the lexicon."""
        assert token.word is not None
        kind = token.word.kind
        if kind == "term":
            found = self.meant(token)
            if found is not None:
                self.term(*found)
            return
        handler = _KEYWORDS.get(kind)
        if handler is not None:
            handler(self, token)
        if kind in ("more", "less") and n + 1 < len(self.list):
            self._cause(token, self.list[n + 1])

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
            self.resume_head(token)
            self._say(Direction(self.direction.sign, token.start, token.end), token)
            self.mode = None

    def relate(self, token: Token, sign: int) -> None:
        """大于, 小于, 等于: the budget that follows."""
        self.resume_head(token)
        self.check_gap(token)
        self.mode, self.edge, self.phrase = Mode.RELATION, token.end, False
        self.direction = Direction(sign, token.start, token.end)

    def _flat(self, token: Token) -> None:
        if self._carried_over(token):
            self.mode, self.edge = None, token.end
            return
        self.check_gap(token)
        before = self.text[max(self.clause, token.start - 2) : token.start]
        nearly = before in ("基本", "大致", "大体", "总体")
        self._say(Direction(0, token.start, token.end), token, approximate=nearly)
        self.mode, self.edge = None, token.end

    def _carried_over(self, token: Token) -> bool:
        """年初结转2万元（与上年末结转2万元一致）; 上年末结转2万元，年初结转2万元，两者一致: one balance, told twice."""
        pair = self.result.claims[-2:]
        if len(pair) < 2 or not _BOTH.fullmatch(self.gap(token)) or any(c.kind is not ClaimKind.AMOUNT for c in pair):
            return False
        opening, closing = sorted((c.subjects for c in pair), key=lambda c: -c[0].period)
        if [(c[0].measure, c[0].period) for c in (opening, closing)] != [("opening", 0), ("closing", -1)]:
            return False
        subject = self.stack[-1].subject if self.stack else self.subject
        direction = Direction(0, token.start, token.end)
        self.emit(ClaimKind.DIRECTION, token, subject, opening, base=closing, direction=direction)
        return True

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
        self.resume_head(token)
        self.check_gap(token)
        self.loose = self.loose or (self.remark and not self.named)
        self.local = (token.base, token.period)
        self.leads = not self.told
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
        self.resume_head(token)
        self.check_gap(token)
        self.mode, self.done, self.edge, self.phrase = Mode.DONE, None, token.end, False

    # --- lists, reasons, purposes

    def _among(self, token: Token) -> None:
        if self.text.startswith("分别", token.start) and len(self.row) > 1 and _FIGURE.match(self.text, token.end):
            self._every(token)
            return
        if self.loose and not self.named and token.word is not None and token.word.text.endswith("如下"):
            self.subject = self.head or UNKNOWN  # 支出决算具体情况如下: of the whole, not of the last part told
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
        if token.word is not None and token.word.text.endswith("包括") and self._lists_amounts(token):
            self._among(token)
            return
        if self.section == "basic" and self.subject.members.get("kind") in ("personnel", "public"):
            self._names(token)
        elif following.startswith(("以下", "下列", ":1", "1.")) or (
            token.word is not None and "包括" in token.word.text and re.match(r"[:为]*\d", following)
        ):
            self._among(token)
        else:
            self.enter(Region.PURPOSE, token)

    def _lists_amounts(self, token: Token) -> bool:
        """包括：基本支出600万元，…: a list of parts with amounts, and not of what the money was spent on."""
        begin = _LIST_OPENS.match(self.text, token.end)
        at = begin.end() if begin else token.end
        following = [t for t in self.list if t.start >= at][:3]
        if not following or following[0].start != at or following[0].word is None:
            return False
        named = any(t.holds_in(self.section) and t.role in ("subject", "class") for t in following[0].word.terms)
        return named and any(t.kind == "number" and t.start <= at + 30 for t in following)

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
    "mean": lambda reader, token: reader.enter(Region.MEAN, token),
    "purpose": Words._purpose,
    "among": Words._among,
    "each": Words._every,
}
