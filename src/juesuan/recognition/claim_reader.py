"""One paragraph of the narrative → claims: the loop over its tokens."""

from __future__ import annotations

import re

from juesuan.documents.model import Paragraph
from juesuan.recognition.claim_parts import Mode, Outer, Region, Result
from juesuan.recognition.claim_projects import project_items, project_review, project_scores
from juesuan.recognition.claim_state import ITEM
from juesuan.recognition.claim_subjects import UNKNOWN, Subject
from juesuan.recognition.claim_words import Words
from juesuan.recognition.subjects import Path
from juesuan.recognition.tokens import Squeezed, Token, tokens

_LEADING_CODE = re.compile(r"2\d{4}(?:\d{2})?[一-鿿]")
_BOUNDARIES = frozenset(("comma", "semicolon", "pause", "colon"))


class ParagraphReader(Words):
    """Reads the paragraphs of one section, one after the other; what was said last carries over."""

    def read(self, paragraph: Paragraph, squeezed: Squeezed, paths: list[Path]) -> Result:
        """Read one paragraph, given its squeezed text (without the heading that it may begin with) and its paths."""
        self.begin(paragraph, squeezed, list(tokens(squeezed.text, year=self.paper.year)))
        self.skip = self._beginning(paths)
        n = ahead = 0
        while n < len(self.list):
            token = self.list[n]
            while ahead < len(paths) and paths[ahead].start <= token.start:
                self.path(paths[ahead])
                ahead += 1
            while self.projects and self.projects[0][0] <= token.start:
                self._take_up(*self.projects.pop(0))
            if token.start < self.skip:
                n += 1
                continue
            n = self._step(n, token)
        for rest in paths[ahead:]:
            self.path(rest)
        self._finish()
        return self.result

    def _finish(self) -> None:
        self.settle(self.subject)
        last = self.list[-1] if self.list else None
        ends: tuple[str, ...] = ("stop", "semicolon", "close")
        if self.continued and self.region is Region.REASON:
            ends = ("stop", "close")  # 主要原因是：1.…；2.…: the list of reasons goes on
        ended = last is not None and last.end == len(self.text) and last.kind in ends
        self.unfinished = bool(self.text) and not ended
        if ended:
            self.close_region()

    # --- beginnings

    def _beginning(self, paths: list[Path]) -> int:
        """The ordinal of an item and what it makes of the subject; returns the first character to read."""
        item = None if self.continued else ITEM.match(self.text)
        at = self.item = item.end() if item else 0
        if item:
            self.region, self.mode, self.basis = None, None, "final"
            if self.section.endswith(("items", "government_fund", "state_capital")):
                self.subject = UNKNOWN
        listed = self.section.endswith("items") or (
            self.section.startswith(("general_budget", "government_fund")) and _LEADING_CODE.match(self.text, at)
        )
        if listed and (not paths or paths[0].start > at + 12):
            found = self.paper.functions.unmarked(self.text, at)
            if found is not None:
                self.path(*found)
                return found[0].end
        self.edge = self.clause = at
        self.projects = []
        if self.family:
            self._find_projects()
        return at

    def _find_projects(self) -> None:
        """The projects that the paragraph lists or reviews, and its numbers of projects by grade."""
        self.find_grades()
        review = project_review(self.text)
        if review is not None:
            self.project = Subject({}, start=review[0], end=review[1], paragraph=self.paragraph.index)
        else:
            self.projects = sorted({*project_items(self.text), *project_scores(self.text)})

    def _take_up(self, start: int, end: int) -> None:
        """A project's name: what follows is its amounts."""
        self.close_region()
        self.open_clause(end)
        self.project = Subject({}, start=start, end=end, paragraph=self.paragraph.index)
        self.subject = Subject({"measure": "project.amount"}, start=start, end=end, paragraph=self.paragraph.index)
        self.named = self.told = True
        self.head, self.loose, self.stated = None, False, None
        self.skip = end

    # --- one token

    def _step(self, n: int, token: Token) -> int:
        """Take in one token; the index of the next."""
        kind = token.kind
        if kind == "stop":
            self.open_sentence(token.end)
        elif kind in _BOUNDARIES:
            self._boundary(token)
        elif kind in ("open", "close"):
            self._bracket(token)
        elif kind in ("number", "bare"):
            if kind == "bare" and self._names_code(token):
                return n + 1
            return self.numbers(n, token)
        elif kind == "missing":
            self.missing(token)
        elif self.region is not None and not self._leaves_region(n, token):
            if self.region is Region.REASON and token.word is not None and token.word.kind in ("more", "less"):
                self.hints.append(token)
        else:
            self._say_what(n, token)
        return n + 1

    def _names_code(self, token: Token) -> bool:
        """具体包括：2010601行政运行20万元；2010602…: a code and its name within a sentence."""
        spending = self.section.startswith(("general_budget", "appropriation", "government_fund"))
        if not spending or self.region is not None or not _LEADING_CODE.match(self.text, token.start):
            return False
        found = self.paper.functions.unmarked(self.text, token.start)
        if found is None:
            return False
        self.path(*found)
        return True

    def _say_what(self, n: int, token: Token) -> None:
        kind = token.kind
        if kind == "word":
            self.word(n, token)
        elif kind == "compare":
            self.comparison(token)
        elif kind == "prior":
            self.check_gap(token)
            self.earlier, self.edge = token.period, token.end
        elif kind == "year":
            self.period, self.dated = token.period if token.period is not None else -9, token.start
            self.edge = token.end
        elif kind == "choice":
            self.choice(token)
        elif kind == "little":
            self.turn(token, 1 if self.text[token.start] == "多" else -1)
        elif kind == "aside" and self.is_filler(self.gap(token)):
            self.edge = token.end

    def _boundary(self, token: Token) -> None:
        if token.kind == "pause" and self.mode in (Mode.SHARE, Mode.DONE, Mode.COMPARE, Mode.CHANGE):
            self.edge = token.end  # 收、支; 分别下降1%、2%: what the next number means does not change
            return
        if token.kind == "colon" and self.phrase and self.region is None:
            self.edge = token.end
            return
        if token.kind == "semicolon":
            self.remark = False
            if self.section == "assets":
                self.close_region()
        if self.region is Region.MEAN:
            self.close_region()
        each, mode, direction = self.each, self.mode, self.direction
        self.open_clause(token.end)
        if token.kind == "pause" and each:
            self.each, self.mode, self.direction = each, mode, direction

    def _bracket(self, token: Token) -> None:
        """What is said in brackets does not change what is spoken of outside."""
        if token.kind == "open":
            self.stack.append(
                Outer(self.subject, self.region, self.head, self.heads, self.basis, self.counting, self.period)
            )
        elif self.stack:
            outer = self.stack.pop()
            if self.region is not None and outer.region is None:
                self.close_region()
            self.subject, self.region, self.head, self.heads = outer.subject, outer.region, outer.head, outer.heads
            self.counting, self.period = outer.counting, outer.period
        self.open_clause(token.end)

    def _leaves_region(self, n: int, token: Token) -> bool:
        """Whether a clause within a reason or purpose takes up the account again: 主要用于…，年初预算为10万元."""
        word = token.word
        after_semicolon = self.clause > 0 and self.text[self.clause - 1] == ";"
        if token.start < self.clause or not self.is_filler(self.text[self.clause : token.start]):
            return False
        if token.kind == "compare" and after_semicolon:
            return self._compares_again(n)
        if word is None:
            return False
        account = word.kind == "done" or any(
            t.holds_in(self.section) and (t.role == "basis" or (after_semicolon and t.role == "subject"))
            for t in word.terms
        )
        if not account:
            return False
        for later in self.list[n + 1 : n + 5]:
            if later.kind == "number" or later.kind == "bare" or (later.kind == "compare" and after_semicolon):
                self.close_region()
                return True
            ends = later.word is not None and later.word.kind in ("reason", "purpose")
            if later.kind not in ("word", "compare", "year", "aside") or ends:
                return False
        return False

    def _compares_again(self, n: int) -> bool:
        """主要是厉行节约；较上年减少0.30万元: after a reason the account goes on with its next comparison."""
        turned = False
        for token in self.list[n + 1 : n + 7]:
            kind = token.word.kind if token.word is not None else token.kind
            if turned:
                if kind == "number" and token.unit in ("元", "万元", "亿元", "%"):
                    self.close_region()
                    return True
                return False
            turned = kind in ("more", "less")
            if not turned and kind not in ("term", "each", "comma"):
                return False
        return False
