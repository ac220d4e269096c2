"""Juesuan 决算: check the yearly accounts that Chinese government departments publish.

The same results as the commands: `check(path)` is `juesuan check`, `facts(path)` is `juesuan facts`,
`compile(folder, out)` is `juesuan compile`. Nothing is done on import.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from os import PathLike

    from juesuan.cube.occurrence import Occurrence
    from juesuan.findings.report import Report
    from juesuan.writing.model import Release

__all__ = ["__version__", "check", "compile", "facts"]

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


def compile(  # noqa: A001 - the command's name
    folder: str | PathLike[str],
    out: str | PathLike[str] | None = None,
    *,
    platform: str | PathLike[str] | None = None,
    draft: bool = False,
) -> Release:
    """Make a unit's whole report from its folder, checked before and after it is written.

    Args:
        folder: a folder that `juesuan new` made, filled in.
        out: the folder for the files, replaced as a whole; `out` in the unit's folder by default.
        platform: the budget platform's workbook, where it does not lie in the folder.
        draft: write even if something is missing, with marks where it is.

    Returns:
        The release: statements, texts, what they were made from.

    Raises:
        juesuan.writing.model.CompileError: the inputs cannot be used, contradict themselves, or lack something.
        juesuan.compiling.run.FaultsError: a check before or after writing found something; nothing was replaced.
    """
    from pathlib import Path

    from juesuan.compiling.run import compile_folder

    target = None if out is None else Path(out)
    workbook = None if platform is None else Path(platform)
    return compile_folder(Path(folder), target, platform=workbook, draft=draft).release
