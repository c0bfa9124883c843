"""Keys: what two spellings of one name have in common. Matching, slugs and resolution all compare keys.

A name's key is its words under ``FOLDS``, with one blank between them. It goes no further: a fold that
makes two real names one is a fault. The preposition على keeps its letter, so that it is never the name علي.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from mujaz.analysis.text import LOOSE, Fold, clean, clitics, fold, split_words

# Chained replacements: on Arabic text several times as fast as one ``str.translate``.


def fold_hamza_seats(text: str) -> str:
    """ؤ, ئ → ء: شؤون is شئون."""
    return text.replace("ؤ", "ء").replace("ئ", "ء")


def fold_foreign_letters(text: str) -> str:
    """ڤ → ف and its like: letters that Arabic borrows for foreign names."""
    return text.replace("ڤ", "ف").replace("پ", "ب").replace("چ", "ج").replace("گ", "غ")


def fold_digits_and_case(text: str) -> str:
    """Arabic digits → European, Latin capitals → small letters."""
    if _DIGIT_OR_CAPITAL.search(text):
        return text.translate(_PLAIN)
    return text


_DIGIT_OR_CAPITAL = re.compile("[A-Z\u00c0-\u00de\u0100-\u0530\u0660-\u0669\u06f0-\u06f9]")
_PLAIN = {ord(letter): letter.lower() for letter in map(chr, range(0x530)) if len(letter.lower()) == 1}
_PLAIN |= {zero + digit: str(digit) for zero in (0x660, 0x6F0) for digit in range(10)}

FOLDS: tuple[Fold, ...] = (*LOOSE, fold_hamza_seats, fold_foreign_letters, fold_digits_and_case)
#: what may stand between two words of one name: a blank, a hyphen, a full stop of an abbreviation
_JOINT = re.compile(r"[ \t\u00a0\u200b-\u200f]{0,3}[-–.'’]?[ \t\u00a0\u200b-\u200f]{0,2}")


class Word(NamedTuple):
    """A word of a text: its key and its place. One written word may hold two (عبدالله)."""

    key: str
    start: int
    end: int


def words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of ``text[start:end]`` in order, with offsets into ``text``.

    >>> [word.key for word in words("التقى عبدالله، أمس.")]
    ['التقي', 'عبد', 'الله', 'امس']
    """
    folded = fold(text[start:end], FOLDS)
    offsets = folded.offsets
    pieces = zip(*split_words(folded.text), strict=True)
    if isinstance(offsets, range) and "عبدال" not in folded.text:  # most lines
        return [
            Word(key, start + at, start + at + len(key))
            for key, at in pieces
            if len(key) > 1 or key.isalnum()
        ]
    found = []
    for key, at in pieces:
        behind = at + len(key)
        servant = key.find("عبدال", 0, 7)
        if servant >= 0 and len(key) > servant + 5:
            cut = at + servant + 3
            found.append(Word(key[: servant + 3], start + offsets[at], start + offsets[cut]))
            found.append(Word(key[servant + 3 :], start + offsets[cut], start + offsets[behind]))
        elif behind > at + 1 or key.isalnum():
            found.append(Word(key, start + offsets[at], start + offsets[behind]))
    return found


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """The key of a whole name.

    >>> name_key("عبدالله  الأحمد"), name_key("آن تشان-إيل"), name_key("إسطنبـول"), name_key("٢٠٣٠")
    ('عبد الله الاحمد', 'ان تشان ايل', 'اسطنبول', '2030')
    >>> name_key("علي"), name_key("على")
    ('علي', 'على')
    """
    folded = fold(name, FOLDS).text
    if "عبدال" not in folded and folded.replace(" ", "").isalpha():
        return " ".join(folded.split())
    return " ".join([word.key for word in words(name)])


def joined(text: str, left: Word, right: Word) -> bool:
    """Whether two neighbouring words may belong to one name: no comma, quotation mark or line end between."""
    return left.end == right.start or _JOINT.fullmatch(text, left.end, right.start) is not None


def after_letters(text: str, start: int, letters: int) -> int:
    """The offset behind the first ``letters`` letters from ``start``, with the marks that sit on them."""
    return start + clean(text[start : start + 40]).offsets[letters]


@lru_cache(maxsize=65536)
def without_proclitics(key: str) -> tuple[tuple[int, str], ...]:
    """Every reading of a word as proclitics (و ف ب ل ك) and a rest: (letters taken off, the rest).

    >>> without_proclitics("وللبيت")
    ((0, 'وللبيت'), (1, 'للبيت'), (2, 'البيت'), (2, 'لبيت'))
    """
    return tuple(
        (reading.skip, reading.stem) for reading in clitics(key) if not reading.prefix.endswith(("ال", "لل"))
    )
