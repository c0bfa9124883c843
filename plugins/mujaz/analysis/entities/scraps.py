"""What a finder took for a name and is none: measures, spelt letters, words of another script, half of what
stands between quotation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mujaz.analysis.entities.features import normalise
from mujaz.analysis.entities.heads import head_of
from mujaz.analysis.record import Span

#: Latin letters as they are spelt in Arabic, folded: بي، سي.
_SPELT = "اي بي سي دي اف جي اتش اش اكس كي كيه ال ام ان او كيو ار اس تي يو في واي زد ايه ايي دبليو"
_LETTERS = frozenset(map(normalise, _SPELT.split()))
#: So many spelt letters are an acronym; fewer are what is left of one.
_ACRONYM = 3
_MARKS = {"«": "»", "“": "”", "(": ")"}
_BOTH = "\"'"
_LATIN = re.compile(r"[\W\da-z]+")
_JOINTS = ".-_/"


def is_scrap(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` can be no name on its own.

    >>> is_scrap("على بعد 720 كلم", 8, 15), is_scrap("تي تي سي", 0, 2), is_scrap("شركة سي تي آي", 5, 13)
    (True, True, False)
    """
    written = text[start:end]
    words = [normalise(word) for word in written.split()]
    if written[0].isdigit() or _LATIN.fullmatch(written):
        return True
    if len(words) < _ACRONYM and all(word in _LETTERS or len(word) == 1 for word in words):
        return True
    return _joined(text, start, end) and len(words[0]) <= 2  # one letter of بي.تي.تي


def _joined(text: str, start: int, end: int) -> bool:
    """Whether a joint ties the words to another word without a blank."""
    before = start > 1 and text[start - 1] in _JOINTS and text[start - 2].isalnum()
    return before or (end + 1 < len(text) and text[end] in _JOINTS and text[end + 1].isalnum())


def between_marks(words: Sequence[str]) -> Span:
    """The range of a name's words that no opening mark without its closing one breaks.

    Behind a lone head the name is what the mark opens; else it ends before the mark.

    >>> between_marks(["منظمة", '"البيدر']), between_marks(["بنك", "النخيل", "«دي"])
    ((1, 2), (0, 2))
    """
    for place, word in enumerate(words):
        for at, mark in enumerate(word):
            closing = _MARKS.get(mark) or (mark if mark in _BOTH else "")
            if not closing or (at and word[at - 1].isalpha()):
                continue
            rest = word[at + 1 :] + " ".join(words[place + 1 :])
            if closing not in rest:
                return (place, len(words)) if place < 2 and _heads(words[:place]) else (0, place)
    return 0, len(words)


def _heads(words: Sequence[str]) -> bool:
    return all(head_of(normalise(word)) for word in words)
