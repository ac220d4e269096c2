"""Compile made-up departments in every edition, read every file back: the same facts, no error, no warning.

    python benchmarks/round_trip.py [--count 2000] [--seed 0] [--editions ID,…] [--formats docx,pdf,xlsx,html]
                                    [--jobs N] [--keep FOLDER]

The departments are `juesuan.writing.samples`: number 17 of an edition is always the same one, so that
`--editions jilin-2021 --seed 17 --count 1 --keep FOLDER` makes a counterexample again. Each is held to what `juesuan
compile` holds a release to, before it is written and after; and every amount of the narrative has to be understood.
Prints a Markdown table; exits with 1 if there is a counterexample.
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
from pathlib import Path

from juesuan.compiling.readback import Outcome, check_file, check_release
from juesuan.taxonomy.edition import known_editions
from juesuan.writing import files
from juesuan.writing.release import assemble
from juesuan.writing.samples import sample

FORMATS = {"docx": "report.docx", "pdf": "report.pdf", "xlsx": "tables.xlsx", "html": "report.html"}
RELEASE = "(release)"
GRAVE = ("error", "warning")
MOST_SHOWN = 20
CHUNK = 5


@dataclass(slots=True)
class Trip:
    """One department's way there and back.

    Attributes:
        faults: format and what is wrong, one entry a fault.
        seconds: format and step (write, read) → time.
    """

    edition: str
    seed: int
    faults: list[tuple[str, str]] = field(default_factory=list)
    seconds: dict[tuple[str, str], float] = field(default_factory=dict)


def faults_of(outcome: Outcome) -> list[str]:
    """What speaks against a file, a line each."""
    found = [en for _, en in outcome.lost]
    if outcome.result is not None:
        found += [
            f"{f.severity} {f.code}: {f.location.quote or f.location.row or ''} ({f.stated} → {f.expected})"
            for f in outcome.result.findings
            if str(f.severity) in GRAVE
        ]
        found += [f"crashed: {n.what}" for n in outcome.result.not_checked if n.reason_code == "crashed"]
        coverage = outcome.result.report.coverage
        if coverage.narrative_amounts != coverage.narrative_amounts_bound:
            found.append(f"understood {coverage.narrative_amounts_bound} of {coverage.narrative_amounts} amounts told")
    return found


def trip(task: tuple[str, int, tuple[str, ...], str | None]) -> Trip:
    """Make one department's release, write it, read it back."""
    edition, seed, formats, keep = task
    made = Trip(edition, seed)
    where = RELEASE
    try:
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(keep or temporary)
            started = time.perf_counter()
            release = assemble(sample(seed, edition))
            before = check_release(release)
            made.seconds[RELEASE, "read"] = time.perf_counter() - started
            made.faults += [(RELEASE, fault) for fault in faults_of(before)]
            assert before.result is not None
            writers = files.writers()
            for where in formats:
                path = folder / f"{edition}-{seed}-{FORMATS[where]}" if keep else folder / FORMATS[where]
                started = time.perf_counter()
                writers[FORMATS[where]](release, path)
                written = time.perf_counter()
                outcome = check_file(release, before.result.report, path)
                made.seconds[where, "write"] = written - started
                made.seconds[where, "read"] = time.perf_counter() - written
                made.faults += [(where, fault) for fault in faults_of(outcome)]
    except Exception as error:  # a crash is a counterexample as well, and the others go on
        made.faults.append((where, f"{type(error).__name__}: {error}"))
    return made


def main() -> int:
    """Make, write, read, report."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--count", type=int, default=2000, help="departments in each edition")
    parser.add_argument("--seed", type=int, default=0, help="number of the first department")
    parser.add_argument("--editions", default=",".join(known_editions()))
    parser.add_argument(
        "--formats", default=",".join(FORMATS), help="none of them: only the release before it is written"
    )
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--keep", type=Path, help="where the files are kept")
    wanted = parser.parse_args()
    editions, formats = wanted.editions.split(","), tuple(filter(None, wanted.formats.split(",")))
    for name in {*formats} - {*FORMATS}:
        parser.error(f"no format {name}; known: {', '.join(FORMATS)}")
    for name in {*editions} - {*known_editions()}:
        parser.error(f"no edition {name}; known: {', '.join(known_editions())}")
    if wanted.keep:
        wanted.keep.mkdir(parents=True, exist_ok=True)
    keep = str(wanted.keep) if wanted.keep else None
    tasks = [(e, s, formats, keep) for s in range(wanted.seed, wanted.seed + wanted.count) for e in editions]
    started = time.perf_counter()
    trips = []
    with ProcessPoolExecutor(wanted.jobs) as pool:
        for done in pool.map(trip, tasks, chunksize=CHUNK):
            trips.append(done)
            show_progress(len(trips), len(tasks), sum(bool(t.faults) for t in trips), started)
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")
    print(f"{len(trips)} departments, {time.perf_counter() - started:.0f} s on {wanted.jobs} processes\n")
    show_table(trips, editions, formats)
    return show_counterexamples(trips)


def show_progress(done: int, whole: int, wrong: int, started: float) -> None:
    """One line on a terminal; nothing elsewhere."""
    if sys.stderr.isatty():
        left = (time.perf_counter() - started) / done * (whole - done)
        sys.stderr.write(f"\r\x1b[K{done} of {whole}, {wrong} with a fault, {left / 60:.0f} min left")
        sys.stderr.flush()


def show_table(trips: list[Trip], editions: list[str], formats: tuple[str, ...]) -> None:
    """A line for each edition and format: how many came back whole, and how long it took."""
    print("| edition | format | departments | whole and clean | write, ms | read and check, ms |")
    print("|---|---|---:|---:|---:|---:|")
    for edition in editions:
        own = [t for t in trips if t.edition == edition]
        for name in (RELEASE, *formats):
            clean = sum(all(where != name for where, _ in t.faults) for t in own)
            times = [f"{mean([t.seconds.get((name, step)) for t in own])}" for step in ("write", "read")]
            print(f"| {edition} | {name} | {len(own)} | {clean} | {' | '.join(times)} |")


def mean(seconds: list[float | None]) -> str:
    """The mean of the times that were taken, in ms."""
    taken = [s for s in seconds if s is not None]
    return f"{sum(taken) / len(taken) * 1000:.0f}" if taken else ""


def show_counterexamples(trips: list[Trip]) -> int:
    """Kinds of faults by how many departments have them, and the first departments; 1 if there are any."""
    wrong = [t for t in trips if t.faults]
    print(f"\ncounterexamples: {len(wrong)}")
    kinds: Counter[str] = Counter()
    firsts: dict[str, list[str]] = defaultdict(list)
    for t in wrong:
        for kind in {f"{fault.split(':')[0]} in {where}" for where, fault in t.faults}:
            kinds[kind] += 1
            firsts[kind].append(f"{t.edition}/{t.seed}")
    for kind, number in kinds.most_common(MOST_SHOWN):
        print(f"- {kind}: {number} (first {', '.join(firsts[kind][:3])})")
    for t in wrong[:MOST_SHOWN]:
        print(f"\n{t.edition}, --seed {t.seed}:" + "".join(f"\n  {where}: {fault}" for where, fault in t.faults[:4]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
