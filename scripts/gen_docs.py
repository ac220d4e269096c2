"""Write docs/commands.md, docs/rules.md and docs/rules/ from the code, or compare them with it.

python scripts/gen_docs.py            write
python scripts/gen_docs.py --check    exit 1 and name the files that are stale
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from juesuan.checks.registry import Rule
from juesuan.cli.options import COMMANDS, Command, Option
from juesuan.cli.parser import explain
from juesuan.findings.catalogue import say
from juesuan.findings.facts import COLUMNS
from juesuan.findings.rule_page import markdown
from juesuan.findings.selection import rules

DOCS = Path(__file__).resolve().parent.parent / "docs"
NOTE = "<!-- Made by scripts/gen_docs.py: change the code, not this file. -->"
FAMILIES = {
    "JS1": ("表内", "within a statement"),
    "JS2": ("表间", "across statements"),
    "JS3": ("表说", "narrative against statement"),
    "JS4": ("文内算术", "arithmetic inside the narrative"),
    "JS5": ("完整与结构", "completeness and structure"),
    "JS6": ("绩效", "performance"),
    "JS7": ("用词与名称", "wording and names"),
    "JS8": ("公开义务", "disclosure duties"),
    "JS9": ("年度间、部门与单位间", "year to year and unit to department"),
}


def commands() -> Iterator[str]:
    """The page of the command line, line by line."""
    yield from ("# The command line 命令行", "", NOTE, "")
    yield "`juesuan --version` tells the version; `juesuan` alone shows help. 显示版本号；不带参数时显示说明。"
    for command in COMMANDS:
        yield from _command(command)
    yield from ("", "## Columns of `juesuan facts`", "", "```", ",".join(COLUMNS), "```", "")
    yield "A line for each amount read: table cells first (`statement` set), then the narrative's claims (`quote` set)."
    yield "`value` is empty where the cell is no number, and negative for a decrease; `text` is as printed. What is"
    yield "said in per cent of something, or of a change, has share, completion, growth or change as `quantity`."
    yield from ("", "## Environment 环境变量", "", "| variable | 中文 | English |", "| --- | --- | --- |")
    yield "| `JUESUAN_LANG` | 语言：zh 或 en | language: zh or en |"
    yield "| `NO_COLOR` | 不用颜色 | no colours |"
    yield "| `JUESUAN_PLUGINS=1` | 同 `check --plugins` | as `check --plugins` |"
    yield "| `JUESUAN_DEBUG=1` | 程序出错时显示调用栈 | show tracebacks of failures |"


def _command(command: Command) -> Iterator[str]:
    yield from ("", f"## juesuan {command.name}", "")
    for text in (command.help, f"{command.help}.more"):
        yield f"{say(text, 'en')} {say(text, 'zh')}"
        yield ""
    yield from ("| option | 中文 | English |", "| --- | --- | --- |")
    for option in command.options:
        yield f"| `{_written(option)}` | {explain(option, 'zh')} | {explain(option, 'en')} |"


def _written(option: Option) -> str:
    if option.positional:
        return option.metavar if option.one else f"{option.metavar}..."
    value = option.metavar or "\\|".join(option.choices)
    return ", ".join(option.flags) + (f" {value}" if value else "")


def rule_table() -> Iterator[str]:
    """The table of all rules, line by line."""
    yield from ("# Rules 规则", "", NOTE, "")
    yield "A code, once published, keeps its meaning. 编号一经发布，含义不变。"
    family = ""
    for code, rule in sorted(rules().items()):
        if code[:3] != family:
            family = code[:3]
            zh, en = FAMILIES.get(family, ("", ""))
            yield from ("", f"## {family}xx {zh} ({en})", "")
            yield from ("| code | 中文 | English | severity |", "| --- | --- | --- | --- |")
        yield f"| [{code}](rules/{code}.md) | {_cell(rule.title.zh)} | {_cell(rule.title.en)} | {rule.severity} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def rule_page(rule: Rule) -> Iterator[str]:
    """The page of one rule, line by line: Chinese, then English."""
    yield from (f"# {rule.code} {rule.title.zh}", "", NOTE, "", f"`{rule.name}` · [全部规则 all rules](../rules.md)")
    yield from markdown(rule, "zh")
    yield from ("", f"## {rule.title.en}")
    yield from markdown(rule, "en")


def pages() -> Iterator[tuple[str, Iterator[str]]]:
    """Path below docs and lines of every page."""
    yield "commands.md", commands()
    yield "rules.md", rule_table()
    for code, rule in sorted(rules().items()):
        yield f"rules/{code}.md", rule_page(rule)


def main() -> int:
    """Write or compare; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--check", action="store_true", help="compare only")
    check = parser.parse_args().check
    stale = 0
    due = set()
    for name, lines in pages():
        path, text = DOCS / name, "\n".join(lines) + "\n"
        due.add(path)
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        if check:
            sys.stdout.write(f"{name} is stale: run python scripts/gen_docs.py\n")
            stale = 1
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
    for path in sorted(set((DOCS / "rules").glob("*.md")) - due):
        if check:
            sys.stdout.write(f"rules/{path.name} has no rule any more: run python scripts/gen_docs.py\n")
            stale = 1
        else:
            path.unlink()
    return stale


if __name__ == "__main__":
    sys.exit(main())
