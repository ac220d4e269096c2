"""What the commands share: the parts of a call that may be wrong."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Iterable
from typing import TYPE_CHECKING

from juesuan.cli.beside import set_aside
from juesuan.cli.options import COMMANDS
from juesuan.cli.parser import UsageError
from juesuan.cli.paths import expand, same_file
from juesuan.findings.catalogue import say
from juesuan.findings.language import Lang
from juesuan.findings.report import Unreadable

if TYPE_CHECKING:
    from juesuan.checks.local import LocalRules
    from juesuan.findings.waivers import Unused


def refuse_unready(call: Namespace, command: str, lang: Lang) -> None:
    """Refuse options that the contract knows but that do nothing yet, rather than pass over them in silence."""
    options = next(c.options for c in COMMANDS if c.name == command)
    for option in options:
        if not option.ready and getattr(call, option.name) is not None:
            raise UsageError(say("error.option", lang, option=option.flags[0]))


def require_edition(edition: str | None, lang: Lang) -> None:
    """Refuse an edition that does not exist."""
    if edition is None:
        return
    from juesuan.taxonomy.edition import known_editions

    known = known_editions()
    if edition not in known:
        raise UsageError(say("error.edition", lang, edition=edition, known=say("report.list", lang).join(known)))


def local_rules(call: Namespace, lang: Lang) -> LocalRules | None:
    """The rules of the bureau (`--rules`) and of other packages (`--plugins`), put among ours.

    Raises:
        UsageError: if the file cannot be used.
    """
    from juesuan.findings.pipeline import prepare

    local = None
    if call.rules is not None:
        from juesuan.findings.local_file import LocalRulesError, load

        prepare(None, plugins=call.plugins)  # a file may set the severity of a plugin's rule
        try:
            local = load(call.rules)
        except LocalRulesError as error:
            raise UsageError(error.words(lang)) from error
    prepare(local, plugins=call.plugins)
    return local


def codes(listed: str | None, lang: Lang) -> tuple[str, ...]:
    """The rules meant by a list of codes separated by commas; Chinese commas are fine too."""
    if listed is None:
        return ()
    from juesuan.findings.selection import UnknownCodeError
    from juesuan.findings.selection import expand as expand_codes

    try:
        return expand_codes(listed.replace("，", ",").split(","))
    except UnknownCodeError as error:
        raise UsageError(say("error.code", lang, code=error.code or "''")) from error


def targets(paths: Iterable[str], output: str | None, lang: Lang, into: str | None = None) -> list[str | Unreadable]:
    """The files to read; refuses an output that could not be written or would destroy one of them.

    Args:
        paths: files and folders as given.
        output: the file that is written.
        lang: language of errors.
        into: a folder that is written to: what earlier runs left in it is not read.
    """
    kept, beside = set_aside(list(paths), lang)
    if beside:
        names = say("report.list", lang).join(beside)
        sys.stderr.write(say("cli.beside", lang, names=names) + "\n")
    paths = [path for path in kept if isinstance(path, str)]
    if not paths:
        return kept
    if into is not None:
        if any(same_file(path, into) for path in paths):
            raise UsageError(say("error.output_input", lang, path=into))
        return expand(paths, lang, leave_out=into)
    if output is None:
        return expand(paths, lang)
    folder = os.path.dirname(output) or "."  # noqa: PTH120
    if not os.path.isdir(folder) or os.path.isdir(output):  # noqa: PTH112
        raise UsageError(say("error.output_folder", lang, path=output))
    for path in paths:
        if same_file(path, output):
            raise UsageError(say("error.output_input", lang, path=output))
    return expand(paths, lang, leave_out=output)


def note_unreadable(unreadable: Iterable[Unreadable], lang: Lang) -> None:
    """Name unreadable files on standard error, where the output itself is for a program or a file."""
    for entry in unreadable:
        sys.stderr.write(say("cli.unreadable", lang, source=entry.source, reason=entry.reason) + "\n")


def note_unused(unused: Iterable[Unused], lang: Lang) -> None:
    """Name waivers without effect on standard error, likewise."""
    for entry in unused:
        sys.stderr.write(entry.words(lang) + "\n")
