"""Last year's figure told in the text: it is held to this year's and its change, and to what was carried over."""

import pytest
from test_arithmetic_faults import found, with_text
from whole_report import NARRATIVE

_THE_TOTAL = "主要原因是档案数字化任务增多。"


def _after_the_total(sentence: str) -> list[str]:
    at = next(n for n, line in enumerate(NARRATIVE) if line.endswith(_THE_TOTAL))
    return [*NARRATIVE[: at + 1], sentence, *NARRATIVE[at + 1 :]]


_CARRIED = (
    "其中，年初结转和结余8.00万元（与2023年末结转和结余{}万元一致），本年收入702.00万元；"
    "本年支出700.00万元，年末结转和结余10.00万元。"
)


def test_what_was_carried_over_may_be_told_with_last_years_end() -> None:
    assert found(text=_after_the_total(_CARRIED.format("8.00"))) == []


def test_last_years_end_that_is_not_what_was_carried_over() -> None:
    (finding,) = found(text=_after_the_total(_CARRIED.format("6.30")))
    assert (finding.code, finding.stated, finding.expected) == ("JS410", "6.30", "8.00")


@pytest.mark.parametrize(
    "told", ["与2023年度决算数{}万元相比，收、支总计各", "与2023年度决算总计{}万元相比，收、支总计各"]
)
def test_a_base_told_ahead_is_held_to_the_change(told: str) -> None:
    was = "与2023年度相比，收、支总计各增加30.00万元"
    assert found(text=with_text(was, told.format("680.00") + "增加30.00万元")) == []
    (finding,) = found(text=with_text(was, told.format("608.00") + "增加30.00万元"))
    assert "680.00" in (finding.expected, *(c.expected for c in finding.candidates))


def test_no_change_since_last_year_has_nothing_to_do_with_the_budget() -> None:
    """决算 below its budget, and as much as last year."""
    was = "公务接待费支出决算1.20万元，占30.00%。"
    told = "公务接待费预算2.00万元，决算1.20万元，完成预算的60.00%，比上年决算数1.20万元无增减变化。"
    assert found(text=with_text(was, was + told)) == []
