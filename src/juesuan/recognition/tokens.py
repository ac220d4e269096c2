"""A paragraph of the narrative → tokens: numbers with units, words of the lexicon, comparisons, punctuation.

Everything works on the *squeezed* text: without blanks and quotation marks, in half width. `Squeezed.at` leads back
to the characters as printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from juesuan.taxonomy.lexicon import Word, word_index

_DROPPED = frozenset(" \t\n\r\x0b\x0c\u3000\xa0\u200b\u200c\u200d\ufeff\u2002\u2003\u2009\u202f“”\"‘’'＂「」『』〝〞")
_FOLD: dict[int, str] = {
    **{c: chr(c - 0xFEE0) for c in range(0xFF01, 0xFF5F)},
    **{ord(c): "(" for c in "〔［【﹙"},
    **{ord(c): ")" for c in "〕］】﹚"},
    ord("﹑"): "、",
    ord("∶"): ":",
    ord("︰"): ":",
    ord("﹪"): "%",
    ord("〈"): "《",
    ord("〉"): "》",
    ord("，"): "，",  # kept apart from the comma between thousands
}
_SPREAD = re.compile(r"(?<=\d)[ \u3000\xa0\u2009\u202f]+(?=\d)")
_SINGLE = re.compile(r"(?<![\d.,])\d(?:[ \u3000\xa0]+[\d.,]){2,}(?![\d.,])")


@dataclass(frozen=True, slots=True)
class Squeezed:
    """The squeezed text with the place of every character in the text as printed."""

    text: str
    at: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Start and end in the text as printed, of characters `start` to `end` here."""
        if end <= start:
            place = self.at[min(start, len(self.at) - 1)] if self.at else 0
            return place, place
        return self.at[start], self.at[end - 1] + 1


def squeeze(text: str, start: int = 0) -> Squeezed:
    """The text from `start` on without blanks and quotation marks.

    A blank between two digits is kept (two numbers, not one) unless every digit stands alone, as where a line was
    spread over its full width.
    """
    kept: set[int] = set()
    if _SPREAD.search(text, start):
        kept = {m.start() for m in _SPREAD.finditer(text, start)}
        for spread in _SINGLE.finditer(text, start):
            kept -= set(range(spread.start(), spread.end()))
    at = tuple(i for i in range(start, len(text)) if text[i] not in _DROPPED or i in kept)
    return Squeezed("".join([text[i] for i in at]).translate(_FOLD), at)


@dataclass(slots=True)
class Token:
    """One token of the squeezed text.

    Attributes:
        kind: number, bare (without a unit), plain (no amount), missing (a unit without a number),
            year, prior (上年支出 before an amount), compare, word, choice (增加（减少）), little (多, 少 before a
            number), aside (in brackets or 《》), stop, semicolon, comma, pause (、), colon, open, close.
        start: first character.
        end: one past the last.
        word: for words.
        value: for numbers.
        unit: for numbers, as the claim's unit; "" where none is printed.
        decimals: digits after the point.
        approximate: 约, 多, 近 or 余 stand with the number.
        after: for numbers: one past all that belongs to it (50万元以上, 100万元（含）以上).
        bases: for comparisons: what with (prior, initial, adjusted, budget, unknown).
        period: for comparisons and years: -1 the year before, 0 this year, None another.
        year: the year printed, if any.
        threshold: 50万元以上 and the like.
    """

    kind: str
    start: int
    end: int
    word: Word | None = None
    value: Decimal = Decimal(0)
    unit: str = ""
    decimals: int = 0
    approximate: bool = False
    after: int = 0
    base: str = ""
    period: int | None = 0
    year: int | None = None
    threshold: bool = False
    negative: bool = False


_NUMBER = re.compile(r"(-?)((?:\d{1,3}(?:[,，]\d{3})+(?!\d)|\d+)(?:\.\d+)?)")
_UNIT = re.compile(
    r"(?P<money>(?P<scale>万|亿)?(?P<some>余|多|来)?元)|(?P<wan>[万亿])(?=[(,，。;；、)]|$)"
    r"|%|％|(?P<times>倍)(?!数|体|率)|(?P<points>个?百分点)|个(?!月|百分|工作日|季度|年|小时|方面|五年|五)|(?P<batch>批次|批(?!复|准|示))"
    r"|人次|人(?!民|员|次|口|才|均|大|事|社|力|群|防|工|类)|辆(?!次)|台?[(]套(?:、件)?[)]|台[(][^()]{1,3}[)]|台套|台|套"
    r"|分(?!钟|之|别|析|类|支|局|公司|行|期|管|项|级|配|散|批|片|院|所|布|户|段|值|工|会|区|队|校|层|组|部)|次(?!年|日|月)"
)
_THRESHOLD = re.compile(r"(?:[(]含[)]|含)?(?:以上|以下|以内|及以上|起)的?")
_NO_AMOUNT = re.compile(r"[年月日号条款项楼期弄岁户天届章级时点座份名场家所吨]|小时|平方|公里")
_YEAR = re.compile(
    r"(\d{4})(?:(?=年初(?:财政拨款)?结[转余])|年(?:度)?(?:(\d{1,2})月(?:(\d{1,2})[日号])?)?(?:底|末|初)?)"
)
_DATE = re.compile(r"\d{1,2}月(?:\d{1,2}[日号])?|\d{1,2}[日号]")
_COMPARE = re.compile(
    r"(?P<lead>与|同|比|较|相比于?|相较于?|相对于|对比|和|由|从)"
    r"(?:(?P<year>\d{4})年度?|(?P<prior>上一?年度?(?:同期)?|去年(?:同期)?|同期|前一年度?|(?<=同)比(?:上年度?|去年)?))?(?:的)?"
    r"(?:本?(?:部门|单位))?(?:三公经费(?=.{0,8}[预决]算))?(?:一般公共预算(?=财政拨款))?(?:财政拨款)?"
    r"(?:(?:收入|支出)(?=决算|预算|执行|数|年初|全年|调整))?"
    r"(?P<what>年初预算|全年预算|调整后?预算|预算调整|批复预算|部门预算|预算|决算|执行|年初|累计支出)?"
    r"(?:数字|数额|总额|总计|总数|合计数?|安排数?|批复数?|金额|数|相比)?(?:支出(?=数|相|比|减|增|下))?(?:数)?(?:同期)?(?:相比|比较|对比|同比|比)?"
)
_ALONGSIDE = re.compile(
    r"(?:基本|大致|大体|总体|略有|相比)?(?:持平|一致|相同|无|相比|比较|对比|没有|不变|相差|差)|\d[\d,.]*[万亿]?元?(?:相比|比较|对比)"
)
_MONEY_NEXT = re.compile(r"\d[\d,.]*[万亿]?元")
_PRIOR = re.compile(
    r"(?:上一?年度?|去年|前一年度?)(?:同期)?(?:实际|累计)?(?:支出|决算|收入|执行|发生)(?:决算|金额|总额|数|额)*(?:[为是共]|合计)?(?=\d)"
    r"|(?:上一?年度?|去年)(?:同期)?[为是](?=\d)|(?:上一?年度?|去年)(?=\d[\d,.]*[万亿]?元)|(?:上一?年度?|上|去年|去)(?=年末(?:财政拨款)?结转)"
)
_PUNCT = {
    "。": "stop", "!": "stop", "?": "stop", ";": "semicolon", ",": "comma", "，": "comma", "、": "pause",
    ":": "colon", "(": "open", ")": "close",
}  # fmt: skip
_BOOK = re.compile(r"《[^》]{0,120}》")
_ASIDE = re.compile(r"\([^()0-9]{1,40}\)")
_CHOICE = re.compile(
    r"(?:增加|减少|增长|下降|降低|上升|大于|小于|等于|增|减|高于|低于)[(/](?:增加|减少|增长|下降|降低|上升|大于|小于|等于|持平|高于|低于|或|/|、)+[)]?"
    r"|(?:减增加|增减少|减少增加|增加减少|增长下降|下降增长|大小于|大于小于|小于大于|增加或减少|增长或下降|大于或小于)"
)
_LITTLE = re.compile(r"[多少](?:支出|安排)?(?=约?\d)")


@cache
def _scan() -> re.Pattern[str]:
    first = "".join(word_index())
    return re.compile(
        rf"\d|-(?=\d)|[。;,，、:()!?《.%万]|[与同比较相对和由从上去前]|[多少减增][^。]|[{re.escape(first)}]"
    )


def tokens(text: str, *, year: int | None) -> Iterator[Token]:
    """The tokens of a squeezed text, in order; what is no token is left out.

    Args:
        text: squeezed text.
        year: the report's fiscal year, to tell 上年 from the year printed.
    """
    index = word_index()
    search = _scan().search
    pos = 0
    while (match := search(text, pos)) is not None:
        i = match.start()
        char = text[i]
        token = _token(text, i, char, index.get(char, ()), year)
        if token is None:
            pos = i + 1
            continue
        yield token
        pos = max(token.end, i + 1)


def _token(text: str, i: int, char: str, words: tuple[Word, ...], year: int | None) -> Token | None:
    if char.isdigit() or char == "-":
        return _number(text, i, year)
    if char == "《":
        book = _BOOK.match(text, i)
        return Token("aside", i, book.end()) if book else None
    if char == ".":
        # 487.54万元. ends a sentence; 1.1 and 1. do not come here
        return Token("stop", i, i + 1) if i and not text[i - 1].isdigit() else None
    if char in "%万":
        return _missing(text, i)
    choice = _CHOICE.match(text, i) if char in "增减大小等高低下上降" else None
    if choice is not None:
        return Token("choice", i, choice.end())
    if char == "(":
        aside = _ASIDE.match(text, i)
        if aside and not aside.group().startswith("(其中"):
            return Token("aside", i, aside.end())
    if char in _PUNCT:
        return Token(_PUNCT[char], i, i + 1)
    compare = _compare(text, i, year) if char in "与同比较相对和由从" else None
    if compare is not None:
        return compare
    prior = _PRIOR.match(text, i) if char in "上去前" else None
    if prior is not None:
        return Token("prior", i, prior.end(), period=-1)
    for word in words:
        if text.startswith(word.text, i):
            return Token("word", i, i + len(word.text), word)
    little = _LITTLE.match(text, i) if char in "多少" else None
    return Token("little", i, little.end()) if little else None


def _number(text: str, i: int, year: int | None) -> Token | None:
    dated = _YEAR.match(text, i)
    if dated:
        printed = int(dated.group(1))
        return Token("year", i, dated.end(), year=printed, period=_period(printed, year))
    date = _DATE.match(text, i)
    if date:
        return Token("plain", i, date.end())
    match = _NUMBER.match(text, i)
    if match is None:
        return None
    end = match.end()
    digits = match.group(2).replace(",", "").replace("，", "")
    before = text[i - 1] if i else ""
    token = Token("number", i, end, value=Decimal(digits), after=end, negative=bool(match.group(1)))
    token.decimals = len(digits.partition(".")[2])
    token.approximate = before in ("约", "近") and not text.endswith("节约", 0, i)
    unit = _UNIT.match(text, end)
    if before == "第" or (unit is None and _NO_AMOUNT.match(text, end)):
        token.kind = "plain"
        return token
    if unit is None:
        return _bare(text, token, before)
    token.unit, token.end = _unit_name(unit), unit.end()
    token.approximate = token.approximate or bool(unit.group("some"))
    if unit.group("times"):  # 增长1.5倍 is 增长150%, shown to less than its last digit
        token.value, token.decimals = token.value * 100, max(0, token.decimals - 2)
        token.approximate = True
    threshold = _THRESHOLD.match(text, token.end)
    token.threshold = threshold is not None
    token.after = threshold.end() if threshold else token.end
    return token


def _bare(text: str, token: Token, before: str) -> Token:
    """A number without a unit: the ordinal of a list, part of a name, or an amount whose unit is missing."""
    following = text[token.end] if token.end < len(text) else ""
    listed = following in (".", "、", ")") and (not before or before in "。;,，:.(、") and not token.decimals
    token.kind = "plain" if listed else "bare"
    if listed:
        token.end += 1
    return token


def _missing(text: str, i: int) -> Token | None:
    """占%, 减少万元: a unit whose number was never filled in."""
    before = text[max(0, i - 2) : i]
    if not before.endswith(("占", "的", "减少", "增加", "增长", "下降", "降低", "上升")):
        return None
    if text[i] == "%":
        return Token("missing", i, i + 1, unit="%")
    return Token("missing", i, i + 2, unit="万元") if text.startswith("万元", i) and before != "的" else None


def _unit_name(match: re.Match[str]) -> str:
    if match.group("money"):
        return (match.group("scale") or "") + "元"
    if match.group("wan"):
        return match.group("wan") + "元"
    if match.group("points"):
        return "个百分点"
    if match.group("batch"):
        return "批次"
    text = match.group()
    if text in ("%", "％", "倍"):
        return "%"
    return "台" if text[0] in "台套(" else text


def _period(printed: int, year: int | None) -> int | None:
    if year is None:
        return 0
    return printed - year if printed - year in (0, -1) else None


def _compare(text: str, i: int, year: int | None) -> Token | None:
    """与2023年度相比, 比上年, 较年初预算数, 同比, …; None where the character begins another word."""
    match = _COMPARE.match(text, i)
    if match is None:
        return None
    prior, printed, what = match.group("prior"), match.group("year"), match.group("what")
    if match.group("lead") in ("由", "从") and not (_MONEY_NEXT.match(text, match.end()) and (prior or printed)):
        return None
    if not (prior or printed or what):
        if match.group().endswith("同比"):
            return Token("compare", i, match.end(), base="prior", period=-1)
        return None
    if match.group("lead") in ("与", "同", "和") and not prior_same(match):
        ended = match.group().endswith(("相比", "比较", "对比", "比"))
        if not ended and not _ALONGSIDE.match(text, match.end()):
            return None
    return Token("compare", i, match.end(), base=_base(what, prior), period=_compared(prior, printed, what, year))


def prior_same(match: re.Match[str]) -> bool:
    """Whether the comparison is 同比."""
    return match.group("lead") == "同" and (match.group("prior") or "").startswith("比")


def _base(what: str | None, prior: str | None) -> str:
    if what is None or what in ("决算", "累计支出"):
        return "prior"
    if what == "年初预算":
        return "initial"
    if what in ("全年预算", "调整预算", "调整后预算", "预算调整"):
        return "adjusted"
    if what in ("执行", "年初"):
        return "unknown" if prior is None else "prior"
    return "budget"


def _compared(prior: str | None, printed: str | None, what: str | None, year: int | None) -> int | None:
    if prior:
        return -1
    if printed is None:
        return 0 if what and "预算" in what else -1
    if year is None:
        return 0 if what and "预算" in what else -1
    return _period(int(printed), year)
