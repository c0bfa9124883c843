"""The articles that a command line names: files, folders, standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from mujaz.analysis.text import UndecodableError, decode

#: The argument that stands for standard input, and the path that its messages name.
STDIN = "-"
SUFFIXES = (".txt",)


@dataclass(frozen=True, slots=True)
class Input:
    """One article as it was read: its text, or why it could not be (``path:line: what; what to do``)."""

    path: str
    text: str = ""
    fault: str = ""


def read_all(arguments: Sequence[str]) -> Iterator[Input]:
    """Read every article that the arguments name, folders in sorted order, one at a time."""
    for argument in arguments:
        if argument == STDIN:
            yield _decoded("<stdin>", sys.stdin.buffer.read())
        elif os.path.isdir(argument):  # noqa: PTH112 - a Path for each of 100,000 files is slow
            yield from _folder(argument)
        else:
            yield _file(argument)


def _folder(folder: str) -> Iterator[Input]:
    found = False
    for parent, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(name for name in names if name.endswith(SUFFIXES)):
            found = True
            yield _file(os.path.join(parent, name))  # noqa: PTH118
    if not found:
        yield Input(
            folder, fault=f"{folder}:1: no .txt article in this folder; name a folder that holds some"
        )


def _file(path: str) -> Input:
    try:
        data = Path(path).read_bytes()
    except FileNotFoundError:
        return Input(path, fault=f"{path}:1: there is no such file; check the name")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return Input(path, fault=f"{path}:1: cannot be read ({reason}); make it a readable file")
    return _decoded(path, data)


def _decoded(path: str, data: bytes) -> Input:
    try:
        return Input(path, decode(data).text)
    except UndecodableError as error:
        return Input(path, fault=f"{path}:1: {error}")
