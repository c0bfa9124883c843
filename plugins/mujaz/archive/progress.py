"""The progress bar of long work, on standard error and only where a person sees it."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def track(items: Iterable[T], total: int, *, shown: bool, label: str = "Analysing articles") -> Iterator[T]:
    """Pass the items on and show how many of them have come."""
    if not shown or not sys.stderr.isatty():
        yield from items
        return
    # Imported where it is used: an unchanged site has nothing to show and no time to lose.
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    # No refreshing thread: the pool forks, and a fork must not find other threads.
    with Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
        task = bar.add_task(label, total=total)
        last = 0.0
        for item in items:
            bar.advance(task)
            if time.monotonic() - last > 0.1:
                bar.refresh()
                last = time.monotonic()
            yield item
