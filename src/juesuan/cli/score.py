"""`juesuan score`."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from juesuan.cli.call import note_unreadable, targets
from juesuan.cli.output import style, write
from juesuan.cli.parser import UsageError
from juesuan.cli.status import NOTHING, PROBLEM
from juesuan.findings.catalogue import say
from juesuan.findings.language import Lang
from juesuan.findings.pipeline import guarded, recognise
from juesuan.findings.report import Unreadable

if TYPE_CHECKING:
    from juesuan.performance.model import Project
    from juesuan.performance.scoring import Settings


def score(call: Namespace, lang: Lang) -> int:
    """Score the forms of a file; the exit status of the contract.

    Args:
        call: the parsed call.
        lang: language of everything said.

    Raises:
        UsageError: if the call is wrong.
    """
    if len(call.paths) != 1:
        raise UsageError(say("error.score.one", lang))
    path: str = call.paths[0]
    if call.empty:
        return _empty(path, lang)
    settings = _settings(call, lang)
    sources = targets([path], call.output, lang)
    if len(sources) != 1:
        raise UsageError(say("error.score.one", lang))
    source = sources[0]
    found = source if isinstance(source, Unreadable) else guarded(source, lang, lambda: _forms(source))
    if isinstance(found, Unreadable):
        note_unreadable([found], lang)
        return PROBLEM
    if not found:
        note_unreadable([Unreadable(path, say("reason.no_forms", lang))], lang)
        return PROBLEM
    from juesuan.findings.score_text import render
    from juesuan.performance.scoring import propose

    scored = [(project, propose(project, settings)) for project in found]
    write(render(scored, style(lang, to_file=False), settings), None, lang)
    if call.output is not None:
        from juesuan.performance.workbook import scored_workbook

        write(iter([scored_workbook(scored)]), call.output, lang)
        _say_written(call.output, lang)
    return NOTHING


def _forms(source: str) -> tuple[Project, ...]:
    """The forms of a file that were filled in."""
    from juesuan.performance import projects_of

    return tuple(p for p in projects_of(recognise(source)) if p.filled)


def _settings(call: Namespace, lang: Lang) -> Settings:
    from juesuan.performance.scoring import USUAL, Settings

    far = USUAL.far
    if call.far is not None:
        try:
            far = Decimal(call.far)
        except InvalidOperation:
            far = Decimal(0)
        if not far.is_finite() or far <= 1:
            raise UsageError(say("error.score.far", lang, value=call.far))
    return Settings(far=far, deduct_far=call.deduct_far, two_grades=call.two_grades)


def _empty(path: str, lang: Lang) -> int:
    from juesuan.performance.workbook import empty_workbook

    if os.path.exists(path):  # noqa: PTH110
        raise UsageError(say("error.score.exists", lang, path=path))
    write(iter([empty_workbook()]), path, lang)
    _say_written(path, lang)
    return NOTHING


def _say_written(path: str, lang: Lang) -> None:
    sys.stderr.write(say("score.written", lang, path=path) + "\n")
