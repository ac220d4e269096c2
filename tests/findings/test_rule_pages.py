"""Pages of the real rules: each says what, why, an example, the same put right, the ground and the severity."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

SCRIPT = """
from juesuan.findings.rule_page import markdown, page, plain
from juesuan.findings.selection import rules

for code, rule in rules().items():
    for lang in ("zh", "en"):
        words = page(rule, lang)
        for part in ("what", "why", "breaks", "right"):
            text = getattr(words, part)
            chinese = any("\\u4e00" <= c <= "\\u9fff" for c in text)
            if not text or (lang == "zh" and part in ("what", "why") and not chinese):
                print(code, lang, part)
        if words.breaks == words.right:
            print(code, "nothing was put right")
        shown = "\\n".join(plain(rule, lang)) + "\\n".join(markdown(rule, lang))
        if "None" in shown or "Breaks:" in shown:
            print(code, lang, "odd")
"""


def test_every_rule_has_a_whole_page() -> None:
    """In a process of its own, since this folder's registry holds a sample.

    A rule that fails here lacks `Breaks:` and `Right:` in its docstring, or its Chinese sentence and example in
    findings/data/rule_pages.toml.
    """
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, encoding="utf-8", check=True,
        env={"PYTHONIOENCODING": "utf-8", "PYTHONPATH": str(ROOT / "src")},
    )  # fmt: skip
    assert done.stdout == ""


def test_the_table_leads_to_every_page() -> None:
    table = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    pages = {p.name for p in (ROOT / "docs" / "rules").glob("*.md")}
    assert pages
    assert all(f"(rules/{name})" in table for name in pages)
    assert table.count("](rules/") == len(pages)
