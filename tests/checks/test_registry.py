"""Registry, pages and cases belong together: no rule without words, an example, a page and a test that breaks it."""

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from builders import document
from whole_report import lines

from juesuan.checks.engine import load_rules, run
from juesuan.checks.finding import Words
from juesuan.checks.registry import RULES, Rule
from juesuan.findings.build import publish
from juesuan.findings.rule_page import page
from juesuan.recognition import recognise

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CASES = (HERE, ROOT / "tests" / "performance")
"""Where tests of rules are; other tests name codes without breaking them."""
FROM_FINDING = {
    *("stated", "expected", "difference", "tolerance", "unit", "quote"),
    *("row", "column", "section", "project", "code", "statement"),
}
"""Placeholders that every finding fills; the rest come from its args."""
CODE = re.compile(r"JS\d{3}")
PLACEHOLDER = re.compile(r"\{(\w+)\}")
HAN = re.compile(r"[\u4e00-\u9fff]")

load_rules()
OURS = sorted(code for code in RULES if code.startswith("JS"))


def words(rule: Rule) -> Iterator[tuple[str, Words]]:
    yield "title", rule.title
    yield "basis", rule.basis
    for variant, message in rule.messages.items():
        yield f"message {variant}", message


@cache
def named_in_tests() -> frozenset[str]:
    """Codes that tests of rules name, as a string of their own."""
    found: set[str] = set()
    for folder in CASES:
        for file in folder.rglob("test_*.py"):
            if file != Path(__file__):
                tree = ast.parse(file.read_text(encoding="utf-8"))
                strings = (n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str))
                found |= {text for text in strings if CODE.fullmatch(text)}
    return frozenset(found)


@cache
def sources() -> str:
    return "\n".join(p.read_text(encoding="utf-8") for p in (ROOT / "src/juesuan/checks").rglob("*.py"))


@pytest.mark.parametrize("code", OURS)
def test_a_rule_speaks_both_languages(code):
    rule = RULES[code]
    assert rule.messages
    assert re.fullmatch(r"[a-z][a-z0-9_]+", rule.name), "the name is the fault's"
    for what, said in words(rule):
        assert HAN.search(said.zh), what
        assert said.en.strip() and said.en != said.zh, what  # noqa: PT018
        assert set(PLACEHOLDER.findall(said.zh)) == set(PLACEHOLDER.findall(said.en)), what


@pytest.mark.parametrize("code", OURS)
def test_a_rule_says_what_why_and_how_to_put_it_right(code):
    rule = RULES[code]
    assert rule.doc.strip()
    for lang in ("zh", "en"):
        told = page(rule, lang)
        assert told.what and told.why, lang  # noqa: PT018
        assert told.breaks and told.right, lang  # noqa: PT018
        assert told.breaks != told.right
    assert re.search(r"[a-z]{3} [a-z]", page(rule, "en").what), "English explains"
    assert HAN.search(page(rule, "zh").what), "Chinese explains"


@pytest.mark.parametrize("code", OURS)
def test_a_rule_has_its_page_and_its_row(code):
    written = (ROOT / "docs" / "rules" / f"{code}.md").read_text(encoding="utf-8")
    assert RULES[code].title.zh in written
    assert RULES[code].title.en in written
    assert f"[{code}](rules/{code}.md)" in (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", OURS)
def test_a_rule_has_a_case_that_breaks_it(code):
    assert code in named_in_tests()


def test_tests_name_no_rule_that_is_gone():
    made_up = {"JS999"}
    assert named_in_tests() - made_up <= set(OURS)


@pytest.mark.parametrize("code", OURS)
def test_a_messages_placeholders_are_given_somewhere(code):
    for what, said in words(RULES[code]):
        for name in set(PLACEHOLDER.findall(said.zh)) - FROM_FINDING:
            assert f'"{name}"' in sources() or f"{name}=" in sources(), (what, name)


def faulty() -> Iterator[tuple[str, object]]:
    """The reports of the other tests' tables of faults."""
    sys.path.insert(0, str(HERE / "rules"))
    import test_duties
    import test_engine_codes
    import test_one_fault

    for change, told in test_engine_codes.TEXTS:
        yield told[0], recognise(document(*lines(None, test_engine_codes.changed(change))))
    for identity, change, told in test_engine_codes.TABLES:
        yield told[0], recognise(document(*lines(test_engine_codes.grid(identity, change))))
    for code, _, old, new, _ in test_duties.FAULTS:
        yield code, recognise(document(*lines(None, test_duties.changed((old, new)))))
    for code, _, old, new, _, _ in test_one_fault.FAULTS:
        yield code, test_one_fault.broken(old, new)


def test_messages_are_whole_in_both_languages():
    """Every placeholder has a value: neither its name nor the dash that stands for nothing is left in a message."""
    seen = set()
    for code, report in faulty():
        result = run(report, select=(code,))
        for lang in ("zh", "en"):
            for item in publish(result, lang).findings:
                seen.add(item.code)
                assert not PLACEHOLDER.search(item.message), item
                assert "—" not in item.message, item
    assert len(seen) > 40
