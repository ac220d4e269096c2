"""Section plans of the narrative as data: which headings, and which families of sentences under each."""

from __future__ import annotations

Plan = list[tuple[str, list[tuple[str, list[str]]]]]
"""(section title, [(subsection title or "", [family, ...]), ...])"""

THREE = "“三公”经费"


def _middle(three: str, fund_first: bool, capital: str, general_subs: bool = True, approp: bool = True) -> Plan:
    g = [
        "（一）一般公共预算财政拨款支出决算总体情况",
        "（二）一般公共预算财政拨款支出决算结构情况",
        "（三）一般公共预算财政拨款支出决算具体情况",
    ]
    plan: Plan = [("财政拨款收入支出决算总体情况说明", [("", ["approp"])])] if approp else []
    plan += [
        (
            "一般公共预算财政拨款支出决算情况说明",
            [
                (g[0] if general_subs else "", ["general"]),
                (g[1] if general_subs else "", ["structure"]),
                (g[2] if general_subs else "", ["detail"]),
            ],
        ),
        ("一般公共预算财政拨款基本支出决算情况说明", [("", ["basic"])]),
    ]
    t = [
        (
            three,
            [
                (f"（一）{THREE}财政拨款支出决算总体情况说明", ["three_total", "three_year"]),
                (f"（二）{THREE}财政拨款支出决算具体情况说明", ["three_shares", "three_items"]),
            ],
        )
    ]
    f = [("政府性基金预算财政拨款收入支出决算情况说明", [("", ["fund"])])]
    f += [(capital, [("", ["capital"])])] if capital else []
    return plan + (f + t if fund_first else t + f)


_FRONT: Plan = [
    ("收入支出决算总体情况说明", [("", ["total"])]),
    ("收入决算情况说明", [("", ["income"])]),
    ("支出决算情况说明", [("", ["expenditure"])]),
]
_OTHERS: Plan = [
    (
        "其他重要事项的情况说明",
        [
            ("（一）机关运行经费支出情况", ["running"]),
            ("（二）政府采购支出情况", ["procurement"]),
            ("（三）国有资产占有使用情况", ["assets"]),
        ],
    ),
]
_CAPITAL = "国有资本经营预算财政拨款支出决算情况说明"

PLANS: dict[str, Plan] = {
    "shanghai": [
        *_FRONT,
        *_middle(f"财政拨款{THREE}支出决算情况说明", False, "国有资本经营预算财政拨款收入支出决算情况说明"),
        ("预算绩效管理情况", [("", ["performance"])]),
        *_OTHERS,
    ],
    "jilin": [
        *_FRONT,
        *_middle(f"一般公共预算财政拨款{THREE}支出决算情况说明", False, _CAPITAL),
        (
            "预算绩效管理情况的说明",
            [("（一）绩效评价工作开展情况", ["performance"]), ("（二）绩效评价结果应用", ["projects"])],
        ),
        *_OTHERS,
    ],
    "national": [
        *_FRONT,
        *_middle(f"财政拨款{THREE}支出决算情况说明", True, _CAPITAL),
        ("机关运行经费支出说明", [("", ["running"])]),
        ("政府采购支出说明", [("", ["procurement"])]),
        ("国有资产占用情况说明", [("", ["assets"])]),
        ("预算绩效评价工作开展情况", [("", ["performance", "projects"])]),
    ],
    "sichuan": [
        *_FRONT,
        *_middle(f"财政拨款{THREE}支出决算情况说明", False, _CAPITAL, True),
        (
            "其他重要事项的情况说明",
            [
                ("（一）机关运行经费支出情况", ["running"]),
                ("（二）政府采购支出情况", ["procurement"]),
                ("（三）国有资产占有使用情况", ["assets"]),
                ("（四）预算绩效管理情况", ["performance", "projects"]),
            ],
        ),
    ],
    "hunan": [
        *_FRONT,
        *_middle(f"财政拨款{THREE}支出决算情况说明", False, _CAPITAL),
        ("关于机关运行经费支出说明", [("", ["running"])]),
        ("关于政府采购支出说明", [("", ["procurement"])]),
        ("关于国有资产占用情况说明", [("", ["assets"])]),
        ("关于预算绩效情况的说明", [("", ["performance", "projects"])]),
    ],
    "anhui": [
        *_FRONT,
        *_middle(f"财政拨款{THREE}支出决算情况说明", False, _CAPITAL),
        (
            "其他重要事项情况说明",
            [
                ("（一）机关运行经费情况", ["running"]),
                ("（二）政府采购情况", ["procurement"]),
                ("（三）国有资产占用情况", ["assets"]),
                ("（四）预算绩效情况", ["performance", "projects"]),
            ],
        ),
    ],
    "yunnan": [
        ("收入决算情况说明", [("", ["income"])]),
        ("支出决算情况说明", [("", ["expenditure"])]),
        (
            "一般公共预算财政拨款支出决算情况说明",
            [
                ("（一）一般公共预算财政拨款支出决算总体情况", ["general"]),
                ("（二）一般公共预算财政拨款支出决算具体使用情况", ["structure"]),
            ],
        ),
        (
            f"财政拨款{THREE}支出决算情况说明",
            [
                (f"（一）{THREE}财政拨款支出决算总体情况", ["three_total", "three_year"]),
                (f"（二）{THREE}财政拨款支出决算具体情况", ["three_shares", "three_items"]),
            ],
        ),
    ],
}
for _name, _front in {
    "liaoning": [("收入支出决算总体情况说明", [("", ["total_listed"])])],
    "xinjiang": [("收入支出决算总体情况说明", [("", ["total_composed"])]), *_FRONT[1:]],
    "guangxi": [
        ("收入支出决算总体情况说明", [("", ["total"])]),
        ("收入决算情况说明", [("", ["income_listed"])]),
        ("支出决算情况说明", [("", ["expenditure"])]),
    ],
    "jiangxi": [
        ("收入决算情况说明", [("", ["income_joined"])]),
        ("支出决算情况说明", [("", ["expenditure_joined"])]),
    ],
    "fujian": _FRONT,
    "tianjin": _FRONT,
}.items():
    PLANS[_name] = [*_front, *PLANS["national"][3:]]

YUNNAN_OTHERS: Plan = [
    ("机关运行经费支出情况", [("", ["running"])]),
    ("国有资产占用情况", [("", ["assets"])]),
    ("政府采购支出情况", [("", ["procurement"])]),
    ("部门绩效自评情况", [("", ["performance", "projects"])]),
]
CHONGQING: Plan = [
    ("（一）收入支出决算总体情况说明", [("", ["total", "income", "expenditure", "carry"])]),
    ("（二）财政拨款收入支出决算总体情况说明", [("", ["approp"])]),
    ("（三）一般公共预算财政拨款支出决算情况说明", [("", ["general", "structure"])]),
    ("（四）一般公共预算财政拨款基本支出决算情况说明", [("", ["basic"])]),
    ("（五）政府性基金预算收支决算情况说明", [("", ["fund"])]),
    ("（六）国有资本经营预算财政拨款支出决算情况说明", [("", ["capital"])]),
]
CHONGQING_THREE: Plan = [
    ("（一）“三公”经费支出总体情况说明", [("", ["three_total"])]),
    ("（二）“三公”经费分项支出情况", [("", ["three_items"])]),
]
CHONGQING_OTHERS: Plan = [
    ("（一）机关运行经费情况说明", [("", ["running"])]),
    ("（二）国有资产占用情况说明", [("", ["assets"])]),
    ("（三）政府采购支出情况说明", [("", ["procurement"])]),
    ("（四）预算绩效管理情况说明", [("", ["performance", "projects"])]),
]
STYLE_OF = {
    "上海市": "shanghai",
    "吉林省": "jilin",
    "重庆市": "chongqing",
    "四川省": "sichuan",
    "湖南省": "hunan",
    "安徽省": "anhui",
    "云南省": "yunnan",
    "辽宁省": "liaoning",
    "福建省": "fujian",
    "新疆维吾尔自治区": "xinjiang",
    "广西壮族自治区": "guangxi",
    "江西省": "jiangxi",
    "天津市": "tianjin",
}
