"""Juesuan 决算: check the yearly accounts that Chinese government departments publish.

The same results as the commands: `check(path)` is `juesuan check`, `facts(path)` is `juesuan facts`. Nothing is
done on import.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from os import PathLike

    from juesuan.cube.occurrence import Occurrence
    from juesuan.findings.report import Report

__all__ = ["__version__", "check", "facts"]

__version__ = "0.1.0"


def check(
    path: str | PathLike[str],
    *,
    edition: str | None = None,
    select: Collection[str] = (),
    ignore: Collection[str] = (),
    lang: str | None = None,
    previous: str | PathLike[str] | None = None,
    template: str | PathLike[str] | None = None,
    rules: str | PathLike[str] | None = None,
    plugins: bool = False,
) -> Report:
    """Check one report.

    Args:
        path: a file (PDF, DOCX, text).
        edition: id of the edition of the form; told from the contents if None.
        select: codes of rules, or beginnings of codes, to use; all if empty.
        ignore: codes of rules, or beginnings of codes, not to use.
        lang: zh or en; as the command line chooses if None.
        previous: last year's report of the same unit, or this year's last draft, to compare with.
        template: the bureau's own template, to compare with.
        rules: the bureau's own rules (docs/local-rules.md).
        plugins: use the rules of other packages as well.

    Returns:
        The report with its findings, what was not checked and the coverage; `to_dict()` is an entry of `reports` of
        the JSON contract `juesuan.check/1`.

    Raises:
        juesuan.documents.model.UnreadableError: if the file cannot be read.
        juesuan.findings.selection.UnknownCodeError: if there is no such rule.
        juesuan.findings.local_file.LocalRulesError: if the file of rules cannot be used.
    """
    from os import fspath

    from juesuan.findings.language import choose_language
    from juesuan.findings.pipeline import Options, check_file, prepare
    from juesuan.findings.selection import expand

    prepare(None, plugins=plugins)
    local = None
    if rules is not None:
        from juesuan.findings.local_file import load

        local = load(fspath(rules))
        prepare(local, plugins=plugins)  # before the codes are looked up, which may be its own

    options = Options(
        choose_language(lang),
        edition,
        expand(select),
        expand(ignore),
        previous=None if previous is None else fspath(previous),
        template=None if template is None else fspath(template),
        local=local,
        plugins=plugins,
    )
    return check_file(fspath(path), options)


def facts(path: str | PathLike[str], *, edition: str | None = None) -> list[Occurrence]:
    """All amounts read in one report: table cells first, then the narrative's claims.

    Args:
        path: a file (PDF, DOCX, text).
        edition: id of the edition of the form; told from the contents if None.

    Raises:
        juesuan.documents.model.UnreadableError: if the file cannot be read.
    """
    from os import fspath

    from juesuan.findings.facts import occurrences
    from juesuan.findings.pipeline import recognise

    return occurrences(recognise(fspath(path), edition))
