"""`juesuan new`."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from juesuan.cli.call import require_edition
from juesuan.cli.parser import UsageError
from juesuan.cli.status import NOTHING, PROBLEM
from juesuan.findings.catalogue import say
from juesuan.findings.language import Lang


def new(call: Namespace, lang: Lang) -> int:
    """Make a folder to fill in.

    Args:
        call: the parsed call.
        lang: language of everything said.

    Raises:
        UsageError: if the call is wrong.
    """
    from juesuan.writing.inputs_new import edition_for, new_folder
    from juesuan.writing.inputs_unit import edition_misfit
    from juesuan.writing.model import CompileError, Profile, ReportKind, UnitKind

    folder: str = call.folder[0]
    require_edition(call.edition, lang)
    year = _year(call.year, lang)
    name = "".join((call.name or "").split())
    profile = Profile(
        name=name,
        year=year,
        edition=call.edition or edition_for(year, name),
        unit_kind=UnitKind(call.kind),
        report_kind=ReportKind(call.report),
    )
    try:
        written, kept = new_folder(Path(folder), profile)
    except CompileError as error:
        reason = error.zh if lang == "zh" else error.en
        sys.stderr.write(say("compile.wrong", lang, source=error.source, reason=reason) + "\n")
        return PROBLEM
    odd = edition_misfit(year, profile.edition, name)
    if odd is not None:
        line = f"--edition {odd[0 if lang == 'zh' else 1]}"
        sys.stderr.write(say("compile.told", lang, line=line) + "\n")
    separator = say("report.list", lang)
    if written:
        sys.stdout.write(say("new.written", lang, folder=folder, names=separator.join(written)) + "\n")
    if kept:
        sys.stderr.write(say("new.kept", lang, names=separator.join(kept)) + "\n")
    sys.stdout.write(say("new.next", lang, folder=folder) + "\n")
    return NOTHING


def _year(asked: str | None, lang: Lang) -> int:
    if asked is None:
        from datetime import date

        return date.today().year - 1
    if not (asked.isascii() and asked.isdecimal() and len(asked) == 4 and asked[0] == "2"):
        raise UsageError(say("error.year", lang, year=asked))
    return int(asked)
