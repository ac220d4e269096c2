"""tables.xlsx → facts: every sheet read by its headings, labels and codes; every mistake told with its cell."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from juesuan.cube.coordinate import Coordinate
from juesuan.documents.model import UnreadableError
from juesuan.documents.sheets import open_sheets
from juesuan.documents.workbook_cells import Sheet, column_letters
from juesuan.taxonomy.edition import load
from juesuan.taxonomy.naming import compact, fold
from juesuan.writing.inputs_amounts import UNITS
from juesuan.writing.inputs_forms import (
    CODES,
    GUIDE,
    UNIT_LABEL,
    Form,
    forms,
)
from juesuan.writing.inputs_scale import by_unit
from juesuan.writing.inputs_sheet import SheetReader, Stated
from juesuan.writing.inputs_toml import Trouble
from juesuan.writing.model import CompileError, Facts, Origin, Profile
from juesuan.writing.totals import Book

FILE = "tables.xlsx"
_TITLE_ROWS = 6


@dataclass(slots=True)
class TablesFile:
    """tables.xlsx, read.

    Attributes:
        facts: leaves of this year and what is stated of the last.
        differences: wholes that are stale (zh, en).
        filled: there is any amount at all.
        statement_of: the statement whose sheet each fact stands in.
    """

    facts: Facts
    differences: list[tuple[str, str]] = field(default_factory=list)
    filled: bool = False
    statement_of: dict[Coordinate, str] = field(default_factory=dict)


def read_tables(path: Path, profile: Profile, trouble: Trouble, *, origin: Origin = Origin.TABLES) -> TablesFile:
    """Read the workbook that `juesuan new` wrote, filled in.

    Args:
        path: the workbook.
        profile: year and edition, which say what to expect.
        trouble: where mistakes are noted.
        origin: what the facts are said to come from.

    Raises:
        CompileError: the workbook is missing or cannot be read.
    """
    try:
        sheets = [s for s in open_sheets(path, skip={CODES}) if s.ordinary]
    except UnreadableError as error:
        raise CompileError(path.name, error.zh, error.en) from None
    return TablesReader(path.name, sheets, profile, trouble, origin).read()


class TablesReader:
    """Reads the workbook; `facts`, `stated` and `result` are what its sheets enter."""

    def __init__(self, name: str, sheets: list[Sheet], profile: Profile, trouble: Trouble, origin: Origin) -> None:
        self.name = name
        self.sheets = sheets
        self.year = profile.year
        self.edition = load(profile.edition)
        self.trouble = trouble
        self.origin = origin
        self.facts = Facts()
        self.stated: list[Stated] = []
        self.unit = self._unit()
        self.result = TablesFile(self.facts)

    def read(self) -> TablesFile:
        """All sheets, then the totals."""
        for form in forms(self.edition, self.year):
            sheet = self._sheet(form)
            if sheet is None:
                self._missing_sheet(form)
                continue
            SheetReader(self, form, sheet).read()
            self.facts.complete.add(form.statement)
        if self.edition.layout("state_capital") is None:
            self.facts.complete.add("state_capital")  # before that statement there was none of that money
        self.result.filled = any(c.period == 0 and f.fen for c, f in self.facts.at.items())
        if any(c.economic == "three_public" and c.period == -1 for c in self.facts.at):
            self.facts.complete.add("three_public@-1")
        for where, zh, en in by_unit(self.facts, self.result.statement_of, self.unit):
            self.trouble.add(where, zh, en)
        if not self.trouble.found:
            self._hold_totals()
        return self.result

    def _missing_sheet(self, form: Form) -> None:
        """Say what is missing; a sheet that is none of the form may be it, under another name."""
        titles = {fold(f.title)[:31] for f in forms(self.edition, self.year)}
        ours = {GUIDE, CODES}
        others = [s.name for s in self.sheets if fold(s.name) not in titles and s.name not in ours]
        zh = f"没有工作表“{form.title}”，请恢复；可用 juesuan new 另建一个文件夹，从中复制这张表"
        en = f"the sheet {form.title} is missing; put it back (juesuan new makes a folder to copy it from)"
        if others:
            zh += f"；如果改名成了“{'”“'.join(others[:3])}”，请把表名改回来"
            en += f"; if it was renamed to {', '.join(others[:3])}, name it back"
        self.trouble.add(self.name, zh, en)

    def _unit(self) -> str:
        """The unit chosen on the sheet of instructions; 万元 if nothing is chosen."""
        guide = next((s for s in self.sheets if s.name == GUIDE), None)
        if guide is None:
            return "万元"
        at = next((k for k, text in guide.texts.items() if text == UNIT_LABEL), None)
        if at is None:
            return "万元"
        unit = compact(guide.texts.get((at[0], at[1] + 1), "万元"))
        if unit not in UNITS:
            cell = f"{column_letters(at[1] + 1)}{at[0] + 1}"
            self.trouble.add(
                f"{self.name}, {GUIDE} {cell}",
                f"{UNIT_LABEL}应为 万元 或 元，现为“{unit}”",
                f"{UNIT_LABEL} should be 万元 or 元, but is {unit}",
            )
            return "万元"
        return unit

    def _sheet(self, form: Form) -> Sheet | None:
        layout = self.edition.layout(form.statement)
        assert layout is not None
        for sheet in self.sheets:
            if fold(sheet.name) == fold(form.title)[:31]:
                return sheet
        for sheet in self.sheets:
            top = (text for (row, _), text in sheet.texts.items() if row < _TITLE_ROWS)
            if layout.has_title(sheet.name) or any(layout.has_title(text) for text in top):
                return sheet
        return None

    def _hold_totals(self) -> None:
        """Hold the wholes that the workbook states to the sums of its leaves."""
        book = Book(Facts(dict(self.facts.at), dict(self.facts.names), set(self.facts.complete)))
        stale: list[tuple[Stated, str, str]] = []
        for stated in self.stated:
            expected = book.fen(stated.at)
            if expected is None or expected == stated.fen:
                continue
            has, should = _words(stated.fen, self.unit), _words(expected, self.unit)
            if stated.formula:
                stale.append((stated, has, should))
            elif abs(stated.fen - expected) * 2 <= _step(stated.decimals, self.unit):
                continue  # the same, rounded as it is shown
            else:
                self.trouble.add(
                    stated.where,
                    f"{stated.what}为 {has}，各项之和为 {should}{self.unit}，请改正其中一处（合计不必填写）",
                    f"{stated.what} is {has}, its parts make {should} {self.unit}; correct one of them",
                )
        if stale:
            stated, has, should = stale[0]
            self.result.differences.append(
                (
                    f"{self.name}：有 {len(stale)} 个公式的结果与明细不符（如 {stated.where}：{stated.what}显示 {has}，"
                    f"按明细应为 {should}{self.unit}），以明细为准；在 Excel 或 WPS 中打开保存即可更新",
                    f"{self.name}: {len(stale)} formulas do not show the sums of their parts (such as {stated.where}: "
                    f"{stated.what} shows {has}, its parts make {should} {self.unit}); the parts count, "
                    "and opening and saving the workbook in Excel or WPS computes the formulas again",
                )
            )


def _words(fen: int, unit: str) -> str:
    from decimal import Decimal

    value = (Decimal(fen) / UNITS[unit]).normalize()
    least = 2 if -int(value.as_tuple().exponent) < 2 else -int(value.as_tuple().exponent)
    return f"{value:.{least}f}"


def _step(decimals: int, unit: str) -> int:
    """The last digit shown, in fen."""
    step: int = UNITS[unit] // 10**decimals
    return max(step, 1)
