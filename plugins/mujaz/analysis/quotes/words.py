"""A line as the quotation rules see it: folded words, punctuation, and quotations closed up.

A quotation that is somebody's speech is one opaque token (``QUOTE``): nothing inside it is the reporter's. A quoted
name or term («الشرق الأوسط») stays readable between ``OPEN`` and ``CLOSE`` tokens, since it may be part of a name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

QUOTE = "<quote>"
OPEN = "<"
CLOSE = ">"

_SIGNS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0653\u0654\u0655\u0656\u0657\u0658\u0670\u0640"
_FOLD = {ord(sign): "\u0640" for sign in _SIGNS} | {ord(c): "ا" for c in "أإآٱ"} | {0xFF1A: ":"}
_TOKEN = re.compile(r"[\w\u0640]+(?:[-’'][\w\u0640]+)*|--+|\.{2,}|…|[^\w\s]")
_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufeff]")
_SIGNS_IN = re.compile(f"[{_SIGNS}]")


def fold(word: str) -> str:
    """A word as the lexicons spell it: no vowel signs, no tatweel, bare alif.

    >>> fold("وأضــافَ")
    'واضاف'
    """
    if _PRESENTATION.search(word):
        word = unicodedata.normalize("NFKC", word)
    return word.translate(_FOLD).replace("\u0640", "")


@dataclass(slots=True)
class Words:
    """The tokens of one line: parallel lists, and which quotation an opaque token stands for."""

    forms: list[str]
    starts: list[int]
    ends: list[int]
    quotes: dict[int, int]  # token index -> index of the span, for opaque tokens and for OPEN tokens

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The text range of tokens first..last-1."""
        return self.starts[first], self.ends[last - 1]


def split(text: str, start: int, end: int, spans: Sequence[tuple[int, int, int, int, int, bool]]) -> Words:
    """Tokens of ``text[start:end]``. ``spans``: (outer_start, start, end, outer_end, index, opaque), not nested."""
    words = Words([], [], [], {})
    position = start
    for outer_start, inner_start, inner_end, outer_end, index, opaque in spans:
        _tokens(text, position, outer_start, words)
        if opaque:
            words.quotes[len(words.forms)] = index
            _add(words, QUOTE, outer_start, outer_end)
        else:
            words.quotes[len(words.forms)] = index
            _add(words, OPEN, outer_start, inner_start)
            _tokens(text, inner_start, inner_end, words)
            _add(words, CLOSE, inner_end, outer_end)
        position = outer_end
    _tokens(text, position, end, words)
    return words


def _add(words: Words, form: str, start: int, end: int) -> None:
    words.forms.append(form)
    words.starts.append(start)
    words.ends.append(end)


def _tokens(text: str, start: int, end: int, words: Words) -> None:
    if start >= end:
        return
    piece = text[start:end]
    folded = piece.translate(_FOLD)
    odd = _PRESENTATION.search(piece) is not None
    forms, starts, ends = words.forms, words.starts, words.ends
    for match in _TOKEN.finditer(folded):
        form = match.group()
        if "\u0640" in form:
            form = form.replace("\u0640", "")
            if not form:
                continue
        if odd:
            form = fold(form)
        forms.append(form)
        starts.append(start + match.start())
        ends.append(start + match.end())
