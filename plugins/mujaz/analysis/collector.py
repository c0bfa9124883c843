"""Holding Python's cycle collector while many lasting objects are made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def held() -> Iterator[None]:
    """Hold the collector: it would look through the new objects again and again, for half of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@contextmanager
def lasting() -> Iterator[None]:
    """The same for what stays until the process ends: the collector leaves it alone afterwards too.

    Looking through the names and the model takes it a tenth of a second each time.
    """
    with held():
        yield
        gc.collect(0)  # what is garbage already must not stay
        gc.freeze()
