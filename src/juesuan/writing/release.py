"""Facts → release: everything that any format needs, complete or not at all."""

from __future__ import annotations

from itertools import pairwise

from juesuan.taxonomy.edition import load
from juesuan.writing.glossary import terms, unexplained
from juesuan.writing.model import CompileError, Gap, GapKind, Inputs, Release, StatementGrid
from juesuan.writing.narrative import narrate
from juesuan.writing.notes_relations import Contrary, contrary
from juesuan.writing.overlay import table
from juesuan.writing.statements import statements
from juesuan.writing.statements_sheet import NAMELESS
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
        lines: one each: where, Chinese and English.
    """

    def __init__(self, lines: tuple[Contrary, ...]) -> None:
        (source, zh, en), *others = lines
        super().__init__(source, zh, en)
        self.lines = lines
        self.more = tuple(CompileError(*line) for line in others)


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
        CompileError: there is no amount at all (final releases only).
        UnknownEditionError: there is no edition of that id.
    """
    edition = load(inputs.profile.edition)
    book = Book(inputs.facts)
    # what last year's report got wrong is told where it is read; it can't be mended here
    contradictions = [c for c in book.contradictions if c.coordinate.period == 0]
    lines = [*((c.source or "tables.xlsx", c.zh, c.en) for c in contradictions), *contrary(inputs.notes)]
    if lines:
        raise ContradictionError(tuple(lines))
    if not draft and not any(f.fen for c, f in book.at.items() if c.period == 0 and c.basis == "final"):
        raise CompileError("tables.xlsx", "还没有任何金额，请先填写各表", "there is no amount yet; fill in the tables")
    phrases = table("phrases", edition.id)
    teller = Teller(inputs, book, edition, phrases)
    grids = statements(book, inputs.profile, edition, inputs.projects)
    tables_after = narrate(teller)
    _note_nameless(teller, grids)
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
        unexplained=tuple(f"{code} {teller.name(code)}" for code in unexplained(teller)),
    )


def _note_nameless(teller: Teller, grids: tuple[StatementGrid, ...]) -> None:
    """Codes without a name stand in statements also where no sentence speaks of them."""
    for grid in grids:
        for row in grid.body:
            for code, cell in pairwise(row):
                if cell.text == NAMELESS:
                    teller.lacks(f"tables.xlsx: 科目名称 {code.text}", f"{grid.title}：{code.text} 【…】", GapKind.TEXT)
