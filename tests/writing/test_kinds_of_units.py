"""Kinds of units: new ones, those without 财政拨款, with tiny sums, with every sort of “三公”."""

from dataclasses import replace
from pathlib import Path

import pytest
from filled_folder import fill
from test_narrative import COUNTS, GENERAL, REASONS, WAN, inputs, section

from juesuan.compiling.gather import gather
from juesuan.compiling.readback import check_release
from juesuan.cube.coordinate import Coordinate
from juesuan.cube.spelling import parse
from juesuan.taxonomy.edition import load
from juesuan.taxonomy.sections import section_plan
from juesuan.writing.model import Fact, Facts, GapKind, Inputs, Origin, Release, UnitKind
from juesuan.writing.release import assemble
from juesuan.writing.samples import sample
from juesuan.writing.totals import Book

LAST_YEAR = {key: None for key in GENERAL if "period=-1" in key}
THREE = "expenditure@fund=appropriation,economic="
RECEPTIONS = {
    f"{THREE}reception": 6 * WAN,
    f"{THREE}reception,basis=adjusted": 6 * WAN,
    f"{THREE}three_public,period=-1": 6 * WAN,
}


def told(release: Release) -> str:
    return "\n".join(t.text for t in release.texts)


def with_amounts(made: Inputs, amounts: dict[str, int]) -> Inputs:
    given = {parse(key): fen for key, fen in amounts.items()}
    return replace(made, notes=replace(made.notes, amounts={**made.notes.amounts, **given}))


@pytest.mark.parametrize("edition", ["national-2022", "national-2020", "jilin-2021", "shanghai-2024", "hunan-2022"])
def test_a_new_unit_has_no_year_to_compare_with(edition: str) -> None:
    new = inputs(LAST_YEAR, edition=edition, year=load(edition).last or 2024, first_year=True)
    none = {f"expenditure@economic={code}": 0 for code in ("30215", "30216")}
    release = assemble(with_amounts(new, none))
    assert section(release, "收入支出决算总体情况说明").endswith("决算数可比。")
    assert told(release).count("新设立") == 4
    assert not any(f.severity != "info" for f in check_release(release).result.findings)  # type: ignore[union-attr]


def test_a_new_unit_may_also_fill_in_nothing_of_last_year() -> None:
    zero = inputs(dict.fromkeys(LAST_YEAR, 0), first_year=True)
    assert "新设立" in section(assemble(zero), "收入支出决算总体情况说明")
    assert "上年无此项" not in told(assemble(zero))


def test_a_unit_without_appropriations_says_so_and_is_asked_for_nothing() -> None:
    own = {
        "income@fund=operating,function=2010303": 50 * WAN,
        "expenditure@kind=operating,function=2010303": 50 * WAN,
        "resources@period=-1": 50 * WAN,
    }
    made = inputs(unit_kind=UnitKind.INSTITUTION)
    made = replace(made, facts=replace(made.facts, at={parse(c): Fact(f, Origin.TABLES) for c, f in own.items()}))
    release = assemble(made)
    assert section(release, "四、财政拨款收入支出决算总体情况说明") == "青河市档案局2022年度没有财政拨款收入和支出。"
    assert "财政拨款收入" not in dict(release.glossary)


def test_items_less_than_is_printed_leave_no_empty_list() -> None:
    tiny = inputs(
        {
            "expenditure@fund=general,kind=basic,economic=30101": 100 * WAN - 4_000,
            "expenditure@fund=general,kind=basic,economic=30201": 4_000,
            "operating_cost@period=-1": 4_000,
        }
    )
    basic = section(assemble(tiny), "基本支出决算情况说明")
    assert basic.endswith("主要包括：基本工资；公用经费0.00万元。")


def test_what_is_printed_as_equal_is_all_of_the_budget() -> None:
    budget = "expenditure@fund=general,function=2010301,basis=initial"
    items = section(assemble(inputs({budget: 100 * WAN + 4_000})), "一般公共预算财政拨款支出决算具体情况")
    assert items.count("完成年初预算的100.00%") == 2
    small = {key: 2 * 10_000 for key, fen in GENERAL.items() if fen and "economic" not in key and "period" not in key}
    small |= {"expenditure@fund=general,kind=basic,economic=30101": 2 * 10_000, budget: 17_000}
    small |= {"expenditure@fund=general,kind=basic,economic=30201": None}  # type: ignore[dict-item]
    items = section(assemble(inputs(small)), "一般公共预算财政拨款支出决算具体情况")
    assert "支出决算为0.02万元，完成年初预算的100.00%。决算数与年初预算数持平。" in items


def test_receptions_of_every_sort_are_told_and_no_others() -> None:
    counts = {"vehicles_kept": 0, "receptions.batches": 60, "receptions.persons": 500}
    plain = section(assemble(inputs(RECEPTIONS, counts=counts)), "“三公”经费财政拨款支出决算具体情况说明")
    assert plain.endswith("全年国内公务接待60批次、500人次。主要用于公务接待。")
    more = {"foreign_batches": 2, "foreign_persons": 9, "abroad_batches": 1, "abroad_persons": 12}
    counts |= {f"receptions.{key}": n for key, n in more.items()}
    full = with_amounts(
        inputs(RECEPTIONS, counts=counts),
        {
            "expenditure@economic=reception.domestic": 5 * WAN,
            "expenditure@economic=reception.foreign": WAN,
            "expenditure@economic=reception.abroad": WAN,
        },
    )
    parts = section(assemble(full), "“三公”经费财政拨款支出决算具体情况说明")
    assert "国内公务接待支出5.00万元（其中外宾接待支出1.00万元），国（境）外公务接待支出1.00万元。" in parts
    assert "60批次、500人次，其中接待外宾2批次、9人次。国（境）外公务接待1批次、12人次。" in parts
    less = with_amounts(
        inputs(RECEPTIONS, counts=counts), {f"expenditure@economic=reception.{k}": 0 for k in ("foreign", "abroad")}
    )
    assert "其中：国内公务接待支出6.00万元。" in told(assemble(less))


def test_small_firms_by_kind_where_it_is_told() -> None:
    amounts = {"procurement": 30 * WAN, "procurement.sme": 20 * WAN, "procurement.small": 0}
    amounts |= {"procurement.goods": 20 * WAN, "procurement.works": 0, "procurement.services": 10 * WAN}
    without = section(assemble(with_amounts(inputs(), amounts)), "政府采购支出说明")
    assert without.endswith("其中没有授予小微企业的合同。")
    amounts |= {"procurement.goods.sme": 20 * WAN, "procurement.works.sme": 0, "procurement.services.sme": 0}
    by_kind = section(assemble(with_amounts(inputs(), amounts)), "政府采购支出说明")
    assert by_kind.endswith(
        "。货物采购授予中小企业合同金额占货物支出金额的100.00%，服务采购授予中小企业合同金额占服务支出金额的0.00%。"
    )


def test_that_nothing_was_evaluated_is_for_the_unit_to_say() -> None:
    project = {
        "expenditure@function=2010301,kind=basic": None,
        "expenditure@fund=general,function=2010301,kind=basic": None,
        "expenditure@fund=general,kind=basic,economic=30101": None,
        "expenditure@fund=general,kind=basic,economic=30201": None,
        "expenditure@function=2010301,kind=project": 100 * WAN,
        "expenditure@fund=general,function=2010301,kind=project": 100 * WAN,
    }
    draft = assemble(inputs(project), draft=True)
    assert [(g.kind, g.key) for g in draft.gaps] == [(GapKind.COUNT, "notes.toml: performance.evaluated")]
    assert "没有需要开展绩效自评的项目" not in told(draft)
    said = inputs(project, counts={"performance.evaluated": 0})
    assert "没有需要开展绩效自评的项目" in section(assemble(said), "预算绩效情况说明")
    some = with_amounts(inputs(project, counts={"performance.evaluated": 3}), {"performance.evaluated": 90 * WAN})
    assert "3个项目开展了绩效自评，共涉及资金90.00万元。" in section(assemble(some), "预算绩效情况说明")


def test_grades_that_no_project_has_only_where_the_form_lists_them() -> None:
    for edition, listed in (("national-2022", False), ("shanghai-2024", True)):
        made = next(s for s in (sample(n, edition) for n in range(20)) if s.projects)
        assert ("的项目0个" in told(assemble(made))) is listed


def test_an_institution_states_what_its_administrative_units_spent_to_run() -> None:
    units = ("青河市档案局（本级）", "青河市档案执法队")
    cost = {"operating_cost": 40 * WAN}
    of_all = assemble(with_amounts(inputs(unit_kind=UnitKind.INSTITUTION, units=units), cost))
    assert section(of_all, "机关运行经费支出说明") == "2022年度机关运行经费支出40.00万元，与2021年度持平。"
    assert "机关运行经费" in dict(of_all.glossary)
    alone = assemble(with_amounts(inputs(unit_kind=UnitKind.INSTITUTION), cost))
    assert "没有机关运行经费支出" in section(alone, "机关运行经费支出说明")
    assert "机关运行经费" not in dict(alone.glossary)


def test_persons_of_whom_there_are_none_are_not_listed() -> None:
    some = inputs(persons={"在职人员": 3, "离休人员": 0, "退休人员": 1})
    assert "2022年末实有人员4人，其中：在职人员3人、退休人员1人。" in told(assemble(some))
    assert "2022年末没有实有人员。" in told(assemble(inputs(persons={"在职人员": 0})))


def test_meetings_that_there_were_none_of_have_no_amount() -> None:
    made = with_amounts(
        inputs(edition="hunan-2022"), {"expenditure@economic=30215": 0, "expenditure@economic=30216": 3 * WAN}
    )
    assert section(assemble(made), "一般性支出情况") == "2022年度青河市档案局开支培训费3.00万元，没有会议费支出。"


def test_shanghai_tells_parts_with_the_whole_and_how_performance_is_managed() -> None:
    figures = {
        f"{THREE}abroad": 2 * WAN, f"{THREE}abroad,basis=initial": 4 * WAN,
        f"{THREE}reception": WAN, f"{THREE}three_public,period=-1": 3 * WAN, f"{THREE}reception,period=-1": 3 * WAN,
        f"{THREE}abroad,period=-1": 0, f"{THREE}vehicles,period=-1": 0,
    }  # fmt: skip
    counts = dict.fromkeys(("trips.groups", "trips.persons", "receptions.batches", "receptions.persons"), 1)
    reasons = {**REASONS, "three_public.budget": "厉行节约", "three_public.abroad": "新增交流任务"}
    release = assemble(
        inputs(figures, edition="shanghai-2024", year=2024, counts={**COUNTS, **counts}, reasons=reasons)
    )
    overall = section(release, "“三公”经费财政拨款支出决算总体情况说明")
    assert "完成预算的75.00%，其中：因公出国（境）费支出决算为2.00万元，完成预算的50.00%；" in overall
    assert "公务接待费支出决算为1.00万元，年初未安排预算。2024年度“三公”经费支出决算数小于预算数的主要原因：" in overall
    assert overall.endswith(
        "公务接待费支出决算减少2.00万元，下降66.67%。因公出国（境）费支出增加的主要原因是新增交流任务。"
    )
    managed = section(release, "预算绩效管理情况")
    assert managed.startswith("青河市档案局2024年度预算绩效管理工作开展情况如下：建立了绩效管理制度。")
    assert "本级财政" in dict(release.glossary)["财政拨款收入"]
    assert "不计算完成率" not in section(release, "一般公共预算财政拨款支出决算具体情况")


def test_until_2019_there_was_no_state_capital(tmp_path: Path) -> None:
    assert "state_capital" not in {s.key for s in section_plan("national-2017")}
    made = next(
        s
        for s in (sample(n, "national-2017") for n in range(40))
        if not any(c.fund == "state_capital" for c in s.facts.at) and not s.offers
    )
    release = assemble(gather(fill(tmp_path / "unit", made)))
    assert "国有资本" not in told(release)
    found = check_release(release)
    assert not found.lost
    assert not any(f.severity == "error" for f in found.result.findings)  # type: ignore[union-attr]


def test_what_the_general_budget_spent_last_year_is_not_all_that_was_spent() -> None:
    at = {Coordinate("expenditure", fund="general", period=-1): Fact(80 * WAN, Origin.TABLES)}
    assert Book(Facts(at)).fen(Coordinate("expenditure", period=-1)) is None


def test_no_three_public_after_a_year_with_some() -> None:
    gone = inputs({f"{THREE}three_public,period=-1": 3 * WAN}, reasons={**REASONS, "three_public": "没有接待"})
    overall = section(assemble(gone), "“三公”经费财政拨款支出决算总体情况说明")
    assert overall.startswith("2022年度“三公”经费财政拨款支出预算为0.00万元，支出决算为0.00万元。决算数与预算数持平。")
    assert "减少3.00万元，下降100.00%" in overall


def test_a_department_of_one_unit_and_one_office() -> None:
    department = inputs(edition="shanghai-2024", year=2024, offices=("办公室",))
    release = assemble(department)
    assert "二、机构设置" in [t.text for t in release.texts]
    assert "内设1个机构，为办公室。" in told(release)
    several = replace(department, profile=replace(department.profile, units=("青河市档案局（本级）", "青河市档案馆")))
    several = with_amounts(several, {"operating_cost": 40 * WAN})
    assert "二、部门决算单位构成" in [t.text for t in assemble(several).texts]
