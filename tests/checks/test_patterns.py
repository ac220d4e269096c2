"""Users' patterns: those accepted end soon on whatever text, and say what they mean."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from juesuan.checks.patterns import MAX_TEXT, PatternError, safe


@pytest.mark.parametrize(
    "pattern",
    [
        "食堂",
        r"\d{1,8}万元",
        r"金额：?\d{1,3}(?:\.\d{1,2})?元",
        "[一二三]{1,3}、",
        "(?<!不)予以.{0,20}说明",
        r"\*\+\?",
        "[*+]{2}",
        "a{3}",
        "(?P<x>a)b",
        "(?=甲)甲",
        "[]a]{2}",
    ],
)
def test_bounded_patterns_are_accepted(pattern):
    assert safe(pattern).pattern == pattern


@pytest.mark.parametrize(
    ("pattern", "problem"),
    [
        (".*", "unbounded"),
        ("a+", "unbounded"),
        ("a{2,}", "unbounded"),
        ("(a{1,9}){1,9}b", "nested"),
        ("(?:a|ab){1,30}c", "nested"),
        ("((a?b)){2,5}", "nested"),
        ("a{0,101}", "too_many"),
        (".{0,100}x.{0,100}y.{0,100}", "ways"),
        ("a?" * 14, "ways"),
        (r"(a)\1", "not_allowed"),
        ("(?P<x>a)(?P=x)", "not_allowed"),
        ("(?i)a", "not_allowed"),
        ("(?>a)", "not_allowed"),
        ("(a)?(?(1)b|c)", "not_allowed"),
        ("(a", "syntax"),
        ("[a", "syntax"),
        ("a" * 201, "too_long"),
    ],
)
def test_other_patterns_are_refused(pattern, problem):
    with pytest.raises(PatternError) as caught:
        safe(pattern)
    assert caught.value.problem == problem


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["a", "b", ".", "[ab]", "(a)", "(?:a|b)", "?", "*", "+", "{0,9}", "{0,50}", "{3}", "(", ")", "|"]
        ),
        min_size=1,
        max_size=12,
    )
)
def test_what_is_accepted_ends_soon(parts):
    pattern = "".join(parts)
    try:
        compiled = safe(pattern)
    except PatternError:
        return
    started = time.perf_counter()
    for text in ("a" * MAX_TEXT, "ab" * (MAX_TEXT // 2)):
        compiled.search(text + "c")
        re.compile(f"(?:{pattern})c").search(text)
    assert time.perf_counter() - started < 5
