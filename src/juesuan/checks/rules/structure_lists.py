"""Lists: as many entries as announced, numbered without a gap or a repeat, and there at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from juesuan.checks.finding import Finding, Severity, Words
from juesuan.checks.registry import rule
from juesuan.checks.texts import Outline, Text, paragraphs, sections_of
from juesuan.documents.model import Paragraph, Picture, Table
from juesuan.recognition.report import Report

_BASIS = Words("公开内容应当前后一致、完整", "What is published is complete and agrees with itself")

_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_COUNT = r"(\d{1,3}|[一二三四五六七八九十两]{1,3})"
_NOUN = (
    r"(?:内设)?(?:机构|(?:职能)?科室|处室|股室|部门|(?:事业|行政|预算|二级预算)?单位|科|处|股|室|中心|大队"
    r"|站所|所|项目|镇|乡|街道|学校)"
)
_INLINE = re.compile(
    rf"{_COUNT}(?:个|家|所)({_NOUN})(?:（[^（）]*）)?(?:，)?(?:分别(?:为|是|有)|即|具体为|具体是|依次为|依次是|包括|它们是|：)：?([^。；：]+)(?=[。；]|$)"
)
_INLINE_AFTER = re.compile(
    rf"内设({_NOUN}|(?:机构|科室|处室|股室))(?:共|有)?{_COUNT}(?:个|家)(?:，)?"
    r"(?:分别(?:为|是|有)|即|具体为|具体是|依次为|包括|：)：?([^。；：]+)(?=[。；]|$)"
)
_OPENS_LIST = re.compile(rf"{_COUNT}(?:个|家|所)({_NOUN})[^，。；：]{{0,12}}：$")
_COUNTED = re.compile(r"\d+[个家所名人]")  # 行政单位1个、事业单位4个: kinds, not names
_OFFICE = re.compile(
    r"[科室处股局所队办部院校站会组厅馆]$|中心$|公司$|[科室处股局所队办部院校站会组厅馆心]（[^（）]*）$"
)
_OPEN_END = re.compile(r"(?:等|等等|…+)(?:\d+个|[一二三四五六七八九十]+个)?[^、，]{0,6}$")


def number(text: str) -> int:
    """A count in digits or Chinese numerals below one hundred."""
    if text.isdecimal():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return _DIGITS.get(tens, 1) * 10 + _DIGITS.get(ones, 0)
    return _DIGITS[text[0]]


def _split(text: str, marks: str) -> list[str]:
    """The entries between the marks, those within brackets and quotation marks left alone."""
    parts, depth, last = [], 0, 0
    for at, char in enumerate(text):
        depth += char in "（“《"
        depth -= char in "）”》"
        if depth <= 0 and char in marks:
            parts.append(text[last:at])
            last = at + 1
    parts.append(text[last:])
    return [p for p in parts if p]


def _counts(listed: str) -> tuple[int, int]:
    """The least and the most entries a list can be read as having.

    组织、宣传科 may be one office or two, 法规和审批科 too: only an entry that ends as offices do counts for sure.
    """
    parts = _split(listed, "、") if "、" in listed else _split(listed, "，")
    sure = sum(_OFFICE.search(p) is not None for p in parts)
    joined = sum(len(re.findall(r"以及|和|及|与", p)) for p in parts)
    return max(sure, 1), len(_split(listed, "、，")) + joined


@rule(
    "JS509",
    title=Words("列举个数与所称不符", "A list does not have as many entries as announced"),
    basis=_BASIS,
    message=Words("称有{stated}个{noun}，列出{listed}个", "{stated} {noun} are announced, {listed} are listed"),
    severity=Severity.WARNING,
)
def list_count_differs(report: Report) -> Iterator[Finding]:
    """A sentence announces a number of offices, units or projects and lists another number.

    Breaks: 内设4个机构，分别为办公室、综合科、督导科。
    Right: 内设3个机构，分别为办公室、综合科、督导科。
    """
    texts = list(paragraphs(report))
    for position, text in enumerate(texts):
        inline = [(found, 1, 2) for found in _INLINE.finditer(text.flat)]
        inline += [(found, 2, 1) for found in _INLINE_AFTER.finditer(text.flat)]
        for found, count_at, noun_at in inline:
            announced, listed = number(found.group(count_at)), found.group(3)
            least, most = _counts(listed)
            if (
                not announced
                or _COUNTED.search(listed)
                or _OPEN_END.search(listed)
                or most < 2
                or least <= announced <= most
            ):
                continue
            yield _differs(text, found, least if announced < least else most, count_at, noun_at)
        opening = _OPENS_LIST.search(text.flat)
        if opening:
            entries = _numbered_after(texts, position)
            if entries is not None and entries != number(opening.group(1)):
                yield _differs(text, opening, entries)


def _differs(text: Text, found: re.Match[str], listed: int, count_at: int = 1, noun_at: int = 2) -> Finding:
    at = text.location(*found.span(count_at))
    return Finding(
        "JS509", Severity.WARNING, at,
        args={"noun": found.group(noun_at), "listed": str(listed)}, stated=found.group(count_at), expected=str(listed),
    )  # fmt: skip


def _numbered_after(texts: list[Text], position: int) -> int | None:
    """The last number of the numbered list that begins right below; None if there is none, or it has gaps."""
    following = texts[position + 1 : position + 80]
    first = _marker(following[0].flat) if following else None
    if first is None or first[1] != 1:
        return None
    rank, last = first
    for text in following[1:]:
        marker = _marker(text.flat)
        if marker is None:
            continue
        if marker[0] < rank or (marker[0] == rank and marker[1] != last + 1):
            break
        last = marker[1] if marker[0] == rank else last
    return last


# Ordinals by rank, outermost first.
_MARKERS = (
    re.compile(r"第([一二三四五六七八九十]{1,3})(?:部分|章)"),
    re.compile(r"([一二三四五六七八九十]{1,3})、"),
    re.compile(r"（([一二三四五六七八九十]{1,3})）"),
    re.compile(r"(\d{1,2})[.、](?!\d)"),
    re.compile(r"（(\d{1,2})）"),
)
_HEADING_LIKE = 40
_FIRST_OF_MARKERS = frozenset("第（一二三四五六七八九十0123456789")
_PART = 0


def _marker(flat: str) -> tuple[int, int] | None:
    """Rank and number of the ordinal a paragraph begins with."""
    if flat[:1] not in _FIRST_OF_MARKERS:
        return None
    for rank, pattern in enumerate(_MARKERS):
        if match := pattern.match(flat):
            return rank, number(match.group(1))
    return None


def _ordinal_length(flat: str, rank: int) -> int:
    match = _MARKERS[rank].match(flat)
    return match.end() if match else 0


@dataclass(slots=True)
class _Run:
    """A list being counted.

    Attributes:
        last: the number of its latest entry.
        length: how many entries followed each other.
        between: texts since, the latest entry's own first.
        instead: the number that may follow besides the next one.
    """

    last: int
    length: int = 1
    between: list[str] = field(default_factory=list)
    instead: int | None = None


@dataclass(frozen=True, slots=True)
class _Break:
    text: Text
    rank: int
    before: int
    number: int
    length: int
    skipped: bool
    goes_on: bool


def _breaks(report: Report) -> Iterator[_Break]:
    """Places where a list's numbers do not follow. A list may begin at any number, since numbering gets lost."""
    outline = sections_of(report)
    # Headings count apart: a list under 二、 may itself begin with 二、, its 一、 lost.
    runs: dict[tuple[int, bool], _Run] = {}
    texts = paragraphs(report)
    marks = [_marker(t.flat) for t in texts]
    family = ""
    for position, (text, mark) in enumerate(zip(texts, marks, strict=True)):
        now = outline.family(text.block)
        if (now == "contents") != (family == "contents") or (mark and mark[0] == _PART):
            runs.clear()
        family = now
        for open_run in runs.values():
            open_run.between.append(text.flat)
        if mark is None or mark[0] == _PART:
            continue
        rank, n = mark
        heading = outline.is_heading(text.block)
        for other in list(runs):
            if (other[0] > rank or (other[0] == rank and not other[1])) and other != (rank, heading):
                del runs[other]
        run = runs.get((rank, heading))
        follows = run is not None and n in (run.last + 1, run.instead)
        if run is None or follows or n == 1 or n < run.last:
            runs[rank, heading] = _Run(n, run.length + 1 if run and follows else 1, [text.flat])
            continue
        if n == run.last or not _stands_between(run, rank, n):
            later = next((m[1] for m in marks[position + 1 :] if m and m[0] <= rank), None)
            yield _Break(text, rank, run.last, n, run.length, n != run.last, later == n + 1)
        # What comes next may go on from the slip, or count as if there were none.
        runs[rank, heading] = _Run(n, run.length + 1, [text.flat], run.last + 2)


def _stands_between(run: _Run, rank: int, n: int) -> bool:
    """Whether a number in between stands within the text since: paragraphs run together in reading."""
    chinese = "〇一二三四五六七八九十"
    for missing in range(run.last + 1, n):
        word = (
            chinese[missing]
            if missing <= 10
            else f"{'' if missing < 20 else chinese[missing // 10]}十" + (chinese[missing % 10] if missing % 10 else "")
        )
        wanted = {
            1: rf"{word}、",
            2: rf"（{word}）",
            3: rf"(?<![\d.]){missing}(?:[.、](?!\d)|[\u4e00-\u9fff“])|(?<![\d.]){missing}[.、]\d{{4}}年",
            4: rf"（{missing}）",
        }[rank]
        if any(re.search(wanted, t) for t in run.between):
            return True
    return False


@rule(
    "JS511",
    title=Words("序号重复", "A list's number is repeated"),
    basis=_BASIS,
    message=Words("序号“{quote}”与上一项重复", "The number “{quote}” repeats the one before"),
    severity=Severity.WARNING,
)
def number_repeated(report: Report) -> Iterator[Finding]:
    """Two entries in a row have the same number.

    Breaks: 七、…… 八、…… 八、…… 九、……
    Right: 七、…… 八、…… 九、…… 十、……
    """
    for found in _breaks(report):
        # Alone, two equal numbers may be two lists that lost their beginnings.
        if not found.skipped and (found.length >= 2 or found.goes_on):
            yield _numbering("JS511", found)


@rule(
    "JS512",
    title=Words("序号跳号", "A list skips a number"),
    basis=_BASIS,
    message=Words("序号“{quote}”之前缺第{missing}项", "Before “{quote}” number {missing} is missing"),
    severity=Severity.WARNING,
)
def number_skipped(report: Report) -> Iterator[Finding]:
    """A list's numbers leave one out; an entry was lost, or taken out without counting anew.

    A list whose first numbers are missing is left alone: automatic numbers are often lost in conversion.

    Breaks: 一、…… 二、…… 四、……
    Right: 一、…… 二、…… 三、……
    """
    for found in _breaks(report):
        sure = found.length >= 2 or (found.goes_on and found.before == 1)
        pair = found.before == 1 and found.number == 3 and len(found.text.flat) <= _HEADING_LIKE
        if found.skipped and (sure or pair):
            yield _numbering("JS512", found)


def _numbering(code: str, found: _Break) -> Finding:
    end = _ordinal_length(found.text.flat, found.rank)
    expected = found.before + 1
    return Finding(
        code,
        Severity.WARNING,
        found.text.location(0, end),
        args={"missing": str(expected)},
        stated=str(found.number),
        expected=str(expected),
    )


_SCOPE_OPENS = re.compile(
    r"纳入[^。；]{0,60}(?:部门|单位)?决算编[制报](?:范围)?的?[^。；：，]{0,16}(?:包括|如下|有|为|情况)：?$|纳入[^。；]{0,60}编制范围[^。；]{0,20}：$"
)
_SCOPE_CUT = re.compile(
    r"^(?:其中，?)?纳入[^，。；：]{0,60}年度?(?:部门|单位)?决算(?:编制)?(?:范围)?的?(?:单位)?(?:包括)?[。：]?$"
)


@rule(
    "JS513",
    title=Words("所属单位名单缺失", "The list of units is missing"),
    basis=Words(
        "部门决算公开应说明部门决算编报范围和所属单位构成（财预〔2016〕143号）",
        "The units that the accounts cover are named (财预〔2016〕143号)",
    ),
    message=Words("“{quote}”之后没有列出单位", "No unit is named after “{quote}”"),
    severity=Severity.WARNING,
)
def unit_list_missing(report: Report) -> Iterator[Finding]:
    """The text announces the units that the accounts cover and names none.

    Breaks: 纳入某局2024年度部门决算编制。
    Right: 纳入某局2024年度部门决算编制范围的单位包括：某局本级、某中心。
    """
    outline = sections_of(report)
    blocks = report.document.blocks
    position = {b.index: n for n, b in enumerate(blocks)}
    for text in paragraphs(report):
        opens = _SCOPE_OPENS.search(text.flat)
        cut = _SCOPE_CUT.match(text.flat)
        if not (opens or cut):
            continue
        after = position[text.block] + 1
        following = blocks[after] if after < len(blocks) else None
        if following is None or (isinstance(following, Paragraph) and not _lists(following, outline, bool(opens))):
            found = opens or cut
            assert found is not None
            yield Finding("JS513", Severity.WARNING, text.location(*found.span()))
        assert following is None or isinstance(following, Paragraph | Table | Picture)


def _lists(paragraph: Paragraph, outline: Outline, announced: bool) -> bool:
    """Whether the paragraph can be the list's first entry, or the head of its table."""
    if outline.is_heading(paragraph.index):
        return False
    flat = re.sub(r"\s", "", paragraph.text)
    if re.match(r"第[一二三四五六七八九十]+部分|附", flat):
        return False
    return announced or _marker(flat) is not None or "序号" in flat or "单位名称" in flat
