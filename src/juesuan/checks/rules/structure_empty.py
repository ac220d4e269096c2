"""Statements without data: explained, and explained truly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from juesuan.checks.finding import Finding, Location, Related, Severity, Words
from juesuan.checks.registry import rule
from juesuan.checks.texts import Text, of_paragraph, paragraphs, sections_of
from juesuan.cube.occurrence import Occurrence
from juesuan.documents.model import Paragraph
from juesuan.place import Place
from juesuan.recognition.report import Report, Statement

_BASIS = Words(
    "《地方预决算公开操作规程》（财预〔2016〕143号）：没有数据的表格应当列出空表并说明",
    "财预〔2016〕143号: a statement without data is printed empty, with an explanation",
)

# statement → words that name it, section that speaks of it
_MAY_BE_EMPTY = {
    "government_fund": ("政府性基金", "government_fund"),
    "state_capital": ("国有资本", "state_capital"),
    "three_public": ("三公", "three_public"),
}
_NO_DATA = re.compile(r"本表(?:无|没有)(?:任何)?(?:相关)?数据|(?:此|本)表为空|为空表|空表")
_NONE = re.compile(r"(?:无|没有|未(?:发生|安排|使用|取得)|不涉及)")
_FAR = 8  # blocks below a table in which its note may stand
_AMOUNT = re.compile(r"(\d[\d,]*(?:\.\d+)?)(?:万元|元|亿元)")


def _notes(report: Report, statement: Statement) -> list[Text]:
    """The notes below the statement: as recognised, else what stands between it and the next table or title."""
    if statement.notes:
        return [of_paragraph(p) for p in statement.notes]
    found = []
    for block in report.document.blocks:
        if statement.table.index < block.index <= statement.table.index + _FAR:
            if not isinstance(block, Paragraph) or block.text.endswith("表"):
                break
            found.append(of_paragraph(block))
    return found


def _explained(report: Report, statement: Statement, word: str) -> bool:
    """Whether a note, or any sentence of the report, says that there is none."""
    if any(_NONE.search(n.flat) for n in _notes(report, statement)):
        return True
    none_of = re.compile(
        rf"(?:无|没有|未|不涉及)[^，。；]{{0,24}}{word}|{word}[^，。；]{{0,40}}(?:无|没有|未发生|为0|0万元|0\.00万元)"
    )
    return any(none_of.search(t.flat) for t in paragraphs(report) if word in t.flat) or any(
        _NONE.search(t.flat) for t in _section_texts(report, _MAY_BE_EMPTY[statement.id][1])
    )


def _section_texts(report: Report, family: str) -> list[Text]:
    outline = sections_of(report)
    return [t for t in paragraphs(report) if outline.family(t.block) == family and not outline.is_heading(t.block)]


def _amounts(statement: Statement) -> list[Occurrence]:
    """Final figures of the statement that are more than nothing."""
    return [o for o in statement.occurrences if o.value and o.coordinate.basis == "final"]


def _at_table(report: Report, statement: Statement) -> Location:
    """The statement's title, else its table."""
    for block in report.document.blocks:
        if block.index == statement.title_block and isinstance(block, Paragraph):
            return Location(block.place(), statement=statement.id, quote=block.text)
    pages = statement.table.pages
    return Location(Place(page=pages[0] if pages else None, block=statement.table.index), statement=statement.id)


@rule(
    "JS505",
    title=Words("空表未说明", "An empty statement is not explained"),
    basis=_BASIS,
    message=Words("{statement}没有数据，表下和正文都没有说明", "{statement} has no data, and nothing says why"),
    variants={
        "note": Words(
            "{statement}没有数据，表下没有说明（另一张空表下有）",
            "{statement} has no data and no note, as another empty statement has",
        ),
    },
)
def empty_statement_unexplained(report: Report) -> Iterator[Finding]:
    """A statement is printed empty, and neither a note nor the text says that there was nothing to report.

    Breaks: 政府性基金预算财政拨款收入支出决算表（空）
    Right: 表下注明：本部门本年度没有政府性基金预算财政拨款收入和支出，故本表无数据。
    """
    empty = [s for s in report.statements if s.id in _MAY_BE_EMPTY and s.empty]
    noted = [s for s in empty if any(_NONE.search(n.flat) for n in _notes(report, s))]
    for statement in empty:
        word = _MAY_BE_EMPTY[statement.id][0]
        if not _explained(report, statement, word):
            yield Finding("JS505", Severity.ERROR, _at_table(report, statement))
        elif statement not in noted and noted and statement.id != "three_public":
            yield Finding("JS505", Severity.WARNING, _at_table(report, statement), variant="note")


@rule(
    "JS506",
    title=Words("有数据的表注明无数据", "A statement with figures is said to have none"),
    basis=_BASIS,
    message=Words("{statement}有数据，表下却注明“{quote}”", "{statement} has figures, yet its note says “{quote}”"),
)
def no_data_note_under_figures(report: Report) -> Iterator[Finding]:
    """The note below a statement says that it has no data, but it has.

    Breaks: 表中本年支出120.00万元；注：本部门无政府性基金预算财政拨款支出，故本表无数据。
    Right: 删去该注
    """
    for statement in report.statements:
        amounts = [] if statement.empty else _amounts(statement)
        if not amounts:
            continue
        for note in _notes(report, statement):
            if found := _NO_DATA.search(note.flat):
                at = note.location(*found.span())
                at = Location(at.place, statement=statement.id, quote=at.quote)
                yield Finding("JS506", Severity.ERROR, at, related=(_cell(amounts[0]),))


def _cell(cell: Occurrence) -> Related:
    at = Location(cell.place, None, cell.statement, None, cell.row, cell.code, cell.row_index, cell.column, cell.text)
    return Related(at, str(cell.value), "same_fact")


@rule(
    "JS507",
    title=Words("正文称没有，表中有数", "The text denies what the statement shows"),
    basis=Words("正文与决算表应当一致", "Text and statements agree"),
    message=Words("正文称“{quote}”，{table}却有数据", "The text says “{quote}”, yet {table} has figures"),
)
def text_denies_statement(report: Report) -> Iterator[Finding]:
    """The text says that there was no income and expenditure of a kind, but the statement shows some.

    Breaks: 正文：本部门无政府性基金预算财政拨款收入和支出。表：本年支出120.00万元
    Right: 正文说明120.00万元的来源和用途
    """
    for identity, (word, family) in _MAY_BE_EMPTY.items():
        statement = report.statement(identity)
        amounts = _amounts(statement) if statement else []
        denial = re.compile(
            rf"(?:无|没有|未发生|不涉及)[“”]?{word}[“”]?(?:经费|预算|经营预算|财政拨款|收入|支出|和|及|、|安排的|决算){{1,8}}(?=[。；，]|$)"
        )
        if not amounts or statement is None:
            continue
        for text in _section_texts(report, family):
            found = denial.search(text.flat)
            if found and not re.search(r"(?:年初|上年|去年|部分)[^，。；]{0,12}$", text.flat[: found.start()]):
                name = report.edition.layout(identity)
                title = statement.title or (name.title if name else identity)
                yield Finding(
                    "JS507", Severity.ERROR, text.location(*found.span()),
                    args={"table": title}, related=(_cell(amounts[0]),),
                )  # fmt: skip
                break


@rule(
    "JS508",
    title=Words("正文有数，表为空表", "The text has figures, the statement is empty"),
    basis=Words("正文与决算表应当一致", "Text and statements agree"),
    message=Words("正文写有{stated}万元，{table}却没有任何数据", "The text states {stated} 万元, yet {table} is empty"),
)
def figures_without_statement(report: Report) -> Iterator[Finding]:
    """The text reports amounts of a fund whose statement is printed empty.

    Breaks: 政府性基金预算财政拨款支出120.00万元……（表为空表）
    Right: 表中列出120.00万元
    """
    for identity in ("government_fund", "state_capital"):
        statement = report.statement(identity)
        if statement is None or not statement.empty:
            continue
        word, family = _MAY_BE_EMPTY[identity]
        for text in _section_texts(report, family):
            amounts = [m for m in _AMOUNT.finditer(text.flat) if Decimal(m.group(1).replace(",", "")) > 0]
            if amounts and word in text.flat and not _NONE.search(text.flat):
                at = text.location(*amounts[0].span(1))
                title = statement.title or identity
                yield Finding("JS508", Severity.ERROR, at, args={"table": title}, stated=amounts[0].group(1))
                break
