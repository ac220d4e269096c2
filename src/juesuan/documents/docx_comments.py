"""Comments of a word processor's document."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from juesuan.documents.docx import Opened
from juesuan.documents.docx_edit import AUTHOR
from juesuan.documents.xml_bytes import append_child, as_utf8, xml_text

if TYPE_CHECKING:
    from lxml.etree import _Element

_INITIALS = "JS"
_TYPES_PART = "[Content_Types].xml"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATION_TYPES = {
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "http://purl.oclc.org/ooxml/officeDocument/relationships"
}
_RELATION_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def first_free_id(opened: Opened) -> int:
    """A number that no comment of the document has, nor any after it."""
    name = opened.package.related(opened.main, "comments")
    comments = opened.package.xml(name) if name else None
    taken = [-1]
    for comment in comments if comments is not None else ():
        taken += [int(v) for k, v in comment.attrib.items() if str(k).endswith("}id") and str(v).isdecimal()]
    return max(taken) + 1


def comment_parts(opened: Opened, comments: Sequence[tuple[int, Sequence[str]]]) -> dict[str, bytes]:
    """The parts that have to change or be added for comments to be there.

    Args:
        opened: the document.
        comments: number and paragraphs of each.
    """
    namespace = str(opened.root.tag)[1:].partition("}")[0]
    written = "".join(_comment(namespace, number, paragraphs) for number, paragraphs in comments)
    name = opened.package.related(opened.main, "comments")
    if name is not None and name in opened.package:
        return {name: append_child(_part(opened, name), written)}
    folder, main = posixpath.split(opened.main)
    number, name = 1, posixpath.join(folder, "comments.xml")
    while name in opened.package:
        number += 1
        name = posixpath.join(folder, f"comments{number}.xml")
    relations = posixpath.join(folder, "_rels", f"{main}.rels")
    kind = _RELATION_TYPES.get(namespace, _RELATION_TYPE) + "/comments"
    entry = (
        f'<Relationship xmlns="{_RELATIONS}" Id="juesuanComments" Type="{kind}" Target={quoteattr(_base(name))}/>'
    )
    empty = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{_RELATIONS}"/>'.encode()
    override = f'<Override xmlns="{_TYPES}" PartName={quoteattr("/" + name)} ContentType="{_COMMENTS_TYPE}"/>'
    return {
        name: (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:comments xmlns:w="{namespace}">{written}'
            "</w:comments>"
        ).encode(),
        relations: append_child(_part(opened, relations) if relations in opened.package else empty, entry),
        _TYPES_PART: append_child(_part(opened, _TYPES_PART), override),
    }


def _base(name: str) -> str:
    return posixpath.basename(name)


def _part(opened: Opened, name: str) -> bytes:
    root: _Element | None = opened.package.xml(name)
    data = opened.package.read(name)
    assert root is not None
    assert data is not None
    return as_utf8(data, root)


def _comment(namespace: str, number: int, paragraphs: Sequence[str]) -> str:
    mark = "<w:r><w:annotationRef/></w:r>"
    texts = "".join(
        f'<w:p>{"" if n else mark}<w:r><w:t xml:space="preserve">{escape(xml_text(text))}</w:t></w:r></w:p>'
        for n, text in enumerate(paragraphs)
    )
    who = f'w:author="{AUTHOR}" w:initials="{_INITIALS}"'
    return f'<w:comment xmlns:w="{namespace}" w:id="{number}" {who}>{texts}</w:comment>'
