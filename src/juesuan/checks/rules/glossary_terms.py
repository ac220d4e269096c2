"""The glossary's terms: explained where they are used, used where they are explained, and of this year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from juesuan.checks.figures import figures_of
from juesuan.checks.finding import Finding, Location, Related, Severity, Words
from juesuan.checks.glossary import Entry, entries
from juesuan.checks.registry import rule
from juesuan.checks.texts import cells, masked, paragraphs, sections_of
from juesuan.cube.spelling import parse
from juesuan.recognition.report import NotChecked, Report
from juesuan.taxonomy.codes import CodeTree, Sureness, functional
from juesuan.taxonomy.glossary import FormerTerm, always_explained, former_terms, statutory_terms
from juesuan.taxonomy.naming import key, loose_key

_BASIS = Words(
    "《地方预决算公开操作规程》（财预〔2016〕143号）：应对专业性较强的名词进行解释",
    "Caiyu [2016] No. 143: technical terms are explained",
)
_FEWEST = 3
"""Entries below which a glossary is not one that was read."""


@rule(
    "JS730",
    title=Words("所用名词没有解释", "A term is used but not explained"),
    basis=_BASIS,
    message=Words("名词解释中没有{terms}，报告中有这些数据", "the glossary lacks {terms}, of which there are figures"),
    severity=Severity.WARNING,
)
def statutory_term_unexplained(report: Report) -> Iterator[Finding]:
    """The glossary lacks a term of the form of which the report has a figure other than zero.

    Breaks: 第四部分 名词解释（没有“三公”经费）；正文：“三公”经费支出决算为4.00万元
    Right: “三公”经费：指单位用财政拨款安排的因公出国（境）费、公务用车购置及运行维护费和公务接待费。
    """
    found = entries(report)
    if len(found) < _FEWEST:
        return
    figures = figures_of(report)
    missing = []
    for term in statutory_terms():
        if not term.due(report.fiscal_year, report.edition.id) or any(term.head.search(e.term) for e in found):
            continue
        indices = (figures.best(parse(written)) for written in term.figures)
        if any(index is not None and figures.items[index].exact for index in indices):
            missing.append(term.term)
    if missing:
        told = Words("、".join(missing), ", ".join(missing))
        yield Finding("JS730", Severity.WARNING, _heading(report, found[0]), args={"terms": told})


def _heading(report: Report, first: Entry) -> Location:
    """The glossary's heading, else its first term."""
    section = report.section("glossary")
    if section is None or section.first == first.text.block:
        return first.at
    return Location(section.place, quote=section.title)


@rule(
    "JS731",
    title=Words("解释了没有用到的名词", "A term is explained but not used"),
    basis=Words("名词解释应对本报告所用的名词", "a glossary explains the terms of its own report"),
    message=Words("{terms}在报告其他地方没有出现", "{terms}: found nowhere else in the report"),
    severity=Severity.INFO,
)
def term_unused(report: Report) -> Iterator[Finding | NotChecked]:
    """The glossary explains a term that stands nowhere else, as it does when it was taken from another unit's report.

    Breaks: 名词解释：教育支出（类）普通教育（款）小学教育（项）……（报告中没有小学教育）
    Right: 删去该条
    """
    found = entries(report)
    if len(found) < _FEWEST:
        return
    if report.statement("income_expenditure_summary") is None:
        yield NotChecked(
            "JS731",
            "absent",
            "文件中没有收入支出决算总表，名词可能只在表中出现",
            "the file does not hold the statements, and a term may stand in one only",
        )
        return
    words = _words(report)
    form = always_explained()
    unused = [e for e in found if not (form.search(e.term) and "（" not in e.term) and not _used(e, words)]
    # Where most seem unused it is the reading that is at fault.
    if not unused or len(unused) * 2 > len(found):
        return
    told = Words("、".join(f"“{entry.term}”" for entry in unused), ", ".join(f"“{entry.term}”" for entry in unused))
    others = tuple(Related(entry.at, entry.term, "same_fact") for entry in unused[1:])
    yield Finding("JS731", Severity.INFO, unused[0].at, args={"terms": told}, related=others)


def _words(report: Report) -> str:
    outline = sections_of(report)
    texts = [t.flat for t in paragraphs(report) if outline.family(t.block) not in ("glossary", "contents")]
    return _plain("\n".join([*texts, *(t.flat for t in cells(report))]))


_SMALL_WORDS = re.compile(r"[“”‘’\"'（）、，：《》\[\]]|[和与及的]")


def _plain(text: str) -> str:
    return _SMALL_WORDS.sub("", text)


_LEVEL = re.compile(r"（(?:类|款|项)）|（[^）]*）$")


def _used(entry: Entry, words: str) -> bool:
    """Whether the term, or the last name of a path of subjects, stands somewhere; parts joined by 和 do as well."""
    names = [part for part in _LEVEL.split(entry.term) if part]
    last = names[-1] if names else entry.term
    wholes = (_plain(last), loose_key(last), re.sub(r"^\d+", "", _plain(last)))
    if any(whole and whole in words for whole in wholes):
        return True
    parts = [p for p in re.split(r"[和与及、（）/]", last) if len(p) > 1]
    return bool(parts) and all(_plain(part) in words for part in parts)


@rule(
    "JS732",
    title=Words("名词是其他年度的", "A term is one of another year"),
    basis=Words(
        "名称应与当年的制度和《政府收支分类科目》一致", "Names are those of the year's own rules and classification"
    ),
    message=Words(
        "“{stated}”是以前年度的名称，{since}应为“{expected}”",
        "“{stated}” is a name of former years; {since} it is “{expected}”",
    ),
    severity=Severity.WARNING,
)
def term_of_another_year(report: Report) -> Iterator[Finding]:
    """A fund, a line of the statements or a subject goes by a name that the year no longer has.

    Breaks: （2024年度）用事业基金弥补收支差额：指事业单位在……
    Right: （2024年度）使用非财政拨款结余：指事业单位……
    """
    year = report.fiscal_year
    if year is None:
        return
    for former in former_terms():
        if former.since <= year:
            yield from _former(report, former)
    tree = functional(year)
    for entry in entries(report):
        yield from _renamed(entry, tree)


def _former(report: Report, former: FormerTerm) -> Iterator[Finding]:
    """One finding for each term, at its first place."""
    outline = sections_of(report)
    texts = [t for t in paragraphs(report) if not former.glossary_only or outline.family(t.block) == "glossary"]
    texts += [] if former.glossary_only else cells(report)
    places = [(t, m.span()) for t in texts if (m := former.words.search(masked(t.flat)))]
    if places:
        text, span = places[0]
        yield Finding(
            "JS732",
            Severity.WARNING,
            text.location(*span),
            args={"since": Words(f"{former.since}年度起", f"since {former.since}")},
            stated=text.flat[slice(*span)],
            expected=former.now,
            related=tuple(Related(t.location(*s), t.flat[slice(*s)], "same_fact") for t, s in places[1:]),
        )


_PATH = re.compile(r"([^（）、，]+?)（(类|款|项)）")
_DIGITS = {"类": 3, "款": 5, "项": 7}


def _renamed(entry: Entry, tree: CodeTree) -> Iterator[Finding]:
    """The entry's subjects whose names ended before this year, where the new name is well known."""
    parts = [(m.group(1), _DIGITS[m.group(2)], m.span(1)) for m in _PATH.finditer(entry.term)]
    under = None
    for name, level, _ in parts or [(entry.term, 0, (0, len(entry.term)))]:
        codes = tree.find(name, level=level or None, under=under)
        if len(codes) == 1:
            under = codes[0] if parts else None
            code = codes[0]
            now = tree.entry(code)
            told = [e for e in tree.names(code) if loose_key(e.name) == loose_key(name)]
            ended = told and all(e.last is not None and e.last < tree.year and e.years_certain for e in told)
            if ended and now is not None and now.sureness is Sureness.SEEN and key(now.name) != key(name):
                yield _old_name(entry, name, now.name, now.first)
                return


def _old_name(entry: Entry, name: str, now: str, since: int | None) -> Finding:
    at = entry.text.flat.find(name)
    place = entry.text.location(at, at + len(name)) if at >= 0 else entry.at
    told = Words(f"{since}年度起", f"since {since}") if since else Words("本年度", "this year")
    return Finding("JS732", Severity.WARNING, place, args={"since": told}, stated=name, expected=now)


@rule(
    "JS733",
    title=Words("两个名词的解释相同", "Two terms have the same definition"),
    basis=_BASIS,
    message=Words(
        "“{term}”的解释与“{other}”的完全相同，可能是复制后没有改",
        "“{term}” is explained in the very words of “{other}”: probably copied and not changed",
    ),
    severity=Severity.WARNING,
    variants={
        "sense": Words(
            "“{term}”的解释说的是“{other}”",
            "what explains “{term}” is the meaning of “{other}”",
        )
    },
)
def definition_copied(report: Report) -> Iterator[Finding]:
    """A term is explained in the words of another term, or what is left at the year's end as what began it.

    Breaks: 年末结转和结余：指以前年度尚未完成、结转到本年继续使用的资金。（与年初结转和结余的解释相同）
    Right: 年末结转和结余：指需延迟到以后年度按有关规定继续使用的资金。
    """
    first: dict[str, Entry] = {}
    told: list[Entry] = []
    found = entries(report)
    for entry in found:
        meaning = re.sub(r"[，。；、：“”]", "", entry.meaning)
        if len(meaning) < _SHORTEST_MEANING:
            continue
        other = first.setdefault(meaning, entry)
        if other is entry or _same_thing(other.term, entry.term):
            continue
        if _other_end(other) and not _other_end(entry):
            entry, other = other, entry
        if entry not in told:
            told.append(entry)
            yield _copied(entry, other, "")
    for entry in found:
        end = _other_end(entry)
        elsewhere = next((e for e in found if end and e is not entry and end in e.term), None)
        if elsewhere is not None and entry not in told:
            yield _copied(entry, elsewhere, "sense")


def _copied(entry: Entry, other: Entry, variant: str) -> Finding:
    return Finding(
        "JS733",
        Severity.WARNING,
        entry.at,
        variant,
        args={"term": entry.term, "other": other.term},
        related=(Related(other.at, other.term, "same_fact"),),
    )


_FOR_LATER = re.compile(r"以后年度|下年|下一年|次年|明年|年末|年底")
_FROM_EARLIER = re.compile(r"以前年度|上年|上一年|[到至入]本年|本年(?:度)?(?:按|继续|仍|使用)|年初")
_INTO_THIS = re.compile(r"[到至入](?:本年|当年)")


def _other_end(entry: Entry) -> str:
    """结转和结余 of the year's other end, if it is that which the meaning tells of; "" if not."""
    if "结转" not in entry.term and "结余" not in entry.term:
        return ""
    beginning, end = "年初" in entry.term, "年末" in entry.term
    later, earlier = _FOR_LATER.search(entry.meaning), _FROM_EARLIER.search(entry.meaning)
    if beginning and not end and later and not earlier:
        return "年末"
    return "年初" if end and not beginning and _INTO_THIS.search(entry.meaning) and not later else ""


_SHORTEST_MEANING = 12


def _same_thing(one: str, other: str) -> bool:
    """One item under two subjects, or a term within another: 行政运行 is explained alike wherever it stands."""
    names = [_LEVEL.sub("|", term).strip("|").rpartition("|")[2] for term in (one, other)]
    return names[0] in names[1] or names[1] in names[0]
