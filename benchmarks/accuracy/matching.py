"""When a place that the checker names is the place where the fault was planted."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from typing import Any

Json = dict[str, Any]
UNITS = "万亿元%个辆人分台套()"


def norm(text: str | None) -> str:
    """White space removed, widths unified."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text or ""))


def same_value(text: object) -> Decimal | None:
    """The number a value is, or None."""
    try:
        return Decimal(str(text).replace(",", ""))
    except InvalidOperation:
        return None


def at_root(place: Json, root: Json) -> bool:
    """Whether a location (or a piece of evidence) is the root."""
    if root.get("title") and norm(root["title"]) in norm(place.get("quote")):
        return True
    return _in_table(place, root) if root.get("statement") else _in_text(place, root)


def _in_table(place: Json, root: Json) -> bool:
    if place.get("statement") != root["statement"]:
        return False
    if root.get("project") and place.get("project") and norm(root["project"]) not in norm(place["project"]):
        return False
    if root.get("any"):
        return True
    if root.get("row") or root.get("code"):
        by_code = root.get("code") and norm(place.get("code")) == norm(root["code"])
        by_row = root.get("row") and norm(place.get("row")) == norm(root["row"])
        if root.get("row") and root.get("code") and place.get("code") and not by_code:
            return False
        if not (by_code or by_row):
            return False
    return not root.get("column") or _column(norm(place.get("column")), norm(root["column"]))


def _column(named: str, right: str) -> bool:
    """The same path of headers, or a path that ends alike (a title above all columns may be told or not)."""
    return named == right or (bool(named) and (named.endswith("/" + right) or right.endswith("/" + named)))


def _in_text(place: Json, root: Json) -> bool:
    if place.get("statement"):
        return False
    line, quote, token = root.get("line"), norm(place.get("quote")), norm(root.get("text"))
    if line and place.get("line"):
        if place["line"] != line:
            return False
    elif not _section(place, root) and not (quote == token and len(re.findall(r"\d", token)) >= 3):
        return False  # a section told wrongly is forgiven where the figure itself can hardly be mistaken
    if root.get("any"):
        return True
    if not quote:
        return bool(line and place.get("line"))
    snippet = norm(root.get("snippet"))
    if not token:
        return quote in snippet or snippet in quote
    if quote == token or (token in quote and quote in snippet):
        return True
    number = token.rstrip(UNITS)
    return (bool(number) and quote.rstrip(UNITS) == number) or (quote in token and len(quote) >= 2)


def _section(place: Json, root: Json) -> bool:
    named = norm(place.get("section"))
    above = [norm(h) for h in [*root.get("headings", []), root.get("section")] if h]
    return not named or any(named == h or named in h or h in named for h in above)
