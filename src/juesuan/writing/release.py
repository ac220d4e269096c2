"""Facts → release: everything that any format needs, complete or not at all."""

from __future__ import annotations

from juesuan.taxonomy.edition import load
from juesuan.writing.glossary import terms
from juesuan.writing.model import CompileError, Gap, Inputs, Release
from juesuan.writing.narrative import narrate
from juesuan.writing.overlay import table
from juesuan.writing.statements import statements
from juesuan.writing.teller import Teller
from juesuan.writing.totals import Book


class GapsError(CompileError):
    """Something is missing that nobody may invent.

    Attributes:
        gaps: all of it.
    """

    def __init__(self, gaps: tuple[Gap, ...]) -> None:
        listed = "; ".join(g.key for g in gaps)
        super().__init__(
            gaps[0].key.partition(":")[0],
            f"还缺{len(gaps)}项内容：{'；'.join(f'{g.key}（{g.sentence}）' for g in gaps)}",
            f"{len(gaps)} things are missing: {listed}",
        )
        self.gaps = gaps


class ContradictionError(CompileError):
    """The inputs disagree with themselves.

    Attributes:
        lines: one line each, Chinese and English.
    """

    def __init__(self, source: str, lines: tuple[tuple[str, str], ...]) -> None:
        super().__init__(source, "；".join(zh for zh, _ in lines), "; ".join(en for _, en in lines))
        self.lines = lines


def assemble(inputs: Inputs, draft: bool = False) -> Release:
    """Make the whole report.

    The texts begin with the first part; cover and contents are made from the title and the headings by whoever writes
    the file. The statements stand after the text `tables_after`.

    Args:
        inputs: the folder, read.
        draft: write with marked gaps (【待填：…】) what a final release refuses.

    Raises:
        GapsError: something is missing (final releases only).
        ContradictionError: a stated whole is not the sum of its parts.
        UnknownEditionError: there is no edition of that id.
    """
    edition = load(inputs.profile.edition)
    book = Book(inputs.facts)
    if book.contradictions:
        lines = tuple((c.zh, c.en) for c in book.contradictions)
        source = next((c.source for c in book.contradictions if c.source), "tables.xlsx")
        raise ContradictionError(source, lines)
    phrases = table("phrases", edition.id)
    teller = Teller(inputs, book, edition, phrases)
    grids = statements(book, inputs.profile, edition, inputs.projects)
    tables_after = narrate(teller)
    if teller.gaps and not draft:
        raise GapsError(tuple(teller.gaps))
    return Release(
        inputs=inputs,
        title=phrases["title"].format(**teller.usual),
        grids=grids,
        texts=tuple(teller.texts),
        tables_after=tables_after,
        projects=inputs.projects,
        glossary=terms(teller),
        gaps=tuple(teller.gaps),
    )
