"""What stands around a table: its title, its unit, the notes below it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from juesuan.documents.model import Block, Paragraph, Table
from juesuan.taxonomy.layout import Axis, layouts
from juesuan.taxonomy.naming import bare, compact, fold

_UNIT = re.compile(
    r"(?:金额)?单位:?(?:\(?人民币\)?)?\(?(百万元|亿元|万元|千元|百元|元)"
    r"|\((?:金额)?(?:单位:?)?(亿元|万元|千元|元)\)"
)
_MARK = re.compile(r"(?:财决)?\(?公开\d+表\)?|\(?续表?\)?|^表\d{1,2}(?:-\d+)?[:.、]?|^附[件表]\d{0,2}(?:-\d+)?[:.、]?")
_YEAR = re.compile(r"20\d{2}年(?:度)?|\(20\d{2}年?度?\)")
_UNIT_TAIL = re.compile(r"\(?(?:金额)?单位:.*$|[(](?:金额)?(?:亿|万|千)?元[)]$|[。.:,]$")
_OWNER = re.compile(
    r".{0,40}(?:部门|单位|局|委|办|室|中心|院|校|园|厅|处|所|会|队|街道|镇|乡|政府|本级|机关|大学|公司|馆|站|庭|联)(?:的)?"
)
_DEPARTMENT = re.compile(r"(?:编制|填报|填制)?(?:部门|单位)(?:名称)?[:(]")
_NOTE = re.compile(r"(?:注|说明|备注|附注)\d?[:.、]")
_NUMBERED = re.compile(r"\d{1,2}[.、)]|\(\d{1,2}\)")
_LOOK_BACK = 6
_LONGEST_TITLE = 60


@dataclass(frozen=True, slots=True)
class Above:
    """What the paragraphs above a table (and the lines at its top) say.

    Attributes:
        title: the statement's title as printed, "" if there is none.
        block: its block index.
        statement: id of the statement the title names, "" if no known one.
        heading: a short line right above that names no known statement, "" if none.
        unit: money unit, None if not stated.
    """

    title: str = ""
    block: int | None = None
    statement: str = ""
    heading: str = ""
    unit: str | None = None


def stated_unit(text: str) -> str | None:
    """The money unit that a line states (单位：万元), or None."""
    match = _UNIT.search(fold(text))
    return (match[1] or match[2]) if match else None


def title_of(text: str) -> str:
    """A line stripped of everything that is no title: year, ordinal, 公开0n表, unit of money."""
    folded = fold(text)
    if "表" not in folded or len(folded) > _LONGEST_TITLE:
        return ""
    folded = _UNIT_TAIL.sub("", _MARK.sub("", folded))
    return bare(_YEAR.sub("", bare(folded)))


def statement_named(text: str, unit_name: str | None = None) -> str:
    """Id of the statement whose title a line is, "" if none.

    The title may follow the owner's name (某某局收入决算表) but nothing else: 会议费支出决算表 is not 支出决算表.
    """
    title = title_of(text)
    if not title:
        return ""
    if unit_name and title.startswith(name := fold(unit_name)):
        title = title[len(name) :]
    return _titled(title)


@lru_cache(maxsize=1024)
def _titled(title: str) -> str:
    for layout in layouts().values():
        if layout.has_title(title):
            return layout.id
    if not title.endswith("表"):
        return ""
    # what is left after a name of an office: the cut nearest the front leaves the whole title
    cuts = [n for n in range(2, len(title) - 2) if _OWNER.fullmatch(title, 0, n)]
    for layout in layouts().values():
        if layout.axis is not Axis.FORM and any(layout.has_title(title[n:]) for n in cuts):
            return layout.id
    return ""


def look_above(
    blocks: Sequence[Block], position: int, preamble: Iterable[str], unit_name: str | None, used: set[int]
) -> Above:
    """Read the lines above a table, nearest first, up to the table before it.

    Args:
        blocks: the document's blocks.
        position: the table's position among them.
        preamble: title and unit lines inside the grid.
        unit_name: the reporting unit, whose name may stand before a title.
        used: blocks that are notes of the table before.
    """
    unit: str | None = None
    heading, heading_block = "", None
    inside = list(preamble)
    for text in inside:
        unit = unit or stated_unit(text)
    for text in inside:
        if statement := statement_named(text, unit_name):
            _, _, above_unit = _scan(blocks, position, unit_name, used, unit)
            return Above(compact(text), blocks[position].index, statement, "", unit or above_unit)
    found, (heading, heading_block), above_unit = _scan(blocks, position, unit_name, used, unit)
    unit = unit or above_unit
    if found is not None:
        return Above(found[0].text, found[0].index, found[1], heading, unit)
    if not heading:
        heading = next((t for t in inside if t.endswith("表")), "")
    return Above("", heading_block, "", heading, unit)


def _scan(
    blocks: Sequence[Block], position: int, unit_name: str | None, used: set[int], unit: str | None
) -> tuple[tuple[Paragraph, str] | None, tuple[str, int | None], str | None]:
    heading: tuple[str, int | None] = ("", None)
    lines: list[Paragraph] = []
    for block in reversed(blocks[max(0, position - _LOOK_BACK) : position]):
        if isinstance(block, Table):
            break
        if not isinstance(block, Paragraph) or not block.text or block.index in used:
            continue
        lines.append(block)
    for n, block in enumerate(lines):
        if unit is None and len(block.text) <= _LONGEST_TITLE:
            unit = stated_unit(block.text)
        statement = statement_named(block.text, unit_name)
        if statement:
            return (block, statement), heading, unit
        if n + 1 < len(lines) and (joined := _joined(lines[n + 1], block)):
            statement = statement_named(joined, unit_name)
            if statement and not statement_named(lines[n + 1].text, unit_name):
                whole = Paragraph(lines[n + 1].index, joined)
                return (whole, statement), heading, unit
        if not heading[0] and _is_heading(block.text):
            heading = (compact(block.text), block.index)
        if len(block.text) > _LONGEST_TITLE:
            break  # running text: what is above belongs to something else
    return None, heading, unit


def _joined(above: Paragraph, below: Paragraph) -> str:
    """A title broken into two lines, as one."""
    text = compact(above.text) + compact(below.text)
    return text if len(text) <= _LONGEST_TITLE and text.endswith("表") else ""


def _is_heading(text: str) -> bool:
    text = compact(text)
    folded = fold(text)
    return len(text) <= 40 and text.endswith(("表", "情况", "明细", "清单", "名单")) and not _DEPARTMENT.match(folded)


def notes_below(blocks: Sequence[Block], position: int) -> tuple[Paragraph, ...]:
    """The paragraphs right below a table that belong to it: 注：, 说明：, 备注： and the numbered lines after them."""
    found: list[Paragraph] = []
    for block in blocks[position + 1 : position + 12]:
        if not isinstance(block, Paragraph):
            break
        if not block.text:
            continue
        folded = fold(block.text[:12])
        if _NOTE.match(folded) or (found and _NUMBERED.match(folded) and _NUMBERED.search(fold(found[-1].text[:12]))):
            found.append(block)
        else:
            break
    return tuple(found)
