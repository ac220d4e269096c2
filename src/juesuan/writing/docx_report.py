"""report.docx: the report as an office lays it out under GB/T 9704, for Word and WPS.

The package is written as text: a report has thousands of cells, and no library's cell interface is quick enough.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from juesuan.writing import docx_report_parts as fixed
from juesuan.writing import paper
from juesuan.writing.docx_report_parts import text, twips
from juesuan.writing.docx_report_tables import table
from juesuan.writing.fit import Fit
from juesuan.writing.model import Release
from juesuan.writing.pages import (
    CONTENTS_DEPTH,
    CONTENTS_TITLE,
    Body,
    Contents,
    Cover,
    Heading,
    Part,
    Sheet,
    contents,
    landscape,
    marked,
    parts,
    runs,
)
from juesuan.writing.paper import contents_size, page_numbers, page_of, sheet_fit, title_size

_NO_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest date an archive can hold: the same release gives the same bytes."""
_DEFLATE = 6
_USUAL = {"Heading1": paper.TITLE, "TableTitle": paper.TABLE_TITLE, "FormTitle": paper.TABLE_TITLE}
"""Sizes of the styles of titles."""


def write(release: Release, path: Path) -> None:
    """Write the report as a Word document.

    Args:
        release: the report.
        path: the file, replaced if it is there.
    """
    path.write_bytes(render(release))


def render(release: Release) -> bytes:
    """The report as the bytes of a DOCX file."""
    printed = parts(release)
    main = (
        ("styles", "styles.xml"),
        ("settings", "settings.xml"),
        ("fontTable", "fontTable.xml"),
        ("footer", "footer1.xml"),
        ("footer", "footer2.xml"),
    )
    package = (
        ("officeDocument", "word/document.xml"),
        ("core-properties", "docProps/core.xml"),
        ("extended-properties", "docProps/app.xml"),
    )
    members = {
        "_rels/.rels": fixed.relations(*package),
        "docProps/app.xml": fixed.app_properties(),
        "docProps/core.xml": fixed.core_properties(release.title, release.inputs.profile.name),
        "word/_rels/document.xml.rels": fixed.relations(*main),
        "word/document.xml": _Body(printed).document(),
        "word/fontTable.xml": fixed.font_table(),
        "word/footer1.xml": fixed.footer(right=True),
        "word/footer2.xml": fixed.footer(right=False),
        "word/settings.xml": fixed.settings(),
        "word/styles.xml": fixed.styles(contents_size(contents(printed))),
    }
    return _archive({"[Content_Types].xml": fixed.content_types(), **members})


def _archive(members: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            part = zipfile.ZipInfo(name, _NO_DATE)
            part.compress_type, part.create_system = zipfile.ZIP_DEFLATED, 0
            archive.writestr(part, content.encode(), compresslevel=_DEFLATE)
    return buffer.getvalue()


class _Body:
    """The document's body, part by part, cut into sections where numbering begins or the page turns."""

    def __init__(self, printed: list[Part]) -> None:
        self._printed = printed
        self._fits: dict[int, Fit] = {n: sheet_fit(printed, n) for n, p in enumerate(printed) if isinstance(p, Sheet)}
        self._entries = contents(printed)
        self._bookmarks = {index: n for n, (_, _, index) in enumerate(self._entries, 1)}
        self._out: list[str] = []

    def document(self) -> str:
        """word/document.xml."""
        numbered = next((n for n, p in enumerate(self._printed) if not isinstance(p, Cover | Contents)), 0)
        wide, start = False, 0  # of the section that is open
        for index, part in enumerate(self._printed):
            turned = landscape(self._printed, index)
            fresh = index > 0 and (index == numbered or turned != wide)
            if fresh:
                section = _section(wide, numbered=start >= numbered, first=start == numbered)
                self._out.append(f'<w:p><w:pPr><w:pStyle w:val="TableEnd"/>{section}</w:pPr></w:p>')
                start = index
            wide = turned
            self._part(index, part, fresh)
        self._out.append(_section(wide, numbered=start >= numbered, first=start == numbered))
        body = "".join(self._out)
        return f"{fixed.DECLARATION}<w:document {fixed.W} {fixed.R}><w:body>{body}</w:body></w:document>"

    def _part(self, index: int, part: Part, fresh: bool) -> None:
        """One part; `fresh` if a new page was begun for it already."""
        if isinstance(part, Cover):
            self._cover(part)
        elif isinstance(part, Contents):
            self._contents()
        elif isinstance(part, Heading):
            own = '<w:pageBreakBefore w:val="0"/>' if fresh and part.level == 1 else ""
            wide = landscape(self._printed, index)
            size = title_size(part.text, paper.TITLE, wide) if part.level == 1 else None
            self._out.append(self._titled(index, f"Heading{part.level}", part.text, own, size))
        elif isinstance(part, Body):
            self._out.append(_paragraph("NormalIndent", part.text))
        else:
            self._sheet(index, part, fresh)

    def _cover(self, cover: Cover) -> None:
        for n, line in enumerate(cover.lines):
            before = twips(paper.PORTRAIT.room[1] * 0.28) if n == 0 else 0
            own = f'<w:spacing w:before="{before}" w:line="{twips(paper.COVER_LINE)}" w:lineRule="exact"/>'
            self._out.append(_paragraph("Cover", line, own if n == 0 else ""))

    def _contents(self) -> None:
        """A field that lists the headings, filled in so that it shows before a word processor updates it."""
        numbers = page_numbers(self._printed, self._fits)
        self._out.append(_paragraph("Title", CONTENTS_TITLE, "<w:pageBreakBefore/>"))
        begin, end = fixed.field(f'TOC \\o "1-{CONTENTS_DEPTH}" \\h \\z \\u', dirty=True)
        for n, (title, level, index) in enumerate(self._entries):
            link = _contents_entry(title, _bookmark(self._bookmarks[index]), numbers[index])
            inside = (begin if n == 0 else "") + link + (end if n == len(self._entries) - 1 else "")
            self._out.append(f'<w:p><w:pPr><w:pStyle w:val="TOC{level}"/></w:pPr>{inside}</w:p>')

    def _titled(self, index: int, style: str, title: str, own: str = "", size: float | None = None) -> str:
        """A heading with the bookmark that the contents refer to; `size` where it is not its style's."""
        look = f'<w:sz w:val="{round(size * 2)}"/>' if size and size != _USUAL.get(style) else ""
        number = self._bookmarks.get(index)
        if number is None:
            return _paragraph(style, title, own, look=look)
        start = f'<w:bookmarkStart w:id="{number}" w:name="{_bookmark(number)}"/>'
        return _paragraph(style, title, own, start, f'<w:bookmarkEnd w:id="{number}"/>', look)

    def _sheet(self, index: int, sheet: Sheet, fresh: bool) -> None:
        grid = marked(sheet.grid)
        own = "" if fresh or sheet.flows else "<w:pageBreakBefore/>"
        size = title_size(grid.title, paper.TABLE_TITLE, grid.landscape)
        style = "TableTitle" if sheet.level == CONTENTS_DEPTH else "FormTitle"
        self._out.append(self._titled(index, style, grid.title, own, size))
        if grid.mark:
            self._out.append(_paragraph("TableMark", grid.mark))
        if sheet.owner or sheet.measure:
            self._out.append(_unit_line(sheet))
        self._out.append(table(grid, self._fits[index]))
        for note in grid.notes:
            self._out.append(_paragraph("TableNote", note))
        if not grid.notes:
            self._out.append('<w:p><w:pPr><w:pStyle w:val="TableEnd"/></w:pPr></w:p>')


def _bookmark(number: int) -> str:
    return f"_Toc{number:08d}"


def _contents_entry(title: str, anchor: str, page: int) -> str:
    begin, end = fixed.field(f"PAGEREF {anchor} \\h")
    return (
        f'<w:hyperlink w:anchor="{anchor}" w:history="1"><w:r><w:t xml:space="preserve">{text(title)}</w:t></w:r>'
        f"<w:r><w:tab/></w:r>{begin}<w:r><w:t>{page}</w:t></w:r>{end}</w:hyperlink>"
    )


def _unit_line(sheet: Sheet) -> str:
    """Who reports at the left, the unit of the amounts at the right."""
    if not sheet.owner:
        return _paragraph("TableMark", sheet.measure)
    width = twips(page_of(sheet.grid.landscape).room[0])
    tabs = f'<w:tabs><w:tab w:val="right" w:pos="{width}"/></w:tabs>'
    measure = f'<w:r><w:tab/><w:t xml:space="preserve">{text(sheet.measure)}</w:t></w:r>' if sheet.measure else ""
    return _paragraph("TableUnit", sheet.owner, tabs, after=measure)


def _paragraph(style: str, content: str, own: str = "", before: str = "", after: str = "", look: str = "") -> str:
    """A paragraph; gaps in it are highlighted.

    Args:
        style: id of its style.
        content: its text.
        own: properties of its own, after the style.
        before: elements before the text.
        after: elements behind it.
        look: properties of its characters.
    """
    inside = "".join(_run(piece, gap, look) for piece, gap in runs(content))
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{own}</w:pPr>{before}{inside}{after}</w:p>'


def _run(content: str, gap: bool, look: str) -> str:
    look += '<w:highlight w:val="yellow"/>' if gap else ""
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{text(line)}</w:t>' for line in content.split("\n"))
    return f"<w:r>{properties}{lines}</w:r>"


def _section(wide: bool, *, numbered: bool, first: bool) -> str:
    """What a section's pages are like."""
    page = page_of(wide)
    width, height, top, bottom, left, right, foot = (
        twips(value * paper.MM)
        for value in (page.width, page.height, page.top, page.bottom, page.left, page.right, page.foot)
    )
    orient = ' w:orient="landscape"' if wide else ""
    footers = '<w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="even" r:id="rId5"/>'
    start = ' w:start="1"' if first else ""
    return (
        f'<w:sectPr>{footers if numbered else ""}<w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"{orient}/><w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" '
        f'w:left="{left}" w:header="{twips(15 * paper.MM)}" w:footer="{foot}" w:gutter="0"/>'
        f"<w:pgNumType{start}/></w:sectPr>"
    )
