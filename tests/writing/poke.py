"""Change single cells of a workbook as a spreadsheet program would store them, everything else left as it is."""

from __future__ import annotations

import zipfile
from pathlib import Path

from lxml import etree

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def poke(path: Path, sheet: str, cells: dict[str, str | float | None]) -> None:
    """Set cells: a text, a number, or None for nothing. A formula in the cell is gone.

    Args:
        path: the workbook.
        sheet: name of the sheet.
        cells: reference → what is put there.
    """
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    names = [s.get("name") for s in etree.fromstring(parts["xl/workbook.xml"]).iter(f"{_MAIN}sheet")]
    part = f"xl/worksheets/sheet{names.index(sheet) + 1}.xml"
    root = etree.fromstring(parts[part])
    for cell in root.iter(f"{_MAIN}c"):
        if cell.get("r") in cells:
            _set(cell, cells.pop(cell.get("r")))
    assert not cells, f"no such cells: {cells}"
    parts[part] = etree.tostring(root)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def _set(cell: etree._Element, value: str | float | None) -> None:
    for child in list(cell):
        cell.remove(child)
    cell.attrib.pop("t", None)
    if isinstance(value, str):
        cell.set("t", "inlineStr")
        etree.SubElement(etree.SubElement(cell, f"{_MAIN}is"), f"{_MAIN}t").text = value
    elif value is not None:
        etree.SubElement(cell, f"{_MAIN}v").text = repr(value)
