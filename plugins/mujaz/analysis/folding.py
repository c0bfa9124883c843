"""Folding Arabic text for matching, with offsets back into the original.

Folded text is for comparing only. What is shown is always a slice of the original, found through
``Folded.offsets``.

Two keys compare names:

- ``name_key`` (strict) undoes what never tells two names apart: tatweel, harakat, presentation forms,
  invisible characters, Persian letter forms, and the hamza on or under an alef (أحمد = احمد, إيران = ايران).
- ``loose_name_key`` also undoes careless spelling: آ = ا, a final ى = ي, a final ة = ه. Use it only to *find*
  candidates that something else confirms. Even here على is not علي.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

# --- folds: one letter group each, same length --------------------------------------------------------------

Fold = Callable[[str], str]


def fold_alef_hamza(text: str) -> str:
    """أ إ ٱ → ا. آ stays: آل and آن are not ال and أن."""
    return text.replace("أ", "ا").replace("إ", "ا").replace("ٱ", "ا")


def fold_persian_letters(text: str) -> str:
    """ی → ي, ک → ك, ہ and ە → ه: another keyboard's code points for the same letters."""
    return text.replace("ی", "ي").replace("ک", "ك").replace("ہ", "ه").replace("ە", "ه")


def fold_alef_madda(text: str) -> str:
    """آ → ا."""
    return text.replace("آ", "ا")


def fold_final_alef_maqsura(text: str) -> str:
    """A word's last ى → ي, but never in على, which would become the name علي."""
    return _FINAL_ALEF_MAQSURA.sub("ي", text) if "ى" in text else text


def fold_final_ta_marbuta(text: str) -> str:
    """A word's last ة → ه."""
    return _FINAL_TA_MARBUTA.sub("ه", text) if "ة" in text else text


_FINAL_ALEF_MAQSURA = re.compile(r"(?<!\bعل)(?<!\b[وفأا]عل)ى\b")
_FINAL_TA_MARBUTA = re.compile(r"ة\b")

# --- folds that change the length: a character at a time ----------------------------------------------------


def drop_tatweel(char: str) -> str:
    """Drop the ـ that only stretches a word."""
    return "" if char == "\u0640" else char


def drop_harakat(char: str) -> str:
    """Drop short vowels, shadda, sukun, the dagger alef and Quranic marks."""
    return "" if _is_haraka(char) else char


def drop_accents(char: str) -> str:
    """Drop an accent that no letter takes in: those of a composed letter (é, ü) stay in it."""
    return "" if "\u0300" <= char <= "\u036f" else char


def drop_invisible(char: str) -> str:
    """Drop joiners (ZWNJ, ZWJ, word joiner), bidi controls, soft hyphens and stray byte-order marks."""
    return "" if char in _INVISIBLE else char


def expand_presentation_form(char: str) -> str:
    """ﻻ → لا: the letters behind a presentation form, as PDF text has them."""
    if "\ufb50" <= char <= "\ufdff" or "\ufe70" <= char <= "\ufefc":
        return unicodedata.normalize("NFKC", char).strip()
    return char


def _is_haraka(char: str) -> bool:
    return (
        "\u064b" <= char <= "\u065f"
        or char == "\u0670"
        or "\u0610" <= char <= "\u061a"
        or "\u06d6" <= char <= "\u06ed"
    )


_INVISIBLE = frozenset(
    "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
_CHANGES_LENGTH = re.compile(
    "[\u00ad\u0300-\u036f\u0610-\u061a\u061c\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufb50-\ufdff\ufe70-\ufeff]"
)
#: A letter written as base + hamza or madda, or a Latin one + accents (decomposed Unicode), is put together
#: before signs are dropped. In that form a vowel sign stands before the hamza.
_DECOMPOSED = re.compile("[اويىه][\u064b-\u0652]*[\u0653-\u0655]|[A-Za-z\u00c0-\u024f][\u0300-\u036f]+")


@lru_cache(maxsize=4096)
def _clean_unit(unit: str) -> str:
    if len(unit) > 1:
        unit = unicodedata.normalize("NFC", unit)
    for fold in (expand_presentation_form, drop_tatweel, drop_harakat, drop_accents, drop_invisible):
        unit = "".join(fold(char) for char in unit)
    return unit


# --- folding with offsets -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded copy of a text.

    ``offsets[i]`` is where the folded text's character ``i`` stands in the original. The last entry, one more
    than ``text`` has characters, is the original's length.
    """

    text: str
    offsets: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original's range for the folded range ``start``, ``end``, with the marks of its last letter."""
        if start >= end:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], self.offsets[end]


def clean(text: str) -> Folded:
    """Drop or expand what changes a text's length; every other fold keeps offsets as they are."""
    if not _CHANGES_LENGTH.search(text):
        return Folded(text, range(len(text) + 1))
    pieces: list[str] = []
    offsets: list[int] = []
    position = 0
    for found in _UNIT.finditer(text):
        start, end = found.span()
        pieces.append(text[position:start])
        offsets.extend(range(position, start))
        unit = _clean_unit(found[0])
        pieces.append(unit)
        offsets.extend([start] * len(unit))
        position = end
    pieces.append(text[position:])
    offsets.extend(range(position, len(text) + 1))
    return Folded("".join(pieces), offsets)


_UNIT = re.compile(f"{_DECOMPOSED.pattern}|{_CHANGES_LENGTH.pattern}")

#: The folds of each key, in order.
STRICT: tuple[Fold, ...] = (fold_persian_letters, fold_alef_hamza)
LOOSE: tuple[Fold, ...] = (*STRICT, fold_final_alef_maqsura, fold_final_ta_marbuta, fold_alef_madda)


def fold(text: str, folds: Sequence[Fold] = STRICT) -> Folded:
    """Fold a text for matching; ``fold(t).span(…)`` leads back to the original.

    >>> folded = fold("قال أحمـــد")
    >>> folded.text, folded.span(4, 8)
    ('قال احمد', (4, 11))
    """
    cleaned = clean(text)
    folded = cleaned.text
    for step in folds:
        folded = step(folded)
    return Folded(folded, cleaned.offsets)


def _key(text: str, folds: Sequence[Fold]) -> str:
    return " ".join(fold(text, folds).text.split())


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """The strict key of a name or word: equal keys are one spelling of one name.

    >>> name_key("أحْمَد  الـعلي") == name_key("احمد العلي"), name_key("على") == name_key("علي")
    (True, False)
    """
    return _key(name, STRICT)


@lru_cache(maxsize=65536)
def loose_name_key(name: str) -> str:
    """The loose key of a name or word: see the module's docstring before using it.

    >>> loose_name_key("مصطفى حمزة") == loose_name_key("مصطفي حمزه")
    True
    >>> loose_name_key("على") == loose_name_key("علي")
    False
    """
    return _key(name, LOOSE)
