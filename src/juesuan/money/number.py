"""Numbers as people print them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_FOLD = str.maketrans("０１２３４５６７８９．，－＋（）％\u3000\u00a0\t", "0123456789.,-+()%   ", "\n\r")
_BLANK_BESIDE_MARK = re.compile(r"(?<=[-+−—,.(]) +| +(?=[,.)])")
_NUMBER = re.compile(r"([-+−—]?)([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(\.[0-9]+)?")
_BRACKETED = re.compile(r"\(([0-9][0-9,]*(?:\.[0-9]+)?)\)")
_LONGEST = 24


@dataclass(frozen=True, slots=True)
class Number:
    """A printed number: its exact value and how many digits it shows after the point."""

    value: Decimal
    decimals: int


def parse_number(text: str) -> Number | None:
    """Read a number that is the whole of `text`, or None.

    Full-width digits, thousands separators, line breaks inside, blanks beside a mark ("1, 537.4"), a leading minus in
    any form and the accountants' brackets for a negative number are understood. Percent signs and words are not, nor
    are two numbers with a blank between them.
    """
    folded = _BLANK_BESIDE_MARK.sub("", text.translate(_FOLD).strip())
    if not folded or len(folded) > _LONGEST:
        return None
    bracketed = _BRACKETED.fullmatch(folded)
    if bracketed:
        folded = "-" + bracketed[1]
    match = _NUMBER.fullmatch(folded)
    if match is None:
        return None
    sign, whole, fraction = match.groups()
    value = Decimal(whole.replace(",", "") + (fraction or ""))
    if sign and sign != "+":
        value = -value
    return Number(value, len(fraction) - 1 if fraction else 0)
