"""Run a command and say what it cost, its whole tree of processes together."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


class CommandError(RuntimeError):
    """The command that was to be measured failed."""


@dataclass(frozen=True)
class Cost:
    """``peak`` is the memory of the largest single process, in MiB.

    ``cpu`` is user and system time of all.
    """

    wall: float
    cpu: float
    peak: float


def run(command: Sequence[str], *, folder: Path, log: Path, environment: Mapping[str, str]) -> Cost:
    """Run to the end, with output into ``log``.

    The kernel adds up what a process and all children it waited for have used. Raises ``CommandError``.
    """
    os.sync()  # what others wrote before must not be paid for here
    with log.open("wb") as output:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=output, env=dict(environment))
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        end = log.read_text(encoding="utf-8", errors="replace")[-2000:]
        raise CommandError(f"{' '.join(command)}: exit status {process.returncode}\n{end}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def tree_size(folder: Path) -> tuple[int, int]:
    """How many HTML pages lie in a folder, and how many bytes in all its files."""
    pages = size = 0
    for place, _, names in os.walk(folder):
        for name in names:
            pages += name.endswith(".html")
            size += (Path(place) / name).stat().st_size
    return pages, size
