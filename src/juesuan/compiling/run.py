"""The way of a release: read, assemble, check, write beside the target, read back, check again, put in its place.

Until all of it is right, what an earlier run left stays as it is.
"""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from juesuan.compiling.gather import gather
from juesuan.compiling.readback import Outcome, check_file, check_release
from juesuan.documents.system_words import why
from juesuan.writing import files
from juesuan.writing.model import CompileError, Inputs, Release, UnavailableError
from juesuan.writing.release import assemble

OUT = "out"
"""Where the files go within the folder, unless the caller says where."""

_BESIDE = "report.pdf"
"""Written while the others are written and read: the typesetter leaves Python free meanwhile."""

_GRAVE = ("error", "warning")
"""What stops a release. What is said before anything is written comes of the inputs; only what is new after it, of a
file."""

Progress = Callable[[str], None]
"""Is told what is being done: read, check, or the name of a file."""


class FaultsError(Exception):
    """The release is not right, so nothing was put in place.

    Attributes:
        outcomes: what was found, one entry a file; a name of "" is the release before it was written.
    """

    def __init__(self, outcomes: tuple[Outcome, ...]) -> None:
        first = outcomes[0]
        count = sum(len(o.lost) + (len(o.result.findings) if o.result else 0) for o in outcomes)
        super().__init__(f"{first.name or 'release'}: {count} findings stop the release")
        self.outcomes = outcomes


@dataclass(frozen=True, slots=True)
class Compilation:
    """What a run made.

    Attributes:
        release: the report.
        names: the files written, in order.
        outcomes: what was found in a draft, which is written all the same.
        left_out: files that this installation cannot write, and why.
    """

    release: Release
    names: tuple[str, ...]
    outcomes: tuple[Outcome, ...] = ()
    left_out: tuple[UnavailableError, ...] = ()


def compile_folder(
    folder: Path,
    out: Path | None = None,
    *,
    platform: Path | None = None,
    draft: bool = False,
    progress: Progress = lambda _: None,
    told: Callable[[Inputs], None] = lambda _: None,
) -> Compilation:
    """Make a unit's whole report.

    Args:
        folder: the unit's folder.
        out: the folder for the files, replaced as a whole; `out` in the unit's folder by default.
        platform: the platform's workbook, where it does not lie in the folder.
        draft: write even with gaps, which are marked.
        progress: is told what is being done.
        told: is given the inputs once they have been read.

    Raises:
        CompileError: the inputs cannot be used, contradict themselves, or lack something.
        FaultsError: a check before or after writing found something.
    """
    target = folder / OUT if out is None else out
    _refuse_foreign(folder, target)
    with _uncollected():
        progress("read")
        inputs = gather(folder, platform)
        told(inputs)
        release = assemble(inputs, draft)
        progress("check")
        before = check_release(release)
        if not draft and before.grave(_GRAVE):
            raise FaultsError((before,))
        return write_release(release, before, folder, target, draft=draft, progress=progress)


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for cycles of objects meanwhile: it costs a twentieth of the time and finds next to nothing."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def write_release(
    release: Release, before: Outcome, folder: Path, target: Path, *, draft: bool, progress: Progress
) -> Compilation:
    """Write every file, read them back, and put them in place together.

    Args:
        release: the report.
        before: what its check gave.
        folder: the unit's folder.
        target: the folder for the files.
        draft: findings do not stop it.
        progress: is told what is being done.

    Raises:
        FaultsError: a file does not say what it should, or something is wrong with it.
        CompileError: the target cannot be written.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    except OSError as error:
        raise _unwritable(target, error) from None
    try:
        left_out, outcomes = _write_and_read_back(release, before, folder, beside, progress)
        grave = tuple(o for o in outcomes if o.grave(_GRAVE))
        if grave and not draft:
            raise FaultsError(grave)
        _put_in_place(beside, target)
    except OSError as error:
        raise _unwritable(target, error) from None
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    names = tuple(sorted(p.name for p in target.iterdir()))
    return Compilation(release, names, (before, *grave) if draft else (), left_out)


def _write_and_read_back(
    release: Release, before: Outcome, folder: Path, beside: Path, progress: Progress
) -> tuple[tuple[UnavailableError, ...], tuple[Outcome, ...]]:
    """Write every file and read the reports back; files that need what is not installed are left out, and told."""
    from concurrent.futures import ThreadPoolExecutor

    assert before.result is not None
    report = before.result.report
    writers = dict(files.writers())
    slow = writers.pop(_BESIDE, None)
    left_out: list[UnavailableError] = []
    outcomes: dict[str, Outcome] = {}

    def write(name: str, work: Callable[[], object]) -> None:
        progress(name)
        try:
            work()
        except UnavailableError as error:
            left_out.append(error)

    def read(name: str) -> None:
        if (beside / name).exists():
            progress(name)
            outcomes[name] = check_file(release, report, beside / name)

    with ThreadPoolExecutor(1) as typesetter:
        pdf = None if slow is None else typesetter.submit(slow, release, beside / _BESIDE)
        for name, writer in writers.items():
            write(name, partial(writer, release, beside / name))
        for name in files.REPORTS:
            if name in writers:
                read(name)
        if pdf is not None:
            write(_BESIDE, pdf.result)
            read(_BESIDE)
    if find_spec("juesuan.writing.manifest") is not None:
        progress(files.MANIFEST)
        import_module("juesuan.writing.manifest").write(release, beside / files.MANIFEST, folder)
    return tuple(left_out), tuple(outcomes[name] for name in files.REPORTS if name in outcomes)


def _refuse_foreign(folder: Path, target: Path) -> None:
    """Refuse to replace a folder that holds anything but an earlier release.

    Raises:
        CompileError: it does.
    """
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        en = "there is a file of this name; choose another folder"
        raise CompileError(str(target), "已有同名文件，请换一个文件夹", en)
    if not target.is_dir():
        return
    known = files.names()
    held = sorted(p.name for p in target.iterdir())
    others = [name for name in held if name not in known]
    if held and not others and files.MANIFEST not in held:  # tables.xlsx may be the one that people filled in
        raise CompileError(
            str(target),
            f"这个文件夹不是编制的结果（没有 {files.MANIFEST}），不能整个替换；请换一个文件夹，或移走其中的文件",
            f"the folder is no earlier result ({files.MANIFEST} is missing) and is not replaced; choose another",
        )
    if others or target.resolve() == folder.resolve():
        some = "、".join(others[:3])
        raise CompileError(
            str(target),
            f"这个文件夹里有其他文件（{some}），不能整个替换；请换一个文件夹",
            f"the folder holds other files ({', '.join(others[:3])}) and is not replaced; choose another",
        )


def _put_in_place(beside: Path, target: Path) -> None:
    """Swap the new folder for the old one; should that fail half-way, the old one comes back."""
    mask = os.umask(0)
    os.umask(mask)
    beside.chmod(0o777 & ~mask)  # temporary folders are closed to others
    if not target.exists():
        beside.rename(target)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{target.name}-old-", dir=target.parent))
    kept = old / target.name
    target.rename(kept)
    try:
        beside.rename(target)
    except OSError:
        kept.rename(target)
        raise
    finally:
        shutil.rmtree(old, ignore_errors=True)


def _unwritable(target: Path, error: OSError) -> CompileError:
    zh, en = why(error)
    return CompileError(str(target), f"无法写入：{zh}", f"cannot be written: {en}")
