"""How long a whole check takes, against what pdfium alone needs to load the pages and emit their text.

    python benchmarks/checking.py report.pdf [more.pdf ...]

In one process, warm, best and median of several runs: pdfium alone, reading, recognising, checking, and the ratio of
the three to pdfium. Then the command in a new process (cold), with its peak memory. The goals: a ratio of at most 4
(better 3), at most 0.8 s cold, at most 90 MiB.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pypdfium2_raw as pdfium
from reading import pdfium_alone

from juesuan.checks.engine import run
from juesuan.documents import open_document
from juesuan.recognition import recognise

RUNS = 9


def timed(action: Callable[[], object]) -> list[float]:
    """Times of several runs in milliseconds, after one that warms up."""
    action()
    times = []
    for _ in range(RUNS):
        started = time.perf_counter()
        action()
        times.append((time.perf_counter() - started) * 1000)
    return times


def cold(path: str) -> tuple[float, float]:
    """Median time of the command in seconds and its peak memory in MiB."""
    times, peak = [], 0.0
    for _ in range(5):
        started = time.perf_counter()
        process = subprocess.Popen(  # the interpreter's own module
            [sys.executable, "-m", "juesuan", "check", path, "--format", "json"], stdout=subprocess.DEVNULL
        )
        _, _, usage = os.wait4(process.pid, 0)
        times.append(time.perf_counter() - started)
        peak = max(peak, usage.ru_maxrss / 1024)
    return statistics.median(times), peak


def main(paths: list[str]) -> int:
    """Measure each file."""
    if not paths:
        print(__doc__)
        return 2
    pdfium.FPDF_InitLibrary()
    print("| file | pdfium alone | reading | recognising | checking | ratio (best) | ratio (median) | cold | peak |")
    print("|---|---|---|---|---|---|---|---|---|")
    for path in paths:
        data = Path(path).read_bytes()
        document = open_document(path)
        report = recognise(document)
        steps = [
            timed(lambda data=data: pdfium_alone(data)),
            timed(lambda path=path: open_document(path)),
            timed(lambda document=document: recognise(document)),
            timed(lambda report=report: run(report)),
        ]
        best = [min(times) for times in steps]
        usual = [statistics.median(times) for times in steps]
        seconds, mebibytes = cold(path)
        print(
            f"| {Path(path).name} | " + " | ".join(f"{t:.1f} ms" for t in best) + f" | {sum(best[1:]) / best[0]:.2f}"
            f" | {sum(usual[1:]) / usual[0]:.2f} | {seconds:.2f} s | {mebibytes:.0f} MiB |"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
