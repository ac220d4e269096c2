"""XLS workbooks (BIFF8, as written since Excel 97), read record by record.

[MS-CFB] (the container), [MS-XLS] 2.4 and 2.5 (records, strings).
"""

from __future__ import annotations

import struct
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from juesuan.documents.limits import MAX_SHEETS
from juesuan.documents.model import UnreadableError
from juesuan.documents.workbook_cells import Room, Sheet, damaged
from juesuan.documents.workbook_formats import BUILT_IN, GENERAL

_END_OF_CHAIN = 0xFFFFFFFA
_BIFF8 = 0x0600
_BOF, _EOF, _CONTINUE, _FILEPASS, _DATEMODE = 0x809, 0x0A, 0x3C, 0x2F, 0x22
_BOUNDSHEET, _FORMAT, _XF, _SST = 0x85, 0x41E, 0xE0, 0xFC
_NUMBER, _RK, _MULRK, _FORMULA, _STRING = 0x203, 0x27E, 0xBD, 0x06, 0x207
_LABELSST, _LABEL, _RSTRING, _BOOLERR = 0xFD, 0x204, 0xD6, 0x205
_ROW, _COLINFO, _WINDOW2, _MERGED = 0x208, 0x7D, 0x23E, 0xE5
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}


def read_xls(source: str, data: bytes, room: Room, skip: Container[str] = ()) -> list[Sheet]:
    """All sheets in order, hidden ones too, but for those to skip.

    Raises:
        UnreadableError: damaged, encrypted, too old, or beyond the limits.
    """
    try:
        stream = workbook_stream(data)
        book, found = _globals(source, stream, room)
        sheets = [(sheet, at) for sheet, at in found if sheet.name not in skip]
        for sheet, at in sheets:
            if sheet.ordinary:
                _SheetReader(book, sheet).read(stream, at)
                sheet.finish()
            room.sheet(sheet)
    except (struct.error, ValueError, IndexError, ArithmeticError) as error:
        raise damaged(source) from error
    return [sheet for sheet, _ in sheets]


def workbook_stream(data: bytes) -> bytes:
    """The stream of a compound file that holds the workbook; b"" if there is none.

    Raises:
        ValueError: the container is damaged.
        struct.error: it is cut off.
    """
    shift, small_shift = struct.unpack_from("<HH", data, 30)
    if shift not in (9, 12) or small_shift != 6:
        raise ValueError("sector size")
    size = 1 << shift
    first_directory, _, cutoff, first_small, _, next_table, _ = struct.unpack_from("<7I", data, 48)
    tables = list(struct.unpack_from("<109I", data, 76))
    seen: set[int] = set()
    while next_table < _END_OF_CHAIN and next_table not in seen:
        seen.add(next_table)
        part = struct.unpack_from(f"<{size // 4}I", data, (next_table + 1) * size)
        tables.extend(part[:-1])
        next_table = part[-1]
    fat: list[int] = []
    for table in dict.fromkeys(t for t in tables if t < _END_OF_CHAIN):
        fat.extend(struct.unpack_from(f"<{size // 4}I", data, (table + 1) * size))

    def chained(start: int) -> bytes:
        return b"".join(data[(s + 1) * size : (s + 2) * size] for s in _chain(fat, start))

    entries = [e for e in _entries(chained(first_directory)) if e[1] in (2, 5)]
    root = next((e for e in entries if e[1] == 5), None)
    wanted = next((e for name in ("Workbook", "Book") for e in entries if e[0] == name and e[1] == 2), None)
    if wanted is None or root is None:
        return b""
    _, _, start, length = wanted
    if length >= cutoff:
        return chained(start)[:length]
    small_fat = [x for (x,) in struct.iter_unpack("<I", chained(first_small))]
    store = chained(root[2])
    return b"".join(store[s * 64 : s * 64 + 64] for s in _chain(small_fat, start))[:length]


def _chain(table: list[int], start: int) -> Iterator[int]:
    for _ in range(len(table) + 1):
        if start >= _END_OF_CHAIN or start >= len(table):
            return
        yield start
        start = table[start]
    raise ValueError("a chain of sectors without end")


def _entries(directory: bytes) -> Iterator[tuple[str, int, int, int]]:
    """Name, kind, first sector and length of each entry."""
    for at in range(0, len(directory) - 127, 128):
        length, kind = struct.unpack_from("<HB", directory, at + 64)
        start, size = struct.unpack_from("<II", directory, at + 116)
        yield directory[at : at + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace"), kind, start, size


@dataclass(slots=True)
class _Book:
    """What the sheets of a workbook share."""

    room: Room
    strings: list[str] = field(default_factory=list)
    formats: dict[int, str] = field(default_factory=lambda: dict(BUILT_IN))
    styles: list[int] = field(default_factory=list)
    since_1904: bool = False

    def code(self, style: int) -> str:
        """The number format of a cell style."""
        return self.formats.get(self.styles[style], GENERAL) if style < len(self.styles) else GENERAL


def _globals(source: str, stream: bytes, room: Room) -> tuple[_Book, list[tuple[Sheet, int]]]:
    book = _Book(room)
    sheets: list[tuple[Sheet, int]] = []
    strings: list[bytes] = []
    last = 0
    for kind, body in _records(stream, 0):
        if kind == _BOF and struct.unpack_from("<H", body)[0] != _BIFF8:
            raise UnreadableError(
                source, "Excel 95 或更早的工作簿，请另存为 .xlsx", "a workbook of Excel 95 or older; save it as .xlsx"
            )
        if kind == _FILEPASS:
            raise UnreadableError(
                source,
                "工作簿有打开密码，请去除密码后再检查",
                "the workbook is password-protected; remove the password",
            )
        if kind == _BOUNDSHEET:
            at, state, sort = struct.unpack_from("<IBB", body)
            sheets.append((Sheet(_text(body, 6, 1), visible=state & 3 == 0, ordinary=sort == 0), at))
        elif kind == _FORMAT:
            book.formats[struct.unpack_from("<H", body)[0]] = _text(body, 2, 2)
        elif kind == _XF:
            book.styles.append(struct.unpack_from("<H", body, 2)[0])
        elif kind == _DATEMODE:
            book.since_1904 = body[:1] == b"\x01"
        elif kind == _SST or (kind == _CONTINUE and last == _SST):
            strings.append(body)
            kind = _SST
        elif kind == _EOF:
            break
        last = kind
    if len(sheets) > MAX_SHEETS:
        raise UnreadableError(source, "工作表过多，不像决算报告", "the workbook has too many sheets for a report")
    book.strings = list(_Strings(strings).all()) if strings else []
    return book, sheets


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _text(body: bytes, at: int, width: int) -> str:
    """A string with a length of `width` bytes before it."""
    count = int.from_bytes(body[at : at + width], "little")
    wide = body[at + width] & 1
    text = body[at + width + 1 :]
    return text[: count * 2].decode("utf-16-le", "replace") if wide else text[:count].decode("latin-1")


class _Strings:
    """The table of strings, which may be cut into several records anywhere."""

    def __init__(self, chunks: list[bytes]) -> None:
        self._chunks = chunks
        self._chunk = 0
        self._at = 8  # the counts, which are not believed

    def all(self) -> Iterator[str]:
        """All strings."""
        while self._more():
            (count,) = struct.unpack("<H", self._take(2))
            flags = self._take(1)[0]
            runs = struct.unpack("<H", self._take(2))[0] if flags & 8 else 0
            extra = struct.unpack("<I", self._take(4))[0] if flags & 4 else 0
            yield self._characters(count, flags & 1)
            self._skip(runs * 4 + extra)

    def _more(self) -> bool:
        while self._chunk < len(self._chunks) and self._at >= len(self._chunks[self._chunk]):
            self._chunk, self._at = self._chunk + 1, 0
        return self._chunk < len(self._chunks)

    def _take(self, size: int) -> bytes:
        taken = b""
        while len(taken) < size and self._more():
            piece = self._chunks[self._chunk][self._at : self._at + size - len(taken)]
            self._at += len(piece)
            taken += piece
        return taken

    def _skip(self, size: int) -> None:
        while size > 0 and self._more():
            step = min(size, len(self._chunks[self._chunk]) - self._at)
            self._at += step
            size -= step

    def _characters(self, count: int, wide: int) -> str:
        parts: list[str] = []
        while count > 0 and self._more():
            if parts:  # a record that continues characters begins by telling their width
                wide = self._take(1)[0] & 1
            chunk = self._chunks[self._chunk]
            number = min(count, (len(chunk) - self._at) // (2 if wide else 1))
            if number == 0:
                raise ValueError("half a character")
            raw = self._take(number * 2 if wide else number)
            parts.append(raw.decode("utf-16-le", "replace") if wide else raw.decode("latin-1"))
            count -= number
        return "".join(parts).replace("\r\n", "\n").replace("\r", "\n")


class _SheetReader:
    """Reads the records of one sheet."""

    def __init__(self, book: _Book, sheet: Sheet) -> None:
        self._book = book
        self._sheet = sheet
        self._awaited: tuple[int, int] | None = None  # the formula whose text comes in a record of its own

    def read(self, stream: bytes, at: int) -> None:
        """Read from the sheet's beginning to its end."""
        depth = 0
        for kind, body in _records(stream, at):
            if kind == _BOF:
                depth += 1  # a chart within the sheet is a stream of its own
            elif kind == _EOF:
                depth -= 1
                if depth <= 0:
                    break
            elif depth == 1:
                self._cell(kind, body)
                self._setting(kind, body)

    def _cell(self, kind: int, body: bytes) -> None:
        if kind == _STRING and self._awaited is not None:
            self._sheet.put(self._awaited, _text(body, 0, 2))
        elif kind in (_NUMBER, _RK):
            row, column, style = struct.unpack_from("<HHH", body)
            value = _float(body, 6) if kind == _NUMBER else _rk(struct.unpack_from("<I", body, 6)[0])
            self._number(row, column, style, value)
        elif kind == _MULRK:
            row, column = struct.unpack_from("<HH", body)
            for n in range((len(body) - 6) // 6):
                style, packed = struct.unpack_from("<HI", body, 4 + 6 * n)
                self._number(row, column + n, style, _rk(packed))
        elif kind == _FORMULA:
            self._formula(body)
        elif kind == _LABELSST:
            row, column, _, index = struct.unpack_from("<HHHI", body)
            self._put(row, column, self._book.strings[index])
        elif kind in (_LABEL, _RSTRING):
            row, column = struct.unpack_from("<HH", body)
            self._put(row, column, _text(body, 6, 2))
        elif kind == _BOOLERR:
            row, column, _, value, error = struct.unpack_from("<HHHBB", body)
            self._put(row, column, _ERRORS.get(value, "#N/A") if error else ("TRUE" if value else "FALSE"))

    def _setting(self, kind: int, body: bytes) -> None:
        if kind == _ROW:
            row, *_, flags = struct.unpack_from("<HHHHHHH", body)
            if flags & 0x20:
                self._sheet.hidden_rows.add(row)
        elif kind == _COLINFO:
            first, last, _, _, flags = struct.unpack_from("<HHHHH", body)
            if flags & 1:
                self._sheet.hidden_columns.update(range(first, min(last, 255) + 1))
        elif kind == _WINDOW2:
            self._sheet.shows_zeros = bool(struct.unpack_from("<H", body)[0] & 0x10)
        elif kind == _MERGED:
            for n in range((len(body) - 2) // 8):
                top, bottom, left, right = struct.unpack_from("<HHHH", body, 2 + 8 * n)
                self._sheet.merges.append((top, left, bottom, right))

    def _put(self, row: int, column: int, text: str) -> None:
        self._book.room.cell()
        self._sheet.put((row, column), text)

    def _number(self, row: int, column: int, style: int, value: Decimal) -> None:
        self._book.room.cell()
        self._sheet.put_number((row, column), value, self._book.code(style), self._book.since_1904)

    def _formula(self, body: bytes) -> None:
        row, column, style, kind, _, value = struct.unpack_from("<HHHBBB", body)
        self._awaited = None
        if body[12:14] != b"\xff\xff":
            self._number(row, column, style, _float(body, 6))
        elif kind == 0:
            self._awaited = (row, column)
        elif kind in (1, 2):
            self._put(row, column, _ERRORS.get(value, "#N/A") if kind == 2 else ("TRUE" if value else "FALSE"))


def _float(body: bytes, at: int) -> Decimal:
    return Decimal(repr(struct.unpack_from("<d", body, at)[0]))


def _rk(packed: int) -> Decimal:
    """A number packed into 32 bits, [MS-XLS] 2.5.217."""
    if packed & 2:
        whole = packed >> 2
        value = Decimal(whole - (1 << 30) if whole >= 1 << 29 else whole)
    else:
        value = Decimal(repr(struct.unpack("<d", struct.pack("<II", 0, packed & 0xFFFFFFFC))[0]))
    return value / 100 if packed & 1 else value
