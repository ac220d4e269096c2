"""Amounts that were typed into reasons: refused; standards, limits, counts and years are none of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from juesuan.writing.inputs_notes import read_notes
from juesuan.writing.inputs_toml import Trouble
from juesuan.writing.notes_words import typed_amount, typed_share


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("新增大厅改造项目50万元", "50万元"),
        ("追加人员经费1,234.56元", "1,234.56元"),
        ("上级下达专项资金2.5亿元", "2.5亿元"),
        ("调入人员，增加工资１２.３万元", "１２.３万元"),
        ("减少一次性补助 30 余万元", "30 余万元"),
        ("压减会议2万余元", "2万余元"),
        ("补发奖金3千元", "3千元"),
    ],
)
def test_an_amount_of_the_accounts(text: str, amount: str) -> None:
    assert typed_amount(text) == amount


@pytest.mark.parametrize(
    "text",
    [
        "人员增加5人，2023年1月起调整工资",
        "职业年金按8%记实，《预算法实施条例》第12条规定",
        "生活补助标准由每人每月300元提高到350元",
        "购置单价100万元以上的大型设备",
        "购置单位价值50万元（含）以上通用设备",
        "低保对象每人每年增加600元",
        "按人均1200元核定公用经费",
        "20万元以下的零星工程减少",
        "差旅费标准为180元/天",
        "多元化服务增加，元旦慰问活动减少",
        "第三产业普查、万元产值能耗调查任务增加",
    ],
)
def test_standards_limits_counts_and_years_may_stand(text: str) -> None:
    assert typed_amount(text) == ""


def test_a_share_of_the_accounts_is_only_told() -> None:
    assert typed_share("工资增长20%") == "增长20%"
    assert typed_share("占总支出的12.5％") == "占总支出的12.5％"
    assert typed_share("职业年金按8%记实") == ""
    assert typed_share("中小企业预留40%份额") == ""


def test_the_key_and_what_to_do_are_named(tmp_path: Path) -> None:
    (tmp_path / "notes.toml").write_text(
        '[reasons]\noverall = "新增项目50万元"\n[purposes]\n"2010301" = "支付租金12000元"\n'
        '[performance]\nwork = "涉及资金30万元"\n[reasons.items]\n"2010301" = "工资增长5%"\n',
        encoding="utf-8",
    )
    trouble = Trouble()
    read_notes(tmp_path, trouble)
    assert [e.source for e in trouble.found] == ["notes.toml:2", "notes.toml:4"]
    assert trouble.found[0].zh.startswith("reasons.overall 写有金额“50万元”")
    assert [zh.partition(" ")[0] for zh, _ in trouble.told] == [
        "notes.toml:8：reasons.items.2010301",
        "notes.toml:6：performance.work",
    ]
