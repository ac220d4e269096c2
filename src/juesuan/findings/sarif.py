"""Findings as SARIF 2.1.0 (OASIS), which code hosts and editors show beside the file.

A plain text file has lines, so its places are regions. SARIF has no word for the page of a PDF or the table of a DOCX:
there the file is the physical location, the reader's words are the logical one, and page and box are properties.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from juesuan import __version__
from juesuan.checks.registry import RULES
from juesuan.findings import places
from juesuan.findings.language import Lang, pick
from juesuan.findings.report import Fixed, Item, Report, Spot, Unreadable

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
VERSION = "2.1.0"
FINGERPRINT = "juesuan/1"
"""Name of our fingerprint among SARIF's partialFingerprints."""

_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_BASELINE = {"new": "new", "open": "unchanged"}


def render(outcomes: Iterable[Report | Unreadable], lang: Lang) -> Iterator[str]:
    """The SARIF log of all outcomes.

    Args:
        outcomes: reports and unreadable files in order.
        lang: language of the rules' words.
    """
    rules: dict[str, int] = {}
    artifacts: dict[str, int] = {}
    results: list[dict[str, Any]] = []
    notes: list[dict[str, Any]] = []
    failed = False
    for outcome in outcomes:
        if isinstance(outcome, Unreadable):
            failed = True
            notes.append(_note("error", outcome.reason, artifacts, outcome.source))
            continue
        for source in outcome.sources or (outcome.source,):
            artifacts.setdefault(source, len(artifacts))
        results += [_result(item, outcome.source, rules, artifacts, lang) for item in outcome.findings]
        results += [_gone(old, outcome.source, rules, artifacts, lang) for old in outcome.fixed or ()]
        notes += [
            _note("note", f"{entry.what}: {entry.reason}", artifacts, outcome.source, entry.code)
            for entry in outcome.not_checked
        ]
    run = {
        "tool": {
            "driver": {
                "name": "juesuan",
                "version": __version__,
                "semanticVersion": __version__,
                "language": "zh-CN" if lang == "zh" else "en",
                "rules": [_rule(code, lang) for code in rules],
            }
        },
        "invocations": [{"executionSuccessful": not failed, "toolExecutionNotifications": notes}],
        "artifacts": [{"location": {"uri": _uri(source)}} for source in artifacts],
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    log = {"$schema": SCHEMA, "version": VERSION, "runs": [run]}
    yield json.dumps(log, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _rule(code: str, lang: Lang) -> dict[str, Any]:
    rule = RULES.get(code)
    if rule is None:
        return {"id": code, "shortDescription": {"text": code}, "help": {"text": code}}
    from juesuan.findings.rule_page import markdown, plain

    return {
        "id": code,
        "name": "".join(part.capitalize() for part in rule.name.split("_")),
        "shortDescription": {"text": pick(rule.title, lang)},
        "fullDescription": {"text": f"{pick(rule.title, lang)}. {pick(rule.basis, lang)}"},
        "help": {"text": "\n".join(plain(rule, lang)), "markdown": "\n".join(markdown(rule, lang))},
        "defaultConfiguration": {"level": _LEVELS[str(rule.severity)]},
    }


def _result(
    item: Item, source: str, rules: dict[str, int], artifacts: dict[str, int], lang: Lang
) -> dict[str, Any]:
    text = item.message + (f"\n{item.suggestion}" if item.suggestion else "")
    result = _plain_result(item, text, source, rules, artifacts, lang)
    related = [(entry.location, entry.value, entry.role) for entry in item.related]
    related += [(entry.location, entry.expected, "candidate") for entry in item.candidates]
    if related:
        result["relatedLocations"] = [
            {"id": n, **_location(spot, source, artifacts, lang), "message": {"text": f"{role}: {value or '—'}"}}
            for n, (spot, value, role) in enumerate(related, 1)
        ]
    figures = ("stated", "expected", "difference", "tolerance", "unit", "cause")
    known = {name: value for name in figures if (value := getattr(item, name)) is not None}
    if known:
        result["properties"] = known
    if item.waived is not None:
        by = f"{item.waived.reason} ({item.waived.author}, {item.waived.date})"
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": by}]
    if item.baseline is not None:
        result["baselineState"] = _BASELINE[item.baseline]
    return result


def _gone(old: Fixed, source: str, rules: dict[str, int], artifacts: dict[str, int], lang: Lang) -> dict[str, Any]:
    return {**_plain_result(old, old.message, source, rules, artifacts, lang), "baselineState": "absent"}


def _plain_result(
    item: Item | Fixed, text: str, source: str, rules: dict[str, int], artifacts: dict[str, int], lang: Lang
) -> dict[str, Any]:
    return {
        "ruleId": item.code,
        "ruleIndex": rules.setdefault(item.code, len(rules)),
        "level": _LEVELS.get(item.severity, "none"),
        "message": {"text": text},
        "locations": [_location(item.location, source, artifacts, lang)],
        "partialFingerprints": {FINGERPRINT: item.id},
    }


def _location(spot: Spot, source: str, artifacts: dict[str, int], lang: Lang) -> dict[str, Any]:
    file = spot.file or source
    index = artifacts.setdefault(file, len(artifacts))
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(file), "index": index}}
    region = _region(spot)
    if region:
        physical["region"] = region
    logical = {"fullyQualifiedName": places.words(spot, lang), "kind": _kind(spot)}
    name = spot.row or spot.section or spot.statement
    if name:
        logical["name"] = name
    location: dict[str, Any] = {"physicalLocation": physical, "logicalLocations": [logical]}
    shown = {
        name: value for name, value in spot.to_dict().items() if value is not None and name not in ("file", "line")
    }
    if shown:
        location["properties"] = shown
    return location


def _kind(spot: Spot) -> str:
    if spot.statement is not None:
        return "cell" if spot.row is not None or spot.column is not None else "table"
    return "section" if spot.section is not None else "document"


def _region(spot: Spot) -> dict[str, Any]:
    """The characters of a line, where the file has lines."""
    if spot.line is None:
        return {}
    region: dict[str, Any] = {"startLine": spot.line}
    if spot.character is not None and spot.start is not None and spot.end is not None:
        region["startColumn"] = spot.character
        region["endColumn"] = spot.character + spot.end - spot.start
    if spot.quote:
        region["snippet"] = {"text": spot.quote}
    return region


def _note(
    level: str, text: str, artifacts: dict[str, int], source: str, code: str | None = None
) -> dict[str, Any]:
    index = artifacts.setdefault(source, len(artifacts))
    place = {"physicalLocation": {"artifactLocation": {"uri": _uri(source), "index": index}}}
    described = {"descriptor": {"id": code}} if code else {}
    return {"level": level, "message": {"text": text}, **described, "locations": [place]}


def _uri(path: str) -> str:
    """A URI of the path: relative ones stay relative, since a log is read where the files are."""
    name = path.replace("\\", "/")
    if len(name) > 1 and name[1] == ":":  # C:/…
        return "file:///" + quote(name, safe="/:")
    escaped = quote(name.encode("utf-8", "surrogateescape"), safe="/")
    return f"file://{escaped}" if name.startswith("/") else escaped
