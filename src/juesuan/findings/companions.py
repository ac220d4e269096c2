"""What a report is compared with: last year's report or the last draft, and the bureau's template."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from juesuan.documents import open_document
from juesuan.documents.model import Document, UnreadableError
from juesuan.recognition import recognise
from juesuan.recognition.report import NotChecked, Report

T = TypeVar("T")

_SUFFIXES = (".pdf", ".docx", ".xlsx", ".xlsm", ".xls", ".html", ".htm", ".mht", ".txt")
_YEARS = re.compile(r"\d+|年度|年|[\s_\-—()（）]+|终稿|初稿|定稿|修改稿|上年|v(?=\d|$)", re.IGNORECASE)


def accompany(report: Report, previous: str | None, template: str | None) -> Report:
    """The report with its companions; one that cannot be read is named among what was not checked.

    Args:
        report: the report as recognised.
        previous: file or folder.
        template: file.
    """
    missing: list[NotChecked] = []
    if previous is not None:
        found = _attempt(lambda: _recognised(_file_for(report.document.source, previous)))
        if isinstance(found, Report):
            report = replace(report, previous=found)
        else:
            missing.append(NotChecked("JS901", "no_previous_year", *_of_previous(found), *_YEAR_TO_YEAR))
    if template is not None:
        read = _attempt(lambda: _read(template))
        if isinstance(read, Document):
            report = replace(report, template=read)
        else:
            missing.append(NotChecked("JS715", "unreadable", *_of_template(read), *_TEMPLATE))
    return replace(report, not_checked=(*report.not_checked, *missing)) if missing else report


_YEAR_TO_YEAR = ("年度间核对", "year-to-year checks")
_TEMPLATE = ("与范本核对", "comparison with the template")


def _of_previous(reason: tuple[str, str]) -> tuple[str, str]:
    return f"上年度报告无法使用（{reason[0]}）", f"last year's report cannot be used ({reason[1]})"


def _of_template(reason: tuple[str, str]) -> tuple[str, str]:
    return f"范本无法读取（{reason[0]}）", f"the template cannot be read ({reason[1]})"


def _attempt(work: Callable[[], T]) -> T | tuple[str, str]:
    """What `work` gives, or why it cannot: Chinese, English."""
    try:
        return work()
    except UnreadableError as error:
        return error.zh, error.en
    except Exception as error:  # a hostile companion must not cost the report its check
        told = f"{type(error).__name__}: {error}"
        return f"程序出错：{told}", f"the program failed: {told}"


@lru_cache(maxsize=2)
def _read(path: str) -> Document:
    return open_document(path)


@lru_cache(maxsize=2)
def _recognised(path: str) -> Report:
    return recognise(open_document(path))


def _file_for(source: str, previous: str) -> str:
    """The file itself, or that of the folder whose name says the same but for the year.

    Raises:
        UnreadableError: the folder has none, or several.
    """
    folder = Path(previous)
    if not folder.is_dir():
        return previous
    wanted = _key(Path(source).stem)
    files = sorted(p for p in folder.rglob("*") if p.suffix.lower() in _SUFFIXES and not p.name.startswith((".", "~$")))
    found = [p for p in files if _key(p.stem) == wanted]
    if len(found) != 1:
        zh = "文件夹中没有同名文件" if not found else "文件夹中有几个同名文件"
        en = "the folder has no file of this name" if not found else "the folder has several files of this name"
        raise UnreadableError(previous, zh, en)
    return str(found[0])


def _key(stem: str) -> str:
    """A file's name without what changes from year to year and draft to draft."""
    return _YEARS.sub("", stem).lower()
