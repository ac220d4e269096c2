"""Files of every supported format → one `Document` of paragraphs, tables and pictures, each with its place."""

from __future__ import annotations

from juesuan.documents.reader import open_document

__all__ = ["open_document"]
