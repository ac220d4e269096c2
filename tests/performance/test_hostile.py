"""Whatever stands in a table or a text, reading forms ends soon and throws nothing."""

from __future__ import annotations

import time

import pytest
from form_maker import made_form, runs_of
from hypothesis import given, settings
from hypothesis import strategies as st
from test_runs import read as read_runs
from test_tables import CLEAN_WORDS, read, table

from juesuan.performance.scoring import propose

JUNK = [
    ["1"] * 5000, ["率", "1"] * 3000, ["合格"] * 5000, ["质量指标", "1"] * 2000,
    ["指标1：", "合", "格", "1", "0"] * 1000,
    ["―"] * 5000,
    ["项目名称", "一级指标", "二级指标", "三级指标", "年度指标值", "分值", "1", "总分", "1"] * 500,
]  # fmt: skip


@pytest.mark.parametrize("junk", JUNK, ids=["-".join(j[:2]) for j in JUNK])
@pytest.mark.parametrize("place", [80, -6])
def test_the_search_is_bounded(junk: list[str], place: int) -> None:
    runs = runs_of(made_form(3), 3)
    begin = time.process_time()
    read_runs([*runs[:place], *junk, *runs[place:]])
    assert time.process_time() - begin < 6


@given(st.lists(st.lists(st.sampled_from(CLEAN_WORDS), min_size=1, max_size=9), min_size=1, max_size=25))
@settings(max_examples=150, deadline=None)
def test_any_table_of_a_forms_words(rows: list[list[str]]) -> None:
    for project in read(table("\n".join("|".join(row) for row in rows))):
        propose(project)


@given(st.lists(st.sampled_from(CLEAN_WORDS), max_size=120))
@settings(max_examples=100, deadline=None)
def test_any_text_of_a_forms_words(words: list[str]) -> None:
    for project in read_runs([w for w in words if w]):
        propose(project)
