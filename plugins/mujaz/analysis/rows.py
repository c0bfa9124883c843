"""The non-empty rows of a text, trimmed, with their place in it."""

from __future__ import annotations

from typing import NamedTuple

#: White space and invisible marks that a row may begin or end with.
BLANK = " \t\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680"
BLANK += "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
BLANK += "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"


class Row(NamedTuple):
    """One non-empty line: ``text`` is the slice ``start:end`` of the article."""

    number: int  # counted from 0, blank lines included
    start: int
    end: int
    text: str


def split(text: str) -> list[Row]:
    """The rows of ``text``, without blank ones.

    >>> split("عنوان\\n\\n  فقرة ")
    [Row(number=0, start=0, end=5, text='عنوان'), Row(number=2, start=9, end=13, text='فقرة')]
    """
    rows: list[Row] = []
    offset = 0
    for number, line in enumerate(text.split("\n")):
        trimmed = line.lstrip(BLANK)
        start = offset + len(line) - len(trimmed)
        trimmed = trimmed.rstrip(BLANK)
        if trimmed:
            rows.append(Row(number, start, start + len(trimmed), trimmed))
        offset += len(line) + 1
    return rows
