"""Findings as JSON: the contract `juesuan.check/1`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from juesuan.findings.report import Report, Unreadable

if TYPE_CHECKING:
    from juesuan.findings.waivers import Unused

SCHEMA = "juesuan.check/1"
"""Name and version of the contract; its JSON Schema is docs/check.schema.json."""


def render(
    outcomes: Iterable[Report | Unreadable],
    error: str | None = None,
    unused: Callable[[], Sequence[Unused]] | None = None,
) -> Iterator[str]:
    """The JSON text of all outcomes piece by piece; whole when the iterator is exhausted.

    Each report is one line, so that memory does not grow with the number of files.

    Args:
        outcomes: reports and unreadable files in order.
        error: why nothing could be done, where the call itself was wrong.
        unused: the waivers without effect, asked for once all outcomes have come; None where there are no waivers.
    """
    yield f'{{"schema": {_dump(SCHEMA)},\n "reports": ['
    unreadable: list[str] = []
    separator = "\n  "
    for outcome in outcomes:
        if isinstance(outcome, Unreadable):
            unreadable.append(_dump({"source": outcome.source, "reason": outcome.reason}))
        else:
            yield separator + _dump(outcome.to_dict())
            separator = ",\n  "
    failed = f',\n "error": {_dump(error)}' if error is not None else ""
    listed = "".join(f"{',' if n else ''}\n  {entry}" for n, entry in enumerate(unreadable))
    without_effect = ""
    if unused is not None:
        entries = ",".join(f"\n  {_dump(entry.to_dict())}" for entry in unused())
        without_effect = f',\n "unused_waivers": [{entries}]'
    yield f'],\n "unreadable": [{listed}]{without_effect}{failed}}}\n'


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
