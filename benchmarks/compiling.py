"""How long it takes to compile: reports of about 28 pages in all formats, and a district of 335 made-up units.

    python benchmarks/compiling.py report [--edition jilin-2021] [--seeds 54,79,...] [--again] [--profile FILE]
    python benchmarks/compiling.py district [--units 335] [--edition national-2022] [--jobs 2]

Both go the whole way of `juesuan compile`: the folder's files are read, the release is checked, written in every
format, read back and checked again.

`report` does so in a warm process and says what each step takes, the best and the median of several departments. Each
is compiled once only, since the typesetter remembers what it has laid out; `--again` compiles each a second time, as
somebody does who has changed a word. Machines differ: so the last line tells how many times the typesetter's own work
on such a PDF, measured by itself, the whole takes. The PDF is set while other files are written and read, so `write
report.pdf` is only what is waited for it in the end.

`district` writes the folders first (that is not counted), then compiles all of them, some at a time.
"""

from __future__ import annotations

import argparse
import cProfile
import os
import pstats
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import pypdfium2

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "writing"))  # the folder as a unit would fill it in

from filled_folder import fill  # noqa: E402

from juesuan.compiling.run import FaultsError, compile_folder  # noqa: E402
from juesuan.findings.workers import DiedError, Limits, TimedOutError, cores, each  # noqa: E402
from juesuan.writing import pdf_report  # noqa: E402
from juesuan.writing.model import CompileError, Inputs  # noqa: E402
from juesuan.writing.release import assemble  # noqa: E402
from juesuan.writing.samples import sample  # noqa: E402

_MOST_TOLD = 5
_LIMIT = Limits(300.0, None)


class Steps:
    """Seconds of each step that the compilation names."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = ""
        self._began = time.perf_counter()

    def __call__(self, step: str) -> None:
        """The step before has ended."""
        now = time.perf_counter()
        if self._last:
            plain = self._last in ("read", "check")
            verb = "" if plain else "read back " if f"write {self._last}" in self.seconds else "write "
            self.seconds[verb + self._last] = now - self._began
        self._last, self._began = step, now


def report(call: argparse.Namespace) -> int:
    """Measure single reports; the exit status."""
    with tempfile.TemporaryDirectory() as name:
        compile_folder(fill(Path(name) / "first", sample(8, call.edition)))  # warm
        folders = [fill(Path(name) / seed, sample(int(seed), call.edition)) for seed in call.seeds.split(",")]
        runs = [one(folder) for folder in folders]
        if call.again:
            runs = [one(folder) for folder in folders]
        alone = [typesetting(sample(int(seed), call.edition)) for seed in call.alone.split(",")]
        pages = [page_count(folder) for folder in folders]
        files = ", ".join(sorted(p.name for p in (folders[0] / "out").iterdir()))
        if call.profile is not None:
            profiled(fill(Path(name) / "profiled", sample(9, call.edition)), call.profile)
    print(f"{len(folders)} departments, {call.edition}, {min(pages)} to {max(pages)} pages: {files}")
    print(f"  {'seconds':24} {'best':>6} {'median':>6}")
    for step in runs[0]:
        seconds = [run[step] for run in runs]
        print(f"  {step:24} {min(seconds):6.3f} {median(seconds):6.3f}")
    typesetter = min(alone)
    print(f"  {'typesetter by itself':24} {typesetter:6.3f} {median(alone):6.3f}")
    whole = min(run["all"] for run in runs)
    print(f"the whole takes {whole / typesetter:.1f} times the typesetter's own work (best of each)")
    return 0


def one(folder: Path) -> dict[str, float]:
    """Compile a folder; seconds of its steps, and of all."""
    steps = Steps()
    began = time.perf_counter()
    compile_folder(folder, progress=steps)
    seconds = time.perf_counter() - began
    steps("end")
    return {**steps.seconds, "all": seconds}


def typesetting(inputs: Inputs) -> float:
    """Seconds to set the PDF of a release that the typesetter hasn't seen yet."""
    release = assemble(inputs)
    began = time.perf_counter()
    pdf_report.render(release)
    return time.perf_counter() - began


def page_count(folder: Path) -> int:
    """Pages of the PDF."""
    with pypdfium2.PdfDocument(folder / "out" / "report.pdf") as document:
        return len(document)


def profiled(folder: Path, out: Path) -> None:
    """Where the time goes, by the profiler: slower than without it, but in proportion."""
    profiler = cProfile.Profile()
    profiler.runcall(compile_folder, folder)
    with out.open("w", encoding="utf-8") as stream:
        stats = pstats.Stats(profiler, stream=stream)
        stats.sort_stats("cumulative").print_stats(80)
        stats.sort_stats("tottime").print_stats(40)


def district(call: argparse.Namespace) -> int:
    """Measure many units; 1 if one did not come out."""
    with tempfile.TemporaryDirectory() as name:
        folders = [Path(name) / f"{number:03}" for number in range(call.units)]
        for number, folder in enumerate(folders):
            fill(folder, sample(number, call.edition))
        progress = Progress(len(folders))
        began = time.perf_counter()
        failed = []
        for folder, said in zip(folders, each([str(f) for f in folders], unit, call.jobs, _LIMIT), strict=True):
            progress(folder.name)
            if said:
                failed.append(f"{folder.name}: {why(said)}")
        seconds = time.perf_counter() - began
    progress.clear()
    print(f"{call.units} units, {call.jobs} at a time, {os.cpu_count()} processors: {seconds:.0f} s,", end=" ")
    print(f"{seconds / call.units * call.jobs:.2f} s a unit and process")
    if sys.platform == "linux":
        from resource import RUSAGE_CHILDREN, getrusage

        usage = getrusage(RUSAGE_CHILDREN)
        print(f"{(usage.ru_utime + usage.ru_stime) / call.units:.2f} s of a processor's time a unit;", end=" ")
        print(f"at most {usage.ru_maxrss // 1024} MiB a process")
    for line in failed[:_MOST_TOLD]:
        print(f"  {line}")
    print(f"{len(failed)} units did not come out" if failed else "every unit came out")
    return int(bool(failed))


def unit(folder: str) -> str:
    """Compile a unit; what stopped it, if anything did."""
    try:
        compile_folder(Path(folder))
    except FaultsError as error:
        kinds = {f"{f.code} {f.location.quote}" for o in error.outcomes if o.result for f in o.result.findings}
        lost = [english for outcome in error.outcomes for _, english in outcome.lost]
        return f"{error}; {'; '.join([*sorted(kinds), *lost][:_MOST_TOLD])}"
    except CompileError as error:
        return str(error)
    return ""


def why(said: str | DiedError | TimedOutError) -> str:
    """In words."""
    return said if isinstance(said, str) else f"{type(said).__name__} {said}"


class Progress:
    """How far it is, on a terminal's last line."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = 0
        self._began = time.perf_counter()
        self._shown = sys.stderr.isatty()

    def __call__(self, name: str) -> None:
        """One more is done."""
        self._done += 1
        if self._shown:
            left = (time.perf_counter() - self._began) / self._done * (self._total - self._done)
            sys.stderr.write(f"\r\x1b[K{self._done}/{self._total} {name}, {left:.0f} s to go")
            sys.stderr.flush()

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def main() -> int:
    """Measure; the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    commands = parser.add_subparsers(required=True)
    single = commands.add_parser("report")
    single.add_argument("--edition", default="jilin-2021")
    single.add_argument("--seeds", default="54,79,165,72,122,61,125,80")
    single.add_argument("--alone", default="103,26,148,45", help="departments whose PDF is set by itself")
    single.add_argument("--again", action="store_true")
    single.add_argument("--profile", type=Path)
    single.set_defaults(run=report)
    many = commands.add_parser("district")
    many.add_argument("--edition", default="national-2022")
    many.add_argument("--units", type=int, default=335)
    many.add_argument("--jobs", type=int, default=cores())
    many.set_defaults(run=district)
    call = parser.parse_args()
    return int(call.run(call))


if __name__ == "__main__":
    sys.exit(main())
