"""A folder with everything around it → Inputs: the unit's own files, the platform's workbook, last year's report."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from juesuan.compiling.last_year import LastYear, read_last_year
from juesuan.compiling.offers import changes
from juesuan.compiling.platform import read_platform
from juesuan.cube.coordinate import Coordinate
from juesuan.writing.inputs import Folder, read_folder
from juesuan.writing.inputs_merge import ROUNDED_TO, Source, disputed, merge, same, settle_openings
from juesuan.writing.inputs_notes import FILE as NOTES
from juesuan.writing.inputs_scale import odd_scale
from juesuan.writing.inputs_tables import FILE as TABLES
from juesuan.writing.inputs_toml import Trouble
from juesuan.writing.model import CompileError, Facts, Inputs, MissingError, Notes, Origin, Profile, wan
from juesuan.writing.teller import Teller
from juesuan.writing.totals import Book, Contradiction

T = TypeVar("T")
_LISTS = ("duties", "structure", "offices")


def gather(path: Path, platform: Path | None = None) -> Inputs:
    """Read a unit's folder and what belongs to it.

    Args:
        path: the folder.
        platform: the platform's workbook, where it does not lie in the folder.

    Raises:
        MissingError: nothing is wrong, but there is no amount yet, or no name.
        CompileError: something cannot be used; its `more` has the other mistakes.
    """
    folder = read_folder(path, platform)
    profile = folder.unit.profile
    trouble = Trouble()
    sources: list[Source] = []
    last_year: LastYear | None = None
    if (workbook := folder.platform) is not None:
        read = _guarded(trouble, lambda: read_platform(workbook, profile, trouble))
        sources += [read] if read is not None else []
    if folder.tables is not None:
        tables = folder.tables
        sources.append(Source(Origin.TABLES, TABLES, tables.facts, tables.statement_of, tables.differences))
    if (former := folder.last_year) is not None:
        last_year = _guarded(trouble, lambda: read_last_year(former, profile))
        sources += [last_year.source] if last_year is not None else []
    trouble.stop()
    own = [s.facts for s in sources if s.origin is not Origin.LAST_YEAR]
    empty = not any(fact.fen for facts in own for at, fact in facts.at.items() if at.period == 0)
    facts, differences = merge(sources)
    differences += folder.told
    settle_openings(facts)
    differences += odd_scale(Book(facts))
    differences += _slips_of_last_year(facts, disputed(sources))
    notes = noted(folder.notes, sources, differences)
    told = tuple(differences)
    inputs = Inputs(profile, facts, notes, folder.projects, differences=told, files=folder.files)
    inputs = _with_words(inputs, folder, last_year)
    _stop_if_lacking(folder, inputs, empty)
    return inputs


def _stop_if_lacking(folder: Folder, inputs: Inputs, empty: bool) -> None:
    """Stop where nothing can be written yet, with what can be told of the rest all the same."""
    lacking = list(folder.lacking)
    if empty:
        zh = "还没有填任何金额；请填各表的黄色格，或放入平台导出的工作簿 platform.xlsx"
        en = "no amount has been filled in yet; fill in the yellow cells, or put in the platform's platform.xlsx"
        lacking.append(MissingError(TABLES, zh, en))
        inputs = replace(inputs, facts=Facts(complete=inputs.facts.complete))  # last year's alone would not balance
    if lacking:
        first, *rest = lacking
        first.more, first.inputs = tuple(rest), inputs
        raise first


def noted(notes: Notes, sources: list[Source], differences: list[tuple[str, str]]) -> Notes:
    """The notes with the counts and amounts that sources state; where notes.toml says something else, that is told.

    Args:
        notes: notes.toml.
        sources: what else was read.
        differences: where differences are added.
    """
    counts, amounts = dict(notes.counts), dict(notes.amounts)
    for at, fact in ((at, fact) for source in sources for at, fact in source.beside.items()):
        counted = at.quantity == "count"
        known = counts.get(at) if counted else amounts.get(at)
        if known is not None and not (known == fact.fen if counted else same(known, fact.fen)):
            one, other = (str(fact.fen), str(known)) if counted else (f"{wan(n, 6)} 万元" for n in (fact.fen, known))
            where = f"{NOTES}: {Teller.where(at).rpartition(': ')[2]}"
            zh = f"来源不一致：{fact.source} 为 {one}，{where} 为 {other}；以前者为准"
            en = f"sources differ: {fact.source} says {one}, {where} says {other}; the first counts"
            differences.append((zh, en))
        (counts if counted else amounts)[at] = fact.fen
    return replace(notes, counts=counts, amounts=amounts)


def _slips_of_last_year(facts: Facts, told: Collection[Coordinate]) -> list[tuple[str, str]]:
    """Last year's report may have been wrong. What it printed stands; it is told, and stops nothing.

    Args:
        facts: all facts.
        told: figures on which the sources differ: that has been told, and what follows from it is no slip of its own.
    """
    book = Book(facts)
    return [
        _slip(book, c)
        for c in book.contradictions
        if c.coordinate.period != 0
        and not _rounded(book, c)
        and not any(book.rests_on(at, told) for at in (c.coordinate, *c.parts))
    ]


def _slip(book: Book, found: Contradiction) -> tuple[str, str]:
    zh, en = found.zh.partition("，请")[0], found.en.partition("; ")[0]
    fact = book.at[found.coordinate]
    own = found.source.startswith(TABLES) or fact.origin is Origin.TABLES
    where = found.source or ("tables.xlsx" if own else "last-year")
    if own:  # the blue cells, which the unit itself filled in
        return f"{where}：填的上年数有误，{zh}", f"{where}: last year's figures disagree, {en}"
    return f"{where}：上年报告有误，{zh}；按原文采用", f"{where}: last year's report disagrees with itself, {en}"


def _rounded(book: Book, found: Contradiction) -> bool:
    """No more than what rounding a printed report explains, where exact figures stand beside it."""
    printed = any(book.at[at].origin is Origin.LAST_YEAR for at in (found.coordinate, *found.parts) if at in book.at)
    return printed and abs(found.stated - found.expected) * 2 <= ROUNDED_TO * (len(found.parts) + 1)


def _with_words(inputs: Inputs, folder: Folder, last_year: LastYear | None) -> Inputs:
    """Last year's words as offers; what was confirmed of unit.toml's is taken over."""
    if last_year is None:
        return inputs
    offers = last_year.offers
    notes = changes(offers, folder.unit.profile, Book(inputs.facts))
    profile = _confirmed(inputs, offers.words)
    return replace(inputs, profile=profile, offers=offers.words, offer_notes=notes)


def _confirmed(inputs: Inputs, words: dict[str, str]) -> Profile:
    profile = inputs.profile
    taken = {
        key: tuple(words[key].split("\n"))
        for key in _LISTS
        if key in words and key in inputs.notes.confirmed and not getattr(profile, key)
    }
    return replace(
        profile,
        duties=taken.get("duties", profile.duties),
        structure=taken.get("structure", profile.structure),
        offices=taken.get("offices", profile.offices),
    )


def _guarded(trouble: Trouble, work: Callable[[], T]) -> T | None:
    """What `work` gives; a mistake that stops it is noted with the others."""
    try:
        return work()
    except CompileError as error:
        trouble.found += [error, *error.more]
        return None
