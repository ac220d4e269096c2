"""Findings as text, for people at a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from juesuan.findings import places
from juesuan.findings.catalogue import count, name, say
from juesuan.findings.language import Lang
from juesuan.findings.overview import Overview
from juesuan.findings.overview import lines as overview_lines
from juesuan.findings.report import Context, Item, Report, Unreadable
from juesuan.findings.width import display_width, pad, shorten, wrap

if TYPE_CHECKING:
    from juesuan.findings.waivers import Unused
    from juesuan.recognition.report import Coverage

SEVERITIES = ("error", "warning", "info")
"""Gravest first."""

_COLOURS = {"error": "31;1", "warning": "33;1", "info": "36", "strong": "1", "faint": "2", "mark": "4;1"}
_MOST_RELATED = 4
_MOST_FOR_NOTES = 2  # a rounding note should not take as much room as an error
_INDENT = "  "
_BEFORE, _AFTER = 60, 60  # columns of the sentence shown on either side of the figure


@dataclass(frozen=True, slots=True)
class Style:
    """How text is laid out.

    Attributes:
        lang: language of the words around what is quoted.
        columns: columns of a line.
        colour: mark with colours (ANSI); without, the figure meant is put in 【】.
    """

    lang: Lang
    columns: int = 100
    colour: bool = False

    def paint(self, text: str, kind: str) -> str:
        """The text in a colour, if there are colours."""
        return f"\x1b[{_COLOURS[kind]}m{text}\x1b[0m" if self.colour else text


@dataclass(slots=True)
class _Tally:
    reports: int = 0
    unchecked: int = 0
    unreadable: int = 0
    waived: int = 0
    compared: bool = False
    by_baseline: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("new", "open", "fixed"), 0))
    by_severity: dict[str, int] = field(default_factory=lambda: dict.fromkeys(SEVERITIES, 0))
    first_codes: dict[str, str] = field(default_factory=dict)

    def add(self, report: Report) -> None:
        """Count one report."""
        self.reports += 1
        self.unchecked += len(report.not_checked)
        for item in report.findings:
            if item.waived is not None:
                self.waived += 1
                continue
            self.by_severity[item.severity] += 1
            if item.code.startswith("JS"):  # only our rules have a page without further ado
                self.first_codes.setdefault(item.severity, item.code)
            if item.baseline is not None:
                self.by_baseline[item.baseline] += 1
        if report.fixed is not None:
            self.compared = True
            self.by_baseline["fixed"] += len(report.fixed)


def render(
    outcomes: Iterable[Report | Unreadable], style: Style, unused: Callable[[], Sequence[Unused]] = tuple
) -> Iterator[str]:
    """The text of all outcomes piece by piece, as they come, and a summary at the end.

    Args:
        outcomes: reports and unreadable files in order.
        style: layout.
        unused: the waivers without effect, asked for once all outcomes have come.
    """
    tally = _Tally()
    overview = Overview()
    for outcome in outcomes:
        overview.add(outcome)
        if isinstance(outcome, Unreadable):
            tally.unreadable += 1
            reason = say("report.unreadable", style.lang, reason=outcome.reason)
            yield style.paint(outcome.source, "strong") + "\n"
            yield "".join(f"{line}\n" for line in _hang(_INDENT, reason, style, "error")) + "\n"
            continue
        tally.add(outcome)
        yield "".join(f"{line}\n" for line in _report(outcome, style)) + "\n"
    if tally.reports > 1:
        yield "".join(f"{line}\n" for line in _overview(overview, style)) + "\n"
    yield "".join(f"{line}\n" for line in _unused(unused(), style))
    yield "".join(f"{line}\n" for line in _summary(tally, style))


def render_overview(
    overview: Overview, style: Style, unused: Callable[[], Sequence[Unused]] = tuple
) -> Iterator[str]:
    """The overview alone, where each report has a file of its own.

    Args:
        overview: the rows.
        style: layout.
        unused: the waivers without effect.
    """
    yield "".join(f"{line}\n" for line in (*_overview(overview, style), "", *_unused(unused(), style)))


def _overview(overview: Overview, style: Style) -> Iterator[str]:
    title, head = say("overview.title", style.lang), say("overview.head", style.lang, n=len(overview))
    yield style.paint(f"{title}  {head}", "strong")
    yield from (_INDENT + line for line in overview_lines(overview, style.lang, style.columns - len(_INDENT)))


def _unused(unused: Sequence[Unused], style: Style) -> Iterator[str]:
    if not unused:
        return
    yield style.paint(say("waiver.unused.head", style.lang, n=len(unused)), "warning")
    for entry in unused:
        yield from _hang(_INDENT, entry.words(style.lang), style)
    yield ""


def _report(report: Report, style: Style) -> Iterator[str]:
    lang = style.lang
    yield style.paint(report.source, "strong")
    if report.sources:
        names = say("report.list", lang).join(report.sources)
        yield from _hang(_INDENT, say("report.sources", lang, n=len(report.sources), names=names), style)
    head = [report.unit] if report.unit else []
    if report.fiscal_year is not None:
        head.append(say("report.year", lang, year=report.fiscal_year))
    if report.edition_why:
        head.append(
            say("report.why", lang, edition=report.edition, why=report.edition_why.removeprefix(f"{report.edition}: "))
        )
    else:
        head.append(say("report.edition", lang, edition=report.edition))
    yield from _hang(_INDENT, " · ".join(head), style)
    for heading, kind, items in _groups(report, lang):
        yield ""
        yield _INDENT + style.paint(heading, kind)
        for item in items:
            yield ""
            yield from _item(item, style)
    yield from _fixed(report, style)
    yield ""
    if not report.findings:
        yield _INDENT + say("report.clean", lang)
    yield from _unchecked(report, style)
    yield from _hang(_INDENT, _coverage(report.coverage, lang), style)


def _groups(report: Report, lang: Lang) -> Iterator[tuple[str, str, list[Item]]]:
    """Heading, colour and findings of each group: new before still open, gravest first, waived last."""
    standing = [item for item in report.findings if item.waived is None]
    for state in (None, "new", "open"):
        for severity in SEVERITIES:
            items = [item for item in standing if (item.baseline, item.severity) == (state, severity)]
            if items:
                heading = say(f"group.{severity}", lang, n=len(items))
                yield (say(f"baseline.{state}", lang, group=heading) if state else heading), severity, items
    waived = [item for item in report.findings if item.waived is not None]
    if waived:
        yield say("waived.group", lang, n=len(waived)), "faint", waived


def _fixed(report: Report, style: Style) -> Iterator[str]:
    """What an earlier result found and is gone, one paragraph each."""
    if not report.fixed:
        return
    yield ""
    yield _INDENT + style.paint(say("baseline.fixed", style.lang, n=len(report.fixed)), "info")
    for old in report.fixed:
        text = f"{places.words(old.location, style.lang)}  {old.message}"
        yield from _hang(f"{_INDENT}{old.code}  ", text, style, "faint", tag_only=True)


def _item(item: Item, style: Style) -> Iterator[str]:
    lang = style.lang
    tag = f"{_INDENT}{item.code}  "
    yield from _hang(tag, places.words(item.location, lang), style, item.severity, tag_only=True)
    margin = " " * display_width(tag)
    yield from _hang(margin, item.message, style)
    lines: list[tuple[str, str]] = []
    if item.location.context is not None:
        lines.append(("context", _marked(item.location.context)))
    elif item.location.quote and item.location.statement is None and item.location.quote not in item.message:
        lines.append(("context", item.location.quote))
    figures = _figures(item, lang)
    if figures:
        lines.append(("figures", figures))
    if item.cause:
        lines.append(("cause", name("cause", item.cause, lang)))
    lines.extend(("related", line) for line in _related(item, lang))
    lines.extend(("candidates", line) for line in _candidates(item, lang))
    if item.suggestion:
        lines.append(("suggestion", item.suggestion))
    if item.waived is not None:
        said = {name: value for name, value in item.waived.to_dict().items() if value is not None}
        lines.append(("waived", say("waived.until" if "until" in said else "waived.by", lang, **said)))
    if not lines:
        return
    column = max(display_width(say(f"label.{label}", lang)) for label, _ in lines) + 2
    previous = None
    for label, text in lines:
        shown = say(f"label.{label}", lang) if label != previous else ""
        previous = label
        yield from _hang(margin + pad(shown, column), text, style, "faint", tag_only=True)


def _figures(item: Item, lang: Lang) -> str:
    """Stated, expected, difference and tolerance, as far as they are known."""
    said = [
        say(f"figures.{figure}", lang, value=_amount(value, item.unit, lang))
        for figure, value in (("stated", item.stated), ("expected", item.expected))
        if value is not None
    ]
    if item.difference is not None:
        said.append(say("figures.difference", lang, value=_gap(item.difference, item.unit, lang)))
        if item.tolerance is not None:
            said.append(say("figures.tolerance", lang, value=_gap(item.tolerance, item.unit, lang)))
    return say("figures.separator", lang).join(said)


def _gap(value: str, unit: str | None, lang: Lang) -> str:
    """A difference with its unit: that of two percentages is in points."""
    return say("figures.points", lang, value=value) if unit == "%" else _amount(value, unit, lang)


def _amount(value: str, unit: str | None, lang: Lang) -> str:
    """A figure with its unit; words (a direction, a name) have none."""
    if not unit or not value[-1:].isdigit():
        return value
    return f"{value}{unit}" if unit == "%" or lang == "zh" else f"{value} {unit}"


def _related(item: Item, lang: Lang) -> Iterator[str]:
    most = _MOST_FOR_NOTES if item.severity == "info" else _MOST_RELATED
    for entry in item.related[:most]:
        place = places.words(entry.location, lang, item.location)
        role = name("role", entry.role, lang)
        if entry.value is None:
            yield say("related.novalue", lang, place=place, role=role)
        else:
            yield say("related.line", lang, place=place, value=entry.value, role=role)
    if len(item.related) > most:
        yield say("related.more", lang, n=len(item.related) - most)


def _candidates(item: Item, lang: Lang) -> Iterator[str]:
    for entry in item.candidates[:_MOST_RELATED]:
        place = places.words(entry.location, lang, item.location)
        if entry.expected is None:
            yield place
        else:
            yield say("candidate.line", lang, place=place, value=_amount(entry.expected, entry.unit or item.unit, lang))
    if len(item.candidates) > _MOST_RELATED:
        yield say("related.more", lang, n=len(item.candidates) - _MOST_RELATED)


def _marked(context: Context) -> str:
    """The sentence with the words meant marked, cut to what is near them."""
    before, words, after = (
        context.text[: context.start],
        context.text[context.start : context.end],
        context.text[context.end :],
    )
    if not before.strip() and not after.strip():
        return words
    return _last(before, _BEFORE) + f"【{words}】" + shorten(after, _AFTER)


def _last(text: str, columns: int) -> str:
    return shorten(text[::-1], columns)[::-1]


def _unchecked(report: Report, style: Style) -> Iterator[str]:
    """What was not checked, one line a reason."""
    if not report.not_checked:
        return
    by_reason: dict[str, list[str]] = {}
    for entry in report.not_checked:
        named = by_reason.setdefault(entry.reason, [])
        if entry.what not in named:
            named.append(entry.what)
    yield _INDENT + say("report.not_checked", style.lang, n=len(report.not_checked))
    for reason, named in by_reason.items():
        what = say("report.list", style.lang).join(named)
        yield from _hang(_INDENT * 2, say("report.unchecked", style.lang, reason=reason, what=what), style)


def _coverage(coverage: Coverage, lang: Lang) -> str:
    return say(
        "report.coverage",
        lang,
        tables=_share(coverage.table_amounts_bound, coverage.table_amounts, lang),
        narrative=_share(coverage.narrative_amounts_bound, coverage.narrative_amounts, lang),
    )


def _share(part: int, whole: int, lang: Lang) -> str:
    """139/143 (97.2%); rounded down, so that only all is 100%."""
    if whole == 0:
        return say("report.none", lang)
    tenths = part * 1000 // whole
    percent = f"{tenths // 10}" if tenths % 10 == 0 else f"{tenths // 10}.{tenths % 10}"
    return f"{part}/{whole} ({percent}%)"


def _summary(tally: _Tally, style: Style) -> Iterator[str]:
    lang = style.lang
    errors, warnings, notes = (tally.by_severity[severity] for severity in SEVERITIES)
    line = say(
        "summary.line",
        lang,
        reports=count(tally.reports, "report", lang),
        errors=count(errors, "error", lang),
        warnings=count(warnings, "warning", lang),
        notes=count(notes, "note", lang),
    )
    if tally.unreadable:
        line += say("summary.unreadable", lang, n=tally.unreadable)
    if tally.unchecked:
        line += say("summary.unchecked", lang, n=tally.unchecked)
    if tally.waived:
        line += say("summary.waived", lang, n=tally.waived)
    yield from _hang("", line, style, "strong")
    if tally.compared:
        yield from _hang("", say("summary.baseline", lang, **tally.by_baseline), style)
    example = next((tally.first_codes[s] for s in SEVERITIES if s in tally.first_codes), None)
    if example is not None:
        yield from _hang("", say("summary.rule", lang, code=example), style, "faint")


def _hang(tag: str, text: str, style: Style, kind: str = "", *, tag_only: bool = False) -> Iterator[str]:
    """Wrapped lines: the first begins with `tag`, the others with as many spaces.

    Args:
        tag: what stands before the text.
        text: the text.
        style: layout.
        kind: colour of the text, or of the tag.
        tag_only: colour the tag instead of the text.
    """
    margin = display_width(tag)
    for n, line in enumerate(wrap(text, max(style.columns - margin, 20))):
        head = tag if n == 0 else " " * margin
        if kind and tag_only and n == 0 and tag.strip():
            head = style.paint(head, kind)
        yield (head + (style.paint(line, kind) if kind and not tag_only else line)).rstrip()
