"""Tables of the Word report as XML: merged headers, repeated rows, amounts to the right."""

from __future__ import annotations

from itertools import chain

from juesuan.writing import fit as fitting
from juesuan.writing import paper
from juesuan.writing.docx_report_parts import attribute, text, twips
from juesuan.writing.fit import Fit, placed
from juesuan.writing.model import GridCell, StatementGrid

_STYLES = {"left": "TableText", "center": "TableHead", "right": "TableNumber"}


def table(grid: StatementGrid, how: Fit) -> str:
    """A table's element.

    Args:
        grid: what it holds; made-up amounts are already marked.
        how: type, widths and heights.
    """
    widths = [twips(width) for width in how.widths]
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    name = attribute(grid.title)
    rows = _Rows(grid, how, widths).all()
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="ReportTable"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:jc w:val="center"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" '
        'w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{name}"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>'
    )


class _Rows:
    """The rows of one table."""

    def __init__(self, grid: StatementGrid, how: Fit, widths: list[int]) -> None:
        self._grid = grid
        self._widths = widths
        self._size = how.size
        line = twips(how.size * fitting.LEADING)
        self._spacing = f'<w:spacing w:line="{line}" w:lineRule="exact"/>' if how.size != paper.SMALL else ""
        self._half = f'<w:sz w:val="{round(how.size * 2)}"/>' if how.size != paper.SMALL else ""
        self._height = f'<w:trHeight w:val="{twips(how.row)}" w:hRule="atLeast"/>'
        self._begins: dict[tuple[int, int], GridCell] = {}
        self._covered: dict[tuple[int, int], GridCell] = {}  # row and first column of what continues from above
        for row, column, cell in placed(grid):
            self._begins[row, column] = cell
            for below in range(row + 1, row + cell.rowspan):
                self._covered[below, column] = cell

    def all(self) -> str:
        """Every row; those of the header are repeated on each page."""
        count = len(self._grid.header)
        total = count + len(self._grid.body)
        return "".join(chain.from_iterable(self._row(y, y < count) for y in range(total)))

    def _row(self, y: int, header: bool) -> list[str]:
        repeated = "<w:tblHeader/>" if header else ""
        out = [f"<w:tr><w:trPr><w:cantSplit/>{self._height}{repeated}</w:trPr>"]
        x = 0
        while x < self._grid.columns:
            cell = self._begins.get((y, x))
            if cell is not None:
                out.append(self._cell(cell, x, restart=cell.rowspan > 1))
            else:
                cell = self._covered.get((y, x), GridCell(""))
                out.append(self._cell(cell, x, restart=False, continued=(y, x) in self._covered))
            x += cell.colspan
        out.append("</w:tr>")
        return out

    def _cell(self, cell: GridCell, x: int, *, restart: bool, continued: bool = False) -> str:
        width = sum(self._widths[x : x + cell.colspan])
        span = f'<w:gridSpan w:val="{cell.colspan}"/>' if cell.colspan > 1 else ""
        merge = '<w:vMerge w:val="restart"/>' if restart else "<w:vMerge/>" if continued else ""
        indent = ""
        if cell.indent:
            indent = f'<w:ind w:left="{twips(cell.indent * fitting.INDENT * self._size)}"/>'
        style = f'<w:pStyle w:val="{_STYLES[cell.align]}"/>'
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}<w:vAlign w:val="center"/></w:tcPr>'
            f"<w:p><w:pPr>{style}{self._spacing}{indent}</w:pPr>{'' if continued else self._run(cell)}</w:p></w:tc>"
        )

    def _run(self, cell: GridCell) -> str:
        if not cell.text:
            return ""
        properties = ("<w:i/>" if cell.reconstructed else "") + self._half
        inside = "<w:br/>".join(f'<w:t xml:space="preserve">{text(line)}</w:t>' for line in cell.text.split("\n"))
        return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{inside}</w:r>"
