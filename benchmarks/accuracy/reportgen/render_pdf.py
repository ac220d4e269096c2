"""A report as PDF, set with Typst. Needs the packages `typst` and a font package (see ../README.md)."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from .blocks import Doc, PageBreak, Para, Table

PREAMBLE = """#set page(paper: "a4", margin: (x: 2.2cm, y: 2.4cm), numbering: "1")
#set text(font: ("Noto Serif SC", "Noto Sans SC"), size: 11pt, lang: "zh", region: "cn")
#set par(leading: 0.8em, spacing: 0.8em)
#set table(stroke: 0.5pt, inset: (x: 2pt, y: 3pt))
"""


def _string(text: str) -> str:
    return '#"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _para(p: Para) -> str:
    text = _string(p.text)
    if p.heading:
        size = {1: 16, 2: 13, 3: 12}[p.heading]
        body = f'#text(size: {size}pt, weight: "bold")[{text}]'
        return f"#align(center)[{body}]\n" if p.heading == 1 else f"{body}\n"
    if p.role in ("cover", "table_title", "form_year"):
        return f"#align(center)[#text(size: {20 if p.role == 'cover' else 14}pt)[{text}]]\n"
    if p.role in ("unit_line", "table_number"):
        return f"#align(right)[#text(size: 9pt)[{text}]]\n"
    indent = "" if p.role else "#h(2em)"
    return f"{indent}{text}\n"


def _table(t: Table, points: int, repeat_heads: bool, lines_only: bool) -> str:
    def row(cells: list) -> str:
        out = []
        for c in cells:
            span = ", ".join(f"{k}: {v}" for k, v in (("colspan", c.colspan), ("rowspan", c.rowspan)) if v > 1)
            align = "right" if c.role in ("leaf", "subtotal", "total") else "left"
            out.append(f"table.cell({span + ', ' if span else ''}align: {align})[{_string(c.text) if c.text else ''}]")
        return ", ".join(out) + ",\n"

    columns = ", ".join(f"{w}fr" for w in t.widths)
    head = ""
    if t.header:
        repeat = "true" if t.repeat_header and repeat_heads else "false"
        head = f"table.header(repeat: {repeat},\n" + "".join(row(r) for r in t.header) + "),\n"
    size = min(points, 8) if len(t.widths) > 8 else points
    stroke = "stroke: (x: none, y: 0.5pt), " if lines_only else ""
    return (
        f"#text(size: {size}pt)[#table({stroke}columns: ({columns}),\n{head}" + "".join(row(r) for r in t.body) + ")]\n"
    )


def render(doc: Doc, path: Path, points: int = 8, repeat_heads: bool = True, lines_only: bool = False) -> None:
    """Compile the file.

    Larger `points` make tables run over pages; there `repeat_heads` prints headers again. `lines_only` leaves out the
    upright rules.
    """
    import typst

    parts = [PREAMBLE]
    flipped = False
    for block in doc.blocks:
        if isinstance(block, PageBreak):
            if block.landscape != flipped:
                flipped = block.landscape
                parts.append(f"#set page(flipped: {'true' if flipped else 'false'})\n")
            else:
                parts.append("#pagebreak(weak: true)\n")
        elif isinstance(block, Para):
            parts.append(_para(block) + "\n")
        else:
            parts.append(_table(block, points, repeat_heads, lines_only) + "\n")
    spec = importlib.util.find_spec("pylopdf_fonts_zh_cn")
    fonts = [str(Path(spec.origin).parent)] if spec and spec.origin else []
    source = path.with_suffix(".typ")
    source.write_text("".join(parts), encoding="utf-8")
    typst.compile(str(source), output=str(path), font_paths=fonts)
    source.unlink()
