"""Relations, and the search for the smallest change that makes them hold again."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from juesuan.checks.roots import Network
from juesuan.cube.coordinate import Coordinate
from juesuan.cube.figure import Cost, Figure
from juesuan.cube.lattice import above, canonical
from juesuan.cube.relation import AtMost, Ground, Growth, Linear, Ratio, Same, Verdict
from juesuan.money import Interval

SUM, SAME = Ground("sum"), Ground("same")


def figures(*values: str | None, unit: str = "万元", cost: Cost = Cost.LEAF) -> list[Figure]:
    made = []
    for index, value in enumerate(values):
        number = None if value is None else Decimal(value)
        made.append(Figure(index, (Coordinate("expenditure", kind=f"k{index}"),), number, unit, 2, cost, None))
    return made


def test_a_sum_holds_exactly_within_rounding_or_not() -> None:
    relation = Linear(((-1, 0), (1, 1), (1, 2)), SUM)
    assert relation.verdict(figures("3.00", "1.00", "2.00")) is Verdict.HOLDS
    assert relation.verdict(figures("3.01", "1.00", "2.00")) is Verdict.ROUNDED
    assert relation.verdict(figures("3.02", "1.00", "2.00")) is Verdict.BROKEN
    assert relation.verdict(figures("1.00", "1.00", None)) is Verdict.HOLDS


def test_a_sum_leaves_room_for_what_nobody_prints() -> None:
    relation = Linear(((-1, 0), (1, 1)), SUM, slack=Decimal(100))
    assert relation.verdict(figures("0.02", "0.01")) is Verdict.ROUNDED
    assert relation.verdict(figures("0.03", "0.01")) is Verdict.ROUNDED
    assert relation.verdict(figures("0.04", "0.01")) is Verdict.BROKEN
    assert relation.implied(1, figures("0.04", "0.01")) == Interval(Decimal(250), Decimal(550))


def test_zero_is_exact_in_a_sum() -> None:
    relation = Linear(((-1, 0), *((1, i) for i in range(1, 6))), SUM)
    assert relation.verdict(figures("1.02", "1.00", "0.00", "0.00", "0.00", "0.00")) is Verdict.BROKEN


def test_zeros_can_hide_a_last_digit_where_all_parts_are_zeros() -> None:
    relation = Linear(((-1, 0), (1, 1), (1, 2)), SUM)
    assert relation.verdict(figures("0.01", "0.00", "0.00")) is Verdict.ROUNDED
    assert relation.verdict(figures("0.02", "0.00", "0.00")) is Verdict.BROKEN
    assert relation.verdict(figures("0.01", None, None)) is Verdict.BROKEN


def test_ratios_are_judged_by_intervals() -> None:
    rate = Figure(2, (), Decimal("33.33"), "%", 2, Cost.RATIO, None)
    relation = Ratio(2, 0, 1, Ground("share"))
    assert relation.verdict([*figures("1.00", "3.00"), rate]) is Verdict.HOLDS
    assert relation.verdict([*figures("1.00", "2.00"), rate]) is Verdict.BROKEN
    assert relation.verdict([*figures("1.00", "0.00"), rate]) is Verdict.UNKNOWN


def test_growth_implies_the_base_that_nobody_prints() -> None:
    rate = Figure(2, (), Decimal("167.76"), "%", 2, Cost.RATIO, None)
    change = Figure(1, (), Decimal("452.24"), "万元", 2, Cost.CHANGE, None)
    now = figures("721.82")[0]
    relation = Growth(0, 1, 2, 1, Ground("growth"))
    assert relation.verdict([now, change, rate]) is Verdict.HOLDS
    assert Growth(0, 1, 2, -1, Ground("growth")).verdict([now, change, rate]) is Verdict.BROKEN
    base = relation.base([now, change, rate])
    assert base.holds(Decimal("2695800"))


def test_a_part_may_not_exceed_its_whole() -> None:
    relation = AtMost(0, 1, Ground("part"))
    assert relation.verdict(figures("1.00", "1.00")) is Verdict.HOLDS
    assert relation.verdict(figures("1.01", "1.00")) is Verdict.ROUNDED
    assert relation.verdict(figures("1.02", "1.00")) is Verdict.BROKEN
    assert relation.verdict(figures(None, "1.00")) is Verdict.UNKNOWN


@given(
    st.lists(st.lists(st.integers(1, 10**6), min_size=3, max_size=4), min_size=3, max_size=4).filter(
        lambda rows: len({len(r) for r in rows}) == 1
    ),
    st.data(),
)
@settings(max_examples=60, deadline=None)
def test_one_wrong_cell_of_a_grid_is_the_only_explanation(rows: list[list[int]], data: st.DataObject) -> None:
    """Rows and columns add up: whichever single cell is changed, the search names that cell and its old value."""
    height, width = len(rows), len(rows[0])
    grid = [[*row, sum(row)] for row in rows]
    grid.append([sum(column) for column in zip(*grid, strict=True)])
    r, c = data.draw(st.integers(0, height)), data.draw(st.integers(0, width))
    right = grid[r][c]
    grid[r][c] += data.draw(st.integers(10, 10**5))
    made = figures(*(f"{Decimal(value).scaleb(-2)}" for row in grid for value in row))
    at = [[row * (width + 1) + column for column in range(width + 1)] for row in range(height + 1)]
    relations = [Linear(((-1, line[-1]), *((1, i) for i in line[:-1])), SUM) for line in at]
    relations += [Linear(((-1, line[-1]), *((1, i) for i in line[:-1])), SUM) for line in zip(*at, strict=True)]
    network = Network(made, relations)
    broken = network.standing(Verdict.BROKEN)
    (component,) = network.components(broken)
    diagnosis = network.diagnose(component)
    assert diagnosis is not None
    assert [change.figure for change in diagnosis.best.changes] == [at[r][c]]
    assert diagnosis.best.changes[0].interval.holds(Decimal(right).scaleb(-2) * 10000)
    assert not diagnosis.equals


def test_figures_that_repeat_one_value_change_together() -> None:
    made = figures("5.00", "5.00", "3.00", "4.00")
    network = Network(
        made, [Same((0, 1), SAME), Linear(((-1, 0), (1, 2), (1, 3)), SUM), Linear(((-1, 1), (1, 2), (1, 3)), SUM)]
    )
    (component,) = network.components(network.standing(Verdict.BROKEN))
    diagnosis = network.diagnose(component)
    assert diagnosis is not None
    every = [diagnosis.best, *diagnosis.equals]
    assert all(len(e.changes) == 1 for e in every)
    assert {e.changes[0].figures for e in every} <= {(0, 1), (2,), (3,)}


def test_canonical_names_and_wholes() -> None:
    wage = canonical(Coordinate("expenditure", fund="general", economic="30101", kind="basic"))
    assert wage.kind == "personnel"
    assert Coordinate("expenditure", fund="appropriation", economic="30101", kind="personnel") in above(wage)
    reception = Coordinate("expenditure", fund="general", economic="30217", kind="public")
    wholes = {c.economic for c in above(reception)}
    assert {"reception", "302"} <= wholes
    assert Coordinate("income").at({"fund": "general", "period": -1}) == Coordinate("income", fund="general", period=-1)
