"""What is said of a cell that cannot be used: what it is, and what to do about it, in Chinese and English."""

from __future__ import annotations

import re

from juesuan.money.number import parse_number
from juesuan.taxonomy.codes import CodeTree
from juesuan.taxonomy.naming import compact, fold

Said = tuple[str, str]

_WITH_UNIT = re.compile(r"(?:约|¥|￥|RMB)?([-+−—(（\d.,，．]+[)）]?)(?:[十百千]?[万亿]?元|[万亿])?整?", re.IGNORECASE)
_LEAF_FUNCTION = 7
_LEVELS = {3: "类", 5: "款", 7: "项"}
_LEVELS_EN = {3: "class (类)", 5: "kind (款)", 7: "item (项)"}
_AN = {5: "a kind (款)", 7: "an item (项)"}
_SHOWN = 2


def no_number(what: str, text: str) -> Said:
    """That an amount's cell holds words; of a number stored as text, how to make it one.

    Args:
        what: the column or row.
        text: what the cell shows.
    """
    if parse_number(text) is not None:
        mend = "选中该格，点旁边的感叹号“转换为数字”；或把单元格格式改为“常规”后重新输入"
        return (
            f"{what} 是文本格式的数字“{text}”，公式不会计入它；{mend}",
            f'{what} is a number stored as text, "{text}"; in Excel or WPS convert it to a number (the mark beside the '
            "cell), or set the cell's format to General and type it again",
        )
    if text.startswith("#"):
        return (
            f"{what} 的公式出错（{text}），引用的单元格或工作簿已经不在，请改为数字",
            f"{what} is a formula that fails ({text}): what it refers to is gone; type the number",
        )
    match = _WITH_UNIT.fullmatch(fold(text))
    if match and parse_number(match[1]) is not None:
        return (
            f"{what} 是文字“{text}”，请只填数字，不写单位和符号",
            f'{what} is text "{text}"; type the number alone, without unit or sign',
        )
    return f"{what} 是文字“{text}”，请改为数字", f'{what} is text "{text}"; make it a number'


def wrong_level(code: str, leaf: int, tree: CodeTree, other: CodeTree) -> Said:
    """That a code of a higher level stands where a leaf belongs, or one of the other classification.

    Args:
        code: what was typed; digits.
        leaf: how many digits the codes asked for have.
        tree: their classification.
        other: the other one.
    """
    functions = leaf == _LEAF_FUNCTION
    own_zh, other_zh = ("功能分类", "经济分类") if functions else ("经济分类", "功能分类")
    wanted = f"{_LEVELS[leaf]}级科目（{leaf}位）"
    if not tree.is_known(code, any_year=True) and other.is_known(code, any_year=True):
        return (
            f"{code} 是{other_zh}科目（{other.name(code) or ''}），这里要填{own_zh}的{wanted}",
            f"{code} is a code of the other classification; {_AN[leaf]} of {leaf} digits belongs here",
        )
    if len(code) not in _LEVELS or len(code) >= leaf:
        return f"{code} 不是{wanted}", f"{code} is no code of {leaf} digits"
    level, below = _LEVELS[len(code)], _leaves(code, leaf, tree)
    some = "、".join(f"{c} {tree.name(c)}" for c in below[:_SHOWN])
    return (
        f"{code} 是{level}级科目，这里要填它下面的{wanted}" + (f"，如 {some}" if some else ""),
        f"{code} is a {_LEVELS_EN[len(code)]}, but {_AN[leaf]} of {leaf} digits belongs here"
        + (f", such as {', '.join(below[:_SHOWN])}" if below else ""),
    )


def _leaves(code: str, leaf: int, tree: CodeTree) -> list[str]:
    return sorted(c for c in tree if c.startswith(code) and len(c) == leaf)


def code_of(text: str, number: object = None) -> str:
    """The code at the beginning of what was typed, in half width; "" if there is none.

    Args:
        text: what the cell shows: 2010301, 2010301.0, ２０１０３０１, 2010301 行政运行, 2,010,301.
        number: the number stored in the cell, if it is one; its format may show it otherwise.
    """
    shown = str(number) if number is not None else fold(compact(text))
    match = re.match(r"(\d{3,})(?:\.0*(?!\d))?", shown)
    return match[1] if match else ""
