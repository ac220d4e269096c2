"""Totals of income and expenditure, of all funds and of 财政拨款, against the year before."""

from __future__ import annotations

from juesuan.cube.coordinate import Coordinate
from juesuan.writing.model import wan
from juesuan.writing.narrative_change import change
from juesuan.writing.teller import Teller, percent

INCOME = (
    ("财政拨款收入", "appropriation"),
    ("上级补助收入", "superior"),
    ("事业收入", "institutional"),
    ("经营收入", "operating"),
    ("附属单位上缴收入", "affiliates"),
    ("其他收入", "other"),
)
SPENDING = (
    ("基本支出", "basic"),
    ("项目支出", "project"),
    ("上缴上级支出", "to_superior"),
    ("经营支出", "operating"),
    ("对附属单位补助支出", "to_affiliates"),
)


def overall(teller: Teller) -> None:
    """收、支总计."""
    _total(teller, Coordinate("resources"), "overall")


def appropriation(teller: Teller) -> None:
    """财政拨款收、支总计."""
    flows = (Coordinate(m, fund="appropriation") for m in ("income", "expenditure", "opening", "closing"))
    before = teller.fen(Coordinate("resources", fund="appropriation", period=-1))
    if not before and all(teller.fen(flow) == 0 for flow in flows):
        teller.say(teller.fill("appropriation", "none"))
        return
    _total(teller, Coordinate("resources", fund="appropriation"), "appropriation")


def _total(teller: Teller, total: Coordinate, section: str) -> None:
    now = teller.fen(total)
    before = teller.fen(total._replace(period=-1))
    told = teller.fill(section, "total", a=teller.amount(total, f"tables.xlsx: {_TABLE[section]}"))
    told += change(
        teller,
        now,
        before,
        subject=teller.phrase(section, "subject"),
        reason=section,
        section=section,
        source=f"tables.xlsx: {_TABLE[section]} 上年决算数",
    )
    teller.say(told)


_TABLE = {"overall": "收入支出决算总表", "appropriation": "财政拨款收入支出决算总表"}


def income(teller: Teller) -> None:
    """本年收入 by source; what does not occur is not listed."""
    _parts(teller, "income", [(name, Coordinate("income", fund=fund)) for name, fund in INCOME])


def expenditure(teller: Teller) -> None:
    """本年支出 by kind."""
    _parts(teller, "expenditure", [(name, Coordinate("expenditure", kind=kind)) for name, kind in SPENDING])


def _parts(teller: Teller, section: str, parts: list[tuple[str, Coordinate]]) -> None:
    total = teller.fen(Coordinate(section))
    if not total:
        if total is None:
            teller.say(
                teller.fill(section, "total", a=teller.amount(Coordinate(section), f"tables.xlsx: {section}")) + "。"
            )
        else:
            teller.say(teller.fill(section, "none"))
        return
    listed = [
        teller.fill(section, "part", name=name, a=wan(fen), p=percent(fen, total))
        for name, c in parts
        if wan(fen := teller.fen(c) or 0)
    ]
    told = teller.fill(section, "total", a=wan(total))
    if listed:
        told += "，其中：" + teller.phrases["clause_end"].join(listed)
    teller.say(told + "。")
