"""Work shared by forked processes, which see everything this one holds. One process where fork is missing."""

from __future__ import annotations

import os
import pickle
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

MOST_BLOCKS = 1000  # that fit into the smallest pipe


class ForkError(RuntimeError):
    """A process did not come to its end. The message says why."""


class Queue(Generic[T]):
    """Items that several processes take, block by block: whoever is free takes the next.

    A pipe holds the numbers of the blocks not taken yet; reading four bytes from it is atomic.
    """

    def __init__(self, items: Sequence[T], block: int) -> None:
        self._items = items
        self._size = max(block, -(-len(items) // MOST_BLOCKS))
        self._reading, writing = os.pipe()
        for start in range(0, len(items), self._size):
            os.write(writing, start.to_bytes(4, "little"))
        os.close(writing)
        self._parent = os.getpid()

    def __iter__(self) -> Iterator[T]:
        while taken := os.read(self._reading, 4):
            start = int.from_bytes(taken, "little")
            for item in self._items[start : start + self._size]:
                if self._is_orphan():
                    return
                yield item

    def _is_orphan(self) -> bool:
        """Whether this is a child whose parent was killed: nobody waits for what it does."""
        return self._parent not in (os.getpid(), os.getppid())

    def close(self) -> None:
        """Let this process take no more."""
        os.close(self._reading)


def share(
    work: Callable[[Iterable[T]], R],
    items: Sequence[T],
    *,
    workers: int,
    block: int,
    expected: type[Exception] = ForkError,
) -> list[R]:
    """Have ``workers`` processes ``work`` through the items, ``block`` at a time; what each of them gives.

    Raises ``ForkError``: with the message of an ``expected`` error in a child, or with another's traceback.
    """
    if workers < 2 or not hasattr(os, "fork"):
        return [work(items)]
    sys.stdout.flush()
    sys.stderr.flush()
    queue = Queue(items, block)
    children = []
    try:
        for _ in range(1, workers):
            children.append(_fork(work, queue, expected))
        done = [work(queue)]
    finally:
        queue.close()
        answers = [_answer(pid, pipe) for pid, pipe in children]
    for result, problem in answers:
        if problem:
            raise ForkError(problem)
        done.append(result)
    return done


def _fork(work: Callable[[Iterable[T]], R], queue: Queue[T], expected: type[Exception]) -> tuple[int, int]:
    reading, writing = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writing)
        return pid, reading
    status = 1
    try:
        os.close(reading)
        answer: tuple[R | None, str]
        try:
            answer = work(queue), ""
            status = 0
        except Exception as error:
            answer = None, str(error) if isinstance(error, expected) else traceback.format_exc()
        with os.fdopen(writing, "wb") as pipe:
            pickle.dump(answer, pipe, pickle.HIGHEST_PROTOCOL)
    finally:
        os._exit(status)


def _answer(pid: int, pipe: int) -> tuple[Any, str]:
    """What a child gave, or what went wrong in it."""
    with os.fdopen(pipe, "rb") as file:
        data = file.read()
    _, status = os.waitpid(pid, 0)
    try:
        answer: tuple[Any, str] = pickle.loads(data)
    except Exception:
        return None, _reason(status)
    return answer


def _reason(status: int) -> str:
    """What ended a child that gave no answer.

    >>> _reason(9)
    'a process of the build was killed (signal 9); free memory or set MUJAZ_WORKERS = 1, and build again'
    """
    if os.WIFSIGNALED(status):
        ended = f"was killed (signal {os.WTERMSIG(status)}); free memory or set MUJAZ_WORKERS = 1,"
    else:
        ended = f"ended early (exit status {os.WEXITSTATUS(status)}); make room on the disk"
    return f"a process of the build {ended} and build again"
