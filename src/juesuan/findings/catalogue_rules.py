"""What is said about local rules and plugins, in both languages."""

from __future__ import annotations

LOCAL: dict[str, tuple[str, str]] = {
    "help.rules": (
        "本地审核规则（TOML）：级别、应有或不应有的文字、数据之间的关系（见 docs/local-rules.md）",
        "local rules (TOML): severities, words that must or must not stand, relations (see docs/local-rules.md)",
    ),
    "help.plugins": (
        "也用其他软件包的规则（入口点 juesuan.rules）；也可设 JUESUAN_PLUGINS=1",
        "use the rules of other packages as well (entry points juesuan.rules); JUESUAN_PLUGINS=1 does the same",
    ),
    "error.rules": ("规则文件 {path}{place}：{problem}", "rules file {path}{place}: {problem}"),
    "error.rules.line": (" 第{line}行", ", line {line},"),
    "rules.no_file": ("文件不存在或无法打开", "no such file, or it cannot be opened"),
    "rules.not_text": ("不是 UTF-8 文本", "it is no UTF-8 text"),
    "rules.too_large": ("文件过大", "it is too large"),
    "rules.too_many": ("规则多于 {n} 条", "it has more than {n} rules"),
    "rules.not_toml": ("不是 TOML（{error}）", "it is no TOML ({error})"),
    "rules.table": ("应为表", "it should be a table"),
    "rules.entries": ("应写作 [[words]]、[[relation]]", "entries are written [[words]] or [[relation]]"),
    "rules.key": ("不认识的项目 {key}；可用 {known}", "unknown key {key}; there are {known}"),
    "rules.missing": ("缺少 {key}", "{key} is missing"),
    "rules.text": ("{key} 应为不空的文字", "{key} should be words"),
    "rules.list": ("{key} 应为文字或文字的列表", "{key} should be words or a list of words"),
    "rules.year": ("{key} 应为年度，如 2024", "{key} should be a year such as 2024"),
    "rules.code": ("没有规则 {code}", "there is no rule {code}"),
    "rules.own_code": (
        "编号 {code} 应为 2—8 个大写字母加 2—4 位数字（如 LOCAL-001），不能以 JS 开头",
        "the code {code} should be 2 to 8 capital letters and 2 to 4 digits (LOCAL-001), not beginning with JS",
    ),
    "rules.twice": ("编号 {code} 用了两次", "the code {code} is used twice"),
    "rules.severity": ("级别 {value} 不认识；可用 {known}", "unknown severity {value}; there are {known}"),
    "rules.edition": ("没有版式 {edition}；现有 {known}", "there is no edition {edition}; there are {known}"),
    "rules.section": ("没有章节 {section}；现有 {known}", "there is no section {section}; there are {known}"),
    "rules.words": (
        "应写 must、must_match（应有）或 must_not、must_not_match（不应有）之一，不能两者都写",
        "it needs must or must_match, or else must_not or must_not_match",
    ),
    "rules.op": ("关系 {op} 不认识；可用 {known}", "unknown relation {op}; there are {known}"),
    "rules.coordinate": (
        "{text} 中的 {part} 不是指标、维度或成员",
        "{part} in {text} is no measure, dimension or member",
    ),
    "rules.message": ("message 中不能用 {name}；可用 {known}", "message cannot use {name}; there are {known}"),
    "rules.pattern.too_long": ("正则表达式长于 {detail} 个字符", "the pattern has more than {detail} characters"),
    "rules.pattern.syntax": ("正则表达式有误（{detail}）", "the pattern is wrong ({detail})"),
    "rules.pattern.unbounded": (
        "正则表达式中的 {detail} 没有上限，请写作 {{0,50}} 之类",
        "{detail} in the pattern has no upper bound; write {{0,50}} or the like",
    ),
    "rules.pattern.too_many": ("正则表达式中的 {detail} 重复次数过多", "{detail} in the pattern repeats too often"),
    "rules.pattern.nested": (
        "正则表达式中 {detail} 重复的部分里又有重复或选择",
        "what {detail} repeats in the pattern has a repetition or a choice within",
    ),
    "rules.pattern.ways": ("正则表达式过于复杂：{detail}", "the pattern is too complex: {detail}"),
    "rules.pattern.not_allowed": ("正则表达式中不能用 {detail}", "a pattern cannot use {detail}"),
}
"""Key → Chinese, English; part of `juesuan.findings.catalogue.CATALOGUE`."""
