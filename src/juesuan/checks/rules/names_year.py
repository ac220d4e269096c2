"""Years: the report's own, and the one it compares with."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from juesuan.checks.finding import Finding, Severity, Words
from juesuan.checks.registry import rule
from juesuan.checks.texts import FIGURES, NARRATIVE, Outline, Text, cells, masked, paragraphs, sections_of
from juesuan.recognition.report import Report

_BASIS = Words(
    "部门决算按年度编制，封面、目录、标题、表头和正文的年度应当一致，对比年度为上一年度",
    "Accounts are of one year: cover, contents, headings, tables and text name it, and compare with the one before",
)

# 2024年度部门决算 and its like name the report's own year. After 与, 比, 较 they name another.
_TITLE = re.compile(r"(?<![\d与比较至、—-])(\d{4})年度?(?:部门|单位|本级|本部门|本单位)?决算")
_TITLE_END = re.compile(r"(?:决算|决算表|说明|公开|概况|情况|报告)[\d.…·]*$")
_FORM = re.compile(r"^（?(\d{4})年度）?$")
_SCOPE = re.compile(r"纳入[^。；\d]{0,60}(\d{4})年度?(?:部门|单位)?决算编制|(\d{4})年度?(?:部门|单位)决算[只仅]?包括")
_HEADING = re.compile(r"(?<![\d与比较至、—-])(\d{4})年度")
_MANGLED = re.compile(r"(?<![\d.])(?<!第)(\d{3}|\d{5,6}|[03-9]\d{3}|1[0-8]\d\d|2[1-9]\d\d)\s*年度")

_SUBJECT = (
    r"(?=(?:无|没有|未|未发生|未安排)?(?:使用|发生|取得|安排)?(?:需要?开展|政府性基金|国有资本|“三公”|机关运行)|，(?:机关运行经费|政府采购)支出|收入|支出|收、支|收支|总收入|总支出|财政拨款|一般公共预算|政府采购|预算绩效|本部门|本单位"
    r"|部门|单位|项目\d+个|，?[^，。；]{0,40}(?:保有量|开支财政拨款))"
)
_BODY = re.compile(rf"(?<![\d与比较至于和同自从])(\d{{4}})年度?{_SUBJECT}")
_SURE_SUBJECT = re.compile(
    r"(?:收、支|收支|收入支出|收入|支出|财政拨款收、支|财政拨款收入支出|财政拨款收入|财政拨款支出)(?:总体)?(?:总计|决算总计|合计)"
    r"|(?:无|没有|未)(?:使用|取得)?(?:政府性基金|国有资本经营)预算|一般公共预算财政拨款|“三公”经费|机关运行经费支出|政府采购支出总额|政府性基金预算财政拨款"
)
# What may stand between a sentence's beginning and the report's own year: whose year it is.
_SPEAKER = re.compile(
    r"(?:其中，?)?(?:[^，。；：]{0,30}[局处会院校办心所社队厅部委府站馆团位级门]|编报绩效目标的|绩效(?:跟踪评价|自评)的)?"
)
# Money and matters of an earlier year: 2023年财政拨款结转, 2022年政府采购项目尾款.
_OF_THEN = re.compile(r"[^，。；]{0,16}(?:结转|结余|剩余|存量|追加|下达|尾款|(?<!以)合同|项目支出中|退回|返还)")
_UNTIL = re.compile(r"(?:截至|(?<![^。；])(?=\d{4}年末，?开支))(\d{4})年(?:12月31日|末|底|年末|年底)")

_COMPARED = re.compile(r"(?<![占之对合共])(?:与|比|较|同)(?:上年|去年|上一年)?（?(\d{4})年）?(?:度)?")
_OF_BUDGET = re.compile(
    r"^(?:年初|年中|末|底|初|全年|调整后?|部门|收入|支出|财政|拨款|“三公”|经费|执行|的)*(?:年初|预算|执行数|\d)|^[末底初]|^\d?[一二三四五六七八九十\d]+月"
)
_SURELY_COMPARED = re.compile(
    r"^(?:决算数?|同期|数)?(?:相比|比较|减?增|减少|下降|上升|降低|基本持平|持平|增支|减支)|^决算数|^，?(?:收|财政拨款|一般公共|支出)"
)


_NEAR = 12


@dataclass(frozen=True, slots=True)
class _Mention:
    text: Text
    start: int
    end: int
    year: int
    form: bool = False  # a line or cell that holds the year alone


def _due_year(report: Report, titles: list[_Mention]) -> int | None:
    """The report's year: as recognised, unless most titles say otherwise (the cover itself may be wrong)."""
    counted = Counter(m.year for m in titles)
    if not counted:
        return report.fiscal_year
    year, times = counted.most_common(1)[0]
    recognised = report.fiscal_year
    if recognised is None:
        return year if times > 1 else None
    return year if times > 2 * counted[recognised] + 1 else recognised


def _titles(report: Report, outline: Outline) -> list[_Mention]:
    """Where the report names its own year as a title, a heading or the scope of the accounts."""
    found: list[_Mention] = []
    first_section = min((s.first for s in report.sections), default=0)
    for text in paragraphs(report):
        flat = masked(text.flat)
        if "年" not in flat:
            continue
        section = outline.at(text.block)
        heading = outline.is_heading(text.block) and section is not None and section.key != "other"
        short = len(flat) <= 60 and "。" not in flat and "，" not in flat
        titled = short and _TITLE_END.search(flat) is not None
        patterns = []
        if heading or (section is not None and section.key == "contents" and short):
            patterns.append(_HEADING)
        if titled or heading or (short and text.block < first_section):
            patterns.append(_TITLE)
        if short and outline.family(text.block) not in ("overview", "glossary"):
            patterns.append(_FORM)
        patterns.append(_SCOPE)
        spans: dict[tuple[int, int], int] = {}
        for pattern in patterns:
            for match in pattern.finditer(flat):
                spans[match.span(match.lastindex or 1)] = int(match.group(match.lastindex or 1))
        form = _FORM.match(flat) is not None
        found += [_Mention(text, a, b, year, form) for (a, b), year in spans.items() if 1990 < year < 2100]
    return found


def _forms(report: Report) -> Iterator[_Mention]:
    """Cells that hold nothing but a year, unless another cell of their table names a second one."""
    years: dict[int, list[_Mention]] = {}
    for text in cells(report):
        if len(text.flat) <= 8 and (match := _FORM.match(text.flat)):
            mention = _Mention(text, match.start(1), match.end(1), int(match.group(1)))
            years.setdefault(text.block, []).append(mention)
    for mentions in years.values():
        if len({m.year for m in mentions}) == 1:
            yield mentions[0]


@rule(
    "JS701",
    title=Words("年度有误", "Another year stands where the report's own is due"),
    basis=_BASIS,
    message=Words("此处应为本年度{expected}，写作{stated}", "The report's year {expected} is due here, not {stated}"),
)
def fiscal_year_wrong(report: Report) -> Iterator[Finding]:
    """A title, a heading, a form or a sentence names another year than the report's.

    Mostly last year's text was kept; the reader can't tell whether its figures were.

    Breaks: 2024年度部门决算 ……2023年度财政拨款收、支总计100.00万元。
    Right: 2024年度部门决算 ……2024年度财政拨款收、支总计100.00万元。
    """
    outline = sections_of(report)
    titles = _titles(report, outline)
    due = _due_year(report, titles)
    if due is None:
        return
    for mention in titles:
        if mention.year != due and not (mention.form and _beside_due(mention, titles, due)):
            yield _wrong_year(mention, due, Severity.WARNING if mention.form else Severity.ERROR)
    for mention in _forms(report):
        if mention.year != due:
            yield _wrong_year(mention, due, Severity.WARNING)
    seen = {(m.text.block, m.start) for m in titles}
    for text in paragraphs(report):
        if outline.family(text.block) in NARRATIVE and not outline.is_heading(text.block) and "年" in text.flat:
            for mention, severity in _in_body(text, due):
                if (text.block, mention.start) not in seen:
                    yield _wrong_year(mention, due, severity)


def _beside_due(mention: _Mention, titles: list[_Mention], due: int) -> bool:
    """Whether a line with the due year stands near: two years side by side head a comparison."""
    near = (m for m in titles if m.form and abs(m.text.block - mention.text.block) <= _NEAR)
    return any(m.year == due for m in near)


def _wrong_year(mention: _Mention, due: int, severity: Severity) -> Finding:
    at = mention.text.location(mention.start, mention.end)
    return Finding("JS701", severity, at, stated=str(mention.year), expected=str(due))


def _in_body(text: Text, due: int) -> Iterator[tuple[_Mention, Severity]]:
    """Years in running text that should be the report's own. What also names the due year nearby is left alone."""
    flat = text.flat
    quoted = re.sub(r"《[^》]*》|“[^”]{5,}”", lambda m: "□" * len(m.group()), flat)  # “三公” stays
    for match in _BODY.finditer(quoted):
        year = int(match.group(1))
        begin = max(flat.rfind(mark, 0, match.start()) for mark in "。；：") + 1
        stop = re.search(r"[。；]", flat[match.end() :])
        sentence = flat[begin : match.end() + stop.start() if stop else len(flat)]
        if year == due or str(due) in sentence or not 1990 < year < 2100:
            continue
        if not _SPEAKER.fullmatch(flat, begin, match.start()) or _OF_THEN.match(flat, match.end()):
            continue
        sure = _SURE_SUBJECT.match(flat, match.end()) is not None and str(due) not in flat
        mention = _Mention(text, match.start(1), match.end(1), year)
        yield mention, Severity.ERROR if sure else Severity.WARNING
    for match in _UNTIL.finditer(quoted):
        # A later date is fine: the report is written after the year.
        if int(match.group(1)) < due and re.match(r"[^。；]{0,40}(?:共有|车辆|保有|设备)", flat[match.end() :]):
            yield _Mention(text, match.start(1), match.end(1), int(match.group(1))), Severity.WARNING


@rule(
    "JS702",
    title=Words("对比年度有误", "The year compared with is not the one before"),
    basis=_BASIS,
    message=Words("对比年度应为{expected}，写作{stated}", "The year compared with should be {expected}, not {stated}"),
)
def compared_year_wrong(report: Report) -> Iterator[Finding]:
    """The text compares with another year than the one before the report's.

    Breaks: 2024年度收入总计100.00万元。与2022年度相比，增加5.00万元。
    Right: 2024年度收入总计100.00万元。与2023年度相比，增加5.00万元。
    """
    outline = sections_of(report)
    due = _due_year(report, _titles(report, outline))
    if due is None:
        return
    for text in paragraphs(report):
        if outline.family(text.block) not in FIGURES or outline.is_heading(text.block):
            continue
        flat = text.flat
        for match in _COMPARED.finditer(flat):
            year = int(match.group(1))
            rest = flat[match.end() : match.end() + 24]
            if year == due - 1 or not 1990 < year < 2100 or _OF_BUDGET.match(rest):
                continue
            if _SURELY_COMPARED.match(rest):
                at = text.location(*match.span(1))
                yield Finding("JS702", Severity.ERROR, at, stated=str(year), expected=str(due - 1))


@rule(
    "JS703",
    title=Words("年度数字残缺", "A year is mangled"),
    basis=_BASIS,
    message=Words("“{stated}年度”不成年度，应为{expected}年度", "“{stated}” is no year; read {expected}"),
)
def year_mangled(report: Report) -> Iterator[Finding]:
    """A year has lost or gained a digit.

    Breaks: 第三部分 202年度部门决算情况说明
    Right: 第三部分 2024年度部门决算情况说明
    """
    outline = sections_of(report)
    due = _due_year(report, _titles(report, outline))
    for text in paragraphs(report):
        # Digits must touch in print: 项目1 2024年度 is no year of five digits.
        for match in _MANGLED.finditer(text.raw):
            if text.paragraph is None or "《" in text.raw[: match.start()].rpartition("》")[2]:
                continue
            start, end = match.span(1)
            at = Text(text.block, text.raw, text.raw, (), text.paragraph).location(start, end)
            expected = str(due) if due is not None else None
            yield Finding("JS703", Severity.ERROR, at, stated=match.group(1), expected=expected)
