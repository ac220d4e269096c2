"""Text runs → forms: a parser over labels and values in the form's known order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from juesuan.documents.model import Block, Paragraph
from juesuan.performance.builder import Builder
from juesuan.performance.goals import divide
from juesuan.performance.labels import fund_of, level_of, totals
from juesuan.performance.model import Entry, Level, Project, Source
from juesuan.performance.runs_labels import FILLED, MARKER, Label, Labels
from juesuan.performance.split import Work, fund_cells, indicator_rows, total_cells
from juesuan.performance.stream import Stream

_HEADER = re.compile(r"一级指标|二级指标|三级指标")
_NAMED = re.compile(r"项目名称|项目支出名称|专项名称|部门\(单位\)名称|部门名称|单位名称")
_TITLE = re.compile(
    r"(?:部门)?(?:预算)?(?:项目|部门|单位|部门\(单位\))(?:\(政策\))?(?:整体)?(?:支出)?(?:预算)?绩效(?:目标)?(?:自评|自我评价)"
    r"(?:情况)?(?:结果)?(?:表|报告表)?(?:\([^()]{0,12}\))?"
)
_FUNDS_LABEL = re.compile(
    r"(?:项目资金|资金情况|预算执行情况|项目预算资金|年度预算数|预算资金|项目预算执行情况)(?:\([^()]{1,6}\))*$"
)
_GOALS_LABEL = re.compile(r"(?:年度(?:总体|绩效)?目标|项目基本情况|年度总体绩效目标)$")
_INDICATORS_LABEL = re.compile(r"绩效指标(?:\([^()]{1,6}\))?$")
_VALUE = re.compile(r"[\d.,%&―—–\-/]+")
_ROW_START = re.compile(r"其中|年度资金|上年|当年|本年|其他|其它|财政|单位资金|自筹|结转|中央|省|市|县|区|地方")
_MOST_FORMS, _MOST_LABEL_RUNS = 2000, 120


def read_runs(blocks: Sequence[Block]) -> Iterator[Project]:
    """The forms in a document's text runs, in reading order.

    Args:
        blocks: the document's blocks; runs of one picture stand between two blocks that are no paragraphs.
    """
    group: list[Paragraph] = []
    work = Work()
    for block in (*blocks, None):
        if isinstance(block, Paragraph):
            group.append(block)
            continue
        text = "".join(p.text for p in group)
        if "级指标" in text and len(group) > 20:
            yield from _forms(Stream(group), work)
        group = []


@dataclass(frozen=True, slots=True)
class _Span:
    """A form's extent in a stream: where it begins, its indicators' header, its end."""

    start: int
    header: list[tuple[str, int, int]]
    end: int


def _forms(stream: Stream, work: Work) -> Iterator[Project]:
    for n, span in enumerate(_spans(stream)):
        if n >= _MOST_FORMS:
            return
        project = _Form(stream, span, work).read()
        if project is not None:
            yield project


def _spans(stream: Stream) -> Iterator[_Span]:
    headers = []
    last = 0
    for match in _HEADER.finditer(stream.text):
        if match.start() >= last and stream.edge(match.start()):
            chain = stream.chain(match.start(), "indicators")
            keys = {k for k, _, _ in chain}
            if len(chain) >= 4 and "name" in keys and keys & {"weight", "score"}:
                headers.append(chain)
                last = chain[-1][2]
    begin = 0
    for n, chain in enumerate(headers):
        limit = headers[n + 1][0][1] if n + 1 < len(headers) else len(stream.text)
        names = [m.start() for m in _NAMED.finditer(stream.text, begin, chain[0][1]) if stream.edge(m.start())]
        end = _total_end(stream, chain[-1][2], limit)
        if names and end is not None:
            first = [at for at in names if stream.text.startswith("项目", at) or stream.text.startswith("专项", at)]
            yield _Span((first or names)[-1], chain, end)
        begin = end or chain[-1][2]


def _total_end(stream: Stream, start: int, limit: int) -> int | None:
    """Where 总分 begins, followed by its points."""
    words = sorted(totals(), key=len, reverse=True)
    for run in range(stream.run_at(start), stream.run_at(limit)):
        at = stream.starts[run]
        for word in words:
            after = at + len(word)
            if stream.text.startswith(word, at) and stream.edge(after) and stream.text[after : after + 1].isdigit():
                return at
    return None


class _Form:
    """One form of a stream."""

    def __init__(self, stream: Stream, span: _Span, work: Work) -> None:
        self.stream = stream
        self.work = work
        self.span = span
        first = stream.paragraphs[min(stream.run_at(span.start), len(stream.paragraphs) - 1)]
        self.builder = Builder(Source.RUNS, first.index, first.place())

    def read(self) -> Project | None:
        """The form."""
        stream, span, builder = self.stream, self.span, self.builder
        titles = [
            m for m in _TITLE.finditer(stream.text, max(0, span.start - 60), span.start) if stream.edge(m.start())
        ]
        for title in titles[-1:]:
            builder.set_title(stream.entry(stream.slice(title.start(), title.end())))
        builder.columns |= {k for k, _, _ in span.header}
        funds = self._funds_header()
        goals = self._goals_header(funds[-1][2] if funds else span.start)
        top = self._before(goals[0][1], _GOALS_LABEL) if goals else span.header[0][1]
        if funds:
            self._facts(self._before(funds[0][1], _FUNDS_LABEL))
            self._funds(funds, top)
        else:
            self._facts(top)
        if goals:
            self._goals(goals)
        self._indicators()
        self._total()
        return builder.build()

    def _before(self, at: int, label: re.Pattern[str]) -> int:
        """Where a label that stands right before a position begins; the position itself if there is none."""
        match = label.search(self.stream.text, max(self.span.start, at - 24), at)
        return match.start() if match and match.end() == at and self.stream.edge(match.start()) else at

    # --- the upper part

    def _facts(self, end: int) -> None:
        stream, at = self.stream, self.span.start
        found: list[tuple[str, int, int]] = []
        while at < end:
            label = stream.label(at, "facts")
            if label is not None and label[1] <= end:
                found.append((label[0], at, label[1]))
                at = max(label[1], at + 1)
            else:
                at = stream.starts[stream.run_at(at) + 1]
        for (key, start, after), following in zip(found, [*found[1:], ("", end, end)], strict=True):
            label_text = stream.whole[start:after]
            if following[1] > after:
                self.builder.set_fact(key, stream.entry(stream.slice(after, following[1]), label_text, label_text))
        self.builder.see_unit([stream.text[max(end, 0) : end + 14]])

    def _funds_header(self) -> list[tuple[str, int, int]]:
        stream = self.stream
        for run in stream.slice(self.span.start, self.span.header[0][1]):
            chain = stream.chain(stream.starts[run], "funds")
            if len(chain) >= 3 and {k for k, _, _ in chain} & {"initial", "adjusted", "executed"}:
                return chain
        return []

    def _funds(self, header: list[tuple[str, int, int]], end: int) -> None:
        stream = self.stream
        columns = [k for k, _, _ in header]
        names = {k: stream.whole[a:b] for k, a, b in header}
        self.builder.fund_columns |= set(columns)
        runs = list(stream.slice(header[-1][2], end))
        at, first = 0, True
        while at < len(runs):
            begin = at
            while at < len(runs) and not _VALUE.fullmatch(stream.runs[runs[at]]):
                at += 1
            labels = self._fund_labels(runs[begin:at])
            begin = at
            while at < len(runs) and _VALUE.fullmatch(stream.runs[runs[at]]):
                at += 1
            values = runs[begin:at]
            for n, label in enumerate(labels):
                entry = stream.entry(label)
                cells = fund_cells([stream.runs[r] for r in values], columns, self.work) if n == len(labels) - 1 else {}
                row = "".join(entry.text.split())
                found = {
                    c: stream.entry(range(values[a], values[b - 1] + 1), row, names[c]) for c, (a, b) in cells.items()
                }
                self.builder.add_fund(entry, found, total=first)
                first = False

    def _fund_labels(self, runs: list[int]) -> list[range]:
        """The labels that words between two rows of numbers hold: of rows without any number, and of the next row."""
        if not runs:
            return []
        if len(runs) > _MOST_LABEL_RUNS:
            return [range(runs[0], runs[-1] + 1)]
        found: list[range] = []
        start = 0
        for n in range(1, len(runs) + 1):
            text = "".join(self.stream.runs[r] for r in runs[start:n])
            rest = "".join(self.stream.runs[r] for r in runs[n:])
            if n == len(runs) or (fund_of(text) is not None and _ROW_START.match(rest) and fund_of(rest) is not None):
                if n < len(runs) and not re.search(r"(?:资金|拨款|总额|结转|结余|合计|其他)$", text):
                    continue
                found.append(range(runs[start], runs[n - 1] + 1))
                start = n
        return found

    def _goals_header(self, start: int) -> list[tuple[str, int, int]]:
        stream = self.stream
        for run in stream.slice(start, self.span.header[0][1]):
            chain = stream.chain(stream.starts[run], "goals")
            if {k for k, _, _ in chain} == {"expected", "achieved"}:
                return chain
        return []

    def _goals(self, header: list[tuple[str, int, int]]) -> None:
        stream = self.stream
        end = self._before(self.span.header[0][1], _INDICATORS_LABEL)
        runs = stream.slice(header[-1][2], end)
        at = divide([stream.runs[r] for r in runs])
        parts = (runs[:at], runs[at:])
        for (key, a, b), part in zip(header, parts, strict=True):
            if part:
                label = stream.whole[a:b]
                self.builder.set_goal(key, stream.entry(part, label, label))

    # --- the indicators

    def _indicators(self) -> None:
        stream, header = self.stream, self.span.header
        columns = [k for k, _, _ in header]
        names = {k: stream.whole[a:b] for k, a, b in header}
        labels = Labels(stream, header[-1][2], self.span.end).find()
        level: Entry | None = None
        for n, label in enumerate(labels):
            end = labels[n + 1].start if n + 1 < len(labels) else self.span.end
            entry = stream.entry(stream.slice(label.start, label.end))
            aspect: Entry | None = None
            if label.level is not None:
                level = entry
                if end == label.end and n + 1 < len(labels) and labels[n + 1].level is None:
                    continue
            else:
                aspect = entry
            fixed = {
                k: e
                for k, e in (("level", level if label.level is not None or level else None), ("aspect", aspect))
                if e
            }
            if label.level is None and not self._same_level(label, level):
                fixed.pop("level", None)
                level = None
            self._rows(fixed, label.end, end, columns, names)

    @staticmethod
    def _same_level(label: Label, level: Entry | None) -> bool:
        """Whether an aspect belongs to the level printed last; a form may leave 产出指标 out."""
        if level is None:
            return False
        named = level_of(level.text)
        return named is None or label.usual is None or named is label.usual or named is Level.COST

    def _rows(self, fixed: dict[str, Entry], start: int, end: int, columns: list[str], names: dict[str, str]) -> None:
        """The rows of one 二级指标."""
        stream = self.stream
        markers = [m for m in MARKER.finditer(stream.text, start, end) if stream.edge(m.start())]
        cuts = [m.start() for m in markers]
        if not cuts or cuts[0] > start:
            cuts.insert(0, start)
        usable = [c for c in columns if c not in ("level", "aspect")]
        for n, cut in enumerate(cuts):
            stop = cuts[n + 1] if n + 1 < len(cuts) else end
            marker = next((m for m in markers if m.start() == cut), None)
            runs = stream.slice(cut, stop)
            text = stream.text[cut:stop]
            if not FILLED.sub("", text) or (marker is not None and not text[marker.end() - cut :].strip("….:")):
                name = {"name": stream.entry(runs, stream.whole[cut:stop], names["name"])} if runs else {}
                self.builder.add_indicator({**fixed, **name})
                continue
            for cells in self._cells(runs, marker.end() if marker else cut, usable, single=marker is not None):
                row = "".join(stream.entry(cells["name"]).text.split()) if "name" in cells else ""
                found = {c: stream.entry(part, row, names[c]) for c, part in cells.items()}
                self.builder.add_indicator({**fixed, **found})

    def _cells(self, runs: range, name_start: int, columns: list[str], *, single: bool) -> list[dict[str, range]]:
        stream = self.stream
        # the marker is read with the name, whatever its runs are; its last run may hold the name's beginning
        skipped = stream.holding(name_start) - runs.start if single else 0
        body = range(runs.start + skipped, runs.stop)
        texts = [stream.runs[r] for r in body]
        if texts:
            texts[0] = texts[0][max(0, name_start - stream.starts[body.start]) :]
        rows = indicator_rows(texts, columns, self.work, single=single)
        if not rows:
            return [{"name": runs}]
        found = []
        for n, (_, cells) in enumerate(rows):
            parts = {c: body[a:b] for c, (a, b) in cells.items()}
            if n == 0 and skipped:
                parts["name"] = range(runs.start, parts["name"].stop)
            found.append(parts)
        return found

    def _total(self) -> None:
        stream, at = self.stream, self.span.end
        run = stream.run_at(at)
        label = run
        while label < len(stream.runs) and not stream.runs[label][0].isdigit():
            label += 1
        after = label
        while after < len(stream.runs) and re.fullmatch(r"[\d.]+分?", stream.runs[after]):
            after += 1
        texts = [stream.runs[r] for r in range(label, after)]
        row = "".join(stream.runs[r] for r in range(run, label))
        names = {k: stream.whole[a:b] for k, a, b in self.span.header}
        cells = total_cells(texts, self.work)
        self.builder.set_total(
            {c: stream.entry(range(label + a, label + b), row, names.get(c, c)) for c, (a, b) in cells.items()}
        )
