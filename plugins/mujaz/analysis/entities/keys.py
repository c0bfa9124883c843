"""Keys: what two spellings of one name have in common. Matching, slugs and resolution all compare keys.

A name's key is its words under ``FOLDS``, with one blank between them. It goes no further: a fold that
makes two real names one is a fault. The preposition على keeps its letter, so that it is never the name علي.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import compress
from operator import add
from typing import NamedTuple

from mujaz.analysis.memo import Memo
from mujaz.analysis.text import LOOSE, MIN_STEM, Fold, clean, fold, split_words

# Chained replacements: on Arabic text several times as fast as one ``str.translate``.


def fold_hamza_seats(text: str) -> str:
    """ؤ, ئ → ء: شؤون is شئون."""
    return text.replace("ؤ", "ء").replace("ئ", "ء")


def fold_foreign_letters(text: str) -> str:
    """ڤ → ف and its like: letters that Arabic borrows for foreign names, and the Maghreb for a hard g (ڨفصة
    is قفصة, أڭادير is أكادير)."""
    return _FOREIGN.sub(_plain_letter, text) if _FOREIGN.search(text) else text


_PLAIN_LETTERS = {"ڤ": "ف", "ڥ": "ف", "پ": "ب", "چ": "ج", "ژ": "ز", "گ": "غ", "ڨ": "ق", "ڭ": "ك"}
_FOREIGN = re.compile(f"[{''.join(_PLAIN_LETTERS)}]")


def _plain_letter(found: re.Match[str]) -> str:
    return _PLAIN_LETTERS[found[0]]


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


class Run(NamedTuple):
    """Words that stand one behind the other in a text: their keys and their places.

    One written word may be two (عبدالله).
    """

    keys: list[str]
    starts: list[int]
    ends: list[int]

    def spells(self, at: int, keys: tuple[str, ...]) -> bool:
        """Whether the words from ``at`` on have these keys."""
        return tuple(self.keys[at : at + len(keys)]) == keys

    def joined(self, text: str, left: int) -> bool:
        """Whether word ``left`` and the next may belong to one name: no comma, quotation mark or line end
        between."""
        end, start = self.ends[left], self.starts[left + 1]
        return end == start or text[end:start] == " " or _JOINT.fullmatch(text, end, start) is not None


def words(text: str, start: int = 0, end: int | None = None) -> Run:
    """The words of ``text[start:end]`` in order, with offsets into ``text``.

    >>> words("التقى عبدالله، أمس.").keys
    ['التقي', 'عبد', 'الله', 'امس']
    """
    return run_of(text, *split_words(text[start:end], start))


def run_of(text: str, written: Sequence[str], starts: Sequence[int]) -> Run:
    """The same from a stretch's words as ``split_words`` gives them, with offsets into ``text``."""
    first, last = (starts[0], starts[-1] + len(written[-1])) if written else (0, 0)
    if _MARK.search(text, first, last) and _REJOINS.search(text, first, last):
        return _rejoined(text, first, last)
    keys = list(map(_key_of.__getitem__, written))
    if " " in "".join(keys):
        return _rejoined(text, first, last)
    ends = map(add, starts, map(len, written))
    return Run(list(filter(None, keys)), list(compress(starts, keys)), list(compress(ends, keys)))


def _key_of_word(word: str) -> str:
    """A word's key; none for a mark, a blank in one that is two."""
    key = fold(word, FOLDS).text if _FOLDED.search(word) else word
    if len(key) < 2 and not key.isalnum():
        return ""
    return key.replace("عبدال", "عبد ال") if _servant(key) else key


def _servant(key: str) -> int:
    """Where عبد ends that is written in one with the next word; 0 if it is not."""
    found = key.find("عبدال", 0, 7)
    return found + 3 if found >= 0 and len(key) > found + 5 else 0


_key_of = Memo(_key_of_word)
#: What some fold changes in a word; most words have none of it.
_FOLDED = re.compile("[^ابتثجحخدذرزسشصضطظعغفقكلمنهويء0-9a-z]|ى$|ة$|عبدال")
#: Characters that folding drops from inside a word, and those that part words until folding drops or expands
#: them; the first do so too where they begin a word or stand behind a number.
_INSIDE = "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d"
_BETWEEN = (
    "\u00ad\u061c\u06dd\u06de\u06e9\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufb50-\ufdff\ufe70-\ufeff"
)
_MARK = re.compile(f"[{_INSIDE}{_BETWEEN}]")
_REJOINS = re.compile(rf"[{_BETWEEN}]|(?<!\w)(?<![{_INSIDE}])[{_INSIDE}]|(?<=\d)[{_INSIDE}]")


def _rejoined(text: str, start: int, end: int) -> Run:
    """The words of a folded stretch, where folding joins or parts what is written."""
    folded = fold(text[start:end], FOLDS)
    offsets = folded.offsets
    found = Run([], [], [])

    def enter(key: str, first: int, behind: int) -> None:
        found.keys.append(key)
        found.starts.append(start + offsets[first])
        found.ends.append(start + offsets[behind])

    for key, at in zip(*split_words(folded.text), strict=True):
        behind = at + len(key)
        if cut := _servant(key):
            enter(key[:cut], at, at + cut)
            enter(key[cut:], at + cut, behind)
        elif behind > at + 1 or key.isalnum():
            enter(key, at, behind)
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
    return " ".join(words(name).keys)


def after_letters(text: str, start: int, letters: int) -> int:
    """The offset behind the first ``letters`` letters from ``start``, with the marks that sit on them."""
    return start + clean(text[start : start + 40]).offsets[letters]


def without_proclitics(key: str) -> tuple[tuple[int, str], ...]:
    """Every reading of a word as proclitics (و ف ب ل ك) and a rest: (letters taken off, the rest).

    Those of ``text.clitics`` that leave the article on.

    >>> without_proclitics("وللبيت")
    ((0, 'وللبيت'), (1, 'للبيت'), (2, 'البيت'), (2, 'لبيت'))
    """
    return _rests[key]


def _rests_of(key: str) -> tuple[tuple[int, str], ...]:
    found = [(0, key)]
    for at in (0, 1) if key[:1] in ("و", "ف") else (0,):
        rest = key[at:]
        if at:
            found.append((1, rest))
        if rest.startswith("لل"):
            found += [(at + 1, "ا" + rest[1:]), (at + 1, rest[1:])]
        elif rest[:1] in ("ب", "ل", "ك"):
            found.append((at + 1, rest[1:]))
    return tuple(item for item in found if len(item[1]) >= MIN_STEM or not item[0])


_rests = Memo(_rests_of)
