"""A finding's fingerprint: the same mistake has the same id in the next version of the file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from juesuan.checks.finding import Finding, Words

# A heading's ordinal changes when a section is put in before it; the rest of the heading does not.
_ORDINAL = re.compile(
    r"^(?:第[一二三四五六七八九十百\d]+(?:部分|章|节)|[（(][一二三四五六七八九十百\d]+[）)]|[一二三四五六七八九十百]+[、.．]|\d+[、.．])"
)
_BLANK = re.compile(r"\s+")


def fingerprints(findings: Iterable[Finding]) -> Iterator[str]:
    """An id for each finding, in order.

    It is a hash of the code and of what the root means: statement, project, row, classification code and column, or
    section and quote. Pages, boxes, blocks and what is written elsewhere take no part. Findings that are equal in
    all this are told apart by their order.

    Args:
        findings: all findings of one report, in published order.
    """
    from hashlib import blake2b  # here, because it costs milliseconds that a clean report need not pay

    seen: Counter[str] = Counter()
    for finding in findings:
        meaning = "\x1f".join((finding.code, *_meaning(finding)))
        ordinal = seen[meaning]
        seen[meaning] += 1
        data = f"{meaning}\x1f{ordinal}".encode("utf-8", "surrogatepass")
        yield blake2b(data, digest_size=8).hexdigest()


def _meaning(finding: Finding) -> tuple[str, ...]:
    at = finding.location
    if at.statement is not None and (at.row is not None or at.code is not None or at.column is not None):
        return tuple(_plain(part) for part in ("cell", at.statement, at.project, at.row, at.code, at.column))
    if at.section is not None or at.quote is not None:
        section = _ORDINAL.sub("", _plain(at.section))
        # Where the words meant are not there (something is missing), what the message speaks of stands in.
        missing = () if at.quote is not None else _named(finding)
        return ("text", _plain(at.statement), _plain(at.project), section, _plain(at.quote), *missing)
    # Nothing of the root is printed (something is missing): what the message speaks of stands in.
    return ("whole", _plain(at.statement), _plain(at.project), finding.variant, *_named(finding))


def _named(finding: Finding) -> tuple[str, ...]:
    return tuple(f"{key}={_zh(value)}" for key, value in sorted(finding.args.items()))


def _plain(text: str | None) -> str:
    return _BLANK.sub("", text or "")


def _zh(value: str | Words) -> str:
    return value.zh if isinstance(value, Words) else value
