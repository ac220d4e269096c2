"""A form being put together: both readers (tables, text runs) hand over fields as they meet them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from juesuan.performance import values
from juesuan.performance.labels import aspect_of, bare, fold, fund_of, level_of
from juesuan.performance.model import (
    Aspect,
    Entry,
    Fund,
    FundRow,
    Indicator,
    Kind,
    Level,
    Number,
    Project,
    Source,
)
from juesuan.place import Place

_YEAR = re.compile(r"(20\d{2})\s*年?度?")
_WHOLE = re.compile(r"(?:部门|单位)\)?整体")
_TICKED = frozenset("√☑✓✔■☒●◉▣")
_ENTRY_TICKED = frozenset("RþP")  # what the ticks of Wingdings become when their font is lost
_OPEN = frozenset("□○☐◻◯▢口")
_LOST = "?？�"


class Builder:
    """Collects the fields of one form."""

    def __init__(self, source: Source, block: int, place: Place) -> None:
        self.source = source
        self.block = block
        self.place = place
        self.columns: set[str] = set()
        self.fund_columns: set[str] = set()
        self.funds: list[FundRow] = []
        self.indicators: list[Indicator] = []
        self.facts: dict[str, Entry] = {}
        self.goals: dict[str, Entry] = {}
        self.title: Entry | None = None
        self.total: dict[str, Number] | None = None
        self.unit: str | None = None
        self._level: tuple[Level, Entry] | None = None
        self._aspect: tuple[Aspect, Entry, Level] | None = None

    @property
    def has_indicators(self) -> bool:
        """A row of indicators was met."""
        return bool(self.indicators)

    @property
    def complete(self) -> bool:
        """The row that adds up was met."""
        return self.total is not None

    def set_title(self, entry: Entry) -> None:
        """The form's heading."""
        if self.title is None:
            self.title = entry

    def set_fact(self, key: str, entry: Entry) -> None:
        """What stands beside a label; the first one counts."""
        if entry.text or key not in self.facts:
            if key in self.facts and self.facts[key].text:
                return
            self.facts[key] = entry

    def set_goal(self, key: str, entry: Entry) -> None:
        """预期目标 or 实际完成情况."""
        self.goals.setdefault(key, entry)

    def see_unit(self, labels: Iterable[str]) -> None:
        """Take the unit of money from labels like 项目资金（万元）; the first one counts."""
        for label in labels:
            if self.unit is None and len(label) < 30:
                match = re.search(r"[(（:：](亿元|万元|元)|单位[:：]?(亿元|万元|元)", label)
                if match:
                    self.unit = match.group(1) or match.group(2)

    def add_fund(self, label: Entry, cells: dict[str, Entry], *, total: bool) -> None:
        """A row of the funds.

        Args:
            label: its label.
            cells: key of the column → the cell.
            total: it is the first row, which is the total whatever it is called.
        """
        fund = fund_of(label.text) or (Fund.TOTAL if total else Fund.OTHER)
        if fund is Fund.TOTAL and any(r.fund is Fund.TOTAL for r in self.funds):
            fund = Fund.PART
        if total and fund is not Fund.TOTAL and not bare(label.text).startswith("其中"):
            fund = Fund.TOTAL if fund_of(label.text) is None else fund
        units = {"weight": "分", "score": "分", "rate": "%"}
        found = {
            key: values.number(cell, units.get(key, self.unit or "万元"))
            for key, cell in cells.items()
            if key in ("initial", "adjusted", "executed", "weight", "rate", "score")
        }
        self.funds.append(FundRow(fund, label, **found))

    def add_indicator(self, row: dict[str, Entry], spanned: dict[str, Entry] | None = None) -> None:
        """A row of indicators.

        Args:
            row: key of the column → the cell.
            spanned: those of them that belong to a cell which begins in an earlier column (满意度指标 over two levels).
        """
        spanned = spanned or {}
        level_cell = row.get("level")
        aspect_cell = None if "aspect" in spanned else row.get("aspect")
        name = None if "name" in spanned else row.get("name")
        if not any(e.text for e in row.values()):
            return
        level, level_text, aspect, aspect_text = self._place_of(level_cell, aspect_cell, name)
        target = values.reading(row["target"]) if "target" in row else None
        actual = values.reading(row["actual"]) if "actual" in row else None
        nature, unit = row.get("nature"), row.get("unit")
        if target is not None:
            target = values.with_nature(target, nature, unit)
        if actual is not None:
            actual = values.with_unit(actual, unit)
        self.indicators.append(
            Indicator(
                level, aspect, level_text, aspect_text, name, nature, target, unit, actual,
                values.number(row["weight"], "分") if "weight" in row else None,
                values.number(row["score"], "分") if "score" in row else None,
                row.get("deviation"), row.get("remedy"),
            )
        )  # fmt: skip

    def _place_of(
        self, level_cell: Entry | None, aspect_cell: Entry | None, name: Entry | None
    ) -> tuple[Level, Entry | None, Aspect, Entry | None]:
        """Which 一级 and 二级 the row is of: by its own labels, else those of the row above, where cells are merged."""
        level_text = level_cell if level_cell is not None and level_cell.text else None
        aspect_text = aspect_cell if aspect_cell is not None and aspect_cell.text else None
        known = aspect_of(aspect_text.text) if aspect_text else None
        own = level_of(level_text.text) if level_text else None
        if level_text is not None:
            changed = self._level is None or self._level[1].text != level_text.text
            if changed:
                self._aspect = None
            self._level = (own or Level.OTHER, level_text)
        if aspect_text is not None:
            self._aspect = (known[0] if known else Aspect.OTHER, aspect_text, known[1] if known else Level.OTHER)
            if level_text is None and known and self._level is not None and self._level[0] is not known[1]:
                self._level = None
        above = self._level
        if aspect_text is None and self._aspect is not None and (name is not None and name.text):
            aspect_text, aspect = self._aspect[1], self._aspect[0]
        else:
            aspect = self._aspect[0] if self._aspect and aspect_text else Aspect.OTHER
        if above is not None:
            level, level_text = above
            if level is Level.OUTPUT and known and known[1] is Level.COST:
                level = Level.COST
        else:
            level = known[1] if known else self._aspect[2] if self._aspect else Level.OTHER
        if aspect is Aspect.OTHER and level is Level.SATISFACTION:
            aspect = Aspect.SATISFACTION
        if aspect is Aspect.OTHER and level is Level.EXECUTION:
            aspect = Aspect.EXECUTION
        return level, level_text, aspect, aspect_text

    def set_total(self, cells: dict[str, Entry]) -> None:
        """The row that adds up the points; the first one counts."""
        if self.total is None:
            self.total = {key: values.number(cell, "分") for key, cell in cells.items()}

    def build(self) -> Project | None:
        """The form; None if it has neither indicators nor funds, and so is none."""
        if not self.indicators or not (self.facts or self.funds or self.title):
            return None
        title = self.title
        named = self.facts.get("name")
        kind = Kind.PROJECT
        if named is None and (
            "department_name" in self.facts or (title is not None and _WHOLE.search(fold(title.text)))
        ):
            kind = Kind.DEPARTMENT
            named = self.facts.get("department_name") or self.facts.get("unit") or self.facts.get("department")
        year = _YEAR.search(title.text) if title is not None else None
        boxes = self.facts.get("attribute")
        total = self.total or {}
        if "overall_score" in self.facts and "score" not in total:
            total["score"] = values.number(self.facts["overall_score"], "分")
        return Project(
            kind=kind,
            source=self.source,
            title=title,
            year=int(year.group(1)) if year else None,
            name=named,
            department=self.facts.get("department"),
            unit=self.facts.get("unit"),
            attribute=attribute(boxes.text) if boxes is not None else None,
            attribute_text=boxes,
            term=self.facts.get("term"),
            money_unit=self.unit or "万元",
            money_unit_stated=self.unit is not None,
            funds=tuple(self._in_unit(r) for r in self.funds),
            expected=self.goals.get("expected"),
            achieved=self.goals.get("achieved"),
            indicators=tuple(self.indicators),
            total_weight=total.get("weight"),
            total_score=total.get("score"),
            grade=self.facts.get("grade"),
            columns=frozenset(self.columns),
            block=self.block,
            place=self.place,
        )

    def _in_unit(self, row: FundRow) -> FundRow:
        """The row with its amounts in the form's unit, where the cells name none (the label may come later)."""
        unit = self.unit or "万元"
        changed = {
            key: replace(cell, unit=unit)
            for key in ("initial", "adjusted", "executed")
            if (cell := getattr(row, key)) is not None and values.parse(cell.text).unit == ""
        }
        return replace(row, **changed) if changed else row


def attribute(text: str) -> str | None:
    """Which box of 新增项目 and 延续项目 is ticked: "new", "continuing", None if neither or both are.

    A ? is a tick whose character got lost; it counts where the other box shows an open one.
    """
    folded = "".join(text.split())
    words = re.split(
        r"(新增(?:性)?(?:项目)?|新增|延续(?:性)?(?:项目)?|一次性(?:项目)?|经常性(?:项目)?|持续性(?:项目)?)", folded
    )
    if len(words) == 3 and not (words[0] + words[2]).strip("()（）"):
        return "new" if words[1].startswith(("新增", "一次")) else "continuing"
    if len(words) < 5:
        return None
    before = bool(words[0]) and (words[0][-1] in _OPEN or words[0][-1] in _TICKED or words[0][-1] in _LOST)
    ticked = []
    for at in range(1, len(words), 2):
        mark = words[at - 1] if before else words[at + 1]
        if _is_ticked(mark):
            ticked.append("new" if words[at].startswith(("新增", "一次")) else "continuing")
    return ticked[0] if len(ticked) == 1 else None


def _is_ticked(mark: str) -> bool:
    signs = [c for c in mark if c in _TICKED or c in _ENTRY_TICKED or c in _OPEN or c in _LOST]
    return bool(signs) and signs[0] not in _OPEN
