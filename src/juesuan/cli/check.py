"""`juesuan check`."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from juesuan.cli.call import codes, note_unreadable, refuse_unready, require_edition, targets
from juesuan.cli.options import CHECK_FORMATS
from juesuan.cli.output import style, write
from juesuan.cli.parser import UsageError
from juesuan.cli.progress import Progress
from juesuan.cli.status import NOTHING, PROBLEM, SOMETHING
from juesuan.documents.model import Document
from juesuan.findings.catalogue import say
from juesuan.findings.language import Lang
from juesuan.findings.pipeline import Options, check_file, check_joined, guarded, read
from juesuan.findings.report import Report, Unreadable
from juesuan.findings.text import SEVERITIES

Outcome: TypeAlias = Report | Unreadable


def check(call: Namespace, lang: Lang) -> int:
    """Check reports; the exit status of the contract.

    Args:
        call: the parsed call.
        lang: language of everything said.

    Raises:
        UsageError: if the call is wrong.
    """
    if call.format not in CHECK_FORMATS:
        raise UsageError(
            say("error.format", lang, format=call.format, known=say("report.list", lang).join(CHECK_FORMATS))
        )
    refuse_unready(call, "check", lang)
    require_edition(call.edition, lang)
    options = Options(lang, call.edition, codes(call.select, lang), codes(call.ignore, lang))
    sources = targets(call.paths, call.output, lang)
    progress = Progress(len(sources), lang)
    run = _joined(sources, options, progress) if call.join else _single(sources, options, progress)
    tally = _Tally(run, progress)
    as_text = call.format == "text"
    if as_text:
        from juesuan.findings import text

        pieces = text.render(tally, style(lang, call.output is not None))
    else:
        from juesuan.findings import as_json

        pieces = as_json.render(_whole(tally, sources, lang) if call.output is None else tally)
    write(pieces, call.output, lang)
    if call.output is not None or not as_text:
        note_unreadable(tally.unreadable, lang)
    if tally.interrupted:
        raise KeyboardInterrupt
    return tally.status(call.fail_on)


class _Tally:
    """Passes the outcomes on and remembers what the exit status depends on."""

    def __init__(self, outcomes: Iterable[Outcome], progress: Progress) -> None:
        self._outcomes = outcomes
        self._progress = progress
        self._gravest = len(SEVERITIES)
        self.unreadable: list[Unreadable] = []
        self.interrupted = False

    def __iter__(self) -> Iterator[Outcome]:
        try:
            for outcome in self._outcomes:
                if isinstance(outcome, Unreadable):
                    self.unreadable.append(outcome)
                else:
                    ranks = [SEVERITIES.index(item.severity) for item in outcome.findings]
                    self._gravest = min([self._gravest, *ranks])
                self._progress.clear()
                yield outcome
        finally:
            self._progress.clear()

    def status(self, fail_on: str) -> int:
        """0 nothing at or above `fail_on`, 1 something, 2 a file could not be read."""
        if self.unreadable:
            return PROBLEM
        if fail_on == "never":
            return NOTHING
        return SOMETHING if self._gravest <= SEVERITIES.index(fail_on) else NOTHING


def _whole(tally: _Tally, sources: Sequence[str | Unreadable], lang: Lang) -> Iterator[Outcome]:
    """The outcomes; if the user interrupts, the files not reached follow as unreadable, so that JSON stays whole."""
    done = 0
    try:
        for outcome in tally:
            done += 1
            yield outcome
    except KeyboardInterrupt:
        tally.interrupted = True
        reason = say("reason.interrupted", lang)
        for source in sources[done:]:
            yield source if isinstance(source, Unreadable) else Unreadable(source, reason)


def _single(sources: Sequence[str | Unreadable], options: Options, progress: Progress) -> Iterator[Outcome]:
    for source in sources:
        if isinstance(source, Unreadable):
            yield source
            continue
        progress.next(source)
        yield guarded(source, options.lang, lambda source=source: check_file(source, options))  # type: ignore[misc]


def _joined(sources: Sequence[str | Unreadable], options: Options, progress: Progress) -> Iterator[Outcome]:
    """Read every file, then check those that can be read as one report."""
    documents: list[Document] = []
    for source in sources:
        if isinstance(source, Unreadable):
            yield source
            continue
        progress.next(source)
        document = guarded(source, options.lang, lambda source=source: read(source))  # type: ignore[misc]
        if isinstance(document, Unreadable):
            yield document
        else:
            documents.append(document)
    if documents:
        yield guarded(documents[0].source, options.lang, lambda: check_joined(documents, options))
