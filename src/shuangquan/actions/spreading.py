"""Work on many themes, spread over the machine's cores by forked processes: only for the command line, never in a process with threads."""

import gc
import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar

T = TypeVar("T")
FEW = 12
"""Up to so many themes one process is as quick: starting others takes its time too."""


def map_forked(work: Callable[[str], list[T]], names: Iterable[str]) -> Iterable[list[T]]:
    """`map(work, names)`, in the same order. `work` sees what this process has in memory; what it answers must be picklable."""
    waiting = tuple(names)
    cores = len(os.sched_getaffinity(0))
    if len(waiting) <= FEW or cores == 1:
        return map(work, waiting)
    forked = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(cores, mp_context=forked, initializer=_begin, initargs=(work,)) as pool:
        return list(pool.map(_work, waiting))


@contextmanager
def without_collecting() -> Iterator[None]:
    """For work that builds much and drops nothing: Python does not go through all of it again and again to look for cycles."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


_given: list[Callable[[str], list[Any]]] = []


def _begin(work: Callable[[str], list[Any]]) -> None:
    gc.disable()  # what a child builds goes with it
    _given[:] = [work]


def _work(name: str) -> list[Any]:
    return _given[0](name)
