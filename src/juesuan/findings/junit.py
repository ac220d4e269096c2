"""Findings as JUnit XML, which build servers count and chart: a suite for each report, a case for each rule."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from juesuan.checks.registry import RULES
from juesuan.findings import places
from juesuan.findings.catalogue import name, say
from juesuan.findings.language import Lang, pick
from juesuan.findings.report import Item, Report, Unchecked, Unreadable

# Characters that XML 1.0 cannot hold even as references.
_NO_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(outcomes: Iterable[Report | Unreadable], lang: Lang, codes: Iterable[str]) -> Iterator[str]:
    """The XML of all outcomes.

    A rule with an error that is not waived is a failure; its warnings, notes and waived findings are its output. What
    was not checked is skipped, with the reason; a file that could not be read is an error.

    Args:
        outcomes: reports and unreadable files in order.
        lang: language of titles and messages.
        codes: the rules that were run: those without findings have passed.
    """
    ran = sorted(codes)
    suites = [_unreadable(o) if isinstance(o, Unreadable) else _suite(o, ran, lang) for o in outcomes]
    totals = {key: sum(counts[key] for _, counts in suites) for key in ("tests", "failures", "errors", "skipped")}
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f"<testsuites{_attributes({'name': 'juesuan', **totals})}>\n"
    for text, _ in suites:
        yield text
    yield "</testsuites>\n"


_Suite = tuple[str, dict[str, int]]


def _unreadable(outcome: Unreadable) -> _Suite:
    counts = {"tests": 1, "failures": 0, "errors": 1, "skipped": 0}
    case = _attributes({"classname": outcome.source, "name": "read"})
    error = _attributes({"message": outcome.reason})
    head = _attributes({"name": outcome.source, **counts})
    return f"  <testsuite{head}>\n    <testcase{case}><error{error}/></testcase>\n  </testsuite>\n", counts


def _suite(report: Report, codes: list[str], lang: Lang) -> _Suite:
    found: defaultdict[str, list[Item]] = defaultdict(list)
    for item in report.findings:
        found[item.code].append(item)
    skipped: defaultdict[str, list[Unchecked]] = defaultdict(list)
    for entry in report.not_checked:
        skipped[entry.code].append(entry)
    cases = []
    failures = skips = 0
    for code in sorted({*codes, *found, *skipped}):
        failing = any(i.severity == "error" and i.waived is None for i in found[code])
        failures += failing
        skips += bool(skipped[code]) and not failing
        cases.append(_case(report, code, found[code], skipped[code], lang))
    counts = {"tests": len(cases), "failures": failures, "errors": 0, "skipped": skips}
    head = _attributes({"name": f"{report.unit} {report.source}" if report.unit else report.source, **counts})
    return f"  <testsuite{head}>\n{''.join(cases)}  </testsuite>\n", counts


def _case(report: Report, code: str, items: list[Item], unchecked: list[Unchecked], lang: Lang) -> str:
    rule = RULES.get(code)
    title = pick(rule.title, lang) if rule else unchecked[0].what if unchecked else code
    head = _attributes({"classname": report.source, "name": f"{code} {title}"})
    errors = [i for i in items if i.severity == "error" and i.waived is None]
    others = [i for i in items if i not in errors]
    inside = ""
    if errors:
        first = _attributes({"type": code, "message": errors[0].message})
        inside += f"\n      <failure{first}>{_text(_lines(errors, lang))}</failure>"
    elif unchecked:
        inside += f"\n      <skipped{_attributes({'message': '; '.join(f'{u.what}: {u.reason}' for u in unchecked)})}/>"
    if others:
        inside += f"\n      <system-out>{_text(_lines(others, lang))}</system-out>"
    return f"    <testcase{head}>{inside}\n    </testcase>\n" if inside else f"    <testcase{head}/>\n"


def _lines(items: list[Item], lang: Lang) -> str:
    lines = []
    for item in items:
        waived = f" [{say('label.waived', lang)}: {item.waived.reason}]" if item.waived else ""
        severity = name("severity", item.severity, lang)
        lines.append(f"[{severity}] {places.words(item.location, lang)}  {item.message} ({item.id}){waived}")
    return "\n".join(lines)


def _text(text: str) -> str:
    return escape(_NO_XML.sub("\ufffd", text))


def _attributes(values: dict[str, str | int]) -> str:
    return "".join(f" {key}={quoteattr(_NO_XML.sub(chr(0xFFFD), str(value)))}" for key, value in values.items())
