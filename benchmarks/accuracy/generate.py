"""Write made-up reports with known faults.

    python benchmarks/accuracy/generate.py OUT --seed dev --count 60 [--formats docx,pdf,txt] [--clean 0.25]

Each report is a file of its own; `truth.json` in the folder says of each what it is and what was broken in it.
Needs python-docx; PDF needs `typst` and the fonts named in README.md (formats that can't be written are left out, and
said so).
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parent))
from reportgen import places
from reportgen.faults import ALL, fits
from reportgen.report import make
from reportgen.slips import Case
from reportgen.variants import titles_in_tables

NEEDS = {"docx": "docx", "pdf": "typst", "txt": None, "tabs": None}
# Chances of each province; the four table forms each get their share.
WEIGHTS = {"上海市": 5, "吉林省": 3, "重庆市": 2, "四川省": 2, "湖南省": 2, "安徽省": 2, "云南省": 2}
NO_FORMS = ("上海市", "重庆市", "云南省")


def plan(seed: str, count: int, formats: list[str], clean: float) -> list[dict[str, object]]:
    """Which report gets which province, year, format and fault: fault classes go round, so that all appear."""
    rng = Random(f"{seed}:plan")
    faults = list(ALL)
    rng.shuffle(faults)
    out: list[dict[str, object]] = []
    turn = 0
    names = list(places.PROVINCES)
    for n in range(count):
        broken = rng.random() >= clean
        fault = faults[turn % len(faults)] if broken else None
        turn += broken
        kinds = [k for k in formats if not (fault and fault.needs != "text" and k == "txt")] or formats
        province = rng.choices(names, [WEIGHTS.get(p, 1) for p in names])[0]
        year = rng.choice([2019, 2020, 2021, 2022, 2023, 2024, 2024, 2025])
        if fault and fault.id == "public_below_appropriation":
            province, year = "吉林省", 2021
        if fault and fault.needs == "forms" and province in NO_FORMS:
            province = rng.choice([p for p in names if p not in NO_FORMS])
        out.append({"n": n, "province": province, "year": year, "format": rng.choice(kinds), "fault": fault})
    return out


def note_lines(found: dict[str, object] | None, lines: list[str]) -> None:
    """Write line numbers into the roots of a text file."""
    roots = [found["root"], *found["alternates"]] if found else []  # type: ignore[misc]
    for root in roots:
        hits = [n for n, t in enumerate(lines, 1) if root.get("snippet") and t.strip() == root["snippet"].strip()]
        if len(hits) == 1:
            root["line"] = hits[0]


def write(seed: str, entry: dict[str, object], out: Path) -> dict[str, object] | None:
    """Make one report, plant its fault, render it; None where the fault found no place in any of many departments."""
    fault, form = entry["fault"], str(entry["format"])
    for attempt in range(60):
        key = f"{seed}:{entry['n']}:{attempt}"
        has_tables = form != "txt"
        # some faults fit no report of some provinces: after a while another province is tried
        province = str(entry["province"]) if attempt < 20 else Random(key).choice(list(places.PROVINCES))
        doc, d, w = make(key, province, int(str(entry["year"])), has_tables)
        case = Case(doc, d, w, Random(f"{key}:fault"), has_tables)
        found = None
        if fault is not None:
            if not fits(fault, case):
                continue
            found = fault.plant(case)
            if found is None:
                continue
            found = {"class": fault.id, "worth": fault.worth, **found}
        name = f"r{entry['n']:03d}.{'txt' if form == 'tabs' else form}"
        rng = Random(f"{key}:render")
        layout = "plain"
        if form in ("docx", "pdf") and rng.random() < 0.3:
            titles_in_tables(doc)
            layout = "titles in tables"
        if form == "docx":
            from reportgen import render_docx

            styles = rng.random() < 0.6
            layout += "" if styles else ", headings without style"
            render_docx.render(doc, out / name, heading_styles=styles)
        elif form == "pdf":
            from reportgen import render_pdf

            points, repeat, lines_only = rng.choice([8, 8, 9, 11]), rng.random() < 0.7, rng.random() < 0.12
            layout += f", {points} pt" + (", level rules only" if lines_only else "")
            render_pdf.render(doc, out / name, points, repeat, lines_only)
        else:
            from reportgen import render_text

            render_text.render(doc, out / name)
            note_lines(found, (out / name).read_text(encoding="utf-8").split("\n"))
        return {
            "file": name,
            "unit": d.unit,
            "year": d.year,
            "edition": doc.edition,
            "style": doc.style,
            "format": form,
            "layout": layout,
            "money": doc.money_unit,
            "clean": fault is None,
            "faults": [found] if found else [],
        }
    return None


def main(argv: list[str] | None = None) -> int:
    """Command line."""
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("out", type=Path)
    p.add_argument("--seed", default="dev")
    p.add_argument("--count", type=int, default=60)
    p.add_argument("--formats", default="docx,pdf,txt")
    p.add_argument("--clean", type=float, default=0.25)
    a = p.parse_args(argv)
    a.out.mkdir(parents=True, exist_ok=True)
    formats = []
    for k in a.formats.split(","):
        needed = NEEDS[k]
        if needed is None or importlib.util.find_spec(needed):
            formats.append(k)
        else:
            print(f"{k} left out: the package {needed} is not installed", file=sys.stderr)
    truths, missed = [], []
    for entry in plan(a.seed, a.count, formats, a.clean):
        done = write(a.seed, entry, a.out)
        if done is None:
            missed.append(entry["fault"].id)  # type: ignore[attr-defined]
        else:
            truths.append(done)
    text = json.dumps({"schema": "accuracy.truth/1", "seed": a.seed, "reports": truths}, ensure_ascii=False, indent=1)
    (a.out / "truth.json").write_text(text, encoding="utf-8")
    print(f"{len(truths)} reports in {a.out}" + (f"; no place found for {', '.join(missed)}" if missed else ""))
    return 0


if __name__ == "__main__":
    sys.exit(main())
