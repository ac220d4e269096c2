"""report.pdf: the same layout as the Word report, set by typst, with its fonts embedded and a tree of bookmarks.

typst is an extra (`juesuan[pdf]`). Everything the report says is handed over as JSON and shown as text: a unit's name
or a note can never be read as markup. The file has no clock in it: the same release and fonts give the same bytes.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from juesuan.documents.xml_bytes import xml_text
from juesuan.writing import fit as fitting
from juesuan.writing import paper
from juesuan.writing.fit import placed
from juesuan.writing.model import GridCell, Release, UnavailableError
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
from juesuan.writing.paper import LANDSCAPE, PORTRAIT, Page, contents_size, sheet_fit
from juesuan.writing.pdf_report_fonts import Fonts, fonts


class NoTypesetterError(UnavailableError):
    """The extra that sets PDFs is not installed."""

    def __init__(self) -> None:
        super().__init__(
            "report.pdf",
            "生成 PDF 需要安装可选组件：pip install 'juesuan[pdf]'",
            "writing PDF needs an extra: pip install 'juesuan[pdf]'",
        )


class NoFontError(UnavailableError):
    """There is no font with Chinese characters."""

    def __init__(self) -> None:
        super().__init__(
            "report.pdf",
            "没有可用的中文字体，请安装可选组件：pip install 'juesuan[pdf]'",
            "there is no font with Chinese characters; install the extra: pip install 'juesuan[pdf]'",
        )


def available() -> bool:
    """Whether PDFs can be written here."""
    from importlib.util import find_spec

    return find_spec("typst") is not None


def write(release: Release, path: Path) -> dict[str, str]:
    """Write the report as a PDF.

    Args:
        release: the report.
        path: the file, replaced if it is there.

    Returns:
        Role of type (title, head, kai, body, table) → the family that was used for it.

    Raises:
        NoTypesetterError: typst is not installed.
        NoFontError: there is no font with Chinese characters.
    """
    content = render(release)
    path.write_bytes(content)
    return fonts_used()


def fonts_used() -> dict[str, str]:
    """Role of type → the family that is used for it on this machine; errors as for `write`."""
    return {role: face.name for role, face in _fonts().faces.items()}


def render(release: Release) -> bytes:
    """The report as the bytes of a PDF; errors as for `write`."""
    data = json.dumps(_data(release, _fonts()), ensure_ascii=False)
    made: bytes = _compiler().compile(_template(), format="pdf", sys_inputs={"data": data}, pdf_tags=True)
    return made


@cache
def _template() -> bytes:
    return (files("juesuan.writing") / "data" / "report.typ").read_bytes()


def _fonts() -> Fonts:
    try:
        return fonts()
    except ImportError as error:
        raise NoTypesetterError from error
    except LookupError as error:
        raise NoFontError from error


@cache
def _compiler() -> Any:
    """typst; kept, since it remembers what it has laid out."""
    import typst

    return typst.Compiler(_template(), font_paths=_fonts().handle)


def _data(release: Release, found: Fonts) -> dict[str, Any]:
    printed = parts(release)
    return {
        "title": xml_text(release.title),
        "author": xml_text(release.inputs.profile.name),
        "contents_title": CONTENTS_TITLE,
        "depth": CONTENTS_DEPTH,
        "fonts": {
            role: {"families": face.families, "weight": face.weight, "thicken": face.thicken}
            for role, face in found.faces.items()
        },
        "measures": {**_measures(), "contents": contents_size(contents(printed))},
        "pages": {"portrait": _page(PORTRAIT), "landscape": _page(LANDSCAPE)},
        "cover": [xml_text(line) for part in printed if isinstance(part, Cover) for line in part.lines],
        "runs": _page_runs(printed),
    }


def _measures() -> dict[str, float]:
    return {
        "body": paper.BODY,
        "line": paper.LINE,
        "tracking": paper.TRACKING,
        "title": paper.TITLE,
        "title_steps": paper.TITLE_STEPS,
        "title_line": paper.TITLE_LINE,
        "title_after": paper.TITLE_AFTER,
        "cover": paper.COVER,
        "cover_line": paper.COVER_LINE,
        "table_title": paper.TABLE_TITLE,
        "table_title_line": paper.TABLE_TITLE_LINE,
        "small": paper.SMALL,
        "small_line": paper.SMALL_LINE,
        "number": paper.PAGE_NUMBER,
        "padding": fitting.PADDING,
        "leading": fitting.LEADING,
        "contents_indent": paper.CONTENTS_INDENT,
    }


def _page(page: Page) -> dict[str, Any]:
    return {
        "landscape": page.width > page.height,
        "top": page.top,
        "bottom": page.bottom,
        "left": page.left,
        "right": page.right,
        "foot": page.foot,
    }


def _page_runs(printed: list[Part]) -> list[dict[str, Any]]:
    """The parts after the contents, in runs that share a kind of page."""
    made: list[dict[str, Any]] = []
    for index, part in enumerate(printed):
        if isinstance(part, Cover | Contents):
            continue
        page = "landscape" if landscape(printed, index) else "portrait"
        if not made or made[-1]["page"] != page:
            made.append({"page": page, "parts": []})
        made[-1]["parts"].append(_part(printed, index))
    return made


def _part(printed: list[Part], index: int) -> dict[str, Any]:
    part = printed[index]
    if isinstance(part, Heading):
        return {"kind": "heading", "text": xml_text(part.text), "level": part.level, "breaks": part.level == 1}
    if isinstance(part, Body):
        return {"kind": "body", "text": runs(part.text), "breaks": isinstance(printed[index - 1], Sheet)}
    assert isinstance(part, Sheet)
    return _sheet(part, printed, index)


def _sheet(sheet: Sheet, printed: list[Part], index: int) -> dict[str, Any]:
    grid, how = marked(sheet.grid), sheet_fit(printed, index)
    cells = placed(grid)
    return {
        "kind": "sheet",
        "title": xml_text(grid.title),
        "level": sheet.level,
        "mark": xml_text(grid.mark),
        "owner": xml_text(sheet.owner),
        "measure": xml_text(sheet.measure),
        "breaks": not sheet.flows,
        "size": how.size,
        "row": how.row,
        "widths": how.widths,
        "header": [_cell(*each) for each in cells if each[0] < len(grid.header)],
        "body": [_cell(*each) for each in cells if each[0] >= len(grid.header)],
        "notes": [runs(note) for note in grid.notes],
    }


def _cell(row: int, column: int, cell: GridCell) -> dict[str, Any]:
    return {
        "x": column,
        "y": row,
        "rows": cell.rowspan,
        "columns": cell.colspan,
        "text": runs(cell.text),
        "align": cell.align,
        "indent": cell.indent,
        "made_up": cell.reconstructed,
    }
