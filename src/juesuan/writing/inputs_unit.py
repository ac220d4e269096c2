"""unit.toml: who reports, for which year, in which form; and where other sources lie."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from juesuan.taxonomy.edition import Edition, choose_edition, known_editions, load
from juesuan.writing.inputs_toml import TomlFile, Trouble
from juesuan.writing.model import Profile, ReportKind, UnitKind

FILE = "unit.toml"
LEVELS = ("中央", "省级", "市级", "区级", "县级", "乡级")
_REQUIRED = ("name", "year", "edition", "kind", "report")
_TEXTS = ("province", "last_year", "platform")
_LISTS = ("duties", "structure", "offices", "units")
_KEYS = (*_REQUIRED, *_TEXTS, "level", *_LISTS, "persons", "first_year")
_FIRST_YEAR, _LAST_YEAR = 2015, 2099

K = TypeVar("K", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class UnitFile:
    """unit.toml, read.

    Attributes:
        profile: who reports.
        last_year: where last year's report lies, as written; "" if not told.
        platform: where the platform's workbook lies, as written; "" if not told.
    """

    profile: Profile
    last_year: str = ""
    platform: str = ""


def read_unit(folder: Path, trouble: Trouble) -> UnitFile:
    """Read unit.toml.

    Args:
        folder: the unit's folder.
        trouble: where mistakes are noted.

    Raises:
        CompileError: the file is missing or no TOML, or something is wrong with what the rest depends on.
    """
    file = TomlFile(folder / FILE, trouble)
    data = file.data
    file.known(data, _KEYS)
    for key in _REQUIRED:
        if key not in data or (isinstance(data[key], str) and not data[key].strip()):
            # without a name all else can be read; year and form say how to read it
            note = file.lacks if key == "name" else file.wrong
            note(key, "必填，尚未填写", "is required and not filled in")
            data.pop(key, None)
    name = "".join(file.words("name", data.get("name", "")).split())
    year = _year(file)
    edition = _edition(file)
    unit_kind = _member(file, "kind", UnitKind, UnitKind.ADMINISTRATIVE)
    report_kind = _member(file, "report", ReportKind, ReportKind.DEPARTMENT)
    texts = {key: file.words(key, data.get(key, "")) for key in _TEXTS}
    level = file.words("level", data.get("level", ""))
    if level and level not in LEVELS:
        file.wrong("level", f"应为{'、'.join(LEVELS)}之一", f"should be one of {', '.join(LEVELS)}")
    lists = {key: file.paragraphs(key, data.get(key, [])) for key in _LISTS}
    persons = {
        word: number
        for word, value in file.table("persons", data.get("persons", {})).items()
        if (number := file.whole(f"persons.{word}", value)) is not None
    }
    first_year = _yes(file, "first_year")
    trouble.stop()
    profile = Profile(
        name=name,
        year=year,
        edition=edition,
        unit_kind=unit_kind,
        report_kind=report_kind,
        province=texts["province"],
        level=level,
        duties=lists["duties"],
        structure=lists["structure"],
        offices=lists["offices"],
        units=lists["units"],
        persons=persons,
        first_year=first_year,
    )
    odd = edition_misfit(year, edition, f"{texts['province']}{name}")
    if odd is not None:
        file.odd("edition", *odd)
    return UnitFile(profile, texts["last_year"], texts["platform"])


def _yes(file: TomlFile, key: str) -> bool:
    value = file.data.get(key, False)
    if not isinstance(value, bool):
        file.wrong(key, "应为 true（是）或 false（不是），不加引号", "should be true or false, without quotes")
    return value is True


def edition_misfit(year: int, edition: str, place: str) -> tuple[str, str] | None:
    """That an edition is of other years, and which one fits (zh, en); None if it may be used.

    Args:
        year: fiscal year.
        edition: its id.
        place: words that name the place, such as the unit's name.
    """
    own, fitting = load(edition), choose_edition(year, place)[0]
    if not own.years_away(year) or own.years_away(year) <= fitting.years_away(year):
        return None
    zh_span, en_span = _span(own)
    return (
        f"为 {edition}，适用于 {zh_span}，决算年度却是 {year}；应为 {fitting.id}（{fitting.title}）",
        f"is {edition}, which is of {en_span}, but the fiscal year is {year}; {fitting.id} fits",
    )


def _span(edition: Edition) -> tuple[str, str]:
    first, last = edition.first, edition.last
    if first is None or last is None:
        return (f"{first} 年度起", f"{first} on") if last is None else (f"{last} 年度及以前", f"{last} and before")
    return f"{first} 至 {last} 年度", f"{first} to {last}"


def _year(file: TomlFile) -> int:
    if "year" not in file.data:
        return 0
    year = file.whole("year", file.data["year"])
    if year is not None and not _FIRST_YEAR <= year <= _LAST_YEAR:
        file.wrong("year", f"应为四位年份，现为 {year}", f"should be a year such as 2025, but is {year}")
    return year or 0


def _edition(file: TomlFile) -> str:
    edition = file.words("edition", file.data.get("edition", ""))
    known = known_editions()
    if edition and edition not in known:
        zh = f"没有版式“{edition}”；可用：{'、'.join(known)}"
        file.wrong("edition", zh, f"there is no edition {edition}; known: {', '.join(known)}")
    return edition


def _member(file: TomlFile, key: str, kinds: type[K], otherwise: K) -> K:
    text = file.words(key, file.data.get(key, str(otherwise)))
    if text in set(kinds):
        return kinds(text)
    known = [str(k) for k in kinds]
    zh = f"应为{'、'.join(known)}之一，现为“{text}”"
    file.wrong(key, zh, f"should be one of {', '.join(known)}, but is {text}")
    return otherwise


def editions_in_words() -> str:
    """The editions for a comment in the file: id and title."""
    return "；".join(f"{i}（{load(i).title}）" for i in known_editions())
