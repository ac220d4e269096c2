"""A coordinate: one place in the cube of a department's year."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Coordinate(NamedTuple):
    """One place in the cube. Every dimension has a member; `all` is the top of each tree.

    Attributes:
        measure: what flows (指标): resources, income, surplus_used, opening, uses, expenditure, distribution,
            closing; or a measure of a family beside the flows (procurement, procurement.goods, vehicles, ...).
        fund: 资金来源: all, appropriation, general, government_fund, state_capital, superior, institutional,
            operating, affiliates, other.
        function: 支出功能分类 code (3, 5 or 7 digits) or all.
        economic: 支出经济分类 code (3 or 5 digits), a named set (three_public, abroad, vehicles,
            vehicle_purchase, vehicle_operation, reception) or all.
        kind: 支出性质: all, basic, personnel, public, project, to_superior, operating, to_affiliates.
        basis: 口径: final, initial, adjusted, or budget where the words leave open which budget is meant.
        period: 0 for the report's fiscal year, -1 for the year before.
        quantity: amount, count, score, ...
    """

    measure: str
    fund: str = "all"
    function: str = "all"
    economic: str = "all"
    kind: str = "all"
    basis: str = "final"
    period: int = 0
    quantity: str = "amount"

    def at(self, members: Mapping[str, str | int]) -> Coordinate:
        """The same coordinate with some dimensions' members replaced."""
        # Called for every cell and dimension; namedtuple's own _replace takes four times as long.
        values = list(self)
        for dimension, member in members.items():
            values[_POSITION[dimension]] = member
        return tuple.__new__(Coordinate, values)


_POSITION = {name: position for position, name in enumerate(Coordinate._fields)}
