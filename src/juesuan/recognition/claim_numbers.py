"""What a number of the narrative means, given what was understood before it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from juesuan.cube.coordinate import Coordinate
from juesuan.recognition.claim_counts import Counts
from juesuan.recognition.claim_parts import Held, Mode, Region
from juesuan.recognition.claim_subjects import UNKNOWN, bases_of, is_part
from juesuan.recognition.report import ClaimKind
from juesuan.recognition.tokens import Token

MONEY = frozenset(("元", "万元", "亿元"))
COUNTED = MONEY | {"%", "个百分点", "个", "批次", "人次", "辆", "台", "分"}
"""Units that coverage counts."""

_RESULT = ("到", "至", "为")
_OF_BUDGET = re.compile(r"的?(?:比例|比率)?(?:为|达)?\d[\d,.]*%")
_WORDED = re.compile(r"(?P<unit>批次|人次|人数)数?(?:为|共|共计)?$")
_ENDS = "。;,，)、"
_MARKS = (",", "，", "、")
_JOINS = ("和", "与", "及")


class Numbers(Counts):
    """Reads numbers."""

    def numbers(self, n: int, token: Token) -> int:
        """Read one number, or several for as many subjects (收、支总计各是A1,A2万元); the index of the next token."""
        if self.region is not None and self.resumes(token):
            self.close_region()
        if token.threshold or self.region is not None:
            if token.unit in COUNTED:
                self.count(token, known=True)
            if token.threshold and self.region is None:
                self.edge = token.after
            return n + 1
        group, after = self._group(n)
        if len(group) == 1:
            self._number(token)
            return n + 1
        self._distribute(group)
        return after

    def _group(self, n: int) -> tuple[list[Token], int]:
        """The numbers that stand side by side from the n-th token on, and the index of what follows."""
        group = [self.list[n]]
        several = bool(self.subject.also) or self.each or len(self.recent) > 1
        after = n + 1
        while several and after < len(self.list):
            # 1%、2%; 1%和2%: the word between is no token
            at = after + (self.list[after].kind in ("comma", "pause"))
            other = self.list[at] if at < len(self.list) else None
            if other is None or other.kind not in ("number", "bare"):
                break
            joined = self.text[group[-1].end : other.start] in (_MARKS if at > after else _JOINS)
            if not joined or (group[-1].unit and other.unit != group[-1].unit):
                break
            group.append(other)
            after = at + 1
        return group, after

    def _distribute(self, group: list[Token]) -> None:
        subjects = [replace(self.subject, members=m, also=()) for m in (self.subject.members, *self.subject.also)]
        if self.each and len(self.row) > 1:  # never of any other subjects than those that stand before 分别
            subjects = self.row if len(self.row) == len(group) else [UNKNOWN] * len(group)
        elif len(subjects) != len(group):
            subjects = self.recent[-len(group) :] if len(self.recent) >= len(group) else [UNKNOWN] * len(group)
        kept = self.subject, self.mode, self.direction, self.share, self.done
        for token, subject in zip(group, subjects, strict=True):
            token.unit = token.unit or group[-1].unit
            token.kind = "number"
            self.subject = subject
            self._number(token)
            _, self.mode, self.direction, self.share, self.done = kept
            self.edge = token.end + 1
        self.subject, self.mode, self.edge = kept[0], None, group[-1].end

    def _number(self, token: Token) -> None:
        gap = self.gap(token)
        meaning = self._meaning(token)
        if self._torn(token):
            meaning = None
        if meaning == self._counted:
            bound = self.counts(token)  # by the words before it, also by those that name no subject of money
            if not bound:
                self.check_gap(token)
        else:
            self.check_gap(token)
            bound = meaning is not None and meaning(token, gap)
        if token.unit in COUNTED and (self.ahead is None or self.ahead.token is not token):
            # what assets are worth stands in no table of the report
            worth = self.section == "assets" and (token.unit in MONEY or token.unit == "%")
            self.count(token, known=bound or worth)
        self.edge = token.end
        if self.held:  # 完成预算6万元的80%: the rate is still to come
            self.held = False
            return
        self.mode = None
        self.phrase = False

    def _torn(self, token: Token) -> bool:
        """29,50万元, 1 204万元: neither a number with thousands nor two numbers."""
        before = self.text[max(0, token.start - 2) : token.start]
        after = self.text[token.end : token.end + 2] if not token.unit else ""
        torn = len(before) == 2 and before[0].isdigit() and (before[1] in ",，" or before[1].isspace())
        return (torn and not self.each) or (len(after) == 2 and after[0] in ",，" and after[1].isdigit())

    def _meaning(self, token: Token) -> Callable[[Token, str], bool] | None:
        if token.kind == "bare":
            return self._bare
        if token.unit in MONEY:
            return self._changed if self.mode is Mode.CHANGE else self._amount
        if token.unit == "%":
            of_rates: dict[Mode | None, Callable[[Token, str], bool]] = {
                Mode.SHARE: self._shared,
                Mode.DONE: self._completed,
                Mode.CHANGE: self._grown,
            }
            return of_rates.get(self.mode)
        if token.unit == "个百分点":
            return None
        return self._changed_count if self.mode is Mode.CHANGE else self._counted

    def _counted(self, token: Token, gap: str) -> bool:  # noqa: ARG002
        return self.counts(token)

    def _changed_count(self, token: Token, gap: str) -> bool:  # noqa: ARG002
        counted = self.counted_subject(token)
        if counted is None:
            return False
        kept, self.subject = self.subject, counted
        bound = self._difference(ClaimKind.CHANGE, token)
        self.subject = kept
        return bound

    def missing(self, token: Token) -> None:
        """占%, 减少万元: the figure was never filled in."""
        if self.gap(token) or self.region is not None:
            return
        meaning = self._meaning(token)
        if meaning is not None and (self.mode in (Mode.SHARE, Mode.DONE, Mode.CHANGE)):
            meaning(token, "")
            self.mode = None
        self.edge = token.end

    # --- amounts

    def _amount(self, token: Token, gap: str) -> bool:  # noqa: ARG002
        if self.mode is Mode.DONE:
            return self._budget_of_rate(token)
        if self.mode in (Mode.SHARE, Mode.RELATION, Mode.OPEN_RELATION):
            return False
        period = self.period if self.earlier is None else self.earlier
        basis = self.basis
        compared = self.mode is Mode.COMPARE
        if compared:  # 较上年6871.82万元减少…
            if self.local is None or self.local[1] is None or self.local[0] == "unknown":
                return False
            basis = basis if self.local[0] == "prior" else self.local[0]
            period = self.local[1]
            if self.leads:
                self.ahead = Held(token, basis, period)
                return True
        if period not in (0, -1) or self.subject.members.get("quantity", "amount") != "amount":
            return False
        subjects = self.coordinates(self.subject, bases_of(basis, self.stated), period)
        if not subjects:
            return False
        self.emit(ClaimKind.AMOUNT, token, self.subject, subjects, bound=not self.loose or self.named)
        if period == -1 and self.compare is None:
            self.compare = ("prior", -1)  # 上年为12万元，减少1万元
        if basis == "final" and period == 0 and not compared:
            self.recent.append(self.subject)
        if self.family and self.subject.members.get("measure") == "project.amount" and basis == "final":
            self.region = Region.PURPOSE  # what follows a project's amount is what it was for
        return self.subject.certain and (not self.loose or self.named)

    def _budget_of_rate(self, token: Token) -> bool:
        """完成预算6万元的80%: the budget before its rate."""
        if self.done is None or not _OF_BUDGET.match(self.text, token.end) or not self.is_filler(self.gap(token)):
            return False
        if self.subject.members.get("quantity", "amount") != "amount" or self.period != 0:
            return False
        subjects = self.coordinates(self.subject, bases_of(self.done, self.stated))
        if not subjects:
            return False
        self.emit(ClaimKind.AMOUNT, token, self.subject, subjects, bound=not self.loose or self.named)
        self.held = True
        return self.subject.certain and (not self.loose or self.named)

    def _bare(self, token: Token, gap: str) -> bool:
        """A number whose unit is missing: an amount after its words, a share after 占."""
        following = self.text[token.end : token.end + 2]
        if following and following[0] not in _ENDS and following not in ("增加", "减少", "下降", "增长"):
            return False
        if self.mode is Mode.SHARE:
            return self._shared(token, gap)
        if self.mode is Mode.DONE:
            return self._completed(token, gap)
        if self.mode is Mode.CHANGE:
            return self._bare_change(token)
        worded = _WORDED.search(self.text, self.clause, token.start) if self.mode is None else None
        if worded is not None:  # 人次104
            token.unit = worded.group("unit").replace("人数", "人次")
            return self.counts(token)
        if self.mode is Mode.COMPARE or (self.mode is None and (self.named or self.basis != "final" or gap)):
            return self._amount(token, gap)
        return False

    def _bare_change(self, token: Token) -> bool:
        """收入减少20.10、支总计减少30.20万元: money, where the sentence goes on with money."""
        later = next((t for t in self.list if t.start > token.start and t.kind == "number"), None)
        return later is not None and later.unit in MONEY and self._difference(ClaimKind.CHANGE, token)

    # --- changes

    def _changed(self, token: Token, gap: str) -> bool:
        assert self.direction is not None
        result = gap.endswith(_RESULT) or self.text.startswith(("到", "至"), self.direction.end)
        if not self.direction.noun and result:
            self.mode = None  # 减少为0.00万元: the result, not the change
            return self._amount(token, gap)
        return self._difference(ClaimKind.CHANGE, token)

    def _grown(self, token: Token, gap: str) -> bool:  # noqa: ARG002
        return self._difference(ClaimKind.GROWTH, token)

    def _difference(self, kind: ClaimKind, token: Token) -> bool:
        assert self.direction is not None
        compare = self.local or self.compare
        if compare is None and self.direction.sign == 0 and self.stated is not None:
            compare = (self.stated, 0)
        subjects = self.coordinates(self.subject)
        if not subjects:
            return False
        base = self.base(compare) if compare is not None else ()
        bound = bool(base) and not (self.loose and not self.named)
        self.emit(kind, token, self.subject, subjects, base=base, direction=self.direction, bound=bound)
        self.compared = self.compared or (self.head is not None and self.subject.members != self.head.members)
        if not self.recent or self.recent[-1] is not self.subject:
            self.recent.append(self.subject)
        return bound and self.subject.certain

    # --- shares and completion

    def _shared(self, token: Token, gap: str) -> bool:
        subjects = self.coordinates(self.subject)
        if not subjects:
            return False
        if self.share is not None and not (self.weak and subjects[0] != self.section_whole):
            base = self.coordinates(self.share)
        else:
            base = self._innermost(subjects[0]) if self.weak or self.is_filler(gap) else ()
        base = tuple(b for b in base if b != subjects[0])
        # the amounts of projects are now budgets, now spending: their share of 项目支出 has no sure counterpart
        sure = not self.family
        self.emit(ClaimKind.SHARE, token, self.subject, subjects, base=base, bound=bool(base) and sure)
        return bool(base) and self.subject.certain

    def _innermost(self, part: Coordinate) -> tuple[Coordinate, ...]:
        """The smallest list head of which the subject is a part, else the section's own whole."""
        for whole in reversed(self.wholes):
            if is_part(part, whole):
                of_head = self.coordinates(self.head) if self.head is not None and self.subject.readings else ()
                return of_head if of_head[:1] == (whole,) else (whole,)
        whole_ = self.section_whole
        return (whole_,) if whole_ is not None and is_part(part, whole_) else ()

    def _completed(self, token: Token, gap: str) -> bool:  # noqa: ARG002
        subjects = self.coordinates(self.subject)
        base = self.coordinates(self.subject, bases_of(self.done or "budget", self.stated))
        if not subjects or self.subject.members.get("quantity", "amount") != "amount":
            return False
        bound = bool(base) and not (self.loose and not self.named and self.basis == "final")
        self.emit(ClaimKind.COMPLETION, token, self.subject, subjects, base=base, bound=bound)
        return bound and self.subject.certain
