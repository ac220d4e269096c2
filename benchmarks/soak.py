"""Damage a thousand generated files and check them: no hang, no crash, no clean bill on a file half read.

    python benchmarks/soak.py [--count 1000] [--seed soak] [--keep FOLDER]

The files are made by the generator of `benchmarks/accuracy` (DOCX and text; PDF where `typst` is installed). Each is
damaged in one way (cut off, bits flipped, bytes lost or doubled, members of a package taken out or blown up, the wrong
name, markup that asks for files from outside, macros), then all are checked by the command. Prints a Markdown table;
exits with 1 if anything was promised and not kept.
"""

from __future__ import annotations

import argparse
import importlib.util
import io
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
SECONDS_EACH = 10
MOST_MEMORY = 512 * 2**20
ENTITY = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'

Damage = Callable[[bytes, random.Random], bytes]


def cut_off(data: bytes, chance: random.Random) -> bytes:
    """The end is missing."""
    return data[: chance.randint(1, max(1, len(data) - 1))]


def flip(data: bytes, chance: random.Random) -> bytes:
    """A few bits are wrong."""
    damaged = bytearray(data)
    for _ in range(chance.randint(1, 40)):
        damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
    return bytes(damaged)


def lose(data: bytes, chance: random.Random) -> bytes:
    """A stretch in the middle is missing."""
    start = chance.randrange(len(data))
    return data[:start] + data[start + chance.randint(1, 5000) :]


def double(data: bytes, chance: random.Random) -> bytes:
    """A stretch stands there twice."""
    start = chance.randrange(len(data))
    piece = data[start : start + chance.randint(1, 5000)]
    return data[:start] + piece + data[start:]


def _repacked(data: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    if not data.startswith(b"PK"):
        return cut_off(data, random.Random(len(data)))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            changed = change(name, old.read(name))
            if changed is not None:
                new.writestr(name, changed)
    return out.getvalue()


def without_a_member(data: bytes, chance: random.Random) -> bytes:
    """A package lacks one of its parts."""
    if not data.startswith(b"PK"):
        return lose(data, chance)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        lost = chance.choice(package.namelist())
    return _repacked(data, lambda name, content: None if name == lost else content)


def bomb(data: bytes, _: random.Random) -> bytes:
    """A part of a package unpacks to hundreds of megabytes."""
    blank = b" " * (300 * 2**20)
    return _repacked(
        data, lambda name, content: content + blank if name.endswith(("document.xml", "sheet1.xml")) else content
    )


def entities(data: bytes, _: random.Random) -> bytes:
    """A part asks for a file from outside."""
    return _repacked(
        data, lambda name, content: ENTITY + content.partition(b"?>")[2] if name.endswith(".xml") else content
    )


def deep(data: bytes, _: random.Random) -> bytes:
    """Markup is nested beyond sense."""
    depth = 100_000
    return _repacked(
        data,
        lambda name, content: content + b"<w:p>" * depth if name.endswith("document.xml") else content,
    )


def macro(data: bytes, chance: random.Random) -> bytes:
    """A package carries a macro project."""
    if not data.startswith(b"PK"):
        return flip(data, chance)
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as package:
        package.writestr("word/vbaProject.bin", b"\xd0\xcf\x11\xe0" + bytes(512))
    return out.getvalue()


DAMAGES: tuple[Damage, ...] = (cut_off, flip, lose, double, without_a_member, entities, deep, macro)


def base_files(folder: Path, seed: str) -> list[Path]:
    """Whole reports to be damaged."""
    formats = "docx,txt,tabs" + (",pdf" if importlib.util.find_spec("typst") else "")
    generator = HERE / "accuracy" / "generate.py"
    subprocess.run(
        [sys.executable, str(generator), str(folder), "--seed", seed, "--count", "16", "--formats", formats],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return sorted(p for p in folder.iterdir() if p.suffix in (".docx", ".txt", ".pdf", ".xlsx", ".html"))


def damaged_files(bases: list[Path], folder: Path, count: int, seed: str) -> dict[str, tuple[Path, str]]:
    """Write the damaged files; name → (the whole file, what was done)."""
    chance = random.Random(seed)
    made: dict[str, tuple[Path, str]] = {}
    for number in range(count):
        base = chance.choice(bases)
        damage = bomb if number % 200 == 7 else DAMAGES[number % len(DAMAGES)]
        data = damage(base.read_bytes(), chance)
        suffix = chance.choice([".pdf", ".docx", ".txt", ".xlsx", ".html"]) if number % 11 == 5 else base.suffix
        name = f"d{number:04}{suffix}"
        (folder / name).write_bytes(data)
        made[name] = (base, damage.__name__)
    return made


def checked(folder: Path) -> tuple[dict[str, object], float, float]:
    """The command's whole JSON over a folder, its time, and the peak memory of the largest process in MiB."""
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "juesuan", "check", str(folder), "--format", "json", "--timeout", str(SECONDS_EACH)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdout is not None
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    code = os.waitstatus_to_exitcode(status)
    if code not in (0, 1, 2):
        raise SystemExit(f"the command ended with {code}")
    return json.loads(output), time.perf_counter() - started, usage.ru_maxrss / 1024


def half_read(report: dict, whole: dict) -> bool:
    """A clean bill for a file of which less was read than of the whole one, with nothing said of it."""
    amounts, all_amounts = report["coverage"], whole["coverage"]
    less = amounts["table_amounts"] + amounts["narrative_amounts"] < 0.9 * (
        all_amounts["table_amounts"] + all_amounts["narrative_amounts"]
    )
    told = {n["code"] for n in report["not_checked"]} - {n["code"] for n in whole["not_checked"]}
    silent = not report["findings"] and not told
    return less and silent


def main() -> int:
    """Make, damage, check, report."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", default="soak")
    parser.add_argument("--keep", type=Path)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        root = wanted.keep or Path(temporary)
        whole, broken = root / "whole", root / "damaged"
        for folder in (whole, broken):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
        bases = base_files(whole, wanted.seed)
        # A process counts what its parent held when it was started: the blown-up packages are made elsewhere.
        with ProcessPoolExecutor(1) as maker:
            made = maker.submit(damaged_files, bases, broken, wanted.count, wanted.seed).result()
        reference, _, _ = checked(whole)
        result, seconds, memory = checked(broken)
    wholes = {Path(r["source"]).name: r for r in reference["reports"]}  # type: ignore[attr-defined,index]
    reports = {Path(r["source"]).name: r for r in result["reports"]}  # type: ignore[attr-defined,index]
    refused = {Path(u["source"]).name: u["reason"] for u in result["unreadable"]}  # type: ignore[attr-defined,index]
    lost = [n for n in made if n not in reports and n not in refused]
    late = [
        n for n, reason in refused.items() if f"{SECONDS_EACH}" in reason and ("秒" in reason or "second" in reason)
    ]
    crashed = [n for n, reason in refused.items() if "程序出错" in reason or "program failed" in reason]
    silent = [n for n, r in reports.items() if made[n][0].name in wholes and half_read(r, wholes[made[n][0].name])]
    print(f"{len(made)} damaged files, {seconds:.0f} s, peak memory of a process {memory:.0f} MiB\n")
    print("| damage | files | read | refused |\n|---|---|---|---|")
    for name, number in sorted(Counter(d for _, d in made.values()).items()):
        read = sum(made[n][1] == name for n in reports)
        print(f"| {name} | {number} | {read} | {number - read} |")
    for title, names in (("lost", lost), ("late", late), ("crashed", crashed), ("clean though half read", silent)):
        print(
            f"\n{title}: {len(names)}"
            + "".join(f"\n- {n} ({made[n][1]} of {made[n][0].name}): {refused.get(n, '')}" for n in names[:20])
        )
    return 1 if lost or late or crashed or silent or memory * 2**20 > MOST_MEMORY else 0


if __name__ == "__main__":
    sys.exit(main())
