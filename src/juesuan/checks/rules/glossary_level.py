"""The glossary's terms, at the level of the unit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from juesuan.checks.finding import Finding, Related, Severity, Words
from juesuan.checks.registry import rule
from juesuan.checks.texts import paragraphs, sections_of
from juesuan.recognition.report import Report

_MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")
_LOWEST = re.compile(
    r"(?:街道|镇|乡|苏木|民族乡)(?:人民政府|办事处|党工委|委员会|财政所|中心|卫生院|学校|小学|中学|$)|街道办事处"
)
# The district or county after a city, or a city by itself: 上海市普陀区…, 苏州市…, 耿马傣族佤族自治县….
_LEVELS = re.compile(
    r"^(?:[^省]{2,3}省|[^区]{2,6}自治区)?(?:[^市盟县区旗]{1,10}(市|自治州|盟|地区))?(?:[^市县区旗]{1,10}(市|县|区|旗))?"
)

# (what a glossary of another level says, whether it can be nothing else)
_TERMS = (
    (re.compile(r"纳入(省级|省本级|自治区本级|中央)(?:财政)?(?:预决算|预算)管理"), True),
    (re.compile(r"指(省级|省直|自治区本级|中央)(?:部门|单位|机关)"), True),
    (re.compile(r"(?<!非)(省级|省直|中央)(?:部门|单位)(?:使?用)(?:财政|一般公共)"), True),
    (re.compile(r"指(?:由|从)?((?:省级?|自治区|中央)财政)(?:部门)?(?:当年|本年度?)?(?:拨付|拨款|安排|核拨)"), True),
    (re.compile(r"(?:从|由)非?((?:省级?|自治区|中央)(?:本级)?财政)(?:部门)?(?:以外|取得|拨付)"), False),
)

# A neighbouring level. 县级 is also said of cities and banners of a county's rank, and zones may belong to the city.
_BESIDE = re.compile(r"(?:纳入|指)([市县区]级)(?:(?:财政)?(?:预决算|预算)管理|部门(?:使用|用)?(?:财政|一般公共))")
_ALSO_SAID = {"市": "市县", "旗": "旗县", "县": "县", "区": "区"}
_ZONE = re.compile(r"(?:开发|园|新|景|功能|示范|试验|保税|高新|产业|旅游|度假|合作|管理|矿|林)区|兵团")


def _level(unit: str) -> tuple[str, bool] | None:
    """The unit's own level (市, 县, 区, 镇, …) and whether it's surely below the province; None if not clear."""
    if unit.startswith(_MUNICIPALITIES):
        rest = unit[3:]
        below = re.match(r"[^市县区旗]{1,5}(区|县)(?!域|块)", rest)
        if _LOWEST.search(rest):
            return "本级", True
        return (below.group(1), True) if below else None
    if re.match(r"[^省]{2,3}省(?![^市县区旗]{1,6}[市县区旗州])", unit):
        return None
    if _LOWEST.search(unit):
        return "本级", True
    match = _LEVELS.match(unit)
    if match is None:
        return None
    own = match.group(2) or match.group(1)
    if own is None:
        return None
    return own, True


@rule(
    "JS707",
    title=Words("名词解释用了别级政府的口径", "The glossary speaks of another level of government"),
    basis=Words(
        "名词解释应与本部门所属预算级次一致",
        "The glossary explains terms at the level of government the unit belongs to",
    ),
    message=Words(
        "“{stated}”是别级政府的口径，应为“{expected}”", "“{stated}” is another level's wording; read “{expected}”"
    ),
)
def glossary_of_another_level(report: Report) -> Iterator[Finding]:
    """A county's or district's glossary was copied from a province's or the centre's.

    Breaks: （某县某局）“三公”经费：是指省级部门用财政拨款安排的……
    Right: （某县某局）“三公”经费：是指县级部门用财政拨款安排的……
    """
    level = _level(re.sub(r"\s", "", report.unit_name or ""))
    if level is None:
        return
    own = level[0]
    zone = _ZONE.search(report.unit_name or "") is not None
    accepted = "" if zone else _ALSO_SAID.get(own, "")
    outline = sections_of(report)
    for text in paragraphs(report):
        if outline.key(text.block) != "glossary":
            continue
        beside = [m for m in _BESIDE.finditer(text.flat) if accepted and m.group(1)[0] not in accepted]
        found = sorted(
            [(m, sure) for pattern, sure in _TERMS for m in pattern.finditer(text.flat)] + [(m, False) for m in beside],
            key=lambda pair: (not pair[1], pair[0].start()),
        )
        if not found:
            continue
        match, sure = found[0]
        # One entry copied is one mistake, however often it names the level.
        taken = {match.start(1)}
        others = []
        for other, _ in found[1:]:
            if other.start(1) not in taken:
                taken.add(other.start(1))
                others.append(Related(text.location(*other.span(1)), other.group(1), "same_fact"))
        stated = match.group(1)
        yield Finding(
            "JS707",
            Severity.ERROR if sure else Severity.WARNING,
            text.location(*match.span(1)),
            stated=stated,
            expected=_own(stated, own),
            related=tuple(others),
        )


def _own(stated: str, own: str) -> str:
    """The stated word at the unit's level: 省级 → 县级, 省 → 县; 本级 stays 本级."""
    if own == "本级":
        return "本级财政" if stated.endswith("财政") else "本级"
    if stated.endswith("财政"):
        return f"{own}财政" if stated.startswith(("省财", "自治区财")) else f"{own}级财政"
    return f"{own}直" if stated.endswith("直") else f"{own}级"
