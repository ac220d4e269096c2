"""The unit's own name, misspelt."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import chain

from juesuan.checks.finding import Finding, Related, Severity, Words
from juesuan.checks.registry import rule
from juesuan.checks.texts import Text, cells, paragraphs
from juesuan.recognition.report import Report

_SHORTEST = 8
_LONG = 14
_SEED = 3
_CERTAIN = 10

# Left out in speech (上海普陀区; 人力资源社会保障局), or the only difference of two units (第一中学, 东路, 上级).
_LEVELS = frozenset("省市县区")
_LINKS = frozenset("和与及暨")
_TELLING = frozenset("一二三四五六七八九十0123456789东西南北中上下前后新老大小第总分副原")
_NUMERALS = frozenset("一二三四五六七八九十0123456789")
_SHORTEST_SPEAKER = 6
_OFTEN = 3
# Words long enough that a wrong character in them makes no other unit's name.
_COMMON = [
    "人民政府",
    "办事处",
    "管理局",
    "委员会",
    "办公室",
    "数字化",
    "服务中心",
    "监督管理",
    "研究所",
    "幼儿园",
    "检察院",
    "人民法院",
    "开发区",
    "联合会",
    "街道办事处",
    "人民代表大会",
    "政治协商会议",
    "管理委员会",
    "公共资源",
    "交易中心",
    "综合行政执法",
    "生态环境",
    "社会保障",
    "人力资源",
    "应急管理",
    "市场监督",
    "退役军人",
    "住房和城乡建设",
    "自然资源",
    "农业农村",
    "文化旅游",
    "文化和旅游",
    "卫生健康",
    "政务服务",
    "发展和改革",
    "交通运输",
    "机关事务",
]
_LAST_LEVEL = re.compile(
    r"([^省市区县旗]{2,9}[省市区县旗]|.{2,9}?[省市][^省市区县旗]{2,8}[市区县旗])(?=[^省市区县旗]{3,}$)"
)
_FIRST_LEVEL = re.compile(r"^[^省市区县盟]{2,9}(?:省|自治区|市|自治州|地区|盟)(?=[^场政]{1,9}?[市县区旗州])")
_PLACE = re.compile(r"^[^省市县区旗]{1,9}[省市县区旗](?:[^省市县区旗]{1,6}[市县区旗])?")
_OFFICE = r"(?:局|委员会|办公室|厅|院|中心|街道办事处|联合会)"
_OWN_MATTER = (
    r"(?:无|没有|未)?(?:使用|取得|发生|安排)?(?:政府性基金预算|国有资本经营预算|一般公共预算|财政拨款|“三公”经费|机关运行经费|政府采购"
    r"|收入|支出|收、支|收支|年初|部门决算|纳入绩效)"
)
"""What a report says of its own unit alone."""


@dataclass(frozen=True, slots=True)
class _Slip:
    """One way a name was misspelt."""

    right: str
    wrong: str
    sure: bool


@rule(
    "JS704",
    title=Words("单位名称有误", "The unit's name is misspelt"),
    basis=Words("单位名称应使用规范全称且前后一致", "A unit is called by its full name, the same throughout"),
    message=Words("单位名称“{stated}”应为“{expected}”", "The unit's name “{stated}” should read “{expected}”"),
)
def unit_name_misspelt(report: Report) -> Iterator[Finding]:
    """The unit's name has lost, gained or changed a character.

    Names of subordinate units and short forms are other names, not misspellings.

    Breaks: 某市政务服和数字化建设管理局
    Right: 某市政务服务和数字化建设管理局
    """
    name = re.sub(r"\s|（本级）|\(本级\)|本级$", "", report.unit_name or "")
    forms = list(dict.fromkeys((name, _FIRST_LEVEL.sub("", name))))
    names = [n for n in forms if len(n) >= _SHORTEST]
    slips: dict[str, tuple[_Slip, list[tuple[Text, int]]]] = {}
    right = 0
    for text in chain(paragraphs(report), cells(report)):
        if not any(n[:_SEED] in text.flat for n in names):
            continue
        flat = text.flat
        for n in names:
            right += flat.count(n)
            flat = flat.replace(n, "□" * len(n))
        for n in names:
            for start, slip in _slips(flat, n):
                slips.setdefault(slip.wrong, (slip, []))[1].append((text, start))
                flat = flat[:start] + "□" * len(slip.wrong) + flat[start + len(slip.wrong) :]
    yield from _speakers(report, [n for n in forms if len(n) >= _SHORTEST_SPEAKER])
    yield from _impostors(report, forms, slips)
    yield from _strangers(report, forms, slips)
    for slip, places in slips.values():
        if len(places) > max(2, 2 * right):
            continue  # the report's usual name: the one recognised may be the slip
        text, start = places[0]
        others = tuple(Related(t.location(a, a + len(slip.wrong)), slip.wrong, "same_fact") for t, a in places[1:])
        yield Finding(
            "JS704",
            Severity.ERROR if slip.sure else Severity.WARNING,
            text.location(start, start + len(slip.wrong)),
            stated=slip.wrong,
            expected=slip.right,
            related=others,
        )


def _speakers(report: Report, names: list[str]) -> Iterator[Finding]:
    """A name short of its 县 or its 第 where the unit speaks of its year, once in a report that else says it in full.

    随阳司法局 may be a short form of 随阳县司法局: the report that uses it, or has it in another place, means it.
    """
    lost = {wrong: name for name in names for wrong in _shortened(name)}
    if not lost or report.fiscal_year is None:
        return
    wrongs = "|".join(sorted(map(re.escape, lost), key=len, reverse=True))
    speaks = re.compile(rf"(?:^|[。；])({wrongs})(?:{report.fiscal_year}年度?|本年度)(?!\d)")
    found: list[tuple[Text, int, str]] = []
    said = dict.fromkeys(lost, 0)
    right = dict.fromkeys(names, 0)
    for text in chain(paragraphs(report), cells(report)):
        for name in names:
            right[name] += text.flat.count(name)
        for wrong in lost:
            said[wrong] += text.flat.count(wrong)
        found += [(text, m.start(1), m.group(1)) for m in speaks.finditer(text.flat)]
    for text, start, wrong in found:
        if said[wrong] == 1 and right[lost[wrong]] >= _OFTEN:
            at = text.location(start, start + len(wrong))
            yield Finding("JS704", Severity.WARNING, at, stated=wrong, expected=lost[wrong])


def _impostors(report: Report, names: list[str], told: Collection[str]) -> Iterator[Finding]:
    """A name with one other character, said once, where the unit itself speaks or is headed.

    Elsewhere it may be another unit's (农业局, 林业局). Here it has the report's year, offices or vehicles.
    """
    if report.fiscal_year is None:
        return
    own = rf"(?={report.fiscal_year}年度?(?!\d)|本年度|内设|共有车辆|为(?:行政|事业)单位|概况$|（本级）)"
    before = r"(?:^第[一二三]部分|(?:^|[。；]|^\d{1,2}[.、]|纳入|根据上述职责，|截至\d{4}年12月31日，))"
    for name in (n for n in names if len(n) >= _SHORTEST):
        speaks = re.compile(rf"{before}([\u4e00-\u9fff（）()、]{{{len(name)}}}){own}")
        found: list[tuple[Text, int, str]] = []
        right = 0
        for text in paragraphs(report):
            right += text.flat.count(name)
            found += [(text, m.start(1), m[1]) for m in speaks.finditer(text.flat) if _one_character(m[1], name)]
        if len(found) != 1 or right < _OFTEN or found[0][2] in told:
            continue
        text, start, wrong = found[0]
        yield Finding("JS704", Severity.WARNING, text.location(start, start + len(wrong)), stated=wrong, expected=name)


def _strangers(report: Report, names: list[str], told: Collection[str]) -> Iterator[Finding]:
    """Another office of the same place where the unit speaks of its own year, named nowhere else in the report.

    A paragraph was taken from that office's report: 甲县交通局2024年度没有使用国有资本经营预算 in 甲县水利局's.
    """
    if report.fiscal_year is None:
        return
    for name in names:
        place = _PLACE.match(name)
        if place is None:
            continue
        speaks = re.compile(rf"^({place[0]}[\u4e00-\u9fff]{{1,20}}?{_OFFICE})(?:\d{{4}}年度?|本年度)(?={_OWN_MATTER})")
        texts = [*paragraphs(report)]
        found = [(t, m[1]) for t in texts if (m := speaks.match(t.flat)) is not None and m[1] not in names]
        if len(found) != 1 or sum(t.flat.count(name) for t in texts) < _OFTEN:
            continue
        text, wrong = found[0]
        if wrong in told or _shortens(wrong, name) or _shortens(name, wrong) or _one_character(wrong, name):
            continue
        if sum(t.flat.count(wrong) for t in chain(texts, cells(report))) == 1:
            yield Finding("JS704", Severity.WARNING, text.location(0, len(wrong)), stated=wrong, expected=name)


def _shortens(short: str, name: str) -> bool:
    """Whether the one is the other with characters left out."""
    rest = iter(name)
    return all(character in rest for character in short)


def _one_character(wrong: str, name: str) -> bool:
    """Whether a single character differs, and not one that tells units apart."""
    if len(wrong) != len(name):
        return False
    others = [(a, b) for a, b in zip(wrong, name, strict=True) if a != b]
    return len(others) == 1 and not {*others[0]} & _TELLING


def _shortened(name: str) -> Iterator[str]:
    """The name without its last 县, 市, 区 or 省 (上海普陀区 for 上海市普陀区 is usual), and without a 第."""
    level = _LAST_LEVEL.match(name)
    if level is not None:
        yield name[: level.end(1) - 1] + name[level.end(1) :]
    if "第" in name[1:-2]:
        yield name.replace("第", "", 1)


def _slips(flat: str, name: str) -> Iterator[tuple[int, _Slip]]:
    """Places where the text nearly says the name: same beginning, same end, one slip between."""
    at = flat.find(name[:_SEED])
    while at >= 0:
        slip = _compare(flat[at : at + len(name) + 1], name)
        if slip is not None:
            yield at, slip
        at = flat.find(name[:_SEED], at + 1)


def _compare(window: str, name: str) -> _Slip | None:
    """The slip that makes the beginning of the window of the name, None if there is none that we trust."""
    size = len(name)
    head = 0
    while head < min(size, len(window)) and window[head] == name[head]:
        head += 1
    for length in (size - 1, size, size + 1, size - 2):
        wrong = window[:length]
        if len(wrong) < length:
            continue
        tail = 0
        while tail < min(size, length) and wrong[-1 - tail] == name[-1 - tail]:
            tail += 1
        if not tail:
            continue
        sure = _judge(wrong, name, min(head, length), tail)
        if sure is not None:
            return _Slip(name, wrong, sure)
    return None


def _judge(wrong: str, name: str, head: int, tail: int) -> bool | None:
    """Whether the slip is certain; None if it is none: `head` and `tail` are the characters both share."""
    size, length = len(name), len(wrong)
    if length == size - 1 and head + tail >= length:
        lost = name[head]
        if lost in _NUMERALS and name[head - 1] == "第" and wrong[head] not in _NUMERALS:
            return True  # 第初级中学 is no school
        if lost in _TELLING or lost in _LEVELS:
            return None
        return size >= _CERTAIN and lost not in _LINKS
    if length == size - 2 and head + tail >= length and size >= _LONG:
        return None if set(name[head : head + 2]) & (_TELLING | _LEVELS | _LINKS) else False
    if length == size + 1 and head + tail >= size:
        gained = wrong[head]
        if gained in _TELLING or not "\u4e00" <= gained <= "\u9fff":
            return None
        return True if gained in (wrong[head - 1], wrong[head + 1]) else (False if size >= _LONG else None)
    if length == size and head + tail >= size - 2 and name[head : head + 2] == wrong[head : head + 2][::-1]:
        return True
    if length == size and head + tail == size - 1 and wrong[head] not in _TELLING:
        common = any(i <= head < i + len(w) for w in _COMMON if (i := name.find(w)) >= 0)
        return False if common and "\u4e00" <= wrong[head] <= "\u9fff" else None
    return None
