"""The measurement of compiling still runs, and every unit comes out."""

import subprocess
import sys
from pathlib import Path

BENCHMARK = Path(__file__).resolve().parents[2] / "benchmarks" / "compiling.py"


def test_a_small_district_comes_out() -> None:
    command = [sys.executable, str(BENCHMARK), "district", "--units", "2", "--jobs", "1"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines()[-1] == "every unit came out"
    assert done.stderr == ""  # progress is for terminals
