"""Text that becomes part of a page, and files that a page carries within itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape
from urllib.parse import quote

from juesuan.documents.xml_bytes import xml_text
from juesuan.writing.csv_text import csv_text

_DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069\x7f-\x9f]")


def text(value: str) -> str:
    """The text as HTML: nothing in it can be markup, and nothing turns the direction of writing."""
    return escape(_DIRECTIONS.sub("", xml_text(value)))


def table_link(name: str, rows: Iterable[Sequence[str]], words: str) -> str:
    """A link that saves rows as a CSV file; the page holds them, so that it works without any server.

    Args:
        name: of the file.
        rows: header and lines.
        words: what the link says.
    """
    content = quote("\ufeff" + csv_text(rows))  # the mark tells Excel that it is UTF-8
    return f'<a class="save" download="{text(name)}" href="data:text/csv;charset=utf-8,{content}">{text(words)}</a>'
