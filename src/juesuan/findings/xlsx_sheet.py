"""Findings as the sheet that goes back to a unit (反馈表), with columns for its reply.

Figures are text exactly as printed, so that nothing is rounded, and no cell is ever a formula, whatever it begins
with: a report's words are not ours.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from juesuan.findings import places
from juesuan.findings.catalogue import name, say
from juesuan.findings.language import Lang, pick
from juesuan.findings.overview import Overview
from juesuan.findings.remarks import compared, coverage, file_name, otherwise, quoted, since_last
from juesuan.findings.report import Item, Report, Unreadable
from juesuan.findings.xlsx_cells import HEAD_ROW, fit_row, head_row, title_rows, write_text
from juesuan.findings.xlsx_looks import Looks, new_workbook
from juesuan.findings.xlsx_overview import totals

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

SEVERITIES = ("error", "warning", "info")
STATES = ("status.done", "status.kept", "status.open")
"""What a unit may say of a finding, as keys of the catalogue."""

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
_SINCE = _Column("sheet.since", 8, lambda _, item, lang: since_last(item, lang), True)
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
    if any(report.fixed for report in reports):
        _fixed(workbook.add_worksheet(say("sheet.fixed", lang)), reports, looks)
    _rules(workbook.add_worksheet(say("sheet.rules", lang)), reports, looks)
    if len(known) > 1:
        overview = Overview()
        for outcome in known:
            overview.add(outcome)
        totals(workbook.add_worksheet(say("sheet.totals", lang)), overview, looks)
    workbook.close()
    yield target.getvalue()


def _findings(sheet: Worksheet, reports: Sequence[Report], looks: Looks, *, several: bool) -> None:
    lang = looks.lang
    columns = (_UNIT, *_COLUMNS) if several else _COLUMNS
    if any(item.baseline for report in reports for item in report.findings):
        columns = (*columns[:-2], _SINCE, *columns[-2:])
    lines = [(report, item) for report in reports for item in _gravest_first(report.findings)]
    widths = [5, *(column.width for column in columns)]
    title_rows(sheet, say("sheet.title", lang), _about(reports, lang, several=several), widths, looks)
    head_row(sheet, [say("sheet.number", lang), *(say(column.key, lang) for column in columns)], widths, looks)
    for n, (report, item) in enumerate(lines):
        row = HEAD_ROW + 1 + n
        texts = [column.text(report, item, lang) for column in columns]
        fit_row(sheet, row, ("", *texts), widths)
        write_text(sheet, row, 0, str(n + 1), looks.centred, looks)
        for at, (column, text) in enumerate(zip(columns, texts, strict=True), 1):
            look = looks.centred if column.centred else looks.plain
            if column.key == "sheet.severity" and item.waived is None:
                look = looks.severity[item.severity]
            write_text(sheet, row, at, text, look, looks)
    if not lines:
        write_text(sheet, HEAD_ROW + 1, 0, say("sheet.clean", lang), looks.bare, looks)
        return
    last = HEAD_ROW + len(lines)
    sheet.autofilter(HEAD_ROW, 0, last, len(columns))
    states = [say(key, lang) for key in STATES]
    status = len(columns)
    choice = {"validate": "list", "source": states, "error_message": say("status.hint", lang)}
    sheet.data_validation(HEAD_ROW + 1, status, last, status, choice)
    letter = chr(ord("A") + status)
    rule = f'=${letter}{HEAD_ROW + 2}="{states[0]}"'
    sheet.conditional_format(HEAD_ROW + 1, 0, last, status, {"type": "formula", "criteria": rule, "format": looks.done})


def _gravest_first(items: Iterable[Item]) -> list[Item]:
    """By severity, each in the order of the document; waived ones last."""
    return sorted(items, key=lambda item: (item.waived is not None, SEVERITIES.index(item.severity)))


def _about(reports: Sequence[Report], lang: Lang, *, several: bool) -> str:
    """What a sheet is about, on one line."""
    said: list[tuple[str, str]] = []
    if not several and reports:
        report = reports[0]
        year = "" if report.fiscal_year is None else str(report.fiscal_year)
        source = say("report.list", lang).join(file_name(each) for each in report.sources or (report.source,))
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
    title_rows(sheet, say("sheet.unchecked", lang), "", widths, looks)
    head_row(sheet, [say(f"sheet.{key}", lang) for key in ("unit", "what", "reason", "kind")], widths, looks)
    row = HEAD_ROW
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
            fit_row(sheet, row, (who, *line), widths)
            for at, text in enumerate((who, *line)):
                write_text(sheet, row, at, text, looks.plain, looks)
    sheet.autofilter(HEAD_ROW, 0, max(row, HEAD_ROW), 3)


def _fixed(sheet: Worksheet, reports: Sequence[Report], looks: Looks) -> None:
    """What an earlier result found and is gone."""
    lang = looks.lang
    widths = (24, 8, 40, 60, 9)
    title_rows(sheet, say("sheet.fixed", lang), "", widths, looks)
    keys = ("unit", "severity", "place", "why", "code")
    head_row(sheet, [say(f"sheet.{key}", lang) for key in keys], widths, looks)
    gone = [(report, old) for report in reports for old in report.fixed or ()]
    for row, (report, old) in enumerate(gone, HEAD_ROW + 1):
        place = places.words(old.location, lang)
        severity = name("severity", old.severity, lang)
        line = (report.unit or report.source, severity, place, old.message, old.code)
        fit_row(sheet, row, line, widths)
        for at, text in enumerate(line):
            write_text(sheet, row, at, text, looks.centred if at in (1, 4) else looks.plain, looks)


def _rules(sheet: Worksheet, reports: Sequence[Report], looks: Looks) -> None:
    """The rules that found something."""
    from juesuan.findings.selection import rules

    lang = looks.lang
    counts = Counter(item.code for report in reports for item in report.findings)
    severities: dict[str, set[str]] = {}
    for item in (item for report in reports for item in report.findings):
        severities.setdefault(item.code, set()).add(item.severity)
    widths = (9, 36, 14, 72, 9)
    title_rows(sheet, say("sheet.rules", lang), "", widths, looks)
    head_row(
        sheet, [say(f"sheet.{key}", lang) for key in ("code", "rule", "severity", "basis", "count")], widths, looks
    )
    for n, code in enumerate(sorted(counts)):
        rule = rules().get(code)
        grave = say("report.list", lang).join(name("severity", s, lang) for s in SEVERITIES if s in severities[code])
        title, basis = (pick(rule.title, lang), pick(rule.basis, lang)) if rule else ("", "")
        line = (code, title, grave, basis, str(counts[code]))
        fit_row(sheet, HEAD_ROW + 1 + n, line, widths)
        for at, text in enumerate(line):
            write_text(sheet, HEAD_ROW + 1 + n, at, text, looks.plain if at in (1, 3) else looks.centred, looks)
