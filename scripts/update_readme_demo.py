"""Put the demo's real output into the READMEs, between the markers `<!-- demo:begin -->` and `<!-- demo:end -->`.

Run it from the repository after `make demo`'s set-up:

    .venv/bin/python scripts/update_readme_demo.py          # write
    .venv/bin/python scripts/update_readme_demo.py --check  # exit 1 if a README is out of date
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = "examples/linjiang-2021/published/report.docx"
READMES = {"README.md": "en", "README.zh-CN.md": "zh"}
LEFT_OUT = {"en": "… {n} more lines …", "zh": "…… 此处略去{n}行 ……"}
LINES = 30
"""Lines of the output shown before it is cut at the next blank line."""

BLOCK = re.compile(r"(<!-- demo:begin -->\n).*?(<!-- demo:end -->)", re.DOTALL)


def output(lang: str) -> str:
    """What the demo's check prints in one language.

    Raises:
        SystemExit: the check could not be made.
    """
    command = [sys.executable, "-m", "juesuan", "check", EXAMPLE, "--lang", lang]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)  # noqa: S603 - fixed words
    if done.returncode not in (0, 1):
        raise SystemExit(f"the check failed:\n{done.stdout}{done.stderr}")
    return done.stdout.strip("\n")


def shortened(text: str, lang: str) -> str:
    """The first findings and the closing summary; what is left out between is counted."""
    lines = text.splitlines()
    summary = len(lines) - 1 - lines[::-1].index("") if "" in lines else len(lines)
    cut = next((i for i in range(LINES, summary) if not lines[i]), summary)
    if summary - cut < 3:
        return text
    return "\n".join([*lines[:cut], "", LEFT_OUT[lang].format(n=summary - cut - 1), *lines[summary:]])


def block(lang: str) -> str:
    """The Markdown between the markers."""
    option = " --lang en" if lang == "en" else ""
    shown = shortened(output(lang), lang)
    return f"```text\n$ juesuan check {EXAMPLE}{option}\n\n{shown}\n```\n"


def main(arguments: list[str]) -> int:
    """Write or compare; the number of files out of date is the exit status."""
    stale = 0
    for name, lang in READMES.items():
        path = ROOT / name
        old = path.read_text(encoding="utf-8")
        inner = block(lang)
        new, found = BLOCK.subn(lambda match, inner=inner: match[1] + inner + match[2], old)  # type: ignore[misc]
        if found != 1:
            raise SystemExit(f"{name} has no demo block")
        if new != old:
            stale += 1
            print(f"{name} was out of date")
            if "--check" not in arguments:
                path.write_text(new, encoding="utf-8", newline="\n")
    return stale if "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
