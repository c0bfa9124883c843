"""Words of a text with their offsets, and the clitics (و ف ب ل ك ال) a word may carry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple


class Token(NamedTuple):
    """A word, a number or a single punctuation mark: ``text`` is the slice ``start:end``."""

    text: str
    start: int
    end: int


# Character ranges, not \w: they are faster, keep harakat and joiners inside words, and part words at
# underscores. Arabic, Latin, Greek and Cyrillic letters and digits make words; anything else stands alone.
_WORD = (
    "0-9A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u052f\u0610-\u061a\u0620-\u0669\u066e-\u06d3\u06d5-\u06dc"
    "\u06df-\u06e8\u06ea-\u06ef\u06f0-\u06fc\u06ff\u0750-\u077f\u08a0-\u08ff\u1e00-\u1fff\u200c\u200d\ufb50-\ufd3d\ufd50-\ufdfb\ufe70-\ufefc"
)
_NUMBER = r"[0-9\u0660-\u0669]+(?:[.,\u066b\u066c][0-9\u0660-\u0669]+)+"
_TOKEN = re.compile(rf"({_NUMBER}|[{_WORD}]+|\S)")


def tokenize(text: str) -> list[Token]:
    """Split a text into words, numbers and single punctuation marks.

    >>> [token.text for token in tokenize("وقال: «ارتفع 3.5%».")]
    ['وقال', ':', '«', 'ارتفع', '3.5', '%', '»', '.']
    """
    pieces = _TOKEN.split(text)
    ends = list(accumulate(map(len, pieces)))
    return list(map(Token, pieces[1::2], ends[0::2], ends[1::2]))


def split_words(text: str, offset: int = 0) -> tuple[list[str], list[int]]:
    """The same tokens as two plain lists, their texts and their starts: for loops over whole articles.

    ``offset`` is added to the starts.

    >>> split_words("وقال: نعم")
    (['وقال', ':', 'نعم'], [0, 4, 6])
    """
    pieces = _TOKEN.split(text)
    return pieces[1::2], list(accumulate(map(len, pieces), initial=offset))[1:-1:2]


class Reading(NamedTuple):
    """One way to read a word: ``prefix`` are the clitics taken off, ``stem`` the word behind them.

    ``word[skip:]`` is the visible stem. It is the stem itself, but for للرياض read as ل + الرياض, where the
    stem's alef is not written: there the visible stem is لرياض.
    """

    prefix: str
    stem: str
    skip: int


#: A stem of fewer letters is more likely chance than a word.
MIN_STEM = 2


@lru_cache(maxsize=65536)
def clitics(word: str) -> tuple[Reading, ...]:
    """All readings of a word, the one with nothing taken off first, then ever shorter stems.

    A reading is only possible, not right: وليد and بغداد have readings without و and ب too. Whoever knows the
    words decides, and should prefer earlier readings.

    >>> [(r.prefix, r.stem) for r in clitics("وللرياض")]
    [('', 'وللرياض'), ('و', 'للرياض'), ('ول', 'الرياض'), ('ول', 'لرياض'), ('ولل', 'رياض')]
    >>> [r.stem for r in clitics("بالرياض")]
    ['بالرياض', 'الرياض', 'رياض']
    >>> [r.stem for r in clitics("من")]
    ['من']
    """
    return tuple(
        reading for reading in _readings(word) if len(reading.stem) >= MIN_STEM or not reading.prefix
    )


def _readings(word: str) -> Iterator[Reading]:
    """With و or ف, then with ب ل ك, then with ال taken off, at every depth."""
    yield Reading("", word, 0)
    yield from _prepositions(word, 0)
    if word[:1] in ("و", "ف"):
        yield Reading(word[0], word[1:], 1)
        yield from _prepositions(word, 1)


def _prepositions(word: str, at: int) -> Iterator[Reading]:
    rest = word[at:]
    if rest.startswith("لل"):
        prefix = word[: at + 1]
        yield Reading(prefix, "ا" + rest[1:], at + 1)  # ل + الرياض
        yield Reading(prefix, rest[1:], at + 1)  # ل + لبنان
        yield Reading(word[: at + 2], rest[2:], at + 2)
    elif rest.startswith("ال"):
        yield Reading(word[: at + 2], rest[2:], at + 2)
    elif rest[:1] in ("ب", "ل", "ك") and len(rest) > 1:
        yield Reading(word[: at + 1], rest[1:], at + 1)
        if rest.startswith("ال", 1):
            yield Reading(word[: at + 3], rest[3:], at + 3)
