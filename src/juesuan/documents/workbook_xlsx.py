"""XLSX workbooks, read from their XML directly.

Formulas are not computed: their stored values are read. ECMA-376 part 1, 18.3 (sheets), 18.4 (strings), 18.8 (styles).
"""

from __future__ import annotations

import io
import posixpath
import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from juesuan.documents.limits import MAX_SHEETS
from juesuan.documents.model import UnreadableError
from juesuan.documents.package import Package
from juesuan.documents.workbook_cells import Room, Sheet, Square, damaged
from juesuan.documents.workbook_formats import BUILT_IN, GENERAL

if TYPE_CHECKING:
    from lxml.etree import _Element

_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_RANGE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6}):([A-Z]{1,3})([1-9]\d{0,6})")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_COLUMNS, _ROWS = 16_384, 1_048_576
_TRUE = ("1", "true")


@dataclass(slots=True)
class _Book:
    """What the sheets of a workbook share."""

    source: str
    room: Room
    formats: list[str] = field(default_factory=list)
    strings: list[str] = field(default_factory=list)
    since_1904: bool = False


def read_xlsx(source: str, data: bytes, room: Room, skip: Container[str] = ()) -> list[Sheet]:
    """All sheets in order, hidden ones too, but for those to skip.

    Raises:
        UnreadableError: a part is damaged, encrypted or beyond the limits.
    """
    package = Package(source, data)
    main = package.related("", "officeDocument") or "xl/workbook.xml"
    root = package.xml(main)
    if root is None:
        raise damaged(source)
    book = _Book(source, room)
    styles, strings = package.related(main, "styles"), package.related(main, "sharedStrings")
    book.formats = _cell_formats(package.xml(styles) if styles else None)
    if strings and (packed := package.read(strings)):
        book.strings = [_string(item) for item in _elements(source, packed, "{*}si")]
    book.since_1904 = any(p.get("date1904") in _TRUE for p in root.iter("{*}workbookPr"))
    targets = _targets(package, main)
    sheets: list[Sheet] = []
    for about in root.iter("{*}sheet"):
        if len(sheets) >= MAX_SHEETS:
            raise UnreadableError(source, "工作表过多，不像决算报告", "the workbook has too many sheets for a report")
        if about.get("name", "") in skip:
            continue
        identity = next((str(v) for k, v in about.items() if str(k).endswith("}id")), "")
        kind, part = targets.get(identity, ("", ""))
        sheet = Sheet(about.get("name", ""), visible=about.get("state", "visible") == "visible")
        sheet.ordinary = kind == "worksheet"
        content = package.read(part) if sheet.ordinary else None
        if content is not None:
            _read_sheet(content, sheet, book)
        room.sheet(sheet)
        sheets.append(sheet)
    return sheets


def _targets(package: Package, main: str) -> dict[str, tuple[str, str]]:
    """Relationship → the kind of part it leads to, and the part."""
    folder, name = posixpath.split(main)
    relations = package.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
    found: dict[str, tuple[str, str]] = {}
    for relation in relations if relations is not None else ():
        target = relation.get("Target", "")
        joined = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
        kind = relation.get("Type", "").rpartition("/")[2]
        found[relation.get("Id", "")] = (kind, posixpath.normpath(joined))
    return found


def _cell_formats(root: _Element | None) -> list[str]:
    """Number format of each cell style."""
    own: dict[int, str] = dict(BUILT_IN)
    if root is None:
        return []
    for element in root.iter("{*}numFmt"):
        if (number := _integer(element.get("numFmtId"))) is not None:
            own[number] = element.get("formatCode", GENERAL)
    styles = next(root.iter("{*}cellXfs"), None)
    if styles is None:
        return []
    return [own.get(_integer(xf.get("numFmtId")) or 0, GENERAL) for xf in styles]


def _integer(text: object) -> int | None:
    digits = str(text)
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 10 else None


def _elements(source: str, data: bytes, *tags: str) -> Iterator[_Element]:
    """The elements of these names, one after the other; each is gone once the next is asked for."""
    from lxml import etree

    if b"<!DOCTYPE" in data[:4096]:
        raise UnreadableError(
            source, "文档含有 DTD 声明，不予读取", "the document declares a DTD, which no real one does"
        )
    options: dict[str, Any] = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
    try:
        for _, element in etree.iterparse(io.BytesIO(data), events=("end",), tag=tags, **options):
            yield element
            element.clear()
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged(source) from error


def _name(element: _Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _string(item: _Element) -> str:
    """A string with its runs joined; readings (rPh) are left out."""
    texts: list[str] = []
    for part in item:
        name = _name(part)
        if name == "t":
            texts.append(part.text or "")
        elif name == "r":
            texts.extend(t.text or "" for t in part if _name(t) == "t")
    return _plain("".join(texts))


def _plain(text: str) -> str:
    if "_x" in text:
        text = _ESCAPE.sub(lambda m: chr(int(m[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _read_sheet(data: bytes, sheet: Sheet, book: _Book) -> None:
    row = -1
    for element in _elements(book.source, data, "{*}row", "{*}col", "{*}sheetView", "{*}mergeCell"):
        kind = _name(element)
        if kind == "row":
            row = _read_row(element, row, sheet, book)
        elif kind == "col":
            if element.get("hidden") in _TRUE:
                first, last = _integer(element.get("min")) or 1, _integer(element.get("max")) or 0
                sheet.hidden_columns.update(range(first - 1, min(last, _COLUMNS)))
        elif kind == "mergeCell":
            if match := _RANGE.fullmatch(element.get("ref", "")):
                sheet.merges.append((int(match[2]) - 1, _column(match[1]), int(match[4]) - 1, _column(match[3])))
        elif element.get("showZeros") in ("0", "false"):
            sheet.shows_zeros = False
    sheet.finish()


def _read_row(element: _Element, before: int, sheet: Sheet, book: _Book) -> int:
    """Read one row; its number."""
    row = before + 1 if (given := _integer(element.get("r"))) is None else given - 1
    if element.get("hidden") in _TRUE:
        sheet.hidden_rows.add(row)
    column = -1
    for cell in element:
        match = _REFERENCE.fullmatch(cell.get("r", ""))
        column = _column(match[1]) if match else column + 1
        square = (int(match[2]) - 1 if match else row, column)
        if len(cell) and 0 <= square[0] < _ROWS and column < _COLUMNS:
            book.room.cell()
            _read_cell(cell, square, sheet, book)
    return row


def _read_cell(cell: _Element, square: Square, sheet: Sheet, book: _Book) -> None:
    formula, text = False, None
    kind = cell.get("t", "n")
    for part in cell:
        name = _name(part)
        if name == "v":
            text = part.text
        elif name == "f":
            formula = True
        elif name == "is":
            text, kind = _string(part), "inlineStr"
    if formula:
        sheet.formulas.add(square)
    if text is None:
        if formula and kind != "str":
            sheet.unvalued.append(square)
    elif kind == "s":
        index = _integer(text.strip())
        if index is not None and index < len(book.strings):
            sheet.put(square, book.strings[index])
    elif kind == "n":
        style = _integer(cell.get("s")) or 0
        code = book.formats[style] if style < len(book.formats) else GENERAL
        try:
            sheet.put_number(square, Decimal(text.strip()), code, book.since_1904)
        except (InvalidOperation, OverflowError):
            sheet.put(square, text)
    elif kind == "b":
        sheet.put(square, "TRUE" if text.strip() in _TRUE else "FALSE")
    else:
        sheet.put(square, _plain(text))


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
