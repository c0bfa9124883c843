"""A corrections file may hold anything: it never raises, and every fault has a line of the file."""

from __future__ import annotations

import os
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from mujaz.archive.corrections import parse, read
from mujaz.archive.resolve import resolve

WORDS = [
    "[[add]]",
    "[[merge]]",
    "[[split",
    "[hide]",
    "name",
    "=",
    '"',
    '"""',
    "'",
    "[",
    "]",
    "{",
    "}",
    "\n",
    "\r\n",
    "#",
]
WORDS += [
    "سليم",
    "kind",
    '"PER"',
    "\\",
    "\x00",
    "\u202e",
    "aliases",
    "1979-05-27",
    "0x",
    "🙂",
    ",",
    "into",
    "names",
]


@given(st.lists(st.sampled_from(WORDS), max_size=60).map("".join))
def test_fragments_of_toml(text: str) -> None:
    corrections = parse(text)
    lines = text.count("\n") + 1
    assert all(1 <= fault.line <= lines for fault in corrections.faults)
    resolve([], corrections)


@given(st.binary(max_size=200))
def test_bytes_of_any_encoding(data: bytes) -> None:
    parse(data.decode("latin-1"))


def test_deep_nesting(tmp_path: Path) -> None:
    path = tmp_path / "entities.toml"
    path.write_text("[[add]]\nname = " + "[" * 20_000, encoding="utf-8")
    assert read(path).faults


def test_a_large_file() -> None:
    text = "".join(f'[[rename]]\nname = "اسم {n}"\nto = "لقب {n}"\n' for n in range(2000))
    assert len(parse(text).items) == 2000


def test_a_number_of_thousands_of_digits() -> None:
    (fault,) = parse(f'[[add]]\nname = {"9" * 5000}\nkind = "PER"\n').faults
    assert fault.line == 1


def test_a_header_of_blanks_takes_no_time() -> None:
    assert parse(f"[[{' ' * 20_000}x\n").faults


def test_a_pipe_in_the_place_of_the_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "entities.toml")
    (fault,) = read(tmp_path / "entities.toml").faults
    assert "is no file" in fault.message
