"""What is said by `juesuan new` and `juesuan compile`, in both languages."""

from __future__ import annotations

COMPILE: dict[str, tuple[str, str]] = {
    "help.new": (
        "新建一个单位一个年度的文件夹：unit.toml、tables.xlsx、projects.xlsx、notes.toml，供填写。",
        "Make the folder of one unit and year to fill in: unit.toml, tables.xlsx, projects.xlsx, notes.toml.",
    ),
    "help.new.more": (
        "已有的文件不会被覆盖。退出状态：0 已写好；2 无法写入，或命令有误。",
        "Existing files are never overwritten. Exit status: 0 written; 2 it cannot be written, or the call was wrong.",
    ),
    "help.new.folder": ("文件夹，没有则新建", "the folder; made if it does not exist"),
    "help.new.edition": (
        "公开版式的编号；不写则按年度和单位名称选取",
        "id of the edition; chosen by year and name if not given",
    ),
    "help.new.year": ("决算年度；不写则为上一年", "fiscal year; last year if not given"),
    "help.new.name": ("单位全称", "the unit's full name"),
    "help.new.kind": ("单位性质", "kind of unit"),
    "help.new.report": ("报告种类：部门决算或单位决算", "whose accounts: a department's (部门) or a unit's (单位)"),
    "help.compile": (
        "把填好的文件夹编制成全部公开文件；写前写后各检查一遍，有错不替换原有结果。",
        "Make all files to publish from a filled folder; they are checked before and after writing, and what was good "
        "is not replaced by something wrong.",
    ),
    "help.compile.more": (
        "同一数字几处都有时，以平台工作簿为准，其次是 tables.xlsx；不一致的会列出。"
        "退出状态：0 完成（--missing：不缺）；1 缺内容或检查发现问题；2 文件无法读取、填写有误，或命令有误。",
        "Where several sources state a figure, the platform's workbook counts, then tables.xlsx; differences are told. "
        "Exit status: 0 done (--missing: nothing is missing); 1 something is missing or a check found something; "
        "2 a file cannot be read or is filled in wrongly, or the call was wrong.",
    ),
    "help.compile.folder": ("juesuan new 建立并已填写的文件夹", "a folder that juesuan new made, filled in"),
    "help.compile.output": (
        "放置结果的文件夹，整个替换；不写则为该文件夹下的 out",
        "folder for the result, replaced as a whole; `out` in the folder if not given",
    ),
    "help.compile.missing": (
        "只列出还缺什么：在哪里填、用在哪句话里、上年怎么写",
        "only list what is missing: where to fill it in, the sentence it is for, last year's words",
    ),
    "help.compile.draft": (
        "缺内容时也写出，缺处有【待填】标记，供内部讨论",
        "write even if something is missing, with marks where it is, to talk over",
    ),
    "help.compile.platform": (
        "预算管理一体化等平台导出的决算工作簿；工作表按表名或表号识别",
        "the workbook that the budget platform exported; sheets are recognised by title or code",
    ),
    "new.written": ("已写入 {folder}：{names}", "written to {folder}: {names}"),
    "new.kept": ("已有，未改动：{names}", "already there and left alone: {names}"),
    "new.next": (
        "填好后运行 juesuan compile {folder} --missing，查看还缺什么。",
        "Once filled in, juesuan compile {folder} --missing tells what is missing.",
    ),
    "error.year": ("--year 应为四位年份，现为 {year}", "--year should be a year such as 2025, but is {year}"),
    "compile.wrong": ("{source}：{reason}", "{source}: {reason}"),
    "compile.told": ("提示：{line}", "note: {line}"),
    "compile.read": ("读取", "reading"),
    "compile.check": ("检查", "checking"),
    "compile.done": ("已写入 {out}：{names}", "written to {out}: {names}"),
    "compile.draft": (
        "草稿：还缺 {n} 项，见 --missing；不要公开。",
        "A draft: {n} things are missing, see --missing; not to be published.",
    ),
    "compile.complete": ("不缺内容。", "Nothing is missing."),
    "compile.missing": ("还缺 {n} 项：", "Missing: {n}"),
    "compile.stopped": ("没有替换原有结果。", "The earlier result was left as it was."),
    "compile.before": ("编制的内容有问题，没有写出：", "What was compiled has mistakes and was not written:"),
    "compile.drafted": ("草稿的内容有问题：", "What the draft says has mistakes:"),
    "compile.after": ("写出的 {name} 读回检查有问题：", "{name}, read back, has mistakes:"),
    "missing.sentence": ("句子", "sentence"),
    "missing.section": ("章节", "section"),
    "missing.later": (
        "填好报表后再运行，还会列出要写明的增减原因、支出用途和“三公”数量",
        "with the tables filled in, the reasons, purposes and counts that are due will be listed too",
    ),
    "missing.glossary": (
        "名词解释没有收录的科目：{names}。本版式不要求逐项解释；要写的，填在 notes.toml 的 [glossary]。",
        "not explained in the glossary: {names}. The form does not ask for it; [glossary] of notes.toml takes it.",
    ),
    "missing.keys": ("填写", "fill in"),
    "missing.several": ("同一句话中的 {n} 项", "{n} things of one sentence"),
    "missing.same": ("（同上一句）", "(the same sentence)"),
    "missing.offer": ("上年", "last year"),
    "missing.changed": ("变化", "changed"),
    "missing.confirm": (
        "确认沿用的，把 {key} 写进 notes.toml 的 confirmed",
        "to keep it, put {key} into confirmed of notes.toml",
    ),
    "gap.reason": ("原因", "reason"),
    "gap.count": ("数量", "count"),
    "gap.purpose": ("用途", "purpose"),
    "gap.amount": ("金额", "amount"),
    "gap.text": ("文字", "words"),
    "gap.confirm": ("待确认", "to confirm"),
}
