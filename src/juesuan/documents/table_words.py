"""How the labels of statements' rows begin."""

from __future__ import annotations

import re

LABEL_START = re.compile(
    r"[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d+[.、．]|其中|[总合小]\s*计"
    r"|本年|上年|年初|年末|(?:收入|支出)[合总]计|结余分配|使用[非专]|人员经费|公用经费|注[:：]"
)
"""How labels begin that stand in rows of their own."""
