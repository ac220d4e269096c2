"""Whose report it is, for which year, and in which edition it is printed."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from juesuan.documents.model import Document, Paragraph
from juesuan.recognition.tables_context import statement_named, title_of
from juesuan.taxonomy.edition import Edition, choose_edition, load
from juesuan.taxonomy.naming import compact, fold

_NAME = r"([^,。.;:、()!?\[\]]{3,40}?)"
_NAME_THEN_YEAR = re.compile(
    rf"(?:^纳入|[,。;:]纳入|^|[,。;:]){_NAME}(20\d\d)年度?(?:(?:部门|单位)?决算|收入支出总计|财政拨款收入支出|收、?支总计)"
)
_YEAR_THEN_NAME = re.compile(rf"^(20\d\d)年度?+{_NAME}(?:部门|单位)?决算(?:公开)?(?:报告|说明|情况)?$")
_OWNER_LINE = re.compile(r"(?:编制|填报|公开)?(?:部门|单位)(?:名称)?:([^:]{3,40}?)(?=(?:金额)?单位:|公开|$)")
_YEAR_LINE = re.compile(r"^(20\d\d)年度?(?:(?:部门|单位)?决算|$)")
_YEAR = re.compile(r"(?<![与比较\d])(20\d\d)年度(?!相比|减少|增加)")
_PART = re.compile(r"^(?:第[一二三四五六七八九十\d]+(?:部分|章)[:、]?|附件\d*[:]?)")
_NO_NAME = re.compile(
    r"^(?:关于|本|我|该|与|比|较|其中|以下|目录|公开|年度|单位|部门|第[一二三四五六七八九十]部分|[一二三四五六七八九十]+、)"
    r"|元$|\d$|[。;]|(?:费|费用|支出|收入|概况|职责)$|XX|××|x{2}",
    re.IGNORECASE,
)
_COVER = 4  # paragraphs that may be the cover
_LONGEST_LINE = 300


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose report, for which year.

    Attributes:
        unit_name: the name most places agree on; None if none was found.
        fiscal_year: the year most places agree on; None if none was found.
        place_text: text that tells the province: the name and the cover.
        names: every name found, with how much speaks for it.
        years: every year found, with how much speaks for it.
    """

    unit_name: str | None
    fiscal_year: int | None
    place_text: str
    names: tuple[tuple[str, int], ...] = ()
    years: tuple[tuple[int, int], ...] = ()


def identify(document: Document) -> Identity:
    """Find the reporting unit and the fiscal year by a vote among cover, headings, table heads and sentences.

    A slip in one place (a year not changed, a digit left out) does not outvote the others.
    """
    names: Counter[str] = Counter()
    years: Counter[int] = Counter()
    lines = [p for p in document.paragraphs() if p.text]
    for n, paragraph in enumerate(lines):
        text = _PART.sub("", fold(paragraph.text[:_LONGEST_LINE]))
        weight = 3 if n < _COVER else 1
        _vote(text, weight, names, years)
        if match := _YEAR_LINE.match(text):
            years[int(match[1])] += weight
            # a name on the line above belongs to it only on the cover
            if 0 < n <= _COVER and not _NO_NAME.search(above := fold(lines[n - 1].text)) and len(above) <= 40:
                names[above] += weight
    for table in document.tables():
        for cell in table.cells[:6]:
            if match := _OWNER_LINE.search(fold(cell.text)):
                names[match[1]] += 1
    best = names.most_common(1)
    name = _as_printed(best[0][0], lines) if best else None
    cover = "\n".join(compact(p.text[:_LONGEST_LINE]) for p in lines[:_COVER])
    year = years.most_common(1)[0][0] if years else None
    return Identity(name, year, f"{name or ''}\n{cover}", tuple(names.most_common()), tuple(years.most_common()))


def _vote(text: str, weight: int, names: Counter[str], years: Counter[int]) -> None:
    for year in _YEAR.findall(text):
        years[int(year)] += 1
    for match in _NAME_THEN_YEAR.finditer(text):
        years[int(match[2])] += weight
        if not _NO_NAME.search(match[1]):
            names[match[1]] += weight
    if named := _YEAR_THEN_NAME.match(text):
        years[int(named[1])] += weight
        if not _NO_NAME.search(named[2]):
            names[named[2]] += weight
    if (owner := _OWNER_LINE.match(text)) and not _NO_NAME.search(owner[1]):
        names[owner[1]] += 1


def _as_printed(folded: str, lines: list[Paragraph]) -> str:
    """The name with the brackets the document prints it with."""
    if "(" not in folded:
        return folded
    for paragraph in lines:
        if folded in fold(paragraph.text):
            pattern = re.escape(folded).replace(r"\(", "[(（]").replace(r"\)", "[)）]")
            if match := re.search(pattern, compact(paragraph.text)):
                return match[0]
    return folded


def printed_titles(document: Document, unit_name: str | None = None) -> tuple[str, ...]:
    """Titles of known statements in contents and above tables, each once, in the order of their first print."""
    found: dict[str, None] = {}
    for paragraph in document.paragraphs():
        if "表" in paragraph.text and len(paragraph.text) <= 80:
            text = _leaderless(paragraph.text)
            if statement_named(text, unit_name):
                title = title_of(text)
                found.setdefault(title.removeprefix(fold(unit_name)) if unit_name else title)
    return tuple(found)


def _leaderless(text: str) -> str:
    """A line of the table of contents without its dots and page number."""
    return re.sub(r"[.…·\-—_\s]*\d*\s*$", "", text)


def settle_edition(
    document: Document, identity: Identity, wanted: str | None = None, year: int | None = None
) -> tuple[Edition, str, str]:
    """The edition to read a document with, and why (in Chinese, in English).

    Args:
        document: the file as read.
        identity: see `identify`.
        wanted: id of an edition the user asked for.
        year: fiscal year, if it is known better than from the document.

    Raises:
        UnknownEditionError: there is no edition of the id asked for.
    """
    if wanted:
        return load(wanted), "由使用者指定", "as asked for"
    titles = printed_titles(document, identity.unit_name)
    return choose_edition(year or identity.fiscal_year, identity.place_text, titles)
