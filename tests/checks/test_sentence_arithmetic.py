"""The relations' interval arithmetic against figures of real sentences from many provinces, each judged by hand."""

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest

from juesuan.cube.figure import Cost, Figure
from juesuan.cube.relation import Ground, Growth, Linear, Ratio, Relation, Verdict

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "sentence-arithmetic.jsonl"
GROUND = Ground("sum")
NUMBER = re.compile(r"\d+(?:\.\d+)?")

ARGUED = {
    "[收入] 本期11000，减少3016.53，下降21.25%（据此上年＝14016.53）": "was 1.1 亿元: ±500 万元, now lost",
    "[支出] 本期129900，增加7843.92，增长6.42%（据此上年＝122056.08）": "was 12.99 亿元: ±50 万元, now lost",
    "[三公] 合计4，分项 4+1": "whole 万元 throughout: 4.49 may be 4.49 + 0.5 rounded, so it is no certain mistake",
}
"""Sentences that we judge otherwise, with the reason."""


def decimals(text: str) -> int:
    return len(text.partition(".")[2])


def amounts(*texts: str, as_shown: bool) -> list[Figure]:
    """Figures in the digits they show; where one in 万元 shows any, all had two and lost their zeros."""
    least = 2 if max(map(decimals, texts)) and not as_shown else 0
    return [
        Figure(i, (), Decimal(t), "万元", max(decimals(t), least), Cost.NARRATIVE, None)
        for i, t in enumerate(texts)
    ]


def rate(text: str, index: int) -> Figure:
    return Figure(index, (), Decimal(text), "%", decimals(text), Cost.RATIO, None)


def judged(kind: str, sentence: str, note: str) -> bool:
    """Whether all relations of the sentence hold."""
    text = sentence.partition("]")[2].partition("（据此")[0]
    numbers = NUMBER.findall(text)
    as_shown = "亿元" in note
    sign = -1 if re.search("减少|下降", text) else 1
    figures: list[Figure]
    relations: list[Relation]
    if kind == "sum":
        figures = amounts(*numbers, as_shown=as_shown)
        signs = [-1, 1, *(1 if mark == "+" else -1 for mark in re.findall(r"(?<=\d)[+-](?=\d)", text))]
        relations = [Linear(tuple(zip(signs, range(len(figures)), strict=True)), GROUND)]
    elif kind == "difference":
        figures = amounts(*numbers, as_shown=as_shown)
        larger, smaller = (0, 1) if figures[0].exact >= figures[1].exact else (1, 0)
        relations = [Linear(((1, larger), (-1, smaller), (-1, 2)), GROUND)]
    elif kind in ("share", "completion"):
        part, whole = (0, 1) if kind == "share" else (1, 0)
        figures = [*amounts(*numbers[:2], as_shown=as_shown), rate(numbers[2], 2)]
        relations = [Ratio(2, part, whole, GROUND)]
    elif kind == "average":
        total = Figure(0, (), Decimal(numbers[0]), "万元", decimals(numbers[0]), Cost.NARRATIVE, None)
        count = Figure(1, (), Decimal(numbers[1]), "辆", 0, Cost.NARRATIVE, None)
        mean = total.interval.quotient(count.interval).times(Decimal("0.0001"))
        figures, relations = [], []
        return mean.meets(rate(numbers[2], 2).interval)
    elif len(numbers) == 4:  # base, now, change, rate in the order of the words
        base, now = (0, 1) if kind == "yoy_prev" else (1, 0)
        figures = [*amounts(*numbers[:3], as_shown=as_shown), rate(numbers[3], 3)]
        relations = [Linear(((1, now), (-sign, 2), (-1, base)), GROUND), Ratio(3, 2, base, GROUND)]
    else:
        figures = [*amounts(*numbers[:2], as_shown=as_shown), rate(numbers[2], 2)]
        relations = [Growth(0, 1, 2, sign, GROUND)]
    return all(r.verdict(figures) is not Verdict.BROKEN for r in relations)


@pytest.mark.skipif(not CORPUS.exists(), reason="the shared corpus is not here")
def test_real_sentences_are_judged_as_by_hand() -> None:
    rows = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
    assert len(rows) > 250
    differing = [
        (row["kind"], row["sentence"], row["ok"])
        for row in rows
        if row["sentence"] not in ARGUED and judged(row["kind"], row["sentence"], row["note"]) != row["ok"]
    ]
    assert differing == []


@pytest.mark.parametrize(
    ("kind", "sentence", "ok"),
    [
        ("share", "[x] 部分1.00，合计3.00，占33.33%", True),
        ("share", "[x] 部分1000.00，合计3000.00，占33.34%", False),
        ("yoy", "[x] 本年110.00，增加10.00，增长10%", True),
        ("yoy", "[x] 本年110.00，增加10.00，增长9.09%", False),
        ("sum", "[x] 合计3.01，分项 1.00+2.00", True),
        ("sum", "[x] 合计3.02，分项 1.00+2.00", False),
        ("completion", "[x] 预算22.00，决算8.77，完成预算39.86%", True),
    ],
)
def test_made_sentences(kind: str, sentence: str, ok: bool) -> None:
    assert judged(kind, sentence, "") is ok
