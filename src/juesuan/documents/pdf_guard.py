"""A look at a PDF's packed streams before pdfium unpacks them: a small file may hold gigabytes of page content.

pdfium parses a page's content in one go, cannot be interrupted, and takes some 15 bytes of memory for each byte of
content. So streams are unpacked here first, into nothing, as far as the limits go. Images are not looked at, since
pdfium does not unpack them for text; fonts only at their beginning, since they are most of a file and pack badly.
"""

from __future__ import annotations

import re
import zlib

from juesuan.documents.limits import MAX_STREAM_BYTES, MAX_STREAMS_BYTES
from juesuan.documents.model import UnreadableError

_DICTIONARY_BYTES = 2048
"""How far before its data a stream's dictionary is looked for."""
_PROBE_BYTES = 1024
_FONT_RATIO = 40
_STEP = 1 << 20
_FONT = re.compile(rb"/Length[123]\b|/Subtype\s*/(?:Type1C|CIDFontType0C|OpenType)")
_IMAGE = re.compile(rb"/Subtype\s*/Image")
_FLATE = re.compile(rb"/(?:FlateDecode|Fl)\b")


def refuse_bombs(name: str, data: bytes) -> None:
    """Refuse a PDF whose streams unpack to more than a real one's.

    Args:
        name: the file as the user gave it, for the message.
        data: the whole file.

    Raises:
        UnreadableError: beyond the limits.
    """
    total, at = 0, data.find(b"stream")
    while at >= 0:
        following = data.find(b"stream", at + 6)
        if data[at - 3 : at] != b"end":
            start = at + 6
            while data[start : start + 1] in (b"\r", b"\n"):
                start += 1
            dictionary = data[max(data.rfind(b"obj", max(at - _DICTIONARY_BYTES, 0), at), 0) : at]
            end = following if following >= 0 else len(data)
            total += _unpacked(dictionary, data[start:end])
            if total > MAX_STREAMS_BYTES:
                raise _refusal(name)
        at = following


def _refusal(name: str) -> UnreadableError:
    return UnreadableError(
        name,
        "PDF 解压后过大，不像正常文件，请重新导出",
        "the PDF unpacks to far more than a real one does; export it again",
    )


def _unpacked(dictionary: bytes, packed: bytes) -> int:
    """Size of a stream unpacked, as far as it counts; more than all limits together where it must not be opened."""
    layers = len(_FLATE.findall(dictionary))
    if not layers or _IMAGE.search(dictionary):
        return 0
    if layers > 1:  # packed twice: no program writes that
        return MAX_STREAMS_BYTES + 1
    if _FONT.search(dictionary):
        head = packed[:_PROBE_BYTES]
        if _size(head, _FONT_RATIO * len(head)) < _FONT_RATIO * len(head):
            return 0
    size = _size(packed, MAX_STREAM_BYTES)
    return size if size <= MAX_STREAM_BYTES else MAX_STREAMS_BYTES + 1


def _size(packed: bytes, limit: int) -> int:
    """Bytes that a stream unpacks to, counted no further than just beyond `limit`; damage ends the count."""
    unpacker, size = zlib.decompressobj(), 0
    try:
        while packed and size <= limit and not unpacker.eof:  # past its end a stream leaves its tail as it is
            size += len(unpacker.decompress(packed, _STEP))
            packed = unpacker.unconsumed_tail
    except zlib.error:
        pass
    return size
