"""Where the labels of 一级 and 二级指标 stand among text runs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from juesuan.performance.labels import aspect_words, level_words
from juesuan.performance.model import Aspect, Level
from juesuan.performance.stream import Stream

MARKER = re.compile(r"指标(?:\d{1,2}|[一二三四五六七八九十])?:|指标\d{1,2}(?=…|$)")
"""指标1：, which parts the rows of one 二级指标."""
FILLED = re.compile(r"\d|…")
"""What a row has that holds more than words."""
_POINTS = re.compile(r"\([\d.]{1,4}分?\)")


@dataclass(frozen=True, slots=True)
class Label:
    """一级 or 二级指标 in the stream."""

    start: int
    end: int
    level: Level | None
    aspect: Aspect | None
    usual: Level | None = None


class Labels:
    """Finds the labels of 一级 and 二级指标; each stands once, and none within an indicator's name."""

    def __init__(self, stream: Stream, start: int, end: int) -> None:
        self.stream = stream
        self.start = start
        self.end = end

    def find(self) -> list[Label]:
        """The labels in order."""
        stream, at = self.stream, self.start
        found: list[Label] = []
        seen: set[str] = set()
        while at < self.end:
            label = self._at(at, seen, found)
            if label is None:
                at = stream.starts[stream.run_at(at) + 1]
                continue
            seen.add(f"{label.level}/{label.aspect}")
            found.append(label)
            at = label.end
        return found

    def _at(self, at: int, seen: set[str], found: list[Label]) -> Label | None:
        stream = self.stream
        for word, level, aspect, usual in _words():
            if not stream.text.startswith(word, at):
                continue
            end = at + len(word)
            points = _POINTS.match(stream.text, end)
            if points:
                end = points.end()
            if not stream.edge(end) or end > self.end:
                continue
            chosen = self._meant(word, level, aspect, end, found)
            label = Label(at, end, chosen[0], chosen[1], usual)
            if f"{label.level}/{label.aspect}" in seen or self._in_name(at, end, found):
                return None
            return label
        return None

    def _meant(
        self, word: str, level: Level | None, aspect: Aspect | None, end: int, found: list[Label]
    ) -> tuple[Level | None, Aspect | None]:
        """满意度指标 and 成本指标 are words of both levels: the first is 一级 unless its 一级 stands right before."""
        if word == "成本指标":
            following = self.stream.text[end : end + 10]
            first = following.startswith(("经济成本", "社会成本", "生态"))
            return (Level.COST, None) if first else (None, Aspect.COST)
        if aspect is Aspect.SATISFACTION:
            before = found[-1] if found else None
            if before is not None and before.level is Level.SATISFACTION:
                return None, Aspect.SATISFACTION
            return (Level.SATISFACTION, None) if word == "满意度指标" else (None, Aspect.SATISFACTION)
        return level, aspect

    def _in_name(self, at: int, end: int, found: list[Label]) -> bool:
        """The word is part of an indicator's name: a number follows it at once, or it breaks into a name."""
        following = self.stream.text[end : end + 1]
        if end < self.end and (following.isdigit() or following in "≥≤><="):
            return True
        since = found[-1].end if found else self.start
        between = self.stream.text[since:at]
        marks = [m.end() for m in MARKER.finditer(between)]
        named = between[marks[-1] :] if marks else between
        return bool(named.strip("….")) and not FILLED.search(named)


@cache
def _words() -> tuple[tuple[str, Level | None, Aspect | None, Level | None], ...]:
    """Words of both levels that end in 指标, longest first: shorter ones are words of names too."""
    words: dict[str, tuple[Level | None, Aspect | None, Level | None]] = {}
    words.update({w: (None, aspect, usual) for w, (aspect, usual) in aspect_words().items() if w.endswith("指标")})
    for word, level in level_words().items():
        if word.endswith("指标"):
            words.setdefault(word, (level, None, None))
    return tuple((w, *m) for w, m in sorted(words.items(), key=lambda x: -len(x[0])))
