"""`juesuan facts`."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from juesuan.cli.call import note_unreadable, require_edition, targets
from juesuan.cli.output import write
from juesuan.cli.progress import Progress
from juesuan.cli.status import NOTHING, PROBLEM
from juesuan.findings.catalogue import say
from juesuan.findings.facts import SCHEMA, as_csv, as_object, rows
from juesuan.findings.language import Lang
from juesuan.findings.pipeline import guarded, recognise
from juesuan.findings.report import Unreadable

Line: TypeAlias = tuple[str, ...]


def facts(call: Namespace, lang: Lang) -> int:
    """List the amounts read; the exit status of the contract.

    Args:
        call: the parsed call.
        lang: language of everything said.

    Raises:
        UsageError: if the call is wrong.
    """
    require_edition(call.edition, lang)
    sources = targets(call.paths, call.output, lang)
    unreadable: list[Unreadable] = []
    interrupted: list[bool] = []

    def lines() -> Iterator[Line]:
        progress = Progress(len(sources), lang)
        for n, source in enumerate(sources):
            try:
                table = _table(source, call.edition, progress, lang)
            except KeyboardInterrupt:
                # What was read goes out whole, and the rest is named.
                interrupted.append(True)
                reason = say("reason.interrupted", lang)
                unreadable.extend(s if isinstance(s, Unreadable) else Unreadable(s, reason) for s in sources[n:])
                return
            finally:
                progress.clear()
            if isinstance(table, Unreadable):
                unreadable.append(table)
            else:
                yield from table

    write(as_csv(lines()) if call.format == "csv" else as_json(lines(), unreadable), call.output, lang)
    note_unreadable(unreadable, lang)
    if interrupted:
        raise KeyboardInterrupt
    return PROBLEM if unreadable else NOTHING


def _table(source: str | Unreadable, edition: str | None, progress: Progress, lang: Lang) -> list[Line] | Unreadable:
    if isinstance(source, Unreadable):
        return source
    progress.next(source)
    return guarded(source, lang, lambda: list(rows(recognise(source, edition))))


def as_json(lines: Iterator[Line], unreadable: Sequence[Unreadable], error: str | None = None) -> Iterator[str]:
    """The facts as JSON piece by piece; `unreadable` is read after the last line.

    Args:
        lines: lines of the contract's columns.
        unreadable: files that could not be read, known once all lines are.
        error: why nothing could be done, where the call itself was wrong.
    """
    import json

    def dump(value: object) -> str:
        return json.dumps(value, ensure_ascii=False)

    yield f'{{"schema": {dump(SCHEMA)},\n "facts": ['
    separator = "\n  "
    for line in lines:
        yield separator + dump(as_object(line))
        separator = ",\n  "
    listed = [{"source": entry.source, "reason": entry.reason} for entry in unreadable]
    failed = f',\n "error": {dump(error)}' if error is not None else ""
    yield f'],\n "unreadable": {dump(listed)}{failed}}}\n'
