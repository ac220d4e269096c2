"""Numbers of a workbook as a reader sees them: the cell's number format applied to the stored value.

ECMA-376 part 1, 18.8.30 and 18.8.31 (number formats). Excel keeps 15 significant digits of a number and rounds
halves away from zero; so do we, on decimals, so that no binary noise reaches an amount.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

GENERAL = "General"
BUILT_IN = {
    0: GENERAL,
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"¥"#,##0;"¥"-#,##0',
    6: '"¥"#,##0;"¥"-#,##0',
    7: '"¥"#,##0.00;"¥"-#,##0.00',
    8: '"¥"#,##0.00;"¥"-#,##0.00',
    9: "0%",
    10: "0.00%",
    14: "yyyy/m/d",
    15: "yyyy/m/d",
    16: "m/d",
    17: "yyyy/m",
    22: "yyyy/m/d h:mm",
    27: 'yyyy"年"m"月"',
    28: 'm"月"d"日"',
    29: 'm"月"d"日"',
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    36: 'yyyy"年"m"月"',
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    41: '#,##0;-#,##0;"-"',
    42: '"¥"#,##0;"¥"-#,##0;"-"',
    43: '#,##0.00;-#,##0.00;"-"',
    44: '"¥"#,##0.00;"¥"-#,##0.00;"-"',
    49: "@",
    50: 'yyyy"年"m"月"',
    57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}
"""Formats known by number alone, with the dates and money signs that Chinese systems show for them."""

_SIGNIFICANT = Context(prec=15, rounding=ROUND_HALF_UP)
_WIDE = Context(prec=60, rounding=ROUND_HALF_UP)
_GENERAL_WIDTH = 11  # characters that General shows at most, the point included
_MAX_DECIMALS = 25
_LARGEST_POWER = 30
_LONGEST_FORMAT = 255
_PART = re.compile(
    r'"(?P<quoted>[^"]*)"?'
    r"|[\\!](?P<escaped>.)"
    r"|_.|\*."
    r"|\[\$(?P<currency>[^\]-]*)[^\]]*\]"
    r"|\[(?P<condition>[<>=]+)(?P<limit>-?[\d.]+)\]"
    r"|\[[^\]]*\]"
    r"|(?P<general>(?i:general)|G/通用格式)"
    r"|(?P<digit>[0#?])|(?P<point>\.)|(?P<comma>,)|(?P<percent>%)"
    r"|(?P<science>[Ee][+-])|(?P<fraction>/)|(?P<text>@)|(?P<section>;)"
    r"|(?P<date>[yYmMdDhHsS])|(?P<plain>.)",
    re.DOTALL,
)
_DATE_PART = re.compile(r'"([^"]*)"|[\\!](.)|\[[^\]]*\]|_.|(y+|m+|d+|h+|s+|a+)|(AM/PM|上午/下午)|(.)', re.DOTALL | re.I)


@dataclass(frozen=True, slots=True)
class _Section:
    """One of the up to four parts of a format.

    Attributes:
        whole: what stands before the point: placeholders (0 # ?) and ("=" + literal text).
        fraction: the same after the point.
        point: there is a point.
        grouped: thousands are set apart.
        scale: power of ten that the value is multiplied with.
        condition: ("<", limit) of a section that says when it holds.
        plain: it is to be shown as General: General itself, dates, fractions, powers, text.
        words: it has no digits, at most words.
    """

    whole: tuple[str, ...]
    fraction: tuple[str, ...]
    point: bool
    grouped: bool
    scale: int
    condition: tuple[str, Decimal] | None
    plain: bool
    words: bool


def shown(value: Decimal, code: str) -> str:
    """A number as its format shows it; as General does where the format is no plain number format.

    Args:
        value: the stored number.
        code: the number format.
    """
    if not value.is_finite():
        return ""
    if value.adjusted() > _LARGEST_POWER:
        return f"{value:.5E}"
    number = Decimal(0) if value.adjusted() < -_LARGEST_POWER else value.normalize(_SIGNIFICANT)
    sections = _sections(code[:_LONGEST_FORMAT])
    section, signed = _choose(sections, number)
    if section is None or section.plain or number.adjusted() + section.scale > _LARGEST_POWER:
        return _general(number)
    text = _apply(section, abs(number)).strip()
    if section.point and text.startswith("."):
        text = "0" + text  # #,###.00 shows .30, which reads as a slip
    # a section of its own for negative numbers may show them by colour alone, which text cannot
    unsigned = signed or not any(c in text for c in "-(（负▲△")
    negative = number < 0 and unsigned and any(c in "123456789" for c in text)
    return ("-" if negative else "") + text


@lru_cache(maxsize=512)
def is_date(code: str) -> bool:
    """Whether a format shows numbers as dates or times."""
    kinds = [m.lastgroup for m in _PART.finditer(code[:_LONGEST_FORMAT].split(";")[0])]
    return "date" in kinds and "general" not in kinds and ("digit" not in kinds or "s" in code.lower())


def _general(number: Decimal) -> str:
    """At most 11 characters with the point, as General shows; whole numbers in full, where Excel would show powers."""
    whole = len(str(int(abs(number))))
    room = max(_GENERAL_WIDTH - 1 - whole, 0)
    rounded = number.quantize(Decimal(1).scaleb(-room), ROUND_HALF_UP, _WIDE)
    text = f"{rounded:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def _choose(sections: tuple[_Section, ...], number: Decimal) -> tuple[_Section | None, bool]:
    """The section for a number, and whether a minus is set before a negative one."""
    if not sections:
        return None, True
    for n, section in enumerate(sections[:2]):
        if section.condition is not None and _holds(section.condition, number):
            return section, n == 0 or len(sections) == 1
    if any(s.condition for s in sections[:2]):
        rest = next((s for s in sections if s.condition is None), None)
        return rest, True
    if len(sections) == 1:
        return sections[0], True
    if number < 0:
        return sections[1], False
    if number == 0 and len(sections) > 2:
        return sections[2], False
    return sections[0], False


def _holds(condition: tuple[str, Decimal], number: Decimal) -> bool:
    sign, limit = condition
    return {
        "<": number < limit,
        ">": number > limit,
        "=": number == limit,
        "<=": number <= limit,
        ">=": number >= limit,
        "<>": number != limit,
    }.get(sign, False)


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[_Section, ...]:
    parts: list[list[re.Match[str]]] = [[]]
    for match in _PART.finditer(code):
        if match["section"]:
            parts.append([])
        else:
            parts[-1].append(match)
    return tuple(_section(p) for p in parts[:4])


def _section(parts: list[re.Match[str]]) -> _Section:
    sides: list[list[str]] = [[]]
    grouped, plain, scale = False, False, 0
    condition: tuple[str, Decimal] | None = None
    commas = 0
    for part in parts:
        kind = part.lastgroup
        if kind == "digit":
            grouped |= commas > 0 and len(sides) == 1 and any(p in "0#?" for p in sides[0])
            commas = 0
            sides[-1].append(part["digit"])
        elif kind == "point" and len(sides) == 1:
            scale -= 3 * commas
            commas = 0
            sides.append([])
        elif kind == "comma":
            commas += 1
        elif kind == "limit":
            try:
                condition = (part["condition"], Decimal(part["limit"]))
            except ArithmeticError:
                plain = True
        elif kind in ("quoted", "escaped", "currency", "plain", "percent", "point"):
            scale += 2 if kind == "percent" else 0
            sides[-1].append("=" + part[kind])
        elif kind is not None:
            plain = True
    scale -= 3 * commas
    digits = any(p in ("0", "#", "?") for side in sides for p in side)
    fraction = tuple(sides[1]) if len(sides) > 1 else ()
    return _Section(tuple(sides[0]), fraction, len(sides) > 1, grouped, scale, condition, plain, not digits)


def _apply(section: _Section, number: Decimal) -> str:
    if section.words:
        return "".join(p[1:] for p in section.whole)
    places = min(sum(p in ("0", "#", "?") for p in section.fraction), _MAX_DECIMALS)
    scaled = number.scaleb(section.scale, _WIDE).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _WIDE)
    whole, _, fraction = f"{scaled:f}".partition(".")
    return _whole(section, whole.lstrip("0")) + ("." if section.point else "") + _fraction(section.fraction, fraction)


def _whole(section: _Section, digits: str) -> str:
    """Fill the placeholders before the point from the right; what is left over goes where the first stands."""
    first = next((n for n, p in enumerate(section.whole) if p[0] != "="), None)
    out: list[str] = []
    count = 0

    def put(digit: str) -> None:
        nonlocal count
        if section.grouped and count and count % 3 == 0:
            out.append(",")
        out.append(digit)
        count += 1

    for n in range(len(section.whole) - 1, -1, -1):
        part = section.whole[n]
        if part[0] == "=":
            out.append(part[1:][::-1])
            continue
        digit, digits = (digits[-1], digits[:-1]) if digits else ("0" if part == "0" else "", "")
        if digit:
            put(digit)
        if n == first:
            for rest in reversed(digits):
                put(rest)
            digits = ""
    text = "".join(out)[::-1]
    return text if first is not None else digits + text


def _fraction(parts: tuple[str, ...], digits: str) -> str:
    out: list[str] = []
    left = digits
    for n, part in enumerate(parts):
        if part[0] == "=":
            out.append(part[1:])
            continue
        digit, left = left[:1], left[1:]
        # an optional place is left out where nothing but zeros follows
        needed = part == "0" or any(p == "0" for p in parts[n + 1 :]) or (digit + left).strip("0")
        out.append(digit if needed else "")
    return "".join(out)


def shown_date(value: dt.date | dt.time | dt.timedelta, code: str) -> str:
    """A date as its format shows it; year-month-day where the format is not known."""
    if isinstance(value, dt.timedelta):
        return str(value)
    if isinstance(value, dt.time):
        return value.strftime("%H:%M:%S")
    moment = value if isinstance(value, dt.datetime) else dt.datetime(value.year, value.month, value.day)
    out: list[str] = []
    hours = False
    for quoted, escaped, field, half, other in _DATE_PART.findall(code.split(";")[0][:_LONGEST_FORMAT]):
        letter = field[:1].lower()
        if letter and not half:
            out.append(_date_field(moment, letter, len(field), hours))
            hours = letter == "h" or (hours and letter == "m")
        elif other != "@":
            out.append(quoted or escaped or other)
    text = "".join(out).strip()
    return text if any(c.isdigit() for c in text) else moment.date().isoformat()


def _date_field(moment: dt.datetime, letter: str, length: int, after_hours: bool) -> str:
    if letter == "y":
        return f"{moment.year:04d}" if length > 2 else f"{moment.year % 100:02d}"
    if letter == "a":
        return ("星期" if length > 3 else "") + "一二三四五六日"[moment.weekday()]
    number = {"m": moment.minute if after_hours else moment.month, "d": moment.day, "h": moment.hour}.get(
        letter, moment.second
    )
    return f"{number:02d}" if length == 2 else str(number)
