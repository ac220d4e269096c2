"""Header cells that were merged before a table was written as lines of tabs."""

from hypothesis import given
from hypothesis import strategies as st

from juesuan.documents.text_spans import header_rows, merged


def test_names_reach_over_blanks_that_have_names_below() -> None:
    rows = [
        ["项目", "", "本年支出合计", "本年支出", "", ""],
        ["科目编码", "科目名称", "", "小计", "基本支出", "项目支出"],
        ["201", "一般公共服务支出", "5.00", "5.00", "3.00", "2.00"],
    ]
    assert header_rows(rows) == 2
    cells = {(c.row, c.column): (c.text, c.rowspan, c.colspan) for c in merged(rows)}
    assert cells[0, 0] == ("项目", 1, 2)
    assert cells[0, 2] == ("本年支出合计", 2, 1)
    assert cells[0, 3] == ("本年支出", 1, 3)
    assert (1, 2) not in cells
    assert cells[2, 2] == ("5.00", 1, 1)


@given(st.lists(st.lists(st.sampled_from(["", "项目", "合计", "1"]), min_size=4, max_size=4), min_size=1, max_size=6))
def test_every_square_belongs_to_exactly_one_cell(rows: list[list[str]]) -> None:
    squares = [
        (r, c)
        for cell in merged(rows)
        for r in range(cell.row, cell.row + cell.rowspan)
        for c in range(cell.column, cell.column + cell.colspan)
    ]
    assert sorted(squares) == [(r, c) for r in range(len(rows)) for c in range(4)]
