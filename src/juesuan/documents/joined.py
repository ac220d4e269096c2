"""Several files read as one document: a report published in parts (text and tables apart)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from juesuan.documents.model import Block, Document, Picture, Trouble
from juesuan.place import Place


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a joined document; its blocks begin at `first_block` of the whole."""

    source: str
    first_block: int


def join(documents: Sequence[Document]) -> tuple[Document, tuple[Part, ...]]:
    """One document of all blocks in the order given, and where each file's blocks begin.

    Blocks are numbered through; pages stay those of their file. `source` and `format` are the first file's.

    Args:
        documents: the files, at least one.
    """
    blocks: list[Block] = []
    troubles: list[Trouble] = []
    parts: list[Part] = []
    for document in documents:
        first = len(blocks)
        parts.append(Part(document.source, first))
        blocks.extend(_moved(block, first, document.source) for block in document.blocks)
        troubles.extend(replace(t, place=_in_file(t.place, first, document.source)) for t in document.troubles)
    pages = [d.pages for d in documents if d.pages is not None]
    whole = Document(
        documents[0].source, documents[0].format, tuple(blocks), sum(pages) if pages else None, tuple(troubles)
    )
    return whole, tuple(parts)


def part_of(parts: Sequence[Part], block: int | None) -> Part | None:
    """The file that a block of the joined document comes from."""
    if block is None or not parts:
        return None
    return parts[max(bisect_right([p.first_block for p in parts], block) - 1, 0)]


def _moved(block: Block, first: int, source: str) -> Block:
    if isinstance(block, Picture):
        return replace(block, index=block.index + first, place=_in_file(block.place, first, source))
    return replace(block, index=block.index + first)


def _in_file(place: Place, first: int, source: str) -> Place:
    return replace(place, file=source, block=None if place.block is None else place.block + first)
