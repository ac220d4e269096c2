"""`juesuan check`: exit statuses, whole JSON, files that cannot be read, where output goes."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

import juesuan.cli.output
from juesuan.cli import main

pytestmark = pytest.mark.usefixtures("reader", "folder")

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "check.schema.json").read_text(encoding="utf-8"))


def as_json(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict]:  # type: ignore[type-arg]
    status = main(["check", "--format", "json", *arguments])
    data = json.loads(capsys.readouterr().out)
    jsonschema.Draft202012Validator(SCHEMA).validate(data)
    return status, data


@pytest.mark.parametrize(
    ("files", "fail_on", "status"),
    [
        ("clean", "error", 0),
        ("clean", "info", 0),
        ("error", "error", 1),
        ("warning", "error", 0),
        ("warning", "warning", 1),
        ("info", "warning", 0),
        ("info", "info", 1),
        ("error", "info", 1),
        ("error", "never", 0),
        ("clean error", "error", 1),
        ("error clean", "error", 1),
        ("locked", "never", 2),
        ("error locked", "error", 2),
        ("clean nosuch", "error", 2),
        ("hostile clean", "error", 2),
    ],
)
@pytest.mark.parametrize("form", ["text", "json"])
def test_exit_status(files: str, fail_on: str, status: int, form: str) -> None:
    paths = [f"{name}.txt" for name in files.split()]
    assert main(["check", *paths, "--fail-on", fail_on, "--format", form]) == status


def test_fails_on_errors_by_default() -> None:
    assert (main(["check", "warning.txt"]), main(["check", "error.txt"])) == (0, 1)


def test_one_bad_file_does_not_hide_the_others(capsys: pytest.CaptureFixture[str]) -> None:
    status, data = as_json(capsys, "all.txt", "locked.txt", "hostile.txt", "nosuch.pdf", "clean.txt")
    assert status == 2
    assert [r["source"] for r in data["reports"]] == ["all.txt", "clean.txt"]
    assert len(data["reports"][0]["findings"]) == 4
    assert data["unreadable"] == [
        {"source": "locked.txt", "reason": "it has a password"},
        {"source": "hostile.txt", "reason": "the program failed (ZeroDivisionError: two lines)"},
        {"source": "nosuch.pdf", "reason": "no such file"},
    ]


def test_text_shows_unreadable_files_where_they_come(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "locked.txt", "all.txt", "--lang", "zh"])
    captured = capsys.readouterr()
    assert captured.out.startswith("locked.txt\n  无法读取：有密码\n\nall.txt\n")
    assert "2 个错误" in captured.out
    assert captured.err == ""


def test_traceback_on_request(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    main(["check", "hostile.txt"])
    assert "Traceback" not in capsys.readouterr().err
    monkeypatch.setenv("JUESUAN_DEBUG", "1")
    main(["check", "hostile.txt"])
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["--select", "JS999", "all.txt"],
        ["--select", "JS3,", "all.txt"],
        ["--ignore", "JX", "all.txt"],
        ["--format", "xlsx", "all.txt"],
        ["--format", "pdf", "all.txt"],
        ["--previous", "x", "all.txt"],
        ["--waivers", "x", "all.txt"],
        ["--baseline", "x", "all.txt"],
        ["--edition", "mars-2024", "all.txt"],
        ["--fail-on", "fatal", "all.txt"],
        ["--colour", "all.txt"],
        ["-o", "nosuch/out.json", "all.txt"],
        ["-o", ".", "all.txt"],
        ["-o", "all.txt", "all.txt"],
        [],
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_wrong_call(arguments: list[str], lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", *arguments, "--lang", lang]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    first = captured.err.splitlines()[0]
    assert first.startswith("juesuan check：错误：" if lang == "zh" else "juesuan check: error: ")
    if arguments[:1] != ["--format"]:
        # standard output is whole JSON even then
        assert main(["check", "--format", "json", *arguments, "--lang", lang]) == 2
        data = json.loads(capsys.readouterr().out)
        jsonschema.Draft202012Validator(SCHEMA).validate(data)
        assert (data["reports"], data["unreadable"]) == ([], [])
        assert data["error"]


def test_binary_formats_ask_for_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "all.txt", "--format", "xlsx"]) == 2
    assert capsys.readouterr().err == "juesuan check: error: write --format xlsx to a file with -o\n"


def test_chinese_errors_are_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in ([], ["--colour", "a"], ["a", "--format", "pdf"], ["a", "-o"], ["a", "--join=1"]):
        main(["--lang", "zh", "check", *arguments])
        said = capsys.readouterr().err.splitlines()[0].removeprefix("juesuan check：错误：")
        assert any("\u4e00" <= c <= "\u9fff" for c in said), said


def test_selection_means_families(reader: list[tuple[str, ...]]) -> None:
    main(["check", "clean.txt", "--select", "js1, JS5", "--ignore", "JS301，JS101"])
    main(["check", "clean.txt"])
    assert reader == [("JS101", "JS502", "/", "JS101", "JS301"), ("/",)]


def test_options_may_stand_between_paths(capsys: pytest.CaptureFixture[str]) -> None:
    _, data = as_json(capsys, "clean.txt", "--lang", "zh", "all.txt", "--fail-on=never", "info.txt")
    assert [r["source"] for r in data["reports"]] == ["clean.txt", "all.txt", "info.txt"]
    assert data["reports"][1]["findings"][0]["message"] == "没有收入决算表"


def test_folder_is_searched(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    below = folder / "tree" / "b" / "c"
    below.mkdir(parents=True)
    for name in ("b/2.TXT", "b/10.txt", "a.txt", "b/c/x.txt", "~$a.docx", ".hidden.txt", "b/notes.csv", "out.txt"):
        (folder / "tree" / name).write_text("clean", encoding="utf-8")
    (folder / "tree" / ".git").mkdir()
    (folder / "tree" / ".git" / "y.txt").write_text("clean", encoding="utf-8")
    expected = ["tree/a.txt", "tree/b/10.txt", "tree/b/2.TXT", "tree/b/c/x.txt"]
    status, data = as_json(capsys, "tree")
    assert [r["source"] for r in data["reports"]] == [*expected, "tree/out.txt"]
    assert status == 0
    _, data = as_json(capsys, "tree/")
    assert data["reports"][0]["source"] == "tree/a.txt"
    # a file of an earlier run is not read as a report
    main(["check", "--format", "json", "tree", "-o", "tree/out.txt"])
    written = json.loads((folder / "tree" / "out.txt").read_text(encoding="utf-8"))
    assert [r["source"] for r in written["reports"]] == expected


def test_folder_without_reports_cannot_be_read(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "empty").mkdir()
    status, data = as_json(capsys, "empty", "clean.txt")
    assert status == 2
    assert data["unreadable"][0]["source"] == "empty"
    assert len(data["reports"]) == 1


def test_join_makes_one_report(capsys: pytest.CaptureFixture[str]) -> None:
    status, data = as_json(capsys, "--join", "all.txt", "locked.txt", "clean.txt")
    assert status == 2
    (report,) = data["reports"]
    assert (report["source"], report["sources"]) == ("all.txt", ["all.txt", "clean.txt"])
    assert {f["location"]["file"] for f in report["findings"] if f["location"]["block"] is not None} == {"all.txt"}
    assert data["unreadable"][0]["source"] == "locked.txt"


def test_output_file_is_whole_or_untouched(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    target = folder / "out.json"
    assert main(["check", "--format", "json", "all.txt", "-o", "out.json"]) == 1
    assert capsys.readouterr().out == ""
    before = target.read_bytes()
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(before))
    assert main(["check", "--format", "json", "clean.txt", "stop.txt", "-o", "out.json"]) == 130
    assert target.read_bytes() == before

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(juesuan.cli.output.os, "replace", fail)
    assert main(["check", "clean.txt", "-o", "out.json"]) == 2
    assert "No space left" in capsys.readouterr().err
    assert target.read_bytes() == before
    assert not list(folder.glob(".*.tmp"))


def test_output_through_a_link_keeps_the_link(folder: Path) -> None:
    (folder / "real.txt").write_text("old", encoding="utf-8")
    try:
        (folder / "link").symlink_to("real.txt")
    except OSError:
        pytest.skip("no symbolic links here")
    main(["check", "clean.txt", "-o", "link", "--lang", "en"])
    assert (folder / "link").is_symlink()
    assert "Nothing found." in (folder / "real.txt").read_text(encoding="utf-8")


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="no such device")
def test_output_to_a_device() -> None:
    assert main(["check", "clean.txt", "-o", "/dev/null"]) == 0
    assert Path("/dev/null").is_char_device()


def test_unreadable_files_are_named_on_standard_error_too(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "locked.txt", "-o", "out"])
    assert capsys.readouterr().err == "locked.txt: cannot be read: it has a password\n"


def test_interrupt_is_clean(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "clean.txt", "stop.txt", "all.txt"]) == 130
    captured = capsys.readouterr()
    assert captured.err == "interrupted\n"
    assert main(["check", "--format", "json", "clean.txt", "stop.txt", "all.txt"]) == 130
    data = json.loads(capsys.readouterr().out)
    assert [r["source"] for r in data["reports"]] == ["clean.txt"]
    assert [u["source"] for u in data["unreadable"]] == ["stop.txt", "all.txt"]


def test_same_bytes_every_time(capsys: pytest.CaptureFixture[str]) -> None:
    runs = []
    for _ in range(2):
        main(["check", "--format", "json", "all.txt", "error.txt"])
        runs.append(capsys.readouterr().out)
    assert runs[0] == runs[1]


def test_progress_only_on_a_terminal(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    main(["check", "clean.txt", "all.txt"])
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    main(["check", "clean.txt"])
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    main(["check", "clean.txt", "all.txt"])
    shown = capsys.readouterr().err
    assert "file 2 of 2: all.txt" in shown
    assert shown.endswith("\r\x1b[K")


def test_colour_only_on_a_terminal(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    seen = {}
    for name, terminal, variable in (("pipe", False, ""), ("terminal", True, ""), ("no", True, "1")):
        monkeypatch.setattr(sys.stdout, "isatty", lambda terminal=terminal: terminal)
        monkeypatch.setenv("NO_COLOR", variable)
        main(["check", "all.txt"])
        seen[name] = "\x1b[" in capsys.readouterr().out
    assert seen == {"pipe": False, "terminal": True, "no": False}
