"""`juesuan compile`."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from juesuan.cli.output import style, write
from juesuan.cli.status import NOTHING, PROBLEM, SOMETHING
from juesuan.findings.catalogue import say
from juesuan.findings.language import Lang

if TYPE_CHECKING:
    from juesuan.checks.finding import Finding
    from juesuan.compiling.readback import Outcome
    from juesuan.writing.model import CompileError, Inputs, Release

_CLEAR = "\r\x1b[K"


def compile_unit(call: Namespace, lang: Lang) -> int:
    """Make a unit's report, or list what it lacks; the exit status of the contract.

    Args:
        call: the parsed call.
        lang: language of everything said.

    Raises:
        UsageError: if the call is wrong.
    """
    folder = Path(call.folder[0])
    platform = None if call.platform is None else Path(call.platform)
    from juesuan.writing.model import CompileError

    progress = _Progress(lang)
    try:
        if call.missing:
            return _missing(folder, platform, progress, lang)
        return _compile(call, folder, platform, progress, lang)
    except CompileError as error:
        progress.clear()
        return _refused(error, lang)
    finally:
        progress.clear()


def _compile(call: Namespace, folder: Path, platform: Path | None, progress: _Progress, lang: Lang) -> int:
    from juesuan.compiling.run import OUT, FaultsError, compile_folder

    out = folder / OUT if call.output is None else Path(call.output)
    try:
        made = compile_folder(
            folder,
            out,
            platform=platform,
            draft=call.draft,
            progress=progress,
            told=lambda inputs: _tell_differences(inputs, progress, lang),
        )
    except FaultsError as error:
        progress.clear()
        write(_faults(error.outcomes, lang, draft=False), None, lang)
        sys.stderr.write(say("compile.stopped", lang) + "\n")
        return SOMETHING
    progress.clear()
    if made.outcomes:
        write(_faults(made.outcomes, lang, draft=True), None, lang)
    names = say("report.list", lang).join(made.names)
    sys.stdout.write(say("compile.done", lang, out=str(out), names=names) + "\n")
    for missed in made.left_out:
        reason = missed.zh if lang == "zh" else missed.en
        sys.stderr.write(say("compile.wrong", lang, source=missed.source, reason=reason) + "\n")
    if made.release.gaps:
        sys.stderr.write(say("compile.draft", lang, n=len(made.release.gaps)) + "\n")
    return NOTHING


def _missing(folder: Path, platform: Path | None, progress: _Progress, lang: Lang) -> int:
    from juesuan.cli.work_list import work_list
    from juesuan.compiling.gather import gather
    from juesuan.writing.inputs_tables import FILE as TABLES
    from juesuan.writing.model import MissingError
    from juesuan.writing.release import assemble

    progress("read")
    lacking: tuple[CompileError, ...] = ()
    try:
        inputs = gather(folder, platform)
    except MissingError as error:
        if error.inputs is None:
            raise
        lacking, inputs = (error, *error.more), error.inputs
    _tell_differences(inputs, progress, lang)
    release = assemble(inputs, draft=True)
    gaps = release.gaps
    if lacking:  # the tables as a whole are among it
        gaps = tuple(gap for gap in gaps if not gap.key.startswith(f"{TABLES}:"))
    progress.clear()
    if not gaps and not lacking:
        sys.stdout.write(say("compile.complete", lang) + "\n")
        _tell_unexplained(release, lang)
        return NOTHING
    lines = work_list(gaps, inputs.offer_notes, style(lang, to_file=False), lacking)
    write((f"{line}\n" for line in lines), None, lang)
    _tell_unexplained(release, lang)
    return SOMETHING


def _tell_unexplained(release: Release, lang: Lang) -> None:
    """Items that the glossary leaves out, unless they are on the list already."""
    listed = {gap.key for gap in release.gaps}
    names = [x for x in release.unexplained if f"notes.toml: glossary.{x.partition(' ')[0]}" not in listed]
    if names:
        sys.stdout.write("\n" + say("missing.glossary", lang, names=say("report.list", lang).join(names)) + "\n")


def _faults(outcomes: tuple[Outcome, ...], lang: Lang, *, draft: bool) -> Iterator[str]:
    """What the checks found, as `juesuan check` prints it: errors and warnings, each where it is met first.

    Args:
        outcomes: of the release, then of each file.
        lang: language.
        draft: it was written all the same.
    """
    from dataclasses import replace

    from juesuan.findings.build import publish
    from juesuan.findings.text import render

    told: set[tuple[str, str | None, str | None, str | None]] = set()
    for outcome in outcomes:
        found = outcome.result.findings if outcome.result is not None else ()
        fresh = tuple(f for f in found if str(f.severity) != "info" and _same_in_files(f) not in told)
        told |= {_same_in_files(f) for f in fresh}
        if not fresh and not outcome.lost:
            continue
        before = "compile.drafted" if draft else "compile.before"
        head = say("compile.after", lang, name=outcome.name) if outcome.name else say(before, lang)
        yield head + "\n"
        yield from (f"  {zh if lang == 'zh' else en}\n" for zh, en in outcome.lost)
        if outcome.result is None or not fresh:
            continue
        report = publish(replace(outcome.result, findings=fresh), lang)
        yield from render([replace(report, source=outcome.name or report.source)], style(lang, to_file=False))


def _same_in_files(finding: Finding) -> tuple[str, str | None, str | None, str | None]:
    """What a finding has in common in every file of one release."""
    return finding.code, finding.stated, finding.expected, finding.location.quote or finding.location.row


def _tell_differences(inputs: Inputs, progress: _Progress, lang: Lang) -> None:
    progress.clear()
    for zh, en in inputs.differences:
        sys.stderr.write(say("compile.told", lang, line=zh if lang == "zh" else en) + "\n")


def _refused(error: CompileError, lang: Lang) -> int:
    """Say every mistake in one line each; what is missing or contradicts itself is a finding, the rest a bad input."""
    from juesuan.writing.model import MissingError
    from juesuan.writing.release import ContradictionError, GapsError

    if isinstance(error, GapsError):
        from juesuan.cli.work_list import brief

        sys.stdout.writelines(f"{line}\n" for line in brief(error.gaps, lang))
        sys.stderr.write(say("compile.missing", lang, n=len(error.gaps)).rstrip("：:") + "\n")
        return SOMETHING
    for each in (error, *error.more):
        reason = each.zh if lang == "zh" else each.en
        sys.stderr.write(say("compile.wrong", lang, source=each.source, reason=reason) + "\n")
    return SOMETHING if isinstance(error, ContradictionError | MissingError) else PROBLEM


class _Progress:
    """One line on standard error that says what is being done; silent unless that is a terminal."""

    def __init__(self, lang: Lang) -> None:
        self._lang = lang
        self._shown = sys.stderr.isatty()

    def __call__(self, step: str) -> None:
        if self._shown:
            words = say(f"compile.{step}", self._lang) if step in ("read", "check") else step
            sys.stderr.write(_CLEAR + words + " …")
            sys.stderr.flush()

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            sys.stderr.write(_CLEAR)
            sys.stderr.flush()
