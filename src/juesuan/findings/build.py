"""From what the rules found to a report as it is published: order, words, places, fingerprints."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from juesuan.checks.engine import CheckResult
from juesuan.checks.finding import Finding, Location, Words
from juesuan.checks.registry import RULES, Rule
from juesuan.documents.joined import Part, part_of
from juesuan.documents.model import Block, Paragraph, Table
from juesuan.findings.catalogue import say, statement_name
from juesuan.findings.fingerprint import fingerprints
from juesuan.findings.language import Lang, pick
from juesuan.findings.report import Alternative, Context, Evidence, Item, Report, Spot, Unchecked
from juesuan.performance.facts import coverage, still_unchecked
from juesuan.recognition import report as recognised

_SENTENCE_END = re.compile(r"[。；;！？\n]")
_LONGEST_QUOTE = 200
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def publish(result: CheckResult, lang: Lang, parts: Sequence[Part] = ()) -> Report:
    """The report as every output format renders it.

    Args:
        result: what the rules found.
        lang: language of messages.
        parts: where each file's blocks begin, if several were joined into one report.
    """
    report = result.report
    places = _Places(report, parts)
    order = {part.source: n for n, part in enumerate(parts)}
    drafts = sorted(result.findings, key=lambda f: _order(f, places, order))
    items = tuple(_item(f, i, places, lang) for f, i in zip(drafts, fingerprints(drafts), strict=True))
    why_zh, why_en = report.edition_why
    return Report(
        source=report.document.source,
        unit=report.unit_name,
        fiscal_year=report.fiscal_year,
        edition=report.edition.id,
        edition_why=why_zh if lang == "zh" else why_en,
        findings=items,
        not_checked=tuple(_unchecked(entry, lang) for entry in still_unchecked(report, result.not_checked)),
        coverage=coverage(report),
        sources=tuple(part.source for part in parts),
    )


def message(finding: Finding, rule: Rule | None, lang: Lang) -> str:
    """The finding's message: its rule's template with the finding's figures and words filled in.

    A template that asks for something the finding does not have keeps that placeholder, so that the slip shows
    and nothing is lost.

    Args:
        finding: the finding.
        rule: its rule; None if it is not registered, then the code and the figures must do.
        lang: language of the message.
    """
    if rule is None:
        return finding.code
    template = rule.messages.get(finding.variant) or rule.messages.get("") or rule.title
    at = finding.location
    known: dict[str, str | Words | None] = {
        "stated": finding.stated,
        "expected": finding.expected,
        "difference": finding.difference,
        "tolerance": finding.tolerance,
        "unit": finding.unit or "",
        "quote": at.quote,
        "row": at.row,
        "column": at.column,
        "section": at.section,
        "project": at.project,
        "code": at.code,
        "statement": statement_name(at.statement, lang) if at.statement else None,
    }
    known.update(finding.args)

    def fill(match: re.Match[str]) -> str:
        name = match.group(1)
        if name not in known:
            return match.group(0)
        value = known[name]
        return "—" if value is None else pick(value, lang) if isinstance(value, Words) else str(value)

    return _PLACEHOLDER.sub(fill, pick(template, lang))


def compact(text: str | None) -> str | None:
    """A row or column as the contract has it: as printed, white space removed."""
    return None if text is None else "".join(text.split())


class _Places:
    """Locations of one report in the reader's terms."""

    def __init__(self, report: recognised.Report, parts: Sequence[Part]) -> None:
        self._blocks: dict[int, Block] = {block.index: block for block in report.document.blocks}
        self._sections = report.sections
        self._statements = report.statements
        self._parts = parts

    def part(self, location: Location) -> Part | None:
        """The file a location is in, where several were joined."""
        return part_of(self._parts, location.place.block)

    def spot(self, location: Location) -> Spot:
        """The location, with its file, section and quote filled in where they follow from the block."""
        place = location.place
        part = self.part(location)
        return Spot(
            file=place.file or (part.source if part else None),
            page=place.page,
            bbox=place.bbox,
            section=location.section or self._section(location),
            statement=location.statement,
            project=location.project,
            row=compact(location.row),
            code=location.code,
            row_index=location.row_index,
            column=compact(location.column),
            sheet=place.sheet,
            cell=place.cell,
            block=None if place.block is None else place.block - (part.first_block if part else 0),
            line=place.line,
            start=place.start,
            end=place.end,
            quote=location.quote if location.quote is not None else self._quote(location),
            context=self._context(location),
            square=self._square(location),
            character=self._character(location),
        )

    def _character(self, location: Location) -> int | None:
        """Where in its line the place begins, counted from 1."""
        found = self._text(location)
        if found is None or location.place.line is None:
            return None
        block = self._blocks[location.place.block]  # type: ignore[index]
        assert isinstance(block, Paragraph)
        piece = next((p for p in block.pieces if p.start <= found[1] < p.end), None)
        return None if piece is None else piece.offset + found[1] - piece.start + 1

    def _square(self, location: Location) -> tuple[int, int] | None:
        """The table cell meant: as the place says, by its column's path, else the one of its row with the quote."""
        block, row = location.place.block, location.row_index
        if location.place.square is not None or block is None or row is None:
            return location.place.square
        if location.column is not None:
            labels = self._columns.get((block, row, location.column), {})
            # Two halves of a table side by side may have the same heads; then the row's label tells them apart.
            column = next(iter(labels.values())) if len(labels) == 1 else labels.get(location.row)
            return None if column is None else (row, column)
        table = self._blocks.get(block)
        if not isinstance(table, Table) or not location.quote:
            return None
        holding = [cell.column for cell in table.cells if cell.row == row and location.quote in cell.text]
        return (row, holding[0]) if len(holding) == 1 else None

    @cached_property
    def _columns(self) -> dict[tuple[int, int, str], dict[str | None, int]]:
        """Block, row and column path of each figure's cell → its row's label → its column in the grid."""
        columns: dict[tuple[int, int, str], dict[str | None, int]] = {}
        for statement in self._statements:
            for cell in statement.occurrences:
                block, row, path, column = cell.place.block, cell.row_index, cell.column, cell.column_index
                if block is not None and row is not None and path is not None and column is not None:
                    columns.setdefault((block, row, path), {})[cell.row] = column
        return columns

    def _text(self, location: Location) -> tuple[str, int, int] | None:
        """The paragraph's text and the characters meant, None outside paragraphs."""
        place = location.place
        block = self._blocks.get(-1 if place.block is None else place.block)
        if not isinstance(block, Paragraph) or place.start is None or place.end is None:
            return None
        if not 0 <= place.start < place.end <= len(block.text):
            return None
        return block.text, place.start, place.end

    def _section(self, location: Location) -> str | None:
        index = location.place.block
        if location.statement is not None or index is None:
            return None
        holding = [s for s in self._sections if s.first <= index <= s.last and s.title]
        return max(holding, key=lambda s: (s.level, s.first)).title if holding else None

    def _quote(self, location: Location) -> str | None:
        found = self._text(location)
        if found is None or found[2] - found[1] > _LONGEST_QUOTE:
            return None
        return found[0][found[1] : found[2]]

    def _context(self, location: Location) -> Context | None:
        found = self._text(location)
        if found is None:
            return None
        text, start, end = found
        before = [m.end() for m in _SENTENCE_END.finditer(text, 0, start)]
        first = before[-1] if before else 0
        after = _SENTENCE_END.search(text, end)
        last = after.end() if after else len(text)
        return Context(text[first:last], start - first, end - first)


def _order(finding: Finding, places: _Places, files: dict[str, int]) -> tuple[int | str, ...]:
    """By file, place (page, block, start, row, column), then code. What has no place comes first."""
    at = finding.location
    part = places.part(at)
    source = at.place.file or (part.source if part else "")
    numbers = (at.place.page, at.place.block, at.place.line, at.place.start, at.row_index)
    return (
        files.get(source, -1),
        *(-1 if n is None else n for n in numbers),
        at.column or "",
        finding.code,
        finding.variant,
        at.statement or "",
        at.row or "",
        at.quote or "",
        finding.stated or "",
        repr(sorted((k, repr(v)) for k, v in finding.args.items())),
    )


def _item(finding: Finding, identifier: str, places: _Places, lang: Lang) -> Item:
    rule = RULES.get(finding.code)
    return Item(
        id=identifier,
        code=finding.code,
        severity=str(finding.severity),
        message=message(finding, rule, lang),
        stated=finding.stated,
        expected=finding.expected,
        difference=finding.difference,
        tolerance=finding.tolerance,
        unit=finding.unit or None,
        cause=None if finding.cause is None else str(finding.cause),
        basis=pick(rule.basis, lang) if rule else None,
        location=places.spot(finding.location),
        related=tuple(Evidence(places.spot(r.location), r.value, r.role) for r in finding.related),
        candidates=tuple(Alternative(places.spot(c.location), c.expected, c.unit) for c in finding.candidates),
        suggestion=pick(finding.suggestion, lang) if finding.suggestion else None,
    )


def _unchecked(entry: recognised.NotChecked, lang: Lang) -> Unchecked:
    what = entry.what_zh if lang == "zh" else entry.what_en
    reason = entry.zh if lang == "zh" else entry.en
    return Unchecked(entry.code, entry.reason_code, what or _named(entry.code, lang), reason)


def _named(code: str, lang: Lang) -> str:
    kind, _, key = code.partition(":")
    if kind == "statement":
        return statement_name(key, lang)
    if kind == "section":
        return say("section.key", lang, key=key)
    if code in RULES:
        return pick(RULES[code].title, lang)
    return code
