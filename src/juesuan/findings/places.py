"""A place in words."""

from __future__ import annotations

from juesuan.findings.catalogue import say, statement_name
from juesuan.findings.language import Lang
from juesuan.findings.report import Spot


def words(spot: Spot, lang: Lang, near: Spot | None = None) -> str:
    """The place as a reader would say it: 第17页 四、… 《收入决算表》 “总计”行 “支出/合计”列.

    Args:
        spot: the place.
        lang: the language to say it in; headings, rows and columns stay as printed.
        near: the place the reader is at; what is the same there (file, page, section, table) is not said again.
    """
    parts: list[str] = []
    here = near is not None and spot.file == near.file
    same_page = near is not None and here and spot.page == near.page
    same_table = near is not None and here and spot.statement == near.statement and spot.project == near.project
    if not here and spot.file is not None:
        parts.append(say("place.file", lang, file=spot.file))
    if spot.page is not None and not same_page:
        parts.append(say("place.page", lang, page=spot.page))
    if spot.line is not None:
        parts.append(say("place.line", lang, line=spot.line))
    if spot.sheet is not None:
        parts.append(say("place.sheet", lang, sheet=spot.sheet))
    if spot.cell is not None:
        parts.append(say("place.cell", lang, cell=spot.cell))
    if spot.section is not None:
        same_section = near is not None and here and spot.section == near.section
        parts.append(say("place.same_section", lang) if same_section else spot.section)
    if spot.statement is not None and same_table:
        parts.append(say("place.same_table", lang))
    elif spot.statement is not None:
        parts.append(say("place.statement", lang, title=statement_name(spot.statement, lang)))
    if spot.project is not None and not same_table:
        parts.append(say("place.project", lang, project=spot.project))
    row = " ".join(part for part in (spot.code, spot.row) if part)
    if row:
        parts.append(say("place.row", lang, row=row))
    if spot.column is not None:
        parts.append(say("place.column", lang, column=spot.column))
    return say("place.separator", lang).join(parts) or say("place.whole" if near is None else "place.same_place", lang)
