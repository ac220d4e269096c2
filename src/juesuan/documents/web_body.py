"""The body of a web page → paragraphs, tables and pictures."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

from juesuan.documents.docx_numbering import format_number
from juesuan.documents.limits import MAX_WEB_NESTING
from juesuan.documents.model import Block, Paragraph, Picture, Piece, Table, Trouble, TroubleKind
from juesuan.documents.web_furniture import is_furniture
from juesuan.documents.web_tables import Grid, is_layout, lay_out
from juesuan.place import Place

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div"),
        *("dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("header", "hgroup", "hr", "legend", "li", "main", "nav", "p", "section", "summary", "td", "th", "tr"),
    )
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_PASSED = frozenset(("-comment", "-doctype", "head", "script", "style", "noscript", "template", "iframe", "object"))
_BOLD = frozenset(("b", "strong"))
_WRAPPERS = frozenset(("p", "div", "span", "font", "b", "strong", "center"))
_EMPHASIS_LENGTH = 60
_WIDE = "\u2e80-\u303f\u3040-\u9fff\uf900-\ufaff\uff00-\uffef"
_BROKEN = re.compile(rf"(?<=[{_WIDE}“”‘’])[ \t]*[\r\n\f][ \t\r\n\f]*(?=[{_WIDE}“”‘’])")
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_EDGES = " \t\r\n\f\u00a0\u3000\u2002\u2003\u2009\u200b\ufeff"
_LIST_STYLES = {
    "cjk-ideographic": ("chineseCounting", "、"),
    "simp-chinese-informal": ("chineseCounting", "、"),
    "simp-chinese-formal": ("chineseCounting", "、"),
    "trad-chinese-informal": ("chineseCounting", "、"),
    "decimal": ("decimal", ". "),
    "decimal-leading-zero": ("decimalZero", ". "),
    "lower-alpha": ("lowerLetter", ". "),
    "lower-latin": ("lowerLetter", ". "),
    "upper-alpha": ("upperLetter", ". "),
    "upper-latin": ("upperLetter", ". "),
    "lower-roman": ("lowerRoman", ". "),
    "upper-roman": ("upperRoman", ". "),
}
"""CSS list styles: the format of the number and what follows it, as browsers show them."""
_TYPES = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman", "1": "decimal"}
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:[^;]*?([a-z]+(?:-[a-z]+)*)", re.I)
_ICON = re.compile(r"icon|logo|spacer|blank\.gif|filetype|/ico|arrow|print|share|weixin|ewm|qrcode|banner", re.I)
_ICON_SIZE = 64
_TITLE = re.compile(r".{2,40}表(?:[(（].{1,12}[)）])?")
_SEVERAL = 2


def collapse(text: str) -> str:
    """White space as a browser shows it: one space; none where a line of Chinese was broken in the source."""
    if "\n" in text or "\r" in text:
        text = _BROKEN.sub("", text)
    return _BLANKS.sub(" ", text)


class BodyReader:
    """Walks through the body of one page."""

    def __init__(self, first: int, troubles: list[Trouble], in_table: bool = False) -> None:
        """Begin.

        Args:
            first: index of the first block.
            troubles: what could not be read is added here.
            in_table: it is a cell that is read, where nothing is furniture.
        """
        self._in_table = in_table
        self.characters = 0
        self._first = first
        self._troubles = troubles
        self._blocks: list[Block] = []
        self._text: list[str] = []
        self._bold = 0
        self._number = ""
        self._cut = False

    def read(self, body: LexborNode) -> list[Block]:
        """All blocks of the body."""
        self._children(body, 0, False)
        self._flush()
        return self._blocks

    @staticmethod
    def renumbered(blocks: list[Block]) -> list[Block]:
        """The blocks counted from 0."""
        return [
            replace(b, index=n, place=replace(b.place, block=n)) if isinstance(b, Picture) else replace(b, index=n)
            for n, b in enumerate(blocks)
        ]

    def _next(self) -> int:
        return self._first + len(self._blocks)

    def _children(self, node: LexborNode, depth: int, heading: bool) -> None:
        if depth > MAX_WEB_NESTING:
            self._flat(node)
            return
        for child in node.iter(include_text=True):
            tag = child.tag or ""
            if tag == "-text":
                self._text.append(child.text_content or "")
            elif tag == "br":
                self._flush(heading)
            elif tag == "img":
                self._picture(child)
            elif tag == "table":
                self._flush(heading)
                self._table(child, depth)
            elif tag in ("ol", "ul"):
                self._flush(heading)
                self._list(child, depth, tag == "ol")
            elif tag == "pre":
                self._flush(heading)
                self._lines(child)
            elif tag in _BLOCKS:
                self._flush(heading)
                self._children(child, depth + 1, heading or tag in _HEADINGS)
                self._flush(heading or tag in _HEADINGS)
            elif tag not in _PASSED:
                before = sum(map(len, self._text)) if tag in _BOLD else 0
                self._children(child, depth + 1, heading)
                if tag in _BOLD:
                    self._bold += max(sum(map(len, self._text)) - before, 0)

    def _flush(self, heading: bool = False) -> None:
        """End the paragraph that is being read."""
        raw = "".join(self._text)
        self._text.clear()
        bold, self._bold = self._bold, 0
        text = collapse(raw).strip(_EDGES)
        if not text:
            return
        text = self._number + text
        self._number = ""
        if not self._in_table and is_furniture(text):
            return
        short = len(text) <= _EMPHASIS_LENGTH
        self._add(text, heading or (short and 0 < len(raw.strip()) <= bold))

    def _add(self, text: str, emphasis: bool = False) -> None:
        self.characters += len(text)
        self._blocks.append(Paragraph(self._next(), text, (Piece(0, len(text)),), emphasis))

    def _flat(self, node: LexborNode) -> None:
        """Text of a part nested too deeply to be told apart."""
        self._text.append(node.text_lexbor())
        self._flush()
        if not self._cut:
            self._cut = True
            detail, zh = "nested too deeply; its tables are read as text", "嵌套过深，其中的表格按文字读取"
            self._troubles.append(Trouble(TroubleKind.UNREADABLE, Place(block=self._next()), detail, zh))

    def _lines(self, node: LexborNode) -> None:
        for line in node.text_lexbor().splitlines():
            self._text.append(line)
            self._flush()

    def _list(self, node: LexborNode, depth: int, ordered: bool) -> None:
        names = node.attributes
        style, after = _list_style(names.get("type") or "", names.get("style") or "") if ordered else ("none", "")
        count = _integer(names.get("start"), 1)
        for item in node.iter(include_text=True):
            if item.tag != "li":
                if item.tag == "-text":
                    self._text.append(item.text_content or "")
                elif item.tag not in _PASSED and item.tag != "-comment":
                    self._list(item, depth + 1, item.tag == "ol") if item.tag in ("ol", "ul") else self._children(
                        item, depth + 1, False
                    )
                continue
            self._flush()
            count = _integer(item.attributes.get("value"), count) if ordered else count
            label = format_number(count, style)
            self._number = label + after if label else ""
            self._children(item, depth + 1, False)
            self._flush()
            self._number = ""
            count += 1
        self._flush()

    def _picture(self, node: LexborNode) -> None:
        names = node.attributes
        source = names.get("src") or ""
        sizes = (_integer(names.get("width"), 999), _integer(names.get("height"), 999))
        if not source or min(sizes) <= _ICON_SIZE or _ICON.search(source[-200:]) or _in_link(node):
            return
        self._flush()
        file = "" if source.startswith("data:") else posixpath.basename(unquote(re.split(r"[?#]", source)[0]))
        name = (names.get("alt") or names.get("title") or file).strip()[:100]
        self._blocks.append(Picture(self._next(), name, Place(block=self._next())))

    def _table(self, node: LexborNode, depth: int) -> None:
        grid = lay_out(node)
        if grid is None:
            zh = "表格过大，没有读取"
            self._troubles.append(Trouble(TroubleKind.UNREADABLE, Place(), "a table too large to be read", zh))
            return
        for caption in grid.captions:
            self._children(caption, depth + 1, True)
            self._flush(True)
        if is_layout(grid):
            for cell in grid.cells:
                self._children(cell.node, depth + 1, False)
                self._flush()
            return
        pictures: list[Picture] = []
        texts = [self._cell_text(cell.node, depth, pictures) for cell in grid.cells]
        if not any(texts):
            if not pictures:
                return
        else:
            self.characters += sum(map(len, texts))
            self._blocks.extend(self._tables_of(grid, texts))
        for picture in pictures:
            self._blocks.append(Picture(self._next(), picture.name, Place(block=self._next())))

    def _tables_of(self, grid: Grid, texts: list[str]) -> list[Block]:
        """The table; where a whole sheet of statements was pasted as one table, its parts."""
        filled = Counter(cell.row for cell, text in zip(grid.cells, texts, strict=True) if text)
        titles = [t for c, t in zip(grid.cells, texts, strict=True) if filled[c.row] == 1 and _TITLE.fullmatch(t)]
        if len(titles) < _SEVERAL:
            return [Table(self._next(), grid.rows, grid.columns, grid.finished(texts))]
        from juesuan.documents.workbook_cells import Sheet
        from juesuan.documents.workbook_sheets import sheet_blocks

        sheet = Sheet("")
        for cell, text in zip(grid.cells, texts, strict=True):
            if text:
                sheet.texts[cell.row, cell.column] = text
            end = (min(cell.row + cell.rowspan, grid.rows) - 1, cell.column + cell.colspan - 1)
            if end > (cell.row, cell.column):
                sheet.merges.append((cell.row, cell.column, *end))
        return [_unplaced(block) for block in sheet_blocks(sheet, self._next(), self._troubles)]

    def _cell_text(self, node: LexborNode, depth: int, pictures: list[Picture]) -> str:
        first = node.first_child
        while first is not None and first.next is None:  # the usual cell: one text, at most wrapped
            if first.tag == "-text":
                return collapse(first.text_content or "").strip(_EDGES)
            if first.tag not in _WRAPPERS:
                break
            first = first.first_child
        if first is None:
            return ""
        inner = BodyReader(0, self._troubles, True)
        inner._children(node, depth + 1, False)
        inner._flush()
        pictures.extend(b for b in inner._blocks if isinstance(b, Picture))
        return "\n".join(flat for b in inner._blocks if (flat := _flat_text(b)))


def _unplaced(block: Block) -> Block:
    """Without the cell references that only a workbook has."""
    if isinstance(block, Paragraph):
        return replace(block, pieces=(Piece(0, len(block.text)),))
    if isinstance(block, Table):
        return replace(block, cells=tuple(replace(cell, sheet=None, ref=None) for cell in block.cells))
    return block


def _flat_text(block: Block) -> str:
    """The text of a block within a cell."""
    if isinstance(block, Paragraph):
        return block.text
    if isinstance(block, Picture):
        return ""
    rows: dict[int, list[str]] = {}
    for cell in block.cells:
        if cell.text:
            rows.setdefault(cell.row, []).append(cell.text.replace("\n", ""))
    return "\n".join(" ".join(row) for row in rows.values())


def _list_style(kind: str, style: str) -> tuple[str, str]:
    match = _LIST_STYLE.search(style)
    name = match[1].lower() if match else _TYPES.get(kind, "decimal")
    return ("none", "") if name == "none" else _LIST_STYLES.get(name, ("decimal", ". "))


def _integer(text: str | None, otherwise: int) -> int:
    match = re.match(r"\s*(\d{1,6})", text or "")
    return int(match[1]) if match else otherwise


def _in_link(node: LexborNode) -> bool:
    parent = node.parent
    return parent is not None and parent.tag == "a"
