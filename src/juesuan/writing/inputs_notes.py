"""notes.toml: reasons, purposes, counts and what else only the unit knows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from juesuan.cube.coordinate import Coordinate
from juesuan.cube.spelling import parse
from juesuan.writing.inputs_amounts import UNITS, fen_of
from juesuan.writing.inputs_toml import TomlFile, Trouble
from juesuan.writing.model import Notes
from juesuan.writing.notes_words import typed_amount, typed_share

FILE = "notes.toml"
_CODE = re.compile(r"[1-9]\d{2}(?:\d{2}){0,2}")
_ITEM = 7
_PLACEHOLDER = re.compile(r"[×X]{2,}|…{2,}|待填")


@dataclass(frozen=True, slots=True)
class Key:
    """One key of the file.

    Attributes:
        name: the key within its table.
        type: text, count, amount or score.
        at: what a number states; None for texts.
        words: what it is, in Chinese.
    """

    name: str
    type: str
    at: Coordinate | None
    words: str


@dataclass(frozen=True, slots=True)
class Part:
    """One table of the file; `coded` ones have functional codes as keys."""

    name: str
    comment: tuple[str, ...]
    keys: tuple[Key, ...]
    coded: bool


@cache
def _data() -> dict[str, Any]:
    """What the file may say, as data: its tables, and how their numbers hang together."""
    import tomllib

    return tomllib.loads((files("juesuan.writing") / "data" / "notes_keys.toml").read_text(encoding="utf-8"))


@cache
def parts() -> tuple[Part, ...]:
    """All tables of the file in order."""
    return tuple(
        Part(
            entry["name"],
            tuple(entry["comment"]),
            tuple(Key(name, kind, parse(at) if at else None, words) for name, kind, at, words in entry["keys"]),
            entry.get("coded", False),
        )
        for entry in _data()["table"]
    )


def template() -> Iterator[str]:
    """The empty file, line by line."""
    yield from (
        "# 文字和数量（notes.toml）",
        '# 用记事本打开填写，保存为 UTF-8。文字写在双引号里；数字可写在引号里，也可去掉引号。留空 "" 表示没有填。',
        "# 文中的金额和百分比都由程序根据报表写出，不要写在这里的文字中。",
        "",
        "# 本文件中金额的单位：万元 或 元。",
        'amount_unit = "万元"',
        "",
        "# 已经核对、同意沿用上年报告原话的项目，填 --missing 列出的键，",
        '# 例：confirmed = ["duties", "reasons.overall"]',
        "confirmed = [",
        "]",
    )
    for part in parts():
        yield ""
        yield from (f"# {line}" for line in part.comment)
        yield f"[{part.name}]"
        for key in part.keys:
            name = f'"{key.name}"' if "." in key.name else key.name
            yield f'{name} = ""{" " * max(1, 26 - len(name))}# {key.words}'


def read_notes(folder: Path, trouble: Trouble) -> Notes:
    """Read notes.toml; without the file there are no notes.

    Args:
        folder: the unit's folder.
        trouble: where mistakes are noted.

    Raises:
        CompileError: the file is no TOML.
    """
    path = folder / FILE
    return _Reader(TomlFile(path, trouble)).notes() if path.exists() else Notes()


class _Reader:
    def __init__(self, file: TomlFile) -> None:
        self.file = file
        self.unit = "万元"
        self.words: dict[str, str] = {}
        self.counts: dict[Coordinate, int] = {}
        self.amounts: dict[Coordinate, int] = {}

    def notes(self) -> Notes:
        given = dict(self.file.data)
        unit = self.file.words("amount_unit", given.pop("amount_unit", self.unit))
        if unit in UNITS:
            self.unit = unit
        else:
            self.file.wrong("amount_unit", "应为 万元 或 元", "should be 万元 or 元")
        confirmed = self.file.paragraphs("confirmed", given.pop("confirmed", []))
        reconstructed = self.file.words("reconstructed", given.pop("reconstructed", ""))
        self.file.known(given, {p.name.partition(".")[0] for p in parts()} | {"amount_unit", "confirmed"})
        for part in parts():
            self._part(part, given)
        return Notes(
            reasons=self._under("reasons"),
            purposes=self._under("purposes"),
            counts=self.counts,
            amounts=self.amounts,
            texts={k: v for k, v in self.words.items() if k.startswith(("performance.", "glossary."))},
            confirmed=frozenset(confirmed),
            reconstructed=reconstructed,
        )

    def _under(self, table: str) -> dict[str, str]:
        return {k.partition(".")[2]: v for k, v in self.words.items() if k.partition(".")[0] == table}

    def _part(self, part: Part, given: dict[str, Any]) -> None:
        name, _, below = part.name.partition(".")
        if name not in given:
            return
        table = self.file.table(name, given[name])
        if below:
            if below not in table:
                return
            table = self.file.table(part.name, table[below])
        prefix = part.name + "."
        nested = {p.name.partition(".")[2] for p in parts() if p.name.startswith(prefix)}
        known = {key.name: key for key in part.keys}
        for key, value in table.items():
            if key in nested:
                continue
            if key in known:
                self._value(prefix + key, known[key], value)
            elif part.coded and key[:1].isdigit():
                self._coded(prefix, key, value)
            else:
                self.file.known({key: value}, known, prefix)

    def _coded(self, prefix: str, code: str, value: object) -> None:
        if not _CODE.fullmatch(code):
            self.file.wrong(prefix + code, "键应为3、5或7位科目编码", "should have a functional code as its key")
        elif prefix == "glossary." and len(code) != _ITEM:
            self.file.wrong(
                prefix + code, "键应为7位“项”级科目编码", "should have an item's code (7 digits) as its key"
            )
        self._text(prefix + code, value)

    def _text(self, name: str, value: object) -> None:
        text = self.file.words(name, value)
        match = _PLACEHOLDER.search(text)
        if match:
            self.file.wrong(name, f"含有未填的“{match[0]}”", f"still has a blank to fill in: {match[0]}")
        elif text:
            self.words[name] = text
            self._amounts_in(name, text)

    def _amounts_in(self, name: str, text: str) -> None:
        """Amounts are the program's to write; of a whole paragraph it is only told."""
        amount, share = typed_amount(text), typed_share(text)
        if amount:
            zh = f"写有金额“{amount}”；文中的金额由程序按报表写出，请删去金额，只写文字（标准、单价、限额可以写）"
            en = f'states an amount, "{amount}"; amounts are written from the tables, so leave it out (a rate may stay)'
            (self.file.odd if name.startswith(("performance.", "glossary.")) else self.file.wrong)(name, zh, en)
        elif share:
            zh = f"写有比例“{share}”；比例由程序按报表算出，手写的可能与报表不符，请核对或删去"
            self.file.odd(
                name, zh, f'states a share, "{share}", which may not fit the tables; check it or leave it out'
            )

    def _value(self, name: str, key: Key, value: object) -> None:
        if key.at is None:
            self._text(name, value)
        elif key.type == "amount":
            number = self.file.number(name, value)
            fen = None if number is None else fen_of(Decimal(number), self.unit)
            if fen is not None:
                self.amounts[key.at] = fen
            elif number is not None:
                told = f"{number}{self.unit}"
                self.file.wrong(name, f"{told} 比分还细，请四舍五入到分", f"{told} is finer than 分; round it to 分")
        else:
            count = self.file.whole(name, value)
            if count is not None:
                self.counts[key.at] = count


@cache
def _places() -> dict[str, str]:
    """Where the release says something is missing → table and key of the file."""
    found = {}
    for part in parts():
        for key in part.keys:
            place = f"{part.name}.{key.name}"
            if key.at is None:
                found[f"texts.{place}"] = place
            elif key.at == Coordinate(key.at.measure, quantity=key.at.quantity):
                found[f"{'counts' if key.type == 'count' else 'amounts'}.{key.at.measure}"] = place
    return found


@cache
def _words() -> dict[str, str]:
    return {f"{part.name}.{key.name}": key.words for part in parts() for key in part.keys}


def words_of(place: str) -> str:
    """What a table and key of notes.toml ask for, in Chinese; "" for those with a code."""
    return _words().get(place, "")


def place_of(key: str) -> str:
    """The table and key in which something of notes.toml is to be filled in.

    Args:
        key: as a gap names it: `reasons.overall`, `counts.vehicles_kept`, `amounts.operating_cost`.
    """
    return _places().get(key, key)
