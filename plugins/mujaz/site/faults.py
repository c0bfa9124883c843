"""Faults of the input, gathered during a build and told all together."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

logger = logging.getLogger(__name__)

NAMED = 3  # files in a line about more
JOINERS = "\u200c\u200d"  # invisible, yet letters of an Arabic word


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One fault. ``line`` counts from 1; 0 where the whole file is meant.

    The terminal prints ``message``; the newsroom's pages say the same in Arabic, where the theme's words file
    has a phrase for ``code``, with what was found (``values``: an address, a path) in it.
    """

    path: str
    line: int
    message: str  # "what is wrong; what to write instead"
    code: str = ""  # stable, kebab-case; "" for what is told in English alone
    values: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return one_line(f"{place}: {self.message}")

    def printable(self) -> Fault:
        """The same without what a page could not show."""
        values = tuple((name, one_line(value)) for name, value in self.values)
        return replace(self, path=one_line(self.path), message=one_line(self.message), values=values)


def one_line(text: str) -> str:
    r"""A text that no terminal takes for a command: what a file's name may hold is spelled out.

    >>> one_line("a\n\x1b[2J\u202e.txt:1: empty")
    'a\\n\\x1b[2J\\u202e.txt:1: empty'
    """
    return "".join(
        char if char == " " or char.isprintable() or char in JOINERS else ascii(char)[1:-1] for char in text
    )


class Faults:
    """The faults of one build, each told once, in the order of files and lines."""

    def __init__(self) -> None:
        self._found: set[Fault] = set()

    def add(self, path: str, message: str, line: int = 0, code: str = "", **values: str) -> None:
        """Remember a fault; the build goes on without what it concerns."""
        self._found.add(Fault(path, line, message, code, tuple(sorted(values.items()))))

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


def undated(files: Sequence[str]) -> str:
    """The line about articles that are shown under their file's own time; "" if there are none.

    >>> undated(["a.txt", "b.txt", "c.txt", "d.txt", "e.txt"])
    "articles that tell no date, shown under their file's own time: 5 (a.txt, b.txt, c.txt, …)"
    """
    if not files:
        return ""
    named = ", ".join([*map(one_line, files[:NAMED]), *(["…"] if len(files) > NAMED else [])])
    return f"articles that tell no date, shown under their file's own time: {len(files)} ({named})"
