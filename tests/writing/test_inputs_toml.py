"""unit.toml and notes.toml: what is understood, and the one line for what is not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from juesuan.cube.coordinate import Coordinate
from juesuan.writing.inputs_new import unit_text
from juesuan.writing.inputs_notes import parts, place_of, read_notes, template
from juesuan.writing.inputs_toml import Trouble
from juesuan.writing.inputs_unit import read_unit
from juesuan.writing.model import CompileError, Profile, ReportKind, UnitKind

PROFILE = Profile("青河市“档案”局", 2024, "national-2022", UnitKind.CIVIL_SERVICE_LIKE, ReportKind.UNIT)


def unit_with(folder: Path, *changes: tuple[str, str]) -> list[CompileError]:
    text = unit_text(PROFILE)
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    (folder / "unit.toml").write_text(text, encoding="utf-8")
    trouble = Trouble()
    try:
        read_unit(folder, trouble)
    except CompileError as error:
        return [error, *error.more]
    return list(trouble.lacking)


def notes_with(folder: Path, text: str) -> tuple[list[str], object]:
    (folder / "notes.toml").write_text(text, encoding="utf-8")
    trouble = Trouble()
    notes = read_notes(folder, trouble)
    return [str(e) for e in trouble.found], notes


def test_the_empty_file_says_what_it_was_made_with(tmp_path: Path) -> None:
    assert unit_with(tmp_path) == []
    assert read_unit(tmp_path, Trouble()).profile == PROFILE


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('name = "青河市“档案”局"', 'name = " "'), "unit.toml:6: name is required and not filled in"),
        (('name = "', 'nmae = "'), "unit.toml:6: nmae means nothing here; did you mean name?"),
        (("year = 2024", 'year = "二〇二四"'), 'unit.toml:9: year is text "二〇二四", not a number'),
        (("year = 2024", "year = 24"), "unit.toml:9: year should be a year such as 2025, but is 24"),
        (("year = 2024", "year = 2024.5"), "unit.toml:9: year should be a whole number from 0, but is 2024.5"),
        (('edition = "national-2022"', 'edition = "beijing"'), "unit.toml:12: edition there is no edition beijing"),
        (('kind = "参公"', 'kind = "企业"'), "unit.toml:15: kind should be one of 行政, 参公, 事业, but is 企业"),
        (('level = ""', 'level = "县"'), "level should be one of 中央, 省级"),
        (("duties = [\n]", "duties = 3"), "duties should be a list of texts"),
        (('"离休人员" = ""', '"离休人员" = -1'), "persons.离休人员 should be a whole number from 0, but is -1"),
        (("[persons]", "persons = 3\n[other]"), "other means nothing here"),
        (("duties = [\n]", 'duties = ["甲"'), "unit.toml:"),
        (("year = 2024", "year = 2024\nyear = 2025"), "unit.toml:10: it is no TOML (Cannot overwrite a value)"),
    ],
)
def test_one_line_with_the_key_and_its_place(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    told = [str(e) for e in unit_with(tmp_path, change)]
    assert any(said in line for line in told), told
    assert all("\n" not in line for line in told)


def test_all_mistakes_at_once_in_both_languages(tmp_path: Path) -> None:
    errors = unit_with(tmp_path, ("year = 2024", "year = 1"), ('kind = "参公"', "kind = 5"))
    assert [e.source for e in errors] == ["unit.toml:9", "unit.toml:15", "unit.toml:15"]
    assert errors[0].zh == "year 应为四位年份，现为 1"


def test_what_accountants_type(tmp_path: Path) -> None:
    (error,) = unit_with(tmp_path, ("year = 2024", "year = 2024-12-31"))
    assert error.zh == "year 应为数字，现为 2024-12-31"
    (error,) = unit_with(tmp_path, ('province = ""', "province = “吉林省”"))
    assert "这一行有中文标点 “”" in error.zh
    assert "write them in half width" in error.en


def test_a_missing_file_and_no_text(tmp_path: Path) -> None:
    with pytest.raises(CompileError, match=r"unit\.toml: there is no such file"):
        read_unit(tmp_path, Trouble())
    (tmp_path / "unit.toml").write_bytes('name = "局"'.encode("gb18030"))
    with pytest.raises(CompileError, match=r"unit\.toml: it is not UTF-8 text"):
        read_unit(tmp_path, Trouble())


def test_a_byte_order_mark_of_notepad_is_no_mistake(tmp_path: Path) -> None:
    (tmp_path / "unit.toml").write_text(unit_text(PROFILE), encoding="utf-8-sig")
    assert read_unit(tmp_path, Trouble()).profile == PROFILE


def test_the_empty_notes_say_nothing(tmp_path: Path) -> None:
    mistakes, notes = notes_with(tmp_path, "\n".join(template()))
    assert mistakes == []
    assert notes == read_notes(tmp_path / "nowhere", Trouble())


def test_every_key_of_the_notes_is_explained_and_read(tmp_path: Path) -> None:
    lines = list(template())
    for part in parts():
        for key in part.keys:
            assert key.words
            assert key.words in "\n".join(lines)
    filled = "\n".join(line.replace('= ""', "= 7" if _numeric(line) else '= "七"') for line in lines)
    mistakes, notes = notes_with(tmp_path, filled)
    assert mistakes == []
    numbers = [k for p in parts() for k in p.keys if k.at is not None]
    assert len(notes.counts) + len(notes.amounts) == len(numbers)  # type: ignore[attr-defined]
    assert set(notes.amounts.values()) == {7_000_000}  # type: ignore[attr-defined]


def _numeric(line: str) -> bool:
    name = line.partition(" = ")[0].strip('"')
    return any(k.name == name and k.at is not None and k.words in line for p in parts() for k in p.keys)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[reasons]\noveral = "x"', "notes.toml:2: reasons.overal means nothing here; did you mean overall?"),
        ('[reason]\noverall = "x"', "notes.toml:1: reason means nothing here; did you mean reasons?"),
        ('[procurement]\ngoods = "12,3.4"', 'notes.toml:2: procurement.goods is text "12,3.4", not a number'),
        ("[procurement]\ngoods = 1.23456789", "notes.toml:2: procurement.goods 1.23456789万元 is finer than 分"),
        ("[three_public]\ntrips_groups = 1.5", "three_public.trips_groups should be a whole number from 0, but is 1.5"),
        ("[three_public]\ntrips_groups = true", "three_public.trips_groups should be a number"),
        ('[reasons.items]\n201 = "x"\nabc = "y"', "notes.toml:3: reasons.items.abc means nothing here"),
        ('[reasons]\noverall = "因XX项目增加"', "notes.toml:2: reasons.overall still has a blank to fill in: XX"),
        ("[reasons]\noverall = 5", "notes.toml:2: reasons.overall should be words in quotation marks"),
        ('amount_unit = "亿元"', "notes.toml:1: amount_unit should be 万元 or 元"),
        ("reasons = 5", "reasons should be a table, written [reasons]"),
        ('confirmed = "duties"\n[purposes]\n12 = "x"', "purposes.12 should have a functional code as its key"),
        ('[glossary]\n20126 = "x"', "glossary.20126 should have an item's code (7 digits) as its key"),
        ("[assets]\nvehicles = inf", "assets.vehicles is no usable number"),
    ],
)
def test_one_line_for_a_mistake_in_the_notes(tmp_path: Path, text: str, said: str) -> None:
    mistakes, _ = notes_with(tmp_path, text)
    assert any(said in line for line in mistakes), mistakes


def test_amounts_in_yuan_numbers_in_quotes_and_codes(tmp_path: Path) -> None:
    mistakes, notes = notes_with(
        tmp_path,
        'amount_unit = "元"\nconfirmed = ["duties"]\n[procurement]\ngoods = "1,234.56"\n[assets]\nvehicles = "3"\n'
        '[reasons]\n"general_budget.budget" = "追加"\n[reasons.items]\n"2010301" = "调整"\n'
        '[purposes]\n"2010301" = "运转"\nabroad = "交流"\n',
    )
    assert mistakes == []
    assert notes.amounts == {Coordinate("procurement.goods"): 123_456}  # type: ignore[attr-defined]
    assert notes.counts == {Coordinate("vehicles", quantity="count"): 3}  # type: ignore[attr-defined]
    assert notes.reasons == {"general_budget.budget": "追加", "items.2010301": "调整"}  # type: ignore[attr-defined]
    assert notes.purposes == {"2010301": "运转", "abroad": "交流"}  # type: ignore[attr-defined]
    assert notes.confirmed == {"duties"}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("key", "place"),
    [
        ("counts.trips.groups", "three_public.trips_groups"),
        ("amounts.performance.targets", "performance.targets_amount"),
        ("amounts.operating_cost", "operating_cost.final"),
        ("texts.performance.work", "performance.work"),
        ("reasons.overall", "reasons.overall"),
    ],
)
def test_gaps_name_the_key_of_the_file(key: str, place: str) -> None:
    assert place_of(key) == place


@pytest.mark.parametrize(
    ("year", "edition", "place", "fits"),
    [
        (2019, "national-2022", "青河市档案局", "national-2017"),
        (2021, "national-2022", "临江市档案局", "jilin-2021"),
        (2023, "national-2020", "青河市档案局", "national-2022"),
        (2024, "jilin-2021", "临江市档案局", "national-2022"),
    ],
)
def test_an_edition_of_other_years_is_told_with_the_one_that_fits(
    year: int, edition: str, place: str, fits: str, tmp_path: Path
) -> None:
    profile = replace(PROFILE, year=year, edition=edition, name=place)
    (tmp_path / "unit.toml").write_text(unit_text(profile), encoding="utf-8")
    trouble = Trouble()
    read_unit(tmp_path, trouble)
    ((zh, en),) = trouble.told
    assert zh.startswith(f"unit.toml:12：edition 为 {edition}，适用于")
    assert f"应为 {fits}（" in zh
    assert en.endswith(f"the fiscal year is {year}; {fits} fits")


@pytest.mark.parametrize(
    ("year", "edition", "place"),
    [
        (2030, "national-2022", "青河市档案局"),
        (2024, "national-2022", "长沙市档案局"),  # the national form is no mistake
        (2016, "national-2017", "青河市档案局"),  # nothing fits better
    ],
)
def test_an_edition_that_may_be_used_is_not_told(year: int, edition: str, place: str, tmp_path: Path) -> None:
    profile = replace(PROFILE, year=year, edition=edition, name=place)
    (tmp_path / "unit.toml").write_text(unit_text(profile), encoding="utf-8")
    trouble = Trouble()
    read_unit(tmp_path, trouble)
    assert trouble.told == []
