"""Disclosure duties: what must be told where, as data (`taxonomy/data/duties.toml`), is looked for in the report.

A duty is judged only where its section is there, speaks of something and was understood. What is in doubt is not
checked, and a section that is missing as a whole is other rules' business.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from juesuan.checks import locate
from juesuan.checks.figures import Figures, figures_of
from juesuan.checks.finding import Finding, Location, Severity, Words
from juesuan.checks.texts import Text, cells, paragraphs, sections_of
from juesuan.cube.coordinate import Coordinate
from juesuan.cube.spelling import parse
from juesuan.recognition.report import Claim, ClaimKind, NotChecked, Report
from juesuan.taxonomy.duties import Duty, Telling, duties

_NOT_THE_NARRATIVE = ("contents", "glossary", "overview", "attachment", "tables")
_REASON_WITHIN = 2
"""Paragraphs after a change in which its reason may stand."""


def judge(report: Report, code: str) -> Iterator[Finding | NotChecked]:
    """What one rule says of the report's duties.

    Args:
        report: the report.
        code: the rule's code.
    """
    figures = figures_of(report)
    for duty in duties(code):
        if not duty.in_force(report.fiscal_year, report.edition.id):
            continue
        texts = _section(report, duty)
        if not texts or _told_by_statement(report, duty):
            continue
        if _says(duty.unless, texts) or (duty.only_if and not _says(duty.only_if, texts)):
            continue
        yield from _unexplained(figures, duty, texts) if duty.changed else _untold(figures, duty, texts)


def _says(pattern: re.Pattern[str] | None, texts: list[Text]) -> bool:
    return pattern is not None and any(pattern.search(t.flat) for t in texts)


def _section(report: Report, duty: Duty) -> list[Text]:
    """The paragraphs of the duty's section, headings left out."""
    outline = sections_of(report)
    return [t for t in paragraphs(report) if outline.family(t.block) in duty.sections and not _only_heading(report, t)]


def _only_heading(report: Report, text: Text) -> bool:
    """A heading; but one that runs on into its text is text as well."""
    section = sections_of(report).headings.get(text.block)
    return section is not None and len(text.raw) - (section.place.end or len(text.raw)) < 2


def _told_by_statement(report: Report, duty: Duty) -> bool:
    return any(s.id in duty.statements and not s.empty for s in report.statements)


def _untold(figures: Figures, duty: Duty, texts: list[Text]) -> Iterator[Finding | NotChecked]:
    if duty.above_zero and not any(_above_zero(figures, c) for c in _coordinates(duty.above_zero)):
        return
    missing = [item for item in duty.tell if not _told(figures, item, texts)]
    if not missing:
        return
    if _not_understood(figures.report, duty):
        yield _doubtful(duty, missing)
        return
    if duty.statements and not figures.report.statements:
        yield _elsewhere(duty, missing)
        return
    at = _beside(figures, missing) or texts[0].location()
    grave = any(_is_grave(figures, item) for item in missing)
    yield _finding(duty, at, missing, Severity.WARNING if grave else Severity.INFO)


def _is_grave(figures: Figures, item: Telling) -> bool:
    if item.severity != "warning" or any(_stated(figures, c) for c in _coordinates(item.if_told)):
        return False
    zero = (figures.best(c) for c in _coordinates(item.if_zero))
    return not any(i is not None and figures.items[i].value == 0 for i in zero)


def _coordinates(written: Iterable[str]) -> tuple[Coordinate, ...]:
    return tuple(parse(text) for text in written)


def _above_zero(figures: Figures, coordinate: Coordinate) -> bool:
    index = figures.best(coordinate)
    return index is not None and figures.items[index].exact > 0


def _told(figures: Figures, item: Telling, texts: list[Text]) -> bool:
    if any(_stated(figures, c) for c in _coordinates(item.claims)):
        return True
    if _says(item.words, texts):
        return True
    return item.elsewhere is not None and any(item.elsewhere.search(t.flat) for t in _anywhere(figures.report))


def _stated(figures: Figures, coordinate: Coordinate) -> bool:
    """A cell or a claim states it, or compares something with it. A blank cell states nothing."""
    if any(not figures.items[i].blank for i in figures.at.get(coordinate, ())):
        return True
    claims = figures.report.claims
    return any(coordinate in (*c.subjects, *c.also) and c.value is not None for c in claims) or any(
        coordinate in c.base for c in claims if coordinate.period or coordinate.basis != "final"
    )


def _anywhere(report: Report) -> Iterator[Text]:
    outline = sections_of(report)
    yield from (t for t in paragraphs(report) if outline.family(t.block) not in _NOT_THE_NARRATIVE)
    yield from cells(report)


def _not_understood(report: Report, duty: Duty) -> bool:
    """Whether some figures of the section could not be told apart: what seems missing may be among them."""
    return any(
        entry.code.startswith("section:") and entry.code[len("section:") :].partition(".")[0] in duty.sections
        for entry in report.not_checked
    ) or any(entry.code == "page" for entry in report.not_checked)


def _doubtful(duty: Duty, missing: list[Telling]) -> NotChecked:
    return NotChecked(
        duty.rule,
        "ambiguous",
        "这一部分的文字没有全部读懂",
        "this part was not understood in full",
        "是否说明了" + _names(missing).zh,
        "whether it tells " + _names(missing).en,
    )


def _elsewhere(duty: Duty, missing: list[Telling]) -> NotChecked:
    return NotChecked(
        duty.rule,
        "absent",
        "文件中没有决算表，可能在表中说明",
        "the file holds no statement, and a statement may tell it",
        "是否说明了" + _names(missing).zh,
        "whether it tells " + _names(missing).en,
    )


def _beside(figures: Figures, missing: list[Telling]) -> Location | None:
    """The last figure that the section tells of the first thing missing: there it should follow."""
    for item in missing:
        wanted = _coordinates(item.beside)
        claims = [c for c in figures.report.claims if c.kind is ClaimKind.AMOUNT and c.subjects[0] in wanted]
        if claims:
            return locate.of_claim(figures.report, claims[-1])
    return None


def _names(items: list[Telling]) -> Words:
    return Words("、".join(item.zh for item in items), ", ".join(item.en for item in items))


def _finding(
    duty: Duty, at: Location, missing: list[Telling], severity: Severity = Severity.WARNING, **more: str | Words
) -> Finding:
    return Finding(duty.rule, severity, at, args={"missing": _names(missing), **more})


# --- reasons


def _unexplained(figures: Figures, duty: Duty, texts: list[Text]) -> Iterator[Finding | NotChecked]:
    report = figures.report
    wanted = _coordinates(duty.changed)
    threshold = Decimal(duty.thresholds.get(report.edition.id, duty.thresholds["default"]))
    for claim in report.claims:
        if claim.kind is not ClaimKind.GROWTH or not _against_last_year(claim, wanted):
            continue
        amount = _change(figures, claim)
        if _rate(figures, claim, amount) <= threshold or (amount is not None and amount < Decimal(duty.least)):
            continue
        # A change told without its paragraph in the section (a table's note) has no reason to look for.
        after = [t for t in texts if 0 <= t.block - (claim.place.block or 0) <= _REASON_WITHIN]
        if not after or not any(t.block == claim.place.block for t in after):
            continue
        rest = [t for t in texts if t.block > (claim.place.block or 0)]
        missing = [item for item in duty.tell if item.words and not _says(item.words, after)]
        missing = [item for item in missing if not _says(item.later, rest)]
        if missing:
            at = locate.of_claim(report, claim)
            word = {1: Words("增长", "an increase of"), -1: Words("下降", "a decrease of")}[claim.sign]
            change = Words(f"{word.zh}{claim.text}", f"{word.en} {claim.text}")
            yield _finding(duty, at, missing, change=change, subject=_subject(claim), threshold=str(threshold))
        return


def _change(figures: Figures, growth: Claim) -> Decimal | None:
    """The amount told with the growth, in 元; None where none is told."""
    for position, claim in enumerate(figures.report.claims):
        same = claim.kind is ClaimKind.CHANGE and claim.subjects == growth.subjects and claim.base == growth.base
        if same and claim.sentence == growth.sentence and position in figures.of_claim:
            return figures.items[figures.of_claim[position]].exact
    return None


def _rate(figures: Figures, growth: Claim, amount: Decimal | None) -> Decimal:
    """The growth in per cent: as told, or as it follows from the amounts where that is less.

    A rate that was written wrongly is another rule's business, and should not call for a reason as well.
    """
    told = growth.value or Decimal(0)
    now = figures.best(growth.subjects[0])
    if amount is None or now is None:
        return told
    before = figures.items[now].exact - growth.sign * amount
    return min(told, abs(amount / before) * 100) if before else told


def _against_last_year(claim: Claim, wanted: tuple[Coordinate, ...]) -> bool:
    sure = claim.bound and claim.sign != 0 and claim.subjects and claim.base
    return bool(sure) and claim.subjects[0] in wanted and claim.base[0].period == -1


_SUBJECTS = {
    "resources": Words("收、支总计", "total income and expenditure"),
    "uses": Words("收、支总计", "total income and expenditure"),
    "operating_cost": Words("机关运行经费", "the cost of running the office"),
}


def _subject(claim: Claim) -> Words:
    coordinate = claim.subjects[0]
    if coordinate.economic == "three_public":
        return Words("“三公”经费", "the three public expenses")
    if coordinate.measure == "expenditure":
        return Words("一般公共预算财政拨款支出", "spending from the general public budget")
    if coordinate.fund == "appropriation":
        return Words("财政拨款收、支总计", "total appropriations")
    return _SUBJECTS[coordinate.measure]
