"""Small edits of a DOCX file's text that leave every other byte of its parts as it was.

A parsed tree written out again differs from the file in quotes, blanks and declarations. So the tree only tells what
to change; the change itself is made in the bytes, and only the runs (w:r) that it touches are written anew.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, TypeAlias
from xml.sax.saxutils import escape, quoteattr

from juesuan.documents.docx_inline import Origin
from juesuan.documents.docx_xml import name_of
from juesuan.documents.xml_bytes import Offsets, as_utf8, xml_text

if TYPE_CHECKING:
    from lxml.etree import _Element

AUTHOR = "Juesuan"
"""Whom comments and tracked changes name."""

_TOKEN = re.compile(r"&[^;]*;|\r\n|.", re.DOTALL)
_SEALED = frozenset(("mc:AlternateContent", "drawing", "pict", "object", "ruby", "txbxContent"))
"""What stands in these is not marked itself: they are marked as a whole."""
_INSERTED = frozenset(("ins", "moveTo"))


class _Kind(IntEnum):
    """What stands between two characters, in the order in which it does: what ends comes before what begins."""

    COMMENT_END = 0
    INSERTION = 1
    COMMENT_START = 2


_Mark: TypeAlias = tuple[_Kind, int, str]
"""Kind, number of the annotation, text inserted."""


@dataclass(slots=True)
class _Edits:
    """What happens to one text element; positions are characters of its text."""

    marks: dict[int, list[_Mark]] = field(default_factory=lambda: defaultdict(list))
    deleted: list[tuple[int, int]] = field(default_factory=list)


class TextEditor:
    """Marks and tracked changes in the main part of a document."""

    def __init__(self, data: bytes, root: _Element) -> None:
        """Begin.

        Args:
            data: the part's bytes.
            root: the same, parsed; its elements are those that edits name.
        """
        self._data = as_utf8(data, root)
        self._offsets = Offsets(self._data, root)
        self._edits: dict[_Element, _Edits] = defaultdict(_Edits)
        self._around: list[tuple[int, _Mark, _Element]] = []
        self._next_id = 1 + max((n for e in root.iter("*") if (n := _identifier(e)) is not None), default=0)

    def new_id(self) -> int:
        """A number that no annotation of the part has."""
        self._next_id += 1
        return self._next_id - 1

    def comment(self, first: Origin, last: Origin, identifier: int) -> None:
        """Mark the characters from `first` to `last` as what a comment speaks of."""
        self._mark(*first, (_Kind.COMMENT_START, identifier, ""))
        self._mark(last[0], last[1] + 1, (_Kind.COMMENT_END, identifier, ""))

    def can_replace(self, origins: list[Origin], anchor: Origin, new: str) -> bool:
        """Whether a replacement can be written as a tracked change of ours alone."""
        if any(self._sealed(t) is not None for t, _ in (*origins, anchor)):
            return False
        # Text put into what somebody else inserted would be read as his.
        return not (new and any(name_of(a) in _INSERTED for a in anchor[0].iterancestors()))

    def replace(self, origins: list[Origin], anchor: Origin, after: bool, new: str) -> None:
        """Replace characters as a tracked change.

        Args:
            origins: the characters to delete; may be empty.
            anchor: where the new text goes: before or after this character.
            after: after it.
            new: the new text; may be empty.
        """
        for element, position in origins:
            spans = self._edits[element].deleted
            if spans and spans[-1][1] == position:
                spans[-1] = (spans[-1][0], position + 1)
            else:
                spans.append((position, position + 1))
        if new:
            element, position = anchor
            self._mark(element, position + after, (_Kind.INSERTION, self.new_id(), new))

    def result(self) -> bytes:
        """The part with all edits made."""
        changes = [(at, at, int(mark[0]), _written(mark, _Names(near)).encode()) for at, mark, near in self._around]
        runs: dict[_Element, None] = dict.fromkeys(run for t in self._edits if (run := t.getparent()) is not None)
        changes += [(*self._offsets.whole(run), _Kind.INSERTION, self._run(run)) for run in runs]
        changes.sort(key=lambda change: change[:3])
        out, done = [], 0
        for start, end, _, new in changes:
            out += [self._data[done:start], new]
            done = end
        return b"".join((*out, self._data[done:]))

    def _mark(self, element: _Element, position: int, mark: _Mark) -> None:
        sealed = self._sealed(element)
        if sealed is None:
            self._edits[element].marks[position].append(mark)
        else:
            start, end = self._offsets.whole(sealed)
            self._around.append((end if mark[0] is _Kind.COMMENT_END else start, mark, element))

    def _sealed(self, text: _Element) -> _Element | None:
        """What has to be marked instead of a text element: None if it can be cut itself."""
        run = text.getparent()
        found = None
        for ancestor in text.iterancestors():
            if name_of(ancestor) in _SEALED or (found is not None and name_of(ancestor) == "r"):
                found = ancestor
        if found is not None:
            return found
        if run is None or name_of(run) != "r" or len(self._tokens(text)) != len(text.text or ""):
            return run if run is not None else text
        return None

    def _tokens(self, text: _Element) -> list[str]:
        """The characters of a text element as they are written; those of CDATA do not match its text."""
        return _TOKEN.findall(self._data[slice(*self._offsets.inside(text))].decode())

    def _run(self, run: _Element) -> bytes:
        """A run written anew, cut where edits demand it."""
        names = _Names(run)
        head = self._raw(*self._offsets.opening(run))
        out: list[str] = []
        waiting: list[str] = []

        def flush() -> None:
            if waiting:
                out.append(f"{head}{''.join(waiting)}{names.close('r')}")
                waiting.clear()

        for child in run.iterchildren("*"):
            raw = self._raw(*self._offsets.whole(child))
            if name_of(child) == "rPr":
                head += raw
            elif child not in self._edits:
                waiting.append(raw)
            else:
                for kept, text in self._pieces(child, raw, head, names):
                    if kept:
                        waiting.append(text)
                    else:
                        flush()
                        out.append(text)
        flush()
        return "".join(out).encode()

    def _pieces(self, element: _Element, raw: str, head: str, names: _Names) -> Iterator[tuple[bool, str]]:
        """A text element taken apart: what stays in its run (True), and what stands beside it."""
        edits, tokens = self._edits[element], self._tokens(element)
        size = len(tokens)
        cuts = sorted({0, size, *edits.marks, *(end for span in edits.deleted for end in span)})
        for start, end in zip(cuts, [*cuts[1:], size], strict=True):
            for mark in sorted(edits.marks.get(start, ())):
                yield False, _written(mark, names, head)
            content = "".join(tokens[start:end])
            if any(a <= start < b for a, b in edits.deleted):
                text = f"{names.open('delText', keep_blanks=True)}{content}{names.close('delText')}"
                tag = names.open("del", self.new_id(), signed=True)
                yield False, f"{tag}{head}{text}{names.close('r')}{names.close('del')}"
            elif (start, end) == (0, size):
                yield True, raw
            elif content:
                yield True, f"{names.open('t', keep_blanks=True)}{content}{names.close('t')}"

    def _raw(self, start: int, end: int) -> str:
        return self._data[start:end].decode()


class _Names:
    """Tags as they are written at an element: with the prefix that holds there."""

    def __init__(self, near: _Element) -> None:
        prefix = near.prefix
        self._tag = f"{prefix}:" if prefix else ""
        self._attribute = f"{prefix or 'w'}:"
        self._declared = "" if prefix else f" xmlns:w={quoteattr(str(near.tag)[1:].partition('}')[0])}"

    def open(self, name: str, identifier: int | None = None, *, signed: bool = False, keep_blanks: bool = False) -> str:
        """A first tag; `signed` names us as its author."""
        tag = f"<{self._tag}{name}{self._declared}"
        if identifier is not None:
            tag += f' {self._attribute}id="{identifier}"'
        if signed:
            tag += f" {self._attribute}author={quoteattr(AUTHOR)}"
        return tag + (' xml:space="preserve">' if keep_blanks else ">")

    def empty(self, name: str, identifier: int) -> str:
        """An element without content."""
        return self.open(name, identifier)[:-1] + "/>"

    def close(self, name: str) -> str:
        """A last tag."""
        return f"</{self._tag}{name}>"


def _written(mark: _Mark, names: _Names, head: str = "") -> str:
    """The markup of a mark; `head` begins a run that looks like the one it stands in."""
    kind, identifier, text = mark
    if kind is _Kind.COMMENT_START:
        return names.empty("commentRangeStart", identifier)
    if kind is _Kind.COMMENT_END:
        reference = names.open("r") + names.empty("commentReference", identifier) + names.close("r")
        return names.empty("commentRangeEnd", identifier) + reference
    content = names.open("t", keep_blanks=True) + escape(xml_text(text)) + names.close("t")
    return names.open("ins", identifier, signed=True) + head + content + names.close("r") + names.close("ins")


def _identifier(element: _Element) -> int | None:
    for name, value in element.attrib.items():
        if str(name).endswith("}id"):
            text = str(value)
            return int(text) if text.isdecimal() and len(text) < 10 else None
    return None
