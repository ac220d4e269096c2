"""What is said about runs over many reports, waivers, earlier results and reports of other years, in both languages."""

from __future__ import annotations

RUNS: dict[str, tuple[str, str]] = {
    # --- families of rules, as short as the head of a column
    "family.JS1": ("表内", "table"),
    "family.JS2": ("表间", "tables"),
    "family.JS3": ("表说", "text/tab"),
    "family.JS4": ("文内", "text"),
    "family.JS5": ("结构", "struct."),
    "family.JS6": ("绩效", "perform."),
    "family.JS7": ("用词", "words"),
    "family.JS8": ("公开", "duties"),
    "family.JS9": ("年度", "years"),
    "family.local": ("本地", "local"),
    # --- the overview of several reports
    "overview.title": ("审核总览", "Overview"),
    "overview.head": ("共 {n} 份，问题多者在前", "{n} reports, worst first"),
    "overview.unit": ("单位", "unit"),
    "overview.errors": ("错误", "errors"),
    "overview.warnings": ("警告", "warn."),
    "overview.notes": ("提示", "notes"),
    "overview.waived": ("已说明", "waived"),
    "overview.file": ("反馈文件", "feedback"),
    "overview.source": ("报告文件", "report"),
    "overview.unreadable": ("无法读取", "unreadable"),
    "overview.total": ("合计", "total"),
    # --- waivers
    "waived.group": ("已说明 {n} 个（不计入退出状态）", "Waived: {n} (not counted for the exit status)"),
    "waived.by": ("{reason}（{author}，{date}）", "{reason} ({author}, {date})"),
    "waived.until": ("{reason}（{author}，{date}，有效至 {until}）", "{reason} ({author}, {date}, until {until})"),
    "label.waived": ("说明", "waiver"),
    "waiver.unused.head": ("出错说明有 {n} 条未用上：", "Waivers without effect: {n}"),
    "waiver.unused": ("{file} 第{line}行（{what}）：没有对应的问题", "{file}, line {line} ({what}): nothing to waive"),
    "waiver.expired": (
        "{file} 第{line}行（{what}）：已于 {until} 到期，不再适用",
        "{file}, line {line} ({what}): expired on {until}, no longer applied",
    ),
    "summary.waived": ("；另有 {n} 个已说明", "; {n} waived"),
    "error.waivers": ("出错说明文件 {path}{place}：{problem}", "waivers file {path}{place}: {problem}"),
    "error.waivers.line": (" 第{line}行", ", line {line}"),
    "waiver.no_file": ("文件不存在或无法打开", "no such file, or it cannot be opened"),
    "waiver.not_text": ("不是 UTF-8 文本", "it is no UTF-8 text"),
    "waiver.too_large": ("文件过大", "it is too large"),
    "waiver.not_toml": ("不是 TOML（{error}）", "it is no TOML ({error})"),
    "waiver.shape": ("应由 [[waiver]] 组成", "it should consist of [[waiver]] entries"),
    "waiver.unknown": ("不认识的项目 {key}；可用 {known}", "unknown key {key}; there are {known}"),
    "waiver.missing": ("缺少 {key}", "{key} is missing"),
    "waiver.text": ("{key} 应为不空的文字", "{key} should be words"),
    "waiver.date": ("{key} 应为日期，如 2026-08-31", "{key} should be a date such as 2026-08-31"),
    "waiver.whom": (
        "应写 id，或写 code 和位置（statement、row、column、section、quote、project 之一）",
        "it needs an id, or a code and a place (one of statement, row, column, section, quote, project)",
    ),
    "waiver.code": ("没有规则 {code}", "there is no rule {code}"),
    # --- an earlier result
    "baseline.new": ("新出现的{group}", "New. {group}"),
    "baseline.open": ("仍未改正的{group}", "Still open. {group}"),
    "baseline.fixed": ("已改正 {n} 个", "Fixed: {n}"),
    "summary.baseline": (
        "与上次结果相比：新出现 {new} 个，仍未改正 {open} 个，已改正 {fixed} 个",
        "Since the earlier result: {new} new, {open} still open, {fixed} fixed",
    ),
    "error.baseline": ("上次结果 {path}：{problem}", "earlier result {path}: {problem}"),
    "baseline.no_file": ("文件不存在或无法打开", "no such file, or it cannot be opened"),
    "baseline.not_json": ("不是 JSON（{error}）", "it is no JSON ({error})"),
    "baseline.shape": (
        "不是 juesuan check --format json 的结果（{place}）",
        "it is no result of juesuan check --format json ({place})",
    ),
    # --- a rule's page; rule.severity, rule.basis and rule.messages are in the catalogue itself
    "rule.what": ("是什么", "what"),
    "rule.why": ("为什么", "why"),
    "rule.breaks": ("例", "example"),
    "rule.right": ("改正", "put right"),
    # --- many files
    "reason.timeout": ("读取超过 {seconds} 秒，已放弃", "reading it took more than {seconds} s and was given up"),
    "reason.died": ("读取时程序意外终止（{how}）", "the program ended while reading it ({how})"),
    "reason.killed": (
        "读取时程序被系统终止，可能内存不足（{how}）",
        "the program was killed while reading it, perhaps for lack of memory ({how})",
    ),
    "reason.memory": ("文件过大或过于复杂，内存不足", "the file is too large or too complex: out of memory"),
    "error.jobs": ("--jobs 应为正整数，不是 {value}", "--jobs should be a positive whole number, not {value}"),
    "error.timeout": (
        "--timeout 应为正的秒数，不是 {value}",
        "--timeout should be a positive number of seconds, not {value}",
    ),
    "error.binary": ("--format {format} 请用 -o 写入文件", "write --format {format} to a file with -o"),
    "error.join_folder": (
        "--join 只有一份报告，-o 应为文件：{path}",
        "--join makes one report, so -o should be a file: {path}",
    ),
    "error.previous": ("上年度报告不存在：{path}", "no such report of last year: {path}"),
    "error.template": ("范本无法读取：{path}：{reason}", "the template cannot be read: {path}: {reason}"),
    "help.jobs": (
        "同时检查几个文件，默认用全部处理器；结果与个数无关",
        "how many files to check at the same time, all processors by default; the result does not depend on it",
    ),
    "help.timeout": (
        "一个文件最多读几秒，默认 {seconds}；只检查一个文件时，写了才限时",
        "seconds that one file may take, {seconds} by default; a single file is bounded only if this is given",
    ),
    "help.template": (
        "主管部门的范本：查出未删的填写说明和缺少的内容",
        "the bureau's own template: finds instructions left in and sentences gone",
    ),
}
"""Key → Chinese, English; part of `juesuan.findings.catalogue.CATALOGUE`."""
