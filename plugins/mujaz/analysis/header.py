"""Header lines at the top of a raw article: ``العنوان: …``, ``التاريخ: …``, ``Source: …``."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from mujaz.analysis import dates
from mujaz.analysis.folding import name_key
from mujaz.analysis.record import Problem
from mujaz.analysis.rows import Row

#: A header key is short; anything longer before a colon is a sentence.
MAX_KEY_CHARS = 24
MAX_KEY_WORDS = 3

_HEADER = re.compile(
    rf"([^\W\d_][^:：\n]{{0,{MAX_KEY_CHARS - 1}}}?)[ \t\u00a0]*[:：][ \t\u00a0]*(.*)", re.DOTALL
)
_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"'«»“”]+", re.IGNORECASE)


@dataclass(slots=True)
class Header:
    """What the header lines say, and how many of the article's first rows they are."""

    rows: int = 0
    title: tuple[int, int] | None = None  # where the title's value stands
    date: datetime.date | None = None
    source: str = ""
    url: str = ""
    tags: list[tuple[int, int]] = field(default_factory=list)  # where their values stand
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Line:
    row: Row
    key: str  # as written
    field: str | None  # what it means; None for an unknown key
    value: str


def read(rows: Sequence[Row]) -> Header:
    """Read the header block that ``rows`` may begin with.

    The block begins with a known key and ends at the first row that is not ``key: value`` or at a blank line.
    An unknown key is a problem where the block goes on after it; as the last row it may be a headline with a
    colon (محافظ البنك: …), so it only counts as a header if a blank line follows and the title is known.
    """
    header = Header()
    block = _block(rows)
    for line in block:
        _take(header, line)
    header.rows = len(block)
    return header


def find_url(text: str) -> str:
    """The first web address in a text, without the punctuation after it; "" if there is none."""
    found = _WEB_ADDRESS.search(text)
    return found[0].rstrip(".,;:!?)]}،؛؟") if found else ""


@cache
def _fields() -> dict[str, str]:
    table = tomllib.loads(files("mujaz.analysis").joinpath("data/header.toml").read_text(encoding="utf-8"))
    return {_key(key): meaning for meaning, keys in table.items() for key in keys}


def _key(key: str) -> str:
    return name_key(key).lower()


def _block(rows: Sequence[Row]) -> list[_Line]:
    block: list[_Line] = []
    for row in rows:
        if block and row.number > block[-1].row.number + 1:  # a blank line stands between
            break
        line = _split(row)
        if line is None or (not block and line.field is None):
            break
        block.append(line)
    while block and block[-1].field is None and not _ends_block(rows, block):
        block.pop()
    return block


def _split(row: Row) -> _Line | None:
    found = _HEADER.match(row.text) if ":" in row.text or "：" in row.text else None
    if found is None or len(found[1].split()) > MAX_KEY_WORDS or found[2].startswith("//"):
        return None
    return _Line(row, found[1], _fields().get(_key(found[1])), found[2])


def _ends_block(rows: Sequence[Row], block: Sequence[_Line]) -> bool:
    """Whether an unknown key in the block's last row is a header all the same."""
    titled = any(line.field == "title" for line in block)
    blank_follows = len(block) < len(rows) and rows[len(block)].number > block[-1].row.number + 1
    return titled and blank_follows


def _take(header: Header, line: _Line) -> None:
    def remark(code: str, message: str) -> None:
        header.problems.append(Problem(line.row.number, code, message))

    if line.field is None:
        known = "، ".join(("العنوان", "التاريخ", "المصدر", "الرابط", "الكاتب", "الوسوم"))
        remark(
            "header-unknown",
            f"unknown header {line.key!r}; write one of {known}, or a blank line before the text",
        )
    elif not line.value:
        remark("header-empty", f"header {line.key!r} has no value; write one or delete the line")
    elif line.field == "title":
        if header.title:
            remark("header-repeated", f"a second header {line.key!r}; the first one counts, delete the other")
        else:
            header.title = (line.row.end - len(line.value), line.row.end)
    elif line.field == "date":
        _take_date(header, line, remark)
    elif line.field == "tags":
        header.tags.append((line.row.end - len(line.value), line.row.end))
    elif line.field == "source":
        if url := find_url(line.value):
            header.url = header.url or url
        else:
            header.source = header.source or line.value
    elif line.field == "link":
        if url := find_url(line.value):
            header.url = header.url or url
        else:
            remark("header-link", f"{line.value!r} is no web address; write one that begins with https://")


def _take_date(header: Header, line: _Line, remark: Callable[[str, str], None]) -> None:
    try:
        found = dates.read(line.value)
    except dates.ImpossibleDateError:
        remark("header-date", f"there is no day {line.value!r}; write an existing date, such as 2023-09-13")
        return
    if found is None:
        remark("header-date", f"no date in {line.value!r}; write one such as 2023-09-13 or 13 سبتمبر 2023")
    else:
        header.date = header.date or found
