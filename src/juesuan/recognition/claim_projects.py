"""Projects within the narrative: lists of them with their amounts, and how many were evaluated and graded."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NUMBER = r"(?:\d{1,2}(?=[一-鿿])(?![个项年月日人辆万元亿台批次])|[(]\d{1,2}[)][、.]?|\d{1,2}[.、)](?!\d)|[①-⑳]、?)"
_TOLD = r"(?:年初|全年|调整后?)?预算(?:数|金额|资金|安排)?|项目?资金|金额|执行数"
_NAME = r"[^。:;,，()①-⑳\s][^。:;,，()①-⑳]{1,60}?(?:[(][^()]{1,20}[)][^。:;,，()①-⑳]{0,40}?)?"
_ITEM = re.compile(
    rf"(?:^|(?<=[。:;,，、])){_NUMBER}(?P<name>{_NAME})"
    rf"(?=[,，:。]?(?:本|该)?(?:项目)?(?:{_TOLD})|[,，:。]?约?\d[\d,.]*[万亿]?元)"
    rf"(?=[^。;]{{1,24}}?\d[\d,.]*[万亿]?元|[。][^。;]{{0,16}}?\d[\d,.]*[万亿]?元)"
)
_NO_PROJECT = re.compile(
    r"不够|不足|不高|偏低|较低|加强|进一步|强化|提高|完善|尚未|存在|问题|指标|根据|按照|组织|从|原因|措施|自评|绩效"
)
_REVIEW = re.compile(
    rf"(?:^|(?<=[。:;]))(?:{_NUMBER})?(?P<name>[^。:;,，\d][^。:;,，]{{1,60}}?)(?:项目)?(?:支出)?(?:绩效)?(?:自评|目标(?:完成|实现)情况)(?:综述|情况|结果)"
)

_SCORE = re.compile(
    rf"(?:^|(?<=[。:;,，、]))(?:{_NUMBER})?(?P<name>[^。:;,，、()\d][^。:;,，、]{{1,60}}?):?(?:项目)?"
    r"(?:(?:自评|综合|最终)*(?:得分|评分)(?:为|是)?)?"
    r"(?P<score>\d{1,3}(?:\.\d{1,2})?)分[(,，]?(?:(?:评价|自评|评定|绩效)?(?:等级|等次|结果)?为?)?(?:优|良|中|差)"
)
_NO_NAME = re.compile(r"平均|整体|总分|最[高低]|得分|评分|自评|绩效|评价|个项目|以[上下]|[对及和]其")

SELECTED = re.compile(r"[一二三]级|其他|部分|以上|以下|重点|抽[查取选]|选取|其中|等$")
SELECTS = re.compile(r"重点|第三方|部门评价|财政评价|抽[查取选]|事前|监控|编制")
"""Words that make projects only some of those evaluated."""

GRADED = re.compile(
    r"(?:(?<=[为:,，、;。(])|(?<=结果)|(?<=其中)|(?<=等级)|(?<=评级)|(?<=评定)|(?<=达到)|(?<=被评)|(?<=看,)|^)"
    r"(?P<grade>优秀|优|良好|良|中等|中|一般|不合格|合格|不及格|及格|较差|差)(?:等次|等级|档次?|级)?"
    r"(?:的|以上)?(?:等次|等级)?(?:的)?(?:项目)?(?:数量?)?(?:有|共|为|计|:)?(?P<number>\d{1,4})个"
)
"""评价等级为优的3个, 优3个, 良好等次的项目2个."""


def project_items(text: str) -> Iterator[tuple[int, int]]:
    """Projects that the paragraph lists by number, as spans of their names."""
    for match in _ITEM.finditer(text):
        if not _NO_PROJECT.search(match.group("name")):
            yield match.span("name")


def project_scores(text: str) -> Iterator[tuple[int, int]]:
    """Projects that the paragraph lists with scores and grades (道路养护98.1分（优）), as spans of their names."""
    for match in _SCORE.finditer(text) if "分" in text else ():
        if not _NO_NAME.search(match.group("name")):
            yield match.span("name")


def project_review(text: str) -> tuple[int, int] | None:
    """The project that the paragraph reviews (…项目绩效自评综述), as the span of its name; None if it names none."""
    match = _REVIEW.search(text) if "自评" in text or "综述" in text else None
    return match.span("name") if match else None
