"""A finding keeps its id while the report around it is edited: what an earlier result is compared by."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

import pytest
from builders import Line, document
from whole_report import NARRATIVE, lines, tables

from juesuan.checks.engine import run
from juesuan.documents.model import Block, Document, Paragraph, Piece, Table
from juesuan.findings.build import publish
from juesuan.recognition import recognise

NUMERALS = "一二三四五六七八九十"

SLIPS = (
    # tables
    ("basic_expenditure", "30201", "88.80", "83.80"),
    ("appropriation_summary", "二、社会保障和就业支出", "60.00", "66.00"),
)
TEXT_SLIPS = (
    ("增长4.41%", "增长4.14%"),
    ("占14.29%", "占14.92%"),
    ("完成年初预算的94.12%。决算数小于", "完成年初预算的92.14%。决算数大小于"),
    ("完成预算的80.00%。", "完成预算的80.00%。。"),
    ("占政府采购支出总额的80.00%", "占政府采购支出总额的88.00%"),
    ("（三）国有资产占用情况", "（四）国有资产占用情况"),  # a number skipped
    ("比2023年度增加5.00万元", "比2023年度增加XX万元"),
)


def faulty() -> list[Line]:
    """The consistent report with slips of all kinds."""
    grids = tables()
    for statement, row, right, wrong in SLIPS:
        line = next(r for r in grids[statement] if row in r)
        line[:] = [wrong if value == right else value for value in line]
    text = list(NARRATIVE)
    for old, new in TEXT_SLIPS:
        assert sum(old in line for line in text) == 1, old
        text = [line.replace(old, new) for line in text]
    return lines(grids, text)


def ids(report: Document) -> Counter[tuple[str, str]]:
    """Code and id of every finding."""
    published = publish(run(recognise(report)), "zh")
    return Counter((item.code, item.id) for item in published.findings)


def on_pages(report: Document, first: int) -> Document:
    """The same with every block on a page of its own, from this one."""

    def moved(block: Block, page: int) -> Block:
        if isinstance(block, Paragraph):
            box = (72.0, page * 1.0, 500.0, page + 12.0)
            return Paragraph(block.index, block.text, (Piece(0, len(block.text), page, box),))
        return block

    return Document("r.pdf", "pdf", tuple(moved(b, first + n) for n, b in enumerate(report.blocks)), 200)


def inserted(made: list[Line]) -> list[Line]:
    """Paragraphs put in before the tables and before every section's first sentence."""
    more: list[Line] = [made[0], "本报告由办公室汇编，供公众查阅。"]
    for n, line in enumerate(made[1:], 1):
        more.append(line)
        if isinstance(line, str) and re.match(rf"[{NUMERALS}]、|十一、", line) and n > 20:
            more.append("以下各项均经内部审核。")
    return more


def renumbered(made: list[Line]) -> list[Line]:
    """A section put in as the first of the narrative, and the others counted on."""
    start = next(n for n, line in enumerate(made) if isinstance(line, str) and line.startswith("第三部分"))
    heads = [f"{n}、" for n in (*NUMERALS, "十一", "十二", "十三")]
    out: list[Line] = [*made[: start + 1], "一、编制说明", "本说明按照财政部门的要求编制，供公众查阅。"]
    for line in made[start + 1 :]:
        found = next((n for n in range(11, -1, -1) if isinstance(line, str) and line.startswith(heads[n])), None)
        out.append(line if found is None or not isinstance(line, str) else heads[found + 1] + line[len(heads[found]) :])
    return out


def reworded(made: list[Line]) -> list[Line]:
    """Reasons and connecting words told otherwise; the sentences with slips keep their figures."""
    swaps = (
        ("主要原因是档案数字化任务增多", "这是由于数字化任务比往年繁重"),
        ("决算数小于预算数的主要原因是人员调出", "决算数小于预算数，主要是有人员调出"),
        ("故本表无数据", "因此本表没有数据"),
        ("共涉及资金", "涉及资金共计"),
    )
    out: list[Line] = []
    for line in made:
        for old, new in swaps:
            line = line.replace(old, new) if isinstance(line, str) else line
        out.append(line)
    assert out != made
    return out


def reordered(made: list[Line]) -> list[Line]:
    """The three-public statement moved before the first one, the last two exchanged."""
    grids = [n for n, line in enumerate(made) if not isinstance(line, str)]
    head, blocks = made[:2], []
    for n, grid in enumerate(grids):
        end = grids[n + 1] - 2 if n + 1 < len(grids) else grid + 1
        blocks.append(made[grid - 2 : end])
    rest = made[grids[-1] + 1 :]
    order = [blocks[-1], *blocks[:-3], blocks[-2], blocks[-3]]
    return [*head, *(line for block in order for line in block), *rest]


@pytest.fixture(scope="module")
def before() -> Counter[tuple[str, str]]:
    found = ids(document(*faulty()))
    assert len(found) >= len(SLIPS) + len(TEXT_SLIPS) - 1
    assert max(found.values()) == 1
    return found


@pytest.mark.parametrize("change", [inserted, renumbered, reworded, reordered])
def test_edits_elsewhere(change: Callable[[list[Line]], list[Line]], before: Counter[tuple[str, str]]) -> None:
    after = ids(document(*change(faulty())))
    assert before - after == Counter()


def test_pages_and_boxes(before: Counter[tuple[str, str]]) -> None:
    assert ids(on_pages(document(*faulty()), 1)) == before
    assert ids(on_pages(document(*faulty()), 40)) == before


def test_a_mended_slip_takes_its_id_with_it_and_no_other(before: Counter[tuple[str, str]]) -> None:
    mended = [line.replace("占14.92%", "占14.29%") if isinstance(line, str) else line for line in faulty()]
    after = ids(document(*mended))
    assert sum((before - after).values()) == 1
    assert after - before == Counter()


def test_table_kinds_are_blocks_of_the_document() -> None:
    """The fixture speaks of real tables."""
    assert sum(isinstance(b, Table) for b in document(*faulty()).blocks) == 9
