"""The accuracy benchmark's own arithmetic: a clean report is clean, a faulty one is broken in one known place."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from decimal import Decimal
from pathlib import Path

import pytest

BENCH = Path(__file__).parents[2] / "benchmarks" / "accuracy"


@pytest.fixture(scope="module")
def generate():
    spec = importlib.util.spec_from_file_location("accuracy_generate", BENCH / "generate.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["accuracy_generate"] = module
    spec.loader.exec_module(module)
    return module


def amount(text):
    return Decimal(text.replace(",", "").strip("—") or "0")


def rows(path, title):
    """The table that follows a title, as lists of cell texts."""
    docx = pytest.importorskip("docx")
    body = docx.Document(str(path)).element.body
    seen = False
    for child in body:
        text = "".join(t.text or "" for t in child.iter() if t.tag.endswith("}t"))
        if child.tag.endswith("}p") and text == title:
            seen = True
        elif seen and child.tag.endswith("}tbl"):
            table = docx.table.Table(child, None)
            return [[c.text for c in r.cells] for r in table.rows]
    raise AssertionError(title)


@pytest.fixture(scope="module")
def clean(generate, tmp_path_factory):
    out = tmp_path_factory.mktemp("clean")
    assert generate.main([str(out), "--seed", "smoke", "--count", "2", "--formats", "docx", "--clean", "1"]) == 0
    return out, json.loads((out / "truth.json").read_text(encoding="utf-8"))["reports"]


def test_expenditure_adds_up(clean):
    out, reports = clean
    for r in reports:
        table = rows(out / r["file"], "支出决算表")
        found = {}
        for line in table:
            digits = "".join(c for c in line[:-7] if c.isdigit())
            if digits and len(digits) in (3, 5, 7):
                found[digits] = [amount(c) for c in line[-6:]]
        total = next([amount(c) for c in line[-6:]] for line in table if line[0] == "合计")
        unit = Decimal("0.005")
        for code, values in [("", total), *found.items()]:
            assert abs(values[0] - sum(values[1:])) <= unit * 6, (r["file"], code)
            below = [v for k, v in found.items() if k.startswith(code) and len(k) == {0: 3, 3: 5, 5: 7}.get(len(code))]
            if len(code) < 7:
                assert below, (r["file"], code)
                for k, whole in enumerate(values):
                    assert abs(whole - sum(v[k] for v in below)) <= unit * (len(below) + 1), (r["file"], code, k)


def test_sides_balance_and_agree_with_the_expenditure_table(clean):
    out, reports = clean
    for r in reports:
        summary = rows(out / r["file"], "收入支出决算总表")
        last = [c for c in summary[-1] if re.fullmatch(r"[\d,]+\.\d\d", c)]
        assert len(last) == 2
        assert last[0] == last[1]
        spent = next(c for line in summary for k, c in enumerate(line) if "本年支出合计" in line[: k + 1] and "." in c)
        total = next(line for line in rows(out / r["file"], "支出决算表") if line[0] == "合计")
        assert spent == total[-6]


def test_shares_are_of_the_right_whole(clean):
    docx = pytest.importorskip("docx")
    out, reports = clean
    shares = 0
    for r in reports:
        for p in docx.Document(str(out / r["file"])).paragraphs:
            text = p.text.replace(" ", "")
            whole = re.match(r".*?本年[收支][入出]合计([\d,.]+)(万?元)", text)
            if not whole or not text.startswith(("本年", str(r["year"]))):
                continue
            total, parts = amount(whole[1]), re.findall(r"([\d,.]+)万?元，占([\d.]+)%", text)
            for part, share in parts:
                assert abs(amount(part) / total * 100 - Decimal(share)) <= Decimal("0.5") / total + Decimal("0.006")
                shares += 1
            step = Decimal("0.005") * (len(parts) + 1)
            assert abs(sum(amount(a) for a, _ in parts) - total) <= step
    assert shares


def test_a_fault_is_recorded_where_it_was_planted(generate, tmp_path):
    args = [str(tmp_path), "--seed", "smoke-faults", "--count", "4", "--formats", "tabs", "--clean", "0"]
    assert generate.main(args) == 0
    for r in json.loads((tmp_path / "truth.json").read_text(encoding="utf-8"))["reports"]:
        (fault,) = r["faults"]
        root = fault["root"]
        assert fault["worth"] in ("error", "warning")
        assert root.get("statement") or root.get("section")
        text = (tmp_path / r["file"]).read_text(encoding="utf-8")
        if root.get("snippet") and "title" not in root:
            assert root["snippet"] in text


def test_every_fault_class_finds_a_place(generate):
    """Each class is planted in some report: one that never fits would be measured as nothing."""
    from random import Random

    from reportgen.faults import ALL, fits
    from reportgen.report import make
    from reportgen.slips import Case

    assert len({f.id for f in ALL}) == len(ALL) >= 40
    left = {f.id: f for f in ALL}
    for n, province in enumerate(["吉林省", "湖北省", "上海市", "四川省"] * 12):
        for fault in list(left.values()):
            doc, d, w = make(f"place:{n}", province, 2021 + n % 4, True)
            case = Case(doc, d, w, Random(n), True)
            if fits(fault, case) and fault.plant(case):
                del left[fault.id]
        if not left:
            return
    raise AssertionError(sorted(left))
