"""From a file to a checked report: the one path that the command line and the Python interface share."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from juesuan.documents.model import Document, UnreadableError
from juesuan.documents.system_words import why
from juesuan.findings.catalogue import say
from juesuan.findings.language import Lang
from juesuan.findings.report import Report, Unreadable

if TYPE_CHECKING:  # what comes after reading is loaded after reading
    from juesuan.checks.engine import CheckResult
    from juesuan.checks.local import LocalRules
    from juesuan.documents.joined import Part
    from juesuan.recognition import report as recognised

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Options:
    """What a check is asked to do.

    Attributes:
        lang: language of messages.
        edition: id of the edition, None to tell it from the contents.
        select: codes of the rules to use, all if empty.
        ignore: codes of the rules not to use.
        picture_bytes: what the pictures of a report's pages may take; None where the findings need show nothing.
        previous: last year's report, or this year's last draft, or a folder of such.
        template: the bureau's own template.
        local: the bureau's own rules.
        plugins: use the rules that other packages bring.
    """

    lang: Lang
    edition: str | None = None
    select: Collection[str] = ()
    ignore: Collection[str] = ()
    picture_bytes: int | None = None
    previous: str | None = None
    template: str | None = None
    local: LocalRules | None = None
    plugins: bool = False


@dataclass(frozen=True, slots=True)
class Checker:
    """Checks one file after the other, in whatever process; a file that cannot be read gives the reason."""

    options: Options

    def __call__(self, source: str) -> Report | Unreadable:
        """Check one file."""
        return guarded(source, self.options.lang, lambda: check_file(source, self.options))


def read(source: str) -> Document:
    """The file, read.

    Raises:
        UnreadableError: if it cannot be read.
    """
    from juesuan.documents import open_document

    return open_document(source)


def recognise(source: str, edition: str | None = None) -> recognised.Report:
    """The file, read and recognised.

    Raises:
        UnreadableError: if it cannot be read.
    """
    document = read(source)  # a file that cannot be read should not cost the time to load what comes after
    from juesuan.recognition import recognise as recognise_document

    return recognise_document(document, edition)


def check_file(source: str, options: Options) -> Report:
    """Check one file.

    Raises:
        UnreadableError: if it cannot be read.
    """
    report = recognise(source, options.edition)
    return _judged(report, options)


def check_joined(documents: Sequence[Document], options: Options) -> Report:
    """Check several files that make up one report."""
    from juesuan.documents.joined import join
    from juesuan.recognition import recognise as recognise_document

    whole, parts = join(documents)
    report = recognise_document(whole, options.edition)
    return _judged(report, options, parts)


def _judged(report: recognised.Report, options: Options, parts: Sequence[Part] = ()) -> Report:
    from juesuan.findings.build import publish

    if options.previous is not None or options.template is not None:
        from juesuan.findings.companions import accompany

        report = accompany(report, options.previous, options.template)
    published = publish(_run(report, options), options.lang, parts)
    if options.picture_bytes is None:
        return published
    from juesuan.findings.exhibits_build import exhibit

    return replace(published, exhibits=exhibit(report, published, parts, options.picture_bytes))


def prepare(local: LocalRules | None, *, plugins: bool) -> tuple[recognised.NotChecked, ...]:
    """Put rules that are not ours into the registry, once a process; what could not be loaded, and why."""
    failures: tuple[recognised.NotChecked, ...] = ()
    if plugins or os.environ.get("JUESUAN_PLUGINS") == "1":
        from juesuan.checks.plugins import load_plugins

        failures = load_plugins()
    if local is not None or "juesuan.checks.local" in sys.modules:
        from juesuan.checks.local import install

        install(local)
    return failures


def _run(report: recognised.Report, options: Options) -> CheckResult:
    from juesuan.checks.engine import run

    failures = prepare(options.local, plugins=options.plugins)
    local, edition = options.local, report.edition.id
    if local is None:
        result = run(report, options.select, options.ignore)
    else:
        result = run(report, options.select, (*options.ignore, *local.off(edition)))
        result = replace(result, findings=tuple(local.settled(finding, edition) for finding in result.findings))
    return replace(result, not_checked=(*result.not_checked, *failures)) if failures else result


def guarded(source: str, lang: Lang, work: Callable[[], T]) -> T | Unreadable:
    """What `work` gives, or why `source` cannot be read: one bad file never stops a run over many.

    JUESUAN_DEBUG=1 shows the traceback of what was not foreseen on standard error.

    Args:
        source: the file's name as given.
        lang: language of the reason.
        work: reads the file and does what is to be done with it.
    """
    try:
        return work()
    except UnreadableError as error:
        return Unreadable(source, _line(error.zh if lang == "zh" else error.en))
    except FileNotFoundError:
        return Unreadable(source, say("reason.not_found", lang))
    except MemoryError:
        return Unreadable(source, say("reason.memory", lang))
    except OSError as error:
        _show(error)
        return Unreadable(source, say("reason.no_access", lang, error=_line(why(error)[0 if lang == "zh" else 1])))
    except Exception as error:  # whatever a hostile file brings about belongs to that file alone
        _show(error)
        return Unreadable(source, say("reason.crashed", lang, error=_line(f"{type(error).__name__}: {error}")))


def _line(text: str) -> str:
    return " ".join(text.split())


def _show(error: Exception) -> None:
    if os.environ.get("JUESUAN_DEBUG") == "1":
        sys.excepthook(type(error), error, error.__traceback__)
