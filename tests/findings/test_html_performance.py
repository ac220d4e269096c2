"""The page draws self-evaluation forms, under a policy that forbids styles within elements."""

from __future__ import annotations

from pathlib import Path

from juesuan.findings import html
from juesuan.findings.html_performance import drawings
from juesuan.findings.pipeline import Options, check_file

EXAMPLE = Path(__file__).parents[2] / "examples" / "linjiang-2021" / "published" / "report.docx"


def test_every_form_is_drawn() -> None:
    report = check_file(str(EXAMPLE), Options("zh", picture_bytes=10**6))
    page = "".join(html.render([report], "zh"))
    part = page[page.index('<section class="performance"') :]
    assert part.count("<svg") == 12  # eleven forms and all at a glance
    assert part.count("<details") == 11
    assert "项目绩效自评" in part
    assert " style=" not in part
    assert len({line.split('"')[0] for line in part.split('<title id="')[1:]}) == 12


def test_nothing_is_drawn_without_forms() -> None:
    assert drawings((), "r1-", "h2", "zh") is None
