# ruff: noqa: E501 (notes under tables are whole sentences)
"""Table forms as data: which nine tables, in which order, under which titles, with which columns."""

from __future__ import annotations

from dataclasses import dataclass, field

from . import codes

INCOME_ROWS = [
    ("general", "一般公共预算财政拨款收入"),
    ("fund", "政府性基金预算财政拨款收入"),
    ("capital", "国有资本经营预算财政拨款收入"),
    ("superior", "上级补助收入"),
    ("institutional", "事业收入"),
    ("operating", "经营收入"),
    ("affiliates", "附属单位上缴收入"),
    ("other", "其他收入"),
]
NUMERALS = [
    "一",
    "二",
    "三",
    "四",
    "五",
    "六",
    "七",
    "八",
    "九",
    "十",
    "十一",
    "十二",
    "十三",
    "十四",
    "十五",
    "十六",
    "十七",
    "十八",
    "十九",
    "二十",
    "二十一",
    "二十二",
    "二十三",
    "二十四",
    "二十五",
    "二十六",
]


@dataclass(frozen=True)
class Layout:
    """One family of table forms."""

    id: str
    tables: list[tuple[str, str]]
    numbered: bool
    lines: bool
    classes: list[tuple[str, str]]
    income: list[tuple[str, str]] = field(default_factory=lambda: INCOME_ROWS)
    surplus: str = "使用非财政拨款结余"
    three_sided: bool = True
    general_total_last: bool = False
    three_pairs: bool = False
    capital_full: bool = False
    grand: str = "总计"
    split_codes: bool = False
    notes: dict[str, str] = field(default_factory=dict)


_NATIONAL_NOTES = {
    "income_expenditure_summary": "注：本表反映部门本年度的总收支和年末结转结余情况。",
    "income": "注：本表反映部门本年度取得的各项收入情况。",
    "expenditure": "注：本表反映部门本年度各项支出情况。",
    "appropriation_summary": "注：本表反映部门本年度一般公共预算财政拨款、政府性基金预算财政拨款和国有资本经营预算财政拨款的总收支和年末结转结余情况。",
    "general_budget_expenditure": "注：本表反映部门本年度一般公共预算财政拨款支出情况。",
    "basic_expenditure": "注：本表反映部门本年度一般公共预算财政拨款基本支出明细情况。",
    "three_public": "注：本表反映部门本年度财政拨款“三公”经费支出预决算情况。其中，预算数为“三公”经费全年预算数，反映按规定程序调整后的预算数；"
    "决算数是包括当年财政拨款预算和以前年度结转资金安排的实际支出。",
    "government_fund": "注：本表反映部门本年度政府性基金预算财政拨款收入、支出及结转和结余情况。",
    "state_capital": "注：本表反映部门本年度国有资本经营预算财政拨款支出情况。",
}
_FRONT = [
    ("income_expenditure_summary", "收入支出决算总表"),
    ("income", "收入决算表"),
    ("expenditure", "支出决算表"),
    ("appropriation_summary", "财政拨款收入支出决算总表"),
    ("general_budget_expenditure", "一般公共预算财政拨款支出决算表"),
]

LAYOUTS = {
    "shanghai": Layout(
        "shanghai",
        [
            *_FRONT,
            ("basic_expenditure", "一般公共预算财政拨款基本支出决算表"),
            ("three_public", "财政拨款“三公”经费支出决算表"),
            ("government_fund", "政府性基金预算财政拨款收入支出决算表"),
            ("state_capital", "国有资本经营预算财政拨款收入支出决算表"),
        ],
        numbered=False,
        lines=False,
        classes=codes.FUNCTION_ROWS_SHANGHAI,
        three_sided=False,
        general_total_last=True,
        three_pairs=True,
        capital_full=True,
        notes={
            **_NATIONAL_NOTES,
            "appropriation_summary": "注：本表反映部门本年度财政拨款总收支和结转结余情况。",
            "three_public": "注：本表反映部门本年度“三公”经费支出预决算情况。",
            "state_capital": "注：本表反映部门本年度国有资本经营预算财政拨款收入支出及结转和结余情况。",
        },
    ),
    "national2022": Layout(
        "national2022",
        [
            *_FRONT,
            ("basic_expenditure", "一般公共预算财政拨款基本支出决算明细表"),
            ("government_fund", "政府性基金预算财政拨款收入支出决算表"),
            ("state_capital", "国有资本经营预算财政拨款支出决算表"),
            ("three_public", "财政拨款“三公”经费支出决算表"),
        ],
        numbered=True,
        lines=True,
        classes=codes.FUNCTION_ROWS_2020,
        surplus="使用非财政拨款结余（含专用结余）",
        notes=_NATIONAL_NOTES,
    ),
    "national2020": Layout(
        "national2020",
        [
            *_FRONT,
            ("basic_expenditure", "一般公共预算财政拨款基本支出决算表"),
            ("three_public", "一般公共预算财政拨款“三公”经费支出决算表"),
            ("government_fund", "政府性基金预算财政拨款收入支出决算表"),
            ("state_capital", "国有资本经营预算财政拨款支出决算表"),
        ],
        numbered=True,
        lines=True,
        classes=codes.FUNCTION_ROWS_2020,
        notes=_NATIONAL_NOTES,
    ),
    "national2019": Layout(
        "national2019",
        [
            *_FRONT,
            ("basic_expenditure", "一般公共预算财政拨款基本支出决算表"),
            ("three_public", "一般公共预算财政拨款“三公”经费支出决算表"),
            ("government_fund", "政府性基金预算财政拨款收入支出决算表"),
        ],
        numbered=True,
        lines=True,
        classes=codes.FUNCTION_ROWS_2019,
        income=[r for r in INCOME_ROWS if r[0] != "capital"],
        notes={
            **_NATIONAL_NOTES,
            "appropriation_summary": "注：本表反映部门本年度一般公共预算财政拨款和政府性基金预算财政拨款的总收支和年末结转结余情况。",
        },
    ),
}


def layout_for(place: str, year: int) -> Layout:
    """The form that reports of a province and year are printed in."""
    if place == "上海市" and year >= 2022:
        return LAYOUTS["shanghai"]
    return LAYOUTS["national2022" if year >= 2022 else "national2020" if year >= 2020 else "national2019"]
