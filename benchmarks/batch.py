"""How much faster a folder is checked on all cores, and whether the output stays the same.

    python benchmarks/batch.py [FOLDER] [--reports 40] [--jobs 1,2] [--repeat 3]

Without a folder, copies of the example report are made. For each number of processes the best of the repeats counts;
the outputs must have the same bytes. The last line says how many times faster the last number is than the first.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples" / "linjiang-2021" / "published" / "report.docx"


def run(folder: Path, jobs: int) -> tuple[float, str]:
    """Seconds that a check took, and a digest of what it said.

    Raises:
        SystemExit: a report could not be read.
    """
    command = [sys.executable, "-m", "juesuan", "check", str(folder), "--format", "json", "--jobs", str(jobs)]
    began = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.PIPE, check=False)
    seconds = time.perf_counter() - began
    if done.returncode not in (0, 1):
        raise SystemExit(f"exit status {done.returncode}")
    return seconds, hashlib.sha256(done.stdout).hexdigest()


def measure(folder: Path, jobs: list[int], repeat: int) -> int:
    """Print a line for each number of processes; 1 if the outputs differ."""
    count = sum(path.is_file() for path in folder.rglob("*"))
    print(f"{count} files, {os.cpu_count()} processors, Python {sys.version.split()[0]}")
    run(folder, jobs[0])  # the first run reads from the disk what later ones find in memory
    best: dict[int, float] = {}
    digests = set()
    for number in jobs * repeat:  # in turn, so that whatever else the machine does is shared
        seconds, digest = run(folder, number)
        best[number] = min(seconds, best.get(number, seconds))
        digests.add(digest)
    for number in jobs:
        print(f"{number} processes: {best[number]:.2f} s, {best[number] / count * 1000:.0f} ms a report")
    print("the same bytes" if len(digests) == 1 else "THE OUTPUTS DIFFER")
    print(f"{best[jobs[0]] / best[jobs[-1]]:.2f} x")
    return int(len(digests) != 1)


def main() -> int:
    """Measure; the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--reports", type=int, default=40)
    parser.add_argument("--jobs", default="1,2")
    parser.add_argument("--repeat", type=int, default=3)
    call = parser.parse_args()
    jobs = [int(number) for number in call.jobs.split(",")]
    if call.folder is not None:
        return measure(call.folder, jobs, call.repeat)
    with tempfile.TemporaryDirectory() as folder:
        for number in range(call.reports):
            shutil.copy(EXAMPLE, Path(folder) / f"{number:03}.docx")
        return measure(Path(folder), jobs, call.repeat)


if __name__ == "__main__":
    sys.exit(main())
