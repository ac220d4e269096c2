"""The narrative's forms of speech, edition by edition, and the gaps that stop a release."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest
import two_years

from juesuan.cube.coordinate import Coordinate
from juesuan.cube.spelling import parse
from juesuan.taxonomy.sections import section_plan
from juesuan.writing.model import (
    CompileError,
    Fact,
    Facts,
    GapKind,
    Inputs,
    Notes,
    Origin,
    Profile,
    Release,
    ReportKind,
    UnitKind,
)
from juesuan.writing.release import ContradictionError, GapsError, assemble
from juesuan.writing.samples import sample

EDITIONS = ("national-2022", "national-2020", "jilin-2021", "shanghai-2024", "hunan-2022")
READ = (
    "income_expenditure_summary", "income", "expenditure", "appropriation_summary", "general_budget_expenditure",
    "basic_expenditure", "three_public", "government_fund", "state_capital", "initial_budget", "adjusted_budget",
)  # fmt: skip
WAN = 1_000_000
GENERAL = {
    "income@fund=general": 100 * WAN,
    "income@fund=appropriation,function=2010301": 100 * WAN,
    "expenditure@function=2010301,kind=basic": 100 * WAN,
    "expenditure@fund=general,function=2010301,kind=basic": 100 * WAN,
    "expenditure@fund=general,kind=basic,economic=30101": 60 * WAN,
    "expenditure@fund=general,kind=basic,economic=30201": 40 * WAN,
    "expenditure@fund=general,function=2010301,basis=initial": 100 * WAN,
    "resources@period=-1": 80 * WAN,
    "resources@fund=appropriation,period=-1": 80 * WAN,
    "expenditure@fund=general,period=-1": 80 * WAN,
    "expenditure@economic=three_public,fund=appropriation,period=-1": 0,
    "expenditure@economic=three_public,fund=general,period=-1": 0,
    "operating_cost@period=-1": 40 * WAN,
}
COUNTS = {"vehicles_kept": 0, "vehicles": 0, "equipment": 0, "equipment.general": 0, "equipment.special": 0}
REASONS = {"overall": "任务增加", "appropriation": "任务增加", "general_budget": "任务增加"}


def inputs(
    figures: dict[str, int | None] | None = None,
    *,
    edition: str = "national-2022",
    year: int = 2022,
    reasons: dict[str, str] | None = None,
    counts: dict[str, int] | None = None,
    **profile: object,
) -> Inputs:
    """A unit with one item of basic spending; `figures` change it, None takes one out."""
    whole = {k: v for k, v in {**GENERAL, **(figures or {})}.items() if v is not None}
    return Inputs(
        profile=replace(Profile("青河市档案局", year, edition, duties=("管理档案。",)), **profile),  # type: ignore[arg-type]
        facts=Facts({parse(c): Fact(f, Origin.TABLES) for c, f in whole.items()}, complete=set(READ)),
        notes=Notes(
            reasons=REASONS if reasons is None else reasons,
            purposes={"2010301": "机关日常运转", "vehicles": "公务出行", "reception": "公务接待", "abroad": "交流"},
            counts={Coordinate(c, quantity="count"): n for c, n in {**COUNTS, **(counts or {})}.items()},
            amounts={Coordinate("procurement"): 0},
            texts={"performance.work": "建立了绩效管理制度"},
        ),
    )


def section(release: Release, title: str) -> str:
    """The paragraphs below the first heading that ends with the title."""
    start = next(n for n, t in enumerate(release.texts) if t.level and t.text.endswith(title))
    told = []
    for text in release.texts[start + 1 :]:
        if text.level and text.level <= release.texts[start].level:
            break
        told.append(text.text)
    return "\n".join(told)


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_section_of_the_plan_in_its_order(edition: str) -> None:
    headings = [t for t in assemble(sample(5, edition)).texts if t.level]
    assert [t.level for t in headings] == [s.level for s in section_plan(edition)]
    assert all(t.text.startswith(("第", "（")) or t.text[1:3].count("、") for t in headings)
    # every section that has none below it says something
    texts = assemble(sample(5, edition)).texts
    for one, other in pairwise(texts):
        if one.level and "决算表" not in one.text:
            assert not other.level or other.level > one.level


def test_change_up_down_and_flat() -> None:
    told = section(assemble(inputs()), "收入支出决算总体情况说明")
    assert (
        told
        == "2022年度收、支总计各100.00万元。与2021年度相比，收、支总计各增加20.00万元，增长25.00%。主要原因是任务增加。"
    )
    less = section(assemble(inputs({"resources@period=-1": 150 * WAN})), "收入支出决算总体情况说明")
    assert "减少50.00万元，下降33.33%" in less
    flat = section(assemble(inputs({"resources@period=-1": 100 * WAN + 4_999})), "收入支出决算总体情况说明")
    assert flat == "2022年度收、支总计各100.00万元。收、支总计与2021年度持平。"


def test_no_rate_upon_nothing() -> None:
    told = section(assemble(inputs({"resources@period=-1": 0})), "收入支出决算总体情况说明")
    assert "增加100.00万元，上年无此项" in told
    assert "增长" not in told


def test_a_reason_is_due_from_the_threshold_on() -> None:
    small = inputs({"resources@period=-1": 91 * WAN}, reasons={**REASONS, "overall": ""})
    assert "主要原因" not in section(assemble(small), "收入支出决算总体情况说明")
    large = inputs({"resources@period=-1": 90 * WAN}, reasons={**REASONS, "overall": ""})
    with pytest.raises(GapsError) as error:
        assemble(large)
    assert [(g.kind, g.key) for g in error.value.gaps] == [(GapKind.REASON, "notes.toml: reasons.overall")]
    assert error.value.gaps[0].sentence.endswith("各增加10.00万元，增长11.11%。主要原因是【…】。")
    assert "待填" in section(assemble(large, draft=True), "收入支出决算总体情况说明")
    # Shanghai wants a reason from 1 % on
    shanghai = inputs(
        {"resources@period=-1": 95 * WAN}, edition="shanghai-2024", year=2024, reasons={**REASONS, "overall": ""}
    )
    assert "notes.toml: reasons.overall" in [g.key for g in assemble(shanghai, draft=True).gaps]


def test_last_year_unknown_is_a_gap_and_no_comparison() -> None:
    release = assemble(inputs({"resources@period=-1": None}), draft=True)
    assert section(release, "收入支出决算总体情况说明") == "2022年度收、支总计各100.00万元。"
    assert [(g.kind, g.key) for g in release.gaps] == [(GapKind.AMOUNT, "tables.xlsx: 收入支出决算总表 上年决算数")]


def test_items_against_their_budget() -> None:
    equal = section(assemble(inputs()), "一般公共预算财政拨款支出决算具体情况")
    assert "年初预算为100.00万元，支出决算为100.00万元，完成年初预算的100.00%。决算数与年初预算数持平。" in equal
    budget = "expenditure@fund=general,function=2010301,basis=initial"
    more = assemble(inputs({budget: 80 * WAN}), draft=True)
    assert "完成年初预算的125.00%" in section(more, "一般公共预算财政拨款支出决算具体情况")
    assert [g.key for g in more.gaps] == ["notes.toml: reasons.items.2010301"]
    assert more.gaps[0].sentence.startswith("1.一般公共服务支出（类）")
    assert more.gaps[0].sentence.endswith(
        "年初预算为80.00万元，支出决算为100.00万元，完成年初预算的125.00%。决算数大于年初预算数的主要原因是【…】。"
    )
    none = inputs({budget: 0}, reasons={**REASONS, "items.2010301": "年中追加"})
    told = section(assemble(none), "一般公共预算财政拨款支出决算具体情况")
    assert "年初未安排预算" in told
    assert "完成" not in told.replace("不计算完成率", "")


def test_words_of_last_year_are_used_once_they_are_confirmed() -> None:
    offered = replace(inputs(reasons={**REASONS, "overall": ""}), offers={"reasons.overall": "去年的原因。"})
    release = assemble(offered, draft=True)
    assert [(g.kind, g.offer) for g in release.gaps] == [(GapKind.CONFIRM, "去年的原因")]
    assert "【待确认：去年的原因】" in section(release, "收入支出决算总体情况说明")
    confirmed = replace(offered, notes=replace(offered.notes, confirmed=frozenset({"reasons.overall"})))
    assert "主要原因是去年的原因。" in section(assemble(confirmed), "收入支出决算总体情况说明")


def test_what_does_not_occur_is_not_listed() -> None:
    assert (
        section(assemble(inputs()), "二、收入决算情况说明")
        == "本年收入合计100.00万元，其中：财政拨款收入100.00万元，占100.00%。"
    )
    names = section(assemble(inputs()), "基本支出决算情况说明")
    assert "人员经费60.00万元，主要包括：基本工资；公用经费40.00万元，主要包括：办公费。" in names


@pytest.mark.parametrize("edition", EDITIONS)
def test_absent_funds_and_no_three_public_are_said(edition: str) -> None:
    year = 2024 if edition == "shanghai-2024" else 2022 if "2022" in edition else 2021
    release = assemble(inputs(edition=edition, year=year, counts=dict.fromkeys(
        ("performance.targets", "performance.tracked", "performance.problems"), 0)), draft=True)  # fmt: skip
    texts = "\n".join(t.text for t in release.texts)
    none = "没有|无"
    assert re.search(rf"({none})政府性基金预算财政拨款收入和支出。", texts)
    assert re.search(rf"({none})国有资本经营预算财政拨款收入和支出。", texts)
    assert re.search(rf"({none})“三公”经费财政拨款", texts)
    assert re.search(rf"({none})政府采购支出。", texts)


THREE = {
    "expenditure@economic=vehicle_operation,fund=appropriation": 3 * WAN,
    "expenditure@economic=vehicle_operation,fund=appropriation,basis=adjusted": 4 * WAN,
    "expenditure@economic=three_public,fund=appropriation,period=-1": 3 * WAN,
}


def test_three_public_with_counts() -> None:
    reasons = {**REASONS, "three_public.budget": "厉行节约"}
    release = assemble(inputs(THREE, reasons=reasons, counts={"vehicles_kept": 2, "vehicles_bought": 0}))
    overall = section(release, "支出决算总体情况说明")
    told = section(release, "“三公”经费支出决算情况说明")
    assert "预算为4.00万元，支出决算为3.00万元，完成预算的75.00%。决算数小于预算数的主要原因是厉行节约。" in told
    assert "\n“三公”经费财政拨款支出决算与2021年度持平。" in told
    assert "因公出国（境）团组0个、累计0人次" in told
    assert "购置公务用车0辆" in told
    assert "保有量为2辆" in told
    assert "国内公务接待0批次、0人次" in told
    assert overall


def test_counts_that_money_was_spent_on_are_asked_for() -> None:
    spent = {**THREE, "expenditure@economic=reception,fund=appropriation": WAN}
    reasons = {**REASONS, "three_public.budget": "厉行节约", "three_public": "接待增加"}
    gaps = assemble(inputs(spent, reasons=reasons), draft=True).gaps
    assert [g.key for g in gaps] == [
        "notes.toml: three_public.receptions_batches", "notes.toml: three_public.receptions_persons",
    ]  # fmt: skip
    assert gaps[0].kind is GapKind.COUNT
    assert "国内公务接待【…】批次" in gaps[0].sentence


def test_operating_cost_by_kind_of_unit() -> None:
    assert section(assemble(inputs()), "机关运行经费支出说明") == "2022年度机关运行经费支出40.00万元，与2021年度持平。"
    institution = assemble(inputs(unit_kind=UnitKind.INSTITUTION))
    assert "没有机关运行经费支出" in section(institution, "机关运行经费支出说明")
    assert "机关运行经费" not in dict(institution.glossary)
    # of a department with several units nobody can tell it from the tables
    department = inputs(units=("青河市档案局（本级）", "青河市档案馆"))
    assert "notes.toml: operating_cost.final" in [g.key for g in assemble(department, draft=True).gaps]


def test_words_for_department_and_unit() -> None:
    unit = assemble(inputs(report_kind=ReportKind.UNIT))
    department = assemble(inputs())
    assert unit.title == "青河市档案局2022年度单位决算"
    assert department.title == "青河市档案局2022年度部门决算"
    assert any(t.text == "一、单位职责" for t in unit.texts)
    assert any("本单位" in note for g in unit.grids for note in g.notes)


def test_glossary_has_just_the_terms_in_use() -> None:
    terms = dict(assemble(inputs(level="县级")).glossary)
    assert {"财政拨款收入", "基本支出", "机关运行经费", "行政运行"} <= set(terms)
    assert not {"事业收入", "经营支出", "项目支出", "结余分配", "“三公”经费"} & set(terms)
    assert "县级财政部门" in terms["财政拨款收入"]


ARCHIVE = "2012604"  # 档案馆: the program has no words of its own for it


def _archive(edition: str, **texts: str) -> Inputs:
    made = two_years.this_year(two_years.CLOSING)
    texts = {**made.notes.texts, **texts}
    return replace(made, profile=replace(made.profile, edition=edition), notes=replace(made.notes, texts=texts))


@pytest.mark.parametrize(("edition", "due"), [("national-2022", False), ("shanghai-2024", False), ("jilin-2021", True)])
def test_an_item_without_words_is_asked_for_only_where_the_form_explains_each(edition: str, due: bool) -> None:
    release = assemble(_archive(edition), draft=True)
    keys = [g.key for g in release.gaps]
    assert (f"notes.toml: glossary.{ARCHIVE}" in keys) is due
    assert f"{ARCHIVE} 档案馆" in release.unexplained
    assert not any("档案馆" in term for term, _ in release.glossary)  # nothing is made up


@pytest.mark.parametrize(
    ("edition", "term"),
    [("national-2022", "一般公共服务支出（类）档案事务（款）档案馆（项）"), ("jilin-2021", "档案馆")],
)
def test_the_units_own_words_for_an_item(edition: str, term: str) -> None:
    release = assemble(_archive(edition, **{f"glossary.{ARCHIVE}": "反映各级档案馆的支出"}), draft=True)
    assert f"notes.toml: glossary.{ARCHIVE}" not in [g.key for g in release.gaps]
    assert dict(release.glossary)[term] == "反映各级档案馆的支出"
    assert any(t.text.endswith(f"{term}：反映各级档案馆的支出。") for t in release.texts)
    assert release.unexplained == ()


def test_a_total_that_its_parts_do_not_make_stops_the_release() -> None:
    wrong = inputs({"expenditure@fund=general,kind=basic,economic=30201": 40 * WAN + 1})
    with pytest.raises(ContradictionError):
        assemble(wrong)


def test_duties_are_asked_for() -> None:
    gaps = assemble(inputs(duties=()), draft=True).gaps
    assert [(g.kind, g.key) for g in gaps] == [(GapKind.TEXT, "unit.toml: duties")]


def test_a_code_without_a_name_is_asked_for() -> None:
    figures = {k.replace("2010301", "2019801"): v for k, v in GENERAL.items()}
    gone = {k: None for k in GENERAL if "2010301" in k}
    nameless = inputs({**figures, **gone})
    nameless = replace(nameless, notes=replace(nameless.notes, purposes={}))
    keys = [g.key for g in assemble(nameless, draft=True).gaps]
    assert "tables.xlsx: 科目名称 2019801" in keys
    named = replace(nameless, facts=replace(nameless.facts, names={"20198": "某事务", "2019801": "某项"}))
    assert "某事务（款）某项（项）" in section(assemble(named), "支出决算具体情况")


def test_an_empty_folder_makes_no_final_release() -> None:
    empty = replace(inputs(), facts=Facts(complete=set(READ)))
    with pytest.raises(CompileError, match="no amount"):
        assemble(empty)
    assert assemble(empty, draft=True).grids


@pytest.mark.parametrize(
    "written",
    ["主要原因是任务增加。", "因为任务增加", "主要原因是由于任务增加", "主要是因为任务增加", "原因：任务增加；"],
)
def test_reasons_are_not_led_in_twice(written: str) -> None:
    told = section(assemble(inputs(reasons={**REASONS, "overall": written})), "收入支出决算总体情况说明")
    assert told.endswith("。主要原因是任务增加。")


def test_a_reason_may_begin_like_a_lead() -> None:
    told = section(assemble(inputs(reasons={**REASONS, "overall": "主要业务增加"})), "收入支出决算总体情况说明")
    assert told.endswith("。主要原因是主要业务增加。")


def test_what_no_statement_shows_is_unknown_and_not_nothing() -> None:
    reception = {
        f"expenditure@economic={name},fund=general{more}": 5 * WAN
        for name in ("reception", "three_public")
        for more in ("", ",basis=adjusted", ",period=-1")
    }
    counts = {"receptions.batches": 3, "receptions.persons": 20}
    release = assemble(inputs(reception, edition="jilin-2021", year=2021, counts=counts))
    told = section(release, "“三公”经费财政拨款支出决算具体情况说明")
    assert "公务接待费预算为5.00万元，支出决算为5.00万元，完成预算的100.00%。全年国内公务接待3批次" in told
    assert "国内公务接待支出" not in told  # nobody said what it was made of
    cost = section(release, "机关运行经费支出情况")
    assert "未安排预算" not in cost  # nobody said what was budgeted
    assert "与2020年度持平" in cost
