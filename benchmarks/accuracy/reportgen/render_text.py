"""A report as plain text: one paragraph a line; tables, where there are any, with tabs between cells."""

from __future__ import annotations

from pathlib import Path

from .blocks import Doc, PageBreak, Para
from .statements import placed


def render(doc: Doc, path: Path) -> None:
    """Write the file (UTF-8)."""
    lines: list[str] = []
    for block in doc.blocks:
        if isinstance(block, Para):
            lines.append(("    " if not block.role and not block.heading else "") + block.text)
        elif isinstance(block, PageBreak):
            lines.append("")
        else:
            rows = block.header + block.body
            grid = [[""] * len(block.widths) for _ in rows]
            for y, x, cell in placed(rows):
                grid[y][x] = cell.text
            lines += ["\t".join(r) for r in grid]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
