"""Web pages: HTML, HTML saved by Office under another name, and MHTML archives.

Parsed by the rules of HTML5 (selectolax, Lexbor). Nothing is fetched: attachments are said, not read.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from juesuan.documents.limits import MAX_CHARACTERS, MAX_WEB_COMPARED, MAX_WEB_DEPTH, MAX_WEB_REOPENED
from juesuan.documents.model import Block, Document, Paragraph, Table, Trouble, TroubleKind, UnreadableError
from juesuan.documents.web_body import BodyReader
from juesuan.documents.web_bytes import decode, is_archive, pages_of
from juesuan.documents.web_furniture import ATTACHED, clear
from juesuan.place import Place

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)")
_CLOSED_ANYWAY = frozenset(
    ("br", "img", "input", "hr", "meta", "link", "col", "area", "base", "embed", "param", "source", "track", "wbr")
) | frozenset(("p", "li", "td", "th", "tr", "dt", "dd", "option", "tbody", "thead", "tfoot", "body", "html", "head"))
_STYLES = frozenset(("a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"))
_LONG_TAG = 2_000
_MUCH_HIDDEN = 200
_MOST_ATTACHED = 40
_TITLE_END = re.compile(r"[_|｜]|\s[-–—]\s|--")


def read(source: str, data: bytes) -> Document:
    """Read a web page.

    Args:
        source: the file as the user gave it.
        data: its bytes.

    Raises:
        UnreadableError: it holds no text, or is beyond the limits.
    """
    troubles: list[Trouble] = []
    blocks: list[Block] = []
    for page, charset in pages_of(source, data) if is_archive(data) else [(data, None)]:
        text = decode(source, page, charset, troubles)
        _guard(source, text)
        _read_page(source, text, blocks, troubles)
    if not any(isinstance(b, Table) or (isinstance(b, Paragraph) and len(b.text) > 1) for b in blocks):
        raise UnreadableError(
            source,
            "网页里没有正文（可能由脚本显示，或只是框架），请在浏览器中打开后打印为 PDF",
            "the page holds no text (shown by scripts, or a frame set); open it in a browser and print it as PDF",
        )
    return Document(source, "html", tuple(blocks), None, tuple(troubles))


def _guard(source: str, text: str) -> None:
    """Refuse pages that would take the parser minutes: deep nesting, and styles never closed.

    An unclosed <font> is opened again in each later paragraph, as HTML5 demands.
    """
    depth: dict[str, int] = {}
    opened = deepest = styles = reopened = 0
    for close, tag in _TAG.findall(text.lower()):
        if tag in _CLOSED_ANYWAY:
            reopened += styles
            continue
        if not close:
            depth[tag] = depth.get(tag, 0) + 1
            opened += 1
            deepest = max(deepest, opened)
            styles += tag in _STYLES
        elif depth.get(tag):
            depth[tag] -= 1
            opened -= 1
            styles -= tag in _STYLES
    # attributes of one tag are compared with each other
    compared = sum(len(tag[tag.find("<") :].split()) ** 2 for tag in text.split(">") if len(tag) > _LONG_TAG)
    if deepest > MAX_WEB_DEPTH or reopened > MAX_WEB_REOPENED or compared > MAX_WEB_COMPARED:
        raise UnreadableError(source, "网页嵌套过深，不予读取", "the page is nested too deeply")


def _read_page(source: str, text: str, blocks: list[Block], troubles: list[Trouble]) -> None:
    from selectolax.lexbor import LexborHTMLParser

    page = LexborHTMLParser(text)
    title = page.css_first("title")
    name = _TITLE_END.split(title.text_lexbor())[0].strip() if title is not None else ""
    hidden = clear(page)
    if page.body is None:
        return
    if hidden >= _MUCH_HIDDEN:
        troubles.append(
            Trouble(
                TroubleKind.UNREADABLE,
                Place(),
                f"{hidden} characters that the page does not show were not read",
                f"网页中不显示的文字（{hidden} 字）没有读取",
            )
        )
    _say_attached(page, troubles)
    reader = BodyReader(len(blocks), troubles)
    try:
        found = reader.read(page.body)
    except RecursionError as error:
        raise UnreadableError(source, "网页嵌套过深，不予读取", "the page is nested too deeply") from error
    if reader.characters > MAX_CHARACTERS:
        raise UnreadableError(source, "网页文字过多", "the page has too much text")
    if not blocks and "决算" in name and not _tells(found, name):
        # the report's name stands in the window's title only
        found = BodyReader.renumbered([Paragraph(0, name, (), True), *found])
    blocks.extend(found)


def _tells(blocks: list[Block], name: str) -> bool:
    wanted = "".join(name.split())
    return any(wanted in "".join(b.text.split()) for b in blocks[:12] if isinstance(b, Paragraph))


def _say_attached(page: LexborHTMLParser, troubles: list[Trouble]) -> None:
    """Files that the page links to or embeds: they may hold what the page does not."""
    seen: set[str] = set()
    for node in page.css("a[href], iframe[src], embed[src], object[data]"):
        names = node.attributes
        target = (names.get("href") or names.get("src") or names.get("data") or "").strip()[:2000]
        if not ATTACHED.search(target) or target in seen or len(seen) >= _MOST_ATTACHED:
            continue
        seen.add(target)
        file = posixpath.basename(unquote(re.split(r"[?#]", target)[0]))[:80]
        text = " ".join(node.text_lexbor().split())[:80]
        what = f"{text}（{file}）" if text and text != file else file
        troubles.append(
            Trouble(TroubleKind.ABSENT, Place(), f"an attached file, not read: {what}", f"附件，没有读取：{what}")
        )
