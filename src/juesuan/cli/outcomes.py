"""What a call's files give: one in this process, several in processes of their own, or all joined into one report."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

from juesuan.cli.options import TIMEOUT
from juesuan.cli.parser import UsageError
from juesuan.cli.progress import Progress
from juesuan.documents.model import Document
from juesuan.findings.catalogue import say
from juesuan.findings.language import Lang
from juesuan.findings.pipeline import Checker, Options, check_joined, guarded, read
from juesuan.findings.report import Report, Unreadable

Outcome: TypeAlias = Report | Unreadable


class Bounds(NamedTuple):
    """What the user says of processes and time: None where nothing."""

    jobs: int | None
    seconds: float | None


def bounds(call: Namespace, lang: Lang) -> Bounds:
    """`--jobs` and `--timeout` of a call.

    Raises:
        UsageError: if one is no positive number.
    """
    jobs = seconds = None
    if call.jobs is not None:
        if not (call.jobs.isascii() and call.jobs.isdigit() and int(call.jobs) > 0):
            raise UsageError(say("error.jobs", lang, value=call.jobs))
        jobs = int(call.jobs)
    if call.timeout is not None:
        try:
            seconds = float(call.timeout)
        except ValueError:
            seconds = 0.0
        if not 0 < seconds < 1e7:  # neither NaN nor for ever
            raise UsageError(say("error.timeout", lang, value=call.timeout))
    return Bounds(jobs, seconds)


def checked(
    sources: Sequence[str | Unreadable], options: Options, limits: Bounds, progress: Progress, *, join: bool
) -> Iterator[Outcome]:
    """The outcome of each file in order; of all files together where they are to be joined.

    Args:
        sources: files, and what was found to be unreadable before reading.
        options: what to check.
        limits: processes and seconds.
        progress: told of each file begun.
        join: all files are one report.
    """
    if join:
        return _joined(sources, options, progress)
    files = [source for source in sources if not isinstance(source, Unreadable)]
    # A process costs more than a file does, so one file gets none, unless it is not to take too long.
    if len(files) > 1 or (files and limits.seconds is not None):
        return _merged(sources, _many(files, options, limits, progress))
    return _merged(sources, _here(files, options, progress))


def _merged(sources: Sequence[str | Unreadable], outcomes: Iterator[Outcome]) -> Iterator[Outcome]:
    for source in sources:
        yield source if isinstance(source, Unreadable) else next(outcomes)


def _here(files: Sequence[str], options: Options, progress: Progress) -> Iterator[Outcome]:
    for source in files:
        progress.next(source)
        yield Checker(options)(source)


def _many(files: Sequence[str], options: Options, limits: Bounds, progress: Progress) -> Iterator[Outcome]:
    from juesuan.findings import workers

    seconds = TIMEOUT if limits.seconds is None else limits.seconds
    jobs = workers.cores() if limits.jobs is None else limits.jobs
    done = workers.each(files, Checker(options), jobs, workers.Limits(seconds), progress.next)
    for source, outcome in zip(files, done, strict=True):
        if isinstance(outcome, workers.TimedOutError):
            yield Unreadable(source, say("reason.timeout", options.lang, seconds=f"{seconds:g}"))
        elif isinstance(outcome, workers.DiedError):
            key = "reason.killed" if outcome.killed else "reason.died"
            yield Unreadable(source, say(key, options.lang, how=outcome.how))
        else:
            yield outcome


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
