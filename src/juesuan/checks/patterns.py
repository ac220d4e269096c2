"""Regular expressions that users write: only such as end soon on any paragraph.

Python's engine tries the ways to match one after the other, so a pattern such as (a+)+b takes years on a short line.
Here every repetition has an upper bound, none stands within another, and the ways that all of them together leave open
are few; so a search over a paragraph is some million steps at most.
"""

from __future__ import annotations

import re

MAX_LENGTH = 200
"""Characters of a pattern."""
MAX_REPEAT = 100
"""Times that a part may be repeated."""
MAX_WAYS = 10_000
"""Product of the ways that each repetition and choice leaves open."""
MAX_TEXT = 5_000
"""Characters of a paragraph that are searched at a time."""

_TOKEN = re.compile(
    r"""\\(?P<escaped>.)
      | (?P<set>\[\^?\]?(?:\\.|[^\]\\])*\])
      | \((?P<open>\?(?:[:=!]|<[=!]|P<\w+>))?
      | (?P<close>\))
      | (?P<choice>\|)
      | (?P<repeat>[*+?]|\{\d*,?\d*\})[?+]?
      | (?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)


class PatternError(ValueError):
    """A pattern that is not accepted.

    Attributes:
        problem: too_long, syntax, unbounded, too_many, nested, ways or not_allowed.
        detail: the part meant.
    """

    def __init__(self, problem: str, detail: str = "") -> None:
        super().__init__(f"{problem}: {detail}")
        self.problem = problem
        self.detail = detail


def safe(pattern: str) -> re.Pattern[str]:
    """The compiled pattern.

    Args:
        pattern: as written by a user.

    Raises:
        PatternError: if it is wrong, or could take too long.
    """
    if len(pattern) > MAX_LENGTH:
        raise PatternError("too_long", str(MAX_LENGTH))
    try:
        compiled = re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        raise PatternError("syntax", str(error)) from error
    ways, groups, before = 1, [_Group()], _Group()
    for token in _TOKEN.finditer(pattern):
        extension = token.group() == "(" and pattern.startswith("?", token.end())
        if (token["escaped"] or "").isdigit() or extension:
            raise PatternError("not_allowed", token.group() + pattern[token.end() : token.end() + 2 * extension])
        if token.group().startswith("("):
            groups.append(_Group())
        elif token["close"]:
            before = groups.pop()
            groups[-1].varies |= before.varies
        elif token["choice"]:
            groups[-1].varies = True
            ways *= 2
        elif token["repeat"]:
            ways *= _ways(token["repeat"], before)
            groups[-1].varies = True
        if not token["close"]:
            before = _Group()
    if ways > MAX_WAYS:
        raise PatternError("ways", pattern)
    return compiled


class _Group:
    """What is within brackets: whether it can match in more than one way."""

    def __init__(self) -> None:
        self.varies = False


def _ways(repeat: str, within: _Group) -> int:
    """How many ways a repetition leaves open."""
    if repeat in ("*", "+"):
        raise PatternError("unbounded", repeat)
    low, comma, high = ("0", ",", "1") if repeat == "?" else repeat[1:-1].partition(",")
    if not high and comma:
        raise PatternError("unbounded", repeat)
    least, most = int(low or 0), int(high or low or 0)
    if most > MAX_REPEAT:
        raise PatternError("too_many", repeat)
    if within.varies and most > 1:
        raise PatternError("nested", repeat)
    return most - least + 1
