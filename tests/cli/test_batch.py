"""Many reports at once: the same bytes on any number of processes, dying readers, folders of feedback."""

from __future__ import annotations

import faulthandler
import json
import os
import signal
import sys
import time
from html.parser import HTMLParser
from pathlib import Path

import jsonschema
import pytest

import juesuan.documents
from juesuan.cli import main
from juesuan.cli.folder import file_names
from juesuan.documents.model import Document

pytestmark = pytest.mark.usefixtures("reader", "folder")
posix = pytest.mark.skipif(sys.platform != "linux", reason="what a test puts in place is inherited by fork only")

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "check.schema.json").read_text(encoding="utf-8"))


@pytest.fixture
def deadly(reader: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that kill or hold up their reader."""
    opened = juesuan.documents.open_document

    def open_document(path: str) -> Document:
        text = Path(path).read_text(encoding="utf-8")
        if text == "segfault":
            faulthandler.disable()
            os.kill(os.getpid(), signal.SIGSEGV)
        if text == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if text == "hang":
            time.sleep(60)
        if text == "memory":
            raise MemoryError
        return opened(path)

    monkeypatch.setattr(juesuan.documents, "open_document", open_document)


@pytest.fixture
def drafts(folder: Path) -> Path:
    """A folder of reports of every fate."""
    made = folder / "drafts"
    (made / "b").mkdir(parents=True)
    for name, text in (
        ("a.txt", "clean"), ("b/a.txt", "all"), ("b/c.txt", "error"), ("d.txt", "warning"), ("e.txt", "locked"),
        ("f.txt", "info"), ("g.txt", "all"),
    ):  # fmt: skip
        (made / name).write_text(text, encoding="utf-8")
    return made


@pytest.mark.parametrize("form", ["text", "json", "sarif", "junit"])
def test_same_bytes_on_any_number_of_processes(form: str, drafts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    runs = []
    for jobs in ("1", "2", "5"):
        assert main(["check", "drafts", "--format", form, "--jobs", jobs]) == 2
        runs.append(capsys.readouterr())
    assert runs[0].out
    assert runs[0] == runs[1] == runs[2]


@posix
@pytest.mark.usefixtures("deadly")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_readers_that_die_are_reported_for_their_file_only(
    jobs: str, drafts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("segfault", "kill", "hang", "memory"):
        (drafts / f"b{name}.txt").write_text(name, encoding="utf-8")
    began = time.monotonic()
    assert main(["check", "drafts", "--format", "json", "--jobs", jobs, "--timeout", "0.5"]) == 2
    assert time.monotonic() - began < 20
    data = json.loads(capsys.readouterr().out)
    jsonschema.Draft202012Validator(SCHEMA).validate(data)
    assert len(data["reports"]) == 6
    assert {Path(u["source"]).stem: u["reason"] for u in data["unreadable"]} == {
        "e": "it has a password",
        "bsegfault": "the program ended while reading it (SIGSEGV)",
        "bkill": "the program was killed while reading it, perhaps for lack of memory (SIGKILL)",
        "bhang": "reading it took more than 0.5 s and was given up",
        "bmemory": "the file is too large or too complex: out of memory",
    }


@posix
@pytest.mark.usefixtures("deadly")
def test_a_single_file_is_bounded_when_asked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "hang.txt").write_text("hang", encoding="utf-8")
    assert main(["check", "hang.txt", "--timeout", "0.3"]) == 2
    assert "took more than 0.3 s" in capsys.readouterr().out


def test_a_single_file_starts_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    import juesuan.findings.workers

    monkeypatch.setattr(juesuan.findings.workers, "each", None)
    assert main(["check", "error.txt"]) == 1
    with pytest.raises(TypeError):
        main(["check", "error.txt", "clean.txt"])


@pytest.mark.parametrize(
    "arguments",
    [
        ["--jobs", "0"], ["--jobs", "-1"], ["--jobs", "two"], ["--jobs", "１"], ["--timeout", "0"],
        ["--timeout", "nan"], ["--timeout", "-3"], ["--timeout", "soon"], ["--timeout", "inf"],
    ],
)  # fmt: skip
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_bounds_that_are_none(arguments: list[str], lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "all.txt", *arguments, "--lang", lang]) == 2
    captured = capsys.readouterr()
    assert (captured.out, captured.err.count("\n")) == ("", 1)


def test_overview_in_text_is_worst_first(drafts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "drafts", "--lang", "zh"])
    said = capsys.readouterr().out
    table = said[said.index("审核总览") :].splitlines()
    assert table[0] == "审核总览  共 7 份，问题多者在前"
    assert table[1].split() == ["单位", "错误", "警告", "提示", "表说", "结构"]
    # one unit wrote all of them, so the file is named too
    assert [line.split()[0] for line in table[2:9]] == ["drafts/e.txt", *["柳河县水文站"] * 6]
    # unreadable, then most errors
    assert [line.split()[1:][-5:] for line in table[3:5]] == [["2", "1", "1", "2", "1"]] * 2
    assert table[8].split()[-5:] == ["·", "·", "·", "·", "·"]
    main(["check", "drafts/g.txt", "--lang", "zh"])
    assert "审核总览" not in capsys.readouterr().out


def visible(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.iterdir() if not p.name.startswith(".")}


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.outside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "href":
                self.found.append(value or "")
            if name == "src":
                self.outside.append(value or "")


@pytest.mark.parametrize(
    ("form", "suffix", "overview"),
    [
        ("text", ".txt", "overview.txt"), ("json", ".json", "overview.json"), ("html", ".html", "index.html"),
        ("xlsx", ".xlsx", "overview.xlsx"), ("docx", ".docx", "overview.xlsx"), ("sarif", ".sarif", "overview.txt"),
        ("junit", ".xml", "overview.txt"),
    ],
)  # fmt: skip
def test_folder_of_feedback(
    form: str, suffix: str, overview: str, folder: Path, drafts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "drafts", "--format", form, "-o", "back"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == "drafts/e.txt: cannot be read: it has a password\n"
    names = {"drafts-a", "b-a", "c", "d", "f", "g"}
    before = visible(folder / "back")
    assert set(before) == {overview, *(n + suffix for n in names)}
    assert all(before.values())
    assert main(["check", "drafts", "--format", form, "-o", "back", "--jobs", "1"]) == 2
    if form not in ("xlsx", "docx"):  # those hold the time of writing
        assert visible(folder / "back") == before


def test_overview_files(folder: Path, drafts: Path) -> None:
    main(["check", "drafts", "--format", "json", "-o", "back/"])
    data = json.loads((folder / "back" / "overview.json").read_text(encoding="utf-8"))
    assert data["schema"] == "juesuan.overview/1"
    first = data["reports"][0]
    assert (first["feedback"], first["errors"], first["warnings"], first["notes"]) == ("b-a.json", 2, 1, 1)
    assert (first["families"]["JS3"], first["families"]["JS1"]) == (2, 0)
    assert data["unreadable"] == [{"source": "drafts/e.txt", "reason": "it has a password"}]
    one = json.loads((folder / "back" / "c.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(SCHEMA).validate(one)
    assert [r["source"] for r in one["reports"]] == ["drafts/b/c.txt"]
    main(["check", "drafts", "--format", "html", "-o", "back"])
    page = _Links()
    page.feed((folder / "back" / "index.html").read_text(encoding="utf-8"))
    assert page.outside == []
    assert len(page.found) == 6
    assert all((folder / "back" / name).is_file() for name in page.found)


def test_feedback_within_the_drafts_is_not_read_again(folder: Path, drafts: Path) -> None:
    for _ in range(2):
        main(["check", "drafts", "--format", "text", "-o", "drafts/back"])
        assert len(visible(drafts / "back")) == 7
    assert main(["check", "drafts", "-o", "drafts"]) == 2
    # nor by a run that writes elsewhere
    main(["check", "drafts", "--format", "json", "-o", "all.json"])
    data = json.loads((folder / "all.json").read_text(encoding="utf-8"))
    assert len(data["reports"]) + len(data["unreadable"]) == 7


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["drafts", "-o", "none/below"], "does not exist"),
        (["a.txt", "drafts", "-o", "drafts"], "overwrite"),
        (["drafts", "--join", "-o", "out/"], "one report"),
        (["all.txt", "-o", "."], "does not exist"),
    ],
)
@pytest.mark.usefixtures("drafts")
def test_folders_that_cannot_be(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", *arguments]) == 2
    assert said in capsys.readouterr().err


def test_file_names() -> None:
    assert file_names(["x/a.pdf", "y/a.docx", "y/A.txt", "b.txt", "p.q.pdf"], ".html", "index.html") == [
        "x-a.html", "y-a.html", "y-A-2.html", "b.html", "p.q.html",
    ]  # fmt: skip
    odd = ["a/index.pdf", "con.pdf", "a<b>:c.pdf", ". .pdf", "C:\\x\\水利局.pdf"]
    assert file_names(odd, ".html", "index.html") == [
        "index-2.html", "_con.html", "a_b__c.html", "_.html", "水利局.html",
    ]  # fmt: skip
    (long,) = file_names([f"{'局' * 300}.pdf"], ".html", "index.html")
    assert len(long.encode()) <= 255
    assert len(set(file_names(["a.pdf"] * 5, ".txt", "overview.txt"))) == 5


def test_waivers_and_baseline_in_a_run(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--format", "json", "all.txt", "-o", "first.json"]) == 1
    known = json.loads((folder / "first.json").read_text(encoding="utf-8"))["reports"][0]["findings"]
    errors = [f["id"] for f in known if f["severity"] == "error"]
    entries = [f'[[waiver]]\nid = "{i}"\nreason = "r"\nauthor = "a"\ndate = 2026-01-01\n' for i in (*errors, "none")]
    (folder / "w.toml").write_text("\n".join(entries), encoding="utf-8")
    assert main(["check", "--format", "json", "all.txt", "--waivers", "w.toml", "--baseline", "first.json"]) == 0
    captured = capsys.readouterr()
    data = json.loads(captured.out)
    jsonschema.Draft202012Validator(SCHEMA).validate(data)
    findings = data["reports"][0]["findings"]
    assert {f["baseline"] for f in findings} == {"open"}
    assert data["reports"][0]["fixed"] == []
    assert [f["id"] for f in findings if "waived" in f] == errors
    assert [u["id"] for u in data["unused_waivers"]] == ["none"]
    assert captured.err == "w.toml, line 13 (none): nothing to waive\n"
    assert main(["check", "clean.txt", "--baseline", "first.json"]) == 0
    assert main(["check", "all.txt", "--waivers", "w.toml", "--fail-on", "warning"]) == 1


@pytest.mark.parametrize("option", ["--waivers", "--baseline", "--previous", "--template"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_companions_that_are_not_there(option: str, lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "all.txt", option, "nosuch", "--lang", lang]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert "nosuch" in captured.err
