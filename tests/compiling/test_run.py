"""The whole way from a folder to checked files; what stops it, and that nothing good is lost then."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import two_years
from filled_folder import fill

import juesuan
from juesuan.cli import main
from juesuan.compiling.readback import check_release
from juesuan.compiling.run import FaultsError, compile_folder
from juesuan.writing import docx_report, files
from juesuan.writing.model import CompileError, Release, Text, wan
from juesuan.writing.release import GapsError, assemble
from juesuan.writing.samples import sample


@pytest.fixture(autouse=True)
def word_only(monkeypatch: pytest.MonkeyPatch) -> dict[str, Callable[[Release, Path], None]]:
    """One format is enough to try the way; each has round trips of its own."""
    writers: dict[str, Callable[[Release, Path], None]] = {"report.docx": docx_report.write}
    monkeypatch.setattr(files, "writers", lambda: writers)
    return writers


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    folder = fill(tmp_path / "2023", two_years.this_year())
    docx_report.write(assemble(two_years.last_year()), folder / "last-year.docx")
    return folder


@pytest.mark.parametrize("edition", ["national-2022", "shanghai-2024", "jilin-2021"])
def test_a_filled_folder_compiles_clean(edition: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    inputs = sample(5, edition)
    folder = fill(tmp_path / "unit", inputs)
    assert main(["compile", str(folder), "--missing", "--lang", "en"]) == 0
    assert capsys.readouterr() == ("Nothing is missing.\n", "")
    assert main(["compile", str(folder), "--lang", "en"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith(f"written to {folder / 'out'}: ")
    assert err == ""
    report = juesuan.check(folder / "out" / "report.docx", edition=edition)
    assert [i.severity for i in report.findings if i.severity != "info"] == []
    assert report.unit == inputs.profile.name


def test_the_python_interface_gives_the_release(unit: Path, tmp_path: Path) -> None:
    release = juesuan.compile(unit, tmp_path / "published")
    assert "2023年度" in release.title
    assert release.gaps == ()
    assert (tmp_path / "published" / "report.docx").exists()
    assert not (unit / "out").exists()


def test_with_last_years_report_there_is_nothing_to_type_again(unit: Path) -> None:
    made = compile_folder(unit)
    told = " ".join(t.text for t in made.release.texts)
    assert f"比2022年度增加{wan(110_000_000 - 98_770_000)}万元" in told.replace(" ", "")
    assert made.outcomes == ()


def test_missing_lists_place_sentence_and_last_years_words(unit: Path, capsys: pytest.CaptureFixture[str]) -> None:
    this = two_years.this_year()
    counts = {c: n for c, n in this.notes.counts.items() if c.measure != "equipment"}
    fill(unit, replace(this, notes=replace(this.notes, reasons={}, counts=counts, amounts={})))
    assert main(["compile", str(unit), "--missing", "--lang", "zh"]) == 1
    out = capsys.readouterr().out
    assert out.startswith("还缺 ")
    assert "notes.toml: reasons.overall  (待确认)" in out
    assert "上年      档案数字化项目增加" in out
    assert '"reasons.overall"' in out
    assert "notes.toml: assets.equipment" in out
    assert "notes.toml: procurement.total" in out
    assert "主要原因是【…】" in out
    assert not (unit / "out").exists()
    assert main(["compile", str(unit), "--lang", "en"]) == 1
    assert "notes.toml: assets.equipment  " in capsys.readouterr().out
    assert not (unit / "out").exists()
    with pytest.raises(GapsError):
        juesuan.compile(unit)


def test_what_one_sentence_lacks_is_listed_under_it_once(unit: Path, capsys: pytest.CaptureFixture[str]) -> None:
    this = two_years.this_year()
    fill(unit, replace(this, notes=replace(this.notes, amounts={})))
    assert main(["compile", str(unit), "--missing", "--lang", "zh"]) == 1
    out = capsys.readouterr().out
    assert out.count("政府采购支出总额【…】") == 1
    assert "同一句话中的 4 项" in out
    assert re.search(r"notes.toml: procurement.goods  +货物支出\n", out)
    assert main(["compile", str(unit), "--lang", "zh"]) == 1
    out = capsys.readouterr().out
    assert out.count("政府采购支出总额【…】") == 1
    assert "notes.toml: procurement.works  （同上一句）\n" in out


def test_a_draft_is_written_with_marks(unit: Path, capsys: pytest.CaptureFixture[str]) -> None:
    this = two_years.this_year()
    fill(unit, replace(this, notes=replace(this.notes, purposes={}, reasons={})))
    assert main(["compile", str(unit), "--draft", "--lang", "en"]) == 0
    assert "A draft: " in capsys.readouterr().err
    assert (unit / "out" / "report.docx").exists()


def _wrong_amount(release: Release, path: Path) -> None:
    """A writer with a slip: one amount of a statement is another."""
    first, *rest = release.grids
    body = [[replace(c, text="7.77") if c.text and c.fen else c for c in row] for row in first.body[:1]]
    grid = replace(first, body=(tuple(body[0]), *first.body[1:]))
    docx_report.write(replace(release, grids=(grid, *rest)), path)


def _lost_sentence(release: Release, path: Path) -> None:
    texts = tuple(t for t in release.texts if not t.text.startswith("本年支出合计"))
    docx_report.write(replace(release, texts=texts), path)


def _wrong_word(release: Release, path: Path) -> None:
    texts = tuple(Text(t.text.replace("。", "。。"), t.level) for t in release.texts)
    docx_report.write(replace(release, texts=texts), path)


def _broken_file(_: Release, path: Path) -> None:
    path.write_bytes(b"PK\x03\x04")


@pytest.mark.parametrize("writer", [_wrong_amount, _lost_sentence, _wrong_word, _broken_file])
def test_a_file_that_says_something_else_replaces_nothing(
    unit: Path, word_only: dict[str, Callable[[Release, Path], None]], writer: Callable[[Release, Path], None]
) -> None:
    compile_folder(unit)
    before = (unit / "out" / "report.docx").read_bytes()
    word_only["report.docx"] = writer
    with pytest.raises(FaultsError) as caught:
        compile_folder(unit)
    assert [o.name for o in caught.value.outcomes] == ["report.docx"]
    assert (unit / "out" / "report.docx").read_bytes() == before
    assert sorted(p.name for p in unit.iterdir() if p.name.startswith(".")) == []
    assert main(["compile", str(unit)]) == 1


def test_a_writer_that_fails_half_way_leaves_the_old_result(
    unit: Path, word_only: dict[str, Callable[[Release, Path], None]]
) -> None:
    compile_folder(unit)
    before = (unit / "out" / "report.docx").read_bytes()

    def full(_: Release, path: Path) -> None:
        path.write_bytes(before[:100])
        raise OSError(28, "No space left on device")

    word_only["report.docx"] = full
    with pytest.raises(CompileError, match="No space left on device"):
        compile_folder(unit)
    assert (unit / "out" / "report.docx").read_bytes() == before
    assert [p.name for p in unit.iterdir() if p.name.startswith(".out")] == []


def test_the_old_result_is_replaced_as_a_whole(unit: Path) -> None:
    (unit / "out").mkdir()
    (unit / "out" / "tables.xlsx").write_bytes(b"old")
    (unit / "out" / files.MANIFEST).write_bytes(b"{}")
    compile_folder(unit)
    assert [p.name for p in (unit / "out").iterdir() if p.name != files.MANIFEST] == ["report.docx"]


def test_a_folder_with_other_things_in_it_is_not_replaced(unit: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(p.name for p in unit.iterdir())
    assert main(["compile", str(unit), "-o", str(unit), "--lang", "en"]) == 2
    assert "holds other files" in capsys.readouterr().err
    assert sorted(p.name for p in unit.iterdir()) == before
    with pytest.raises(CompileError, match="there is a file of this name"):
        compile_folder(unit, unit / "unit.toml")


def test_tables_that_people_filled_in_are_no_earlier_result(unit: Path, tmp_path: Path) -> None:
    (tmp_path / "forms").mkdir()
    shutil.copy(unit / "tables.xlsx", tmp_path / "forms")
    before = (tmp_path / "forms" / "tables.xlsx").read_bytes()
    with pytest.raises(CompileError, match="is no earlier result"):
        compile_folder(unit, tmp_path / "forms")
    assert (tmp_path / "forms" / "tables.xlsx").read_bytes() == before


def test_what_the_system_refuses_is_said_in_chinese(
    unit: Path, word_only: dict[str, Callable[[Release, Path], None]], capsys: pytest.CaptureFixture[str]
) -> None:
    def locked(_: Release, path: Path) -> None:
        raise PermissionError(13, "Permission denied")

    word_only["report.docx"] = locked
    assert main(["compile", str(unit), "--lang", "zh"]) == 2
    assert capsys.readouterr().err.strip() == f"{unit / 'out'}：无法写入：没有权限，或文件正被其他程序打开"


def test_errors_in_the_facts_stop_it_before_anything_is_written(
    unit: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from juesuan.compiling import run

    def slipped(inputs: object, draft: bool = False) -> Release:
        release = assemble(inputs, draft)  # type: ignore[arg-type]
        texts = tuple(replace(t, text=t.text.replace("增加", "减少")) for t in release.texts)
        return replace(release, texts=texts)

    monkeypatch.setattr(run, "assemble", slipped)
    assert main(["compile", str(unit), "--lang", "en"]) == 1
    out = capsys.readouterr()
    assert "What was compiled has mistakes" in out.out
    assert "JS" in out.out
    assert "left as it was" in out.err
    assert not (unit / "out").exists()


def test_a_contradiction_is_a_finding(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = fill(tmp_path / "u", two_years.this_year(1_000_000))
    assert main(["compile", str(folder), "--lang", "en"]) == 1
    assert "tables.xlsx" in capsys.readouterr().err
    assert main(["compile", str(folder), "--lang", "zh"]) == 1
    told = capsys.readouterr().err
    assert "收支不平：" in told
    assert "@" not in told


def test_every_mistake_has_its_line(unit: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from poke import poke

    poke(unit / "tables.xlsx", "支出决算表", {"E8": "12,3.4"})
    (unit / "notes.toml").write_text("[reasons]\noveral = 'x'\n", encoding="utf-8")
    assert main(["compile", str(unit), "--lang", "zh"]) == 2
    assert capsys.readouterr().err.splitlines() == [
        "notes.toml:2：reasons.overal 不是可填的项目，是否应为 overall",
        "tables.xlsx, 支出决算表 E8：项目支出 是文字“12,3.4”，请改为数字",
    ]


@pytest.mark.parametrize("call", [["compile"], ["compile", "nowhere"], ["compile", "a", "b"]])
def test_a_wrong_call(call: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(call) == 2


def test_a_folder_as_it_was_made_lists_what_can_be_known(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["new", str(tmp_path / "u"), "--year", "2023"])
    capsys.readouterr()
    assert main(["compile", str(tmp_path / "u"), "--missing", "--lang", "zh"]) == 1
    out, err = capsys.readouterr()
    assert err == ""
    head = out.splitlines()
    assert head[2:4] == [
        "unit.toml:6：name 必填，尚未填写",
        "tables.xlsx：还没有填任何金额；请填各表的黄色格，或放入平台导出的工作簿 platform.xlsx",
    ]
    for place in ("unit.toml: duties", "notes.toml: procurement.total", "notes.toml: assets.vehicles"):
        assert place in out
    assert "tables.xlsx: " not in out  # not each sheet of the empty workbook again
    assert main(["compile", str(tmp_path / "u"), "--lang", "en"]) == 1
    assert capsys.readouterr().err.startswith("unit.toml:6: name is required and not filled in\ntables.xlsx: no amount")
    assert not (tmp_path / "u" / "out").exists()


def test_last_years_balances_alone_do_not_count_as_filled_in(unit: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (unit / "tables.xlsx").unlink()
    main(["new", str(unit), "--name", two_years.NAME, "--year", "2023"])
    capsys.readouterr()
    assert main(["compile", str(unit), "--missing", "--lang", "zh"]) == 1
    out, err = capsys.readouterr()
    assert "还没有填任何金额" in out
    assert "收支不平" not in out + err


def test_the_release_in_memory_says_what_its_statements_say() -> None:
    release = assemble(sample(2, "national-2022"))
    assert check_release(release).lost == ()
    first, *rest = release.grids
    wrong = replace(first, body=tuple(tuple(replace(c, text=c.text and "") for c in row) for row in first.body))
    assert check_release(replace(release, grids=(wrong, *rest))).grave(("error", "warning"))


def test_a_fault_in_every_file_is_told_once() -> None:
    """A draft's findings come with the release; a file adds only what is new, and notes are left out."""
    from juesuan.checks.engine import CheckResult
    from juesuan.checks.finding import Finding, Location, Severity
    from juesuan.cli.compile import _faults
    from juesuan.compiling.memory import release_document
    from juesuan.compiling.readback import Outcome
    from juesuan.recognition import recognise

    report = recognise(release_document(assemble(sample(3, "national-2022"))))
    found = tuple(
        Finding(code, severity, Location(quote="5"), stated="5", expected="6")
        for code, severity in (("JS301", Severity.ERROR), ("JS104", Severity.INFO))
    )
    outcomes = tuple(Outcome(name, CheckResult(report, found, ())) for name in ("", "report.docx", "report.html"))
    told = "".join(_faults(outcomes, "en", draft=True))
    assert told.count("JS301  ") == 1
    assert "JS104" not in told
    assert "report.docx, read back" not in told
    assert told.startswith("What the draft says has mistakes")


def test_each_contradiction_names_its_own_cell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from poke import poke

    folder = fill(tmp_path / "u", two_years.this_year(two_years.CLOSING))
    poke(folder / "tables.xlsx", "一般公共预算财政拨款支出决算表", {"D7": 800.0})
    poke(folder / "tables.xlsx", "收入支出决算总表", {"E33": 31.0})
    assert main(["compile", str(folder), "--lang", "zh"]) == 1
    lines = [line for line in capsys.readouterr().err.splitlines() if not line.startswith("提示：")]
    assert [line.partition("：")[0] for line in lines] == [
        "tables.xlsx, 一般公共预算财政拨款支出决算表 D7",  # and not again that the fund does not balance by as much
        "tables.xlsx, 收入支出决算总表 E33",
    ]


def test_what_does_not_balance_is_told_once_with_its_cell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = fill(tmp_path / "u", two_years.this_year())
    assert main(["compile", str(folder), "--missing", "--lang", "zh"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("tables.xlsx, 财政拨款收入支出决算总表 F32：收支不平：一般公共预算财政拨款支出总计")
    assert line.endswith("没有年初结转和结余，有的请填写，或放入上年报告")
