"""Processes: order, deaths, time, memory. What the work does stands in the name of the task."""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
import time

import pytest

from juesuan.findings.workers import DiedError, Limits, TimedOutError, cores, each

posix = pytest.mark.skipif(sys.platform != "linux", reason="signals and fork")


def work(task: str) -> str:
    if task == "segfault":
        faulthandler.disable()
        os.kill(os.getpid(), signal.SIGSEGV)
    if task == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    if task == "exit":
        os._exit(3)
    if task == "hang":
        time.sleep(60)
    if task == "memory":
        try:
            return str(len(bytearray(1 << 32)))
        except MemoryError:
            return "refused"
    if task == "interrupt":
        raise KeyboardInterrupt
    if task.startswith("slow"):
        time.sleep(0.2)
    return task.upper()


def outcomes(tasks: list[str], jobs: int = 2, seconds: float = 20, **more: object) -> list[object]:
    return list(each(tasks, work, jobs, Limits(seconds), **more))  # type: ignore[arg-type]


@pytest.mark.parametrize("jobs", [1, 2, 3, 8])
def test_results_come_in_order(jobs: int) -> None:
    assert outcomes(["slow", "b", "c", "slow2", "d"], jobs) == ["SLOW", "B", "C", "SLOW2", "D"]


def test_spawned_processes_give_the_same() -> None:
    assert outcomes(["a", "b"], 2, method="spawn") == ["A", "B"]


@posix
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_process_that_dies_costs_its_task_only(jobs: int) -> None:
    found = outcomes(["a", "segfault", "b", "killed", "exit", "c"], jobs)
    assert [found[0], found[2], found[5]] == ["A", "B", "C"]
    deaths = [d for d in found if isinstance(d, DiedError)]
    assert [(d.how, d.killed) for d in deaths] == [("SIGSEGV", False), ("SIGKILL", True), ("3", False)]


def test_time_is_bounded() -> None:
    began = time.monotonic()
    found = outcomes(["a", "hang", "b"], 2, 0.5)
    assert time.monotonic() - began < 10
    assert (found[0], found[2]) == ("A", "B")
    assert isinstance(found[1], TimedOutError)


@posix
def test_memory_is_bounded() -> None:
    assert outcomes(["memory", "a"]) == ["refused", "A"]


@posix
def test_an_interrupt_comes_back_and_leaves_no_process() -> None:
    import multiprocessing

    with pytest.raises(KeyboardInterrupt):
        outcomes(["a", "interrupt", "b", "hang"], 2)
    assert not multiprocessing.active_children()


def test_what_is_not_asked_for_any_more_is_stopped() -> None:
    import multiprocessing

    running = each(["a", "hang", "b"], work, 2, Limits(20))
    assert next(running) == "A"
    running.close()  # type: ignore[attr-defined]
    assert not multiprocessing.active_children()


def test_progress_is_told_in_order_of_the_tasks() -> None:
    begun: list[str] = []
    outcomes(["a", "b", "c"], 2, begun=begun.append)
    assert begun == ["a", "b", "c"]


def test_at_least_one_processor() -> None:
    assert cores() >= 1
    assert outcomes([]) == []
