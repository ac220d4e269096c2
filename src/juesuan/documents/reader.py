"""Open a file, whatever its kind: the content decides, not the name."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from juesuan.documents.limits import MAX_FILE_BYTES
from juesuan.documents.model import Document, UnreadableError
from juesuan.documents.system_words import why


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file. Its module, loaded when first needed, has `read(source, data) -> Document`.

    Attributes:
        module: name of the module in this package that reads it.
        sniff: whether a file with these bytes is of this kind.
    """

    module: str
    sniff: Callable[[bytes], bool]


def _is_pdf(data: bytes) -> bool:
    # The signature may be preceded by some bytes, as every viewer allows.
    return b"%PDF-" in data[:1024]


def _zip_with(name: bytes) -> Callable[[bytes], bool]:
    """File names stand uncompressed in a zip archive."""
    return lambda data: data.startswith(b"PK\x03\x04") and name in data


def _ole_with(name: str) -> Callable[[bytes], bool]:
    """Names of streams stand as UTF-16 in an OLE compound file."""
    key = name.encode("utf-16-le")
    return lambda data: data.startswith(b"\xd0\xcf\x11\xe0") and key in data


def _starts(*heads: bytes) -> Callable[[bytes], bool]:
    return lambda data: data.startswith(heads)


def _is_xls(data: bytes) -> bool:
    return _ole_with("Workbook")(data) and not (_ole_with("WordDocument")(data) or _ole_with("EncryptedPackage")(data))


_HTML_STARTS = (
    *(b"<!doctype html", b"<html", b"<head", b"<body", b"<table", b"<div", b"<p>", b"<p ", b"<meta", b"<title"),
    *(b"<h1", b"<center", b"<style", b"<script", b"<span", b"<font"),
)


def _is_html(data: bytes) -> bool:
    # web pages are also saved by Office as .xls or .doc, in UTF-16 too
    head = data[:4096].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    return head.startswith(_HTML_STARTS) or (head.startswith(b"<") and b"<html" in head) or _is_mhtml(head)


def _is_mhtml(head: bytes) -> bool:
    return b"mime-version:" in head and b"content-type:" in head and (b"multipart/" in head or b"text/html" in head)


def _xml_of(name: bytes) -> Callable[[bytes], bool]:
    return lambda data: data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml") and name in data[:4096]


def _is_text(data: bytes) -> bool:
    from juesuan.documents.text import sniff

    return sniff(data)


FORMATS: tuple[Format, ...] = (
    Format("pdf", _is_pdf),
    Format("docx", _zip_with(b"word/document")),
    Format("workbook", _zip_with(b"xl/workbook.xml")),
    Format("workbook", _is_xls),
    Format("web", _is_html),
)
"""Formats known by their first bytes, in the order in which they are tried."""

REFUSED: tuple[tuple[Callable[[bytes], bool], str, str], ...] = (
    (
        _ole_with("EncryptedPackage"),
        "文档有打开密码，请去除密码后再检查",
        "the document is password-protected; remove the password",
    ),
    (
        _ole_with("WordDocument"),
        "旧版 Word（.doc）文件，请另存为 .docx 或 PDF",
        "an old Word file (.doc); save it as .docx or PDF",
    ),
    (
        _starts(b"\xd0\xcf\x11\xe0"),
        "旧版 Office 文件，请另存为 .docx 或 PDF",
        "an old Office file; save it as .docx or PDF",
    ),
    (
        _zip_with(b"xl/workbook.bin"),
        "二进制工作簿（.xlsb），请另存为 .xlsx",
        "a binary workbook (.xlsb); save it as .xlsx",
    ),
    (
        _zip_with(b"opendocument.spreadsheet"),
        "ODS 工作簿，请另存为 .xlsx",
        "an OpenDocument workbook; save it as .xlsx",
    ),
    (
        _zip_with(b"opendocument.text"),
        "ODT 文档，请另存为 .docx",
        "an OpenDocument text; save it as .docx",
    ),
    (
        _xml_of(b"urn:schemas-microsoft-com:office:spreadsheet"),
        "XML 格式的工作簿，请另存为 .xlsx",
        "a workbook in the XML format of 2003; save it as .xlsx",
    ),
    (
        _zip_with(b"ppt/presentation"),
        "演示文稿不能读取，请导出为 PDF",
        "presentations cannot be read; export it as PDF",
    ),
    (_zip_with(b"OFD.xml"), "OFD 文件尚不能读取，请另存为 PDF", "OFD files cannot be read yet; save it as PDF"),
    (
        _starts(b"PK\x03\x04", b"PK\x05\x06", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b"),
        "压缩包，请解压后检查其中的文件",
        "an archive; unpack it first",
    ),
    (
        _starts(b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF"),
        "图片文件，请提供可以复制文字的 PDF 或 DOCX",
        "a picture; give a PDF or DOCX whose text can be copied",
    ),
    (_starts(b"{\\rtf"), "RTF 文件，请另存为 .docx 或 PDF", "an RTF file; save it as .docx or PDF"),
)
"""Kinds that are recognised but not read: test, and what to tell the user in Chinese and English."""


def open_document(path: str | os.PathLike[str]) -> Document:
    """Read a file into headings, paragraphs and tables.

    Args:
        path: the file; the name in the result is as given here.

    Raises:
        UnreadableError: the file is missing, of a kind that cannot be read, damaged, protected or too large.
    """
    source = os.fspath(path)
    data = _load(source)
    for kind in FORMATS:
        if kind.sniff(data):
            return _read(kind.module, source, data)
    for refused, zh, en in REFUSED:
        if refused(data):
            raise UnreadableError(source, zh, en)
    if _is_text(data):
        return _read("text", source, data)
    raise UnreadableError(
        source, "不认识的文件格式，请另存为 PDF、DOCX 或文本", "unknown kind of file; save it as PDF, DOCX or text"
    )


def _read(module: str, source: str, data: bytes) -> Document:
    document: Document = import_module(f"juesuan.documents.{module}").read(source, data)
    return document


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
    except OSError as error:
        zh, en = why(error)
        raise UnreadableError(source, f"无法读取文件：{zh}", f"cannot read the file: {en}") from None
    except ValueError:  # a name that no file system can have
        raise UnreadableError(source, "文件名不能用", "no file can have this name") from None
    if not data:
        raise UnreadableError(source, "文件是空的", "the file is empty")
    return data
