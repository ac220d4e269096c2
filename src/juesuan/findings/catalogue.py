"""Every sentence the program speaks by itself, in both languages; rules bring their own messages."""

from __future__ import annotations

from juesuan.findings.catalogue_compile import COMPILE
from juesuan.findings.catalogue_files import FILES
from juesuan.findings.catalogue_html import HTML
from juesuan.findings.catalogue_rules import LOCAL
from juesuan.findings.catalogue_runs import RUNS
from juesuan.findings.catalogue_score import SCORE
from juesuan.findings.language import Lang

CATALOGUE: dict[str, tuple[str, str]] = {
    # --- severities, causes, roles
    "severity.error": ("错误", "error"),
    "severity.warning": ("警告", "warning"),
    "severity.info": ("提示", "note"),
    "group.error": ("错误 {n} 个", "Errors: {n}"),
    "group.warning": ("警告 {n} 个", "Warnings: {n}"),
    "group.info": ("提示 {n} 个", "Notes: {n}"),
    "cause.wrong_base": ("基数用错", "wrong base"),
    "cause.current_for_prior": ("误以本年数作上年数", "this year's figure taken for last year's"),
    "cause.digits_swapped": ("数字颠倒", "digits swapped"),
    "cause.factor": ("小数点错位（差整十、百倍）", "decimal point misplaced (off by a power of ten)"),
    "cause.unit": ("金额单位用错", "wrong unit of money"),
    "cause.truncated": ("漏写数字", "digits lost"),
    "cause.copied": ("误抄别处的数字", "copied from another place"),
    "cause.sign": ("增减方向或正负号写反", "direction or sign reversed"),
    "cause.shifted": ("错行或错列", "shifted by a row or column"),
    "role.term": ("分项", "part"),
    "role.total": ("合计", "total"),
    "role.same_fact": ("同一数据", "same figure"),
    "role.base": ("基数", "base"),
    # --- places
    "place.file": ("{file}", "{file}"),
    "place.page": ("第{page}页", "p. {page}"),
    "place.line": ("第{line}行", "line {line}"),
    "place.sheet": ("工作表“{sheet}”", "sheet “{sheet}”"),
    "place.cell": ("{cell}单元格", "cell {cell}"),
    "place.statement": ("《{title}》", "{title}"),
    "place.same_table": ("本表", "same table"),
    "place.same_section": ("本节", "same section"),
    "place.same_place": ("同处", "same place"),
    "place.project": ("项目“{project}”", "project “{project}”"),
    "place.row": ("“{row}”行", "row “{row}”"),
    "place.column": ("“{column}”列", "column “{column}”"),
    "place.whole": ("全文", "the report as a whole"),
    "place.separator": (" ", ", "),
    # --- the lines of one finding
    "label.context": ("原文", "text"),
    "label.figures": ("数字", "figures"),
    "label.cause": ("可能是", "probably"),
    "label.related": ("对照", "compare"),
    "label.candidates": ("也可能", "or else"),
    "label.suggestion": ("建议", "suggestion"),
    "figures.stated": ("现为 {value}", "stated {value}"),
    "figures.expected": ("应为 {value}", "expected {value}"),
    "figures.difference": ("相差 {value}", "difference {value}"),
    "figures.tolerance": ("允许误差 {value}", "tolerance {value}"),
    "figures.points": ("{value}个百分点", "{value} percentage points"),
    "figures.separator": ("，", ", "),
    "related.line": ("{place}：{value}（{role}）", "{place}: {value} ({role})"),
    "related.novalue": ("{place}（{role}）", "{place} ({role})"),
    "related.more": ("…另有 {n} 处", "…and {n} more"),
    "candidate.line": ("{place}，应为 {value}", "{place}, expected {value}"),
    # --- head and foot of one report
    "report.year": ("{year}年度", "fiscal year {year}"),
    "report.edition": ("版式 {edition}", "edition {edition}"),
    "report.why": ("版式 {edition}，{why}", "edition {edition}: {why}"),
    "report.clean": ("未发现问题。", "Nothing found."),
    "report.sources": ("由 {n} 个文件合成：{names}", "made of {n} files: {names}"),
    "report.not_checked": ("未检查 {n} 项：", "Not checked: {n}"),
    "report.unchecked": ("{reason}：{what}", "{reason}: {what}"),
    "report.list": ("、", ", "),
    "report.coverage": (
        "已识别：表格数字 {tables}，文字数字 {narrative}",
        "Understood: figures in tables {tables}, in the narrative {narrative}",
    ),
    "report.none": ("无", "none"),
    "report.unreadable": ("无法读取：{reason}", "cannot be read: {reason}"),
    "summary.line": (
        "合计 {reports} 份报告：{errors} 个错误，{warnings} 个警告，{notes} 个提示",
        "{reports} checked: {errors}, {warnings}, {notes}",
    ),
    "summary.unreadable": ("；{n} 个文件无法读取", "; {n} could not be read"),
    "summary.unchecked": ("；{n} 项未检查（理由见各报告）", "; {n} not checked (reasons above)"),
    "summary.rule": ("规则说明：juesuan rule {code}", "About a rule: juesuan rule {code}"),
    "count.reports": ("{n}", "{n} reports"),
    "count.report": ("{n}", "{n} report"),
    "count.errors": ("{n}", "{n} errors"),
    "count.error": ("{n}", "{n} error"),
    "count.warnings": ("{n}", "{n} warnings"),
    "count.warning": ("{n}", "{n} warning"),
    "count.notes": ("{n}", "{n} notes"),
    "count.note": ("{n}", "{n} note"),
    # --- statements of the contract
    "statement.income_expenditure_summary": ("收入支出决算总表", "income and expenditure summary"),
    "statement.income": ("收入决算表", "income"),
    "statement.expenditure": ("支出决算表", "expenditure"),
    "statement.appropriation_summary": ("财政拨款收入支出决算总表", "appropriation summary"),
    "statement.general_budget_expenditure": ("一般公共预算财政拨款支出决算表", "general budget expenditure"),
    "statement.basic_expenditure": ("一般公共预算财政拨款基本支出决算表", "basic expenditure"),
    "statement.three_public": ("“三公”经费支出决算表", "three public expenses"),
    "statement.government_fund": ("政府性基金预算财政拨款收入支出决算表", "government funds"),
    "statement.state_capital": ("国有资本经营预算财政拨款支出决算表", "state capital"),
    "statement.performance": ("项目支出绩效自评表", "performance self-evaluation"),
    "statement.project_expenditure": ("项目支出决算表", "project expenditure"),
    "statement.operating_cost": ("机关运行经费支出决算表", "operating cost"),
    "statement.state_assets": ("国有资产占用情况表", "state assets"),
    "statement.procurement": ("政府采购情况表", "procurement"),
    "statement.both": ("{zh}", "{en} ({zh})"),
    "section.key": ("“{key}”部分", "section “{key}”"),
    # --- reasons
    "reason.crashed": ("程序出错（{error}）", "the program failed ({error})"),
    "reason.not_found": ("文件不存在", "no such file"),
    "reason.no_access": ("无法打开（{error}）", "cannot be opened ({error})"),
    "reason.empty_folder": ("文件夹中没有可读的文件（{kinds}）", "the folder has no readable file ({kinds})"),
    "reason.no_report": (
        "是编制结果附带的数据或清单，不是报告；请检查同一结果中的 report.docx、report.pdf 等",
        "data or manifest of a release, no report; check its report.docx or report.pdf instead",
    ),
    "reason.interrupted": ("检查被中断", "interrupted before it was read"),
    # --- command line: errors and progress
    "cli.error": ("{prog}：错误：{message}", "{prog}: error: {message}"),
    "cli.hint": ("用法见 {prog} --help", "see {prog} --help"),
    "cli.beside": ("不是报告，没有检查：{names}", "no reports, not checked: {names}"),
    "cli.interrupted": ("已中断", "interrupted"),
    "cli.progress": ("第 {n} 个，共 {total} 个：{name}", "file {n} of {total}: {name}"),
    "cli.unreadable": ("{source}：无法读取：{reason}", "{source}: cannot be read: {reason}"),
    "error.option": ("{option} 本版本尚不可用", "{option} is not available yet"),
    "error.code": (
        "没有规则 {code}；全部规则见 juesuan rule JS",
        "there is no rule {code}; juesuan rule JS lists them all",
    ),
    "error.edition": ("没有版式 {edition}；现有 {known}", "there is no edition {edition}; there are {known}"),
    "error.output_folder": ("输出文件夹不存在：{path}", "the folder for the output does not exist: {path}"),
    "error.output_input": ("输出文件不能是被检查的文件：{path}", "the output would overwrite an input: {path}"),
    "error.output": ("无法写入 {path}：{error}", "cannot write {path}: {error}"),
    "error.command": ("没有命令 {command}；现有 {known}", "there is no command {command}; there are {known}"),
    # argparse's own messages; see cli/parser.py
    "argparse.required": ("缺少参数：{what}", "the following arguments are required: {what}"),
    "argparse.unrecognized": ("不认识的参数：{what}", "unrecognized arguments: {what}"),
    "argparse.choice": ("{option} 不能是 {what}，可选 {known}", "{option} cannot be {what}; choose from {known}"),
    "argparse.value": ("{option} 后缺少值", "{option} needs a value"),
    "argparse.novalue": ("{option} 不接受值 {what}", "{option} takes no value ({what})"),
    # --- command line: help
    "help.usage": ("用法：", "usage: "),
    "help.arguments": ("参数", "arguments"),
    "help.options": ("选项", "options"),
    "help.commands": ("命令", "commands"),
    "help.help": ("显示本说明", "show this help"),
    "help.version": ("显示版本号", "show the version"),
    "help.more": ("各命令的用法：juesuan 命令 --help", "More about a command: juesuan COMMAND --help"),
    "help.program": (
        "检查、核对部门决算公开材料。",
        "Check the yearly accounts that Chinese government departments publish.",
    ),
    "help.check": (
        "检查部门决算公开报告，指出哪里有错、应为多少。",
        "Check reports and say what is wrong, where, and what it should be.",
    ),
    "help.check.more": (
        "退出状态：0 没有达到 --fail-on 的问题；1 有；2 有文件无法读取，或命令有误（优先于 1）。",
        "Exit status: 0 nothing at or above --fail-on; 1 something; 2 a file could not be read or the call was "
        "wrong (2 wins over 1).",
    ),
    "help.facts": (
        "列出报告中读到的每一个数字及其含义：先表格，后文字。",
        "List every amount read and what it means: tables first, then the narrative.",
    ),
    "help.facts.more": (
        "退出状态：0 全部读完；2 有文件无法读取，或命令有误。",
        "Exit status: 0 all was read; 2 a file could not be read or the call was wrong.",
    ),
    "help.rule": ("说明一条规则：标题、依据、例子。", "Explain a rule: title, ground, example."),
    "help.rule.more": (
        "退出状态：0 有此规则；2 没有此规则，或命令有误。",
        "Exit status: 0 the rule exists; 2 it does not, or the call was wrong.",
    ),
    "help.path": (
        "报告文件（{kinds}）；若是文件夹，则其中每个文件各为一份报告",
        "a report ({kinds}); a folder is searched and each file in it is one report",
    ),
    "help.code": (
        "规则编号（JS201）；只写开头（JS2）则列出这一类",
        "code of a rule (JS201); the beginning of one (JS2) lists that family",
    ),
    "help.format.check": ("输出格式，默认 text", "format of the output, text by default"),
    "help.format.facts": ("输出格式，默认 csv", "format of the output, csv by default"),
    "help.output": (
        "写入文件而不是标准输出（写完才替换旧文件）",
        "write to a file instead of standard output (an older one is replaced only once all is written)",
    ),
    "help.output.check": (
        "写入文件而不是标准输出（写完才替换旧文件）；检查多份报告时可写文件夹，每份一个反馈文件，另有总览",
        "write to a file instead of standard output (an older one is replaced only once all is written); for several "
        "reports a folder: one feedback file each, and an overview",
    ),
    "help.select": (
        "只用这些规则；编号或其开头，以逗号分隔（JS2,JS301）",
        "only these rules: codes or their beginnings, separated by commas (JS2,JS301)",
    ),
    "help.ignore": ("不用这些规则；写法同 --select", "not these rules; written as for --select"),
    "help.fail_on": (
        "有这一级或更重的问题时退出状态为 1，默认 error",
        "exit with 1 when there is a finding this grave or graver, error by default",
    ),
    "help.join": ("把所有文件合为一份报告", "take all files together as one report"),
    "help.previous": (
        "同一单位上年度的报告，或本年度的上一稿；可以是文件夹，按文件名（不计年度）对应",
        "last year's report of the same unit, or this year's last draft; may be a folder, matched by file name without "
        "the year",
    ),
    "help.edition": ("指定版式，默认由内容判断", "the edition of the form; told from the contents by default"),
    "help.waivers": (
        "出错说明（TOML）：列出的问题单独成组，不计入退出状态",
        "explained findings (TOML): they form a group of their own and do not count for the exit status",
    ),
    "help.baseline": (
        "上次的 JSON 结果：分出新出现、仍未改正、已改正的问题",
        "an earlier JSON result: tells new, still open and fixed findings apart",
    ),
    "help.lang": (
        "语言；默认依次看 JUESUAN_LANG 和系统语言",
        "language; by default JUESUAN_LANG decides, then the locale",
    ),
    # --- juesuan rule
    "rule.severity": ("级别", "severity"),
    "rule.basis": ("依据", "basis"),
    "rule.messages": ("报告文字", "messages"),
    **FILES,
    **HTML,
    **LOCAL,
    **RUNS,
    **COMPILE,
    **SCORE,
}
"""Key → Chinese, English. Both have the same placeholders, `statement.both` and counts excepted."""


def say(key: str, lang: Lang, /, **values: str | int) -> str:
    """The sentence under this key with its placeholders filled.

    Args:
        key: key of the catalogue.
        lang: the language to speak.
        values: what stands in for the placeholders.
    """
    template = CATALOGUE[key][0 if lang == "zh" else 1]
    return template.format(**values) if values else template


def name(kind: str, member: str, lang: Lang) -> str:
    """The word for a severity, cause or role; the member itself if it has no word yet."""
    return say(f"{kind}.{member}", lang) if f"{kind}.{member}" in CATALOGUE else member


def count(n: int, thing: str, lang: Lang) -> str:
    """A number with its noun (`thing` in the singular: report, error, warning, note)."""
    return say(f"count.{thing}" if n == 1 else f"count.{thing}s", lang, n=n)


def statement_name(identifier: str, lang: Lang) -> str:
    """What people call a statement; the printed title for `other:<title>`."""
    if identifier.startswith("other:"):
        return identifier.removeprefix("other:")
    entry = CATALOGUE.get(f"statement.{identifier}")
    return say("statement.both", lang, zh=entry[0], en=entry[1]) if entry else identifier
