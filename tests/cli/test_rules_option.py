"""`--rules` and `--plugins` on the command line, and the example of the documentation."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "local-rules.toml"
REPORT = ROOT / "examples" / "linjiang-2021" / "published" / "report.docx"


def juesuan(*arguments: str, **environ: str) -> tuple[int, str, str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "JUESUAN"))}
    done = subprocess.run(
        [sys.executable, "-m", "juesuan", *arguments],
        capture_output=True,
        env={**environment, "JUESUAN_LANG": "zh", "PYTHONIOENCODING": "utf-8", **environ},
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def found(out: str) -> dict[str, str]:
    return {f["code"]: f["severity"] for f in json.loads(out)["reports"][0]["findings"]}


def test_the_example_runs() -> None:
    status, out, err = juesuan("check", str(REPORT), "--rules", str(EXAMPLE), "--format", "json")
    assert (status, err) == (1, "")
    codes = found(out)
    # 政府采购支出总额0万元，其中货物100万元: the bureau's own relation finds what the report says of itself.
    assert codes["LOCAL-102"] == "error"
    assert not {"LOCAL-001", "LOCAL-002", "LOCAL-101"} & codes.keys()
    assert codes["JS720"] == "info"  # a warning without the file


def test_the_documentation_shows_what_the_example_says() -> None:
    text = (ROOT / "docs" / "local-rules.md").read_text(encoding="utf-8")
    example = EXAMPLE.read_text(encoding="utf-8")
    for title in re.findall(r'^title = "(.+)"', text, re.MULTILINE):
        assert title in example


def test_their_codes_can_be_chosen(tmp_path: Path) -> None:
    arguments = ("check", str(REPORT), "--rules", str(EXAMPLE), "--format", "json")
    assert set(found(juesuan(*arguments, "--select", "LOCAL-1")[1])) == {"LOCAL-102"}
    assert "LOCAL-102" not in found(juesuan(*arguments, "--ignore", "LOCAL")[1])
    # and in processes of their own
    other = tmp_path / "report.docx"
    other.write_bytes(REPORT.read_bytes())
    status, out, _ = juesuan(*arguments, str(other), "--select", "LOCAL,JS720", "--jobs", "2")
    assert status == 1
    assert [[f["code"] for f in r["findings"]] for r in json.loads(out)["reports"]] == [["JS720", "LOCAL-102"]] * 2


@pytest.mark.parametrize("form", ["text", "sarif", "junit", "html"])
def test_every_format_knows_them(form: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    status, _, err = juesuan("check", str(REPORT), "--rules", str(EXAMPLE), "--format", form, "-o", str(out))
    assert (status, err) == (1, "")
    assert "LOCAL-102" in out.read_text(encoding="utf-8")


def test_their_pages_are_shown() -> None:
    status, out, _ = juesuan("rule", "--rules", str(EXAMPLE), "LOCAL-102")
    assert status == 0
    assert "政府采购支出应等于货物、工程、服务之和" in out
    assert juesuan("rule", "LOCAL-102")[0] == 2


def test_a_wrong_file_is_one_line(tmp_path: Path) -> None:
    rules = tmp_path / "rules.toml"
    rules.write_text('[[words]]\ncode = "LOCAL-001"\ntitle = "x"\nsection = "canteen"\nmust = "a"\n', encoding="utf-8")
    status, out, err = juesuan("check", str(REPORT), "--rules", str(rules))
    assert (status, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert "第1行 [[words]] LOCAL-001：没有章节 canteen" in err


PLUGIN = '''
from juesuan.checks.finding import Finding, Location, Severity, Words
from juesuan.checks.registry import rule

@rule("{code}", title=Words("甲", "a"), basis=Words("乙", "b"), message=Words("丙", "c"))
def a_fault(report):
    """Always there."""
    yield Finding("{code}", Severity.ERROR, Location())
{more}
'''


def plugin(folder: Path, name: str, code: str, more: str = "") -> None:
    (folder / f"{name}.py").write_text(PLUGIN.format(code=code, more=more), encoding="utf-8")
    info = folder / f"{name}-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(f"[juesuan.rules]\n{name} = {name}\n", encoding="utf-8")


def test_plugins_run_only_when_asked_for(tmp_path: Path) -> None:
    plugin(tmp_path, "bureau_rules", "BUREAU-01")
    plugin(tmp_path, "ours_again", "JS999")
    plugin(tmp_path, "broken_rules", "BROKEN-01", "raise RuntimeError('no\\nluck')")
    arguments = ("check", str(REPORT), "--format", "json")
    path = {"PYTHONPATH": str(tmp_path)}
    plain = juesuan(*arguments, **path)[1]
    assert not {"BUREAU-01", "JS999", "BROKEN-01"} & found(plain).keys()
    for out in (juesuan(*arguments, "--plugins", **path)[1], juesuan(*arguments, **path, JUESUAN_PLUGINS="1")[1]):
        assert found(out).keys() & {"BUREAU-01", "JS999", "BROKEN-01"} == {"BUREAU-01"}
        failed = [n for n in json.loads(out)["reports"][0]["not_checked"] if n["code"].startswith("plugin:")]
        assert [(n["code"], n["reason_code"]) for n in failed] == [
            ("plugin:broken_rules", "crashed"),
            ("plugin:ours_again", "crashed"),
        ]
        assert "no luck" in failed[0]["reason"]
    assert found(juesuan(*arguments, "--plugins", "--select", "BUREAU", **path)[1]) == {"BUREAU-01": "error"}


def test_a_file_may_switch_a_plugins_rule(tmp_path: Path) -> None:
    plugin(tmp_path, "bureau_rules", "BUREAU-01")
    rules = tmp_path / "rules.toml"
    rules.write_text('[severity]\nBUREAU-01 = "info"\n', encoding="utf-8")
    arguments = ("check", str(REPORT), "--format", "json", "--rules", str(rules))
    out = juesuan(*arguments, "--plugins", PYTHONPATH=str(tmp_path))[1]
    assert found(out)["BUREAU-01"] == "info"
    assert juesuan(*arguments, PYTHONPATH=str(tmp_path))[0] == 2  # without it there is no such rule


def test_looking_for_plugins_costs_nothing_unasked() -> None:
    code = "import sys, juesuan; juesuan.check(sys.argv[1]); sys.exit('importlib.metadata' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code, str(REPORT)], timeout=60, check=False)
    assert done.returncode == 0
