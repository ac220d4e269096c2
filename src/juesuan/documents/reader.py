"""Open a file, whatever its kind: the content decides, not the name."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from juesuan.documents.limits import MAX_FILE_BYTES
from juesuan.documents.model import Document, UnreadableError

_HEAD = 4096


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file. Its module, loaded when first needed, has `read(source, data) -> Document`.

    Attributes:
        name: short name, as in `Document.format`.
        module: full name of the module that reads it.
        sniff: whether a file of these first bytes is of this kind.
    """

    name: str
    module: str
    sniff: Callable[[bytes], bool]


def _is_pdf(head: bytes) -> bool:
    # The signature may be preceded by some bytes, as every viewer allows.
    return b"%PDF-" in head[:1024]


FORMATS: tuple[Format, ...] = (Format("pdf", "juesuan.documents.pdf", _is_pdf),)
"""Formats in the order in which they are tried."""


def open_document(path: str | os.PathLike[str]) -> Document:
    """Read a file into headings, paragraphs and tables.

    Args:
        path: the file; the name in the result is as given here.

    Raises:
        UnreadableError: the file is missing, of a kind that cannot be read, damaged, protected or too large.
    """
    source = os.fspath(path)
    data = _load(source)
    head = data[:_HEAD]
    for kind in FORMATS:
        if kind.sniff(head):
            document: Document = import_module(kind.module).read(source, data)
            return document
    raise UnreadableError(
        source, "不认识的文件格式，请另存为 PDF、DOCX 或文本", "unknown kind of file; save it as PDF, DOCX or text"
    )


def _load(source: str) -> bytes:
    try:
        path = Path(source)
        if path.is_dir():
            raise UnreadableError(source, "是文件夹，不是文件", "this is a folder, not a file")
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:
            limit = MAX_FILE_BYTES // 2**20
            raise UnreadableError(
                source, f"文件过大（超过 {limit} MB）", f"the file is too large (more than {limit} MB)"
            )
        data = path.read_bytes()
    except FileNotFoundError:
        raise UnreadableError(source, "文件不存在", "no such file") from None
    except (OSError, ValueError) as error:
        raise UnreadableError(source, f"无法读取文件：{error}", f"cannot read the file: {error}") from None
    if not data:
        raise UnreadableError(source, "文件是空的", "the file is empty")
    return data
