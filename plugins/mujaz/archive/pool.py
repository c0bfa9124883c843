"""A pool of processes in which a piece of work that crashes or runs away costs only itself.

The pools of the standard library and of joblib give up as a whole when a worker dies. Here the worker in
question is replaced, the file it was at is reported, and the rest goes on. Only names of files go in and
packed records come out, and a worker gets its next few files when it has done the last, so memory does not
grow with the archive.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from mujaz.archive.work import ArticleFile, Done, Failure, Prepare, warm_up

Outcome = Done | Failure
Work = Callable[[ArticleFile], Outcome]

SHARE = 16  # files a worker is given at a time
START_LIMIT = 120.0  # seconds for a worker to start and load what the analysis needs
STARTS = 3  # workers that may die before their first file: then something is wrong with all of them


class PoolError(RuntimeError):
    """No worker can be started."""


def cores() -> int:
    """Processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS, Windows
        return os.cpu_count() or 1


def run(
    files: Sequence[ArticleFile], work: Work, *, prepare: Prepare, workers: int, time_limit: float
) -> Iterator[tuple[int, Outcome]]:
    """Do the work on every file; yield each file's index with its outcome as they come."""
    pool = _Pool(files, work, prepare, time_limit)
    try:
        yield from pool.run(max(1, min(workers, len(files))))
    finally:
        pool.stop()


@dataclass(eq=False, slots=True)
class _Worker:
    process: BaseProcess
    connection: Connection
    deadline: float
    ready: bool = False
    share: deque[int] = field(default_factory=deque)  # the first is the one it is at


class _Pool:
    def __init__(self, files: Sequence[ArticleFile], work: Work, prepare: Prepare, limit: float) -> None:
        self.files = files
        self.work = work
        self.prepare = prepare
        self.limit = limit
        self.waiting = deque(range(len(files)))
        self.workers: list[_Worker] = []
        self.false_starts = 0
        # A fork of a process with threads may inherit a lock that nobody will release.
        forks = "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1
        self.context: Any = multiprocessing.get_context("fork" if forks else "spawn")
        if forks:  # then what the analysis needs is loaded once, and its memory shared
            prepare()
            warm_up()

    def run(self, workers: int) -> Iterator[tuple[int, Outcome]]:
        share = max(1, min(SHARE, len(self.files) // (workers * 4)))
        for _ in range(workers):
            self.workers.append(self._start())
        while self.workers:
            patience = max(0.0, min(worker.deadline for worker in self.workers) - time.monotonic())
            heard = wait([worker.connection for worker in self.workers], timeout=patience)
            for worker in [worker for worker in self.workers if worker.connection in heard]:
                try:
                    outcome = worker.connection.recv()
                except (EOFError, OSError):
                    yield from self._lost(worker)
                    continue
                if worker.ready:
                    yield worker.share.popleft(), outcome
                worker.ready = True
                worker.deadline = time.monotonic() + self.limit
                if not worker.share:
                    self._next(worker, share)
            now = time.monotonic()
            for worker in [worker for worker in self.workers if worker.deadline <= now]:
                if not worker.connection.poll():  # what was said at the last moment counts
                    yield from self._lost(worker, late=True)

    def stop(self) -> None:
        """End the workers that are left."""
        for worker in self.workers:
            _end(worker)

    def _start(self) -> _Worker:
        here, there = self.context.Pipe()
        process = self.context.Process(
            target=_serve,
            args=(there, self.work, self.prepare, os.getpid()),
            daemon=True,
            name="mujaz-analysis",
        )
        process.start()
        there.close()
        return _Worker(process, here, time.monotonic() + START_LIMIT)

    def _next(self, worker: _Worker, share: int) -> None:
        worker.share.extend(self.waiting.popleft() for _ in range(min(share, len(self.waiting))))
        if not worker.share:
            self.workers.remove(worker)
            _end(worker)
            return
        with suppress(OSError):  # a worker that died meanwhile is heard of at the next wait
            worker.connection.send([self.files[index] for index in worker.share])

    def _lost(self, worker: _Worker, *, late: bool = False) -> Iterator[tuple[int, Outcome]]:
        """Replace a worker; report the file it was at, give the others of its share back."""
        self.workers.remove(worker)
        _end(worker)
        if worker.ready and worker.share:
            index = worker.share.popleft()
            yield index, self._failure(self.files[index], late=late, status=worker.process.exitcode)
        else:
            self.false_starts += 1
            if self.false_starts >= STARTS:
                raise PoolError(
                    f"{self.false_starts} analysis processes ended before their first article; "
                    "try `mujaz analyse` on one article to see why"
                )
        self.waiting.extendleft(reversed(worker.share))
        if self.waiting:
            self.workers.append(self._start())

    def _failure(self, file: ArticleFile, *, late: bool, status: int | None) -> Failure:
        if late:
            return _too_long(file, self.limit)
        end = f"signal {-status}" if status is not None and status < 0 else f"exit status {status}"
        message = f"the analysis crashed ({end}); report it with this article, or take the article out"
        return Failure(file.name, 1, message, "analysis-failed")


def _end(worker: _Worker) -> None:
    if worker.share or not worker.ready:
        worker.process.kill()
    else:
        with suppress(OSError):
            worker.connection.send(None)
    worker.process.join()
    worker.connection.close()


def _serve(connection: Connection, work: Work, prepare: Prepare, parent: int) -> None:
    """A worker's life: answer each share file by file, leave when there is no more or the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    prepare()
    warm_up()
    with suppress(OSError, EOFError):
        connection.send(None)
        while True:
            # Forked siblings hold each other's pipes open: a killed parent's end is not heard through them.
            while not connection.poll(1.0):
                if os.getppid() != parent:
                    return
            share = connection.recv()
            if share is None:
                return
            for file in share:
                connection.send(work(file))


class _OutOfTime(BaseException):  # it must pass `except Exception` in whatever is running
    """The alarm rang."""


def has_alarm() -> bool:
    """Whether ``run_here`` can keep a time limit: in the main thread of a POSIX system."""
    return hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()


def run_here(file: ArticleFile, work: Work, time_limit: float) -> Outcome:
    """Do the work in this process, within the time limit."""

    def ring(_signal: int, _frame: object) -> None:
        raise _OutOfTime

    handler = signal.signal(signal.SIGALRM, ring)
    others, _ = signal.setitimer(signal.ITIMER_REAL, time_limit)
    try:
        return work(file)
    except _OutOfTime:
        return _too_long(file, time_limit)
    finally:
        signal.signal(signal.SIGALRM, handler)
        signal.setitimer(signal.ITIMER_REAL, others)  # an alarm that somebody else had set


def _too_long(file: ArticleFile, limit: float) -> Failure:
    message = (
        f"the analysis took more than {limit:g} s and was stopped; "
        "shorten or split the article, or raise the time limit"
    )
    return Failure(file.name, 1, message, "analysis-slow")
