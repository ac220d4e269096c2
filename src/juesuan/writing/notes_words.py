"""Money that was typed into a text by hand: the program writes amounts from the tables, so that all agree.

A standard, a price or a limit is no amount of the accounts and may stand: 每人每月300元, 单价100万元以上, 50万元及以上.
"""

from __future__ import annotations

import re

_DIGITS = r"[\d０-９][\d０-９,，.．]*"
_AMOUNT = re.compile(rf"({_DIGITS}\s*[余多]?\s*(?:[十百千]?[万亿]|[百千])?[余多]?元)")
_RATE_BEFORE = re.compile(
    r"(?:每[\w/]{0,6}|人均|日均|月均|户均|标准|单价|单位价值|单件|限额|起付|门槛|票价|收费)[^，。；]{0,12}$"
)
_RATE_AFTER = re.compile(r"\s*(?:及?[（(]含[)）])?(?:及?以[上下内]|的?标准|/|每|\s*[／])")
_FROM_TO = re.compile(r"由[^，。；]{0,16}(?:提高|调整|提|降|降低|上调|下调)(?:为|到|至)[^，。；]{0,4}$")
_SHARE = re.compile(rf"(?:增[长加幅]|上升|下降|减少|降低|压减|压缩|占|完成)[^，。；\d０-９]{{0,8}}{_DIGITS}\s*[%％]")


def typed_amount(text: str) -> str:
    """The first amount of the accounts that a text states; "" if it states none.

    Args:
        text: a reason or purpose.
    """
    for match in _AMOUNT.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        rate = _RATE_BEFORE.search(before) or _RATE_AFTER.match(after) or _FROM_TO.search(before)
        if not rate and not (before and before[-1] in "第"):
            return match[1]
    return ""


def typed_share(text: str) -> str:
    """The first percentage by which a text says that something changed, or what share it is; "" if there is none.

    Args:
        text: a reason or purpose.
    """
    match = _SHARE.search(text)
    return match[0] if match else ""
