"""Local rules, read from a TOML file (`--rules`): severities, words, relations.

docs/local-rules.md says how it is written, examples/local-rules.toml is one. What is wrong in it is told in one line
with the file, the line or the entry, and the key.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from juesuan.checks.finding import Severity
from juesuan.checks.local import CODE, OFF, Frame, LocalRules, RelationRule, WordRule
from juesuan.checks.patterns import PatternError, safe
from juesuan.cube.coordinate import Coordinate
from juesuan.cube.spelling import SpellingError, parse
from juesuan.findings.catalogue import say
from juesuan.findings.language import Lang

MAX_BYTES = 1024 * 1024
"""Largest file of rules read."""
MAX_RULES = 500
"""Most rules in one file."""

_FRAME = ("code", "title", "basis", "message", "suggestion", "severity", "editions", "first", "last")
_TEXTS = ("code", "title", "basis", "message", "suggestion", "severity", "section", "op")
_YEARS = ("first", "last")
_WORDS = ("must", "must_not", "must_match", "must_not_match")
_KEYS = {"words": (*_FRAME, "section", *_WORDS), "relation": (*_FRAME, "left", "op", "right")}
_OPS = ("<=", "==", ">=")
_PLACEHOLDERS = {
    "words": ("stated", "quote", "section", "wanted"),
    "relation": (
        "stated",
        "expected",
        "difference",
        "tolerance",
        "unit",
        "left",
        "right",
        "op",
        "sum",
        "row",
        "column",
    ),
}
_SEVERITIES = (*(str(severity) for severity in Severity), OFF)
_ENTRY = re.compile(r"\s*\[\[\s*[\"']?(\w+)[\"']?\s*\]\]")


class LocalRulesError(Exception):
    """A file of rules that cannot be used.

    Attributes:
        problem: its key in the catalogue.
        where: the entry or key meant, "" for the file as a whole.
        line: where, counted from 1; None if not known.
        values: the problem's placeholders.
    """

    def __init__(self, problem: str, where: str = "", line: int | None = None, /, **values: str) -> None:
        super().__init__(f"{problem} {where} {values}")
        self.path, self.problem, self.where, self.line, self.values = "", problem, where, line, values

    def words(self, lang: Lang) -> str:
        """The problem in one line."""
        place = "" if self.line is None else say("error.rules.line", lang, line=self.line)
        entry = f" {self.where}" if self.where else ""
        problem = say(self.problem, lang, **self.values)
        return say("error.rules", lang, path=self.path, place=place + entry, problem=problem)


def load(path: str) -> LocalRules:
    """Read a file of local rules.

    Args:
        path: the file.

    Raises:
        LocalRulesError: if it cannot be read, or an entry is wrong.
    """
    try:
        return _loaded(path)
    except LocalRulesError as error:
        error.path = path
        raise


def _loaded(path: str) -> LocalRules:
    import tomllib

    text = _text(path)
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        told = str(error) or type(error).__name__
        line = re.search(r"line (\d+)", told)
        raise LocalRulesError("rules.not_toml", "", int(line.group(1)) if line else None, error=told) from error
    _only(data, ("severity", "edition", *_KEYS), "", None)
    severities = {"": _severities(data.get("severity", {}), "[severity]")}
    for edition, said in _table(data.get("edition", {}), "[edition]").items():
        where = f"[edition.{edition}]"
        _edition(edition, where, None)
        _only(_table(said, where), ("severity",), where, None)
        severities[edition] = _severities(said.get("severity", {}), where)
    words = tuple(_word_rule(*entry) for entry in _entries(data, "words", text))
    relations = tuple(_relation_rule(*entry) for entry in _entries(data, "relation", text))
    rules = LocalRules(severities, words, relations)
    _once(rules)
    return rules


def _text(path: str) -> str:
    try:
        file = Path(path)
        if file.stat().st_size > MAX_BYTES:
            raise LocalRulesError("rules.too_large")
        return file.read_bytes().decode("utf-8-sig")
    except (OSError, ValueError) as error:
        key = "rules.not_text" if isinstance(error, UnicodeDecodeError) else "rules.no_file"
        raise LocalRulesError(key) from error


def _table(value: object, where: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise LocalRulesError("rules.table", where)
    return value


def _only(entry: Mapping[str, Any], known: tuple[str, ...], where: str, line: int | None) -> None:
    for key in entry:
        if key not in known:
            raise LocalRulesError("rules.key", where, line, key=key, known=", ".join(known))


def _severities(value: object, where: str) -> Mapping[str, str]:
    from juesuan.findings.selection import UnknownCodeError, expand

    found = {}
    for code, severity in _table(value, where).items():
        try:
            expand((code,))
        except UnknownCodeError as error:
            if not CODE.fullmatch(code):  # the file's own rules are not registered yet; see `_once`
                raise LocalRulesError("rules.code", where, None, code=code) from error
        if severity not in _SEVERITIES:
            raise LocalRulesError("rules.severity", where, None, value=str(severity), known=", ".join(_SEVERITIES))
        found[code.strip().upper()] = severity
    return found


def _edition(edition: str, where: str, line: int | None) -> None:
    from juesuan.taxonomy.edition import known_editions

    if edition not in known_editions():
        raise LocalRulesError("rules.edition", where, line, edition=edition, known=", ".join(known_editions()))


def _entries(data: Mapping[str, Any], kind: str, text: str) -> Iterator[tuple[dict[str, Any], str, int | None]]:
    """Each entry with what to call it and the line it begins on."""
    entries = data.get(kind, [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise LocalRulesError("rules.entries", kind)
    if len(entries) > MAX_RULES:
        raise LocalRulesError("rules.too_many", kind, None, n=str(MAX_RULES))
    lines: list[int | None] = [
        n for n, line in enumerate(text.splitlines(), 1) if (m := _ENTRY.match(line)) and m.group(1) == kind
    ]
    if len(lines) != len(entries):  # written in another way: the entries' names must do
        lines = [None] * len(entries)
    for number, (entry, line) in enumerate(zip(entries, lines, strict=True), 1):
        yield entry, f"[[{kind}]] {entry.get('code', number)}", line


def _frame(entry: Mapping[str, Any], where: str, line: int | None, kind: str) -> Frame:
    _only(entry, _KEYS[kind], where, line)
    for key in ("code", "title"):
        if key not in entry:
            raise LocalRulesError("rules.missing", where, line, key=key)
    for key in _TEXTS:
        if key in entry and not (isinstance(entry[key], str) and entry[key].strip()):
            raise LocalRulesError("rules.text", where, line, key=key)
    for key in _YEARS:
        if key in entry and type(entry[key]) is not int:
            raise LocalRulesError("rules.year", where, line, key=key)
    if not CODE.fullmatch(entry["code"]):
        raise LocalRulesError("rules.own_code", where, line, code=entry["code"])
    severity = entry.get("severity", "warning")
    if severity not in _SEVERITIES[:-1]:
        raise LocalRulesError("rules.severity", where, line, value=severity, known=", ".join(_SEVERITIES[:-1]))
    editions = _list(entry, "editions", where, line)
    for edition in editions:
        _edition(edition, where, line)
    _placeholders(entry.get("message", ""), where, line, kind)
    plain = {key: entry[key] for key in ("code", "title", "basis", "message", "suggestion", *_YEARS) if key in entry}
    return Frame(severity=Severity(severity), editions=editions, **plain)


def _placeholders(message: str, where: str, line: int | None, kind: str) -> None:
    try:
        names = [name for _, name, _, _ in string.Formatter().parse(message) if name is not None]
    except ValueError as error:
        raise LocalRulesError("rules.message", where, line, name=str(error), known="") from error
    for name in names:
        if name not in _PLACEHOLDERS[kind]:
            known = ", ".join(f"{{{known}}}" for known in _PLACEHOLDERS[kind])
            raise LocalRulesError("rules.message", where, line, name=f"{{{name}}}", known=known)


def _list(entry: Mapping[str, Any], key: str, where: str, line: int | None) -> tuple[str, ...]:
    """One text, or a list of texts."""
    value = entry.get(key, [])
    texts = [value] if isinstance(value, str) else value
    if not isinstance(texts, list) or not all(isinstance(text, str) and text.strip() for text in texts):
        raise LocalRulesError("rules.list", where, line, key=key)
    return tuple(texts)


def _word_rule(entry: Mapping[str, Any], where: str, line: int | None) -> WordRule:
    frame = _frame(entry, where, line, "words")
    given = [key for key in _WORDS if key in entry]
    if not given or len({key.startswith("must_not") for key in given}) > 1:
        raise LocalRulesError("rules.words", where, line)
    section = entry.get("section", "")
    if section and section not in _sections():
        raise LocalRulesError("rules.section", where, line, section=section, known=", ".join(sorted(_sections())))
    must = not given[0].startswith("must_not")
    plain, patterns = ("must", "must_match") if must else ("must_not", "must_not_match")
    # White space is no part of the text that rules look at.
    words = tuple("".join(word.split()) for word in _list(entry, plain, where, line))
    compiled = tuple(_pattern(text, where, line) for text in _list(entry, patterns, where, line))
    if not words and not compiled:
        raise LocalRulesError("rules.words", where, line)
    return WordRule(frame, section, words, compiled, must)


def _sections() -> frozenset[str]:
    from juesuan.taxonomy.sections import title_patterns

    return frozenset(pattern.key for pattern in title_patterns()) - {"other"}


def _pattern(text: str, where: str, line: int | None) -> re.Pattern[str]:
    try:
        return safe(text)
    except PatternError as error:
        raise LocalRulesError(f"rules.pattern.{error.problem}", where, line, detail=error.detail) from error


def _relation_rule(entry: Mapping[str, Any], where: str, line: int | None) -> RelationRule:
    frame = _frame(entry, where, line, "relation")
    for key in ("left", "op", "right"):
        if not entry.get(key):
            raise LocalRulesError("rules.missing", where, line, key=key)
    if entry["op"] not in _OPS:
        raise LocalRulesError("rules.op", where, line, op=entry["op"], known=", ".join(_OPS))
    return RelationRule(frame, _side(entry, "left", where, line), entry["op"], _side(entry, "right", where, line))


def _side(entry: Mapping[str, Any], key: str, where: str, line: int | None) -> tuple[tuple[Coordinate, str], ...]:
    found = []
    for text in _list(entry, key, where, line):
        try:
            found.append((parse(text), text))
        except SpellingError as error:
            raise LocalRulesError("rules.coordinate", where, line, text=text, part=error.part) from error
    return tuple(found)


def _once(rules: LocalRules) -> None:
    """Each code is given once, and severities speak of codes that there are."""
    codes = rules.codes()
    for code in codes:
        if codes.count(code) > 1:
            raise LocalRulesError("rules.twice", "", None, code=code)
    from juesuan.findings.selection import rules as registered

    for said in rules.severities.values():
        for code in said:
            if not any(known.startswith(code) for known in (*registered(), *codes)):
                raise LocalRulesError("rules.code", "[severity]", None, code=code)
