"""Many files on all cores: one file a task, and a file that kills its reader costs that file only.

Results come in the order of the files, so the output has the same bytes whatever the number of processes. Nothing is
shared between the processes but a pipe each, and there are no threads: so a reader may be stopped at any moment, and
the processes may be forked where the platform does it safely (Linux) and are spawned elsewhere.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from time import monotonic
from typing import Generic, TypeVar, cast

T = TypeVar("T")

MAX_ADDRESS_SPACE = 2 * 1024**3
"""Bytes of address space a reader may take, where the platform has such a bound; real reports need below 0.4 GiB."""

_METHOD = "fork" if sys.platform == "linux" else "spawn"
_GRACE = 2.0  # seconds that a process gets to end by itself


class DiedError(Exception):
    """A reader ended without an answer.

    Attributes:
        how: name of the signal, or the exit status.
        killed: it was killed from outside, as an operating system does when memory runs out.
    """

    def __init__(self, code: int | None) -> None:
        self.how = _signal_name(-code) if code is not None and code < 0 else str(code)
        self.killed = self.how == "SIGKILL"
        super().__init__(self.how)


class TimedOutError(Exception):
    """A reader took longer than it may."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost.

    Attributes:
        seconds: wall-clock time for one file.
        address_space: bytes, None for no bound.
    """

    seconds: float
    address_space: int | None = MAX_ADDRESS_SPACE


def cores() -> int:
    """Processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


def each(
    sources: Sequence[str],
    work: Callable[[str], T],
    jobs: int,
    limits: Limits,
    begun: Callable[[str], None] = lambda _: None,
    method: str = _METHOD,
) -> Iterator[T | DiedError | TimedOutError]:
    """What `work` gives for each source, in order; why there is nothing where its process died or was too slow.

    Args:
        sources: the tasks.
        work: done in a process of its own kind; picklable, and so is what it returns. KeyboardInterrupt comes back.
        jobs: processes, at most as many as sources are started.
        limits: what one source may cost.
        begun: told the source when a process begins with it.
        method: how processes are started (fork, spawn).
    """
    pool = _Pool(work, limits, method)
    waiting = list(enumerate(sources))[::-1]
    ready: dict[int, T | DiedError | TimedOutError | KeyboardInterrupt] = {}
    due = 0
    try:
        while due < len(sources):
            while waiting and pool.busy() < min(jobs, len(sources)):
                number, source = waiting.pop()
                begun(source)
                pool.give(number, source)
            ready.update(pool.collect())
            while due in ready:
                outcome = ready.pop(due)
                if isinstance(outcome, KeyboardInterrupt):
                    raise outcome
                yield outcome
                due += 1
    finally:
        pool.close()


class _Pool(Generic[T]):
    """Processes, at most one task each; one that dies is replaced when the next task comes."""

    def __init__(self, work: Callable[[str], T], limits: Limits, method: str) -> None:
        self._work = work
        self._limits = limits
        self._context = get_context(method)
        self._forks = method == "fork"
        self._workers: list[_Worker] = []

    def busy(self) -> int:
        return sum(worker.number is not None for worker in self._workers)

    def give(self, number: int, source: str) -> None:
        worker = next((w for w in self._workers if w.number is None), None) or self._start()
        worker.number, worker.deadline = number, monotonic() + self._limits.seconds
        with suppress(OSError):  # it died while idle: collecting finds that out
            worker.pipe.send(source)

    def collect(self) -> Iterator[tuple[int, T | DiedError | TimedOutError | KeyboardInterrupt]]:
        """Wait until something is known of at least one task."""
        busy = [worker for worker in self._workers if worker.number is not None]
        patience = max(0.0, min(worker.deadline for worker in busy) - monotonic())
        heard = set(wait([worker.pipe for worker in busy], patience))
        now = monotonic()
        for worker in busy:
            number = cast("int", worker.number)
            if worker.pipe in heard:
                yield number, self._answer(worker)
            elif now >= worker.deadline:
                self._drop(worker)
                yield number, TimedOutError()

    def close(self) -> None:
        for worker in list(self._workers):
            self._drop(worker, gently=worker.number is None)

    def _start(self) -> _Worker:
        here, there = self._context.Pipe()
        # A forked process has copies of the others' pipes, and would keep them open after we are gone.
        inherited = (here, *(worker.pipe for worker in self._workers)) if self._forks else ()
        process = self._context.Process(  # type: ignore[attr-defined]
            target=_serve, args=(there, self._work, self._limits.address_space, inherited), daemon=True
        )
        process.start()
        there.close()
        worker = _Worker(process, here)
        self._workers.append(worker)
        return worker

    def _answer(self, worker: _Worker) -> T | DiedError | KeyboardInterrupt:
        try:
            answer = worker.pipe.recv()
        except Exception:  # nothing, or half an answer
            worker.process.join(_GRACE)
            code = worker.process.exitcode
            self._drop(worker)
            return DiedError(code)
        worker.number = None
        return cast("T | KeyboardInterrupt", answer)

    def _drop(self, worker: _Worker, *, gently: bool = False) -> None:
        self._workers.remove(worker)
        worker.pipe.close()
        if gently:
            worker.process.join(_GRACE)  # without its pipe it ends by itself
        if worker.process.is_alive():
            worker.process.kill()
            worker.process.join()
        worker.process.close()


class _Worker:
    """A process, the task it is at, and until when it may be."""

    def __init__(self, process: object, pipe: Connection) -> None:
        from typing import Any

        self.process: Any = process
        self.pipe = pipe
        self.number: int | None = None
        self.deadline = 0.0


def _serve(
    pipe: Connection, work: Callable[[str], object], address_space: int | None, inherited: Sequence[Connection]
) -> None:
    """The life of a process: answer each source until the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the user's interrupt is for the parent, which ends us
    for other in inherited:
        other.close()
    _bound_memory(address_space)
    while True:
        try:
            source = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            answer = work(source)
        except KeyboardInterrupt as interrupt:
            answer = interrupt
        try:
            pipe.send(answer)
        except OSError:
            return


def _bound_memory(address_space: int | None) -> None:
    if address_space is None:
        return
    try:
        import resource
    except ImportError:  # Windows has no such bound for a process by itself
        return
    try:
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        bound = address_space if hard == resource.RLIM_INFINITY else min(address_space, hard)
        resource.setrlimit(resource.RLIMIT_AS, (bound, hard))
    except (OSError, ValueError):  # a platform that has the name but not the thing
        return


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
