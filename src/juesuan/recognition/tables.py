"""Which table of a document is which statement, and which cell is which coordinate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from juesuan.documents.model import Block, Document, Paragraph, Piece, Table
from juesuan.recognition.report import NotChecked, Statement
from juesuan.recognition.tables_binding import Binder, Binding, stray_numbers
from juesuan.recognition.tables_context import Above, look_above, notes_below, stated_unit
from juesuan.recognition.tables_form import read_form
from juesuan.recognition.tables_grid import Form
from juesuan.taxonomy.codes import functional
from juesuan.taxonomy.edition import Edition
from juesuan.taxonomy.layout import Axis, StatementLayout, layouts
from juesuan.taxonomy.naming import fold, key

_USUAL_UNIT = "万元"
_GOOD_FIT = 0.6
_FAIR_FIT = 0.3
_RECENT_YEAR = 2024


@dataclass(frozen=True, slots=True)
class TableReading:
    """All tables of a document, recognised, and what could not be decided about them."""

    statements: tuple[Statement, ...]
    not_checked: tuple[NotChecked, ...] = ()


@dataclass(slots=True)
class _Candidate:
    """A table on its way to becoming a statement."""

    table: Table
    form: Form
    above: Above
    notes: tuple[Paragraph, ...]
    unit: str | None
    layout: StatementLayout | None = None
    binding: Binding | None = None
    rivals: tuple[str, ...] = ()


@cache
def known_labels() -> frozenset[str]:
    """Keys of all row labels that any statement may have, 类 names of any year included."""
    found = {k for layout in layouts().values() for k in layout.rows}
    tree = functional(_RECENT_YEAR)
    found |= {key(e.name) for code in tree for e in tree.names(code) if len(code) == 3}
    return frozenset(found)


def recognise_tables(
    document: Document, edition: Edition | None = None, year: int | None = None, unit_name: str | None = None
) -> tuple[Statement, ...]:
    """The statements of a document in reading order; unknown tables are `other:<title>`. See `read_tables`."""
    return read_tables(document, edition, year, unit_name).statements


def read_tables(
    document: Document, edition: Edition | None = None, year: int | None = None, unit_name: str | None = None
) -> TableReading:
    """Recognise every table of a document.

    Args:
        document: the file as read.
        edition: settles what the words leave open (whose 三公, which order); None for the usual.
        year: fiscal year, to tell columns of other years.
        unit_name: the reporting unit, whose name may stand before a title.
    """
    candidates = _candidates(document.blocks, unit_name)
    for candidate in candidates:
        candidate.layout = _settle(candidate, edition, year)
    _settle_rivals(candidates, edition)
    common = _common_unit(candidates)
    statements = tuple(_statement(c, edition, year, common) for c in candidates)
    return TableReading(statements, tuple(_ambiguous(c) for c in candidates if c.layout is None and c.rivals))


def _candidates(blocks: Sequence[Block], unit_name: str | None) -> list[_Candidate]:
    found: list[_Candidate] = []
    used: set[int] = set()
    last = -1
    for position, block in enumerate(blocks):
        if not isinstance(block, Table):
            continue
        form = read_form(block, known_labels())
        above = look_above(blocks, position, form.preamble, unit_name, used)
        if found and not above.statement and position == last + 1 and _runs_on(found[-1].form, form):
            # the rest of the statement above, printed as a table of its own on the next page
            block = _joined(found[-1].table, block)
            form = read_form(block, known_labels())
            above = found.pop().above
        last = position
        below = notes_below(blocks, position)
        used.update(n.index for n in below)
        inside = tuple(
            Paragraph(block.index, text, (Piece(0, len(text), cell.page, cell.bbox),)) for cell, text in form.notes
        )
        found.append(_Candidate(block, form, above, inside + below, above.unit or _unit_in_header(form)))
    return found


def _runs_on(form: Form, after: Form) -> bool:
    """Whether a table right after another continues it: as wide, and without a header or with the same one."""
    if len(form.columns) != len(after.columns) or not form.has_header:
        return False
    if not after.has_header:
        return any(any(s is not None and s.number is not None for s in after.squares[r]) for r in after.data)
    return form.header_texts() == after.header_texts() and len(form.columns) > 1 and bool(after.data)


def _joined(table: Table, after: Table) -> Table:
    moved = tuple(replace(c, row=c.row + table.rows) for c in after.cells)
    return replace(
        table,
        rows=table.rows + after.rows,
        cells=table.cells + moved,
        pages=tuple(dict.fromkeys(table.pages + after.pages)),
        page_starts=(*table.page_starts, table.rows, *(r + table.rows for r in after.page_starts)),
    )


def _bind(
    candidate: _Candidate, layout: StatementLayout, edition: Edition | None, year: int | None, unit: str | None = None
) -> Binding:
    """Bind the table as one statement; the last binding is kept, since it is mostly the right one."""
    unit = unit or candidate.unit or _USUAL_UNIT
    kept = candidate.binding
    if kept is not None and kept.layout is layout and kept.unit == unit:
        return kept
    tree = functional(year or _RECENT_YEAR)
    base = _settings(layout, candidate.above.title, edition)
    candidate.binding = Binder(candidate.form, layout, year, tree, base, unit, candidate.table.index).bind()
    return candidate.binding


def _settings(layout: StatementLayout, title: str, edition: Edition | None) -> dict[str, str | int]:
    """What title and edition add to a layout: whose 三公 the table shows."""
    if layout.id != "three_public":
        return {}
    if "一般公共预算" in fold(title):
        return {"fund": "general"}
    return {"fund": edition.settings.get("three_public.fund", "appropriation") if edition else "appropriation"}


def _settle(candidate: _Candidate, edition: Edition | None, year: int | None) -> StatementLayout | None:
    """The statement a table is, by its title if the contents agree, else by its contents alone."""
    named = layouts().get(candidate.above.statement)
    if named is not None and named.axis is Axis.FORM:
        return named
    words = candidate.form.words()
    if named is not None and not named.lacks & words and _bind(candidate, named, edition, year).fit >= _FAIR_FIT:
        return named
    fits = []
    for layout in layouts().values():
        if layout.lacks & words or not any(mark <= words for mark in layout.marks):
            continue
        fit = 1.0 if layout.axis is Axis.FORM else _bind(candidate, layout, edition, year).fit
        if fit >= _GOOD_FIT:
            fits.append(layout)
    if len(fits) == 1:
        return fits[0]
    by_code = _by_codes(candidate, fits)
    if by_code is not None:
        return by_code
    candidate.rivals = tuple(x.id for x in fits)
    return None


def _by_codes(candidate: _Candidate, fits: list[StatementLayout]) -> StatementLayout | None:
    """Tell statements of one form by the 类 of their rows: 223 is 国有资本经营, the rest is not."""
    own = {x.id: x for x in fits}
    if not own or own.keys() - {"general_budget_expenditure", "government_fund", "state_capital"}:
        return None
    first = next(iter(own.values()))
    codes = {c[:3] for c in _bind(candidate, first, None, None).codes.values()}
    if codes and codes <= {"223"}:
        return own.get("state_capital")
    if len(codes - {"223"}) >= 2 and codes & {"201", "208", "210", "221"}:
        return own.get("general_budget_expenditure")
    return None


def _settle_rivals(candidates: list[_Candidate], edition: Edition | None) -> None:
    """Let the order of the edition decide between statements of one form, where it leaves one choice."""
    if edition is None:
        return
    order = [x.id for x in edition.layouts]
    for n, candidate in enumerate(candidates):
        if candidate.layout is not None or not candidate.rivals:
            continue
        before = [c.layout.id for c in candidates[:n] if c.layout is not None]
        after = [c.layout.id for c in candidates[n + 1 :] if c.layout is not None]
        low = max((order.index(i) for i in before if i in order), default=-1)
        high = min((order.index(i) for i in after if i in order), default=len(order))
        open_places = [i for i in order[low + 1 : high] if i in candidate.rivals]
        pending = [c for c in candidates[n:] if c.layout is None and c.rivals == candidate.rivals]
        if len(open_places) == 1 or (open_places and len(open_places) == len(pending)):
            candidate.layout = layouts()[open_places[0]]


def _common_unit(candidates: list[_Candidate]) -> str:
    """The unit most statements state, for those that state none."""
    stated = Counter(c.unit for c in candidates if c.layout is not None and c.unit)
    return stated.most_common(1)[0][0] if stated else _USUAL_UNIT


def _unit_in_header(form: Form) -> str | None:
    for r in form.header:
        for square in form.squares[r]:
            if square is not None and "元" in square.folded and (unit := stated_unit(square.folded)):
                return unit
    return None


def _statement(candidate: _Candidate, edition: Edition | None, year: int | None, common: str) -> Statement:
    stated = candidate.unit
    unit = stated or common
    layout, above = candidate.layout, candidate.above
    if layout is None or layout.axis is Axis.FORM:
        return Statement(
            id=layout.id if layout else f"other:{above.title or above.heading}",
            title=above.title or above.heading,
            table=candidate.table,
            unit=unit,
            unit_stated=stated is not None,
            occurrences=(),
            labels={},
            notes=candidate.notes,
            title_block=above.block,
            numbers=stray_numbers(candidate.form),
        )
    binding = _bind(candidate, layout, edition, year, unit)
    return Statement(
        id=layout.id,
        title=above.title,
        table=candidate.table,
        unit=unit,
        unit_stated=stated is not None,
        occurrences=tuple(binding.occurrences),
        labels=binding.labels,
        notes=candidate.notes,
        title_block=above.block if above.title else None,
        empty=not any(o.value for o in binding.occurrences),
        numbers=binding.numbers,
        rows_with_code=binding.codes,
    )


def _ambiguous(candidate: _Candidate) -> NotChecked:
    names = [layouts()[i].title for i in candidate.rivals]
    cell = candidate.table.cells[0] if candidate.table.cells else None
    place = Paragraph(candidate.table.index, "").place()
    if cell is not None:
        place = replace(place, page=cell.page, bbox=cell.bbox)
    return NotChecked(
        code=f"statement:{candidate.rivals[0]}",
        reason_code="ambiguous",
        zh=f"表没有标题，可能是{'或'.join(names)}",
        en=f"the table has no title and may be any of {', '.join(candidate.rivals)}",
        what_zh="一张表",
        what_en="a table",
        place=place,
    )
