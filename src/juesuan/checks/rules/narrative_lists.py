"""Lists in the narrative against the statement: economic items of basic spending, classes of spending."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from juesuan.checks import locate
from juesuan.checks.finding import Finding, Location, Related, Severity, Words
from juesuan.checks.registry import rule
from juesuan.cube.occurrence import Occurrence
from juesuan.recognition.report import Claim, ClaimKind, Report
from juesuan.taxonomy.codes import functional
from juesuan.taxonomy.dimensions import PERSONNEL_CLASSES
from juesuan.taxonomy.naming import key, loose_key

_STRUCTURE = "general_budget.structure"
_ITEMS = "general_budget.items"  # some forms list the classes there, each with its share
_MOSTLY = 0.7
_OPEN_ENDS = ("等", "等。", "等支出", "等费用", "等方面")


def _rows(report: Report, personnel: bool) -> dict[str, Occurrence]:
    """Key of the name → cell, for the items (款) of basic spending on persons or on running the office."""
    statement = report.statement("basic_expenditure")
    if statement is None:
        return {}
    rows: dict[str, Occurrence] = {}
    for cell in statement.occurrences:
        code = cell.coordinate.economic
        if len(code) == 5 and code.isdigit() and (code[:3] in PERSONNEL_CLASSES) is personnel and cell.row:
            rows.setdefault(key(cell.row), cell)
    return rows


@rule(
    "JS307",
    title=Words("所列经济科目与决算表不符", "the economic items listed are not the statement's"),
    basis=Words(
        "情况说明“主要包括”所列科目应与基本支出决算表有数的款级科目一致",
        "the items listed for basic spending are those that its statement prints with an amount",
    ),
    message=Words("“{stated}”在决算表中没有数，应为“{expected}”", "{stated} is empty in the statement: {expected}"),
    variants={
        "empty": Words("所列“{stated}”在决算表中没有数", "{stated} is listed, but empty in the statement"),
        "left_out": Words("决算表中有数的“{expected}”没有列出", "{expected} has an amount but is not listed"),
    },
)
def items_not_of_statement(report: Report) -> Iterator[Finding]:
    """A list of economic items names one whose row is empty, or leaves out one that has an amount.

    Breaks: 主要包括：基本工资、奖金 - while the row 奖金 is empty and 津贴补贴 has an amount
    Right: 主要包括：基本工资、津贴补贴
    """
    for claim in report.claims:
        if claim.kind is ClaimKind.NAMES and claim.section.partition(".")[0] == "basic" and claim.subjects:
            kind = claim.subjects[0].kind
            if kind in ("personnel", "public"):
                yield from _compare(report, claim, _rows(report, kind == "personnel"))


def _compare(report: Report, claim: Claim, rows: dict[str, Occurrence]) -> Iterator[Finding]:
    listed = [(key(_closed(name)), name, place) for name, place in claim.names]
    known = [entry for entry in listed if entry[0] in rows]
    if not any(cell.value for cell in rows.values()) or len(known) < max(1, _MOSTLY * len(listed)):
        return
    section = locate.section_title(report, claim.place.block)
    empty = [(rows[k], Location(place, section=section, quote=name)) for k, name, place in known if not rows[k].value]
    open_end = any(name.strip().endswith(_OPEN_ENDS) for _, name, _ in listed)
    told = {k for k, _, _ in listed}
    unclear = [k for k, _, _ in listed if k not in rows]
    left_out = [cell for k, cell in rows.items() if cell.value and k not in told and not any(k in u for u in unclear)]
    if len(empty) == 1 and len(left_out) == 1:
        yield _exchanged(*empty[0], left_out[0])
        return
    if empty:
        yield _empty(empty)
    if left_out and not open_end:
        yield _left_out(report, claim, left_out)


def _closed(name: str) -> str:
    for end in _OPEN_ENDS:
        if name.endswith(end) and len(name) > len(end) + 1:
            return name[: -len(end)]
    return name


def _exchanged(cell: Occurrence, location: Location, right: Occurrence) -> Finding:
    return Finding(
        "JS307",
        Severity.ERROR,
        location,
        stated=cell.row,
        expected=right.row,
        related=(
            Related(locate.of_cell(cell), cell.text or None, "same_fact"),
            Related(locate.of_cell(right), right.text, "same_fact"),
        ),
    )


def _empty(empty: list[tuple[Occurrence, Location]]) -> Finding:
    related = [Related(location, cell.text or None, "term") for cell, location in empty[1:]]
    related += [Related(locate.of_cell(cell), cell.text or None, "same_fact") for cell, _ in empty]
    return Finding(
        "JS307",
        Severity.ERROR,
        empty[0][1],
        variant="empty",
        stated="、".join(cell.row or "" for cell, _ in empty),
        related=tuple(related),
    )


def _left_out(report: Report, claim: Claim, left_out: list[Occurrence]) -> Finding:
    location = locate.of_claim(report, claim)
    return Finding(
        "JS307",
        Severity.ERROR,
        replace(location, quote=claim.names[-1][0] if claim.names else claim.text),
        variant="left_out",
        expected="、".join(cell.row or "" for cell in left_out),
        related=tuple(Related(locate.of_cell(cell), cell.text, "same_fact") for cell in left_out),
    )


@rule(
    "JS308",
    title=Words("支出结构中的类级科目有误", "a class of spending is wrong"),
    basis=Words(
        "支出按功能分类列示，类级科目名称用当年《政府收支分类科目》",
        "spending is listed by function, under the class names of that year's classification",
    ),
    message=Words("“{stated}”不是支出功能分类的类级科目", "{stated} is no class (类) of the functional classification"),
    variants={
        "left_out": Words("决算表中的“{expected}”没有列出", "{expected} of the statement is not listed"),
        "renamed": Words("“{stated}”应为“{expected}”", "{stated} is called {expected}"),
    },
)
def class_not_functional(report: Report) -> Iterator[Finding]:
    """The list of spending by class names something that is no class, or leaves out a class of the statement.

    Breaks: 教育支出（类）80万元；人员经费（类）50万元
    Right: 教育支出（类）80万元
    """
    told = _classes_told(report)
    tree = functional(report.fiscal_year or 0)
    strange = [c for c in told if not tree.find(_class(c), level=3) and c.subjects[0].function in ("all", "?")]
    strange = [c for c in strange if c.subjects[0].kind != "all" or c.subjects[0].economic != "all" or _alien(c)]
    yield from _lower_level(report, told)
    if strange:
        places = [_at_class(report, c) for c in strange]
        yield Finding(
            "JS308",
            Severity.ERROR,
            places[0],
            stated="、".join(_class(c) for c in strange),
            related=tuple(Related(place, c.text, "term") for place, c in zip(places[1:], strange[1:], strict=True)),
        )
    yield from _classes_left_out(report, told)
    yield from _old_names(report, told + _classes_among_items(report))


def _lower_level(report: Report, told: list[Claim]) -> Iterator[Finding]:
    """Something called 类 is a 款 or 项 of one, or no name at all of the only class with its amount."""
    told_codes = {c.subjects[0].function for c in told}
    printed = _classes_printed(report)
    untold = [cell for code, cell in printed.items() if code not in told_codes]
    for claim in told:
        function = claim.subjects[0].function
        cell = printed.get(function[:3]) if len(function) > 3 else None
        if function == "?":
            alike = [c for c in untold if c.value == claim.value and c.unit == claim.unit]
            cell = alike[0] if len(alike) == 1 else None
        if cell is not None:
            yield Finding(
                "JS308",
                Severity.ERROR,
                _at_class(report, claim),
                variant="renamed",
                stated=_class(claim),
                expected=cell.row,
                related=(Related(locate.of_cell(cell), cell.text, "same_fact"),),
            )


def _classes_told(report: Report) -> list[Claim]:
    """Amounts of the structure section that are told of a class alone, or of something called a class."""
    return [
        c
        for c in report.claims
        if c.section == _STRUCTURE
        and c.kind is ClaimKind.AMOUNT
        and c.subjects
        and (_is_class(c) or _MARK.search(c.subject_text))
    ]


def _classes_among_items(report: Report) -> list[Claim]:
    """Amounts of the items' section that are told of what is marked as a class, and of no item of it."""
    return [
        c
        for c in report.claims
        if c.section == _ITEMS
        and c.kind is ClaimKind.AMOUNT
        and c.codes
        and not (c.codes[1] or c.codes[2])
        and _MARK.search(c.subject_text)
    ]


_MARK = re.compile(r"[（(]类[）)]$")
_QUOTES = "“”\"'‘’《》"


def _is_class(claim: Claim) -> bool:
    if claim.codes:
        return bool(claim.codes[0]) and not claim.codes[1]
    function = claim.subjects[0].function
    return len(function) == 3 and function.isdigit()


def _class(claim: Claim) -> str:
    return claim.codes[0] if claim.codes else _MARK.sub("", claim.subject_text.strip(_QUOTES))


def _alien(claim: Claim) -> bool:
    return _class(claim).endswith("经费")


def _at_class(report: Report, claim: Claim) -> Location:
    name = _class(claim)
    paragraph = next((p for p in report.document.paragraphs() if p.index == claim.place.block), None)
    end = claim.place.start or 0
    start = paragraph.text.rfind(name, 0, end) if paragraph is not None else -1
    if paragraph is None or start < 0:
        return locate.of_claim(report, claim)
    place = paragraph.place(start, start + len(name))
    return Location(place, section=locate.section_title(report, claim.place.block), quote=name)


def _classes_printed(report: Report) -> dict[str, Occurrence]:
    statement = report.statement("general_budget_expenditure")
    if statement is None:
        return {}
    return {
        o.coordinate.function: o
        for o in statement.occurrences
        if len(o.coordinate.function) == 3
        and o.coordinate.function.isdigit()
        and o.coordinate.kind == "all"
        and o.value
    }


def _classes_left_out(report: Report, told: list[Claim]) -> Iterator[Finding]:
    printed = _classes_printed(report)
    codes = {c.subjects[0].function[:3] for c in told}
    if any(n.code == f"section:{_STRUCTURE}" for n in report.not_checked):
        return  # something there was not understood
    if not printed or "?" in codes or len(codes & printed.keys()) < len(printed) / 2:
        return
    missing = [cell for code, cell in printed.items() if code not in codes]
    if missing:
        last = told[-1]
        yield Finding(
            "JS308",
            Severity.ERROR,
            replace(_at_class(report, last), quote=last.text),
            variant="left_out",
            expected="、".join(cell.row or "" for cell in missing),
            related=tuple(Related(locate.of_cell(cell), cell.text, "same_fact") for cell in missing),
        )


def _old_names(report: Report, told: list[Claim]) -> Iterator[Finding]:
    printed = _classes_printed(report)
    seen: set[str] = set()
    for claim in told:
        cell = printed.get(claim.subjects[0].function) if claim.subjects else None
        if cell is None or not cell.row or loose_key(cell.row) == loose_key(_class(claim)):
            continue
        # An item's paragraph goes on with other amounts of its class; the name is wrong once.
        if claim.section == _ITEMS and _class(claim) in seen:
            continue
        seen.add(_class(claim))
        yield Finding(
            "JS308",
            Severity.ERROR,
            _at_class(report, claim),
            variant="renamed",
            stated=_class(claim),
            expected=cell.row,
            related=(Related(locate.of_cell(cell), cell.text, "same_fact"),),
        )
