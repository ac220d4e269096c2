"""Copies of a checked report: with comments at the places, or with what is certain put right."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from juesuan.findings.language import Lang

if TYPE_CHECKING:
    from juesuan.findings.fixes import FixedCopy
    from juesuan.findings.report import Report

ANNOTATED = ("pdf", "docx")
"""Formats that comments can be put into."""
FIXED = ("docx",)
"""Formats that can be put right."""


def kind_of(source: str) -> str | None:
    """The format that a file's contents are in; None for plain text and what cannot be read.

    Raises:
        OSError: the file cannot be opened.
    """
    from juesuan.documents.reader import FORMATS

    data = Path(source).read_bytes()
    return next((known.module for known in FORMATS if known.sniff(data)), None)


def annotated(report: Report, kind: str, lang: Lang) -> bytes:
    """A copy of the report's file with comments.

    Args:
        report: what was found; its source is read again.
        kind: one of `ANNOTATED`.
        lang: language of the comments.

    Raises:
        UnreadableError: the file cannot be read any more.
        OSError: the same.
    """
    data = Path(report.source).read_bytes()
    if kind == "docx":
        from juesuan.findings import annotate_docx

        return annotate_docx.annotate(report.source, data, report, lang)
    from juesuan.documents import open_document
    from juesuan.findings import annotate_pdf

    return annotate_pdf.annotate(report.source, data, open_document(report.source), report, lang)


def fixed(report: Report) -> FixedCopy:
    """A copy of the report's DOCX file with tracked changes; errors as for `annotated`."""
    from juesuan.findings import fixes

    return fixes.fix(report.source, Path(report.source).read_bytes(), report)
