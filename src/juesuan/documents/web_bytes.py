"""From the bytes of a saved page to its text: the page within an MHTML archive, and the character encoding.

Pages of government sites often declare gb2312 and hold characters of GBK or GB18030 (镕, ㎡), so that any of the three
is read as GB18030, which holds them all. A declaration is believed only where the bytes are no UTF-8.
"""

from __future__ import annotations

import codecs
import re

from juesuan.documents.limits import MAX_CHARACTERS
from juesuan.documents.model import Trouble, TroubleKind, UnreadableError
from juesuan.place import Place

_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,30})|<\?xml[^>]{0,100}encoding=[\"']([\w-]{2,30})", re.I
)
_HEAD = 16_384
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_WIDENED = {"gb2312": "gb18030", "gbk": "gb18030", "gb-2312": "gb18030", "gb_2312-80": "gb18030", "cp936": "gb18030"}
_BOUNDARY = re.compile(rb'boundary\s*=\s*(?:"([^"\r\n]{1,200})"|([^\s;"]{1,200}))', re.I)
_MOST_PARTS = 2_000
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_PART_CHARSET = re.compile(rb"charset\s*=\s*\"?([\w-]{2,30})", re.I)
_FRAMES = re.compile(rb"<frameset", re.I)


def is_archive(data: bytes) -> bool:
    """Whether the file is a page saved as MHTML."""
    head = data[:4096].lower()
    return b"mime-version:" in head and not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def pages_of(source: str, data: bytes) -> list[tuple[bytes, str | None]]:
    """The pages within an MHTML archive, with the encoding their part declares; frames instead of a frame set.

    Raises:
        UnreadableError: it holds no page.
    """
    found: list[tuple[bytes, str | None]] = []
    for part in _parts(data):
        gap = _BLANK_LINE.search(part)
        if gap is None:
            continue
        head = re.sub(rb"\r?\n[ \t]+", b" ", part[: gap.start()])
        if not re.search(rb"^content-type:\s*(?:text/html|application/xhtml)", head, re.I | re.M):
            continue
        charset = _PART_CHARSET.search(head)
        found.append((_decoded(head, part[gap.end() :]), charset[1].decode("ascii") if charset else None))
    if not found:
        raise UnreadableError(
            source, "网页归档中没有网页，请打印为 PDF", "the archive holds no web page; print it as PDF"
        )
    if _FRAMES.search(found[0][0]) and len(found) > 1:
        return [page for page in found[1:] if b"<td" in page[0].lower() or b"<p" in page[0].lower()]
    return found[:1]


def _parts(data: bytes) -> list[bytes]:
    parts = [data]
    for match in list(dict.fromkeys(a or b for a, b in _BOUNDARY.findall(data[:65536])))[:8]:
        parts = [piece for part in parts for piece in part.split(b"--" + match)[:_MOST_PARTS]]
    return [part.lstrip(b"\r\n") for part in parts][:_MOST_PARTS]


def _decoded(head: bytes, body: bytes) -> bytes:
    import binascii

    encoding = re.search(rb"^content-transfer-encoding:\s*([\w-]+)", head, re.I | re.M)
    name = encoding[1].lower() if encoding else b""
    if name == b"quoted-printable":
        return binascii.a2b_qp(body)
    if name == b"base64":
        letters = re.sub(rb"[^A-Za-z0-9+/]", b"", body)
        return binascii.a2b_base64(letters[: len(letters) // 4 * 4])
    return body


def decode(source: str, data: bytes, declared: str | None, troubles: list[Trouble]) -> str:
    """The text of a page.

    Args:
        source: the file as the user gave it.
        data: its bytes.
        declared: encoding that came with it, besides what the page itself declares.
        troubles: characters that could not be read are reported here.

    Raises:
        UnreadableError: the page is too long.
    """
    text = _decode(data, declared, troubles)
    if len(text) > 8 * MAX_CHARACTERS:
        raise UnreadableError(source, "网页过大，不像决算报告", "the page is too long for a report")
    return text


def _decode(data: bytes, declared: str | None, troubles: list[Trouble]) -> str:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace").lstrip("\ufeff")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if not declared and (match := _CHARSET.search(data[:_HEAD])):
        declared = (match[1] or match[2]).decode("ascii")
    own = _known(declared)
    for encoding in ("gb18030",) if own in (None, "utf-8", "gb18030") else (own, "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    # damaged in any encoding: the one that loses least
    text = min((data.decode(e, "replace") for e in ("utf-8", "gb18030")), key=lambda t: t.count("\ufffd"))
    lost = text.count("\ufffd")
    troubles.append(
        Trouble(
            TroubleKind.UNREADABLE,
            Place(),
            f"{lost} characters could not be decoded and are shown as \ufffd",
            f"{lost} 处字符编码损坏，以 \ufffd 代替",
        )
    )
    return text


def _known(name: str | None) -> str | None:
    if not name:
        return None
    try:
        plain = codecs.lookup(name.lower()).name
    except (LookupError, ValueError):
        return None
    if plain not in _TEXT_ENCODINGS:
        return None
    return _WIDENED.get(plain, plain)


_TEXT_ENCODINGS = frozenset(("utf-8", "gb2312", "gbk", "gb18030", "cp936", "big5", "big5hkscs", "cp950", "utf-16"))
