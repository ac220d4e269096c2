"""A document → a report: edition, statements, sections, claims, and what could not be read of them."""

from __future__ import annotations

from juesuan.documents.model import Document, Picture, Table, Trouble, TroubleKind
from juesuan.recognition.claims import read_claims
from juesuan.recognition.identity import identify, settle_edition
from juesuan.recognition.report import Coverage, NotChecked, Report, Section, Statement
from juesuan.recognition.sections import find_sections
from juesuan.recognition.tables import read_tables
from juesuan.taxonomy.edition import Edition
from juesuan.taxonomy.layout import StatementLayout
from juesuan.taxonomy.sections import section_plan

_OPTIONAL = frozenset({"performance", "project_expenditure", "operating_cost", "state_assets", "procurement"})


def recognise(document: Document, edition: str | None = None) -> Report:
    """Say what every table, cell and sentence of a document means.

    Args:
        document: the file as read.
        edition: id of the edition; None to tell it from the document.

    Raises:
        UnknownEditionError: there is no edition of that id.
    """
    identity = identify(document)
    chosen, why_zh, why_en = settle_edition(document, identity, edition)
    reading = read_tables(document, chosen, identity.fiscal_year, identity.unit_name)
    sections = find_sections(document)
    codes = _table_codes(reading.statements)
    told = read_claims(document, sections, identity.fiscal_year, codes, chosen.id, identity.unit_name)
    missing = (*_absent_statements(document, chosen, reading.statements), *_troubles(document))
    return Report(
        document=document,
        edition=chosen,
        edition_why=(why_zh, why_en),
        unit_name=identity.unit_name,
        fiscal_year=identity.fiscal_year,
        statements=reading.statements,
        sections=sections,
        claims=told.claims,
        not_checked=(*missing, *reading.not_checked, *told.not_checked, *_absent_sections(sections, chosen)),
        coverage=_coverage(reading.statements, told.amounts, told.amounts_bound),
    )


def _table_codes(statements: tuple[Statement, ...]) -> dict[str, str]:
    """Functional code → name as the statements print it; the general budget's own table first."""
    codes: dict[str, str] = {}
    by_function = [s for s in statements if not s.id.startswith("other:") and s.id != "basic_expenditure"]
    for statement in sorted(by_function, key=lambda s: s.id != "general_budget_expenditure"):
        for row, code in statement.rows_with_code.items():
            label = statement.labels.get(row)
            if label and len(code) in (3, 5, 7):
                codes.setdefault(code, label)
    return codes


def _coverage(statements: tuple[Statement, ...], numbers: int, bound: int) -> Coverage:
    known = [s for s in statements if not s.id.startswith("other:")]
    return Coverage(
        table_amounts=sum(s.numbers for s in known),
        table_amounts_bound=sum(o.value is not None for s in known for o in s.occurrences),
        narrative_amounts=numbers,
        narrative_amounts_bound=bound,
    )


def _absent_statements(document: Document, edition: Edition, statements: tuple[Statement, ...]) -> list[NotChecked]:
    """Statements of the edition that were not found: nobody checked them. Missing is another rule's word."""
    found = {s.id for s in statements}
    pictures = [b for b in document.blocks if isinstance(b, Picture)]
    absent = []
    for layout in edition.layouts:
        if layout.id in found or (layout.id in _OPTIONAL and found):
            continue
        unread = _unread_under_title(document, layout)
        if unread is not None:
            absent.append(_unread_statement(layout, unread))
            continue
        pictured = bool(pictures) and not any(isinstance(b, Table) for b in document.blocks)
        absent.append(
            NotChecked(
                f"statement:{layout.id}",
                "picture" if pictured else "absent",
                "表以图片形式存在，无法读取" if pictured else "文件中没有这张表",
                "the tables are pictures, which cannot be read" if pictured else "the file does not hold this table",
                layout.title,
                layout.title,
                pictures[0].place if pictured else None,
            )
        )
    return absent


def _unread_under_title(document: Document, layout: StatementLayout) -> Trouble | None:
    """The part that could not be read on the page where the statement's title stands: its table, not its absence."""
    unread = [t for t in document.troubles if t.kind is TroubleKind.UNREADABLE and t.place.page is not None]
    troubles = {t.place.page: t for t in unread}
    if not troubles:
        return None
    for paragraph in document.paragraphs():
        trouble = troubles.get(paragraph.place().page)
        if trouble is not None and layout.has_title(paragraph.text):
            return trouble
    return None


def _unread_statement(layout: StatementLayout, trouble: Trouble) -> NotChecked:
    return NotChecked(
        f"statement:{layout.id}",
        "unreadable",
        "有这张表的标题，表格无法可靠读取",
        "its title is there, but its table could not be read",
        layout.title,
        layout.title,
        trouble.place,
    )


def _troubles(document: Document) -> list[NotChecked]:
    return [
        NotChecked(
            "page",
            str(trouble.kind),
            trouble.zh or _TROUBLE_ZH.get(str(trouble.kind), trouble.detail),
            trouble.detail,
            _part(trouble, "第{}页", "工作表“{}”", "文件的一部分"),
            _part(trouble, "page {}", "sheet “{}”", "a part of the file"),
            trouble.place,
        )
        for trouble in document.troubles
    ]


_TROUBLE_ZH = {"picture": "扫描件或图片，没有可读的文字", "unreadable": "无法读取"}


def _part(trouble: Trouble, page: str, sheet: str, otherwise: str) -> str:
    if trouble.place.page is not None:
        return page.format(trouble.place.page)
    return otherwise if trouble.place.sheet is None else sheet.format(trouble.place.sheet)


def _absent_sections(sections: tuple[Section, ...], edition: Edition) -> list[NotChecked]:
    """What the narrative should tell and doesn't: whether it is missing or was not found, nobody checked it."""
    found = {s.key.partition(".")[0] for s in sections}
    if not found & _TOLD:
        return [
            NotChecked(
                "section:narrative",
                "absent",
                "文件中没有找到决算情况说明",
                "no narrative was found in the file",
                "情况说明",
                "the narrative",
            )
        ]
    if found & _OTHER_MATTERS:
        found.add("important")
    planned = [s for s in section_plan(edition.id) if s.key in _DUE and s.key not in found]
    return [
        NotChecked(
            f"section:{section.key}",
            "absent",
            "文件中没有找到这一部分",
            "this section was not found in the file",
            section.title,
            section.title,
        )
        for section in planned
    ]


_OTHER_MATTERS = frozenset({"operating_cost", "procurement", "assets"})
_TOLD = frozenset({"overall", "income", "expenditure", "appropriation", "general_budget", "basic", "three_public"})
_DUE = _TOLD | {"government_fund", "state_capital", "performance", "important", "glossary"}
