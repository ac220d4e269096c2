"""What `juesuan score` says, in both languages."""

from __future__ import annotations

SCORE: dict[str, tuple[str, str]] = {
    "help.score": (
        "为项目支出绩效自评表计算建议得分（财预〔2020〕10号），并与填报得分对照。",
        "Propose scores for self-evaluation forms (Caiyu [2020] No. 10), beside the stated ones.",
    ),
    "help.score.more": (
        "文件可以是自评工作簿，也可以是含有自评表的报告。填报得分不会被改动。"
        "退出状态：0 已评分；2 没有自评表、文件无法读取，或命令有误。",
        "The file is a workbook of forms or any report that holds some. Stated scores are never changed. Exit status: "
        "0 scored; 2 no form, a file could not be read or the call was wrong.",
    ),
    "help.score.path": ("含有自评表的文件（{kinds}）", "a file with self-evaluation forms ({kinds})"),
    "help.score.output": (
        "写出评分后的工作簿（xlsx），建议得分列在填报得分旁边",
        "write the scored workbook (xlsx), each proposal beside the stated score",
    ),
    "help.score.empty": (
        "不评分，而是按 FILE 这个名称写出空白的自评工作簿",
        "do not score, but write an empty workbook to fill in, named FILE",
    ),
    "help.score.far": (
        "完成值达到指标值的多少倍即为远超指标，默认 1.3",
        "how many times its target a value must be to be far more than it, 1.3 by default",
    ),
    "help.score.deduct_far": ("远超指标的按偏离度扣分", "take points off, by the deviation, for targets far exceeded"),
    "help.score.two_grades": ("等级只分合格、不合格（60分）", "two grades, pass and fail (60 points), instead of four"),
    "score.column.project": ("项目", "project"),
    "score.column.stated": ("填报", "stated"),
    "score.column.proposed": ("建议", "proposed"),
    "score.column.grade": ("等级", "grade"),
    "score.column.remarks": ("说明", "remarks"),
    "score.execution": ("预算执行率", "budget execution"),
    "score.none": ("—", "—"),
    "score.differ": ("{n}项与建议不同", "{n} differ"),
    "score.open": ("{n}项须人工认定", "{n} for people to decide"),
    "score.agrees": ("与建议一致", "as proposed"),
    "score.blank": ("{n}项未填得分", "{n} blank"),
    "score.over": ("分值合计{sum}，不是100", "the points come to {sum}, not 100"),
    "score.line": (
        "{name}：填报{stated}，建议{proposed}；{why}",
        "{name}: stated {stated}, proposed {proposed}; {why}",
    ),
    "score.written": ("已写出 {path}", "{path} was written"),
    "error.score.one": ("score 一次只能处理一个文件", "score takes one file at a time"),
    "error.score.far": ("--far 应为大于 1 的数，而不是 {value}", "--far takes a number above 1, not {value}"),
    "error.score.exists": ("{path} 已经存在，不会覆盖", "{path} is there already and is left as it is"),
    # --- pictures of forms
    "svg.bullets.title": ("{name}：各项指标完成情况", "{name}: how far each indicator came"),
    "svg.bullets.desc": ("完成值与指标值之比，得分/分值：{list}", "actual value of target, score/points: {list}"),
    "svg.portfolio.title": ("各项目执行率与自评得分", "projects by execution rate and score"),
    "svg.portfolio.desc": ("项目、执行率、得分：{list}", "project, execution rate, score: {list}"),
    "svg.rate": ("预算执行率", "execution rate"),
    "svg.score": ("自评总分", "score"),
    "svg.blank": ("未填", "blank"),
    "reason.no_forms": ("文件中没有填写过的绩效自评表", "the file holds no self-evaluation form that was filled in"),
}
