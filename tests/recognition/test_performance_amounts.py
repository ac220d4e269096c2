"""The amount told of all projects evaluated, where 绩效目标 stands in the same sentence."""

import pytest
from narrative import read


@pytest.mark.parametrize(
    "text",
    [
        "2022年9个项目支出的绩效目标自评结果已公开，涉及金额312.40万元。",
        "对9个项目绩效目标的自评已完成，涉及金额312.40万元。",
    ],
)
def test_a_review_of_targets_is_no_purpose(text: str) -> None:
    told = [(str(c.value), c.subjects[0].measure) for c in read("performance", text, year=2022).claims]
    assert told == [("9", "performance.projects"), ("312.40", "performance.amount")]
