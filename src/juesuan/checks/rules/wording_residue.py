"""Residue of the template: blanks nobody filled in, instructions nobody took out, choices nobody made."""

from __future__ import annotations

import re
from collections.abc import Iterator

from juesuan.checks.finding import Finding, Related, Severity, Words
from juesuan.checks.registry import rule
from juesuan.checks.texts import NARRATIVE, Text, cells, masked, paragraphs, sections_of
from juesuan.recognition.report import Report

_BASIS = Words(
    "《地方预决算公开操作规程》（财预〔2016〕143号）要求公开内容真实、完整；范本中的占位和填写要求不属于公开内容",
    "Rules on publishing local budgets and accounts (财预〔2016〕143号): what is published is true and complete;"
    " a template's blanks and instructions are not part of it",
)

# Blanks of a template. Letters beside the X are no blanks (XXL, a web address), nor is a product (3×4).
_BLANKS = re.compile(
    r"(?<![A-Za-z_./@:-])(?:20)?(?:[Xx]{2,}|[×╳✕]{2,})(?![A-Za-z_./@-])"
    r"|(?<=[\u4e00-\u9fff：，、])[X×](?=万元|元|%|个|辆|台|人次|批次|项|分|年|月|日)"
    r"|某某|待填(?:写|(?=[，。；）]|$))|(?<!有)待补充|（制度名称）|。{3,}"
    r"|(?<=[\u4e00-\u9fff：])_{2,}|(?<!\*)\*{2,}(?=万元|元|%|局|年)"
)
_BLANK_HINT = re.compile(r"[Xx×╳✕_*]|某某|待填|待补|制度名称|。。。")
_FILLER_CELL = re.compile(r"(?:。{2,}|…+|\.{3,}|\*{2,}|某某.*)")
_ELLIPSIS = re.compile(r"(?<=[\u4e00-\u9fff%）])…+(?=[，；。、（\u4e00-\u9fff])")
_TRAILING = re.compile(r"(?<=[。；])…+$")  # where a template goes on with what each unit has
_ELLIPSIS_SECTIONS = frozenset({"income", "expenditure", "general_budget.structure", "basic", "overview.structure"})

# What only an instruction says. In brackets (whole content tested), and as a sentence of its own.
_SURE_BRACKET = re.compile(
    r"持平作.{0,4}表述|作.{1,6}表述$|不涉及的?(?:可以?)?不(?:用|需)?(?:列|填|写)|[只仅]保留|(?:删掉|删除|删去)$|(?:逐项|分别|分项|逐一|依次)(?:列出|列示|列明|填列|填写)"
    r"|列明.{1,16}(?:批次|人次|数量|金额|情况|名称)|仅有一个单位的部门|本部分内容为|以下同$|但不列举"
    r"|请(?:各(?:单位|部门).{0,10})?(?:填|列|说明|注明|删|选|按|根据|补充|结合|对照|参照)|(?:根据|按照?)(?:本?(?:部门|单位))?实际(?:情况)?(?:填|列|说明|删|增|调整)"
    r"|(?:以[上下]|上述|本段|此段)(?:内容|表述|文字|格式)(?:仅?供参考|.{0,12}(?:修改|填写|删除)$)"
    r"|自行(?:填|添|删|增|补|修改)|(?:如无|若无|没有的?|无此项的?)(?:[^）]{0,12})(?:不列|不填|删|说明|保留|表述)"
    r"|(?:此处|本处|该处)(?:填|列|说明|应|需)|需要?(?:填写|列出|列明|逐项说明)|(?:选填|必填|二选一|任选其一|择一填)"
    r"|视情况(?:填|列|删|说明)|填写(?:说明|要求|部门|单位)|制度名称$|说明到(?:各)?(?:项级|款级)"
)
_LIKELY_BRACKET = re.compile(
    r"^(?:示例|样例|范例|模板|模版|参考)(?:[：，]|$)|^(?:项目|单位|部门|科目)名称$|^(?:具体|简要|逐项|详细|重点|分项)(?:说明|列出|列示|填写)(?!.*见)"
    r"|(?:填列|填报|列示)$|^如.{1,12}[，则].{0,12}(?:列|填|写|说明|表述)|不列$"
)
_SURE_SENTENCE = re.compile(
    r"按(?:照)?上述格式(?:依次|逐项)?说明|的(?:部门|单位)，?作(?:下述|如下|以下)说明|^作(?:下述|如下|以下)说明"
    r"|由(?:各)?主管部门根据.{0,30}填写|列明.{0,16}(?:批次|人次|购置数量)|(?:^|[，。；：])请(?:填写|列明|补充|在此|自行)"
    r"|删除(?:本|此|该)(?:行|段|句|条|部分)|详细介绍本(?:部门|单位)|不涉及的.{0,10}(?:不列|删除|删掉)"
    r"|预决算持平的不用说明|(?:根据|按照?)(?:本?(?:部门|单位))?实际情况(?:填写|填列|列示|删减|增删|修改)"
    r"|(?:此处|本处)(?:填写|列示|插入|粘贴)|未发生的.{0,12}(?:删掉|删除|不列)"
)
_SENTENCE_HINT = re.compile(r"格式|作[下如以]|填写|列明|请|删除|详细介绍|不涉及|不用说明|实际情况|[此本]处|未发生的")
# Duties speak of forms and requests as a matter of course.
_ORDINARY_IN_DUTIES = re.compile(r"填|请|删|实际|自行|需|说明")
_BRACKET = re.compile(r"[（\[【]([^（）\[\]【】]{2,80})[）\]】]")

_UP = "增加|增长|上升|提高|大于|高于|超过|盈余"
_DOWN = "减少|下降|降低|下降|小于|低于|不足|亏损"
_CHOICE = re.compile(
    rf"(?:(?:{_UP})[（/／〔\[](?:{_DOWN})[）〕\]]?|(?:{_DOWN})[（/／〔\[](?:{_UP})[）〕\]]?)"
    r"(?=[\dXx×%]|的?(?:主要)?原因|于|万元|了|（?年初|（?全年|预算|决算|的|。|，|$)"
)
_GLUED = re.compile(
    r"大小于|小大于|高低于|减增加|增减加|增减少(?=[\d了])|减增少"
    r"|(?:增加减少|减少增加|增长下降|下降增长|上升下降|下降上升)(?=[\d了])"
    r"|(?:已/未|未/已|是/否|有/无|存在/不存在|无/有)(?=[\u4e00-\u9fff])"
    r"|(?<=评为)优（良）|(?<=“)优（良）(?=”)|为“?优/良"
)
_CHOICE_HINT = re.compile(
    r"[加长升高于过余少降低足损优][（〔\[]|[/／]|[大小高低]{2}于|[增减加少]{2}|[增降升]长?[增下上]"
)
_TITLES_OF_CHANGE = re.compile(r"情况|说明$")

_NO_CHOICES = ("contents", "tables", "glossary")  # 比上年增加/减少% heads a column

_EITHER = re.compile(r"[局处院校办会委厅所社队站心室]((?:部门)?（单位）|部门)(?=共有|\d{4}年|本年)")


def _left(code_variant: str, text: Text, found: re.Match[str], more: int, severity: Severity, code: str) -> Finding:
    return Finding(
        code, severity, text.location(found.start(), found.end()), variant=code_variant, args={"more": str(more)}
    )


@rule(
    "JS710",
    title=Words("占位符未填", "A blank of the template was left"),
    basis=_BASIS,
    message=Words(
        "占位符“{quote}”未填写（本段共 {more} 处）", "The blank “{quote}” was not filled in ({more} in this block)"
    ),
    variants={
        "ellipsis": Words("用省略号代替了应当列出的内容", "An ellipsis stands where the items should be listed"),
    },
)
def placeholder_left(report: Report) -> Iterator[Finding]:
    """A blank of the template (XX, ×××, 。。。, 待填) was published unfilled.

    The reader is left without the figure or the name; such a report must not go out.

    Breaks: 本年收入合计XXX万元。
    Right: 本年收入合计2946.25万元。
    """
    outline = sections_of(report)
    for text in paragraphs(report):
        found = list(_BLANKS.finditer(text.flat)) if _BLANK_HINT.search(text.flat) else []
        if found:
            yield _left("", text, found[0], len(found), Severity.ERROR, "JS710")
            continue
        dots = _ELLIPSIS.search(text.flat) if outline.key(text.block) in _ELLIPSIS_SECTIONS else None
        if dots is None and outline.family(text.block) in NARRATIVE:
            dots = _TRAILING.search(text.flat)
        if dots is not None:
            yield _left("ellipsis", text, dots, 1, Severity.WARNING, "JS710")
    yield from _blank_cells(report)


def _blank_cells(report: Report) -> Iterator[Finding]:
    """One finding a table row; ellipses count only in lists of units, since forms print them as spare rows."""
    seen: set[tuple[int, int]] = set()
    units = {t.index for t in report.document.tables() if any("单位名称" in c.text for c in t.cells if c.row == 0)}
    for text in cells(report):
        assert text.cell is not None
        row = (text.block, text.cell.row)
        if row in seen:
            continue
        found = _BLANKS.search(text.flat) if _BLANK_HINT.search(text.flat) else None
        if found is None and text.block in units:
            found = _FILLER_CELL.fullmatch(text.flat)
        if found:
            seen.add(row)
            yield _left("", text, found, 1, Severity.ERROR, "JS710")


@rule(
    "JS711",
    title=Words("填写说明未删", "An instruction of the template was left"),
    basis=_BASIS,
    message=Words("填写说明“{quote}”应当删除", "The instruction “{quote}” was meant for the writer and must go"),
)
def instruction_left(report: Report) -> Iterator[Finding]:
    """An instruction to the writer stands in the published text.

    It shows that the text was not read before it went out, and often that what it asks for was not done.

    Breaks: 开支内容包括（分别列出出国事项及开支金额）：无此项支出。
    Right: 开支内容：无此项支出。
    """
    outline = sections_of(report)
    for text in paragraphs(report):
        duties = outline.key(text.block) == "overview.duties"
        taken: list[tuple[int, int]] = []
        for found in _BRACKET.finditer(text.flat):
            severity = _bracket_severity(found.group(1), duties)
            if severity is not None:
                taken.append(found.span())
                yield Finding("JS711", severity, text.location(*found.span()))
        end = 0
        if not _SENTENCE_HINT.search(text.flat):
            continue
        for found in _SURE_SENTENCE.finditer(text.flat):
            if found.start() >= end and not any(found.start() < b and a < found.end() for a, b in taken):
                start, end = _clause(text.flat, *found.span())
                yield Finding("JS711", Severity.ERROR, text.location(start, end))
    for text in cells(report):
        for found in _BRACKET.finditer(text.flat):
            if text.statement and _bracket_severity(found.group(1), duties=False) is Severity.ERROR:
                yield Finding("JS711", Severity.WARNING, text.location(*found.span()))


def _bracket_severity(inner: str, duties: bool) -> Severity | None:
    if _SURE_BRACKET.search(inner) and not (duties and _ORDINARY_IN_DUTIES.search(inner)):
        return Severity.ERROR
    if not duties and _LIKELY_BRACKET.search(inner):
        return Severity.WARNING
    return None


def _clause(flat: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around the characters, or what of it follows a comma before them."""
    first = max(flat.rfind(mark, 0, start + 1) for mark in "。！？；")
    comma = flat.rfind("，", first + 1, start + 1)
    if comma >= 0 and not flat.startswith("作", start):
        first = comma
    stop = re.compile(r"[。！？；]").search(flat, end)
    return first + 1, stop.end() if stop else len(flat)


@rule(
    "JS712",
    title=Words("二选一未删", "A choice of the template was left open"),
    basis=_BASIS,
    message=Words("“{quote}”二选一未删，应只留一个", "“{quote}”: both words of a choice were left; only one can hold"),
)
def choice_left_open(report: Report) -> Iterator[Finding]:
    """Both words of a choice stand in the text: 增加（减少）, 大小于, 减增加.

    The reader can't tell which way the figure went.

    Breaks: 决算数大小于预算数的主要原因……
    Right: 决算数小于预算数的主要原因……
    """
    outline = sections_of(report)
    for text in paragraphs(report):
        if outline.is_heading(text.block) or outline.family(text.block) in _NO_CHOICES:
            continue
        flat = text.flat
        if not _CHOICE_HINT.search(flat):
            continue
        for pattern in (_CHOICE, _GLUED):
            for found in pattern.finditer(flat):
                if masked(flat)[found.start()] == "□" or _TITLES_OF_CHANGE.match(flat, found.end()):
                    continue
                yield Finding("JS712", Severity.ERROR, text.location(*found.span()))


@rule(
    "JS713",
    title=Words("“部门（单位）”未定", "“Department (unit)” was left open"),
    basis=_BASIS,
    message=Words("“{quote}”是范本用语，应按本单位性质改定", "“{quote}” is the template's wording; say which it is"),
    severity=Severity.WARNING,
)
def department_or_unit_left_open(report: Report) -> Iterator[Finding]:
    """The template's 部门（单位） stands behind the unit's own name.

    Breaks: 青河市财政局部门（单位）共有车辆2辆。
    Right: 青河市财政局共有车辆2辆。
    """
    found = [(t, m) for t in paragraphs(report) for m in _EITHER.finditer(t.flat)]
    if not found:
        return
    # One habit, one finding; 局部门共有 alone reads clumsily but is no open choice.
    open_choice = [(t, m) for t, m in found if "（" in m.group(1)]
    text, match = (open_choice or found)[0]
    others = tuple(
        Related(t.location(m.start(1), m.end(1)), None, "same_fact") for t, m in found if (t, m) != (text, match)
    )
    severity = Severity.WARNING if open_choice else Severity.INFO
    yield Finding("JS713", severity, text.location(match.start(1), match.end(1)), related=others)
