"""unit.toml and notes.toml: read with the line of each key, so that a mistake is told in one clear line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from juesuan.documents.system_words import why
from juesuan.money.number import parse_number
from juesuan.writing.model import CompileError, MissingError

_MOST_BYTES = 1_000_000
_LARGEST = Decimal(10) ** 15
_LINE = re.compile(r"line (\d+), column \d+")
_CHINESE = re.compile("[“”‘’，＝]")
_HEAD = re.compile(r"\s*\[+\s*([^\[\]]+?)\s*\]+\s*(?:#.*)?")
_KEY = re.compile(r"""\s*((?:[\w\-.]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w\-]+|"[^"]*"|'[^']*'))*)\s*=""")


@dataclass(slots=True)
class Trouble:
    """Collects everything wrong with an input, so that one run tells it all.

    Attributes:
        found: the mistakes, in the order of their places.
        told: what looks odd and stops nothing, in Chinese and English.
        lacking: what is not filled in yet, and stops the writing, not the reading.
    """

    found: list[CompileError] = field(default_factory=list)
    told: list[tuple[str, str]] = field(default_factory=list)
    lacking: list[MissingError] = field(default_factory=list)

    def add(self, source: str, zh: str, en: str) -> None:
        """Note a mistake."""
        self.found.append(CompileError(source, zh, en))

    def stop(self) -> None:
        """Give up if there is any.

        Raises:
            CompileError: the first mistake, with the others and what is lacking as `more`.
        """
        if self.found:
            first, *rest = self.found
            first.more = (*rest, *self.lacking)
            raise first


class TomlFile:
    """A TOML file and where its keys stand.

    Args:
        path: the file.
        trouble: where mistakes are noted.

    Raises:
        CompileError: it is missing, no UTF-8 text, too large or no TOML.
    """

    def __init__(self, path: Path, trouble: Trouble) -> None:
        self.name = path.name
        self._trouble = trouble
        self._text = _text_of(path)
        self.data = _parsed(path.name, self._text)
        self._lines = _lines_of(self._text)

    def wrong(self, key: str, zh: str, en: str) -> None:
        """Note what is wrong with a key (dotted)."""
        line = self._lines.get(key)
        at = "" if line is None else f":{line}"
        self._trouble.add(f"{self.name}{at}", f"{key} {zh}", f"{key} {en}")

    def lacks(self, key: str, zh: str, en: str) -> None:
        """Note what is not filled in yet (dotted)."""
        line = self._lines.get(key)
        at = self.name if line is None else f"{self.name}:{line}"
        self._trouble.lacking.append(MissingError(at, f"{key} {zh}", f"{key} {en}"))

    def odd(self, key: str, zh: str, en: str) -> None:
        """Note what looks odd with a key (dotted), and stops nothing."""
        line = self._lines.get(key)
        at = self.name if line is None else f"{self.name}:{line}"
        self._trouble.told.append((f"{at}：{key} {zh}", f"{at}: {key} {en}"))

    def known(self, table: Mapping[str, Any], known: Iterable[str], prefix: str = "") -> None:
        """Note keys that mean nothing."""
        names = tuple(known)
        for key in table:
            if key not in names:
                near = _nearest(key, names)
                zh = f"不是可填的项目{f'，是否应为 {near}' if near else ''}"
                en = f"means nothing here{f'; did you mean {near}?' if near else ''}"
                self.wrong(f"{prefix}{key}", zh, en)

    def words(self, key: str, value: Any) -> str:
        """A text; blank if it is none."""
        if isinstance(value, str):
            return value.strip()
        self.wrong(key, "应为文字（用双引号括起）", "should be words in quotation marks")
        return ""

    def paragraphs(self, key: str, value: Any) -> tuple[str, ...]:
        """A list of texts; a text of several lines counts as one a line."""
        if isinstance(value, str):
            return tuple(line.strip() for line in value.splitlines() if line.strip())
        if isinstance(value, list) and all(isinstance(v, str) for v in value):
            return tuple(v.strip() for v in value if v.strip())
        self.wrong(key, '应为文字的列表，如 ["甲", "乙"]', 'should be a list of texts, such as ["甲", "乙"]')
        return ()

    def whole(self, key: str, value: Any) -> int | None:
        """A whole number, not negative; None if blank."""
        number = self.number(key, value)
        if number is None:
            return None
        if number != number.to_integral_value() or number < 0:
            self.wrong(key, f"应为不小于0的整数，现为 {number}", f"should be a whole number from 0, but is {number}")
            return None
        return int(number)

    def number(self, key: str, value: Any) -> Decimal | None:
        """A number; None if blank. What stands in quotation marks counts if it is one."""
        if isinstance(value, str):
            if not value.strip():
                return None
            read = parse_number(value)
            if read is None:
                self.wrong(key, f"是文字“{value.strip()}”，应为数字", f'is text "{value.strip()}", not a number')
                return None
            return read.value
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            self.wrong(key, f"应为数字，现为 {_shown(value)}", f"should be a number, but is {_shown(value)}")
            return None
        number = Decimal(value)
        if not number.is_finite() or abs(number) > _LARGEST:
            self.wrong(key, "不是可用的数字", "is no usable number")
            return None
        return number

    def table(self, key: str, value: Any) -> dict[str, Any]:
        """A table of keys; empty if it is none."""
        if isinstance(value, dict):
            return value
        self.wrong(key, f"应为一组项目，写作 [{key}]", f"should be a table, written [{key}]")
        return {}


def _text_of(path: Path) -> str:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise CompileError(path.name, "文件过大（超过 1 MB）", "the file is too large (more than 1 MB)")
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise CompileError(
            path.name,
            f"没有这个文件，可用 juesuan new {path.parent} 生成",
            f"there is no such file; juesuan new {path.parent} makes one",
        ) from None
    except UnicodeDecodeError:
        raise CompileError(
            path.name, "不是 UTF-8 文本，请用记事本另存为 UTF-8", "it is not UTF-8 text; save it as UTF-8"
        ) from None
    except OSError as error:
        zh, en = why(error)
        raise CompileError(path.name, f"无法读取：{zh}", f"cannot be read: {en}") from None


def _shown(value: Any) -> str:
    """A value as people write it, cut short."""
    if isinstance(value, bool):
        return str(value).lower()
    text = str(value)
    return text if len(text) <= 20 else text[:20] + "…"


def _parsed(name: str, text: str) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(text, parse_float=Decimal)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError, ArithmeticError) as error:
        match = _LINE.search(str(error))
        at = f":{match[1]}" if match else ""
        said = _LINE.sub("", str(error)).replace("(at )", "").strip()
        line = text.splitlines()[int(match[1]) - 1 : int(match[1])] if match else []
        typed = "".join(sorted(set(_CHINESE.findall("".join(line).partition("#")[0]))))
        zh = f"格式有误（{said}）；请检查引号、逗号和等号"
        if typed:
            zh += f"：这一行有中文标点 {typed}，引号、逗号和等号须用英文的"
            said += f"; the line has {typed}, write them in half width"
        raise CompileError(f"{name}{at}", zh, f"it is no TOML ({said}); look at quotes, commas and =") from None


def _lines_of(text: str) -> dict[str, int]:
    """Dotted key → the line it stands in. A guess from the text, for messages only."""
    found: dict[str, int] = {}
    prefix = ""
    inside = ""  # the quotes of a text of several lines
    for number, line in enumerate(text.splitlines(), 1):
        if inside:
            inside = "" if inside in line else inside
            continue
        head = _HEAD.fullmatch(line)
        match = None if head else _KEY.match(line)
        if head:
            prefix = _plain(head[1]) + "."
            found.setdefault(prefix[:-1], number)
        elif match:
            found.setdefault(prefix + _plain(match[1]), number)
            inside = next((q for q in ('"""', "'''") if line.count(q) == 1), "")
    return found


def _plain(key: str) -> str:
    return re.sub(r"\s*\.\s*", ".", key).replace('"', "").replace("'", "")


def _nearest(key: str, known: tuple[str, ...]) -> str:
    from difflib import get_close_matches

    return next(iter(get_close_matches(key, known, 1, 0.75)), "")


Check = Callable[[str, Any], Any]
"""Key and value → the value as it is to be used."""
