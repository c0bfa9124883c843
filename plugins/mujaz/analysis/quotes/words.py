"""A line as the quotation rules see it: folded words, punctuation, and quotations closed up.

A quotation that is somebody's speech is one opaque token (``QUOTE``): nothing inside it is the reporter's.
A quoted name or term («الشرق الأوسط») stays readable between ``OPEN`` and ``CLOSE``: it may be in a name.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import add
from typing import NamedTuple

from mujaz.analysis import text as texts
from mujaz.analysis.text import name_key, split_words

_STOPS = frozenset({".", "؟", "!", "…", "...", "..", "*"})
_ABBREVIATIONS = frozenset({"د", "م", "ا", "أ", "ص", "ت", "س"})

#: Latin initials as they are spelt: جيمس إي. سميث. After another of them they are an acronym (بي بي سي).
INITIALS = frozenset(
    ["اي", "جيه", "جي", "دي", "بي", "ار", "سي", "اس", "ام", "كيه", "اف", "اتش", "دبليو", "تي", "ايه"]
)

QUOTE = "<quote>"
OPEN = "<"
CLOSE = ">"
#: The tag of a word written with tanwin fath (مباغتًا): no subject and no name.
ACCUSATIVE = "ACC"
_TANWIN = "\u064b"
#: Function words that are names too (بأن / بان كي مون); in a known name they are kept apart by a tatweel.
_LIKE_NAMES = frozenset({"بان", "ان", "اذ"})
_STRETCH = "\u0640"


class Row(NamedTuple):
    """A quotation of the line: its place with and without marks, its number, whether it is closed up."""

    outer_start: int
    start: int
    end: int
    outer_end: int
    number: int
    opaque: bool


def fold(word: str) -> str:
    """A word as the lexicons spell it: no vowel signs, no tatweel, no hamza on or under an alef.

    >>> fold("وأضــافَ")
    'واضاف'
    """
    return name_key(word)


@dataclass(slots=True)
class Words:
    """The tokens of one line, as parallel lists."""

    forms: list[str]
    starts: list[int]
    ends: list[int]
    quotes: dict[int, int] = field(default_factory=dict)  # QUOTE or OPEN token -> number of the quotation
    tags: dict[int, tuple[str, int]] = field(default_factory=dict)  # token -> kind and number of its mention
    cuts: dict[int, int] = field(default_factory=dict)  # letters of a clitic before a mention's first token
    vocabulary: Mapping[str, int] = field(
        default_factory=dict
    )  # the article's forms and how often they stand

    def tag(self, number: int, start: int, end: int, kind: str) -> None:
        """Mark the tokens of ``[start, end)`` as a mention's."""
        i = bisect_right(self.starts, start) - 1
        while 0 <= i < len(self.starts) and self.starts[i] < end:
            if self.ends[i] > start and self.forms[i] not in (QUOTE, OPEN, CLOSE):
                self.tags[i] = (kind, number)
                if kind == "PER" and number >= 0 and self.forms[i] in _LIKE_NAMES:
                    self.forms[i] += _STRETCH
                if start > self.starts[i]:
                    self.cuts[i] = start - self.starts[i]
            i += 1


class Tokens(NamedTuple):
    """The tokens of a whole text, folded, with their places in it."""

    forms: list[str]
    starts: list[int]
    ends: list[int]
    accusative: frozenset[int] = frozenset()  # where words with tanwin fath start


def tokens_of(text: str, at: int = 0) -> Tokens:
    """Fold and split a text, or the part of one that begins ``at`` there, once.

    >>> tokens_of("قــال: نعم")
    Tokens(forms=['قال', ':', 'نعم'], starts=[0, 5, 7], ends=[5, 6, 10], accusative=frozenset())
    """
    folded = texts.fold(text)
    forms, starts = split_words(folded.text)
    ends = list(map(add, starts, map(len, forms)))
    accusative: set[int] = set()
    if not isinstance(folded.offsets, range):
        starts, ends = _original(folded.offsets, starts), _original(folded.offsets, ends)
        accusative = {
            starts[bisect_right(starts, place) - 1] + at for place in _places(text, _TANWIN) if starts
        }
    if at:
        starts, ends = [place + at for place in starts], [place + at for place in ends]
    return Tokens(forms, starts, ends, frozenset(accusative))


def _original(offsets: Sequence[int], places: list[int]) -> list[int]:
    return [offsets[place] for place in places]


def _places(text: str, sign: str) -> Iterator[int]:
    """Where a sign stands in a text."""
    at = text.find(sign)
    while at >= 0:
        yield at
        at = text.find(sign, at + 1)


def split(tokens: Tokens, start: int, end: int, rows: Sequence[Row]) -> Words:
    """The tokens between two places; ``rows`` are the outermost quotations there, in order."""
    words = Words([], [], [])
    position = start
    for row in rows:
        _copy(tokens, position, row.outer_start, words)
        words.quotes[len(words.forms)] = row.number
        if row.opaque:
            _add(words, QUOTE, row.outer_start, row.outer_end)
        else:
            _add(words, OPEN, row.outer_start, row.start)
            _copy(tokens, row.start, row.end, words)
            _add(words, CLOSE, row.end, row.outer_end)
        position = row.outer_end
    _copy(tokens, position, end, words)
    if tokens.accusative:
        for i, place in enumerate(words.starts):
            if place in tokens.accusative and words.forms[i] != QUOTE:
                words.tags[i] = (ACCUSATIVE, 0)
    return words


def _add(words: Words, form: str, start: int, end: int) -> None:
    words.forms.append(form)
    words.starts.append(start)
    words.ends.append(end)


def _copy(tokens: Tokens, start: int, end: int, words: Words) -> None:
    first = bisect_left(tokens.starts, start)
    last = bisect_left(tokens.starts, end, first)
    words.forms += tokens.forms[first:last]
    words.starts += tokens.starts[first:last]
    words.ends += tokens.ends[first:last]


def closing(forms: Sequence[str], i: int, stop: int, sign: str, reach: int = 14) -> int:
    """The token after the next ``sign`` behind token ``i``, or 0.

    >>> closing(["(", "اف", ")", "قال"], 0, 4, ")")
    3
    """
    return next((k + 1 for k in range(i + 1, min(stop, i + reach)) if forms[k] == sign), 0)


def _in_name(forms: Sequence[str], i: int, reach: int = 8) -> bool:
    """Whether a sign stands within a quoted name: «أوزإس. فايننشال»."""
    before = next((forms[k] for k in range(i - 1, max(-1, i - reach), -1) if forms[k] in (OPEN, CLOSE)), "")
    return before == OPEN and CLOSE in forms[i : i + reach]


def sentences(words: Words) -> list[tuple[int, int]]:
    """Token ranges of a line's sentences. ``.`` in 3.5 and after د ends none."""
    ranges: list[tuple[int, int]] = []
    start = 0
    forms = words.forms
    for i in [i for i, form in enumerate(forms) if form in _STOPS]:
        form = forms[i]
        if words.quotes and _in_name(forms, i):
            continue
        if form == "." and i:
            before, after = forms[i - 1], forms[i + 1] if i + 1 < len(forms) else ""
            if before in _ABBREVIATIONS or (before[0].isdigit() and after[:1].isdigit()):
                continue
            if before in INITIALS and i > 1 and forms[i - 2] not in INITIALS and forms[i - 2].isalpha():
                continue
            glued = after and words.starts[i + 1] == words.ends[i]
            if glued and len(before) <= 3 and len(after) <= 3 and before.isalpha():
                continue  # بي.بي.سي
        if i > start:
            ranges.append((start, i))
        start = i + 1
    if start < len(forms):
        ranges.append((start, len(forms)))
    return ranges
