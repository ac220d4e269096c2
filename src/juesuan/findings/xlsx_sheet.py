"""Findings as the sheet that goes back to a unit (反馈表), with columns for its reply.

Figures are text exactly as printed, so that nothing is rounded, and no cell is ever a formula, whatever it begins
with: a report's words are not ours.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from juesuan.documents.xml_bytes import xml_text
from juesuan.findings import places
from juesuan.findings.catalogue import name, say
from juesuan.findings.language import Lang, pick
from juesuan.findings.remarks import compared, coverage, otherwise, quoted
from juesuan.findings.report import Item, Report, Unreadable
from juesuan.findings.width import display_width
from juesuan.findings.xlsx_looks import Looks, new_workbook

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

SEVERITIES = ("error", "warning", "info")
STATES = ("status.done", "status.kept", "status.open")
"""What a unit may say of a finding, as keys of the catalogue."""

_LONGEST = 32_000
"""Characters of a cell; Excel takes 32,767."""
_SUSPECT = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take text for a formula, were it typed in."""
_HEAD_ROW = 2
_LINE, _PADDING, _HIGHEST = 13.5, 5.0, 409.0
"""Height of a line of text and of a row's rest; no row of Excel is higher than 409 points."""
_A4 = 9
_MOST_RELATED = 3
_AROUND = 20
"""Characters of the sentence shown on either side of the words meant."""


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: key of its title, width in characters, its text for a finding, and whether it is centred."""

    key: str
    width: int
    text: Callable[[Report, Item, Lang], str]
    centred: bool = False


def _place(_: Report, item: Item, lang: Lang) -> str:
    sentence = quoted(item.location.context, _AROUND)
    where = places.words(item.location, lang)
    return f"{where}\n{sentence}" if sentence else where


def _basis(_: Report, item: Item, __: Lang) -> str:
    return item.basis or ""


def _why(_: Report, item: Item, lang: Lang) -> str:
    more = (
        ("related", compared(item, lang, _MOST_RELATED)),
        ("candidates", otherwise(item, lang)),
        ("suggestion", item.suggestion),
    )
    labelled = [say("remark.line", lang, label=say(f"label.{key}", lang), text=text) for key, text in more if text]
    return "\n".join((item.message, *labelled))


def _reply(_: Report, item: Item, lang: Lang) -> str:
    if item.waived is None:
        return ""
    said = {key: value for key, value in item.waived.to_dict().items() if value is not None}
    return say("waived.until" if "until" in said else "waived.by", lang, **said)


_COLUMNS = (
    _Column("sheet.severity", 8, lambda _, item, lang: name("severity", item.severity, lang), True),
    _Column("sheet.place", 26, _place),
    _Column("sheet.stated", 13, lambda _, item, __: item.stated or item.location.quote or ""),
    _Column("sheet.expected", 13, lambda _, item, __: item.expected or ""),
    _Column("sheet.measure", 6, lambda _, item, __: item.unit or "", True),
    _Column("sheet.why", 34, _why),
    _Column("sheet.cause", 11, lambda _, item, lang: name("cause", item.cause, lang) if item.cause else ""),
    _Column("sheet.basis", 22, _basis),
    _Column("sheet.code", 7, lambda _, item, __: item.code, True),
    _Column("sheet.reply", 20, _reply),
    _Column("sheet.status", 9, lambda _, item, lang: say("status.kept", lang) if item.waived else "", True),
)
_UNIT = _Column("sheet.unit", 16, lambda report, _, __: report.unit or report.source)


def render(outcomes: Iterable[Report | Unreadable], lang: Lang) -> Iterator[bytes]:
    """The workbook, as one piece: findings, what was not checked, the rules, and for several reports the totals.

    Args:
        outcomes: reports and unreadable files in order.
        lang: language of everything but quotes.
    """
    known = list(outcomes)
    reports = [outcome for outcome in known if isinstance(outcome, Report)]
    target = io.BytesIO()
    workbook = new_workbook(target)
    looks = Looks(workbook, lang)
    _findings(workbook.add_worksheet(say("sheet.findings", lang)), reports, looks, several=len(known) > 1)
    _unchecked(workbook.add_worksheet(say("sheet.unchecked", lang)), known, looks)
    _rules(workbook.add_worksheet(say("sheet.rules", lang)), reports, looks)
    if len(known) > 1:
        _totals(workbook.add_worksheet(say("sheet.totals", lang)), known, looks)
    workbook.close()
    yield target.getvalue()


def _findings(sheet: Worksheet, reports: Sequence[Report], looks: Looks, *, several: bool) -> None:
    lang = looks.lang
    columns = (_UNIT, *_COLUMNS) if several else _COLUMNS
    lines = [(report, item) for report in reports for item in _gravest_first(report.findings)]
    widths = [5, *(column.width for column in columns)]
    _title(sheet, say("sheet.title", lang), _about(reports, lang, several=several), widths, looks)
    _head(sheet, [say("sheet.number", lang), *(say(column.key, lang) for column in columns)], widths, looks)
    for n, (report, item) in enumerate(lines):
        row = _HEAD_ROW + 1 + n
        texts = [column.text(report, item, lang) for column in columns]
        _fit_row(sheet, row, ("", *texts), widths)
        _write(sheet, row, 0, str(n + 1), looks.centred, looks)
        for at, (column, text) in enumerate(zip(columns, texts, strict=True), 1):
            look = looks.centred if column.centred else looks.plain
            if column.key == "sheet.severity" and item.waived is None:
                look = looks.severity[item.severity]
            _write(sheet, row, at, text, look, looks)
    if not lines:
        _write(sheet, _HEAD_ROW + 1, 0, say("sheet.clean", lang), looks.bare, looks)
        return
    last = _HEAD_ROW + len(lines)
    sheet.autofilter(_HEAD_ROW, 0, last, len(columns))
    states = [say(key, lang) for key in STATES]
    status = len(columns)
    choice = {"validate": "list", "source": states, "error_message": say("status.hint", lang)}
    sheet.data_validation(_HEAD_ROW + 1, status, last, status, choice)
    letter = chr(ord("A") + status)
    rule = f'=${letter}{_HEAD_ROW + 2}="{states[0]}"'
    sheet.conditional_format(
        _HEAD_ROW + 1, 0, last, status, {"type": "formula", "criteria": rule, "format": looks.done}
    )


def _gravest_first(items: Iterable[Item]) -> list[Item]:
    """By severity, each in the order of the document; waived ones last."""
    return sorted(items, key=lambda item: (item.waived is not None, SEVERITIES.index(item.severity)))


def _about(reports: Sequence[Report], lang: Lang, *, several: bool) -> str:
    """What a sheet is about, on one line."""
    said: list[tuple[str, str]] = []
    if not several and reports:
        report = reports[0]
        year = "" if report.fiscal_year is None else str(report.fiscal_year)
        source = say("report.list", lang).join(report.sources or (report.source,))
        said = [("department", report.unit or ""), ("year", year), ("file", source)]
    counts = Counter(item.severity for report in reports for item in report.findings if item.waived is None)
    said += [
        (key, str(counts[severity])) for key, severity in zip(("errors", "warnings", "notes"), SEVERITIES, strict=True)
    ]
    waived = sum(item.waived is not None for report in reports for item in report.findings)
    said += [("waived", str(waived))] if waived else []
    lines = [say("sheet.about", lang, label=say(f"sheet.{key}", lang), value=value) for key, value in said if value]
    return say("sheet.separator", lang).join(lines)


def _unchecked(sheet: Worksheet, outcomes: Sequence[Report | Unreadable], looks: Looks) -> None:
    """What was not checked and why, files that could not be read, and how much was understood."""
    lang = looks.lang
    widths = (24, 44, 48, 24)
    _title(sheet, say("sheet.unchecked", lang), "", widths, looks)
    _head(sheet, [say(f"sheet.{key}", lang) for key in ("unit", "what", "reason", "kind")], widths, looks)
    row = _HEAD_ROW
    for outcome in outcomes:
        lines: list[tuple[str, str, str]]
        if isinstance(outcome, Unreadable):
            who, lines = outcome.source, [(say("sheet.read_error", lang), outcome.reason, "")]
        else:
            who = outcome.unit or outcome.source
            lines = [(entry.what, entry.reason, entry.code) for entry in outcome.not_checked]
            lines = lines or [(say("sheet.none", lang), "", "")]
            lines.append((say("sheet.coverage", lang), coverage(outcome.coverage, lang), ""))
        for line in lines:
            row += 1
            _fit_row(sheet, row, (who, *line), widths)
            for at, text in enumerate((who, *line)):
                _write(sheet, row, at, text, looks.plain, looks)
    sheet.autofilter(_HEAD_ROW, 0, max(row, _HEAD_ROW), 3)


def _rules(sheet: Worksheet, reports: Sequence[Report], looks: Looks) -> None:
    """The rules that found something."""
    from juesuan.findings.selection import rules

    lang = looks.lang
    counts = Counter(item.code for report in reports for item in report.findings)
    severities: dict[str, set[str]] = {}
    for item in (item for report in reports for item in report.findings):
        severities.setdefault(item.code, set()).add(item.severity)
    widths = (9, 36, 14, 72, 9)
    _title(sheet, say("sheet.rules", lang), "", widths, looks)
    _head(sheet, [say(f"sheet.{key}", lang) for key in ("code", "rule", "severity", "basis", "count")], widths, looks)
    for n, code in enumerate(sorted(counts)):
        rule = rules().get(code)
        grave = say("report.list", lang).join(name("severity", s, lang) for s in SEVERITIES if s in severities[code])
        title, basis = (pick(rule.title, lang), pick(rule.basis, lang)) if rule else ("", "")
        line = (code, title, grave, basis, str(counts[code]))
        _fit_row(sheet, _HEAD_ROW + 1 + n, line, widths)
        for at, text in enumerate(line):
            _write(sheet, _HEAD_ROW + 1 + n, at, text, looks.plain if at in (1, 3) else looks.centred, looks)


def _totals(sheet: Worksheet, outcomes: Sequence[Report | Unreadable], looks: Looks) -> None:
    """A line a report: how many findings of each severity. These counts are numbers, so that they can be summed."""
    lang = looks.lang
    widths = (32, 36, 10, 10, 10, 10, 10)
    _title(sheet, say("sheet.totals", lang), "", widths, looks)
    keys = ("unit", "file", "errors", "warnings", "notes", "waived", "not_checked")
    _head(sheet, [say(f"sheet.{key}", lang) for key in keys], widths, looks)
    sums = [0] * 5
    row = _HEAD_ROW
    for outcome in outcomes:
        row += 1
        if isinstance(outcome, Unreadable):
            why = say("report.unreadable", lang, reason=outcome.reason)
            _fit_row(sheet, row, (why, outcome.source), widths)
            _write(sheet, row, 0, why, looks.plain, looks)
            _write(sheet, row, 1, outcome.source, looks.plain, looks)
            for at in range(2, 7):
                _write(sheet, row, at, "", looks.centred, looks)
            continue
        standing = Counter(item.severity for item in outcome.findings if item.waived is None)
        waived = len(outcome.findings) - standing.total()
        counts = [*(standing[severity] for severity in SEVERITIES), waived, len(outcome.not_checked)]
        sums = [a + b for a, b in zip(sums, counts, strict=True)]
        _fit_row(sheet, row, (outcome.unit or "", outcome.source), widths)
        _write(sheet, row, 0, outcome.unit or "", looks.plain, looks)
        _write(sheet, row, 1, outcome.source, looks.plain, looks)
        for at, count in enumerate(counts, 2):
            sheet.write_number(row, at, count, looks.centred)
    _write(sheet, row + 1, 0, say("sheet.total", lang), looks.head, looks)
    _write(sheet, row + 1, 1, "", looks.head, looks)
    for at, count in enumerate(sums, 2):
        sheet.write_number(row + 1, at, count, looks.head)


def _title(sheet: Worksheet, title: str, about: str, widths: Sequence[int], looks: Looks) -> None:
    """Title, the line below it, widths and how the sheet prints."""
    for at, width in enumerate(widths):
        sheet.set_column(at, at, width)
    sheet.set_row(0, 30)
    sheet.merge_range(0, 0, 0, len(widths) - 1, title, looks.title)
    sheet.merge_range(1, 0, 1, len(widths) - 1, "", looks.bare)
    _write(sheet, 1, 0, about, looks.bare, looks)
    sheet.freeze_panes(_HEAD_ROW + 1, 0)
    sheet.ignore_errors({"number_stored_as_text": "A1:Z1048576"})
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEAD_ROW)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.7)
    sheet.center_horizontally()
    sheet.set_footer(f"&C{say('sheet.pages', looks.lang)}")


def _head(sheet: Worksheet, titles: Sequence[str], widths: Sequence[int], looks: Looks) -> None:
    _fit_row(sheet, _HEAD_ROW, titles, widths)
    for at, title in enumerate(titles):
        _write(sheet, _HEAD_ROW, at, title, looks.head, looks)


def _fit_row(sheet: Worksheet, row: int, texts: Sequence[str], widths: Sequence[int]) -> None:
    """Make a row as high as its longest text needs: not every program does so by itself."""
    most = 1
    for text, width in zip(texts, widths, strict=False):
        lines = (max(1, -(-display_width(line) // max(width - 1, 1))) for line in text[:_LONGEST].split("\n"))
        most = max(most, sum(lines))
    sheet.set_row(row, min(most * _LINE + _PADDING, _HIGHEST))


def _write(sheet: Worksheet, row: int, column: int, text: str, look: Any, looks: Looks) -> None:
    """Text in a cell, and nothing but text."""
    clean = xml_text(text)
    if len(clean) > _LONGEST:
        clean = clean[:_LONGEST] + "…"
    if clean.startswith(_SUSPECT):
        look = looks.guarded(look)
    if clean:
        sheet.write_string(row, column, clean, look)
    else:
        sheet.write_blank(row, column, None, look)
