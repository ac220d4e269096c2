"""`juesuan check`."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from juesuan.cli.call import codes, local_rules, note_unreadable, note_unused, refuse_unready, require_edition, targets
from juesuan.cli.copies import plan
from juesuan.cli.outcomes import Outcome, bounds, checked
from juesuan.cli.output import style, write
from juesuan.cli.parser import UsageError
from juesuan.cli.progress import Progress
from juesuan.cli.status import NOTHING, PROBLEM, SOMETHING
from juesuan.findings.catalogue import say
from juesuan.findings.formats import FORMATS, Look
from juesuan.findings.language import Lang
from juesuan.findings.pipeline import Options
from juesuan.findings.report import Report, Unreadable
from juesuan.findings.text import SEVERITIES

if TYPE_CHECKING:
    from juesuan.findings.waivers import Waivers


def check(call: Namespace, lang: Lang) -> int:
    """Check reports; the exit status of the contract.

    Args:
        call: the parsed call.
        lang: language of everything said.

    Raises:
        UsageError: if the call is wrong.
    """
    refuse_unready(call, "check", lang)
    require_edition(call.edition, lang)
    local = local_rules(call, lang)  # before the codes are looked up, which may be its own
    options = Options(
        lang,
        call.edition,
        codes(call.select, lang),
        codes(call.ignore, lang),
        previous=_existing(call.previous, "error.previous", lang),
        template=_existing(call.template, "error.template", lang),
        local=local,
        plugins=call.plugins,
    )
    limits = bounds(call, lang)
    form = FORMATS[call.format]
    # A page is of no use in a terminal; redirected, it is what was asked for.
    if call.output is None and (form.binary or (form.pictures and sys.stdout.isatty())):
        raise UsageError(say("error.binary", lang, format=call.format))
    waivers = _waivers(call.waivers, lang)
    settle = _settling(waivers, call.baseline, lang, call.redact)
    into = _folder(call, lang)
    sources = targets(call.paths, None if into else call.output, lang, into)
    if form.pictures:
        from juesuan.findings.html import picture_bytes

        options = replace(options, picture_bytes=picture_bytes(1 if call.join or into else len(sources)))
    copies = plan(call, sources, lang)
    progress = Progress(len(sources), lang)
    tally = _Tally(map(settle, checked(sources, options, limits, progress, join=call.join)), progress)
    look = Look(
        lang,
        style(lang, call.output is not None),
        _ran(options) if call.format == "junit" else (),
        waivers.unused if waivers is not None else None,
    )
    if into is not None:
        from juesuan.cli.folder import write_folder

        write_folder(tally, sources, into, form, look)
    else:
        whole = _whole(tally, sources, lang) if call.output is None and call.format != "text" else tally
        write(form.render(whole, look), call.output, lang)
    if call.output is not None or call.format != "text":
        note_unreadable(tally.unreadable, lang)
    if waivers is not None and (call.format != "text" or call.output is not None):
        note_unused(waivers.unused(), lang)
    if tally.interrupted:
        raise KeyboardInterrupt
    if copies is not None and tally.latest is not None:
        copies.write(tally.latest)
    return tally.status(call.fail_on)


def _existing(path: str | None, key: str, lang: Lang) -> str | None:
    """The path, if there is something of this name."""
    if path is not None and not os.path.exists(path):  # noqa: PTH110
        raise UsageError(say(key, lang, path=path, reason=say("reason.not_found", lang)))
    return path


def _waivers(path: str | None, lang: Lang) -> Waivers | None:
    if path is None:
        return None
    from datetime import date

    from juesuan.findings.selection import rules
    from juesuan.findings.waivers import WaiverError, load

    try:
        return load(path, date.today(), rules())
    except WaiverError as error:
        raise UsageError(error.words(lang)) from error


def _settling(
    waivers: Waivers | None, baseline: str | None, lang: Lang, redacted: bool
) -> Callable[[Outcome], Outcome]:
    """What is done to each report once it is checked: earlier results compared, waivers applied, names scrambled."""
    steps: list[Callable[[Report], Report]] = []
    if baseline is not None:
        from juesuan.findings.baseline import BaselineError, load

        try:
            steps.append(load(baseline).compare)
        except BaselineError as error:
            raise UsageError(error.words(lang)) from error
    if waivers is not None:
        steps.append(waivers.apply)

    scramble: Callable[[Outcome], Outcome] | None = None
    if redacted:
        from juesuan.findings.redact import Scrambler, redact

        scrambler = Scrambler()
        scramble = lambda outcome: redact(outcome, scrambler)  # noqa: E731

    def settle(outcome: Outcome) -> Outcome:
        if isinstance(outcome, Report):
            for step in steps:
                outcome = step(outcome)
        return outcome if scramble is None else scramble(outcome)

    return settle


def _folder(call: Namespace, lang: Lang) -> str | None:
    """The folder that is to hold a file for each report; None where the output is one file.

    That is an existing folder, a name that ends with a slash, or a new name without a suffix, where the call means
    several reports.
    """
    output: str | None = call.output
    if output is None:
        return None
    several = len(call.paths) > 1 or os.path.isdir(call.paths[0])  # noqa: PTH112
    exists = os.path.isdir(output)  # noqa: PTH112
    named = output.endswith(("/", os.sep))
    new = not os.path.lexists(output) and not os.path.splitext(output)[1]  # noqa: PTH122
    if not several or not (exists or named or new):
        return None
    if call.join:
        if exists or named:
            raise UsageError(say("error.join_folder", lang, path=output))
        return None
    parent = os.path.dirname(output.rstrip("/" + os.sep)) or "."  # noqa: PTH120
    if not exists and (os.path.lexists(output) or not os.path.isdir(parent)):  # noqa: PTH112
        raise UsageError(say("error.output_folder", lang, path=output))
    return output


def _ran(options: Options) -> tuple[str, ...]:
    """The codes of the rules that are run."""
    from juesuan.findings.selection import rules

    wanted = options.select or tuple(rules())
    return tuple(code for code in wanted if code not in options.ignore)


class _Tally:
    """Passes the outcomes on and remembers what the exit status depends on."""

    def __init__(self, outcomes: Iterable[Outcome], progress: Progress) -> None:
        self._outcomes = outcomes
        self._progress = progress
        self._gravest = len(SEVERITIES)
        self.unreadable: list[Unreadable] = []
        self.interrupted = False
        self.latest: Report | None = None

    def __iter__(self) -> Iterator[Outcome]:
        try:
            for outcome in self._outcomes:
                if isinstance(outcome, Unreadable):
                    self.unreadable.append(outcome)
                else:
                    self.latest = outcome
                    ranks = [SEVERITIES.index(item.severity) for item in outcome.findings if item.waived is None]
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
