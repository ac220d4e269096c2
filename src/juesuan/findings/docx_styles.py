"""Styles of a letter after GB/T 9704: type, sizes, margins; named fonts with others to fall back to."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from juesuan.findings.language import Lang

if TYPE_CHECKING:
    from docx.document import Document


class Kind(StrEnum):
    """A kind of paragraph, by the name of its style."""

    TITLE = "Title"
    ADDRESS = "Salutation"
    HEADING = "Heading 1"
    ITEM = "Heading 2"
    BODY = "Body Text"
    SIGNATURE = "Signature"


class _Look(NamedTuple):
    """How a kind of paragraph looks.

    Attributes:
        chinese: font of Chinese characters.
        size: in points.
        bold: set in bold.
        indent: first line, in characters.
        centred: in the middle of the line.
        left: left indent in points.
        before: space before, in points.
        after: space after, in points.
        keep: stays on the page of the next paragraph.
    """

    chinese: str
    size: float
    bold: bool = False
    indent: int = 0
    centred: bool = False
    left: float = 0.0
    before: float = 0.0
    after: float = 0.0
    keep: bool = False


_TITLE_FONT, _HEAD_FONT, _BODY_FONT = "方正小标宋简体", "黑体", "仿宋_GB2312"
_LATIN = "Times New Roman"
_LOOKS = {
    Kind.TITLE: _Look(_TITLE_FONT, 22, centred=True, after=28, keep=True),
    Kind.ADDRESS: _Look(_BODY_FONT, 16, keep=True),
    Kind.HEADING: _Look(_HEAD_FONT, 16, indent=2, before=8, keep=True),
    Kind.ITEM: _Look(_BODY_FONT, 16, bold=True, indent=2, keep=True),
    Kind.BODY: _Look(_BODY_FONT, 16, indent=2),
    Kind.SIGNATURE: _Look(_BODY_FONT, 16, left=200, before=6, keep=True),
}
_FALLBACKS = {
    "方正小标宋简体": "FZXiaoBiaoSong-B05S,方正小标宋_GBK,华文中宋,宋体,Noto Serif CJK SC",
    "黑体": "SimHei,Noto Sans CJK SC",
    "仿宋_GB2312": "FangSong_GB2312,仿宋,FangSong,华文仿宋,Noto Serif CJK SC",
}
"""Font → what a word processor may take where it is not installed (w:altName)."""
_LINE = 28.0
_ENGLISH_LINE = 22.0
_ENGLISH_SIZE = 0.75
_MARGINS = {"top_margin": 37, "bottom_margin": 35, "left_margin": 28, "right_margin": 26}
"""In millimetres: a page of 22 lines of 28 characters."""
_A4 = (210, 297)
_FOOTER_SIZE = 14.0
_NO_DATE = datetime(1980, 1, 1)
"""A date that is none: the same findings give the same bytes."""


def new_document(lang: Lang) -> Document:
    """An empty document with the styles of `Kind`.

    Args:
        lang: language of the letter; English is set smaller.
    """
    import docx  # here, because only this format needs it
    from docx.shared import Mm

    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(_A4[0]), Mm(_A4[1])
    for margin, millimetres in _MARGINS.items():
        setattr(section, margin, Mm(millimetres))
    for kind, look in _LOOKS.items():
        _set_style(document, kind, look, lang)
    properties = document.core_properties
    properties.author, properties.last_modified_by, properties.comments = "Juesuan", "Juesuan", ""
    properties.created = properties.modified = _NO_DATE
    _speak_chinese(document)
    _name_fallbacks(document)
    return document


def numbered_pages(document: Document, lang: Lang) -> None:
    """Page numbers in the footer, as — 1 — in Chinese."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    before, after = ("— ", " —") if lang == "zh" else ("", "")
    size = Pt(_FOOTER_SIZE * (1 if lang == "zh" else _ENGLISH_SIZE))
    for text in (before, None, after):
        run = paragraph.add_run(text or "")
        run.font.size = size
        run.font.name = _LATIN
        if text is None:
            for kind in ("begin", "PAGE", "end"):
                run._r.append(_field(kind))


def _field(kind: str) -> Any:
    """A part of the field that stands for the page's number."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    if kind == "PAGE":
        instruction = OxmlElement("w:instrText")
        instruction.text = kind
        return instruction
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    return mark


def _set_style(document: Document, kind: Kind, look: _Look, lang: Lang) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    styles: Any = document.styles
    known = str(kind) in [style.name for style in styles]
    style = styles[str(kind)] if known else styles.add_style(str(kind), WD_STYLE_TYPE.PARAGRAPH)
    scale = 1.0 if lang == "zh" else _ENGLISH_SIZE
    font, shape = style.font, style.paragraph_format
    font.name, font.size, font.bold, font.italic = _LATIN, Pt(look.size * scale), look.bold or _bold(kind, lang), False
    font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.rPr.rFonts
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), look.chinese)
    shape.line_spacing_rule = WD_LINE_SPACING.EXACTLY if lang == "zh" else WD_LINE_SPACING.AT_LEAST
    shape.line_spacing = Pt(_LINE * (1.25 if kind is Kind.TITLE else 1) if lang == "zh" else _ENGLISH_LINE)
    shape.space_before, shape.space_after = Pt(look.before), Pt(look.after)
    shape.first_line_indent = Pt(look.indent * look.size) if lang == "zh" else Pt(0)
    shape.left_indent = Pt(look.left)
    shape.keep_with_next = look.keep
    centred = WD_ALIGN_PARAGRAPH.CENTER
    shape.alignment = centred if look.centred else WD_ALIGN_PARAGRAPH.JUSTIFY if lang == "zh" else None
    border = style.element.pPr.find(qn("w:pBdr"))
    if border is not None:  # the line that the template puts below titles
        style.element.pPr.remove(border)


def _bold(kind: Kind, lang: Lang) -> bool:
    """English has no 黑体 or 小标宋 to set titles apart."""
    return lang == "en" and kind in (Kind.TITLE, Kind.HEADING)


def _speak_chinese(document: Document) -> None:
    """Chinese as the mainland writes it: it decides where fonts put stops and commas."""
    from docx.oxml.ns import qn

    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")


def _name_fallbacks(document: Document) -> None:
    """Say in the document which fonts may stand in for those that are not everywhere."""
    from docx.opc.constants import RELATIONSHIP_TYPE

    part: Any = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/></w:font>'
        for name, others in _FALLBACKS.items()
    )
    at = part.blob.rindex(b"</")
    part._blob = part.blob[:at] + fonts.encode() + part.blob[at:]
