"""How the cells of a feedback sheet look."""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING, Any

from juesuan.findings.language import Lang

if TYPE_CHECKING:
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

_FONTS = {"zh": "宋体", "en": "Calibri"}
_HEAD_FONTS = {"zh": "黑体", "en": "Calibri"}
_FILLS = {"error": "#F8D7DA", "warning": "#FFE8C2", "info": "#DCE9F7"}
_NO_DATE = datetime(1980, 1, 1)
"""A date that is none: the same findings give the same bytes."""


def new_workbook(target: io.BytesIO) -> Workbook:
    """An empty workbook; nothing touches the disk, since drafts are confidential."""
    import xlsxwriter  # here, because only this format needs it

    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    workbook = xlsxwriter.Workbook(target, plain)
    workbook.set_properties({"author": "Juesuan", "created": _NO_DATE})
    return workbook


class Looks:
    """The formats of a workbook.

    Attributes:
        lang: language of the sheet.
        title: title of a sheet.
        bare: text without a border.
        head: heads of columns.
        plain: text that wraps.
        centred: short words and counts.
        severity: the word for how grave a finding is.
        done: lines that the unit has dealt with.
    """

    def __init__(self, workbook: Workbook, lang: Lang) -> None:
        """Define the formats."""
        self.lang = lang
        self._workbook = workbook
        self._guarded: dict[int, Any] = {}
        self._definitions: dict[int, dict[str, Any]] = {}
        base = {"font_name": _FONTS[lang], "font_size": 10, "text_wrap": True, "valign": "vcenter", "num_format": "@"}
        cell = {**base, "border": 1, "border_color": "#808080"}
        centred = {**cell, "align": "center"}
        head_font = {"font_name": _HEAD_FONTS[lang], "bold": lang == "en"}
        self.title = self._add({**base, **head_font, "font_size": 16, "align": "center"})
        self.bare = self._add(base)
        self.head = self._add({**centred, **head_font, "bg_color": "#E7E6E6"})
        self.plain = self._add({**cell, "align": "left"})
        self.centred = self._add(centred)
        self.severity = {grave: self._add({**centred, "bg_color": fill}) for grave, fill in _FILLS.items()}
        self.done = workbook.add_format({"font_color": "#808080", "bg_color": "#F2F2F2"})

    def guarded(self, look: Any) -> Any:
        """The same look for text that a spreadsheet might take for a formula once somebody edits the cell."""
        key = id(look)
        if key not in self._guarded:
            self._guarded[key] = self._workbook.add_format({**self._definitions[key], "quote_prefix": True})
        return self._guarded[key]

    def _add(self, definition: dict[str, Any]) -> Any:
        look = self._workbook.add_format(definition)
        self._definitions[id(look)] = definition
        return look
