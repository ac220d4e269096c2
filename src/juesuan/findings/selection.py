"""Choosing rules by code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from juesuan.checks.registry import RULES, Rule


class UnknownCodeError(ValueError):
    """No rule has this code or begins with it."""

    def __init__(self, code: str) -> None:
        super().__init__(f"there is no rule {code}")
        self.code = code


def rules() -> Mapping[str, Rule]:
    """All rules by code; the modules that hold them are loaded on the first call."""
    from juesuan.checks.engine import load_rules

    load_rules()
    return RULES


def expand(codes: Iterable[str]) -> tuple[str, ...]:
    """The full codes meant by codes and beginnings of codes (JS2 means all of JS2xx), sorted.

    Args:
        codes: as written, upper or lower case.

    Raises:
        UnknownCodeError: if one means no rule at all.
    """
    meant: set[str] = set()
    for code in codes:
        matching = [known for known in rules() if known.startswith(code.strip().upper())]
        if not matching or not code.strip():
            raise UnknownCodeError(code)
        meant.update(matching)
    return tuple(sorted(meant))
