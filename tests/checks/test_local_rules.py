"""Local rules: words and relations are judged, and what cannot be judged is said."""

from pathlib import Path

import pytest
from builders import document
from whole_report import NARRATIVE, lines, tables

from juesuan.checks.engine import load_rules, run
from juesuan.checks.finding import Severity
from juesuan.checks.local import install
from juesuan.checks.registry import RULES
from juesuan.findings.local_file import LocalRulesError, load
from juesuan.recognition import recognise


@pytest.fixture(autouse=True)
def registry():
    load_rules()
    before = set(RULES)
    yield
    install(None)
    assert set(RULES) == before


@pytest.fixture
def rules(tmp_path: Path):
    def make(text: str):
        path = tmp_path / "rules.toml"
        path.write_text(text, encoding="utf-8")
        return load(str(path))

    return make


def judged(local, text=None, grids=None):
    install(local)
    report = recognise(document(*lines(grids or tables(), text or NARRATIVE)))
    result = run(report, select=local.codes() or ("JS8",))
    assert not [n for n in result.not_checked if n.reason_code == "crashed"]
    return result


WORDS = '[[words]]\ncode = "LOCAL-001"\ntitle = "文字"\n'


@pytest.mark.parametrize(
    ("rule", "quotes"),
    [
        ('section = "operating_cost"\nmust = ["主要原因", "增长"]', []),
        ('section = "operating_cost"\nmust = "主要原因"', ["（一）机关运行经费支出情况"]),
        ('section = "three_public"\nmust_not = ["保有量"]', ["保有量"]),
        ('section = "three_public.overall"\nmust_not = "保有量"', []),
        ('section = "operating_cost"\nmust_not = "公务 用车"', []),
        ('must_not = "档案馆"', ["档案馆"] * 4),
        ('section = "procurement"\nmust_not_match = \'\\d{2}\\.00万元\'',
         ["50.00万元", "30.00万元", "20.00万元", "40.00万元"]),
        ('must_match = "202[5-9]年度"', [None]),
        ('section = "income"\nmust_match = "其他收入\\\\d{1,3}"', []),
    ],
)  # fmt: skip
def test_words(rules, rule, quotes):
    findings = judged(rules(WORDS + rule)).findings
    assert [f.location.quote for f in findings] == quotes
    assert {f.severity for f in findings} <= {Severity.WARNING}


def test_a_section_that_is_absent_is_not_checked(rules):
    result = judged(rules(WORDS + 'section = "meetings"\nmust = "会议费"'))
    assert not result.findings
    assert [n.reason_code for n in result.not_checked if n.code == "LOCAL-001"] == ["absent"]


def test_many_places_of_one_word_are_bounded(rules):
    result = judged(rules(WORDS + 'must_not = "万元"'))
    assert len(result.findings) == 20


RELATION = '[[relation]]\ncode = "LOCAL-101"\ntitle = "关系"\n'


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ('left = "expenditure@kind=basic"\nop = "<="\nright = "expenditure"', None),
        ('left = "expenditure"\nop = "<="\nright = "expenditure@kind=basic"', ("700", None, "100")),
        ('left = "expenditure@kind=basic"\nop = ">="\nright = "expenditure"', ("600", None, "-100")),
        ('left = "expenditure"\nop = "=="\nright = ["expenditure@kind=basic", "expenditure@kind=project"]', None),
        ('left = "procurement"\nop = "=="\nright = ["procurement.goods", "procurement.works"]', ("50", "30", "20")),
        ('left = ["procurement.goods", "procurement.services"]\nop = "=="\nright = "procurement"', None),
        ('left = "vehicles@quantity=count"\nop = "=="\nright = "vehicles_kept@quantity=count"', None),
        ('left = "income@fund=other"\nop = "=="\nright = "expenditure@economic=reception,fund=appropriation"',
         ("7", "1.2", "5.8")),
    ],
)  # fmt: skip
def test_relations(rules, rule, told):
    findings = judged(rules(RELATION + rule)).findings
    found = [
        tuple(None if x is None else f"{float(x):g}" for x in (f.stated, f.expected, f.difference)) for f in findings
    ]
    assert found == ([] if told is None else [told])


def test_rounding_is_allowed_for(rules):
    text = [line.replace("货物支出30.00", "货物支出30.01") for line in NARRATIVE]
    rule = 'left = "procurement"\nop = "=="\nright = ["procurement.goods", "procurement.works", "procurement.services"]'
    assert not judged(rules(RELATION + rule), text).findings
    text = [line.replace("货物支出30.00", "货物支出30.03") for line in NARRATIVE]
    assert len(judged(rules(RELATION + rule), text).findings) == 1


@pytest.mark.parametrize(
    "rule",
    [
        'left = "procurement.small"\nop = "<="\nright = "procurement"',
        'left = "procurement"\nop = "<="\nright = ["vehicles@quantity=count"]',
    ],
)
def test_figures_that_are_missing_or_unlike_are_not_compared(rules, rule):
    result = judged(rules(RELATION + rule))
    assert not result.findings
    assert "LOCAL-101" in [n.code for n in result.not_checked]


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ("", 1),
        ('editions = ["national-2022"]', 1),
        ('editions = ["shanghai-2024"]', 0),
        ("first = 2024", 1),
        ("first = 2025", 0),
        ("last = 2023", 0),
    ],
)
def test_a_rule_is_for_some_editions_and_years(rules, more, found):
    local = rules(WORDS + f'section = "operating_cost"\nmust = "主要原因"\n{more}')
    assert len(judged(local).findings) == found


def test_severities_go_by_edition_and_by_the_longest_beginning(rules):
    local = rules('[severity]\nJS8 = "info"\nJS803 = "off"\n[edition.shanghai-2024.severity]\nJS803 = "error"\n')
    assert local.severity("JS801", "national-2022") == "info"
    assert local.severity("JS803", "national-2022") == "off"
    assert local.severity("JS803", "shanghai-2024") == "error"
    assert local.severity("JS101", "shanghai-2024") is None
    assert local.off("national-2022") == ("JS803",)


def test_a_second_file_takes_the_place_of_the_first(rules):
    install(rules(WORDS + 'must = "甲"'))
    assert "LOCAL-001" in RULES
    install(rules(RELATION + 'left = "expenditure"\nop = "<="\nright = "uses"'))
    assert "LOCAL-001" not in RULES
    assert "LOCAL-101" in RULES


WRONG = [
    ("[severity]\nJS999 = 'off'", "rules.code"),
    ("[severity]\nJS801 = 'grave'", "rules.severity"),
    ("[severity]\nLOCAL-009 = 'off'", "rules.code"),
    ("[edition.mars-2024.severity]\nJS801 = 'off'", "rules.edition"),
    ("[edition.shanghai-2024]\ncolour = 1", "rules.key"),
    ("severity = 3", "rules.table"),
    ("[colour]\nred = 1", "rules.key"),
    ("words = 3", "rules.entries"),
    ("[[words]", "rules.not_toml"),
    (WORDS, "rules.words"),
    (WORDS + "must = 'a'\nmust_not = 'b'", "rules.words"),
    (WORDS + "must = []", "rules.words"),
    (WORDS + "must = 3", "rules.list"),
    (WORDS + "must = ' '", "rules.list"),
    (WORDS + "must = 'a'\nsection = 'canteen'", "rules.section"),
    (WORDS + "must = 'a'\nseverity = 'off'", "rules.severity"),
    (WORDS + "must = 'a'\nfirst = '2024'", "rules.year"),
    (WORDS + "must = 'a'\ncolour = 'red'", "rules.key"),
    (WORDS + "must = 'a'\neditions = ['mars-2024']", "rules.edition"),
    (WORDS + "must = 'a'\nmessage = '{colour}'", "rules.message"),
    (WORDS + "must = 'a'\nmessage = '{'", "rules.message"),
    (WORDS + "must_match = 'a*'", "rules.pattern.unbounded"),
    (WORDS + "must = 'a'\n" + WORDS + "must = 'b'", "rules.twice"),
    ("[[words]]\ncode = 'LOCAL-1'\ntitle = 'x'\nmust = 'a'", "rules.own_code"),
    ("[[words]]\ncode = 'JS801'\ntitle = 'x'\nmust = 'a'", "rules.own_code"),
    ("[[words]]\ncode = 'LOCAL-001'\nmust = 'a'", "rules.missing"),
    ("[[words]]\ncode = 'LOCAL-001'\ntitle = ''\nmust = 'a'", "rules.text"),
    (RELATION + "left = 'expenditure'\nop = '<'\nright = 'uses'", "rules.op"),
    (RELATION + "left = 'expenditure'\nop = '<='", "rules.missing"),
    (RELATION + "left = 'spending'\nop = '<='\nright = 'uses'", "rules.coordinate"),
    (RELATION + "left = 'expenditure@kind=blue'\nop = '<='\nright = 'uses'", "rules.coordinate"),
    (RELATION + "left = 'expenditure@function=1'\nop = '<='\nright = 'uses'", "rules.coordinate"),
    (RELATION + "left = 'expenditure'\nop = '<='\nright = ['uses@kind=basic,kind=project']", "rules.coordinate"),
]


@pytest.mark.parametrize(("text", "problem"), WRONG)
def test_what_is_wrong_is_told_in_one_line(rules, text, problem):
    with pytest.raises(LocalRulesError) as caught:
        rules(text)
    assert caught.value.problem == problem
    for lang in ("zh", "en"):
        line = caught.value.words(lang)
        assert "\n" not in line
        assert "rules.toml" in line
        assert "{" not in line.replace("{colour}", "").replace("{0,50}", "") or problem == "rules.message"


def test_the_place_of_an_entry_is_told(rules):
    with pytest.raises(LocalRulesError) as caught:
        rules("# a file\n" + WORDS + "must = 'a'\n\n" + WORDS.replace("001", "002") + "section = 'canteen'\nmust = 'b'")
    assert "第7行 [[words]] LOCAL-002" in caught.value.words("zh")
    assert "line 7, [[words]] LOCAL-002" in caught.value.words("en")


def test_a_file_that_is_none(tmp_path):
    path = tmp_path / "rules.toml"
    path.write_bytes(b"\xff\xfe\x00")
    for name, problem in ((path, "rules.not_text"), (tmp_path / "none", "rules.no_file"), (tmp_path, "rules.no_file")):
        with pytest.raises(LocalRulesError) as caught:
            load(str(name))
        assert caught.value.problem == problem
    path.write_bytes(b"#" * (1024 * 1024 + 1))
    with pytest.raises(LocalRulesError) as caught:
        load(str(path))
    assert caught.value.problem == "rules.too_large"
