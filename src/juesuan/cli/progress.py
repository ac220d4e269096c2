"""Which file is being read, on a terminal's last line."""

from __future__ import annotations

import sys

from juesuan.findings.catalogue import say
from juesuan.findings.language import Lang
from juesuan.findings.width import shorten

_CLEAR = "\r\x1b[K"


class Progress:
    """One line on standard error; silent unless that is a terminal and there is more than one file."""

    def __init__(self, total: int, lang: Lang) -> None:
        self._total = total
        self._lang = lang
        self._shown = total > 1 and sys.stderr.isatty()
        self._n = 0

    def next(self, name: str) -> None:
        """Say that the next file is being read."""
        self._n += 1
        if self._shown:
            line = say("cli.progress", self._lang, n=self._n, total=self._total, name=name)
            sys.stderr.write(_CLEAR + shorten(line, 78))
            sys.stderr.flush()

    def clear(self) -> None:
        """Take the line away, before anything else is written and at the end."""
        if self._shown:
            sys.stderr.write(_CLEAR)
            sys.stderr.flush()
