"""Text runs as one stream: what a picture of a form left behind, one run a line, cut anywhere within its cells.

A run never holds parts of two cells, so every cell begins and ends where some run does. That, the labels' known
order and what each column may hold is all there is to tell the cells apart.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from juesuan.documents.model import Paragraph
from juesuan.performance.labels import fold, table_of
from juesuan.performance.model import Entry


class Stream:
    """Consecutive runs, put together.

    Attributes:
        runs: their texts without white space, in half width, one character for one.
        text: all of them together.
        whole: the same as printed.
        starts: where each run begins in `text`, and the end of the text.
    """

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self.paragraphs = tuple(p for p in paragraphs if p.text.strip())
        self.runs = tuple(fold(p.text) for p in self.paragraphs)
        self._printed = tuple("".join(p.text.split()) for p in self.paragraphs)
        self.text = "".join(self.runs)
        self.whole = "".join(self._printed)
        starts = [0]
        for run in self.runs:
            starts.append(starts[-1] + len(run))
        self.starts = starts
        self._edges = frozenset(starts)

    def edge(self, at: int) -> bool:
        """A run begins or ends at this character."""
        return at in self._edges

    def run_at(self, at: int) -> int:
        """Index of the run that begins at (or after) a character."""
        return bisect_left(self.starts, at)

    def holding(self, at: int) -> int:
        """Index of the run that holds a character."""
        return bisect_right(self.starts, at) - 1

    def slice(self, start: int, end: int) -> range:
        """Indices of the runs that lie between two edges."""
        return range(self.run_at(start), self.run_at(end))

    def entry(self, runs: range, row: str = "", column: str = "") -> Entry:
        """A cell made of these runs, as printed, placed where its first run stands."""
        if not runs:
            return Entry("", row=row, column=column)
        first = self.paragraphs[runs[0]]
        return Entry("".join(self._printed[r] for r in runs), first.place(), row, column)

    def label(self, at: int, family: str) -> tuple[str, int] | None:
        """The longest label of a family that begins at an edge and ends at one: its key and its end."""
        known = table_of(family)
        longest = _longest(family)
        found: list[int] = []
        for run in range(self.run_at(at) + 1, len(self.starts)):
            end = self.starts[run]
            if end - at > longest:
                break
            if self.text[at:end] in known:
                found.append(end)
        if not found:
            return None
        # 执行率 | 得分 are two labels, although 执行率得分 is one elsewhere
        end = next((e for e in found if e == found[-1] or self.text[e : found[-1]] in known), found[-1])
        return known[self.text[at:end]], self._past_brackets(end)

    def _past_brackets(self, at: int) -> int:
        """Past a (A), (万元) or (B/A) that follows a label."""
        if self.text.startswith("(", at):
            end = self.text.find(")", at, at + 12)
            if end > 0 and self.edge(end + 1):
                return end + 1
        return at

    def chain(self, at: int, family: str) -> list[tuple[str, int, int]]:
        """Labels of a family in unbroken succession: key, start, end of each."""
        found: list[tuple[str, int, int]] = []
        while (label := self.label(at, family)) is not None and label[0] not in {k for k, _, _ in found}:
            found.append((label[0], at, label[1]))
            at = label[1]
        return found


_LONGEST: dict[str, int] = {}


def _longest(family: str) -> int:
    if family not in _LONGEST:
        _LONGEST[family] = max(map(len, table_of(family)))
    return _LONGEST[family]
