"""`--annotate` and `--fix`: copies of the one report that is checked."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass

from juesuan.cli.output import unwritable, write
from juesuan.cli.parser import UsageError
from juesuan.cli.paths import same_file
from juesuan.documents.model import UnreadableError
from juesuan.findings.catalogue import say
from juesuan.findings.copies import ANNOTATED, FIXED, annotated, fixed, kind_of
from juesuan.findings.language import Lang
from juesuan.findings.report import Report, Unreadable


@dataclass(frozen=True, slots=True)
class Copies:
    """What is to be written once the report is checked; `kind` is the report's format."""

    kind: str
    annotate: str | None
    fix: str | None
    lang: Lang

    def write(self, report: Report) -> None:
        """Write the copies and say so on standard error.

        Raises:
            UsageError: one cannot be written.
        """
        if self.annotate is not None:
            with _Failing(self.annotate, self.lang):
                data = annotated(report, self.kind, self.lang)
            write(iter([data]), self.annotate, self.lang)
            _note(say("copy.annotated", self.lang, path=self.annotate))
        if self.fix is not None:
            with _Failing(self.fix, self.lang):
                copy = fixed(report)
            write(iter([copy.data]), self.fix, self.lang)
            key = "copy.fixed" if copy.done else "copy.nothing_to_fix"
            _note(say(key, self.lang, n=len(copy.done), path=self.fix))
            if copy.left:
                _note(say("copy.left", self.lang, n=len(copy.left)))


def plan(call: Namespace, sources: Sequence[str | Unreadable], lang: Lang) -> Copies | None:
    """What copies are asked for; None if none are, or the report will turn out to be unreadable anyway.

    Args:
        call: the parsed call.
        sources: the files that are checked.
        lang: language of errors.

    Raises:
        UsageError: they cannot be made of these files, or not under these names.
    """
    wanted = [
        (option, target, kinds)
        for option, target, kinds in (("--annotate", call.annotate, ANNOTATED), ("--fix", call.fix, FIXED))
        if target is not None
    ]
    if not wanted:
        return None
    if len(sources) != 1:
        raise UsageError(say("error.copy_one", lang, option=wanted[0][0]))
    source = sources[0]
    if isinstance(source, Unreadable):
        return None
    for _, target, _ in wanted:
        _refuse_target(target, source, lang)
    taken = [target for _, target, _ in wanted] + ([call.output] if call.output is not None else [])
    for n, target in enumerate(taken):
        if any(os.path.realpath(target) == os.path.realpath(other) for other in taken[:n]):
            raise UsageError(say("error.copy_same", lang, path=target))
    try:
        kind = kind_of(source)
    except OSError:
        return None
    for option, target, kinds in wanted:
        if kind not in kinds:
            known = say("report.list", lang).join(k.upper() for k in kinds)
            raise UsageError(say("error.copy_kind", lang, option=option, path=source, kinds=known))
        if not target.lower().endswith(f".{kind}"):
            raise UsageError(say("error.copy_suffix", lang, option=option, path=target, suffix=f".{kind}"))
    assert kind is not None
    return Copies(kind, call.annotate, call.fix, lang)


def _refuse_target(target: str, source: str, lang: Lang) -> None:
    folder = os.path.dirname(target) or "."  # noqa: PTH120
    if not os.path.isdir(folder) or os.path.isdir(target):  # noqa: PTH112
        raise UsageError(say("error.output_folder", lang, path=target))
    if same_file(source, target):
        raise UsageError(say("error.output_input", lang, path=target))


class _Failing:
    """What goes wrong while a copy is made is the call's failure, on one line."""

    def __init__(self, path: str, lang: Lang) -> None:
        self._path = path
        self._lang = lang

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, UnreadableError | OSError | ValueError):
            if isinstance(error, OSError):
                raise unwritable(self._path, error, self._lang) from error
            told = (error.zh, error.en) if isinstance(error, UnreadableError) else (str(error), str(error))
            reason = " ".join(told[0 if self._lang == "zh" else 1].split())
            raise UsageError(say("error.output", self._lang, path=self._path, error=reason)) from error


def _note(line: str) -> None:
    sys.stderr.write(line + "\n")
