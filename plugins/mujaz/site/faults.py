"""Faults of the input, gathered during a build and told all together."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One fault. ``line`` counts from 1; 0 where the whole file is meant."""

    path: str
    line: int
    message: str  # "what is wrong; what to write instead"

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.message}"


class Faults:
    """The faults of one build, each told once, in the order of files and lines."""

    def __init__(self) -> None:
        self._found: set[Fault] = set()

    def add(self, path: str, message: str, line: int = 0) -> None:
        """Remember a fault; the build goes on without what it concerns."""
        self._found.add(Fault(path, line, message))

    def __iter__(self) -> Iterator[Fault]:
        return iter(sorted(self._found))

    def __len__(self) -> int:
        return len(self._found)

    def tell(self) -> None:
        """Print every fault, located."""
        for fault in self:
            # a text of its own for each: the logger prints equal texts once
            logger.error("%s", fault)
        if self._found:
            left = len({fault.path for fault in self._found})
            logger.error("faults: %d, files: %d; everything else is built", len(self._found), left)
