"""Put one fault into a made-up department's report: does the checker name it, there, rightly and alone?

    python benchmarks/seeded.py [--count 10] [--seed 800000] [--editions ID,…] [--formats release,docx,pdf,xlsx,html]
                                [--groups cell,figure,word,form,name,left_out,template] [--by group,slip] [--misses]

The counterpart of `round_trip.py`: a department that is compiled and read back clean gets one fault (a cell, a
figure, a word of direction, a number of a form, a year or name, something left out, a template's instruction left in)
before its file is written; `release` checks it without a file. Prints Markdown tables. Verdicts:

exact: one error and nothing else above a note, at the fault, with the value that stood there (for what is left out or
left in: one finding). rounded: so, but the other figures tell the value only within 1 %. warning: so, but a warning.
candidate: one error elsewhere, the fault and its value among its candidates. noise: right, but more is said. elsewhere,
value, missed: what their names say. Some faults nothing can tell: a number of guests is stated once.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parent))
from seeding import GROUPS, Fault

from juesuan.checks.engine import run
from juesuan.checks.finding import Finding, Location, Severity
from juesuan.compiling.memory import release_document
from juesuan.documents import open_document
from juesuan.documents.model import Document, Paragraph, Table
from juesuan.recognition import recognise
from juesuan.recognition.report import Report
from juesuan.taxonomy.edition import known_editions
from juesuan.writing import files
from juesuan.writing.model import Release
from juesuan.writing.release import assemble
from juesuan.writing.samples import sample

FORMATS = {"docx": "report.docx", "pdf": "report.pdf", "xlsx": "tables.xlsx", "html": "report.html"}
RELEASE = "release"
IN_WORKBOOKS = ("cell", "form")
VERDICTS = ("exact", "rounded", "warning", "candidate", "noise", "value", "elsewhere", "missed")


def places(clean: Document, wrong: Document) -> list[tuple[int, int | None, int, int]]:
    """Where two documents differ: block, row (None in a text), then columns or characters."""
    found: list[tuple[int, int | None, int, int]] = []
    for n, (a, b) in enumerate(zip(clean.blocks, wrong.blocks, strict=False)):
        if isinstance(a, Table) and isinstance(b, Table):
            old = {(c.row, c.column): c.text for c in a.cells}
            found += [(n, c.row, c.column, c.column) for c in b.cells if old.get((c.row, c.column)) != c.text]
        elif isinstance(a, Paragraph) and isinstance(b, Paragraph) and a.text != b.text:
            p, q = a.text, b.text
            start = next((i for i, (x, y) in enumerate(zip(p, q, strict=False)) if x != y), min(len(p), len(q)))
            rest = min(len(p), len(q)) - start
            same = next((i for i in range(rest) if p[-1 - i] != q[-1 - i]), rest)
            found.append((n, None, start, len(q) - same))
    return found


def at_fault(at: Location, where: list[tuple[int, int | None, int, int]], report: Report) -> bool:
    """Whether the finding's place is the fault's."""
    for block, row, start, end in where:
        if row is None and at.place.block == block and at.place.start is not None:
            if at.place.start <= end and (at.place.end or 0) >= start:
                return True
        elif row is not None and at.row_index == row and at.place.block in (None, block):
            cells = (o for s in report.statements if s.table.index == block for o in s.occurrences)
            columns = [o.column for o in cells if o.row_index == row and o.column_index == start]
            if at.column is None or not columns or at.column in columns:
                return True
    return False


def value(text: object) -> Decimal | str:
    """A number to compare, or the words."""
    try:
        return Decimal(str(text).replace(",", "").rstrip("%"))
    except InvalidOperation:
        return str(text)


def judge(fault: Fault, clean: Document, wrong: Document, edition: str) -> tuple[str, list[Finding]]:
    """The verdict and the findings above a note."""
    report = recognise(wrong, edition)
    found = [f for f in run(report).findings if f.severity is not Severity.INFO]
    if not found or fault.expected is None:
        return ("exact" if len(found) == 1 else "noise" if found else "missed"), found
    where = places(clean, wrong)
    root = next((f for f in found if at_fault(f.location, where, report)), None)
    if len(found) > 1:
        return ("noise" if root else "elsewhere"), found
    if root is None:
        meant = [c.expected for c in found[0].candidates if at_fault(c.location, where, report)]
        return ("candidate" if any(rank(text, fault.expected) for text in meant) else "elsewhere"), found
    if root.severity is not Severity.ERROR:
        return "warning", found
    return ("value", "rounded", "exact")[rank(root.expected, fault.expected)], found


def rank(told_value: str | None, right: str) -> int:
    """2 for the very value, 1 for one within 1 %, 0 for another."""
    a, b = value(told_value), value(right)
    near = isinstance(a, Decimal) and isinstance(b, Decimal) and abs(a - b) <= abs(b) / 100
    return 2 if a == b else int(near)


@dataclass(slots=True)
class Case:
    """One fault in one file, with the verdict.

    Attributes:
        keys: edition, format, group and slip, by name.
        said: what the checker says above a note, a line each.
    """

    keys: dict[str, str]
    verdict: str
    said: list[str] = field(default_factory=list)


def read(release: Release, name: str, folder: Path) -> Document:
    """The release as its file reads."""
    if name == RELEASE:
        return release_document(release)
    path = folder / FORMATS[name]
    files.writers()[FORMATS[name]](release, path)
    document = open_document(path)
    path.unlink()
    return document


def department(task: tuple[str, int, tuple[str, ...], tuple[str, ...]]) -> list[Case]:
    """One department with each of its faults, in each format."""
    edition, seed, formats, groups = task
    release = assemble(sample(seed, edition))
    report = recognise(release_document(release), edition)
    cases = []
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        clean = {name: read(release, name, folder) for name in formats}
        for group in groups:
            rng = Random(f"{edition}/{seed}/{group}")
            for fault in GROUPS[group](release, report, rng):
                keys = {"edition": edition, "group": fault.group, "slip": fault.slip, "all": "all"}
                keys["fault"] = (
                    f"{edition}, --seed {seed}, {fault.group}, {fault.slip}: {fault.expected} → {fault.stated}"
                )
                for name in formats:
                    if name == "xlsx" and group not in IN_WORKBOOKS:
                        continue
                    verdict, found = judge(fault, clean[name], read(fault.release, name, folder), edition)
                    said = [f"{f.code} {f.location.quote or f.location.row}: {f.stated} → {f.expected}" for f in found]
                    cases.append(Case({**keys, "format": name}, verdict, said))
    return cases


def main() -> int:
    """Plant, check, judge, count."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--count", type=int, default=10, help="departments in each edition")
    parser.add_argument("--seed", type=int, default=800_000, help="number of the first department")
    parser.add_argument("--editions", default=",".join(known_editions()))
    parser.add_argument("--formats", default=RELEASE, help=f"{RELEASE}, {', '.join(FORMATS)}")
    parser.add_argument("--groups", default=",".join(GROUPS))
    parser.add_argument(
        "--by", default="group", help="group, slip, edition, format or all; several with +, tables with ,"
    )
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--misses", action="store_true", help="list what is not exact: not for departments kept aside")
    wanted = parser.parse_args()
    editions, formats, groups = (tuple(text.split(",")) for text in (wanted.editions, wanted.formats, wanted.groups))
    for name in {*formats} - {RELEASE, *FORMATS} | {*groups} - {*GROUPS} | {*editions} - {*known_editions()}:
        parser.error(f"unknown: {name}")
    tasks = [(e, s, formats, groups) for s in range(wanted.seed, wanted.seed + wanted.count) for e in editions]
    started = time.perf_counter()
    with ProcessPoolExecutor(wanted.jobs) as pool:
        cases = [case for found in pool.map(department, tasks) for case in found]
    print(f"{len(cases)} faults, {time.perf_counter() - started:.0f} s on {wanted.jobs} processes")
    for by in wanted.by.split(","):
        show_table(cases, by)
    for case in cases:
        if wanted.misses and case.verdict != "exact":
            print(
                f"- {case.verdict}, {case.keys['format']}, {case.keys['fault']}"
                + "".join(f"\n  {s}" for s in case.said)
            )
    return 0


def show_table(cases: list[Case], by: str) -> None:
    """A line for each group of cases: how many of each verdict."""
    rows: dict[str, Counter[str]] = defaultdict(Counter)
    for case in cases:
        rows[" / ".join(case.keys[key] for key in by.split("+"))][case.verdict] += 1
    print(f"\n| {by} | faults | {' | '.join(VERDICTS)} |\n|---|---:|{'---:|' * len(VERDICTS)}")
    for name in sorted(rows):
        counts = " | ".join(str(rows[name][v] or "") for v in VERDICTS)
        print(f"| {name} | {rows[name].total()} | {counts} |")


if __name__ == "__main__":
    sys.exit(main())
