"""What a reader of the narrative keeps in mind, piece by piece."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from juesuan.recognition.claim_subjects import Space, Subject
from juesuan.recognition.report import Claim
from juesuan.recognition.subjects import Functions
from juesuan.recognition.tokens import Token


class Mode(StrEnum):
    """What the next number would mean; none of these: an amount."""

    CHANGE = "change"
    SHARE = "share"
    DONE = "done"
    COMPARE = "compare"
    RELATION = "relation"  # 大于, 小于: of what follows
    OPEN_RELATION = "open relation"  # 大于（小于）: the template's choice was left open


class Region(StrEnum):
    """A stretch whose numbers have no counterpart."""

    REASON = "reason"
    PURPOSE = "purpose"
    ASIDE = "aside"
    MEAN = "mean"  # 平均每辆…: to the end of the clause


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


@dataclass(frozen=True, slots=True)
class Outer:
    """What was understood outside of a bracket."""

    subject: Subject
    region: Region | None
    head: Subject | None
    heads: int
    basis: str
    counting: Subject | None
    period: int


@dataclass(frozen=True, slots=True)
class Direction:
    """A word of direction. `noun`: 增幅, 减少率, after which 为 introduces the figure itself."""

    sign: int
    start: int
    end: int
    noun: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """与2022年度决算数9.60万元相比，“三公”经费…: an amount told before what it is of."""

    token: Token
    basis: str
    period: int
