"""The items (项) of general-budget spending: each of the statement's told once, by its right path, and no other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from juesuan.checks import locate
from juesuan.checks.finding import Finding, Location, Related, Severity, Words
from juesuan.checks.registry import rule
from juesuan.cube.occurrence import Occurrence
from juesuan.recognition.report import Claim, ClaimKind, Report
from juesuan.taxonomy.codes import functional
from juesuan.taxonomy.naming import fold, loose_key

_ITEMS = "general_budget.items"
_ALIKE = 0.6
_MOSTLY = 0.5
_ITEM_CODE = 7
_LEVELS = ((3, "类"), (5, "款"), (7, "项"))
_DISCLOSURE = Words(
    "一般公共预算支出应公开到功能分类项级科目（财预〔2016〕143号）",
    "general-budget spending is published down to the 项 of the functional classification (Caiyu [2016] No. 143)",
)


@dataclass(slots=True)
class Told:
    """An item's paragraph: the path as printed and the code it was bound to."""

    claim: Claim
    names: tuple[str, str, str]
    code: str


def told_items(report: Report) -> list[Told]:
    """The paths of the items' section, the first of each paragraph and path."""
    found: dict[object, Told] = {}
    for claim in report.claims:
        if claim.section == _ITEMS and claim.codes and claim.codes[2] and claim.subjects:
            key = (claim.place.block, claim.codes)
            found.setdefault(key, Told(claim, claim.codes, claim.subjects[0].function))
    return list(found.values())


def printed_rows(report: Report) -> dict[str, Occurrence]:
    """The statement's lowest rows with an amount: code → its total cell."""
    statement = report.statement("general_budget_expenditure")
    if statement is None:
        return {}
    totals = {
        o.coordinate.function: o
        for o in statement.occurrences
        if o.coordinate.kind == "all" and o.coordinate.measure == "expenditure" and o.coordinate.function != "all"
    }
    codes = set(totals)
    parents = {c[:n] for c in codes for n in (3, 5) if len(c) > n}
    return {code: cell for code, cell in totals.items() if code not in parents and cell.value}


def names_in_tables(report: Report) -> dict[str, set[str]]:
    """Code → the names that the statements print for it."""
    names: dict[str, set[str]] = defaultdict(set)
    for statement in report.statements:
        for row, code in statement.rows_with_code.items():
            label = statement.labels.get(row)
            if label:
                names[code].add(label)
    return names


@rule(
    "JS304",
    title=Words("科目与决算表不符", "a subject is not the statement's"),
    basis=Words(
        "文字中的类款项名称应与决算表及当年《政府收支分类科目》一致",
        "类, 款 and 项 are named as in the statement and in that year's classification",
    ),
    message=Words("“{stated}”与决算表不符，应为“{expected}”", "{stated} is not what the statement says: {expected}"),
    variants={
        "unknown": Words("决算表中没有“{stated}”", "the statement has no {stated}"),
        "level": Words(
            "“{stated}”不是该项所属的{level}，应为“{expected}”",
            "{stated} is not the {level} that the item belongs to: {expected}",
        ),
        "old": Words(
            "“{stated}”不是该科目{year}年的名称，应为“{expected}”",
            "{stated} is not the subject's name of {year}: {expected}",
        ),
    },
)
def subject_not_in_statement(report: Report) -> Iterator[Finding]:
    """A path of 类, 款 and 项 names a subject that the statement doesn't have, or levels that do not belong together.

    Breaks: 一般公共服务支出（类）人大事务（款）财政国库业务（项） - 财政国库业务 belongs to 财政事务
    Right: 一般公共服务支出（类）财政事务（款）财政国库业务（项）
    """
    rows = printed_rows(report)
    if not rows:
        return
    told = told_items(report)
    names = names_in_tables(report)
    missing = {code: cell for code, cell in rows.items() if code not in {t.code for t in told}}
    for item in told:
        if (
            item.code.isdigit()
            and len(item.code) == _ITEM_CODE
            and item.code not in names
            and _final_amount(report, item)
        ):
            yield _unknown(report, item, Severity.ERROR)
        elif item.code in rows or item.code.isdigit():
            yield from _levels(report, item, names)
        else:
            code = _meant(report, item, missing)
            if code is not None:
                yield _mistold(report, item, missing.pop(code))
            elif _final_amount(report, item):
                yield _unknown(report, item)


def _levels(report: Report, item: Told, names: dict[str, set[str]]) -> Iterator[Finding]:
    for (length, level), printed in zip(_LEVELS, item.names, strict=True):
        code = item.code[:length]
        if not printed or len(item.code) < length:
            continue
        known = names.get(code) or set()
        if not known or any(loose_key(printed) == loose_key(name) for name in known):
            continue
        expected = sorted(known)[0]
        yield _level_finding(report, item, printed, level, code, expected)
        return


def _level_finding(report: Report, item: Told, printed: str, level: str, code: str, expected: str) -> Finding:
    tree = functional(report.fiscal_year or 0)
    former = any(loose_key(entry.name) == loose_key(printed) for entry in tree.names(code))
    return Finding(
        "JS304",
        Severity.WARNING if former else Severity.ERROR,
        _at_words(report, item, printed),
        variant="old" if former else "level",
        args={"level": level, "year": str(report.fiscal_year or "")},
        stated=printed,
        expected=expected,
    )


def _at_words(report: Report, item: Told, words: str) -> Location:
    """The place of a name in the item's paragraph, else of the item's first figure."""
    block = item.claim.place.block
    paragraph = next((p for p in report.document.paragraphs() if p.index == block), None)
    start = paragraph.text.find(words) if paragraph is not None else -1
    if paragraph is None or start < 0:
        return locate.of_claim(report, item.claim)
    place = paragraph.place(start, start + len(words))
    return Location(place, section=locate.section_title(report, block), quote=words)


def _meant(report: Report, item: Told, missing: dict[str, Occurrence]) -> str | None:
    """The row that the path probably means: no other paragraph tells it, and the amount or the name fits."""
    amount = _final_amount(report, item)
    by_amount = [code for code, cell in missing.items() if amount is not None and cell.value == amount.value]
    if len(by_amount) == 1:
        return by_amount[0]
    names = names_in_tables(report)
    told = [c for c in missing if any(loose_key(n) == loose_key(item.names[1]) for n in names.get(c[:5], ()))]
    if len(told) == 1:
        return told[0]

    def alike(code: str) -> float:
        return SequenceMatcher(None, fold(missing[code].row or ""), fold(item.names[2])).ratio()

    best = max(missing, key=alike, default=None)
    return best if best is not None and alike(best) >= _ALIKE else None


def _final_amount(report: Report, item: Told) -> Claim | None:
    for claim in report.claims:
        final = claim.kind is ClaimKind.AMOUNT and claim.codes == item.names and claim.subjects[0].basis == "final"
        if final and claim.value and claim.place.block == item.claim.place.block:
            return claim
    return None


def _mistold(report: Report, item: Told, cell: Occurrence) -> Finding:
    return Finding(
        "JS304",
        Severity.ERROR,
        _at_words(report, item, item.names[2]),
        stated=item.names[2],
        expected=cell.row,
        related=(Related(locate.of_cell(cell), cell.text, "same_fact"),),
    )


def _unknown(report: Report, item: Told, severity: Severity = Severity.WARNING) -> Finding:
    return Finding("JS304", severity, _at_words(report, item, item.names[2]), variant="unknown", stated=item.names[2])


@rule(
    "JS305",
    title=Words("决算表中的项级科目未说明", "an item of the statement is not told"),
    basis=_DISCLOSURE,
    message=Words(
        "决算表中的“{row}”（{stated}万元）在情况说明中没有逐项说明", "{row} ({stated}) of the statement is told nowhere"
    ),
    variants={
        "amount": Words(
            "“{stated}”没有写支出决算数，决算表中为{expected}万元",
            "of {stated} no spending is told; the statement says {expected}",
        )
    },
)
def item_not_told(report: Report) -> Iterator[Finding]:
    """The section that tells spending item by item leaves out an item that the statement prints, or what it spent.

    Breaks: the statement prints 行政运行 and 机关服务, the text tells 行政运行 only
    Right: the text tells both
    """
    rows = printed_rows(report)
    told = told_items(report)
    codes = {t.code for t in told}
    unclear = [t for t in told if t.code not in rows]
    missing = {code: cell for code, cell in rows.items() if not any(c.startswith(code) for c in codes)}
    if len(rows) - len(missing) < _MOSTLY * len(rows) or not told:
        return
    for item in unclear:
        meant = _meant(report, item, missing)
        if meant is not None:
            del missing[meant]
    section = report.section(_ITEMS)
    unsure = any(n.code == f"section:{_ITEMS}" for n in report.not_checked)
    for cell in missing.values():
        location = locate.of_cell(cell)
        yield Finding(
            "JS305",
            Severity.WARNING if unsure else Severity.ERROR,
            Location(
                location.place,
                section=section.title if section else None,
                statement=cell.statement,
                row=cell.row,
                code=cell.code,
                row_index=cell.row_index,
                column=cell.column,
                quote=cell.row,
            ),
            stated=f"{cell.value:f}",
            unit=cell.unit,
        )
    yield from _amount_untold(report, told, rows)


def _amount_untold(report: Report, told: list[Told], rows: dict[str, Occurrence]) -> Iterator[Finding]:
    """Items that have a paragraph without the amount, where nearly all others have one."""
    spent = {
        subject.function
        for claim in report.claims
        if claim.kind is ClaimKind.AMOUNT and claim.value is not None
        for subject in claim.subjects
        if subject.basis == "final" and subject.measure == "expenditure"
    }
    without = [item for item in told if item.code in rows and item.code not in spent]
    if len(without) * 4 > len(told):
        return
    for item in without:
        cell = rows[item.code]
        yield Finding(
            "JS305",
            Severity.WARNING,
            _at_words(report, item, item.names[2]),
            variant="amount",
            stated=item.names[2],
            expected=f"{cell.value:f}",
            unit=cell.unit,
            related=(Related(locate.of_cell(cell), cell.text, "same_fact"),),
        )


@rule(
    "JS306",
    title=Words("同一项级科目说明两次", "an item is told twice"),
    basis=_DISCLOSURE,
    message=Words("“{stated}”已在前面说明过", "{stated} has been told before"),
    severity=Severity.WARNING,
)
def item_told_twice(report: Report) -> Iterator[Finding]:
    """Two paragraphs tell the same item: one of them probably means another.

    Breaks: 1.…行政运行（项）…；2.…行政运行（项）…
    Right: 1.…行政运行（项）…；2.…一般行政管理事务（项）…
    """
    seen: dict[str, Told] = {}
    for item in told_items(report):
        if len(item.code) != _ITEM_CODE:
            continue
        first = seen.setdefault(item.code, item)
        if first.claim.place.block != item.claim.place.block:
            yield Finding(
                "JS306",
                Severity.WARNING,
                _at_words(report, item, item.names[2]),
                stated=item.names[2],
                related=(Related(locate.of_claim(report, first.claim), None, "same_fact"),),
            )
