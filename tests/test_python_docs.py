"""The examples of docs/python.md run as they stand."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def test_examples_run_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(ROOT / "examples" / "linjiang-2021" / "published" / "report.docx", tmp_path)
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    assert len(BLOCKS) >= 9
    for number, block in enumerate(BLOCKS, 1):
        exec(compile(block, f"docs/python.md, example {number}", "exec"), names)  # the page is ours


def test_every_parameter_is_explained() -> None:
    import inspect

    import juesuan

    for name in inspect.signature(juesuan.check).parameters:
        assert name == "path" or f"`{name}`" in PAGE, name
    assert set(juesuan.__all__) - {"__version__"} <= set(re.findall(r"`juesuan\.(\w+)\(", PAGE))
