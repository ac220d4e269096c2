"""Reports built by hand for the tests of rules: lines of text and grids of cells, and sections found in them."""

from collections.abc import Iterable, Sequence

from juesuan.checks import rules as _rules  # fills the registry
from juesuan.checks.finding import Finding
from juesuan.checks.registry import RULES
from juesuan.cube.coordinate import Coordinate
from juesuan.cube.occurrence import Occurrence
from juesuan.documents.model import Block, Cell, Document, Paragraph, Picture, Piece, Table
from juesuan.money import parse_number
from juesuan.place import Place
from juesuan.recognition.report import Claim, Coverage, Report, Statement
from juesuan.recognition.sections import find_sections
from juesuan.taxonomy.edition import load

assert _rules

UNIT = "青河市档案服务和数字化建设管理局"
Line = str | Sequence[Sequence[str]] | None


def document(*lines: Line, form: str = "text") -> Document:
    """A string is a paragraph, a list of rows a table, None a picture."""
    blocks: list[Block] = []
    for number, line in enumerate(lines, 1):
        index = len(blocks)
        if line is None:
            blocks.append(Picture(index, "image"))
        elif isinstance(line, str):
            blocks.append(Paragraph(index, line, (Piece(0, len(line), line=number),)))
        else:
            cells = tuple(Cell(r, c, 1, 1, text) for r, row in enumerate(line) for c, text in enumerate(row))
            blocks.append(Table(index, len(line), max(map(len, line)), cells))
    return Document("report.txt", form, tuple(blocks))


def report(
    *lines: Line,
    unit: str | None = UNIT,
    year: int | None = 2024,
    statements: Iterable[Statement] = (),
    claims: Iterable[Claim] = (),
    edition: str = "shanghai-2024",
) -> Report:
    """A report of these lines, its sections found as in a real one."""
    doc = document(*lines)
    return Report(
        doc, load(edition), ("", ""), unit, year, tuple(statements), find_sections(doc), tuple(claims), (), Coverage()
    )


def statement(
    identity: str, table: Table, *figures: str, title: str = "", notes: Sequence[Paragraph] = (), basis: str = "final"
) -> Statement:
    """A recognised statement whose cells state these figures."""
    found = tuple(
        Occurrence(
            Coordinate("expenditure", basis=basis), parse_number(f).value, "万元", 2, f, Place(block=table.index)
        )
        for f in figures
    )
    return Statement(identity, title, table, "万元", True, found, {}, tuple(notes), empty=not figures)


def narrative(*lines: str, key: str = "overall") -> tuple[str, ...]:
    """The lines under the heading of a section of the narrative."""
    heading = {
        "overall": "一、收入支出决算总体情况说明",
        "income": "二、收入决算情况说明",
        "basic": "六、一般公共预算财政拨款基本支出决算情况说明",
        "assets": "（三）国有资产占用情况",
        "performance": "十、预算绩效管理情况",
    }[key]
    return ("第三部分 2024年度部门决算情况说明", heading, *lines)


def findings(code: str, of: Report) -> list[Finding]:
    """What one rule finds."""
    check = RULES[code].check
    assert check is not None
    return list(check(of))


def quotes(code: str, of: Report) -> list[str | None]:
    """The words one rule points at."""
    return [f.location.quote for f in findings(code, of)]
