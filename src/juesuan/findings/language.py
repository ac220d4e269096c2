"""Which language the user reads: Chinese or English."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:  # the parser needs no more than the language, and should start without the models
    from juesuan.checks.finding import Words

Lang: TypeAlias = Literal["zh", "en"]
"""Language of messages; what a report prints is never translated."""

_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
_WINDOWS_CHINESE = 0x04  # primary language identifier LANG_CHINESE
_PRIMARY_LANGUAGE = 0x3FF


def language_of(name: str | None) -> Lang | None:
    """The language that a name (zh, zh_CN.UTF-8, en-GB, Chinese_China.936) asks for, None if it names neither."""
    lowered = (name or "").strip().lower()
    if lowered.startswith(("zh", "chinese")):
        return "zh"
    if lowered.startswith(("en", "english")):
        return "en"
    return None


def choose_language(asked: str | None = None, environ: Mapping[str, str] | None = None) -> Lang:
    """The language to speak.

    The first that is given decides: `asked` (`--lang`), JUESUAN_LANG, the locale (LC_ALL, LC_MESSAGES, LANG as
    POSIX orders them; where none is set, the language of the Windows desktop).

    Args:
        asked: what the caller asks for.
        environ: the environment; that of the process by default.
    """
    environ = os.environ if environ is None else environ
    told = language_of(asked) or language_of(environ.get("JUESUAN_LANG"))
    if told is not None:
        return told
    locale = next((environ[name] for name in _VARIABLES if environ.get(name)), None)
    if locale is not None:
        return language_of(locale) or "en"
    return "zh" if _windows_speaks_chinese() else "en"


def pick(words: Words, lang: Lang) -> str:
    """The words in this language."""
    return words.zh if lang == "zh" else words.en


def _windows_speaks_chinese() -> bool:
    if sys.platform != "win32":
        return False
    try:
        import ctypes

        identifier = int(ctypes.windll.kernel32.GetUserDefaultUILanguage())
    except (ImportError, AttributeError, OSError):
        return False
    return identifier & _PRIMARY_LANGUAGE == _WINDOWS_CHINESE
