"""The other commands, language, streams, start-up, documentation."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import juesuan
from juesuan.cli import main
from juesuan.findings.facts import COLUMNS
from juesuan.findings.language import choose_language

ROOT = Path(__file__).parents[2]


def run_python(*arguments: str, **environ: str) -> subprocess.CompletedProcess[bytes]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "JUESUAN", "PYTHON"))}
    return subprocess.run(
        [sys.executable, *arguments], capture_output=True, env={**environment, **environ}, timeout=60, check=False
    )


@pytest.mark.parametrize(
    ("asked", "environ", "lang"),
    [
        ("zh", {"JUESUAN_LANG": "en"}, "zh"),
        (None, {"JUESUAN_LANG": "zh", "LC_ALL": "en_GB.UTF-8"}, "zh"),
        (None, {"LC_ALL": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, "zh"),
        (None, {"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "en"),
        (None, {"LC_ALL": "", "LC_MESSAGES": "", "LANG": "zh_TW"}, "zh"),
        (None, {"LC_MESSAGES": "de_DE", "LANG": "zh_CN"}, "en"),
        (None, {"LANG": "Chinese (Simplified)_China.936"}, "zh"),
        (None, {"JUESUAN_LANG": "tlh", "LANG": "zh_CN"}, "zh"),
        (None, {"JUESUAN_LANG": "zh-Hans", "LANG": "C"}, "zh"),
    ],
)
def test_language(asked: str | None, environ: dict[str, str], lang: str) -> None:
    assert choose_language(asked, environ) == lang


@pytest.mark.skipif(sys.platform == "win32", reason="the desktop's language decides there")
def test_language_without_any_hint() -> None:
    assert choose_language(None, {}) == "en"


@pytest.mark.usefixtures("reader", "folder")
def test_facts_csv(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["facts", "all.txt", "locked.txt", "clean.txt"]) == 2
    captured = capsys.readouterr()
    assert captured.out.split("\n", 1)[0] == ",".join(COLUMNS)
    lines = list(csv.DictReader(io.StringIO(captured.out)))
    assert {line["source"] for line in lines} == {"all.txt", "clean.txt"}
    assert captured.err == "locked.txt: cannot be read: it has a password\n"
    assert main(["facts", "all.txt"]) == 0


@pytest.mark.usefixtures("reader")
def test_facts_json_and_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["facts", "--format", "json", "all.txt", "nosuch.txt"]) == 2
    data = json.loads(capsys.readouterr().out)
    assert list(data) == ["schema", "facts", "unreadable"]
    assert [list(fact) for fact in data["facts"][:1]] == [list(COLUMNS)]
    assert data["unreadable"][0]["source"] == "nosuch.txt"
    assert main(["facts", "all.txt", "-o", "facts.csv"]) == 0
    assert (folder / "facts.csv").read_bytes().startswith(b"statement,row,")
    assert main(["facts", "--format", "json", "all.txt", "-o", "nosuch/f"]) == 2
    assert json.loads(capsys.readouterr().out)["facts"] == []
    assert main(["facts", "--format", "json", "all.txt", "stop.txt", "clean.txt"]) == 130
    data = json.loads(capsys.readouterr().out)
    assert [u["source"] for u in data["unreadable"]] == ["stop.txt", "clean.txt"]


@pytest.mark.usefixtures("reader", "folder")
def test_python_interface_gives_the_commands_results(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--format", "json", "all.txt", "--lang", "zh"])
    assert juesuan.check(Path("all.txt"), lang="zh").to_dict() == json.loads(capsys.readouterr().out)["reports"][0]
    assert len(juesuan.facts("all.txt")) == 8
    with pytest.raises(ValueError, match="JS999"):
        juesuan.check("all.txt", select=["JS999"])


@pytest.mark.usefixtures("reader", "folder")
def test_rule(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule", "js101", "--lang", "zh"]) == 0
    page = capsys.readouterr().out
    assert page.startswith("JS101  合计不等于分项之和  (whole_is_not_sum)\n")
    assert "\n级别\n  错误\n" in page
    assert "\n改正\n" in page
    assert main(["rule", "JS101", "--lang", "en"]) == 0
    assert "What this means." in capsys.readouterr().out
    assert main(["rule", "JS"]) == 0
    assert [line[:5] for line in capsys.readouterr().out.splitlines()] == ["JS101", "JS301", "JS502"]
    assert main(["rule", "JS999"]) == 2
    assert main(["rule"]) == 2


def test_help_and_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.endswith(f"juesuan {juesuan.__version__}\n")
    assert main(["chekc"]) == 2
    assert main(["--nosuch"]) == 2
    for command in ("check", "facts", "rule"):
        assert main(["--lang", "zh", command, "--help"]) == 0
        text = capsys.readouterr().out
        assert text.startswith(f"用法：juesuan {command} ")
        assert "usage" not in text
        assert "show this" not in text


def test_version_is_that_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["version"] == juesuan.__version__


def test_pipes_are_utf8_whatever_the_locale() -> None:
    done = run_python("-m", "juesuan", "--lang", "zh", "check", "没有.txt", LC_ALL="C", PYTHONIOENCODING="latin-1")
    assert done.returncode == 2
    assert "没有.txt\n  无法读取：".encode() in done.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="file names are text elsewhere")
def test_name_that_is_no_text() -> None:
    name = os.fsdecode(b"\xff.txt")
    done = run_python("-m", "juesuan", "check", "--format", "json", name, LC_ALL="C.UTF-8")
    assert json.loads(done.stdout)["unreadable"][0]["source"] == name


@pytest.mark.skipif(sys.platform == "win32", reason="pipes break otherwise there")
def test_broken_pipe_is_quiet() -> None:
    script = (
        "import os, sys; read, write = os.pipe(); os.close(read); os.dup2(write, 1)\n"
        "from juesuan.cli import main; sys.exit(main(['check', 'nosuch.txt']))"
    )
    done = run_python("-c", script)
    assert (done.returncode, done.stderr) == (141, b"")


def test_start_loads_no_more_than_needed() -> None:
    """Until a file is opened, a check needs neither readers nor formats that were not asked for."""
    script = "import sys; from juesuan.cli import main\nmain(['check', 'nosuch.txt'])\nprint(' '.join(sys.modules))"
    loaded = set(run_python("-c", script).stdout.decode().split())
    assert "juesuan.cli.check" in loaded
    heavy = {"lxml", "pypdfium2", "json", "csv", "importlib.metadata", "asyncio", "xml", "logging", "tempfile"}
    assert not heavy & loaded


def test_importing_the_package_does_nothing() -> None:
    done = run_python("-c", "import sys, juesuan; print([m for m in sys.modules if m.startswith('juesuan.')])")
    assert done.stdout.strip() == b"[]"


def test_documentation_is_current() -> None:
    done = run_python(str(ROOT / "scripts" / "gen_docs.py"), "--check", PYTHONIOENCODING="utf-8")
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
