"""Fixes that are certain, as tracked changes in a copy of a DOCX report. A figure is never changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from juesuan.documents.docx_edit import TextEditor
from juesuan.documents.docx_places import DocxPlaces, Traced
from juesuan.findings.annotate_docx import locate
from juesuan.findings.report import Item, Report, Spot


def _one_mark_repeated(item: Item) -> bool:
    """。。 is 。 for certain; of ，。 either may be meant."""
    return item.stated is not None and set(item.stated) == {item.expected}


def _is_error(item: Item) -> bool:
    """A warning says that the rule is not sure."""
    return item.severity == "error"


FIXES: dict[str, Callable[[Item], bool]] = {
    "JS704": _is_error,
    "JS720": _one_mark_repeated,
    "JS725": _is_error,
}
"""Rules whose `expected` may stand for `stated` without a second thought, and which of their findings."""

_SAME_FACT = "same_fact"


@dataclass(frozen=True, slots=True)
class FixedCopy:
    """The copy.

    Attributes:
        data: the file.
        done: ids of the findings put right.
        left: ids of those that offer a fix, which could not be written at their place.
    """

    data: bytes
    done: tuple[str, ...]
    left: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Change:
    """Characters of one text to replace; `new` holds no digit that was not there."""

    traced: Traced
    start: int
    end: int
    new: str


def fix(source: str, data: bytes, report: Report) -> FixedCopy:
    """Put right what is certain.

    Args:
        source: the file as the user gave it.
        data: its bytes, the same that were checked.
        report: what was found.

    Raises:
        UnreadableError: the file cannot be read.
    """
    places = DocxPlaces(source, data)
    opened = places.opened
    part = opened.package.read(opened.main)
    assert part is not None
    editor = TextEditor(part, opened.root)
    done, left = [], []
    for item in report.findings:
        if not fixable(item):
            continue
        changes = [_change(places, spot, item.stated or "", item.expected or "") for spot in _spots(item)]
        # All its places or none: a name half put right is no better.
        known = [change for change in changes if change is not None]
        if len(known) == len(changes) and all(_make(editor, change, try_only=True) for change in known):
            for change in known:
                _make(editor, change)
            done.append(item.id)
        else:
            left.append(item.id)
    copy = opened.package.rewritten({opened.main: editor.result()}) if done else data
    return FixedCopy(copy, tuple(done), tuple(left))


def fixable(item: Item) -> bool:
    """Whether a finding offers a fix: its rule does, nobody waived it, and no figure changes."""
    rule = FIXES.get(item.code)
    if rule is None or item.waived is not None or not item.stated or not item.expected or item.candidates:
        return False
    return rule(item) and _digits(item.stated) == _digits(item.expected)


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isnumeric())


def _spots(item: Item) -> Iterator[Spot]:
    """The place of a finding, and the others where the same words stand."""
    yield item.location
    for entry in item.related:
        if entry.role == _SAME_FACT and entry.value == item.stated:
            yield entry.location


def _change(places: DocxPlaces, spot: Spot, stated: str, expected: str) -> _Change | None:
    """The least change at a place that makes `expected` of `stated`; None if the words are not there exactly."""
    traced, start, end = locate(places, spot)
    if traced is None:
        return None
    old = traced.text[start:end]
    if "".join(old.split()) != stated:
        return None
    head = 0
    while head < min(len(old), len(expected)) and old[head] == expected[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(expected)) - head and old[-1 - tail] == expected[-1 - tail]:
        tail += 1
    return _Change(traced, start + head, end - tail, expected[head : len(expected) - tail])


def _make(editor: TextEditor, change: _Change, *, try_only: bool = False) -> bool:
    """Write a change, or only say whether it could be."""
    origins = change.traced.origins
    gone = origins[change.start : change.end]
    deleted = [origin for origin in gone if origin is not None]
    before = origins[change.start - 1] if change.start > 0 else None
    after = origins[change.end] if change.end < len(origins) else None
    anchor = deleted[0] if deleted else before or after
    if anchor is None or len(deleted) != len(gone) or not editor.can_replace(deleted, anchor, change.new):
        return False
    if not try_only:
        editor.replace(deleted, anchor, not deleted and before is not None, change.new)
    return True
