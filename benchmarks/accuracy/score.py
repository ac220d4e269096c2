"""Measure `juesuan check` on a folder of made-up reports.

    python benchmarks/accuracy/score.py FOLDER [FOLDER ...] [--command juesuan] [--totals] [--misses] [-o FILE]

Runs the command once over the folder's files (or reads --results, a file it wrote before) and prints Markdown tables:
faults found, found at the root, with the right value, and as the only accusation; false alarms on clean reports; by
class, format, edition and style. `--misses` also lists what went wrong, file by file: for sets one may look at.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from matching import at_root, norm, same_value

Json = dict[str, Any]


@dataclass
class Outcome:
    """What the checker made of one report."""

    truth: Json
    findings: list[Json]
    found: bool = False
    root: bool = False
    expected: bool | None = None
    alone: bool = False
    stray: list[Json] = field(default_factory=list)

    @property
    def fault(self) -> Json | None:
        """The planted fault; where a report has several, each has an outcome of its own."""
        return self.truth["fault"]

    def count(self, severity: str) -> int:
        """Findings of a severity."""
        return sum(f["severity"] == severity for f in self.findings)


def judge(truth: Json, fault: Json | None, findings: list[Json], others: list[Json]) -> Outcome:
    """Compare a report's findings with one of its faults; `others` are its further faults."""
    out = Outcome({**truth, "fault": fault}, findings)
    grave = [f for f in findings if f["severity"] in ("error", "warning")]
    if fault is None:
        out.stray = grave
        return out
    accepted = ("error",) if fault["worth"] == "error" else ("error", "warning")
    roots = [fault["root"], *fault["alternates"]]
    for f in grave:
        places = [f["location"], *(r for r in f["related"]), *(c["location"] for c in f["candidates"])]
        touched = [r for r in roots if any(at_root(p, r) for p in places)]
        mine = [r for r in roots if at_root(f["location"], r)]
        elsewhere = any(at_root(f["location"], r) for o in others for r in (o["root"], *o["alternates"]))
        if f["severity"] in accepted:
            out.found |= bool(touched)
            out.root |= bool(mine)
            wants = wanted(mine, fault)
            if wants:
                out.expected = bool(out.expected) or any(close(f["expected"], w) for w in wants)
        if not touched and not elsewhere:
            out.stray.append(f)
    counted = [f for f in findings if f["severity"] in accepted]
    out.alone = out.found and len(counted) == 1
    return out


def wanted(roots: list[Json], fault: Json) -> list[str]:
    """The values that would be right at these roots; empty where the truth names none that is a number."""
    values = [r.get("expected") or (fault["expected"] if r is fault["root"] else None) for r in roots]
    values += [fault.get("also_expected")] if values else []
    return [v for v in values if v is not None and same_value(v) is not None]


def close(a: str | None, b: str) -> bool:
    """Whether two values agree: numbers within rounding at the decimals `a` shows, words to the letter.

    A rate computed again from printed amounts may differ by a little more than from exact ones: half a percent is
    allowed for.
    """
    try:
        got, want = Decimal((a or "").replace(",", "")), Decimal(str(b).replace(",", ""))
        digits = Decimal(1).scaleb(int(got.as_tuple().exponent))
        return abs(got - want) <= max(Decimal("0.011"), min(digits, 1) / 2, abs(want) / 200)
    except InvalidOperation:
        return a is not None and norm(a) == norm(str(b))


def run(folder: Path, command: list[str]) -> Json:
    """One call over all files of the truth."""
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    files = [str(folder / r["file"]) for r in truth["reports"]]
    done = subprocess.run([*command, "check", *files, "--format", "json"], capture_output=True, text=True, check=False)
    if not done.stdout.strip():
        sys.exit(f"no output (exit {done.returncode}): {done.stderr[-2000:]}")
    return json.loads(done.stdout)


def outcomes(folder: Path, result: Json) -> tuple[list[Outcome], Json]:
    """All outcomes of a folder, and totals of coverage."""
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    by_name = {Path(r["source"]).name: r for r in result["reports"]}
    out: list[Outcome] = []
    cover: dict[str, int] = defaultdict(int)
    for t in truth["reports"]:
        got = by_name.get(t["file"])
        if got is None:
            cover["unreadable"] += 1
            got = {"findings": [], "coverage": {}, "not_checked": []}
        for k, v in got["coverage"].items():
            cover[k] += v
        cover["crashed"] += sum(n["reason_code"] == "crashed" for n in got["not_checked"])
        faults = t["faults"]
        if not faults:
            out.append(judge(t, None, got["findings"], []))
        out += [judge(t, f, got["findings"], [o for o in faults if o is not f]) for f in faults]
    return out, dict(cover)


def share(n: int, of: int) -> str:
    """A rate, or a dash."""
    return f"{n}/{of} ({100 * n / of:.0f} %)" if of else "–"


def rows_of(groups: dict[str, list[Outcome]]) -> Iterable[str]:
    """Table rows of the measures, one a group."""
    for name, g in sorted(groups.items()):
        bad = [o for o in g if o.fault]
        clean = [o for o in g if not o.fault]
        asked = [o for o in bad if o.expected is not None]
        cells = [
            share(sum(o.found for o in bad), len(bad)),
            share(sum(o.root for o in bad), len(bad)),
            share(sum(bool(o.expected) for o in asked), len(asked)),
            share(sum(o.alone for o in bad), len(bad)),
            mean(sum(o.count("error") for o in clean), len(clean)),
            mean(sum(o.count("warning") for o in clean), len(clean)),
            mean(sum(s["severity"] == "error" for o in bad for s in o.stray), len(bad)),
        ]
        yield f"| {name} | {' | '.join(cells)} |"


def mean(n: int, of: int) -> str:
    """An average, or a dash."""
    return f"{n / of:.2f}" if of else "–"


MEASURES = [
    "found",
    "root right",
    "value right (of roots)",
    "only accusation",
    "false errors a clean report",
    "false warnings",
    "stray errors a faulty report",
]
HEAD = [f"| | {' | '.join(MEASURES)} |", "|---" * (len(MEASURES) + 1) + "|"]


def report(all_: list[Outcome], cover: Json, title: str, totals: bool) -> list[str]:
    """The Markdown text."""
    bad = [o for o in all_ if o.fault]
    clean = [o for o in all_ if not o.fault]
    blamed = sum(o.count("error") > 0 for o in clean)
    lines = [
        f"## {title}",
        "",
        f"{len(all_)} judged: {len(bad)} faults, {len(clean)} clean reports; "
        f"clean reports with a false error: {share(blamed, len(clean))}, with an error or a warning: "
        f"{share(sum(bool(o.stray) for o in clean), len(clean))}.",
        f"Amounts bound: tables {share(cover.get('table_amounts_bound', 0), cover.get('table_amounts', 0))}, "
        f"narrative {share(cover.get('narrative_amounts_bound', 0), cover.get('narrative_amounts', 0))}; "
        f"unreadable {cover.get('unreadable', 0)}, crashed rules {cover.get('crashed', 0)}.",
        "",
    ]
    keys = {
        "all": lambda _: "all",
        "worth": lambda o: o.fault["worth"] if o.fault else "(clean)",
        "format": lambda o: o.truth["format"],
        "layout": lambda o: f"{o.truth['format']}: {o.truth.get('layout', '')}",
        "edition": lambda o: o.truth["edition"],
        "style": lambda o: o.truth["style"],
    }
    if not totals:
        keys["class"] = lambda o: o.fault["class"] if o.fault else "(clean)"
    for key, of in keys.items():
        groups: dict[str, list[Outcome]] = defaultdict(list)
        for o in all_:
            groups[of(o)].append(o)
        lines += [f"### by {key}", "", *HEAD, *rows_of(groups), ""]
    codes: dict[str, int] = defaultdict(int)
    for o in all_:
        for f in o.stray:
            if not o.fault or f["severity"] == "error":
                codes[f"{f['code']} {f['severity']}" + ("" if o.fault else " on clean")] += 1
    lines += [
        "### stray findings by rule",
        "",
        "| rule | times |",
        "|---|---|",
        *(f"| {c} | {n} |" for c, n in sorted(codes.items(), key=lambda x: -x[1])),
        "",
    ]
    return lines


def _place(p: Json) -> str:
    parts = (p.get("statement"), p.get("section"), p.get("row"), p.get("column"), p.get("quote"))
    return " / ".join(str(x)[:60] for x in parts if x)


def misses(all_: list[Outcome]) -> list[str]:
    """File by file: faults missed or misplaced, and false alarms."""
    lines = ["### misses and false alarms", ""]
    for o in all_:
        name = o.truth["file"]
        if o.fault and not o.root:
            r = o.fault["root"]
            lines.append(
                f"- {name} [{o.truth['style']}/{o.truth['format']}] {'MISSED' if not o.found else 'MISPLACED'} "
                f"{o.fault['class']}: stated {o.fault['stated']}, expected {o.fault['expected']}; "
                f"{_place({**r, 'quote': r.get('text')})} :: {str(r.get('snippet', ''))[-120:]}"
            )
            lines += [
                f"    - got {f['code']} {f['severity']} {f['message'][:110]} @ {_place(f['location'])}"
                for f in o.findings
                if f["severity"] != "info"
            ]
        elif o.fault and o.expected is False:
            lines.append(f"- {name} VALUE {o.fault['class']}: expected {o.fault['expected']}")
            lines += [
                f"    - got {f['code']} {f['message'][:110]} @ {_place(f['location'])}"
                for f in o.findings
                if f["severity"] != "info"
            ]
        for f in o.stray:
            if not o.fault or o.root:
                kind = "FALSE" if not o.fault else "stray"
                lines.append(
                    f"- {name} [{o.truth['style']}/{o.truth['format']}] {kind} {f['code']} {f['severity']}: "
                    f"{f['message'][:140]} @ {_place(f['location'])}"
                )
    return lines


def main(argv: list[str] | None = None) -> int:
    """Command line."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("folders", type=Path, nargs="+")
    p.add_argument("--command", default=f"{sys.executable} -m juesuan")
    p.add_argument("--results", action="store_true", help="reuse FOLDER/results.json instead of running the command")
    p.add_argument("--totals", action="store_true", help="no figures by fault class: for sets that must stay unseen")
    p.add_argument("--misses", action="store_true", help="list misses and false alarms, file by file")
    p.add_argument("-o", "--output", type=Path)
    a = p.parse_args(argv)
    lines = [f"# Accuracy, {dt.date.today().isoformat()}", "", f"`{a.command} check … --format json`", ""]
    for folder in a.folders:
        cache = folder / "results.json"
        if not a.results:
            cache.write_text(json.dumps(run(folder, a.command.split()), ensure_ascii=False), encoding="utf-8")
        all_, cover = outcomes(folder, json.loads(cache.read_text(encoding="utf-8")))
        lines += report(all_, cover, folder.name, a.totals)
        if a.misses and not a.totals:
            lines += misses(all_)
    text = "\n".join(lines) + "\n"
    if a.output:
        a.output.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
