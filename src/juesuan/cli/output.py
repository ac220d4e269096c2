"""Where output goes: standard output in UTF-8, or a file that is whole or not there."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from io import TextIOWrapper
from typing import TYPE_CHECKING

from juesuan.cli.parser import UsageError
from juesuan.findings.catalogue import say
from juesuan.findings.language import Lang

if TYPE_CHECKING:
    from juesuan.findings.text import Style

_PLAIN_COLUMNS = 100
_MOST_COLUMNS = 120


def prepare_streams() -> None:
    r"""UTF-8 and plain line ends on pipes; a terminal keeps its encoding, and shows ? for what it cannot print.

    A file name that is no valid text goes out as an escape (\udc80), which is valid in JSON strings too.
    """
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, TextIOWrapper):
            continue
        if stream.isatty():
            stream.reconfigure(errors="replace")
        else:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def style(lang: Lang, to_file: bool) -> Style:
    """How text is laid out: as wide as the terminal, in colour if it has any and NO_COLOR is not set.

    Args:
        lang: language of the words.
        to_file: the text goes to a file.
    """
    from juesuan.findings.text import Style

    if to_file or not sys.stdout.isatty():
        return Style(lang, _PLAIN_COLUMNS)
    try:
        columns = os.get_terminal_size(sys.stdout.fileno()).columns
    except OSError:
        columns = 0
    columns = columns or _PLAIN_COLUMNS  # some terminals do not know, and say 0
    plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb" or not _understands_colours()
    return Style(lang, min(columns, _MOST_COLUMNS), not plain)


def write(pieces: Iterable[str] | Iterable[bytes], target: str | None, lang: Lang) -> None:
    """Write the pieces as they come to standard output, or all of them to a file.

    The file is written beside the target and put in its place when complete, so that a run that fails or is
    stopped leaves an older file as it was. What is no plain file (a pipe, a device) is written to directly.

    Args:
        pieces: text or bytes; consuming it does the work.
        target: the file; None for standard output.
        lang: language of the error.

    Raises:
        UsageError: if the file cannot be written.
    """
    if target is None:
        for piece in pieces:
            sys.stdout.write(piece if isinstance(piece, str) else piece.decode("utf-8", "replace"))
        sys.stdout.flush()
        return
    data = b"".join(p.encode("utf-8", "backslashreplace") if isinstance(p, str) else p for p in pieces)
    try:
        _replace(os.path.realpath(target), data)
    except OSError as error:
        raise unwritable(target, error, lang) from error


def unwritable(path: str, error: OSError, lang: Lang) -> UsageError:
    """That a file or folder cannot be written, and why, in the language of the call.

    Args:
        path: what was to be written.
        error: what the operating system answered.
        lang: language of the error.
    """
    from juesuan.documents.system_words import why

    return UsageError(say("error.output", lang, path=path, error=why(error)[0 if lang == "zh" else 1]))


def _replace(path: str, data: bytes) -> None:
    if os.path.exists(path) and not os.path.isfile(path):  # noqa: PTH110, PTH113
        with open(path, "wb") as device:  # noqa: PTH123
            device.write(data)
        return
    folder, name = os.path.split(path)
    draft = os.path.join(folder, f".{name}.{os.getpid()}.tmp")  # noqa: PTH118
    try:
        with open(draft, "xb") as file:  # noqa: PTH123
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)  # noqa: PTH105
    except BaseException:
        with suppress(OSError):
            os.unlink(draft)  # noqa: PTH108
        raise


def _understands_colours() -> bool:
    """Terminals do, except that a Windows console has to be asked to."""
    if sys.platform != "win32":
        return True
    try:
        import ctypes

        kernel = ctypes.windll.kernel32
        handle, mode = kernel.GetStdHandle(-11), ctypes.c_ulong()  # standard output
        if not kernel.GetConsoleMode(handle, ctypes.byref(mode)):
            return False
        return bool(kernel.SetConsoleMode(handle, mode.value | 0x0004))  # ENABLE_VIRTUAL_TERMINAL_PROCESSING
    except (ImportError, AttributeError, OSError):
        return False
