"""Which code a broken relation's root gets, and the rules behind these codes: the engine finds, they explain."""

from __future__ import annotations

from collections.abc import Sequence

from juesuan.checks.expected import Expected
from juesuan.checks.figures import Figures
from juesuan.checks.finding import Cause, Severity, Words
from juesuan.checks.registry import Rule, register
from juesuan.cube.figure import Cost, Figure
from juesuan.cube.relation import AtMost, Growth, Linear, Ratio, Relation, Same
from juesuan.recognition.report import Claim, ClaimKind

NO_WORDS = Words("", "")


def of_root(figures: Figures, root: Figure, broken: Sequence[Relation]) -> str:
    """The rule code for a root, by where it stands and what it breaks."""
    source = root.source
    if isinstance(source, Claim):
        return _of_claim(figures, source, broken)
    if any(isinstance(r, Same) for r in broken):
        return "JS201"
    inside = [r for r in broken if r.ground.statement is not None]
    if inside:
        return "JS102" if inside[0].ground.kind == "balance" else "JS101"
    return "JS203" if all(isinstance(r, AtMost) for r in broken) else "JS202"


_BY_KIND = {
    ClaimKind.SHARE: "JS401",
    ClaimKind.COMPLETION: "JS402",
    ClaimKind.GROWTH: "JS403",
    ClaimKind.CHANGE: "JS404",
}


def _of_claim(figures: Figures, claim: Claim, broken: Sequence[Relation]) -> str:
    if claim.kind in _BY_KIND:
        return _BY_KIND[claim.kind]
    for relation in broken:
        if isinstance(relation, Same) and any(figures.items[i].statement for i in relation.scope):
            return "JS301"
    if any(isinstance(r, Same) or r.ground.kind == "carried" for r in broken):
        return "JS410"
    if any(isinstance(r, Linear) for r in broken):
        return "JS408" if any(r.ground.kind == "sum" for r in broken) else "JS301"
    if any(isinstance(r, AtMost) for r in broken):
        return "JS303"
    return "JS411"


def variant(
    root: Figure, expected: Expected | None, cause: Cause | None, severity: Severity, below: bool = False
) -> str:
    """Which of the rule's messages fits."""
    if expected is None:
        return "below" if below else "bound"
    if root.cost is Cost.RATIO and severity is Severity.WARNING:
        return "cut" if cause is Cause.TRUNCATED else "last_digit"
    if severity is Severity.INFO:
        return "fewer_digits"
    if root.blank:
        return "blank"
    return ""


def words(figures: Figures, root: Figure, broken: Sequence[Relation], base: int | None) -> dict[str, str | Words]:
    """What the messages say besides the figures: the whole it exceeds, the base it fits."""
    args: dict[str, str | Words] = {"base": NO_WORDS, "whole": "", "part": ""}
    part = next((r.part for r in broken if isinstance(r, AtMost) and r.whole == root.index), None)
    if part is not None:
        args["part"] = _figure_text(figures.items[part])
    if base is not None:
        args["base"] = _name(figures, base)
    whole = next((r.whole for r in broken if isinstance(r, AtMost | Ratio) and r.whole != root.index), None)
    if whole is not None:
        args["whole"] = _figure_text(figures.items[whole])
    growth = next((r for r in broken if isinstance(r, Growth)), None)
    if growth is not None and growth.change is not None:
        args["whole"] = _figure_text(figures.items[growth.now])
    return args


def _figure_text(figure: Figure) -> str:
    return "" if figure.value is None else f"{figure.value:f}{figure.unit}"


def _name(figures: Figures, index: int) -> Words:
    figure = figures.items[index]
    source = figure.source
    label = source.subject_text if isinstance(source, Claim) else (source.row or "")  # type: ignore[attr-defined]
    text = f"{label} {_figure_text(figure)}".strip()
    return Words(text, text)


ARITHMETIC = Words("算术恒等式", "arithmetic identity")
TABLES = Words("部门决算报表勾稽关系（表内、表间）", "identities within and between the final accounts' statements")
TEXT_AND_TABLES = Words(
    "情况说明的金额应与决算表一致（财预〔2016〕143号要求公开内容真实、准确）",
    "amounts of the narrative repeat those of the statements (Caiyu [2016] No. 143)",
)

_BOUND = Words("{stated}{unit}大于包含它的{whole}", "{stated} {unit} exceeds {whole}, of which it is a part")

_RULES = (
    ("JS101", "parts_do_not_make_whole", "合计与分项不符", "parts do not make the whole", TABLES,
     ("{stated}{unit}使合计与分项不相等，应为{expected}{unit}",
      "{stated} {unit} breaks the sum of parts; it should be {expected} {unit}"),
     "A whole in a table (合计, 类, 款) is the sum of the parts printed below or beside it."),
    ("JS102", "in_and_out_do_not_balance", "收支不平衡", "income and expenditure do not balance", TABLES,
     ("{stated}{unit}使收支不平衡，应为{expected}{unit}",
      "{stated} {unit} unbalances income and expenditure; it should be {expected} {unit}"),
     "Opening balance and income equal expenditure, distribution and closing balance, in total and for each fund."),
    ("JS201", "same_fact_differs", "同一数据表间不一致", "two statements give one fact two values", TABLES,
     ("此处为{stated}{unit}，同一数据在别处为{expected}{unit}",
      "{stated} {unit} here, but {expected} {unit} where the same fact stands elsewhere"),
     "The same place of the accounts has one value, in whatever table it is printed."),
    ("JS202", "parts_of_other_statements_do_not_make_whole", "表间合计与分项不符",
     "parts in another statement do not make the whole", TABLES,
     ("{stated}{unit}与其他表的分项合计不符，应为{expected}{unit}",
      "{stated} {unit} is not the sum of its parts in other statements; it should be {expected} {unit}"),
     "A whole in one table equals the sum of its parts in another: 基本支出 = 人员经费 + 公用经费."),
    ("JS203", "part_exceeds_whole", "部分大于整体", "a part exceeds its whole", TABLES,
     ("{stated}{unit}大于包含它的{whole}", "{stated} {unit} exceeds {whole}, of which it is a part"),
     "What is spent from one fund, on one item or of one kind is no more than what is spent in all."),
    ("JS301", "narrative_differs_from_statement", "文字与表不一致", "the narrative differs from the statement",
     TEXT_AND_TABLES,
     ("文字为{stated}{unit}，决算表为{expected}{unit}",
      "the text says {stated} {unit}, the statement {expected} {unit}"),
     "An amount told in the narrative is the one that the statement prints."),
    ("JS303", "told_part_exceeds_whole", "文字中部分大于整体", "a part told in the narrative exceeds its whole",
     ARITHMETIC,
     ("{stated}{unit}大于包含它的{whole}", "{stated} {unit} exceeds {whole}, of which it is a part"),
     "A part told in the narrative is no larger than the whole that contains it."),
    ("JS401", "share_wrong", "占比错误", "a share is wrong", ARITHMETIC,
     ("占比{stated}%有误，应为{expected}%", "a share of {stated} % should be {expected} %"),
     "A share is the part divided by the whole that the sentence names."),
    ("JS402", "completion_rate_wrong", "预算完成率错误", "a completion rate is wrong", ARITHMETIC,
     ("完成率{stated}%有误，应为{expected}%", "a completion rate of {stated} % should be {expected} %"),
     "The completion rate is the final figure divided by the budget that the sentence names."),
    ("JS403", "growth_rate_wrong", "增减幅度错误", "a growth rate is wrong", ARITHMETIC,
     ("增减幅度{stated}%有误，应为{expected}%", "a change of {stated} % should be {expected} %"),
     "The rate of change is the change divided by last year's figure (or by the budget compared with)."),
    ("JS404", "change_amount_wrong", "增减额错误", "an amount of change is wrong", ARITHMETIC,
     ("增减额{stated}{unit}有误，应为{expected}{unit}",
      "a change of {stated} {unit} should be {expected} {unit}"),
     "The change is this year's figure less the one compared with."),
    ("JS408", "told_parts_do_not_make_whole", "文字中合计与分项不符", "parts told do not make the whole", ARITHMETIC,
     ("{stated}{unit}使合计与分项不相等，应为{expected}{unit}",
      "{stated} {unit} breaks the sum of parts; it should be {expected} {unit}"),
     "A whole in the narrative is the sum of the parts that its sentence lists in full."),
    ("JS410", "one_item_two_values", "同一项目前后不一致", "one item is given two values", ARITHMETIC,
     ("此处为{stated}{unit}，他处为{expected}{unit}", "{stated} {unit} here, {expected} {unit} elsewhere"),
     "The narrative gives the same item the same value wherever it speaks of it."),
    ("JS411", "figure_contradicts_its_rates", "金额与比率矛盾", "a figure contradicts the rates told of it", ARITHMETIC,
     ("{stated}{unit}与所述比率矛盾，应为{expected}{unit}",
      "{stated} {unit} contradicts the rates told of it; it should be {expected} {unit}"),
     "An amount fits the shares and rates that the narrative gives for it."),
)  # fmt: skip

_VARIANTS = {
    "bound": _BOUND,
    "below": Words("{stated}{unit}小于它所包含的{part}", "{stated} {unit} is less than {part}, which is a part of it"),
    "last_digit": Words(
        "{stated}%与计算结果{expected}%末位差1", "{stated} % is one last digit off the computed {expected} %"
    ),
    "cut": Words("{stated}%是截尾所得，四舍五入应为{expected}%", "{stated} % was cut off; rounded it is {expected} %"),
    "fewer_digits": Words(
        "{stated}{unit}的小数位少于决算表的{expected}{unit}",
        "{stated} {unit} shows fewer digits than the statement's {expected} {unit}",
    ),
    "blank": Words("此处空白，应为{expected}{unit}", "this is blank; it should be {expected} {unit}"),
}

for _code, _name_, _zh, _en, _basis, (_message_zh, _message_en), _doc in _RULES:
    register(
        Rule(
            _code,
            _name_,
            Severity.ERROR,
            Words(_zh, _en),
            _basis,
            {"": Words(_message_zh, _message_en), **_VARIANTS},
            doc=_doc,
        )
    )

for _code, _name_, _zh, _en, _doc in (
    ("JS104", "rounding_difference", "尾差", "rounding difference",
     "Whole and parts differ by no more than the rounding of the printed digits allows (0.005 × (n+1) for n parts)."),
    ("JS204", "rounding_difference_elsewhere", "表间尾差", "rounding difference between places",
     "The same fact is printed with a difference that rounding explains."),
):  # fmt: skip
    register(
        Rule(
            _code,
            _name_,
            Severity.INFO,
            Words(_zh, _en),
            ARITHMETIC,
            {
                "": Words(
                    "{what}相差{difference}{unit}，在舍入容差{tolerance}{unit}以内",
                    "{what} differ by {difference} {unit}, within the rounding tolerance of {tolerance} {unit}",
                )
            },
            doc=_doc,
        )
    )

_FORM = (
    ("JS105", "unit_line_wrong", "金额单位错误", "the unit of money is wrong",
     {"": ("表上单位为{stated}，其金额与他处比较应为{expected}",
           "the table says {stated}, but its amounts fit the others only in {expected}")},
     "The unit line above a table is the unit of its amounts."),
    ("JS106", "columns_moved", "列错位", "columns are out of place",
     {"": ("“{first}”与“{second}”两列互换了", "the columns {first} and {second} have changed places"),
      "slid": ("“{first}”列整体错了一行", "the column {first} has slid by one row")},
     "Each figure stands in its own column."),
    ("JS107", "row_missing", "漏行", "a row is missing",
     {"": ("“{whole}”下缺少{number}{name}，差额{expected}{unit}",
           "below {whole} the row {number} {name} is missing; it would be {expected} {unit}")},
     "Every subject with an amount has its row."),
    ("JS108", "rows_swapped", "两行互换", "two rows have changed places",
     {"": ("“{first}”与“{second}”两行的数互换了", "the figures of {first} and {second} have changed places")},
     "Each figure stands in its own row."),
    ("JS406", "direction_word_wrong", "增减方向写反", "a word of direction is wrong",
     {"": ("“{stated}”与数据相反，应为“{expected}”", "{stated} contradicts the figures; it should be {expected}")},
     "The word of direction follows the sign of the difference."),
    ("JS407", "not_flat", "并非持平", "it did not stay the same",
     {"": ("写作“{stated}”，而数据不相等，应为“{expected}”", "{stated} is said, but the figures differ: {expected}"),
      "last_year": ("写作“{stated}”，而他处所述的增减额表明上年至少为{bound}{bound_unit}，应为“{expected}”",
                    "{stated} is said, but other sentences imply at least {bound} {bound_unit} last year: {expected}"),
      "slip": ("文中写作“持平”，所比的数为{expected}{unit}，此处却为{stated}{unit}",
               "they are said to be equal, and the other is {expected} {unit}, but here stands {stated} {unit}")},
     "持平 is said only where the two figures are equal."),
)  # fmt: skip

for _code, _name_, _zh, _en, _texts, _doc in _FORM:
    register(
        Rule(
            _code,
            _name_,
            Severity.ERROR,
            Words(_zh, _en),
            TABLES if _code < "JS2" else ARITHMETIC,
            {key: Words(*texts) for key, texts in _texts.items()},
            doc=_doc,
        )
    )
