"""Plain text: each line a paragraph, marks of pictures, and tables of tab- or pipe-separated lines."""

from __future__ import annotations

import re

from juesuan.documents.model import Block, Document, Paragraph, Picture, Piece, Table, UnreadableError
from juesuan.documents.text_forms import aligned, form_end
from juesuan.documents.text_spans import merged
from juesuan.place import Place

_LINE_END = re.compile(r"\r\n|[\n\r\f\v]")
_IMAGE = re.compile(r"\[image:\s*([^\]\n]*)\]\s*")
_RULE_ROW = re.compile(r"[\s|:+-]*-[\s|:+-]*")
_MIN_CELLS, _MIN_ROWS = 3, 2
"""Fewer cells or rows than these are more likely running text with a tab or a bar in it."""
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MAX_CONTROL = 0.002
_LONGEST_CHARACTER = 4
_EDGES = " \t\u00a0\u3000\u2002\u2003\u2009\u200b\ufeff"


def sniff(data: bytes) -> bool:
    """Whether a file can be plain text: a byte order mark, or hardly any control characters."""
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return True
    head = data[:65536]
    return len(_CONTROL.findall(head)) <= _MAX_CONTROL * len(head)


def decode(source: str, data: bytes) -> str:
    """The text of a file: by its byte order mark, else UTF-8, else GB18030 (which holds GBK and GB2312).

    Raises:
        UnreadableError: it is none of these.
    """
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, "replace").lstrip("\ufeff")
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as error:
            if error.start >= len(data) - _LONGEST_CHARACTER:  # cut off within its last character
                return data[: error.start].decode(encoding)
    raise UnreadableError(
        source,
        "文字编码不是 UTF-8、GB18030 或 UTF-16，请另存为 UTF-8 文本",
        "the encoding is none of UTF-8, GB18030 and UTF-16; save the text as UTF-8",
    )


def read(source: str, data: bytes) -> Document:
    """Read a plain text file.

    Args:
        source: the file as the user gave it.
        data: its bytes.

    Raises:
        UnreadableError: its encoding is unknown.
    """
    lines = _LINE_END.split(decode(source, data))
    blocks: list[Block] = []
    number = 0
    while number < len(lines):
        end = form_end(lines, number, _cells)
        if end > number:
            form = [_cells(line) for line in lines[number:end]]
            blocks.append(Table(len(blocks), len(form), max(map(len, form)), tuple(aligned(form))))
            number = end
            continue
        end = _table_end(lines, number)
        if end > number:
            blocks.append(_table(len(blocks), [_cells(line) for line in lines[number:end]]))
            number = end
            continue
        _add_line(blocks, lines[number], number + 1)
        number += 1
    return Document(source, "text", tuple(blocks))


def _add_line(blocks: list[Block], line: str, number: int) -> None:
    text = line.strip(_EDGES)
    while match := _IMAGE.match(text):
        blocks.append(Picture(len(blocks), match.group(1).strip(), Place(block=len(blocks), line=number)))
        text = text[match.end() :].strip(_EDGES)
    if text:
        offset = len(line.rstrip(_EDGES)) - len(text)
        blocks.append(Paragraph(len(blocks), text, (Piece(0, len(text), line=number, offset=offset),)))


def _cells(line: str) -> list[str]:
    """The cells of a line, [] if it isn't one of a table."""
    if "\t" in line:
        return [cell.strip(_EDGES) for cell in line.split("\t")]
    text = line.strip(_EDGES)
    if len(text) > 1 and text[0] == "|" and text[-1] == "|":
        return [cell.strip(_EDGES) for cell in text[1:-1].split("|")]
    if "|" in text:
        return [cell.strip(_EDGES) for cell in text.split("|")]
    return []


def _table_end(lines: list[str], start: int) -> int:
    """One past the last line of a table that begins at `start`; `start` itself if none does."""
    width = len(_cells(lines[start]))
    if width < _MIN_CELLS:
        return start
    end = start + 1
    while end < len(lines) and len(_cells(lines[end])) == width:
        end += 1
    return end if end - start >= _MIN_ROWS else start


def _table(index: int, rows: list[list[str]]) -> Table:
    kept = [row for row in rows if not all(_RULE_ROW.fullmatch(cell) for cell in row)]
    return Table(index, len(kept), len(rows[0]), tuple(merged(kept)))
