"""The parts of a report's DOCX package that don't depend on its contents: styles, fonts, settings, page numbers."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from juesuan.documents.xml_bytes import xml_text
from juesuan.writing import paper
from juesuan.writing.fit import PADDING, TIGHT

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"

LATIN = "Times New Roman"
FONTS = {
    "方正小标宋简体": "FZXiaoBiaoSong-B05S,方正小标宋_GBK,华文中宋,STZhongsong,宋体,Noto Serif CJK SC",
    "黑体": "SimHei,方正黑体_GBK,华文黑体,Noto Sans CJK SC",
    "楷体_GB2312": "KaiTi_GB2312,楷体,KaiTi,华文楷体,方正楷体_GBK,AR PL UKai CN,Noto Serif CJK SC",
    "仿宋_GB2312": "FangSong_GB2312,仿宋,FangSong,华文仿宋,方正仿宋_GBK,Noto Serif CJK SC",
    "宋体": "SimSun,方正书宋_GBK,华文宋体,Noto Serif CJK SC",
}
"""Font → what a word processor may take where it is not installed (w:altName)."""
TITLE_FONT, HEAD_FONT, KAI_FONT, BODY_FONT, TABLE_FONT = FONTS


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style.

    Attributes:
        id: its id in the document.
        name: its name; Word shows built-in English names in its own language.
        font: of Chinese characters.
        size: in points.
        line: exact height of a line in points.
        align: left, center, right or both.
        indent: first line, in characters.
        left: left indent, in characters.
        after: space after in points.
        outline: level in the navigation pane, from 0; None for text.
        keep: stays on the page of the next paragraph.
        bold: set in bold.
        new_page: begins a page.
        tracking: added between characters, in points.
        tabs: its tab stops as XML.
        based: id of the style it is based on.
        next: id of the style of the paragraph typed after it.
    """

    id: str
    name: str
    font: str
    size: float
    line: float
    align: str = "both"
    indent: int = 0
    left: int = 0
    after: float = 0.0
    outline: int | None = None
    keep: bool = False
    bold: bool = False
    new_page: bool = False
    tracking: float = 0.0
    tabs: str = ""
    based: str = "Normal"
    next: str = ""


_WIDTH = round(paper.PORTRAIT.room[0] * 20)
_DOTS = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{_WIDTH}"/></w:tabs>'
_BODY_ID = "NormalIndent"

STYLES = (
    Style(_BODY_ID, "Normal Indent", BODY_FONT, paper.BODY, paper.LINE, indent=2, tracking=paper.TRACKING),
    Style("Title", "Title", TITLE_FONT, paper.TITLE, paper.TITLE_LINE, "center", after=paper.TITLE_AFTER),
    Style("Cover", "封面标题", TITLE_FONT, paper.COVER, paper.COVER_LINE, "center", based="Title"),
    Style(
        "Heading1", "heading 1", TITLE_FONT, paper.TITLE, paper.TITLE_LINE, "center",
        after=paper.TITLE_AFTER, outline=0, keep=True, new_page=True, next=_BODY_ID,
    ),
    Style(
        "Heading2", "heading 2", HEAD_FONT, paper.BODY, paper.LINE, indent=2, outline=1, keep=True, next=_BODY_ID
    ),
    Style(
        "Heading3", "heading 3", KAI_FONT, paper.BODY, paper.LINE, indent=2, outline=2, keep=True, next=_BODY_ID
    ),
    Style(
        "Heading4", "heading 4", BODY_FONT, paper.BODY, paper.LINE, indent=2, outline=3, keep=True, bold=True,
        next=_BODY_ID,
    ),
    Style(
        "TableTitle", "表题", TITLE_FONT, paper.TABLE_TITLE, paper.TABLE_TITLE_LINE, "center",
        after=paper.TABLE_TITLE_AFTER, outline=1, keep=True,
    ),
    Style(
        "FormTitle", "附表题", TITLE_FONT, paper.TABLE_TITLE, paper.TABLE_TITLE_LINE, "center",
        after=paper.TABLE_TITLE_AFTER, outline=2, keep=True, based="TableTitle",
    ),
    Style("TableMark", "表号", TABLE_FONT, paper.SMALL, paper.SMALL_LINE, "right", keep=True),
    Style("TableUnit", "表单位", TABLE_FONT, paper.SMALL, paper.SMALL_LINE, "left", keep=True),
    Style("TableText", "表格文字", TABLE_FONT, paper.SMALL, paper.SMALL * 1.2, "left"),
    Style("TableHead", "表格表头", TABLE_FONT, paper.SMALL, paper.SMALL * 1.2, "center", based="TableText"),
    Style("TableNumber", "表格数字", TABLE_FONT, paper.SMALL, paper.SMALL * 1.2, "right", based="TableText"),
    Style("TableNote", "表注", TABLE_FONT, paper.SMALL, paper.SMALL_LINE, "left"),
    Style("TableEnd", "表后", TABLE_FONT, 1, 1, "left"),
    Style("Footer", "footer", TABLE_FONT, paper.PAGE_NUMBER, 18, "left"),
)  # fmt: skip


def text(value: str) -> str:
    """A text as XML."""
    return escape(xml_text(value), quote=False)


def attribute(value: str) -> str:
    """A text as the value of an attribute."""
    return escape(xml_text(value).replace("\n", " "), quote=True)


def twips(points: float) -> int:
    """Points in the units of most measures."""
    return round(points * 20)


def _contents_styles(size: float) -> tuple[Style, ...]:
    return (
        Style("TOC1", "toc 1", HEAD_FONT, size, paper.LINE, "left", tabs=_DOTS),
        Style("TOC2", "toc 2", BODY_FONT, size, paper.LINE, "left", left=paper.CONTENTS_INDENT, tabs=_DOTS),
    )


def styles(contents: float) -> str:
    """word/styles.xml.

    Args:
        contents: size of type of the table of contents.
    """
    base = _fonts(BODY_FONT) + _sizes(paper.BODY)
    return (
        f"{DECLARATION}<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr>{base}"
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/>'
        "</w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        '<w:pPr><w:widowControl/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'  # 28 characters on a line
        f'<w:spacing w:line="{twips(paper.LINE)}" w:lineRule="exact"/><w:jc w:val="both"/></w:pPr></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        f"{_margins()}</w:tblCellMar></w:tblPr></w:style>"
        '<w:style w:type="table" w:customStyle="1" w:styleId="ReportTable"><w:name w:val="决算表格"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{_borders()}</w:tblBorders></w:tblPr></w:style>'
        f"{''.join(_style(style) for style in (*STYLES, *_contents_styles(contents)))}</w:styles>"
    )


def _margins() -> str:
    side, end = twips(PADDING), twips(TIGHT / 2)
    return "".join(
        f'<w:{name} w:w="{width}" w:type="dxa"/>'
        for name, width in (("top", end), ("left", side), ("bottom", end), ("right", side))
    )


def _borders() -> str:
    return "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )


def _fonts(chinese: str) -> str:
    # titles have their digits in their own type, which is as heavy as its characters
    latin = chinese if chinese in (TITLE_FONT, HEAD_FONT) else LATIN
    return f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{chinese}" w:cs="{LATIN}"/>'


def _sizes(size: float) -> str:
    return f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>'


def _style(style: Style) -> str:
    builtin = style.name.isascii()
    custom = "" if builtin else ' w:customStyle="1"'
    follows = f'<w:next w:val="{style.next}"/>' if style.next else ""
    outline = "" if style.outline is None else f'<w:outlineLvl w:val="{style.outline}"/>'
    indent = ""
    if style.indent:
        width = twips(style.indent * style.size)
        indent = f'<w:ind w:firstLineChars="{style.indent * 100}" w:firstLine="{width}"/>'
    elif style.left:
        indent = f'<w:ind w:leftChars="{style.left * 100}" w:left="{twips(style.left * style.size)}"/>'
    tracking = f'<w:spacing w:val="{twips(style.tracking)}"/>' if style.tracking else ""
    bold = "<w:b/><w:bCs/>" if style.bold else ""
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="{style.based}"/>{follows}<w:qFormat/><w:pPr>'
        f"{'<w:keepNext/>' if style.keep else ''}{'<w:pageBreakBefore/>' if style.new_page else ''}{style.tabs}"
        f'<w:spacing w:before="0" w:after="{twips(style.after)}" w:line="{twips(style.line)}" w:lineRule="exact"/>'
        f'{indent}<w:jc w:val="{style.align}"/>{outline}</w:pPr>'
        f"<w:rPr>{_fonts(style.font)}{bold}{tracking}{_sizes(style.size)}</w:rPr></w:style>"
    )


def font_table() -> str:
    """word/fontTable.xml: the fonts and what may stand in for them."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/></w:font>'
        for name, others in FONTS.items()
    )
    return f'{DECLARATION}<w:fonts {W}>{fonts}<w:font w:name="{LATIN}"><w:charset w:val="00"/></w:font></w:fonts>'


def settings() -> str:
    """word/settings.xml."""
    return (
        f'{DECLARATION}<w:settings {W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
        '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


def field(instruction: str, *, dirty: bool = False) -> tuple[str, str]:
    """What stands before and behind the result of a field; a dirty one is updated when the document is opened."""
    mark = ' w:dirty="true"' if dirty else ""
    begin = (
        f'<w:r><w:fldChar w:fldCharType="begin"{mark}/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    return begin, '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def footer(right: bool) -> str:
    """A footer with the page number, — 1 —, one character from the outer edge."""
    side = "right" if right else "left"
    indent = f'<w:ind w:{side}Chars="100" w:{side}="{twips(paper.PAGE_NUMBER)}"/>'
    begin, end = field("PAGE")
    return (
        f'{DECLARATION}<w:ftr {W}><w:p><w:pPr><w:pStyle w:val="Footer"/>{indent}<w:jc w:val="{side}"/></w:pPr>'
        f'<w:r><w:t xml:space="preserve">— </w:t></w:r>{begin}<w:r><w:t>1</w:t></w:r>{end}'
        '<w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>'
    )


def content_types() -> str:
    """[Content_Types].xml."""
    kinds = {"document": "document.main", "styles": "styles", "settings": "settings", "fontTable": "fontTable"}
    kinds |= {"footer1": "footer", "footer2": "footer"}
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_WORD}.{kind}+xml"/>' for part, kind in kinds.items()
    )
    return (
        f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f"{overrides}"
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        '<Override PartName="/docProps/app.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>'
    )


def relations(*targets: tuple[str, str]) -> str:
    """A part's relationships: kind and target of each."""
    core = f"{_PACKAGE}/relationships/metadata"
    made = "".join(
        f'<Relationship Id="rId{n}" Type="{core if kind == "core-properties" else f"{_OFFICE}/relationships"}/{kind}" '
        f'Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{made}</Relationships>'


def core_properties(title: str, author: str) -> str:
    """docProps/core.xml; it has no dates, so that the same release gives the same bytes."""
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{text(title)}</dc:title><dc:creator>{text(author)}</dc:creator><dc:language>zh-CN</dc:language>"
        "</cp:coreProperties>"
    )


def app_properties() -> str:
    """docProps/app.xml."""
    kind = f"{_OFFICE}/extended-properties"
    return f'{DECLARATION}<Properties xmlns="{kind}"><Application>Juesuan</Application></Properties>'
