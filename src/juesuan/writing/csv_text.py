"""Rows as CSV text (RFC 4180), and amounts in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_QUOTED = re.compile('[",\r\n]')


def csv_text(rows: Iterable[Sequence[str]]) -> str:
    """Rows as lines that end in CR LF, quoted where they must be.

    Args:
        rows: header and lines.
    """
    return "".join(",".join(_field(value) for value in row) + "\r\n" for row in rows)


def _field(value: str) -> str:
    return '"' + value.replace('"', '""') + '"' if _QUOTED.search(value) else value


def yuan(fen: int) -> str:
    """An amount in 元, to the fen."""
    sign, whole = "-" if fen < 0 else "", abs(fen)
    return f"{sign}{whole // 100}.{whole % 100:02d}"
